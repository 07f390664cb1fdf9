//! The contracts that a program was built with.

use crate::table::Line;

/// Contracts compiled into a crate: the tables of its lines, and the YAML that they were made of.
///
/// Generated as `CONTRACTS` by `include_contracts!()`; a command line that is handed it can judge, fold and
/// explain without a checkout.
#[derive(Clone, Copy, Debug)]
pub struct BuiltIn {
    /// The name by which a program tells these contracts from others: that of the crate.
    pub name: &'static str,
    /// The lines whose tables are compiled in. The first is the one that is meant where none is named.
    pub lines: &'static [&'static Line],
    /// The text of all lines, of those too whose tables are not compiled in.
    pub sources: &'static [BuiltInSource],
}

/// A contract file that was there when a crate was built.
#[derive(Clone, Copy, Debug)]
pub struct BuiltInSource {
    /// The name of the line that it belongs to.
    pub line: &'static str,
    /// The path, as messages show it.
    pub path: &'static str,
    /// The content.
    pub text: &'static str,
}

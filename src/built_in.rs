//! The contracts that a program was built with.

use crate::fixture::{Fixture, Fixtures, Stream};
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
    /// Fixtures that nobody could make from the contracts: cases written by hand, and recorded streams. In a crate's own tests
    /// the generated ones are among them, if its build script keeps them in the tree.
    pub fixtures: &'static [BuiltInFile],
}

impl BuiltIn {
    /// What the fixtures hold.
    pub fn fixtures(&self) -> Fixtures {
        Fixtures::read(self.fixtures.iter().map(|file| (file.path, file.text)))
    }

    /// The payloads among the fixtures of a domain, those that were written by hand.
    pub fn cases(&self, line: &str, domain: &str) -> Vec<Fixture> {
        let mut cases = self.fixtures().payloads;
        let folder = format!("{line}.{domain}.cases.");
        cases.retain(|case| case.id.starts_with(&folder));
        cases
    }

    /// The recorded stream with this id, or this name if only one has it.
    pub fn stream(&self, id: &str) -> Option<Stream> {
        let mut streams = self.fixtures().streams;
        if let Some(at) = streams.iter().position(|stream| stream.id == id) {
            return Some(streams.swap_remove(at));
        }
        let named = |stream: &Stream| stream.id.rsplit('.').next() == Some(id);
        streams.retain(named);
        (streams.len() == 1).then(|| streams.swap_remove(0))
    }
}

/// A file that was there when a crate was built.
#[derive(Clone, Copy, Debug)]
pub struct BuiltInFile {
    /// The path from the folder of the fixtures: `LINE/DOMAIN/FOLDER/NAME`.
    pub path: &'static str,
    /// The content.
    pub text: &'static str,
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

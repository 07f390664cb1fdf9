//! The JSON Schema layer, which a build may leave out.

use event_contract::table::Line;

use crate::exit::Failure;

#[cfg(feature = "schema")]
pub(crate) use event_contract::schema::SchemaSet;

/// No value exists: the layer is left out.
#[cfg(not(feature = "schema"))]
#[derive(Debug)]
pub(crate) enum SchemaSet {}

#[cfg(not(feature = "schema"))]
impl SchemaSet {
    pub(crate) fn accepts(
        &self,
        _: &str,
        _: &serde_json::Value,
    ) -> Result<bool, std::convert::Infallible> {
        match *self {}
    }
}

/// The compiled schemas of a line, for an option that needs them.
#[cfg(feature = "schema")]
#[expect(clippy::unnecessary_wraps, reason = "the signature is the other build's")]
pub(crate) fn of_line(line: &'static Line, _: &str) -> Result<&'static SchemaSet, Failure> {
    Ok(SchemaSet::shared(line))
}

/// The refusal of an option that needs schemas.
#[cfg(not(feature = "schema"))]
pub(crate) fn of_line(_: &'static Line, option: &str) -> Result<&'static SchemaSet, Failure> {
    Err(Failure::left_out(option, "schema"))
}

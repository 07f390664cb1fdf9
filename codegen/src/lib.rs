//! From contract YAML to Rust types, JSON Schemas and fixtures.
//!
//! The contracts are read ([`read_dir`], [`load`]) into a [`model::Model`], and rendered by pure
//! functions into [`Output`]s. Writing them, or checking that they are current, is [`apply`]'s job.
//! A crate with contracts of its own calls [`Build`] from its `build.rs`.

#[expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "one of the three modules that touch files; rendering does not"
)]
pub mod apply;
#[expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a build script reads its environment and files"
)]
mod build;
mod diagnostic;
#[expect(clippy::disallowed_methods, reason = "reads the contract files")]
mod files;
pub mod fixtures;
pub mod model;
pub mod name;
mod output;
pub mod pattern;
mod resolve;
mod rust;
pub mod schema;
mod source;
mod syntax;
mod yaml;

use std::sync::Arc;

pub use build::{Build, regenerate_workspace};
pub use diagnostic::{Diagnostic, Diagnostics};
pub use files::read_dir;
pub use output::{Layout, Output};
pub use source::Source;
pub use syntax::{contract_schema, line_schema};

/// Reads contracts; the error holds everything that is wrong with them.
pub fn load(sources: &[Source]) -> Result<model::Model, Diagnostics> {
    let mut sink = diagnostic::Sink::new(Arc::from(sources));
    let model = resolve::model(sources, &mut sink);
    sink.finish(model)
}

/// Renders everything: Rust, JSON Schemas and fixtures. The same model always gives the same bytes.
pub fn generate(model: &model::Model, layout: &Layout) -> Vec<Output> {
    let mut outputs = rust::render(model, layout);
    outputs.extend(schema::render(model, layout));
    outputs.extend(fixtures::render(model, layout));
    outputs
}

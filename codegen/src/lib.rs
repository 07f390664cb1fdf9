//! From contract YAML to Rust types, JSON Schemas and fixtures.
//!
//! The contracts are read ([`read_dir`], [`load`]) into a [`model::Model`], and rendered by pure
//! functions into [`Output`]s. Writing them, or checking that they are current, is [`apply`]'s job.
//! A crate with contracts of its own calls [`Build`] from its `build.rs`.
//!
//! ```
//! use event_contract_codegen::{Layout, Source, generate, load};
//!
//! let text = "domain: orders\nevents:\n  OrderPlaced: { fields: { order_id: string } }\n";
//! let source = Source { path: "contracts/orders.yaml".into(), text: text.into() };
//! let model = load(&[source]).expect("the contract is sound");
//! let layout = Layout::out_dir();
//! let mut outputs = generate(&model, &layout);
//! assert!(outputs.any(|output| output.path.ends_with("order_placed_payload.schema.json")));
//!
//! let wrong = Source { path: "contracts/orders.yaml".into(), text: text.replace("string", "strnig").into() };
//! let findings = load(&[wrong]).expect_err("there is no such type");
//! assert!(findings.to_string().contains("did you mean `string`?"));
//! ```

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
pub mod document;
#[expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "reads the contract files")]
mod files;
pub mod fixtures;
pub mod lint;
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

use std::panic;
use std::sync::Arc;
use std::thread;

pub use build::{Build, regenerate_workspace};
pub use diagnostic::{Diagnostic, Diagnostics, First, Mistake, Severity, mistake, mistakes};
pub use files::{CONFIG_FILE, is_contract, own_fixtures, read_dir};
pub use output::{Layout, Output, OwnFixtures};
pub use source::Source;
pub use syntax::{contract_schema, line_schema};

/// Reads contracts; the error holds everything that is wrong with them.
pub fn load(sources: &[Source]) -> Result<model::Model, Diagnostics> {
    let read = || {
        let mut sink = diagnostic::Sink::new(Arc::from(sources));
        let model = resolve::model(sources, &mut sink);
        sink.finish(model)
    };
    // On a thread of its own, for the sake of allocators that give each thread a heap: what reading
    // leaves lies scattered, and rendering beside it took a third longer for 10,000 events.
    thread::scope(|scope| match thread::Builder::new().spawn_scoped(scope, read) {
        Ok(reader) => reader.join().unwrap_or_else(|panic| panic::resume_unwind(panic)),
        Err(_) => read(),
    })
}

/// Renders the fixtures and their manifest.
pub fn render_fixtures(model: &model::Model, layout: &Layout) -> impl Iterator<Item = Output> {
    fixtures::render(model, layout)
}

/// Renders the JSON Schemas.
pub fn render_schemas(model: &model::Model, layout: &Layout) -> impl Iterator<Item = Output> {
    schema::render(model, layout)
}

/// Renders everything: Rust, JSON Schemas and fixtures. The same model always gives the same bytes.
///
/// Each file is rendered when it is asked for, so that all of them need not be held at once.
pub fn generate<'a>(
    model: &'a model::Model,
    layout: &'a Layout,
) -> impl Iterator<Item = Output> + 'a {
    rust::render(model, layout)
        .chain(schema::render(model, layout))
        .chain(fixtures::render(model, layout))
}

//! The Rust back-end: types that read as if written by hand, and beside them the tables and short
//! impls that the runtime's readers work from.

mod codec;
mod layout;
mod line;
mod reducers;
mod types;

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Line, Model};
use crate::output::{Layout, Output};
use layout::Module;

/// Renders every line of the model.
pub(crate) fn render(model: &Model, layout: &Layout) -> Vec<Output> {
    let modules: Vec<Module> = model.lines.iter().map(|line| module(line, layout)).collect();
    match &layout.single_file {
        Some(path) => vec![layout::single_file(path, modules)],
        None => modules.into_iter().flat_map(|module| layout::tree(&layout.rust, module)).collect(),
    }
}

fn module(line: &Line, layout: &Layout) -> Module {
    let mut codecs = Vec::new();
    let mut children = Vec::new();
    for (domain, (declared, own)) in line.domains.iter().zip(line.types_by_domain()).enumerate() {
        let tables = codec::domain(line, domain, &own);
        if tables.is_empty() && declared.doc.is_empty() {
            continue;
        }
        let doc = if declared.doc.is_empty() {
            format!("The domain `{}`.", declared.name)
        } else {
            declared.doc.clone()
        };
        let origin = Some(declared.path.clone());
        codecs.push(Module {
            name: declared.name.clone(),
            doc: format!("Tables and decoders of the domain `{}`.", declared.name),
            origin: origin.clone(),
            text: tables,
            children: Vec::new(),
        });
        let text = types::domain(line, domain, &own);
        children.push(Module {
            name: declared.name.clone(),
            doc,
            origin,
            text,
            children: Vec::new(),
        });
    }
    let origin = Some(format!("{}/*.yaml", line.folder));
    codecs.push(Module {
        name: "schemas".to_owned(),
        doc: "The published JSON Schemas, as text.".to_owned(),
        origin: origin.clone(),
        text: layout::print(line::schemas(line, layout)),
        children: Vec::new(),
    });
    codecs.push(Module {
        name: "line".to_owned(),
        doc: "The table of the line, and how payloads are read.".to_owned(),
        origin: origin.clone(),
        text: line::table(line),
        children: Vec::new(),
    });
    let tables = reducers::tables(line);
    if !tables.is_empty() {
        codecs.push(Module {
            name: "reducers".to_owned(),
            doc: "What belongs to the reducer traits.".to_owned(),
            origin: origin.clone(),
            text: tables,
            children: Vec::new(),
        });
        children.push(Module {
            name: "reducers".to_owned(),
            doc: "Reducer traits: one method for every event of a domain. A reducer that forgets an event does not compile."
                .to_owned(),
            origin: origin.clone(),
            text: reducers::items(line),
            children: Vec::new(),
        });
    }
    children.insert(
        0,
        Module {
            name: "codec".to_owned(),
            doc: "What the readers of contract values work from: tables, and impls over them."
                .to_owned(),
            origin: origin.clone(),
            text: String::new(),
            children: codecs,
        },
    );
    let doc = if line.doc.is_empty() {
        format!("The contract line `{}`.", line.name)
    } else {
        line.doc.clone()
    };
    Module {
        name: line.name.clone(),
        doc,
        origin,
        text: layout::print(line::items(line)),
        children,
    }
}

/// Doc attributes for a text, wrapped to the width of generated code.
fn doc(text: &str) -> TokenStream {
    let lines = layout::wrap(text);
    let lines =
        lines.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote! { #(#[doc = #lines])* }
}

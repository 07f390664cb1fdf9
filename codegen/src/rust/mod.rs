//! The Rust back-end: types that read as if written by hand, and beside them the tables and short
//! impls that the runtime's readers work from.

mod builders;
mod codec;
mod contracts;
mod layout;
mod line;
pub(crate) mod names;
mod native;
mod reducers;
mod types;
mod views;

use std::iter;
use std::rc::Rc;

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Line, Model, TypeDef};
use crate::output::{Layout, Output};
use layout::Module;

/// Renders every line of the model.
pub(crate) fn render<'a>(
    model: &'a Model,
    layout: &'a Layout,
) -> Box<dyn Iterator<Item = Output> + 'a> {
    let modules = model.lines.iter().map(|line| module(line, layout));
    match &layout.single_file {
        Some(path) => Box::new(iter::once_with(move || {
            layout::single_file(path, modules.collect(), &contracts::items(model, &layout.own))
        })),
        None => {
            let texts = contracts(model, layout);
            let modules = modules.chain(iter::once(texts));
            Box::new(modules.flat_map(|module| layout::tree(&layout.rust, module)))
        }
    }
}

/// The module with the text of all contracts.
fn contracts<'a>(model: &'a Model, layout: &'a Layout) -> Module<'a> {
    let folders: Vec<String> =
        model.lines.iter().map(|line| format!("{}/*.yaml", line.folder)).collect();
    Module {
        name: "contracts".to_owned(),
        doc: "The contracts that this crate was generated from, and fixtures of its own, as text."
            .to_owned(),
        origin: Some(folders.join("`, `")),
        text: Box::new(move || contracts::texts(model, &layout.own)),
        children: Vec::new(),
    }
}

fn module<'a>(line: &'a Line, layout: &'a Layout) -> Module<'a> {
    let mut codecs = Vec::new();
    let (mut views, seen) = (Vec::new(), views::seen(line));
    let mut children = Vec::new();
    for (domain, (declared, own)) in line.domains.iter().zip(line.types_by_domain()).enumerate() {
        if own.is_empty() && declared.doc.is_empty() {
            continue;
        }
        let own: Rc<[&TypeDef]> = own.into();
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
            text: {
                let own = Rc::clone(&own);
                Box::new(move || codec::domain(line, domain, &own))
            },
            children: Vec::new(),
        });
        let payloads = views::viewed(&seen, &own);
        if !payloads.is_empty() {
            views.push(Module {
                name: declared.name.clone(),
                doc: format!("The objects of the domain `{}`, read field by field.", declared.name),
                origin: origin.clone(),
                text: Box::new(move || views::domain(line, &payloads)),
                children: Vec::new(),
            });
        }
        children.push(Module {
            name: declared.name.clone(),
            doc,
            origin,
            text: Box::new(move || types::domain(line, domain, &own)),
            children: Vec::new(),
        });
    }
    let origin = Some(format!("{}/*.yaml", line.folder));
    codecs.push(Module {
        name: "schemas".to_owned(),
        doc: "The published JSON Schemas, as text.".to_owned(),
        origin: origin.clone(),
        text: Box::new(move || layout::print(line::schemas(line, layout))),
        children: Vec::new(),
    });
    codecs.push(Module {
        name: "line".to_owned(),
        doc: "The table of the line, and how payloads are read.".to_owned(),
        origin: origin.clone(),
        text: Box::new(move || line::table(line)),
        children: Vec::new(),
    });
    if !line.events.is_empty() {
        codecs.push(Module {
            name: "reducers".to_owned(),
            doc: "What belongs to the reducer traits.".to_owned(),
            origin: origin.clone(),
            text: Box::new(move || reducers::tables(line)),
            children: Vec::new(),
        });
        children.push(Module {
            name: "reducers".to_owned(),
            doc: "Reducer traits: one method for every event of a domain. A reducer that forgets an event does not compile."
                .to_owned(),
            origin: origin.clone(),
            text: Box::new(move || reducers::items(line)),
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
            text: Box::new(String::new),
            children: codecs,
        },
    );
    if !views.is_empty() {
        children.push(Module {
            name: "views".to_owned(),
            doc: "What handlers see of payloads: a view for each, and for the objects in them."
                .to_owned(),
            origin: origin.clone(),
            text: Box::new(String::new),
            children: views,
        });
    }
    let doc = if line.doc.is_empty() {
        format!("The contract line `{}`.", line.name)
    } else {
        line.doc.clone()
    };
    Module {
        name: line.name.clone(),
        doc,
        origin,
        text: Box::new(move || layout::print(line::items(line))),
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

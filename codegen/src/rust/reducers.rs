//! Reducer traits: one method for every event of a domain, and a table of their names, by which
//! `#[event_contract]` finds the event that a reducer forgot.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt as _;

use crate::model::{Event, Line};

use super::layout::{paragraphs, print};
use super::names;

/// The events of one domain.
struct Group<'a> {
    line: &'a Line,
    name: &'a str,
    events: Vec<&'a Event>,
    reserved: Vec<&'a str>,
}

fn groups(line: &Line) -> impl Iterator<Item = Group<'_>> {
    let mut events: Vec<Vec<&Event>> = line.domains.iter().map(|_| Vec::new()).collect();
    for event in &line.events {
        events[event.domain].push(event);
    }
    let mut reserved: Vec<Vec<&str>> = line.domains.iter().map(|_| Vec::new()).collect();
    for name in &line.reserved {
        reserved[name.domain].push(&name.name);
    }
    let parts = line.domains.iter().zip(events).zip(reserved);
    parts.filter(|((_, events), _)| !events.is_empty()).map(|((domain, events), reserved)| Group {
        line,
        name: &domain.name,
        events,
        reserved,
    })
}

impl Group<'_> {
    fn ident(&self, suffix: &str) -> Ident {
        names::of_domain(self.name, suffix)
    }

    fn table(&self) -> Ident {
        names::domain(self.name)
    }

    fn methods(&self) -> Vec<Ident> {
        self.events.iter().map(|event| names::handler(event)).collect()
    }

    fn payloads(&self) -> impl Iterator<Item = TokenStream> {
        self.events.iter().map(|event| {
            let def = self.line.def(event.payload);
            let module = format_ident!("{}", self.line.domains[def.domain].name);
            let ty = format_ident!("{}", def.name);
            quote! { #module::#ty }
        })
    }

    fn docs(&self) -> Vec<TokenStream> {
        let text = |event: &&Event| {
            super::doc(if event.doc.is_empty() { &event.name } else { &event.doc })
        };
        self.events.iter().map(text).collect()
    }

    /// The names of the events, and the trait.
    fn items(&self) -> TokenStream {
        let (kinds, reducer) = (self.ident("Event"), self.ident("Reducer"));
        let variants: Vec<Ident> =
            self.events.iter().map(|event| format_ident!("{}", event.name)).collect();
        let (docs, methods) = (self.docs(), self.methods());
        let (payloads, types) = (self.payloads(), self.payloads());
        let table = self.table();
        let names = super::doc(&format!("The events of the domain `{}`.", self.name));
        let text = super::doc(&format!(
            "Folds the events of the domain `{}`. `#[event_contract]` makes an implementation a reducer, and \
             does not take one that neither handles nor ignores an event.",
            self.name
        ));
        let refused = format!("`{{Self}}` does not fold the events of `{}`", self.name);
        let note = format!(
            "write `#[event_contract] impl {reducer} for {{Self}}`, or, if another `impl` registers the \
             reducer, `#[event_contract(part)]`"
        );
        quote! {
            #names
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub enum #kinds { #(#docs #variants),* }

            event_contract::impl_event_names!(#kinds: super::codec::reducers::#table, [#(#variants),*]);

            #text
            #[diagnostic::on_unimplemented(message = #refused, note = #note)]
            pub trait #reducer: Fold {
                #(
                    #docs
                    fn #methods(&mut self, event: &Meta, payload: View<'_, #payloads>) -> Result<(), Self::Error> {
                        pass(event, payload)
                    }
                )*

                /// The handlers of the events that are ignored. Only what `#[event_contract]` completes has it.
                #[doc(hidden)]
                fn __event_contract_is_missing_here() -> &'static [&'static str]
                where
                    Self: Sized;

                /// Whether an event of this type is handled.
                #[doc(hidden)]
                fn __concerns(event_type: &EventType) -> bool
                where
                    Self: Sized,
                {
                    super::codec::reducers::#table
                        .declares_beside(event_type, Self::__event_contract_is_missing_here())
                }

                /// Reads the payload of an event and calls its method.
                #[doc(hidden)]
                fn __dispatch(&mut self, event: &Record) -> Result<(), Self::Error> {
                    match #kinds::of(&event.meta.event_type) {
                        #(Some(#kinds::#variants) => hand::<_, #types>(self, event, <Self as #reducer>::#methods),)*
                        None => Ok(()),
                    }
                }
            }
        }
    }

    /// What `#[event_contract]` finds behind the trait's name.
    fn tables(&self) -> TokenStream {
        let (reducer, table) = (self.ident("Reducer"), self.table());
        let (line, package, name) = (&self.line.name, &self.line.package, self.name);
        let events = self.events.iter().map(|event| {
            let ident = names::event(event);
            quote! { &line::#ident }
        });
        let reserved = &self.reserved;
        let doc = super::doc(&format!("The events of the domain `{name}`."));
        let handlers: Vec<String> =
            self.methods().into_iter().map(|method| method.unraw().to_string()).collect();
        quote! {
            #doc
            pub static #table: Domain = Domain {
                line: #line,
                package: #package,
                name: #name,
                events: &[#(#events),*],
                handlers: &[#(#handlers),*],
                reserved: &[#(#reserved),*],
            };

            impl Declares for dyn #reducer<Error = Infallible, Output = ()> {
                const DOMAIN: &'static Domain = &#table;
            }
        }
    }
}

/// The domains that the types of the line's payloads are from.
fn payload_modules(line: &Line) -> Vec<Ident> {
    let mut domains: Vec<usize> =
        line.events.iter().map(|event| line.def(event.payload).domain).collect();
    domains.sort_unstable();
    domains.dedup();
    domains.into_iter().map(|domain| format_ident!("{}", line.domains[domain].name)).collect()
}

/// The file of reducer traits; empty without events.
pub(super) fn items(line: &Line) -> String {
    let modules = payload_modules(line);
    if modules.is_empty() {
        return String::new();
    }
    let imports = quote! {
        use event_contract::fold::{Fold, hand, pass};
        use event_contract::{EventType, Meta, Record, View};

        use super::{#(#modules),*};
    };
    paragraphs([print(imports)].into_iter().chain(groups(line).map(|group| print(group.items()))))
}

/// The file of what belongs to the traits; empty without events.
pub(super) fn tables(line: &Line) -> String {
    if line.events.is_empty() {
        return String::new();
    }
    let traits = groups(line).map(|group| group.ident("Reducer"));
    let imports = quote! {
        use std::convert::Infallible;

        use event_contract::fold::{Declares, Domain};

        use super::line;
        use super::super::reducers::{#(#traits),*};
    };
    let tables: Vec<Ident> = groups(line).map(|group| group.table()).collect();
    let count = Literal::usize_unsuffixed(tables.len());
    let all = quote! {
        /// Every domain that has events: what a registry is held against.
        pub static DOMAINS: [&Domain; #count] = [#(&#tables),*];
    };
    let groups = groups(line).map(|group| print(group.tables()));
    paragraphs([print(imports), print(all)].into_iter().chain(groups))
}

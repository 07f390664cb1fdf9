//! What belongs to a whole line: its table, its schemas, and the sum of its payloads.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use crate::model::{Event, Line, Order, Shape, Type, TypeId};
use crate::name;
use crate::output::Layout;

use super::layout::{paragraphs, print};
use super::names;

/// The items of a line's module: the sum of its payloads, and the way to read them.
pub(super) fn items(line: &Line) -> TokenStream {
    let cutover = line.cutover.as_ref().map(|_| quote! { CUTOVER, });
    let payload = if line.events.is_empty() { TokenStream::new() } else { payload(line) };
    let domains = (!line.events.is_empty()).then(|| quote! { pub use codec::reducers::DOMAINS; });
    quote! {
        pub use codec::line::{#cutover LINE};
        #domains

        #payload
    }
}

/// The events by name, the order in which tables hold them.
fn events(line: &Line) -> Vec<&Event> {
    let mut events: Vec<&Event> = line.events.iter().collect();
    events.sort_by(|a, b| a.name.cmp(&b.name));
    events
}

fn codec(line: &Line, id: TypeId) -> TokenStream {
    let def = line.def(id);
    let (module, table) = (format_ident!("{}", line.domains[def.domain].name), names::table(def));
    quote! { super::#module::#table }
}

fn type_path(line: &Line, id: TypeId) -> TokenStream {
    let def = line.def(id);
    let (module, name) =
        (format_ident!("{}", line.domains[def.domain].name), format_ident!("{}", def.name));
    quote! { #module::#name }
}

/// The items of the line's file of tables.
pub(super) fn table(line: &Line) -> String {
    let (name, package) = (&line.name, &line.package);
    let idents = events(line).into_iter().map(names::event);
    let events = events(line).into_iter().map(|event| {
        let ident = names::event(event);
        let place = Literal::usize_unsuffixed(event.place);
        let payload = codec(line, event.payload);
        let domain = &line.domains[event.domain].name;
        let (name, since, doc) = (&event.name, &event.since, &event.doc);
        let schema = name::snake(&line.def(event.payload).name);
        let file = event.location.path.rsplit('/').next().unwrap_or_default();
        let source = format!("{file}:{}", event.location.line);
        print(quote! {
            pub(super) static #ident: Event = Event { name: #name, domain: #domain, place: #place, since: #since, doc: #doc, payload: &#payload, schema: #schema, source: #source };
        })
    });
    let mut reserved: Vec<&String> = line.reserved.iter().map(|reserved| &reserved.name).collect();
    reserved.sort();
    let (envelope_item, envelope) = match &line.envelope {
        None => (None, quote! { None }),
        Some(envelope) => {
            let name = &line.def(envelope.ty).name;
            let object = codec(line, envelope.ty);
            let event_type = Literal::usize_unsuffixed(envelope.event_type);
            let payload = Literal::usize_unsuffixed(envelope.payload);
            let order = envelope.order.as_ref().map_or_else(|| quote! { None }, order);
            let item = quote! {
                /// The envelope, and which of its fields play a role.
                static ENVELOPE: Envelope = Envelope { name: #name, object: &#object, event_type: #event_type, payload: #payload, order: #order };
            };
            (Some(item), quote! { Some(&ENVELOPE) })
        }
    };
    let (cutover_item, cutover) = match &line.cutover {
        None => (None, quote! { None }),
        Some(cutover) => {
            let major = Literal::u64_unsuffixed(cutover.accepted_major);
            let signal = Literal::usize_unsuffixed(cutover.signal_index);
            let aggregate = Literal::usize_unsuffixed(cutover.aggregate_index);
            let version = &cutover.contract_version;
            let (keys, names) = (&cutover.forbidden_keys, &cutover.forbidden_event_names);
            let aggregates = &cutover.forbidden_aggregate_names;
            let item = quote! {
                /// What live envelopes must signal and must not carry.
                pub static CUTOVER: Cutover = Cutover {
                    signal: #signal,
                    accepted_major: #major,
                    contract_version: #version,
                    forbidden_keys: &[#(#keys),*],
                    forbidden_event_names: &[#(#names),*],
                    aggregate: #aggregate,
                    forbidden_aggregate_names: &[#(#aggregates),*],
                };
            };
            (Some(item), quote! { Some(&CUTOVER) })
        }
    };
    let order = line.envelope.as_ref().and_then(|envelope| envelope.order);
    let uses = [
        line.cutover.as_ref().map(|_| "Cutover"),
        line.envelope.as_ref().map(|_| "Envelope"),
        (!line.events.is_empty()).then_some("Event"),
        Some("Line"),
        Some("Lookup"),
        order.map(|_| "Order"),
        order.map(|_| "TimeOrder"),
    ];
    let uses: Vec<Ident> = uses.into_iter().flatten().map(|name| format_ident!("{name}")).collect();
    let (read_uses, read) = if line.events.is_empty() {
        Default::default()
    } else {
        let uses = quote! {
            use event_contract::codec::{Checked, Contract};
        };
        (uses, read(line))
    };
    let payload = (!line.events.is_empty()).then(|| quote! { use super::super::Payload; });
    let imports = quote! {
        #read_uses
        use event_contract::table::{#(#uses),*};
        #payload
    };
    let table = quote! {
        #envelope_item
        #cutover_item

        /// The line as a table: the entrance for everything that validates.
        pub static LINE: Line = Line {
            name: #name,
            package: #package,
            envelope: #envelope,
            cutover: #cutover,
            events: &[#(&#idents),*],
            lookup: Lookup::new(),
            reserved: &[#(#reserved),*],
            schemas: &super::schemas::SCHEMAS,
        };
    };
    paragraphs([print(imports), print(table)].into_iter().chain(events).chain([print(read)]))
}

/// Which fields of the envelope order events.
fn order(order: &Order) -> TokenStream {
    let index = |index: usize| Literal::usize_unsuffixed(index);
    let optional = |field: Option<usize>| match field {
        Some(field) => {
            let field = index(field);
            quote! { Some(#field) }
        }
        None => quote! { None },
    };
    let (id, time) = (index(order.id), index(order.time));
    let time_order = format_ident!("{}", if order.time_as_text { "Text" } else { "Instant" });
    let (clock, aggregate) = (optional(order.clock), optional(order.aggregate));
    let (node, cause) = (optional(order.node), optional(order.cause));
    quote! {
        Some(Order { id: #id, time: #time, time_order: TimeOrder::#time_order, clock: #clock, aggregate: #aggregate, node: #node, cause: #cause })
    }
}

/// How a payload is read by the place of its event in the table.
fn read(line: &Line) -> TokenStream {
    let events = events(line);
    let variants = events.iter().map(|event| format_ident!("{}", event.name));
    let indices = (0..events.len()).map(Literal::usize_unsuffixed);
    quote! {
        impl Payload {
            /// Reads the payload of the event at `index` of the line's events.
            pub fn read(index: usize, text: Checked<'_>) -> Option<Self> {
                match index {
                    #(#indices => Contract::read(text).map(Self::#variants),)*
                    _ => None,
                }
            }
        }
    }
}

fn payload(line: &Line) -> TokenStream {
    let events = events(line);
    let variants: Vec<Ident> = events.iter().map(|event| format_ident!("{}", event.name)).collect();
    let names: Vec<&String> = events.iter().map(|event| &event.name).collect();
    let types: Vec<TokenStream> =
        events.iter().map(|event| type_path(line, event.payload)).collect();
    let docs = events.iter().map(|event| {
        let text = if event.doc.is_empty() { &event.name } else { &event.doc };
        super::doc(text)
    });
    let decode = line.envelope.as_ref().map(|envelope| {
        let ty = type_path(line, envelope.ty);
        quote! {
            /// An event with its payload read.
            #[derive(Clone, Debug, PartialEq)]
            pub struct Decoded {
                /// The envelope.
                pub envelope: #ty,
                /// The payload, by event type.
                pub payload: Payload,
            }

            /// Reads an enveloped event; on failure, everything that is wrong with it.
            pub fn decode(json: &[u8]) -> Result<Decoded, Violations> {
                let parts = LINE.split(json)?;
                let envelope = <#ty as Contract>::read(parts.envelope());
                let payload = Payload::read(parts.index, parts.payload());
                match (envelope, payload) {
                    (Some(envelope), Some(payload)) => Ok(Decoded { envelope, payload }),
                    _ => Err(unreadable(#ty::TYPE)),
                }
            }
        }
    });
    let uses = line.envelope.as_ref().map(|_| {
        quote! {
            use event_contract::Violations;
            use event_contract::codec::{Contract, unreadable};
        }
    });
    quote! {
        #uses

        /// A payload of any event of the line.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Payload {
            #(#docs #variants(#types)),*
        }

        impl Payload {
            /// The name of the event type.
            pub const fn event_type(&self) -> &'static str {
                match self { #(Self::#variants(_) => #names),* }
            }
        }

        #decode
    }
}

/// The items of the file of schemas.
pub(super) fn schemas(line: &Line, layout: &Layout) -> TokenStream {
    let folder = &layout.schemas_from_rust;
    let published = line.published();
    let count = Literal::usize_unsuffixed(published.len());
    let schemas = published.iter().map(|(schema, id)| {
        let ty = table_type(line, *id);
        let path = format!("{folder}/{}/{schema}.schema.json", line.name);
        quote! { Schema::new(#schema, #ty, include_str!(#path)) }
    });
    let types = (!published.is_empty()).then(|| quote! { , Type });
    quote! {
        use event_contract::table::{Schema #types};

        /// Every published schema, by name.
        pub static SCHEMAS: [Schema; #count] = [#(#schemas),*];
    }
}

/// A published type as the tables spell it, from the file of schemas.
fn table_type(line: &Line, id: TypeId) -> TokenStream {
    let def = line.def(id);
    let (module, table) = (format_ident!("{}", line.domains[def.domain].name), names::table(def));
    let kind = match &def.shape {
        Shape::Alias(Type::Named(id)) => return table_type(line, *id),
        Shape::Enum(_) => "Enum",
        Shape::Text(_) => "Text",
        Shape::Array(_) => "Array",
        Shape::Map(_) => "Map",
        Shape::AnyOf(_) => "AnyOf",
        _ => "Object",
    };
    let kind = format_ident!("{kind}");
    quote! { Type::#kind(&super::#module::#table) }
}

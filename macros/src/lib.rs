//! `#[event_contract]`: makes impl blocks reducers and hand-written types payload contracts, and puts both
//! into the registry of the crate `event-contract`, which expanded code needs beside this one.

mod attr;
mod expand;
mod name;

use proc_macro::TokenStream;
use syn::Item;

/// Makes an implementation of a generated reducer trait a reducer, or a hand-written type a payload
/// contract, and registers it.
///
/// # On `impl OrdersReducer for ...`
///
/// The trait has a method for every event of its domain, and an event that is neither handled nor ignored
/// does not compile. A handler that returns nothing cannot stop the fold. Options:
///
/// - `id = "..."`: the id in the registry; without it, the trait's name in snake case without `Reducer`.
/// - `ignore(order_shipped, ...)`: events that nothing is done about.
/// - `own(Fold)`: the `Fold` is written by hand. Without it the fold cannot fail and comes to the reducer
///   itself.
/// - `delegate(field: Type, ...)`: events that concern the reducer `Type` go to the field, too.
/// - `also(PaymentsReducer, ...)`: the reducer folds the events of these domains of the line, too. Their
///   traits are implemented under `#[event_contract(part)]`.
/// - `cases = path`: a function that gives conformance cases, streams and what they come to.
/// - `part`: the block belongs to a reducer that another block registers. Beside it stands `ignore(...)` only.
///
/// # On `impl Reduce for ...`
///
/// For reducers that read payloads in their own way: `domain(PATH, ...)` names the tables of the domains whose
/// events they handle. Such a reducer stays complete by an exhaustive `match` on the names of the events.
///
/// # On a struct or an enum
///
/// The type derives `Deserialize` and `schemars::JsonSchema`. Options:
///
/// - `id = "..."`: the id in the registry; without it, the type's name in snake case.
/// - `own(Rules)`: the trait `Rules` is implemented by hand and says what the type cannot.
/// - `cases = path`: a function that gives conformance cases, payloads to accept and to refuse.
#[proc_macro_attribute]
pub fn event_contract(options: TokenStream, item: TokenStream) -> TokenStream {
    let mut mistakes = attr::Mistakes::default();
    let options = attr::Options::read(options.into(), &mut mistakes);
    let unchanged = proc_macro2::TokenStream::from(item.clone());
    // A wrong item stays as it is, or as it would be without its mistakes, so that it makes no further errors.
    let item =
        mistakes.note(syn::parse(item)).and_then(|item| expand(&options, item, &mut mistakes));
    let item = item.unwrap_or(unchanged);
    let mistakes = mistakes.tell();
    quote::quote!(#mistakes #item).into()
}

/// What becomes of the item, unless it stays as it is.
fn expand(
    options: &attr::Options,
    item: Item,
    mistakes: &mut attr::Mistakes,
) -> Option<proc_macro2::TokenStream> {
    let expanded = match item {
        Item::Impl(item) => return expand::reducer(options, item, mistakes),
        Item::Struct(item) => expand::contract(options, &item.ident, &item.generics, &item),
        Item::Enum(item) => expand::contract(options, &item.ident, &item.generics, &item),
        other => Err(syn::Error::new_spanned(
            other,
            "`#[event_contract]` goes on `impl SomeReducer for Type`, on a struct or on an enum",
        )),
    };
    mistakes.note(expanded)
}

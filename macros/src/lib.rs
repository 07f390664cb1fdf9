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
/// The trait has a method for every event of its domain, so that an event without a handler does not
/// compile. A handler that returns nothing cannot stop the fold. Options:
///
/// - `id = "..."`: the id in the registry; without it, the trait's name in snake case without `Reducer`.
/// - `ignore(order_shipped, ...)`: handlers that do nothing.
/// - `own(Fold)`: the `Fold` is written by hand. Without it the fold cannot fail and comes to the reducer
///   itself.
/// - `delegate(field: Type, ...)`: events that concern the reducer `Type` go to the field, too.
///
/// # On `impl Reduce for ...`
///
/// For reducers that read payloads in their own way: `domain(PATH)` names the table of the domain whose
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
    let options = match syn::parse(options) {
        Ok(options) => options,
        Err(error) => return refused(error, item),
    };
    expand(&options, item.clone()).unwrap_or_else(|error| refused(error, item))
}

/// The error, and the item as far as it makes no further errors: an impl block that was not completed would.
fn refused(error: syn::Error, item: TokenStream) -> TokenStream {
    let error = TokenStream::from(error.into_compile_error());
    match syn::parse(item.clone()) {
        Ok(Item::Impl(_)) => error,
        _ => [error, item].into_iter().collect(),
    }
}

fn expand(options: &attr::Options, item: TokenStream) -> syn::Result<TokenStream> {
    let tokens = match syn::parse(item)? {
        Item::Impl(item) => expand::reducer(options, item)?,
        Item::Struct(item) => expand::contract(options, &item.ident, &item.generics, &item)?,
        Item::Enum(item) => expand::contract(options, &item.ident, &item.generics, &item)?,
        other => {
            return Err(syn::Error::new_spanned(
                other,
                "`#[event_contract]` goes on `impl SomeReducer for Type`, on a struct or on an enum",
            ));
        }
    };
    Ok(tokens.into())
}

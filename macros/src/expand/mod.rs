//! What the attribute adds to an item.

mod contract;
mod handler;
mod reducer;

pub(crate) use contract::contract;
pub(crate) use reducer::reducer;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Error, Generics, Ident, LitStr, Result, Type};

use crate::attr::Options;
use crate::name;

/// The entry of a type in the registry, under an id that no other of the crate may have.
fn registration(options: &Options, default: &str, ty: &Type, kind: &TokenStream) -> TokenStream {
    let id = options.id.as_ref().map_or_else(|| name::snake(default), LitStr::value);
    let ty_span = ty.to_token_stream().into_iter().next().map(|token| token.span());
    let span = options.id.as_ref().map(LitStr::span).or(ty_span).unwrap_or_else(Span::call_site);
    // A crate has one macro of each name, wherever it is defined. Of two, the compiler shows both places,
    // and this name is all that it says.
    let unique = format!("the_id__{id}__is_taken__write_another_id_in_event_contract");
    let unique = Ident::new(&unique, span);
    let unique = quote_spanned! {span=>
        #[doc(hidden)]
        #[macro_export]
        macro_rules! #unique { () => {}; }
    };
    quote! {
        impl ::event_contract::registry::Registered for #ty {
            const REGISTRATION: ::event_contract::registry::Registration =
                ::event_contract::registry::Registration {
                    id: #id,
                    module: ::core::module_path!(),
                    kind: #kind,
                };
        }
        ::event_contract::registry::inventory::submit! {
            <#ty as ::event_contract::registry::Registered>::REGISTRATION
        }
        #unique
    }
}

/// Entries of the registry are values, so that there is one per type.
fn refuse_generics(generics: &Generics) -> Result<()> {
    if generics.params.is_empty() && generics.where_clause.is_none() {
        return Ok(());
    }
    Err(Error::new_spanned(
        generics,
        "what is registered has no parameters: name the concrete types, one item for each",
    ))
}

/// Refuses an option that has no meaning for an item.
fn refuse(given: Option<&impl ToTokens>, option: &str, what: &str) -> Result<()> {
    given.map_or(Ok(()), |tokens| {
        Err(Error::new_spanned(tokens, format!("`{option}` has no meaning for {what}")))
    })
}

//! Hand-written structs and enums that become payload contracts.

use quote::{ToTokens, quote};
use syn::{Error, Generics, Ident, Result, parse_quote};

use super::{refuse, refuse_generics, registration};
use crate::attr::Options;

/// The item, its rules and its entry in the registry.
pub(crate) fn contract(
    options: &Options,
    ident: &Ident,
    generics: &Generics,
    item: &impl ToTokens,
) -> Result<proc_macro2::TokenStream> {
    refuse_generics(generics)?;
    let what = "a payload type";
    refuse(options.ignore.first(), "ignore", what)?;
    refuse(options.delegate.first().map(|delegate| &delegate.field), "delegate", what)?;
    refuse(options.also.first(), "also", what)?;
    refuse(options.part.as_ref(), "part", what)?;
    refuse(options.domain.first(), "domain", what)?;
    let rules = match &options.own {
        None => Some(quote! {
            impl ::event_contract::registry::Rules for #ident {
                fn rules(&self) -> ::std::vec::Vec<::event_contract::Violation> {
                    ::std::vec::Vec::new()
                }
            }
        }),
        Some(own) if own == "Rules" => None,
        Some(own) => {
            return Err(Error::new_spanned(
                own,
                "of a payload type one writes the `Rules` oneself: `own(Rules)`",
            ));
        }
    };
    let cases = options
        .cases
        .as_ref()
        .map_or_else(|| quote!(::std::vec::Vec::new), ToTokens::to_token_stream);
    let kind = quote! {
        ::event_contract::registry::Kind::Contract(::event_contract::registry::Foreign::of::<#ident>(
            || ::schemars::schema_for!(#ident).as_value().to_string(),
            #cases,
        ))
    };
    let registration = registration(options, &ident.to_string(), &parse_quote!(#ident), &kind);
    Ok(quote! { #item #rules #registration })
}

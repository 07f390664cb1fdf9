//! Impl blocks of reducer traits.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Error, ImplItem, ImplItemFn, ItemImpl, Path, Result, ReturnType, Type, parse_quote};

use super::{refuse, refuse_generics, registration};
use crate::attr::{Delegate, Options};

/// The completed impl block, the way from events to handlers, and the entry in the registry.
pub(crate) fn reducer(options: &Options, item: ItemImpl) -> Result<TokenStream> {
    refuse_generics(&item.generics)?;
    refuse(options.cases.as_ref(), "cases", "a reducer")?;
    let Some((path, _)) = item.trait_.clone() else {
        return Err(Error::new_spanned(
            &item.self_ty,
            "this impl block has no trait: write `impl SomeReducer for Type`, with a generated reducer trait",
        ));
    };
    let last = path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
    if last == "Reduce" {
        return by_hand(options, &item);
    }
    match last.strip_suffix("Reducer").filter(|domain| !domain.is_empty()) {
        Some(domain) => by_trait(options, item, &path, domain),
        None => Err(Error::new_spanned(
            &path,
            "this is no reducer trait: generated ones are named after their domain, as in `OrdersReducer`",
        )),
    }
}

/// An implementation of a generated trait.
fn by_trait(
    options: &Options,
    mut item: ItemImpl,
    path: &Path,
    domain: &str,
) -> Result<TokenStream> {
    refuse(options.domain.as_ref(), "domain", "a reducer trait, which names its domain itself")?;
    let ty = (*item.self_ty).clone();
    // What the generator says of a trait hangs on this type: the macro knows no more than the trait's name.
    let object = quote!((dyn #path<Error = ::core::convert::Infallible, Output = ()> + 'static));
    complete(options, &object, &mut item)?;
    let table = quote!(<#object as ::event_contract::fold::Declares>::DOMAIN);
    let reduce = reduce(options, path, &ty, &table);
    let fold = fold(options, &ty)?;
    let registration = registration(options, domain, &ty, &kind(&ty, &table));
    Ok(quote! { #item #reduce #fold #registration })
}

/// A `Reduce` that is there already: only registered.
fn by_hand(options: &Options, item: &ItemImpl) -> Result<TokenStream> {
    let what = "`impl Reduce`, which is written by hand";
    refuse(options.ignore.first(), "ignore", what)?;
    refuse(options.delegate.first().map(|delegate| &delegate.field), "delegate", what)?;
    refuse(options.own.as_ref(), "own", what)?;
    let Some(domain) = &options.domain else {
        return Err(Error::new_spanned(
            &item.self_ty,
            "`impl Reduce` needs `domain(PATH)`, the table of the domain whose events it handles",
        ));
    };
    let name = domain.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
    let kind = kind(&item.self_ty, &quote!(&#domain));
    let registration = registration(options, &name.to_lowercase(), &item.self_ty, &kind);
    Ok(quote! { #item #registration })
}

/// Adds the handlers that are ignored, and a result to those that have none.
fn complete(options: &Options, object: &TokenStream, item: &mut ItemImpl) -> Result<()> {
    let error: Type = parse_quote!(<Self as ::event_contract::fold::Fold>::Error);
    for member in &mut item.items {
        let ImplItem::Fn(handler) = member else { continue };
        if let Some(ignored) = options.ignore.iter().find(|name| **name == handler.sig.ident) {
            return Err(Error::new_spanned(
                ignored,
                format!("`{ignored}` is ignored here and handled below: do one of both"),
            ));
        }
        make_fallible(handler, &error);
    }
    for name in &options.ignore {
        let method = name.to_string();
        item.items.push(parse_quote! {
            fn #name(
                &mut self,
                _: &::event_contract::Meta,
                _: ::event_contract::View<'_, <#object as ::event_contract::fold::Handles<
                    { ::event_contract::fold::name_id(#method) }
                >>::Payload>,
            ) -> ::core::result::Result<(), #error> {
                ::core::result::Result::Ok(())
            }
        });
    }
    Ok(())
}

/// A handler that returns nothing cannot stop the fold.
fn make_fallible(handler: &mut ImplItemFn, error: &Type) {
    if !matches!(handler.sig.output, ReturnType::Default) {
        return;
    }
    handler.sig.output = parse_quote!(-> ::core::result::Result<(), #error>);
    let body = &handler.block;
    // A closure, so that the body may `return`.
    handler.block = parse_quote!({
        let () = (|| #body)();
        ::core::result::Result::Ok(())
    });
    handler.attrs.push(parse_quote!(#[allow(
        clippy::redundant_closure_call,
        clippy::unnecessary_wraps,
        reason = "written by `event_contract`"
    )]));
}

/// The way from events to the handlers. Events that are ignored do not concern the reducer at all.
fn reduce(options: &Options, path: &Path, ty: &Type, table: &TokenStream) -> TokenStream {
    let (concerns, takes): (Vec<_>, Vec<_>) = options
        .delegate
        .iter()
        .map(|Delegate { field, reducer }| {
            let concerns = quote!(<#reducer as ::event_contract::Reduce>::concerns);
            let takes = quote! {
                if #concerns(&event.meta.event_type)
                    && ::event_contract::Fold::admit(&mut self.#field, event)?
                {
                    ::event_contract::Reduce::take(&mut self.#field, event)?;
                }
            };
            (concerns, takes)
        })
        .unzip();
    let ignored = options.ignore.iter().map(ToString::to_string);
    let own = quote!(#table.declares_beside(event_type, &[#(#ignored),*]));
    quote! {
        impl ::event_contract::Reduce for #ty {
            fn concerns(event_type: &::event_contract::EventType) -> bool {
                #own #(|| #concerns(event_type))*
            }

            fn take(
                &mut self,
                event: &::event_contract::Record,
            ) -> ::core::result::Result<(), <Self as ::event_contract::Fold>::Error> {
                #(#takes)*
                <Self as #path>::dispatch(self, event)
            }
        }
    }
}

/// The fold of a reducer that decides nothing itself.
fn fold(options: &Options, ty: &Type) -> Result<Option<TokenStream>> {
    match &options.own {
        Some(own) if own == "Fold" => Ok(None),
        Some(own) => Err(Error::new_spanned(own, "a reducer has `own(Fold)`")),
        None => Ok(Some(quote! {
            impl ::event_contract::Fold for #ty {
                type Error = ::core::convert::Infallible;
                type Output = Self;

                fn finish(self, _: ::event_contract::Tally) -> Self {
                    self
                }
            }
        })),
    }
}

fn kind(ty: &Type, table: &TokenStream) -> TokenStream {
    quote! {
        ::event_contract::registry::Kind::Reducer(
            ::event_contract::registry::Reducer::of::<#ty>(#table),
        )
    }
}

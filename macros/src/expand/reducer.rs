//! Impl blocks of reducer traits.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::{Error, Ident, ImplItem, ItemImpl, Path, Result, Type, parse_quote};

use super::handler;
use super::{refuse, refuse_generics, registration};
use crate::attr::{Delegate, Mistakes, Options};

/// The completed impl block, the way from events to handlers, and the entry in the registry; nothing if the
/// block stays as it is.
pub(crate) fn reducer(
    options: &Options,
    item: ItemImpl,
    mistakes: &mut Mistakes,
) -> Option<TokenStream> {
    let Some((path, _)) = item.trait_.clone() else {
        mistakes.add(Error::new_spanned(
            &item.self_ty,
            "this impl block has no trait: write `impl SomeReducer for Type`, with a generated reducer trait",
        ));
        return None;
    };
    let last = last(&path);
    if last == "Reduce" {
        return mistakes.note(by_hand(options, &item));
    }
    match last.strip_suffix("Reducer").filter(|domain| !domain.is_empty()) {
        Some(domain) => Some(by_trait(options, item, &path, domain, mistakes)),
        None => {
            mistakes.add(Error::new_spanned(
                &path,
                "this is no reducer trait: generated ones are named after their domain, as in `OrdersReducer`",
            ));
            None
        }
    }
}

/// An implementation of a generated trait.
fn by_trait(
    options: &Options,
    mut item: ItemImpl,
    path: &Path,
    domain: &str,
    mistakes: &mut Mistakes,
) -> TokenStream {
    let what = "a reducer trait, which names its domain itself";
    mistakes.note(refuse(options.domain.first(), "domain", what));
    let generic = refuse_generics(&item.generics);
    let is_generic = generic.is_err();
    mistakes.note(generic);
    if options.part.is_some() {
        refuse_of_part(options, mistakes);
    }
    if let Some(own) = options.own.as_ref().filter(|own| *own != "Fold") {
        mistakes.add(Error::new_spanned(
            own,
            "of a reducer one writes the `Fold` oneself: `own(Fold)`",
        ));
    }
    let whole = [item.impl_token.span, ends(&*item.self_ty)[1]];
    let handled = complete(options, &mut item, mistakes);

    let (generics, ty) = (&item.generics, &*item.self_ty);
    let checks = mistakes.is_empty().then(|| checks(options, path, ty, whole, &handled));
    let registers = options.part.is_none();
    let reduce = registers.then(|| reduce(options, path, generics, ty));
    // Whatever else was meant, `Rules` are not those of a reducer.
    let has_fold = options.own.as_ref().is_some_and(|own| own != "Rules");
    let fold = (registers && !has_fold).then(|| fold(generics, ty));
    let registration = (registers && !is_generic).then(|| {
        let tables: Vec<TokenStream> = paths(options, path).map(table).collect();
        registration(options, domain, ty, &kind(options, ty, &tables))
    });
    quote! { #item #checks #reduce #fold #registration }
}

/// A `Reduce` that is there already: only registered.
fn by_hand(options: &Options, item: &ItemImpl) -> Result<TokenStream> {
    refuse_generics(&item.generics)?;
    let what = "`impl Reduce`, which is written by hand";
    refuse(options.ignore.first(), "ignore", what)?;
    refuse(options.delegate.first().map(|delegate| &delegate.field), "delegate", what)?;
    refuse(options.also.first(), "also", what)?;
    refuse(options.part.as_ref(), "part", what)?;
    refuse(options.own.as_ref(), "own", what)?;
    let Some(first) = options.domain.first() else {
        return Err(Error::new_spanned(
            &item.self_ty,
            "`impl Reduce` needs `domain(PATH)`, the table of the domain whose events it handles",
        ));
    };
    let name = last(first).to_lowercase();
    let tables: Vec<TokenStream> = options.domain.iter().map(|table| quote!(&#table)).collect();
    let kind = kind(options, &item.self_ty, &tables);
    let registration = registration(options, &name, &item.self_ty, &kind);
    Ok(quote! { #item #registration })
}

/// What is said once, where the reducer is registered.
fn refuse_of_part(options: &Options, mistakes: &mut Mistakes) {
    let what = "a part: it goes to the `#[event_contract]` that registers the reducer";
    mistakes.note(refuse(options.id.as_ref(), "id", what));
    mistakes.note(refuse(options.own.as_ref(), "own", what));
    mistakes.note(refuse(options.also.first(), "also", what));
    mistakes.note(refuse(options.cases.as_ref(), "cases", what));
    let field = options.delegate.first().map(|delegate| &delegate.field);
    mistakes.note(refuse(field, "delegate", what));
}

/// Adds what handlers may leave out, and leaves out those that are wrong. Returns the names of all handlers,
/// each with the conditions under which it is there.
fn complete(options: &Options, item: &mut ItemImpl, mistakes: &mut Mistakes) -> Vec<TokenStream> {
    let may_stop = options.own.is_some() || options.part.is_some();
    let mut handled = Vec::new();
    let mut left_out = Vec::new();
    item.items.retain_mut(|member| {
        let ImplItem::Fn(method) = member else {
            mistakes.add(handler::stray(member));
            return false;
        };
        if let Some(ignored) = options.ignore.iter().find(|name| **name == method.sig.ident) {
            mistakes.add(Error::new_spanned(
                ignored,
                format!("`{ignored}` is ignored here and handled below: do one of both"),
            ));
        }
        let name = method.sig.ident.unraw().to_string();
        let conditions = method.attrs.iter().filter(|attr| attr.path().is_ident("cfg"));
        handled.push(quote!(#(#conditions)* #name));
        if let Err(error) = handler::check(&method.sig, may_stop) {
            mistakes.add(error);
            left_out.extend(handler::mention(&method.sig));
            return false;
        }
        handler::make_fallible(method);
        true
    });
    for (at, name) in options.ignore.iter().enumerate() {
        if options.ignore.iter().take(at).any(|earlier| earlier == name) {
            mistakes.add(Error::new_spanned(name, format!("`{name}` is ignored twice")));
        }
    }
    let ignored = options.ignore.iter().map(|name| name.unraw().to_string());
    item.items.push(parse_quote! {
        fn __event_contract_is_missing_here() -> &'static [&'static str] {
            #(#left_out)*
            &[#(#ignored),*]
        }
    });
    handled
}

/// What the compiler finds out, since the macro does not see the trait.
fn checks(
    options: &Options,
    path: &Path,
    ty: &Type,
    whole: [Span; 2],
    handled: &[TokenStream],
) -> TokenStream {
    let (reducer, table) = (last(path), table(path));
    let ignored: Vec<String> = options.ignore.iter().map(|name| name.unraw().to_string()).collect();
    let known =
        options.ignore.iter().zip(&ignored).map(|(name, text)| {
            check([name.span(); 2], "ignored", &quote!(#table, #reducer, #text))
        });
    let complete = quote!(#table, &[#(#handled),*], &[#(#ignored),*]);
    let complete = check(whole, "handled", &complete);
    let tables: Vec<TokenStream> = paths(options, path).map(self::table).collect();
    let also = options.also.iter().enumerate().map(|(before, other)| {
        let (at, name) = (before + 1, last(other));
        check(ends(other), "also", &quote!(&[#(#tables),*], #at, #name))
    });
    let part = options.part.as_ref().map(|part| {
        let name = ty.to_token_stream().to_string();
        let registration = quote!(<#ty as ::event_contract::registry::Registered>::REGISTRATION);
        check([part.span(); 2], "part", &quote!(&#registration, #table, #reducer, #name))
    });
    quote! { #(#known)* #complete #(#also)* #part }
}

/// A check that the compiler shows where the user made the mistake, from one span to another.
fn check([from, to]: [Span; 2], function: &str, arguments: &TokenStream) -> TokenStream {
    let function = Ident::new(function, from);
    let path = quote_spanned!(from=> ::event_contract::fold::complete::#function);
    let arguments = quote_spanned!(to=> (#arguments));
    quote!(const _: () = #path #arguments;)
}

/// The reducer traits of a reducer, its own first.
fn paths<'a>(options: &'a Options, own: &'a Path) -> impl Iterator<Item = &'a Path> {
    std::iter::once(own).chain(&options.also)
}

/// The table of a trait's domain. What the generator says of a trait hangs on this type: the macro knows no
/// more than the trait's name.
fn table(path: &Path) -> TokenStream {
    quote! {
        <(dyn #path<Error = ::core::convert::Infallible, Output = ()> + 'static)
            as ::event_contract::fold::Declares>::DOMAIN
    }
}

/// The way from events to the handlers. Events that are ignored do not concern the reducer at all.
fn reduce(options: &Options, path: &Path, generics: &syn::Generics, ty: &Type) -> TokenStream {
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
    // In their own place, where the compiler shows that one is not implemented.
    let also: Vec<TokenStream> = options
        .also
        .iter()
        .map(|other| quote_spanned!(ends(other)[0]=> <Self as #other>))
        .collect();
    let (parameters, _, bounds) = generics.split_for_impl();
    quote! {
        impl #parameters ::event_contract::Reduce for #ty #bounds {
            fn concerns(event_type: &::event_contract::EventType) -> bool {
                <Self as #path>::__concerns(event_type)
                    #(|| #also::__concerns(event_type))*
                    #(|| #concerns(event_type))*
            }

            fn take(
                &mut self,
                event: &::event_contract::Record,
            ) -> ::core::result::Result<(), <Self as ::event_contract::Fold>::Error> {
                #(#takes)*
                #(#also::__dispatch(self, event)?;)*
                <Self as #path>::__dispatch(self, event)
            }
        }
    }
}

/// The fold of a reducer that decides nothing itself.
fn fold(generics: &syn::Generics, ty: &Type) -> TokenStream {
    let (parameters, _, bounds) = generics.split_for_impl();
    quote! {
        impl #parameters ::event_contract::Fold for #ty #bounds {
            type Error = ::core::convert::Infallible;
            type Output = Self;

            fn finish(self, _: ::event_contract::Tally) -> Self {
                self
            }
        }
    }
}

fn kind(options: &Options, ty: &Type, tables: &[TokenStream]) -> TokenStream {
    let cases = options.cases.as_ref().map(|cases| quote!(.with_cases(#cases)));
    quote! {
        ::event_contract::registry::Kind::Reducer({
            const DOMAINS: &[&::event_contract::fold::Domain] = &[#(#tables),*];
            ::event_contract::registry::Reducer::of::<#ty>(DOMAINS)#cases
        })
    }
}

/// The last name of a path.
fn last(path: &Path) -> String {
    path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default()
}

/// The first and the last span.
fn ends(tokens: &impl ToTokens) -> [Span; 2] {
    let mut spans = tokens.to_token_stream().into_iter().map(|token| token.span());
    let first = spans.next().unwrap_or_else(Span::call_site);
    [first, spans.last().unwrap_or(first)]
}

//! The methods of an impl block: what they must look like, and what is added to them.

use proc_macro2::{Delimiter, Group, TokenStream};
use quote::{ToTokens, quote};
use syn::{
    Error, FnArg, GenericParam, ImplItem, ImplItemFn, Receiver, ReceiverKind, Result, ReturnType,
    Signature, Type, parse_quote,
};

const SHAPE: &str = "a handler takes `(&mut self, event: &Meta, payload: View<'_, SomePayload>)`; other functions \
                     go into an impl block of their own";

/// Refuses a handler that the trait would refuse in many words, and one that says more than it can.
pub(crate) fn check(signature: &Signature, may_stop: bool) -> Result<()> {
    if let Some(token) = &signature.asyncness {
        return Err(Error::new_spanned(
            token,
            "a handler is not `async`: a fold waits for nothing, so that it comes to the same every time",
        ));
    }
    let parameter =
        signature.generics.params.iter().find(|it| !matches!(it, GenericParam::Lifetime(_)));
    if let Some(parameter) = parameter {
        return Err(Error::new_spanned(parameter, "a handler has no type parameters"));
    }
    let mut inputs = signature.inputs.iter();
    match inputs.next() {
        Some(FnArg::Receiver(receiver)) if is_mutable(receiver) => {}
        Some(FnArg::Receiver(receiver)) => {
            return Err(Error::new_spanned(
                receiver,
                "a handler changes the state: write `&mut self`",
            ));
        }
        _ => {
            let name = &signature.ident;
            return Err(Error::new_spanned(name, format!("`{name}` is no handler: {SHAPE}")));
        }
    }
    if inputs.len() != 2 {
        let given = if signature.inputs.len() == 1 {
            signature.ident.to_token_stream()
        } else {
            signature.inputs.to_token_stream()
        };
        return Err(Error::new_spanned(given, SHAPE));
    }
    match &signature.output {
        ReturnType::Type(_, ty) if !may_stop && !is_unit(ty) => Err(Error::new_spanned(
            ty,
            "a handler that returns a `Result` may stop the fold, and this fold has no error: write `own(Fold)` in \
             `#[event_contract(...)]` and `impl Fold` with a `type Error`, or return nothing",
        )),
        _ => Ok(()),
    }
}

/// What is no handler.
pub(crate) fn stray(member: &ImplItem) -> Error {
    let problem = match member {
        ImplItem::Type(_) => {
            "a reducer trait has no types: `Error` and `Output` are those of `impl Fold`, with `own(Fold)`"
        }
        ImplItem::Macro(_) => {
            "handlers are written out: those that a macro makes would not be counted"
        }
        _ => "a reducer trait has handlers only; other items go into an impl block of their own",
    };
    Error::new_spanned(member, problem)
}

/// Whether the receiver is `&mut self`, or spelt in a way that the compiler judges.
fn is_mutable(receiver: &Receiver) -> bool {
    match &receiver.kind {
        ReceiverKind::Value => false,
        ReceiverKind::Reference(_, _, mutability) => mutability.is_some(),
        _ => true,
    }
}

fn is_unit(ty: &Type) -> bool {
    matches!(ty, Type::Tuple(tuple) if tuple.elems.is_empty())
}

/// The types of a handler that is left out: what is imported for them stays in use.
pub(crate) fn mention(signature: &Signature) -> Vec<TokenStream> {
    let mut types: Vec<&Type> = signature
        .inputs
        .iter()
        .filter_map(|input| match input {
            FnArg::Typed(typed) => Some(&*typed.ty),
            FnArg::Receiver(_) => None,
        })
        .collect();
    if let ReturnType::Type(_, ty) = &signature.output {
        types.push(ty);
    }
    let plain = |ty: &&Type| !matches!(ty, Type::ImplTrait(_));
    types
        .into_iter()
        .filter(plain)
        .map(|ty| quote!(let _: ::core::option::Option<fn(#ty)>;))
        .collect()
}

/// A handler that returns nothing cannot stop the fold.
pub(crate) fn make_fallible(handler: &mut ImplItemFn) {
    match &handler.sig.output {
        ReturnType::Type(_, ty) if !is_unit(ty) => return,
        _ => {}
    }
    handler.sig.output = parse_quote! {
        -> ::core::result::Result<(), <Self as ::event_contract::fold::Fold>::Error>
    };
    let body = &handler.block;
    // A closure, so that the body may `return`.
    let completed = quote! {
        let () = (|| #body)();
        ::core::result::Result::Ok(())
    };
    // In the place of the body, since errors about the method are shown from its first to its last token.
    let mut block = Group::new(Delimiter::Brace, completed);
    block.set_span(body.brace_token.span.join());
    handler.block = parse_quote!(#block);
    handler.attrs.push(parse_quote!(#[allow(
        clippy::redundant_closure_call,
        clippy::unnecessary_wraps,
        reason = "written by `event_contract`"
    )]));
}

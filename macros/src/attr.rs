//! The options in the attribute's parentheses.

use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Error, Ident, LitStr, Path, Result, Token, parenthesized};

use crate::name;

/// What the attribute says.
#[derive(Default)]
pub(crate) struct Options {
    pub(crate) id: Option<LitStr>,
    pub(crate) ignore: Vec<Ident>,
    pub(crate) own: Option<Ident>,
    pub(crate) delegate: Vec<Delegate>,
    pub(crate) domain: Option<Path>,
    pub(crate) cases: Option<Path>,
}

/// A field that is a reducer of its own.
pub(crate) struct Delegate {
    pub(crate) field: Ident,
    pub(crate) reducer: Path,
}

const NAMES: [&str; 6] = ["id", "ignore", "own", "delegate", "domain", "cases"];

impl Parse for Options {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut options = Self::default();
        let mut seen: Vec<Ident> = Vec::new();
        while !input.is_empty() {
            let name: Ident = input.parse()?;
            if seen.contains(&name) {
                return Err(Error::new(name.span(), format!("`{name}` is given twice")));
            }
            match name.to_string().as_str() {
                "id" => options.id = Some(id(input)?),
                "ignore" => options.ignore = listed(input)?,
                "own" => options.own = Some(own(input)?),
                "delegate" => options.delegate = listed(input)?,
                "domain" => options.domain = Some(inner(input)?.parse()?),
                "cases" => {
                    input.parse::<Token![=]>()?;
                    options.cases = Some(input.parse()?);
                }
                unknown => return Err(Error::new(name.span(), unknown_option(unknown))),
            }
            seen.push(name);
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(options)
    }
}

impl Parse for Delegate {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let field = input.parse()?;
        input.parse::<Token![:]>()?;
        Ok(Self { field, reducer: input.parse()? })
    }
}

fn id(input: ParseStream<'_>) -> Result<LitStr> {
    input.parse::<Token![=]>()?;
    let id: LitStr = input.parse()?;
    let value = id.value();
    if value.starts_with(|c: char| c.is_ascii_lowercase())
        && value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    {
        Ok(id)
    } else {
        Err(Error::new(id.span(), "an id is in snake case, as in `id = \"order_totals\"`"))
    }
}

fn own(input: ParseStream<'_>) -> Result<Ident> {
    let own: Ident = inner(input)?.parse()?;
    if own == "Fold" || own == "Rules" {
        Ok(own)
    } else {
        Err(Error::new(own.span(), "one implements `own(Fold)` or `own(Rules)` oneself"))
    }
}

fn inner(input: ParseStream<'_>) -> Result<syn::parse::ParseBuffer<'_>> {
    let content;
    parenthesized!(content in input);
    Ok(content)
}

fn listed<T: Parse>(input: ParseStream<'_>) -> Result<Vec<T>> {
    let list = Punctuated::<T, Token![,]>::parse_terminated(&inner(input)?)?;
    Ok(list.into_iter().collect())
}

fn unknown_option(name: &str) -> String {
    match name::nearest(name, &NAMES) {
        Some(near) => format!("there is no option `{name}`; did you mean `{near}`?"),
        None => format!("there is no option `{name}`; there are {}", NAMES.join(", ")),
    }
}

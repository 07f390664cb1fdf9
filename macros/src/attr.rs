//! The options in the attribute's parentheses.

use proc_macro2::{TokenStream, TokenTree};
use syn::parse::{Parse, ParseStream, Parser};
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
    pub(crate) also: Vec<Path>,
    pub(crate) part: Option<Ident>,
    pub(crate) domain: Vec<Path>,
    pub(crate) cases: Option<Path>,
}

/// A field that is a reducer of its own.
pub(crate) struct Delegate {
    pub(crate) field: Ident,
    pub(crate) reducer: Path,
}

const NAMES: [&str; 8] = ["id", "ignore", "own", "delegate", "also", "part", "domain", "cases"];

/// Everything that is wrong with an item and its options.
#[derive(Default)]
pub(crate) struct Mistakes(Option<Error>);

impl Mistakes {
    pub(crate) fn add(&mut self, error: Error) {
        match &mut self.0 {
            Some(errors) => errors.combine(error),
            none => *none = Some(error),
        }
    }

    /// The value, or nothing and one more mistake.
    pub(crate) fn note<T>(&mut self, result: Result<T>) -> Option<T> {
        result.map_err(|error| self.add(error)).ok()
    }

    /// What the compiler is to say; nothing if nothing is wrong.
    pub(crate) fn tell(self) -> Option<TokenStream> {
        self.0.map(Error::into_compile_error)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

impl Options {
    /// Reads the options. One that is wrong does not hide the others, without which the item would look
    /// wrong as well.
    pub(crate) fn read(tokens: TokenStream, mistakes: &mut Mistakes) -> Self {
        let mut options = Self::default();
        let mut seen: Vec<Ident> = Vec::new();
        for option in split(tokens) {
            let read = |input: ParseStream<'_>| options.option(input, &mut seen);
            mistakes.note(read.parse2(option));
        }
        options
    }

    fn option(&mut self, input: ParseStream<'_>, seen: &mut Vec<Ident>) -> Result<()> {
        let name: Ident = input.parse()?;
        let twice = seen.contains(&name);
        seen.push(name.clone());
        if twice {
            input.parse::<TokenStream>()?;
            return Err(Error::new(name.span(), format!("`{name}` is given twice")));
        }
        match name.to_string().as_str() {
            "id" => self.id = Some(id(input)?),
            "ignore" => self.ignore = listed(input)?,
            "own" => self.own = Some(own(input)?),
            "delegate" => self.delegate = listed(input)?,
            "also" => self.also = listed(input)?,
            "part" => self.part = Some(name),
            "domain" => self.domain = listed(input)?,
            "cases" => {
                input.parse::<Token![=]>()?;
                self.cases = Some(input.parse()?);
            }
            unknown => {
                input.parse::<TokenStream>()?;
                return Err(Error::new(name.span(), unknown_option(unknown)));
            }
        }
        Ok(())
    }
}

/// The tokens between commas.
fn split(tokens: TokenStream) -> Vec<TokenStream> {
    let mut options = vec![TokenStream::new()];
    for token in tokens {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => options.push(TokenStream::new()),
            token => {
                if let Some(last) = options.last_mut() {
                    last.extend([token]);
                }
            }
        }
    }
    options.retain(|option| !option.is_empty());
    options
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
    let content;
    parenthesized!(content in input);
    content.parse()
}

fn listed<T: Parse>(input: ParseStream<'_>) -> Result<Vec<T>> {
    let content;
    parenthesized!(content in input);
    let list = Punctuated::<T, Token![,]>::parse_terminated(&content)?;
    Ok(list.into_iter().collect())
}

fn unknown_option(name: &str) -> String {
    match name::nearest(name, &NAMES) {
        Some(near) => format!("there is no option `{name}`; did you mean `{near}`?"),
        None => format!("there is no option `{name}`; there are {}", NAMES.join(", ")),
    }
}

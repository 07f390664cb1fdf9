//! Payloads as handlers see them: checked, where they are in the document, and read field by field.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use crate::check;
use crate::codec::{self, Checked, Contract, FieldValue, Places};
use crate::cursor::Cursor;
use crate::kept::Kept;
use crate::machine::Fact;
use crate::rules;
use crate::table::{Field, Object, Type};

/// A type whose values can be read field by field. Generated for the payloads of events.
pub trait Viewed: Contract {
    /// One method for each field.
    type View<'a>: Copy;

    /// The view of a value.
    #[doc(hidden)]
    fn view(value: Located<'_>) -> Self::View<'_>;
}

/// A payload, read field by field: what is not asked for costs nothing.
///
/// Each field of the payload is a method that gives a [`Lazy`] value; `read` builds the whole.
pub type View<'a, P> = <P as Viewed>::View<'a>;

/// A checked object and the places of its fields. For generated code.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Located<'a> {
    declared: &'static [Field],
    json: &'a str,
    places: Places<'a>,
}

impl<'a> Located<'a> {
    pub(crate) const fn new(object: &'static Object, json: &'a str, places: Places<'a>) -> Self {
        Self { declared: object.fields, json, places }
    }

    /// The value of a field by its index.
    #[inline]
    pub fn field<F>(self, index: usize) -> Lazy<'a, F> {
        let field = self.declared.get(index);
        let text = field.and_then(|field| self.places.field(index, field));
        Lazy { text, value: PhantomData }
    }

    /// The whole.
    pub fn read<T: Contract>(self) -> T {
        built(T::read(Checked::located(self.json, self.places)))
    }

    /// Keeps it in the words in which it came.
    pub fn keep<T: Contract>(self) -> Kept<T> {
        Kept::new(Checked::new(self.json))
    }

    /// The text of the object.
    pub const fn as_json(self) -> &'a str {
        self.json
    }

    /// What a field says to a guard.
    pub fn fact(self, name: &str) -> Fact<'a> {
        let index = check::find_field(self.declared, 0, name);
        let field = index.and_then(|index| Some((index, self.declared.get(index)?)));
        let Some((index, field)) = field else { return Fact::Absent };
        let Some(text) = self.places.field(index, field) else { return Fact::Absent };
        match (text.as_str(), text.string()) {
            ("null", _) => Fact::Absent,
            ("true", _) => Fact::Flag(true),
            ("false", _) => Fact::Flag(false),
            (_, Some(Cow::Borrowed(said))) => {
                Fact::Text(rules::resolve_alias(field.ty, said).into())
            }
            (_, Some(Cow::Owned(said))) => {
                Fact::Text(rules::resolve_alias(field.ty, &said).to_owned().into())
            }
            _ => Fact::Other,
        }
    }
}

impl fmt::Debug for Located<'_> {
    /// Without values: payloads may hold secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Located").field("fields", &self.declared.len()).finish_non_exhaustive()
    }
}

/// The value of a field, found in a checked document and not built yet.
pub struct Lazy<'a, F> {
    text: Option<Checked<'a>>,
    value: PhantomData<fn() -> F>,
}

impl<F> Copy for Lazy<'_, F> {}

impl<F> Clone for Lazy<'_, F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F> fmt::Debug for Lazy<'_, F> {
    /// Without the value: payloads may hold secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lazy").field("given", &self.text.is_some()).finish_non_exhaustive()
    }
}

impl<F: FieldValue> Lazy<'_, F> {
    /// Builds the value.
    #[inline]
    pub fn get(self) -> F {
        built(F::field(self.text))
    }
}

impl<T: Contract> Lazy<'_, T> {
    /// Keeps it in the words in which it came.
    pub fn keep(self) -> Kept<T> {
        Kept::new(built(self.text))
    }
}

impl<T: Viewed> Lazy<'_, T> {
    /// Lets something see an object without building it.
    pub fn look<S>(self, see: impl FnOnce(View<'_, T>) -> S) -> S {
        let json = built(self.text).as_str();
        let object = built(match T::TYPE {
            Type::Object(object) => Some(object),
            _ => None,
        });
        let spans = built(codec::found(object, Cursor::new(json)));
        see(T::view(Located::new(object, json, spans.within(json))))
    }
}

impl<'a, F: AsRef<str>> Lazy<'a, F> {
    /// The content of a string as the document spells it. Borrowed unless it has escapes.
    #[inline]
    pub fn text(self) -> Cow<'a, str> {
        self.text.and_then(Checked::string).unwrap_or_default()
    }
}

impl<'a, T> Lazy<'a, Option<T>> {
    /// The value, if there is one.
    #[inline]
    pub fn given(self) -> Option<Lazy<'a, T>> {
        let text = self.text.filter(|text| text.as_str() != "null")?;
        Some(Lazy { text: Some(text), value: PhantomData })
    }

    /// Whether there is none.
    pub fn is_none(self) -> bool {
        self.given().is_none()
    }
}

#[expect(
    clippy::expect_used,
    reason = "the contract's check took the text, and every reader takes what it does"
)]
pub(crate) fn built<T>(value: Option<T>) -> T {
    value.expect("a value whose text was checked")
}

/// The view of a payload type, with a method for each of its fields, in contract order.
#[macro_export]
macro_rules! impl_view {
    ($vis:vis $view:ident: $payload:ident, [$($field:ident: $value:ty),* $(,)?]) => {
        #[doc = ::core::concat!("A [`", ::core::stringify!($payload), "`], read field by field.")]
        #[derive(Clone, Copy, Debug)]
        $vis struct $view<'a>($crate::view::Located<'a>);

        const _: () = {
            /// Counts the fields.
            #[allow(non_camel_case_types, clippy::allow_attributes, reason = "named after the fields")]
            enum Place {
                $($field),*
            }

            impl<'a> $view<'a> {
                $(
                    #[doc = ::core::concat!("The field `", ::core::stringify!($field), "`.")]
                    #[inline]
                    $vis fn $field(self) -> $crate::Lazy<'a, $value> {
                        self.0.field(Place::$field as usize)
                    }
                )*

                /// The payload as it came, an object in JSON.
                #[allow(dead_code, clippy::allow_attributes, reason = "few handlers need all of it")]
                $vis fn as_json(self) -> &'a str {
                    self.0.as_json()
                }

                /// Keeps the payload in the words in which it came.
                #[allow(dead_code, clippy::allow_attributes, reason = "few handlers need all of it")]
                $vis fn keep(self) -> $crate::Kept<$payload> {
                    self.0.keep()
                }

                /// Builds the whole payload.
                #[allow(dead_code, clippy::allow_attributes, reason = "few handlers need all of it")]
                $vis fn read(self) -> $payload {
                    self.0.read()
                }
            }
        };

        impl $crate::machine::Facts for $view<'_> {
            fn fact(&self, field: &str) -> $crate::machine::Fact<'_> {
                self.0.fact(field)
            }
        }

        impl $crate::view::Viewed for $payload {
            type View<'a> = $view<'a>;

            fn view(value: $crate::view::Located<'_>) -> $view<'_> {
                $view(value)
            }
        }
    };
}

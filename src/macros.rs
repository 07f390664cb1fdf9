//! Macros for generated code: what every scalar, enum and container of a contract has in common.

mod builder;

/// Includes what `event_contract_codegen::Build` wrote to `OUT_DIR`.
#[macro_export]
macro_rules! include_contracts {
    () => {
        include!(concat!(env!("OUT_DIR"), "/contracts.rs"));
    };
}

/// `Deserialize` through the contract's check.
#[macro_export]
macro_rules! impl_deserialize {
    ($($name:ty),* $(,)?) => {$(
        impl<'de> $crate::codec::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::codec::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::codec::deserialize(deserializer)
            }
        }
    )*};
}

/// A string newtype, `struct $name(ShortText)`, with the constraints of a [`table::Text`](crate::table::Text).
#[macro_export]
macro_rules! impl_text {
    ($name:ident: $table:expr) => {
        impl $name {
            /// Takes the text if it keeps the contract.
            pub fn new(
                text: impl ::core::convert::Into<::std::boxed::Box<str>>,
            ) -> ::core::result::Result<Self, $crate::Violations> {
                let text = text.into();
                $crate::codec::text(&$table, &text)?;
                ::core::result::Result::Ok(Self(text.into()))
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl $crate::codec::Contract for $name {
            const TYPE: $crate::table::Type = $crate::table::Type::Text(&$table);
            fn read(text: $crate::codec::Checked<'_>) -> ::core::option::Option<Self> {
                text.string().map(|text| Self(text.into()))
            }
        }
        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl ::core::str::FromStr for $name {
            type Err = $crate::Violations;
            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::Violations> {
                Self::new(text)
            }
        }
        impl ::core::convert::TryFrom<&str> for $name {
            type Error = $crate::Violations;
            fn try_from(text: &str) -> ::core::result::Result<Self, $crate::Violations> {
                Self::new(text)
            }
        }
        impl ::core::convert::TryFrom<::std::string::String> for $name {
            type Error = $crate::Violations;
            fn try_from(
                text: ::std::string::String,
            ) -> ::core::result::Result<Self, $crate::Violations> {
                Self::new(text)
            }
        }
        impl ::core::cmp::PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == *other
            }
        }
        impl ::core::cmp::PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == **other
            }
        }
        impl $crate::codec::serde::Serialize for $name {
            fn serialize<S: $crate::codec::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }
        $crate::impl_deserialize!($name);
    };
}

/// A fieldless enum whose variants stand for the values of a [`table::Enum`](crate::table::Enum), in order.
#[macro_export]
macro_rules! impl_enum {
    ($name:ident: $table:expr, [$($variant:ident),* $(,)?]) => {
        impl $name {
            /// Every value, in contract order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The value's spelling.
            pub const fn as_str(self) -> &'static str {
                const VALUES: &[&str] = $table.values;
                const _: () = assert!(VALUES.len() == $name::ALL.len());
                VALUES[self as usize]
            }
        }
        impl $crate::codec::Contract for $name {
            const TYPE: $crate::table::Type = $crate::table::Type::Enum(&$table);
            fn read(text: $crate::codec::Checked<'_>) -> ::core::option::Option<Self> {
                text.string()?.parse().ok()
            }
        }
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }
        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }
        /// Takes values and, as decoding does, aliases.
        impl ::core::str::FromStr for $name {
            type Err = $crate::Violations;
            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::Violations> {
                let index = $crate::codec::variant(&$table, text)?;
                ::core::result::Result::Ok(Self::ALL[index])
            }
        }
        impl ::core::convert::TryFrom<&str> for $name {
            type Error = $crate::Violations;
            fn try_from(text: &str) -> ::core::result::Result<Self, $crate::Violations> {
                text.parse()
            }
        }
        impl $crate::codec::serde::Serialize for $name {
            fn serialize<S: $crate::codec::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
        $crate::impl_deserialize!($name);
    };
}

/// An enum that keeps strings which the contract does not list, as `Unlisted`.
#[macro_export]
macro_rules! impl_tolerant_enum {
    ($name:ident: $table:expr, [$(($variant:ident, $value:literal)),* $(,)?]) => {
        impl $name {
            /// The values that the contract lists, in its order.
            pub const LISTED: &'static [Self] = &[$(Self::$variant),*];

            /// The value's spelling.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unlisted(text) => text.as_str(),
                }
            }
        }
        /// Never fails: what is not listed is kept.
        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($value => Self::$variant,)*
                    text => Self::Unlisted($crate::Unlisted::__of(text)),
                }
            }
        }
        impl $crate::codec::Contract for $name {
            const TYPE: $crate::table::Type = $crate::table::Type::Text(&$table);
            fn read(text: $crate::codec::Checked<'_>) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(Self::from(&*text.string()?))
            }
        }
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }
        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }
        impl $crate::codec::serde::Serialize for $name {
            fn serialize<S: $crate::codec::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
        $crate::impl_deserialize!($name);
    };
}

/// A whole number newtype with the bounds of a [`table::Integer`](crate::table::Integer): `struct $name(Integer)`,
/// or `struct $name($native)` where the bounds lie within that native type.
#[macro_export]
macro_rules! impl_integer {
    ($name:ident: $table:expr, $native:ident) => {
        impl $name {
            /// Takes the number if it keeps the contract.
            pub fn new(
                value: impl ::core::convert::Into<$crate::Integer>,
            ) -> ::core::result::Result<Self, $crate::Violations> {
                $crate::codec::native(&$table, &value.into()).map(Self)
            }

            /// The number.
            pub const fn get(self) -> $native {
                self.0
            }
        }
        impl $crate::codec::Contract for $name {
            const TYPE: $crate::table::Type = $crate::table::Type::Integer(&$table);
            fn read(text: $crate::codec::Checked<'_>) -> ::core::option::Option<Self> {
                text.native().map(Self)
            }
        }
        impl ::core::convert::From<$name> for $native {
            fn from(value: $name) -> Self {
                value.0
            }
        }
        impl ::core::cmp::PartialEq<$native> for $name {
            fn eq(&self, other: &$native) -> bool {
                self.0 == *other
            }
        }
        $crate::impl_integer!(@any $name);
    };
    ($name:ident: $table:expr) => {
        impl $name {
            /// Takes the number if it keeps the contract.
            pub fn new(
                value: impl ::core::convert::Into<$crate::Integer>,
            ) -> ::core::result::Result<Self, $crate::Violations> {
                let value = value.into();
                $crate::codec::integer(&$table, &value)?;
                ::core::result::Result::Ok(Self(value))
            }

            /// The number.
            pub const fn get(&self) -> &$crate::Integer {
                &self.0
            }
        }
        impl $crate::codec::Contract for $name {
            const TYPE: $crate::table::Type = $crate::table::Type::Integer(&$table);
            fn read(text: $crate::codec::Checked<'_>) -> ::core::option::Option<Self> {
                $crate::codec::Contract::read(text).map(Self)
            }
        }
        $crate::impl_integer!(@any $name);
    };
    (@any $name:ident) => {
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, f)
            }
        }
        impl ::core::convert::TryFrom<$crate::Integer> for $name {
            type Error = $crate::Violations;
            fn try_from(
                value: $crate::Integer,
            ) -> ::core::result::Result<Self, $crate::Violations> {
                Self::new(value)
            }
        }
        $crate::impl_integer!(@from $name: i8 i16 i32 i64 u8 u16 u32 u64 usize);
        impl $crate::codec::serde::Serialize for $name {
            fn serialize<S: $crate::codec::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::codec::serde::Serialize::serialize(&self.0, serializer)
            }
        }
        $crate::impl_deserialize!($name);
    };
    (@from $name:ident: $($number:ident)*) => {$(
        impl ::core::convert::TryFrom<$number> for $name {
            type Error = $crate::Violations;
            fn try_from(value: $number) -> ::core::result::Result<Self, $crate::Violations> {
                Self::new(value)
            }
        }
    )*};
}

/// A number newtype, `struct $name(f64)`, with the bounds of a [`table::Number`](crate::table::Number).
#[macro_export]
macro_rules! impl_number {
    ($name:ident: $table:expr) => {
        impl $name {
            /// Takes the number if it keeps the contract.
            pub fn new(value: f64) -> ::core::result::Result<Self, $crate::Violations> {
                $crate::codec::number(&$table, value)?;
                ::core::result::Result::Ok(Self(value))
            }

            /// The number.
            pub const fn get(&self) -> f64 {
                self.0
            }
        }
        impl $crate::codec::Contract for $name {
            const TYPE: $crate::table::Type = $crate::table::Type::Number(&$table);
            fn read(text: $crate::codec::Checked<'_>) -> ::core::option::Option<Self> {
                $crate::codec::Contract::read(text).map(Self)
            }
        }
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, f)
            }
        }
        impl ::core::convert::TryFrom<f64> for $name {
            type Error = $crate::Violations;
            fn try_from(value: f64) -> ::core::result::Result<Self, $crate::Violations> {
                Self::new(value)
            }
        }
        impl $crate::codec::serde::Serialize for $name {
            fn serialize<S: $crate::codec::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_f64(self.0)
            }
        }
        $crate::impl_deserialize!($name);
    };
}

/// A list newtype, `struct $name(Vec<$item>)`, with the bounds of a [`table::Array`](crate::table::Array).
#[macro_export]
macro_rules! impl_array {
    ($name:ident: $table:expr, $item:ty) => {
        impl $name {
            /// Takes the list if it keeps the contract.
            pub fn new(
                items: impl ::core::convert::Into<::std::vec::Vec<$item>>,
            ) -> ::core::result::Result<Self, $crate::Violations> {
                let items = items.into();
                $crate::codec::item_count(&$table, items.len())?;
                ::core::result::Result::Ok(Self(items))
            }

            /// The list itself.
            pub fn into_inner(self) -> ::std::vec::Vec<$item> {
                self.0
            }
        }
        impl $crate::codec::Contract for $name {
            const TYPE: $crate::table::Type = $crate::table::Type::Array(&$table);
            fn read(text: $crate::codec::Checked<'_>) -> ::core::option::Option<Self> {
                $crate::codec::Contract::read(text).map(Self)
            }
        }
        impl ::core::ops::Deref for $name {
            type Target = [$item];
            fn deref(&self) -> &[$item] {
                &self.0
            }
        }
        impl ::core::convert::TryFrom<::std::vec::Vec<$item>> for $name {
            type Error = $crate::Violations;
            fn try_from(
                items: ::std::vec::Vec<$item>,
            ) -> ::core::result::Result<Self, $crate::Violations> {
                Self::new(items)
            }
        }
        impl $crate::codec::serde::Serialize for $name {
            fn serialize<S: $crate::codec::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::codec::serde::Serialize::serialize(&self.0, serializer)
            }
        }
        $crate::impl_deserialize!($name);
    };
}

/// A map newtype, `struct $name(Map<$value>)`, with the bounds of a [`table::Map`](crate::table::Map).
#[macro_export]
macro_rules! impl_map {
    ($name:ident: $table:expr, $value:ty) => {
        impl $name {
            /// Takes the map if it keeps the contract.
            pub fn new(
                map: $crate::Map<$value>,
            ) -> ::core::result::Result<Self, $crate::Violations> {
                $crate::codec::key_count(&$table, map.len())?;
                ::core::result::Result::Ok(Self(map))
            }

            /// The map itself.
            pub fn into_inner(self) -> $crate::Map<$value> {
                self.0
            }
        }
        impl $crate::codec::Contract for $name {
            const TYPE: $crate::table::Type = $crate::table::Type::Map(&$table);
            fn read(text: $crate::codec::Checked<'_>) -> ::core::option::Option<Self> {
                $crate::codec::Contract::read(text).map(Self)
            }
        }
        impl ::core::ops::Deref for $name {
            type Target = $crate::Map<$value>;
            fn deref(&self) -> &$crate::Map<$value> {
                &self.0
            }
        }
        impl ::core::convert::TryFrom<$crate::Map<$value>> for $name {
            type Error = $crate::Violations;
            fn try_from(
                map: $crate::Map<$value>,
            ) -> ::core::result::Result<Self, $crate::Violations> {
                Self::new(map)
            }
        }
        impl $crate::codec::serde::Serialize for $name {
            fn serialize<S: $crate::codec::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::codec::serde::Serialize::serialize(&self.0, serializer)
            }
        }
        $crate::impl_deserialize!($name);
    };
}

/// An object newtype, `struct $name(JsonObject)`, whose values are free and whose number of keys is not.
#[macro_export]
macro_rules! impl_json_object {
    ($name:ident: $table:expr) => {
        impl $name {
            /// Takes the object if it keeps the contract.
            pub fn new(
                object: $crate::JsonObject,
            ) -> ::core::result::Result<Self, $crate::Violations> {
                $crate::codec::key_count(&$table, object.len())?;
                ::core::result::Result::Ok(Self(object))
            }

            /// The object itself.
            pub fn into_inner(self) -> $crate::JsonObject {
                self.0
            }
        }
        impl $crate::codec::Contract for $name {
            const TYPE: $crate::table::Type = $crate::table::Type::Map(&$table);
            fn read(text: $crate::codec::Checked<'_>) -> ::core::option::Option<Self> {
                $crate::codec::Contract::read(text).map(Self)
            }
        }
        impl ::core::ops::Deref for $name {
            type Target = $crate::JsonObject;
            fn deref(&self) -> &$crate::JsonObject {
                &self.0
            }
        }
        impl ::core::convert::TryFrom<$crate::JsonObject> for $name {
            type Error = $crate::Violations;
            fn try_from(
                object: $crate::JsonObject,
            ) -> ::core::result::Result<Self, $crate::Violations> {
                Self::new(object)
            }
        }
        impl $crate::codec::serde::Serialize for $name {
            fn serialize<S: $crate::codec::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::codec::serde::Serialize::serialize(&self.0, serializer)
            }
        }
        $crate::impl_deserialize!($name);
    };
}

/// An enum of alternatives that differ in their JSON kind, each variant around a type with a contract.
#[macro_export]
macro_rules! impl_any_of {
    ($name:ident: $table:expr, [$($variant:ident($part:ty)),* $(,)?]) => {
        impl $crate::codec::Contract for $name {
            const TYPE: $crate::table::Type = $crate::table::Type::AnyOf(&$table);
            fn read(text: $crate::codec::Checked<'_>) -> ::core::option::Option<Self> {
                $(
                    if text.may_be(<$part as $crate::codec::Contract>::TYPE) {
                        return $crate::codec::Contract::read(text).map(Self::$variant);
                    }
                )*
                ::core::option::Option::None
            }
        }
        $(
            impl ::core::convert::From<$part> for $name {
                fn from(value: $part) -> Self {
                    Self::$variant(value)
                }
            }
        )*
        impl $crate::codec::serde::Serialize for $name {
            fn serialize<S: $crate::codec::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(value) => $crate::codec::serde::Serialize::serialize(value, serializer),)*
                }
            }
        }
        $crate::impl_deserialize!($name);
    };
}

/// A fieldless enum whose variants are the names of a domain's events, in contract order.
#[macro_export]
macro_rules! impl_event_names {
    ($name:ident: $domain:path, [$($variant:ident),* $(,)?]) => {
        impl $name {
            /// Every event, in contract order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name of the event type.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => stringify!($variant)),* }
            }

            /// The event of this type.
            #[inline]
            pub fn of(event_type: &$crate::EventType) -> ::core::option::Option<Self> {
                $domain.place(event_type).and_then(|place| Self::ALL.get(place).copied())
            }
        }
    };
}

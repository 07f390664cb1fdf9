//! Macros for generated code: how producers make objects.

/// The builder of an object: `struct $required` has what cannot be left out, and `struct $builder` a method for each
/// other field, after its place in the table `$table`. An object with rules is built through its parts.
#[macro_export]
macro_rules! impl_builder {
    ($whole:ident via $parts:ident: $table:path, $builder:ident, $($fields:tt)*) => {
        $crate::impl_builder!(@of $whole, $parts: $table, $builder, $($fields)*);
        impl $builder {
            /// The whole, if the rules between its fields hold; otherwise every rule that does not.
            pub fn build(self) -> ::core::result::Result<$whole, $crate::Violations> {
                self.0.build()
            }
        }
    };
    ($whole:ident: $table:path, $builder:ident, $($fields:tt)*) => {
        $crate::impl_builder!(@of $whole, $whole: $table, $builder, $($fields)*);
        impl $builder {
            /// The whole, which has no rules that could be broken.
            pub fn build(self) -> $whole {
                self.0
            }
        }
    };
    (@of $whole:ident, $parts:ident: $table:path, $builder:ident, {}, {
        $($at:literal: $field:ident $([$setter:ident])? ($($how:tt)*),)*
    }) => {
        impl ::core::default::Default for $parts {
            fn default() -> Self {
                Self { $($field: $crate::codec::absent(&$table, $at),)* }
            }
        }
        impl $whole {
            /// Begins one: nothing is required.
            pub fn builder() -> $builder {
                $builder(::core::default::Default::default())
            }
        }
        $crate::impl_builder!(@setters $whole, $parts, $builder, $($field $([$setter])? ($($how)*),)*);
    };
    (@of $whole:ident, $parts:ident: $table:path, $builder:ident, $required:ident {
        $($needed:ident: $value:ty,)*
    }, {
        $($at:literal: $field:ident $([$setter:ident])? ($($how:tt)*),)*
    }) => {
        #[doc = ::core::concat!("What a [`", ::core::stringify!($whole), "`] cannot do without.")]
        #[derive(Clone, Debug)]
        pub struct $required {
            $(
                #[doc = ::core::concat!("The field `", ::core::stringify!($needed), "`.")]
                pub $needed: $value,
            )*
        }
        impl $whole {
            /// Begins one with what is required.
            pub fn builder(required: $required) -> $builder {
                $builder($parts {
                    $($needed: required.$needed,)*
                    $($field: $crate::codec::absent(&$table, $at),)*
                })
            }
        }
        $crate::impl_builder!(@setters $whole, $parts, $builder, $($field $([$setter])? ($($how)*),)*);
    };
    (@setters $whole:ident, $parts:ident, $builder:ident, $($field:ident $([$setter:ident])? ($($how:tt)*),)*) => {
        #[doc = ::core::concat!("Makes a [`", ::core::stringify!($whole), "`].")]
        ///
        /// A field that is not set is absent, or has its default.
        #[derive(Clone, Debug)]
        #[must_use = "nothing is made before `build`"]
        pub struct $builder($parts);

        impl $builder {
            /// Sets a field if there is a value for it: `given(value, Self::field)`.
            pub fn given<V>(
                self,
                value: ::core::option::Option<V>,
                set: impl ::core::ops::FnOnce(Self, V) -> Self,
            ) -> Self {
                match value {
                    ::core::option::Option::Some(value) => set(self, value),
                    ::core::option::Option::None => self,
                }
            }

            $($crate::impl_builder!(@set $field $([$setter])? $($how)*);)*
        }
    };
    (@set $field:ident [$setter:ident] optional into $value:ty) => {
        #[doc = ::core::concat!("Sets the field `", ::core::stringify!($field), "`.")]
        pub fn $setter(mut self, value: impl ::core::convert::Into<$value>) -> Self {
            self.0.$field = ::core::option::Option::Some(value.into());
            self
        }
    };
    (@set $field:ident [$setter:ident] optional $value:ty) => {
        #[doc = ::core::concat!("Sets the field `", ::core::stringify!($field), "`.")]
        pub fn $setter(mut self, value: $value) -> Self {
            self.0.$field = ::core::option::Option::Some(value);
            self
        }
    };
    (@set $field:ident [$setter:ident] default into $value:ty) => {
        #[doc = ::core::concat!("Sets the field `", ::core::stringify!($field), "`, which has a default.")]
        pub fn $setter(mut self, value: impl ::core::convert::Into<$value>) -> Self {
            self.0.$field = value.into();
            self
        }
    };
    (@set $field:ident [$setter:ident] default $value:ty) => {
        #[doc = ::core::concat!("Sets the field `", ::core::stringify!($field), "`, which has a default.")]
        pub fn $setter(mut self, value: $value) -> Self {
            self.0.$field = value;
            self
        }
    };
    (@set $field:ident $($how:tt)*) => {
        $crate::impl_builder!(@set $field [$field] $($how)*);
    };
}

/// `Default` for an object whose rules hold when no field is given.
#[macro_export]
macro_rules! impl_default {
    ($whole:ident($parts:ident)) => {
        impl ::core::default::Default for $whole {
            fn default() -> Self {
                Self(::core::default::Default::default())
            }
        }
    };
}

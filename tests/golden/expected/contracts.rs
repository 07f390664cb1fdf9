// Generated from `golden/contracts/*.yaml`; edit the contracts, not this file.

/// Contracts that use every feature of the language, to look at what comes of it.
#[allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    clippy::all,
    clippy::pedantic,
    clippy::allow_attributes,
    reason = "a crate need not use all of its contracts"
)]
pub mod v1 {
    /// What the readers of contract values work from: tables, and impls over them.
    pub mod codec {
        /// Tables and decoders of the domain `common`.
        pub mod common {
            use std::ops::Deref;

            use event_contract::codec::serde::ser::{Serialize, SerializeStruct, Serializer};
            use event_contract::codec::{Checked, Contract, Fields, validated};
            use event_contract::table::{self, Clause, Field, Rule, Test, Type};
            use event_contract::{JsonValue, Violations};

            use super::super::common::{
                Anything, Carrier, Count, Fit, Grid, Labels, Note, Offset, ParcelState, Party,
                Person, PersonParts, PricesValue, Rating, Ratio, Region, Serial, Size, Sku, Tags,
                Text, Unit, Value, ValueList, ValueNumber, ValueObject, ValueText,
            };

            /// Table of [`Text`].
            pub static TEXT: table::Text = table::Text {
                name: "Text",
                min_length: 1,
                ..table::Text::ANY
            };

            event_contract::impl_text!(Text : TEXT);

            /// Table of [`Note`].
            pub static NOTE: table::Text = table::Text {
                name: "Note",
                max_length: Some(20),
                not_blank: true,
                ..table::Text::ANY
            };

            event_contract::impl_text!(Note : NOTE);

            static SKU_PATTERN: table::Pattern = table::Pattern::regex(
                "^[A-Z]{2}-[0-9]{3,5}$",
                "^[A-Z]{2}-[0-9]{3,5}$",
            );

            /// Table of [`Sku`].
            pub static SKU: table::Text = table::Text {
                name: "Sku",
                pattern: Some(&SKU_PATTERN),
                ..table::Text::ANY
            };

            event_contract::impl_text!(Sku : SKU);

            static REGION_PATTERN: table::Pattern = table::Pattern::one_of(
                "^(eu|us|apac)$",
                &["eu", "us", "apac"],
            );

            /// Table of [`Region`].
            pub static REGION: table::Text = table::Text {
                name: "Region",
                pattern: Some(&REGION_PATTERN),
                ..table::Text::ANY
            };

            event_contract::impl_text!(Region : REGION);

            /// Table of [`Ratio`].
            pub static RATIO: table::Number = table::Number {
                name: "Ratio",
                exclusive_minimum: Some(0.0),
                exclusive_maximum: Some(1.0),
                ..table::Number::ANY
            };

            event_contract::impl_number!(Ratio : RATIO);

            /// Table of [`Rating`].
            pub static RATING: table::Number = table::Number {
                name: "Rating",
                minimum: Some(0.0),
                maximum: Some(5.0),
                ..table::Number::ANY
            };

            event_contract::impl_number!(Rating : RATING);

            /// Table of [`Count`].
            pub static COUNT: table::Integer = table::Integer {
                name: "Count",
                minimum: Some(0),
                ..table::Integer::ANY
            };

            event_contract::impl_integer!(Count : COUNT);

            /// Table of [`Offset`].
            pub static OFFSET: table::Integer = table::Integer {
                name: "Offset",
                minimum: Some(-9),
                maximum: Some(9),
            };

            event_contract::impl_integer!(Offset : OFFSET, i8);

            /// Table of [`Serial`].
            pub static SERIAL: table::Integer = table::Integer {
                name: "Serial",
                minimum: Some(1),
                maximum: Some(5000000000),
            };

            event_contract::impl_integer!(Serial : SERIAL, u64);

            /// Table of [`Anything`].
            pub static ANYTHING: table::Text = table::Text {
                name: "Anything",
                ..table::Text::ANY
            };

            event_contract::impl_text!(Anything : ANYTHING);

            /// Table of [`Size`].
            pub static SIZE: table::Enum = table::Enum {
                name: "Size",
                values: &["small", "medium", "extra-large"],
                aliases: &[("s", "small"), ("xl", "extra-large")],
            };

            event_contract::impl_enum!(Size : SIZE, [Small, Medium, ExtraLarge]);

            /// Table of [`Carrier`].
            pub static CARRIER: table::Text = table::Text {
                name: "Carrier",
                ..table::Text::ANY
            };

            event_contract::impl_tolerant_enum!(
                Carrier : CARRIER, [(Post, "post"), (Courier, "courier")]
            );

            /// Table of [`Fit`].
            pub static FIT: table::Enum = table::Enum {
                name: "Fit",
                values: &["tight", "loose"],
                aliases: &[],
            };

            event_contract::impl_enum!(Fit : FIT, [Tight, Loose]);

            /// Table of [`Unit`].
            pub static UNIT: table::Enum = table::Enum {
                name: "Unit",
                values: &["piece"],
                aliases: &[],
            };

            event_contract::impl_enum!(Unit : UNIT, [Piece]);

            /// Table of [`Tags`].
            pub static TAGS: table::Array = table::Array {
                name: "Tags",
                items: Type::Text(&TEXT),
                min_items: 1,
                max_items: Some(3),
            };

            event_contract::impl_array!(Tags : TAGS, Text);

            /// Table of [`Grid`].
            pub static GRID: table::Array = table::Array {
                name: "Grid",
                items: Type::Array(
                    &table::Array {
                        name: "",
                        items: Type::Integer(&COUNT),
                        min_items: 0,
                        max_items: None,
                    },
                ),
                min_items: 0,
                max_items: Some(2),
            };

            event_contract::impl_array!(Grid : GRID, Vec < Count >);

            /// Table of [`Labels`].
            pub static LABELS: table::Map = table::Map {
                name: "Labels",
                values: Type::Text(&TEXT),
                min_properties: 1,
                max_properties: Some(2),
            };

            event_contract::impl_map!(Labels : LABELS, Text);

            /// Table of [`PricesValue`].
            pub static PRICES_VALUE: table::Number = table::Number {
                name: "PricesValue",
                minimum: Some(0.0),
                ..table::Number::ANY
            };

            event_contract::impl_number!(PricesValue : PRICES_VALUE);

            /// Table of [`Value`].
            pub static VALUE: table::AnyOf = table::AnyOf {
                name: "Value",
                alternatives: &[
                    Type::Text(&VALUE_TEXT),
                    Type::Integer(&VALUE_NUMBER),
                    Type::Boolean,
                    Type::Array(&VALUE_LIST),
                    Type::Map(&VALUE_OBJECT),
                ],
            };

            event_contract::impl_any_of!(
                Value : VALUE, [Text(ValueText), Number(ValueNumber), Boolean(bool), List(ValueList),
                Object(ValueObject)]
            );

            /// Table of [`ValueText`].
            pub static VALUE_TEXT: table::Text = table::Text {
                name: "ValueText",
                min_length: 2,
                ..table::Text::ANY
            };

            event_contract::impl_text!(ValueText : VALUE_TEXT);

            /// Table of [`ValueNumber`].
            pub static VALUE_NUMBER: table::Integer = table::Integer {
                name: "ValueNumber",
                minimum: Some(1),
                ..table::Integer::ANY
            };

            event_contract::impl_integer!(ValueNumber : VALUE_NUMBER);

            /// Table of [`ValueList`].
            pub static VALUE_LIST: table::Array = table::Array {
                name: "ValueList",
                items: Type::Integer(&COUNT),
                min_items: 1,
                max_items: None,
            };

            event_contract::impl_array!(ValueList : VALUE_LIST, Count);

            /// Table of [`ValueObject`].
            pub static VALUE_OBJECT: table::Map = table::Map {
                name: "ValueObject",
                values: Type::Any,
                min_properties: 1,
                max_properties: None,
            };

            event_contract::impl_map!(ValueObject : VALUE_OBJECT, JsonValue);

            /// Table of [`Party`].
            pub static PARTY: table::AnyOf = table::AnyOf {
                name: "Party",
                alternatives: &[Type::Text(&TEXT), Type::Object(&PERSON)],
            };

            event_contract::impl_any_of!(Party : PARTY, [Text(Text), Person(Person)]);

            /// Table of [`Person`].
            pub static PERSON: table::Object = table::Object {
                name: "Person",
                fields: &[
                    Field::required("name", Type::Text(&TEXT)),
                    Field::optional("mail", Type::STRING),
                ],
                closed: true,
                rules: &[
                    Rule {
                        id: "bots-have-no-mail",
                        doc: "A bot cannot be written to.",
                        when: &[Clause::new(0, Test::OneOf(&["bot"]))],
                        then: &[Clause::new(1, Test::Absent)],
                    },
                ],
            };

            impl Contract for Person {
                const TYPE: Type = Type::Object(&PERSON);

                fn read(text: Checked<'_>) -> Option<Self> {
                    let mut fields = Fields::of(&PERSON, text)?;
                    Some(
                        Self(PersonParts {
                            name: fields.next()?,
                            mail: fields.next()?,
                        }),
                    )
                }
            }

            impl Serialize for Person {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    let mut out = serializer.serialize_struct("Person", 2)?;
                    out.serialize_field("name", &self.name)?;
                    out.serialize_field("mail", &self.mail)?;
                    out.end()
                }
            }

            impl Deref for Person {
                type Target = PersonParts;

                fn deref(&self) -> &PersonParts {
                    &self.0
                }
            }

            impl PersonParts {
                /// The whole, if the rules between the parts hold; otherwise every rule that does not.
                pub fn build(self) -> Result<Person, Violations> {
                    validated(Person(self))
                }
            }

            impl From<Person> for PersonParts {
                fn from(whole: Person) -> Self {
                    whole.0
                }
            }

            /// Table of [`ParcelState`].
            pub static PARCEL_STATE: table::Enum = table::Enum {
                name: "ParcelState",
                values: &["made", "sold", "sent", "lost"],
                aliases: &[],
            };

            event_contract::impl_enum!(ParcelState : PARCEL_STATE, [Made, Sold, Sent, Lost]);

            event_contract::impl_deserialize!(Person);
        }

        /// Tables and decoders of the domain `shop`.
        pub mod shop {
            use std::ops::Deref;

            use event_contract::codec::serde::ser::{Serialize, SerializeStruct, Serializer};
            use event_contract::codec::{Checked, Contract, Fields, validated};
            use event_contract::table::{self, Clause, Field, Rule, Test, Type};
            use event_contract::Violations;

            use super::super::shop::{
                Envelope, ItemMadePayload, ItemMadeText, ItemSentPayload, SaleParts, SalePayload,
            };

            use super::common::{
                ANYTHING, CARRIER, COUNT, FIT, GRID, LABELS, NOTE, OFFSET, PARTY, PERSON,
                PRICES_VALUE, RATING, RATIO, REGION, SERIAL, SIZE, SKU, TAGS, TEXT, UNIT, VALUE,
            };

            use event_contract::machine::{Fact, Facts};

            /// Table of [`Envelope`].
            pub static ENVELOPE: table::Object = table::Object {
                name: "Envelope",
                fields: &[
                    Field::required("id", Type::EVENT_ID),
                    Field::required("type", Type::Text(&TEXT)),
                    Field::required("subject", Type::Text(&TEXT)),
                    Field::with_default("data", Type::OBJECT, "{}"),
                    Field::with_default("version", Type::STRING, r#""1.2.0""#),
                ],
                closed: false,
                rules: &[],
            };

            impl Contract for Envelope {
                const TYPE: Type = Type::Object(&ENVELOPE);

                fn read(text: Checked<'_>) -> Option<Self> {
                    let mut fields = Fields::of(&ENVELOPE, text)?;
                    Some(Self {
                        id: fields.next()?,
                        r#type: fields.next()?,
                        subject: fields.next()?,
                        data: fields.next()?,
                        version: fields.next()?,
                    })
                }
            }

            impl Serialize for Envelope {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    let mut out = serializer.serialize_struct("Envelope", 5)?;
                    out.serialize_field("id", &self.id)?;
                    out.serialize_field("type", &self.r#type)?;
                    out.serialize_field("subject", &self.subject)?;
                    out.serialize_field("data", &self.data)?;
                    out.serialize_field("version", &self.version)?;
                    out.end()
                }
            }

            /// Table of [`ItemMadePayload`].
            pub static ITEM_MADE_PAYLOAD: table::Object = table::Object {
                name: "ItemMadePayload",
                fields: &[
                    Field::required("at", Type::DATE_TIME),
                    Field::optional("day", Type::ISO_8601),
                    Field::optional("trace", Type::UUID),
                    Field::required("sku", Type::Text(&SKU)),
                    Field::with_default("kind", Type::Enum(&UNIT), r#""piece""#),
                    Field::with_default("type", Type::Enum(&SIZE), r#""medium""#),
                    Field::optional("self", Type::STRING),
                    Field::with_default("camelCase", Type::Boolean, "true"),
                    Field::optional("ratio", Type::Number(&RATIO)),
                    Field::with_default("rating", Type::Number(&RATING), "2.5"),
                    Field::with_default("offset", Type::Integer(&OFFSET), "-1"),
                    Field::required("count", Type::Integer(&COUNT)),
                    Field::with_default("total", Type::INTEGER, "0"),
                    Field::optional("level", Type::Integer(&ITEM_MADE_LEVEL)),
                    Field::with_default("depth", Type::Integer(&ITEM_MADE_DEPTH), "-1"),
                    Field::optional("serial", Type::Integer(&SERIAL)),
                    Field::optional("weight", Type::NUMBER),
                    Field::required("region", Type::Text(&REGION)),
                    Field::required("text", Type::Text(&ITEM_MADE_TEXT)),
                    Field::required("anything", Type::Text(&ANYTHING)),
                    Field::required(
                        "words",
                        Type::Array(
                            &table::Array {
                                name: "",
                                items: Type::Text(&TEXT),
                                min_items: 0,
                                max_items: None,
                            },
                        ),
                    ),
                    Field::with_default("tags", Type::Array(&TAGS), r#"["new"]"#),
                    Field::optional("grid", Type::Array(&GRID)),
                    Field::optional("labels", Type::Map(&LABELS)),
                    Field::required(
                        "prices",
                        Type::Map(
                            &table::Map {
                                values: Type::Number(&PRICES_VALUE),
                                ..table::Map::ANY
                            },
                        ),
                    ),
                    Field::required("value", Type::AnyOf(&VALUE)),
                    Field::required("maker", Type::AnyOf(&PARTY)),
                    Field::optional("link", Type::URI),
                    Field::required("extra", Type::OBJECT),
                    Field::required("must", Type::Any),
                    Field::with_default("free", Type::Any, "null"),
                ],
                closed: false,
                rules: &[],
            };

            impl Contract for ItemMadePayload {
                const TYPE: Type = Type::Object(&ITEM_MADE_PAYLOAD);

                fn read(text: Checked<'_>) -> Option<Self> {
                    let mut fields = Fields::of(&ITEM_MADE_PAYLOAD, text)?;
                    Some(Self {
                        at: fields.next()?,
                        day: fields.next()?,
                        trace: fields.next()?,
                        sku: fields.next()?,
                        kind: fields.next()?,
                        r#type: fields.next()?,
                        self_: fields.next()?,
                        camel_case: fields.next()?,
                        ratio: fields.next()?,
                        rating: fields.next()?,
                        offset: fields.next()?,
                        count: fields.next()?,
                        total: fields.next()?,
                        level: fields.next()?,
                        depth: fields.next()?,
                        serial: fields.next()?,
                        weight: fields.next()?,
                        region: fields.next()?,
                        text: fields.next()?,
                        anything: fields.next()?,
                        words: fields.next()?,
                        tags: fields.next()?,
                        grid: fields.next()?,
                        labels: fields.next()?,
                        prices: fields.next()?,
                        value: fields.next()?,
                        maker: fields.next()?,
                        link: fields.next()?,
                        extra: fields.next()?,
                        must: fields.next()?,
                        free: fields.next()?,
                    })
                }
            }

            impl Serialize for ItemMadePayload {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    let mut out = serializer.serialize_struct("ItemMadePayload", 31)?;
                    out.serialize_field("at", &self.at)?;
                    out.serialize_field("day", &self.day)?;
                    out.serialize_field("trace", &self.trace)?;
                    out.serialize_field("sku", &self.sku)?;
                    out.serialize_field("kind", &self.kind)?;
                    out.serialize_field("type", &self.r#type)?;
                    out.serialize_field("self", &self.self_)?;
                    out.serialize_field("camelCase", &self.camel_case)?;
                    out.serialize_field("ratio", &self.ratio)?;
                    out.serialize_field("rating", &self.rating)?;
                    out.serialize_field("offset", &self.offset)?;
                    out.serialize_field("count", &self.count)?;
                    out.serialize_field("total", &self.total)?;
                    out.serialize_field("level", &self.level)?;
                    out.serialize_field("depth", &self.depth)?;
                    out.serialize_field("serial", &self.serial)?;
                    out.serialize_field("weight", &self.weight)?;
                    out.serialize_field("region", &self.region)?;
                    out.serialize_field("text", &self.text)?;
                    out.serialize_field("anything", &self.anything)?;
                    out.serialize_field("words", &self.words)?;
                    out.serialize_field("tags", &self.tags)?;
                    out.serialize_field("grid", &self.grid)?;
                    out.serialize_field("labels", &self.labels)?;
                    out.serialize_field("prices", &self.prices)?;
                    out.serialize_field("value", &self.value)?;
                    out.serialize_field("maker", &self.maker)?;
                    out.serialize_field("link", &self.link)?;
                    out.serialize_field("extra", &self.extra)?;
                    out.serialize_field("must", &self.must)?;
                    out.serialize_field("free", &self.free)?;
                    out.end()
                }
            }

            /// Table of `ItemMadeLevel`.
            pub static ITEM_MADE_LEVEL: table::Integer = table::Integer {
                name: "ItemMadeLevel",
                minimum: Some(0),
                maximum: Some(255),
            };

            /// Table of `ItemMadeDepth`.
            pub static ITEM_MADE_DEPTH: table::Integer = table::Integer {
                name: "ItemMadeDepth",
                minimum: Some(-2147483648),
                maximum: Some(2147483647),
            };

            /// Table of [`ItemMadeText`].
            pub static ITEM_MADE_TEXT: table::Text = table::Text {
                name: "ItemMadeText",
                min_length: 2,
                max_length: Some(3),
                ..table::Text::ANY
            };

            event_contract::impl_text!(ItemMadeText : ITEM_MADE_TEXT);

            /// Table of [`SalePayload`].
            pub static SALE_PAYLOAD: table::Object = table::Object {
                name: "SalePayload",
                fields: &[
                    Field::required("sku", Type::Text(&SKU)),
                    Field::required("size", Type::Enum(&SIZE)),
                    Field::optional("fit", Type::Enum(&FIT)),
                    Field::with_default("gift", Type::Boolean, "false"),
                    Field::optional("note", Type::STRING),
                    Field::optional("buyer", Type::Object(&PERSON)),
                    Field::optional("refund", Type::STRING),
                    Field::with_default("carrier", Type::Text(&CARRIER), r#""post""#),
                    Field::optional("van", Type::STRING),
                ],
                closed: true,
                rules: &[
                    Rule {
                        id: "gift-says-something",
                        doc: "A gift comes with a note.",
                        when: &[Clause::new(3, Test::Is(true))],
                        then: &[Clause::new(4, Test::NotBlank)],
                    },
                    Rule {
                        id: "large-needs-buyer",
                        doc: "What must fit well has somebody to fit.",
                        when: &[
                            Clause::new(1, Test::OneOf(&["medium", "extra-large"])),
                            Clause::new(2, Test::Present),
                        ],
                        then: &[Clause::new(5, Test::Present)],
                    },
                    Rule {
                        id: "nobody-gets-no-gift",
                        doc: "A gift goes to somebody.",
                        when: &[Clause::new(5, Test::Absent)],
                        then: &[Clause::new(3, Test::Is(false))],
                    },
                    Rule {
                        id: "tight-is-small",
                        doc: "Only small things are tight, and they are not returned.",
                        when: &[Clause::new(2, Test::OneOf(&["tight"]))],
                        then: &[
                            Clause::new(1, Test::OneOf(&["small"])),
                            Clause::new(6, Test::Absent),
                        ],
                    },
                ],
            };

            impl Contract for SalePayload {
                const TYPE: Type = Type::Object(&SALE_PAYLOAD);

                fn read(text: Checked<'_>) -> Option<Self> {
                    let mut fields = Fields::of(&SALE_PAYLOAD, text)?;
                    Some(
                        Self(SaleParts {
                            sku: fields.next()?,
                            size: fields.next()?,
                            fit: fields.next()?,
                            gift: fields.next()?,
                            note: fields.next()?,
                            buyer: fields.next()?,
                            refund: fields.next()?,
                            carrier: fields.next()?,
                            van: fields.next()?,
                        }),
                    )
                }
            }

            impl Serialize for SalePayload {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    let mut out = serializer.serialize_struct("SalePayload", 9)?;
                    out.serialize_field("sku", &self.sku)?;
                    out.serialize_field("size", &self.size)?;
                    out.serialize_field("fit", &self.fit)?;
                    out.serialize_field("gift", &self.gift)?;
                    out.serialize_field("note", &self.note)?;
                    out.serialize_field("buyer", &self.buyer)?;
                    out.serialize_field("refund", &self.refund)?;
                    out.serialize_field("carrier", &self.carrier)?;
                    out.serialize_field("van", &self.van)?;
                    out.end()
                }
            }

            impl Deref for SalePayload {
                type Target = SaleParts;

                fn deref(&self) -> &SaleParts {
                    &self.0
                }
            }

            impl SaleParts {
                /// The whole, if the rules between the parts hold; otherwise every rule that does not.
                pub fn build(self) -> Result<SalePayload, Violations> {
                    validated(SalePayload(self))
                }
            }

            impl From<SalePayload> for SaleParts {
                fn from(whole: SalePayload) -> Self {
                    whole.0
                }
            }

            /// Table of [`ItemSentPayload`].
            pub static ITEM_SENT_PAYLOAD: table::Object = table::Object {
                name: "ItemSentPayload",
                fields: &[
                    Field::optional("note", Type::Text(&NOTE)),
                    Field::optional("size", Type::Enum(&SIZE)),
                ],
                closed: false,
                rules: &[],
            };

            impl Contract for ItemSentPayload {
                const TYPE: Type = Type::Object(&ITEM_SENT_PAYLOAD);

                fn read(text: Checked<'_>) -> Option<Self> {
                    let mut fields = Fields::of(&ITEM_SENT_PAYLOAD, text)?;
                    Some(Self {
                        note: fields.next()?,
                        size: fields.next()?,
                    })
                }
            }

            impl Serialize for ItemSentPayload {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    let mut out = serializer.serialize_struct("ItemSentPayload", 2)?;
                    out.serialize_field("note", &self.note)?;
                    out.serialize_field("size", &self.size)?;
                    out.end()
                }
            }

            impl Facts for SalePayload {
                fn fact(&self, field: &str) -> Fact<'_> {
                    match field {
                        "note" => {
                            self.note
                                .as_ref()
                                .map_or(Fact::Absent, |value| Fact::Text(value.as_str().into()))
                        }
                        "refund" => {
                            self.refund
                                .as_ref()
                                .map_or(Fact::Absent, |value| Fact::Text(value.as_str().into()))
                        }
                        _ => Fact::Absent,
                    }
                }
            }

            event_contract::impl_deserialize!(
                Envelope, ItemMadePayload, SalePayload, ItemSentPayload
            );
        }

        /// The published JSON Schemas, as text.
        pub mod schemas {
            use event_contract::table::{Schema, Type};

            /// Every published schema, by name.
            pub static SCHEMAS: [Schema; 8] = [
                Schema::new(
                    "carrier",
                    Type::Text(&super::common::CARRIER),
                    include_str!("schemas/v1/carrier.schema.json"),
                ),
                Schema::new(
                    "envelope",
                    Type::Object(&super::shop::ENVELOPE),
                    include_str!("schemas/v1/envelope.schema.json"),
                ),
                Schema::new(
                    "item_made_payload",
                    Type::Object(&super::shop::ITEM_MADE_PAYLOAD),
                    include_str!("schemas/v1/item_made_payload.schema.json"),
                ),
                Schema::new(
                    "item_sent_payload",
                    Type::Object(&super::shop::ITEM_SENT_PAYLOAD),
                    include_str!("schemas/v1/item_sent_payload.schema.json"),
                ),
                Schema::new(
                    "person",
                    Type::Object(&super::common::PERSON),
                    include_str!("schemas/v1/person.schema.json"),
                ),
                Schema::new(
                    "sale_payload",
                    Type::Object(&super::shop::SALE_PAYLOAD),
                    include_str!("schemas/v1/sale_payload.schema.json"),
                ),
                Schema::new(
                    "size",
                    Type::Enum(&super::common::SIZE),
                    include_str!("schemas/v1/size.schema.json"),
                ),
                Schema::new(
                    "value",
                    Type::AnyOf(&super::common::VALUE),
                    include_str!("schemas/v1/value.schema.json"),
                ),
            ];
        }

        /// The table of the line, and how payloads are read.
        pub mod line {
            use event_contract::codec::{Checked, Contract};
            use event_contract::table::{Cutover, Envelope, Event, Line, Lookup};

            use super::super::Payload;

            /// The envelope, and which of its fields play a role.
            static ENVELOPE: Envelope = Envelope {
                name: "Envelope",
                object: &super::shop::ENVELOPE,
                event_type: 1,
                payload: 3,
                order: None,
            };

            /// What live envelopes must signal and must not carry.
            pub static CUTOVER: Cutover = Cutover {
                signal: 4,
                accepted_major: 1,
                contract_version: "1.2.0",
                forbidden_keys: &["legacy_id"],
                forbidden_event_names: &["ItemDropped"],
                aggregate: 2,
                forbidden_aggregate_names: &["cart"],
            };

            /// The line as a table: the entrance for everything that validates.
            pub static LINE: Line = Line {
                name: "v1",
                package: "acme-shop",
                envelope: Some(&ENVELOPE),
                cutover: Some(&CUTOVER),
                events: &[&ITEM_MADE, &ITEM_SENT, &ITEM_SOLD],
                lookup: Lookup::new(),
                reserved: &["ItemLost"],
                schemas: &super::schemas::SCHEMAS,
            };

            pub(super) static ITEM_MADE: Event = Event {
                name: "ItemMade",
                domain: "shop",
                place: 0,
                since: "1.0.0",
                doc: "A plain payload with a field of every type.",
                payload: &super::shop::ITEM_MADE_PAYLOAD,
                schema: "item_made_payload",
                source: "shop.yaml:26",
            };

            pub(super) static ITEM_SENT: Event = Event {
                name: "ItemSent",
                domain: "shop",
                place: 2,
                since: "",
                doc: "Everything is optional.",
                payload: &super::shop::ITEM_SENT_PAYLOAD,
                schema: "item_sent_payload",
                source: "shop.yaml:92",
            };

            pub(super) static ITEM_SOLD: Event = Event {
                name: "ItemSold",
                domain: "shop",
                place: 1,
                since: "1.1.0",
                doc: "A closed payload with rules of every test.",
                payload: &super::shop::SALE_PAYLOAD,
                schema: "sale_payload",
                source: "shop.yaml:59",
            };

            impl Payload {
                /// Reads the payload of the event at `index` of the line's events.
                pub fn read(index: usize, text: Checked<'_>) -> Option<Self> {
                    match index {
                        0 => Contract::read(text).map(Self::ItemMade),
                        1 => Contract::read(text).map(Self::ItemSent),
                        2 => Contract::read(text).map(Self::ItemSold),
                        _ => None,
                    }
                }
            }
        }

        /// What belongs to the reducer traits.
        pub mod reducers {
            use std::convert::Infallible;

            use event_contract::fold::{Declares, Domain};

            use super::line;
            use super::super::reducers::ShopReducer;

            /// Every domain that has events: what a registry is held against.
            pub static DOMAINS: [&Domain; 1] = [&SHOP];

            /// The events of the domain `shop`.
            pub static SHOP: Domain = Domain {
                line: "v1",
                package: "acme-shop",
                name: "shop",
                events: &[&line::ITEM_MADE, &line::ITEM_SOLD, &line::ITEM_SENT],
                handlers: &["item_made", "item_sold", "item_sent"],
                reserved: &["ItemLost"],
            };

            impl Declares for dyn ShopReducer<Error = Infallible, Output = ()> {
                const DOMAIN: &'static Domain = &SHOP;
            }
        }
    }

    /// What several domains share.
    pub mod common {
        use event_contract::{Integer, JsonValue, Map};

        /// A string that is not empty.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct Text(pub(super) event_contract::ShortText);

        /// Something to say.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct Note(pub(super) event_contract::ShortText);

        /// Identifies an article.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct Sku(pub(super) event_contract::ShortText);

        /// Where it is sold.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct Region(pub(super) event_contract::ShortText);

        /// A part, less than the whole.
        #[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
        pub struct Ratio(pub(super) f64);

        /// From bad to good.
        #[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
        pub struct Rating(pub(super) f64);

        /// How many there are.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct Count(pub(super) Integer);

        /// A small distance.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct Offset(pub(super) i8);

        /// The number of a piece.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct Serial(pub(super) u64);

        /// The type `Anything`.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct Anything(pub(super) event_contract::ShortText);

        /// The type `Words`.
        pub type Words = Vec<Text>;

        /// How big it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Size {
            /// `small`
            Small,
            /// `medium`
            Medium,
            /// `extra-large`
            ExtraLarge,
        }

        /// Who brings it. Others may come.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Carrier {
            /// `post`
            Post,
            /// `courier`
            Courier,
            /// A string that the contract does not list.
            Unlisted(event_contract::Unlisted),
        }

        /// How it sits.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Fit {
            /// `tight`
            Tight,
            /// `loose`
            Loose,
        }

        /// What is counted.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Unit {
            /// `piece`
            Piece,
        }

        /// Words to find it by.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Tags(pub(super) Vec<Text>);

        /// Rows of numbers.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Grid(pub(super) Vec<Vec<Count>>);

        /// Free keys with texts.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Labels(pub(super) Map<Text>);

        /// Prices by currency.
        pub type Prices = Map<PricesValue>;

        /// A part of `Prices`.
        #[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
        pub struct PricesValue(pub(super) f64);

        /// One of everything.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Value {
            /// As a string.
            Text(ValueText),
            /// As a number.
            Number(ValueNumber),
            /// As a boolean.
            Boolean(bool),
            /// As a list.
            List(ValueList),
            /// As an object.
            Object(ValueObject),
        }

        /// A part of `Value`.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct ValueText(pub(super) event_contract::ShortText);

        /// A part of `Value`.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct ValueNumber(pub(super) Integer);

        /// A part of `Value`.
        #[derive(Clone, Debug, PartialEq)]
        pub struct ValueList(pub(super) Vec<Count>);

        /// A part of `Value`.
        #[derive(Clone, Debug, PartialEq)]
        pub struct ValueObject(pub(super) Map<JsonValue>);

        /// A name or a person.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Party {
            /// As a string.
            Text(Text),
            /// As a `Person`.
            Person(Person),
        }

        /// Somebody.
        ///
        /// Its parts are read through [`PersonParts`], and keep these rules:
        ///
        /// - A bot cannot be written to.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Person(pub(super) PersonParts);

        /// The parts of a [`Person`], each valid by itself; [`build`](Self::build) checks the rules
        /// between them.
        #[derive(Clone, Debug, PartialEq)]
        pub struct PersonParts {
            /// A string that is not empty.
            pub name: Text,
            /// The field `mail`.
            pub mail: Option<String>,
        }

        /// Where a parcel is in its life.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ParcelState {
            /// `made`
            Made,
            /// `sold`
            Sold,
            /// `sent`
            Sent,
            /// `lost`
            Lost,
        }

        impl Size {
            /// How a size tends to sit.
            pub const fn to_fit_of_size(self) -> Option<Fit> {
                match self {
                    Size::Small => Some(Fit::Tight),
                    Size::Medium => None,
                    Size::ExtraLarge => Some(Fit::Loose),
                }
            }
        }

        impl Fit {
            /// The size that sits like this.
            pub const fn to_size_of_fit(self) -> Size {
                match self {
                    Fit::Tight => Size::Small,
                    Fit::Loose => Size::ExtraLarge,
                }
            }
        }

        event_contract::impl_builder!(
            Person via PersonParts: super::codec::common::PERSON,
            PersonBuilder,
            PersonRequired {
                name: Text,
            },
            {
                1: mail(optional into String),
            }
        );
    }

    /// Things are made, sold and sent.
    pub mod shop {
        use event_contract::{
            EventId, HttpUrl, Integer, IsoDateTime, JsonObject, JsonValue, Number,
            OffsetDateTime, Uuid,
        };

        use event_contract::machine::{Effect, Guard, StateMachine};
        use event_contract::table::Test;

        use super::common::{
            Anything, Carrier, Count, Fit, Grid, Labels, Note, Offset, ParcelState, Party,
            Person, Prices, Rating, Ratio, Region, Serial, Size, Sku, Tags, Text, Unit, Value,
            Words,
        };

        /// What surrounds every event.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Envelope {
            /// Identifies the event.
            pub id: EventId,
            /// Names the event.
            pub r#type: Text,
            /// What it is about.
            pub subject: Text,
            /// The payload.
            pub data: JsonObject,
            /// The contract version.
            pub version: String,
        }

        /// A plain payload with a field of every type.
        #[derive(Clone, Debug, PartialEq)]
        pub struct ItemMadePayload {
            /// The field `at`.
            pub at: OffsetDateTime,
            /// The day in the books.
            pub day: Option<IsoDateTime>,
            /// Ties together what belongs together.
            pub trace: Option<Uuid>,
            /// Identifies an article.
            pub sku: Sku,
            /// What is counted.
            pub kind: Unit,
            /// A key that is a Rust keyword.
            pub r#type: Size,
            /// A keyword that cannot be raw.
            pub self_: Option<String>,
            /// The field `camelCase`.
            pub camel_case: bool,
            /// A part, less than the whole.
            pub ratio: Option<Ratio>,
            /// From bad to good.
            pub rating: Rating,
            /// A small distance.
            pub offset: Offset,
            /// How many there are.
            pub count: Count,
            /// The field `total`.
            pub total: Integer,
            /// As wide as a byte.
            pub level: Option<ItemMadeLevel>,
            /// As wide as 32 bits.
            pub depth: ItemMadeDepth,
            /// Which one it is.
            pub serial: Option<Serial>,
            /// The field `weight`.
            pub weight: Option<Number>,
            /// Where it is sold.
            pub region: Region,
            /// A type of its own.
            pub text: ItemMadeText,
            /// The field `anything`.
            pub anything: Anything,
            /// The field `words`.
            pub words: Words,
            /// Words to find it by.
            pub tags: Tags,
            /// Rows of numbers.
            pub grid: Option<Grid>,
            /// Free keys with texts.
            pub labels: Option<Labels>,
            /// Prices by currency.
            pub prices: Prices,
            /// One of everything.
            pub value: Value,
            /// A name or a person.
            pub maker: Party,
            /// The field `link`.
            pub link: Option<HttpUrl>,
            /// The field `extra`.
            pub extra: JsonObject,
            /// The field `must`.
            pub must: JsonValue,
            /// The field `free`.
            pub free: JsonValue,
        }

        /// As wide as a byte.
        pub type ItemMadeLevel = u8;

        /// As wide as 32 bits.
        pub type ItemMadeDepth = i32;

        /// A type of its own.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct ItemMadeText(pub(super) event_contract::ShortText);

        /// A closed payload with rules of every test.
        ///
        /// Its parts are read through [`SaleParts`], and keep these rules:
        ///
        /// - A gift comes with a note.
        /// - What must fit well has somebody to fit.
        /// - A gift goes to somebody.
        /// - Only small things are tight, and they are not returned.
        #[derive(Clone, Debug, PartialEq)]
        pub struct SalePayload(pub(super) SaleParts);

        /// The parts of a [`SalePayload`], each valid by itself; [`build`](Self::build) checks the
        /// rules between them.
        #[derive(Clone, Debug, PartialEq)]
        pub struct SaleParts {
            /// Identifies an article.
            pub sku: Sku,
            /// How big it is.
            pub size: Size,
            /// How it sits.
            pub fit: Option<Fit>,
            /// The field `gift`.
            pub gift: bool,
            /// The field `note`.
            pub note: Option<String>,
            /// Somebody.
            pub buyer: Option<Person>,
            /// The field `refund`.
            pub refund: Option<String>,
            /// Who brings it. Others may come.
            pub carrier: Carrier,
            /// What brings it. Deprecated since 1.2.0: Use `carrier`.
            pub van: Option<String>,
        }

        /// Everything is optional.
        #[derive(Clone, Debug, PartialEq)]
        pub struct ItemSentPayload {
            /// Something to say.
            pub note: Option<Note>,
            /// How big it is.
            pub size: Option<Size>,
        }

        /// The life of a parcel.
        pub static PARCEL: StateMachine<ParcelState> = StateMachine {
            name: "Parcel",
            initial: &[ParcelState::Made],
            terminal: &[ParcelState::Lost],
            transitions: &[
                (ParcelState::Made, ParcelState::Sold),
                (ParcelState::Made, ParcelState::Lost),
                (ParcelState::Sold, ParcelState::Made),
                (ParcelState::Sold, ParcelState::Sent),
                (ParcelState::Sold, ParcelState::Lost),
                (ParcelState::Sent, ParcelState::Lost),
            ],
            override_by: Some(("ItemSold", "gift")),
            guards: &[
                Guard {
                    id: "returns-say-why",
                    doc: "What comes back comes with a note.",
                    from: &[ParcelState::Sold],
                    to: &[ParcelState::Made],
                    when: &[("refund", Test::Present)],
                    require: &[("note", Test::NotBlank)],
                },
            ],
            effects: &[("ItemSold", Effect::To(ParcelState::Sold))],
        };

        event_contract::impl_builder!(
            Envelope: super::codec::shop::ENVELOPE,
            EnvelopeBuilder,
            EnvelopeRequired {
                id: EventId,
                r#type: Text,
                subject: Text,
            },
            {
                3: data(default JsonObject),
                4: version(default into String),
            }
        );

        event_contract::impl_builder!(
            ItemMadePayload: super::codec::shop::ITEM_MADE_PAYLOAD,
            ItemMadeBuilder,
            ItemMadeRequired {
                at: OffsetDateTime,
                sku: Sku,
                count: Count,
                region: Region,
                text: ItemMadeText,
                anything: Anything,
                words: Words,
                prices: Prices,
                value: Value,
                maker: Party,
                extra: JsonObject,
                must: JsonValue,
            },
            {
                1: day(optional IsoDateTime),
                2: trace(optional Uuid),
                4: kind(default Unit),
                5: r#type(default Size),
                6: self_(optional into String),
                7: camel_case(default bool),
                8: ratio(optional Ratio),
                9: rating(default Rating),
                10: offset(default Offset),
                12: total(default into Integer),
                13: level(optional ItemMadeLevel),
                14: depth(default ItemMadeDepth),
                15: serial(optional Serial),
                16: weight(optional Number),
                21: tags(default Tags),
                22: grid(optional Grid),
                23: labels(optional Labels),
                27: link(optional HttpUrl),
                30: free(default JsonValue),
            }
        );

        event_contract::impl_builder!(
            SalePayload via SaleParts: super::codec::shop::SALE_PAYLOAD,
            SaleBuilder,
            SaleRequired {
                sku: Sku,
                size: Size,
            },
            {
                2: fit(optional Fit),
                3: gift(default bool),
                4: note(optional into String),
                5: buyer(optional Person),
                6: refund(optional into String),
                7: carrier(default into Carrier),
                8: van(optional into String),
            }
        );

        event_contract::impl_builder!(
            ItemSentPayload: super::codec::shop::ITEM_SENT_PAYLOAD,
            ItemSentBuilder,
            {},
            {
                0: note(optional Note),
                1: size(optional Size),
            }
        );
    }

    /// Reducer traits: one method for every event of a domain. A reducer that forgets an event does
    /// not compile.
    pub mod reducers {
        use event_contract::fold::{Fold, hand, pass};
        use event_contract::{EventType, Meta, Record, View};

        use super::shop;

        /// The events of the domain `shop`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ShopEvent {
            /// A plain payload with a field of every type.
            ItemMade,
            /// A closed payload with rules of every test.
            ItemSold,
            /// Everything is optional.
            ItemSent,
        }

        event_contract::impl_event_names!(
            ShopEvent : super::codec::reducers::SHOP, [ItemMade, ItemSold, ItemSent]
        );

        /// Folds the events of the domain `shop`. `#[event_contract]` makes an implementation a
        /// reducer, and does not take one that neither handles nor ignores an event.
        #[diagnostic::on_unimplemented(
            message = "`{Self}` does not fold the events of `shop`",
            note = "write `#[event_contract] impl ShopReducer for {Self}`, or, if another `impl` registers the reducer, `#[event_contract(part)]`"
        )]
        pub trait ShopReducer: Fold {
            /// A plain payload with a field of every type.
            fn item_made(
                &mut self,
                event: &Meta,
                payload: View<'_, shop::ItemMadePayload>,
            ) -> Result<(), Self::Error> {
                pass(event, payload)
            }

            /// A closed payload with rules of every test.
            fn item_sold(
                &mut self,
                event: &Meta,
                payload: View<'_, shop::SalePayload>,
            ) -> Result<(), Self::Error> {
                pass(event, payload)
            }

            /// Everything is optional.
            fn item_sent(
                &mut self,
                event: &Meta,
                payload: View<'_, shop::ItemSentPayload>,
            ) -> Result<(), Self::Error> {
                pass(event, payload)
            }

            /// The handlers of the events that are ignored. Only what `#[event_contract]` completes has it.
            #[doc(hidden)]
            fn __event_contract_is_missing_here() -> &'static [&'static str]
            where
                Self: Sized;
            /// Whether an event of this type is handled.
            #[doc(hidden)]
            fn __concerns(event_type: &EventType) -> bool
            where
                Self: Sized,
            {
                super::codec::reducers::SHOP
                    .declares_beside(event_type, Self::__event_contract_is_missing_here())
            }

            /// Reads the payload of an event and calls its method.
            #[doc(hidden)]
            fn __dispatch(&mut self, event: &Record) -> Result<(), Self::Error> {
                match ShopEvent::of(&event.meta.event_type) {
                    Some(ShopEvent::ItemMade) => {
                        hand::<
                            _,
                            shop::ItemMadePayload,
                        >(self, event, <Self as ShopReducer>::item_made)
                    }
                    Some(ShopEvent::ItemSold) => {
                        hand::<
                            _,
                            shop::SalePayload,
                        >(self, event, <Self as ShopReducer>::item_sold)
                    }
                    Some(ShopEvent::ItemSent) => {
                        hand::<
                            _,
                            shop::ItemSentPayload,
                        >(self, event, <Self as ShopReducer>::item_sent)
                    }
                    None => Ok(()),
                }
            }
        }
    }

    /// What handlers see of payloads: a view for each, and for the objects in them.
    pub mod views {
        /// The objects of the domain `common`, read field by field.
        pub mod common {
            use super::super::common::{Person, Text};

            event_contract::impl_view!(pub PersonView: Person, [
                name: Text,
                mail: Option<String>,
            ]);
        }

        /// The objects of the domain `shop`, read field by field.
        pub mod shop {
            use event_contract::{
                HttpUrl, Integer, IsoDateTime, JsonObject, JsonValue, Number, OffsetDateTime, Uuid,
            };

            use super::super::common::{
                Anything, Carrier, Count, Fit, Grid, Labels, Note, Offset, Party, Person, Prices,
                Rating, Ratio, Region, Serial, Size, Sku, Tags, Unit, Value, Words,
            };

            use super::super::shop::{
                ItemMadeDepth, ItemMadeLevel, ItemMadePayload, ItemMadeText, ItemSentPayload,
                SalePayload,
            };

            event_contract::impl_view!(pub ItemMadePayloadView: ItemMadePayload, [
                at: OffsetDateTime,
                day: Option<IsoDateTime>,
                trace: Option<Uuid>,
                sku: Sku,
                kind: Unit,
                r#type: Size,
                self_: Option<String>,
                camel_case: bool,
                ratio: Option<Ratio>,
                rating: Rating,
                offset: Offset,
                count: Count,
                total: Integer,
                level: Option<ItemMadeLevel>,
                depth: ItemMadeDepth,
                serial: Option<Serial>,
                weight: Option<Number>,
                region: Region,
                text: ItemMadeText,
                anything: Anything,
                words: Words,
                tags: Tags,
                grid: Option<Grid>,
                labels: Option<Labels>,
                prices: Prices,
                value: Value,
                maker: Party,
                link: Option<HttpUrl>,
                extra: JsonObject,
                must: JsonValue,
                free: JsonValue,
            ]);

            event_contract::impl_view!(pub SalePayloadView: SalePayload, [
                sku: Sku,
                size: Size,
                fit: Option<Fit>,
                gift: bool,
                note: Option<String>,
                buyer: Option<Person>,
                refund: Option<String>,
                carrier: Carrier,
                van: Option<String>,
            ]);

            event_contract::impl_view!(pub ItemSentPayloadView: ItemSentPayload, [
                note: Option<Note>,
                size: Option<Size>,
            ]);
        }
    }

    pub use codec::line::{CUTOVER, LINE};
    pub use codec::reducers::DOMAINS;

    use event_contract::Violations;
    use event_contract::codec::{Contract, unreadable};

    /// A payload of any event of the line.
    #[derive(Clone, Debug, PartialEq)]
    pub enum Payload {
        /// A plain payload with a field of every type.
        ItemMade(shop::ItemMadePayload),
        /// Everything is optional.
        ItemSent(shop::ItemSentPayload),
        /// A closed payload with rules of every test.
        ItemSold(shop::SalePayload),
    }

    impl Payload {
        /// The name of the event type.
        pub const fn event_type(&self) -> &'static str {
            match self {
                Self::ItemMade(_) => "ItemMade",
                Self::ItemSent(_) => "ItemSent",
                Self::ItemSold(_) => "ItemSold",
            }
        }
    }

    /// An event with its payload read.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Decoded {
        /// The envelope.
        pub envelope: shop::Envelope,
        /// The payload, by event type.
        pub payload: Payload,
    }

    /// Reads an enveloped event; on failure, everything that is wrong with it.
    pub fn decode(json: &[u8]) -> Result<Decoded, Violations> {
        let parts = LINE.split(json)?;
        let envelope = <shop::Envelope as Contract>::read(parts.envelope());
        let payload = Payload::read(parts.index, parts.payload());
        match (envelope, payload) {
            (Some(envelope), Some(payload)) => Ok(Decoded { envelope, payload }),
            _ => Err(unreadable(shop::Envelope::TYPE)),
        }
    }
}

/// The contracts of this crate: the tables of its lines, and the YAML behind them.
#[allow(dead_code, unreachable_pub, clippy::allow_attributes, reason = "a crate need not hand on its contracts")]
pub static CONTRACTS: ::event_contract::BuiltIn = ::event_contract::BuiltIn {
    name: env!("CARGO_PKG_NAME"),
    lines: &[&v1::LINE],
    sources: &[
        ::event_contract::BuiltInSource { line: "v1", path: "golden/contracts/common.yaml", text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/", "golden/contracts/common.yaml")) },
        ::event_contract::BuiltInSource { line: "v1", path: "golden/contracts/line.yaml", text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/", "golden/contracts/line.yaml")) },
        ::event_contract::BuiltInSource { line: "v1", path: "golden/contracts/shop.yaml", text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/", "golden/contracts/shop.yaml")) },
    ],
    fixtures: &[
    ],
};

::event_contract::registry::inventory::submit! {
    ::event_contract::registry::Registration {
        id: concat!(env!("CARGO_PKG_NAME"), "/contracts"),
        module: module_path!(),
        kind: ::event_contract::registry::Kind::BuiltIn(&CONTRACTS),
    }
}

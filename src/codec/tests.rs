//! Types as generated code has them.

use serde::Serialize;
use serde::ser::SerializeStruct;

use super::*;
use crate::table::{AnyOf, Array, Clause, Enum, Number, Rule, Test, Text};
use crate::{Code, Timestamp};

static SLUG: Text = Text { name: "Slug", min_length: 1, ..Text::ANY };
#[derive(Clone, Debug, PartialEq)]
struct Slug(ShortText);
impl_text!(Slug: SLUG);

static LANE: Enum = Enum {
    name: "Lane",
    values: &["planned", "in_progress"],
    aliases: &[("doing", "in_progress")],
};
#[derive(Clone, Copy, Debug, PartialEq)]
enum Lane {
    Planned,
    InProgress,
}
impl_enum!(Lane: LANE, [Planned, InProgress]);

static TIER: table::Integer = table::Integer { name: "Tier", minimum: Some(0), maximum: Some(4) };
#[derive(Clone, Copy, Debug, PartialEq)]
struct Tier(u8);
impl_integer!(Tier: TIER, u8);

static CLOCK: table::Integer = table::Integer { minimum: Some(0), ..table::Integer::ANY };
#[derive(Clone, Debug, PartialEq)]
struct Clock(Integer);
impl_integer!(Clock: CLOCK);

static SHARE: Number = Number { maximum: Some(1.0), ..Number::ANY };
#[derive(Clone, Debug, PartialEq)]
struct Share(f64);
impl_number!(Share: SHARE);

static SLUGS: Array =
    Array { name: "Slugs", items: Type::Text(&SLUG), min_items: 1, max_items: None };
#[derive(Clone, Debug, PartialEq)]
struct Slugs(Vec<Slug>);
impl_array!(Slugs: SLUGS, Slug);

static TIERS: table::Map = table::Map { values: Type::Integer(&TIER), ..table::Map::ANY };
#[derive(Clone, Debug, PartialEq)]
struct Tiers(Map<Tier>);
impl_map!(Tiers: TIERS, Tier);

static KEYS: table::Map = table::Map { min_properties: 1, ..table::Map::ANY };
#[derive(Clone, Debug, PartialEq)]
struct Keys(JsonObject);
impl_json_object!(Keys: KEYS);

static ACTOR: AnyOf = AnyOf { name: "Actor", alternatives: &[Type::Text(&SLUG), Type::Map(&KEYS)] };
#[derive(Clone, Debug, PartialEq)]
enum Actor {
    Text(Slug),
    Object(Keys),
}
impl_any_of!(Actor: ACTOR, [Text(Slug), Object(Keys)]);

static PAYLOAD: Object = Object {
    name: "Payload",
    fields: &[
        Field::required("slug", Type::Text(&SLUG)),
        Field::optional("lane", Type::Enum(&LANE)),
        Field::with_default("tier", Type::Integer(&TIER), "2"),
        Field::optional("share", Type::Number(&SHARE)),
        Field::optional("slugs", Type::Array(&SLUGS)),
        Field::optional("tiers", Type::Map(&TIERS)),
        Field::required("actor", Type::AnyOf(&ACTOR)),
        Field::optional("at", Type::DATE_TIME),
        Field::optional("any", Type::Any),
    ],
    closed: false,
    rules: &[Rule {
        id: "work-has-a-share",
        doc: "",
        when: &[Clause { field: 1, test: Test::OneOf(&["in_progress"]) }],
        then: &[Clause { field: 3, test: Test::Present }],
    }],
};
#[derive(Clone, Debug, PartialEq)]
struct Payload {
    slug: Slug,
    lane: Option<Lane>,
    tier: Tier,
    share: Option<Share>,
    slugs: Option<Slugs>,
    tiers: Option<Tiers>,
    actor: Actor,
    at: Option<Timestamp>,
    any: Option<JsonValue>,
}
impl Contract for Payload {
    const TYPE: Type = Type::Object(&PAYLOAD);
    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&PAYLOAD, text)?;
        Some(Self {
            slug: fields.next()?,
            lane: fields.next()?,
            tier: fields.next()?,
            share: fields.next()?,
            slugs: fields.next()?,
            tiers: fields.next()?,
            actor: fields.next()?,
            at: fields.next()?,
            any: fields.next()?,
        })
    }
}
impl Serialize for Payload {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Payload", 9)?;
        fields.serialize_field("slug", &self.slug)?;
        fields.serialize_field("lane", &self.lane)?;
        fields.serialize_field("tier", &self.tier)?;
        fields.serialize_field("share", &self.share)?;
        fields.serialize_field("slugs", &self.slugs)?;
        fields.serialize_field("tiers", &self.tiers)?;
        fields.serialize_field("actor", &self.actor)?;
        fields.serialize_field("at", &self.at)?;
        fields.serialize_field("any", &self.any)?;
        fields.end()
    }
}
impl_deserialize!(Payload);

const FULL: &str = r#"{"slug":"a\u0062","lane":"doing","tier":3.0,"share":0.5,"slugs":["x","y"],"tiers":{"k":9,"k":1},
    "actor":{"role":"r"},"at":"2026-03-01T12:00:00+01:00","any":[1,null],"unknown":{}}"#;

#[test]
fn decodes_everything() {
    let payload: Payload = decode(FULL.as_bytes()).unwrap();
    assert_eq!(payload.slug, "ab");
    assert_eq!(payload.lane, Some(Lane::InProgress));
    assert_eq!(payload.tier, 3);
    assert_eq!(payload.slugs.as_ref().unwrap().len(), 2);
    assert_eq!(payload.tiers.as_ref().unwrap().get("k").unwrap().get(), 1);
    assert!(
        matches!(&payload.actor, Actor::Object(object) if object.as_str() == r#"{"role":"r"}"#)
    );
    assert_eq!(payload.at.as_ref().unwrap().offset_seconds(), Some(3600));
    let again: Payload = decode(serde_json::to_string(&payload).unwrap().as_bytes()).unwrap();
    assert_eq!(again, payload);
}

#[test]
fn absent_and_null_and_default() {
    let payload: Payload = decode(br#" {"actor":"me","lane":null,"slug":"s"} "#).unwrap();
    assert_eq!(payload.lane, None);
    assert_eq!(payload.tier.get(), 2);
    assert_eq!(payload.actor, Actor::Text(Slug::new("me").unwrap()));
    let refused = decode::<Payload>(br#"{"actor":"me","slug":"s","tier":null}"#).unwrap_err();
    assert_eq!((refused[0].code, &*refused[0].pointer), (Code::Type, "/tier"));
}

#[test]
fn aliases_are_refused_by_check() {
    let json = br#"{"actor":"me","slug":"s","lane":"doing","share":0}"#;
    assert!(decode::<Payload>(json).is_ok());
    assert_eq!(check::<Payload>(json).unwrap_err()[0].code, Code::Enum);
    let ruled = br#"{"actor":"me","slug":"s","lane":"doing"}"#;
    assert_eq!(decode::<Payload>(ruled).unwrap_err()[0].rule, Some("work-has-a-share"));
}

#[test]
fn serde_goes_through_the_check() {
    let payload: Payload = serde_json::from_str(FULL).unwrap();
    assert_eq!(
        serde_json::from_value::<Payload>(serde_json::to_value(&payload).unwrap()).unwrap(),
        payload
    );
    let error =
        serde_json::from_str::<Payload>(r#"{"slug":"","actor":" "}"#).unwrap_err().to_string();
    assert!(error.contains("/slug: min_length"), "{error}");
    let long = "123456789012345678901234567890";
    assert_eq!(serde_json::from_str::<Integer>(long).unwrap().to_string(), long);
    assert_eq!(serde_json::from_str::<Vec<Lane>>(r#"["planned","doing"]"#).unwrap(), Lane::ALL);
}

#[test]
fn constructors_check() {
    assert_eq!(Slug::new("").unwrap_err()[0].code, Code::MinLength);
    assert_eq!(Tier::new(5_u64).unwrap_err()[0].code, Code::Maximum);
    assert_eq!(Tier::try_from(-1_i64).unwrap_err()[0].code, Code::Minimum);
    assert_eq!(Share::new(f64::NAN).unwrap_err()[0].code, Code::NumberRange);
    assert_eq!(Share::new(1.5).unwrap_err()[0].code, Code::Maximum);
    assert_eq!(Slugs::new([]).unwrap_err()[0].code, Code::MinItems);
    assert_eq!(Keys::new(JsonObject::default()).unwrap_err()[0].code, Code::MinProperties);
    assert_eq!("elsewhere".parse::<Lane>().unwrap_err()[0].code, Code::Enum);
    assert_eq!(Lane::Planned.to_string(), "planned");
    let mut payload: Payload = decode(FULL.as_bytes()).unwrap();
    assert!(validated(payload.clone()).is_ok());
    payload.share = None;
    assert_eq!(validated(payload).unwrap_err()[0].rule, Some("work-has-a-share"));
}

#[test]
fn a_native_number_is_read_however_it_is_spelled() {
    for (json, value) in [("4", 4), ("4.0", 4), ("0.4e1", 4), ("40e-1", 4), ("-0", 0), ("-0.0", 0)]
    {
        assert_eq!(decode::<Tier>(json.as_bytes()).unwrap(), value, "{json}");
        assert_eq!(serde_json::from_str::<Tier>(json).unwrap(), value, "{json}");
        assert_eq!(serde_json::to_string(&Tier(value)).unwrap(), value.to_string());
    }
    assert_eq!(decode::<Tier>(b"1e400").unwrap_err()[0].code, Code::NumberRange);
    assert_eq!(decode::<Tier>(b"4.5").unwrap_err()[0].code, Code::Type);
    let beyond = decode::<Clock>(b"18446744073709551616").unwrap();
    assert_eq!(beyond.get().to_string(), "18446744073709551616");
}

#[test]
fn at_the_ends_of_native_types_the_readers_agree() {
    fn same<T: Contract + Copy + ToString>(json: &str, value: Option<T>) {
        let found = decode::<T>(json.as_bytes());
        assert_eq!(found.is_ok(), check::<T>(json.as_bytes()).is_ok(), "{json}");
        let found = found.ok().map(|found| found.to_string());
        assert_eq!(found, value.map(|value| value.to_string()), "{json}");
    }
    same("255.0", Some(u8::MAX));
    same::<u8>("256", None);
    same::<u8>("-1", None);
    same("-1.28e2", Some(i8::MIN));
    same("4294967295", Some(u32::MAX));
    same("9223372036854775807", Some(i64::MAX));
    same::<i64>("9223372036854775808", None);
    // The nearest double is beyond the largest value, and is not asked.
    same("9223372036854775807.0", Some(i64::MAX));
    same::<i64>("9223372036854775808.0", None);
    same::<i64>("9007199254740992.5", None);
    same("-9223372036854775808.0", Some(i64::MIN));
}

#[test]
fn native_newtypes_take_any_integer_and_check_it() {
    assert_eq!(Tier::new(4_u64).unwrap().get(), 4);
    assert_eq!(Tier::try_from(3).unwrap(), 3);
    assert_eq!(u8::from(Tier::try_from(2_i64).unwrap()), 2);
    assert_eq!(Tier::new(u64::MAX).unwrap_err()[0].code, Code::Maximum);
    assert_eq!(Tier::new(i64::MIN).unwrap_err()[0].code, Code::Minimum);
    assert_eq!(Clock::try_from(-1_i64).unwrap_err()[0].code, Code::Minimum);
}

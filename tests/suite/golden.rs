//! Contracts that use every feature of the language (`golden/contracts/`): rendered as committed, compiled
//! as a crate of its own would have them, and alive.

use std::collections::BTreeSet;
use std::path::Path;

use event_contract::schema::SchemaSet;
use event_contract::table::{Event, Type};
use event_contract::{Code, Map, Violations, sample};
use event_contract_codegen::apply::{Mode, apply};
use event_contract_codegen::{Layout, Output, generate, load, read_dir};
use event_contract_testkit::{check, strategy};
use proptest::strategy::Strategy;
use serde_json::{Value, json};

use contracts::v1::common::{
    Anything, Carrier, Count, Fit, Grid, Labels, Note, Offset, ParcelState, Party, Person,
    PersonParts, PersonRequired, Rating, Ratio, Region, Serial, Size, Sku, Tags, Text, Unit,
    Value as AnyValue, ValueText,
};
use contracts::v1::shop::{
    ItemMadePayload, ItemSentPayload, PARCEL, SaleBuilder, SaleParts, SalePayload, SaleRequired,
};
use contracts::v1::{self, LINE, Payload};

mod contracts {
    event_contract::include_contracts!();
}

fn model() -> event_contract_codegen::model::Model {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden/contracts");
    // The path as the build script, which runs in the package's folder, shows it.
    load(&read_dir(&folder, "golden/contracts").unwrap()).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn rendering_is_as_committed() {
    let expected = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden/expected");
    let mode = if std::env::var_os("UPDATE_GOLDEN").is_some() { Mode::Write } else { Mode::Check };
    let (model, layout) = (model(), Layout::out_dir());
    let changes = apply(generate(&model, &layout), &expected, &["schemas".into()], mode).unwrap();
    let diff: Vec<String> = changes.into_iter().map(|change| change.diff).collect();
    assert!(
        diff.is_empty() || mode == Mode::Write,
        "UPDATE_GOLDEN=1 accepts this:\n{}",
        diff.join("\n")
    );
}

fn event(name: &str) -> &'static Event {
    LINE.event(name).unwrap()
}

/// The answer of every reader to a payload.
fn judge(event: &'static Event, payload: &Value) -> bool {
    let text = payload.to_string();
    let accepted = LINE.accepts_payload(event, text.as_bytes());
    let violations = LINE.payload_violations(event, text.as_bytes());
    assert_eq!(accepted, violations.is_empty(), "{text}: {violations:?}");
    let schema = SchemaSet::shared(&LINE).accepts(event.schema, payload).unwrap();
    assert_eq!(accepted, schema, "checker and schema on {text}: {violations:?}");
    let mut source = sample::Source::from_choices(&[]);
    let live = sample::envelope(&LINE, event, payload.clone(), &mut source, 1).to_string();
    let decoded = v1::decode(live.as_bytes());
    assert_eq!(LINE.accepts(live.as_bytes()), accepted, "{live}");
    match decoded {
        Ok(decoded) => {
            let alias = violations.iter().all(|violation| violation.code == Code::Enum);
            assert!(accepted || alias, "decoded {text}");
            let written = match &decoded.payload {
                Payload::ItemMade(payload) => serde_json::to_string(payload),
                Payload::ItemSent(payload) => serde_json::to_string(payload),
                Payload::ItemSold(payload) => serde_json::to_string(payload),
            };
            assert_eq!(
                LINE.payload_violations(event, written.unwrap().as_bytes()),
                [],
                "written from {text}"
            );
        }
        Err(found) => assert!(!accepted, "{text}: {found}"),
    }
    accepted
}

#[test]
fn readers_agree() {
    for event in LINE.events {
        check(200, strategy::payload(event), |payload| {
            assert!(judge(event, &payload), "{payload}");
        });
        let twice =
            (strategy::mutated(event), strategy::source()).prop_map(|(payload, mut source)| {
                sample::mutated(&Type::Object(event.payload), payload, &mut source)
            });
        check(600, twice, |payload| {
            judge(event, &payload);
        });
    }
}

#[test]
fn fixtures_are_as_declared() {
    let mut count = 0;
    for output in generate(&model(), &Layout::workspace()) {
        let path = output.path.display().to_string();
        let Some(name) = path.strip_prefix("generated/fixtures/v1/") else { continue };
        let file: Value = serde_json::from_slice(&output.bytes).unwrap();
        let Some(event) = LINE.event(file["event_type"].as_str().unwrap()) else { continue };
        for (id, case) in file["cases"].as_object().unwrap() {
            assert_eq!(
                judge(event, case),
                file["expected_result"] == "valid",
                "{name} {id}: {case}"
            );
            count += 1;
        }
    }
    assert!(count > 150, "{count} cases");
    let manifest = |output: &Output| output.path.ends_with("manifest.json");
    let manifest = generate(&model(), &Layout::workspace()).find(manifest).unwrap();
    let manifest: Value = serde_json::from_slice(&manifest.bytes).unwrap();
    let entries = manifest["fixtures"].as_array().unwrap();
    let paths: BTreeSet<&str> =
        entries.iter().map(|entry| entry["path"].as_str().unwrap()).collect();
    assert_eq!(paths.len(), entries.len(), "two cases have the same id");
}

fn code<T: std::fmt::Debug>(result: Result<T, Violations>) -> Vec<Code> {
    result.unwrap_err().iter().map(|violation| violation.code).collect()
}

#[test]
fn newtypes_refuse_what_their_contract_refuses() {
    assert_eq!(code(Text::new("")), [Code::MinLength]);
    assert_eq!(code(Note::new("\u{a0}\t")), [Code::Blank]);
    assert_eq!(code(Note::new("é".repeat(21))), [Code::MaxLength]);
    assert_eq!(Note::new("é".repeat(20)).unwrap().as_str().len(), 40);
    assert_eq!(code("AB-12".parse::<Sku>()), [Code::Pattern]);
    assert_eq!(code(Sku::try_from("AB-123\n")), [Code::Pattern]);
    assert_eq!(Sku::try_from("AB-12345").unwrap(), "AB-12345");
    assert_eq!(code(Region::new("eux")), [Code::Pattern]);
    assert_eq!(code(Ratio::new(0.0)), [Code::ExclusiveMinimum]);
    assert_eq!(code(Ratio::new(1.0)), [Code::ExclusiveMaximum]);
    assert!(Ratio::new(1.0_f64.next_down()).is_ok());
    assert_eq!(code(Rating::new(f64::NAN)), [Code::NumberRange]);
    assert_eq!(code(Rating::new(5.0_f64.next_up())), [Code::Maximum]);
    assert_eq!(code(Count::new(-1_i64)), [Code::Minimum]);
    assert_eq!(code(Offset::new(10_u64)), [Code::Maximum]);
    assert_eq!(Offset::new(-9_i64).unwrap().to_string(), "-9");
    assert_eq!(Offset::new(9).unwrap().get(), 9_i8);
    assert_eq!(code(Serial::new(0)), [Code::Minimum]);
    assert_eq!(Serial::new(5_000_000_000_u64).unwrap(), 5_000_000_000_u64);
    assert_eq!(Anything::new("").unwrap(), "");
    assert_eq!(code(Tags::new([])), [Code::MinItems]);
    assert_eq!(code(Tags::new(vec![Text::new("a").unwrap(); 4])), [Code::MaxItems]);
    assert_eq!(code(Grid::new(vec![Vec::new(); 3])), [Code::MaxItems]);
    assert_eq!(code(Labels::new(Map::new())), [Code::MinProperties]);
    let labels: Map<Text> =
        ["a", "b", "c"].map(|key| (key, Text::new(key).unwrap())).into_iter().collect();
    assert_eq!(code(Labels::new(labels)), [Code::MaxProperties]);
    assert_eq!(code(ValueText::new("x")), [Code::MinLength]);
}

#[test]
fn enums_take_aliases_when_decoding_only() {
    assert_eq!(Size::ALL, [Size::Small, Size::Medium, Size::ExtraLarge]);
    assert_eq!("xl".parse::<Size>().unwrap(), Size::ExtraLarge);
    assert_eq!(code("XL".parse::<Size>()), [Code::Enum]);
    assert_eq!(event_contract::decode::<Size>(b"\"s\"").unwrap(), Size::Small);
    assert_eq!(code(event_contract::check::<Size>(b"\"s\"")), [Code::Enum]);
    assert_eq!(serde_json::to_string(&Size::ExtraLarge).unwrap(), "\"extra-large\"");
    assert_eq!(Unit::ALL, [Unit::Piece]);
}

#[test]
fn tolerant_enums_keep_what_they_do_not_list() {
    assert_eq!(Carrier::LISTED, [Carrier::Post, Carrier::Courier]);
    assert_eq!(Carrier::from("post"), Carrier::Post);
    let other = event_contract::decode::<Carrier>(b"\"drone \\u00e9\"").unwrap();
    assert!(matches!(&other, Carrier::Unlisted(text) if text.as_str() == "drone \u{e9}"));
    assert_eq!(serde_json::to_string(&other).unwrap(), "\"drone \u{e9}\"");
    assert_eq!(code(event_contract::decode::<Carrier>(b"1")), [Code::Type]);
    let schema = |name: &str| -> Value {
        let schema = LINE.schemas.iter().find(|schema| schema.name == name).unwrap();
        serde_json::from_str(schema.text).unwrap()
    };
    let (carrier, payload) = (schema("carrier"), schema("sale_payload"));
    assert_eq!(
        (&carrier["enum"], &carrier["examples"]),
        (&Value::Null, &json!(["post", "courier"]))
    );
    assert_eq!(payload["properties"]["van"]["deprecated"], true);
}

#[test]
fn choices_dispatch_on_the_json_kind() {
    let read = |json: &str| event_contract::decode::<AnyValue>(json.as_bytes());
    assert!(matches!(read("\"ab\""), Ok(AnyValue::Text(text)) if text == "ab"));
    assert!(matches!(read("7.0"), Ok(AnyValue::Number(number)) if number.to_string() == "7"));
    assert!(matches!(read("true"), Ok(AnyValue::Boolean(true))));
    assert!(matches!(read("[0]"), Ok(AnyValue::List(list)) if list.len() == 1));
    assert!(
        matches!(read("{\"a\":null}"), Ok(AnyValue::Object(object)) if object.contains_key("a"))
    );
    let refused = [
        ("\"a\"", Code::MinLength),
        ("0", Code::Minimum),
        ("[]", Code::MinItems),
        ("{}", Code::MinProperties),
        ("null", Code::Type),
    ];
    for (json, expected) in refused {
        assert_eq!(code(read(json)), [expected], "{json}");
    }
    let person = br#"{"name":"bot","mail":"a@b"}"#;
    assert_eq!(code(event_contract::decode::<Party>(person)), [Code::Rule]);
}

fn made() -> Value {
    json!({
        "at": "2026-01-15T09:30:00+02:00", "sku": "AB-123", "count": 1, "region": "eu", "text": "abc", "anything": "",
        "words": [], "prices": {}, "value": true, "maker": "me", "extra": {}, "must": 0,
    })
}

#[test]
fn absent_fields_have_their_defaults() {
    let payload: ItemMadePayload = serde_json::from_value(made()).unwrap();
    assert_eq!(
        (payload.kind, payload.r#type, payload.camel_case),
        (Unit::Piece, Size::Medium, true)
    );
    assert_eq!((payload.rating.get(), payload.offset.to_string().as_str()), (2.5, "-1"));
    assert_eq!((payload.tags.len(), payload.tags[0].as_str()), (1, "new"));
    assert_eq!(
        (payload.self_.as_ref(), payload.grid.as_ref(), payload.free.as_str()),
        (None, None, "null")
    );
    assert_eq!(payload.at.to_string(), "2026-01-15T09:30:00+02:00");
    let written = serde_json::to_value(&payload).unwrap();
    assert_eq!(written["type"], "medium");
    assert_eq!(serde_json::from_value::<ItemMadePayload>(written).unwrap(), payload);
    for (field, refused) in [("rating", true), ("tags", true), ("self", false), ("free", false)] {
        let mut with_null = made();
        with_null[field] = Value::Null;
        assert_eq!(
            serde_json::from_value::<ItemMadePayload>(with_null).is_err(),
            refused,
            "{field}"
        );
    }
}

#[test]
fn integers_with_bounds_are_native_however_they_are_spelled() {
    for (level, depth, serial) in
        [("255", "-2147483648", "5000000000"), ("2.55e2", "-2147483648.0", "5e9")]
    {
        let with = format!(r#"{{"level":{level},"depth":{depth},"serial":{serial},"#);
        let payload: ItemMadePayload =
            serde_json::from_str(&made().to_string().replacen('{', &with, 1)).unwrap();
        let (level, depth): (Option<u8>, i32) = (payload.level, payload.depth);
        assert_eq!((level, depth), (Some(u8::MAX), i32::MIN));
        assert_eq!(payload.serial.map(Serial::get), Some(5_000_000_000_u64));
    }
    for (field, value, expected) in [
        ("level", json!(256), Code::Maximum),
        ("depth", json!(-2_147_483_649_i64), Code::Minimum),
        ("serial", json!(1e300), Code::Maximum),
    ] {
        let mut broken = made();
        broken[field] = value;
        let found = serde_json::from_value::<ItemMadePayload>(broken.clone()).unwrap_err();
        assert!(found.to_string().contains(expected.as_str()), "{found}");
        let found = LINE.payload_violations(event("ItemMade"), broken.to_string().as_bytes());
        assert_eq!(found[0].code, expected);
    }
}

#[test]
fn builders_fill_in_what_is_not_set() {
    let required = || SaleRequired { sku: Sku::new("AB-123").unwrap(), size: Size::Small };
    let plain = SalePayload::builder(required()).build().unwrap();
    assert_eq!((plain.gift, &plain.carrier, &plain.note), (false, &Carrier::Post, &None));
    let read: SalePayload = serde_json::from_str(r#"{"sku":"AB-123","size":"small"}"#).unwrap();
    assert_eq!(plain, read, "absent fields are read as builders leave them");
    let gift = SalePayload::builder(required()).gift(true).note("for you").carrier("drone");
    let found = gift.clone().build().unwrap_err();
    assert_eq!(found[0].rule, Some("nobody-gets-no-gift"));
    let buyer = Person::builder(PersonRequired { name: Text::new("Ada").unwrap() });
    let buyer = buyer.mail("a@b").build().unwrap();
    let built = gift.given(Some(buyer.clone()), SaleBuilder::buyer).given(None, SaleBuilder::fit);
    let parts =
        SaleParts { gift: true, note: Some("for you".into()), buyer: Some(buyer), ..sale() };
    assert_eq!(built.build().unwrap(), parts.build().unwrap());
}

#[test]
fn every_violation_is_reported() {
    let mut broken = made();
    for (field, value) in [
        ("sku", json!("x")),
        ("count", json!(-1)),
        ("words", json!(["a", ""])),
        ("prices", json!({"eur": -1})),
    ] {
        broken[field] = value;
    }
    broken.as_object_mut().unwrap().remove("at");
    let found = LINE.payload_violations(event("ItemMade"), broken.to_string().as_bytes());
    let mut found: Vec<_> =
        found.iter().map(|found| (found.pointer.as_str(), found.code)).collect();
    found.sort_unstable();
    let expected = [
        ("/at", Code::Required),
        ("/count", Code::Minimum),
        ("/prices/eur", Code::Minimum),
        ("/sku", Code::Pattern),
        ("/words/1", Code::MinLength),
    ];
    assert_eq!(found, expected);
}

fn sale() -> SaleParts {
    SaleParts {
        sku: Sku::new("AB-123").unwrap(),
        size: Size::Small,
        fit: None,
        gift: false,
        note: None,
        buyer: None,
        refund: None,
        carrier: "drone".into(),
        van: None,
    }
}

fn rules(parts: SaleParts) -> Vec<&'static str> {
    parts.build().map_or_else(
        |found| found.iter().filter_map(|violation| violation.rule).collect(),
        |_| Vec::new(),
    )
}

#[test]
fn rules_hold_of_every_value() {
    let person =
        PersonParts { name: Text::new("Ada").unwrap(), mail: Some("a@b".into()) }.build().unwrap();
    let buyer = Some(person.clone());
    assert_eq!(rules(sale()), [""; 0]);
    assert_eq!(
        rules(SaleParts { gift: true, ..sale() }),
        ["gift-says-something", "nobody-gets-no-gift"]
    );
    assert_eq!(
        rules(SaleParts { gift: true, note: Some(" ".into()), buyer: buyer.clone(), ..sale() }),
        ["gift-says-something"]
    );
    assert_eq!(
        rules(SaleParts { gift: true, note: Some("x".into()), buyer: buyer.clone(), ..sale() }),
        [""; 0]
    );
    assert_eq!(rules(SaleParts { size: Size::Medium, ..sale() }), [""; 0]);
    assert_eq!(
        rules(SaleParts { size: Size::Medium, fit: Some(Fit::Loose), ..sale() }),
        ["large-needs-buyer"]
    );
    let tight = SaleParts {
        size: Size::Medium,
        fit: Some(Fit::Tight),
        buyer,
        refund: Some(String::new()),
        ..sale()
    };
    assert_eq!(rules(tight), ["tight-is-small", "tight-is-small"]);
    let bot = PersonParts { name: Text::new("bot").unwrap(), ..person.into() };
    assert_eq!(bot.build().unwrap_err()[0].pointer, "/mail");

    let payload: SalePayload = sale().build().unwrap();
    assert_eq!(payload.sku, "AB-123");
    let reread: SalePayload =
        serde_json::from_str(&serde_json::to_string(&payload).unwrap()).unwrap();
    assert_eq!(SaleParts::from(reread), sale());
}

#[test]
fn payloads_without_required_fields_are_plain() {
    let empty: ItemSentPayload = serde_json::from_str("{\"unknown\":1}").unwrap();
    assert_eq!(empty, ItemSentPayload { note: None, size: None });
    assert_eq!(empty, ItemSentPayload::default());
    assert_eq!(empty, ItemSentPayload::builder().build());
}

#[test]
fn the_state_machine_is_data() {
    use ParcelState::{Lost, Made, Sent, Sold};
    assert!(PARCEL.allows(None, Made) && !PARCEL.allows(None, Sold));
    assert!(PARCEL.allows(Some(Sold), Made) && !PARCEL.allows(Some(Made), Sent));
    assert!([Made, Sold, Sent].iter().all(|state| PARCEL.allows(Some(*state), Lost)));
    assert!(PARCEL.is_terminal(Lost) && !PARCEL.allows(Some(Lost), Lost));
    assert_eq!(
        PARCEL.guards(Some(Sold), Made).map(|guard| guard.id).collect::<Vec<_>>(),
        ["returns-say-why"]
    );
    assert_eq!(PARCEL.guards(Some(Sold), Sent).count(), 0);
    assert_eq!(PARCEL.override_by, Some(("ItemSold", "gift")));
    assert_eq!(PARCEL.effect("ItemSold"), Some(event_contract::machine::Effect::To(Sold)));
    assert_eq!(PARCEL.effect("ItemMade"), None);
}

#[test]
fn mappings_are_functions() {
    assert_eq!(
        Size::ALL.iter().map(|size| size.to_fit_of_size()).collect::<Vec<_>>(),
        [Some(Fit::Tight), None, Some(Fit::Loose)]
    );
    assert_eq!(Fit::Loose.to_size_of_fit(), Size::ExtraLarge);
}

#[test]
fn the_cutover_policy_is_enforced() {
    let document = json!({
        "id": "01J0000000000000000000000A", "type": "ItemSent", "subject": "parcel/1", "data": {}, "version": "1.2.0",
    });
    assert_eq!(LINE.violations(document.to_string().as_bytes()), []);
    let cases = [
        ("version", json!("1.3.0"), Code::CutoverVersion),
        ("version", json!(1), Code::CutoverSignalType),
        ("version", Value::Null, Code::CutoverSignalMissing),
        ("subject", json!("cart/1"), Code::ForbiddenAggregate),
        ("type", json!("ItemDropped"), Code::ForbiddenEventName),
        ("type", json!("ItemLost"), Code::ReservedEventType),
        ("type", json!("ItemSend"), Code::UnknownEventType),
        ("legacy_id", json!(1), Code::ForbiddenKey),
        ("data", json!({"legacy_id": 1}), Code::ForbiddenKey),
    ];
    for (field, value, expected) in cases {
        let mut broken = document.clone();
        broken[field] = value;
        let text = broken.to_string();
        let found = LINE.violations(text.as_bytes());
        assert!(found.iter().any(|violation| violation.code == expected), "{text}: {found:?}");
        assert!(!LINE.accepts(text.as_bytes()) && v1::decode(text.as_bytes()).is_err());
    }
}

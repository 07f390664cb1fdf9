//! Events of one line, rewritten as events of another.

use event_contract::sample;
use event_contract_codegen::model::Model;
use event_contract_codegen::{Source, load, read_dir};
use event_contract_compat::migrate::{BadAnswer, Hook, Migrator, NoPath, Reason};
use event_contract_compat::tables;

const OLD: &str = "
domain: shop
types:
  Size: { enum: [small, large], aliases: { big: large } }
  Item: { fields: { article: string, size: Size, note: string? } }
  Envelope:
    fields:
      type: string
      subject: string
      id: uuid
      at: date-time
      format: { type: string, default: '1' }
      body: { type: object, default: {} }
events:
  OrderPlaced: { fields: { shop: string, items: '[Item]', gift: { type: boolean, default: true }, rest: object? } }
  ShopOpened: { fields: { shop: string, currency: string } }
  ShopPainted: { fields: { colour: string } }
";

const NEW: &str = "
domain: shop
types:
  Size: { enum: [s, large] }
  Item: { additionalProperties: false, fields: { product: string, size: Size } }
  Envelope:
    fields:
      kind: string
      subject: string
      id: uuid
      at: date-time
      build: { type: string, minLength: 3 }
      format: { type: string, default: '2' }
      body: { type: object, default: {} }
events:
  PurchaseMade:
    fields: { store: string, items: '[Item]', gift: boolean, currency: string, rest: object? }
  StoreOpened: { additionalProperties: false, fields: { store: string, currency: string } }
";

const MIGRATION: &str = "
migration:
  from: v1
  events: { OrderPlaced: PurchaseMade, ShopOpened: StoreOpened }
  refused: { ShopPainted: nobody paints stores }
  aggregates: { shop: store }
  renames: { type: kind, shop: store, article: product }
  values: { Size: { small: s } }
  set: { format: 2 }
  supply:
    build: { option: build }
    currency: { option: currency, per: store, knownFrom: [StoreOpened] }
  dropped: { Item.note: nobody read it }
";

fn header(line: &str, event_type: &str, more: &str) -> String {
    format!(
        "line: {line}\npackage: test\nversion: 1.0.0\nenvelope: {{ type: Envelope, eventType: {event_type}, payload: body, order: {{ id: id, time: at, aggregate: subject }} }}\n{more}"
    )
}

fn sources(migration: &str) -> Vec<Source> {
    let source = |path: &str, text: &str| Source { path: path.into(), text: text.into() };
    vec![
        source("v1/line.yaml", &header("v1", "type", "")),
        source("v1/shop.yaml", OLD),
        source("v2/line.yaml", &header("v2", "kind", migration)),
        source("v2/shop.yaml", NEW),
    ]
}

fn model(migration: &str) -> Model {
    load(&sources(migration)).unwrap_or_else(|found| panic!("{found}"))
}

/// The codes of what is wrong with a migration.
fn codes(migration: &str) -> Vec<&'static str> {
    load(&sources(migration))
        .map_or_else(|found| found.iter().map(|one| one.code).collect(), |_| Vec::new())
}

fn migrator(model: &Model) -> Migrator<'_> {
    Migrator::new(model, "v1", "v2", tables::leak).unwrap()
}

fn event(kind: &str, subject: &str, body: &str) -> String {
    format!(
        r#"{{"type": "{kind}", "subject": "{subject}", "extra": 1.50, "id": "f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "at": "2026-01-01T00:00:00Z", "body": {body}}}"#
    )
}

#[test]
fn an_event_gets_the_names_values_and_keys_of_its_new_line() {
    let model = model(MIGRATION);
    let mut migrator = migrator(&model);
    migrator.answer("build", None, "b-1").unwrap();
    migrator.answer("currency", Some("lyon"), "EUR").unwrap();
    let body = r#"{"shop": "lyon", "items": [{"article": "pen", "size": "small", "note": "x"}, {"size": "big", "article": "\u0069nk"}], "rest": {"n": 1.0e2, "shop": 2}}"#;
    let migrated = migrator.migrate(event("OrderPlaced", "shop/7", body).as_bytes()).unwrap();
    assert_eq!(migrated.event, "PurchaseMade");
    // Numbers and escapes are as they were, and free objects are left alone.
    assert_eq!(
        migrated.document,
        r#"{"kind":"PurchaseMade","subject":"store/7","extra":1.50,"id":"f81d4fae-7dec-11d0-a765-00a0c91e6bf6","at":"2026-01-01T00:00:00Z","body":{"store":"lyon","items":[{"product":"pen","size":"s"},{"size":"large","product":"\u0069nk"}],"rest":{"n": 1.0e2, "shop": 2},"gift":true,"currency":"EUR"},"format":"2","build":"b-1"}"#
    );
}

#[test]
fn an_event_with_the_payload_of_another_one_is_read_as_that() {
    let model = model(&format!("{MIGRATION}  readAs: {{ ShopPainted: ShopOpened }}\n"));
    let mut migrator = migrator(&model);
    migrator.answer("build", None, "b-1").unwrap();
    let painted = |body: &str| event("ShopPainted", "shop/1", body);
    let opened = painted(r#"{"shop": "a", "currency": "b"}"#);
    let migrated = migrator.migrate(opened.as_bytes()).unwrap();
    assert_eq!(migrated.event, "StoreOpened");
    assert!(migrated.document.contains(r#""kind":"StoreOpened""#), "{}", migrated.document);
    assert!(!migrator.keeps("ShopOpened") && !migrator.keeps("ShopPainted"));
    // It tells what the other one tells, too.
    migrator.learn(opened.as_bytes());
    let order = event("OrderPlaced", "shop/7", r#"{"shop": "a", "items": []}"#);
    assert!(migrator.migrate(order.as_bytes()).unwrap().document.contains(r#""currency":"b""#));
    // Whatever keeps its own contract is what it says, and what keeps neither is judged by its own.
    let own = migrator.migrate(painted(r#"{"colour": "red"}"#).as_bytes()).unwrap_err();
    assert_eq!(own.code(), "no_counterpart");
    let neither = migrator.migrate(painted(r#"{"shop": "a"}"#).as_bytes()).unwrap_err();
    assert!(neither.violations().iter().any(|found| found.pointer == "/body/colour"), "{neither}");
    let migration = |read_as: &str| format!("{MIGRATION}  readAs: {{ {read_as} }}\n");
    assert_eq!(codes(&migration("ShopBurnt: ShopOpened")), ["unknown-name"]);
    assert_eq!(codes(&migration("ShopOpened: ShopOpened")), ["bad-migration"]);
}

#[test]
fn what_one_event_tells_is_known_of_others() {
    let model = model(MIGRATION);
    let mut migrator = migrator(&model);
    migrator.answer("build", None, "b-1").unwrap();
    let order = event("OrderPlaced", "shop/7", r#"{"shop": "lyon", "items": []}"#);
    let per = Some("/body/store".to_owned());
    let unanswered = Reason::Unanswered { option: "currency".into(), per };
    assert_eq!(migrator.migrate(order.as_bytes()), Err(unanswered));

    migrator
        .learn(event("ShopOpened", "shop/7", r#"{"shop": "lyon", "currency": "EUR"}"#).as_bytes());
    assert!(migrator.migrate(order.as_bytes()).unwrap().document.contains(r#""currency":"EUR""#));

    migrator
        .learn(event("ShopOpened", "shop/8", r#"{"shop": "lyon", "currency": "CHF"}"#).as_bytes());
    let ambiguous = Reason::Ambiguous { option: "currency".into(), per: "/body/store".into() };
    assert_eq!(migrator.migrate(order.as_bytes()), Err(ambiguous));

    migrator.answer("currency", None, "USD").unwrap();
    assert!(migrator.migrate(order.as_bytes()).unwrap().document.contains(r#""currency":"USD""#));
}

#[test]
fn what_cannot_be_an_event_of_the_new_line_is_refused_with_its_reason() {
    let model = model(MIGRATION);
    let mut migrator = migrator(&model);
    let opened = |body: &str| event("ShopOpened", "shop/1", body);
    let reason =
        |migrator: &Migrator<'_>, event: String| migrator.migrate(event.as_bytes()).unwrap_err();
    let good = r#"{"shop": "a", "currency": "b"}"#;
    let build = Reason::Unanswered { option: "build".into(), per: None };
    assert_eq!(reason(&migrator, opened(good)), build);
    migrator.answer("build", None, "b-1").unwrap();
    migrator.migrate(opened(good).as_bytes()).unwrap();
    let codes = [
        (opened(r#"{"shop": 1, "currency": "b"}"#), "invalid_before"),
        ("{".to_owned(), "invalid_before"),
        (event("Unheard", "shop/1", "{}"), "invalid_before"),
        (opened(r#"{"shop": "a", "currency": "b", "undeclared": 1}"#), "invalid_after"),
        (opened(r#"{"shop": "a", "currency": "b", "store": "c"}"#), "key_collision"),
        (event("ShopPainted", "shop/1", r#"{"colour": "red"}"#), "no_counterpart"),
    ];
    for (event, code) in codes {
        let found = reason(&migrator, event);
        assert_eq!(found.code(), code, "{found}");
        assert_eq!(found.violations().is_empty(), !code.starts_with("invalid"), "{found}");
    }
}

#[test]
fn answers_are_checked_before_the_first_event() {
    let model = model(MIGRATION);
    let mut migrator = migrator(&model);
    let options = vec!["build".to_owned(), "currency".to_owned()];
    assert_eq!(migrator.answer("bulid", None, "x"), Err(BadAnswer::Unknown { options }));
    assert_eq!(migrator.answer("build", Some("k"), "long enough"), Err(BadAnswer::NoKey));
    assert!(matches!(migrator.answer("build", None, "x"), Err(BadAnswer::Invalid { .. })));
}

struct Shout;

impl Hook for Shout {
    fn payload(&self, line: &str, event: &str, payload: &str) -> Result<Option<String>, String> {
        assert_eq!(line, "v2");
        match event {
            "StoreOpened" => Ok(Some(payload.replace("eur", "EUR"))),
            _ => Err("not by hand".into()),
        }
    }
}

#[test]
fn a_hook_does_what_contracts_cannot_say() {
    let model = model(MIGRATION);
    let mut migrator = migrator(&model).hook(Shout);
    migrator.answer("build", None, "b-1").unwrap();
    let opened = event("ShopOpened", "shop/1", r#"{"shop": "a", "currency": "eur"}"#);
    assert!(migrator.migrate(opened.as_bytes()).unwrap().document.contains("EUR"));
    migrator.answer("currency", None, "x").unwrap();
    let order = event("OrderPlaced", "shop/1", r#"{"shop": "a", "items": []}"#);
    assert_eq!(migrator.migrate(order.as_bytes()), Err(Reason::Hook { why: "not by hand".into() }));
}

#[test]
fn lines_are_reached_one_after_the_other_and_gaps_refused() {
    let mut sources = sources(MIGRATION);
    let third = header("v3", "kind", "migration:\n  from: v2\n  set: { format: 3 }\n");
    sources.push(Source { path: "v3/line.yaml".into(), text: third.into() });
    sources.push(Source { path: "v3/shop.yaml".into(), text: NEW.into() });
    let model = load(&sources).unwrap_or_else(|found| panic!("{found}"));
    let mut migrator = Migrator::new(&model, "v1", "v3", tables::leak).unwrap();
    assert_eq!(migrator.lines().collect::<Vec<_>>(), ["v1", "v2", "v3"]);
    migrator.answer("build", None, "b-1").unwrap();
    migrator.learn(event("ShopOpened", "shop/1", r#"{"shop": "a", "currency": "x"}"#).as_bytes());
    let order = event("OrderPlaced", "shop/1", r#"{"shop": "a", "items": []}"#);
    let migrated = migrator.migrate(order.as_bytes()).unwrap();
    assert!(
        migrated.document.contains(r#""format":"3""#)
            && migrated.document.contains(r#""currency":"x""#)
    );

    let gap = |from, to| Migrator::new(&model, from, to, tables::leak).unwrap_err();
    assert_eq!(gap("v2", "v1"), NoPath::Gap { line: "v1".into() });
    assert_eq!(gap("v1", "v1"), NoPath::Same("v1".into()));
    assert_eq!(gap("v0", "v1"), NoPath::Unknown("v0".into()));
}

#[test]
fn a_migration_that_leaves_something_open_is_refused_at_its_line() {
    assert_eq!(codes(MIGRATION), [""; 0]);
    let without = |what: &str| codes(&MIGRATION.replace(what, ""));
    let with = |what: &str, instead: &str| codes(&MIGRATION.replace(what, instead));
    assert_eq!(without("    build: { option: build }\n"), ["incomplete-migration"]);
    assert_eq!(without("  dropped: { Item.note: nobody read it }\n"), ["incomplete-migration"]);
    assert_eq!(
        without("  refused: { ShopPainted: nobody paints stores }\n"),
        ["incomplete-migration"]
    );
    assert_eq!(without("  values: { Size: { small: s } }\n"), ["incomplete-migration"]);
    assert_eq!(with("small: s", "small: s, medium: m"), ["unused-migration"]);
    assert_eq!(with("type: kind", "type: kind, hue: colour"), ["unused-migration"]);
    assert_eq!(with("format: 2", "format: 2, hue: x"), ["unused-migration"]);
    assert_eq!(with("ShopOpened: StoreOpened", "ShopOpened: StoreOpend"), ["unknown-name"]);
    assert_eq!(with("knownFrom: [StoreOpened]", "knownFrom: [PurchaseMade]"), [""; 0]);
    assert_eq!(with("per: store, ", ""), ["bad-migration"]);
    assert_eq!(with("from: v1", "from: v9"), ["unknown-line"]);
    assert_eq!(with("from: v1", "from: v2"), ["unknown-line"]);
}

#[test]
fn every_sampled_event_of_two_becomes_one_of_three() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../contracts/spec-kitty");
    let model = load(&read_dir(&folder, "contracts/spec-kitty").unwrap()).unwrap();
    let mut migrator = Migrator::new(&model, "v2", "v3", tables::leak).unwrap();
    for (option, value) in
        [("build-id", "main"), ("mission-type", "research"), ("mission-number", "7")]
    {
        migrator.answer(option, None, value).unwrap();
    }
    let old = tables::leak(model.lines.iter().find(|line| line.name == "v2").unwrap());
    let mut source = sample::Source::from_seed(4);
    let (mut migrated, mut refused) = (0, Vec::new());
    for (sequence, event) in (0..).zip(old.events.iter().cycle()).take(6000) {
        let payload = sample::payload(event, &mut source);
        let text = sample::envelope(old, event, payload, &mut source, sequence).to_string();
        match migrator.migrate(text.as_bytes()) {
            Ok(done) => {
                assert_ne!(done.event, "FeatureCreated");
                migrated += 1;
            }
            // What an open payload carried besides, a closed one does not take; actors may no longer be blank.
            Err(Reason::After { violations, .. }) => {
                refused.extend(violations.into_iter().map(|violation| violation.code.as_str()));
            }
            Err(reason) => panic!("{reason}: {text}"),
        }
    }
    refused.sort_unstable();
    refused.dedup();
    assert!(migrated > 5000, "{migrated}: {refused:?}");
    assert!(refused.iter().all(|code| ["blank", "unknown_field"].contains(code)), "{refused:?}");
}

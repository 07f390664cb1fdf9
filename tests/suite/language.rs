//! Wrong and hostile contract text: every mistake is shown with the lines it is about, and nothing panics.
//!
//! The expected messages are in `snapshots/`, one file per group.

use std::fmt::Write as _;

use event_contract_codegen::{Layout, Source, generate, load, read_dir};
use event_contract_testkit::check;
use proptest::prelude::any;

use super::support::root;

/// Loads one contract file and gives the diagnostics as a user sees them.
fn diagnose(text: &[u8]) -> String {
    let source = Source { path: "contracts/v1/shop.yaml".into(), text: text.into() };
    match load(&[source]) {
        Ok(_) => panic!("accepted: {}", String::from_utf8_lossy(text)),
        Err(diagnostics) => {
            assert!(diagnostics.iter().count() > 0);
            for found in &diagnostics {
                assert!(
                    found.line > 0 && found.column > 0 && !found.message.is_empty(),
                    "{found:?}"
                );
            }
            diagnostics.to_string()
        }
    }
}

/// The diagnostics of a group of cases; long excerpts are cut for the reader's sake.
fn report(cases: &[(&str, Vec<u8>)]) -> String {
    let mut out = String::new();
    for (name, text) in cases {
        writeln!(out, "=== {name}").unwrap();
        for line in diagnose(text).lines() {
            let cut: String = line.chars().take(160).collect();
            writeln!(out, "{}", cut.trim_end()).unwrap();
        }
    }
    out
}

/// Compares a report with `snapshots/<name>.snap`.
pub(super) fn snapshot(name: &str, report: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, report));
}

/// A case whose text is whole.
fn file(name: &'static str, text: impl Into<Vec<u8>>) -> (&'static str, Vec<u8>) {
    (name, text.into())
}

/// A case that is a part of an otherwise correct file.
fn part(name: &'static str, text: &str) -> (&'static str, Vec<u8>) {
    (name, format!("domain: shop\n{text}").into_bytes())
}

/// A case that is the declaration of one type.
fn of_type(name: &'static str, text: &str) -> (&'static str, Vec<u8>) {
    part(name, &format!("types:\n  Thing: {text}\n"))
}

/// A case that is the declaration of one field.
fn field(name: &'static str, text: &str) -> (&'static str, Vec<u8>) {
    part(
        name,
        &format!(
            "types:\n  Size: {{ enum: [small, large] }}\nevents:\n  Sold:\n    fields:\n      thing: {text}\n"
        ),
    )
}

#[test]
fn yaml_that_is_refused() {
    snapshot(
        "yaml_that_is_refused",
        &report(&[
            file("empty file", ""),
            file("comment only", "# nothing\n"),
            file("not utf-8", b"domain: sh\xffop\n"),
            file("not utf-8 at the end", b"domain: shop\xc3"),
            file("nul", b"domain: sh\0op\n"),
            file("tab as indentation", "domain: shop\ntypes:\n\tA: string\n"),
            file("second document", "domain: shop\n---\ndomain: again\n"),
            file("directive", "%YAML 1.2\n---\ndomain: shop\n"),
            file("duplicate key", "domain: shop\ndomain: again\n"),
            part("duplicate type", "types:\n  A: string\n  A: integer\n"),
            part("anchor", "types:\n  A: &a { type: string }\n"),
            part("alias", "types:\n  A: *a\n"),
            part("alias of an anchor", "types:\n  A: &a { type: string }\n  B: *a\n"),
            part("tag", "types:\n  A: !!str string\n"),
            part("own tag", "types:\n  A: !include other.yaml\n"),
            part("merge key", "types:\n  A: { <<: { type: string } }\n"),
            part("key that is a list", "types:\n  [a, b]: string\n"),
            file("not a mapping", "- domain: shop\n"),
            file("unclosed bracket", "domain: shop\nreserved: [A, B\n"),
            file("unclosed quote", "domain: \"shop\n"),
            file("only a colon", ":\n"),
        ]),
    );
}

#[test]
fn versions_that_make_no_sense() {
    let line = "line: v1\npackage: shop\nversion: 2.1.0\n";
    let mut out = String::new();
    for (name, domain) in [
        ("later than the line", "events: { Sold: { since: 2.2.0 } }"),
        ("not a version", "events: { Sold: { since: '2.1' } }"),
        (
            "deprecated before it came",
            "types: { A: { type: string, since: 2.1.0, deprecated: { since: 2.0.0, reason: Why. } } }",
        ),
        (
            "deprecated without a reason",
            "types: { A: { type: string, deprecated: { since: 2.0.0 } } }",
        ),
        ("removed event declared", "events: { Sold: {} }\nremoved: { Sold: 2.0.0 }"),
        (
            "removed field declared",
            "events: { Sold: { fields: { a: string }, removed: { a: 2.0.0 } } }",
        ),
        ("removed in the future", "types: { A: { fields: { a: string }, removed: { b: 3.0.0 } } }"),
        ("removed of a scalar", "types: { A: { type: string, removed: { b: 2.0.0 } } }"),
        ("unknown values of a string", "types: { A: { type: string, unknown: keep } }"),
        ("unknown values neither kept nor refused", "types: { A: { enum: [a], unknown: drop } }"),
        (
            "aliases of a tolerant enum",
            "types: { A: { enum: [a], unknown: keep, aliases: { b: a } } }",
        ),
        ("a value with a taken name", "types: { A: { enum: [unlisted], unknown: keep } }"),
        (
            "a machine over a tolerant enum",
            "types: { A: { enum: [a], unknown: keep } }\nstateMachines: { M: { state: A, initial: [a], transitions: {} } }",
        ),
    ] {
        let source = |path: &str, text: &str| Source { path: path.into(), text: text.into() };
        let domain = format!("domain: shop\n{domain}\n");
        let found =
            load(&[source("v1/line.yaml", line), source("v1/shop.yaml", &domain)]).unwrap_err();
        writeln!(out, "=== {name}\n{found}").unwrap();
    }
    snapshot("versions_that_make_no_sense", &out);
}

#[test]
fn yaml_beyond_the_limits() {
    let nested = |open: &str, close: &str, depth: usize| {
        format!("{}{}", open.repeat(depth), close.repeat(depth))
    };
    let block = (0..200).map(|depth| " ".repeat(depth) + "a:").collect::<Vec<_>>().join("\n");
    let sequence = (0..10_000).map(|_| "- ").collect::<String>();
    snapshot(
        "yaml_beyond_the_limits",
        &report(&[
            part("flow lists", &format!("reserved: {}\n", nested("[", "]", 40))),
            part("flow mappings", &format!("types: {}\n", nested("{a: ", "}", 40))),
            part("very deep flow lists", &format!("reserved: {}\n", nested("[", "]", 100_000))),
            part("unclosed flow lists", &format!("reserved: {}\n", "[".repeat(100_000))),
            file("block mappings", block),
            file("block lists in one line", format!("domain: shop\nreserved:\n  {sequence}a\n")),
            part("huge scalar", &format!("doc: {}\n", "x".repeat(70_000))),
            part("huge key", &format!("{}: 1\n", "x".repeat(70_000))),
            part("too many nodes", &format!("reserved: [{}]\n", "a,".repeat(400_001))),
            file("too large a file", "#".repeat((4 << 20) + 1)),
        ]),
    );
}

#[test]
fn keywords_that_do_not_fit() {
    snapshot(
        "keywords_that_do_not_fit",
        &report(&[
            file("no domain", "types: {}\n"),
            part("unknown section", "typos:\n  A: string\n"),
            of_type("unknown keyword", "{ type: string, minLenght: 1 }"),
            of_type("unknown keyword that resembles nothing", "{ type: string, colour: red }"),
            of_type("keyword of another type", "{ type: string, minimum: 1 }"),
            of_type(
                "several misplaced keywords",
                "{ type: boolean, minLength: 1, maximum: 2, minItems: 3 }",
            ),
            of_type("format is a type", "{ type: string, format: uuid }"),
            of_type("no type at all", "{ doc: Nothing. }"),
            of_type("list without items", "{ type: array }"),
            of_type("text where a number belongs", "{ type: string, minLength: one }"),
            of_type("negative length", "{ type: string, minLength: -1 }"),
            of_type("quoted number", "{ type: string, minLength: \"1\" }"),
            of_type("fraction as an integer's bound", "{ type: integer, minimum: 0.5 }"),
            of_type("bound beyond 64 bits", "{ type: integer, maximum: 9223372036854775808 }"),
            of_type("infinite bound", "{ type: number, maximum: 1e999 }"),
            of_type("not a type expression", "{ type: \"[string\" }"),
            of_type("optional type", "string?"),
            of_type("default of a type", "{ type: string, default: a }"),
            of_type("publish a scalar", "{ type: string, minLength: 1, publish: true }"),
            field("publish in place", "{ type: string, publish: true }"),
            field("default of an optional field", "{ type: string?, default: a }"),
            of_type("free keys refused", "{ type: object, additionalProperties: false }"),
            of_type("values and fields", "{ fields: { a: string }, additionalProperties: string }"),
            of_type("null", "null"),
            of_type("a list", "[string]"),
        ]),
    );
}

#[test]
fn what_would_be_dropped_or_changed_in_silence() {
    let object = |text: &str| format!("{{ type: object, additionalProperties: {text} }}");
    snapshot(
        "what_would_be_dropped_or_changed_in_silence",
        &report(&[
            of_type("optional name", "string?"),
            of_type("optional list", "\"[string]?\""),
            of_type("optional type", "{ type: 'string?', minLength: 1 }"),
            of_type("optional list with bounds", "{ type: '[string]?', minItems: 1 }"),
            field("optional value of a map", &object("{ type: 'integer?' }")),
            field("optional value of a map by name", &object("'integer?'")),
            field("optional item", "{ type: array, items: { type: 'string?' } }"),
            field("optional alternative", "{ anyOf: [{ type: 'string?' }, integer] }"),
            field("default of an item", "{ type: array, items: { type: string, default: a } }"),
            field("published value of a map", &object("{ enum: [a], publish: true }")),
            field("constant that is a number", "{ const: 3 }"),
            field("constant that is a boolean", "{ const: true }"),
            field("values that are numbers", "{ enum: [a, 1.0, 0x1F, .5] }"),
            field("default that is a number", "{ type: string, default: 3 }"),
            field("default that is a boolean", "{ enum: [yes, 'true'], default: true }"),
            part(
                "test against a number",
                "events:\n  Sold:\n    fields: { a: string, b: string? }\n    rules: [{ id: r, if: { a: 3 }, then: { b: present } }]\n",
            ),
            field(
                "bound of a number beyond doubles",
                "{ type: number, maximum: 9007199254740992 }",
            ),
            field(
                "bound of a number with many digits",
                "{ type: number, minimum: 0.1234567890123456 }",
            ),
        ]),
    );
}

#[test]
fn names_that_are_wrong() {
    let fields = (0..65).map(|n| format!("      field_{n}: string")).collect::<Vec<_>>().join("\n");
    snapshot(
        "names_that_are_wrong",
        &report(&[
            file("domain", "domain: Shop-Floor\n"),
            file("domain of the generator", "domain: codec\n"),
            part("type in lower case", "types:\n  thing: string\n"),
            part("type that shadows", "types:\n  Option: { type: string, minLength: 1 }\n"),
            of_type("unknown type", "{ type: array, items: Thnig }"),
            field("unknown type with a near one", "Sise"),
            field("unknown builtin", "datetime"),
            part("event in snake case", "events:\n  sold_out: { fields: { a: string } }\n"),
            part(
                "payload twice",
                "types:\n  SoldPayload: string\nevents:\n  Sold: { fields: { a: string } }\n",
            ),
            part("field twice", "types:\n  T: { fields: { aB: string, a_b: string } }\n"),
            part("field that begins with a digit", "types:\n  T: { fields: { 1st: string } }\n"),
            of_type("enum value twice", "{ enum: [in_work, In-Work] }"),
            of_type("enum value of punctuation", "{ enum: ['+', '-'] }"),
            of_type("empty enum", "{ enum: [] }"),
            of_type("alias of nothing", "{ enum: [small, large], aliases: { big: larg } }"),
            of_type("alias that is a value", "{ enum: [small, large], aliases: { large: small } }"),
            part(
                "unknown mixin",
                "mixins:\n  Delivery: { fields: { id: string } }\nevents:\n  Sold: { include: [Delivry] }\n",
            ),
            part(
                "reserved and declared",
                "events:\n  Sold: { fields: { a: string } }\nreserved: [Sold]\n",
            ),
            part("reserved twice", "reserved: [Sold, Sold]\n"),
            part("too many fields", &format!("events:\n  Sold:\n    fields:\n{fields}")),
            part(
                "implied name that is taken",
                "types:\n  SoldSize: string\nevents:\n  Sold: { fields: { size: { type: string, minLength: 1 } } }\n",
            ),
            part(
                "the name of a builder",
                "types:\n  SoldBuilder: { enum: [ada] }\nevents:\n  Sold: { fields: { a: string } }\n",
            ),
        ]),
    );
}

#[test]
fn contracts_that_contradict_themselves() {
    snapshot(
        "contracts_that_contradict_themselves",
        &report(&[
            of_type("lengths", "{ type: string, minLength: 3, maxLength: 2 }"),
            of_type("integer bounds", "{ type: integer, minimum: 3, exclusiveMaximum: 3 }"),
            of_type("two lower bounds", "{ type: integer, minimum: 3, exclusiveMinimum: 3 }"),
            of_type("number bounds", "{ type: number, minimum: 2, maximum: 1.5 }"),
            of_type(
                "number between nothing",
                "{ type: number, exclusiveMinimum: 1, exclusiveMaximum: 1 }",
            ),
            of_type("items", "{ type: \"[string]\", minItems: 2, maxItems: 1 }"),
            of_type("keys", "{ type: object, minProperties: 2, maxProperties: 1 }"),
            of_type("pattern and length", "{ type: string, pattern: ^ab$, minLength: 3 }"),
            of_type("pattern with look-ahead", "{ type: string, pattern: ^(?=a)a$ }"),
            of_type("pattern that does not parse", "{ type: string, pattern: '(' }"),
            of_type("pattern with an unknown class", "{ type: string, pattern: '\\p{L}+' }"),
            of_type("contains itself", "{ fields: { inner: Thing } }"),
            part(
                "contain each other",
                "types:\n  A: { fields: { b: '[B]' } }\n  B: { fields: { a: A? } }\n",
            ),
            part("alias of itself", "types:\n  A: A\n"),
            of_type("ambiguous choice", "{ anyOf: [{ type: string, minLength: 1 }, uuid] }"),
            of_type("choice with any", "{ anyOf: [string, any] }"),
            of_type("choice of one", "{ anyOf: [string] }"),
            field("default of another kind", "{ type: integer, default: some }"),
            field("default out of bounds", "{ type: integer, minimum: 1, default: 0 }"),
            field("default that is no value", "{ type: Size, default: medium }"),
            field("default too short", "{ type: string, minLength: 2, default: a }"),
            part(
                "default of an object",
                "types:\n  A: { fields: { b: string } }\n  C: { fields: { a: { type: A, default: { b: x } } } }\n",
            ),
            field("null as default", "{ type: string, default: null }"),
        ]),
    );
}

#[test]
fn rules_machines_and_mappings_that_do_not_fit() {
    let rules = |rules: &str| {
        format!(
            "types:\n  Size: {{ enum: [small, large] }}\nevents:\n  Sold:\n    fields: {{ size: Size, note: string?, gift: boolean, count: integer }}\n    rules:\n{rules}"
        )
    };
    let rule = |text: &str| rules(&format!("      - {{ id: a-rule, {text} }}\n"));
    let machine = |text: &str| {
        format!(
            "types:\n  Size: {{ enum: [small, large] }}\nstateMachines:\n  Growth: {{ state: Size, {text} }}\n"
        )
    };
    let mapping = |text: &str| {
        format!("types:\n  Size: {{ enum: [small, large] }}\n  Box: {{ enum: [s, l] }}\nmappings:\n  Packing: {{ {text} }}\n").replace("Box", "Parcel")
    };
    snapshot(
        "rules_machines_and_mappings_that_do_not_fit",
        &report(&[
            part("rule id", &rules("      - { id: A_Rule, then: { note: present } }\n")),
            part(
                "rule id twice",
                &rules(
                    "      - { id: a, then: { note: present } }\n      - { id: a, then: { note: absent } }\n",
                ),
            ),
            part("rule without conclusion", &rule("if: { note: present }, then: {}")),
            part(
                "rule about an unknown field",
                &rule("if: { nota: present }, then: { note: present }"),
            ),
            part("test of another kind", &rule("if: { gift: small }, then: { note: present }")),
            part("boolean test of a number", &rule("then: { count: true }")),
            part("presence of what is required", &rule("then: { size: present }")),
            part("unknown enum value", &rule("if: { size: lrge }, then: { note: present }")),
            part("unknown test", &rule("then: { note: { matches: a } }")),
            part("test with two keys", &rule("then: { note: { notBlank: true, oneOf: [a] } }")),
            part("not blank: false", &rule("then: { note: { notBlank: false } }")),
            part("unknown state", &machine("initial: [smal], transitions: { small: [large] }")),
            part(
                "transition from an unknown state",
                &machine("initial: [small], transitions: { tiny: [large] }"),
            ),
            part(
                "terminal state with a successor",
                &machine("initial: [small], terminal: [small], transitions: { small: [large] }"),
            ),
            part(
                "machine of an unknown event",
                &machine("initial: [small], transitions: {}, on: { Grown: large }"),
            ),
            part("machine without states", &machine("transitions: {}")),
            part(
                "state that is no enum",
                "types:\n  Size: { type: string, minLength: 1 }\nstateMachines:\n  Growth: { state: Size, initial: [a], transitions: {} }\n",
            ),
            part("incomplete mapping", &mapping("from: Size, to: Parcel, table: { small: s }")),
            part(
                "null in a total mapping",
                &mapping("from: Size, to: Parcel, table: { small: s, large: null }"),
            ),
            part(
                "unknown value in a mapping",
                &mapping("from: Size, to: Parcel, table: { small: s, large: xl }"),
            ),
            part(
                "unknown key in a mapping",
                &mapping("from: Size, to: Parcel, table: { small: s, large: l, huge: l }"),
            ),
            part("mapping from an unknown type", &mapping("from: Sise, to: Parcel, table: {}")),
        ]),
    );
}

/// Diagnostics of a line file beside one contract.
fn diagnose_line(text: &str) -> String {
    let contract = "domain: shop\ntypes:\n  Envelope: { fields: { type: string, data: object, version: string, id: string } }\n  Closed: { fields: { type: string, data: object }, additionalProperties: false }\nevents:\n  Sold: { fields: { a: string } }\n";
    let source = |path: &str, text: &str| Source { path: path.into(), text: text.into() };
    let sources =
        [source("contracts/v1/line.yaml", text), source("contracts/v1/shop.yaml", contract)];
    load(&sources).map_or_else(|error| error.to_string(), |_| panic!("accepted: {text}"))
}

#[test]
fn line_files_that_do_not_fit() {
    let line = |rest: &str| format!("line: v1\npackage: acme\nversion: 1.0.0\n{rest}");
    let cutover = |rest: &str| {
        line(&format!(
            "envelope: {{ type: Envelope, eventType: type, payload: data }}\ncutover: {{ signal: version, {rest} }}\n"
        ))
    };
    let cases = [
        ("missing keys", "line: v1\n".to_owned()),
        ("name", "line: V-1\npackage: acme\nversion: 1.0.0\n".to_owned()),
        ("unknown key", line("envelop: { type: Envelope }\n")),
        ("unknown envelope", line("envelope: { type: Envelop, eventType: type, payload: data }\n")),
        ("unknown role", line("envelope: { type: Envelope, eventType: typ, payload: data }\n")),
        (
            "payload that is not opaque",
            line("envelope: { type: Envelope, eventType: type, payload: id }\n"),
        ),
        ("closed envelope", line("envelope: { type: Closed, eventType: type, payload: data }\n")),
        (
            "cutover without envelope",
            line(
                "cutover: { signal: version, acceptedMajor: 1, contractVersion: 1.0.0, aggregate: id }\n",
            ),
        ),
        (
            "another major version",
            cutover("acceptedMajor: 2, contractVersion: 1.0.0, aggregate: id"),
        ),
        ("unknown aggregate", cutover("acceptedMajor: 1, contractVersion: 1.0.0, aggregate: idd")),
    ];
    let mut out = String::new();
    for (name, text) in cases {
        writeln!(out, "=== {name}\n{}", diagnose_line(&text)).unwrap();
    }
    snapshot("line_files_that_do_not_fit", &out);
}

#[test]
fn a_byte_order_mark_changes_nothing() {
    let plain = "domain: shop\nevents:\n  Sold: { fields: { a: string } }\n";
    let render = |text: String| {
        let source = Source { path: "contracts/v1/shop.yaml".into(), text: text.into_bytes() };
        let model = load(&[source]).unwrap();
        generate(&model, &Layout::out_dir()).collect::<Vec<_>>()
    };
    assert!(render(format!("\u{feff}{plain}")) == render(plain.into()));
}

/// Fragments that mean something somewhere.
const FRAGMENTS: [&str; 28] = [
    "?",
    "[",
    "]",
    "{",
    "}",
    ": ",
    "- ",
    "\n",
    "\n  ",
    "\n      ",
    "&a ",
    "*a",
    "!t ",
    "<<: ",
    "\"",
    "'",
    "|\n",
    "#",
    "null",
    "true",
    "1e999",
    "-1",
    "any",
    "[string]",
    "enum: []",
    "minLength: 99999999999999999999",
    "\u{feff}",
    "\0",
];

#[test]
fn damaged_contracts_never_panic() {
    let originals = read_dir(&root().join("contracts"), "contracts").unwrap();
    let edits = proptest::collection::vec((any::<u64>(), any::<u32>(), 0..60_usize), 1..4);
    check(160, (0..originals.len(), edits), |(which, edits)| {
        let mut sources = originals.clone();
        let text = &mut sources[which].text;
        for (at, kind, length) in edits {
            let start = usize::try_from(at % (text.len() as u64 + 1)).unwrap();
            let end = (start + length).min(text.len());
            match kind % 4 {
                0 => drop(text.drain(start..end)),
                1 => {
                    let copy = text[start..end].to_vec();
                    drop(text.splice(start..start, copy));
                }
                2 => {
                    let fragment = FRAGMENTS[kind as usize / 4 % FRAGMENTS.len()];
                    drop(text.splice(start..start, fragment.bytes()));
                }
                _ => {
                    if let Some(byte) = text.get_mut(start) {
                        *byte = at.to_le_bytes()[4];
                    }
                }
            }
        }
        match load(&sources) {
            Ok(model) => assert!(generate(&model, &Layout::workspace()).count() > 0),
            Err(diagnostics) => assert!(!diagnostics.to_string().is_empty()),
        }
    });
}

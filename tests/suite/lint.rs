//! The linter: every rule on a contract that breaks it and on the same contract mended, configurations,
//! ignore comments and baselines. The expected findings are in `snapshots/`, one file per category.

use std::collections::HashSet;
use std::fmt::Write as _;

use event_contract_codegen::lint::{
    Baseline, Category, Config, FailOn, Paths, Report, Rule, rule, rules, run,
};
use event_contract_codegen::name::is_snake;
use event_contract_codegen::{Severity, Source, read_dir};
use event_contract_testkit::check;
use proptest::prelude::any;

use super::language::snapshot;
use super::support::root;

fn source(path: &str, text: &str) -> Source {
    Source { path: path.into(), text: text.into() }
}

fn config(lint: &str) -> Config {
    Config::read(&source("contracts.yaml", &format!("version: 1\nlint: {lint}\n"))).unwrap()
}

/// What a line is linted with.
const ENVELOPE: &str = "domain: orders
types:
  OrderEvent:
    fields: { id: event-id, type: string, at: date-time, body: object }
events:
  OrderPlaced: { fields: { order_id: string } }
";

/// Lints one file of the domain `orders`, or a line with one.
fn lint(text: &str, config: &Config, baseline: Option<&Baseline>) -> Report {
    let whole = match text {
        _ if text.starts_with("domain:") => text.to_owned(),
        _ if text.starts_with("line:") => ENVELOPE.to_owned(),
        _ => format!("domain: orders\n{text}"),
    };
    let mut sources = vec![source("contracts/orders.yaml", &whole)];
    if text.starts_with("line:") {
        sources.push(source("contracts/line.yaml", text));
    }
    run(&sources, config, baseline, &Paths::new("contracts", "")).unwrap()
}

/// A configuration with one rule, and the one that the example of an ignore comment ignores.
fn only(rule: &Rule) -> Config {
    let extra = if rule.category == Category::Ignores { ", TYPE_NAME_CAMEL" } else { "" };
    config(&format!("{{ use: [{}{extra}] }}", rule.id))
}

fn ids(report: &Report) -> Vec<&'static str> {
    report.findings().iter().map(|finding| finding.rule.id).collect()
}

#[test]
fn rules_are_described_and_their_names_are_their_own() {
    let mut names: HashSet<&str> = Category::ALL.map(Category::as_str).into();
    for rule in rules() {
        assert!(
            is_snake(&rule.id.to_lowercase()) && rule.id == rule.id.to_uppercase(),
            "{}",
            rule.id
        );
        assert!(names.insert(rule.id), "{} occurs twice", rule.id);
        assert!(rule.meaning.ends_with('.') && rule.mend.ends_with('.'), "{}", rule.id);
    }
}

#[test]
fn every_rule_objects_to_its_example_and_to_nothing_in_the_mended_one() {
    for category in Category::ALL {
        let mut text = String::new();
        for rule in rules().filter(|rule| rule.category == category && rule.id != "BASELINE_STALE")
        {
            let report = lint(rule.bad, &only(rule), None);
            assert!(ids(&report).contains(&rule.id), "{} accepts {}", rule.id, rule.bad);
            writeln!(text, "=== {}\n{}", rule.id, report.render(false)).unwrap();
            assert_eq!(ids(&lint(rule.good, &only(rule), None)), [""; 0], "{}", rule.good);
        }
        snapshot(&format!("lint_{}", category.as_str().to_lowercase()), &text);
    }
}

/// Fragments, with the places that one rule objects to.
const MORE: &[(&str, &str, &[&str])] = &[
    (
        "EVENT_NAME_PAST_TENSE",
        "events: { SeedNeeded: {}, FeedSpeed: {}, BuildRun: {}, Overridden: {} }",
        &["events/FeedSpeed"],
    ),
    (
        "TYPE_NAME_CAMEL",
        "types: { LaneV1: { enum: [a] } }\nmixins: { about_order: { fields: {} } }",
        &["mixins/about_order"],
    ),
    (
        "ENUM_VALUE_SNAKE",
        "types: { A: { enum: [EUR, USD2] }, B: { enum: [EUR, usd] }, C: { const: Two } }",
        &["types/B/enum/EUR", "types/C/enum/Two"],
    ),
    (
        "EVENT_SINCE",
        "events: { A: { since: 1.0.0 }, B: {}, C: { doc: C. } }",
        &["events/B/since", "events/C/since"],
    ),
    (
        "FIELD_DOC",
        "types: { Id: { type: string, minLength: 1, doc: An id. } }\nevents: { A: { fields: { id: Id, ids: '[Id]?', other: { type: Id, doc: ' ' } } }, B: { fields: { x: { type: array, items: string } } } }",
        &["events/B/fields/x"],
    ),
    (
        "RULE_DOC",
        "types: { L: { enum: [r, g] } }\nevents: { A: { fields: { x: string? } } }\nstateMachines: { M: { state: L, initial: [r], transitions: {}, guards: [{ id: a-b, require: { x: present } }], on: { A: r } } }",
        &["stateMachines/M/guards/a-b"],
    ),
    (
        "DOC_SENTENCE",
        "doc: Good. But odd\ntypes: { A: { enum: [a, b], doc: '`a` or b.' }, B: { enum: [a, b], doc: 3 of them! } }",
        &["domain/doc"],
    ),
    (
        "CLOSEDNESS_STATED",
        "types: { A: { fields: { x: any } }, B: { additionalProperties: true, fields: { x: any } }, C: { type: object } }\nevents: { D: { additionalProperties: true } }",
        &["types/A"],
    ),
    (
        "CLOSED_TEXT",
        "types: { OrderType: string, Text: string, State: { enum: [a] } }\nevents: { A: { fields: { order_type: OrderType, mode: Text, kind: uuid, state: State, types: '[string]', level: integer, typed: string } } }",
        &["types/OrderType", "events/A/fields/mode"],
    ),
    (
        "ENUM_OVER_PATTERN",
        "events: { A: { fields: { x: { type: string, pattern: ^a$ }, y: { type: string, pattern: '^(a|b+)$' } } } }",
        &["events/A/fields/x/pattern"],
    ),
    (
        "ID_TYPED",
        "types: { UserId: string }\nevents: { A: { fields: { user_id: UserId, user_ids: '[UserId]', a_id: uuid, b_id: 'string?', c_ids: '[integer]', valid: string, d_id: { type: string, minLength: 1 } } } }",
        &["events/A/fields/b_id", "events/A/fields/c_ids", "events/A/fields/d_id"],
    ),
    (
        "NUMBER_UNIT",
        "types: { Grams: integer, Share: { type: number, minimum: 0, maximum: 1 } }\nevents: { A: { fields: { weight: Grams, share: Share, size: { type: integer, doc: 'Its size, in bytes.' }, price: integer, width: { type: integer, doc: \"The parcel's width.\" }, score: number, number_of_parts: integer, stage: integer } } }",
        &["events/A/fields/price", "events/A/fields/width", "events/A/fields/score"],
    ),
    (
        "TIMESTAMP_NAMED_AT",
        "events: { A: { fields: { at: date-time, made_at: iso-8601, times: '[date-time]', made: 'iso-8601?' } } }",
        &["events/A/fields/made"],
    ),
    (
        "TIMESTAMP_TYPED",
        "events: { A: { fields: { sent_at: integer, placed_at: 'date-time?', flat: string, seen_at: boolean } } }",
        &["events/A/fields/sent_at"],
    ),
    (
        "REGEX_UNANCHORED",
        "events: { A: { fields: { a: { type: string, pattern: '^(a|b)$' }, b: { type: string, pattern: '^a|b$' }, c: { type: string, pattern: '^a' } } } }",
        &["events/A/fields/b/pattern", "events/A/fields/c/pattern"],
    ),
    (
        "TYPE_UNUSED",
        "types: { A: string, B: { fields: { a: A } }, C: { publish: true, type: array, items: D, minItems: 1 }, D: string, E: { enum: [a, b] } }\nmappings: { F: { from: E, to: E, table: { a: b, b: a } } }",
        &["types/A", "types/B"],
    ),
    (
        "TYPE_DUPLICATE",
        "types: { A: { enum: [x, y] }, B: { enum: [y, x] }, C: { enum: [x] }, D: { enum: [x] }, E: { fields: { a: string, b: 'string?' } }, F: { fields: { b: 'string?', a: string } }, G: { fields: { b: string, a: string } } }",
        &["types/B", "types/F"],
    ),
    (
        "REDUNDANT_CONSTRAINT",
        "types: { A: { type: array, items: string, minItems: 0, maxItems: 3 }, B: { type: string, minLength: 1, notBlank: true }, C: { type: string, notBlank: false, minLength: 2 }, D: { type: string, pattern: '^[a-z]{2,4}$', maxLength: 4, notBlank: true }, E: { type: string, pattern: '^[a-z ]{2,4}$', maxLength: 3, notBlank: true }, F: { type: number, minimum: 0, exclusiveMinimum: 0 }, G: { type: string, pattern: '[a-z]{2}', maxLength: 9 }, H: { publish: false, enum: [a, b] } }",
        &[
            "types/A/minItems",
            "types/B/minLength",
            "types/C/notBlank",
            "types/D/maxLength",
            "types/D/notBlank",
            "types/F/minimum",
            "types/H/publish",
        ],
    ),
];

#[test]
fn rules_tell_what_they_mean_from_what_looks_like_it() {
    for (id, text, wanted) in MORE {
        let report = lint(text, &only(rule(id).unwrap()), None);
        let mut found: Vec<&str> =
            report.findings().iter().map(|found| found.at.as_str()).collect();
        let mut wanted = wanted.to_vec();
        found.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(found, wanted, "{id}: {}", report.render(false));
    }
}

#[test]
fn the_envelope_is_the_transports_business() {
    let line = "line: v1\npackage: p\nversion: 1.0.0\nenvelope: { type: Envelope, eventType: type, payload: data }\n";
    let orders = "domain: orders\ntypes:\n  Envelope: { fields: { id: string, type: string, time: date-time, sent_at: string, data: object } }\n";
    let sources = [source("contracts/line.yaml", line), source("contracts/orders.yaml", orders)];
    let report = run(&sources, &config("{ use: [TYPES] }"), None, &Paths::default()).unwrap();
    assert_eq!(ids(&report), [""; 0], "{}", report.render(false));
}

#[test]
fn mistakes_in_configurations_are_shown() {
    let cases = [
        ("a misspelt rule", "version: 1\nlint: { use: [EVENT_DOCS] }\n"),
        ("a misspelt category", "version: 1\nlint: { except: [DOC] }\n"),
        ("an unknown rule", "version: 1\nlint: { severity: { FIELD_NO_DELETE: error } }\n"),
        ("a misspelt key", "version: 1\nlint: { ignoreonly: {} }\n"),
        ("a misspelt section", "version: 1\nlnt: {}\n"),
        ("a misspelt severity", "version: 1\nlint: { severity: { DOCS: warn } }\n"),
        ("a misspelt threshold", "version: 1\nlint: { fail_on: errors }\n"),
        ("no version", "lint: {}\n"),
        ("another version", "version: 2\n"),
        ("a path that leads away", "version: 1\nlint: { ignore: [../other, 'v3/*.yaml'] }\n"),
        ("a list for a mapping", "version: 1\nlint: { ignore_only: [EVENT_DOC] }\n"),
        ("no mapping", "lint\n"),
    ];
    let mut text = String::new();
    for (name, config) in cases {
        let found = Config::read(&source("contracts.yaml", config)).expect_err(name);
        writeln!(text, "=== {name}\n{found}").unwrap();
    }
    snapshot("lint_configurations", &text);
}

#[test]
fn configurations_select_weigh_and_ignore() {
    let text = "events:\n  OrderPlaced: { fields: { order_id: string } }\n";
    let found = |lint_config: &str| ids(&lint(text, &config(lint_config), None));
    let defaults = found("{}");
    assert_eq!(defaults, ["DOMAIN_DOC", "EVENT_DOC", "EVENT_SINCE", "FIELD_DOC", "ID_TYPED"]);
    assert_eq!(found("{ use: [DEFAULT] }"), defaults);
    assert!(found("{ use: [ALL] }").contains(&"CLOSEDNESS_STATED"));
    assert_eq!(
        found("{ use: [DOCS], except: [FIELD_DOC, EVENT_SINCE] }"),
        ["DOMAIN_DOC", "EVENT_DOC"]
    );
    assert_eq!(found("{ use: [EVENT_DOC], severity: { EVENT_DOC: off } }"), [""; 0]);
    assert_eq!(
        found("{ use: [ID_TYPED], severity: { EVENT_DOC: error } }"),
        ["EVENT_DOC", "ID_TYPED"]
    );
    assert_eq!(found("{ ignore: [orders.yaml] }"), [""; 0]);
    assert_eq!(found("{ ignore: [orders, ord, yaml] }"), defaults);
    assert_eq!(
        found("{ use: [EVENT_DOC, ID_TYPED], ignore_only: { DOCS: ['./'] } }"),
        ["ID_TYPED"]
    );

    let report =
        lint(text, &config("{ use: [EVENT_DOC, ID_TYPED], severity: { EVENT_DOC: error } }"), None);
    assert_eq!((report.count(Severity::Error), report.count(Severity::Warning)), (1, 1));
    assert!(
        report.fails(FailOn::Error)
            && report.fails(FailOn::Warning)
            && !report.fails(FailOn::Never)
    );
    let mild = lint(text, &config("{ use: [ID_TYPED] }"), None);
    assert!(!mild.fails(FailOn::Error) && mild.fails(FailOn::Warning));
    assert_eq!(config("{ fail_on: never, baseline: a/b.yaml }").fail_on(), FailOn::Never);
    assert_eq!(config("{ baseline: a/b.yaml }").baseline(), Some("a/b.yaml"));
}

#[test]
fn paths_do_not_depend_on_where_a_command_runs() {
    let text = "domain: orders\nevents: { OrderPlaced: {} }\n";
    for (shown, inside) in
        [("contracts/shop/v1", "shop/v1"), ("/abs/shop/v1/", "shop/v1"), (".", "shop/v1")]
    {
        let path = format!("{}/orders.yaml", shown.trim_end_matches('/'));
        let run = |lint: &str| {
            run(&[source(&path, text)], &config(lint), None, &Paths::new(shown, inside)).unwrap()
        };
        let report = run("{ use: [EVENT_DOC] }");
        assert_eq!(report.findings()[0].path, "shop/v1/orders.yaml");
        assert_eq!(report.findings()[0].diagnostic.path, path);
        assert_eq!(ids(&run("{ use: [EVENT_DOC], ignore: [shop/v1] }")), [""; 0]);
        assert_eq!(ids(&run("{ use: [EVENT_DOC], ignore: [shop/v] }")), ["EVENT_DOC"]);
    }
}

#[test]
fn comments_ignore_what_is_on_their_line_or_below() {
    let config = config("{ use: [EVENT_DOC, EVENT_SINCE] }");
    let found = |text: &str| {
        let report = lint(text, &config, None);
        report
            .findings()
            .iter()
            .map(|found| (found.rule.id, found.diagnostic.line))
            .collect::<Vec<_>>()
    };
    let above = "events:\n  # contracts:lint:ignore EVENT_DOC because\n  # something else\n  # contracts:lint:ignore EVENT_SINCE because\n  A: {}\n";
    assert_eq!(found(above), []);
    let beside = "events:\n  A: {} # contracts:lint:ignore EVENT_DOC because\n";
    assert_eq!(found(beside), [("EVENT_SINCE", 3)]);
    // Neither a line further up nor the line above a comment's own is meant.
    let gap = "events:\n  # contracts:lint:ignore EVENT_DOC because\n\n  A: { since: 1.0.0 }\n";
    assert_eq!(found(gap), [("UNUSED_IGNORE", 3), ("EVENT_DOC", 5)]);
    let after = "events:\n  A: { since: 1.0.0 }\n  # contracts:lint:ignore EVENT_DOC because\n";
    assert_eq!(found(after), [("EVENT_DOC", 3), ("UNUSED_IGNORE", 4)]);
    // What looks like a comment in a scalar is none.
    let quoted =
        "doc: \"# contracts:lint:ignore EVENT_DOC because\"\nevents:\n  A: { since: 1.0.0 }\n";
    assert_eq!(found(quoted), [("EVENT_DOC", 4)]);
    let block =
        "doc: |\n  # contracts:lint:ignore EVENT_DOC because\nevents: { A: { since: 1.0.0 } }\n";
    assert_eq!(found(block), [("EVENT_DOC", 4)]);
    let fragment = "events:\n  A: { since: 1.0.0, payload: B#contracts:lint:ignore }\n";
    assert!(
        run(
            &[source("a.yaml", &format!("domain: a\n{fragment}"))],
            &config,
            None,
            &Paths::default()
        )
        .is_err()
    );
    // One comment is about every finding of its rule on the line, and about no other rule.
    let two = "events: { A: {}, B: {} } # contracts:lint:ignore EVENT_SINCE because\n";
    assert_eq!(found(two), [("EVENT_DOC", 2), ("EVENT_DOC", 2)]);
}

#[test]
fn many_comments_in_a_row_are_read() {
    let mut text = String::from("events:\n");
    for line in 0..5_000 {
        writeln!(text, "  # remark {line}").unwrap();
    }
    text.push_str("  # contracts:lint:ignore EVENT_DOC because\n  A: {}\n");
    assert_eq!(ids(&lint(&text, &config("{ use: [EVENT_DOC] }"), None)), [""; 0]);
}

#[test]
fn comments_that_are_wrong_are_findings() {
    let text = "events:
  A: {} # contracts:lint:ignore
  B: {} # contracts:lint:ignore EVENT_DOC
  C: {} # contracts:lint:ignore EVENT_DOX because
  D: {} # contracts:lint:ignor EVENT_DOC because
  E: {} # contracts:lint:ignore TYPE_DOC because
";
    let report = lint(text, &config("{ use: [EVENT_DOC] }"), None);
    snapshot("lint_comments", &report.render(false));
    let good = "events:\n  A: {} # contracts:lint:ignore EVENT_DOC because\n";
    let strict = config("{ use: [EVENT_DOC], disallow_comment_ignores: true }");
    assert_eq!(ids(&lint(good, &strict, None)), ["EVENT_DOC", "IGNORE_INVALID"]);
    assert_eq!(lint(good, &config("{ use: [EVENT_DOC] }"), None).accounted().comments, 1);
}

#[test]
fn a_baseline_passes_over_what_it_was_written_for_and_tells_what_is_gone() {
    let config = config("{}");
    let text = "types:\n  \"OrderID\": { type: string, minLength: 0, maxLength: 9 }\nevents:\n  A: { fields: { a_id: string } }\n  B: { fields: {} }\n";
    let first = lint(text, &config, None);
    assert!(ids(&first).len() > 5);
    let written = source("contracts/baseline.yaml", &first.baseline());
    snapshot("lint_baseline", &first.baseline());
    let baseline = Baseline::read(&written).unwrap();
    let second = lint(text, &config, Some(&baseline));
    assert_eq!(ids(&second), [""; 0], "{}", second.render(false));
    assert_eq!(second.accounted().baseline, ids(&first).len() as u64);
    assert_eq!(second.baseline().lines().last(), Some("findings: []"));

    // Lines may move; what is new is reported, and what was mended is stale.
    let moved =
        text.replace("types:", "doc: Orders.\n\n\ntypes:").replace("B: {", "B: { doc: Done.,")
            + "  C: { since: 1.0.0, fields: {} }\n";
    let third = lint(&moved, &config, Some(&baseline));
    snapshot("lint_baseline_stale", &third.render(false));
    assert_eq!(ids(&third), ["EVENT_DOC", "BASELINE_STALE", "BASELINE_STALE"]);

    // Entries of rules and files that are not looked at say nothing.
    let fewer = super::lint::config("{ use: [EVENT_SINCE] }");
    assert_eq!(ids(&lint(&moved, &fewer, Some(&baseline))), [""; 0]);
    let elsewhere = [source("contracts/v2/a.yaml", "domain: a\ndoc: A.\n")];
    let report =
        run(&elsewhere, &config, Some(&baseline), &Paths::new("contracts/v2", "v2")).unwrap();
    assert_eq!(ids(&report), [""; 0], "{}", report.render(false));
}

#[test]
fn mistakes_in_baselines_are_shown() {
    let cases = [
        (
            "an unknown rule",
            "version: 1\nfindings:\n  - { rule: EVENT_DOCS, path: a.yaml, at: domain }\n",
        ),
        (
            "an entry twice",
            "version: 1\nfindings:\n  - { rule: EVENT_DOC, path: a.yaml, at: x }\n  - { rule: EVENT_DOC, path: a.yaml, at: x }\n",
        ),
        ("a missing key", "version: 1\nfindings:\n  - { rule: EVENT_DOC, at: x }\n"),
        ("no findings", "version: 1\n"),
    ];
    let mut text = String::new();
    for (name, baseline) in cases {
        let found = Baseline::read(&source("baseline.yaml", baseline)).expect_err(name);
        writeln!(text, "=== {name}\n{found}").unwrap();
    }
    snapshot("lint_baselines", &text);
}

#[test]
fn any_text_is_linted_or_refused_and_a_baseline_accounts_for_all_of_it() {
    let originals: Vec<Source> = read_dir(&root().join("contracts"), "contracts").unwrap();
    let all = config("{ use: [ALL] }");
    check(64, (any::<u64>(), any::<u64>()), |(which, cut)| {
        let mut sources = originals.clone();
        let source = &mut sources[usize::try_from(which).unwrap() % originals.len()];
        // A line less, or a line twice: often still a contract.
        let mut lines: Vec<&[u8]> = source.text.split(|byte| *byte == b'\n').collect();
        let at = usize::try_from(cut / 2).unwrap() % lines.len();
        if cut % 2 == 0 {
            lines.remove(at);
        } else {
            lines.insert(at, lines[at]);
        }
        source.text = lines.join(&b'\n');
        let paths = Paths::new("contracts", "");
        if let Ok(report) = run(&sources, &all, None, &paths) {
            let written = super::lint::source("baseline.yaml", &report.baseline());
            let baseline = Baseline::read(&written).unwrap();
            let again = run(&sources, &all, Some(&baseline), &paths).unwrap();
            let left =
                again.findings().iter().filter(|found| found.rule.category != Category::Ignores);
            assert_eq!(left.count(), 0, "{}", again.render(false));
        }
    });
}

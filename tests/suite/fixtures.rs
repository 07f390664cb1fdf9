//! Every fixture is judged as declared by every reader, and every constraint that the tables state has
//! fixtures on both of its sides.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use event_contract::Code;
use event_contract::table::{Line, Object, Presence, Type};
use event_contract_codegen::{load, read_dir};
use event_contract_compat::tables;
use serde_json::Value;
use spec_kitty_contracts::v3::LINE;

use super::support::{judge_live, judge_payload, root};

/// A case of a fixture file.
struct Case {
    /// `path#/cases/id`, as the manifest has it.
    at: String,
    event_type: String,
    valid: bool,
    value: Value,
}

/// An entry of the manifest.
struct Entry {
    path: String,
    event_type: String,
    valid: bool,
    /// Pointer and keyword.
    constraint: Option<(String, String)>,
}

fn json_file(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// The cases of every file below `fixtures/`, generated or not. Replays are streams, not cases.
fn cases() -> Vec<Case> {
    let folder = root().join("generated/fixtures");
    let mut cases = Vec::new();
    let mut pending = vec![PathBuf::new()];
    while let Some(path) = pending.pop() {
        let here = folder.join(&path);
        if path.ends_with("replay") {
            continue;
        }
        if here.is_dir() {
            pending.extend(
                fs::read_dir(here).unwrap().map(|entry| path.join(entry.unwrap().file_name())),
            );
        } else if path.components().count() > 1 && path.extension().is_some_and(|end| end == "json")
        {
            let file = json_file(&here);
            let text = |key: &str| {
                file[key].as_str().unwrap_or_else(|| panic!("{path:?} has no {key}")).to_owned()
            };
            let single = file.get("payload").map(|payload| ("/payload".to_owned(), payload));
            let several = file["cases"].as_object().into_iter().flatten().map(|(id, payload)| {
                (format!("/cases/{}", id.replace('~', "~0").replace('/', "~1")), payload)
            });
            for (pointer, value) in single.into_iter().chain(several) {
                cases.push(Case {
                    at: format!("{}#{pointer}", path.display()),
                    event_type: text("event_type"),
                    valid: result(&text("expected_result")),
                    value: value.clone(),
                });
            }
        }
    }
    cases.sort_by(|a, b| a.at.cmp(&b.at));
    cases
}

fn manifest() -> Vec<Entry> {
    let file = json_file(&root().join("generated/fixtures/manifest.json"));
    let entry = |entry: &Value| {
        let text = |key: &str| {
            entry[key].as_str().unwrap_or_else(|| panic!("{entry} has no {key}")).to_owned()
        };
        assert!(
            !text("id").is_empty() && !text("notes").is_empty() && !text("min_version").is_empty()
        );
        let constraint = entry["constraint"].as_str().map(|constraint| {
            let (pointer, keyword) = constraint.split_once(' ').unwrap();
            (pointer.trim_end_matches('/').to_owned(), keyword.to_owned())
        });
        Entry {
            path: text("path"),
            event_type: text("event_type"),
            valid: result(&text("expected_result")),
            constraint,
        }
    };
    file["fixtures"].as_array().unwrap().iter().map(entry).collect()
}

/// The line whose folder a case is in; of history, as its text has it.
fn line_of(at: &str) -> &'static Line {
    static HISTORY: LazyLock<&'static Line> = LazyLock::new(|| {
        let model = load(&read_dir(&root().join("contracts"), "contracts").unwrap()).unwrap();
        tables::leak(model.lines.iter().find(|line| line.name == "v2").unwrap())
    });
    if at.starts_with("v2/") { &HISTORY } else { &LINE }
}

fn result(text: &str) -> bool {
    assert!(matches!(text, "valid" | "invalid"), "{text}");
    text == "valid"
}

#[test]
fn every_case_is_judged_as_declared() {
    let cases = cases();
    assert!(cases.len() > 1000, "only {} cases found", cases.len());
    for Case { at, event_type, valid, value } in cases {
        let line = line_of(&at);
        if line.name != LINE.name {
            let text = value.to_string();
            let report = line.validate_event(text.as_bytes(), &event_type, true).unwrap();
            assert_eq!(report.model.is_empty(), valid, "{at}: {report:?}");
            assert_eq!(report.valid(), valid, "{at}: {report:?}");
            if let Some(event) = line.event(&event_type) {
                assert_eq!(line.accepts_payload(event, text.as_bytes()), valid, "{at}");
            }
        } else if let Some(event) = LINE.event(&event_type) {
            assert_eq!(judge_payload(event, &value), valid, "{at}");
        } else {
            assert_eq!(event_type, LINE.envelope.unwrap().name, "{at}");
            let report =
                LINE.validate_event(value.to_string().as_bytes(), &event_type, true).unwrap();
            assert_eq!(report.valid(), valid, "{at}: {report:?}");
            if let Some(live) = live(&value) {
                assert_eq!(judge_live(&live.to_string()), valid, "{at}");
            }
        }
    }
}

/// An envelope fixture as a live event, unless it is about the fields in which that differs.
fn live(envelope: &Value) -> Option<Value> {
    let fields = LINE.envelope.unwrap().object.fields;
    let forbidden = LINE.cutover.unwrap().forbidden_event_names;
    let name = envelope
        .get("event_type")?
        .as_str()
        .filter(|name| !name.is_empty() && !forbidden.contains(name))?;
    assert!(fields.iter().any(|field| field.name == "event_type") && LINE.event(name).is_none());
    envelope.get("payload").filter(|payload| payload.is_object())?;
    let mut live = envelope.clone();
    live["event_type"] = "MissionCompleted".into();
    live["payload"] = valid_payload("MissionCompleted");
    Some(live)
}

fn valid_payload(event: &str) -> Value {
    let minimal = |case: &Case| {
        case.at.starts_with("v3/")
            && case.event_type == event
            && case.at.ends_with("#/cases/minimal")
    };
    cases().into_iter().find(minimal).unwrap().value
}

#[test]
fn the_manifest_lists_every_case_once() {
    let cases: BTreeMap<String, Case> =
        cases().into_iter().map(|case| (case.at.clone(), case)).collect();
    let mut listed = BTreeSet::new();
    for entry in manifest() {
        let case = cases.get(&entry.path).unwrap_or_else(|| panic!("there is no {}", entry.path));
        assert_eq!(
            (&case.event_type, case.valid),
            (&entry.event_type, entry.valid),
            "{}",
            entry.path
        );
        assert!(listed.insert(entry.path.clone()), "{} is listed twice", entry.path);
    }
    for at in cases.keys() {
        assert!(listed.contains(at), "{at} is not in the manifest");
    }
}

#[test]
fn the_manifest_lists_every_stream_with_its_golden_state() {
    let file = json_file(&root().join("generated/fixtures/manifest.json"));
    let streams = file["streams"].as_array().unwrap();
    let folder = root().join("generated/fixtures");
    let listed: BTreeSet<&str> = streams.iter().map(|it| it["path"].as_str().unwrap()).collect();
    let mut found = 0;
    for domain in fs::read_dir(folder.join("v3")).unwrap() {
        let Ok(replay) = fs::read_dir(domain.unwrap().path().join("replay")) else { continue };
        for path in replay.map(|entry| entry.unwrap().path()) {
            if path.extension().is_some_and(|end| end == "jsonl") {
                let path = path.strip_prefix(&folder).unwrap().to_str().unwrap();
                assert!(listed.contains(path), "{path}");
                found += 1;
            }
        }
    }
    assert_eq!(found, streams.len());
    for stream in streams {
        assert!(folder.join(stream["golden"].as_str().unwrap()).is_file(), "{stream}");
    }
}

#[test]
fn every_value_of_an_enum_is_in_a_valid_case() {
    let cases: BTreeMap<String, Case> =
        cases().into_iter().map(|case| (case.at.clone(), case)).collect();
    let mut found: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    let of_enums = |entry: &&Entry| {
        entry.path.starts_with("v3/")
            && entry.valid
            && entry.constraint.as_ref().is_some_and(|(_, keyword)| keyword == "enum")
    };
    for entry in manifest().iter().filter(of_enums) {
        let (pointer, _) = entry.constraint.as_ref().unwrap();
        let value = cases[&entry.path].value.pointer(pointer).unwrap().as_str().unwrap();
        let at = (entry.event_type.clone(), pointer.clone());
        found.entry(at).or_default().insert(value.to_owned());
    }
    let of = |event: &str, pointer: &str| found[&(event.to_owned(), pointer.to_owned())].len();
    assert_eq!(of("MissionDossierParityDriftDetected", "/drift_kind"), 6);
    assert_eq!(of("MissionDossierArtifactIndexed", "/artifact_id/artifact_class"), 6);
    assert_eq!(of("WPStatusChanged", "/to_lane"), 8);
    let single: Vec<_> = found.iter().filter(|(_, values)| values.len() < 2).collect();
    assert_eq!(single, [], "an enum with one value is a constant");
}

#[test]
fn invalid_cases_break_the_constraint_they_probe() {
    let cases: BTreeMap<String, Case> =
        cases().into_iter().map(|case| (case.at.clone(), case)).collect();
    // LINE/DOMAIN/cases: written by hand, for the sake of no constraint.
    let generated = |entry: &&Entry| entry.path.split('/').nth(2) != Some("cases");
    for entry in manifest().iter().filter(|entry| !entry.valid).filter(generated) {
        let (pointer, keyword) =
            entry.constraint.as_ref().unwrap_or_else(|| panic!("{} probes nothing", entry.path));
        let text = cases[&entry.path].value.to_string();
        let line = line_of(&entry.path);
        let report = line.validate_event(text.as_bytes(), &entry.event_type, true).unwrap();
        let (codes, below) = codes(keyword);
        let pointer = format!("{pointer}{below}");
        let broken = report.model.iter().any(|found| match keyword.strip_prefix("rule:") {
            Some(rule) => found.rule == Some(rule) && found.pointer.starts_with(&pointer),
            None if keyword.starts_with("cutover:") => codes.contains(&found.code),
            None => found.pointer == pointer && codes.contains(&found.code),
        });
        assert!(broken, "{} does not break {pointer} {keyword} but {:?}", entry.path, report.model);
    }
}

/// How the collector reports a keyword: with these codes, at the probed place or below it.
fn codes(keyword: &str) -> (&'static [Code], &'static str) {
    let codes: &[Code] = match keyword {
        "required" => &[Code::Required, Code::Type],
        "type" | "default" | "anyOf" => &[Code::Type],
        "additionalProperties" => return (&[Code::UnknownField], "/undeclared_key"),
        "minLength" => &[Code::MinLength],
        "maxLength" => &[Code::MaxLength],
        "pattern" => &[Code::Pattern],
        "format" => &[Code::Format],
        "notBlank" => &[Code::Blank],
        "enum" | "const" => &[Code::Enum],
        "minimum" | "exclusiveMinimum" => &[Code::Minimum, Code::ExclusiveMinimum],
        "maximum" | "exclusiveMaximum" => &[Code::Maximum, Code::ExclusiveMaximum],
        "minItems" => &[Code::MinItems],
        "maxItems" => &[Code::MaxItems],
        "minProperties" => &[Code::MinProperties],
        "maxProperties" => &[Code::MaxProperties],
        "cutover:signal" => &[Code::CutoverSignalMissing, Code::CutoverVersion],
        "cutover:forbiddenKeys" => &[Code::ForbiddenKey],
        "cutover:forbiddenEventNames" => &[Code::ForbiddenEventName],
        "cutover:forbiddenAggregateNames" => &[Code::ForbiddenAggregate],
        rule if rule.starts_with("rule:") => &[Code::Rule],
        other => panic!("no violation is known for the keyword {other}"),
    };
    (codes, "")
}

#[test]
fn every_constraint_of_the_tables_has_fixtures_on_both_sides() {
    let mut probed: BTreeSet<(String, String, String, bool)> = BTreeSet::new();
    for Entry { event_type, valid, constraint, .. } in manifest() {
        let Some((pointer, keyword)) = constraint else { continue };
        // The tables do not tell a constant from an enum, nor how an integer's bound was written.
        let keyword = match keyword.as_str() {
            "const" => "enum",
            "exclusiveMinimum" => "minimum",
            "exclusiveMaximum" => "maximum",
            other => other,
        };
        probed.insert((event_type, pointer, keyword.to_owned(), valid));
    }
    let mut missing = Vec::new();
    let subjects = LINE.events.iter().map(|event| (event.name, event.payload));
    let envelope = LINE.envelope.unwrap();
    let mut stated = 0;
    for (name, object) in subjects.chain([(envelope.name, envelope.object)]) {
        let mut walk = Walk::default();
        walk.object(object, "");
        for (pointer, keyword, sides) in walk.found {
            stated += 1;
            // The policy leaves the signal one value, so that its own constraints have no inside.
            let signal = name == envelope.name && pointer == "/schema_version";
            for valid in [true, false] {
                let wanted = if valid { !signal } else { sides == Sides::Both };
                let entry = (name.to_owned(), pointer.clone(), keyword.clone(), valid);
                if wanted && !probed.contains(&entry) {
                    let side = if valid { "inside" } else { "outside" };
                    missing.push(format!("{name} {pointer} {keyword}: nothing {side}"));
                }
            }
        }
    }
    assert!(stated > 1500, "only {stated} constraints found");
    assert_eq!(missing, [""; 0], "constraints without fixtures");
}

#[derive(Clone, Copy, PartialEq)]
enum Sides {
    Both,
    InsideOnly,
}

/// Gathers the constraints that tables state, an object's where it first occurs.
#[derive(Default)]
struct Walk {
    found: Vec<(String, String, Sides)>,
    seen: BTreeSet<*const Object>,
}

impl Walk {
    fn add(&mut self, states: bool, at: &str, keyword: &str, sides: Sides) {
        if states {
            self.found.push((at.to_owned(), keyword.to_owned(), sides));
        }
    }

    fn object(&mut self, object: &'static Object, at: &str) {
        if !self.seen.insert(object) {
            return;
        }
        for field in object.fields {
            let at = &format!("{at}/{}", field.name);
            match field.presence {
                Presence::Required => self.add(true, at, "required", Sides::Both),
                Presence::Optional => self.add(true, at, "nullable", Sides::InsideOnly),
                Presence::Default(_) => {
                    let sides =
                        if matches!(field.ty, Type::Any) { Sides::InsideOnly } else { Sides::Both };
                    self.add(true, at, "default", sides);
                }
            }
            self.ty(field.ty, at);
        }
        let sides = if object.closed { Sides::Both } else { Sides::InsideOnly };
        self.add(true, at, "additionalProperties", sides);
        for rule in object.rules {
            self.add(true, at, &format!("rule:{}", rule.id), Sides::Both);
        }
    }

    fn ty(&mut self, ty: Type, at: &str) {
        let seen =
            matches!(ty, Type::Object(object) if self.seen.contains(&std::ptr::from_ref(object)));
        self.add(!matches!(ty, Type::Any) && !seen, at, "type", Sides::Both);
        if let Type::AnyOf(table) = ty {
            self.add(true, at, "anyOf", Sides::Both);
            for alternative in table.alternatives {
                self.constraints(*alternative, at);
            }
        }
        self.constraints(ty, at);
    }

    fn constraints(&mut self, ty: Type, at: &str) {
        use Sides::Both;
        match ty {
            Type::Text(text) => {
                self.add(text.min_length > 0, at, "minLength", Both);
                self.add(text.max_length.is_some(), at, "maxLength", Both);
                self.add(text.pattern.is_some(), at, "pattern", Both);
                self.add(text.format.is_some(), at, "format", Both);
                self.add(text.not_blank, at, "notBlank", Both);
            }
            Type::Integer(bounds) => {
                self.add(bounds.minimum.is_some(), at, "minimum", Both);
                self.add(bounds.maximum.is_some(), at, "maximum", Both);
            }
            Type::Number(bounds) => {
                self.add(
                    bounds.minimum.or(bounds.exclusive_minimum).is_some(),
                    at,
                    "minimum",
                    Both,
                );
                self.add(
                    bounds.maximum.or(bounds.exclusive_maximum).is_some(),
                    at,
                    "maximum",
                    Both,
                );
            }
            Type::Enum(_) => self.add(true, at, "enum", Both),
            Type::Array(array) => {
                self.add(array.min_items > 0, at, "minItems", Both);
                self.add(array.max_items.is_some(), at, "maxItems", Both);
                self.ty(array.items, &format!("{at}/0"));
            }
            Type::Map(map) => {
                let bounded = map.min_properties > 0 || map.max_properties.is_some();
                self.add(map.min_properties > 0, at, "minProperties", Both);
                self.add(map.max_properties.is_some(), at, "maxProperties", Both);
                if !matches!(map.values, Type::Any) {
                    self.ty(map.values, &format!("{at}/{}", if bounded { "key-0" } else { "key" }));
                }
            }
            Type::Object(object) => self.object(object, at),
            Type::AnyOf(_) | Type::Boolean | Type::Any => {}
        }
    }
}

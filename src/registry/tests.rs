//! What is registered is found by id, once, and judged as it says itself.

use serde::Deserialize;

use super::*;
use crate::event_type::EventType;
use crate::fold::Tally;
use crate::scalar::EventId;
use crate::table::Lookup;
use crate::testing::Made;

static DOORS: Domain = Domain {
    line: "v1",
    package: "house",
    name: "doors",
    events: &[],
    handlers: &[],
    reserved: &["Opened"],
};
static WINDOWS: Domain = Domain { name: "windows", ..DOORS };
const ONE: &[&Domain] = &[&DOORS];
const BOTH: &[&Domain] = &[&DOORS, &WINDOWS];

/// The ids of all opened doors, or an error about a door that is not to be opened.
#[derive(Default)]
struct Doors {
    opened: Vec<EventId>,
    forbidden: Option<String>,
}

#[derive(Debug, thiserror::Error)]
#[error("this door is not to be opened")]
struct Forbidden;

impl Fold for Doors {
    type Error = Forbidden;
    type Output = (Vec<EventId>, u64);

    fn configured(options: &Options) -> Result<Self, BadOption> {
        Ok(Self { forbidden: options.get("forbidden")?, ..Self::default() })
    }

    fn finish(self, tally: Tally) -> Self::Output {
        (self.opened, tally.events)
    }
}

impl Reduce for Doors {
    fn concerns(event_type: &EventType) -> bool {
        DOORS.declares(event_type)
    }

    fn take(&mut self, event: &Record) -> Result<(), Forbidden> {
        if self.forbidden.as_deref() == Some(&*event.meta.aggregate_id) {
            return Err(Forbidden);
        }
        self.opened.push(event.meta.event_id);
        Ok(())
    }
}

/// A payload that no contract file describes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Knock {
    times: u8,
    #[expect(dead_code, reason = "read, never asked for")]
    mood: Option<Mood>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Mood {
    Calm,
    Urgent,
}

impl Rules for Knock {
    fn rules(&self) -> Vec<Violation> {
        let silent = || Violation::rule("/times", "is-heard", "at least one knock", "none");
        (self.times == 0).then(silent).into_iter().collect()
    }
}

const REDUCER: Registration = Registration {
    id: "doors",
    module: "house::doors",
    kind: Kind::Reducer(Reducer::of::<Doors>(ONE)),
};

const CONTRACT: Registration = Registration {
    id: "knock",
    module: "house::knock",
    kind: Kind::Contract(Foreign::of::<Knock>(
        || r#"{"type":"object"}"#.to_owned(),
        || {
            vec![
                Case::valid("twice", r#"{"times":2}"#),
                Case::invalid("silent", r#"{"times":0}"#),
                Case::invalid("said to be wrong and is not", r#"{"times":1,"mood":"calm"}"#),
                Case::valid("said to be right and is not", r#"{"times":"once"}"#),
            ]
        },
    )),
};

fn house() -> Registry {
    let mut registry = Registry::new();
    registry.register(CONTRACT).unwrap();
    registry.register(REDUCER).unwrap();
    registry
}

fn opened(number: u64, clock: u64) -> Record {
    Made { clock, ..Made::new(number) }.record()
}

#[test]
fn entries_are_found_by_id_and_kind() {
    let registry = house();
    let ids: Vec<&str> = registry.iter().map(|entry| entry.id).collect();
    assert_eq!(ids, ["doors", "knock"], "sorted, whatever the order of registration");
    assert_eq!(registry.reducers().collect::<Vec<_>>(), ["doors"]);
    assert!(registry.reducer("doors").is_some() && registry.contract("knock").is_some());
    assert!(registry.reducer("knock").is_none() && registry.contract("doors").is_none());
    assert_eq!(registry.nearest("dors"), Some("doors"));
    assert_eq!(registry.nearest("elephants"), None);
}

#[test]
fn an_id_is_taken_once() {
    let mut registry = house();
    let again = Registration { module: "elsewhere", ..REDUCER };
    let error = registry.register(again).unwrap_err();
    assert_eq!(error.to_string(), "`doors` is registered twice: by house::doors and by elsewhere");
    assert_eq!(registry.iter().count(), 2, "the first one stays");
}

#[test]
fn a_forgotten_type_folds_as_it_would_itself() {
    let registry = house();
    let start = || registry.reducer("doors").unwrap().start(&Options::default()).unwrap();
    let (first, second) = (opened(1, 1), opened(2, 2));
    let expected = format!(r#"[["{}","{}"],2]"#, Made::id(1), Made::id(2));
    assert_eq!(start().fold(&[&second, &first, &second]).unwrap(), expected);
    let mut sorted = start();
    sorted.push(first.clone()).unwrap();
    sorted.push(second).unwrap();
    let refused = sorted.push(first).unwrap_err();
    assert!(matches!(refused, SortedError::OutOfOrder(_)), "{refused}");
    assert_eq!(sorted.finish().unwrap(), expected);
}

#[test]
fn options_reach_the_reducer_and_its_error_comes_back() {
    let registry = house();
    let reducer = registry.reducer("doors").unwrap();
    let options = |value: &str| Options::default().with("forbidden", value.parse().unwrap());
    let bad = reducer.start(&options("7")).err().unwrap();
    assert_eq!(bad.name, "forbidden");
    let stopped = reducer.start(&options("\"door/1\"")).unwrap().fold(&[&opened(1, 1)]);
    assert!(stopped.unwrap_err().is::<Forbidden>());
}

#[test]
fn a_line_is_held_against_the_registry() {
    let comparison = house().compare(&[&WINDOWS]);
    assert_eq!(comparison.unhandled, ["windows"]);
    assert_eq!(comparison.stray, ["doors"]);
    assert_eq!(house().compare(&[&DOORS]), Comparison::default());

    let mut house = Registry::new();
    house
        .register(Registration { kind: Kind::Reducer(Reducer::of::<Doors>(BOTH)), ..REDUCER })
        .unwrap();
    assert_eq!(house.compare(&[&DOORS, &WINDOWS]), Comparison::default());
    assert_eq!(house.compare(&[&WINDOWS]).stray, ["doors"]);
}

#[test]
fn reducers_are_found_by_their_line() {
    let house = house();
    let of = |name, package| {
        let line = Line {
            name,
            package,
            envelope: None,
            cutover: None,
            events: &[],
            lookup: Lookup::new(),
            reserved: &[],
            schemas: &[],
        };
        house.reducers_of(&line).map(|(id, _)| id).collect::<Vec<_>>()
    };
    assert_eq!(of("v1", "house"), ["doors"]);
    assert!(of("v2", "house").is_empty());
    assert!(of("v1", "garden").is_empty());
}

#[test]
#[should_panic(expected = "events of one line")]
fn domains_of_several_lines_are_refused() {
    static ATTIC: Domain = Domain { line: "v2", ..DOORS };
    static DOMAINS: [&Domain; 2] = [&DOORS, &ATTIC];
    let _ = Reducer::of::<Doors>(&DOMAINS);
}

#[test]
fn cases_are_judged() {
    let misjudged = house().run_cases();
    let cases: Vec<(&str, bool)> = misjudged
        .iter()
        .map(|it| (it.case.as_str(), matches!(it.finding, Finding::Refused(_))))
        .collect();
    assert_eq!(
        cases,
        [("said to be wrong and is not", false), ("said to be right and is not", true)]
    );
}

#[test]
fn what_is_wrong_is_said_without_the_value() {
    let registry = house();
    let contract = registry.contract("knock").unwrap();
    for (json, pointer, code, expected) in [
        (r#"{"times":0}"#, "/times", Code::Rule, "at least one knock"),
        (r#"{"times":"hunter2"}"#, "/times", Code::Type, "u8"),
        (r#"{"times":1,"mood":"hunter2"}"#, "/mood", Code::Type, "`calm` or `urgent`"),
        (r#"{"times":1,"hunter2":1}"#, "/hunter2", Code::Type, "`times` or `mood`"),
        (r#"{"mood":null}"#, "", Code::Required, "a field `times`"),
        (r#"{"times":1"#, "", Code::Syntax, "JSON"),
        (r#"{"times":1} hunter2"#, "", Code::Syntax, "JSON"),
        ("7", "", Code::Type, "struct Knock"),
    ] {
        let violations = contract.check(json.as_bytes()).unwrap_err();
        let found = (violations[0].pointer.as_str(), violations[0].code);
        assert_eq!((found, &*violations[0].expected), ((pointer, code), expected), "{json}");
        // A key may stand in a pointer; values never do.
        if !pointer.contains("hunter2") {
            assert!(!violations.to_string().contains("hunter2"), "{violations}");
        }
    }
}

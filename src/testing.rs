//! A small line of contracts, written by hand, for the tests of this crate.

pub(crate) mod diary;

use crate::record::Record;
use crate::table::*;

const MIN1: Text = Text { min_length: 1, ..Text::ANY };
static TEXT: Text = Text { name: "Text", ..MIN1 };
static NOT_BLANK: Text = Text { not_blank: true, ..Text::ANY };
static SHORT: Text = Text { min_length: 2, max_length: Some(4), ..Text::ANY };
static VERSION: Text = Text { pattern: Some(&VERSION_PATTERN), ..Text::ANY };
static VERSION_PATTERN: Pattern = Pattern::regex(r"^\d+\.\d+\.\d+$", r"^[0-9]+\.[0-9]+\.[0-9]+$");
static CHOICE_PATTERN: Pattern = Pattern::one_of("^(red|green)$", &["red", "green"]);
static COLOUR: Text = Text { pattern: Some(&CHOICE_PATTERN), ..Text::ANY };
static CLOCK: Integer = Integer { minimum: Some(0), ..Integer::ANY };
static TIER: Integer = Integer { minimum: Some(0), maximum: Some(4), ..Integer::ANY };
static SHARE: Number = Number { minimum: Some(0.0), maximum: Some(1.0), ..Number::ANY };
static OPEN_SHARE: Number =
    Number { exclusive_minimum: Some(0.0), exclusive_maximum: Some(1.0), ..Number::ANY };
pub(crate) static LANE: Enum = Enum {
    name: "Lane",
    values: &[
        "planned",
        "claimed",
        "in_progress",
        "for_review",
        "approved",
        "done",
        "blocked",
        "canceled",
    ],
    aliases: &[("doing", "in_progress")],
};
static MODE: Enum =
    Enum { name: "ExecutionMode", values: &["worktree", "direct_repo"], aliases: &[] };
static SOME_KEYS: Map = Map { min_properties: 1, ..Map::ANY };
static ACTOR: AnyOf =
    AnyOf { name: "Actor", alternatives: &[Type::Text(&NOT_BLANK), Type::Map(&SOME_KEYS)] };
static STRINGS: Array = Array { name: "", items: Type::STRING, min_items: 0, max_items: None };
static REPO: Object = Object {
    name: "RepoEvidence",
    fields: &[
        Field::required("repo", Type::Text(&TEXT)),
        Field::required("branch", Type::Text(&TEXT)),
        Field::required("commit", Type::Text(&TEXT)),
        Field::optional("files_touched", Type::Array(&STRINGS)),
    ],
    closed: false,
    rules: &[],
};
static CHECK: Object = Object {
    name: "VerificationEntry",
    fields: &[
        Field::required("command", Type::Text(&TEXT)),
        Field::required("result", Type::Text(&TEXT)),
        Field::optional("summary", Type::STRING),
    ],
    closed: false,
    rules: &[],
};
static VERDICT: Object = Object {
    name: "ReviewVerdict",
    fields: &[
        Field::required("reviewer", Type::Text(&TEXT)),
        Field::required("verdict", Type::Text(&TEXT)),
        Field::optional("reference", Type::STRING),
    ],
    closed: false,
    rules: &[],
};
static REPOS: Array =
    Array { name: "ChangedRepos", items: Type::Object(&REPO), min_items: 1, max_items: None };
static CHECKS: Array =
    Array { name: "", items: Type::Object(&CHECK), min_items: 0, max_items: None };
static EVIDENCE: Object = Object {
    name: "DoneEvidence",
    fields: &[
        Field::required("repos", Type::Array(&REPOS)),
        Field::with_default("verification", Type::Array(&CHECKS), "[]"),
        Field::required("review", Type::Object(&VERDICT)),
    ],
    closed: false,
    rules: &[],
};
pub(crate) static STATUS: Object = Object {
    name: "StatusTransitionPayload",
    fields: &[
        Field::required("mission_slug", Type::Text(&TEXT)),
        Field::required("wp_id", Type::Text(&TEXT)),
        Field::optional("from_lane", Type::Enum(&LANE)),
        Field::required("to_lane", Type::Enum(&LANE)),
        Field::required("actor", Type::AnyOf(&ACTOR)),
        Field::with_default("force", Type::Boolean, "false"),
        Field::optional("reason", Type::STRING),
        Field::required("execution_mode", Type::Enum(&MODE)),
        Field::optional("review_ref", Type::STRING),
        Field::optional("evidence", Type::Object(&EVIDENCE)),
    ],
    closed: true,
    rules: &[
        Rule {
            id: "forced-transition-states-reason",
            doc: "",
            when: &[Clause { field: 5, test: Test::Is(true) }],
            then: &[Clause { field: 6, test: Test::NotBlank }],
        },
        Rule {
            id: "finished-work-carries-evidence",
            doc: "",
            when: &[Clause { field: 3, test: Test::OneOf(&["approved", "done"]) }],
            then: &[Clause { field: 9, test: Test::Present }],
        },
    ],
};

static SHORTS: Array =
    Array { name: "", items: Type::Text(&SHORT), min_items: 1, max_items: Some(3) };
static COUNTS: Map =
    Map { name: "", values: Type::Integer(&TIER), min_properties: 2, max_properties: Some(3) };
/// Refers to itself.
pub(crate) static NEST: Object = Object {
    name: "Nest",
    fields: &[
        Field::optional("below", Type::Object(&NEST)),
        Field::optional("maps", Type::Map(&NESTS)),
    ],
    closed: false,
    rules: &[],
};
pub(crate) static NESTS: Map =
    Map { name: "", values: Type::Map(&NESTS), min_properties: 0, max_properties: None };
/// Something of every type.
pub(crate) static ZOO: Object = Object {
    name: "ZooPayload",
    fields: &[
        Field::required("stamp", Type::PYDANTIC_DATETIME),
        Field::optional("iso", Type::ISO_8601),
        Field::optional("uuid", Type::UUID),
        Field::optional("uri", Type::URI),
        Field::optional("id", Type::EVENT_ID),
        Field::required("short", Type::Text(&SHORT)),
        Field::optional("version", Type::Text(&VERSION)),
        Field::optional("colour", Type::Text(&COLOUR)),
        Field::optional("share", Type::Number(&SHARE)),
        Field::optional("open_share", Type::Number(&OPEN_SHARE)),
        Field::optional("tier", Type::Integer(&TIER)),
        Field::with_default("count", Type::INTEGER, "7"),
        Field::optional("shorts", Type::Array(&SHORTS)),
        Field::optional("counts", Type::Map(&COUNTS)),
        Field::required("any", Type::Any),
        Field::optional("nest", Type::Object(&NEST)),
        Field::optional("number", Type::NUMBER),
    ],
    closed: false,
    rules: &[
        Rule {
            id: "red-excludes-iso",
            doc: "",
            when: &[Clause { field: 7, test: Test::OneOf(&["red"]) }],
            then: &[Clause { field: 1, test: Test::Absent }],
        },
        Rule {
            id: "always",
            doc: "",
            when: &[],
            then: &[Clause { field: 0, test: Test::Present }],
        },
    ],
};

pub(crate) static ENVELOPE: Object = Object {
    name: "Event",
    fields: &[
        Field::required("event_id", Type::EVENT_ID),
        Field::required("event_type", Type::Text(&TEXT)),
        Field::required("aggregate_id", Type::Text(&TEXT)),
        Field::with_default("payload", Type::OBJECT, "{}"),
        Field::required("timestamp", Type::PYDANTIC_DATETIME),
        Field::required("build_id", Type::Text(&TEXT)),
        Field::required("node_id", Type::Text(&TEXT)),
        Field::required("lamport_clock", Type::Integer(&CLOCK)),
        Field::optional("causation_id", Type::EVENT_ID),
        Field::required("project_uuid", Type::UUID),
        Field::optional("project_slug", Type::STRING),
        Field::required("correlation_id", Type::EVENT_ID),
        Field::with_default("schema_version", Type::Text(&VERSION), "\"3.0.0\""),
        Field::with_default("data_tier", Type::Integer(&TIER), "0"),
    ],
    closed: false,
    rules: &[],
};

const fn event(name: &'static str, payload: &'static Object) -> Event {
    Event { name, domain: "test", since: "1.0.0", schema: name, ..Event::around(payload) }
}

/// A part of what the generator would publish, with every format.
const ZOO_SCHEMA: &str = r#"{
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "test-events/zoo_payload",
    "type": "object",
    "properties": {
        "stamp": { "type": "string", "$comment": "format: pydantic-datetime" },
        "iso": { "type": "string", "$comment": "format: iso-8601" },
        "uuid": { "type": "string", "format": "uuid" },
        "uri": { "type": "string", "format": "uri" },
        "tier": { "type": "integer", "minimum": 0, "maximum": 4 },
        "short": { "type": "string", "minLength": 2, "maxLength": 4 }
    },
    "required": ["stamp", "short"]
}"#;

/// All optional.
pub(crate) static OPEN: Object = Object {
    name: "OpenPayload",
    fields: &[Field::optional("note", Type::STRING)],
    closed: false,
    rules: &[],
};

pub(crate) const ORDER: Order = Order {
    id: 0,
    time: 4,
    time_order: TimeOrder::Text,
    clock: Some(7),
    aggregate: Some(2),
    node: Some(6),
    cause: Some(8),
};

pub(crate) static LINE: Line = Line {
    name: "v1",
    package: "test-events",
    envelope: Some(&Envelope {
        name: "Event",
        object: &ENVELOPE,
        event_type: 1,
        payload: 3,
        order: Some(ORDER),
    }),
    cutover: Some(&Cutover {
        signal: 12,
        accepted_major: 3,
        contract_version: "3.0.0",
        forbidden_keys: &["feature_slug", "feature_number", "mission_key"],
        forbidden_event_names: &["FeatureCreated", "FeatureClosed"],
        aggregate: 2,
        forbidden_aggregate_names: &["feature", "feature_catalog"],
    }),
    events: &[
        &event("FeatureCreated", &OPEN),
        &event("Opened", &OPEN),
        &event("WPStatusChanged", &STATUS),
        &Event { schema: "zoo_payload", ..event("ZooVisited", &ZOO) },
    ],
    lookup: Lookup::new(),
    reserved: &["NextStepPlanned"],
    schemas: &[Schema { name: "zoo_payload", ty: Type::Object(&ZOO), text: ZOO_SCHEMA }],
};

/// The envelope of an event in parts: what differs between events of tests.
#[derive(Clone, Debug)]
pub(crate) struct Made {
    pub(crate) id: String,
    pub(crate) event_type: &'static str,
    pub(crate) aggregate: &'static str,
    pub(crate) node: &'static str,
    pub(crate) clock: u64,
    pub(crate) time: String,
    pub(crate) cause: Option<String>,
    pub(crate) payload: String,
}

impl Made {
    /// An event of its own, by number.
    pub(crate) fn new(number: u64) -> Self {
        Self {
            id: Self::id(number),
            event_type: "Opened",
            aggregate: "door/1",
            node: "n",
            clock: 1,
            time: "2026-03-01T12:00:00Z".into(),
            cause: None,
            payload: "{}".into(),
        }
    }

    pub(crate) fn id(number: u64) -> String {
        format!("01J{number:023}")
    }

    pub(crate) fn record(&self) -> Record {
        let Self { id, event_type, aggregate, node, clock, time, cause, payload } = self;
        let cause = cause.as_ref().map_or("null".to_owned(), |cause| format!("\"{cause}\""));
        let document = format!(
            r#"{{"event_id":"{id}","event_type":"{event_type}","aggregate_id":"{aggregate}","payload":{payload},"timestamp":"{time}","build_id":"b","node_id":"{node}","lamport_clock":{clock},"causation_id":{cause},"project_uuid":"a1b2c3d4-e5f6-7890-abcd-ef1234567890","correlation_id":"01JNRB4S7QZQ4X2V8M6T5K3H00"}}"#
        );
        LINE.record(document).unwrap()
    }
}

/// An enveloped status change of the size that real ones have.
pub(crate) const EVENT: &str = concat!(
    r#"{"event_id":"01JNRB4S7QZQ4X2V8M6T5K3H1G","event_type":"WPStatusChanged","aggregate_id":"mission/042-payment-retries","#,
    r#""payload":{"mission_slug":"042-payment-retries","wp_id":"WP03","from_lane":"in_progress","to_lane":"for_review","#,
    r#""actor":"claude-implementer","force":false,"reason":"All subtasks are finished and the test suite passes on the branch","#,
    r#""execution_mode":"worktree","review_ref":null},"timestamp":"2026-03-01T12:34:56.789012+00:00","build_id":"build-7f3a9c","#,
    r#""node_id":"laptop-4711","lamport_clock":1742,"causation_id":"01JNRB4S7QZQ4X2V8M6T5K3H1F","#,
    r#""project_uuid":"a1b2c3d4-e5f6-7890-abcd-ef1234567890","project_slug":"payments","#,
    r#""correlation_id":"01JNRB4S7QZQ4X2V8M6T5K3H00","schema_version":"3.0.0","data_tier":0}"#
);

//! One pair of contracts for each kind of change, and for what makes a difference within a kind.

use event_contract_compat::Kind;

use crate::constraints::CONSTRAINTS;

/// A change, made on purpose.
pub(crate) struct Case {
    /// The change in words, as the document has it.
    pub(crate) row: &'static str,
    pub(crate) kind: Kind,
    /// Where the finding is.
    pub(crate) path: &'static str,
    pub(crate) old: String,
    pub(crate) new: String,
    /// `line.yaml` before and after; empty for none.
    pub(crate) line: (String, String),
}

/// An event with these fields, which drops other keys.
fn open(fields: &str) -> String {
    format!("events: {{ Sold: {{ fields: {{ {fields} }} }} }}\n")
}

/// An event with these fields, which refuses other keys.
fn closed(fields: &str) -> String {
    format!("events: {{ Sold: {{ additionalProperties: false, fields: {{ {fields} }} }} }}\n")
}

/// An event with rules.
fn ruled(rules: &str) -> String {
    let fields =
        "kind: { type: Kind, default: plain }, gift: boolean, note: string?, card: string?";
    format!(
        "types: {{ Kind: {{ enum: [plain, rare] }} }}\n\
         events: {{ Sold: {{ fields: {{ {fields} }}, rules: [{rules}] }} }}\n"
    )
}

/// A state machine.
fn machine(machine: &str) -> String {
    format!(
        "types: {{ State: {{ enum: [new, paid, sent] }} }}\n\
         events: {{ Moved: {{ fields: {{ from: State?, to: State, force: boolean, note: string? }} }}, \
         Paid: {{ fields: {{ id: string }} }} }}\n\
         stateMachines: {{ Order: {{ state: State, {machine} }} }}\n"
    )
}

const MACHINE: &str =
    "initial: [new], terminal: [sent], transitions: { new: [paid], paid: [sent] }";
const MOVED: &str = "on: { Moved: { from: from, to: to } }";

/// An event in an envelope.
fn enveloped(version: &str, more: &str) -> (String, String) {
    let domain = "types: { Envelope: { fields: { name: string, at: date-time, id: event-id, other: uuid, version: string, \
                  owner: string, body: object } } }\n\
                  events: { Sold: { fields: { id: string } } }\n";
    let line = format!(
        "line: v1\npackage: shop\nversion: {version}\nenvelope: {{ type: Envelope, eventType: name, payload: body, \
         order: {{ id: id, time: at }} }}\n{more}"
    );
    (domain.to_owned(), line)
}

fn cutover(version: &str, keys: &str, aggregates: &str) -> String {
    format!(
        "cutover: {{ signal: version, acceptedMajor: 1, contractVersion: {version}, forbiddenKeys: [{keys}], \
         forbiddenEventNames: [Legacy], aggregate: owner, forbiddenAggregateNames: [{aggregates}] }}\n"
    )
}

struct Cases(Vec<Case>);

impl Cases {
    fn add(
        &mut self,
        row: &'static str,
        kind: Kind,
        path: &'static str,
        old: impl Into<String>,
        new: impl Into<String>,
    ) {
        let line = (String::new(), String::new());
        self.0.push(Case { row, kind, path, old: old.into(), new: new.into(), line });
    }

    fn line(
        &mut self,
        row: &'static str,
        kind: Kind,
        path: &'static str,
        (old, before): (String, String),
        (new, after): (String, String),
    ) {
        self.0.push(Case { row, kind, path, old, new, line: (before, after) });
    }

    /// A change of a field `a` of an event that is open.
    fn field(&mut self, row: &'static str, kind: Kind, path: &'static str, old: &str, new: &str) {
        self.add(row, kind, path, open(&format!("a: {old}")), open(&format!("a: {new}")));
    }
}

/// Every case.
pub(crate) fn all() -> Vec<Case> {
    let mut cases = Cases(Vec::new());
    fields(&mut cases);
    types(&mut cases);
    choices(&mut cases);
    rules(&mut cases);
    machines(&mut cases);
    lines(&mut cases);
    rust(&mut cases);
    cases.0
}

fn fields(cases: &mut Cases) {
    let (a, b) = ("a: string", "a: string, b: string");
    let optional = "a: string, b: string?";
    let path = "events/Sold/b";
    cases.add("required field removed, open", Kind::FieldNoDelete, path, open(b), open(a));
    cases.add("optional field removed, open", Kind::FieldNoDelete, path, open(optional), open(a));
    cases.add("required field removed, closed", Kind::FieldNoDelete, path, closed(b), closed(a));
    cases.add(
        "optional field removed, closed",
        Kind::FieldNoDelete,
        path,
        closed(optional),
        closed(a),
    );
    cases.add("required field added, open", Kind::FieldRequiredAdded, path, open(a), open(b));
    cases.add("required field added, closed", Kind::FieldRequiredAdded, path, closed(a), closed(b));
    cases.add(
        "optional field added, open",
        Kind::FieldOptionalAdded,
        path,
        open(a),
        open(optional),
    );
    cases.add(
        "optional field added, closed",
        Kind::FieldOptionalAdded,
        path,
        closed(a),
        closed(optional),
    );
    let defaulted = "a: string, b: { type: string, default: x }";
    cases.add(
        "field with default added, open",
        Kind::FieldOptionalAdded,
        path,
        open(a),
        open(defaulted),
    );
    cases.field(
        "optional becomes required",
        Kind::FieldBecameRequired,
        "events/Sold/a",
        "string?",
        "string",
    );
    let default = |value: &str| format!("{{ type: string, default: {value} }}");
    let x = default("x");
    cases.field(
        "default becomes required",
        Kind::FieldBecameRequired,
        "events/Sold/a",
        &x,
        "string",
    );
    cases.field(
        "required becomes optional",
        Kind::FieldBecameOptional,
        "events/Sold/a",
        "string",
        "string?",
    );
    cases.field(
        "required gets a default",
        Kind::FieldBecameOptional,
        "events/Sold/a",
        "string",
        &x,
    );
    cases.field("optional gets a default", Kind::DefaultAdded, "events/Sold/a", "string?", &x);
    cases.field("default becomes optional", Kind::DefaultRemoved, "events/Sold/a", &x, "string?");
    cases.field("default changed", Kind::DefaultChanged, "events/Sold/a", &x, &default("y"));
    let path = "events/Sold/additionalProperties";
    cases.add("object closed", Kind::ObjectClosed, path, open(a), closed(a));
    cases.add("object opened", Kind::ObjectOpened, path, closed(a), open(a));
}

fn types(cases: &mut Cases) {
    let path = "events/Sold/a";
    cases.field("string becomes integer", Kind::FieldSameType, path, "string", "integer");
    cases.field("integer becomes number", Kind::FieldSameType, path, "integer", "number");
    cases.field("anything becomes string", Kind::FieldSameType, path, "any", "string");
    cases.field("enum becomes string", Kind::FieldSameType, path, "{ enum: [x, y] }", "string");
    cases.field(
        "fields become free keys",
        Kind::FieldSameType,
        path,
        "{ fields: { x: string } }",
        "object",
    );
    for (row, kind, path, old, new) in CONSTRAINTS {
        cases.field(row, *kind, path, old, new);
    }
}

fn choices(cases: &mut Cases) {
    let lane = |values: &str| format!("types: {{ Lane: {{ {values} }} }}\n{}", open("lane: Lane"));
    let path = "types/Lane/y";
    let (one, two) = (lane("enum: [x]"), lane("enum: [x, y]"));
    cases.add("enum value removed", Kind::EnumValueNoDelete, path, two.clone(), one.clone());
    cases.add("enum value added", Kind::EnumValueAdded, path, one.clone(), two);
    let alias = lane("enum: [x], aliases: { ex: x }");
    let path = "types/Lane/ex";
    cases.add("enum alias removed", Kind::EnumAliasNoDelete, path, alias.clone(), one.clone());
    cases.add("enum alias added", Kind::EnumAliasAdded, path, one, alias);
    let keep = |values: &str| lane(&format!("enum: [{values}], unknown: keep"));
    let (path, few, many) = ("types/Lane/y", keep("x"), keep("x, y"));
    cases.add(
        "value of a tolerant enum removed",
        Kind::EnumValueNoDelete,
        path,
        many.clone(),
        few.clone(),
    );
    cases.add("value of a tolerant enum added", Kind::EnumValueAdded, path, few.clone(), many);
    let strict = lane("enum: [x]");
    cases.add(
        "enum became tolerant",
        Kind::FieldSameType,
        "types/Lane",
        strict.clone(),
        few.clone(),
    );
    cases.add("enum became strict", Kind::FieldSameType, "types/Lane", few, strict);
    let path = "types/Lane/ex";
    let to = |value: &str| lane(&format!("enum: [x, y], aliases: {{ ex: {value} }}"));
    cases.add("enum alias changed", Kind::EnumAliasChanged, path, to("x"), to("y"));
    let path = "events/Sold/a";
    let (string, choice) = ("string", "{ anyOf: [string, object] }");
    cases.field("alternative removed", Kind::AlternativeNoDelete, path, choice, string);
    cases.field("alternative added", Kind::AlternativeAdded, path, string, choice);
}

fn rules(cases: &mut Cases) {
    let rule = |then: &str| format!("{{ id: r, if: {{ kind: rare }}, then: {{ {then} }} }}");
    let path = "events/Sold/rules/r";
    let (none, some) = (ruled(""), ruled(&rule("note: present")));
    cases.add("rule added", Kind::RuleAdded, path, none.clone(), some.clone());
    cases.add("rule removed", Kind::RuleRemoved, path, some.clone(), none);
    let stronger = ruled(&rule("note: { notBlank: true }"));
    cases.add("rule asks for more", Kind::RuleChanged, path, some.clone(), stronger.clone());
    cases.add("rule asks for less", Kind::RuleChanged, path, stronger, some.clone());
    let implied = format!(
        "{}, {{ id: r2, if: {{ kind: rare, gift: true }}, then: {{ note: present }} }}",
        rule("note: present")
    );
    let path = "events/Sold/rules/r2";
    cases.add("rule added that others imply", Kind::RuleAdded, path, some.clone(), ruled(&implied));
    let other = some.replace("default: plain", "default: rare");
    let path = "events/Sold/rules/r";
    cases.add("default changed under a rule", Kind::RuleChanged, path, some, other);
}

fn machines(cases: &mut Cases) {
    let plain = machine(MACHINE);
    let path = "stateMachines/Order";
    let without = plain.split("stateMachines").next().unwrap().to_owned();
    cases.add("machine removed", Kind::MachineNoDelete, path, plain.clone(), without.clone());
    cases.add("machine added", Kind::MachineAdded, path, without, plain.clone());
    let more = machine(&MACHINE.replace("new: [paid]", "new: [paid, sent]"));
    let path = "stateMachines/Order/transitions/new/sent";
    cases.add("transition removed", Kind::TransitionNoDelete, path, more.clone(), plain.clone());
    cases.add("transition added", Kind::TransitionAdded, path, plain.clone(), more);
    let begun = machine(&MACHINE.replace("initial: [new]", "initial: [new, paid]"));
    let path = "stateMachines/Order/initial/paid";
    cases.add("initial state removed", Kind::InitialChanged, path, begun.clone(), plain.clone());
    cases.add("initial state added", Kind::InitialChanged, path, plain.clone(), begun);
    let ended = machine("initial: [new], terminal: [], transitions: { new: [paid], paid: [sent] }");
    let path = "stateMachines/Order/terminal";
    cases.add("terminal states changed", Kind::TerminalChanged, path, plain, ended);
    let moved = machine(&format!("{MACHINE}, {MOVED}"));
    let guarded = |require: &str| {
        machine(&format!(
            "{MACHINE}, {MOVED}, guards: [{{ id: g, to: [sent], require: {{ {require} }} }}]"
        ))
    };
    let path = "stateMachines/Order/guards/g";
    let (weak, strong) = (guarded("note: present"), guarded("note: { notBlank: true }"));
    cases.add("guard added", Kind::GuardAdded, path, moved.clone(), weak.clone());
    cases.add("guard removed", Kind::GuardRemoved, path, weak.clone(), moved.clone());
    cases.add("guard asks for more", Kind::GuardChanged, path, weak, strong);
    let forced =
        machine(&format!("{MACHINE}, {MOVED}, override: {{ event: Moved, field: force }}"));
    let path = "stateMachines/Order/override";
    cases.add("override removed", Kind::OverrideChanged, path, forced.clone(), moved.clone());
    cases.add("override added", Kind::OverrideChanged, path, moved.clone(), forced);
    let paid =
        machine(&format!("{MACHINE}, on: {{ Moved: {{ from: from, to: to }}, Paid: paid }}"));
    let path = "stateMachines/Order/on/Paid";
    cases.add("effect of an event changed", Kind::EffectChanged, path, moved, paid);
    let mapped = |mappings: &str| {
        format!(
            "types: {{ A: {{ enum: [x, y] }}, B: {{ enum: [one, two] }} }}\n{}{mappings}",
            open("a: A, b: B")
        )
    };
    let mapping = |y: &str| {
        mapped(&format!("mappings: {{ M: {{ from: A, to: B, table: {{ x: one, y: {y} }} }} }}\n"))
    };
    let path = "mappings/M";
    cases.add("mapping removed", Kind::MappingNoDelete, path, mapping("two"), mapped(""));
    cases.add("mapping added", Kind::MappingAdded, path, mapped(""), mapping("two"));
    cases.add(
        "value mapped elsewhere",
        Kind::MappingChanged,
        "mappings/M/y",
        mapping("two"),
        mapping("one"),
    );
}

fn lines(cases: &mut Cases) {
    let (one, two) = (
        "events: { Sold: { fields: { a: string } } }\n",
        "events: { Sold: { fields: { a: string } }, Paid: { fields: { a: string } } }\n",
    );
    cases.add("event removed", Kind::EventNoDelete, "events/Paid", two, one);
    cases.add("event added", Kind::EventAdded, "events/Paid", one, two);
    let reserved = format!("{one}reserved: [Paid]\n");
    cases.add(
        "reserved name becomes an event",
        Kind::ReservedNameUsed,
        "events/Paid",
        reserved.clone(),
        two,
    );
    cases.add(
        "name not reserved any more",
        Kind::ReservedNoDelete,
        "reserved/Paid",
        reserved.clone(),
        one,
    );
    cases.add("name reserved", Kind::ReservedAdded, "reserved/Paid", one, reserved);
    let removed = format!("{one}removed: {{ Paid: 1.0.0 }}\n");
    cases.add("removed name given again", Kind::RemovedNameUsed, "events/Paid", removed, two);
    let note = |more: &str| open(&format!("note: {{ type: string{more} }}"));
    let deprecated = ", deprecated: { since: 1.0.0, reason: Nobody reads it. }";
    cases.add("field deprecated", Kind::Deprecated, "events/Sold/note", note(""), note(deprecated));

    let plain = enveloped("1.0.0", "");
    cases.line(
        "line version changed",
        Kind::LineVersionChanged,
        "line/version",
        plain.clone(),
        enveloped("1.1.0", ""),
    );
    let renamed = (plain.0.clone(), plain.1.replace("line: v1", "line: v2"));
    cases.line("line renamed", Kind::LineRenamed, "line/name", plain.clone(), renamed);
    let bare = (plain.0.clone(), "line: v1\npackage: shop\nversion: 1.0.0\n".to_owned());
    cases.line(
        "envelope added",
        Kind::EnvelopeChanged,
        "line/envelope",
        bare.clone(),
        plain.clone(),
    );
    cases.line("envelope removed", Kind::EnvelopeChanged, "line/envelope", plain.clone(), bare);
    let other = (plain.0.clone(), plain.1.replace("eventType: name", "eventType: owner"));
    cases.line(
        "event type in another field",
        Kind::EnvelopeChanged,
        "line/envelope/eventType",
        plain.clone(),
        other,
    );
    let other = (plain.0.clone(), plain.1.replace("id: id", "id: other"));
    cases.line(
        "other fields order events",
        Kind::EnvelopeChanged,
        "line/envelope/order",
        plain.clone(),
        other,
    );

    let policy =
        |version: &str, keys: &str, names: &str| enveloped("1.0.0", &cutover(version, keys, names));
    let first = policy("1.0.0", "slug", "feature");
    let path = "line/cutover";
    cases.line("cutover added", Kind::CutoverChanged, path, plain.clone(), first.clone());
    cases.line("cutover removed", Kind::CutoverChanged, path, first.clone(), plain);
    let path = "line/cutover/contractVersion";
    cases.line(
        "contract version changed",
        Kind::CutoverChanged,
        path,
        first.clone(),
        policy("1.1.0", "slug", "feature"),
    );
    let path = "line/cutover/forbiddenKeys/extra";
    cases.line(
        "key forbidden",
        Kind::CutoverChanged,
        path,
        first.clone(),
        policy("1.0.0", "slug, extra", "feature"),
    );
    let path = "line/cutover/forbiddenAggregateNames/epic";
    cases.line(
        "aggregate forbidden",
        Kind::CutoverChanged,
        path,
        first.clone(),
        policy("1.0.0", "slug", "feature, epic"),
    );
    cases.line(
        "aggregate allowed",
        Kind::CutoverChanged,
        path,
        policy("1.0.0", "slug", "feature, epic"),
        first,
    );
}

fn rust(cases: &mut Cases) {
    let named = |name: &str| {
        format!(
            "types: {{ {name}: {{ type: string, minLength: 1 }} }}\n{}",
            open(&format!("a: {name}"))
        )
    };
    cases.add("type renamed", Kind::TypeNoDelete, "types/Id", named("Id"), named("Key"));
    cases.add(
        "field of a renamed type",
        Kind::FieldSameRustType,
        "events/Sold/a",
        named("Id"),
        named("Key"),
    );
    let ruled = "events: { Sold: { fields: { gift: boolean, a: string? }, rules: [{ id: r, if: { gift: true }, then: { a: present } }] } }\n";
    cases.add(
        "payload gets its first rule",
        Kind::TypeSameShape,
        "events/Sold",
        open("gift: boolean, a: string?"),
        ruled,
    );
}

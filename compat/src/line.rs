//! What holds of a whole line: its events, reserved names, envelope and cutover policy.

use event_contract::sample::{self, Source};
use event_contract::{Code, table};
use event_contract_codegen::model::{Cutover, Event, Line, Location, TypeId};
use serde_json::Value;

use crate::Consumers;
use crate::finding::{Counterexample, Finding, Verdict};
use crate::kind::Kind;

/// Something with values of its own, in both lines.
#[derive(Debug)]
pub(crate) struct Subject {
    /// Its name, with which places begin.
    pub(crate) name: String,
    /// What a value is.
    pub(crate) what: String,
    pub(crate) old: TypeId,
    pub(crate) new: TypeId,
}

/// What both lines have values of: payloads, the envelope, and published types.
pub(crate) fn subjects(old: &Line, new: &Line) -> Vec<Subject> {
    let mut subjects = Vec::new();
    for event in &old.events {
        if let Some(after) = new.events.iter().find(|after| after.name == event.name) {
            subjects.push(Subject {
                name: event.name.clone(),
                what: format!("payload of {}", event.name),
                old: event.payload,
                new: after.payload,
            });
        }
    }
    if let (Some(before), Some(after)) = (&old.envelope, &new.envelope) {
        let name = old.def(before.ty).name.clone();
        subjects.push(Subject { name, what: "envelope".into(), old: before.ty, new: after.ty });
    }
    let published = new.published();
    for (name, id) in old.published() {
        let taken = |subject: &Subject| subject.old == id;
        if let Some((_, after)) = published.iter().find(|(other, _)| *other == name)
            && !subjects.iter().any(taken)
        {
            let name = old.def(id).name.clone();
            let what = format!("value of {name}");
            subjects.push(Subject { name, what, old: id, new: *after });
        }
    }
    subjects
}

/// Two lines as models and as tables.
pub(crate) struct Lines<'a> {
    pub(crate) old: &'a Line,
    pub(crate) new: &'a Line,
    pub(crate) old_table: &'static table::Line,
    pub(crate) new_table: &'static table::Line,
    pub(crate) consumers: Consumers,
}

const UNKNOWN: &str = "consumers that refuse event types they do not know refuse this one";

impl Lines<'_> {
    /// What differs.
    pub(crate) fn compare(&self, findings: &mut Vec<Finding>) {
        self.names(findings);
        self.events(findings);
        self.envelope(findings);
        self.cutover(findings);
    }

    fn finding(&self, kind: Kind, path: String, message: String) -> Finding {
        let at =
            |line: &Line| Some(Location { path: format!("{}/line.yaml", line.folder), line: 1 });
        Finding { old: at(self.old), new: at(self.new), ..Finding::harmless(kind, path, message) }
    }

    fn names(&self, findings: &mut Vec<Finding>) {
        let (old, new) = (self.old, self.new);
        if old.name != new.name {
            let said = format!("{} became {}", old.name, new.name);
            let finding = self.finding(Kind::LineRenamed, "line/name".into(), said);
            findings.push(Finding { source: Verdict::DoesNotCompile, ..finding });
        }
        if old.version != new.version {
            let said = format!("{} became {}", old.version, new.version);
            findings.push(self.finding(Kind::LineVersionChanged, "line/version".into(), said));
        }
        let reserved =
            |line: &Line, name: &str| line.reserved.iter().any(|other| other.name == name);
        let event = |line: &Line, name: &str| line.events.iter().any(|event| event.name == name);
        for before in &old.reserved {
            let name = &before.name;
            if !reserved(new, name) && !event(new, name) {
                let said = "the name is not reserved any more".to_owned();
                findings.push(self.finding(
                    Kind::ReservedNoDelete,
                    format!("reserved/{name}"),
                    said,
                ));
            }
        }
        for after in &new.reserved {
            if !reserved(old, &after.name) && !event(old, &after.name) {
                let path = format!("reserved/{}", after.name);
                let said = "the name is reserved".to_owned();
                findings.push(self.finding(Kind::ReservedAdded, path, said));
            }
        }
    }

    fn events(&self, findings: &mut Vec<Finding>) {
        for event in &self.old.events {
            let Some(verdict) = unknown(event, self.old_table, self.new_table) else { continue };
            let said = "the event is gone".to_owned();
            let finding = self.finding(Kind::EventNoDelete, format!("events/{}", event.name), said);
            findings.push(Finding {
                old: Some(event.location.clone()),
                backward: verdict,
                source: Verdict::DoesNotCompile,
                ..finding
            });
        }
        for event in &self.new.events {
            let Some(verdict) = unknown(event, self.new_table, self.old_table) else { continue };
            let (kind, said) = if self.old_table.is_reserved(&event.name) {
                (Kind::ReservedNameUsed, "the name was reserved and is an event")
            } else {
                (Kind::EventAdded, "the event is new")
            };
            let forward = match self.consumers {
                Consumers::Tolerant => Verdict::Caution(UNKNOWN),
                Consumers::Strict => verdict,
            };
            let finding = self.finding(kind, format!("events/{}", event.name), said.to_owned());
            findings.push(Finding {
                new: Some(event.location.clone()),
                forward,
                source: Verdict::DoesNotCompile,
                ..finding
            });
        }
    }

    fn envelope(&self, findings: &mut Vec<Finding>) {
        let path = || "line/envelope".to_owned();
        let (before, after) = match (&self.old.envelope, &self.new.envelope) {
            (None, None) => return,
            (None, Some(_)) | (Some(_), None) => {
                let came = self.old.envelope.is_none();
                let said = if came {
                    "events travel in an envelope"
                } else {
                    "events travel without an envelope"
                };
                let finding = self.finding(Kind::EnvelopeChanged, path(), said.to_owned());
                findings.push(Finding {
                    backward: self.whole(true, &[], false),
                    forward: self.whole(false, &[], false),
                    ..finding
                });
                return;
            }
            (Some(before), Some(after)) => (before, after),
        };
        let field = |table: &table::Line, index: usize| {
            table
                .envelope
                .and_then(|envelope| envelope.object.fields.get(index))
                .map(|field| field.name)
        };
        let roles = [
            ("eventType", before.event_type, after.event_type),
            ("payload", before.payload, after.payload),
        ];
        for (role, was, is) in roles {
            if field(self.old_table, was) != field(self.new_table, is) {
                let said = format!("another field has the role {role}");
                let finding =
                    self.finding(Kind::EnvelopeChanged, format!("{}/{role}", path()), said);
                findings.push(Finding {
                    backward: self.whole(true, &[], false),
                    forward: self.whole(false, &[], false),
                    ..finding
                });
            }
        }
        let order = |table: &table::Line| {
            let order = table.envelope.and_then(|envelope| envelope.order)?;
            let name = |index: Option<usize>| index.and_then(|index| field(table, index));
            let optional = [order.clock, order.aggregate, order.node, order.cause];
            let all = [Some(order.id), Some(order.time)].into_iter().chain(optional);
            Some(all.map(name).collect::<Vec<_>>())
        };
        if order(self.old_table) != order(self.new_table) {
            let said = "other fields order events".to_owned();
            let finding = self.finding(Kind::EnvelopeChanged, format!("{}/order", path()), said);
            let why = || Verdict::Caution("the same events are put in another order");
            findings.push(Finding { backward: why(), forward: why(), ..finding });
        }
    }

    fn cutover(&self, findings: &mut Vec<Finding>) {
        let mut push = |below: &str, said: String, backward, forward| {
            let path = format!("line/cutover{below}");
            let finding = self.finding(Kind::CutoverChanged, path, said);
            findings.push(Finding { backward, forward, ..finding });
        };
        let (before, after) = match (&self.old.cutover, &self.new.cutover) {
            (None, None) => return,
            (None, Some(_)) => {
                let said = "there is a cutover policy".to_owned();
                return push("", said, self.whole(true, &[], true), Verdict::Compatible);
            }
            (Some(_), None) => {
                let said = "the cutover policy is gone".to_owned();
                return push("", said, Verdict::Compatible, self.whole(false, &[], true));
            }
            (Some(before), Some(after)) => (before, after),
        };
        let version = |cutover: &Cutover| {
            (cutover.signal.clone(), cutover.accepted_major, cutover.contract_version.clone())
        };
        if version(before) != version(after) || before.aggregate != after.aggregate {
            let said = format!(
                "`{}` must be {}, and was {} in `{}`",
                after.signal, after.contract_version, before.contract_version, before.signal
            );
            push(
                "/contractVersion",
                said,
                self.whole(true, &[], true),
                self.whole(false, &[], true),
            );
        }
        let lists: [(&str, List); 3] = [
            ("forbiddenKeys", |cutover| &cutover.forbidden_keys),
            ("forbiddenEventNames", |cutover| &cutover.forbidden_event_names),
            ("forbiddenAggregateNames", |cutover| &cutover.forbidden_aggregate_names),
        ];
        for (keyword, list) in lists {
            for name in list(after).iter().filter(|name| !list(before).contains(name)) {
                let said = format!("`{name}` is forbidden");
                let verdict = self.forbidden(true, keyword, name);
                push(&format!("/{keyword}/{name}"), said, verdict, Verdict::Compatible);
            }
            for name in list(before).iter().filter(|name| !list(after).contains(name)) {
                let said = format!("`{name}` is not forbidden any more");
                let verdict = self.forbidden(false, keyword, name);
                push(&format!("/{keyword}/{name}"), said, Verdict::Compatible, verdict);
            }
        }
    }

    /// What a name that the reader forbids and the sender does not does to the sender's events.
    fn forbidden(&self, backward: bool, keyword: &str, name: &str) -> Verdict {
        let (sender, tables) =
            if backward { (self.old, self.old_table) } else { (self.new, self.new_table) };
        let Some(envelope) = tables.envelope else { return Verdict::Compatible };
        let edits: Vec<Edit<'_>> = match keyword {
            "forbiddenKeys" => {
                let open = |event: &&&table::Event| !event.payload.closed;
                if envelope.object.closed && !tables.events.iter().any(|event| open(&event)) {
                    return Verdict::Compatible;
                }
                vec![Edit::Envelope(name, "value".into()), Edit::Payload(name)]
            }
            "forbiddenEventNames" => {
                if tables.event(name).is_none() {
                    return Verdict::Compatible;
                }
                vec![Edit::EventType(name)]
            }
            _ => {
                let Some(cutover) = &sender.cutover else { return Verdict::Unproven };
                vec![Edit::Envelope(&cutover.aggregate, format!("{name}/1"))]
            }
        };
        self.whole(backward, &edits, true)
    }

    /// Looks for a whole event that the sender accepts and the reader does not.
    fn whole(&self, backward: bool, edits: &[Edit<'_>], by_cutover: bool) -> Verdict {
        let (sender, reader) = if backward {
            (self.old_table, self.new_table)
        } else {
            (self.new_table, self.old_table)
        };
        for seed in 0..32 {
            let mut source =
                if seed == 0 { Source::from_choices(&[]) } else { Source::from_seed(seed) };
            for event in sender.events.iter().filter(|event| reader.event(event.name).is_some()) {
                for value in made(sender, event, edits, &mut source) {
                    let text = value.to_string();
                    let sent = match sender.envelope {
                        Some(_) => sender.accepts(text.as_bytes()),
                        None => sender.accepts_payload(event, text.as_bytes()),
                    };
                    if !sent {
                        continue;
                    }
                    if let Some(refusal) = refusal(reader, &text, by_cutover) {
                        let what = format!("event {}", event.name);
                        return Verdict::Breaking(Box::new(Counterexample {
                            what,
                            value,
                            refusal,
                        }));
                    }
                }
            }
        }
        Verdict::Unproven
    }
}

/// A list of a cutover policy.
type List = fn(&Cutover) -> &Vec<String>;

/// A change to a valid event.
enum Edit<'a> {
    Envelope(&'a str, String),
    Payload(&'a str),
    EventType(&'a str),
}

/// Events of a line: plain, or with one of the edits.
fn made(
    line: &table::Line,
    event: &table::Event,
    edits: &[Edit<'_>],
    source: &mut Source,
) -> Vec<Value> {
    let payload = sample::payload(event, source);
    let Some(envelope) = line.envelope else { return vec![payload] };
    let whole = sample::envelope(line, event, payload, source, 1);
    let field = |index: usize| envelope.object.fields.get(index).map_or("", |field| field.name);
    let edited = edits.iter().filter_map(|edit| {
        let mut whole = whole.clone();
        let map = whole.as_object_mut()?;
        match edit {
            Edit::Envelope(key, value) => {
                map.insert((*key).to_owned(), value.as_str().into());
            }
            Edit::Payload(key) => {
                let payload = map.get_mut(field(envelope.payload))?.as_object_mut()?;
                payload.insert((*key).to_owned(), "value".into());
            }
            Edit::EventType(name) => {
                map.insert(field(envelope.event_type).to_owned(), (*name).into());
            }
        }
        Some(whole)
    });
    let edited: Vec<Value> = edited.collect();
    if edits.is_empty() { vec![whole] } else { edited }
}

/// Why a line refuses a whole event, if it does, and on account of the cutover policy if that is asked.
fn refusal(line: &table::Line, text: &str, by_cutover: bool) -> Option<String> {
    if line.envelope.is_none() {
        let refused = !line.accepts(text.as_bytes());
        return refused.then(|| "events of this line travel without an envelope".to_owned());
    }
    let found = line.violations(text.as_bytes());
    let found = found.iter().find(|violation| !by_cutover || violation.code.is_of_cutover());
    found.map(ToString::to_string)
}

/// What an event that the reader does not have means; nothing if it has it.
fn unknown(event: &Event, sender: &'static table::Line, reader: &table::Line) -> Option<Verdict> {
    if reader.event(&event.name).is_some() {
        return None;
    }
    let table = sender.event(&event.name)?;
    let value = sample::payload(table, &mut Source::from_choices(&[]));
    if !sender.accepts_payload(table, value.to_string().as_bytes()) {
        return Some(Verdict::Unproven);
    }
    let code = if reader.is_reserved(&event.name) {
        Code::ReservedEventType
    } else {
        Code::UnknownEventType
    };
    let what = format!("payload of {}", event.name);
    let refusal = format!("{code}: {}", code.meaning());
    Some(Verdict::Breaking(Box::new(Counterexample { what, value, refusal })))
}

/// The finding about a line that is gone, with all its events.
pub(crate) fn gone(line: &Line) -> Finding {
    let events = crate::tables::leak(line).events;
    let shown = events.first().map(|event| {
        Box::new(Counterexample {
            what: format!("payload of {}", event.name),
            value: sample::payload(event, &mut Source::from_choices(&[])),
            refusal: format!("there is no line {}", line.name),
        })
    });
    let at = Location { path: format!("{}/line.yaml", line.folder), line: 1 };
    let said = format!("the line {} is gone", line.name);
    Finding {
        line: line.name.clone(),
        old: Some(at),
        backward: shown.map_or(Verdict::Compatible, Verdict::Breaking),
        source: Verdict::DoesNotCompile,
        ..Finding::harmless(Kind::LineNoDelete, "line".to_owned(), said)
    }
}

/// The finding about a line that was not there.
pub(crate) fn added(line: &Line) -> Finding {
    let at = Location { path: format!("{}/line.yaml", line.folder), line: 1 };
    let said = format!("the line {} is new", line.name);
    Finding {
        line: line.name.clone(),
        new: Some(at),
        ..Finding::harmless(Kind::LineAdded, "line".to_owned(), said)
    }
}

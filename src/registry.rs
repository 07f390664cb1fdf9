//! The register of reducers, hand-written contracts and compiled ones: what a program can fold and check, by id.
//!
//! [`Registry::register`] adds an entry; [`Registry::discover`] adds all that `#[event_contract]` left in
//! the crates of the program. Two entries with one id are refused, and [`Registry::compare`] tells what a
//! contract line declares and nobody registered.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::ptr;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::built_in::BuiltIn;
use crate::fixture::{Finding, Fixtures, Stream};
use crate::fold::{self, BadOption, Domain, Fold, Folding, Options, Reduce, Sorted, SortedError};
use crate::record::Record;
use crate::table::Line;
use crate::text;
use crate::violation::{Code, Violation, Violations};

/// For expanded code, which depends on this crate only.
#[doc(hidden)]
pub use inventory;

/// An entry of the register.
#[derive(Clone, Copy, Debug)]
pub struct Registration {
    /// The id, unique in the program.
    pub id: &'static str,
    /// The module that it comes from.
    pub module: &'static str,
    /// What it is.
    pub kind: Kind,
}

inventory::collect!(Registration);

/// A type that `#[event_contract]` has registered.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not registered",
    label = "not registered",
    note = "one `impl` of the type registers it: the one whose `#[event_contract]` is without `part`"
)]
pub trait Registered {
    /// Its entry, for [`Registry::register`].
    const REGISTRATION: Registration;
}

/// What an entry is.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Kind {
    /// It folds events.
    Reducer(Reducer),
    /// It checks payloads that no contract file describes.
    Contract(Foreign),
    /// Contracts that were compiled into a crate, with their fixtures.
    BuiltIn(&'static BuiltIn),
}

/// A reducer whose type is forgotten.
#[derive(Clone, Copy)]
pub struct Reducer {
    /// The domains whose events it handles, all of one line; never empty. The first is the one that it is
    /// registered for, the others are `also(...)` its own.
    pub domains: &'static [&'static Domain],
    /// Streams of its own, and what it makes of them.
    pub cases: fn() -> Vec<StreamCase>,
    counts: fn(&Record) -> bool,
    start: fn(&Options) -> Result<Box<dyn AnyFold>, BadOption>,
}

impl fmt::Debug for Reducer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let domains: Vec<&str> = self.domains.iter().map(|domain| domain.name).collect();
        f.debug_struct("Reducer").field("domains", &domains).finish_non_exhaustive()
    }
}

impl Reducer {
    /// The entry of a reducer type.
    ///
    /// # Panics
    ///
    /// If there is no domain, or domains are of different lines. In a constant that is an error of the
    /// compiler.
    pub const fn of<R>(domains: &'static [&'static Domain]) -> Self
    where
        R: Reduce + Default + 'static,
        R::Error: Error + Send + Sync + 'static,
        R::Output: Serialize,
    {
        fold::complete::one_line(domains);
        Self {
            domains,
            cases: Vec::new,
            counts: Folding::<R>::counts,
            start: |options| Ok(Box::new(Running::<R>::start(options)?)),
        }
    }

    /// The same, with streams of its own, and what it makes of them.
    #[must_use]
    pub const fn with_cases(mut self, cases: fn() -> Vec<StreamCase>) -> Self {
        self.cases = cases;
        self
    }

    /// The name of the line whose events it folds, as in `v3`.
    pub fn line(&self) -> &'static str {
        self.domains.first().map_or("", |domain| domain.line)
    }

    /// The package of that line, the base of its schema ids.
    pub fn package(&self) -> &'static str {
        self.domains.first().map_or("", |domain| domain.package)
    }

    /// Whether it was compiled with the tables of this line: another line of the same name, such as one made at run
    /// time from contracts that were edited since, is not the one that it knows.
    pub fn is_of(&self, line: &Line) -> bool {
        let mut events = self.domains.iter().flat_map(|domain| domain.events);
        (self.package(), self.line()) == (line.package, line.name)
            && events.all(|event| line.events.iter().any(|own| ptr::eq(*own, *event)))
    }

    /// Whether an event counts. Without those that do not, every fold comes to the same.
    pub fn counts(&self, event: &Record) -> bool {
        (self.counts)(event)
    }

    /// Begins a fold.
    pub fn start(&self, options: &Options) -> Result<Box<dyn AnyFold>, BadOption> {
        (self.start)(options)
    }
}

/// Why a fold stopped: the reducer's own error.
pub type Stopped = Box<dyn Error + Send + Sync>;

/// A fold under way, whatever its reducer.
pub trait AnyFold {
    /// Folds events in any order; the state as JSON text.
    fn fold(self: Box<Self>, events: &[&Record]) -> Result<String, Stopped>;

    /// Takes the next of events that come sorted, each id once.
    fn push(&mut self, event: Record) -> Result<(), SortedError<Stopped>>;

    /// The state after all pushed events, as JSON text.
    fn finish(self: Box<Self>) -> Result<String, Stopped>;
}

struct Running<R> {
    sorted: Sorted<R>,
}

impl<R: Reduce + Default> Running<R> {
    fn start(options: &Options) -> Result<Self, BadOption> {
        Ok(Self { sorted: Sorted::new(<R as Fold>::configured(options)?) })
    }
}

impl<R> AnyFold for Running<R>
where
    R: Reduce,
    R::Error: Error + Send + Sync + 'static,
    R::Output: Serialize,
{
    fn fold(self: Box<Self>, events: &[&Record]) -> Result<String, Stopped> {
        let state = fold::fold(self.sorted.into_reducer(), events.iter().copied())?;
        Ok(serde_json::to_string(&state)?)
    }

    fn push(&mut self, event: Record) -> Result<(), SortedError<Stopped>> {
        self.sorted.push(event).map_err(|error| match error {
            SortedError::OutOfOrder(error) => SortedError::OutOfOrder(error),
            SortedError::Stopped(error) => SortedError::Stopped(error.into()),
        })
    }

    fn finish(self: Box<Self>) -> Result<String, Stopped> {
        Ok(serde_json::to_string(&self.sorted.finish()?)?)
    }
}

/// A hand-written payload type.
#[derive(Clone, Copy)]
pub struct Foreign {
    /// Its JSON Schema, as text.
    pub schema: fn() -> String,
    check: fn(&[u8]) -> Result<(), Violations>,
    /// What it must accept and refuse.
    pub cases: fn() -> Vec<Case>,
}

impl fmt::Debug for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Foreign")
    }
}

/// A conformance case of a hand-written contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// What it shows.
    pub name: String,
    /// The payload as JSON text.
    pub json: String,
    /// Whether the payload is to be accepted.
    pub valid: bool,
}

impl Case {
    /// A payload that is to be accepted.
    pub fn valid(name: impl Into<String>, json: impl Into<String>) -> Self {
        Self { name: name.into(), json: json.into(), valid: true }
    }

    /// A payload that is to be refused.
    pub fn invalid(name: impl Into<String>, json: impl Into<String>) -> Self {
        Self { name: name.into(), json: json.into(), valid: false }
    }
}

/// A conformance case of a reducer: events, and what they come to.
#[derive(Clone, Debug)]
pub struct StreamCase {
    line: &'static Line,
    stream: Stream,
}

impl StreamCase {
    /// Events as JSON Lines, in any order, that come to a state, which is JSON text.
    pub fn comes_to(
        line: &'static Line,
        name: impl Into<String>,
        events: impl Into<String>,
        state: &str,
    ) -> Self {
        Self::new(line, name.into(), events.into(), format!("{{\"state\":{state}}}"))
    }

    /// Events that stop the fold with an error of these words.
    pub fn stops(
        line: &'static Line,
        name: impl Into<String>,
        events: impl Into<String>,
        message: &str,
    ) -> Self {
        let error = serde_json::json!({ "error": { "message": message } });
        Self::new(line, name.into(), events.into(), error.to_string())
    }

    /// The same, with options of the reducer: a JSON object.
    #[must_use]
    pub fn with_options(mut self, options: impl Into<String>) -> Self {
        self.stream.options = Some(options.into());
        self
    }

    fn new(line: &'static Line, id: String, events: String, golden: String) -> Self {
        let stream = Stream {
            id,
            line: line.name.to_owned(),
            domain: String::new(),
            events,
            golden: Some(golden),
            options: None,
        };
        Self { line, stream }
    }
}

/// A payload type whose rules are hand-written, too.
pub trait Rules {
    /// Everything that the type itself cannot say.
    fn rules(&self) -> Vec<Violation>;
}

impl Foreign {
    /// The entry of a payload type.
    pub const fn of<T: DeserializeOwned + Rules>(
        schema: fn() -> String,
        cases: fn() -> Vec<Case>,
    ) -> Self {
        Self { schema, check: check_foreign::<T>, cases }
    }

    fn judge(&self, case: &Case) -> Result<(), Finding> {
        match (self.check(case.json.as_bytes()), case.valid) {
            (Ok(()), false) => Err(Finding::Accepted),
            (Err(violations), true) => Err(Finding::Refused(violations)),
            _ => Ok(()),
        }
    }

    /// Checks a payload; on failure, everything that is wrong with it.
    pub fn check(&self, json: &[u8]) -> Result<(), Violations> {
        (self.check)(json)
    }
}

fn check_foreign<T: DeserializeOwned + Rules>(json: &[u8]) -> Result<(), Violations> {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let read: Result<T, _> = serde_path_to_error::deserialize(&mut deserializer);
    let value = read.map_err(|error| {
        let pointer = pointer(error.path());
        Violations::from(refused(pointer, &error.into_inner()))
    })?;
    deserializer.end().map_err(|error| Violations::from(refused(String::new(), &error)))?;
    Violations::new(value.rules()).map_or(Ok(()), Err)
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let mut pointer = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => text::push_pointer(&mut pointer, &index.to_string()),
            Segment::Map { key } => text::push_pointer(&mut pointer, key),
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    pointer
}

/// What serde refused. Its message may quote the value, so that only what it expected is taken over.
fn refused(pointer: String, error: &serde_json::Error) -> Violation {
    let message = error.to_string();
    let (code, expected) = if error.is_syntax() || error.is_eof() {
        (Code::Syntax, "JSON".to_owned())
    } else if let Some(field) = message.strip_prefix("missing field `") {
        let field = field.split('`').next().unwrap_or_default();
        (Code::Required, format!("a field `{field}`"))
    } else {
        let expected = message.rsplit_once("expected ").map_or("another value", |(_, rest)| rest);
        let expected = expected.split(" at line ").next().unwrap_or(expected);
        (Code::Type, expected.to_owned())
    };
    Violation {
        pointer,
        code,
        rule: None,
        expected,
        found: "something else".to_owned(),
        span: 0..0,
    }
}

/// Two entries have one id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{id}` is registered twice: by {first} and by {second}")]
pub struct Duplicate {
    /// The id.
    pub id: &'static str,
    /// The module of the entry that was there.
    pub first: &'static str,
    /// The module of the one that was refused.
    pub second: &'static str,
}

/// A conformance case that did not turn out as it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misjudged {
    /// The id of the entry.
    pub id: &'static str,
    /// The case's name.
    pub case: String,
    /// How it turned out.
    pub finding: Finding,
}

/// What a contract line declares, held against a registry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Domains of the line that no reducer handles.
    pub unhandled: Vec<&'static str>,
    /// Ids of reducers with a domain that the line does not have.
    pub stray: Vec<&'static str>,
}

/// Reducers and hand-written contracts by id.
#[derive(Clone, Debug, Default)]
pub struct Registry {
    entries: BTreeMap<&'static str, Registration>,
}

impl Registry {
    /// An empty registry.
    pub fn new() -> Self {
        Self::default()
    }

    /// Everything that `#[event_contract]` registered in the program.
    ///
    /// A crate takes part only if the program uses something of it; otherwise the linker drops it.
    pub fn discover() -> Result<Self, Duplicate> {
        let mut registry = Self::new();
        // The order of discovery is the linker's: sorted, so that the same entry is refused every time.
        let mut found: Vec<&Registration> = inventory::iter::<Registration>().collect();
        found.sort_by_key(|entry| (entry.id, entry.module));
        for entry in found {
            registry.register(*entry)?;
        }
        Ok(registry)
    }

    /// Adds an entry.
    pub fn register(&mut self, entry: Registration) -> Result<(), Duplicate> {
        if let Some(other) = self.entries.get(entry.id) {
            return Err(Duplicate { id: entry.id, first: other.module, second: entry.module });
        }
        self.entries.insert(entry.id, entry);
        Ok(())
    }

    /// The entries, sorted by id.
    pub fn iter(&self) -> impl Iterator<Item = &Registration> {
        self.entries.values()
    }

    /// The reducer with this id.
    pub fn reducer(&self, id: &str) -> Option<&Reducer> {
        match &self.entries.get(id)?.kind {
            Kind::Reducer(reducer) => Some(reducer),
            Kind::Contract(_) | Kind::BuiltIn(_) => None,
        }
    }

    /// The hand-written contract with this id.
    pub fn contract(&self, id: &str) -> Option<&Foreign> {
        match &self.entries.get(id)?.kind {
            Kind::Contract(contract) => Some(contract),
            Kind::Reducer(_) | Kind::BuiltIn(_) => None,
        }
    }

    /// The ids of all reducers, sorted.
    pub fn reducers(&self) -> impl Iterator<Item = &'static str> {
        self.iter().filter(|entry| matches!(entry.kind, Kind::Reducer(_))).map(|entry| entry.id)
    }

    /// The registered id that `id` was probably meant to be.
    pub fn nearest(&self, id: &str) -> Option<&'static str> {
        text::nearest(id, self.entries.keys().copied())
    }

    /// The reducers of a line, with their ids, sorted by id.
    pub fn reducers_of(&self, line: &Line) -> impl Iterator<Item = (&'static str, &Reducer)> {
        self.iter().filter_map(move |entry| match &entry.kind {
            Kind::Reducer(reducer) if reducer.is_of(line) => Some((entry.id, reducer)),
            _ => None,
        })
    }

    /// Holds the domains of a line against the registered reducers.
    pub fn compare(&self, domains: &[&'static Domain]) -> Comparison {
        let same =
            |a: &Domain, b: &Domain| (a.package, a.line, a.name) == (b.package, b.line, b.name);
        let reducers = || {
            self.iter().filter_map(|entry| match &entry.kind {
                Kind::Reducer(reducer) => Some((entry.id, reducer.domains)),
                Kind::Contract(_) | Kind::BuiltIn(_) => None,
            })
        };
        let has = |domains: &[&Domain], domain| domains.iter().any(|own| same(own, domain));
        let unhandled =
            domains.iter().filter(|domain| !reducers().any(|(_, own)| has(own, domain)));
        let stray = reducers().filter(|(_, own)| !own.iter().all(|domain| has(domains, domain)));
        Comparison {
            unhandled: unhandled.map(|domain| domain.name).collect(),
            stray: stray.map(|(id, _)| id).collect(),
        }
    }

    /// Runs the conformance cases of all entries, and gives those that did not turn out as they say: of hand-written
    /// contracts, of reducers, and the fixtures of contracts. Recorded streams are folded by the reducer of their domain.
    pub fn run_cases(&self) -> Vec<Misjudged> {
        let mut misjudged = Vec::new();
        for entry in self.iter() {
            let mut note = |case: String, verdict: Result<(), Finding>| {
                if let Err(finding) = verdict {
                    misjudged.push(Misjudged { id: entry.id, case, finding });
                }
            };
            match &entry.kind {
                Kind::Contract(contract) => {
                    for case in (contract.cases)() {
                        let verdict = contract.judge(&case);
                        note(case.name, verdict);
                    }
                }
                Kind::Reducer(reducer) => {
                    for StreamCase { line, stream } in (reducer.cases)() {
                        let verdict = stream.judge(line, reducer);
                        note(stream.id, verdict);
                    }
                }
                Kind::BuiltIn(contracts) => {
                    let (findings, _) = self.judge(&contracts.fixtures(), contracts.lines);
                    for (case, finding) in findings {
                        note(case, Err(finding));
                    }
                }
            }
        }
        misjudged
    }

    /// Judges what fixtures say of these lines, payloads by the line and streams by the reducers of their domains: those that
    /// do not turn out so, by id or path, and how many streams have no reducer here.
    pub fn judge(
        &self,
        fixtures: &Fixtures,
        lines: &[&'static Line],
    ) -> (Vec<(String, Finding)>, usize) {
        let line = |name: &str| lines.iter().copied().find(|line| line.name == name);
        let unusable = fixtures.unusable.iter();
        let mut findings: Vec<(String, Finding)> =
            unusable.map(|(path, why)| (path.clone(), Finding::Unusable(why.clone()))).collect();
        for payload in &fixtures.payloads {
            if let Some(Err(finding)) = line(&payload.line).map(|line| payload.judge(line)) {
                findings.push((payload.id.clone(), finding));
            }
        }
        let mut unfolded = 0;
        for stream in &fixtures.streams {
            let Some(line) = line(&stream.line) else { continue };
            match self.reducer_of(line, &stream.domain).map(|own| stream.judge(line, own)) {
                None => unfolded += 1,
                Some(Err(finding)) => findings.push((stream.id.clone(), finding)),
                Some(Ok(())) => {}
            }
        }
        (findings, unfolded)
    }

    /// The reducer of a domain: of those of a line, the first whose first domain it is.
    pub fn reducer_of(&self, line: &Line, domain: &str) -> Option<&Reducer> {
        let of = |reducer: &Reducer| reducer.domains.first().is_some_and(|own| own.name == domain);
        self.reducers_of(line).find_map(|(_, reducer)| of(reducer).then_some(reducer))
    }
}

#[cfg(test)]
mod tests;

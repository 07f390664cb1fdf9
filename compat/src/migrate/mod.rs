//! Events of an earlier line, rewritten as events of a later one.
//!
//! What becomes of them is declared in the later line's `migration`. An event is validated by the earlier
//! line, rewritten, and validated by the later one; whatever fails on the way is refused with its [`Reason`],
//! and never changed to fit. Lines that are several migrations apart are reached one after the other.

mod outside;
mod reason;
mod recast;

use std::borrow::Cow;

use event_contract::{Record, table};
use event_contract_codegen::model::{Envelope, Line, Migration, Model, Shape, Successor};

pub use outside::BadAnswer;
use outside::Values;
pub use reason::Reason;
use recast::{Object, Rewriter, json};

/// What contracts cannot express, done by hand between rewriting and validation.
pub trait Hook {
    /// Rewrites the payload of an event that has its new name already. `None` leaves it as it is; an error
    /// refuses the event.
    fn payload(&self, line: &str, event: &str, payload: &str) -> Result<Option<String>, String>;
}

impl<H: Hook + ?Sized> Hook for &H {
    fn payload(&self, line: &str, event: &str, payload: &str) -> Result<Option<String>, String> {
        (**self).payload(line, event, payload)
    }
}

/// Why one line does not lead to another.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoPath {
    /// There is no such line.
    Unknown(String),
    /// Both are the same.
    Same(String),
    /// No migration leads to a line on the way.
    Gap {
        /// The line that says of no line how its events become its own.
        line: String,
    },
}

impl std::fmt::Display for NoPath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unknown(line) => write!(f, "there is no line {line:?}"),
            Self::Same(line) => write!(f, "events of {line} need no migration to {line}"),
            Self::Gap { line } => {
                write!(f, "the chain has a gap: nothing says how events become events of {line}")
            }
        }
    }
}

impl std::error::Error for NoPath {}

/// An event that was migrated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migrated {
    /// The event of the last line, as JSON text.
    pub document: String,
    /// Its name.
    pub event: String,
}

/// A chain of migrations.
pub struct Migrator<'m> {
    steps: Vec<Step<'m>>,
    hook: Option<Box<dyn Hook + 'm>>,
}

impl std::fmt::Debug for Migrator<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.lines()).finish()
    }
}

impl<'m> Migrator<'m> {
    /// The chain of migrations from one line to another. `tables` gives the tables of a line.
    pub fn new(
        model: &'m Model,
        from: &str,
        to: &str,
        mut tables: impl FnMut(&'m Line) -> &'static table::Line,
    ) -> Result<Self, NoPath> {
        let find = |name: &str| {
            let found = model.lines.iter().find(|line| line.name == name);
            found.ok_or_else(|| NoPath::Unknown(name.to_owned()))
        };
        let (first, mut line) = (find(from)?, find(to)?);
        if first.name == line.name {
            return Err(NoPath::Same(line.name.clone()));
        }
        let mut steps = Vec::new();
        while line.name != first.name {
            let gap = || NoPath::Gap { line: line.name.clone() };
            let migration = line.migration.as_ref().ok_or_else(gap)?;
            let earlier = find(&migration.from)?;
            let envelopes = earlier.envelope.as_ref().zip(line.envelope.as_ref());
            let (old, new) = envelopes.ok_or_else(gap)?;
            steps.push(Step {
                old: tables(earlier),
                new: tables(line),
                migration,
                versions: (&earlier.version, &line.version),
                roles: Roles::of(earlier, old, line, new).ok_or_else(gap)?,
                values: Values::new(line, &migration.supplies),
            });
            line = earlier;
        }
        steps.reverse();
        Ok(Self { steps, hook: None })
    }

    /// Has a hook rewrite payloads after each migration.
    #[must_use]
    pub fn hook(mut self, hook: impl Hook + 'm) -> Self {
        self.hook = Some(Box::new(hook));
        self
    }

    /// The lines, from the first to the last.
    pub fn lines(&self) -> impl Iterator<Item = &'static str> {
        let first = self.steps.first().map(|step| step.old.name);
        first.into_iter().chain(self.steps.iter().map(|step| step.new.name))
    }

    /// The versions of the lines, from the first to the last.
    pub fn versions(&self) -> impl Iterator<Item = &'m str> {
        let first = self.steps.first().map(|step| step.versions.0);
        first.into_iter().chain(self.steps.iter().map(|step| step.versions.1))
    }

    /// Whether events of this name keep it, and their payloads stay as they are.
    pub fn keeps(&self, event: &str) -> bool {
        self.steps.iter().all(|step| {
            let read_as = &step.migration.read_as;
            !read_as.iter().any(|(name, other)| name == event || other == event)
                && matches!(step.of(event), Some(Successor::Event { name, payload }) if name == event && payload.is_identity())
        })
    }

    /// What the envelope of an event of the first line says its type is.
    pub fn event_type<'a>(&self, document: &'a [u8]) -> Option<Cow<'a, str>> {
        self.steps.first()?.old.event_type(document)
    }

    /// Whether the first line has an event of this name.
    pub fn knows(&self, event: &str) -> bool {
        self.steps.first().is_some_and(|step| step.old.event(event).is_some())
    }

    /// The new id of an aggregate whose kind has another name now.
    pub fn aggregate(&self, id: &str) -> Option<String> {
        self.steps.iter().fold(None, |renamed: Option<String>, step| {
            step.aggregate(renamed.as_deref().unwrap_or(id)).or(renamed)
        })
    }

    /// Reads an event of the first line, whatever its payload; `None` if its envelope is not valid.
    pub fn record(&self, document: &str) -> Option<Record> {
        self.steps.first()?.old.record(document).ok()
    }

    /// What whoever migrates may be asked for: options, and the fields that the values depend on.
    pub fn options(&self) -> impl Iterator<Item = (&'m str, Option<&'m str>)> {
        self.steps
            .iter()
            .flat_map(|step| step.values.options())
            .map(|supply| (supply.option.as_str(), supply.per.as_deref()))
    }

    /// Answers what the migration may ask for: for one value of the field that it depends on, or for all.
    /// `text` is the value, or its JSON text.
    pub fn answer(&mut self, option: &str, key: Option<&str>, text: &str) -> Result<(), BadAnswer> {
        let mut asked = false;
        for step in &mut self.steps {
            asked |= step.values.answer(option, key, text)?;
        }
        if asked {
            return Ok(());
        }
        let options = self.options().map(|(option, _)| option.to_owned()).collect();
        Err(BadAnswer::Unknown { options })
    }

    /// Whether some events tell what others lack, so that all should be [learnt](Self::learn) from first.
    pub fn learns(&self) -> bool {
        self.steps.iter().any(|step| step.values.learns())
    }

    /// Keeps what an event tells about others. Events that cannot be migrated tell nothing.
    pub fn learn(&mut self, document: &[u8]) {
        let Ok(text) = std::str::from_utf8(document) else { return };
        let mut text = text.to_owned();
        for at in 0..self.steps.len() {
            let Some(step) = self.steps.get(at) else { return };
            if !self.steps.iter().skip(at).any(|step| step.values.learns()) {
                return;
            }
            // The last step is worth its work only for the events that it learns from.
            let last = at + 1 == self.steps.len();
            if last && !step.successors(&text).any(|event| step.values.learns_from(event)) {
                return;
            }
            let Ok(Migrated { document, event }) =
                step.migrate(text.as_bytes(), self.hook.as_deref())
            else {
                return;
            };
            if let Some(step) = self.steps.get_mut(at)
                && let Some(envelope) = Object::read(&document)
                && let Some(payload) = envelope.get(step.roles.payload.1).and_then(Object::read)
            {
                step.values.learn(&event, &payload);
            }
            text = document;
        }
    }

    /// Migrates an event.
    pub fn migrate(&self, document: &[u8]) -> Result<Migrated, Reason> {
        let (first, rest) = self.steps.split_first().ok_or(Reason::Hook { why: String::new() })?;
        let mut migrated = first.migrate(document, self.hook.as_deref())?;
        for step in rest {
            migrated = step.migrate(migrated.document.as_bytes(), self.hook.as_deref())?;
        }
        Ok(migrated)
    }
}

/// A migration from one line to the next.
struct Step<'m> {
    old: &'static table::Line,
    new: &'static table::Line,
    migration: &'m Migration,
    versions: (&'m str, &'m str),
    roles: Roles<'m>,
    values: Values<'m>,
}

/// The names of the envelope fields that a migration looks into, before and after.
struct Roles<'m> {
    event_type: (&'m str, &'m str),
    payload: (&'m str, &'m str),
    aggregate: Option<&'m str>,
}

impl<'m> Roles<'m> {
    fn of(
        earlier: &'m Line,
        old: &'m Envelope,
        later: &'m Line,
        new: &'m Envelope,
    ) -> Option<Self> {
        fn name<'m>(line: &'m Line, envelope: &'m Envelope, field: usize) -> Option<&'m str> {
            match &line.def(envelope.ty).shape {
                Shape::Object(object) => Some(&object.fields.get(field)?.name),
                _ => None,
            }
        }
        let aggregate = new.order.and_then(|order| order.aggregate);
        let aggregate = aggregate.or(later.cutover.as_ref().map(|cutover| cutover.aggregate_index));
        Some(Self {
            event_type: (name(earlier, old, old.event_type)?, name(later, new, new.event_type)?),
            payload: (name(earlier, old, old.payload)?, name(later, new, new.payload)?),
            aggregate: aggregate.and_then(|field| name(later, new, field)),
        })
    }
}

impl Step<'_> {
    /// What the migration makes of an event of this name.
    fn of(&self, event: &str) -> Option<&Successor> {
        let events = &self.migration.events;
        let at = events.binary_search_by(|(name, _)| name.as_str().cmp(event)).ok()?;
        events.get(at).map(|(_, successor)| successor)
    }

    /// The new names that an event may have.
    fn successors(&self, document: &str) -> impl Iterator<Item = &str> {
        let name = self.old.event_type(document.as_bytes()).unwrap_or_default();
        let read_as = self.migration.read_as.iter().find(|(old, _)| *old == name);
        let other = read_as.and_then(|(_, other)| self.of(other));
        self.of(&name).into_iter().chain(other).filter_map(|successor| match successor {
            Successor::Event { name, .. } => Some(name.as_str()),
            Successor::Refused(_) => None,
        })
    }

    /// An event under the name of the other one whose contract alone it keeps, if there is such a one.
    fn read_as(&self, document: &[u8]) -> Option<String> {
        let name = self.old.event_type(document)?;
        let (_, other) = self.migration.read_as.iter().find(|(old, _)| *old == name)?;
        let mut envelope = Object::read(std::str::from_utf8(document).ok()?)?;
        envelope.set(self.roles.event_type.0, json(other));
        let document = envelope.write();
        self.old.split(document.as_bytes()).is_ok().then_some(document)
    }

    fn migrate(&self, document: &[u8], hook: Option<&dyn Hook>) -> Result<Migrated, Reason> {
        let before = |violations| Reason::Before { line: self.old.name.to_owned(), violations };
        let other;
        let parts = match self.old.split(document) {
            Ok(parts) => parts,
            Err(found) => {
                other = self.read_as(document).ok_or_else(|| before(found.into_vec()))?;
                self.old.split(other.as_bytes()).map_err(|found| before(found.into_vec()))?
            }
        };
        let (envelope, payload) = (parts.envelope().as_str(), parts.payload().as_str());
        let (name, recast) = match self.of(parts.event.name) {
            Some(Successor::Event { name, payload }) => (name, payload),
            Some(Successor::Refused(why)) => return Err(Reason::Refused { why: why.clone() }),
            None => {
                let why = format!("{} is not declared", parts.event.name);
                return Err(Reason::Refused { why });
            }
        };
        let object = |text| Object::read(text).ok_or_else(|| before(Vec::new()));
        let rewriter = Rewriter { outside: &self.values, renames: &self.migration.renames };
        let mut envelope = rewriter.outermost(object(envelope)?, &self.migration.envelope, "")?;
        let key = self.roles.payload.1;
        let at = format!("/{key}");
        let mut payload = rewriter.outermost(object(payload)?, recast, &at)?.write();
        if let Some(hook) = hook
            && let Some(by_hand) =
                hook.payload(self.new.name, name, &payload).map_err(|why| Reason::Hook { why })?
        {
            payload = by_hand;
        }
        envelope.set(key, payload);
        if parts.event.name != name {
            envelope.set(self.roles.event_type.1, json(name));
        }
        if let Some(key) = self.roles.aggregate
            && let Some(id) = envelope.string(key)
            && let Some(renamed) = self.aggregate(&id)
        {
            envelope.set(key, json(&renamed));
        }
        let document = envelope.write();
        let violations = self.new.violations(document.as_bytes());
        if violations.is_empty() {
            Ok(Migrated { document, event: name.clone() })
        } else {
            Err(Reason::After { line: self.new.name.to_owned(), violations })
        }
    }

    /// An aggregate's id under its new name, if it has one.
    fn aggregate(&self, id: &str) -> Option<String> {
        let end = id.find('/').unwrap_or(id.len());
        let (kind, rest) = id.split_at(end);
        let (_, new) = self.migration.aggregates.iter().find(|(old, _)| old == kind)?;
        Some(format!("{new}{rest}"))
    }
}

//! A reducer that remembers everything it is told, and events for it.

use proptest::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Made, OPEN};
use crate::codec::{Checked, Contract, Fields};
use crate::event_type::EventType;
use crate::fold::{Fold, Reduce, Scope, Tally, hand};
use crate::record::{Malformed, Meta, Record};
use crate::scalar::EventId;
use crate::table::Type;
use crate::view::View;

/// The payload of `Opened`.
#[derive(Debug)]
pub(crate) struct Note {
    pub(crate) note: Option<String>,
}

impl Contract for Note {
    const TYPE: Type = Type::Object(&OPEN);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&OPEN, text)?;
        Some(Self { note: fields.next()? })
    }
}

crate::impl_view!(pub(crate) NoteView: Note, [note: Option<String>]);

/// A diary of doors: nothing in it may depend on when events arrive.
///
/// Events of one clock reading are taken by emitter, the last by name first. Doors of the aggregate `shut`
/// are not looked at, and a note that says `stop` is a reason to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Diary<const STREAM: bool> {
    /// Event, note, and how many were taken at the same clock reading before.
    pub(crate) taken: Vec<(EventId, Option<String>, u64)>,
    pub(crate) malformed: Vec<EventId>,
    /// Events of each clock reading.
    pub(crate) groups: Vec<u64>,
    #[serde(skip)]
    concurrent: u64,
}

/// Why the diary stops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stopped(pub(crate) EventId);

impl<const STREAM: bool> Diary<STREAM> {
    fn opened(&mut self, event: &Meta, payload: View<'_, Note>) -> Result<(), Stopped> {
        if payload.note().given().is_some_and(|note| note.text() == "stop") {
            return Err(Stopped(event.event_id));
        }
        self.taken.push((event.event_id, payload.read().note, self.concurrent));
        self.concurrent += 1;
        Ok(())
    }
}

impl<const STREAM: bool> Fold for Diary<STREAM> {
    type Error = Stopped;
    type Output = (Self, Tally);

    fn scope() -> Scope {
        if STREAM { Scope::Stream } else { Scope::Own }
    }

    fn arrange(&self, concurrent: &mut [&Record]) {
        concurrent.sort_by(|a, b| b.meta.node_id.cmp(&a.meta.node_id));
    }

    fn admit(&mut self, event: &Record) -> Result<bool, Stopped> {
        Ok(*event.meta.aggregate_id != *"shut")
    }

    fn malformed(&mut self, event: &Record, why: Malformed<'_>) -> Result<(), Stopped> {
        assert_eq!(why.violations()[0].pointer, "/note");
        self.malformed.push(event.meta.event_id);
        Ok(())
    }

    fn settle(&mut self) -> Result<(), Stopped> {
        self.groups.push(std::mem::take(&mut self.concurrent));
        Ok(())
    }

    fn finish(self, tally: Tally) -> Self::Output {
        (self, tally)
    }
}

impl<const STREAM: bool> Reduce for Diary<STREAM> {
    fn concerns(event_type: &EventType) -> bool {
        *event_type == *"Opened"
    }

    fn take(&mut self, event: &Record) -> Result<(), Stopped> {
        hand::<_, Note>(self, event, Self::opened)
    }
}

/// Events by number: the same number is the same event. `stops` of 24 of them stop the diary.
pub(crate) fn event(number: u8, stops: u8) -> Record {
    let of = |choices: &[&'static str], divisor: u8| {
        choices[usize::from(number / divisor) % choices.len()]
    };
    let payload = match number {
        _ if number % 24 < stops => r#"{"note":"stop"}"#,
        _ if number % 5 == 4 => r#"{"note":5}"#,
        _ => of(&["{}", r#"{"note":"a"}"#], 1),
    };
    Made {
        event_type: of(&["Opened", "Opened", "Opened", "ZooVisited"], 3),
        aggregate: of(&["door/1", "door/1", "shut"], 7),
        node: of(&["a", "b", "c"], 1),
        clock: u64::from(number / 4),
        time: of(&["2026-03-01T12:00:00Z", "2026-03-01T12:00:00", "2026-03-01"], 2).into(),
        payload: payload.into(),
        ..Made::new(number.into())
    }
    .record()
}

/// Numbers of events in some order, some of them more than once.
pub(crate) fn arrivals() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(0..24_u8, 0..40)
}

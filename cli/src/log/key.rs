//! What events are folded together.

use std::borrow::Cow;

use event_contract::Record;

/// What is folded on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum By {
    /// Every aggregate.
    Aggregate,
    /// Every mission: the payload's `mission_id`, else its `mission_slug`, else the part of the aggregate's
    /// id behind `mission/`, else the whole of it.
    Mission,
    /// The stream as a whole.
    All,
}

impl By {
    /// The key of an event.
    pub(super) fn key(self, event: &Record) -> Cow<'_, str> {
        match self {
            Self::Aggregate => Cow::Borrowed(&event.meta.aggregate_id),
            Self::Mission => mission(event),
            Self::All => Cow::Borrowed("all"),
        }
    }
}

fn mission(event: &Record) -> Cow<'_, str> {
    let named = event.fields(["mission_id", "mission_slug"]).into_iter().flatten();
    let mut named = named.filter_map(|value| value.string().filter(|name| !name.is_empty()));
    named.next().unwrap_or_else(|| {
        let aggregate = &*event.meta.aggregate_id;
        let mission = aggregate.strip_prefix("mission/").and_then(|rest| rest.split('/').next());
        Cow::Borrowed(mission.filter(|mission| !mission.is_empty()).unwrap_or(aggregate))
    })
}

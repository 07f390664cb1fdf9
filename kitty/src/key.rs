//! Missions as what events are folded by.

use std::borrow::Cow;

use event_contract::Record;
use event_contract_cli::Key;

/// Every mission: the payload's `mission_id`, else its `mission_slug`, else the part of the aggregate's id behind
/// `mission/`, else the whole of it.
pub(crate) const MISSION: Key = Key { name: "mission", of: mission };

fn mission(event: &Record) -> Cow<'_, str> {
    let named = event.fields(["mission_id", "mission_slug"]).into_iter().flatten();
    let mut named = named.filter_map(|value| value.string().filter(|name| !name.is_empty()));
    named.next().unwrap_or_else(|| {
        let aggregate = &*event.meta.aggregate_id;
        let mission = aggregate.strip_prefix("mission/").and_then(|rest| rest.split('/').next());
        Cow::Borrowed(mission.filter(|mission| !mission.is_empty()).unwrap_or(aggregate))
    })
}

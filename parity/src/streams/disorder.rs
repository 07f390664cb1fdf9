//! What happens to a stream on its way: events come twice, changed or not, and in another order.

use event_contract::sample::Source;
use serde_json::Value;
use spec_kitty_contracts::v3::LINE;

use super::envelope;

/// Repeats some events and puts all of them into another order.
pub fn disorder(events: &mut Vec<Value>, source: &mut Source) {
    if source.per_mille(500) {
        for _ in 0..=source.below(3) {
            repeat(events, source);
        }
    }
    match source.below(3) {
        0 => {}
        1 => {
            for at in 1..events.len() {
                if source.per_mille(200) {
                    events.swap(at - 1, at);
                }
            }
        }
        _ => {
            for at in (1..events.len()).rev() {
                events.swap(at, source.below(at + 1));
            }
        }
    }
}

/// Lets an event come again, with the same id, as it was or with something of another.
fn repeat(events: &mut Vec<Value>, source: &mut Source) {
    let (Some(first), Some(other)) = (source.pick(events).cloned(), source.pick(events).cloned())
    else {
        return;
    };
    let mut again = first;
    if let (Some(envelope), Value::Object(again)) = (LINE.envelope, &mut again) {
        let order = envelope.order;
        let field = |at: usize| envelope.object.fields.get(at).map_or("", |field| field.name);
        let id = order.map_or("", |order| field(order.id));
        if let Some(Value::String(spelt)) = again.get_mut(id) {
            *spelt = envelope::respelt(spelt, source);
        }
        let changed = match source.below(5) {
            0 => vec![field(envelope.payload)],
            1 => vec![field(envelope.payload), field(envelope.event_type)],
            2 => order.and_then(|order| order.clock).map(field).into_iter().collect(),
            3 => order.map(|order| field(order.time)).into_iter().collect(),
            _ => Vec::new(),
        };
        for name in changed {
            if let Some(value) = other.get(name) {
                again.insert(name.to_owned(), value.clone());
            }
        }
    }
    let at = source.below(events.len() + 1);
    events.insert(at, again);
}

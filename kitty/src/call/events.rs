//! Events and payloads in canonical form.

use event_contract::codec::Contract as _;
use event_contract::table::Type;
use event_contract::{EventId, canonical};
use spec_kitty_contracts::v3::LINE;
use spec_kitty_contracts::v3::envelope::Event;

use super::arguments::Arguments;
use super::json;
use event_contract_cli::protocol::Problem;
use event_contract_cli::suggest;

pub(super) fn normalize_event_id(arguments: &Arguments<'_>) -> Result<String, Problem> {
    let id = EventId::new(arguments.text(0, "ValueError")?)
        .map_err(|violations| Problem::new("ValueError", violations.to_string()))?;
    json(&id.canonical())
}

pub(super) fn parse_event(arguments: &Arguments<'_>) -> Result<String, Problem> {
    parse(arguments.json(0)?, Event::TYPE)
}

/// The payload of an event; under the envelope's own name, an event.
pub(super) fn parse_payload(arguments: &Arguments<'_>) -> Result<String, Problem> {
    let name = arguments.text(0, "ValueError")?;
    let payload = arguments.json(1)?;
    if LINE.envelope.is_some_and(|envelope| envelope.name == name) {
        return parse(payload, Event::TYPE);
    }
    let Some(event) = LINE.event(&name) else {
        return Err(Problem::new("ValueError", suggest::unknown_event(&LINE, &name)));
    };
    parse(payload, Type::Object(event.payload))
}

fn parse(text: &str, ty: Type) -> Result<String, Problem> {
    Ok(canonical(text.as_bytes(), ty)?)
}

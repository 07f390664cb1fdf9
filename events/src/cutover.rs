//! The cutover policy, asked piece by piece: for gateways that sort events before anything else looks at
//! them.
//!
//! Events are taken as the JSON objects that they are, whatever their envelope is worth. Who wants a full
//! verdict asks the line ([`LINE`]), which applies the same policy.

use event_contract::Violations;
use serde_json::{Map, Value, json};
use spec_kitty_contracts::v3::cutover::CutoverArtifact;
use spec_kitty_contracts::v3::{CUTOVER, LINE};

/// An event as a JSON object.
type Object = Map<String, Value>;

/// Why an event is not one of the live line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CutoverError {
    /// There is no contract version.
    #[error("the event does not say in `{field}` which contract version it keeps")]
    SignalMissing {
        /// Where it belongs.
        field: &'static str,
    },
    /// The contract version is not a text.
    #[error("`{field}` is a text")]
    SignalType {
        /// Where it is.
        field: &'static str,
    },
    /// The contract version does not begin with a number.
    #[error("a contract version begins with a whole number")]
    NotAVersion,
    /// Another major version.
    #[error("another major version of the contract than {accepted}")]
    Major {
        /// The only one that is accepted.
        accepted: u64,
    },
    /// The right major version, but not the version.
    #[error("another version of the contract than {accepted}")]
    Version {
        /// The only one that is accepted.
        accepted: &'static str,
    },
    /// The envelope or the payload has keys of an earlier line.
    #[error("keys of an earlier line: {}", .0.join(", "))]
    ForbiddenKeys(Vec<&'static str>),
    /// The event type is one of an earlier line.
    #[error("an event type of an earlier line: {0}")]
    ForbiddenEventName(&'static str),
    /// The aggregate is one of an earlier line.
    #[error("an aggregate of an earlier line: {0}")]
    ForbiddenAggregateName(&'static str),
}

/// The field in which an event signals the contract version that it keeps.
pub fn canonical_signal_field_name() -> &'static str {
    field(CUTOVER.signal)
}

/// Where that field is: in the envelope.
pub const fn canonical_signal_location() -> &'static str {
    "event_envelope"
}

/// The contract version that an event signals, if it has one.
pub fn read_cutover_signal(event: &Object) -> Result<Option<&str>, CutoverError> {
    let field = field(CUTOVER.signal);
    match event.get(field) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(version)) => Ok(Some(version)),
        Some(_) => Err(CutoverError::SignalType { field }),
    }
}

/// Whether a contract version is of the accepted major version. Its number is in ASCII digits.
pub fn accepted_major_matches(version: &str) -> Result<bool, CutoverError> {
    let major = version.split('.').next().unwrap_or_default();
    if major.is_empty() || !major.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(CutoverError::NotAVersion);
    }
    // A number beyond 64 bits is a version, too.
    Ok(major.parse() == Ok(CUTOVER.accepted_major))
}

/// Whether a contract version is the accepted one.
pub fn required_cutover_value_matches(version: &str) -> bool {
    CUTOVER.accepts_version(version)
}

/// The keys of an earlier line that the envelope or the payload has.
pub fn forbidden_legacy_keys(event: &Object) -> Vec<&'static str> {
    let payload = LINE.envelope.map(|envelope| field(envelope.payload));
    let payload = payload.and_then(|name| event.get(name)?.as_object());
    let has = |key: &&str| {
        event.contains_key(*key) || payload.is_some_and(|payload| payload.contains_key(*key))
    };
    CUTOVER.forbidden_keys.iter().copied().filter(has).collect()
}

/// The event type, if it belongs to an earlier line.
pub fn forbidden_legacy_event_names(event: &Object) -> Option<&'static str> {
    let name = event.get(LINE.envelope.map(|envelope| field(envelope.event_type))?)?.as_str()?;
    CUTOVER.forbidden_event_names.iter().find(|forbidden| **forbidden == name).copied()
}

/// The name of the aggregate, if it belongs to an earlier line.
pub fn forbidden_legacy_aggregate_names(event: &Object) -> Option<&'static str> {
    let id = event.get(field(CUTOVER.aggregate))?.as_str()?;
    let name = id.split('/').next()?;
    CUTOVER.forbidden_aggregate_names.iter().find(|forbidden| **forbidden == name).copied()
}

/// Whether an event was made before the cutover. Fails if its contract version is none.
pub fn is_pre_cutover_payload(event: &Object) -> Result<bool, CutoverError> {
    match assert_canonical_cutover_signal(event) {
        Ok(()) => Ok(false),
        Err(error @ (CutoverError::SignalType { .. } | CutoverError::NotAVersion)) => Err(error),
        Err(_) => Ok(true),
    }
}

/// Refuses an event that is not one of the live line, with the first reason.
pub fn assert_canonical_cutover_signal(event: &Object) -> Result<(), CutoverError> {
    let missing = CutoverError::SignalMissing { field: field(CUTOVER.signal) };
    let version = read_cutover_signal(event)?.ok_or(missing)?;
    if !accepted_major_matches(version)? {
        return Err(CutoverError::Major { accepted: CUTOVER.accepted_major });
    }
    if !required_cutover_value_matches(version) {
        return Err(CutoverError::Version { accepted: CUTOVER.contract_version });
    }
    let keys = forbidden_legacy_keys(event);
    if !keys.is_empty() {
        return Err(CutoverError::ForbiddenKeys(keys));
    }
    if let Some(name) = forbidden_legacy_event_names(event) {
        return Err(CutoverError::ForbiddenEventName(name));
    }
    match forbidden_legacy_aggregate_names(event) {
        Some(name) => Err(CutoverError::ForbiddenAggregateName(name)),
        None => Ok(()),
    }
}

/// The policy as a document for peers. It always keeps its contract.
pub fn load_cutover_artifact() -> Result<CutoverArtifact, Violations> {
    let artifact = json!({
        "artifact_version": "1.0.0",
        "release_version": "3.0.0",
        "signal_field_name": field(CUTOVER.signal),
        "signal_location": "event_envelope",
        "cutover_contract_version": CUTOVER.contract_version,
        "accepted_major": CUTOVER.accepted_major,
        "forbidden_legacy_keys": CUTOVER.forbidden_keys,
        "forbidden_legacy_event_names": CUTOVER.forbidden_event_names,
        "forbidden_legacy_aggregate_names": CUTOVER.forbidden_aggregate_names,
        "forbidden_legacy_contract_surfaces": ["legacy-cleanup"],
    });
    event_contract::decode(artifact.to_string().as_bytes())
}

/// The name of a field of the envelope.
fn field(index: usize) -> &'static str {
    let field = LINE.envelope.and_then(|envelope| envelope.object.fields.get(index));
    field.map_or("", |field| field.name)
}

#[cfg(test)]
mod tests;

//! The gateway's own work as contract events: what was taken in, turned away and given up.

use event_contract::emitter::{EmitError, Emitter, Surroundings as _, timestamp, ulid};
use event_contract::log::Error;
use event_contract::table::Line;
use event_contract::{JsonValue, Timestamp, Violations, decode};
use event_contract_stores::{Store, System};
use sha2::{Digest as _, Sha256};
use spec_kitty_contracts::v3::common::{DeliveryId, MissionId, Text};
use spec_kitty_contracts::v3::connector::ConnectorId;
use spec_kitty_contracts::v3::sync::{
    AttemptCount, IngestBatchId, IngestedCount, SyncDeadLetteredPayload, SyncIngestAcceptedPayload,
    SyncIngestRejectedPayload,
};

use crate::settings::Identity;

/// A document that was not taken, and why.
#[derive(Clone, Debug)]
pub(crate) struct Refused {
    /// A hash of the document.
    pub(crate) fingerprint: String,
    /// Where it is kept.
    pub(crate) kept: String,
    /// Why, without payload values.
    pub(crate) reason: String,
    /// Whether it was valid, but the log has another event with its id.
    pub(crate) conflict: bool,
}

/// Writes to a log, and what is written about it.
pub(crate) struct Journal {
    emitter: Emitter<Box<dyn Store>, System>,
    identity: Identity,
    /// Whether the line has the events for it.
    kept: bool,
}

impl Journal {
    pub(crate) fn new(
        line: &'static Line,
        identity: Identity,
        kept: bool,
        log: Box<dyn Store>,
    ) -> Result<Self, Error> {
        // The payloads are those of one line; another line has no events for them.
        let kept = kept && std::ptr::eq(line, &raw const spec_kitty_contracts::v3::LINE);
        let correlation = ulid(System.now(), System.random().unwrap_or_default());
        let fields = [
            ("build_id", &identity.build),
            ("project_uuid", &identity.project),
            ("correlation_id", &correlation),
        ];
        let text = |text: &str| serde_json::Value::from(text).to_string().parse::<JsonValue>();
        let fields = fields
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), text(value).ok()?)));
        let emitter = Emitter::new(line, identity.node.clone(), fields, log, System)?;
        Ok(Self { emitter, identity, kept })
    }

    pub(crate) fn log(&mut self) -> &mut dyn Store {
        &mut **self.emitter.log_mut()
    }

    /// Puts on record what became of a commit.
    pub(crate) fn record(
        &mut self,
        fingerprint: &str,
        accepted: u64,
        refused: &[Refused],
    ) -> Result<(), EmitError> {
        if !self.kept {
            return Ok(());
        }
        let batch = ulid(System.now(), System.random().ok_or(EmitError::NoRandomness)?);
        let aggregate = format!("gateway/{}", self.identity.node);
        let marks = Marks::new(&self.identity, &batch)?;
        if accepted > 0 {
            let payload = SyncIngestAcceptedPayload {
                delivery_id: marks.delivery.clone(),
                source_event_fingerprint: Text::new(fingerprint)?,
                connector_id: marks.connector.clone(),
                mission_id: marks.mission.clone(),
                recorded_at: marks.at.clone(),
                ingest_batch_id: IngestBatchId::new(batch)?,
                ingested_count: IngestedCount::new(accepted)?,
            };
            self.emitter.emit(&aggregate, &payload)?;
        }
        let (mut rejected, mut dead) = (Vec::new(), Vec::new());
        for one in refused {
            let reason = Text::new(brief(&one.reason))?;
            let (kept, fingerprint) = (Text::new(&*one.kept)?, Text::new(&*one.fingerprint)?);
            if one.conflict {
                dead.push(SyncDeadLetteredPayload {
                    delivery_id: marks.delivery.clone(),
                    source_event_fingerprint: fingerprint,
                    connector_id: marks.connector.clone(),
                    mission_id: marks.mission.clone(),
                    recorded_at: marks.at.clone(),
                    failure_reason: reason,
                    total_attempts: AttemptCount::new(1)?,
                    dead_letter_ref: kept,
                });
            } else {
                rejected.push(SyncIngestRejectedPayload {
                    delivery_id: marks.delivery.clone(),
                    source_event_fingerprint: fingerprint,
                    connector_id: marks.connector.clone(),
                    mission_id: marks.mission.clone(),
                    recorded_at: marks.at.clone(),
                    rejection_reason: reason,
                    rejected_payload_ref: kept,
                });
            }
        }
        self.emitter.emit_all(rejected.iter().map(|payload| (&*aggregate, payload)))?;
        self.emitter.emit_all(dead.iter().map(|payload| (&*aggregate, payload)))?;
        Ok(())
    }
}

/// What all events of a commit have in common.
struct Marks {
    delivery: DeliveryId,
    connector: ConnectorId,
    mission: MissionId,
    at: Timestamp,
}

impl Marks {
    fn new(identity: &Identity, batch: &str) -> Result<Self, Violations> {
        Ok(Self {
            delivery: DeliveryId::new(batch)?,
            connector: ConnectorId::new(&*identity.node)?,
            mission: MissionId::new(&*identity.mission)?,
            at: decode(format!("\"{}\"", timestamp(System.now())).as_bytes())?,
        })
    }
}

/// The most bytes of a reason that go into an event; all of it is kept with the document.
const BRIEF: usize = 500;

fn brief(reason: &str) -> &str {
    let mut end = reason.len().min(BRIEF);
    while !reason.is_char_boundary(end) {
        end -= 1;
    }
    reason.get(..end).unwrap_or_default()
}

/// A hash of bytes, in hexadecimal.
pub(crate) fn fingerprint<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    event_contract_stores::hex(hash.finalize())
}

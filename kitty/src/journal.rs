//! The gateway's own work as Spec Kitty events: what was taken in, turned away and given up.

use event_contract::emitter::{EmitError, Emitter, Surroundings as _, timestamp, ulid};
use event_contract::log::Error;
use event_contract::{JsonValue, Timestamp, Violations, decode};
use event_contract_cli::{Failure, MakeJournal};
use event_contract_gateway::{Commit, Journal, OpenJournal};
use event_contract_stores::{Store, System};
use spec_kitty_contracts::v3::LINE;
use spec_kitty_contracts::v3::common::{DeliveryId, MissionId, Text};
use spec_kitty_contracts::v3::connector::ConnectorId;
use spec_kitty_contracts::v3::sync::{
    AttemptCount, IngestBatchId, IngestedCount, SyncDeadLetteredPayload, SyncIngestAcceptedPayload,
    SyncIngestRejectedPayload,
};

/// Options of `serve`.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// Does not emit events about its own work.
    #[arg(long)]
    no_journal: bool,
    /// Its name in the events about its own work.
    #[arg(long, value_name = "ID", default_value = "gateway")]
    node: String,
    /// The project in those events, a UUID.
    #[arg(long, value_name = "UUID", default_value = "00000000-0000-0000-0000-000000000000")]
    project: String,
    /// The mission in those events.
    #[arg(long, value_name = "ID", default_value = "gateway")]
    mission: String,
}

/// The journal that the options ask for. Only one line has the events for it.
#[expect(clippy::unnecessary_wraps, reason = "what the command line asks for")]
pub(crate) fn make(args: Args) -> Result<MakeJournal, Failure> {
    Ok(Box::new(move |line| {
        let kept = !args.no_journal && std::ptr::eq(line, &raw const LINE);
        let open: OpenJournal = Box::new(move |log| Ok(Box::new(Deliveries::new(args, log)?)));
        kept.then_some(open)
    }))
}

/// Writes to a log, and what is written about it.
struct Deliveries {
    emitter: Emitter<Box<dyn Store>, System>,
    args: Args,
}

impl Deliveries {
    fn new(args: Args, log: Box<dyn Store>) -> Result<Self, Error> {
        let correlation = ulid(System.now(), System.random().unwrap_or_default());
        let fields = [
            ("build_id", env!("CARGO_PKG_VERSION")),
            ("project_uuid", &*args.project),
            ("correlation_id", &*correlation),
        ];
        let text = |text: &str| serde_json::Value::from(text).to_string().parse::<JsonValue>();
        let fields = fields
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), text(value).ok()?)));
        let emitter = Emitter::new(&LINE, args.node.clone(), fields, log, System)?;
        Ok(Self { emitter, args })
    }
}

impl Journal for Deliveries {
    fn log(&mut self) -> &mut dyn Store {
        &mut **self.emitter.log_mut()
    }

    fn record(&mut self, commit: &Commit<'_>) -> Result<(), EmitError> {
        let Commit { fingerprint, accepted, refused } = *commit;
        let batch = ulid(System.now(), System.random().ok_or(EmitError::NoRandomness)?);
        let aggregate = format!("gateway/{}", self.args.node);
        let marks = Marks::new(&self.args, &batch)?;
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
    fn new(args: &Args, batch: &str) -> Result<Self, Violations> {
        Ok(Self {
            delivery: DeliveryId::new(batch)?,
            connector: ConnectorId::new(&*args.node)?,
            mission: MissionId::new(&*args.mission)?,
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

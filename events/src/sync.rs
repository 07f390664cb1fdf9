//! What became of deliveries from connectors.

use std::borrow::Cow;
use std::convert::Infallible;

use event_contract::fold::{Fold, Scope, Tally};
use event_contract::{EventId, Malformed, Meta, Record, ShortText, View};
use event_contract_macros::event_contract;
use foldhash::fast::RandomState;
use indexmap::IndexMap;
use indexmap::map::Entry;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use spec_kitty_contracts::v3::reducers::SyncReducer;
use spec_kitty_contracts::v3::sync::{
    SyncDeadLetteredPayload, SyncIngestAcceptedPayload, SyncIngestRejectedPayload, SyncOutcome,
    SyncReplayCompletedPayload, SyncRetryScheduledPayload,
};

use crate::anomaly::Classified;
use crate::keep::keep;

/// Why a sync event does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SyncAnomalyKind {
    /// Another event told of the same delivery of the same source event.
    DuplicateDeliveryPair,
    /// The payload does not keep its contract.
    MalformedPayload,
}

/// What became of the deliveries of a stream.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReducedSyncState {
    /// The connector of the last delivery.
    pub connector_id: Option<ShortText>,
    /// How many deliveries had which outcome.
    pub outcome_counts: OutcomeCounts,
    /// The deliveries.
    #[serde(flatten, serialize_with = "as_log_and_pairs")]
    pub deliveries: Deliveries,
    /// Events that do not fit.
    pub anomalies: Vec<Classified<SyncAnomalyKind>>,
    /// How many events the stream has, of any type.
    pub event_count: u64,
}

/// Deliveries in order: the events that told of them, and what became of them.
pub type Deliveries = IndexMap<Delivery, (EventId, SyncOutcome), RandomState>;

/// A delivery of a source event.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Delivery {
    /// One after the other: fingerprints are too long to be kept without an allocation.
    id_and_fingerprint: Box<str>,
    id_length: usize,
}

impl Delivery {
    fn new(id: &str, fingerprint: &str) -> Self {
        Self { id_and_fingerprint: [id, fingerprint].concat().into(), id_length: id.len() }
    }

    fn parts(&self) -> (&str, &str) {
        self.id_and_fingerprint.split_at(self.id_length)
    }

    /// What the connector calls it.
    pub fn id(&self) -> &str {
        self.parts().0
    }

    /// What stands for the source event.
    pub fn fingerprint(&self) -> &str {
        self.parts().1
    }
}

impl Serialize for Delivery {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.parts().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Delivery {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (id, fingerprint) = <(String, String)>::deserialize(deserializer)?;
        Ok(Self::new(&id, &fingerprint))
    }
}

/// Writes deliveries as the log of what became of them, in order, and the sorted pairs that are known.
fn as_log_and_pairs<S: Serializer>(
    deliveries: &Deliveries,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct LogAndPairs<'a> {
        outcome_log: Vec<(&'a EventId, SyncOutcome, &'a str)>,
        seen_delivery_pairs: Vec<(&'a str, &'a str)>,
    }
    let logged =
        deliveries.iter().map(|(delivery, (event, outcome))| (event, *outcome, delivery.id()));
    let mut seen_delivery_pairs: Vec<_> = deliveries.keys().map(Delivery::parts).collect();
    seen_delivery_pairs.sort_unstable();
    LogAndPairs { outcome_log: logged.collect(), seen_delivery_pairs }.serialize(serializer)
}

/// How many deliveries had which outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeCounts {
    /// Taken in.
    pub accepted_count: u64,
    /// Turned away.
    pub rejected_count: u64,
    /// To be tried again.
    pub retry_count: u64,
    /// Given up.
    pub dead_letter_count: u64,
    /// Played again.
    pub replay_count: u64,
}

impl OutcomeCounts {
    const fn of(&mut self, outcome: SyncOutcome) -> &mut u64 {
        match outcome {
            SyncOutcome::Accepted => &mut self.accepted_count,
            SyncOutcome::Rejected => &mut self.rejected_count,
            SyncOutcome::RetryScheduled => &mut self.retry_count,
            SyncOutcome::DeadLettered => &mut self.dead_letter_count,
            SyncOutcome::ReplayCompleted => &mut self.replay_count,
        }
    }
}

/// Counts deliveries by outcome, each pair of delivery and source event once.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct SyncFold {
    connector_id: Option<ShortText>,
    outcome_counts: OutcomeCounts,
    #[serde(with = "indexmap::map::serde_seq")]
    deliveries: Deliveries,
    anomalies: Vec<Classified<SyncAnomalyKind>>,
}

impl SyncFold {
    fn outcome(&mut self, event: &Meta, outcome: SyncOutcome, delivery: [Cow<'_, str>; 3]) {
        let [connector, delivery, fingerprint] = delivery;
        match self.deliveries.entry(Delivery::new(&delivery, &fingerprint)) {
            Entry::Vacant(new) => {
                new.insert((event.event_id, outcome));
                *self.outcome_counts.of(outcome) += 1;
                keep(&mut self.connector_id, &connector);
            }
            Entry::Occupied(_) => self.anomaly(
                SyncAnomalyKind::DuplicateDeliveryPair,
                event,
                "the delivery of this source event is on record already",
            ),
        }
    }

    fn anomaly(&mut self, kind: SyncAnomalyKind, event: &Meta, message: impl Into<String>) {
        self.anomalies.push(Classified::new(kind, event, message));
    }
}

/// The connector, delivery and source event that a payload names.
macro_rules! delivery {
    ($payload:expr) => {
        [
            $payload.connector_id().text(),
            $payload.delivery_id().text(),
            $payload.source_event_fingerprint().text(),
        ]
    };
}

#[event_contract(own(Fold), ignore(external_reference_linked))]
impl SyncReducer for SyncFold {
    fn sync_ingest_accepted(&mut self, event: &Meta, payload: View<'_, SyncIngestAcceptedPayload>) {
        self.outcome(event, SyncOutcome::Accepted, delivery!(payload));
    }

    fn sync_ingest_rejected(&mut self, event: &Meta, payload: View<'_, SyncIngestRejectedPayload>) {
        self.outcome(event, SyncOutcome::Rejected, delivery!(payload));
    }

    fn sync_retry_scheduled(&mut self, event: &Meta, payload: View<'_, SyncRetryScheduledPayload>) {
        self.outcome(event, SyncOutcome::RetryScheduled, delivery!(payload));
    }

    fn sync_dead_lettered(&mut self, event: &Meta, payload: View<'_, SyncDeadLetteredPayload>) {
        self.outcome(event, SyncOutcome::DeadLettered, delivery!(payload));
    }

    fn sync_replay_completed(
        &mut self,
        event: &Meta,
        payload: View<'_, SyncReplayCompletedPayload>,
    ) {
        self.outcome(event, SyncOutcome::ReplayCompleted, delivery!(payload));
    }
}

impl Fold for SyncFold {
    type Error = Infallible;
    type Output = ReducedSyncState;

    fn scope() -> Scope {
        Scope::Stream
    }

    fn expect(&mut self, events: usize) {
        self.deliveries.reserve(events);
    }

    fn malformed(&mut self, event: &Record, why: Malformed<'_>) -> Result<(), Infallible> {
        let message = why.violations().to_string();
        self.anomaly(SyncAnomalyKind::MalformedPayload, &event.meta, message);
        Ok(())
    }

    fn finish(self, tally: Tally) -> ReducedSyncState {
        ReducedSyncState {
            connector_id: self.connector_id,
            outcome_counts: self.outcome_counts,
            deliveries: self.deliveries,
            anomalies: self.anomalies,
            event_count: tally.events,
        }
    }
}

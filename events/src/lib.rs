//! The ten reducers of the Spec Kitty event set, and the helpers around them: what else the Python package offers
//! as functions, such as merges, Lamport clocks and stores in memory.

mod anomaly;
mod clock;
mod collaboration;
pub mod conformance;
mod connector;
mod constants;
mod cutover;
mod decisionpoint;
mod dossier;
mod error;
mod gates;
mod glossary;
mod keep;
mod lanes;
mod lifecycle;
mod merge;
mod mission_audit;
mod mission_next;
mod options;
mod order;
mod status;
mod store;
mod sync;
#[cfg(test)]
mod testing;

pub use anomaly::{Anomaly, Classified};
pub use clock::{ClockError, LamportClock};
pub use collaboration::{
    CollaborationFold, CommentEntry, DecisionEntry, ReducedCollaborationState, Roster,
    WarningEntry, WarningType,
};
pub use connector::{ConnectorAnomalyKind, ConnectorFold, ReducedConnectorState};
pub use constants::*;
pub use cutover::{
    CutoverError, accepted_major_matches, assert_canonical_cutover_signal,
    canonical_signal_field_name, canonical_signal_location, forbidden_legacy_aggregate_names,
    forbidden_legacy_event_names, forbidden_legacy_keys, is_pre_cutover_payload,
    load_cutover_artifact, read_cutover_signal, required_cutover_value_matches,
};
pub use decisionpoint::{DecisionPointAnomalyKind, DecisionPointFold, ReducedDecisionPointState};
pub use dossier::{
    ArtifactEntry, DossierAnomaly, DossierAnomalyType, DossierFold, DriftRecord,
    MissionDossierState, SnapshotSummary,
};
pub use error::{Error, details_of, kind_of};
pub use gates::{UnknownConclusion, map_check_run_conclusion};
pub use glossary::{
    ByTerm, ClarificationRecord, GlossaryFold, OPEN_CLARIFICATIONS_PER_CHECK, ReducedGlossaryState,
};
pub use lanes::{
    ForceMetadata, TransitionError, actor_label, canonical_to_sync_v1, canonical_to_sync_v2,
    normalize_lane, require_transition, validate_transition,
};
pub use lifecycle::{LifecycleFold, ReducedMissionState};
pub use merge::{
    ConflictResolution, Count, MergeError, merge_counter, merge_gset, state_machine_merge,
};
pub use mission_audit::{
    MissionAuditAnomalyKind, MissionAuditFold, PendingDecision, ReducedMissionAuditState,
};
pub use mission_next::{MissionNextFold, ReducedMissionRunState};
pub use options::Mode;
pub use order::{dedup_events, is_concurrent, total_order_key};
pub use status::{ReducedStatus, StatusFold, TransitionAnomaly, WorkPackageState};
pub use store::{
    ErrorLog, EventStore, InMemoryClockStorage, InMemoryErrorStorage, InMemoryEventStore,
};
pub use sync::{Deliveries, Delivery, OutcomeCounts, ReducedSyncState, SyncAnomalyKind, SyncFold};

use event_contract::registry::{Duplicate, Kind, Registration, Registry};

/// Everything that is registered in the program, the ten reducers and the contracts with their fixtures included.
///
/// The same as [`Registry::discover`], but a program that calls this is sure to contain this crate.
///
/// # Errors
///
/// Two entries have one id.
pub fn registry() -> Result<Registry, Duplicate> {
    let mut registry = Registry::discover()?;
    registry.register(Registration {
        id: "spec-kitty/contracts",
        module: module_path!(),
        kind: Kind::BuiltIn(&spec_kitty_contracts::CONTRACTS),
    })?;
    Ok(registry)
}

//! The dossier of a mission: its artifacts, and whether it agrees with its baseline.

use std::collections::BTreeMap;

use event_contract::fold::{Fold, Tally};
use event_contract::{Canonical, EventId, Loose, Meta, Record};
use event_contract_macros::event_contract;
use serde::{Deserialize, Serialize};
use spec_kitty_contracts::v3::common::{Count, Digest, Text};
use spec_kitty_contracts::v3::dossier::{
    ArtifactIdentity, ContentHashRef, DriftKind, HashAlgorithm, LocalNamespaceTuple,
    MissionDossierArtifactIndexedPayload, MissionDossierArtifactMissingPayload,
    MissionDossierParityDriftDetectedPayload, MissionDossierSnapshotComputedPayload, ParityStatus,
    ProvenanceRef,
};
use spec_kitty_contracts::v3::reducers::DossierReducer;

use crate::error::Error;

/// An artifact that a dossier holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArtifactEntry {
    /// Which artifact it is.
    pub identity: Canonical<ArtifactIdentity>,
    /// Its content.
    pub content_ref: Canonical<ContentHashRef>,
    /// When it was entered, as text.
    pub indexed_at: String,
    /// Where it comes from, as far as known.
    pub provenance: Option<Canonical<ProvenanceRef>>,
    /// Whether another has taken its place.
    pub superseded: bool,
    /// The step that made it.
    pub step_id: Option<String>,
}

/// What is wrong with a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DossierAnomalyType {
    /// An artifact that should be there is not.
    MissingArtifact,
}

/// Something that is wrong with a dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DossierAnomaly {
    /// What kind of thing it is.
    pub anomaly_type: DossierAnomalyType,
    /// The artifact that should be there.
    pub expected_identity: Canonical<ArtifactIdentity>,
    /// The step that demands it, or `required_always`.
    pub manifest_step: Text,
    /// When it was missed, as text.
    pub checked_at: String,
    /// What would bring it back.
    pub remediation_hint: Option<String>,
}

/// The sum of a dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SnapshotSummary {
    /// The digest of the whole.
    pub snapshot_hash: Digest,
    /// How many artifacts it holds.
    pub artifact_count: Count,
    /// How many anomalies it has.
    pub anomaly_count: Count,
    /// When it was computed, as text.
    pub computed_at: String,
    /// How the digest was computed.
    pub algorithm: HashAlgorithm,
}

/// A difference between a dossier and its baseline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DriftRecord {
    /// The digest of the baseline.
    pub expected_hash: Digest,
    /// The digest of the dossier.
    pub actual_hash: Digest,
    /// What makes the difference.
    pub drift_kind: DriftKind,
    /// When it was found, as text.
    pub detected_at: String,
}

/// The dossier of a mission.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MissionDossierState {
    /// What the dossier belongs to. The step is that of the first event, unless events name several.
    pub namespace: Option<Canonical<LocalNamespaceTuple>>,
    /// The artifacts by path.
    pub artifacts: BTreeMap<Text, ArtifactEntry>,
    /// What is wrong, in order.
    pub anomalies: Vec<DossierAnomaly>,
    /// The last sum.
    pub latest_snapshot: Option<SnapshotSummary>,
    /// Every difference from the baseline, in order.
    pub drift_history: Vec<DriftRecord>,
    /// Whether the dossier agrees with its baseline: drifted once there was a difference, clean if it was
    /// summed up without one.
    pub parity_status: ParityStatus,
    /// How many events of the domain the stream has.
    pub event_count: u64,
}

/// Builds the dossier of a mission. Malformed payloads are passed over; events of two dossiers in one stream
/// stop it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct DossierFold {
    namespace: Option<Namespace>,
    artifacts: BTreeMap<Text, ArtifactEntry>,
    anomalies: Vec<DossierAnomaly>,
    latest_snapshot: Option<SnapshotSummary>,
    drift_history: Vec<DriftRecord>,
}

/// What the events so far belong to.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Namespace {
    /// The first event that says it.
    event: EventId,
    /// What that event says.
    first: Canonical<LocalNamespaceTuple>,
    /// The first step that an event names.
    step: Option<String>,
    /// Whether events name different steps.
    several_steps: bool,
}

impl Namespace {
    fn of(event: &Meta, namespace: LocalNamespaceTuple) -> Self {
        Self {
            event: event.event_id.clone(),
            step: namespace.step_id.clone(),
            first: Canonical(namespace),
            several_steps: false,
        }
    }

    /// Takes note of the namespace of another event, which must agree in all but the step.
    fn join(&mut self, event: &Meta, other: LocalNamespaceTuple) -> Result<(), Error> {
        let Canonical(first) = &self.first;
        let agreements = [
            ("project_uuid", first.project_uuid == other.project_uuid),
            ("mission_slug", first.mission_slug == other.mission_slug),
            ("target_branch", first.target_branch == other.target_branch),
            ("mission_type", first.mission_type == other.mission_type),
            ("manifest_version", first.manifest_version == other.manifest_version),
        ];
        if let Some((field, _)) = agreements.iter().find(|(_, agree)| !agree) {
            return Err(Error::NamespaceMixed {
                first: self.event.to_string(),
                second: event.event_id.to_string(),
                field,
            });
        }
        match (&self.step, other.step_id) {
            (Some(step), Some(other)) => self.several_steps |= *step != other,
            (None, Some(other)) => self.step = Some(other),
            (_, None) => {}
        }
        Ok(())
    }

    fn finish(self) -> Canonical<LocalNamespaceTuple> {
        let mut namespace = self.first;
        if self.several_steps {
            namespace.0.step_id = None;
        }
        namespace
    }
}

#[event_contract(own(Fold))]
impl DossierReducer for DossierFold {
    fn mission_dossier_artifact_indexed(
        &mut self,
        _: &Meta,
        payload: &MissionDossierArtifactIndexedPayload,
    ) {
        let superseded = payload.supersedes.as_ref().map(|identity| &identity.path);
        if let Some(entry) = superseded.and_then(|path| self.artifacts.get_mut(path)) {
            entry.superseded = true;
        }
        let entry = ArtifactEntry {
            identity: Canonical(payload.artifact_id.clone()),
            content_ref: Canonical(payload.content_ref.clone()),
            indexed_at: payload.indexed_at.clone(),
            provenance: payload.provenance.clone().map(Canonical),
            superseded: false,
            step_id: payload.step_id.clone(),
        };
        self.artifacts.insert(payload.artifact_id.path.clone(), entry);
    }

    fn mission_dossier_artifact_missing(
        &mut self,
        _: &Meta,
        payload: &MissionDossierArtifactMissingPayload,
    ) {
        self.anomalies.push(DossierAnomaly {
            anomaly_type: DossierAnomalyType::MissingArtifact,
            expected_identity: Canonical(payload.expected_identity.clone()),
            manifest_step: payload.manifest_step.clone(),
            checked_at: payload.checked_at.clone(),
            remediation_hint: payload.remediation_hint.clone(),
        });
    }

    fn mission_dossier_snapshot_computed(
        &mut self,
        _: &Meta,
        payload: &MissionDossierSnapshotComputedPayload,
    ) {
        self.latest_snapshot = Some(SnapshotSummary {
            snapshot_hash: payload.snapshot_hash.clone(),
            artifact_count: payload.artifact_count.clone(),
            anomaly_count: payload.anomaly_count.clone(),
            computed_at: payload.computed_at.clone(),
            algorithm: payload.algorithm.unwrap_or(HashAlgorithm::Sha256),
        });
    }

    fn mission_dossier_parity_drift_detected(
        &mut self,
        _: &Meta,
        payload: &MissionDossierParityDriftDetectedPayload,
    ) {
        self.drift_history.push(DriftRecord {
            expected_hash: payload.expected_hash.clone(),
            actual_hash: payload.actual_hash.clone(),
            drift_kind: payload.drift_kind,
            detected_at: payload.detected_at.clone(),
        });
    }
}

impl Fold for DossierFold {
    type Error = Error;
    type Output = MissionDossierState;

    fn admit(&mut self, event: &Record) -> Result<bool, Error> {
        // A namespace counts even if the rest of its payload does not keep its contract.
        let [namespace] = event.fields(["namespace"]);
        if let Some(found) = namespace.and_then(Loose::read) {
            match &mut self.namespace {
                None => self.namespace = Some(Namespace::of(&event.meta, found)),
                Some(namespace) => namespace.join(&event.meta, found)?,
            }
        }
        Ok(true)
    }

    fn finish(self, tally: Tally) -> MissionDossierState {
        let parity_status = match (self.drift_history.is_empty(), &self.latest_snapshot) {
            (false, _) => ParityStatus::Drifted,
            (true, Some(_)) => ParityStatus::Clean,
            (true, None) => ParityStatus::Unknown,
        };
        MissionDossierState {
            namespace: self.namespace.map(Namespace::finish),
            artifacts: self.artifacts,
            anomalies: self.anomalies,
            latest_snapshot: self.latest_snapshot,
            drift_history: self.drift_history,
            parity_status,
            event_count: tally.events,
        }
    }
}

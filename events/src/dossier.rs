//! The dossier of a mission: its artifacts, and whether it agrees with its baseline.

use std::collections::BTreeMap;

use event_contract::fold::{Fold, Tally};
use event_contract::{Canonical, EventId, Kept, Lazy, Loose, Meta, Record, View};
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
    pub identity: Kept<ArtifactIdentity>,
    /// Its content.
    pub content_ref: Kept<ContentHashRef>,
    /// When it was entered, as text.
    pub indexed_at: String,
    /// Where it comes from, as far as known.
    pub provenance: Option<Kept<ProvenanceRef>>,
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
    pub expected_identity: Kept<ArtifactIdentity>,
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

impl SnapshotSummary {
    fn of(computed: MissionDossierSnapshotComputedPayload) -> Self {
        Self {
            snapshot_hash: computed.snapshot_hash,
            artifact_count: computed.artifact_count,
            anomaly_count: computed.anomaly_count,
            computed_at: computed.computed_at,
            algorithm: computed.algorithm.unwrap_or(HashAlgorithm::Sha256),
        }
    }
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
    /// The last sum, which is not looked at before the end.
    latest_snapshot: Option<Kept<MissionDossierSnapshotComputedPayload>>,
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
    /// How an event said it.
    #[serde(skip)]
    spelling: Option<Spelling>,
}

/// A namespace as an event said it, up to the step: most events of a stream say it alike.
#[derive(Clone, Debug)]
struct Spelling(Box<str>);

/// The step that an event names, if it does.
struct Step<'a>(Option<&'a str>);

impl Spelling {
    /// Nothing if the step is not what comes last.
    fn of(said: &str) -> Option<Self> {
        let before = match said.split_once("\"step_id\"") {
            Some((before, _)) => before.trim_ascii_end().strip_suffix(',')?,
            None => said.strip_suffix('}')?,
        };
        let spelling = Self(before.trim_ascii_end().into());
        spelling.step(said)?;
        (!before.contains('\\')).then_some(spelling)
    }

    /// Reads no more than the step. Nothing for a namespace that is said in another way.
    fn step<'a>(&self, said: &'a str) -> Option<Step<'a>> {
        let rest = said.strip_prefix(&*self.0)?.trim_ascii_start();
        if rest == "}" {
            return Some(Step(None));
        }
        let rest = rest.strip_prefix(',')?.trim_ascii_start().strip_prefix("\"step_id\"")?;
        let rest = rest.trim_ascii_start().strip_prefix(':')?.trim_ascii_start();
        let (step, rest) = match rest.strip_prefix("null") {
            Some(rest) => (None, rest),
            None => {
                rest.strip_prefix('"')?.split_once('"').map(|(step, rest)| (Some(step), rest))?
            }
        };
        let plain = step.is_none_or(|step| !step.contains('\\'));
        (plain && rest.trim_ascii_start() == "}").then_some(Step(step))
    }
}

impl Namespace {
    /// What the first event says.
    fn of(event: &Meta, said: Loose<'_>) -> Option<Self> {
        let first: LocalNamespaceTuple = said.read()?;
        Some(Self {
            event: event.event_id,
            step: first.step_id.clone(),
            first: Canonical(first),
            several_steps: false,
            spelling: Spelling::of(said.as_str()),
        })
    }

    /// Takes note of what another event says, which must agree in all but the step.
    fn join(&mut self, event: &Meta, said: Loose<'_>) -> Result<(), Error> {
        let alike = self.spelling.as_ref().and_then(|spelling| spelling.step(said.as_str()));
        if let Some(Step(step)) = alike {
            self.join_step(step);
            return Ok(());
        }
        let Some(other) = said.read::<LocalNamespaceTuple>() else { return Ok(()) };
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
                expected: Box::new(first.clone()),
                second: event.event_id.to_string(),
                found: Box::new(other),
                field,
            });
        }
        if let Some(spelling) = Spelling::of(said.as_str()) {
            self.spelling = Some(spelling);
        }
        self.join_step(other.step_id.as_deref());
        Ok(())
    }

    fn join_step(&mut self, other: Option<&str>) {
        match (&self.step, other) {
            (Some(step), Some(other)) => self.several_steps |= step != other,
            (None, Some(other)) => self.step = Some(other.to_owned()),
            (_, None) => {}
        }
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
        payload: View<'_, MissionDossierArtifactIndexedPayload>,
    ) {
        let superseded = payload.supersedes().given();
        let superseded = superseded.map(|identity| identity.look(|it| it.path().get()));
        if let Some(entry) = superseded.and_then(|path| self.artifacts.get_mut(&path)) {
            entry.superseded = true;
        }
        let entry = ArtifactEntry {
            identity: payload.artifact_id().keep(),
            content_ref: payload.content_ref().keep(),
            indexed_at: payload.indexed_at().get(),
            provenance: payload.provenance().given().map(Lazy::keep),
            superseded: false,
            step_id: payload.step_id().get(),
        };
        let path = payload.artifact_id().look(|identity| identity.path().get());
        self.artifacts.insert(path, entry);
    }

    fn mission_dossier_artifact_missing(
        &mut self,
        _: &Meta,
        payload: View<'_, MissionDossierArtifactMissingPayload>,
    ) {
        self.anomalies.push(DossierAnomaly {
            anomaly_type: DossierAnomalyType::MissingArtifact,
            expected_identity: payload.expected_identity().keep(),
            manifest_step: payload.manifest_step().get(),
            checked_at: payload.checked_at().get(),
            remediation_hint: payload.remediation_hint().get(),
        });
    }

    fn mission_dossier_snapshot_computed(
        &mut self,
        _: &Meta,
        payload: View<'_, MissionDossierSnapshotComputedPayload>,
    ) {
        self.latest_snapshot = Some(payload.keep());
    }

    fn mission_dossier_parity_drift_detected(
        &mut self,
        _: &Meta,
        payload: View<'_, MissionDossierParityDriftDetectedPayload>,
    ) {
        self.drift_history.push(DriftRecord {
            expected_hash: payload.expected_hash().get(),
            actual_hash: payload.actual_hash().get(),
            drift_kind: payload.drift_kind().get(),
            detected_at: payload.detected_at().get(),
        });
    }
}

impl Fold for DossierFold {
    type Error = Error;
    type Output = MissionDossierState;

    fn admit(&mut self, event: &Record) -> Result<bool, Error> {
        // A namespace counts even if the rest of its payload does not keep its contract.
        let [Some(said)] = event.fields(["namespace"]) else { return Ok(true) };
        match &mut self.namespace {
            None => self.namespace = Namespace::of(&event.meta, said),
            Some(namespace) => namespace.join(&event.meta, said)?,
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
            latest_snapshot: self.latest_snapshot.map(|kept| SnapshotSummary::of(kept.get())),
            drift_history: self.drift_history,
            parity_status,
            event_count: tally.events,
        }
    }
}

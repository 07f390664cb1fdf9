//! The cutover policy as a document that peers can read. The policy itself stands in
//! `line.yaml`.
//!
//! Generated from `contracts/spec-kitty/v3/cutover.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use event_contract::Integer;

use super::common::Text;
use super::envelope::ContractVersion;

/// Where the contract version is signalled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SignalLocation {
    /// `event_envelope`
    EventEnvelope,
    /// `payload`
    Payload,
    /// `artifact_only`
    ArtifactOnly,
}

/// The first number of a version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MajorVersion(pub(super) Integer);

/// What live events must signal, and what they must no longer carry.
#[derive(Clone, Debug, PartialEq)]
pub struct CutoverArtifact {
    /// The version of this document.
    pub artifact_version: ContractVersion,
    /// The release that made the cut.
    pub release_version: ContractVersion,
    /// The field that carries the contract version.
    pub signal_field_name: Text,
    /// Where the contract version is signalled.
    pub signal_location: SignalLocation,
    /// The only contract version that is accepted.
    pub cutover_contract_version: Text,
    /// Its major number.
    pub accepted_major: MajorVersion,
    /// Keys that are refused.
    pub forbidden_legacy_keys: Vec<String>,
    /// Event types that are refused.
    pub forbidden_legacy_event_names: Vec<String>,
    /// Kinds of aggregate that are refused.
    pub forbidden_legacy_aggregate_names: Vec<String>,
    /// Parts of the older contract that are gone.
    pub forbidden_legacy_contract_surfaces: Vec<String>,
}

event_contract::impl_builder!(
    CutoverArtifact: super::codec::cutover::CUTOVER_ARTIFACT,
    CutoverArtifactBuilder,
    CutoverArtifactRequired {
        artifact_version: ContractVersion,
        release_version: ContractVersion,
        signal_field_name: Text,
        signal_location: SignalLocation,
        cutover_contract_version: Text,
        accepted_major: MajorVersion,
        forbidden_legacy_keys: Vec<String>,
        forbidden_legacy_event_names: Vec<String>,
        forbidden_legacy_aggregate_names: Vec<String>,
    },
    {
        9: forbidden_legacy_contract_surfaces(default Vec<String>),
    }
);

//! Scalars that several domains share.
//!
//! Generated from `contracts/spec-kitty/v2/common.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use event_contract::Integer;

/// A string that is not empty. White space counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(pub(super) event_contract::ShortText);

/// Identifies a mission.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MissionId(pub(super) event_contract::ShortText);

/// The readable, stable name of a feature; a mission in later words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FeatureSlug(pub(super) event_contract::ShortText);

/// The number of a feature in its project's catalogue.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FeatureNumber(pub(super) Integer);

/// The workflow template that a mission follows, such as `software-dev`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MissionType(pub(super) event_contract::ShortText);

/// Identifies one run of a mission.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunId(pub(super) event_contract::ShortText);

/// Identifies a step of a mission.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepId(pub(super) event_contract::ShortText);

/// Identifies a work package within a mission.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkPackageId(pub(super) event_contract::ShortText);

/// Identifies whoever, or whatever, acted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub(super) event_contract::ShortText);

/// Identifies a decision.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DecisionId(pub(super) event_contract::ShortText);

/// Identifies one delivery from outside; a repeated delivery has the same one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeliveryId(pub(super) event_contract::ShortText);

/// The text form of a digest, hexadecimal by convention.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub(super) event_contract::ShortText);

/// How many there are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Count(pub(super) Integer);

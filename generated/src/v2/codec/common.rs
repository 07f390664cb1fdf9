//! Tables and decoders of the domain `common`.
//!
//! Generated from `contracts/spec-kitty/v2/common.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use event_contract::table::{self};

use super::super::common::{
    ActorId, Count, DecisionId, DeliveryId, Digest, FeatureNumber, FeatureSlug,
    MissionId, MissionType, RunId, StepId, Text, WorkPackageId,
};

/// Table of [`Text`].
pub static TEXT: table::Text = table::Text {
    name: "Text",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(Text : TEXT);

/// Table of [`MissionId`].
pub static MISSION_ID: table::Text = table::Text {
    name: "MissionId",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(MissionId : MISSION_ID);

/// Table of [`FeatureSlug`].
pub static FEATURE_SLUG: table::Text = table::Text {
    name: "FeatureSlug",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(FeatureSlug : FEATURE_SLUG);

/// Table of [`FeatureNumber`].
pub static FEATURE_NUMBER: table::Integer = table::Integer {
    name: "FeatureNumber",
    minimum: Some(1),
    ..table::Integer::ANY
};

event_contract::impl_integer!(FeatureNumber : FEATURE_NUMBER);

/// Table of [`MissionType`].
pub static MISSION_TYPE: table::Text = table::Text {
    name: "MissionType",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(MissionType : MISSION_TYPE);

/// Table of [`RunId`].
pub static RUN_ID: table::Text = table::Text {
    name: "RunId",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(RunId : RUN_ID);

/// Table of [`StepId`].
pub static STEP_ID: table::Text = table::Text {
    name: "StepId",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(StepId : STEP_ID);

/// Table of [`WorkPackageId`].
pub static WORK_PACKAGE_ID: table::Text = table::Text {
    name: "WorkPackageId",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(WorkPackageId : WORK_PACKAGE_ID);

/// Table of [`ActorId`].
pub static ACTOR_ID: table::Text = table::Text {
    name: "ActorId",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(ActorId : ACTOR_ID);

/// Table of [`DecisionId`].
pub static DECISION_ID: table::Text = table::Text {
    name: "DecisionId",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(DecisionId : DECISION_ID);

/// Table of [`DeliveryId`].
pub static DELIVERY_ID: table::Text = table::Text {
    name: "DeliveryId",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(DeliveryId : DELIVERY_ID);

/// Table of [`Digest`].
pub static DIGEST: table::Text = table::Text {
    name: "Digest",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(Digest : DIGEST);

/// Table of [`Count`].
pub static COUNT: table::Integer = table::Integer {
    name: "Count",
    minimum: Some(0),
    ..table::Integer::ANY
};

event_contract::impl_integer!(Count : COUNT);

//! Tables and decoders of the domain `lifecycle`.
//!
//! Generated from `contracts/spec-kitty/v2/lifecycle.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use event_contract::codec::serde::ser::{Serialize, SerializeStruct, Serializer};
use event_contract::codec::{Checked, Contract, Fields};
use event_contract::table::{self, Field, Type};

use super::super::lifecycle::{
    FeatureClosedPayload, FeatureCreatedPayload, MissionCancelledPayload,
    MissionCompletedPayload, MissionStartedPayload, MissionStatus, PhaseEnteredPayload,
    PhaseName, ReviewRollbackPayload,
};

use super::common::{
    ACTOR_ID, FEATURE_NUMBER, FEATURE_SLUG, MISSION_ID, MISSION_TYPE, TEXT,
};

/// Table of [`MissionStatus`].
pub static MISSION_STATUS: table::Enum = table::Enum {
    name: "MissionStatus",
    values: &["active", "completed", "cancelled"],
    aliases: &[],
};

event_contract::impl_enum!(
    MissionStatus : MISSION_STATUS, [Active, Completed, Cancelled]
);

/// Table of [`PhaseName`].
pub static PHASE_NAME: table::Text = table::Text {
    name: "PhaseName",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(PhaseName : PHASE_NAME);

/// Table of [`FeatureCreatedPayload`].
pub static FEATURE_CREATED_PAYLOAD: table::Object = table::Object {
    name: "FeatureCreatedPayload",
    fields: &[
        Field::required("feature_slug", Type::Text(&FEATURE_SLUG)),
        Field::required("feature_number", Type::Integer(&FEATURE_NUMBER)),
        Field::required("mission_key", Type::Text(&MISSION_TYPE)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for FeatureCreatedPayload {
    const TYPE: Type = Type::Object(&FEATURE_CREATED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&FEATURE_CREATED_PAYLOAD, text)?;
        Some(Self {
            feature_slug: fields.next()?,
            feature_number: fields.next()?,
            mission_key: fields.next()?,
        })
    }
}

impl Serialize for FeatureCreatedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("FeatureCreatedPayload", 3)?;
        out.serialize_field("feature_slug", &self.feature_slug)?;
        out.serialize_field("feature_number", &self.feature_number)?;
        out.serialize_field("mission_key", &self.mission_key)?;
        out.end()
    }
}

/// Table of [`FeatureClosedPayload`].
pub static FEATURE_CLOSED_PAYLOAD: table::Object = table::Object {
    name: "FeatureClosedPayload",
    fields: &[
        Field::required("feature_slug", Type::Text(&FEATURE_SLUG)),
        Field::required("feature_number", Type::Integer(&FEATURE_NUMBER)),
        Field::required("mission_key", Type::Text(&MISSION_TYPE)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for FeatureClosedPayload {
    const TYPE: Type = Type::Object(&FEATURE_CLOSED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&FEATURE_CLOSED_PAYLOAD, text)?;
        Some(Self {
            feature_slug: fields.next()?,
            feature_number: fields.next()?,
            mission_key: fields.next()?,
        })
    }
}

impl Serialize for FeatureClosedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("FeatureClosedPayload", 3)?;
        out.serialize_field("feature_slug", &self.feature_slug)?;
        out.serialize_field("feature_number", &self.feature_number)?;
        out.serialize_field("mission_key", &self.mission_key)?;
        out.end()
    }
}

/// Table of [`MissionStartedPayload`].
pub static MISSION_STARTED_PAYLOAD: table::Object = table::Object {
    name: "MissionStartedPayload",
    fields: &[
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("mission_type", Type::Text(&MISSION_TYPE)),
        Field::required("initial_phase", Type::Text(&PHASE_NAME)),
        Field::required("actor", Type::Text(&ACTOR_ID)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for MissionStartedPayload {
    const TYPE: Type = Type::Object(&MISSION_STARTED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&MISSION_STARTED_PAYLOAD, text)?;
        Some(Self {
            mission_id: fields.next()?,
            mission_type: fields.next()?,
            initial_phase: fields.next()?,
            actor: fields.next()?,
        })
    }
}

impl Serialize for MissionStartedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("MissionStartedPayload", 4)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("mission_type", &self.mission_type)?;
        out.serialize_field("initial_phase", &self.initial_phase)?;
        out.serialize_field("actor", &self.actor)?;
        out.end()
    }
}

/// Table of [`MissionCompletedPayload`].
pub static MISSION_COMPLETED_PAYLOAD: table::Object = table::Object {
    name: "MissionCompletedPayload",
    fields: &[
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("mission_type", Type::Text(&MISSION_TYPE)),
        Field::required("final_phase", Type::Text(&PHASE_NAME)),
        Field::required("actor", Type::Text(&ACTOR_ID)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for MissionCompletedPayload {
    const TYPE: Type = Type::Object(&MISSION_COMPLETED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&MISSION_COMPLETED_PAYLOAD, text)?;
        Some(Self {
            mission_id: fields.next()?,
            mission_type: fields.next()?,
            final_phase: fields.next()?,
            actor: fields.next()?,
        })
    }
}

impl Serialize for MissionCompletedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("MissionCompletedPayload", 4)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("mission_type", &self.mission_type)?;
        out.serialize_field("final_phase", &self.final_phase)?;
        out.serialize_field("actor", &self.actor)?;
        out.end()
    }
}

/// Table of [`MissionCancelledPayload`].
pub static MISSION_CANCELLED_PAYLOAD: table::Object = table::Object {
    name: "MissionCancelledPayload",
    fields: &[
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("reason", Type::Text(&TEXT)),
        Field::required("actor", Type::Text(&ACTOR_ID)),
        Field::with_default(
            "cancelled_wp_ids",
            Type::Array(
                &table::Array {
                    name: "",
                    items: Type::STRING,
                    min_items: 0,
                    max_items: None,
                },
            ),
            "[]",
        ),
    ],
    closed: false,
    rules: &[],
};

impl Contract for MissionCancelledPayload {
    const TYPE: Type = Type::Object(&MISSION_CANCELLED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&MISSION_CANCELLED_PAYLOAD, text)?;
        Some(Self {
            mission_id: fields.next()?,
            reason: fields.next()?,
            actor: fields.next()?,
            cancelled_wp_ids: fields.next()?,
        })
    }
}

impl Serialize for MissionCancelledPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("MissionCancelledPayload", 4)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("reason", &self.reason)?;
        out.serialize_field("actor", &self.actor)?;
        out.serialize_field("cancelled_wp_ids", &self.cancelled_wp_ids)?;
        out.end()
    }
}

/// Table of [`PhaseEnteredPayload`].
pub static PHASE_ENTERED_PAYLOAD: table::Object = table::Object {
    name: "PhaseEnteredPayload",
    fields: &[
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("phase_name", Type::Text(&PHASE_NAME)),
        Field::optional("previous_phase", Type::Text(&PHASE_NAME)),
        Field::required("actor", Type::Text(&ACTOR_ID)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for PhaseEnteredPayload {
    const TYPE: Type = Type::Object(&PHASE_ENTERED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&PHASE_ENTERED_PAYLOAD, text)?;
        Some(Self {
            mission_id: fields.next()?,
            phase_name: fields.next()?,
            previous_phase: fields.next()?,
            actor: fields.next()?,
        })
    }
}

impl Serialize for PhaseEnteredPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("PhaseEnteredPayload", 4)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("phase_name", &self.phase_name)?;
        out.serialize_field("previous_phase", &self.previous_phase)?;
        out.serialize_field("actor", &self.actor)?;
        out.end()
    }
}

/// Table of [`ReviewRollbackPayload`].
pub static REVIEW_ROLLBACK_PAYLOAD: table::Object = table::Object {
    name: "ReviewRollbackPayload",
    fields: &[
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("review_ref", Type::Text(&TEXT)),
        Field::required("target_phase", Type::Text(&PHASE_NAME)),
        Field::with_default(
            "affected_wp_ids",
            Type::Array(
                &table::Array {
                    name: "",
                    items: Type::STRING,
                    min_items: 0,
                    max_items: None,
                },
            ),
            "[]",
        ),
        Field::required("actor", Type::Text(&ACTOR_ID)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for ReviewRollbackPayload {
    const TYPE: Type = Type::Object(&REVIEW_ROLLBACK_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&REVIEW_ROLLBACK_PAYLOAD, text)?;
        Some(Self {
            mission_id: fields.next()?,
            review_ref: fields.next()?,
            target_phase: fields.next()?,
            affected_wp_ids: fields.next()?,
            actor: fields.next()?,
        })
    }
}

impl Serialize for ReviewRollbackPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("ReviewRollbackPayload", 5)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("review_ref", &self.review_ref)?;
        out.serialize_field("target_phase", &self.target_phase)?;
        out.serialize_field("affected_wp_ids", &self.affected_wp_ids)?;
        out.serialize_field("actor", &self.actor)?;
        out.end()
    }
}

event_contract::impl_deserialize!(
    FeatureCreatedPayload, FeatureClosedPayload, MissionStartedPayload,
    MissionCompletedPayload, MissionCancelledPayload, PhaseEnteredPayload,
    ReviewRollbackPayload
);

//! Tables and decoders of the domain `profile_invocation`.
//!
//! Generated from `contracts/spec-kitty/v3/profile_invocation.yaml` by `contracts generate`.
//! Edit the contract, not this file.

use event_contract::codec::serde::ser::{Serialize, SerializeStruct, Serializer};
use event_contract::codec::{Checked, Contract, Fields};
use event_contract::table::{self, Field, Type};

use super::super::profile_invocation::{ProfileInvocationStartedPayload, ProfileSlug};
use super::common::{MISSION_ID, RUN_ID, STEP_ID, TEXT};
use super::mission_next::RUNTIME_ACTOR_IDENTITY;

/// Table of [`ProfileSlug`].
pub static PROFILE_SLUG: table::Text = table::Text {
    name: "ProfileSlug",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(ProfileSlug : PROFILE_SLUG);

/// Table of [`ProfileInvocationStartedPayload`].
pub static PROFILE_INVOCATION_STARTED_PAYLOAD: table::Object = table::Object {
    name: "ProfileInvocationStartedPayload",
    fields: &[
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("run_id", Type::Text(&RUN_ID)),
        Field::required("step_id", Type::Text(&STEP_ID)),
        Field::required("action", Type::Text(&TEXT)),
        Field::required("profile_slug", Type::Text(&PROFILE_SLUG)),
        Field::optional("profile_version", Type::Text(&TEXT)),
        Field::required("actor", Type::Object(&RUNTIME_ACTOR_IDENTITY)),
        Field::optional("governance_scope", Type::Text(&TEXT)),
    ],
    closed: true,
    rules: &[],
};

impl Contract for ProfileInvocationStartedPayload {
    const TYPE: Type = Type::Object(&PROFILE_INVOCATION_STARTED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&PROFILE_INVOCATION_STARTED_PAYLOAD, text)?;
        Some(Self {
            mission_id: fields.next()?,
            run_id: fields.next()?,
            step_id: fields.next()?,
            action: fields.next()?,
            profile_slug: fields.next()?,
            profile_version: fields.next()?,
            actor: fields.next()?,
            governance_scope: fields.next()?,
        })
    }
}

impl Serialize for ProfileInvocationStartedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("ProfileInvocationStartedPayload", 8)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("run_id", &self.run_id)?;
        out.serialize_field("step_id", &self.step_id)?;
        out.serialize_field("action", &self.action)?;
        out.serialize_field("profile_slug", &self.profile_slug)?;
        out.serialize_field("profile_version", &self.profile_version)?;
        out.serialize_field("actor", &self.actor)?;
        out.serialize_field("governance_scope", &self.governance_scope)?;
        out.end()
    }
}

event_contract::impl_deserialize!(ProfileInvocationStartedPayload);

//! Tables and decoders of the domain `gates`.
//!
//! Generated from `contracts/spec-kitty/v2/gates.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use event_contract::codec::serde::ser::{Serialize, SerializeStruct, Serializer};
use event_contract::codec::{Checked, Contract, Fields};
use event_contract::table::{self, Field, Type};

use super::super::gates::{
    CheckRunConclusion, CheckRunId, FailedConclusion, GateEvent, GateFailedPayload,
    GatePassedPayload, GateProvider, GateType, PassedConclusion, PullRequestNumber,
};

use super::common::{DELIVERY_ID, TEXT};

/// Table of [`CheckRunConclusion`].
pub static CHECK_RUN_CONCLUSION: table::Enum = table::Enum {
    name: "CheckRunConclusion",
    values: &[
        "success",
        "failure",
        "timed_out",
        "cancelled",
        "action_required",
        "neutral",
        "skipped",
        "stale",
    ],
    aliases: &[],
};

event_contract::impl_enum!(
    CheckRunConclusion : CHECK_RUN_CONCLUSION, [Success, Failure, TimedOut, Cancelled,
    ActionRequired, Neutral, Skipped, Stale]
);

/// Table of [`GateEvent`].
pub static GATE_EVENT: table::Enum = table::Enum {
    name: "GateEvent",
    values: &["GatePassed", "GateFailed"],
    aliases: &[],
};

event_contract::impl_enum!(GateEvent : GATE_EVENT, [GatePassed, GateFailed]);

/// Table of [`GateType`].
pub static GATE_TYPE: table::Enum = table::Enum {
    name: "GateType",
    values: &["ci"],
    aliases: &[],
};

event_contract::impl_enum!(GateType : GATE_TYPE, [Ci]);

/// Table of [`GateProvider`].
pub static GATE_PROVIDER: table::Enum = table::Enum {
    name: "GateProvider",
    values: &["github"],
    aliases: &[],
};

event_contract::impl_enum!(GateProvider : GATE_PROVIDER, [Github]);

/// Table of [`PassedConclusion`].
pub static PASSED_CONCLUSION: table::Enum = table::Enum {
    name: "PassedConclusion",
    values: &["success"],
    aliases: &[],
};

event_contract::impl_enum!(PassedConclusion : PASSED_CONCLUSION, [Success]);

/// Table of [`FailedConclusion`].
pub static FAILED_CONCLUSION: table::Enum = table::Enum {
    name: "FailedConclusion",
    values: &["failure", "timed_out", "cancelled", "action_required"],
    aliases: &[],
};

event_contract::impl_enum!(
    FailedConclusion : FAILED_CONCLUSION, [Failure, TimedOut, Cancelled, ActionRequired]
);

/// Table of [`CheckRunId`].
pub static CHECK_RUN_ID: table::Integer = table::Integer {
    name: "CheckRunId",
    minimum: Some(1),
    ..table::Integer::ANY
};

event_contract::impl_integer!(CheckRunId : CHECK_RUN_ID);

/// Table of [`PullRequestNumber`].
pub static PULL_REQUEST_NUMBER: table::Integer = table::Integer {
    name: "PullRequestNumber",
    minimum: Some(1),
    ..table::Integer::ANY
};

event_contract::impl_integer!(PullRequestNumber : PULL_REQUEST_NUMBER);

/// Table of [`GatePassedPayload`].
pub static GATE_PASSED_PAYLOAD: table::Object = table::Object {
    name: "GatePassedPayload",
    fields: &[
        Field::required("gate_name", Type::Text(&TEXT)),
        Field::required("gate_type", Type::Enum(&GATE_TYPE)),
        Field::required("external_provider", Type::Enum(&GATE_PROVIDER)),
        Field::required("check_run_id", Type::Integer(&CHECK_RUN_ID)),
        Field::required("check_run_url", Type::URI),
        Field::required("delivery_id", Type::Text(&DELIVERY_ID)),
        Field::optional("pr_number", Type::Integer(&PULL_REQUEST_NUMBER)),
        Field::required("conclusion", Type::Enum(&PASSED_CONCLUSION)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for GatePassedPayload {
    const TYPE: Type = Type::Object(&GATE_PASSED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&GATE_PASSED_PAYLOAD, text)?;
        Some(Self {
            gate_name: fields.next()?,
            gate_type: fields.next()?,
            external_provider: fields.next()?,
            check_run_id: fields.next()?,
            check_run_url: fields.next()?,
            delivery_id: fields.next()?,
            pr_number: fields.next()?,
            conclusion: fields.next()?,
        })
    }
}

impl Serialize for GatePassedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("GatePassedPayload", 8)?;
        out.serialize_field("gate_name", &self.gate_name)?;
        out.serialize_field("gate_type", &self.gate_type)?;
        out.serialize_field("external_provider", &self.external_provider)?;
        out.serialize_field("check_run_id", &self.check_run_id)?;
        out.serialize_field("check_run_url", &self.check_run_url)?;
        out.serialize_field("delivery_id", &self.delivery_id)?;
        out.serialize_field("pr_number", &self.pr_number)?;
        out.serialize_field("conclusion", &self.conclusion)?;
        out.end()
    }
}

/// Table of [`GateFailedPayload`].
pub static GATE_FAILED_PAYLOAD: table::Object = table::Object {
    name: "GateFailedPayload",
    fields: &[
        Field::required("gate_name", Type::Text(&TEXT)),
        Field::required("gate_type", Type::Enum(&GATE_TYPE)),
        Field::required("external_provider", Type::Enum(&GATE_PROVIDER)),
        Field::required("check_run_id", Type::Integer(&CHECK_RUN_ID)),
        Field::required("check_run_url", Type::URI),
        Field::required("delivery_id", Type::Text(&DELIVERY_ID)),
        Field::optional("pr_number", Type::Integer(&PULL_REQUEST_NUMBER)),
        Field::required("conclusion", Type::Enum(&FAILED_CONCLUSION)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for GateFailedPayload {
    const TYPE: Type = Type::Object(&GATE_FAILED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&GATE_FAILED_PAYLOAD, text)?;
        Some(Self {
            gate_name: fields.next()?,
            gate_type: fields.next()?,
            external_provider: fields.next()?,
            check_run_id: fields.next()?,
            check_run_url: fields.next()?,
            delivery_id: fields.next()?,
            pr_number: fields.next()?,
            conclusion: fields.next()?,
        })
    }
}

impl Serialize for GateFailedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("GateFailedPayload", 8)?;
        out.serialize_field("gate_name", &self.gate_name)?;
        out.serialize_field("gate_type", &self.gate_type)?;
        out.serialize_field("external_provider", &self.external_provider)?;
        out.serialize_field("check_run_id", &self.check_run_id)?;
        out.serialize_field("check_run_url", &self.check_run_url)?;
        out.serialize_field("delivery_id", &self.delivery_id)?;
        out.serialize_field("pr_number", &self.pr_number)?;
        out.serialize_field("conclusion", &self.conclusion)?;
        out.end()
    }
}

event_contract::impl_deserialize!(GatePassedPayload, GateFailedPayload);

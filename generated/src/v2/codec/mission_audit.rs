//! Tables and decoders of the domain `mission_audit`.
//!
//! Generated from `contracts/spec-kitty/v2/mission_audit.yaml` by `contracts generate`. Edit
//! the contract, not this file.

use event_contract::codec::serde::ser::{Serialize, SerializeStruct, Serializer};
use event_contract::codec::{Checked, Contract, Fields};
use event_contract::table::{self, Field, Type};

use super::super::mission_audit::{
    AuditArtifactRef, AuditEnforcement, AuditScope, AuditSeverity, AuditStatus,
    AuditTrigger, AuditVerdict, MissionAuditCompletedPayload,
    MissionAuditDecisionRequestedPayload, MissionAuditFailedPayload,
    MissionAuditRequestedPayload, MissionAuditStartedPayload,
};

use super::common::{
    ACTOR_ID, COUNT, DECISION_ID, DIGEST, FEATURE_SLUG, MISSION_ID, RUN_ID, TEXT,
};

use super::dossier::{CONTENT_HASH_REF, PROVENANCE_REF};

/// Table of [`AuditStatus`].
pub static AUDIT_STATUS: table::Enum = table::Enum {
    name: "AuditStatus",
    values: &["pending", "running", "awaiting_decision", "completed", "failed"],
    aliases: &[],
};

event_contract::impl_enum!(
    AuditStatus : AUDIT_STATUS, [Pending, Running, AwaitingDecision, Completed, Failed]
);

/// Table of [`AuditVerdict`].
pub static AUDIT_VERDICT: table::Enum = table::Enum {
    name: "AuditVerdict",
    values: &["pass", "pass_with_warnings", "fail", "blocked_decision_required"],
    aliases: &[],
};

event_contract::impl_enum!(
    AuditVerdict : AUDIT_VERDICT, [Pass, PassWithWarnings, Fail, BlockedDecisionRequired]
);

/// Table of [`AuditSeverity`].
pub static AUDIT_SEVERITY: table::Enum = table::Enum {
    name: "AuditSeverity",
    values: &["info", "warning", "error", "critical"],
    aliases: &[],
};

event_contract::impl_enum!(
    AuditSeverity : AUDIT_SEVERITY, [Info, Warning, Error, Critical]
);

/// Table of [`AuditTrigger`].
pub static AUDIT_TRIGGER: table::Enum = table::Enum {
    name: "AuditTrigger",
    values: &["manual", "post_merge"],
    aliases: &[],
};

event_contract::impl_enum!(AuditTrigger : AUDIT_TRIGGER, [Manual, PostMerge]);

/// Table of [`AuditEnforcement`].
pub static AUDIT_ENFORCEMENT: table::Enum = table::Enum {
    name: "AuditEnforcement",
    values: &["advisory", "blocking"],
    aliases: &[],
};

event_contract::impl_enum!(AuditEnforcement : AUDIT_ENFORCEMENT, [Advisory, Blocking]);

/// Table of [`AuditScope`].
pub static AUDIT_SCOPE: table::Array = table::Array {
    name: "AuditScope",
    items: Type::STRING,
    min_items: 1,
    max_items: None,
};

event_contract::impl_array!(AuditScope : AUDIT_SCOPE, String);

/// Table of [`AuditArtifactRef`].
pub static AUDIT_ARTIFACT_REF: table::Object = table::Object {
    name: "AuditArtifactRef",
    fields: &[
        Field::required("report_path", Type::Text(&TEXT)),
        Field::required("content_hash", Type::Object(&CONTENT_HASH_REF)),
        Field::required("provenance", Type::Object(&PROVENANCE_REF)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for AuditArtifactRef {
    const TYPE: Type = Type::Object(&AUDIT_ARTIFACT_REF);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&AUDIT_ARTIFACT_REF, text)?;
        Some(Self {
            report_path: fields.next()?,
            content_hash: fields.next()?,
            provenance: fields.next()?,
        })
    }
}

impl Serialize for AuditArtifactRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("AuditArtifactRef", 3)?;
        out.serialize_field("report_path", &self.report_path)?;
        out.serialize_field("content_hash", &self.content_hash)?;
        out.serialize_field("provenance", &self.provenance)?;
        out.end()
    }
}

/// Table of [`MissionAuditRequestedPayload`].
pub static MISSION_AUDIT_REQUESTED_PAYLOAD: table::Object = table::Object {
    name: "MissionAuditRequestedPayload",
    fields: &[
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("run_id", Type::Text(&RUN_ID)),
        Field::required("feature_slug", Type::Text(&FEATURE_SLUG)),
        Field::required("actor", Type::Text(&ACTOR_ID)),
        Field::required("trigger_mode", Type::Enum(&AUDIT_TRIGGER)),
        Field::required("audit_scope", Type::Array(&AUDIT_SCOPE)),
        Field::required("enforcement_mode", Type::Enum(&AUDIT_ENFORCEMENT)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for MissionAuditRequestedPayload {
    const TYPE: Type = Type::Object(&MISSION_AUDIT_REQUESTED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&MISSION_AUDIT_REQUESTED_PAYLOAD, text)?;
        Some(Self {
            mission_id: fields.next()?,
            run_id: fields.next()?,
            feature_slug: fields.next()?,
            actor: fields.next()?,
            trigger_mode: fields.next()?,
            audit_scope: fields.next()?,
            enforcement_mode: fields.next()?,
        })
    }
}

impl Serialize for MissionAuditRequestedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("MissionAuditRequestedPayload", 7)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("run_id", &self.run_id)?;
        out.serialize_field("feature_slug", &self.feature_slug)?;
        out.serialize_field("actor", &self.actor)?;
        out.serialize_field("trigger_mode", &self.trigger_mode)?;
        out.serialize_field("audit_scope", &self.audit_scope)?;
        out.serialize_field("enforcement_mode", &self.enforcement_mode)?;
        out.end()
    }
}

/// Table of [`MissionAuditStartedPayload`].
pub static MISSION_AUDIT_STARTED_PAYLOAD: table::Object = table::Object {
    name: "MissionAuditStartedPayload",
    fields: &[
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("run_id", Type::Text(&RUN_ID)),
        Field::required("feature_slug", Type::Text(&FEATURE_SLUG)),
        Field::required("actor", Type::Text(&ACTOR_ID)),
        Field::required("audit_scope_hash", Type::Text(&DIGEST)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for MissionAuditStartedPayload {
    const TYPE: Type = Type::Object(&MISSION_AUDIT_STARTED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&MISSION_AUDIT_STARTED_PAYLOAD, text)?;
        Some(Self {
            mission_id: fields.next()?,
            run_id: fields.next()?,
            feature_slug: fields.next()?,
            actor: fields.next()?,
            audit_scope_hash: fields.next()?,
        })
    }
}

impl Serialize for MissionAuditStartedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("MissionAuditStartedPayload", 5)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("run_id", &self.run_id)?;
        out.serialize_field("feature_slug", &self.feature_slug)?;
        out.serialize_field("actor", &self.actor)?;
        out.serialize_field("audit_scope_hash", &self.audit_scope_hash)?;
        out.end()
    }
}

/// Table of [`MissionAuditDecisionRequestedPayload`].
pub static MISSION_AUDIT_DECISION_REQUESTED_PAYLOAD: table::Object = table::Object {
    name: "MissionAuditDecisionRequestedPayload",
    fields: &[
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("run_id", Type::Text(&RUN_ID)),
        Field::required("feature_slug", Type::Text(&FEATURE_SLUG)),
        Field::required("actor", Type::Text(&ACTOR_ID)),
        Field::required("decision_id", Type::Text(&DECISION_ID)),
        Field::required("question", Type::STRING),
        Field::required("context_summary", Type::STRING),
        Field::required("severity", Type::Enum(&AUDIT_SEVERITY)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for MissionAuditDecisionRequestedPayload {
    const TYPE: Type = Type::Object(&MISSION_AUDIT_DECISION_REQUESTED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&MISSION_AUDIT_DECISION_REQUESTED_PAYLOAD, text)?;
        Some(Self {
            mission_id: fields.next()?,
            run_id: fields.next()?,
            feature_slug: fields.next()?,
            actor: fields.next()?,
            decision_id: fields.next()?,
            question: fields.next()?,
            context_summary: fields.next()?,
            severity: fields.next()?,
        })
    }
}

impl Serialize for MissionAuditDecisionRequestedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer
            .serialize_struct("MissionAuditDecisionRequestedPayload", 8)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("run_id", &self.run_id)?;
        out.serialize_field("feature_slug", &self.feature_slug)?;
        out.serialize_field("actor", &self.actor)?;
        out.serialize_field("decision_id", &self.decision_id)?;
        out.serialize_field("question", &self.question)?;
        out.serialize_field("context_summary", &self.context_summary)?;
        out.serialize_field("severity", &self.severity)?;
        out.end()
    }
}

/// Table of [`MissionAuditCompletedPayload`].
pub static MISSION_AUDIT_COMPLETED_PAYLOAD: table::Object = table::Object {
    name: "MissionAuditCompletedPayload",
    fields: &[
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("run_id", Type::Text(&RUN_ID)),
        Field::required("feature_slug", Type::Text(&FEATURE_SLUG)),
        Field::required("actor", Type::Text(&ACTOR_ID)),
        Field::required("verdict", Type::Enum(&AUDIT_VERDICT)),
        Field::required("severity", Type::Enum(&AUDIT_SEVERITY)),
        Field::required("findings_count", Type::Integer(&COUNT)),
        Field::required("artifact_ref", Type::Object(&AUDIT_ARTIFACT_REF)),
        Field::required("summary", Type::STRING),
    ],
    closed: false,
    rules: &[],
};

impl Contract for MissionAuditCompletedPayload {
    const TYPE: Type = Type::Object(&MISSION_AUDIT_COMPLETED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&MISSION_AUDIT_COMPLETED_PAYLOAD, text)?;
        Some(Self {
            mission_id: fields.next()?,
            run_id: fields.next()?,
            feature_slug: fields.next()?,
            actor: fields.next()?,
            verdict: fields.next()?,
            severity: fields.next()?,
            findings_count: fields.next()?,
            artifact_ref: fields.next()?,
            summary: fields.next()?,
        })
    }
}

impl Serialize for MissionAuditCompletedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("MissionAuditCompletedPayload", 9)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("run_id", &self.run_id)?;
        out.serialize_field("feature_slug", &self.feature_slug)?;
        out.serialize_field("actor", &self.actor)?;
        out.serialize_field("verdict", &self.verdict)?;
        out.serialize_field("severity", &self.severity)?;
        out.serialize_field("findings_count", &self.findings_count)?;
        out.serialize_field("artifact_ref", &self.artifact_ref)?;
        out.serialize_field("summary", &self.summary)?;
        out.end()
    }
}

/// Table of [`MissionAuditFailedPayload`].
pub static MISSION_AUDIT_FAILED_PAYLOAD: table::Object = table::Object {
    name: "MissionAuditFailedPayload",
    fields: &[
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("run_id", Type::Text(&RUN_ID)),
        Field::required("feature_slug", Type::Text(&FEATURE_SLUG)),
        Field::required("actor", Type::Text(&ACTOR_ID)),
        Field::required("error_code", Type::Text(&TEXT)),
        Field::required("error_message", Type::STRING),
        Field::optional("partial_artifact_ref", Type::Object(&AUDIT_ARTIFACT_REF)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for MissionAuditFailedPayload {
    const TYPE: Type = Type::Object(&MISSION_AUDIT_FAILED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&MISSION_AUDIT_FAILED_PAYLOAD, text)?;
        Some(Self {
            mission_id: fields.next()?,
            run_id: fields.next()?,
            feature_slug: fields.next()?,
            actor: fields.next()?,
            error_code: fields.next()?,
            error_message: fields.next()?,
            partial_artifact_ref: fields.next()?,
        })
    }
}

impl Serialize for MissionAuditFailedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("MissionAuditFailedPayload", 7)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("run_id", &self.run_id)?;
        out.serialize_field("feature_slug", &self.feature_slug)?;
        out.serialize_field("actor", &self.actor)?;
        out.serialize_field("error_code", &self.error_code)?;
        out.serialize_field("error_message", &self.error_message)?;
        out.serialize_field("partial_artifact_ref", &self.partial_artifact_ref)?;
        out.end()
    }
}

event_contract::impl_deserialize!(
    AuditArtifactRef, MissionAuditRequestedPayload, MissionAuditStartedPayload,
    MissionAuditDecisionRequestedPayload, MissionAuditCompletedPayload,
    MissionAuditFailedPayload
);

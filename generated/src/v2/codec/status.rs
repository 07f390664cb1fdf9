//! Tables and decoders of the domain `status`.
//!
//! Generated from `contracts/spec-kitty/v2/status.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use std::ops::Deref;

use event_contract::codec::serde::ser::{Serialize, SerializeStruct, Serializer};
use event_contract::codec::{Checked, Contract, Fields, validated};
use event_contract::table::{self, Clause, Field, Rule, Test, Type};
use event_contract::Violations;

use super::super::status::{
    ChangedRepos, DoneEvidence, ExecutionMode, Lane, RepoEvidence, ReviewVerdict,
    StatusTransitionParts, StatusTransitionPayload, SyncLaneV1, SyncLaneV2,
    VerificationEntry,
};

use super::common::{ACTOR_ID, FEATURE_SLUG, TEXT, WORK_PACKAGE_ID};

use event_contract::machine::{Fact, Facts};

/// Table of [`Lane`].
pub static LANE: table::Enum = table::Enum {
    name: "Lane",
    values: &[
        "planned",
        "claimed",
        "in_progress",
        "for_review",
        "approved",
        "done",
        "blocked",
        "canceled",
    ],
    aliases: &[("doing", "in_progress")],
};

event_contract::impl_enum!(
    Lane : LANE, [Planned, Claimed, InProgress, ForReview, Approved, Done, Blocked,
    Canceled]
);

/// Table of [`SyncLaneV1`].
pub static SYNC_LANE_V1: table::Enum = table::Enum {
    name: "SyncLaneV1",
    values: &["planned", "doing", "for_review", "done"],
    aliases: &[],
};

event_contract::impl_enum!(SyncLaneV1 : SYNC_LANE_V1, [Planned, Doing, ForReview, Done]);

/// Table of [`SyncLaneV2`].
pub static SYNC_LANE_V2: table::Enum = table::Enum {
    name: "SyncLaneV2",
    values: &["planned", "doing", "for_review", "approved", "done"],
    aliases: &[],
};

event_contract::impl_enum!(
    SyncLaneV2 : SYNC_LANE_V2, [Planned, Doing, ForReview, Approved, Done]
);

/// Table of [`ExecutionMode`].
pub static EXECUTION_MODE: table::Enum = table::Enum {
    name: "ExecutionMode",
    values: &["worktree", "direct_repo"],
    aliases: &[],
};

event_contract::impl_enum!(ExecutionMode : EXECUTION_MODE, [Worktree, DirectRepo]);

/// Table of [`RepoEvidence`].
pub static REPO_EVIDENCE: table::Object = table::Object {
    name: "RepoEvidence",
    fields: &[
        Field::required("repo", Type::Text(&TEXT)),
        Field::required("branch", Type::Text(&TEXT)),
        Field::required("commit", Type::Text(&TEXT)),
        Field::optional(
            "files_touched",
            Type::Array(
                &table::Array {
                    name: "",
                    items: Type::STRING,
                    min_items: 0,
                    max_items: None,
                },
            ),
        ),
    ],
    closed: false,
    rules: &[],
};

impl Contract for RepoEvidence {
    const TYPE: Type = Type::Object(&REPO_EVIDENCE);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&REPO_EVIDENCE, text)?;
        Some(Self {
            repo: fields.next()?,
            branch: fields.next()?,
            commit: fields.next()?,
            files_touched: fields.next()?,
        })
    }
}

impl Serialize for RepoEvidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("RepoEvidence", 4)?;
        out.serialize_field("repo", &self.repo)?;
        out.serialize_field("branch", &self.branch)?;
        out.serialize_field("commit", &self.commit)?;
        out.serialize_field("files_touched", &self.files_touched)?;
        out.end()
    }
}

/// Table of [`VerificationEntry`].
pub static VERIFICATION_ENTRY: table::Object = table::Object {
    name: "VerificationEntry",
    fields: &[
        Field::required("command", Type::Text(&TEXT)),
        Field::required("result", Type::Text(&TEXT)),
        Field::optional("summary", Type::STRING),
    ],
    closed: false,
    rules: &[],
};

impl Contract for VerificationEntry {
    const TYPE: Type = Type::Object(&VERIFICATION_ENTRY);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&VERIFICATION_ENTRY, text)?;
        Some(Self {
            command: fields.next()?,
            result: fields.next()?,
            summary: fields.next()?,
        })
    }
}

impl Serialize for VerificationEntry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("VerificationEntry", 3)?;
        out.serialize_field("command", &self.command)?;
        out.serialize_field("result", &self.result)?;
        out.serialize_field("summary", &self.summary)?;
        out.end()
    }
}

/// Table of [`ReviewVerdict`].
pub static REVIEW_VERDICT: table::Object = table::Object {
    name: "ReviewVerdict",
    fields: &[
        Field::required("reviewer", Type::Text(&TEXT)),
        Field::required("verdict", Type::Text(&TEXT)),
        Field::optional("reference", Type::STRING),
    ],
    closed: false,
    rules: &[],
};

impl Contract for ReviewVerdict {
    const TYPE: Type = Type::Object(&REVIEW_VERDICT);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&REVIEW_VERDICT, text)?;
        Some(Self {
            reviewer: fields.next()?,
            verdict: fields.next()?,
            reference: fields.next()?,
        })
    }
}

impl Serialize for ReviewVerdict {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("ReviewVerdict", 3)?;
        out.serialize_field("reviewer", &self.reviewer)?;
        out.serialize_field("verdict", &self.verdict)?;
        out.serialize_field("reference", &self.reference)?;
        out.end()
    }
}

/// Table of [`ChangedRepos`].
pub static CHANGED_REPOS: table::Array = table::Array {
    name: "ChangedRepos",
    items: Type::Object(&REPO_EVIDENCE),
    min_items: 1,
    max_items: None,
};

event_contract::impl_array!(ChangedRepos : CHANGED_REPOS, RepoEvidence);

/// Table of [`DoneEvidence`].
pub static DONE_EVIDENCE: table::Object = table::Object {
    name: "DoneEvidence",
    fields: &[
        Field::required("repos", Type::Array(&CHANGED_REPOS)),
        Field::with_default(
            "verification",
            Type::Array(
                &table::Array {
                    name: "",
                    items: Type::Object(&VERIFICATION_ENTRY),
                    min_items: 0,
                    max_items: None,
                },
            ),
            "[]",
        ),
        Field::required("review", Type::Object(&REVIEW_VERDICT)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for DoneEvidence {
    const TYPE: Type = Type::Object(&DONE_EVIDENCE);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&DONE_EVIDENCE, text)?;
        Some(Self {
            repos: fields.next()?,
            verification: fields.next()?,
            review: fields.next()?,
        })
    }
}

impl Serialize for DoneEvidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("DoneEvidence", 3)?;
        out.serialize_field("repos", &self.repos)?;
        out.serialize_field("verification", &self.verification)?;
        out.serialize_field("review", &self.review)?;
        out.end()
    }
}

/// Table of [`StatusTransitionPayload`].
pub static STATUS_TRANSITION_PAYLOAD: table::Object = table::Object {
    name: "StatusTransitionPayload",
    fields: &[
        Field::required("feature_slug", Type::Text(&FEATURE_SLUG)),
        Field::required("wp_id", Type::Text(&WORK_PACKAGE_ID)),
        Field::optional("from_lane", Type::Enum(&LANE)),
        Field::required("to_lane", Type::Enum(&LANE)),
        Field::required("actor", Type::Text(&ACTOR_ID)),
        Field::with_default("force", Type::Boolean, "false"),
        Field::optional("reason", Type::STRING),
        Field::required("execution_mode", Type::Enum(&EXECUTION_MODE)),
        Field::optional("review_ref", Type::STRING),
        Field::optional("evidence", Type::Object(&DONE_EVIDENCE)),
    ],
    closed: false,
    rules: &[
        Rule {
            id: "forced-transition-states-reason",
            doc: "A forced transition says why.",
            when: &[Clause::new(5, Test::Is(true))],
            then: &[Clause::new(6, Test::NotBlank)],
        },
        Rule {
            id: "finished-work-carries-evidence",
            doc: "Approved and done work shows what it changed, how it was checked and who reviewed it.",
            when: &[Clause::new(3, Test::OneOf(&["approved", "done"]))],
            then: &[Clause::new(9, Test::Present)],
        },
    ],
};

impl Contract for StatusTransitionPayload {
    const TYPE: Type = Type::Object(&STATUS_TRANSITION_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&STATUS_TRANSITION_PAYLOAD, text)?;
        Some(
            Self(StatusTransitionParts {
                feature_slug: fields.next()?,
                wp_id: fields.next()?,
                from_lane: fields.next()?,
                to_lane: fields.next()?,
                actor: fields.next()?,
                force: fields.next()?,
                reason: fields.next()?,
                execution_mode: fields.next()?,
                review_ref: fields.next()?,
                evidence: fields.next()?,
            }),
        )
    }
}

impl Serialize for StatusTransitionPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("StatusTransitionPayload", 10)?;
        out.serialize_field("feature_slug", &self.feature_slug)?;
        out.serialize_field("wp_id", &self.wp_id)?;
        out.serialize_field("from_lane", &self.from_lane)?;
        out.serialize_field("to_lane", &self.to_lane)?;
        out.serialize_field("actor", &self.actor)?;
        out.serialize_field("force", &self.force)?;
        out.serialize_field("reason", &self.reason)?;
        out.serialize_field("execution_mode", &self.execution_mode)?;
        out.serialize_field("review_ref", &self.review_ref)?;
        out.serialize_field("evidence", &self.evidence)?;
        out.end()
    }
}

impl Deref for StatusTransitionPayload {
    type Target = StatusTransitionParts;

    fn deref(&self) -> &StatusTransitionParts {
        &self.0
    }
}

impl StatusTransitionParts {
    /// The whole, if the rules between the parts hold; otherwise every rule that does not.
    pub fn build(self) -> Result<StatusTransitionPayload, Violations> {
        validated(StatusTransitionPayload(self))
    }
}

impl From<StatusTransitionPayload> for StatusTransitionParts {
    fn from(whole: StatusTransitionPayload) -> Self {
        whole.0
    }
}

impl Facts for StatusTransitionPayload {
    fn fact(&self, field: &str) -> Fact<'_> {
        match field {
            "reason" => {
                self.reason
                    .as_ref()
                    .map_or(Fact::Absent, |value| Fact::Text(value.as_str().into()))
            }
            "review_ref" => {
                self.review_ref
                    .as_ref()
                    .map_or(Fact::Absent, |value| Fact::Text(value.as_str().into()))
            }
            _ => Fact::Absent,
        }
    }
}

event_contract::impl_deserialize!(
    RepoEvidence, VerificationEntry, ReviewVerdict, DoneEvidence, StatusTransitionPayload
);

//! Work-package lane transitions.
//!
//! Generated from `contracts/spec-kitty/v2/status.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use event_contract::machine::{Effect, Guard, StateMachine};
use event_contract::table::Test;

use super::common::{ActorId, FeatureSlug, Text, WorkPackageId};

/// The stages of a work package's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// `planned`
    Planned,
    /// `claimed`
    Claimed,
    /// `in_progress`
    InProgress,
    /// `for_review`
    ForReview,
    /// `approved`
    Approved,
    /// `done`
    Done,
    /// `blocked`
    Blocked,
    /// `canceled`
    Canceled,
}

/// The four lanes that first-generation consumers know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SyncLaneV1 {
    /// `planned`
    Planned,
    /// `doing`
    Doing,
    /// `for_review`
    ForReview,
    /// `done`
    Done,
}

/// The lanes of second-generation consumers, who tell an approved work package from a finished
/// one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SyncLaneV2 {
    /// `planned`
    Planned,
    /// `doing`
    Doing,
    /// `for_review`
    ForReview,
    /// `approved`
    Approved,
    /// `done`
    Done,
}

/// Where the work of a work package happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExecutionMode {
    /// `worktree`
    Worktree,
    /// `direct_repo`
    DirectRepo,
}

/// What a finished work package changed in one repository.
#[derive(Clone, Debug, PartialEq)]
pub struct RepoEvidence {
    /// The repository.
    pub repo: Text,
    /// The branch that holds the change.
    pub branch: Text,
    /// The commit that holds the change.
    pub commit: Text,
    /// Paths of the files that changed.
    pub files_touched: Option<Vec<String>>,
}

/// One check that was run, and how it ended.
#[derive(Clone, Debug, PartialEq)]
pub struct VerificationEntry {
    /// What was run.
    pub command: Text,
    /// How it ended.
    pub result: Text,
    /// The result in a sentence.
    pub summary: Option<String>,
}

/// What a reviewer decided.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewVerdict {
    /// The person or tool behind the verdict.
    pub reviewer: Text,
    /// The decision.
    pub verdict: Text,
    /// Where the review can be read.
    pub reference: Option<String>,
}

/// The repositories that a finished work package changed.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangedRepos(pub(super) Vec<RepoEvidence>);

/// Why a work package may count as approved or done.
#[derive(Clone, Debug, PartialEq)]
pub struct DoneEvidence {
    /// The repositories that a finished work package changed.
    pub repos: ChangedRepos,
    /// The checks that were run.
    pub verification: Vec<VerificationEntry>,
    /// What a reviewer decided.
    pub review: ReviewVerdict,
}

/// A work package moved, or was moved, from one lane to another.
///
/// Its parts are read through [`StatusTransitionParts`], and keep these rules:
///
/// - A forced transition says why.
/// - Approved and done work shows what it changed, how it was checked and who reviewed it.
#[derive(Clone, Debug, PartialEq)]
pub struct StatusTransitionPayload(pub(super) StatusTransitionParts);

/// The parts of a [`StatusTransitionPayload`], each valid by itself; [`build`](Self::build)
/// checks the rules between them.
#[derive(Clone, Debug, PartialEq)]
pub struct StatusTransitionParts {
    /// The readable, stable name of a feature; a mission in later words.
    pub feature_slug: FeatureSlug,
    /// Identifies a work package within a mission.
    pub wp_id: WorkPackageId,
    /// The lane it left; absent for its first.
    pub from_lane: Option<Lane>,
    /// The lane it entered.
    pub to_lane: Lane,
    /// Identifies whoever, or whatever, acted.
    pub actor: ActorId,
    /// Whether the transition overrides the matrix.
    pub force: bool,
    /// Why it moved.
    pub reason: Option<String>,
    /// Where the work of a work package happens.
    pub execution_mode: ExecutionMode,
    /// The review that sent it back.
    pub review_ref: Option<String>,
    /// Why it may count as approved or done.
    pub evidence: Option<DoneEvidence>,
}

impl Lane {
    /// The lane as a first-generation consumer sees it.
    pub const fn to_sync_lane_v1(self) -> SyncLaneV1 {
        match self {
            Lane::Planned => SyncLaneV1::Planned,
            Lane::Claimed => SyncLaneV1::Planned,
            Lane::InProgress => SyncLaneV1::Doing,
            Lane::ForReview => SyncLaneV1::ForReview,
            Lane::Approved => SyncLaneV1::Done,
            Lane::Done => SyncLaneV1::Done,
            Lane::Blocked => SyncLaneV1::Doing,
            Lane::Canceled => SyncLaneV1::Planned,
        }
    }
}

impl Lane {
    /// The lane as a second-generation consumer sees it.
    pub const fn to_sync_lane_v2(self) -> SyncLaneV2 {
        match self {
            Lane::Planned => SyncLaneV2::Planned,
            Lane::Claimed => SyncLaneV2::Planned,
            Lane::InProgress => SyncLaneV2::Doing,
            Lane::ForReview => SyncLaneV2::ForReview,
            Lane::Approved => SyncLaneV2::Approved,
            Lane::Done => SyncLaneV2::Done,
            Lane::Blocked => SyncLaneV2::Doing,
            Lane::Canceled => SyncLaneV2::Planned,
        }
    }
}

/// Which lane may follow which.
pub static WORK_PACKAGE: StateMachine<Lane> = StateMachine {
    name: "WorkPackage",
    initial: &[Lane::Planned],
    terminal: &[Lane::Done, Lane::Canceled],
    transitions: &[
        (Lane::Planned, Lane::Claimed),
        (Lane::Planned, Lane::Blocked),
        (Lane::Planned, Lane::Canceled),
        (Lane::Claimed, Lane::InProgress),
        (Lane::Claimed, Lane::Blocked),
        (Lane::Claimed, Lane::Canceled),
        (Lane::InProgress, Lane::Planned),
        (Lane::InProgress, Lane::ForReview),
        (Lane::InProgress, Lane::Approved),
        (Lane::InProgress, Lane::Blocked),
        (Lane::InProgress, Lane::Canceled),
        (Lane::ForReview, Lane::Planned),
        (Lane::ForReview, Lane::InProgress),
        (Lane::ForReview, Lane::Approved),
        (Lane::ForReview, Lane::Done),
        (Lane::ForReview, Lane::Blocked),
        (Lane::ForReview, Lane::Canceled),
        (Lane::Approved, Lane::Planned),
        (Lane::Approved, Lane::InProgress),
        (Lane::Approved, Lane::Done),
        (Lane::Approved, Lane::Blocked),
        (Lane::Approved, Lane::Canceled),
        (Lane::Blocked, Lane::InProgress),
        (Lane::Blocked, Lane::Blocked),
        (Lane::Blocked, Lane::Canceled),
    ],
    override_by: Some(("WPStatusChanged", "force")),
    guards: &[
        Guard {
            id: "rollback-names-its-review",
            doc: "Work sent back from review says which review sent it.",
            from: &[Lane::ForReview, Lane::Approved],
            to: &[Lane::InProgress, Lane::Planned],
            when: &[],
            require: &[("review_ref", Test::NotBlank)],
        },
        Guard {
            id: "abandoned-work-says-why",
            doc: "Work that is given up says why.",
            from: &[Lane::InProgress],
            to: &[Lane::Planned],
            when: &[],
            require: &[("reason", Test::NotBlank)],
        },
    ],
    effects: &[
        (
            "WPStatusChanged",
            Effect::Fields {
                from: "from_lane",
                to: "to_lane",
            },
        ),
    ],
};

event_contract::impl_builder!(
    RepoEvidence: super::codec::status::REPO_EVIDENCE,
    RepoEvidenceBuilder,
    RepoEvidenceRequired {
        repo: Text,
        branch: Text,
        commit: Text,
    },
    {
        3: files_touched(optional Vec<String>),
    }
);

event_contract::impl_builder!(
    VerificationEntry: super::codec::status::VERIFICATION_ENTRY,
    VerificationEntryBuilder,
    VerificationEntryRequired {
        command: Text,
        result: Text,
    },
    {
        2: summary(optional into String),
    }
);

event_contract::impl_builder!(
    ReviewVerdict: super::codec::status::REVIEW_VERDICT,
    ReviewVerdictBuilder,
    ReviewVerdictRequired {
        reviewer: Text,
        verdict: Text,
    },
    {
        2: reference(optional into String),
    }
);

event_contract::impl_builder!(
    DoneEvidence: super::codec::status::DONE_EVIDENCE,
    DoneEvidenceBuilder,
    DoneEvidenceRequired {
        repos: ChangedRepos,
        review: ReviewVerdict,
    },
    {
        1: verification(default Vec<VerificationEntry>),
    }
);

event_contract::impl_builder!(
    StatusTransitionPayload via StatusTransitionParts: super::codec::status::STATUS_TRANSITION_PAYLOAD,
    StatusTransitionBuilder,
    StatusTransitionRequired {
        feature_slug: FeatureSlug,
        wp_id: WorkPackageId,
        to_lane: Lane,
        actor: ActorId,
        execution_mode: ExecutionMode,
    },
    {
        2: from_lane(optional Lane),
        5: force(default bool),
        6: reason(optional into String),
        8: review_ref(optional into String),
        9: evidence(optional DoneEvidence),
    }
);

//! What trackers call things: every row of the contract against a list of its own, in both directions, and that
//! nothing is lost on the way that both sides hold.

use std::fmt::Display;

use event_contract_testkit::check;
use proptest::prelude::*;
use spec_kitty_tracker::connectors::Vendor;
use spec_kitty_tracker::contracts::words::{
    AzureState, AzureType, BeadsDependency, BeadsStatus, BeadsType, FpPriority, FpStatus,
    GithubReason, GithubState, GitlabState, JiraPriority, JiraStatus, JiraType, LinearPriority,
    LinearStateType, Rank, canonical_issue_type_to_azure_type, canonical_issue_type_to_beads_type,
    canonical_issue_type_to_jira_type, canonical_status_to_azure_state,
    canonical_status_to_beads_status, canonical_status_to_fp_status,
    canonical_status_to_github_reason, canonical_status_to_github_state,
    canonical_status_to_gitlab_event, canonical_status_to_jira_status, link_type_to_azure_relation,
    link_type_to_beads_dependency, link_type_to_gitlab_link, link_type_to_jira_link,
    link_type_to_linear_relation,
};
use spec_kitty_tracker::{
    CanonicalIssue, CanonicalIssueType, CanonicalStatus, ExternalRef, LinkType, Priority, Title,
};

use crate::fakes::{REMOTE, config, connect, start};

/// A mapping as lines `from > to`, with a `-` for nothing.
fn rows<F: Copy + Display, T: Display>(all: &[F], to: impl Fn(F) -> T) -> Vec<String> {
    all.iter().map(|from| format!("{from} > {}", to(*from))).collect()
}

fn or_none<T: Display>(value: Option<T>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}

/// Says that a mapping has exactly some rows, in any order.
fn same(mut rows: Vec<String>, listed: &str) {
    let mut listed: Vec<_> =
        listed.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    listed.sort_unstable();
    rows.sort_unstable();
    assert_eq!(rows, listed);
}

const STATUSES: &[CanonicalStatus] = CanonicalStatus::ALL;
const TYPES: &[CanonicalIssueType] = CanonicalIssueType::ALL;
const LINKS: &[LinkType] = LinkType::ALL;

#[test]
fn words_mean_what_is_listed() {
    same(rows(GithubState::ALL, GithubState::to_status_of_github), "open > todo\nclosed > done");
    same(
        rows(GithubReason::ALL, GithubReason::to_status_of_github_reason),
        "completed > done\nnot_planned > canceled\nduplicate > canceled\nreopened > done",
    );
    same(rows(GitlabState::ALL, GitlabState::to_status_of_gitlab), "opened > todo\nclosed > done");
    same(
        rows(JiraStatus::ALL, JiraStatus::to_status_of_jira),
        "To Do > todo\nDone > done\nClosed > done\nResolved > done\nIn Progress > in_progress
         Doing > in_progress\nStarted > in_progress\nIn Review > in_review\nReview > in_review
         Blocked > blocked\nOn Hold > blocked\nCanceled > canceled\nCancelled > canceled",
    );
    same(
        rows(JiraType::ALL, JiraType::to_type_of_jira),
        "Epic > epic\nInitiative > epic\nStory > story\nBug > bug\nDefect > bug\nSub-task > subtask
         Subtask > subtask\nChore > chore\nMaintenance > chore",
    );
    same(
        rows(JiraPriority::ALL, JiraPriority::to_rank_of_jira),
        "Highest > p0\nHigh > p1\nMedium > p2\nLow > p3\nLowest > p4",
    );
    same(
        rows(LinearStateType::ALL, |of| or_none(of.to_status_of_linear())),
        "completed > done\ncanceled > canceled\nbacklog > todo\nunstarted > todo\nstarted > -",
    );
    same(
        rows(LinearPriority::ALL, LinearPriority::to_rank_of_linear),
        "none > p4\nurgent > p0\nhigh > p1\nmedium > p2\nlow > p3",
    );
    same(
        rows(AzureState::ALL, AzureState::to_status_of_azure),
        "New > todo\nDone > done\nClosed > done\nResolved > done\nIn Progress > in_progress
         Active > in_progress\nCommitted > in_progress\nBlocked > blocked\nOn Hold > blocked
         Review > in_review\nIn Review > in_review\nRemoved > canceled\nCanceled > canceled
         Cancelled > canceled",
    );
    same(
        rows(AzureType::ALL, AzureType::to_type_of_azure),
        "Epic > epic\nFeature > epic\nInitiative > epic\nUser Story > story\nStory > story\nBug > bug
         Defect > bug\nTask > task",
    );
    same(
        rows(BeadsStatus::ALL, BeadsStatus::to_status_of_beads),
        "open > todo\nin_progress > in_progress\nblocked > blocked\ndeferred > todo\nclosed > done
         pinned > in_progress\ntombstone > canceled",
    );
    same(
        rows(BeadsType::ALL, BeadsType::to_type_of_beads),
        "epic > epic\nfeature > story\ntask > task\nbug > bug\nchore > chore\ndecision > chore",
    );
    same(
        rows(BeadsDependency::ALL, BeadsDependency::to_link_of_beads),
        "blocks > blocked_by\nrelated > relates_to\nrelates_to > relates_to\nrelates > relates_to
         discovered-from > relates_to\nduplicates > duplicates\nparent-child > child_of",
    );
    same(
        rows(FpStatus::ALL, FpStatus::to_status_of_fp),
        "todo > todo\nin-progress > in_progress\ndone > done\nblocked > blocked\nin-review > in_review
         canceled > canceled\ncancelled > canceled",
    );
    same(rows(FpPriority::ALL, FpPriority::to_rank_of_fp), "high > p1\nmedium > p2\nlow > p3");
}

#[test]
fn things_are_called_what_is_listed() {
    same(
        rows(STATUSES, canonical_status_to_github_state),
        "todo > open\nin_progress > open\nin_review > open\nblocked > open\ndone > closed
         canceled > closed",
    );
    same(
        rows(STATUSES, |of| or_none(canonical_status_to_github_reason(of))),
        "todo > -\nin_progress > -\nin_review > -\nblocked > -\ndone > completed
         canceled > not_planned",
    );
    same(
        rows(STATUSES, canonical_status_to_gitlab_event),
        "todo > reopen\nin_progress > reopen\nin_review > reopen\nblocked > reopen\ndone > close
         canceled > close",
    );
    same(
        rows(LINKS, link_type_to_gitlab_link),
        "blocks > blocks\nblocked_by > is_blocked_by\nrelates_to > relates_to\nduplicates > relates_to
         parent_of > relates_to\nchild_of > relates_to",
    );
    same(
        rows(STATUSES, canonical_status_to_jira_status),
        "todo > To Do\nin_progress > In Progress\nin_review > In Review\nblocked > Blocked\ndone > Done
         canceled > Canceled",
    );
    same(
        rows(TYPES, |of| or_none(canonical_issue_type_to_jira_type(of))),
        "epic > Epic\nstory > Story\ntask > -\nbug > Bug\nchore > -\nsubtask > Sub-task",
    );
    same(
        rows(Rank::ALL, Rank::to_jira_priority),
        "p0 > Highest\np1 > High\np2 > Medium\np3 > Low\np4 > Lowest",
    );
    same(
        rows(LINKS, |of| or_none(link_type_to_jira_link(of))),
        "blocks > Blocks\nblocked_by > Blocks\nrelates_to > Relates\nduplicates > Duplicate
         parent_of > -\nchild_of > -",
    );
    same(
        rows(Rank::ALL, Rank::to_linear_priority),
        "p0 > urgent\np1 > high\np2 > medium\np3 > low\np4 > none",
    );
    same(
        rows(LINKS, |of| or_none(link_type_to_linear_relation(of))),
        "blocks > blocks\nblocked_by > blocks\nrelates_to > related\nduplicates > duplicate
         parent_of > -\nchild_of > -",
    );
    same(
        rows(STATUSES, canonical_status_to_azure_state),
        "todo > New\nin_progress > Active\nin_review > Resolved\nblocked > Active\ndone > Closed
         canceled > Removed",
    );
    same(
        rows(TYPES, canonical_issue_type_to_azure_type),
        "epic > Epic\nstory > User Story\ntask > Task\nbug > Bug\nchore > Task\nsubtask > Task",
    );
    same(
        rows(LINKS, link_type_to_azure_relation),
        "blocks > System.LinkTypes.Dependency-Forward\nblocked_by > System.LinkTypes.Dependency-Reverse
         relates_to > System.LinkTypes.Related\nduplicates > System.LinkTypes.Related
         parent_of > System.LinkTypes.Hierarchy-Forward\nchild_of > System.LinkTypes.Hierarchy-Reverse",
    );
    same(
        rows(STATUSES, canonical_status_to_beads_status),
        "todo > open\nin_progress > in_progress\nin_review > in_progress\nblocked > blocked
         done > closed\ncanceled > closed",
    );
    same(
        rows(TYPES, canonical_issue_type_to_beads_type),
        "epic > epic\nstory > feature\ntask > task\nbug > bug\nchore > chore\nsubtask > task",
    );
    same(
        rows(LINKS, link_type_to_beads_dependency),
        "blocks > blocks\nblocked_by > blocks\nrelates_to > related\nduplicates > related
         parent_of > parent-child\nchild_of > parent-child",
    );
    same(
        rows(STATUSES, canonical_status_to_fp_status),
        "todo > todo\nin_progress > in-progress\nin_review > in-progress\nblocked > in-progress
         done > done\ncanceled > done",
    );
    same(
        rows(Rank::ALL, Rank::to_fp_priority),
        "p0 > high\np1 > high\np2 > medium\np3 > low\np4 > low",
    );
}

/// Issues with everything that a tracker may hold.
fn drafts() -> impl Strategy<Value = CanonicalIssue> {
    let labels = prop::collection::btree_set("[a-z]{1,3}[0-9]é?", 0..4);
    let parts = (
        "[A-Za-zé漢\"'\\\\<&]{1,12}( [a-z$]{1,6})?",
        prop::option::of("[A-Za-zé漢\"'\\\\<&* #_]{0,8}(\n{1,2}[a-z]{1,8}){0,3}x"),
        prop::option::of(0_i64..=4),
        prop::sample::select(STATUSES),
        labels,
    );
    parts.prop_map(|(title, body, priority, status, labels)| {
        let reference = ExternalRef::new("draft", "w", "new").unwrap();
        let mut issue = CanonicalIssue::new(reference, Title::new(title).unwrap());
        issue.body = body;
        issue.priority = priority.map(|value| Priority::new(value).unwrap());
        issue.status = status;
        issue.labels = labels.into_iter().collect();
        issue
    })
}

#[test]
fn what_both_sides_hold_comes_back() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    check(48, (prop::sample::select(&REMOTE[..]), drafts()), |(vendor, draft)| {
        runtime.block_on(async {
            let server = start(vendor, 0).await;
            let connector = connect(vendor, false, &config(vendor, server.url()));
            let made = connector.create_issue(&draft).await.unwrap().reference;
            let moved = connector.transition_issue(&made, draft.status).await.unwrap();
            let read = connector.get_issue(&made).await.unwrap();
            assert_eq!(&moved, &read);
            assert_eq!(&read.title, &draft.title);
            assert_eq!(&read.body, &draft.body);
            assert_eq!(&read.labels, &draft.labels);
            let holds_priority = ![Vendor::GitHub, Vendor::GitLab].contains(&vendor);
            if let Some(priority) = draft.priority.filter(|_| holds_priority) {
                assert_eq!(read.priority, Some(priority));
            }
            let held = match vendor {
                Vendor::GitHub | Vendor::GitLab if !draft.status.is_closed() => {
                    CanonicalStatus::Todo
                }
                Vendor::GitLab => CanonicalStatus::Done,
                _ => draft.status,
            };
            assert_eq!(read.status, held);
        });
    });
}

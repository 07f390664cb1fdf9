//! Issues here and in a tracker in step.

use std::sync::Arc;

use event_contract_testkit::check;
use proptest::prelude::*;
use serde_json::json;
use spec_kitty_tracker::connectors::Vendor;
use spec_kitty_tracker::connectors::in_memory::InMemory;
use spec_kitty_tracker::sync::{
    ConflictStrategy, Field, FieldOwner, InMemoryIssues, LocalIssues, OwnershipPolicy, SyncEngine,
    merge,
};
use spec_kitty_tracker::{
    CanonicalIssue, CanonicalStatus, Connector, ErrorKind, ExternalRef, FailureClass, IssuePatch,
    Object, Query, Title,
};

use crate::fakes::{config, connect, start};
use crate::server::Response;

fn issue(id: &str, title: &str, updated_at: &str) -> CanonicalIssue {
    let reference = ExternalRef::new("memory", "w", id).unwrap();
    let mut issue = CanonicalIssue::new(reference, Title::new(title).unwrap());
    issue.updated_at = Some(updated_at.parse().unwrap());
    issue
}

fn shared() -> OwnershipPolicy {
    OwnershipPolicy::split([], FieldOwner::Shared)
}

const EARLY: &str = "2026-01-01T00:00:00Z";
const LATE: &str = "2026-01-02T00:00:00Z";

#[test]
fn owners_and_strategies_decide() {
    let (local, external) = (issue("1", "ours", LATE), issue("1", "theirs", EARLY));
    let titled = |owner| OwnershipPolicy::split([(Field::Title, owner)], FieldOwner::Shared);
    for (policy, strategy, title, conflicts) in [
        (OwnershipPolicy::external_authoritative(), ConflictStrategy::LocalWins, "theirs", 0),
        (OwnershipPolicy::local_authoritative(), ConflictStrategy::ExternalWins, "ours", 0),
        (titled(FieldOwner::External), ConflictStrategy::LocalWins, "theirs", 0),
        (titled(FieldOwner::Local), ConflictStrategy::ExternalWins, "ours", 0),
        (shared(), ConflictStrategy::ExternalWins, "theirs", 1),
        (shared(), ConflictStrategy::LocalWins, "ours", 1),
        (shared(), ConflictStrategy::NewerTimestamp, "ours", 1),
        (shared(), ConflictStrategy::ManualReview, "ours", 1),
    ] {
        let (merged, records) = merge(&local, &external, None, &policy, strategy);
        assert_eq!((merged.title.as_str(), records.len()), (title, conflicts), "{strategy}");
        for record in records {
            assert_eq!((&record.local, &record.external), (&json!("ours"), &json!("theirs")));
            assert_eq!(record.resolved, json!(title));
            assert_eq!(record.manual_review_required, strategy == ConflictStrategy::ManualReview);
            assert!(!format!("{record:?}").contains("ours"));
        }
    }
}

#[test]
fn times_decide_as_far_as_they_are_known() {
    for (ours, theirs, title) in [
        (None, None, "theirs"),
        (Some(EARLY), None, "ours"),
        (None, Some(EARLY), "theirs"),
        (Some(EARLY), Some(EARLY), "theirs"),
        (Some(EARLY), Some(LATE), "theirs"),
        (Some(LATE), Some(EARLY), "ours"),
    ] {
        let (mut local, mut external) = (issue("1", "ours", EARLY), issue("1", "theirs", EARLY));
        local.updated_at = ours.map(|at| at.parse().unwrap());
        external.updated_at = theirs.map(|at| at.parse().unwrap());
        let (merged, _) =
            merge(&local, &external, None, &shared(), ConflictStrategy::NewerTimestamp);
        assert_eq!(merged.title.as_str(), title);
    }
}

#[test]
fn with_a_common_state_only_what_both_changed_is_a_conflict() {
    let value = prop_oneof![Just("base"), Just("one"), Just("two")];
    check(300, (value.clone(), value), |(ours, theirs)| {
        let base = issue("1", "base", EARLY);
        let (local, external) = (issue("1", ours, EARLY), issue("1", theirs, LATE));
        let (merged, records) =
            merge(&local, &external, Some(&base), &shared(), ConflictStrategy::LocalWins);
        let expected = if ours == "base" { theirs } else { ours };
        assert_eq!(merged.title.as_str(), expected);
        let both = ours != "base" && theirs != "base" && ours != theirs;
        assert_eq!(records.len(), usize::from(both));
    });
}

async fn retitle(connector: &dyn Connector, issue: &ExternalRef, title: &str) {
    let patch = IssuePatch { title: Some(Title::new(title).unwrap()), ..IssuePatch::default() };
    connector.update_issue(issue, &patch, None).await.unwrap();
}

async fn edit(
    store: &InMemoryIssues,
    issue: &ExternalRef,
    change: impl FnOnce(&mut CanonicalIssue),
) {
    let mut kept = store.get(issue).await.unwrap().unwrap();
    change(&mut kept);
    store.put(&kept).await.unwrap();
}

#[tokio::test]
async fn both_sides_keep_what_only_they_changed() {
    let (memory, store) = (InMemory::new("memory"), Arc::new(InMemoryIssues::default()));
    let one = memory.create_issue(&issue("1", "One", EARLY)).await.unwrap().reference;
    memory.create_issue(&issue("2", "Two", EARLY)).await.unwrap();
    let mut engine = SyncEngine::new(Arc::new(memory.clone()), store.clone(), shared());
    let none = Object::new();
    let first = engine.sync(1, &none).await.unwrap();
    assert_eq!((first.stats.pulled_created, first.stats.skipped), (2, 2));
    retitle(&memory, &one, "Renamed there").await;
    edit(&store, &one, |issue| issue.labels.push("here".into())).await;
    let second = engine.sync(1, &none).await.unwrap();
    assert_eq!((second.stats.pulled_updated, second.stats.pushed_updated), (1, 1));
    assert!(second.conflicts.is_empty() && second.failures.is_empty());
    let (here, there) =
        (store.get(&one).await.unwrap().unwrap(), memory.get_issue(&one).await.unwrap());
    for side in [&here, &there] {
        assert_eq!(
            (side.title.as_str(), &*side.labels),
            ("Renamed there", &["here".to_owned()][..])
        );
    }
    let third = engine.sync(1, &none).await.unwrap();
    assert_eq!((third.stats.pulled_updated, third.stats.pushed_updated), (0, 0));
}

#[tokio::test]
async fn what_needs_review_stops_a_strict_run() {
    let (memory, store) = (InMemory::new("memory"), Arc::new(InMemoryIssues::default()));
    let one = memory.create_issue(&issue("1", "One", EARLY)).await.unwrap().reference;
    let connector: Arc<dyn Connector> = Arc::new(memory.clone());
    let engine = SyncEngine::new(connector, store.clone(), shared());
    let mut engine = engine.with_strategy(ConflictStrategy::ManualReview).strict();
    engine.pull(10, &Object::new()).await.unwrap();
    retitle(&memory, &one, "there").await;
    edit(&store, &one, |issue| issue.title = Title::new("here").unwrap()).await;
    let error = engine.pull(10, &Object::new()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::SyncConflict);
    assert_eq!(store.get(&one).await.unwrap().unwrap().title.as_str(), "here");
}

#[tokio::test]
async fn what_is_new_here_is_created_once_with_its_status() {
    let server = start(Vendor::GitHub, 1).await;
    let connector = connect(Vendor::GitHub, false, &config(Vendor::GitHub, server.url()));
    let store = Arc::new(InMemoryIssues::default());
    let reference = ExternalRef::new("github", "draft", "new").unwrap();
    let mut draft = CanonicalIssue::new(reference.clone(), Title::new("New").unwrap());
    draft.status = CanonicalStatus::Done;
    store.put(&draft).await.unwrap();
    let none = Object::new();
    let mut reader = SyncEngine::new(
        connector.clone(),
        store.clone(),
        OwnershipPolicy::external_authoritative(),
    );
    assert_eq!(reader.push(10, &none).await.unwrap().stats.skipped, 1);
    let mut engine = SyncEngine::new(connector.clone(), store.clone(), shared());
    assert_eq!(engine.push(10, &none).await.unwrap().stats.pushed_created, 1);
    assert_eq!(engine.push(10, &none).await.unwrap().stats.pushed_created, 0);
    assert_eq!(store.get(&reference).await.unwrap(), None);
    let there = connector.list_issues(&Query::all(10)).await.unwrap().items;
    assert_eq!(there.len(), 2);
    assert_eq!(there.iter().filter(|issue| issue.status == CanonicalStatus::Done).count(), 1);
}

#[tokio::test]
async fn one_failure_does_not_stop_the_others() {
    let server = start(Vendor::GitLab, 3).await;
    let connector = connect(Vendor::GitLab, false, &config(Vendor::GitLab, server.url()));
    let store = Arc::new(InMemoryIssues::default());
    let mut engine = SyncEngine::new(connector, store.clone(), shared());
    let none = Object::new();
    engine.pull(10, &none).await.unwrap();
    for issue in store.list("gitlab").await.unwrap() {
        edit(&store, &issue.reference, |issue| issue.title = Title::new("here").unwrap()).await;
    }
    let list = server.asked().len();
    assert_eq!(list, 1);
    // The list is answered, then the first change fails.
    let rows = server_rows(&server);
    server.fail(Response::ok(&rows));
    server.fail(Response::new(422, &json!({})));
    let result = engine.push(10, &none).await.unwrap();
    assert_eq!((result.stats.pushed_updated, result.failures.len()), (2, 1));
    assert_eq!(result.failures[0].error.failure_class(), Some(FailureClass::Validation));
    let again = engine.push(10, &none).await.unwrap();
    assert_eq!((again.stats.pushed_updated, again.failures.len()), (1, 0));
}

/// The three issues of the stand-in, as they are before anything is pushed.
fn server_rows(_: &crate::server::Server) -> serde_json::Value {
    (1..=3)
        .map(|iid| {
            json!({ "iid": iid, "title": format!("Issue {iid}"), "state": "opened", "labels": [], "assignees": [],
                    "web_url": format!("https://gitlab.com/x/{iid}"), "description": null,
                    "created_at": EARLY, "updated_at": EARLY })
        })
        .collect()
}

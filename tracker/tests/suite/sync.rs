//! Issues here and in a tracker in step.

use std::sync::Arc;

use event_contract_testkit::check;
use proptest::prelude::*;
use serde_json::json;
use spec_kitty_tracker::connectors::Vendor;
use spec_kitty_tracker::connectors::in_memory::InMemory;
use spec_kitty_tracker::sync::{
    Base, ConflictStrategy, Field, FieldOwner, InMemoryIssues, LocalIssues, OwnershipPolicy,
    SyncEngine, merge,
};
use spec_kitty_tracker::{
    CanonicalIssue, CanonicalStatus, Connector, ErrorKind, ExternalRef, FailureClass, IssuePatch,
    Object, Priority, Query, Title,
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
        let common = Base { local: base.clone(), external: base };
        let (local, external) = (issue("1", ours, EARLY), issue("1", theirs, LATE));
        let (merged, records) =
            merge(&local, &external, Some(&common), &shared(), ConflictStrategy::LocalWins);
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
    server.fail(Response::new(422, &json!({})));
    let result = engine.push(10, &none).await.unwrap();
    assert_eq!((result.stats.pushed_updated, result.failures.len()), (2, 1));
    assert_eq!(result.failures[0].error.failure_class(), Some(FailureClass::Validation));
    let again = engine.push(10, &none).await.unwrap();
    assert_eq!((again.stats.pushed_updated, again.failures.len()), (1, 0));
}

#[tokio::test]
async fn what_did_not_change_here_is_not_asked_for() {
    let server = start(Vendor::GitHub, 3).await;
    let connector = connect(Vendor::GitHub, false, &config(Vendor::GitHub, server.url()));
    let store = Arc::new(InMemoryIssues::default());
    let mut engine = SyncEngine::new(connector, store.clone(), shared());
    let none = Object::new();
    engine.pull(10, &none).await.unwrap();
    server.take();
    assert_eq!(engine.push(10, &none).await.unwrap().stats.skipped, 3);
    assert_eq!(server.take().len(), 0);
    // GitHub cannot hold a priority: it is told once, and ours stays.
    let one = store.list("github").await.unwrap().remove(0).reference;
    let urgent = Some(Priority::new(0).unwrap());
    edit(&store, &one, |issue| issue.priority = urgent).await;
    for asked in [2, 0] {
        engine.push(10, &none).await.unwrap();
        assert_eq!(server.take().len(), asked);
    }
    let result = engine.sync(10, &none).await.unwrap();
    assert_eq!((result.stats.pulled_updated, result.stats.pushed_updated), (0, 0));
    assert_eq!(store.get(&one).await.unwrap().unwrap().priority, urgent);
}

/// An edit of an issue, or a run.
#[derive(Clone, Debug)]
enum Step {
    Here(usize, usize),
    There(usize, usize),
    Run,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        (0..2_usize, 0..4_usize).prop_map(|(field, value)| Step::Here(field, value)),
        (0..2_usize, 0..4_usize).prop_map(|(field, value)| Step::There(field, value)),
        Just(Step::Run),
    ];
    proptest::collection::vec(step, 0..12)
}

fn change(issue: &mut CanonicalIssue, field: usize, value: usize) {
    match field {
        0 => issue.title = Title::new(format!("title {value}")).unwrap(),
        _ => issue.labels = vec![format!("label {value}")],
    }
}

#[test]
fn both_sides_come_together_and_no_edit_is_lost_in_silence() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    check(200, steps(), |steps| {
        runtime.block_on(async {
            let (memory, store) = (InMemory::new("memory"), Arc::new(InMemoryIssues::default()));
            let one = memory.create_issue(&issue("1", "One", EARLY)).await.unwrap().reference;
            let mut engine = SyncEngine::new(Arc::new(memory.clone()), store.clone(), shared());
            let none = Object::new();
            engine.sync(10, &none).await.unwrap();
            let mut before = store.get(&one).await.unwrap().unwrap();
            // What was edited since the last run, on either side.
            let mut edited = [[None, None], [None, None]];
            for step in steps.into_iter().chain([Step::Run]) {
                match step {
                    Step::Here(field, value) => {
                        edit(&store, &one, |issue| change(issue, field, value)).await;
                        edited[0][field] = Some(value);
                    }
                    Step::There(field, value) => {
                        let mut now = memory.get_issue(&one).await.unwrap();
                        change(&mut now, field, value);
                        let patch = IssuePatch {
                            title: Some(now.title),
                            labels: Some(now.labels),
                            ..IssuePatch::default()
                        };
                        memory.update_issue(&one, &patch, None).await.unwrap();
                        edited[1][field] = Some(value);
                    }
                    Step::Run => {
                        let result = engine.sync(10, &none).await.unwrap();
                        let here = store.get(&one).await.unwrap().unwrap();
                        let there = memory.get_issue(&one).await.unwrap();
                        assert_eq!((&here.title, &here.labels), (&there.title, &there.labels));
                        let edits = edited.iter().flat_map(|side| side.iter().enumerate());
                        for (field, value) in edits {
                            let Some(value) = *value else { continue };
                            let with = |issue: &CanonicalIssue| {
                                let mut issue = issue.clone();
                                change(&mut issue, field, value);
                                (issue.title, issue.labels)
                            };
                            // What was edited back is as it was.
                            let back =
                                with(&before) == (before.title.clone(), before.labels.clone());
                            let kept = with(&here) == (here.title.clone(), here.labels.clone());
                            assert!(
                                back || kept || !result.conflicts.is_empty(),
                                "an edit was lost"
                            );
                        }
                        let again = engine.sync(10, &none).await.unwrap();
                        assert_eq!(
                            (again.stats.pulled_updated, again.stats.pushed_updated),
                            (0, 0)
                        );
                        edited = [[None, None], [None, None]];
                        before = here;
                    }
                }
            }
        });
    });
}

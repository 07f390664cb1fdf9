//! Issues in a file.

use std::sync::Arc;

use spec_kitty_tracker::connectors::in_memory::InMemory;
use spec_kitty_tracker::sync::{
    ConflictStrategy, Field, FieldOwner, LocalIssues, OwnershipPolicy, Side, SqliteIssues,
    SyncEngine, plan,
};
use spec_kitty_tracker::{
    CanonicalIssue, Connector, ErrorKind, ExternalRef, IssuePatch, Object, SyncCheckpoint,
    Timestamp, Title,
};

fn issue(id: &str, title: &str) -> CanonicalIssue {
    let reference = ExternalRef::new("memory", "w", id).unwrap().with_key("K-1");
    let mut issue = CanonicalIssue::new(reference, Title::new(title).unwrap());
    issue.custom_fields.insert("k".into(), serde_json::json!([1, { "b": null, "a": 1.5 }]));
    issue.created_at = Some("2026-01-01T00:00:00.5+02:00".parse().unwrap());
    issue
}

async fn retitle(memory: &InMemory, store: &SqliteIssues, issue: &ExternalRef) {
    let patch = IssuePatch { title: Some(Title::new("there").unwrap()), ..IssuePatch::default() };
    memory.update_issue(issue, &patch, None).await.unwrap();
    let mut here = store.get(issue).await.unwrap().unwrap();
    here.title = Title::new("here").unwrap();
    store.put(&here).await.unwrap();
}

#[tokio::test]
async fn issues_last() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("issues.db");
    let one = issue("1", "One");
    let checkpoint = SyncCheckpoint { cursor: None, updated_since: Some(Timestamp::now()) };
    {
        let store = SqliteIssues::open(&path).unwrap();
        store.put(&one).await.unwrap();
        store.put_checkpoint("memory", &checkpoint).await.unwrap();
    }
    let store = SqliteIssues::open(&path).unwrap();
    assert_eq!(store.get(&one.reference).await.unwrap(), Some(one.clone()));
    assert_eq!(store.list("memory").await.unwrap(), std::slice::from_ref(&one));
    assert_eq!(store.list("other").await.unwrap(), []);
    assert_eq!(store.base(&one.reference).await.unwrap(), None);
    assert_eq!(store.checkpoint("memory").await.unwrap(), checkpoint);
    assert_eq!(store.checkpoint("other").await.unwrap(), SyncCheckpoint::default());
    store.delete(&one.reference).await.unwrap();
    assert_eq!(store.get(&one.reference).await.unwrap(), None);
}

#[tokio::test]
async fn a_run_goes_on_where_the_last_process_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("issues.db");
    let memory = InMemory::new("memory");
    let one = memory.create_issue(&issue("1", "One")).await.unwrap().reference;
    let none = Object::new();
    for round in 0..3 {
        let store = Arc::new(SqliteIssues::open(&path).unwrap());
        let mut engine = SyncEngine::new(
            Arc::new(memory.clone()),
            store.clone(),
            OwnershipPolicy::split([], FieldOwner::Shared),
        );
        if round == 1 {
            let mut here = store.get(&one).await.unwrap().unwrap();
            here.labels.push("here".into());
            store.put(&here).await.unwrap();
            let shared = OwnershipPolicy::split([], FieldOwner::Shared);
            let [planned] = &*plan(&*store, "memory", &shared).await.unwrap() else {
                panic!("one")
            };
            assert_eq!((planned.new, &*planned.fields), (false, &[Field::Labels][..]));
            let theirs = OwnershipPolicy::external_authoritative();
            assert!(plan(&*store, "memory", &theirs).await.unwrap().is_empty());
        }
        let result = engine.sync(10, &none).await.unwrap();
        assert_eq!(engine.checkpoint(), Some(&store.checkpoint("memory").await.unwrap()));
        let stats = result.stats;
        let expected = [(1, 0), (0, 1), (0, 0)][round];
        assert_eq!((stats.pulled_created, stats.pushed_updated), expected, "{round}");
        assert!(result.conflicts.is_empty());
    }
    assert_eq!(memory.get_issue(&one).await.unwrap().labels, ["here"]);
}

#[tokio::test]
async fn somebody_settles_what_both_sides_changed() {
    let folder = tempfile::tempdir().unwrap();
    for (right, title) in [(Side::Local, "here"), (Side::External, "there")] {
        let store = Arc::new(SqliteIssues::open(folder.path().join(title)).unwrap());
        let memory = InMemory::new("memory");
        let one = memory.create_issue(&issue("1", "One")).await.unwrap().reference;
        let policy = OwnershipPolicy::split([], FieldOwner::Shared);
        let engine = SyncEngine::new(Arc::new(memory.clone()), store.clone(), policy);
        let mut engine = engine.with_strategy(ConflictStrategy::ManualReview);
        let none = Object::new();
        engine.pull(10, &none).await.unwrap();
        retitle(&memory, &store, &one).await;
        for _ in 0..2 {
            engine.pull(10, &none).await.unwrap();
        }
        let open = store.conflicts().unwrap();
        assert_eq!(open.len(), 1);
        assert_eq!(
            store.settle_conflict(open[0].id + 1, right).unwrap_err().kind(),
            ErrorKind::InvalidValue
        );
        store.settle_conflict(open[0].id, right).unwrap();
        assert!(store.conflicts().unwrap().is_empty());
        engine.push(10, &none).await.unwrap();
        assert_eq!(memory.get_issue(&one).await.unwrap().title.as_str(), title);
        assert_eq!(store.get(&one).await.unwrap().unwrap().title.as_str(), title);
    }
}

#[test]
fn files_of_others_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other");
    std::fs::write(&path, "not a database, but a text that is long enough to be one").unwrap();
    assert!(SqliteIssues::open(&path).is_err_and(|error| error.kind() == ErrorKind::Config));
    assert!(SqliteIssues::open(folder.path()).is_err());
}

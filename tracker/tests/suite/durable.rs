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

/// A file as the first version made it: what is in it is still there.
#[tokio::test]
async fn earlier_files_are_taken_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("issues.db");
    let one = issue("1", "One");
    let text = serde_json::to_string(&one).unwrap();
    let base = format!(r#"{{"local":{text},"external":{text}}}"#);
    let record = serde_json::json!({
        "issue": one.reference, "field": "title", "local": "One", "external": "Two",
        "resolved": "One", "strategy": "manual_review", "manual_review_required": true,
    });
    {
        let file = rusqlite::Connection::open(&path).unwrap();
        file.execute_batch(
            "CREATE TABLE issues (
                identity TEXT PRIMARY KEY, system TEXT NOT NULL, issue TEXT NOT NULL, base TEXT
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX issues_by_system ON issues (system, identity);
            CREATE TABLE checkpoints (name TEXT PRIMARY KEY, checkpoint TEXT NOT NULL) STRICT, WITHOUT ROWID;
            CREATE TABLE conflicts (
                id INTEGER PRIMARY KEY, identity TEXT NOT NULL, field TEXT NOT NULL, record TEXT NOT NULL,
                UNIQUE (identity, field)
            ) STRICT;
            PRAGMA application_id = 0x53545231; PRAGMA user_version = 1;",
        )
        .unwrap();
        let row = ("memory:w:1", "memory", &text, &base);
        file.execute("INSERT INTO issues VALUES (?1, ?2, ?3, ?4)", row).unwrap();
        let row = (7, "memory:w:1", "title", record.to_string());
        file.execute("INSERT INTO conflicts VALUES (?1, ?2, ?3, ?4)", row).unwrap();
    }
    for _ in 0..2 {
        let store = SqliteIssues::open(&path).unwrap();
        assert_eq!(store.get(&one.reference).await.unwrap().as_ref(), Some(&one));
        assert_eq!(store.base(&one.reference).await.unwrap().unwrap().external, one);
        assert_eq!(store.conflicts().unwrap()[0].id, 7);
    }
    SqliteIssues::open(&path).unwrap().settle_conflict(7, Side::External).unwrap();
    let store = SqliteIssues::open(&path).unwrap();
    assert_eq!(store.get(&one.reference).await.unwrap().unwrap().title.as_str(), "Two");
    assert_eq!((store.conflicts().unwrap().len(), store.all_conflicts().unwrap().len()), (0, 1));
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert!(SqliteIssues::open(&path).is_err_and(|error| error.kind() == ErrorKind::Config));
}

/// One side deletes what the other changed, and somebody decides.
#[tokio::test]
async fn somebody_decides_whether_an_issue_exists() {
    let folder = tempfile::tempdir().unwrap();
    for (number, deleted_here, right, left) in [
        (0, true, Side::Local, 0),
        (1, true, Side::External, 1),
        (2, false, Side::Local, 1),
        (3, false, Side::External, 0),
    ] {
        let path = folder.path().join(number.to_string());
        let store = Arc::new(SqliteIssues::open(path).unwrap());
        let memory = InMemory::new("memory");
        memory.create_issue(&issue("0", "Zero")).await.unwrap();
        let one = memory.create_issue(&issue("1", "One")).await.unwrap().reference;
        let policy = OwnershipPolicy::split([], FieldOwner::Shared);
        let engine = SyncEngine::new(Arc::new(memory.clone()), store.clone(), policy);
        let mut engine = engine.with_strategy(ConflictStrategy::ManualReview).thorough();
        let none = Object::new();
        engine.sync(10, &none).await.unwrap();
        retitle(&memory, &store, &one).await;
        if deleted_here {
            store.remove(&one).await.unwrap();
        } else {
            memory.delete_issue(&one).await.unwrap();
        }
        let result = engine.sync(10, &none).await.unwrap();
        assert!(result.failures.is_empty() && !result.conflicts.is_empty(), "{number}");
        let open = store.conflicts().unwrap();
        let [asked] = &*open else { panic!("{number}: one question") };
        assert_eq!(asked.record.field, None);
        assert_eq!(
            (asked.record.local.is_null(), asked.record.external.is_null()),
            (deleted_here, !deleted_here)
        );
        store.settle_conflict(asked.id, right).unwrap();
        engine.sync(10, &none).await.unwrap();
        let there = memory.get_issue(&one).await;
        assert_eq!(usize::from(there.is_ok()), left, "{number}");
        assert_eq!(usize::from(store.get(&one).await.unwrap().is_some()), left, "{number}");
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

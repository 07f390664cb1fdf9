//! What a run does, as events.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use event_contract::emitter::Emitter;
use event_contract::log::{Of, Reader as _};
use event_contract_stores::{Memory, System};
use serde_json::{Value, json};
use spec_kitty_contracts::v3::LINE;
use spec_kitty_tracker::connectors::in_memory::InMemory;
use spec_kitty_tracker::events::{Connection, Emitting};
use spec_kitty_tracker::sync::{
    FieldOwner, InMemoryIssues, LocalIssues as _, OwnershipPolicy, SyncEngine,
};
use spec_kitty_tracker::{
    CanonicalIssue, CanonicalLink, CanonicalStatus, Capabilities, Connector, Error, ExternalRef,
    FailureClass, IssuePatch, MissionBridge, MissionUpdate, Object, Page, Query, Result, Title,
};

fn connection() -> Connection {
    Connection {
        connector_id: "c".into(),
        provider: "memory".into(),
        mission_id: "m".into(),
        project_uuid: "a1b2c3d4-e5f6-7890-abcd-ef1234567890".into(),
        actor_id: "a".into(),
        endpoint_url: "http://localhost".into(),
        credentials_ref: "environment".into(),
        config_hash: "0".into(),
    }
}

fn emitting(log: &Memory) -> Arc<Emitting<Memory, System>> {
    let identity = ["build_id", "project_uuid", "correlation_id"].into_iter().zip([
        "\"b\"",
        "\"a1b2c3d4-e5f6-7890-abcd-ef1234567890\"",
        "\"01JMXXXXXXXXXXXXXXXXXXXXXX\"",
    ]);
    let identity = identity.map(|(name, value)| (name.to_owned(), value.parse().unwrap()));
    let emitter = Emitter::new(&LINE, "n", identity, log.clone(), System).unwrap();
    Arc::new(Emitting::new(emitter, connection()).unwrap())
}

/// The payloads in a log, by event types.
fn told(log: &Memory) -> BTreeMap<String, Vec<Value>> {
    let mut told: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for one in log.read(Of::All, 0, 1000).unwrap() {
        let mut event: Value = serde_json::from_str(&one.entry.document).unwrap();
        told.entry(one.entry.event_type.into()).or_default().push(event["payload"].take());
    }
    told
}

fn names(log: &Memory) -> Vec<String> {
    let all = log.read(Of::Aggregate("connector/c"), 0, 1000).unwrap();
    all.into_iter().map(|one| one.entry.event_type.into()).collect()
}

fn issue(id: &str) -> CanonicalIssue {
    let reference = ExternalRef::new("memory", "w", id).unwrap();
    CanonicalIssue::new(reference, Title::new("Title").unwrap())
}

/// A tracker that answers nothing but this failure.
struct Down(FailureClass);

#[async_trait]
impl Connector for Down {
    fn name(&self) -> &'static str {
        "memory"
    }

    fn capabilities(&self) -> Capabilities {
        InMemory::new("memory").capabilities()
    }

    async fn list_issues(&self, _: &Query) -> Result<Page<CanonicalIssue>> {
        Err(Error::request(self.0, "down"))
    }

    async fn get_issue(&self, _: &ExternalRef) -> Result<CanonicalIssue> {
        Err(Error::request(self.0, "down"))
    }

    async fn create_issue(&self, _: &CanonicalIssue) -> Result<CanonicalIssue> {
        Err(Error::request(self.0, "down"))
    }

    async fn update_issue(
        &self,
        _: &ExternalRef,
        _: &IssuePatch,
        _: Option<&str>,
    ) -> Result<CanonicalIssue> {
        Err(Error::request(self.0, "down"))
    }

    async fn upsert_link(&self, _: &ExternalRef, _: &CanonicalLink) -> Result<()> {
        Err(Error::request(self.0, "down"))
    }

    async fn add_comment(&self, _: &ExternalRef, _: &str) -> Result<()> {
        Err(Error::request(self.0, "down"))
    }
}

fn engine(connector: Arc<dyn Connector>, store: &Arc<InMemoryIssues>, log: &Memory) -> SyncEngine {
    let policy = OwnershipPolicy::split([], FieldOwner::Shared);
    SyncEngine::new(connector, store.clone(), policy).observed(emitting(log))
}

#[tokio::test]
async fn what_comes_in_and_what_is_tied_is_told_once() {
    let (memory, log) = (InMemory::new("memory"), Memory::default());
    let store = Arc::new(InMemoryIssues::default());
    memory.create_issue(&issue("1")).await.unwrap();
    store.put(&issue("here")).await.unwrap();
    let none = Object::new();
    for _ in 0..2 {
        engine(Arc::new(memory.clone()), &store, &log).sync(10, &none).await.unwrap();
    }
    let told = told(&log);
    let kinds: Vec<_> = told.iter().map(|(name, all)| (&**name, all.len())).collect();
    let expected = [
        ("ConnectorHealthChecked", 1),
        ("ConnectorProvisioned", 1),
        ("ExternalReferenceLinked", 2),
        ("SyncIngestAccepted", 1),
    ];
    assert_eq!(kinds, expected);
    assert_eq!(told["SyncIngestAccepted"][0]["ingested_count"], 1);
    let ids: Vec<_> = told["ExternalReferenceLinked"]
        .iter()
        .map(|link| link["internal_aggregate_id"].clone())
        .collect();
    assert_eq!(ids, ["memory:w:1", "memory:w:here"]);
}

#[tokio::test]
async fn a_connection_is_as_the_last_run_found_it() {
    let (store, log) = (Arc::new(InMemoryIssues::default()), Memory::default());
    let none = Object::new();
    let up: Arc<dyn Connector> = Arc::new(InMemory::new("memory"));
    let down = |class| -> Arc<dyn Connector> { Arc::new(Down(class)) };
    for (connector, works) in [
        (up.clone(), true),
        (down(FailureClass::Transient), false),
        (down(FailureClass::RateLimit), false),
        (up.clone(), true),
        (down(FailureClass::Authentication), false),
        (up, true),
    ] {
        let result = engine(connector, &store, &log).pull(10, &none).await;
        assert_eq!(result.is_ok(), works);
    }
    let expected = [
        "ConnectorProvisioned",
        "ConnectorHealthChecked",
        "ConnectorDegraded",
        "ConnectorHealthChecked",
        "ConnectorRevoked",
        "ConnectorReconnected",
        "ConnectorHealthChecked",
    ];
    assert_eq!(names(&log), expected);
}

#[tokio::test]
async fn a_mission_is_tied_to_its_issue() {
    let (memory, log) = (InMemory::new("memory"), Memory::default());
    let one = memory.create_issue(&issue("1")).await.unwrap().reference;
    let store = Arc::new(InMemoryIssues::default());
    let update = |state: &str| MissionUpdate {
        mission_id: "m-1".into(),
        mission_state: state.into(),
        target_status: Some(CanonicalStatus::Done),
        summary: None,
        mission_url: None,
        decision_references: Vec::new(),
    };
    for state in ["one", "two"] {
        let emitting = emitting(&log);
        let bridge = MissionBridge::new(Arc::new(memory.clone()), store.clone());
        bridge.observed(emitting.clone()).publish(&one, &update(state)).await.unwrap();
        emitting.finish().unwrap();
    }
    let told = told(&log);
    let [link] = &*told["ExternalReferenceLinked"] else { panic!("one") };
    assert_eq!(
        (&link["mission_id"], &link["internal_aggregate_type"]),
        (&json!("m-1"), &json!("mission"))
    );
}

//! Trackers of other crates: one that this crate does not know is registered, discovered, called and kept in step.

use std::sync::Arc;

use async_trait::async_trait;
use serde_json::{Value, json};
use spec_kitty_tracker::connectors::in_memory::InMemory;
use spec_kitty_tracker::discovery::{DiscoveredWorkspace, Discovery, Found};
use spec_kitty_tracker::exec::Exec;
use spec_kitty_tracker::sync::{InMemoryIssues, LocalIssues, OwnershipPolicy, SyncEngine};
use spec_kitty_tracker::{
    Access, CanonicalIssue, Connector, Discovered, ErrorKind, ExternalRef, Object, Result,
    Settings, Title, Tracker, Trackers,
};

/// A board that nobody else knows.
struct Board {
    memory: InMemory,
    /// What discovery says of its only lane.
    lane: Value,
}

impl Board {
    fn new(lane: Value) -> Self {
        Self { memory: InMemory::new("board"), lane }
    }
}

fn login(settings: &mut Settings) -> Result<()> {
    match settings.secret("board_key")?.reveal() {
        "open sesame" => Ok(()),
        _ => Err(spec_kitty_tracker::Error::config("the key does not fit")),
    }
}

impl Tracker for Board {
    fn name(&self) -> &'static str {
        "board"
    }

    fn settings(&self, _: bool) -> Vec<&str> {
        vec!["lane", "[colour]", "board_key"]
    }

    fn open(&self, _: bool, settings: &mut Settings) -> Result<Arc<dyn Connector>> {
        login(settings)?;
        settings.text("lane")?;
        settings.optional("colour")?;
        Ok(Arc::new(self.memory.clone()))
    }

    fn discovery(&self) -> Option<&dyn Discovery> {
        Some(self)
    }
}

#[async_trait]
impl Discovery for Board {
    fn is_direct(&self) -> bool {
        true
    }

    async fn workspaces(&self, access: Access<Settings>) -> Result<Found> {
        let refused = || spec_kitty_tracker::Error::config("it is direct");
        let Access::Direct(mut settings) = access else { return Err(refused()) };
        login(&mut settings)?;
        let wall = json!({ "id": "w", "name": "wall", "display": "The wall", "kind": "wall", "provider": "board" });
        Ok(Found { items: vec![wall], truncated: false })
    }

    async fn resources(
        &self,
        workspace: &DiscoveredWorkspace,
        _: Access<Settings>,
    ) -> Result<Found> {
        let mut lane = json!({
            "provider": "board", "parent_workspace_id": workspace.id, "resource_type": "lane", "stable_ref": "l",
            "display_name": "Lane", "connector_params": { "lane": "l" }, "routing_metadata": {},
        });
        for (name, value) in self.lane.as_object().into_iter().flatten() {
            lane[name.as_str()] = value.clone();
        }
        Ok(Found { items: vec![lane], truncated: true })
    }
}

fn trackers(lane: Value) -> Trackers {
    Trackers::default().with(Board::new(lane)).unwrap()
}

fn settings(more: &Value) -> Object {
    let mut settings = json!({ "board_key": "open sesame" }).as_object().cloned().unwrap();
    settings.extend(more.as_object().cloned().unwrap());
    settings
}

fn issue(id: &str) -> CanonicalIssue {
    let reference = ExternalRef::new("board", "wall", id).unwrap();
    CanonicalIssue::new(reference, Title::new("One").unwrap())
}

#[tokio::test]
async fn a_tracker_of_somebody_else_is_kept_in_step() {
    let trackers = trackers(json!({}));
    let open = || trackers.open("board", false, Settings::new(settings(&json!({ "lane": "l" }))));
    open().unwrap().create_issue(&issue("there")).await.unwrap();
    let store = Arc::new(InMemoryIssues::default());
    store.put(&issue("here")).await.unwrap();
    let policy = OwnershipPolicy::split([], spec_kitty_tracker::sync::FieldOwner::Shared);
    let mut engine = SyncEngine::new(open().unwrap(), store.clone(), policy);
    let result = engine.sync(10, &Object::new()).await.unwrap();
    assert_eq!((result.stats.pulled_created, result.stats.pushed_created), (1, 1));
    assert_eq!(store.list("board").await.unwrap().len(), 2);
    assert!(open().unwrap().get_issue(&issue("here").reference).await.is_ok());
}

#[tokio::test]
async fn its_settings_are_checked_like_those_of_others() {
    let trackers = trackers(json!({}));
    for (given, hosted, said) in [
        (
            json!({ "lane": "l", "line": "l" }),
            false,
            "an unknown key; known are board_key, colour, lane",
        ),
        (json!({}), false, "lane is missing"),
        (json!({ "lane": "l" }), true, "this tracker is local and has no hosted form"),
        (json!({ "lane": "l", "board_key": "x" }), false, "the key does not fit"),
    ] {
        let error = trackers.open("board", hosted, Settings::new(settings(&given))).err().unwrap();
        assert_eq!((error.kind(), &*error.to_string()), (ErrorKind::Config, said));
    }
    let unknown = trackers.open("boards", false, Settings::new(Object::new())).err().unwrap();
    assert!(unknown.to_string().ends_with("fp, board"), "{unknown}");
}

#[tokio::test]
async fn it_is_discovered_and_held_to_the_contract() {
    let access = || Access::Direct(Settings::new(settings(&json!({}))));
    let known = trackers(json!({}));
    let found = known.workspaces("board", access()).await.unwrap();
    assert_eq!(found.items[0].name, "wall");
    let lanes = known.resources("board", &found.items[0], access()).await.unwrap();
    assert_eq!((&*lanes.items[0].stable_ref, lanes.truncated), ("l", true));
    let broken = trackers(json!({ "display_name": "" }));
    let error = broken.resources("board", &found.items[0], access()).await.unwrap_err();
    assert_eq!((error.provider(), error.reason()), (Some("board"), Some("RS-005")));
    assert_eq!(error.discovered(), Some(Discovered::Resource));
    let undiscovered = known.workspaces("azure_devops", access()).await.unwrap_err();
    assert!(undiscovered.to_string().contains("azure_devops"), "{undiscovered}");
}

#[tokio::test]
async fn single_calls_reach_it() {
    let mut exec = Exec::new(trackers(json!({ "stable_ref": 7 })));
    let mut ask = async |op: &str, via: &str, args: Value| {
        let config =
            settings(&if op.starts_with("discover") { json!({}) } else { json!({ "lane": "l" }) });
        let request = json!({ "id": 1, "vendor": "board", "via": via, "config": config, "op": op, "args": args });
        let answer = exec.answer(request.to_string().as_bytes()).await;
        serde_json::from_str::<Value>(&answer).unwrap()
    };
    let created = ask("create_issue", "direct", json!({ "issue": issue("1") })).await;
    assert_eq!(created["value"]["ref"]["system"], "board", "{created}");
    let workspaces = ask("discover_workspaces", "direct", json!({})).await;
    let workspace = workspaces["value"]["items"][0].clone();
    assert_eq!(workspace["id"], "w", "{workspaces}");
    let broken = ask("discover_resources", "direct", json!({ "workspace": workspace })).await;
    let expected = json!({
        "kind": "DiscoveryContractError", "status": null, "retryable": false, "provider": "board",
        "discovered": "resource", "field_path": "items[0].stable_ref", "reason": "RS-004",
        "message": "board, resource: items[0].stable_ref breaks RS-004: a text that is not empty is wanted",
    });
    assert_eq!(broken["error"], expected);
    let hosted = ask("discover_workspaces", "nango", json!({})).await;
    assert_eq!(hosted["error"]["kind"], "ConnectorConfigError");
}

#[test]
fn names_are_taken_once() {
    struct Named(&'static str);

    impl Tracker for Named {
        fn name(&self) -> &str {
            self.0
        }

        fn settings(&self, _: bool) -> Vec<&str> {
            Vec::new()
        }

        fn open(&self, _: bool, _: &mut Settings) -> Result<Arc<dyn Connector>> {
            Ok(Arc::new(InMemory::new(self.0)))
        }
    }

    for name in ["github", "in_memory", "board", "", "a b", "a:b"] {
        assert!(trackers(json!({})).with(Named(name)).is_err(), "{name}");
    }
    assert!(trackers(json!({})).with(Named("other")).is_ok());
}

//! Several places of one system in one store.

use std::sync::Arc;

use async_trait::async_trait;
use serde_json::json;
use spec_kitty_tracker::connectors::Vendor;
use spec_kitty_tracker::connectors::in_memory::InMemory;
use spec_kitty_tracker::sync::{
    Action, FieldOwner, InMemoryIssues, Intent, LocalIssues, OwnershipPolicy, Place, SyncEngine,
    SyncResult,
};
use spec_kitty_tracker::{
    CanonicalIssue, CanonicalLink, Capabilities, Connector, ErrorKind, ExternalRef, IssuePatch,
    Object, Page, Query, Result, SyncCheckpoint, Timestamp, Title,
};

use crate::fakes::{REMOTE, config, connect};

/// A repository of a hub.
#[derive(Clone)]
struct Part {
    memory: InMemory,
    place: Place,
}

impl Part {
    fn new(host: &str, workspace: &str) -> Self {
        let key = format!("hub {host} {workspace}").to_lowercase();
        let place = Place { key, workspace: workspace.to_owned(), prefix: None };
        Self { memory: InMemory::new("hub"), place }
    }

    /// With issues of these numbers.
    async fn with(self, numbers: &[&str]) -> Self {
        for number in numbers {
            self.memory.create_issue(&issue(&self.place.workspace, number)).await.unwrap();
        }
        self
    }

    async fn run(&self, store: &Arc<dyn LocalIssues>, thorough: bool) -> Result<SyncResult> {
        let policy = OwnershipPolicy::split([], FieldOwner::Shared);
        let engine = SyncEngine::new(Arc::new(self.clone()), store.clone(), policy);
        let mut engine = if thorough { engine.thorough() } else { engine };
        engine.sync(10, &Object::new()).await
    }

    async fn titles(&self) -> Vec<String> {
        let page = self.memory.list_issues(&Query::all(50)).await.unwrap();
        page.items.iter().map(|issue| issue.title.as_str().to_owned()).collect()
    }
}

#[async_trait]
impl Connector for Part {
    fn name(&self) -> &str {
        self.memory.name()
    }

    fn place(&self) -> Option<Place> {
        Some(self.place.clone())
    }

    fn capabilities(&self) -> Capabilities {
        self.memory.capabilities()
    }

    async fn list_issues(&self, query: &Query) -> Result<Page<CanonicalIssue>> {
        self.memory.list_issues(query).await
    }

    async fn get_issue(&self, issue: &ExternalRef) -> Result<CanonicalIssue> {
        self.memory.get_issue(issue).await
    }

    async fn create_issue(&self, draft: &CanonicalIssue) -> Result<CanonicalIssue> {
        let mut created = draft.clone();
        created.reference = issue(&self.place.workspace, draft.reference.id()).reference;
        self.memory.create_issue(&created).await
    }

    async fn update_issue(
        &self,
        issue: &ExternalRef,
        patch: &IssuePatch,
        key: Option<&str>,
    ) -> Result<CanonicalIssue> {
        self.memory.update_issue(issue, patch, key).await
    }

    async fn upsert_link(&self, issue: &ExternalRef, link: &CanonicalLink) -> Result<()> {
        self.memory.upsert_link(issue, link).await
    }

    async fn add_comment(&self, issue: &ExternalRef, body: &str) -> Result<()> {
        self.memory.add_comment(issue, body).await
    }

    async fn delete_issue(&self, issue: &ExternalRef) -> Result<()> {
        self.memory.delete_issue(issue).await
    }
}

fn issue(workspace: &str, id: &str) -> CanonicalIssue {
    let reference = ExternalRef::new("hub", workspace, id).unwrap();
    CanonicalIssue::new(reference, Title::new(format!("{workspace} {id}")).unwrap())
}

async fn retitle(store: &Arc<dyn LocalIssues>, workspace: &str, id: &str, title: &str) {
    let mut here = store.get(&issue(workspace, id).reference).await.unwrap().unwrap();
    here.title = Title::new(title).unwrap();
    store.put(&here).await.unwrap();
}

/// A store in memory, and one in a file.
fn stores(folder: &std::path::Path) -> Vec<Arc<dyn LocalIssues>> {
    let memory: Arc<dyn LocalIssues> = Arc::new(InMemoryIssues::default());
    #[cfg(feature = "sqlite")]
    let file = spec_kitty_tracker::sync::SqliteIssues::open(folder.join("issues.db")).unwrap();
    #[cfg(feature = "sqlite")]
    return vec![memory, Arc::new(file)];
    #[cfg(not(feature = "sqlite"))]
    return vec![memory];
}

#[tokio::test]
async fn two_repositories_are_kept_apart() {
    let folder = tempfile::tempdir().unwrap();
    for store in stores(folder.path()) {
        let gadgets = Part::new("h", "a/gadgets").with(&["1", "2", "3"]).await;
        let widgets = Part::new("h", "a/widgets").with(&["1", "2"]).await;
        assert_eq!(widgets.run(&store, false).await.unwrap().stats.pulled_created, 2);
        // What is older than what was read of the other is read, too.
        let mut old = store.checkpoint(&widgets.place.key).await.unwrap();
        old.updated_since = Some("2399-01-01T00:00:00Z".parse().unwrap());
        store.put_checkpoint(&widgets.place.key, &old).await.unwrap();
        assert_eq!(gadgets.run(&store, false).await.unwrap().stats.pulled_created, 3);
        retitle(&store, "a/gadgets", "1", "an edit").await;
        store.remove(&issue("a/gadgets", "2").reference).await.unwrap();
        store.put(&issue("a/gadgets", "new")).await.unwrap();
        for thorough in [false, true] {
            let other = widgets.run(&store, thorough).await.unwrap();
            assert_eq!((other.stats.pushed_updated, other.stats.pushed_created), (0, 0));
            assert_eq!((other.stats.pulled_deleted, other.stats.pushed_deleted), (0, 0));
            assert!(other.failures.is_empty());
        }
        assert_eq!(widgets.titles().await, ["a/widgets 1", "a/widgets 2"]);
        let own = gadgets.run(&store, true).await.unwrap().stats;
        assert_eq!((own.pushed_updated, own.pushed_created, own.pushed_deleted), (1, 1, 1));
        assert_eq!(gadgets.titles().await, ["an edit", "a/gadgets 3", "a/gadgets new"]);
        assert_eq!(store.list("hub").await.unwrap().len(), 5);
    }
}

#[tokio::test]
async fn a_new_issue_goes_where_it_belongs() {
    let store: Arc<dyn LocalIssues> = Arc::new(InMemoryIssues::default());
    let widgets = Part::new("h", "a/widgets").with(&["1"]).await;
    store.put(&issue("draft", "only")).await.unwrap();
    assert_eq!(widgets.run(&store, false).await.unwrap().stats.pushed_created, 1);
    let gadgets = Part::new("h", "a/gadgets").with(&["1"]).await;
    gadgets.run(&store, false).await.unwrap();
    store.put(&issue("draft", "unclear")).await.unwrap();
    store.put(&issue("a/gadgets", "named")).await.unwrap();
    let run = widgets.run(&store, false).await.unwrap();
    assert_eq!((run.stats.pushed_created, run.failures.len()), (0, 1));
    assert!(run.failures[0].error.to_string().contains("several places"));
    assert_eq!(gadgets.run(&store, false).await.unwrap().stats.pushed_created, 1);
    assert_eq!(widgets.titles().await, ["a/widgets 1", "draft only"]);
}

#[tokio::test]
async fn a_creation_is_looked_for_where_it_was_begun() {
    let store: Arc<dyn LocalIssues> = Arc::new(InMemoryIssues::default());
    let [widgets, gadgets] = ["a/widgets", "a/gadgets"].map(|name| Part::new("h", name));
    let (widgets, gadgets) = (widgets.with(&["1"]).await, gadgets.with(&["1"]).await);
    for part in [&widgets, &gadgets] {
        part.run(&store, false).await.unwrap();
    }
    let draft = Box::new(issue("draft", "new"));
    let place = Some(gadgets.place.key.clone());
    let action = Action::Create { draft, since: None, place };
    store.begin(&Intent::new(action, Timestamp::now()).unwrap()).await.unwrap();
    widgets.run(&store, false).await.unwrap();
    assert_eq!(store.intents("hub").await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_cannot_be_told_apart_is_refused() {
    let store: Arc<dyn LocalIssues> = Arc::new(InMemoryIssues::default());
    Part::new("h", "a/widgets").with(&["1"]).await.run(&store, false).await.unwrap();
    for (host, workspace, said) in [
        ("elsewhere", "a/widgets", "use another store"),
        ("h", "A/Widgets", "the store has this place as a/widgets"),
    ] {
        let other = Part::new(host, workspace).with(&["1"]).await;
        let error = other.run(&store, false).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(error.to_string().contains(said), "{error}");
        assert_eq!(store.list("hub").await.unwrap().len(), 1);
    }
}

/// As stores were before they kept places.
#[tokio::test]
async fn stores_of_earlier_versions_go_on() {
    let read = SyncCheckpoint {
        cursor: None,
        updated_since: Some("2399-01-01T00:00:00Z".parse().unwrap()),
    };
    for (others, respelled) in [(false, false), (true, false), (false, true)] {
        let store: Arc<dyn LocalIssues> = Arc::new(InMemoryIssues::default());
        let workspace = if others { "a/gadgets" } else { "a/widgets" };
        let known = issue(workspace, "1");
        let base = spec_kitty_tracker::sync::Base { local: known.clone(), external: known.clone() };
        store.settle(&known, &base).await.unwrap();
        store.put_checkpoint("hub", &read).await.unwrap();
        let name = if respelled { "A/Widgets" } else { "a/widgets" };
        let run = Part::new("h", name).with(&["1", "2"]).await.run(&store, false).await;
        match run {
            Err(error) => {
                assert!(respelled, "{error}");
                assert!(error.to_string().contains("as a/widgets"), "{error}");
            }
            // Where all is of one place, nothing is read again; else all of it.
            Ok(run) => {
                let expected = if others { 2 } else { 0 };
                assert_eq!(
                    run.stats.pulled_created, expected,
                    "{others} {respelled} {:?}",
                    run.stats
                );
            }
        }
        if others {
            // A new issue of the other place is known to be one before anybody was there.
            store.put(&issue("a/gadgets", "new")).await.unwrap();
            let widgets = Part::new("h", "a/widgets").with(&["1", "2"]).await;
            assert_eq!(widgets.run(&store, false).await.unwrap().stats.pushed_created, 0);
            let gadgets = Part::new("h", "a/gadgets").with(&["1"]).await;
            assert_eq!(gadgets.run(&store, false).await.unwrap().stats.pushed_created, 1);
        }
    }
}

#[test]
fn a_place_is_the_same_however_it_is_spelled() {
    for vendor in REMOTE {
        let plain = config(vendor, "https://tracker.example");
        let place = |config| connect(vendor, false, config).place().unwrap();
        let expected = place(&plain);
        let mut spelled = plain.clone();
        for name in ["owner", "repo", "project_id", "organization", "project", "project_key"] {
            if let Some(text) = plain[name].as_str() {
                spelled[name] = json!(text.to_uppercase());
            }
        }
        for url in ["base_url", "graphql_url"] {
            if let Some(text) = plain[url].as_str() {
                spelled[url] = json!(format!("{}/", text.replace("tracker", "TRACKER")));
            }
        }
        assert_eq!(place(&spelled).key, expected.key, "{vendor}");
        let mut other = plain.clone();
        for (name, value) in [
            ("repo", "x"),
            ("project_id", "x"),
            ("project", "x"),
            ("project_key", "X"),
            ("team_id", "x"),
        ] {
            if plain.get(name).is_some() {
                other[name] = json!(value);
            }
        }
        assert_ne!(place(&other).key, expected.key, "{vendor}");
    }
    let site = |project: &str| {
        let mut config = config(Vendor::Jira, "https://tracker.example");
        config["project_key"] = json!(project);
        connect(Vendor::Jira, false, &config).place().unwrap()
    };
    let of = |key: Option<&str>| {
        let reference = ExternalRef::new("jira", site("AB").workspace, "10").unwrap();
        key.map_or(reference.clone(), |key| reference.with_key(key))
    };
    let has = |key| site("ab").has(&of(key));
    assert_eq!((has(Some("AB-1")), has(Some("ABC-1")), has(None)), (Some(true), Some(false), None));
}

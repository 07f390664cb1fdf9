//! Single scenes of what goes wrong, which random programs seldom play.

use std::sync::Arc;

use spec_kitty_tracker::sync::{
    ConflictStrategy, Field, FieldOwner, InMemoryIssues, LocalIssues, OwnershipPolicy, SyncEngine,
    SyncResult,
};
use spec_kitty_tracker::{
    CanonicalIssue, CanonicalStatus, Change, Connector, ErrorKind, ExternalRef, IssuePatch,
    MissionBridge, MissionUpdate, Object, Title,
};

use super::world::{Fault, Mortal, NAME, Shared};

/// A tracker with an issue, which is here, too.
struct Scene {
    world: Shared,
    store: Arc<InMemoryIssues>,
    one: ExternalRef,
}

impl Scene {
    async fn new() -> Self {
        let (world, store) = (Shared::default(), Arc::new(InMemoryIssues::default()));
        let reference = ExternalRef::new(NAME, "draft", "one").unwrap();
        let issue = CanonicalIssue::new(reference, Title::new("One").unwrap());
        let one = world.lock().create(&issue).reference;
        let scene = Self { world, store, one };
        scene.sync().await;
        scene
    }

    fn engine(&self) -> SyncEngine {
        let store = Mortal { store: self.store.clone(), world: self.world.clone() };
        let policy = OwnershipPolicy::split([], FieldOwner::Shared);
        let engine = SyncEngine::new(Arc::new(self.world.clone()), Arc::new(store), policy);
        let clock = self.world.clone();
        engine
            .with_strategy(ConflictStrategy::ManualReview)
            .with_clock(move || clock.lock().clock())
    }

    async fn sync(&self) -> SyncResult {
        self.engine().sync(10, &Object::new()).await.unwrap()
    }

    /// A push that ends when a change has arrived and its answer has not.
    async fn push_until_answered(&self) {
        // The question and the change are two calls.
        self.world.lock().begin(None, vec![(1, Fault::Lost)]);
        let result = self.engine().push(10, &Object::new()).await.unwrap();
        assert_eq!(result.failures.len(), 1);
        self.world.lock().begin(None, Vec::new());
    }

    async fn here(&self) -> CanonicalIssue {
        self.store.get(&self.one).await.unwrap().unwrap()
    }

    async fn title_here(&self, title: &str) {
        let mut issue = self.here().await;
        issue.title = Title::new(title).unwrap();
        self.store.put(&issue).await.unwrap();
    }

    fn title_there(&self, title: &str) {
        let title = Some(Title::new(title).unwrap());
        let patch = IssuePatch { title, ..IssuePatch::default() };
        self.world.lock().update(self.one.id(), patch).unwrap();
    }

    async fn titles(&self) -> [String; 2] {
        let (here, there) = (self.here().await, self.world.get_issue(&self.one).await.unwrap());
        [here, there].map(|issue| issue.title.as_str().to_owned())
    }
}

#[tokio::test]
async fn what_we_wrote_ourselves_is_nobodys_disagreement() {
    let scene = Scene::new().await;
    scene.title_here("Two").await;
    scene.push_until_answered().await;
    scene.title_here("Three").await;
    let result = scene.sync().await;
    assert_eq!((result.conflicts, result.stats.pushed_updated), (Vec::new(), 1));
    assert_eq!(scene.titles().await, ["Three", "Three"]);
}

#[tokio::test]
async fn what_may_have_been_taken_back_is_on_record() {
    let scene = Scene::new().await;
    scene.title_here("Two").await;
    scene.push_until_answered().await;
    scene.title_there("One");
    let result = scene.sync().await;
    let fields: Vec<_> = result.conflicts.iter().map(|record| record.field).collect();
    assert_eq!(fields, [Some(Field::Title)]);
    assert_eq!(scene.store.conflicts(), result.conflicts);
}

#[tokio::test]
async fn a_list_that_is_behind_undoes_nothing() {
    let scene = Scene::new().await;
    scene.world.lock().now += 100;
    scene.title_here("Two").await;
    assert_eq!(scene.sync().await.stats.pushed_updated, 1);
    scene.world.lock().lag = 10;
    for _ in 0..2 {
        let result = scene.sync().await;
        assert_eq!((result.stats.pulled_updated, result.stats.pushed_updated), (0, 0));
        assert_eq!(scene.titles().await, ["Two", "Two"]);
        scene.world.lock().lag = 0;
    }
}

#[tokio::test]
async fn what_is_edited_during_a_run_stays_a_change() {
    let scene = Scene::new().await;
    scene.title_here("Two").await;
    let seen = scene.here().await;
    scene.title_here("Three").await;
    let mut issue = seen.clone();
    issue.labels = vec!["from there".into()];
    let settlement = spec_kitty_tracker::sync::Settlement {
        issue: Some(issue),
        seen: Some(seen),
        ..Default::default()
    };
    scene.store.commit(&[settlement]).await.unwrap();
    let here = scene.here().await;
    assert_eq!((here.title.as_str(), &*here.labels), ("Three", &["from there".to_owned()][..]));
}

#[tokio::test]
async fn an_issue_that_moves_is_followed_with_what_changed_here() {
    for (edited, listed) in [(false, false), (false, true), (true, false), (true, true)] {
        let scene = Scene::new().await;
        let to = scene.world.lock().move_away(scene.one.id());
        if listed {
            assert_eq!(scene.sync().await.stats.pulled_created, 1);
        }
        if edited {
            scene.title_here("Two").await;
        }
        for _ in 0..2 {
            scene.engine().thorough().sync(10, &Object::new()).await.unwrap();
        }
        let here = scene.store.list(NAME).await.unwrap();
        let ids: Vec<_> = here.iter().map(|issue| issue.reference.identity()).collect();
        assert_eq!(ids, [to.identity()], "{edited} {listed}");
        let title = if edited { "Two" } else { "One" };
        assert_eq!(here[0].title.as_str(), title);
        assert_eq!(scene.world.get_issue(&to).await.unwrap().title.as_str(), title);
        assert_eq!(scene.store.conflicts(), []);
    }
}

#[tokio::test]
async fn a_tracker_that_shows_nothing_is_not_believed() {
    let scene = Scene::new().await;
    scene.world.lock().delete(scene.one.id()).unwrap();
    let result = scene.engine().thorough().pull(10, &Object::new()).await.unwrap();
    assert_eq!((result.stats.pulled_deleted, result.failures.len()), (0, 1));
    scene.here().await;
}

fn update(state: &str) -> MissionUpdate {
    MissionUpdate {
        mission_id: "m".into(),
        mission_state: state.into(),
        target_status: Some(CanonicalStatus::InProgress),
        summary: None,
        mission_url: None,
        decision_references: Vec::new(),
    }
}

/// Wherever a process ends while it tells an issue about its mission, the next one says what is missing and
/// nothing twice.
#[tokio::test]
async fn a_mission_is_told_once_wherever_it_was_interrupted() {
    for dies in 0..40 {
        let scene = Scene::new().await;
        let bridge = || {
            let store = Mortal { store: scene.store.clone(), world: scene.world.clone() };
            MissionBridge::new(Arc::new(scene.world.clone()), Arc::new(store))
        };
        scene.world.lock().begin(Some(dies), Vec::new());
        let ended = bridge().publish(&scene.one, &update("planned")).await;
        scene.world.lock().begin(None, Vec::new());
        if let Err(error) = &ended {
            assert_eq!(error.kind(), ErrorKind::Config);
        }
        for state in ["planned", "planned", "done"] {
            bridge().publish(&scene.one, &update(state)).await.unwrap();
        }
        let said = scene.world.comments(&scene.one).await.unwrap().unwrap();
        let states: Vec<_> = said.iter().filter_map(|text| text.split("State: ").nth(1)).collect();
        assert_eq!(states, ["planned", "done"], "{dies}");
        assert_eq!(scene.store.intents(NAME).await.unwrap(), []);
    }
}

#[tokio::test]
async fn a_comment_without_an_answer_is_looked_for() {
    let faults = [(Fault::Lost, 1), (Fault::Misread, 1), (Fault::Dropped, 0), (Fault::Limited, 0)];
    for (fault, first) in faults {
        let scene = Scene::new().await;
        let bridge = MissionBridge::new(Arc::new(scene.world.clone()), scene.store.clone());
        // Asked, read and written before it is said.
        scene.world.lock().begin(None, vec![(3, fault)]);
        bridge.publish(&scene.one, &update("planned")).await.unwrap_err();
        let count = async || scene.world.comments(&scene.one).await.unwrap().unwrap().len();
        assert_eq!(count().await, first, "{fault:?}");
        bridge.publish(&scene.one, &update("planned")).await.unwrap();
        assert_eq!(count().await, 1, "{fault:?}");
    }
}

#[tokio::test]
async fn a_mission_does_not_begin_with_a_marker() {
    let scene = Scene::new().await;
    let marker = format!("<!-- spec-kitty-tracker:{} -->", "0123456789abcdef".repeat(2));
    let body = Change::Set(format!("What for\n\n{marker}"));
    let patch = IssuePatch { body, ..IssuePatch::default() };
    scene.world.lock().update(scene.one.id(), patch).unwrap();
    let bridge = MissionBridge::new(Arc::new(scene.world.clone()), scene.store.clone());
    let seed = bridge.seed(&scene.one, None).await.unwrap();
    assert_eq!(seed.body.as_deref(), Some("What for"));
    let issue = bridge.publish(&scene.one, &update("planned")).await.unwrap();
    assert_eq!(issue.body.as_deref(), Some("What for"));
}

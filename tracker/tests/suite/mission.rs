//! Missions and the issues they come from.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use serde_json::{Value, json};
use spec_kitty_tracker::connectors::in_memory::InMemory;
use spec_kitty_tracker::layers::{Call, Layer, Layered, Running};
use spec_kitty_tracker::sync::{InMemoryIssues, LocalIssues};
use spec_kitty_tracker::{
    CanonicalIssue, CanonicalLink, CanonicalStatus, Capabilities, Connector, DecisionReference,
    Error, ExternalRef, FailureClass, IssuePatch, LinkType, MissionBridge, MissionUpdate, Page,
    Query, Result, Title, TrackerEventType, mission_comment, mission_seed_from_issue,
    publish_mission_update,
};

fn issue() -> CanonicalIssue {
    let reference = ExternalRef::new("memory", "w", "1").unwrap();
    CanonicalIssue::new(reference, Title::new("One").unwrap())
}

fn update() -> MissionUpdate {
    let decision = |id: &str, blocking| DecisionReference {
        decision_id: id.into(),
        summary: None,
        blocking,
        url: None,
        external_ref: Some(ExternalRef::new("memory", "w", format!("decision-{id}")).unwrap()),
    };
    MissionUpdate {
        mission_id: "m-1".into(),
        mission_state: "planned".into(),
        target_status: Some(CanonicalStatus::InProgress),
        summary: Some("first\r\nsecond\nthird\n".into()),
        mission_url: Some("https://example.org/m-1".into()),
        decision_references: vec![decision("D1", true), decision("D2", false)],
    }
}

#[test]
fn comments_have_their_lines_in_order() {
    let full = "Spec Kitty mission update: m-1\nState: planned\nSummary: first second third\n\
                Mission: https://example.org/m-1\nDecision refs: D1, D2";
    assert_eq!(mission_comment(&update()), full);
    let short = MissionUpdate {
        summary: Some(String::new()),
        mission_url: None,
        decision_references: Vec::new(),
        ..update()
    };
    assert_eq!(mission_comment(&short), "Spec Kitty mission update: m-1\nState: planned");
}

#[test]
fn seeds_name_the_decisions_that_can_be_read() {
    let mut source = issue();
    source.custom_fields.insert(
        "decision_refs".into(),
        json!([
            { "decision_id": " D1 ", "blocking": 0, "external_ref": { "system": "", "workspace": "w", "id": "1" } },
            { "decision_id": "" }, "text", { "summary": "no id" },
            { "decision_id": 7, "url": "u", "external_ref": { "system": "s", "workspace": "w", "id": 3, "key": "K" } },
        ]),
    );
    let seed = mission_seed_from_issue(&source, None);
    assert_eq!(seed.mission_id, "mission:memory:w:1");
    let [one, two] = &*seed.decision_references else { panic!("two decisions") };
    assert_eq!((&*one.decision_id, one.blocking, &one.external_ref), ("D1", false, &None));
    assert_eq!((&*two.decision_id, two.blocking, two.url.as_deref()), ("7", true, Some("u")));
    assert_eq!(two.external_ref.as_ref().unwrap().identity(), "s:w:3");
    assert_eq!(mission_seed_from_issue(&source, Some("m")).mission_id, "m");
}

#[tokio::test]
async fn an_update_is_told_once() {
    let memory = InMemory::new("memory");
    let created = memory.create_issue(&issue()).await.unwrap().reference;
    for _ in 0..2 {
        let updated = publish_mission_update(&memory, &created, &update()).await.unwrap();
        assert_eq!(updated.status, CanonicalStatus::InProgress);
        let now = memory.get_issue(&created).await.unwrap();
        assert_eq!(now.custom_fields["comments"].as_array().unwrap().len(), 1);
        assert_eq!(now.links.len(), 1);
        assert_eq!(now.links[0].link_type, LinkType::BlockedBy);
        assert_eq!(now.links[0].target.id(), "decision-D1");
        let mission = &now.custom_fields["spec_kitty_mission"];
        assert_eq!(
            (&mission["mission_id"], &mission["mission_state"]),
            (&json!("m-1"), &json!("planned"))
        );
    }
    let next = MissionUpdate { mission_state: "done".into(), ..update() };
    publish_mission_update(&memory, &created, &next).await.unwrap();
    let now = memory.get_issue(&created).await.unwrap();
    assert_eq!(now.custom_fields["comments"].as_array().unwrap().len(), 2);
}

/// A call that fails, before or after it did what it does.
struct Fails {
    left: AtomicUsize,
    after: bool,
}

impl Fails {
    fn at(call: usize, after: bool, connector: impl Connector + 'static) -> Layered<Self> {
        Layered::new(Self { left: AtomicUsize::new(call + 1), after }, Arc::new(connector))
    }
}

#[async_trait]
impl Layer for Fails {
    async fn around<T: Send>(
        &self,
        _: Call,
        run: &(dyn Fn() -> Running<'_, T> + Send + Sync),
    ) -> Result<T> {
        let less = |left: usize| left.checked_sub(1);
        if self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, less) != Ok(1) {
            return run().await;
        }
        if self.after {
            run().await?;
        }
        Err(Error::request(FailureClass::Transient, "no answer"))
    }
}

/// A tracker whose comments cannot be read, but which keeps custom fields.
#[derive(Clone)]
struct Mute(InMemory);

#[async_trait]
impl Connector for Mute {
    fn name(&self) -> &str {
        self.0.name()
    }

    fn capabilities(&self) -> Capabilities {
        self.0.capabilities()
    }

    async fn list_issues(&self, query: &Query) -> Result<Page<CanonicalIssue>> {
        self.0.list_issues(query).await
    }

    async fn get_issue(&self, issue: &ExternalRef) -> Result<CanonicalIssue> {
        let mut found = self.0.get_issue(issue).await?;
        found.custom_fields.remove("comments");
        Ok(found)
    }

    async fn create_issue(&self, issue: &CanonicalIssue) -> Result<CanonicalIssue> {
        self.0.create_issue(issue).await
    }

    async fn update_issue(
        &self,
        issue: &ExternalRef,
        patch: &IssuePatch,
        key: Option<&str>,
    ) -> Result<CanonicalIssue> {
        let mut patch = patch.clone();
        let comments = self.0.get_issue(issue).await?.custom_fields.remove("comments");
        if let Some((fields, comments)) = patch.custom_fields.as_mut().zip(comments) {
            fields.insert("comments".into(), comments);
        }
        self.0.update_issue(issue, &patch, key).await?;
        self.get_issue(issue).await
    }

    async fn upsert_link(&self, issue: &ExternalRef, link: &CanonicalLink) -> Result<()> {
        self.0.upsert_link(issue, link).await
    }

    async fn add_comment(&self, issue: &ExternalRef, body: &str) -> Result<()> {
        self.0.add_comment(issue, body).await
    }
}

/// How often each thing happened to the only issue, without its creation.
async fn deeds(memory: &InMemory) -> BTreeMap<TrackerEventType, usize> {
    let mut deeds = BTreeMap::new();
    for event in memory.list_events(None, 100).await.unwrap().events {
        *deeds.entry(event.event_type).or_default() += 1;
    }
    deeds.remove(&TrackerEventType::Created);
    deeds
}

/// One with two links to be made.
fn large() -> MissionUpdate {
    let mut update = update();
    update.decision_references[1].blocking = true;
    update
}

/// All that an update says is there, and nothing twice. Trackers whose comments cannot be read are changed once more.
async fn is_told_once(memory: &InMemory, issue: &ExternalRef, updates: usize, of: &str) {
    let now = memory.get_issue(issue).await.unwrap();
    assert_eq!(now.status, CanonicalStatus::InProgress, "{of}");
    assert_eq!(now.links.len(), 2, "{of}");
    assert_eq!(now.custom_fields["spec_kitty_mission"]["mission_id"], json!("m-1"), "{of}");
    assert_eq!(now.custom_fields["comments"], json!([mission_comment(&large())]), "{of}");
    let expected = [
        (TrackerEventType::Updated, updates),
        (TrackerEventType::LinkUpserted, 2),
        (TrackerEventType::CommentAdded, 1),
    ];
    assert_eq!(deeds(memory).await, BTreeMap::from(expected), "{of}");
}

#[tokio::test]
async fn wherever_an_update_fails_the_same_again_tells_the_rest() {
    for after in [false, true] {
        let mut failed = 0;
        for call in 0..12 {
            let memory = InMemory::new("memory");
            let one = memory.create_issue(&issue()).await.unwrap().reference;
            let failing = Fails::at(call, after, memory.clone());
            failed += usize::from(publish_mission_update(&failing, &one, &large()).await.is_err());
            for _ in 0..2 {
                publish_mission_update(&memory, &one, &large()).await.unwrap();
                is_told_once(&memory, &one, 1, &format!("{call} {after}")).await;
            }
        }
        // Read, comments read, changed, two links, a comment.
        assert_eq!(failed, 6);
    }
}

/// There a comment whose answer was lost cannot be known, but one that was turned down.
#[tokio::test]
async fn so_it_is_where_comments_cannot_be_read() {
    let mut failed = 0;
    for call in 0..12 {
        let memory = InMemory::new("memory");
        let one = memory.create_issue(&issue()).await.unwrap().reference;
        let failing = Fails::at(call, false, Mute(memory.clone()));
        let ended = publish_mission_update(&failing, &one, &large()).await;
        failed += usize::from(ended.is_err());
        let noting = memory.get_issue(&one).await.unwrap();
        if ended.is_err() && noting.custom_fields.contains_key("comments") {
            // It was said and not noted.
            continue;
        }
        for _ in 0..2 {
            publish_mission_update(&Mute(memory.clone()), &one, &large()).await.unwrap();
            is_told_once(&memory, &one, 2, &call.to_string()).await;
        }
    }
    // Read, comments read, changed, two links, a comment, read and noted.
    assert_eq!(failed, 8);
}

#[tokio::test]
async fn so_it_is_with_a_store() {
    for after in [false, true] {
        let mut failed = 0;
        for call in 0..12 {
            let memory = InMemory::new("memory");
            let one = memory.create_issue(&issue()).await.unwrap().reference;
            let store = Arc::new(InMemoryIssues::default());
            let failing = Arc::new(Fails::at(call, after, memory.clone()));
            let ended = MissionBridge::new(failing, store.clone()).publish(&one, &large()).await;
            failed += usize::from(ended.is_err());
            let bridge = MissionBridge::new(Arc::new(memory.clone()), store.clone());
            for _ in 0..2 {
                bridge.publish(&one, &large()).await.unwrap();
                is_told_once(&memory, &one, 1, &format!("{call} {after}")).await;
            }
            assert_eq!(store.intents("memory").await.unwrap(), []);
        }
        assert_eq!(failed, 6);
    }
}

type Edit = fn(&mut MissionUpdate);

/// What changes if one part of an update changes: how often the issue, its links and comments.
const PARTS: &[(&str, Edit, [usize; 3])] = &[
    ("mission_id", |update| update.mission_id = "m-2".into(), [1, 0, 1]),
    ("mission_state", |update| update.mission_state = "done".into(), [1, 0, 1]),
    ("target_status", |update| update.target_status = Some(CanonicalStatus::Done), [1, 0, 0]),
    ("summary", |update| update.summary = Some("else".into()), [1, 0, 1]),
    ("no summary", |update| update.summary = None, [1, 0, 1]),
    ("mission_url", |update| update.mission_url = None, [1, 0, 1]),
    ("another decision", |update| update.decision_references.truncate(1), [1, 0, 1]),
    (
        "what a decision is",
        |update| update.decision_references[0].url = Some("u".into()),
        [1, 0, 0],
    ),
    ("a decision that blocks", |update| update.decision_references[1].blocking = true, [1, 1, 0]),
    ("nothing", |_| {}, [0, 0, 0]),
];

#[tokio::test]
async fn each_part_of_an_update_is_told_by_itself() {
    for stored in [false, true] {
        for (part, edit, expected) in PARTS {
            let memory = InMemory::new("memory");
            let one = memory.create_issue(&issue()).await.unwrap().reference;
            let store = Arc::new(InMemoryIssues::default());
            let bridge = MissionBridge::new(Arc::new(memory.clone()), store);
            let publish = async |update: &MissionUpdate| {
                if stored {
                    bridge.publish(&one, update).await.unwrap()
                } else {
                    publish_mission_update(&memory, &one, update).await.unwrap()
                }
            };
            publish(&update()).await;
            let before = deeds(&memory).await;
            let mut next = update();
            edit(&mut next);
            for _ in 0..2 {
                publish(&next).await;
                let now = deeds(&memory).await;
                let happened = [
                    TrackerEventType::Updated,
                    TrackerEventType::LinkUpserted,
                    TrackerEventType::CommentAdded,
                ];
                let times = happened.map(|of| now[&of] - before[&of]);
                assert_eq!(times, *expected, "{part} {stored}");
            }
            let now = memory.get_issue(&one).await.unwrap();
            assert_eq!(Some(now.status), next.target_status, "{part} {stored}");
            let known = &now.custom_fields["spec_kitty_mission"];
            assert_eq!(known.get("summary").and_then(Value::as_str), next.summary.as_deref());
            let said = now.custom_fields["comments"].as_array().unwrap().last().unwrap().clone();
            assert_eq!(said, json!(mission_comment(&next)), "{part} {stored}");
        }
    }
}

/// What was said before something else was said is said again.
#[tokio::test]
async fn a_mission_may_go_back() {
    let memory = InMemory::new("memory");
    let one = memory.create_issue(&issue()).await.unwrap().reference;
    for state in ["planned", "doing", "planned", "planned"] {
        let update = MissionUpdate { mission_state: state.into(), ..update() };
        publish_mission_update(&memory, &one, &update).await.unwrap();
    }
    assert_eq!(memory.comments(&one).await.unwrap().unwrap().len(), 3);
}

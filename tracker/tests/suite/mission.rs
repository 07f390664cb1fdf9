//! Missions and the issues they come from.

use serde_json::json;
use spec_kitty_tracker::connectors::in_memory::InMemory;
use spec_kitty_tracker::{
    CanonicalIssue, CanonicalStatus, Connector, DecisionReference, ExternalRef, LinkType,
    MissionUpdate, Title, mission_comment, mission_seed_from_issue, publish_mission_update,
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

//! What is sent, where that is a matter of its own.

use serde_json::{Value, json};
use spec_kitty_tracker::connectors::Vendor;
use spec_kitty_tracker::{
    CanonicalIssue, CanonicalIssueType, CanonicalLink, ErrorKind, ExternalRef, FailureClass,
    IssuePatch, LinkType, Query, Title,
};

use crate::fakes::{config, connect, start};

fn reference(vendor: Vendor, id: &str) -> ExternalRef {
    ExternalRef::new(vendor.as_str(), "w", id).unwrap()
}

fn filters(filters: &Value) -> Query {
    Query { filters: filters.as_object().unwrap().clone(), ..Query::all(5) }
}

#[tokio::test]
async fn github_links_by_database_ids() {
    let server = start(Vendor::GitHub, 3).await;
    let connector = connect(Vendor::GitHub, false, &config(Vendor::GitHub, server.url()));
    let (one, two) = (reference(Vendor::GitHub, "1"), reference(Vendor::GitHub, "2"));
    for (link_type, line, body) in [
        (LinkType::Blocks, "/issues/2/dependencies/blocked_by", json!({ "issue_id": 9001 })),
        (LinkType::BlockedBy, "/issues/1/dependencies/blocked_by", json!({ "issue_id": 9002 })),
        (LinkType::ParentOf, "/issues/1/sub_issues", json!({ "sub_issue_id": 9002 })),
        (LinkType::ChildOf, "/issues/2/sub_issues", json!({ "sub_issue_id": 9001 })),
    ] {
        connector
            .upsert_link(&one, &CanonicalLink { link_type, target: two.clone() })
            .await
            .unwrap();
        let last = server.take().pop().unwrap();
        assert_eq!(last.line(), format!("POST /repos/acme/widgets{line}"));
        assert_eq!(last.body, body);
    }
    assert_eq!(server.asked().len(), 0);
}

#[tokio::test]
async fn github_labels_with_commas_are_checked_here() {
    let server = start(Vendor::GitHub, 2).await;
    let connector = connect(Vendor::GitHub, false, &config(Vendor::GitHub, server.url()));
    let query = filters(&json!({ "labels": ["bug", "a,b"] }));
    assert!(connector.list_issues(&query).await.unwrap().items.is_empty());
    assert_eq!(server.take()[0].query("labels"), Some("bug"));
    let error = connector.list_issues(&filters(&json!({ "labels": "bug" }))).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidValue);
}

#[tokio::test]
async fn jira_links_in_the_direction_that_is_meant() {
    let server = start(Vendor::Jira, 2).await;
    let connector = connect(Vendor::Jira, false, &config(Vendor::Jira, server.url()));
    let one = reference(Vendor::Jira, "10001").with_key("PROJ-1");
    let two = reference(Vendor::Jira, "10002").with_key("PROJ-2");
    for (link_type, name, inward) in [
        (LinkType::Blocks, "Blocks", "PROJ-1"),
        (LinkType::BlockedBy, "Blocks", "PROJ-2"),
        (LinkType::Duplicates, "Duplicate", "PROJ-1"),
        (LinkType::RelatesTo, "Relates", "PROJ-1"),
    ] {
        connector
            .upsert_link(&one, &CanonicalLink { link_type, target: two.clone() })
            .await
            .unwrap();
        let body = server.take().pop().unwrap().body;
        assert_eq!(
            (&body["type"]["name"], &body["inwardIssue"]["key"]),
            (&json!(name), &json!(inward))
        );
    }
}

#[tokio::test]
async fn jira_is_not_asked_for_what_it_refuses() {
    let server = start(Vendor::Jira, 1).await;
    let connector = connect(Vendor::Jira, false, &config(Vendor::Jira, server.url()));
    let mut draft = CanonicalIssue::new(reference(Vendor::Jira, "x"), Title::new("part").unwrap());
    draft.issue_type = CanonicalIssueType::Subtask;
    let long =
        IssuePatch { title: Some(Title::new("x".repeat(256)).unwrap()), ..IssuePatch::default() };
    let issue = reference(Vendor::Jira, "10001");
    for error in [
        connector.create_issue(&draft).await.unwrap_err(),
        connector.update_issue(&issue, &long, None).await.unwrap_err(),
    ] {
        assert_eq!(error.failure_class(), Some(FailureClass::Validation));
    }
    assert_eq!(server.asked().len(), 0);
    draft.issue_type = CanonicalIssueType::Task;
    draft.labels = vec!["two words".into(), " ".into(), "a\tb".into(), "two  words".into()];
    let created = connector.create_issue(&draft).await.unwrap();
    assert_eq!(created.labels, ["two_words", "a_b"]);
    assert_eq!(server.take()[0].body["fields"]["description"], Value::Null);
}

#[tokio::test]
async fn azure_asks_for_two_hundred_at_once() {
    let server = start(Vendor::AzureDevOps, 450).await;
    let connector = connect(Vendor::AzureDevOps, false, &config(Vendor::AzureDevOps, server.url()));
    let page = connector.list_issues(&Query::all(430)).await.unwrap();
    assert_eq!((page.items.len(), page.next_cursor.as_deref()), (430, Some("430")));
    let requests = server.take();
    let sizes: Vec<_> =
        requests[1..].iter().map(|request| request.body["ids"].as_array().unwrap().len()).collect();
    assert_eq!(sizes, [200, 200, 30]);
    assert_eq!(requests[0].query("$top"), Some("431"));
    assert_eq!(requests[0].query("timePrecision"), Some("true"));
    assert_eq!(requests[0].body.as_object().unwrap().len(), 1);
    let rest = Query { cursor: page.next_cursor, ..Query::all(430) };
    let rest = connector.list_issues(&rest).await.unwrap();
    assert_eq!((rest.items.len(), rest.next_cursor), (20, None));
}

#[tokio::test]
async fn linear_makes_the_labels_that_a_team_lacks() {
    let server = start(Vendor::Linear, 1).await;
    let connector = connect(Vendor::Linear, false, &config(Vendor::Linear, server.url()));
    let issue = reference(Vendor::Linear, "id-1");
    let patch =
        IssuePatch { labels: Some(vec!["New".into(), "new".into()]), ..IssuePatch::default() };
    for made in [1, 0] {
        let updated = connector.update_issue(&issue, &patch, None).await.unwrap();
        assert_eq!(updated.labels, ["New"]);
        let creations = server.take();
        let creations = creations
            .iter()
            .filter(|request| request.body["query"].as_str().unwrap().contains("CreateLabel"));
        assert_eq!(creations.count(), made);
    }
}

#[tokio::test]
async fn gitlab_knows_people_by_number_and_a_link_by_its_kind() {
    let server = start(Vendor::GitLab, 2).await;
    let connector = connect(Vendor::GitLab, false, &config(Vendor::GitLab, server.url()));
    let issue = reference(Vendor::GitLab, "1");
    let patch =
        IssuePatch { assignees: Some(vec!["bob".into(), "1".into()]), ..IssuePatch::default() };
    connector.update_issue(&issue, &patch, None).await.unwrap();
    assert_eq!(server.take().pop().unwrap().body, json!({ "assignee_ids": [2, 1] }));
    let patch = IssuePatch { assignees: Some(vec!["nobody".into()]), ..IssuePatch::default() };
    let error = connector.update_issue(&issue, &patch, None).await.unwrap_err();
    assert_eq!(error.failure_class(), Some(FailureClass::Validation));
    let target = reference(Vendor::GitLab, "2");
    for link_type in [LinkType::RelatesTo, LinkType::Blocks] {
        connector
            .upsert_link(&issue, &CanonicalLink { link_type, target: target.clone() })
            .await
            .unwrap();
    }
    let lines: Vec<_> = server.take().iter().map(|request| request.method.clone()).collect();
    assert_eq!(lines[lines.len() - 4..], ["POST", "GET", "DELETE", "POST"]);
}

#[tokio::test]
async fn ids_cannot_leave_their_place() {
    for vendor in [Vendor::GitHub, Vendor::GitLab, Vendor::Jira, Vendor::AzureDevOps] {
        let server = start(vendor, 1).await;
        let connector = connect(vendor, false, &config(vendor, server.url()));
        assert!(connector.get_issue(&reference(vendor, "..")).await.is_err());
        assert_eq!(server.asked().len(), 0);
        let error = connector.get_issue(&reference(vendor, "../../x?y=1#z")).await.unwrap_err();
        if vendor == Vendor::Jira {
            assert!(server.take()[0].path.ends_with("/..%2F..%2Fx%3Fy%3D1%23z"), "{vendor}");
        } else {
            assert_eq!(error.failure_class(), Some(FailureClass::NotFound));
            assert_eq!(server.asked().len(), 0, "{vendor} has numbers");
        }
    }
}

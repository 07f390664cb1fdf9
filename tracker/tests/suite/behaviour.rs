//! What holds for every tracker, as far as its capabilities go.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::json;
use spec_kitty_tracker::connectors::{Vendor, in_memory::InMemory};
use spec_kitty_tracker::{
    CanonicalIssue, CanonicalLink, CanonicalStatus, Change, Connector, ErrorKind, ExternalRef,
    FailureClass, IssuePatch, LinkType, Priority, Query, Title,
};

use crate::fakes::{REMOTE, config, connect, start};
use crate::server::Server;

/// A tracker with seven issues.
struct Subject {
    connector: Arc<dyn Connector>,
    /// Keeps the stand-in, if there is one.
    server: Option<Server>,
}

const ISSUES: usize = 7;

async fn subjects() -> Vec<Subject> {
    let memory = InMemory::new("memory");
    for n in 1..=ISSUES {
        memory.create_issue(&draft("memory", n, &format!("Issue {n}"))).await.unwrap();
    }
    let mut subjects = vec![Subject { connector: Arc::new(memory), server: None }];
    for vendor in REMOTE {
        let server = start(vendor, ISSUES).await;
        let connector = connect(vendor, false, &config(vendor, server.url()));
        subjects.push(Subject { connector, server: Some(server) });
    }
    subjects
}

fn draft(system: &str, n: usize, title: &str) -> CanonicalIssue {
    let reference = ExternalRef::new(system, "draft", n.to_string()).unwrap();
    CanonicalIssue::new(reference, Title::new(title).unwrap())
}

async fn create(connector: &dyn Connector, n: usize, title: &str) -> CanonicalIssue {
    connector.create_issue(&draft(connector.name(), n, title)).await.unwrap()
}

#[tokio::test]
async fn what_is_written_is_read() {
    for Subject { connector, .. } in subjects().await {
        let name = connector.name().to_owned();
        let title = "Ünïcode \"quotes\" & <tags> ${x}";
        let created = create(&*connector, 100, title).await;
        assert_eq!(created.title.as_str(), title, "{name}");
        assert_eq!((created.status, &created.body), (CanonicalStatus::Todo, &None), "{name}");
        let body = "first line\nsecond line\n\nanother paragraph";
        let patch = IssuePatch {
            title: Some(Title::new("Renamed").unwrap()),
            body: Change::Set(body.to_owned()),
            labels: Some(vec!["one".into(), "two-b".into()]),
            ..IssuePatch::default()
        };
        let updated = connector.update_issue(&created.reference, &patch, None).await.unwrap();
        assert_eq!(updated, connector.get_issue(&created.reference).await.unwrap(), "{name}");
        assert_eq!(updated.title.as_str(), "Renamed", "{name}");
        assert_eq!(updated.body.as_deref(), Some(body), "{name}");
        assert_eq!(updated.labels, ["one", "two-b"], "{name}");
        assert_eq!(updated.reference.identity(), created.reference.identity(), "{name}");
    }
}

#[tokio::test]
async fn what_is_absent_stays_and_null_clears() {
    for Subject { connector, .. } in subjects().await {
        let name = connector.name().to_owned();
        let issue = create(&*connector, 100, "Issue").await.reference;
        let people = if name == "linear" || name == "jira" { "account-1" } else { "ada" };
        let full = IssuePatch {
            body: Change::Set("body".into()),
            labels: Some(vec!["a".into()]),
            priority: Change::Set(Priority::new(1).unwrap()),
            assignees: Some(vec![people.into()]),
            ..IssuePatch::default()
        };
        let set = connector.update_issue(&issue, &full, None).await.unwrap();
        assert_eq!(set.assignees, [people], "{name}");
        let untouched = connector.update_issue(&issue, &IssuePatch::default(), None).await.unwrap();
        assert_eq!((&untouched.body, &untouched.labels), (&set.body, &set.labels), "{name}");
        assert_eq!(
            (&untouched.assignees, untouched.priority),
            (&set.assignees, set.priority),
            "{name}"
        );
        let clear = IssuePatch {
            body: Change::Clear,
            labels: Some(Vec::new()),
            assignees: Some(Vec::new()),
            ..IssuePatch::default()
        };
        let cleared = connector.update_issue(&issue, &clear, None).await.unwrap();
        assert_eq!(cleared.body, None, "{name}");
        assert!(cleared.labels.is_empty() && cleared.assignees.is_empty(), "{name}");
    }
}

#[tokio::test]
async fn pages_hold_everything_once() {
    for Subject { connector, .. } in subjects().await {
        for limit in [1, 2, 3, 7, 100] {
            let mut seen = BTreeSet::new();
            let mut query = Query::all(limit);
            loop {
                let page = connector.list_issues(&query).await.unwrap();
                assert!(page.items.len() <= limit as usize);
                for issue in page.items {
                    assert!(seen.insert(issue.reference.identity()), "{} twice", connector.name());
                }
                query.cursor = page.next_cursor;
                if query.cursor.is_none() {
                    break;
                }
            }
            assert_eq!(seen.len(), ISSUES, "{} by {limit}", connector.name());
        }
    }
}

#[tokio::test]
async fn only_what_changed_since_is_listed() {
    for Subject { connector, .. } in subjects().await {
        let name = connector.name().to_owned();
        let all = connector.list_issues(&Query::all(100)).await.unwrap().items;
        let target = all[3].reference.clone();
        let patch =
            IssuePatch { title: Some(Title::new("Later").unwrap()), ..IssuePatch::default() };
        let later = connector.update_issue(&target, &patch, None).await.unwrap();
        let query = Query { updated_since: later.updated_at, ..Query::all(100) };
        let found = connector.list_issues(&query).await.unwrap().items;
        let found: Vec<_> = found.iter().map(|issue| issue.title.as_str()).collect();
        assert_eq!(found, ["Later"], "{name}");
    }
}

#[tokio::test]
async fn statuses_become_what_a_tracker_has_for_them() {
    for Subject { connector, .. } in subjects().await {
        let name = connector.name().to_owned();
        let issue = create(&*connector, 100, "Issue").await.reference;
        for status in CanonicalStatus::ALL.iter().rev() {
            let moved = connector.transition_issue(&issue, *status).await.unwrap();
            let expected = match (&*name, status) {
                ("github" | "gitlab", status) if !status.is_closed() => CanonicalStatus::Todo,
                ("gitlab", _) => CanonicalStatus::Done,
                (_, status) => *status,
            };
            assert_eq!(moved.status, expected, "{name} {status}");
        }
    }
}

#[tokio::test]
async fn links_can_be_made_again() {
    for Subject { connector, .. } in subjects().await {
        let name = connector.name().to_owned();
        let one = create(&*connector, 100, "One").await.reference;
        let two = create(&*connector, 101, "Two").await.reference;
        for link_type in LinkType::ALL {
            let link = CanonicalLink { link_type: *link_type, target: two.clone() };
            for _ in 0..2 {
                let made = connector.upsert_link(&one, &link).await;
                let missing = name == "github"
                    && matches!(link_type, LinkType::RelatesTo | LinkType::Duplicates);
                match made {
                    Ok(()) => assert!(!missing, "{name} {link_type}"),
                    Err(error) => {
                        assert!(missing, "{name} {link_type}: {error}");
                        assert_eq!(error.kind(), ErrorKind::CapabilityNotSupported);
                    }
                }
            }
        }
    }
}

#[tokio::test]
async fn parents_are_held_where_there_is_a_hierarchy_of_issues() {
    for Subject { connector, .. } in subjects().await {
        let name = connector.name().to_owned();
        if ["github", "gitlab"].contains(&&*name) {
            continue;
        }
        let whole = create(&*connector, 100, "Whole").await.reference;
        let part = create(&*connector, 101, "Part").await.reference;
        for parent in [Change::Set(whole.clone()), Change::Set(whole.clone()), Change::Clear] {
            let patch = IssuePatch { parent: parent.clone(), ..IssuePatch::default() };
            let updated = connector.update_issue(&part, &patch, None).await.unwrap();
            let expected = parent.value().flatten().map(ExternalRef::id);
            assert_eq!(updated.parent.as_ref().map(ExternalRef::id), expected, "{name}");
        }
    }
}

#[tokio::test]
async fn comments_go_where_they_are_taken() {
    for Subject { connector, .. } in subjects().await {
        let issue = create(&*connector, 100, "Issue").await.reference;
        let added = connector.add_comment(&issue, "said\n\nand more").await;
        if connector.capabilities().supports_comments {
            added.unwrap();
            if let Some(all) = connector.comments(&issue).await.unwrap() {
                assert_eq!(all, ["said\n\nand more"]);
            }
        } else {
            assert_eq!(added.unwrap_err().kind(), ErrorKind::Config);
        }
    }
}

#[tokio::test]
async fn what_is_deleted_is_gone() {
    for Subject { connector, server } in subjects().await {
        let name = connector.name().to_owned();
        let issue = create(&*connector, 100, "Issue").await.reference;
        let asked = server.as_ref().map(|server| server.asked().len());
        let gone = connector.delete_issue(&issue).await;
        if !connector.capabilities().supports_delete {
            assert_eq!(gone.unwrap_err().kind(), ErrorKind::CapabilityNotSupported, "{name}");
            assert_eq!(server.map(|server| server.asked().len()), asked, "{name} is not asked");
            continue;
        }
        gone.unwrap();
        let missing = connector.get_issue(&issue).await.unwrap_err();
        match &*name {
            "memory" => assert_eq!(missing.kind(), ErrorKind::IssueNotFound),
            _ => assert_eq!(missing.failure_class(), Some(FailureClass::NotFound), "{name}"),
        }
        let left = connector.list_issues(&Query::all(100)).await.unwrap().items;
        assert_eq!(left.len(), ISSUES, "{name}");
        assert!(left.iter().all(|left| left.reference.identity() != issue.identity()), "{name}");
    }
}

#[tokio::test]
async fn what_is_not_there_is_said_to_be_missing() {
    for Subject { connector, .. } in subjects().await {
        let name = connector.name().to_owned();
        let nobody = ExternalRef::new(&*name, "draft", "4711").unwrap();
        let patch = IssuePatch { title: Some(Title::new("x").unwrap()), ..IssuePatch::default() };
        let failures = [
            connector.get_issue(&nobody).await.unwrap_err(),
            connector.update_issue(&nobody, &patch, None).await.unwrap_err(),
            connector.transition_issue(&nobody, CanonicalStatus::Done).await.unwrap_err(),
        ];
        for error in failures {
            match &*name {
                "memory" => assert_eq!(error.kind(), ErrorKind::IssueNotFound),
                _ => assert_eq!(
                    error.failure_class(),
                    Some(FailureClass::NotFound),
                    "{name}: {error:?}"
                ),
            }
            assert!(!error.is_retryable());
        }
    }
}

#[tokio::test]
async fn cursors_of_others_are_refused() {
    for Subject { connector, .. } in subjects().await {
        let name = connector.name().to_owned();
        // The cursors of these are the vendor's own.
        if name == "jira" || name == "linear" {
            continue;
        }
        for cursor in ["next", "-1"] {
            let query = Query { cursor: Some(cursor.into()), ..Query::all(5) };
            let error = connector.list_issues(&query).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidValue, "{name}");
        }
    }
}

#[tokio::test]
async fn texts_are_found() {
    for vendor in [Vendor::GitLab, Vendor::Jira, Vendor::Linear] {
        let server = start(vendor, ISSUES).await;
        let connector = connect(vendor, false, &config(vendor, server.url()));
        let filter = if vendor == Vendor::GitLab { "search" } else { "query_text" };
        let filters = json!({ filter: "Issue 3" }).as_object().unwrap().clone();
        let found =
            connector.list_issues(&Query { filters, ..Query::all(10) }).await.unwrap().items;
        assert_eq!(found.len(), 1, "{vendor}");
        assert_eq!(found[0].title.as_str(), "Issue 3");
    }
}

//! The behaviour suite of connectors to issue trackers: what holds for every one, as far as it goes.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::{
    CanonicalIssue, CanonicalLink, CanonicalStatus, Change, Connector, Error, ErrorKind,
    ExternalRef, FailureClass, IssuePatch, LinkType, Priority, Query, Title,
};

/// A connector to a tracker that nobody else uses, and what the tracker has for what the model has. What else it is
/// able to do its [`Capabilities`](crate::Capabilities) say.
pub struct Subject {
    /// The connector.
    pub connector: Arc<dyn Connector>,
    /// How many issues the tracker holds: at least four.
    pub issues: usize,
    /// Somebody to whom an issue may be assigned.
    pub person: &'static str,
    /// What a status is once the tracker has taken it.
    pub status: fn(CanonicalStatus) -> CanonicalStatus,
    /// Whether the tracker has such links.
    pub links: fn(LinkType) -> bool,
    /// Whether an issue's parent is one of its fields.
    pub parents: bool,
    /// Whether the connector makes its cursors, and so knows those that it did not.
    pub own_cursors: bool,
}

/// Holds a connector to all of it; `subject` gives a fresh tracker each time.
pub async fn suite<F: Future<Output = Subject>>(mut subject: impl FnMut() -> F) {
    what_is_written_is_read(&subject().await).await;
    what_is_absent_stays_and_null_clears(&subject().await).await;
    pages_hold_everything_once(&subject().await).await;
    only_what_changed_since_is_listed(&subject().await).await;
    statuses_become_what_a_tracker_has_for_them(&subject().await).await;
    links_can_be_made_again(&subject().await).await;
    parents_are_held_where_there_is_a_hierarchy_of_issues(&subject().await).await;
    comments_go_where_they_are_taken(&subject().await).await;
    what_is_deleted_is_gone(&subject().await).await;
    what_is_not_there_is_said_to_be_missing(&subject().await).await;
    cursors_of_others_are_refused(&subject().await).await;
}

/// A draft of an issue.
pub fn draft(system: &str, n: usize, title: &str) -> CanonicalIssue {
    let reference = ExternalRef::new(system, "draft", n.to_string()).unwrap();
    CanonicalIssue::new(reference, Title::new(title).unwrap())
}

async fn create(connector: &dyn Connector, n: usize, title: &str) -> CanonicalIssue {
    connector.create_issue(&draft(connector.name(), n, title)).await.unwrap()
}

fn is_missing(error: &Error) -> bool {
    error.kind() == ErrorKind::IssueNotFound
        || error.failure_class() == Some(FailureClass::NotFound)
}

/// What is written is read, to the letter.
pub async fn what_is_written_is_read(subject: &Subject) {
    let name = subject.connector.name().to_owned();
    let title = "Ünïcode \"quotes\" & <tags> ${x}";
    let created = create(&*subject.connector, 100, title).await;
    assert_eq!(created.title.as_str(), title, "{name}");
    assert_eq!((created.status, &created.body), (CanonicalStatus::Todo, &None), "{name}");
    let body = "first line\nsecond line\n\nanother paragraph";
    let patch = IssuePatch {
        title: Some(Title::new("Renamed").unwrap()),
        body: Change::Set(body.to_owned()),
        labels: Some(vec!["one".into(), "two-b".into()]),
        ..IssuePatch::default()
    };
    let updated = subject.connector.update_issue(&created.reference, &patch, None).await.unwrap();
    assert_eq!(updated, subject.connector.get_issue(&created.reference).await.unwrap(), "{name}");
    assert_eq!(updated.title.as_str(), "Renamed", "{name}");
    assert_eq!(updated.body.as_deref(), Some(body), "{name}");
    assert_eq!(updated.labels, ["one", "two-b"], "{name}");
    assert_eq!(updated.reference.identity(), created.reference.identity(), "{name}");
}

/// What a change does not name stays; what it clears is gone.
pub async fn what_is_absent_stays_and_null_clears(subject: &Subject) {
    let name = subject.connector.name().to_owned();
    let issue = create(&*subject.connector, 100, "Issue").await.reference;
    let people = subject.person;
    let full = IssuePatch {
        body: Change::Set("body".into()),
        labels: Some(vec!["a".into()]),
        priority: Change::Set(Priority::new(1).unwrap()),
        assignees: Some(vec![people.into()]),
        ..IssuePatch::default()
    };
    let set = subject.connector.update_issue(&issue, &full, None).await.unwrap();
    assert_eq!(set.assignees, [people], "{name}");
    let untouched =
        subject.connector.update_issue(&issue, &IssuePatch::default(), None).await.unwrap();
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
    let cleared = subject.connector.update_issue(&issue, &clear, None).await.unwrap();
    assert_eq!(cleared.body, None, "{name}");
    assert!(cleared.labels.is_empty() && cleared.assignees.is_empty(), "{name}");
}

/// Pages of any size hold every issue once.
pub async fn pages_hold_everything_once(subject: &Subject) {
    for limit in [1, 2, 3, 7, 100] {
        let mut seen = BTreeSet::new();
        let mut query = Query::all(limit);
        loop {
            let page = subject.connector.list_issues(&query).await.unwrap();
            assert!(page.items.len() <= limit as usize);
            for issue in page.items {
                assert!(
                    seen.insert(issue.reference.identity()),
                    "{} twice",
                    subject.connector.name()
                );
            }
            query.cursor = page.next_cursor;
            if query.cursor.is_none() {
                break;
            }
        }
        assert_eq!(seen.len(), subject.issues, "{} by {limit}", subject.connector.name());
    }
}

/// Only what changed since a time is listed.
pub async fn only_what_changed_since_is_listed(subject: &Subject) {
    let name = subject.connector.name().to_owned();
    let all = subject.connector.list_issues(&Query::all(100)).await.unwrap().items;
    let target = all[3].reference.clone();
    let patch = IssuePatch { title: Some(Title::new("Later").unwrap()), ..IssuePatch::default() };
    let later = subject.connector.update_issue(&target, &patch, None).await.unwrap();
    let query = Query { updated_since: later.updated_at, ..Query::all(100) };
    let found = subject.connector.list_issues(&query).await.unwrap().items;
    let found: Vec<_> = found.iter().map(|issue| issue.title.as_str()).collect();
    assert_eq!(found, ["Later"], "{name}");
}

/// A status becomes the one that the tracker has for it.
pub async fn statuses_become_what_a_tracker_has_for_them(subject: &Subject) {
    let name = subject.connector.name().to_owned();
    let issue = create(&*subject.connector, 100, "Issue").await.reference;
    for status in CanonicalStatus::ALL.iter().rev() {
        let moved = subject.connector.transition_issue(&issue, *status).await.unwrap();
        let expected = (subject.status)(*status);
        assert_eq!(moved.status, expected, "{name} {status}");
    }
}

/// A link may be made again; one that the tracker does not have is refused.
pub async fn links_can_be_made_again(subject: &Subject) {
    let name = subject.connector.name().to_owned();
    let one = create(&*subject.connector, 100, "One").await.reference;
    let two = create(&*subject.connector, 101, "Two").await.reference;
    for link_type in LinkType::ALL {
        let link = CanonicalLink { link_type: *link_type, target: two.clone() };
        for _ in 0..2 {
            let made = subject.connector.upsert_link(&one, &link).await;
            let missing = !(subject.links)(*link_type);
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

/// Parents are set, set again and cleared, where issues have them as a field.
pub async fn parents_are_held_where_there_is_a_hierarchy_of_issues(subject: &Subject) {
    let name = subject.connector.name().to_owned();
    if !subject.parents {
        return;
    }
    let whole = create(&*subject.connector, 100, "Whole").await.reference;
    let part = create(&*subject.connector, 101, "Part").await.reference;
    for parent in [Change::Set(whole.clone()), Change::Set(whole.clone()), Change::Clear] {
        let patch = IssuePatch { parent: parent.clone(), ..IssuePatch::default() };
        let updated = subject.connector.update_issue(&part, &patch, None).await.unwrap();
        let expected = parent.value().flatten().map(ExternalRef::id);
        assert_eq!(updated.parent.as_ref().map(ExternalRef::id), expected, "{name}");
    }
}

/// Comments go where they are taken.
pub async fn comments_go_where_they_are_taken(subject: &Subject) {
    let issue = create(&*subject.connector, 100, "Issue").await.reference;
    let added = subject.connector.add_comment(&issue, "said\n\nand more").await;
    if subject.connector.capabilities().supports_comments {
        added.unwrap();
        if let Some(all) = subject.connector.comments(&issue).await.unwrap() {
            assert_eq!(all, ["said\n\nand more"]);
        }
    } else {
        assert_eq!(added.unwrap_err().kind(), ErrorKind::Config);
    }
}

/// What is deleted is gone, and others are not.
pub async fn what_is_deleted_is_gone(subject: &Subject) {
    let name = subject.connector.name().to_owned();
    let issue = create(&*subject.connector, 100, "Issue").await.reference;
    let gone = subject.connector.delete_issue(&issue).await;
    if !subject.connector.capabilities().supports_delete {
        assert_eq!(gone.unwrap_err().kind(), ErrorKind::CapabilityNotSupported, "{name}");
        return;
    }
    gone.unwrap();
    let missing = subject.connector.get_issue(&issue).await.unwrap_err();
    assert!(is_missing(&missing), "{name}: {missing:?}");
    let left = subject.connector.list_issues(&Query::all(100)).await.unwrap().items;
    assert_eq!(left.len(), subject.issues, "{name}");
    assert!(left.iter().all(|left| left.reference.identity() != issue.identity()), "{name}");
}

/// An issue that does not exist is said to be missing, and asking again is of no use.
pub async fn what_is_not_there_is_said_to_be_missing(subject: &Subject) {
    let name = subject.connector.name().to_owned();
    let nobody = ExternalRef::new(&*name, "draft", "4711").unwrap();
    let patch = IssuePatch { title: Some(Title::new("x").unwrap()), ..IssuePatch::default() };
    let failures = [
        subject.connector.get_issue(&nobody).await.unwrap_err(),
        subject.connector.update_issue(&nobody, &patch, None).await.unwrap_err(),
        subject.connector.transition_issue(&nobody, CanonicalStatus::Done).await.unwrap_err(),
    ];
    for error in failures {
        assert!(is_missing(&error), "{name}: {error:?}");
        assert!(!error.is_retryable());
    }
}

/// Cursors that the connector never gave are refused, where it makes them itself.
pub async fn cursors_of_others_are_refused(subject: &Subject) {
    let name = subject.connector.name().to_owned();
    if !subject.own_cursors {
        return;
    }
    for cursor in ["next", "-1"] {
        let query = Query { cursor: Some(cursor.into()), ..Query::all(5) };
        let error = subject.connector.list_issues(&query).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidValue, "{name}");
    }
}

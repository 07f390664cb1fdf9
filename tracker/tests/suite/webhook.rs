//! Calls back from trackers.

use std::fmt::Write as _;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use spec_kitty_tracker::connectors::Vendor;
use spec_kitty_tracker::webhook::{Delivery, receive};
use spec_kitty_tracker::{FailureClass, Result, Secret, TrackerEvent};

const KEY: &str = "hook-s3cr3t";

/// HMAC-SHA-256 of a short key, in hexadecimal.
fn sign(body: &[u8]) -> String {
    let pad = |with: u8| -> Vec<u8> {
        (0..64).map(|at| KEY.as_bytes().get(at).unwrap_or(&0) ^ with).collect()
    };
    let inner = Sha256::digest([&pad(0x36), body].concat());
    Sha256::digest([&pad(0x5c)[..], &inner[..]].concat()).iter().fold(
        String::new(),
        |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        },
    )
}

fn headers(vendor: Vendor, kind: &str, body: &[u8]) -> Vec<(String, String)> {
    let pairs = match vendor {
        Vendor::GitHub => vec![
            ("X-Hub-Signature-256", format!("sha256={}", sign(body))),
            ("X-GitHub-Event", kind.to_owned()),
            ("X-GitHub-Delivery", "d-1".to_owned()),
        ],
        Vendor::GitLab => vec![
            ("X-Gitlab-Token", KEY.to_owned()),
            ("X-Gitlab-Event", kind.to_owned()),
            ("X-Gitlab-Event-UUID", "d-1".to_owned()),
        ],
        Vendor::Jira => vec![
            ("X-Hub-Signature", format!("sha256={}", sign(body))),
            ("X-Atlassian-Webhook-Identifier", "d-1".to_owned()),
        ],
        _ => vec![("Linear-Signature", sign(body)), ("Linear-Delivery", "d-1".to_owned())],
    };
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn call(vendor: Vendor, kind: &str, body: &Value) -> Result<Option<TrackerEvent>> {
    let body = body.to_string().into_bytes();
    let headers = headers(vendor, kind, &body);
    receive(vendor, &Secret::new(KEY), "w", &Delivery { headers: &headers, body: &body })
}

#[test]
fn calls_become_events() {
    let github = |action: &str| {
        json!({ "action": action, "issue": { "number": 7, "html_url": "u", "updated_at": "2026-01-01T00:00:00Z" },
                "repository": { "full_name": "acme/widgets" } })
    };
    let gitlab = |action: &str| json!({ "object_attributes": { "iid": 7, "action": action, "updated_at": "2026-01-01 00:00:00 UTC" } });
    let jira = |event: &str, field: &str| {
        json!({ "webhookEvent": event, "timestamp": 1_767_225_600_000_u64, "issue": { "id": "7", "key": "P-7" },
                "changelog": { "items": [{ "field": field }] } })
    };
    let linear = |kind: &str, action: &str, from: Value| {
        json!({ "type": kind, "action": action, "createdAt": "2026-01-01T00:00:00Z", "updatedFrom": from,
                "data": { "id": "7", "issue": { "id": "7" } } })
    };
    let mut comment = github("created");
    comment["comment"] = json!({ "created_at": "2026-01-01T00:00:00Z" });
    for (vendor, kind, body, expected) in [
        (Vendor::GitHub, "issues", github("opened"), "created"),
        (Vendor::GitHub, "issues", github("closed"), "transitioned"),
        (Vendor::GitHub, "issues", github("labeled"), "updated"),
        (Vendor::GitHub, "issue_comment", comment, "comment_added"),
        (Vendor::GitLab, "Issue Hook", gitlab("open"), "created"),
        (Vendor::GitLab, "Issue Hook", gitlab("reopen"), "transitioned"),
        (Vendor::GitLab, "Issue Hook", gitlab("update"), "updated"),
        (Vendor::Jira, "", jira("jira:issue_created", "x"), "created"),
        (Vendor::Jira, "", jira("jira:issue_updated", "status"), "transitioned"),
        (Vendor::Jira, "", jira("jira:issue_updated", "summary"), "updated"),
        (Vendor::Jira, "", jira("comment_created", "x"), "comment_added"),
        (Vendor::Linear, "", linear("Issue", "create", Value::Null), "created"),
        (Vendor::Linear, "", linear("Issue", "update", json!({ "stateId": "s" })), "transitioned"),
        (Vendor::Linear, "", linear("Issue", "update", json!({ "title": "t" })), "updated"),
        (Vendor::Linear, "", linear("Comment", "create", Value::Null), "comment_added"),
    ] {
        let event = call(vendor, kind, &body).unwrap().unwrap();
        assert_eq!((event.event_type.as_str(), &*event.event_id), (expected, "d-1"), "{vendor}");
        let workspace = if vendor == Vendor::GitHub { "acme/widgets" } else { "w" };
        assert_eq!(event.issue_ref.identity(), format!("{vendor}:{workspace}:7"));
        assert_eq!(event.timestamp.to_string(), "2026-01-01T00:00:00+00:00", "{vendor}");
        assert_eq!(json!(event.payload), body);
    }
}

#[test]
fn what_is_not_about_an_issue_is_nothing() {
    let pull = json!({ "action": "opened", "issue": { "number": 1, "pull_request": {} } });
    for (vendor, kind, body) in [
        (Vendor::GitHub, "ping", json!({ "zen": "x" })),
        (Vendor::GitHub, "issues", pull),
        (Vendor::GitLab, "Push Hook", json!({})),
        (Vendor::Jira, "", json!({ "webhookEvent": "sprint_started" })),
        (Vendor::Linear, "", json!({ "type": "Project", "action": "create" })),
    ] {
        assert_eq!(call(vendor, kind, &body).unwrap(), None, "{vendor}");
    }
}

#[test]
fn only_who_knows_the_secret_is_heard() {
    let body = br#"{"action":"opened","issue":{"number":1}}"#;
    for vendor in [Vendor::GitHub, Vendor::GitLab, Vendor::Jira, Vendor::Linear] {
        let good = headers(vendor, "issues", body);
        let refused = |secret: &str, headers: &[(String, String)], body: &[u8]| {
            let error = receive(vendor, &Secret::new(secret), "w", &Delivery { headers, body })
                .unwrap_err();
            assert_eq!(error.failure_class(), Some(FailureClass::Authentication), "{vendor}");
            assert!(!format!("{error:?}").contains(KEY));
        };
        refused("another", &good, body);
        refused(KEY, &[], body);
        refused("", &[("X-Gitlab-Token".into(), String::new())], body);
        if vendor != Vendor::GitLab {
            refused(KEY, &good, b"{}");
        }
    }
    let error =
        receive(Vendor::Fp, &Secret::new(KEY), "w", &Delivery { headers: &[], body }).unwrap_err();
    assert_eq!(error.kind(), spec_kitty_tracker::ErrorKind::CapabilityNotSupported);
}

#[test]
fn a_genuine_call_that_does_not_read_is_refused() {
    let body = b"[1]";
    let headers = headers(Vendor::Linear, "", body);
    let delivery = Delivery { headers: &headers, body };
    let error = receive(Vendor::Linear, &Secret::new(KEY), "w", &delivery).unwrap_err();
    assert_eq!(error.failure_class(), Some(FailureClass::Validation));
}

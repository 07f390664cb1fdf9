//! The behaviour suite, over the connectors of this crate.

use std::sync::Arc;

use serde_json::json;
use spec_kitty_tracker::connectors::{Vendor, in_memory::InMemory};
use spec_kitty_tracker::testing::{Subject, draft, suite};
use spec_kitty_tracker::{CanonicalStatus, Connector, ErrorKind, LinkType, Query};

use crate::fakes::{REMOTE, config, connect, start};
use crate::server::Server;

const ISSUES: usize = 7;

/// A connector, and what its tracker has for what the model has.
fn subject(vendor: Option<Vendor>, connector: Arc<dyn Connector>) -> Subject {
    let github = vendor == Some(Vendor::GitHub);
    let people_by_id = matches!(vendor, Some(Vendor::Jira | Vendor::Linear));
    Subject {
        connector,
        issues: ISSUES,
        person: if people_by_id { "account-1" } else { "ada" },
        status: match vendor {
            Some(Vendor::GitHub) => |status| {
                if status.is_closed() { status } else { CanonicalStatus::Todo }
            },
            Some(Vendor::GitLab) => |status| {
                if status.is_closed() { CanonicalStatus::Done } else { CanonicalStatus::Todo }
            },
            _ => |status| status,
        },
        links: if github {
            |link| !matches!(link, LinkType::RelatesTo | LinkType::Duplicates)
        } else {
            |_| true
        },
        parents: !matches!(vendor, Some(Vendor::GitHub | Vendor::GitLab)),
        own_cursors: !people_by_id,
    }
}

#[tokio::test]
async fn in_memory() {
    suite(|| async {
        let memory = InMemory::new("memory");
        for n in 1..=ISSUES {
            memory.create_issue(&draft("memory", n, &format!("Issue {n}"))).await.unwrap();
        }
        subject(None, Arc::new(memory))
    })
    .await;
}

async fn remote(vendor: Vendor) {
    let servers: std::sync::Mutex<Vec<Server>> = std::sync::Mutex::default();
    suite(|| async {
        let server = start(vendor, ISSUES).await;
        let connector = connect(vendor, false, &config(vendor, server.url()));
        servers.lock().unwrap().push(server);
        subject(Some(vendor), connector)
    })
    .await;
}

macro_rules! remote {
    ($($name:ident $vendor:ident),*) => {$(
        #[tokio::test]
        async fn $name() {
            remote(Vendor::$vendor).await;
        }
    )*};
}

remote!(github GitHub, gitlab GitLab, jira Jira, linear Linear, azure_devops AzureDevOps);

#[tokio::test]
async fn what_a_tracker_cannot_do_is_refused_before_it_is_asked() {
    for vendor in REMOTE {
        let server = start(vendor, ISSUES).await;
        let connector = connect(vendor, false, &config(vendor, server.url()));
        let issue = connector.list_issues(&Query::all(1)).await.unwrap().items.remove(0).reference;
        let asked = server.asked().len();
        if !connector.capabilities().supports_delete {
            let refused = connector.delete_issue(&issue).await.unwrap_err();
            assert_eq!(refused.kind(), ErrorKind::CapabilityNotSupported, "{vendor}");
            assert_eq!(server.asked().len(), asked, "{vendor} is not asked");
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

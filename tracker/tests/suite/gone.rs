//! Issues that are gone, transferred, forbidden or unreadable: whatever becomes of one says nothing about the others.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use spec_kitty_tracker::connectors::Vendor;
use spec_kitty_tracker::sync::{
    FieldOwner, InMemoryIssues, LocalIssues, OwnershipPolicy, SyncEngine,
};
use spec_kitty_tracker::{CanonicalIssue, ExternalRef, Object, Title};

use crate::fakes::{config, connect};
use crate::server::{Fake, Request, Response, Server};

/// Two repositories, of which issues beyond the first may be answered with something else.
#[derive(Clone, Default)]
struct Hub(Arc<Mutex<Now>>);

#[derive(Default)]
struct Now {
    /// What is answered about the second issue and those after it; nothing if they are as they were.
    instead: Vec<Response>,
    /// Whether the first repository has another name by now.
    renamed: bool,
}

fn row(repository: &str, number: usize) -> Value {
    let at = format!("2026-01-01T00:00:0{number}Z");
    json!({
        "id": number, "number": number, "title": format!("i{number}"), "state": "open", "created_at": at, "updated_at": at,
        "repository_url": format!("https://api.example/repos/{repository}"),
    })
}

impl Fake for Hub {
    fn vendor(&self) -> Option<Vendor> {
        None
    }

    fn answer(&mut self, request: &Request) -> Response {
        let hub = self.0.lock().unwrap();
        let now = if hub.renamed { "acme/gears" } else { "acme/widgets" };
        let segments = request.segments();
        let segments: Vec<_> = segments.iter().map(String::as_str).collect();
        match &*segments {
            ["repos", "acme", "widgets"] => Response::ok(&json!({ "full_name": now })),
            ["repos", "acme", "widgets", "issues"] => {
                let last = if hub.instead.is_empty() { 4 } else { 1 };
                Response::ok(&(1..=last).map(|number| row(now, number)).collect())
            }
            ["repos", "acme", "widgets", "issues", number] => {
                let number: usize = number.parse().unwrap();
                let instead = number.checked_sub(2).and_then(|at| hub.instead.get(at));
                instead.cloned().unwrap_or_else(|| {
                    let mut row = row(now, number);
                    if let Some(title) = request.body["title"].as_str() {
                        (row["title"], row["updated_at"]) =
                            (json!(title), json!("2026-01-02T00:00:00Z"));
                    }
                    Response::ok(&row)
                })
            }
            ["repositories", "7", "issues", number] => {
                Response::ok(&row("acme/attic", number.parse().unwrap()))
            }
            ["repositories", "8", "issues", number] => {
                Response::ok(&row(now, number.parse().unwrap()))
            }
            _ => Response::new(404, &json!({})),
        }
    }
}

/// Where the first four issues are after they were here, and a thorough run met these answers.
async fn after(instead: Vec<Response>, renamed: bool) -> (Vec<String>, Vec<String>, Vec<Request>) {
    let hub = Hub::default();
    let server = Server::start(hub.clone()).await;
    let store = Arc::new(InMemoryIssues::default());
    let engine = || {
        let connector = connect(Vendor::GitHub, false, &config(Vendor::GitHub, server.url()));
        let policy = OwnershipPolicy::split([], FieldOwner::Shared);
        SyncEngine::new(connector, store.clone(), policy).thorough()
    };
    engine().sync(10, &Object::new()).await.unwrap();
    let edited = ExternalRef::new("github", "acme/widgets", "1").unwrap();
    let mut edited: CanonicalIssue = store.get(&edited).await.unwrap().unwrap();
    edited.title = Title::new("an edit that waits").unwrap();
    store.put(&edited).await.unwrap();
    *hub.0.lock().unwrap() = Now { instead, renamed };
    let result = engine().sync(10, &Object::new()).await.unwrap();
    assert_eq!(result.stats.pushed_updated, 1, "the edit is told whatever becomes of others");
    let here = store.list("github").await.unwrap();
    let here = here.iter().map(|issue| issue.reference.identity()).collect();
    let failed = result.failures.iter().map(|failure| failure.issue.id().to_owned()).collect();
    (here, failed, server.asked())
}

fn elsewhere(url: &str) -> Response {
    Response::new(301, &json!({})).with("location", url)
}

#[tokio::test]
async fn trouble_with_an_issue_stays_with_it() {
    let unreadable = Response { status: 200, headers: Vec::new(), body: "<html>".to_owned() };
    let forbidden = Response::new(403, &json!({ "message": "no" }));
    let gone = Response::new(410, &json!({ "message": "deleted" }));
    let (here, failed, _) = after(vec![gone, forbidden, unreadable], false).await;
    let expected = ["github:acme/widgets:1", "github:acme/widgets:3", "github:acme/widgets:4"];
    assert_eq!(
        (&*here, &*failed),
        (&expected.map(str::to_owned)[..], &["3", "4"].map(str::to_owned)[..])
    );
}

#[tokio::test]
async fn a_transferred_issue_is_followed_on_the_same_host_only() {
    let same = elsewhere("/repositories/7/issues/2");
    let other = elsewhere("http://127.0.0.2:9/repositories/7/issues/3");
    let round = elsewhere("/repos/acme/widgets/issues/4");
    let (here, failed, asked) = after(vec![same, other, round], false).await;
    let expected = [
        "github:acme/attic:2",
        "github:acme/widgets:1",
        "github:acme/widgets:3",
        "github:acme/widgets:4",
    ];
    assert_eq!(
        (&*here, &*failed),
        (&expected.map(str::to_owned)[..], &["3", "4"].map(str::to_owned)[..])
    );
    let rounds = asked.iter().filter(|request| request.path.ends_with("widgets/issues/4"));
    assert_eq!(rounds.count(), 6);
}

#[tokio::test]
async fn a_repository_with_another_name_is_the_same() {
    let instead = (2..=4).map(|number| elsewhere(&format!("/repositories/8/issues/{number}")));
    let (here, failed, _) = after(instead.collect(), true).await;
    let expected: Vec<_> = (1..=4).map(|number| format!("github:acme/widgets:{number}")).collect();
    assert_eq!((here, failed), (expected, Vec::new()));
}

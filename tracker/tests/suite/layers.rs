//! Layers around a connector. Time is the test's.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use serde_json::json;
use spec_kitty_tracker::connectors::Vendor;
use spec_kitty_tracker::layers::{Layered, Limit, Retry, Timeout, Watch};
use spec_kitty_tracker::{
    CanonicalIssue, CanonicalLink, Capabilities, Connector, ExternalRef, FailureClass, IssuePatch,
    Page, Query, Result,
};
use tokio::time::{Instant, sleep};

use crate::fakes::{config, connect, start};
use crate::server::Response;

/// Takes its time.
#[derive(Default)]
struct Slow {
    takes: Duration,
    at_once: AtomicUsize,
    most: AtomicUsize,
}

#[async_trait]
impl Connector for Slow {
    fn name(&self) -> &'static str {
        "slow"
    }

    fn capabilities(&self) -> Capabilities {
        unreachable!("nobody asks")
    }

    async fn list_issues(&self, _: &Query) -> Result<Page<CanonicalIssue>> {
        let now = self.at_once.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(now, Ordering::SeqCst);
        sleep(self.takes).await;
        self.at_once.fetch_sub(1, Ordering::SeqCst);
        Ok(Page { items: Vec::new(), next_cursor: None })
    }

    async fn get_issue(&self, _: &ExternalRef) -> Result<CanonicalIssue> {
        unreachable!("nobody asks")
    }

    async fn create_issue(&self, issue: &CanonicalIssue) -> Result<CanonicalIssue> {
        Ok(issue.clone())
    }

    async fn update_issue(
        &self,
        _: &ExternalRef,
        _: &IssuePatch,
        _: Option<&str>,
    ) -> Result<CanonicalIssue> {
        unreachable!("nobody asks")
    }

    async fn upsert_link(&self, _: &ExternalRef, _: &CanonicalLink) -> Result<()> {
        Ok(())
    }

    async fn add_comment(&self, _: &ExternalRef, _: &str) -> Result<()> {
        Ok(())
    }
}

fn quick() -> Retry {
    let moment = Duration::from_millis(1);
    Retry { attempts: 3, base: moment, longest: moment, longest_asked: Duration::from_millis(5) }
}

#[tokio::test]
async fn what_may_work_later_is_tried_again() {
    let server = start(Vendor::GitHub, 1).await;
    let inner = connect(Vendor::GitHub, false, &config(Vendor::GitHub, server.url()));
    let connector = Layered::new(quick(), inner);
    let busy = |status| Response::new(status, &json!({})).with("retry-after", "3600");
    for (statuses, asked) in [
        (vec![503, 429], 3),
        (vec![503, 503, 503], 3),
        (vec![404], 1),
        (vec![503, 422], 2),
        (vec![], 1),
    ] {
        for status in &statuses {
            server.fail(busy(*status));
        }
        let result = connector.list_issues(&Query::all(5)).await;
        assert_eq!(result.is_ok(), statuses.len() < asked, "{statuses:?}");
        assert_eq!(server.take().len(), asked, "{statuses:?}");
    }
}

#[tokio::test]
async fn what_may_have_happened_is_not_done_twice() {
    let server = start(Vendor::GitHub, 1).await;
    let inner = connect(Vendor::GitHub, false, &config(Vendor::GitHub, server.url()));
    let connector = Layered::new(quick(), inner);
    let issue = ExternalRef::new("github", "w", "1").unwrap();
    for (status, asked) in [(503, 1), (429, 2)] {
        server.fail(Response::new(status, &json!({})));
        assert_eq!(connector.add_comment(&issue, "said").await.is_ok(), asked == 2);
        assert_eq!(server.take().len(), asked);
    }
}

#[tokio::test]
async fn a_tracker_that_asks_for_a_rest_gets_it() {
    let server = start(Vendor::AzureDevOps, 1).await;
    let inner = connect(Vendor::AzureDevOps, false, &config(Vendor::AzureDevOps, server.url()));
    let patient = Retry { longest_asked: Duration::from_millis(40), ..quick() };
    let connector = Layered::new(patient, Arc::clone(&inner));
    let answer = json!({ "workItems": [] });
    server.fail(Response::ok(&answer).with("retry-after", "3600"));
    connector.list_issues(&Query::all(5)).await.unwrap();
    assert!(inner.rest().unwrap() > Duration::from_mins(50));
    let began = Instant::now();
    connector.list_issues(&Query::all(5)).await.unwrap();
    assert!(began.elapsed() >= Duration::from_millis(40));
}

#[tokio::test(start_paused = true)]
async fn every_attempt_has_its_own_time() {
    let slow = Slow { takes: Duration::from_mins(1), ..Slow::default() };
    let timed = Layered::new(Timeout(Duration::from_secs(10)), Arc::new(slow));
    let connector = Layered::new(quick(), Arc::new(timed));
    let began = Instant::now();
    let error = connector.list_issues(&Query::all(5)).await.unwrap_err();
    assert_eq!(error.failure_class(), Some(FailureClass::Transient));
    let took = began.elapsed();
    assert!(took >= Duration::from_secs(30) && took < Duration::from_secs(31), "{took:?}");
}

#[tokio::test(start_paused = true)]
async fn not_more_calls_than_allowed_are_made_at_once() {
    let slow = Arc::new(Slow { takes: Duration::from_secs(1), ..Slow::default() });
    let connector = Arc::new(Layered::new(Limit::new(3), Arc::clone(&slow) as Arc<dyn Connector>));
    let calls: Vec<_> = (0..10)
        .map(|_| {
            let connector = Arc::clone(&connector);
            tokio::spawn(async move { connector.list_issues(&Query::all(5)).await.is_ok() })
        })
        .collect();
    for call in calls {
        assert!(call.await.unwrap());
    }
    assert_eq!(slow.most.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn a_watcher_sees_every_call() {
    let server = start(Vendor::GitHub, 1).await;
    let inner = connect(Vendor::GitHub, false, &config(Vendor::GitHub, server.url()));
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let watch = Watch(move |call: spec_kitty_tracker::layers::Call, _, error: Option<&_>| {
        log.lock().unwrap().push((call.name, error.is_none()));
    });
    let connector = Layered::new(watch, inner);
    connector.list_issues(&Query::all(5)).await.unwrap();
    let nobody = ExternalRef::new("github", "w", "99").unwrap();
    assert!(connector.get_issue(&nobody).await.is_err());
    assert_eq!(*seen.lock().unwrap(), [("list_issues", true), ("get_issue", false)]);
}

//! What failures are, and what they do not say.

use serde_json::{Value, json};
use spec_kitty_tracker::connectors::Vendor;
use spec_kitty_tracker::layers::{Layered, Retry};
use spec_kitty_tracker::{
    CanonicalIssue, Connector as _, ErrorKind, ExternalRef, FailureClass, Query, Title,
};

use crate::fakes::{REMOTE, SECRET, config, connect, hosted, start};
use crate::server::{Fake, Request, Response, Server};

/// Something out of an issue, which must not be repeated.
const CONTENT: &str = "the merger is on friday";

#[tokio::test]
async fn failures_are_classified_by_status() {
    for vendor in REMOTE {
        let server = start(vendor, 1).await;
        let connector = connect(vendor, false, &config(vendor, server.url()));
        for (status, class, retryable) in [
            (400, FailureClass::Validation, false),
            (401, FailureClass::Authentication, false),
            (403, FailureClass::Permission, false),
            (404, FailureClass::NotFound, false),
            (409, FailureClass::Validation, false),
            (410, FailureClass::NonRetryable, false),
            (301, FailureClass::NonRetryable, false),
            (429, FailureClass::RateLimit, true),
            (503, FailureClass::Transient, true),
        ] {
            let fault = Response::new(status, &json!({ "message": CONTENT, "errors": [] }));
            server.fail(fault.with("retry-after", "7").with("location", server.url()));
            let error = connector.list_issues(&Query::all(5)).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Request);
            assert_eq!(error.status(), Some(status), "{vendor}");
            assert_eq!(error.failure_class(), Some(class), "{vendor} {status}");
            assert_eq!(error.is_retryable(), retryable);
            assert_eq!(error.retry_after_seconds(), Some(7));
            assert_eq!(error.provider(), Some(vendor.as_str()));
            assert_eq!(error.operation(), Some("list issues"));
        }
        assert_eq!(server.asked().len(), 9, "one call is one attempt");
    }
}

#[tokio::test]
async fn answers_that_do_not_read_are_failures() {
    for vendor in REMOTE {
        let server = start(vendor, 1).await;
        let connector = connect(vendor, false, &config(vendor, server.url()));
        for body in ["<html>", "", "7", "{\"data\":{\"issues\":3},\"issues\":4,\"workItems\":5}"] {
            server.fail(Response { status: 200, headers: Vec::new(), body: body.to_owned() });
            let error = connector.list_issues(&Query::all(5)).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Request, "{vendor} {body:?}");
            assert_eq!(
                error.failure_class(),
                Some(FailureClass::NonRetryable),
                "{vendor} {body:?}"
            );
        }
    }
}

#[tokio::test]
async fn nobody_at_home_is_a_passing_failure() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let connector = connect(Vendor::GitHub, false, &config(Vendor::GitHub, &url));
    let error = connector.list_issues(&Query::all(5)).await.unwrap_err();
    assert_eq!((error.failure_class(), error.status()), (Some(FailureClass::Transient), None));
}

#[tokio::test]
async fn neither_credentials_nor_content_are_told() {
    for vendor in REMOTE {
        let server = start(vendor, 1).await;
        for (through, settings) in
            [(false, config(vendor, server.url())), (true, hosted(vendor, server.url()))]
        {
            let connector = connect(vendor, through, &settings);
            let errors = json!([{ "message": CONTENT, "field": CONTENT, "extensions": { "code": CONTENT } }]);
            for body in [
                json!({ "message": CONTENT, "errors": errors, "typeKey": CONTENT }),
                json!({ "message": { CONTENT: ["x"] }, "errors": { CONTENT: SECRET } }),
                Value::String(format!("{SECRET} {CONTENT}")),
            ] {
                server.fail(Response::new(422, &body));
                let issue = ExternalRef::new(vendor.as_str(), "w", "1").unwrap().with_key(CONTENT);
                let error = connector.get_issue(&issue).await.unwrap_err();
                let shown = format!("{error} {error:?} {error:#?}");
                for hidden in [SECRET, CONTENT, "127.0.0.1"] {
                    assert!(!shown.contains(hidden), "{shown}");
                }
            }
        }
    }
}

/// A Jira that creates an issue and then has had enough.
struct Tired;

impl Fake for Tired {
    fn answer(&mut self, request: &Request) -> Response {
        match &*request.method {
            "POST" => Response::new(201, &json!({ "id": "1", "key": "PROJ-1" })),
            _ => Response::new(429, &json!({})),
        }
    }
}

/// Retries wait for limits; an issue that was created before the limit would be created again.
#[tokio::test(start_paused = true)]
async fn a_limit_after_a_creation_is_no_reason_to_create_again() {
    let server = Server::start(Tired).await;
    let connector = connect(Vendor::Jira, false, &config(Vendor::Jira, server.url()));
    let retried = Layered::new(Retry::default(), connector);
    let reference = ExternalRef::new("jira", "draft", "new").unwrap();
    let issue = CanonicalIssue::new(reference, Title::new("New").unwrap());
    retried.create_issue(&issue).await.unwrap_err();
    let created = server.asked().iter().filter(|asked| asked.method == "POST").count();
    assert_eq!(created, 1);
}

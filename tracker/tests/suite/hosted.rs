//! Requests through Nango.

use serde_json::json;
use spec_kitty_tracker::connectors::Vendor;
use spec_kitty_tracker::{CanonicalIssue, ExternalRef, Query, Title};

use crate::fakes::{REMOTE, SECRET, connect, hosted};
use crate::server::{Fake, Request, Response, Server};

/// Refuses everything: what is asked is what counts.
struct Nobody(Vendor);

impl Fake for Nobody {
    fn vendor(&self) -> Option<Vendor> {
        Some(self.0)
    }

    fn answer(&mut self, _: &Request) -> Response {
        Response::new(402, &json!({ "error": "plan" }))
    }
}

async fn asked(vendor: Vendor) -> Vec<Request> {
    let server = Server::start(Nobody(vendor)).await;
    let connector = connect(vendor, true, &hosted(vendor, server.url()));
    let issue = ExternalRef::new(vendor.as_str(), "w", "${secret}/..").unwrap();
    let draft = CanonicalIssue::new(issue.clone(), Title::new("t").unwrap());
    assert_eq!(connector.list_issues(&Query::all(5)).await.unwrap_err().status(), Some(402));
    assert!(connector.get_issue(&issue).await.is_err());
    assert!(connector.create_issue(&draft).await.is_err());
    server.take()
}

#[tokio::test]
async fn nango_is_told_whose_connection_it_is_and_nothing_else() {
    for vendor in REMOTE {
        let requests = asked(vendor).await;
        // Where issues have numbers, one without is not asked for.
        let numbered = ![Vendor::Jira, Vendor::Linear].contains(&vendor);
        assert_eq!(requests.len(), if numbered { 2 } else { 3 });
        for request in requests {
            assert!(request.path.starts_with("/proxy/"), "{}", request.path);
            assert_eq!(request.header("authorization"), Some(&*format!("Bearer {SECRET}")));
            assert_eq!(request.header("connection-id"), Some("connection-1"));
            assert_eq!(request.header("provider-config-key"), Some("integration-1"));
            assert!(request.header("host").unwrap().starts_with("127.0.0.1:"));
            for (name, value) in &request.headers {
                let own = [
                    "host",
                    "authorization",
                    "connection-id",
                    "provider-config-key",
                    "accept",
                    "user-agent",
                ];
                let body = ["content-type", "content-length"];
                let known = own.contains(&&**name)
                    || body.contains(&&**name)
                    || name.starts_with("nango-proxy-");
                assert!(known, "{name}: {value}");
                assert!(
                    !name.contains("token") && (name == "authorization" || !value.contains(SECRET))
                );
            }
            assert!(
                !request.path.contains(['$', '{', '}']) && !request.path.contains("/.."),
                "{}",
                request.path
            );
        }
    }
}

#[tokio::test]
async fn headers_of_vendors_are_passed_on() {
    let requests = asked(Vendor::GitHub).await;
    for request in &requests {
        assert_eq!(request.header("nango-proxy-accept"), Some("application/vnd.github+json"));
        assert_eq!(request.header("nango-proxy-x-github-api-version"), Some("2022-11-28"));
    }
    let created = asked(Vendor::AzureDevOps).await.pop().unwrap();
    assert_eq!(created.header("content-type"), Some("application/json"));
    assert_eq!(created.header("nango-proxy-content-type"), Some("application/json-patch+json"));
    assert_eq!(created.path, "/proxy/O%27Hara%20%26%20Co/_apis/wit/workitems/%24Task");
}

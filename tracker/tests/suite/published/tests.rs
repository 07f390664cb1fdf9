//! That wrong requests are found, and that every operation of the connectors is a published one.

use std::collections::BTreeSet;
use std::panic::AssertUnwindSafe;

use serde_json::{Value, json};
use spec_kitty_tracker::connectors::Vendor;
use spec_kitty_tracker::{
    CanonicalIssue, CanonicalLink, CanonicalStatus, Change, Connector, ExternalRef, IssuePatch,
    LinkType, Priority, Query, Title,
};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::judge;
use crate::fakes::{config, connect, hosted, start};
use crate::server::{Fake, Request, Response, Server};

fn request(method: &str, path: &str, body: Value) -> Request {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    Request {
        method: method.to_owned(),
        path: path.to_owned(),
        query: pairs.map(|(name, value)| header(name, value)).collect(),
        headers: vec![
            header("accept", "*/*"),
            header("user-agent", "test"),
            header("content-type", "application/json"),
        ],
        body,
    }
}

/// What is said about a request.
fn said(vendor: Vendor, request: &Request) -> Option<String> {
    judge(vendor, request).map(|judgement| judgement.findings.join("\n"))
}

#[test]
fn wrong_requests_to_github_are_found() {
    let issues = "/repos/acme/widgets/issues";
    let one = format!("{issues}/1");
    let list = |query: &str| ("GET", format!("{issues}?{query}"), Value::Null);
    for ((method, path, body), expected) in [
        (list("state=all&per_page=5&labels=a,b&since=2026-01-01T00:00:00Z"), ""),
        (list("state=opened"), "state is not what it should be"),
        (list("per_page=many"), "per_page is not what it should be"),
        (list("cursor=1"), "there is no parameter cursor"),
        (list("page=1&page=2"), "page is given more than once"),
        (("PUT", one.clone(), json!({})), "no operation is PUT"),
        (("GET", format!("{issues}/x"), Value::Null), "issue_number is not what it should be"),
        (("POST", issues.to_owned(), json!({ "title": "t", "labels": ["a"] })), ""),
        (("POST", issues.to_owned(), json!({ "body": "t" })), "\"title\" is a required property"),
        (("POST", issues.to_owned(), Value::Null), "a body is needed"),
        (("PATCH", one.clone(), json!({ "body": null, "state_reason": null })), ""),
        (("PATCH", one.clone(), json!({ "state": "done" })), "/state"),
        (("PATCH", one.clone(), json!({ "labels": "bug" })), "/labels"),
        (("PATCH", one.clone(), json!({ "priority": 1 })), "priority"),
        (("POST", format!("{one}/sub_issues"), json!({ "sub_issue_id": "9" })), "/sub_issue_id"),
        (("POST", format!("{one}/dependencies/blocked_by"), json!({ "issue_id": 9 })), ""),
    ] {
        let Some(said) = said(Vendor::GitHub, &request(method, &path, body)) else { return };
        assert!(
            said.contains(expected) && said.is_empty() == expected.is_empty(),
            "{path}: {said}"
        );
    }
}

#[test]
fn wrong_requests_to_linear_are_found() {
    let create =
        "mutation Create($input: IssueCreateInput!) { issueCreate(input: $input) { success } }";
    let list = "query List($first: Int) { issues(first: $first) { nodes { id } } }";
    for (query, variables, expected) in [
        (create, json!({ "input": { "teamId": "t", "title": "x", "labelIds": ["l"] } }), ""),
        (
            create,
            json!({ "input": { "teamId": "t", "title": "x", "labelNames": ["l"] } }),
            "labelNames",
        ),
        (create, json!({ "input": { "title": "x" } }), "teamId"),
        (create, json!({ "input": { "teamId": "t", "priority": "high" } }), "priority"),
        (create, json!({}), "input"),
        (list, json!({ "first": 5 }), ""),
        (list, json!({ "first": "5" }), "first"),
        (list, json!({ "after": "5" }), "there is no variable after"),
        ("query { issues { nodes { labelNames } } }", json!({}), "labelNames"),
        ("query { issues(limit: 5) { nodes { id } } }", json!({}), "limit"),
        ("query { issues { nodes { id } }", json!({}), "request.graphql"),
    ] {
        let body = json!({ "query": query, "variables": variables });
        let Some(said) = said(Vendor::Linear, &request("POST", "/graphql", body)) else { return };
        assert!(
            said.contains(expected) && said.is_empty() == expected.is_empty(),
            "{query}: {said}"
        );
    }
}

#[test]
fn wrong_requests_to_nango_are_found() {
    let bare = request("GET", "/proxy/repos/acme/widgets/issues/1", Value::Null);
    let Some(bare_said) = said(Vendor::GitHub, &bare) else { return };
    assert_eq!(
        bare_said,
        "Nango needs connection-id\nNango needs provider-config-key\nNango takes bearers"
    );
    let mut whole = bare;
    for (name, value) in
        [("connection-id", "c"), ("provider-config-key", "k"), ("authorization", "Bearer s")]
    {
        whole.headers.push((name.to_owned(), value.to_owned()));
    }
    assert_eq!(said(Vendor::GitHub, &whole).as_deref(), Some(""));
}

/// The stand-in for a vendor behind Nango.
struct Proxied(Box<dyn Fake>);

impl Fake for Proxied {
    fn answer(&mut self, request: &Request) -> Response {
        let path = request.path.strip_prefix("/proxy").unwrap().to_owned();
        self.0.answer(&Request { path, ..request.clone() })
    }

    fn vendor(&self) -> Option<Vendor> {
        self.0.vendor()
    }
}

/// Has a connector do everything that it can.
async fn everything(connector: &dyn Connector) {
    let system = connector.name();
    let draft = |title: &str| {
        let reference = ExternalRef::new(system, "w", "new").unwrap();
        let mut issue = CanonicalIssue::new(reference, Title::new(title).unwrap());
        issue.body = Some("text".to_owned());
        issue.labels = vec!["a".to_owned(), "b c".to_owned()];
        issue.assignees = vec!["ada".to_owned()];
        issue.priority = Some(Priority::LEAST);
        issue
    };
    let one = connector.create_issue(&draft("One")).await.unwrap().reference;
    let two = connector.create_issue(&draft("Two")).await.unwrap().reference;
    let query = Query {
        updated_since: Some("2026-01-01T00:00:00.5+02:00".parse().unwrap()),
        ..Query::all(1)
    };
    for filters in [json!({}), json!({ "labels": ["a", "b,c"] }), json!({ "query_text": "O" })] {
        let filters = filters.as_object().unwrap().clone();
        connector.list_issues(&Query { filters, ..query.clone() }).await.unwrap();
    }
    let full = IssuePatch {
        title: Some(Title::new("Other").unwrap()),
        body: Change::Clear,
        labels: Some(vec!["new".to_owned()]),
        assignees: Some(Vec::new()),
        priority: Change::Clear,
        parent: Change::Set(two.clone()),
        ..IssuePatch::default()
    };
    connector.update_issue(&one, &full, Some("key")).await.unwrap();
    connector.get_issue(&one).await.unwrap();
    for status in CanonicalStatus::ALL {
        connector.transition_issue(&one, *status).await.unwrap();
    }
    for link_type in LinkType::ALL {
        let link = CanonicalLink { link_type: *link_type, target: two.clone() };
        for _ in 0..2 {
            _ = connector.upsert_link(&one, &link).await;
        }
    }
    connector.add_comment(&one, "said").await.unwrap();
    connector.list_events(None, 5).await.unwrap();
    _ = connector.delete_issue(&two).await;
}

#[tokio::test]
async fn every_operation_is_a_published_one() {
    let github: &[&str] = &[
        "issues/add-blocked-by-dependency",
        "issues/add-sub-issue",
        "issues/create",
        "issues/create-comment",
        "issues/get",
        "issues/list-dependencies-blocked-by",
        "issues/list-events-for-repo",
        "issues/list-for-repo",
        "issues/list-sub-issues",
        "issues/update",
    ];
    let linear: &[&str] = &[
        "commentCreate",
        "issue",
        "issueCreate",
        "issueDelete",
        "issueLabelCreate",
        "issueLabels",
        "issueRelationCreate",
        "issueUpdate",
        "issues",
    ];
    for (vendor, expected) in [(Vendor::GitHub, github), (Vendor::Linear, linear)] {
        for through in [false, true] {
            let (server, settings);
            if through {
                server = Server::start(Proxied(crate::fakes::fake(vendor, 3))).await;
                settings = hosted(vendor, server.url());
            } else {
                server = start(vendor, 3).await;
                settings = config(vendor, server.url());
            }
            everything(&*connect(vendor, through, &settings)).await;
            let mut operations = BTreeSet::new();
            for request in server.take() {
                let Some(judgement) = judge(vendor, &request) else { return };
                assert!(judgement.findings.is_empty(), "{}: {judgement:?}", request.line());
                operations.insert(judgement.operation);
            }
            assert_eq!(operations.iter().map(|name| &**name).collect::<Vec<_>>(), expected);
        }
    }
}

#[tokio::test]
async fn servers_fail_for_what_they_were_asked() {
    let server = start(Vendor::GitHub, 1).await;
    let Some(_) = judge(Vendor::GitHub, &request("GET", "/user", Value::Null)) else { return };
    let mut stream = TcpStream::connect(server.url().trim_start_matches("http://")).await.unwrap();
    stream.write_all(b"GET /repos/a/b/issues?colour=red HTTP/1.1\r\n\r\n").await.unwrap();
    stream.read_u8().await.unwrap();
    let failed = std::panic::catch_unwind(AssertUnwindSafe(|| drop(server)));
    let said = failed.unwrap_err().downcast::<String>().unwrap();
    assert!(said.contains("there is no parameter colour"), "{said}");
}

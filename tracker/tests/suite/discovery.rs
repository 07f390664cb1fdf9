//! What discovery finds through Nango.

use serde_json::{Value, json};
use spec_kitty_tracker::connectors::Vendor;
use spec_kitty_tracker::discovery::{discover_resources, discover_workspaces};
use spec_kitty_tracker::{Discovered, ErrorKind, NangoConnection, Secret};

use crate::fakes::SECRET;
use crate::server::{Fake, Request, Response, Server};

/// Answers every list with as many rows as it has.
struct Rows {
    vendor: Vendor,
    count: usize,
    /// What is different about the last row.
    odd: Value,
}

impl Rows {
    fn row(&self, n: usize) -> Value {
        let mut row = json!({
            "id": n, "login": format!("org-{n}"), "name": format!("name-{n}"), "full_name": format!("org/repo-{n}"),
            "owner": { "login": "org" }, "full_path": format!("group-{n}"), "path_with_namespace": format!("g/p-{n}"),
            "key": format!("KEY{n}"), "url": format!("https://site-{n}.atlassian.net"), "private": true,
        });
        if n == self.count {
            for (name, value) in self.odd.as_object().into_iter().flatten() {
                row[name.as_str()] = value.clone();
            }
        }
        row
    }
}

impl Fake for Rows {
    fn vendor(&self) -> Option<Vendor> {
        Some(self.vendor)
    }

    fn answer(&mut self, request: &Request) -> Response {
        if request.path == "/proxy/user" {
            return Response::new(403, &json!({}));
        }
        if request.path == "/proxy/oauth/token/accessible-resources" {
            let mut site = self.row(self.count);
            site["id"] = json!("cloud");
            return Response::ok(&json!([site]));
        }
        let (from, size) = match request.query("startAt") {
            Some(from) => (from.parse().unwrap(), request.number("maxResults", 50)),
            None => {
                let size = request.number("per_page", 30);
                ((request.number("page", 1) - 1) * size, size)
            }
        };
        let rows: Vec<_> = (from..self.count.min(from + size)).map(|n| self.row(n + 1)).collect();
        if request.query("startAt").is_some() {
            return Response::ok(&json!({ "values": rows, "isLast": from + size >= self.count }));
        }
        Response::ok(&rows.into())
    }
}

async fn server(vendor: Vendor, rows: usize, odd: Value) -> (Server, NangoConnection) {
    behind_nango(Rows { vendor, count: rows, odd }).await
}

async fn behind_nango(fake: impl Fake) -> (Server, NangoConnection) {
    let server = Server::start(fake).await;
    let connection = NangoConnection::new("c", "k", Secret::new(SECRET)).unwrap();
    let connection = connection.with_base_url(server.url());
    (server, connection)
}

const VENDORS: [Vendor; 3] = [Vendor::GitHub, Vendor::GitLab, Vendor::Jira];

#[tokio::test]
async fn lists_are_followed_without_links_and_say_where_they_end() {
    for vendor in VENDORS {
        for (rows, found, truncated) in [(250, 250, false), (3000, 1000, true)] {
            let (_server, connection) = server(vendor, rows, json!({})).await;
            let workspaces = discover_workspaces(vendor, connection.clone()).await.unwrap();
            let workspace = &workspaces.items[0];
            let resources = discover_resources(vendor, workspace, connection).await.unwrap();
            let found = if vendor == Vendor::GitLab { (rows).min(2000) } else { found };
            assert_eq!(
                (resources.items.len(), resources.truncated),
                (found, truncated),
                "{vendor}"
            );
            assert!(resources.items.iter().all(|one| one.parent_workspace_id == workspace.id));
        }
    }
}

/// A workspace of Linear with a number of teams, a few at a time.
struct Teams(usize);

impl Fake for Teams {
    fn vendor(&self) -> Option<Vendor> {
        Some(Vendor::Linear)
    }

    fn answer(&mut self, request: &Request) -> Response {
        if request.body["query"].as_str().unwrap().contains("organization") {
            let organization = json!({ "id": "o", "name": "Acme", "urlKey": "acme" });
            return Response::ok(&json!({ "data": { "organization": organization } }));
        }
        let after = request.body["variables"]["after"].as_str();
        let from: usize = after.map_or(0, |text| text.parse().unwrap());
        let end = self.0.min(from + 2);
        let team = |n| json!({ "id": format!("t{n}"), "key": format!("K{n}"), "name": "team" });
        let info = json!({ "hasNextPage": end < self.0, "endCursor": end.to_string() });
        let nodes: Vec<_> = (from..end).map(team).collect();
        Response::ok(&json!({ "data": { "teams": { "nodes": nodes, "pageInfo": info } } }))
    }
}

#[tokio::test]
async fn teams_of_linear_are_found() {
    let (_server, connection) = behind_nango(Teams(5)).await;
    let found = discover_workspaces(Vendor::Linear, connection.clone()).await.unwrap();
    assert_eq!(found.items[0].name, "acme");
    let found = discover_resources(Vendor::Linear, &found.items[0], connection).await.unwrap();
    assert_eq!((found.items.len(), found.truncated), (5, false));
    assert_eq!(found.items[4].stable_ref, "t4");
}

#[tokio::test]
async fn what_breaks_the_contract_is_named() {
    for (vendor, odd, reason, path) in [
        (Vendor::GitHub, json!({ "login": "" }), "WS-002", "items[1].name"),
        (Vendor::GitHub, json!({ "id": null }), "WS-001", "items[1].id"),
        (Vendor::GitLab, json!({ "full_path": 7 }), "WS-002", "items[1].name"),
        (Vendor::Jira, json!({ "name": null }), "WS-002", "items[0].name"),
    ] {
        let (_server, connection) = server(vendor, 2, odd).await;
        let error = discover_workspaces(vendor, connection).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::DiscoveryContract);
        assert_eq!((error.reason(), error.field_path()), (Some(reason), Some(path)), "{vendor}");
        assert_eq!(error.provider(), Some(vendor.as_str()));
        assert_eq!(error.discovered(), Some(Discovered::Workspace));
    }
    let mut workspace = serde_json::from_value(json!({
        "id": "1", "name": "org", "display": "o", "kind": "org", "provider": "x", "provider_context": null,
    }));
    let workspace = workspace.as_mut().unwrap();
    for (vendor, reason) in [(Vendor::GitHub, "RS-005"), (Vendor::Jira, "RS-005")] {
        let odd = json!({ "name": 7, "full_name": null, "name_with_namespace": "" });
        let (_server, connection) = server(vendor, 2, odd).await;
        let error = discover_resources(vendor, workspace, connection).await.unwrap_err();
        assert_eq!(error.reason(), Some(reason), "{vendor}");
        assert_eq!(error.provider(), Some(vendor.as_str()));
        assert_eq!(error.discovered(), Some(Discovered::Resource));
    }
}

#[tokio::test]
async fn not_every_tracker_can_be_discovered() {
    let (_server, connection) = server(Vendor::GitHub, 0, json!({})).await;
    for vendor in [Vendor::AzureDevOps, Vendor::InMemory, Vendor::Beads, Vendor::Fp] {
        let error = discover_workspaces(vendor, connection.clone()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        let said =
            format!("nothing can be discovered for {vendor}, but for github, gitlab, jira, linear");
        assert!(error.to_string().starts_with(&said), "{error}");
    }
    for blank in [("", "k", "s"), ("c", " ", "s"), ("c", "k", "\t")] {
        let error = NangoConnection::new(blank.0, blank.1, Secret::new(blank.2)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidValue);
    }
}

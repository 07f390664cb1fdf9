//! Organizations and repositories of GitHub.

use serde_json::{Value, json};

use super::model::DiscoveredWorkspace;
use super::{Found, said, text_of};
use crate::Result;
use crate::connectors::github::{discovery, page_of};
use crate::http::{Access, Call, Credential, Http, path};

const PAGE: usize = 100;
const PAGES: u32 = 10;

pub(super) async fn workspaces(access: &Access<Credential>) -> Result<Found> {
    let http = discovery(access)?;
    let (rows, truncated) = all(&http, &path(&["user", "orgs"])?, &[]).await?;
    let mut items: Vec<_> = rows.iter().map(|row| workspace(row, "org", "description")).collect();
    // Somebody who may not be asked who they are still has organizations.
    let call = Call::new("discover", reqwest::Method::GET, path(&["user"])?);
    match http.send(call).await {
        Ok(answer) => items.push(workspace(&answer.json()?, "user", "name")),
        Err(error) if error.status().is_some() && !error.is_retryable() => {}
        Err(error) => return Err(error),
    }
    Ok(Found { items, truncated })
}

fn workspace(row: &Value, kind: &str, display: &str) -> Value {
    let login = &row["login"];
    let page = login.as_str().map(|login| format!("https://github.com/{login}"));
    json!({
        "id": text_of(&row["id"]),
        "name": login,
        "display": said(&[&row[display], login]),
        "kind": kind,
        "provider": "github",
        "provider_context": {
            "workspace_type": kind,
            "login": login,
            "account_id": text_of(&row["id"]),
            "workspace_handle": login,
            "workspace_url": page,
        },
    })
}

pub(super) async fn resources(
    access: &Access<Credential>,
    workspace: &DiscoveredWorkspace,
) -> Result<Found> {
    let http = discovery(access)?;
    let context = workspace.provider_context.as_ref();
    let kind = context.and_then(|context| context.get("workspace_type")).and_then(Value::as_str);
    let (place, only) = match kind {
        Some("user") => (path(&["user", "repos"])?, Some(("affiliation", "owner"))),
        _ => (path(&["orgs", &workspace.name, "repos"])?, None),
    };
    let parameters: Vec<_> = only.into_iter().chain([("sort", "full_name")]).collect();
    let (rows, truncated) = all(&http, &place, &parameters).await?;
    let items = rows.iter().map(|row| {
        let visibility = match (row["visibility"].as_str(), row["private"].as_bool()) {
            (Some(visibility), _) => visibility,
            (None, Some(true)) => "private",
            (None, _) => "public",
        };
        json!({
            "provider": "github",
            "parent_workspace_id": workspace.id,
            "resource_type": "repository",
            "stable_ref": text_of(&row["id"]),
            "display_name": row["full_name"],
            "connector_params": { "owner": row["owner"]["login"], "repo": row["name"] },
            "routing_metadata": {
                "repo_id": text_of(&row["id"]),
                "full_name": row["full_name"],
                "default_branch": row["default_branch"].as_str().unwrap_or("main"),
                "html_url": row["html_url"].as_str().unwrap_or_default(),
                "visibility": visibility,
                "display_key": row["name"],
                "resource_url": said(&[&row["html_url"]]),
            },
        })
    });
    Ok(Found { items: items.collect(), truncated })
}

/// All rows, as far as pages go: Nango does not pass on what says whether there are more.
async fn all(
    http: &Http,
    place: &str,
    parameters: &[(&'static str, &'static str)],
) -> Result<(Vec<Value>, bool)> {
    let mut rows = Vec::new();
    for page in 1..=PAGES {
        let mut call = page_of(place.to_owned(), "discover", page);
        for (name, value) in parameters {
            call = call.query(name, *value);
        }
        let answer = http.send(call).await?;
        let more: Vec<Value> =
            answer.json().map_err(|error| error.during(http.provider(), "discover"))?;
        let full = more.len() >= PAGE;
        rows.extend(more);
        if !full {
            return Ok((rows, false));
        }
    }
    Ok((rows, true))
}

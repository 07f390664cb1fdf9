//! Groups and projects of GitLab.

use serde_json::{Value, json};

use super::model::DiscoveredWorkspace;
use super::{Found, said, text_of};
use crate::Result;
use crate::connectors::gitlab::{BASE_URL, discovery};
use crate::http::{Access, Call, Credential, Http, path};

const PAGE: usize = 100;
const PAGES: u32 = 20;
/// Guests and everybody above.
const GUEST: &str = "10";

pub(super) async fn workspaces(access: &Access<Credential>) -> Result<Found> {
    let http = discovery(access)?;
    let (rows, truncated) = all(&http, &path(&["groups"])?, ("min_access_level", GUEST)).await?;
    let items = rows.iter().map(|row| {
        let full_path = &row["full_path"];
        json!({
            "id": text_of(&row["id"]),
            "name": full_path,
            "display": row["full_name"].as_str().or_else(|| full_path.as_str()),
            "kind": "group",
            "provider": "gitlab",
            "provider_context": {
                "group_id": text_of(&row["id"]),
                "full_path": full_path,
                "web_url": row["web_url"].as_str().unwrap_or_default(),
                "workspace_handle": full_path,
                "workspace_url": said(&[&row["web_url"]]),
            },
        })
    });
    Ok(Found { items: items.collect(), truncated })
}

pub(super) async fn resources(
    access: &Access<Credential>,
    workspace: &DiscoveredWorkspace,
) -> Result<Found> {
    let http = discovery(access)?;
    let context = workspace.provider_context.as_ref();
    let group = context.and_then(|context| context.get("group_id")).map(text_of);
    let group = group.as_ref().and_then(Value::as_str).unwrap_or(&workspace.id);
    let place = path(&["groups", group, "projects"])?;
    let (rows, truncated) = all(&http, &place, ("include_subgroups", "true")).await?;
    let items = rows.iter().map(|row| {
        let id = text_of(&row["id"]);
        let (own, namespace) = (&row["path_with_namespace"], &row["namespace"]);
        json!({
            "provider": "gitlab",
            "parent_workspace_id": workspace.id,
            "resource_type": "project",
            "stable_ref": id,
            "display_name": said(&[&row["name_with_namespace"], own]).unwrap_or_default(),
            "connector_params": { "project_id": id, "base_url": BASE_URL },
            "routing_metadata": {
                "project_id": id,
                "path_with_namespace": own.as_str().unwrap_or_default(),
                "web_url": row["web_url"].as_str().unwrap_or_default(),
                "namespace_id": text_of(&namespace["id"]).as_str().unwrap_or_default(),
                "namespace_path": namespace["full_path"].as_str().unwrap_or_default(),
                "display_key": said(&[own]),
                "resource_url": said(&[&row["web_url"]]),
            },
        })
    });
    Ok(Found { items: items.collect(), truncated })
}

async fn all(
    http: &Http,
    place: &str,
    (name, value): (&'static str, &'static str),
) -> Result<(Vec<Value>, bool)> {
    let mut rows = Vec::new();
    for page in 1..=PAGES {
        let call = Call::new("discover", reqwest::Method::GET, place.to_owned())
            .query(name, value)
            .query("per_page", PAGE.to_string())
            .query("page", page.to_string());
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

//! Sites and projects of Jira Cloud.

use serde_json::{Value, json};
use url::Url;

use super::model::DiscoveredWorkspace;
use super::{Found, said, text_of};
use crate::Result;
use crate::connectors::jira::{CLOUD_URL, discovery};
use crate::error::FailureClass;
use crate::http::{Access, Call, Credential, path};

const PAGE: usize = 50;
const PAGES: usize = 20;

pub(super) async fn workspaces(access: &Access<Credential>) -> Result<Found> {
    let http = discovery(access)?;
    let place = path(&["oauth", "token", "accessible-resources"])?;
    let answer = http.send(Call::new("discover", reqwest::Method::GET, place)).await?;
    let sites: Vec<Value> = answer.json().map_err(|error| error.during("jira", "discover"))?;
    let items = sites.iter().map(|site| {
        let (id, name, url) = (&site["id"], &site["name"], said(&[&site["url"]]));
        let host = url.and_then(|url| Url::parse(url).ok());
        let host = host.as_ref().and_then(Url::host_str).unwrap_or_default();
        let handle = host.split('.').next().filter(|handle| !handle.is_empty());
        json!({
            "id": id,
            "name": name,
            "display": url.or_else(|| name.as_str()),
            "kind": "site",
            "provider": "jira",
            "provider_context": {
                "cloud_id": id,
                "site_url": url.unwrap_or_default(),
                "workspace_handle": handle,
                "workspace_url": url,
            },
        })
    });
    Ok(Found { items: items.collect(), truncated: false })
}

pub(super) async fn resources(
    access: &Access<Credential>,
    workspace: &DiscoveredWorkspace,
) -> Result<Found> {
    let http = discovery(access)?;
    let context = workspace.provider_context.as_ref();
    let text = |name: &str| {
        context
            .and_then(|context| context.get(name))
            .and_then(Value::as_str)
            .filter(|text| !text.is_empty())
    };
    let cloud_id = text("cloud_id").unwrap_or(&workspace.id);
    let site_url = text("site_url").map(|url| url.trim_end_matches('/'));
    let below = path(&["ex", "jira", cloud_id])?;
    let place = format!("{below}{}", path(&["rest", "api", "3", "project", "search"])?);
    let mut items = Vec::new();
    for page in 0..PAGES {
        let call = Call::new("discover", reqwest::Method::GET, place.clone())
            .query("startAt", (page * PAGE).to_string())
            .query("maxResults", PAGE.to_string());
        let found: Value =
            http.send(call).await?.json().map_err(|error| error.during("jira", "discover"))?;
        let Some(projects) = found["values"].as_array() else {
            let said = "the answer is not what this call is answered with";
            return Err(
                crate::Error::request(FailureClass::NonRetryable, said).during("jira", "discover")
            );
        };
        items.extend(projects.iter().map(|project| {
            let (id, key, name) = (text_of(&project["id"]), &project["key"], &project["name"]);
            let browse = |site: &str| key.as_str().map(|key| format!("{site}/browse/{key}"));
            json!({
                "provider": "jira",
                "parent_workspace_id": workspace.id,
                "resource_type": "project",
                "stable_ref": id,
                "display_name": name,
                "connector_params": {
                    "project_key": key,
                    "cloud_id": cloud_id,
                    "base_url": format!("{CLOUD_URL}{below}"),
                },
                "routing_metadata": {
                    "project_id": id,
                    "project_key": key,
                    "project_name": name,
                    "display_key": key,
                    "resource_url": site_url.and_then(browse),
                },
            })
        }));
        if found["isLast"].as_bool().unwrap_or(true) {
            return Ok(Found { items, truncated: false });
        }
    }
    Ok(Found { items, truncated: true })
}

//! The workspace and the teams of Linear.

use serde::Deserialize;
use serde_json::{Value, json};

use super::Found;
use super::model::DiscoveredWorkspace;
use crate::Result;
use crate::connectors::linear::{Connection, ask, discovery};
use crate::http::{Access, Credential};

const PAGES: usize = 20;
const WORKSPACE: &str = "query Workspace { organization { id name urlKey } }";
const TEAMS: &str = "query Teams($after: String) { teams(first: 100, after: $after) { \
     nodes { id key name } pageInfo { hasNextPage endCursor } } }";

#[derive(Deserialize)]
struct Organization {
    organization: Value,
}

#[derive(Deserialize)]
struct Teams {
    teams: Connection<Value>,
}

pub(super) async fn workspaces(access: &Access<Credential>) -> Result<Found> {
    let http = discovery(access)?;
    let Organization { organization } = ask(&http, "discover", WORKSPACE, json!({})).await?;
    let (id, key) = (&organization["id"], &organization["urlKey"]);
    let page = key.as_str().map(|key| format!("https://linear.app/{key}"));
    let item = json!({
        "id": id,
        "name": key,
        "display": organization["name"],
        "kind": "workspace",
        "provider": "linear",
        "provider_context": {
            "org_id": id,
            "url_key": key,
            "workspace_handle": key,
            "workspace_url": page,
        },
    });
    Ok(Found { items: vec![item], truncated: false })
}

pub(super) async fn resources(
    access: &Access<Credential>,
    workspace: &DiscoveredWorkspace,
) -> Result<Found> {
    let http = discovery(access)?;
    let mut items = Vec::new();
    let mut after = None;
    for _ in 0..PAGES {
        let page: Teams = ask(&http, "discover", TEAMS, json!({ "after": after })).await?;
        items.extend(page.teams.nodes.iter().map(|team| {
            let (id, key, name) = (&team["id"], &team["key"], &team["name"]);
            let page =
                key.as_str().map(|key| format!("https://linear.app/{}/team/{key}", workspace.name));
            json!({
                "provider": "linear",
                "parent_workspace_id": workspace.id,
                "resource_type": "team",
                "stable_ref": id,
                "display_name": name,
                "connector_params": { "team_id": id },
                "routing_metadata": {
                    "team_key": key,
                    "team_name": name,
                    "url_key": workspace.name,
                    "display_key": key,
                    "resource_url": page,
                },
            })
        }));
        after = page.teams.page_info.next();
        if after.is_none() {
            break;
        }
    }
    Ok(Found { items, truncated: after.is_some() })
}

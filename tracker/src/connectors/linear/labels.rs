//! Labels by name: Linear takes their ids.

use serde_json::json;

use super::api::{self, Label};
use super::{Linear, ask};
use crate::Result;

/// The most names of a request.
const NAMES: usize = 50;

impl Linear {
    /// The ids of labels; those that the team does not have are made.
    pub(super) async fn label_ids(&self, names: &[String]) -> Result<Vec<String>> {
        let mut wanted: Vec<&str> = Vec::with_capacity(names.len());
        for name in names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
            if !wanted.iter().any(|known| same(known, name)) {
                wanted.push(name);
            }
        }
        let mut ids = Vec::with_capacity(wanted.len());
        for names in wanted.chunks(NAMES) {
            let known = self.labels(names).await?;
            for name in names {
                let own = |label: &&Label| same(&label.name, name);
                // The team's own label goes before one of the whole workspace.
                let mine = |label: &&Label| own(label) && !label.team.is_null();
                match known.iter().find(mine).or_else(|| known.iter().find(own)) {
                    Some(label) => ids.push(label.id.clone()),
                    None => ids.push(self.make_label(name).await?),
                }
            }
        }
        Ok(ids)
    }

    /// The labels of the team and of the workspace that have certain names and can be given to issues.
    async fn labels(&self, names: &[&str]) -> Result<Vec<Label>> {
        let by_name: Vec<_> =
            names.iter().map(|name| json!({ "name": { "eqIgnoreCase": name } })).collect();
        let team = json!([{ "team": { "id": { "eq": self.config.team_id } } }, { "team": { "null": true } }]);
        let filter = json!({ "and": [{ "or": by_name }, { "or": team }] });
        let mut labels = Vec::new();
        let mut after = None;
        loop {
            let variables = json!({ "after": after, "filter": filter });
            let found: api::Labels = ask(&self.http, "find labels", api::LABELS, variables).await?;
            labels.extend(found.issue_labels.nodes.into_iter().filter(|label| !label.is_group));
            after = found.issue_labels.page_info.next();
            if after.is_none() {
                return Ok(labels);
            }
        }
    }

    async fn make_label(&self, name: &str) -> Result<String> {
        let input = json!({ "name": name, "teamId": self.config.team_id });
        let variables = json!({ "input": input });
        let made: api::CreatedLabel =
            ask(&self.http, "create label", api::CREATE_LABEL, variables).await?;
        Ok(made.issue_label_create.issue_label.id)
    }
}

fn same(one: &str, other: &str) -> bool {
    one == other || one.to_lowercase() == other.to_lowercase()
}

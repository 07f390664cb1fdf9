//! A stand-in for Linear, which knows the operations by their names.

use serde_json::{Value, json};
use spec_kitty_tracker::connectors::Vendor;

use super::{at, merge};
use crate::server::{Fake, Request, Response};

/// Statuses, ids, types and names of the states.
pub(super) const STATES: [(&str, &str, &str, &str); 6] = [
    ("todo", "state-0", "unstarted", "Todo"),
    ("in_progress", "state-1", "started", "In Progress"),
    ("in_review", "state-2", "started", "In Review"),
    ("blocked", "state-3", "started", "Blocked"),
    ("done", "state-4", "completed", "Done"),
    ("canceled", "state-5", "canceled", "Canceled"),
];

#[derive(Default)]
pub(crate) struct Linear {
    issues: Vec<Value>,
    labels: Vec<Value>,
    relations: Vec<Value>,
    clock: usize,
}

impl Linear {
    pub(crate) fn with(issues: usize) -> Self {
        let mut fake = Self::default();
        for n in 1..=issues {
            fake.create(&json!({ "title": format!("Issue {n}"), "priority": 0 }));
        }
        fake
    }

    fn create(&mut self, input: &Value) -> Value {
        self.clock += 1;
        let (n, now) = (self.issues.len() + 1, at(self.clock));
        let issue = json!({
            "id": format!("id-{n}"), "identifier": format!("ENG-{n}"), "title": null, "description": null,
            "priority": 0.0, "createdAt": now, "updatedAt": now, "url": format!("https://linear.app/{n}"),
            "labels": { "nodes": [], "pageInfo": { "hasNextPage": false, "endCursor": null } },
            "assignee": null, "parent": null, "team": { "id": "team-1" },
        });
        self.issues.push(issue);
        self.write(n - 1, &json!({ "stateId": "state-0" }));
        self.write(n - 1, input)
    }

    fn write(&mut self, place: usize, input: &Value) -> Value {
        self.clock += 1;
        let issue = &mut self.issues[place];
        merge(issue, input, &["title", "description", "priority"]);
        if let Some(id) = input["stateId"].as_str() {
            let (_, id, kind, name) = STATES.iter().find(|(_, known, ..)| *known == id).unwrap();
            issue["state"] = json!({ "id": id, "type": kind, "name": name });
        }
        if let Some(ids) = input["labelIds"].as_array() {
            let known = self.labels.iter().filter(|label| ids.contains(&label["id"]));
            issue["labels"]["nodes"] = known.cloned().collect();
        }
        if let Some(id) = input.get("assigneeId") {
            issue["assignee"] = if id.is_null() { Value::Null } else { json!({ "id": id }) };
        }
        if let Some(id) = input.get("parentId") {
            issue["parent"] = if id.is_null() {
                Value::Null
            } else {
                json!({ "id": id, "identifier": "ENG", "url": "" })
            };
        }
        issue["updatedAt"] = json!(at(self.clock));
        issue.clone()
    }

    fn find(&self, name: &Value) -> Option<usize> {
        self.issues.iter().position(|issue| issue["id"] == *name || issue["identifier"] == *name)
    }
}

fn missing() -> Response {
    let error =
        json!({ "message": "Entity not found: Issue", "extensions": { "code": "INPUT_ERROR" } });
    Response::new(400, &json!({ "errors": [error] }))
}

fn data(data: &Value) -> Response {
    Response::ok(&json!({ "data": data }))
}

fn whole(nodes: &[Value]) -> Value {
    json!({ "nodes": nodes, "pageInfo": { "hasNextPage": false, "endCursor": null } })
}

impl Fake for Linear {
    fn vendor(&self) -> Option<Vendor> {
        Some(Vendor::Linear)
    }

    fn answer(&mut self, request: &Request) -> Response {
        assert_eq!(request.line(), "POST /graphql");
        let (query, variables) =
            (request.body["query"].as_str().unwrap(), &request.body["variables"]);
        let is = |name: &str| query.split(['(', '{', ' ']).nth(1) == Some(name);
        let input = &variables["input"];
        let found = self.find(&variables["id"]);
        match () {
            () if is("ListIssues") => {
                let filter = &variables["filter"];
                let since =
                    filter["updatedAt"]["gte"].as_str().unwrap_or_default().replace("+00:00", "Z");
                let text = filter["title"]["containsIgnoreCase"].as_str().unwrap_or_default();
                let wanted = |issue: &&Value| {
                    issue["trashed"].is_null()
                        && issue["updatedAt"].as_str().unwrap() >= since.as_str()
                        && issue["title"].as_str().unwrap().contains(text)
                };
                let rows: Vec<_> = self.issues.iter().filter(wanted).cloned().collect();
                let from: usize =
                    variables["after"].as_str().map_or(0, |text| text.parse().unwrap());
                let end = from + usize::try_from(variables["first"].as_u64().unwrap()).unwrap();
                let nodes: Vec<_> = rows.iter().skip(from).take(end - from).collect();
                let info = json!({ "hasNextPage": end < rows.len(), "endCursor": end.to_string() });
                data(&json!({ "issues": { "nodes": nodes, "pageInfo": info } }))
            }
            () if is("CreateIssue") => {
                let issue = self.create(input);
                data(&json!({ "issueCreate": { "success": true, "issue": issue } }))
            }
            () if is("FindLabels") => data(&json!({ "issueLabels": whole(&self.labels) })),
            () if is("CreateLabel") => {
                let label = json!({ "id": format!("label-{}", input["name"].as_str().unwrap()), "name": input["name"] });
                self.labels.push(label.clone());
                data(&json!({ "issueLabelCreate": { "success": true, "issueLabel": label } }))
            }
            () if is("LinkIssues") => {
                self.relations.push(input.clone());
                data(&json!({ "issueRelationCreate": { "success": true } }))
            }
            () if is("AddComment") && self.find(&input["issueId"]).is_some() => {
                data(&json!({ "commentCreate": { "success": true } }))
            }
            () if found.is_none() => missing(),
            () if is("GetIssue") => data(&json!({ "issue": self.issues[found.unwrap()] })),
            () if is("UpdateIssue") => {
                let issue = self.write(found.unwrap(), input);
                data(&json!({ "issueUpdate": { "success": true, "issue": issue } }))
            }
            () if is("DeleteIssue") => {
                self.issues[found.unwrap()]["trashed"] = json!(true);
                data(&json!({ "issueDelete": { "success": true } }))
            }
            () if is("ListLinks") => {
                let own =
                    self.relations.iter().filter(|relation| relation["issueId"] == variables["id"]);
                let own: Vec<_> = own
                    .map(|relation| json!({ "type": relation["type"], "relatedIssue": { "id": relation["relatedIssueId"] } }))
                    .collect();
                data(&json!({ "issue": { "relations": whole(&own) } }))
            }
            () => missing(),
        }
    }
}

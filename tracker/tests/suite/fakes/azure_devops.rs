//! A stand-in for Azure DevOps.

use serde_json::{Value, json};

use super::at;
use crate::server::{Fake, Request, Response};

const PARENT: &str = "System.LinkTypes.Hierarchy-Reverse";

#[derive(Default)]
pub(crate) struct AzureDevOps {
    items: Vec<Value>,
    clock: usize,
}

impl AzureDevOps {
    pub(crate) fn with(issues: usize) -> Self {
        let mut fake = Self::default();
        for n in 1..=issues {
            let title = json!({ "op": "add", "path": "/fields/System.Title", "value": format!("Issue {n}") });
            fake.create("Task", &json!([title]));
        }
        fake
    }

    fn create(&mut self, kind: &str, steps: &Value) -> Response {
        self.clock += 1;
        let id = self.items.len() + 1;
        self.items.push(json!({ "id": id, "url": format!("https://x/{id}"), "relations": [], "fields": {
            "System.WorkItemType": kind, "System.State": "New", "System.CreatedDate": at(self.clock),
            "Microsoft.VSTS.Common.Priority": 2,
        } }));
        self.write(id - 1, steps)
    }

    fn write(&mut self, place: usize, steps: &Value) -> Response {
        self.clock += 1;
        let mut item = self.items[place].clone();
        for step in steps.as_array().expect("a list of steps") {
            let path = step["path"].as_str().unwrap();
            if let Some(field) = path.strip_prefix("/fields/") {
                if step["op"] == "remove" {
                    item["fields"].as_object_mut().unwrap().remove(field);
                } else {
                    item["fields"][field] = step["value"].clone();
                }
            } else if path == "/relations/-" {
                let relations = item["relations"].as_array_mut().unwrap();
                let parents = relations.iter().filter(|relation| relation["rel"] == PARENT).count();
                if relations.contains(&step["value"])
                    || (parents > 0 && step["value"]["rel"] == PARENT)
                {
                    return Response::new(
                        400,
                        &json!({ "typeKey": "RelationAlreadyExistsException" }),
                    );
                }
                relations.push(step["value"].clone());
            } else if let Some(at) = path.strip_prefix("/relations/") {
                item["relations"].as_array_mut().unwrap().remove(at.parse().unwrap());
            }
        }
        item["fields"]["System.ChangedDate"] = json!(at(self.clock));
        self.items[place] = item;
        Response::ok(&self.items[place])
    }
}

impl Fake for AzureDevOps {
    fn answer(&mut self, request: &Request) -> Response {
        assert_eq!(request.query("api-version"), Some("7.1"));
        let segments = request.segments();
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        let missing =
            || Response::new(404, &json!({ "typeKey": "WorkItemUnauthorizedAccessException" }));
        let ["acme", "O'Hara & Co", "_apis", "wit", rest @ ..] = segments.as_slice() else {
            return missing();
        };
        let id: usize = rest.get(1).and_then(|text| text.parse().ok()).unwrap_or_default();
        match (request.method.as_str(), rest) {
            ("POST", ["wiql"]) => {
                let query = request.body["query"].as_str().unwrap();
                assert!(query.contains("[System.TeamProject] = 'O''Hara & Co'"), "{query}");
                let since = query
                    .split_once("[System.ChangedDate] >= '")
                    .map(|(_, rest)| rest.split_once('\'').unwrap().0);
                let changed = |item: &Value| {
                    item["fields"]["System.ChangedDate"].as_str().unwrap().to_owned()
                };
                let mut rows: Vec<_> = self
                    .items
                    .iter()
                    .filter(|item| !item.is_null())
                    .filter(|item| since.is_none_or(|since| changed(item).as_str() >= since))
                    .collect();
                rows.sort_by_key(|item| std::cmp::Reverse(changed(item)));
                let ids = rows
                    .iter()
                    .take(request.number("$top", 20_000))
                    .map(|item| json!({ "id": item["id"] }));
                Response::ok(&json!({ "workItems": ids.collect::<Vec<_>>() }))
            }
            ("POST", ["workitemsbatch"]) => {
                let ids = request.body["ids"].as_array().unwrap();
                assert!(ids.len() <= 200, "too many ids");
                let found = ids.iter().map(|id| self.items.iter().find(|item| item["id"] == *id));
                Response::ok(&json!({ "value": found.collect::<Vec<_>>() }))
            }
            ("POST", ["workitems", kind]) => {
                assert_eq!(request.header("content-type"), Some("application/json-patch+json"));
                self.create(kind.strip_prefix('$').expect("a type"), &request.body)
            }
            (_, ["workitems", _])
                if self.items.get(id.wrapping_sub(1)).is_none_or(Value::is_null) =>
            {
                missing()
            }
            ("DELETE", ["workitems", _]) => {
                let item = std::mem::take(&mut self.items[id - 1]);
                Response::ok(&json!({ "id": item["id"], "code": 200 }))
            }
            ("GET", ["workitems", _]) => Response::ok(&self.items[id - 1]),
            ("PATCH", ["workitems", _]) => self.write(id - 1, &request.body),
            _ => missing(),
        }
    }
}

//! A stand-in for GitLab.

use serde_json::{Value, json};

use super::{at, merge, paged};
use crate::server::{Fake, Request, Response};

const PEOPLE: [(u64, &str); 2] = [(1, "ada"), (2, "bob")];

#[derive(Default)]
pub(crate) struct GitLab {
    notes: Vec<Value>,
    issues: Vec<Value>,
    links: Vec<(u64, u64, String)>,
    clock: usize,
}

impl GitLab {
    pub(crate) fn with(issues: usize) -> Self {
        let mut fake = Self::default();
        for n in 1..=issues {
            fake.create(&json!({ "title": format!("Issue {n}") }));
        }
        fake
    }

    fn create(&mut self, body: &Value) -> Value {
        self.clock += 1;
        let (iid, now) = (self.issues.len() + 1, at(self.clock));
        let mut issue = json!({
            "iid": iid, "project_id": 42, "title": null, "description": null, "state": "opened", "labels": [],
            "assignees": [], "web_url": format!("https://gitlab.com/x/{iid}"), "created_at": now, "updated_at": now,
            "references": { "full": format!("acme/widgets#{iid}") },
        });
        write(&mut issue, body);
        self.issues.push(issue.clone());
        issue
    }
}

fn write(issue: &mut Value, body: &Value) {
    merge(issue, body, &["title", "description", "labels"]);
    if let Some(ids) = body["assignee_ids"].as_array() {
        let known = PEOPLE.iter().filter(|(id, _)| ids.contains(&json!(id)));
        issue["assignees"] =
            known.map(|(id, name)| json!({ "id": id, "username": name })).collect();
    }
    match body["state_event"].as_str() {
        Some("close") => issue["state"] = json!("closed"),
        Some("reopen") => issue["state"] = json!("opened"),
        _ => {}
    }
}

impl Fake for GitLab {
    fn answer(&mut self, request: &Request) -> Response {
        let segments = request.segments();
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        let missing = || Response::new(404, &json!({ "message": "404 Not Found" }));
        if let ["api", "v4", "users"] = segments.as_slice() {
            let known = PEOPLE.iter().filter(|(_, name)| request.query("username") == Some(*name));
            return Response::ok(
                &known.map(|(id, name)| json!({ "id": id, "username": name })).collect(),
            );
        }
        let ["api", "v4", "projects", "acme/widgets", "issues", rest @ ..] = segments.as_slice()
        else {
            return missing();
        };
        let iid: usize = rest.first().and_then(|text| text.parse().ok()).unwrap_or_default();
        let gone = iid > 0 && self.issues.get(iid - 1).is_none_or(Value::is_null);
        if gone || (!rest.is_empty() && iid == 0) {
            return missing();
        }
        match (request.method.as_str(), rest) {
            ("GET", []) => {
                let since = request.query("updated_after").unwrap_or_default().to_owned();
                let text = request.query("search").unwrap_or_default().to_lowercase();
                let wanted = |issue: &&Value| {
                    !issue.is_null()
                        && issue["updated_at"].as_str().unwrap() >= since.as_str()
                        && issue["title"].as_str().unwrap().to_lowercase().contains(&text)
                };
                let rows: Vec<_> = self.issues.iter().rev().filter(wanted).cloned().collect();
                paged(&rows, request.number("page", 1), request.number("per_page", 20).min(100))
            }
            ("POST", []) => Response::new(201, &self.create(&request.body)),
            ("GET", [_]) => Response::ok(&self.issues[iid - 1]),
            ("PUT", [_]) => {
                self.clock += 1;
                write(&mut self.issues[iid - 1], &request.body);
                self.issues[iid - 1]["updated_at"] = json!(at(self.clock));
                Response::ok(&self.issues[iid - 1])
            }
            ("DELETE", [_]) => {
                self.issues[iid - 1] = Value::Null;
                Response::new(204, &Value::Null)
            }
            ("GET", [_, "notes"]) => Response::ok(&json!(self.notes)),
            ("POST", [_, "notes"]) => {
                self.notes.push(request.body.clone());
                Response::new(201, &json!({}))
            }
            ("POST", [_, "links"]) => {
                assert_eq!(request.body["target_project_id"], "acme/widgets");
                let target = request.body["target_issue_iid"].as_str().unwrap().parse().unwrap();
                if self.links.iter().any(|(from, to, _)| (*from, *to) == (iid as u64, target)) {
                    return Response::new(409, &json!({ "message": "Issue(s) already assigned" }));
                }
                let kind = request.body["link_type"].as_str().unwrap().to_owned();
                self.links.push((iid as u64, target, kind));
                Response::new(201, &json!({}))
            }
            ("GET", [_, "links"]) => {
                let own =
                    self.links.iter().enumerate().filter(|(_, (from, ..))| *from == iid as u64);
                let shown = own.map(|(at, (_, to, kind))| {
                    json!({ "iid": to, "project_id": 42, "issue_link_id": at, "link_type": kind,
                            "references": { "full": format!("acme/widgets#{to}") } })
                });
                Response::ok(&shown.collect())
            }
            ("DELETE", [_, "links", at]) => {
                self.links.remove(at.parse().unwrap());
                Response::ok(&json!({}))
            }
            _ => missing(),
        }
    }
}

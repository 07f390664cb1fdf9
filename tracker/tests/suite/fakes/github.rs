//! A stand-in for GitHub.

use serde_json::{Value, json};
use spec_kitty_tracker::connectors::Vendor;

use super::{at, merge, paged};
use crate::server::{Fake, Request, Response};

#[derive(Default)]
pub(crate) struct GitHub {
    issues: Vec<Value>,
    comments: Vec<Value>,
    events: Vec<Value>,
    blocked: Vec<(usize, u64)>,
    parts: Vec<(usize, u64)>,
    clock: usize,
}

impl GitHub {
    pub(crate) fn with(issues: usize) -> Self {
        let mut fake = Self::default();
        for n in 1..=issues {
            fake.create(&json!({ "title": format!("Issue {n}"), "labels": ["bug"] }));
        }
        fake
    }

    fn create(&mut self, body: &Value) -> Value {
        self.clock += 1;
        let (number, now) = (self.issues.len() + 1, at(self.clock));
        let labels: Vec<_> = body["labels"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|name| json!({ "name": name }))
            .collect();
        let issue = json!({
            "id": 9000 + number, "number": number, "html_url": format!("https://github.com/x/{number}"),
            "title": body["title"], "body": body["body"], "state": "open", "state_reason": null,
            "labels": labels, "assignees": people(&body["assignees"]), "created_at": now, "updated_at": now,
        });
        self.issues.push(issue.clone());
        issue
    }

    fn update(&mut self, at_place: usize, body: &Value) -> Value {
        self.clock += 1;
        let issue = &mut self.issues[at_place];
        merge(issue, body, &["title", "body", "state", "state_reason"]);
        if let Some(labels) = body["labels"].as_array() {
            issue["labels"] = labels.iter().map(|name| json!({ "name": name })).collect();
        }
        if body["assignees"].is_array() {
            issue["assignees"] = people(&body["assignees"]);
        }
        issue["updated_at"] = json!(at(self.clock));
        let event = json!({ "id": self.clock, "event": "renamed", "created_at": at(self.clock), "issue": issue });
        self.events.insert(0, event);
        self.issues[at_place].clone()
    }

    fn link(list: &mut Vec<(usize, u64)>, number: usize, id: &Value) -> Response {
        let link = (number, id.as_u64().expect("a database id"));
        if list.contains(&link) {
            return Response::new(
                422,
                &json!({ "errors": [{ "field": "issue_id", "code": "already_exists" }] }),
            );
        }
        list.push(link);
        Response::new(201, &json!({}))
    }

    fn linked(&self, list: &[(usize, u64)], number: usize) -> Response {
        let ids: Vec<_> =
            list.iter().filter(|(from, _)| *from == number).map(|(_, id)| *id).collect();
        let rows = self.issues.iter().filter(|issue| ids.contains(&issue["id"].as_u64().unwrap()));
        Response::ok(&rows.cloned().collect())
    }
}

fn people(names: &Value) -> Value {
    names.as_array().into_iter().flatten().map(|name| json!({ "login": name })).collect()
}

fn missing() -> Response {
    Response::new(404, &json!({ "message": "Not Found" }))
}

impl Fake for GitHub {
    fn vendor(&self) -> Option<Vendor> {
        Some(Vendor::GitHub)
    }

    fn answer(&mut self, request: &Request) -> Response {
        let segments = request.segments();
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        let (page, size) = (request.number("page", 1), request.number("per_page", 30).min(100));
        let ["repos", "acme", "widgets", "issues", rest @ ..] = segments.as_slice() else {
            return missing();
        };
        let number: usize = rest.first().and_then(|text| text.parse().ok()).unwrap_or_default();
        let named = rest.first().is_some_and(|first| *first != "events");
        if number > self.issues.len() || (named && number == 0) {
            return missing();
        }
        match (request.method.as_str(), rest) {
            ("GET", []) => {
                let since = request.query("since").unwrap_or_default().to_owned();
                let labels: Vec<_> =
                    request.query("labels").into_iter().flat_map(|all| all.split(',')).collect();
                let wanted = |issue: &&Value| {
                    let has = |label: &&str| {
                        issue["labels"].as_array().unwrap().iter().any(|own| own["name"] == **label)
                    };
                    issue["updated_at"].as_str().unwrap() >= since.as_str()
                        && labels.iter().all(has)
                };
                let rows: Vec<_> = self.issues.iter().rev().filter(wanted).cloned().collect();
                paged(&rows, page, size)
            }
            ("POST", []) => Response::new(201, &self.create(&request.body)),
            ("GET", ["events"]) => paged(&self.events, page, size),
            ("GET", [_]) => Response::ok(&self.issues[number - 1]),
            ("PATCH", [_]) => Response::ok(&self.update(number - 1, &request.body)),
            ("GET", [_, "comments"]) => paged(&self.comments, page, size),
            ("POST", [_, "comments"]) => {
                self.comments.push(request.body.clone());
                Response::new(201, &json!({}))
            }
            ("POST", [_, "dependencies", "blocked_by"]) => {
                Self::link(&mut self.blocked, number, &request.body["issue_id"])
            }
            ("GET", [_, "dependencies", "blocked_by"]) => self.linked(&self.blocked, number),
            ("POST", [_, "sub_issues"]) => {
                Self::link(&mut self.parts, number, &request.body["sub_issue_id"])
            }
            ("GET", [_, "sub_issues"]) => self.linked(&self.parts, number),
            _ => missing(),
        }
    }
}

//! A stand-in for Jira Cloud.

use serde_json::{Value, json};

use super::{at, merge};
use crate::server::{Fake, Request, Response};

const STATUSES: [&str; 6] = ["To Do", "In Progress", "In Review", "Blocked", "Done", "Won't do"];

#[derive(Default)]
pub(crate) struct Jira {
    issues: Vec<Value>,
    links: Vec<Value>,
    clock: usize,
}

impl Jira {
    pub(crate) fn with(issues: usize) -> Self {
        let mut fake = Self::default();
        for n in 1..=issues {
            fake.create(
                &json!({ "summary": format!("Issue {n}"), "issuetype": { "name": "Task" } }),
            );
        }
        fake
    }

    fn create(&mut self, fields: &Value) -> Value {
        self.clock += 1;
        let (n, now) = (self.issues.len() + 1, at(self.clock));
        let mut issue = json!({ "id": (10_000 + n).to_string(), "key": format!("PROJ-{n}"), "fields": {
            "summary": null, "description": null, "status": { "name": "To Do" }, "priority": { "name": "Medium" },
            "assignee": null, "labels": [], "issuetype": { "name": "Task" }, "created": now, "updated": now,
        } });
        write(&mut issue["fields"], fields);
        self.issues.push(issue.clone());
        json!({ "id": issue["id"], "key": issue["key"] })
    }

    fn find(&self, name: &str) -> Option<usize> {
        self.issues.iter().position(|issue| issue["id"] == name || issue["key"] == name)
    }
}

fn write(into: &mut Value, fields: &Value) {
    merge(
        into,
        fields,
        &["summary", "description", "priority", "assignee", "labels", "issuetype", "customfield_1"],
    );
    match fields.get("parent") {
        Some(Value::Null) => drop(into.as_object_mut().unwrap().remove("parent")),
        Some(parent) => {
            let key = parent["key"].as_str().expect("a key");
            let id = 10_000 + key.trim_start_matches("PROJ-").parse::<usize>().unwrap();
            into["parent"] = json!({ "id": id.to_string(), "key": key });
        }
        None => {}
    }
}

impl Fake for Jira {
    fn answer(&mut self, request: &Request) -> Response {
        let segments = request.segments();
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        let missing = || Response::new(404, &json!({ "errorMessages": ["no"], "errors": {} }));
        let ["rest", "api", "3", rest @ ..] = segments.as_slice() else { return missing() };
        let found = rest.get(1).and_then(|name| self.find(name));
        self.clock += 1;
        match (request.method.as_str(), rest) {
            ("POST", ["search", "jql"]) => {
                let jql = request.body["jql"].as_str().unwrap();
                let since = jql
                    .split_once("updated >= \"")
                    .map(|(_, rest)| rest.split_once('"').unwrap().0);
                let text =
                    jql.split_once("text ~ \"").map(|(_, rest)| rest.split_once('"').unwrap().0);
                let wanted = |issue: &&Value| {
                    let Some(updated) = issue["fields"]["updated"].as_str() else { return false };
                    let updated = updated.replace('T', " ");
                    since.is_none_or(|since| updated.as_str() >= since)
                        && text.is_none_or(|text| {
                            issue["fields"]["summary"].as_str().unwrap().contains(text)
                        })
                };
                let rows: Vec<_> = self.issues.iter().filter(wanted).cloned().collect();
                let token = request.body["nextPageToken"].as_str();
                let from: usize =
                    token.map_or(0, |text| text.trim_start_matches('t').parse().unwrap());
                let end =
                    from + usize::try_from(request.body["maxResults"].as_u64().unwrap()).unwrap();
                let mut answer = json!({ "issues": rows.iter().skip(from).take(end - from).collect::<Vec<_>>() });
                if end < rows.len() {
                    answer["nextPageToken"] = json!(format!("t{end}"));
                }
                Response::ok(&answer)
            }
            ("POST", ["issue"]) => Response::new(201, &self.create(&request.body["fields"])),
            ("POST", ["issueLink"]) => {
                self.links.push(request.body.clone());
                Response::new(201, &Value::Null)
            }
            (_, ["issue", ..]) if found.is_none() => missing(),
            ("GET", ["issue", _]) => Response::ok(&self.issues[found.unwrap()]),
            ("PUT", ["issue", _]) => {
                let fields = &mut self.issues[found.unwrap()]["fields"];
                write(fields, &request.body["fields"]);
                fields["updated"] = json!(at(self.clock));
                Response::new(204, &Value::Null)
            }
            ("DELETE", ["issue", _]) => {
                self.issues[found.unwrap()] = Value::Null;
                Response::new(204, &Value::Null)
            }
            ("GET", ["issue", _, "transitions"]) => {
                let all = STATUSES.iter().enumerate().map(|(id, name)| {
                    json!({ "id": id.to_string(), "name": format!("Move {id}"), "to": { "name": name } })
                });
                Response::ok(&json!({ "transitions": all.collect::<Vec<_>>() }))
            }
            ("POST", ["issue", _, "transitions"]) => {
                let id: usize = request.body["transition"]["id"].as_str().unwrap().parse().unwrap();
                self.issues[found.unwrap()]["fields"]["status"] = json!({ "name": STATUSES[id] });
                Response::new(204, &Value::Null)
            }
            ("POST", ["issue", _, "comment"]) => Response::new(201, &json!({})),
            _ => missing(),
        }
    }
}

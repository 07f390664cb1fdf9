//! Single calls of connectors as lines of JSON, for scripts and for other languages.
//!
//! A request is `{"id", "vendor", "via", "config", "op", "args"}`; its answer
//! `{"id", "ok": true, "value"}` or `{"id", "ok": false, "error"}`. A call is one attempt.

mod call;
mod mission;

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::value::RawValue;
use serde_json::{Value, json};

use self::call::Call;
pub use self::call::Op;
use crate::connectors::Vendor;
use crate::connectors::in_memory::InMemory;
use crate::error::{Error, ErrorKind};
use crate::http::Access;
use crate::model::Object;
use crate::secret::Secret;
use crate::settings::Settings;
use crate::{Connector, Result, Trackers};

/// How many connectors are kept for the calls that follow.
const KEPT: usize = 16;
/// The name of failures of the line itself.
const PROTOCOL_ERROR: &str = "ProtocolError";

/// Answers requests. Trackers in memory live as long as it does.
#[derive(Default)]
pub struct Exec {
    trackers: Trackers,
    memory: HashMap<(String, String), InMemory>,
    /// The latest first. Settings hold credentials.
    open: Vec<(String, bool, Secret, Arc<dyn Connector>)>,
}

/// Why a call has no value.
enum Failure {
    /// The line is no request.
    Protocol(&'static str),
    /// The call failed.
    Call(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Call(error)
    }
}

impl Exec {
    /// One that knows these trackers.
    pub fn new(trackers: Trackers) -> Self {
        Self { trackers, ..Self::default() }
    }

    /// The answer to a line, without the end of the line.
    pub async fn answer(&mut self, line: &[u8]) -> String {
        let Ok(request) = serde_json::from_slice::<HashMap<String, &RawValue>>(line) else {
            let failure = Failure::Protocol("a request is a JSON object on one line");
            return with_id("null", &failed(&failure));
        };
        let id = request.get("id").map_or("null", |id| id.get());
        match self.value(&request).await {
            Ok(value) => with_id(id, &json!({ "ok": true, "value": value })),
            Err(failure) => with_id(id, &failed(&failure)),
        }
    }

    /// What a line is answered with that was too long to be read.
    pub fn too_long() -> String {
        with_id("null", &failed(&Failure::Protocol("the line is too long")))
    }

    async fn value(&mut self, request: &HashMap<String, &RawValue>) -> Result<Value, Failure> {
        let text = |key: &str| {
            let raw = request.get(key)?;
            serde_json::from_str::<String>(raw.get()).ok()
        };
        let vendor = text("vendor").filter(|name| self.trackers.get(name).is_ok());
        let vendor = vendor.ok_or(Failure::Protocol("vendor names no tracker"))?;
        let hosted = match text("via").as_deref() {
            Some("direct") => false,
            Some("nango") => true,
            _ => return Err(Failure::Protocol("via is direct or nango")),
        };
        let op = text("op").and_then(|name| Op::from_name(&name));
        let op = op.ok_or(Failure::Protocol("op names no operation"))?;
        let config = request.get("config").map_or("{}", |config| config.get());
        let settings: Object =
            serde_json::from_str(config).map_err(|_| Failure::Protocol("config is an object"))?;
        let args = request.get("args").map_or("{}", |args| args.get());
        let call = Call::read(op, args).map_err(Failure::Protocol)?;
        if op.discovers() {
            let direct = self.trackers.discovery(&vendor)?.is_direct();
            let access = discovery_of(direct, hosted, settings)?;
            return Ok(call.discover(&self.trackers, &vendor, access).await?);
        }
        let connector = self.connector(&vendor, hosted, config, settings)?;
        Ok(call.run(&*connector).await?)
    }

    fn connector(
        &mut self,
        vendor: &str,
        hosted: bool,
        config: &str,
        settings: Object,
    ) -> Result<Arc<dyn Connector>> {
        if vendor == Vendor::InMemory.as_str() && !hosted {
            let text = |key: &str| settings.get(key).and_then(Value::as_str).unwrap_or_default();
            let key = (text("name").to_owned(), text("workspace").to_owned());
            self.trackers.open(vendor, hosted, Settings::new(settings))?;
            let name = key.0.clone();
            let memory = self.memory.entry(key).or_insert_with(|| InMemory::new(name));
            return Ok(Arc::new(memory.clone()));
        }
        let known = self.open.iter().position(|(of, through, with, _)| {
            of == vendor && *through == hosted && with.reveal() == config
        });
        let entry = match known {
            Some(at) => self.open.remove(at),
            None => {
                let connector = self.trackers.open(vendor, hosted, Settings::new(settings))?;
                (vendor.to_owned(), hosted, Secret::new(config), connector)
            }
        };
        let connector = Arc::clone(&entry.3);
        self.open.insert(0, entry);
        self.open.truncate(KEPT);
        Ok(connector)
    }
}

/// What discovery goes through.
fn discovery_of(direct: bool, hosted: bool, settings: Object) -> Result<Access<Settings>> {
    match (direct, hosted) {
        (true, false) => return Ok(Access::Direct(Settings::new(settings))),
        (true, true) => return Err(Error::config("discovery of this tracker is direct")),
        (false, false) => return Err(Error::config("discovery goes through Nango")),
        (false, true) => {}
    }
    let mut settings = Settings::new(settings);
    let connection = settings.nango()?;
    settings.ignore(&[
        "owner",
        "repo",
        "base_url",
        "project_id",
        "project_key",
        "default_issue_type",
        "status_name_map",
        "spec_kitty_mission_field_id",
        "team_id",
        "workspace",
        "graphql_url",
        "status_to_state_id",
        "organization",
        "project",
        "status_map",
    ]);
    settings.finish()?;
    Ok(Access::Nango(connection))
}

fn failed(failure: &Failure) -> Value {
    let error = match failure {
        Failure::Protocol(said) => {
            json!({ "kind": PROTOCOL_ERROR, "message": said, "status": null, "retryable": false })
        }
        Failure::Call(error) => {
            let mut shown = json!({
                "kind": error.kind(),
                "message": error.to_string(),
                "status": error.status(),
                "retryable": error.is_retryable(),
            });
            match error.kind() {
                ErrorKind::Request => {
                    shown["failure_class"] = json!(error.failure_class());
                    shown["retry_after_seconds"] = json!(error.retry_after_seconds());
                }
                ErrorKind::DiscoveryContract => {
                    shown["provider"] = json!(error.provider());
                    shown["discovered"] = json!(error.discovered());
                    shown["field_path"] = json!(error.field_path());
                    shown["reason"] = json!(error.reason());
                }
                _ => {}
            }
            shown
        }
    };
    json!({ "ok": false, "error": error })
}

/// An answer, with the request's id as it was spelled.
fn with_id(id: &str, answer: &Value) -> String {
    let answer = answer.to_string();
    format!("{{\"id\":{id},{}", answer.get(1..).unwrap_or_default())
}

//! Missions and the issues they come from.

use serde::Serialize;
use serde_json::Value;

use crate::Result;
use crate::connector::Connector;
use crate::model::{CanonicalIssue, CanonicalStatus, ExternalRef, Object, Priority, Title};
use crate::untold::{Untold, key};

/// Where it keeps the decisions that a mission has to know.
const DECISIONS: &str = "decision_refs";

/// A decision that a mission depends on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DecisionReference {
    /// Which decision.
    pub decision_id: String,
    /// What it is about.
    pub summary: Option<String>,
    /// True if nothing goes on without it.
    pub blocking: bool,
    /// The page where it is.
    pub url: Option<String>,
    /// The issue that it is, if it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_ref: Option<ExternalRef>,
}

/// What a mission begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MissionSeed {
    /// The mission.
    pub mission_id: String,
    /// The issue it comes from.
    pub source_issue_ref: ExternalRef,
    /// What the issue is called.
    pub title: Title,
    /// What it says.
    pub body: Option<String>,
    /// How far it is.
    pub status: CanonicalStatus,
    /// How urgent it is.
    pub priority: Option<Priority>,
    /// Who works on it.
    pub assignees: Vec<String>,
    /// Its labels.
    pub labels: Vec<String>,
    /// The decisions it names.
    pub decision_references: Vec<DecisionReference>,
}

/// How a mission is doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissionUpdate {
    /// The mission.
    pub mission_id: String,
    /// Its state.
    pub mission_state: String,
    /// What becomes of the issue's status, if anything.
    pub target_status: Option<CanonicalStatus>,
    /// What happened.
    pub summary: Option<String>,
    /// The page where the mission is.
    pub mission_url: Option<String>,
    /// The decisions it depends on.
    pub decision_references: Vec<DecisionReference>,
}

/// What a mission of an issue begins with. Without an id it is named after the issue.
pub fn mission_seed_from_issue(issue: &CanonicalIssue, mission_id: Option<&str>) -> MissionSeed {
    let named = mission_id.filter(|id| !id.is_empty()).map(str::to_owned);
    let decisions = issue.custom_fields.get(DECISIONS).and_then(Value::as_array);
    MissionSeed {
        mission_id: named.unwrap_or_else(|| format!("mission:{}", issue.reference.identity())),
        source_issue_ref: issue.reference.clone(),
        title: issue.title.clone(),
        body: issue.body.clone(),
        status: issue.status,
        priority: issue.priority,
        assignees: issue.assignees.clone(),
        labels: issue.labels.clone(),
        decision_references: decisions.into_iter().flatten().filter_map(decision).collect(),
    }
}

/// Tells an issue how its mission is doing: status, mission, links to blocking decisions and a comment.
///
/// Each of these is told unless the issue shows it: whatever failed, the same call again tells the rest, and nothing twice.
/// Whether a comment was made is seen in the comments, where the connector reads them, else in the mission that the issue
/// keeps. Where the tracker shows neither, only a [`MissionBridge`](crate::MissionBridge) knows.
///
/// # Errors
///
/// What the connector fails with. Whatever was told by then stays told.
pub async fn publish_mission_update(
    connector: &dyn Connector,
    issue: &ExternalRef,
    update: &MissionUpdate,
) -> Result<CanonicalIssue> {
    let current = connector.get_issue(issue).await?;
    let untold = Untold::of(connector, &current, update).await?;
    let key = key(&current.reference, update);
    let updated = untold.write(connector, current, &key).await?;
    untold.say(connector, issue, &key).await?;
    Ok(updated)
}

/// The comment that links an issue to its mission, a fixed kind of line for each thing it says.
pub fn mission_comment(update: &MissionUpdate) -> String {
    let ids: Vec<_> =
        update.decision_references.iter().map(|decision| &*decision.decision_id).collect();
    let mut lines = vec![
        format!("Spec Kitty mission update: {}", update.mission_id),
        format!("State: {}", update.mission_state),
    ];
    if let Some(summary) = update.summary.as_deref().filter(|summary| !summary.is_empty()) {
        lines.push(format!("Summary: {}", one_line(summary)));
    }
    if let Some(url) = update.mission_url.as_deref().filter(|url| !url.is_empty()) {
        lines.push(format!("Mission: {url}"));
    }
    if !ids.concat().is_empty() {
        lines.push(format!("Decision refs: {}", ids.join(", ")));
    }
    lines.join("\n")
}

/// A text with a blank for each end of a line within it.
fn one_line(text: &str) -> String {
    let ends = |c: char| {
        matches!(
            c,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'
                ..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    let text = text.replace("\r\n", "\n");
    let text = text.strip_suffix(ends).unwrap_or(&text);
    text.replace(ends, " ")
}

/// A decision that an issue names; nothing if it is not told which.
fn decision(value: &Value) -> Option<DecisionReference> {
    let object = value.as_object()?;
    let decision_id = text(object, "decision_id")?.trim().to_owned();
    if decision_id.is_empty() {
        return None;
    }
    let external = object.get("external_ref").and_then(Value::as_object);
    Some(DecisionReference {
        decision_id,
        summary: text(object, "summary"),
        blocking: object.get("blocking").is_none_or(truthy),
        url: text(object, "url"),
        external_ref: external.and_then(reference),
    })
}

fn reference(object: &Object) -> Option<ExternalRef> {
    let part = |name| text(object, name).unwrap_or_default();
    let mut reference = ExternalRef::new(part("system"), part("workspace"), part("id")).ok()?;
    if let Some(key) = text(object, "key") {
        reference = reference.with_key(key);
    }
    if let Some(url) = text(object, "url") {
        reference = reference.with_url(url);
    }
    Some(reference)
}

fn text(object: &Object, name: &str) -> Option<String> {
    match object.get(name)? {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// False for what stands for nothing.
fn truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(value) => *value,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Object(object) => !object.is_empty(),
    }
}

//! Missions and the issues they come from.

use serde::Serialize;
use serde_json::{Value, json};

use crate::Result;
use crate::connector::Connector;
use crate::model::{
    CanonicalIssue, CanonicalLink, CanonicalStatus, ExternalRef, IssuePatch, LinkType, Object,
    Priority, Timestamp, Title,
};

/// Where an issue keeps its mission.
const MISSION: &str = "spec_kitty_mission";
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
/// Says nothing twice: if the issue is known to have all of it, nothing is written.
pub async fn publish_mission_update(
    connector: &dyn Connector,
    issue: &ExternalRef,
    update: &MissionUpdate,
) -> Result<CanonicalIssue> {
    let current = connector.get_issue(issue).await?;
    if told(&current, update) {
        return Ok(current);
    }
    let updated = write(connector, current, update, None).await?;
    if connector.capabilities().supports_comments {
        connector.add_comment(issue, &mission_comment(update)).await?;
    }
    Ok(updated)
}

/// True if an issue has the status that an update wants.
pub(crate) fn moved(issue: &CanonicalIssue, update: &MissionUpdate) -> bool {
    update.target_status.is_none_or(|status| status == issue.status)
}

/// True if an issue is known to have a mission's state and status.
pub(crate) fn told(issue: &CanonicalIssue, update: &MissionUpdate) -> bool {
    let known = issue.custom_fields.get(MISSION);
    moved(issue, update) && known.is_some_and(|known| timeless(known) == timeless(&kept(update)))
}

/// What of a mission is to be kept with its issue.
pub(crate) fn kept(update: &MissionUpdate) -> Value {
    json!({
        "mission_id": update.mission_id,
        "mission_state": update.mission_state,
        "mission_url": update.mission_url,
        "updated_at": Timestamp::now(),
        "decision_refs": update.decision_references,
    })
}

/// Gives an issue its mission's state, its status, and links to the decisions that it waits for.
pub(crate) async fn write(
    connector: &dyn Connector,
    current: CanonicalIssue,
    update: &MissionUpdate,
    key: Option<&str>,
) -> Result<CanonicalIssue> {
    let issue = &current.reference;
    let mut custom_fields = current.custom_fields;
    custom_fields.insert(MISSION.to_owned(), kept(update));
    let patch = IssuePatch {
        status: update.target_status,
        custom_fields: Some(custom_fields),
        ..IssuePatch::default()
    };
    let own = format!("mission-update:{}:{}", update.mission_id, issue.identity());
    let updated = connector.update_issue(issue, &patch, Some(key.unwrap_or(&own))).await?;
    let blocking = update.decision_references.iter().filter(|decision| decision.blocking);
    for target in blocking.filter_map(|decision| decision.external_ref.clone()) {
        let link = CanonicalLink { link_type: LinkType::BlockedBy, target };
        connector.upsert_link(issue, &link).await?;
    }
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

/// A mission as it is kept, but for when it was told.
pub(crate) fn timeless(mission: &Value) -> Object {
    let mut mission = mission.as_object().cloned().unwrap_or_default();
    mission.remove("updated_at");
    mission
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

//! What of a mission's update an issue has not been told. Each part of an update decides that by itself, by what the issue
//! shows: so an update that was interrupted is finished, and one that was finished is not told again.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::connector::Connector;
use crate::model::{
    CanonicalIssue, CanonicalLink, ExternalRef, IssuePatch, LinkType, Object, Timestamp,
};
use crate::{MissionUpdate, Result, mission_comment};

/// Where an issue keeps its mission.
const MISSION: &str = "spec_kitty_mission";
/// Where a mission that is kept says which comment was made, if comments cannot be read.
const COMMENT: &str = "comment";
/// Where it says what happened, if anything did.
const SUMMARY: &str = "summary";
/// What the line begins with by which a comment is known again, where it is not shown to people.
const PREFIX: &str = "spec-kitty-mission:";

/// What of an update is to be told.
pub(crate) struct Untold {
    patch: IssuePatch,
    links: Vec<CanonicalLink>,
    /// What is to be said, if something is.
    pub(crate) comment: Option<String>,
    /// The comments there are, if they can be read.
    comments: Option<Vec<String>>,
}

impl Untold {
    /// What an issue does not show of an update.
    pub(crate) async fn of(
        connector: &dyn Connector,
        current: &CanonicalIssue,
        update: &MissionUpdate,
    ) -> Result<Self> {
        let can = connector.capabilities();
        let mut untold = Self::status(current, update);
        if can.supports_custom_fields && !recorded(current, update) {
            untold.patch.custom_fields = Some(with(current, record(update)));
        }
        untold.links = links(current, update);
        if can.supports_comments {
            let text = signed(&mission_comment(update), connector.hides_comments());
            untold.comments = connector.comments(&current.reference).await?;
            let shown = shown(current);
            let said = match untold.comments.as_ref().or(shown.as_ref()) {
                Some(comments) => said_last(comments, &text),
                None => noted(current, &text),
            };
            untold.comment = (!said).then_some(text);
        }
        Ok(untold)
    }

    /// What is left of an update that was told, if the issue has another status by now.
    pub(crate) fn status(current: &CanonicalIssue, update: &MissionUpdate) -> Self {
        let status = update.target_status.filter(|status| *status != current.status);
        let patch = IssuePatch { status, ..IssuePatch::default() };
        Self { patch, links: Vec::new(), comment: None, comments: None }
    }

    /// True if the issue was told all of it.
    pub(crate) fn is_empty(&self) -> bool {
        self.patch.is_empty() && self.links.is_empty() && self.comment.is_none()
    }

    /// How often it was said before; nothing if that cannot be read.
    pub(crate) fn said_before(&self, text: &str) -> Option<usize> {
        self.comments.as_ref().map(|comments| count(comments, text))
    }

    /// Tells all but the comment, and returns the issue as it then is.
    pub(crate) async fn write(
        &self,
        connector: &dyn Connector,
        current: CanonicalIssue,
        key: &str,
    ) -> Result<CanonicalIssue> {
        let issue = current.reference.clone();
        let updated = if self.patch.is_empty() {
            current
        } else {
            connector.update_issue(&issue, &self.patch, Some(key)).await?
        };
        for link in &self.links {
            connector.upsert_link(&issue, link).await?;
        }
        Ok(updated)
    }

    /// Says what is to be said. Where comments cannot be read, an issue that keeps its mission keeps that, too.
    pub(crate) async fn say(
        &self,
        connector: &dyn Connector,
        issue: &ExternalRef,
        key: &str,
    ) -> Result<()> {
        let Some(text) = &self.comment else { return Ok(()) };
        connector.add_comment(issue, text).await?;
        if self.comments.is_some() || !connector.capabilities().supports_custom_fields {
            return Ok(());
        }
        let now = connector.get_issue(issue).await?;
        let kept = now.custom_fields.get(MISSION).and_then(Value::as_object);
        if let (Some(kept), None) = (kept, shown(&now)) {
            let mut kept = kept.clone();
            kept.insert(COMMENT.to_owned(), digest(text).into());
            let custom_fields = Some(with(&now, kept.into()));
            let patch = IssuePatch { custom_fields, ..IssuePatch::default() };
            connector.update_issue(issue, &patch, Some(&format!("{key}:comment"))).await?;
        }
        Ok(())
    }
}

/// What tells calls about an update from calls about others.
pub(crate) fn key(issue: &ExternalRef, update: &MissionUpdate) -> String {
    format!("mission-update:{}:{}:{}", update.mission_id, issue.identity(), digest_of(update))
}

/// A digest of everything that an update says.
pub(crate) fn digest_of(update: &MissionUpdate) -> String {
    let mut mission = timeless(&record(update));
    mission.remove(SUMMARY);
    digest(&json!([mission, update.target_status, update.summary]).to_string())
}

/// How many of some comments say the same.
pub(crate) fn count(comments: &[String], text: &str) -> usize {
    comments.iter().filter(|one| same(one, text)).count()
}

/// What of a mission is to be kept with its issue.
fn record(update: &MissionUpdate) -> Value {
    let mut record = json!({
        "mission_id": update.mission_id,
        "mission_state": update.mission_state,
        "mission_url": update.mission_url,
        "updated_at": Timestamp::now(),
        "decision_refs": update.decision_references,
    });
    if let Some(summary) = update.summary.as_ref().filter(|summary| !summary.is_empty()) {
        record[SUMMARY] = json!(summary);
    }
    record
}

/// True if an issue keeps the mission as an update has it.
fn recorded(issue: &CanonicalIssue, update: &MissionUpdate) -> bool {
    let known = issue.custom_fields.get(MISSION);
    known.is_some_and(|known| timeless(known) == timeless(&record(update)))
}

/// A mission as it is kept, but for when and with which comment it was told.
fn timeless(mission: &Value) -> Object {
    let mut mission = mission.as_object().cloned().unwrap_or_default();
    mission.remove("updated_at");
    mission.remove(COMMENT);
    mission
}

/// The custom fields of an issue, with a mission among them.
fn with(issue: &CanonicalIssue, mission: Value) -> Object {
    let mut custom_fields = issue.custom_fields.clone();
    custom_fields.insert(MISSION.to_owned(), mission);
    custom_fields
}

/// The links to blocking decisions that an issue does not show. A link that exists may be asked for again.
fn links(issue: &CanonicalIssue, update: &MissionUpdate) -> Vec<CanonicalLink> {
    let mut links: Vec<CanonicalLink> = Vec::new();
    let blocking = update.decision_references.iter().filter(|decision| decision.blocking);
    for target in blocking.filter_map(|decision| decision.external_ref.clone()) {
        let identity = target.identity();
        let is = |link: &CanonicalLink| {
            link.link_type == LinkType::BlockedBy && link.target.identity() == identity
        };
        if !issue.links.iter().any(is) && !links.iter().any(is) {
            links.push(CanonicalLink { link_type: LinkType::BlockedBy, target });
        }
    }
    links
}

/// The comments that an issue itself shows.
fn shown(issue: &CanonicalIssue) -> Option<Vec<String>> {
    let comments = issue.custom_fields.get("comments")?.as_array()?;
    let text = |one: &Value| one.as_str().or_else(|| one.get("text")?.as_str()).map(str::to_owned);
    comments.iter().map(text).collect()
}

/// True if a comment is what was said last of its mission. Earlier ones count as little as what people say.
fn said_last(comments: &[String], text: &str) -> bool {
    let of_mission = |one: &&String| one.trim_start().lines().next() == text.lines().next();
    comments.iter().rev().find(of_mission).is_some_and(|last| same(last, text))
}

/// True if the mission that an issue keeps says that this was said.
fn noted(issue: &CanonicalIssue, text: &str) -> bool {
    let noted = issue.custom_fields.get(MISSION).and_then(|mission| mission.get(COMMENT));
    noted.and_then(Value::as_str) == Some(&*digest(text))
}

/// A comment with a last line by which it is known again whatever people make of the rest, where they do not see it.
fn signed(text: &str, hidden: bool) -> String {
    if hidden { format!("{text}\n\n<!-- {PREFIX}{} -->", digest(text)) } else { text.to_owned() }
}

/// True if a comment says what was to be said.
fn same(comment: &str, text: &str) -> bool {
    let ((said, by), (wanted, own)) = (unsigned(comment), unsigned(text));
    match by.zip(own) {
        Some((by, own)) => by == own,
        None => said.trim() == wanted.trim(),
    }
}

/// A comment without the line by which it is known again, and what that says.
fn unsigned(comment: &str) -> (&str, Option<&str>) {
    let Some((text, line)) = comment.rsplit_once(PREFIX) else { return (comment, None) };
    (text.trim_end().trim_end_matches("<!--"), line.split_whitespace().next())
}

fn digest(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(text.as_bytes()))
}

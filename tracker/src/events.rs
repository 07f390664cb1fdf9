//! What a run does, as events of the Spec Kitty contracts.
//!
//! An [`Emitting`] is an [`Observer`] that emits into a log: what was tied together, what came in, what was turned away,
//! and how the connection is. The reducers of those domains show its state from them. An event follows what it is
//! about: a crash in between loses the event, never the work.

use std::sync::{Mutex, MutexGuard, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use event_contract::emitter::{EmitError, Emitter, Surroundings};
use event_contract::log::{Of, Writer};
use event_contract::machine::Effect;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use spec_kitty_contracts::v3::connector::{
    CONNECTOR, ConnectorDegradedPayload, ConnectorHealthCheckedPayload,
    ConnectorProvisionedPayload, ConnectorReconnectedPayload, ConnectorRevokedPayload,
    ConnectorState,
};
use spec_kitty_contracts::v3::sync::{
    ExternalReferenceLinkedPayload, SyncIngestAcceptedPayload, SyncIngestRejectedPayload,
};

use crate::error::{Error, ErrorKind, FailureClass};
use crate::model::{ExternalRef, Timestamp};
use crate::sync::{ConflictRecord, Deed, Observer, SyncEvent, SyncResult, Tie};

/// How many events are read, or kept back to be committed at once.
const BATCH: usize = 500;

/// Who and what a connection is in events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// Identifies it.
    pub connector_id: String,
    /// The tracker, such as `jira`.
    pub provider: String,
    /// The mission that it serves.
    pub mission_id: String,
    /// The project that it serves, a UUID.
    pub project_uuid: String,
    /// Who runs it.
    pub actor_id: String,
    /// Where the tracker is reached, an HTTP URL.
    pub endpoint_url: String,
    /// Where the credentials are kept; never the credentials.
    pub credentials_ref: String,
    /// A digest of the settings, without credentials.
    pub config_hash: String,
}

/// Emits what a run does.
pub struct Emitting<W, S> {
    connection: Connection,
    state: Mutex<State<W, S>>,
}

struct State<W, S> {
    emitter: Emitter<W, S>,
    /// How the connection is, by the log.
    connector: Option<ConnectorState>,
    /// When it last was well.
    healthy_at: Option<String>,
    began: Timestamp,
    /// How long the first answer took, in milliseconds.
    latency: Option<f64>,
    links: Vec<ExternalReferenceLinkedPayload>,
    refused: Vec<SyncIngestRejectedPayload>,
    /// What came in, as far as it is told.
    came: Sha256,
    failed: Option<EmitError>,
}

impl<W: Writer, S: Surroundings> Emitting<W, S> {
    /// Goes on where the log's last event of the connection was; a connection that it does not know is provisioned.
    pub fn new(emitter: Emitter<W, S>, connection: Connection) -> Result<Self, EmitError> {
        let (connector, healthy_at) = known(emitter.log(), &connection)?;
        let state = State {
            emitter,
            connector,
            healthy_at,
            began: Timestamp::now(),
            latency: None,
            links: Vec::new(),
            refused: Vec::new(),
            came: Sha256::new(),
            failed: None,
        };
        let emitting = Self { connection, state: Mutex::new(state) };
        if connector.is_none() {
            let more = json!({
                "credentials_ref": emitting.connection.credentials_ref,
                "config_hash": emitting.connection.config_hash,
            });
            let mut state = emitting.state();
            emitting.step::<ConnectorProvisionedPayload>(
                &mut state,
                ConnectorState::Provisioned,
                more,
            )?;
        }
        Ok(emitting)
    }

    /// Ties something here to something outside.
    pub fn link(&self, issue: &ExternalRef, to: Tie<'_>) -> Result<(), EmitError> {
        let link = self.linked(issue, to)?;
        let mut state = self.state();
        state.links.push(link);
        self.flush(&mut state)
    }

    /// Commits what was kept back, and says what went wrong first, if anything did.
    pub fn finish(&self) -> Result<(), EmitError> {
        let mut state = self.state();
        let flushed = self.flush(&mut state);
        match state.failed.take() {
            Some(failed) => Err(failed),
            None => flushed,
        }
    }

    fn state(&self) -> MutexGuard<'_, State<W, S>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn saw_one(&self, state: &mut State<W, S>, event: SyncEvent<'_>) -> Result<(), EmitError> {
        let now = Timestamp::now();
        if !matches!(event, SyncEvent::Broken(_)) && state.latency.is_none() {
            let micros = now.micros() - state.began.micros();
            state.latency = Some(f64::from(u32::try_from(micros / 1000).unwrap_or_default()));
        }
        match event {
            SyncEvent::Settled(issue, deed) => {
                if matches!(deed, Deed::PulledNew | Deed::PushedNew) {
                    let id = issue.identity();
                    state.links.push(self.linked(issue, Tie { kind: "issue", id: &id })?);
                }
                if matches!(deed, Deed::PulledNew | Deed::PulledChange | Deed::PulledDeletion) {
                    state.came.update(issue.identity());
                    state.came.update([0]);
                }
            }
            SyncEvent::Tied(issue, tie) => state.links.push(self.linked(issue, tie)?),
            SyncEvent::Conflict(record) if record.manual_review_required => {
                let said = "both sides changed it, and somebody has to decide";
                let refused = self.refused(&place(record), said)?;
                state.refused.push(refused);
            }
            SyncEvent::Failed(failure) => {
                let (issue, said) = (failure.issue.identity(), failure.error.to_string());
                state.refused.push(self.refused(&issue, &said)?);
            }
            SyncEvent::Done(result) => {
                self.flush(state)?;
                self.accepted(state, result)?;
                self.healthy(state)?;
            }
            SyncEvent::Broken(error) => {
                self.flush(state)?;
                self.broken(state, error)?;
            }
            _ => {}
        }
        if state.links.len() + state.refused.len() >= BATCH {
            self.flush(state)?;
        }
        Ok(())
    }

    fn flush(&self, state: &mut State<W, S>) -> Result<(), EmitError> {
        let aggregate = self.aggregate("sync");
        let State { emitter, links, refused, .. } = state;
        emitter.emit_all(links.iter().map(|link| (&*aggregate, link)))?;
        links.clear();
        emitter.emit_all(refused.iter().map(|one| (&*aggregate, one)))?;
        refused.clear();
        Ok(())
    }

    /// Something came in, once a run.
    fn accepted(&self, state: &mut State<W, S>, result: &SyncResult) -> Result<(), EmitError> {
        let pulled = &result.stats;
        let count = pulled.pulled_created + pulled.pulled_updated + pulled.pulled_deleted;
        if count == 0 {
            return Ok(());
        }
        let fingerprint = URL_SAFE_NO_PAD.encode(std::mem::take(&mut state.came).finalize());
        let delivery = digest(&[&self.connection.connector_id, &fingerprint, &now()]);
        let more = json!({
            "delivery_id": delivery,
            "source_event_fingerprint": fingerprint,
            "connector_id": self.connection.connector_id,
            "mission_id": self.connection.mission_id,
            "recorded_at": now(),
            "ingest_batch_id": delivery,
            "ingested_count": count,
        });
        let payload: SyncIngestAcceptedPayload = made(more)?;
        state.emitter.emit(&self.aggregate("sync"), &payload).map(drop)
    }

    fn healthy(&self, state: &mut State<W, S>) -> Result<(), EmitError> {
        if state.connector == Some(ConnectorState::Revoked) {
            let more = json!({ "previous_state": "revoked", "reconnect_strategy": "manual" });
            let to = ConnectorState::Reconnected;
            self.step::<ConnectorReconnectedPayload>(state, to, more)?;
        }
        let more =
            json!({ "health_status": "healthy", "latency_ms": state.latency.unwrap_or(0.0) });
        self.step::<ConnectorHealthCheckedPayload>(state, ConnectorState::Healthy, more)
    }

    fn broken(&self, state: &mut State<W, S>, error: &Error) -> Result<(), EmitError> {
        if error.kind() != ErrorKind::Request {
            // That is about us.
            return Ok(());
        }
        if error.failure_class() == Some(FailureClass::Authentication) {
            let more = json!({ "revocation_reason": error.to_string() });
            return self.step::<ConnectorRevokedPayload>(state, ConnectorState::Revoked, more);
        }
        let healthy = state.healthy_at.clone().unwrap_or_else(now);
        let more = json!({ "degradation_reason": error.to_string(), "last_healthy_at": healthy });
        self.step::<ConnectorDegradedPayload>(state, ConnectorState::Degraded, more)
    }

    /// Moves the connection, if it is not there and may go there.
    fn step<P>(
        &self,
        state: &mut State<W, S>,
        to: ConnectorState,
        more: Value,
    ) -> Result<(), EmitError>
    where
        P: DeserializeOwned + serde::Serialize + event_contract::codec::Contract,
    {
        if !CONNECTOR.allows(state.connector, to) {
            return Ok(());
        }
        let own = &self.connection;
        let at = now();
        let mut payload = json!({
            "connector_id": own.connector_id,
            "connector_type": "tracker",
            "provider": own.provider,
            "mission_id": own.mission_id,
            "project_uuid": own.project_uuid,
            "actor_id": own.actor_id,
            "actor_type": "service",
            "endpoint_url": own.endpoint_url,
            "recorded_at": at,
        });
        if let (Some(payload), Value::Object(more)) = (payload.as_object_mut(), more) {
            payload.extend(more);
        }
        let payload: P = made(payload)?;
        state.emitter.emit(&self.aggregate("connector"), &payload)?;
        state.connector = Some(to);
        if matches!(to, ConnectorState::Healthy | ConnectorState::Provisioned) {
            state.healthy_at = Some(at);
        }
        Ok(())
    }

    fn linked(
        &self,
        issue: &ExternalRef,
        to: Tie<'_>,
    ) -> Result<ExternalReferenceLinkedPayload, EmitError> {
        let own = &self.connection;
        made(json!({
            "link_id": digest(&[&own.connector_id, &issue.identity(), to.kind, to.id]),
            "connector_id": own.connector_id,
            "external_provider": own.provider,
            "external_ref_type": "issue",
            "external_ref_id": issue.key_or_id(),
            "external_ref_url": issue.url().unwrap_or(&own.endpoint_url),
            "internal_aggregate_type": to.kind,
            "internal_aggregate_id": to.id,
            "mission_id": if to.kind == "mission" { to.id } else { &own.mission_id },
            "linked_by": own.actor_id,
            "recorded_at": now(),
        }))
    }

    fn refused(&self, place: &str, said: &str) -> Result<SyncIngestRejectedPayload, EmitError> {
        let own = &self.connection;
        let at = now();
        made(json!({
            "delivery_id": digest(&[&own.connector_id, place, &at]),
            "source_event_fingerprint": digest(&[place, said]),
            "connector_id": own.connector_id,
            "mission_id": own.mission_id,
            "recorded_at": at,
            "rejection_reason": said,
            "rejected_payload_ref": place,
        }))
    }

    fn aggregate(&self, domain: &str) -> String {
        format!("{domain}/{}", self.connection.connector_id)
    }
}

impl<W: Writer + Send, S: Surroundings + Send> Observer for Emitting<W, S> {
    fn saw(&self, event: SyncEvent<'_>) {
        let mut state = self.state();
        if state.failed.is_none()
            && let Err(error) = self.saw_one(&mut state, event)
        {
            state.failed = Some(error);
        }
    }
}

/// How a connection is by a log, and when it last was well.
fn known(
    log: &impl Writer,
    connection: &Connection,
) -> Result<(Option<ConnectorState>, Option<String>), EmitError> {
    let aggregate = format!("connector/{}", connection.connector_id);
    let (mut connector, mut healthy_at, mut after) = (None, None, 0);
    loop {
        let page = log.read(Of::Aggregate(&aggregate), after, BATCH)?;
        let Some(last) = page.last() else { return Ok((connector, healthy_at)) };
        after = last.position;
        for one in page {
            let Some(Effect::To(to)) = CONNECTOR.effect(&one.entry.event_type) else { continue };
            if !CONNECTOR.allows(connector, to) {
                continue;
            }
            connector = Some(to);
            if matches!(to, ConnectorState::Healthy | ConnectorState::Provisioned) {
                let event: Value = serde_json::from_str(&one.entry.document)?;
                healthy_at = event["payload"]["recorded_at"].as_str().map(str::to_owned);
            }
        }
    }
}

/// Where a conflict is found.
fn place(record: &ConflictRecord) -> String {
    let field = record.field.map_or("", |field| field.as_str());
    format!("{}#{field}", record.issue.identity())
}

fn made<P: DeserializeOwned>(payload: Value) -> Result<P, EmitError> {
    Ok(serde_json::from_value(payload)?)
}

fn now() -> String {
    Timestamp::now().to_string()
}

/// A digest of texts that stand for something.
fn digest(of: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in of {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    URL_SAFE_NO_PAD.encode(hash.finalize())
}

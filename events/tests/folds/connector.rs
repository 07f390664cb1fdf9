//! A connector and its users.

use serde_json::{Value, json};
use spec_kitty_contracts::v3::connector::ConnectorState;
use spec_kitty_events::{ConnectorAnomalyKind, ConnectorFold, ReducedConnectorState};

use crate::support::{self, Said, id, keeps_the_laws, number, stream};

fn after(events: impl IntoIterator<Item = Said>) -> ReducedConnectorState {
    let Ok(state) = support::after(ConnectorFold::default(), events);
    state
}

fn said(event_type: &'static str, user: Option<&str>) -> Said {
    let payload = json!({
        "connector_id": "c-1", "connector_type": "tracker", "provider": "jira", "mission_id": "m-1",
        "project_uuid": "a1b2c3d4-e5f6-7890-abcd-ef1234567890", "actor_id": "ada", "actor_type": "human",
        "endpoint_url": "https://jira.example", "recorded_at": "2026-03-01T12:00:00+00:00",
    });
    let own = match event_type {
        "ConnectorProvisioned" => {
            json!({"credentials_ref": "vault/7", "config_hash": "a".repeat(64)})
        }
        "ConnectorHealthChecked" => json!({"health_status": "unreachable", "latency_ms": 3}),
        "ConnectorDegraded" => {
            json!({"degradation_reason": "slow", "last_healthy_at": "2026-03-01T11:00:00Z"})
        }
        "ConnectorRevoked" => json!({"revocation_reason": "leaver"}),
        "ConnectorReconnected" => {
            json!({"previous_state": "revoked", "reconnect_strategy": "manual"})
        }
        _ => json!({}),
    };
    let mut payload = support::with(payload, &own);
    if let Some(user) = user {
        payload["user_id"] = user.into();
    }
    (event_type, payload)
}

/// The events that do not fit, by number, and why.
fn unfit(state: &ReducedConnectorState) -> Vec<(usize, ConnectorAnomalyKind)> {
    state.anomalies.iter().map(|it| (number(&it.event_id), it.kind)).collect()
}

#[test]
fn a_connector_goes_from_state_to_state() {
    let events = [
        said("ConnectorProvisioned", Some("ada")),
        said("ConnectorHealthChecked", None),
        said("ConnectorRevoked", Some("")),
        ("Unheard", json!({})),
    ];
    stream(events).when::<ConnectorFold>().then_state(json!({
        "connector_id": "c-1", "current_state": "revoked", "provider": "jira",
        "last_health_check": "2026-03-01T12:00:00Z", "anomalies": [], "event_count": 4,
        "transition_log": [[id(0), "provisioned"], [id(1), "healthy"], [id(2), "revoked"]],
        "user_connections": [
            {"user_id": "ada", "state": "provisioned", "last_event_at": "2026-03-01T12:00:00Z"},
        ],
    }));
}

#[test]
fn users_come_and_go_without_moving_the_connector() {
    let state = after([
        said("UserConnected", Some("bob")),
        said("UserConnected", Some("ada")),
        said("UserDisconnected", Some("bob")),
    ]);
    assert_eq!(state.current_state, None);
    assert!(state.transition_log.is_empty() && state.anomalies.is_empty());
    let users: Vec<(&str, ConnectorState)> =
        state.user_connections.iter().map(|it| (it.0.user_id.as_str(), it.0.state)).collect();
    assert_eq!(users, [("ada", ConnectorState::Provisioned), ("bob", ConnectorState::Revoked)]);
}

#[test]
fn who_never_came_cannot_leave_and_is_listed_all_the_same() {
    let state = after([said("UserDisconnected", Some("ada"))]);
    assert_eq!(unfit(&state), [(0, ConnectorAnomalyKind::InvalidTransition)]);
    assert_eq!(state.user_connections.len(), 1);
}

#[test]
fn a_transition_that_the_machine_does_not_have_changes_nothing() {
    let state = after([
        said("ConnectorDegraded", Some("ada")),
        said("ConnectorProvisioned", None),
        said("ConnectorReconnected", None),
    ]);
    let invalid = ConnectorAnomalyKind::InvalidTransition;
    assert_eq!(unfit(&state), [(0, invalid), (2, invalid)]);
    assert_eq!(state.current_state, Some(ConnectorState::Provisioned));
    assert!(state.user_connections.is_empty());
}

#[test]
fn a_malformed_payload_does_not_fit_and_is_not_quoted() {
    let (event_type, mut payload) = said("ConnectorProvisioned", None);
    payload["credentials_ref"] = Value::Null;
    payload["endpoint_url"] = "hunter2".into();
    let state = after([(event_type, payload)]);
    assert_eq!(unfit(&state), [(0, ConnectorAnomalyKind::MalformedPayload)]);
    assert!(!state.anomalies[0].message.contains("hunter2"));
}

#[test]
fn any_arrival_any_repetition_any_rest() {
    let palette = [
        said("ConnectorProvisioned", None),
        said("ConnectorHealthChecked", Some("ada")),
        said("ConnectorDegraded", None),
        said("ConnectorRevoked", Some("bob")),
        said("ConnectorReconnected", None),
        said("UserConnected", Some("ada")),
        said("UserDisconnected", Some("bob")),
        ("ConnectorRevoked", json!({})),
        ("GatePassed", json!({})),
    ];
    keeps_the_laws(&ConnectorFold::default(), &palette);
}

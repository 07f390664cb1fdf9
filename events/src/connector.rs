//! The state of a connector, and which users are connected through it.

use std::collections::BTreeMap;
use std::convert::Infallible;

use event_contract::fold::{Fold, Scope, Tally};
use event_contract::machine::Effect;
use event_contract::{
    Canonical, EventId, Lazy, Malformed, Meta, Record, ShortText, Timestamp, View,
};
use event_contract_macros::event_contract;
use serde::{Deserialize, Serialize};
use spec_kitty_contracts::v3::connector::{
    CONNECTOR, ConnectorDegradedPayload, ConnectorHealthCheckedPayload, ConnectorId,
    ConnectorProvisionedPayload, ConnectorReconnectedPayload, ConnectorRevokedPayload,
    ConnectorState, Provider, UserConnectedPayload, UserConnectionStatus, UserDisconnectedPayload,
};
use spec_kitty_contracts::v3::reducers::ConnectorReducer;

use crate::anomaly::Classified;
use crate::keep::keep;

/// Why a connector event does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConnectorAnomalyKind {
    /// The connector cannot go from its state to that one, or a user left who never came.
    InvalidTransition,
    /// The payload does not keep its contract.
    MalformedPayload,
}

/// The state of the connector of a stream.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReducedConnectorState {
    /// The connector.
    pub connector_id: Option<ShortText>,
    /// Its state.
    pub current_state: Option<ConnectorState>,
    /// The service on the other side.
    pub provider: Option<ShortText>,
    /// When it was last checked.
    pub last_health_check: Option<Canonical<Timestamp>>,
    /// Events that do not fit.
    pub anomalies: Vec<Classified<ConnectorAnomalyKind>>,
    /// How many events the stream has, of any type.
    pub event_count: u64,
    /// The events that moved the connector, each with the state it came to.
    pub transition_log: Vec<(EventId, ConnectorState)>,
    /// The users, sorted.
    pub user_connections: Vec<Canonical<UserConnectionStatus>>,
}

/// Follows a connector through its states. Connections of single users are kept apart: they do not move it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ConnectorFold {
    state: ReducedConnectorState,
    users: BTreeMap<ShortText, (ConnectorState, Timestamp)>,
}

/// What all payloads about the connector itself have.
struct Action<'a> {
    connector_id: Lazy<'a, ConnectorId>,
    provider: Lazy<'a, Provider>,
    recorded_at: Lazy<'a, Timestamp>,
    user_id: Lazy<'a, Option<String>>,
}

/// The common part of a payload.
macro_rules! action {
    ($payload:expr) => {
        Action {
            connector_id: $payload.connector_id(),
            provider: $payload.provider(),
            recorded_at: $payload.recorded_at(),
            user_id: $payload.user_id(),
        }
    };
}

impl ConnectorFold {
    /// Moves the connector as its machine says, if it may; tells whether it did.
    fn step(&mut self, event: &Meta, action: &Action<'_>) -> bool {
        let Some(Effect::To(to)) = CONNECTOR.effect(&event.event_type) else { return false };
        let from = self.state.current_state;
        if !CONNECTOR.allows(from, to) {
            let from = from.map_or("no state", ConnectorState::as_str);
            let message = format!("a connector does not go from {from} to {}", to.as_str());
            self.anomaly(ConnectorAnomalyKind::InvalidTransition, event, message);
            return false;
        }
        self.state.current_state = Some(to);
        keep(&mut self.state.connector_id, &action.connector_id.text());
        keep(&mut self.state.provider, &action.provider.text());
        self.state.transition_log.push((event.event_id, to));
        let user = action.user_id.given().map(Lazy::text).filter(|user| !user.is_empty());
        if let Some(user) = user {
            self.connection(&user, to, action.recorded_at);
        }
        true
    }

    /// Takes note of a user's state; tells whether the user was known.
    fn connection(&mut self, user: &str, to: ConnectorState, at: Lazy<'_, Timestamp>) -> bool {
        match self.users.get_mut(user) {
            Some(status) => {
                *status = (to, at.get());
                true
            }
            None => {
                self.users.insert(user.into(), (to, at.get()));
                false
            }
        }
    }

    fn anomaly(&mut self, kind: ConnectorAnomalyKind, event: &Meta, message: impl Into<String>) {
        self.state.anomalies.push(Classified::new(kind, event, message));
    }
}

#[event_contract(own(Fold))]
impl ConnectorReducer for ConnectorFold {
    fn connector_provisioned(
        &mut self,
        event: &Meta,
        payload: View<'_, ConnectorProvisionedPayload>,
    ) {
        self.step(event, &action!(payload));
    }

    fn connector_health_checked(
        &mut self,
        event: &Meta,
        payload: View<'_, ConnectorHealthCheckedPayload>,
    ) {
        if self.step(event, &action!(payload)) {
            self.state.last_health_check = Some(Canonical(payload.recorded_at().get()));
        }
    }

    fn connector_degraded(&mut self, event: &Meta, payload: View<'_, ConnectorDegradedPayload>) {
        self.step(event, &action!(payload));
    }

    fn connector_revoked(&mut self, event: &Meta, payload: View<'_, ConnectorRevokedPayload>) {
        self.step(event, &action!(payload));
    }

    fn connector_reconnected(
        &mut self,
        event: &Meta,
        payload: View<'_, ConnectorReconnectedPayload>,
    ) {
        self.step(event, &action!(payload));
    }

    fn user_connected(&mut self, _: &Meta, payload: View<'_, UserConnectedPayload>) {
        let user = payload.user_id().text();
        self.connection(&user, ConnectorState::Provisioned, payload.recorded_at());
    }

    fn user_disconnected(&mut self, event: &Meta, payload: View<'_, UserDisconnectedPayload>) {
        let user = payload.user_id().text();
        if !self.connection(&user, ConnectorState::Revoked, payload.recorded_at()) {
            let message = "a user is disconnected who never was connected";
            self.anomaly(ConnectorAnomalyKind::InvalidTransition, event, message);
        }
    }
}

impl Fold for ConnectorFold {
    type Error = Infallible;
    type Output = ReducedConnectorState;

    fn scope() -> Scope {
        Scope::Stream
    }

    fn malformed(&mut self, event: &Record, why: Malformed<'_>) -> Result<(), Infallible> {
        let message = why.violations().to_string();
        self.anomaly(ConnectorAnomalyKind::MalformedPayload, &event.meta, message);
        Ok(())
    }

    fn finish(self, tally: Tally) -> ReducedConnectorState {
        let connection = |(user, (state, at)): (ShortText, _)| {
            let user_id = String::from(user);
            Canonical(UserConnectionStatus { user_id, state, last_event_at: Some(at) })
        };
        ReducedConnectorState {
            event_count: tally.events,
            user_connections: self.users.into_iter().map(connection).collect(),
            ..self.state
        }
    }
}

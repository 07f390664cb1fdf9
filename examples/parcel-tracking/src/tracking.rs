//! Where a parcel is.

use event_contract::machine::Effect;
use event_contract::{Meta, View};
use event_contract_macros::event_contract;
use serde::{Deserialize, Serialize};

use crate::contracts::v1::parcels::{
    PARCEL, ParcelAcceptedPayload, ParcelDeliveredPayload, ParcelLostPayload, ParcelScannedPayload,
    ParcelState,
};
use crate::contracts::v1::reducers::ParcelsReducer;

/// Where a parcel is, and how it came there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tracking {
    /// Its state.
    pub state: Option<ParcelState>,
    /// The depots it passed.
    pub depots: Vec<String>,
    /// Who took it.
    pub signed_by: Option<String>,
    /// Ids of events that did not fit.
    pub odd: Vec<String>,
}

impl Tracking {
    /// Moves the parcel as the contract's machine says, if it may; tells whether it did.
    fn step(&mut self, event: &Meta) -> bool {
        let to = match PARCEL.effect(&event.event_type) {
            Some(Effect::To(to)) if PARCEL.allows(self.state, to) => to,
            _ => {
                self.odd.push(event.event_id.to_string());
                return false;
            }
        };
        self.state = Some(to);
        true
    }
}

// An event that is added to the contract does not compile until it is handled or ignored here.
#[event_contract(ignore(parcel_rated))]
impl ParcelsReducer for Tracking {
    fn parcel_accepted(&mut self, event: &Meta, accepted: View<'_, ParcelAcceptedPayload>) {
        if self.step(event) {
            self.depots.push(accepted.depot().text().into());
        }
    }

    fn parcel_scanned(&mut self, event: &Meta, scanned: View<'_, ParcelScannedPayload>) {
        if self.step(event) {
            self.depots.push(scanned.depot().text().into());
        }
    }

    fn parcel_delivered(&mut self, event: &Meta, delivered: View<'_, ParcelDeliveredPayload>) {
        if self.step(event) {
            self.signed_by = Some(delivered.signed_by().text().into());
        }
    }

    fn parcel_lost(&mut self, event: &Meta, _: View<'_, ParcelLostPayload>) {
        self.step(event);
    }
}

#[cfg(test)]
mod tests {
    use event_contract_testkit::{given, id};
    use serde_json::json;

    use super::*;
    use crate::contracts::v1::LINE;

    #[test]
    fn a_parcel_is_delivered() {
        given(&LINE)
            .event("ParcelAccepted", json!({ "depot": "Leeds", "weight": 1200 }))
            .event("ParcelScanned", json!({ "depot": "York" }))
            .event("ParcelDelivered", json!({ "signed_by": "Ada" }))
            .when::<Tracking>()
            .then_state(json!({
                "state": "delivered", "depots": ["Leeds", "York"], "signed_by": "Ada", "odd": [],
            }));
    }

    #[test]
    fn what_comes_after_delivery_is_odd() {
        given(&LINE)
            .event("ParcelAccepted", json!({ "depot": "Leeds", "weight": 1200 }))
            .event("ParcelDelivered", json!({ "signed_by": "Ada" }))
            .event("ParcelLost", json!({}))
            .when::<Tracking>()
            .then(|tracking| assert_eq!(tracking.odd, [id(3)]));
    }

    #[test]
    fn opinions_change_nothing() {
        given(&LINE)
            .event("ParcelRated", json!({ "stars": 5 }))
            .when::<Tracking>()
            .then(|tracking| assert_eq!(*tracking, Tracking::default()));
    }
}

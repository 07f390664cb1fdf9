//! Whether a sender is paid for a parcel. It takes both: what was claimed, and what became of the parcel.

use event_contract::{Meta, View};
use event_contract_macros::event_contract;
use serde::{Deserialize, Serialize};

use crate::contracts::v1::claims::{ClaimFiledPayload, ClaimPaidPayload};
use crate::contracts::v1::parcels::{
    ParcelDeliveredPayload, ParcelLostPayload, ParcelScannedPayload,
};
use crate::contracts::v1::reducers::{ClaimsReducer, ParcelsReducer};

/// The claim for a parcel.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Whether the parcel is lost.
    pub lost: bool,
    /// Who asked to be paid.
    pub claimant: Option<String>,
    /// Whether they were.
    pub paid: bool,
    /// Ids of payments for parcels that were not lost, or that nobody claimed.
    pub odd: Vec<String>,
}

#[event_contract(id = "claim", also(ParcelsReducer))]
impl ClaimsReducer for Claim {
    fn claim_filed(&mut self, _: &Meta, filed: View<'_, ClaimFiledPayload>) {
        self.claimant = Some(filed.claimant().text().into());
    }

    fn claim_paid(&mut self, event: &Meta, _: View<'_, ClaimPaidPayload>) {
        if self.lost && self.claimant.is_some() {
            self.paid = true;
        } else {
            self.odd.push(event.event_id.to_string());
        }
    }
}

// The same state; its events come in one order with those above.
#[event_contract(part, ignore(parcel_accepted, parcel_rated))]
impl ParcelsReducer for Claim {
    fn parcel_lost(&mut self, _: &Meta, _: View<'_, ParcelLostPayload>) {
        self.lost = true;
    }

    fn parcel_scanned(&mut self, _: &Meta, _: View<'_, ParcelScannedPayload>) {
        self.lost = false;
    }

    fn parcel_delivered(&mut self, _: &Meta, _: View<'_, ParcelDeliveredPayload>) {
        self.lost = false;
    }
}

#[cfg(test)]
mod tests {
    use event_contract_testkit::{given, id};
    use serde_json::json;

    use super::*;
    use crate::contracts::v1::LINE;

    #[test]
    fn a_lost_parcel_is_paid_for() {
        given(&LINE)
            .event("ParcelAccepted", json!({ "depot": "Leeds", "weight": 1200 }))
            .event("ParcelLost", json!({}))
            .event("ClaimFiled", json!({ "claimant": "Ada" }))
            .event("ClaimPaid", json!({}))
            .when::<Claim>()
            .then_state(json!({ "lost": true, "claimant": "Ada", "paid": true, "odd": [] }));
    }

    #[test]
    fn a_parcel_that_was_found_is_not() {
        given(&LINE)
            .event("ParcelLost", json!({}))
            .event("ClaimFiled", json!({ "claimant": "Ada" }))
            .event("ParcelScanned", json!({ "depot": "York" }))
            .event("ClaimPaid", json!({}))
            .when::<Claim>()
            .then_state(json!({ "lost": false, "claimant": "Ada", "paid": false, "odd": [id(4)] }));
    }
}

//! Follows parcels through their events: a reducer, another that spans two domains, a contract for somebody
//! else's webhook, and the registry that knows all of them.

use std::error::Error;

use event_contract::fold::Options;
use event_contract::{Record, Registry};
use parcel_tracking::contracts::v1::{DOMAINS, LINE};

const EVENTS: [&str; 3] = [
    r#"{ "id": "01JZ0000000000000000000003", "type": "ParcelDelivered", "time": "2026-03-02T09:00:00Z",
         "clock": 3, "parcel": "p-17", "data": { "signed_by": "Ada" } }"#,
    r#"{ "id": "01JZ0000000000000000000001", "type": "ParcelAccepted", "time": "2026-03-01T12:00:00Z",
         "clock": 1, "parcel": "p-17", "data": { "depot": "Leeds", "weight": 1200 } }"#,
    r#"{ "id": "01JZ0000000000000000000002", "type": "ParcelScanned", "time": "2026-03-01T20:30:00Z",
         "clock": 2, "parcel": "p-17", "data": { "depot": "York" } }"#,
];

fn main() -> Result<(), Box<dyn Error>> {
    let registry = Registry::discover()?;
    let comparison = registry.compare(&DOMAINS);
    println!("domains without a reducer: {:?}", comparison.unhandled);
    println!("cases that were misjudged: {:?}", registry.run_cases());

    let events: Vec<Record> =
        EVENTS.iter().map(|event| LINE.record(*event)).collect::<Result<_, _>>()?;
    let reducer = registry.reducer("parcels").ok_or("the reducer is not registered")?;
    let state = reducer
        .start(&Options::default())?
        .fold(&events.iter().collect::<Vec<_>>())
        .map_err(|stopped| stopped.to_string())?;
    println!("{state}");

    let webhook = registry.contract("carrier_notice").ok_or("the webhook is not registered")?;
    if let Err(violations) = webhook.check(br#"{ "shipment": "p-17", "delay_minutes": -5 }"#) {
        println!("a notice is refused:\n{violations}");
    }
    Ok(())
}

//! Contracts of the tests' own.

use std::sync::OnceLock;

use event_contract::table::Line;
use event_contract_codegen::{Source, load};
use event_contract_compat::tables;

const HEADER: &str = "
line: v1
package: parcels
version: 1.0.0
envelope:
  type: Event
  eventType: event_type
  payload: payload
  order: { id: event_id, time: timestamp, clock: lamport_clock, aggregate: aggregate_id, node: node_id, cause: causation_id }
";

const PARCELS: &str = "
domain: parcels
types:
  Event:
    publish: true
    fields:
      event_id: event-id
      event_type: { type: string, minLength: 1 }
      aggregate_id: { type: string, minLength: 1 }
      timestamp: date-time
      node_id: { type: string, minLength: 1 }
      lamport_clock: { type: integer, minimum: 0 }
      causation_id: event-id?
      payload: object
events:
  ParcelClosed:
    since: 1.0.0
    fields:
      parcel_slug: { type: string, minLength: 1 }
      parcel_number: { type: integer, minimum: 1 }
      parcel_type: { type: string, minLength: 1 }
";

/// The line of the events that the tests send.
pub(crate) fn line() -> &'static Line {
    static LINE: OnceLock<&Line> = OnceLock::new();
    LINE.get_or_init(|| {
        let source = |path: &str, text: &str| Source { path: path.into(), text: text.into() };
        let sources = [source("line.yaml", HEADER), source("parcels.yaml", PARCELS)];
        let model = load(&sources).unwrap();
        tables::leak(&model.lines[0])
    })
}

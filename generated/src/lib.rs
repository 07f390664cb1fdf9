//! The Spec Kitty event contracts: types that cannot hold an invalid value, one module per line.
//!
//! Everything below [`v3`] and `v2` is written by the generator from the YAML in `contracts/`; change
//! that, and build. `v2` is the line before the cutover, for whoever works with its history; it takes the
//! feature of that name.
//!
//! ```
//! use spec_kitty_contracts::v3::{self, Payload, status::Lane};
//!
//! let event = br#"{
//!     "event_id": "01J0000000000000000000000A", "event_type": "WPStatusChanged",
//!     "aggregate_id": "mission/m-1", "timestamp": "2026-01-15T09:30:00Z",
//!     "build_id": "b-1", "node_id": "n-1", "lamport_clock": 3,
//!     "project_uuid": "6f1e1b52-9c7d-4c63-8a35-0d2f6b8e4a11",
//!     "correlation_id": "01J0000000000000000000000B", "schema_version": "3.0.0",
//!     "payload": { "mission_slug": "m-1", "wp_id": "WP01", "to_lane": "planned",
//!                  "actor": "ci", "execution_mode": "worktree" }
//! }"#;
//! assert!(v3::LINE.accepts(event));
//! let decoded = v3::decode(event).expect("the event is valid");
//! let Payload::WPStatusChanged(payload) = decoded.payload else { unreachable!() };
//! assert_eq!(payload.to_lane, Lane::Planned);
//!
//! // Everything that is wrong, not the first thing only; values are never shown.
//! let bad = String::from_utf8_lossy(event).replace("planned", "plnned").replace("3.0.0", "2.0.0");
//! let codes: Vec<_> = v3::LINE.violations(bad.as_bytes()).iter().map(|v| v.code.as_str()).collect();
//! assert_eq!(codes, ["cutover_version", "enum"]);
//! ```

use event_contract::BuiltIn;

/// The Spec Kitty contracts, for a command line: the live line's tables, and the YAML of all lines.
pub static CONTRACTS: BuiltIn = BuiltIn {
    name: "spec-kitty",
    lines: &[&v3::LINE],
    sources: contracts::SOURCES,
    fixtures: contracts::FIXTURES,
};

// The generator formats what it writes.
#[rustfmt::skip]
mod contracts;
#[cfg(feature = "v2")]
#[rustfmt::skip]
pub mod v2;
#[rustfmt::skip]
pub mod v3;

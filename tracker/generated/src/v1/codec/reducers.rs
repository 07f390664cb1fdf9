//! What belongs to the reducer traits.
//!
//! Generated from `contracts/v1/*.yaml` by `contracts generate`. Edit the contract, not this
//! file.

use std::convert::Infallible;

use event_contract::fold::{Declares, Domain};

use super::line;
use super::super::reducers::{
    DiscoveryReducer, EventReducer, IssueReducer, MissionReducer,
};

/// Every domain that has events: what a registry is held against.
pub static DOMAINS: [&Domain; 4] = [&DISCOVERY, &EVENT, &ISSUE, &MISSION];

/// The events of the domain `discovery`.
pub static DISCOVERY: Domain = Domain {
    line: "v1",
    package: "spec-kitty-tracker",
    name: "discovery",
    events: &[&line::WORKSPACE_FOUND, &line::RESOURCE_FOUND],
    handlers: &["workspace_found", "resource_found"],
    reserved: &[],
};

impl Declares for dyn DiscoveryReducer<Error = Infallible, Output = ()> {
    const DOMAIN: &'static Domain = &DISCOVERY;
}

/// The events of the domain `event`.
pub static EVENT: Domain = Domain {
    line: "v1",
    package: "spec-kitty-tracker",
    name: "event",
    events: &[&line::CHANGE_REPORTED],
    handlers: &["change_reported"],
    reserved: &[],
};

impl Declares for dyn EventReducer<Error = Infallible, Output = ()> {
    const DOMAIN: &'static Domain = &EVENT;
}

/// The events of the domain `issue`.
pub static ISSUE: Domain = Domain {
    line: "v1",
    package: "spec-kitty-tracker",
    name: "issue",
    events: &[&line::ISSUE_REPORTED],
    handlers: &["issue_reported"],
    reserved: &[],
};

impl Declares for dyn IssueReducer<Error = Infallible, Output = ()> {
    const DOMAIN: &'static Domain = &ISSUE;
}

/// The events of the domain `mission`.
pub static MISSION: Domain = Domain {
    line: "v1",
    package: "spec-kitty-tracker",
    name: "mission",
    events: &[&line::MISSION_SEEDED],
    handlers: &["mission_seeded"],
    reserved: &[],
};

impl Declares for dyn MissionReducer<Error = Infallible, Output = ()> {
    const DOMAIN: &'static Domain = &MISSION;
}

//! What the Python package has as constants beside its models: versions of schemas, and statuses that nothing
//! follows.

use spec_kitty_contracts::v3::lifecycle::MissionStatus;
use spec_kitty_contracts::v3::mission_audit::AuditStatus;
use spec_kitty_contracts::v3::mission_next::MissionRunStatus;
use spec_kitty_contracts::v3::status::Lane;

/// The contract version that live events signal.
pub const SCHEMA_VERSION: &str = "3.0.0";
/// The version that introduced the events of mission audits.
pub const AUDIT_SCHEMA_VERSION: &str = "2.5.0";
/// The version that introduced the events of decision points.
pub const DECISIONPOINT_SCHEMA_VERSION: &str = "2.6.0";
/// The version that introduced the events of synchronisation.
pub const SYNC_SCHEMA_VERSION: &str = "2.7.0";
/// The version of the schemas of connectors' events, which came before it.
pub const CONNECTOR_SCHEMA_VERSION: &str = "2.8.0";
/// The version that introduced the events of profile invocations.
pub const PROFILE_INVOCATION_SCHEMA_VERSION: &str = "3.1.0";
/// The version that introduced the events of retrospectives.
pub const RETROSPECTIVE_SCHEMA_VERSION: &str = "3.1.0";

/// The lanes that a work package leaves by force alone.
pub const TERMINAL_LANES: [Lane; 2] = [Lane::Done, Lane::Canceled];
/// The statuses that end a mission.
pub const TERMINAL_MISSION_STATUSES: [MissionStatus; 2] =
    [MissionStatus::Completed, MissionStatus::Cancelled];
/// The status that ends a run.
pub const TERMINAL_RUN_STATUSES: [MissionRunStatus; 1] = [MissionRunStatus::Completed];
/// The statuses that end an audit.
pub const TERMINAL_AUDIT_STATUSES: [AuditStatus; 2] = [AuditStatus::Completed, AuditStatus::Failed];

#[cfg(test)]
mod tests {
    use spec_kitty_contracts::v3::{CUTOVER, LINE, status::WORK_PACKAGE};

    use super::*;

    #[test]
    fn they_are_what_the_contracts_say() {
        assert_eq!(SCHEMA_VERSION, CUTOVER.contract_version);
        let terminal = |lane: &Lane| WORK_PACKAGE.is_terminal(*lane);
        assert!(Lane::ALL.iter().all(|lane| terminal(lane) == TERMINAL_LANES.contains(lane)));
        for (event, version) in [
            ("MissionAuditRequested", AUDIT_SCHEMA_VERSION),
            ("DecisionPointOpened", DECISIONPOINT_SCHEMA_VERSION),
            ("SyncIngestAccepted", SYNC_SCHEMA_VERSION),
            ("ProfileInvocationStarted", PROFILE_INVOCATION_SCHEMA_VERSION),
            ("RetrospectiveCompleted", RETROSPECTIVE_SCHEMA_VERSION),
        ] {
            assert_eq!(LINE.event(event).unwrap().since, version, "{event}");
        }
    }
}

//! The objects of the domain `issue`, read field by field.
//!
//! Generated from `contracts/v1/issue.yaml` by `contracts generate`. Edit the contract, not
//! this file.

use event_contract::{JsonObject, Timestamp};

use super::super::issue::{
    CanonicalIssue, CanonicalIssueType, CanonicalLink, CanonicalStatus, ExternalRef,
    Filled, IssueReportedPayload, Priority,
};

event_contract::impl_view!(pub CanonicalIssueView: CanonicalIssue, [
    r#ref: ExternalRef,
    title: Filled,
    body: Option<String>,
    status: CanonicalStatus,
    issue_type: CanonicalIssueType,
    priority: Option<Priority>,
    assignees: Vec<String>,
    labels: Vec<String>,
    parent: Option<ExternalRef>,
    links: Vec<CanonicalLink>,
    custom_fields: JsonObject,
    created_at: Option<Timestamp>,
    updated_at: Option<Timestamp>,
]);

event_contract::impl_view!(pub IssueReportedPayloadView: IssueReportedPayload, [
    issue: CanonicalIssue,
]);

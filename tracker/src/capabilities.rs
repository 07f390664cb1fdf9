//! What a tracker can do.

use serde::Serialize;

/// What a tracker can do, and what its connector makes use of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub struct Capabilities {
    /// It calls back when something changes.
    pub supports_webhooks: bool,
    /// It takes comments.
    pub supports_comments: bool,
    /// Issues are parts of issues.
    pub supports_hierarchy: bool,
    /// Issues wait for issues.
    pub supports_dependencies: bool,
    /// It has fields beyond the common ones.
    pub supports_custom_fields: bool,
    /// Several people may be assigned.
    pub supports_multi_assignee: bool,
    /// It plans in sprints, cycles or milestones.
    pub supports_sprints_or_cycles: bool,
    /// It lists many issues at once.
    pub supports_bulk_read: bool,
    /// It changes many issues at once.
    pub supports_bulk_write: bool,
    /// It deletes issues.
    pub supports_delete: bool,
}

//! What a push would tell a tracker, as far as is known here.

use serde::Serialize;

use super::{Field, LocalIssues, OwnershipPolicy};
use crate::Result;
use crate::model::ExternalRef;

/// What is to become of an issue in the tracker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Planned {
    /// The issue.
    pub issue: ExternalRef,
    /// True if nothing is known of it there: it is looked for, and created if it is not there.
    pub new: bool,
    /// What changed here.
    pub fields: Vec<Field>,
}

/// What a push would do, without asking the tracker, in the order of the issues' identities.
pub async fn plan(
    store: &dyn LocalIssues,
    system: &str,
    policy: &OwnershipPolicy,
) -> Result<Vec<Planned>> {
    let mut planned = Vec::new();
    for local in store.list(system).await? {
        let base = store.base(&local.reference).await?;
        let changed = |field: &Field| {
            let same = base.as_ref().is_some_and(|base| field.same(&local, &base.local));
            !same && policy.local_can_write(*field)
        };
        let fields: Vec<_> = Field::ALL.iter().copied().filter(changed).collect();
        if !fields.is_empty() {
            planned.push(Planned { new: base.is_none(), issue: local.reference, fields });
        }
    }
    Ok(planned)
}

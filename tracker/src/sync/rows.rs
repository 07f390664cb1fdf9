//! What stores make of a settlement, whatever they keep their rows in.

use super::{Base, ConflictRecord, Settlement};
use crate::Result;
use crate::model::{CanonicalIssue, ExternalRef};

/// What is kept of an issue. Without the issue itself, it was deleted here and the tracker may not know.
#[derive(Clone)]
pub(super) struct Row {
    pub(super) system: String,
    pub(super) issue: Option<CanonicalIssue>,
    pub(super) base: Option<Base>,
}

impl Row {
    pub(super) fn new(issue: Option<CanonicalIssue>, base: Option<Base>, of: &ExternalRef) -> Self {
        Self { system: of.system().to_owned(), issue, base }
    }
}

/// Rows by identity, and what else a settlement is about, within one transaction.
pub(super) trait Rows {
    fn row(&mut self, identity: &str) -> Result<Option<Row>>;
    fn set(&mut self, identity: &str, row: Row) -> Result<()>;
    fn unset(&mut self, identity: &str) -> Result<()>;
    fn end(&mut self, intent: &str) -> Result<()>;
    fn record(&mut self, conflict: &ConflictRecord) -> Result<()>;
}

/// Keeps a settlement.
pub(super) fn settle(rows: &mut impl Rows, settlement: &Settlement) -> Result<()> {
    if let Some(issue) = &settlement.issue {
        keep(rows, settlement, issue)?;
    } else if let Some(base) = &settlement.base {
        let identity = base.local.reference.identity();
        if let Some(row) = rows.row(&identity)? {
            rows.set(&identity, Row { base: Some(base.clone()), ..row })?;
        }
    }
    if let Some(gone) = &settlement.forget {
        rows.unset(&gone.identity())?;
    }
    if let Some(detached) = &settlement.detach {
        let identity = detached.identity();
        match rows.row(&identity)? {
            Some(row @ Row { issue: Some(_), .. }) => {
                rows.set(&identity, Row { base: None, ..row })?;
            }
            _ => rows.unset(&identity)?,
        }
    }
    if let Some(intent) = &settlement.ends {
        rows.end(intent)?;
    }
    settlement.conflicts.iter().try_for_each(|conflict| rows.record(conflict))
}

/// Deletes an issue here, for the tracker to be told if it has it.
pub(super) fn remove(rows: &mut impl Rows, issue: &ExternalRef) -> Result<()> {
    let identity = issue.identity();
    match rows.row(&identity)? {
        Some(row @ Row { base: Some(_), .. }) => rows.set(&identity, Row { issue: None, ..row }),
        _ => rows.unset(&identity),
    }
}

fn keep(rows: &mut impl Rows, settlement: &Settlement, issue: &CanonicalIssue) -> Result<()> {
    let to = issue.reference.identity();
    let from = settlement.place().map_or_else(|| to.clone(), ExternalRef::identity);
    let was = rows.row(&from)?;
    // What was forgotten here stays forgotten; only of what was created meanwhile the tracker has to hear.
    if was.is_none() && settlement.seen.is_some() && from == to {
        return Ok(());
    }
    let (present, old) = was.map_or((None, None), |row| (row.issue, row.base));
    let kept = settlement.kept(present.as_ref());
    let base = settlement.base.clone().or(old);
    if from != to {
        rows.unset(&from)?;
    }
    match (&kept, &base) {
        (None, None) => rows.unset(&to),
        _ => rows.set(&to, Row::new(kept, base, &issue.reference)),
    }
}

//! Whose word counts.

use std::collections::BTreeMap;

use super::Field;
use crate::model::vocabulary::vocabulary;

vocabulary! {
    /// Whose word counts, on the whole.
    OwnershipMode {
        /// The tracker's.
        ExternalAuthoritative = "external_authoritative",
        /// It depends on the field.
        SplitOwnership = "split_ownership",
        /// Ours.
        SpecKittyAuthoritative = "spec_kitty_authoritative",
    }
}

vocabulary! {
    /// Who may write a field.
    FieldOwner {
        /// The tracker.
        External = "external",
        /// Us.
        Local = "local",
        /// Both.
        Shared = "shared",
    }
}

/// Whose word counts, field by field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnershipPolicy {
    mode: OwnershipMode,
    owners: BTreeMap<Field, FieldOwner>,
    otherwise: FieldOwner,
}

impl OwnershipPolicy {
    /// The tracker's word counts.
    pub fn external_authoritative() -> Self {
        Self::whole(OwnershipMode::ExternalAuthoritative)
    }

    /// Our word counts.
    pub fn local_authoritative() -> Self {
        Self::whole(OwnershipMode::SpecKittyAuthoritative)
    }

    /// It depends on the field; fields that are not named have the other owner.
    pub fn split(
        owners: impl IntoIterator<Item = (Field, FieldOwner)>,
        otherwise: FieldOwner,
    ) -> Self {
        let owners = owners.into_iter().collect();
        Self { mode: OwnershipMode::SplitOwnership, owners, otherwise }
    }

    fn whole(mode: OwnershipMode) -> Self {
        Self { mode, owners: BTreeMap::new(), otherwise: FieldOwner::Shared }
    }

    /// Who owns a field.
    pub fn owner(&self, field: Field) -> FieldOwner {
        match self.mode {
            OwnershipMode::ExternalAuthoritative => FieldOwner::External,
            OwnershipMode::SpecKittyAuthoritative => FieldOwner::Local,
            OwnershipMode::SplitOwnership => {
                self.owners.get(&field).copied().unwrap_or(self.otherwise)
            }
        }
    }

    /// True if we may write a field.
    pub fn local_can_write(&self, field: Field) -> bool {
        self.owner(field) != FieldOwner::External
    }

    /// True if the tracker may write a field.
    pub fn external_can_write(&self, field: Field) -> bool {
        self.owner(field) != FieldOwner::Local
    }
}

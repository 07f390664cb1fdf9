//! Whose word counts, as options.

use std::collections::BTreeMap;

use spec_kitty_tracker::sync::{ConflictStrategy, Field, FieldOwner, OwnershipPolicy};

use event_contract_cli::Failure;

/// Whose word counts.
#[derive(clap::Args, Debug)]
pub(super) struct Owners {
    /// Whose word counts: external, local or shared.
    #[arg(long, value_name = "WHO", default_value = "shared", value_parser = owner)]
    owner: FieldOwner,
    /// Whose word counts for one field, such as `status=external`; for the others it is that of --owner. May be given for
    /// several fields.
    #[arg(long = "field-owner", value_name = "FIELD=WHO", value_parser = field_owner)]
    field_owners: Vec<(Field, FieldOwner)>,
}

impl Owners {
    pub(super) fn policy(&self) -> Result<OwnershipPolicy, Failure> {
        policy(self.owner, &self.field_owners)
    }
}

/// The policy of an owner of everything but some fields.
pub(super) fn policy(
    owner: FieldOwner,
    fields: &[(Field, FieldOwner)],
) -> Result<OwnershipPolicy, Failure> {
    let mut owners = BTreeMap::new();
    for (field, of) in fields {
        if owners.insert(*field, *of).is_some() {
            return Err(Failure::Usage(format!("--field-owner names {field} twice")));
        }
    }
    Ok(match owner {
        _ if !owners.is_empty() => OwnershipPolicy::split(owners, owner),
        FieldOwner::External => OwnershipPolicy::external_authoritative(),
        FieldOwner::Local => OwnershipPolicy::local_authoritative(),
        FieldOwner::Shared => OwnershipPolicy::split([], FieldOwner::Shared),
    })
}

pub(super) fn owner(name: &str) -> Result<FieldOwner, String> {
    FieldOwner::from_name(name).ok_or_else(|| "external, local or shared".to_owned())
}

pub(super) fn field_owner(text: &str) -> Result<(Field, FieldOwner), String> {
    let (field, of) = text.split_once('=').ok_or("it is FIELD=WHO, such as status=external")?;
    let known = || Field::ALL.iter().map(|one| one.as_str()).collect::<Vec<_>>().join(", ");
    let field = Field::from_name(field).ok_or_else(|| format!("the fields are {}", known()))?;
    Ok((field, owner(of)?))
}

pub(super) fn strategy(name: &str) -> Result<ConflictStrategy, String> {
    let known = || ConflictStrategy::ALL.iter().map(|one| one.as_str()).collect::<Vec<_>>();
    ConflictStrategy::from_name(name).ok_or_else(|| known().join(", "))
}

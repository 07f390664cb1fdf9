//! `contracts tracker link`: what is here, and its counterpart in a tracker.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::json;
use spec_kitty_tracker::sync::{
    ConflictStrategy, Field, FieldOwner, LocalIssues as _, SyncEngine, Tie,
};
use spec_kitty_tracker::{CanonicalLink, ExternalRef, LinkType, Trackers};

use super::connect::Connect;
use super::events::{Events, Watch};
use super::policy::{field_owner, owner, policy, strategy};
use super::sync::end;
use super::{existing, failed};
use event_contract_cli::output::print_json;
use event_contract_cli::{Exit, Failure, Outcome};

/// Ties a mission, an issue that is only here, or another issue to an issue of a tracker's.
///
/// With --to-mission, a log of events says so from now on (--events). With --local, the issue here and the one there are
/// one from now on: nothing is created, and what differs is settled as in a run. With --relation, the tracker links two
/// of its issues.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Exit codes: 0 it is done, 100 something is to be decided, 1 it failed.\n\n\
    Examples:\n  \
    contracts tracker link 12 --vendor github --config github.json --to-mission m-001 --events sqlite:events.db\n  \
    contracts tracker link 12 --vendor github --config github.json --local github:draft:new --store issues.db\n  \
    contracts tracker link 12 --vendor github --config github.json --relation blocked_by --target 7"
)]
#[command(group(clap::ArgGroup::new("what").required(true).args(["to_mission", "local", "relation"])))]
pub(crate) struct Args {
    #[command(flatten)]
    connect: Connect,
    #[command(flatten)]
    events: Events,
    /// The issue of the tracker's: its number, key or id.
    #[arg(value_name = "ISSUE")]
    issue: String,
    /// The mission that the issue is about.
    #[arg(long = "to-mission", value_name = "ID", requires = "events")]
    to_mission: Option<String>,
    /// The issue here, as system:workspace:id.
    #[arg(long, value_name = "IDENTITY", requires = "store", value_parser = identity)]
    local: Option<ExternalRef>,
    /// The file with the issues here.
    #[arg(long, value_name = "FILE", requires = "local")]
    store: Option<PathBuf>,
    /// Whose word counts: external, local or shared.
    #[arg(long, value_name = "WHO", requires = "local", default_value = "shared", value_parser = owner)]
    owner: FieldOwner,
    /// Whose word counts for one field, such as `status=external`. May be given for several fields.
    #[arg(long = "field-owner", value_name = "FIELD=WHO", requires = "local", value_parser = field_owner)]
    field_owners: Vec<(Field, FieldOwner)>,
    /// What counts where both sides differ.
    #[arg(
        long,
        value_name = "HOW",
        requires = "local",
        default_value = "manual_review",
        value_parser = strategy
    )]
    strategy: ConflictStrategy,
    /// What the issue is to another one of the tracker's, such as `blocked_by`.
    #[arg(long, value_name = "TYPE", requires = "target", value_parser = relation)]
    relation: Option<LinkType>,
    /// The other issue of the tracker's.
    #[arg(long, value_name = "ISSUE", requires = "relation")]
    target: Option<String>,
}

pub(super) async fn run(args: &Args, trackers: &Trackers) -> Outcome {
    let policy = policy(args.owner, &args.field_owners)?;
    let connector = args.connect.connector(trackers)?;
    let asked = |id: &str| {
        let reference = ExternalRef::new(connector.name(), connector.name(), id);
        reference.map(|reference| reference.with_key(id)).map_err(failed)
    };
    let there = connector.get_issue(&asked(&args.issue)?).await.map_err(failed)?.reference;
    let watch = Arc::new(Watch::new(&args.events, &args.connect, trackers)?);
    if let Some(mission) = &args.to_mission {
        watch.link(&there, Tie { kind: "mission", id: mission })?;
    }
    if let (Some(relation), Some(target)) = (args.relation, &args.target) {
        let target = connector.get_issue(&asked(target)?).await.map_err(failed)?.reference;
        let link = CanonicalLink { link_type: relation, target };
        connector.upsert_link(&there, &link).await.map_err(failed)?;
    }
    if let (Some(local), Some(path)) = (&args.local, &args.store) {
        let store = Arc::new(existing(path)?);
        if store.get(local).await.map_err(failed)?.is_none() {
            return Err(Failure::Failed(format!("{} is not here", local.identity())));
        }
        let engine = SyncEngine::new(connector, store, policy);
        let engine = engine.with_strategy(args.strategy).observed(watch.clone());
        return end(&watch, engine.link(local, &there).await);
    }
    watch.finish()?;
    print_json(&json!({ "linked": there }))?;
    Ok(Exit::Clean)
}

fn identity(text: &str) -> Result<ExternalRef, String> {
    let parts = text.split_once(':').and_then(|(system, rest)| {
        let (workspace, id) = rest.rsplit_once(':')?;
        ExternalRef::new(system, workspace, id).ok()
    });
    parts.ok_or_else(|| "an identity is system:workspace:id".to_owned())
}

fn relation(name: &str) -> Result<LinkType, String> {
    let known = || LinkType::ALL.iter().map(|one| one.as_str()).collect::<Vec<_>>();
    name.parse().map_err(|_| known().join(", "))
}

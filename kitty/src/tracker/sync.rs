//! `contracts tracker pull`, `push` and `sync`.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use spec_kitty_tracker::Object;
use spec_kitty_tracker::connectors::Vendor;
use spec_kitty_tracker::sync::{
    self, ConflictStrategy, FieldOwner, OwnershipPolicy, Planned, SqliteIssues, SyncEngine,
    SyncResult,
};

use super::connect::{Connect, vendor};
use super::events::{Events, Watch};
use super::failed;
use event_contract_cli::output::{ListFormat, print, print_json};
use event_contract_cli::{Exit, Outcome};

/// Brings what changed in a tracker into a file.
#[derive(clap::Args, Debug)]
pub(crate) struct Pull {
    #[command(flatten)]
    run: Run,
}

/// Brings what changed in a file to a tracker.
#[derive(clap::Args, Debug)]
pub(crate) struct Push {
    #[command(flatten)]
    run: Run,
}

/// Pulls, then pushes.
///
/// What one side changed since the last run goes to the other. Where both changed the same, the strategy decides;
/// with `manual_review`, ours stays and `contracts tracker conflicts` lists what is to be decided.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Exit codes: 0 all is in step, 100 something is to be decided or could not be written, 1 the run failed.\n\n\
    Example:\n  CONTRACTS_TRACKER_TOKEN=… contracts tracker sync --vendor github --config github.json --store issues.db"
)]
pub(crate) struct Sync {
    #[command(flatten)]
    run: Run,
}

/// Says what a push would tell a tracker, without asking it.
#[derive(clap::Args, Debug)]
pub(crate) struct Plan {
    /// The tracker.
    #[arg(long, value_name = "NAME", value_parser = vendor)]
    vendor: Vendor,
    /// The file with the issues.
    #[arg(long, value_name = "FILE")]
    store: PathBuf,
    /// Whose word counts: external, local or shared.
    #[arg(long, value_name = "WHO", default_value = "shared", value_parser = owner)]
    owner: FieldOwner,
    /// How to print it.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: ListFormat,
}

#[derive(clap::Args, Debug)]
struct Run {
    #[command(flatten)]
    connect: Connect,
    /// The file with the issues; it is made if it is not there.
    #[arg(long, value_name = "FILE")]
    store: PathBuf,
    /// The most issues of a page.
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: u32,
    /// Whose word counts: external, local or shared.
    #[arg(long, value_name = "WHO", default_value = "shared", value_parser = owner)]
    owner: FieldOwner,
    /// What counts where both sides changed the same: `external_wins`, `local_wins`, `newer_timestamp` or `manual_review`.
    #[arg(long, value_name = "HOW", default_value = "manual_review", value_parser = strategy)]
    strategy: ConflictStrategy,
    #[command(flatten)]
    events: Events,
    /// Reads everything, and so finds out what the tracker no longer has.
    #[arg(long)]
    thorough: bool,
    /// For so many seconds an issue whose creation was not answered is looked for before it is created again.
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    patience: u64,
}

/// Clears the screen, and tells what came of a run.
pub(super) fn end(watch: &Watch, result: spec_kitty_tracker::Result<SyncResult>) -> Outcome {
    watch.finish()?;
    tell(&result.map_err(failed)?)
}

pub(super) async fn pull(args: &Pull) -> Outcome {
    let (mut engine, watch) = args.run.start()?;
    let result = engine.pull(args.run.limit, &Object::new()).await;
    end(&watch, result)
}

pub(super) async fn push(args: &Push) -> Outcome {
    let (mut engine, watch) = args.run.start()?;
    let result = engine.push(args.run.limit, &Object::new()).await;
    end(&watch, result)
}

pub(super) async fn sync(args: &Sync) -> Outcome {
    let (mut engine, watch) = args.run.start()?;
    let result = engine.sync(args.run.limit, &Object::new()).await;
    end(&watch, result)
}

pub(super) async fn plan(args: &Plan) -> Outcome {
    let store = SqliteIssues::open(&args.store).map_err(failed)?;
    let planned = sync::plan(&store, args.vendor.as_str(), &policy(args.owner)).await;
    let planned = planned.map_err(failed)?;
    match args.format {
        ListFormat::Json => print_json(&json!(planned))?,
        ListFormat::Text => {
            let line = |one: &Planned| {
                let fields: Vec<_> = one.fields.iter().map(|field| field.as_str()).collect();
                let doing = if one.new { "create" } else { "change" };
                format!("{doing}  {}  {}\n", one.issue.identity(), fields.join(", "))
            };
            print(&planned.iter().map(line).collect::<String>())?;
        }
    }
    Ok(Exit::Clean)
}

impl Run {
    fn start(&self) -> Result<(SyncEngine, Arc<Watch>), event_contract_cli::Failure> {
        let connector = self.connect.connector()?;
        let store = Arc::new(SqliteIssues::open(&self.store).map_err(failed)?);
        let policy = policy(self.owner);
        let engine = SyncEngine::new(connector, store, policy).with_strategy(self.strategy);
        let watch = Arc::new(Watch::new(&self.events, &self.connect)?);
        let engine = engine.patient(Duration::from_secs(self.patience)).observed(watch.clone());
        Ok((if self.thorough { engine.thorough() } else { engine }, watch))
    }
}

fn tell(result: &SyncResult) -> Outcome {
    let open = result.conflicts.iter().filter(|conflict| conflict.manual_review_required);
    let open = open.count();
    let failures: Vec<_> = result
        .failures
        .iter()
        .map(|failure| json!({ "issue": failure.issue, "error": failure.error.to_string() }))
        .collect();
    print_json(&json!({
        "pulled_created": result.stats.pulled_created,
        "pulled_updated": result.stats.pulled_updated,
        "pulled_deleted": result.stats.pulled_deleted,
        "pushed_created": result.stats.pushed_created,
        "pushed_updated": result.stats.pushed_updated,
        "pushed_deleted": result.stats.pushed_deleted,
        "skipped": result.stats.skipped,
        "conflicts": result.conflicts.len(),
        "to_be_decided": open,
        "failures": failures,
    }))?;
    Ok(if open == 0 && failures.is_empty() { Exit::Clean } else { Exit::Findings })
}

pub(super) fn policy(owner: FieldOwner) -> OwnershipPolicy {
    match owner {
        FieldOwner::External => OwnershipPolicy::external_authoritative(),
        FieldOwner::Local => OwnershipPolicy::local_authoritative(),
        FieldOwner::Shared => OwnershipPolicy::split([], FieldOwner::Shared),
    }
}

pub(super) fn owner(name: &str) -> Result<FieldOwner, String> {
    FieldOwner::from_name(name).ok_or_else(|| "external, local or shared".to_owned())
}

pub(super) fn strategy(name: &str) -> Result<ConflictStrategy, String> {
    let known = || ConflictStrategy::ALL.iter().map(|one| one.as_str()).collect::<Vec<_>>();
    ConflictStrategy::from_name(name).ok_or_else(|| known().join(", "))
}

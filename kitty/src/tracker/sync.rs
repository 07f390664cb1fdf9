//! `contracts tracker pull`, `push` and `sync`.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use spec_kitty_tracker::sync::{
    self, ConflictStrategy, Planned, SqliteIssues, SyncEngine, SyncResult,
};
use spec_kitty_tracker::{Object, Trackers};

use super::connect::{Connect, named};
use super::events::{Events, Watch};
use super::policy::{Owners, strategy};
use super::{existing, failed};
use event_contract_cli::output::{ListFormat, print, print_json};
use event_contract_cli::{Exit, Failure, Outcome};

/// Brings what changed in a tracker into a file.
#[derive(clap::Args, Debug)]
pub(crate) struct Pull {
    #[command(flatten)]
    run: Run,
    #[command(flatten)]
    depth: Depth,
}

/// Brings what changed in a file to a tracker.
#[derive(clap::Args, Debug)]
pub(crate) struct Push {
    #[command(flatten)]
    run: Run,
    #[command(flatten)]
    patience: Patience,
}

/// Pulls, then pushes.
///
/// What one side changed since the last run goes to the other. Where both changed the same, the strategy decides;
/// with `manual_review`, ours stays and `contracts tracker conflicts` lists what is to be decided.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Exit codes: 0 all is in step, 100 something is to be decided or could not be written, 1 the run failed, or with\n\
    --strict something is to be decided.\n\n\
    Example:\n  CONTRACTS_TRACKER_TOKEN=… contracts tracker sync --vendor github --config github.json --store issues.db"
)]
pub(crate) struct Sync {
    #[command(flatten)]
    run: Run,
    #[command(flatten)]
    depth: Depth,
    #[command(flatten)]
    patience: Patience,
}

/// Says what a push would tell a tracker, without asking it.
#[derive(clap::Args, Debug)]
pub(crate) struct Plan {
    /// The tracker.
    #[arg(long, value_name = "NAME")]
    vendor: String,
    /// The file with the issues.
    #[arg(long, value_name = "FILE")]
    store: PathBuf,
    #[command(flatten)]
    owners: Owners,
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
    #[command(flatten)]
    owners: Owners,
    /// What counts where both sides changed the same: `external_wins`, `local_wins`, `newer_timestamp` or `manual_review`.
    #[arg(long, value_name = "HOW", default_value = "manual_review", value_parser = strategy)]
    strategy: ConflictStrategy,
    /// Fails where somebody has to decide; then nothing is pushed after a pull.
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    events: Events,
}

/// How much is read.
#[derive(clap::Args, Debug)]
struct Depth {
    /// Reads everything, and so finds out what the tracker no longer has.
    #[arg(long)]
    thorough: bool,
}

/// How long is waited for what was created.
#[derive(clap::Args, Debug)]
struct Patience {
    /// For so many seconds an issue whose creation was not answered is looked for before it is created again.
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    patience: u64,
}

/// Clears the screen, and tells what came of a run.
pub(super) fn end(watch: &Watch, result: spec_kitty_tracker::Result<SyncResult>) -> Outcome {
    watch.finish()?;
    tell(&result.map_err(failed)?)
}

pub(super) async fn pull(args: &Pull, trackers: &Trackers) -> Outcome {
    let (engine, watch) = args.run.start(trackers)?;
    let result = args.depth.of(engine).pull(args.run.limit, &Object::new()).await;
    end(&watch, result)
}

pub(super) async fn push(args: &Push, trackers: &Trackers) -> Outcome {
    let (engine, watch) = args.run.start(trackers)?;
    let result = args.patience.of(engine).push(args.run.limit, &Object::new()).await;
    end(&watch, result)
}

pub(super) async fn sync(args: &Sync, trackers: &Trackers) -> Outcome {
    let (engine, watch) = args.run.start(trackers)?;
    let mut engine = args.patience.of(args.depth.of(engine));
    let result = engine.sync(args.run.limit, &Object::new()).await;
    end(&watch, result)
}

pub(super) async fn plan(args: &Plan, trackers: &Trackers) -> Outcome {
    let (system, policy) = (named(trackers, &args.vendor)?.name(), args.owners.policy()?);
    let store = existing(&args.store)?;
    let planned = sync::plan(&store, system, &policy).await.map_err(failed)?;
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
    fn start(&self, trackers: &Trackers) -> Result<(SyncEngine, Arc<Watch>), Failure> {
        if self.strict && self.strategy != ConflictStrategy::ManualReview {
            let said =
                format!("--strict has no meaning with --strategy {}, which decides", self.strategy);
            return Err(Failure::Usage(said));
        }
        let policy = self.owners.policy()?;
        let connector = self.connect.connector(trackers)?;
        let store = Arc::new(SqliteIssues::open(&self.store).map_err(failed)?);
        let engine = SyncEngine::new(connector, store, policy).with_strategy(self.strategy);
        let watch = Arc::new(Watch::new(&self.events, &self.connect, trackers)?);
        let engine = engine.observed(watch.clone());
        Ok((if self.strict { engine.strict() } else { engine }, watch))
    }
}

impl Depth {
    fn of(&self, engine: SyncEngine) -> SyncEngine {
        if self.thorough { engine.thorough() } else { engine }
    }
}

impl Patience {
    fn of(&self, engine: SyncEngine) -> SyncEngine {
        engine.patient(Duration::from_secs(self.patience))
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

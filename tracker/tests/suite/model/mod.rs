//! Synchronisation against a model of everything that goes wrong: random edits on both sides, runs that end anywhere,
//! answers that get lost, lists that lag, clocks that are wrong.
//!
//! `TRACKER_MODEL_CASES` makes as many programs as it says.

mod scenes;
mod world;

use std::collections::BTreeSet;
use std::sync::Arc;

use event_contract_testkit::check;
use proptest::prelude::*;
use serde_json::json;
use spec_kitty_tracker::sync::{
    ConflictRecord, ConflictStrategy, FieldOwner, InMemoryIssues, LocalIssues, OwnershipPolicy,
    SyncEngine, SyncResult,
};
use spec_kitty_tracker::{
    CanonicalIssue, CanonicalStatus, ExternalRef, IssuePatch, Object, Priority, Title,
};

use self::world::{Fault, Mortal, NAME, Shared, identities};

/// What somebody does, or a run of ours.
#[derive(Clone, Debug)]
enum Step {
    NewHere { status: usize },
    NewThere,
    EditHere { which: usize, field: usize, status: usize },
    EditThere { which: usize, field: usize, status: usize },
    DeleteHere { which: usize },
    DeleteThere { which: usize },
    Wait { seconds: i64, skew: i64 },
    Run(Run),
}

#[derive(Clone, Debug)]
struct Run {
    half: Half,
    dies: Option<usize>,
    faults: Vec<(usize, Fault)>,
    lag: i64,
    thorough: bool,
    at_once: usize,
    limit: u32,
}

#[derive(Clone, Copy, Debug)]
enum Half {
    Pull,
    Push,
    Both,
}

/// A program, and the tracker that it is about.
#[derive(Clone, Debug)]
struct Program {
    steps: Vec<Step>,
    strategy: ConflictStrategy,
    /// The tracker deletes issues.
    deletes: bool,
    /// Lists lag, or else clocks jump: a tracker in which both happen cannot say what is later.
    lags: bool,
}

fn programs() -> impl Strategy<Value = Program> {
    let fault = prop_oneof![
        Just(Fault::Limited),
        Just(Fault::Dropped),
        Just(Fault::Lost),
        Just(Fault::Misread),
        Just(Fault::Garbled)
    ];
    let half = prop_oneof![Just(Half::Both), Just(Half::Pull), Just(Half::Push)];
    let dies = prop_oneof![Just(None), (0..60_usize).prop_map(Some)];
    let faults = proptest::collection::vec((0..12_usize, fault), 0..3);
    let run = (half, dies, faults, 0..20_i64, any::<bool>(), 1..4_usize, 1..4_u32);
    let run = run.prop_map(|(half, dies, faults, lag, thorough, at_once, limit)| {
        Step::Run(Run { half, dies, faults, lag, thorough, at_once, limit })
    });
    let edit = || (0..4_usize, 0..4_usize, 0..6_usize);
    let step = prop_oneof![
        2 => (0..6_usize).prop_map(|status| Step::NewHere { status }),
        1 => Just(Step::NewThere),
        3 => edit().prop_map(|(which, field, status)| Step::EditHere { which, field, status }),
        3 => edit().prop_map(|(which, field, status)| Step::EditThere { which, field, status }),
        1 => (0..4_usize).prop_map(|which| Step::DeleteHere { which }),
        1 => (0..4_usize).prop_map(|which| Step::DeleteThere { which }),
        1 => (0..100_i64, -60..60_i64).prop_map(|(seconds, skew)| Step::Wait { seconds, skew }),
        6 => run,
    ];
    let strategy = prop::sample::select(ConflictStrategy::ALL);
    let steps = proptest::collection::vec(step, 0..16);
    (steps, strategy, any::<bool>(), any::<bool>())
        .prop_map(|(steps, strategy, deletes, lags)| Program { steps, strategy, deletes, lags })
}

/// Where the issues here are, which is opened for each run, and what is on record there.
trait Shelf {
    fn open(&self) -> Arc<dyn LocalIssues>;
    fn conflicts(&self) -> Vec<ConflictRecord>;
}

struct Memory(Arc<InMemoryIssues>);

impl Shelf for Memory {
    fn open(&self) -> Arc<dyn LocalIssues> {
        self.0.clone()
    }

    fn conflicts(&self) -> Vec<ConflictRecord> {
        self.0.conflicts()
    }
}

/// Everything, and what is expected of it.
struct Game<S> {
    world: Shared,
    shelf: S,
    program: Program,
    edits: usize,
    /// What was written, and what somebody replaced who saw it.
    written: BTreeSet<String>,
    replaced: BTreeSet<String>,
}

impl<S: Shelf> Game<S> {
    fn new(program: Program, shelf: S) -> Self {
        let world = Shared::default();
        world.lock().deletes = program.deletes;
        let (written, replaced) = (BTreeSet::new(), BTreeSet::new());
        let game = Self { world, shelf, program, edits: 0, written, replaced };
        // A tracker that shows nothing is not believed.
        let mut first = CanonicalIssue::new(draft("first"), Title::new("First").unwrap());
        first.custom_fields.insert("origin".into(), json!("first"));
        game.world.lock().create(&first);
        game
    }

    fn value(&mut self) -> String {
        self.edits += 1;
        let value = format!("<{}>", self.edits);
        self.written.insert(value.clone());
        value
    }

    fn issue(&mut self) -> CanonicalIssue {
        let value = self.value();
        let mut issue = CanonicalIssue::new(draft(&value), Title::new(&*value).unwrap());
        issue.custom_fields.insert("origin".into(), json!(value));
        issue
    }

    fn edit(&mut self, issue: &mut CanonicalIssue, field: usize, status: usize) {
        if field == 3 {
            issue.status = CanonicalStatus::ALL[status];
            return;
        }
        let value = self.value();
        let old = match field {
            0 => vec![
                std::mem::replace(&mut issue.title, Title::new(value).unwrap()).as_str().to_owned(),
            ],
            1 => std::mem::replace(&mut issue.labels, vec![value]),
            _ => {
                let old = unmarked(issue).map(str::to_owned);
                // Whoever edits a text leaves a line alone that is not about it.
                let at = issue.body.as_deref().and_then(|body| body.find("spec-kitty-tracker:"));
                let line = at.and_then(|at| issue.body.as_deref()?.get(at..));
                let line = line.map_or_else(String::new, |line| format!("\n\n{line}"));
                issue.body = Some(format!("{value}{line}"));
                old.into_iter().collect()
            }
        };
        self.replaced.extend(old);
    }

    fn gone(&mut self, issue: &CanonicalIssue) {
        self.replaced.extend(shown(issue));
    }

    async fn step(&mut self, step: &Step) {
        let store = self.shelf.open();
        match step {
            Step::NewHere { status } => {
                let mut issue = self.issue();
                issue.status = CanonicalStatus::ALL[*status];
                issue.priority = Some(Priority::LEAST);
                store.put(&issue).await.unwrap();
            }
            Step::NewThere => {
                let issue = self.issue();
                self.world.lock().create(&issue);
            }
            Step::EditHere { which, field, status } => {
                let mut all = store.list(NAME).await.unwrap();
                if let Some(issue) = all.get_mut(*which) {
                    self.edit(issue, *field, *status);
                    issue.updated_at = Some(self.world.lock().clock());
                    store.put(issue).await.unwrap();
                }
            }
            Step::EditThere { which, field, status } => {
                let found = self.world.lock().issues().get(*which).cloned();
                if let Some(mut issue) = found {
                    self.edit(&mut issue, *field, *status);
                    let patch = IssuePatch {
                        title: Some(issue.title.clone()),
                        labels: Some(issue.labels.clone()),
                        body: issue.body.clone().map_or(
                            spec_kitty_tracker::Change::Keep,
                            spec_kitty_tracker::Change::Set,
                        ),
                        status: Some(issue.status),
                        ..IssuePatch::default()
                    };
                    self.world.lock().update(issue.reference.id(), patch).unwrap();
                }
            }
            Step::DeleteHere { which } => {
                let mut all = store.list(NAME).await.unwrap();
                all.retain(|issue| issue.custom_fields["origin"] != "first");
                if let Some(issue) = all.get(*which) {
                    self.gone(issue);
                    store.remove(&issue.reference).await.unwrap();
                }
            }
            Step::DeleteThere { which } => {
                let found = self.world.lock().issues().get(*which + 1).cloned();
                if let Some(issue) = found {
                    self.gone(&issue);
                    self.world.lock().delete(issue.reference.id()).unwrap();
                }
            }
            Step::Wait { seconds, skew } => {
                let mut world = self.world.lock();
                world.now += seconds;
                if !self.program.lags {
                    world.skew = *skew;
                }
            }
            Step::Run(run) => {
                // What comes of it is for the next run to find out.
                drop(self.run(run).await);
            }
        }
    }

    async fn run(&self, run: &Run) -> Result<SyncResult, spec_kitty_tracker::Error> {
        {
            let mut world = self.world.lock();
            world.lag = if self.program.lags { run.lag } else { 0 };
            world.begin(run.dies, run.faults.clone());
        }
        let store = Mortal { store: self.shelf.open(), world: self.world.clone() };
        let clock = self.world.clone();
        let policy = OwnershipPolicy::split([], FieldOwner::Shared);
        let engine = SyncEngine::new(Arc::new(self.world.clone()), Arc::new(store), policy);
        let engine = engine.with_strategy(self.program.strategy).at_once(run.at_once);
        let engine = engine.with_clock(move || clock.lock().clock());
        let mut engine = if run.thorough { engine.thorough() } else { engine };
        let none = Object::new();
        let result = match run.half {
            Half::Pull => engine.pull(run.limit, &none).await,
            Half::Push => engine.push(run.limit, &none).await,
            Half::Both => engine.sync(run.limit, &none).await,
        };
        self.world.lock().begin(None, Vec::new());
        result
    }

    fn has(&self, which: impl Fn(&Step) -> bool) -> bool {
        self.program.steps.iter().any(which)
    }

    async fn play(mut self) {
        for step in self.program.steps.clone() {
            self.step(&step).await;
        }
        let quiet = Run {
            half: Half::Both,
            dies: None,
            faults: Vec::new(),
            lag: 0,
            // Only what was deleted is nowhere to be read.
            thorough: self.has(|step| matches!(step, Step::DeleteThere { .. })),
            at_once: 2,
            limit: 2,
        };
        let mut last = SyncResult::default();
        for _ in 0..4 {
            self.world.lock().now += 100;
            last = self.run(&quiet).await.unwrap();
        }
        let stats = &last.stats;
        let moved = [stats.pulled_created, stats.pulled_updated, stats.pulled_deleted];
        let told = [stats.pushed_created, stats.pushed_updated, stats.pushed_deleted];
        assert_eq!((moved, told, last.failures), ([0; 3], [0; 3], Vec::new()), "no rest");
        self.judge().await;
    }

    /// Both sides have come together, nothing is there twice, and no edit was lost in silence.
    async fn judge(self) {
        let store = self.shelf.open();
        assert_eq!(store.intents(NAME).await.unwrap(), [], "open intents");
        let (here, there) = (store.list(NAME).await.unwrap(), self.world.lock().issues());
        let conflicts = self.shelf.conflicts();
        let edits = |step: &Step| matches!(step, Step::EditHere { .. } | Step::NewHere { .. });
        let here_edited = self.has(edits);
        if !(here_edited && self.has(|step| matches!(step, Step::EditThere { .. }))) {
            let fields: Vec<_> = conflicts.iter().filter_map(|record| record.field).collect();
            assert_eq!(fields, [], "one side disagreed with itself");
        }
        let asked = |issue: &CanonicalIssue| {
            let of =
                |record: &&ConflictRecord| record.field.is_none() && record.manual_review_required;
            let mut open = conflicts.iter().filter(of);
            open.any(|record| record.issue.identity() == issue.reference.identity())
        };
        // What somebody has to decide is only here; what cannot be deleted there is closed.
        let ours: Vec<_> = here.iter().filter(|issue| !asked(issue)).cloned().collect();
        let both = |issue: &CanonicalIssue| {
            self.program.deletes
                || !issue.status.is_closed()
                || identities(&ours).contains(&issue.reference.identity())
        };
        let theirs: Vec<_> =
            there.iter().filter(|issue| !asked(issue) && both(issue)).cloned().collect();
        assert_eq!(identities(&ours), identities(&theirs), "not the same issues");
        for (one, other) in ours.iter().zip(&theirs) {
            assert_eq!(told(one), told(other));
        }
        let world = self.world.lock();
        for origin in &world.created {
            let count = |of: &[serde_json::Value]| of.iter().filter(|one| *one == origin).count();
            let (created, deleted) = (count(&world.created), count(&world.deleted));
            assert!(created <= deleted + 1, "{origin} was created {created} times");
        }
        let records = serde_json::to_string(&conflicts).unwrap();
        let shown: BTreeSet<_> = here.iter().chain(&there).flat_map(shown).collect();
        for value in self.written.difference(&self.replaced) {
            let safe = shown.contains(value) || records.contains(&**value);
            assert!(safe, "{value} was lost");
        }
    }
}

/// What an issue says, without the line by which it is known again; taking that away is not tried twice.
fn unmarked(issue: &CanonicalIssue) -> Option<&str> {
    let body = issue.body.as_deref()?;
    let text = body.rsplit_once("spec-kitty-tracker:").map_or(body, |(text, _)| text.trim_end());
    Some(text).filter(|text| !text.is_empty())
}

/// What both sides have alike.
fn told(issue: &CanonicalIssue) -> impl PartialEq + std::fmt::Debug {
    let (title, labels) = (issue.title.clone(), issue.labels.clone());
    (title, unmarked(issue).map(str::to_owned), labels, issue.status)
}

/// The values that an issue shows.
fn shown(issue: &CanonicalIssue) -> Vec<String> {
    let mut shown = vec![issue.title.as_str().to_owned()];
    shown.extend(unmarked(issue).map(str::to_owned));
    shown.extend(issue.labels.iter().cloned());
    shown
}

fn draft(id: &str) -> ExternalRef {
    ExternalRef::new(NAME, "draft", id).unwrap()
}

fn cases(otherwise: u32) -> u32 {
    let more = std::env::var("TRACKER_MODEL_CASES").ok().and_then(|text| text.parse().ok());
    more.unwrap_or(otherwise)
}

fn block<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(work)
}

#[test]
fn whatever_goes_wrong_both_sides_come_together_and_nothing_is_lost_or_doubled() {
    check(cases(400), programs(), |program| {
        block(Game::new(program, Memory(Arc::default())).play());
    });
}

#[cfg(feature = "sqlite")]
mod file {
    use spec_kitty_tracker::sync::SqliteIssues;

    use super::*;

    struct File(tempfile::TempDir);

    impl File {
        fn store(&self) -> SqliteIssues {
            SqliteIssues::open(self.0.path().join("issues.db")).unwrap()
        }
    }

    impl Shelf for File {
        fn open(&self) -> Arc<dyn LocalIssues> {
            Arc::new(self.store())
        }

        fn conflicts(&self) -> Vec<ConflictRecord> {
            self.store().all_conflicts().unwrap().into_iter().map(|one| one.record).collect()
        }
    }

    #[test]
    fn so_it_is_with_issues_in_a_file() {
        check(cases(30), programs(), |program| {
            block(Game::new(program, File(tempfile::tempdir().unwrap())).play());
        });
    }
}

//! `tracker` in a program of one's own, with a tracker of one's own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use event_contract_cli::Program;
use serde_json::json;
use spec_kitty_contracts_cli::tracker;
use spec_kitty_tracker::connectors::in_memory::InMemory;
use spec_kitty_tracker::sync::{LocalIssues as _, SqliteIssues};
use spec_kitty_tracker::{
    CanonicalIssue, Connector, ExternalRef, IssuePatch, Result, Settings, Title, Tracker, Trackers,
};

/// A board that nobody else knows.
#[derive(Clone)]
struct Board(InMemory);

impl Tracker for Board {
    fn name(&self) -> &'static str {
        "board"
    }

    fn settings(&self, _: bool) -> Vec<&str> {
        vec!["lane", "[board_key]"]
    }

    fn secrets(&self) -> Vec<&str> {
        vec!["board_key"]
    }

    fn open(&self, _: bool, settings: &mut Settings) -> Result<Arc<dyn Connector>> {
        settings.text("lane")?;
        settings.optional("board_key")?;
        Ok(Arc::new(self.0.clone()))
    }
}

/// A board, a program that knows it, and a folder.
struct Scene {
    board: Board,
    folder: tempfile::TempDir,
}

impl Scene {
    fn new() -> Self {
        let board = Board(InMemory::new("board"));
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("board.json"), json!({ "lane": "l" }).to_string()).unwrap();
        Self { board, folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, command: &str, more: &[&str]) -> String {
        let trackers = Trackers::default().with(self.board.clone()).unwrap();
        let program = tracker::add(Program::new("mine"), trackers);
        let shown = |path: &Path| path.to_str().unwrap().to_owned();
        let mut args =
            ["mine", "tracker", command, "--vendor", "board"].map(str::to_owned).to_vec();
        args.extend(["--config".to_owned(), shown(&self.path("board.json"))]);
        args.extend(["--store".to_owned(), shown(&self.path("issues.db"))]);
        args.extend(more.iter().map(|one| (*one).to_owned()));
        format!("{:?}", program.run_with(args))
    }

    async fn here(&self, id: &str) -> CanonicalIssue {
        let store = SqliteIssues::open(self.path("issues.db")).unwrap();
        store.get(&issue(id).reference).await.unwrap().unwrap()
    }

    async fn there(&self, id: &str) -> CanonicalIssue {
        self.board.0.get_issue(&issue(id).reference).await.unwrap()
    }

    /// Both sides change the title and the labels of the first issue; a label here is this one.
    async fn disagree(&self, label: &str) {
        let title = Some(Title::new("there").unwrap());
        let patch =
            IssuePatch { title, labels: Some(vec!["there".into()]), ..IssuePatch::default() };
        self.board.0.update_issue(&issue("1").reference, &patch, None).await.unwrap();
        let mut here = self.here("1").await;
        here.title = Title::new("here").unwrap();
        here.labels = vec![label.into()];
        let store = SqliteIssues::open(self.path("issues.db")).unwrap();
        store.put(&here).await.unwrap();
        store.put(&issue("2")).await.unwrap();
    }
}

fn issue(id: &str) -> CanonicalIssue {
    let reference = ExternalRef::new("board", "wall", id).unwrap();
    CanonicalIssue::new(reference, Title::new("One").unwrap())
}

fn code(code: u8) -> String {
    format!("{:?}", ExitCode::from(code))
}

fn wait<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(work)
}

#[test]
fn a_program_keeps_a_tracker_of_its_own_in_step() {
    let scene = Scene::new();
    wait(scene.board.0.create_issue(&issue("1"))).unwrap();
    assert_eq!(scene.run("sync", &[]), code(0));
    assert_eq!(wait(scene.here("1")).title.as_str(), "One");
    let settings = json!({ "lane": "l", "board_key": "k" });
    fs::write(scene.path("board.json"), settings.to_string()).unwrap();
    assert_eq!(scene.run("sync", &[]), code(1));
}

#[test]
fn fields_have_owners() {
    let scene = Scene::new();
    wait(scene.board.0.create_issue(&issue("1"))).unwrap();
    assert_eq!(scene.run("sync", &[]), code(0));
    // One field of its own leaves the others to whom they belong.
    for (label, owner) in [("here", "shared"), ("mine", "external")] {
        wait(scene.disagree(label));
        let owners = ["--owner", owner, "--field-owner", "title=external"];
        let owners = [&owners[..], &["--field-owner", "labels=local"]].concat();
        assert_eq!(scene.run("sync", &owners), code(0));
        for issue in [wait(scene.here("1")), wait(scene.there("1"))] {
            assert_eq!((issue.title.as_str(), &*issue.labels), ("there", &[label.to_owned()][..]));
        }
    }
}

#[test]
fn a_strict_run_fails_where_somebody_has_to_decide() {
    for (more, expected, pushed) in [(&["--strict"][..], 1, false), (&[], 100, true)] {
        let scene = Scene::new();
        wait(scene.board.0.create_issue(&issue("1"))).unwrap();
        assert_eq!(scene.run("sync", more), code(0));
        wait(scene.disagree("here"));
        assert_eq!(scene.run("sync", more), code(expected));
        assert_eq!(wait(scene.board.0.get_issue(&issue("2").reference)).is_ok(), pushed);
    }
}

#[test]
fn options_without_a_meaning_are_refused() {
    let scene = Scene::new();
    for (command, more) in [
        ("push", &["--thorough"][..]),
        ("pull", &["--patience", "1"]),
        ("sync", &["--strict", "--strategy", "local_wins"]),
        ("sync", &["--field-owner", "title"]),
        ("sync", &["--field-owner", "name=local"]),
        ("sync", &["--field-owner", "title=ours"]),
        ("sync", &["--field-owner", "title=local", "--field-owner", "title=external"]),
        ("sync", &["--mission", "m"]),
        ("sync", &["--project", "00000000-0000-0000-0000-000000000001"]),
        ("sync", &["--actor", "a"]),
        ("sync", &["--line", "v3"]),
    ] {
        assert_eq!(scene.run(command, more), code(2), "{command} {more:?}");
        assert!(!scene.path("issues.db").exists());
    }
}

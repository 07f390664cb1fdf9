//! `contracts tracker sync`, killed in the middle of a run.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use spec_kitty_tracker::sync::{LocalIssues as _, SqliteIssues};
use spec_kitty_tracker::{CanonicalIssue, CanonicalStatus, ExternalRef, Title};

use crate::run::contracts;

/// A GitHub with one repository, which hangs up on a process at one of its writes and lets it be killed.
#[derive(Default)]
struct GitHub {
    issues: Vec<Value>,
    /// How many processes have been killed; what an earlier one sent no longer arrives.
    killed: usize,
    writes: usize,
    /// At which write, whether it arrives, and who is told.
    trap: Option<(usize, bool, Sender<()>)>,
}

impl GitHub {
    fn answer(&mut self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let number = path.rsplit('/').next().and_then(|last| last.parse::<usize>().ok());
        let found = number.and_then(|number| self.issues.get_mut(number - 1));
        match (method, found) {
            ("GET", Some(issue)) => (200, issue.clone()),
            ("PATCH", Some(issue)) => {
                for (key, value) in body.as_object().unwrap() {
                    issue[key] = value.clone();
                }
                (200, issue.clone())
            }
            ("GET", None) if number.is_none() => (200, json!(self.issues)),
            ("POST", None) => {
                let number = self.issues.len() + 1;
                let at = format!("2026-01-01T00:00:{number:02}Z");
                self.issues.push(json!({
                    "id": number, "number": number, "title": body["title"], "body": body["body"],
                    "state": "open", "labels": [], "assignees": [], "created_at": at, "updated_at": at,
                }));
                (201, self.issues[number - 1].clone())
            }
            _ => (404, json!({})),
        }
    }
}

fn talk(stream: TcpStream, github: &Mutex<GitHub>) -> Option<()> {
    let process = github.lock().unwrap().killed;
    let mut reader = BufReader::new(stream);
    loop {
        let mut first = String::new();
        reader.read_line(&mut first).ok().filter(|read| *read > 0)?;
        let mut length = 0;
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).ok()?;
            if line.trim().is_empty() {
                break;
            }
            if let Some(text) = line.to_lowercase().strip_prefix("content-length:") {
                length = text.trim().parse().unwrap();
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).ok()?;
        let body = serde_json::from_slice(&body).unwrap_or_default();
        let mut words = first.split(' ');
        let (method, target) = (words.next()?, words.next()?);
        let path = target.split('?').next()?;
        let (status, answer) = {
            let mut github = github.lock().unwrap();
            if github.killed != process {
                return None;
            }
            if method != "GET" {
                github.writes += 1;
            }
            let writes = github.writes;
            match github.trap.take_if(|(at, ..)| method != "GET" && writes > *at) {
                None => github.answer(method, path, &body),
                Some((_, arrives, told)) => {
                    if arrives {
                        github.answer(method, path, &body);
                    }
                    github.killed += 1;
                    told.send(()).unwrap();
                    return None;
                }
            }
        };
        let text = answer.to_string();
        let head = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\n\r\n", text.len());
        reader.get_mut().write_all((head + &text).as_bytes()).ok()?;
    }
}

fn sync(url: &str, folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_contracts"));
    command.args(["tracker", "sync", "--vendor", "github", "--patience", "0", "--base-url", url]);
    command.arg("--config").arg(folder.join("github.json"));
    command.arg("--store").arg(folder.join("issues.db"));
    command.env("CONTRACTS_TRACKER_TOKEN", "t").stdout(Stdio::null()).stderr(Stdio::null());
    command
}

async fn drafts(path: &Path) {
    let store = SqliteIssues::open(path).unwrap();
    for title in ["One", "Two", "Three"] {
        let reference = ExternalRef::new("github", "draft", title).unwrap();
        let mut issue = CanonicalIssue::new(reference, Title::new(title).unwrap());
        issue.status = CanonicalStatus::Done;
        store.put(&issue).await.unwrap();
    }
}

/// Three issues are created and closed in six writes. Whichever of them was the last, whether it arrived or
/// not: afterwards there are three issues, and all are closed.
#[test]
fn a_killed_run_creates_nothing_twice() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    for (at, arrives) in (0..6).flat_map(|at| [(at, false), (at, true)]) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("github.json"), r#"{"owner":"o","repo":"r"}"#).unwrap();
        let store = folder.path().join("issues.db");
        runtime.block_on(drafts(&store));

        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (told, reached) = channel();
        let github = Arc::new(Mutex::new(GitHub::default()));
        github.lock().unwrap().trap = Some((at, arrives, told));
        let shared = Arc::clone(&github);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&shared);
                std::thread::spawn(move || talk(stream, &shared));
            }
        });

        let mut child: Child = sync(&url, folder.path()).spawn().unwrap();
        reached.recv().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        let status = sync(&url, folder.path()).status().unwrap();
        assert_eq!(status.code(), Some(0), "killed at {at}, {arrives}");

        let issues = github.lock().unwrap().issues.clone();
        let titles: BTreeSet<_> = issues.iter().map(|issue| issue["title"].to_string()).collect();
        assert_eq!((issues.len(), titles.len()), (3, 3), "killed at {at}, {arrives}: {issues:?}");
        assert!(issues.iter().all(|issue| issue["state"] == "closed"), "{at}, {arrives}");
        let here = runtime.block_on(SqliteIssues::open(&store).unwrap().list("github")).unwrap();
        assert!(
            here.iter().all(|issue| issue.reference.workspace() == "o/r" && issue.body.is_none())
        );
        let asked = contracts(&["tracker", "conflicts", "--store", store.to_str().unwrap()]);
        assert_eq!(asked.out.trim(), "[]", "killed at {at}, {arrives}");
    }
}

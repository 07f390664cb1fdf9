//! Programs as trackers: shell scripts stand in for them, which write down their arguments.
#![cfg(unix)]

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};
use spec_kitty_tracker::connectors::Vendor;
use spec_kitty_tracker::{
    CanonicalIssue, CanonicalLink, CanonicalStatus, Change, Connector, ErrorKind, ExternalRef,
    FailureClass, IssuePatch, LinkType, Priority, Query, Title,
};
use tempfile::TempDir;

use crate::fakes::connect;

/// A program that answers by the first file whose name its arguments begin with.
struct Program {
    folder: TempDir,
}

impl Program {
    fn new(answers: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut script = String::from("#!/bin/sh\nhere=$(dirname \"$0\")\n");
        script.push_str("for word in \"$@\"; do printf '%s\\0' \"$word\" >> \"$here/log\"; done\n");
        script.push_str("printf '\\n\\0' >> \"$here/log\"\ncase \"$*\" in\n");
        for (at, (begin, answer)) in answers.iter().enumerate() {
            fs::write(folder.path().join(format!("answer-{at}")), answer).unwrap();
            let _ = writeln!(script, "\"{begin}\"*) cat \"$here/answer-{at}\";;");
        }
        script.push_str("*missing*) echo 'Error: issue not found' >&2; exit 1;;\n");
        script.push_str("*broken*) echo 'the merger is on friday' >&2; exit 3;;\nesac\n");
        let path = folder.path().join("program");
        fs::write(&path, script).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        Self { folder }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn connect(&self, vendor: Vendor) -> Arc<dyn Connector> {
        let command = self.path().join("program");
        connect(
            vendor,
            false,
            &json!({ "command": command, "workspace": "ws", "cwd": self.path() }),
        )
    }

    /// The arguments of every run since the last time.
    fn runs(&self) -> Vec<Vec<String>> {
        let log = fs::read_to_string(self.path().join("log")).unwrap_or_default();
        fs::write(self.path().join("log"), "").unwrap();
        let runs = log.split("\n\0").filter(|run| !run.is_empty());
        runs.map(|run| run.split_terminator('\0').map(str::to_owned).collect()).collect()
    }
}

fn issue(vendor: Vendor, id: &str) -> ExternalRef {
    ExternalRef::new(vendor.as_str(), "ws", id).unwrap()
}

fn draft(vendor: Vendor, title: &str) -> CanonicalIssue {
    CanonicalIssue::new(issue(vendor, "new"), Title::new(title).unwrap())
}

const BEAD: &str = r#"{"id":"bd-1","title":"One","status":"in_progress","issue_type":"bug","priority":1,
    "assignee":"ada","labels":["a"],"parent":"bd-0","updated_at":"2026-01-02T00:00:00Z",
    "dependencies":[{"depends_on_id":"bd-2","type":"blocks"}]}"#;

#[tokio::test]
async fn beads_are_listed_whole_in_either_shape() {
    let list =
        format!("[{BEAD},{}]", BEAD.replace("bd-1", "bd-3").replace("2026-01-02", "2026-01-01"));
    for answer in [list.clone(), format!(r#"{{"schema_version":1,"data":{list}}}"#)] {
        let bd = Program::new(&[("--json list", &answer)]);
        let connector = bd.connect(Vendor::Beads);
        let page = connector.list_issues(&Query::all(1)).await.unwrap();
        assert_eq!((page.items.len(), page.next_cursor.as_deref()), (1, Some("1")));
        assert_eq!(bd.runs(), [["--json", "list", "--flat", "--all", "--limit", "0"]]);
        let read = &page.items[0];
        assert_eq!(read.status, CanonicalStatus::InProgress);
        assert_eq!(read.parent.as_ref().map(ExternalRef::id), Some("bd-0"));
        assert_eq!(
            read.links,
            [CanonicalLink {
                link_type: LinkType::BlockedBy,
                target: issue(Vendor::Beads, "bd-2")
            }]
        );
        let filters = json!({ "status": "done", "title_contains": "-x", "assignee": "ada" });
        let query = Query {
            updated_since: Some("2026-01-01T12:00:00+00:00".parse().unwrap()),
            filters: filters.as_object().unwrap().clone(),
            ..Query::all(9)
        };
        assert_eq!(connector.list_issues(&query).await.unwrap().items.len(), 1);
        let tail = [
            "--updated-after",
            "2025-12-31",
            "--status",
            "closed",
            "--title-contains=-x",
            "--assignee",
            "ada",
        ];
        assert_eq!(bd.runs()[0][6..], tail);
    }
}

#[tokio::test]
async fn beads_are_shown_in_any_shape() {
    let shapes = [
        BEAD.to_owned(),
        format!("[{BEAD}]"),
        format!(r#"{{"issue":{BEAD},"comments":["c"]}}"#),
        format!(r#"{{"schema_version":1,"data":[{BEAD}]}}"#),
    ];
    for answer in shapes {
        let bd = Program::new(&[("--json show", &answer)]);
        let read =
            bd.connect(Vendor::Beads).get_issue(&issue(Vendor::Beads, "bd-1")).await.unwrap();
        assert_eq!((read.title.as_str(), read.reference.id()), ("One", "bd-1"));
    }
    for nothing in ["[]", "{}", ""] {
        let bd = Program::new(&[("--json show", nothing)]);
        let error =
            bd.connect(Vendor::Beads).get_issue(&issue(Vendor::Beads, "bd-1")).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::IssueNotFound);
    }
}

#[tokio::test]
async fn arguments_of_beads_are_data() {
    let bd = Program::new(&[("--json show", BEAD), ("--json create", BEAD)]);
    let connector = bd.connect(Vendor::Beads);
    let title = "--all; rm -rf / $(x) `y` \"z\"";
    let mut one = draft(Vendor::Beads, title);
    one.body = Some("-body\nline".into());
    one.labels = vec!["a,b".into(), "c".into()];
    connector.create_issue(&one).await.unwrap();
    let expected = [
        "--json",
        "create",
        "--type",
        "task",
        "--priority",
        "2",
        "--description=-body\nline",
        "--label",
        "\"a,b\"",
        "--label",
        "c",
        "--",
        title,
    ];
    let runs = bd.runs();
    assert_eq!(runs[0], expected);
    assert_eq!(runs[1], ["--json", "show", "bd-1"]);
    one.status = CanonicalStatus::InProgress;
    one.title = Title::new("plain").unwrap();
    connector.create_issue(&one).await.unwrap();
    let runs = bd.runs();
    assert_eq!(runs[0][..3], ["--json", "create", "plain"]);
    assert_eq!(runs[1], ["--json", "update", "bd-1", "--status", "in_progress"]);
    let patch = IssuePatch {
        body: Change::Clear,
        labels: Some(Vec::new()),
        assignees: Some(Vec::new()),
        parent: Change::Clear,
        priority: Change::Clear,
        ..IssuePatch::default()
    };
    connector.update_issue(&issue(Vendor::Beads, "-1"), &patch, None).await.unwrap();
    let expected = [
        "--json",
        "update",
        "--description",
        "",
        "--assignee",
        "",
        "--set-labels",
        "",
        "--parent",
        "",
        "--",
        "-1",
    ];
    assert_eq!(bd.runs()[0], expected);
    connector.add_comment(&issue(Vendor::Beads, "bd-1"), "-n").await.unwrap();
    let link = CanonicalLink { link_type: LinkType::Blocks, target: issue(Vendor::Beads, "bd-2") };
    connector.upsert_link(&issue(Vendor::Beads, "bd-1"), &link).await.unwrap();
    let runs = bd.runs();
    assert_eq!(runs[0], ["--json", "comments", "add", "--", "bd-1", "-n"]);
    assert_eq!(runs[1], ["--json", "dep", "add", "bd-2", "bd-1", "--type", "blocks"]);
    connector.delete_issue(&issue(Vendor::Beads, "--all")).await.unwrap();
    assert_eq!(bd.runs()[0], ["--json", "delete", "--force", "--", "--all"]);
}

#[tokio::test]
async fn programs_that_fail_say_so_without_content() {
    let program = Program::new(&[]);
    for vendor in [Vendor::Beads, Vendor::Fp] {
        let connector = program.connect(vendor);
        let missing = connector.get_issue(&issue(vendor, "missing")).await.unwrap_err();
        assert_eq!(missing.kind(), ErrorKind::IssueNotFound);
        let filters = json!({ "status": "missing" }).as_object().unwrap().clone();
        let query = Query { filters, ..Query::all(5) };
        let elsewhere = connector.list_issues(&query).await.unwrap_err();
        assert_eq!(elsewhere.kind(), ErrorKind::Request);
        let broken = connector.add_comment(&issue(vendor, "1"), "broken").await.unwrap_err();
        assert_eq!(broken.failure_class(), Some(FailureClass::NonRetryable));
        assert!(!format!("{broken:?}").contains("merger"), "{broken:?}");
        let nobody = connect(vendor, false, &json!({ "command": "/nowhere/at/all" }));
        let error = nobody.list_issues(&Query::all(5)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request);
    }
}

#[tokio::test]
async fn fp_is_read_by_line() {
    let list = "FP-1 [todo] First\n├── FP-2 [in-progress] [high] Second\n";
    let answers = [
        ("issue list", list),
        ("issue show FP-2", list),
        ("context FP-2", " what it says\n"),
        ("issue show", "?"),
        ("context", ""),
    ];
    let fp = Program::new(&answers);
    let connector = fp.connect(Vendor::Fp);
    let filters = json!({ "status": "in_review" }).as_object().unwrap().clone();
    let page = connector.list_issues(&Query { filters, ..Query::all(1) }).await.unwrap();
    assert_eq!(page.next_cursor.as_deref(), Some("1"));
    assert_eq!(fp.runs(), [["issue", "list", "--status", "in-progress"]]);
    let read = connector.get_issue(&issue(Vendor::Fp, "FP-2")).await.unwrap();
    assert_eq!((read.title.as_str(), read.body.as_deref()), ("Second", Some("what it says")));
    assert_eq!(read.priority, Some(Priority::new(1).unwrap()));
    assert_eq!(
        connector.get_issue(&issue(Vendor::Fp, "FP-1")).await.unwrap().title.as_str(),
        "First"
    );
    let error = connector.get_issue(&issue(Vendor::Fp, "FP-9")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::IssueNotFound);
}

#[tokio::test]
async fn fp_changes_what_it_can() {
    let answers = [
        ("issue create", "Created FP-2\n"),
        ("issue show FP-2", "FP-2 [done] Second"),
        ("context", ""),
    ];
    let fp = Program::new(&answers);
    let connector = fp.connect(Vendor::Fp);
    let mut one = draft(Vendor::Fp, "-first");
    one.status = CanonicalStatus::Done;
    one.priority = Some(Priority::new(0).unwrap());
    for (link_type, id) in
        [(LinkType::BlockedBy, "FP-7"), (LinkType::RelatesTo, "FP-8"), (LinkType::Blocks, "FP-9")]
    {
        one.links.push(CanonicalLink { link_type, target: issue(Vendor::Fp, id) });
    }
    connector.create_issue(&one).await.unwrap();
    let runs = fp.runs();
    assert_eq!(
        runs[0],
        ["issue", "create", "--title=-first", "--priority", "high", "--depends", "FP-7,FP-8"]
    );
    assert_eq!(runs[1], ["issue", "update", "--status", "done", "FP-2"]);
    assert_eq!(runs[4], ["issue", "update", "--depends", "FP-2", "FP-9"]);
    assert_eq!(runs.len(), 5);
    for (name, value) in [("title", json!("t")), ("labels", json!([])), ("parent", Value::Null)] {
        let mut patch = IssuePatch::default();
        match name {
            "title" => patch.title = Some(Title::new(value.as_str().unwrap()).unwrap()),
            "labels" => patch.labels = Some(Vec::new()),
            _ => patch.parent = Change::Clear,
        }
        let error =
            connector.update_issue(&issue(Vendor::Fp, "FP-2"), &patch, None).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::CapabilityNotSupported);
    }
    let patch =
        IssuePatch { depends: Some(vec!["FP-1".into(), "x,y".into()]), ..IssuePatch::default() };
    let error = connector.update_issue(&issue(Vendor::Fp, "FP-2"), &patch, None).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidValue);
    assert!(fp.runs().is_empty());
}

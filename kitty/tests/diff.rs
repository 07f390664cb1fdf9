//! `contracts diff`.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::run::{GOOD, Run, contracts, folder, root};

const OLD: &str = "domain: shop
events:
  Sold:
    additionalProperties: false
    fields:
      id: string
      channel: { type: Channel, default: web }
      note: string?
types:
  Channel: { enum: [web, phone, shop] }
";

fn write(folder: &Path, text: &str) -> String {
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("shop.yaml"), text).unwrap();
    folder.to_str().unwrap().to_owned()
}

/// Two versions: a value is gone, and a field is new.
fn versions(test: &str) -> (String, String) {
    let folder = folder(test);
    let new = OLD
        .replace("web, phone, shop", "web, phone")
        .replace("note: string?", "note: string?\n      gift: boolean?");
    (write(&folder.join("old"), OLD), write(&folder.join("new"), &new))
}

/// The text without the folder of the test.
fn shown(out: &str, test: &str) -> String {
    let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("cli-{test}"));
    out.replace(&format!("{}/", folder.display()), "")
}

fn git(folder: &Path, args: &[&str]) {
    let run = Command::new("git").arg("-C").arg(folder).args(args).output().unwrap();
    assert!(run.status.success(), "{args:?}: {}", String::from_utf8_lossy(&run.stderr));
}

/// A repository with the old contracts committed and the new ones in the working tree.
fn repository(test: &str) -> std::path::PathBuf {
    let (old, new) = versions(test);
    let folder = Path::new(&old).parent().unwrap().to_owned();
    fs::rename(old, folder.join("contracts")).unwrap();
    // How contracts are looked after is in the same folder, and holds none.
    fs::write(folder.join("contracts/contracts.yaml"), "version: 1\n").unwrap();
    git(&folder, &["init", "-q"]);
    git(&folder, &["add", "contracts"]);
    let author = ["-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-qm", "old"];
    git(&folder, &author);
    fs::copy(Path::new(&new).join("shop.yaml"), folder.join("contracts/shop.yaml")).unwrap();
    folder
}

#[test]
fn what_breaks_is_shown_with_a_payload() {
    let (old, new) = versions("diff-text");
    let Run { code, out, err } = contracts(&["diff", &old, &new]);
    assert_eq!((code, err.as_str()), (Some(100), ""));
    crate::assert_text!("diff_text", shown(&out, "diff-text"));
}

#[test]
fn the_mode_decides_what_counts() {
    let (old, new) = versions("diff-modes");
    for (mode, code) in [
        ("BACKWARD", 100),
        ("backward_transitive", 100),
        ("FORWARD", 0),
        ("FULL", 100),
        ("SOURCE", 100),
        ("NONE", 0),
    ] {
        assert_eq!(contracts(&["diff", &old, &new, "--mode", mode]).code, Some(code), "{mode}");
    }
    // The other way round a value is new, and consumers that are behind refuse it.
    assert_eq!(contracts(&["diff", &new, &old, "--mode", "FORWARD"]).code, Some(100));
    let strict = contracts(&["diff", &old, &new, "--mode", "FORWARD", "--consumers", "strict"]);
    assert_eq!(strict.code, Some(100));
    assert!(strict.out.contains("unknown_field"), "{}", strict.out);
}

#[test]
fn every_old_version_counts_in_a_transitive_mode() {
    let (old, new) = versions("diff-transitive");
    let several = ["diff", &old, &new, &new];
    assert_eq!(contracts(&several).code, Some(2));
    let run = contracts(&["diff", &old, &new, &new, "--mode", "BACKWARD_TRANSITIVE"]);
    assert_eq!(run.code, Some(100), "{}", run.err);
    let json =
        contracts(&["diff", &old, &new, &new, "--mode", "full_transitive", "--format", "json"]);
    let report: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(report["old"].as_array().unwrap().len(), 2);
    assert_eq!(report["summary"]["breaking"], 1);
}

#[test]
fn json_has_the_counterexample_and_both_places() {
    let (old, new) = versions("diff-json");
    let run = contracts(&["diff", &old, &new, "--format", "json"]);
    let report: Value = serde_json::from_str(&run.out).unwrap();
    let change =
        &report["changes"].as_array().unwrap().iter().find(|change| change["breaks"] == true);
    let change = change.unwrap();
    assert_eq!(change["rule"], "ENUM_VALUE_NO_DELETE");
    assert_eq!(change["path"], "types/Channel/shop");
    assert_eq!(change["backward"]["counterexample"]["value"]["channel"], "shop");
    assert!(change["new"]["path"].as_str().unwrap().ends_with("new/shop.yaml"));
    assert!(change["old"]["line"].is_u64());
}

#[test]
fn annotations_are_at_the_new_contracts() {
    let (old, new) = versions("diff-annotations");
    let github = contracts(&["diff", &old, &new, "--format", "github"]);
    assert_eq!(github.out.lines().count(), 1, "{}", github.out);
    assert!(github.out.starts_with("::error file="), "{}", github.out);
    assert!(
        github.out.contains("new/shop.yaml,line=11,col=1,title=ENUM_VALUE_NO_DELETE::"),
        "{}",
        github.out
    );
    let sarif = contracts(&["diff", &old, &new, "--format", "sarif"]);
    let report: Value = serde_json::from_str(&sarif.out).unwrap();
    assert_eq!(report["runs"][0]["results"][0]["ruleId"], "ENUM_VALUE_NO_DELETE");
}

#[test]
fn approved_changes_pass_until_their_day() {
    let (old, new) = versions("diff-approvals");
    let file = Path::new(&old).join("../approvals.yaml");
    let file = file.to_str().unwrap();
    let approval = "  - rule: ENUM_VALUE_NO_DELETE\n    path: types/Channel/shop\n    reason: The last shop closed.\n    expires: 2026-06-30\n";
    let diff = |today: &str, extra: &str| {
        fs::write(file, format!("approvals:\n{approval}{extra}")).unwrap();
        contracts(&["diff", &old, &new, "--approvals", file, "--today", today])
    };
    let run = diff("2026-06-30", "");
    assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
    assert!(run.out.contains("approved until 2026-06-30: The last shop closed."), "{}", run.out);
    let run = diff("2026-07-01", "");
    assert_eq!(run.code, Some(100));
    assert!(run.out.contains("APPROVAL_EXPIRED"), "{}", run.out);
    let unused =
        "  - { rule: FIELD_NO_DELETE, path: events/Sold/id, reason: why, expires: 2030-01-01 }\n";
    let run = diff("2026-06-30", unused);
    assert_eq!(run.code, Some(100));
    assert!(run.out.contains("APPROVAL_UNUSED") && run.out.contains("0 breaking"), "{}", run.out);
    for (wrong, said) in [
        ("  - { rule: NO_SUCH, path: x, reason: why, expires: 2030-01-01 }\n", "no such rule"),
        ("  - { rule: RULE_ADDED, path: x, reason: why }\n", "needs `expires`"),
        ("  - { rule: RULE_ADDED, path: x, reason: why, expires: 2030-02-30 }\n", "is a date"),
        (
            "  - { rule: RULE_ADDED, path: x, why: not, reason: why, expires: 2030-01-01 }\n",
            "no key `why`",
        ),
    ] {
        let run = diff("2026-06-30", wrong);
        assert_eq!(run.code, Some(1), "{wrong}");
        assert!(run.err.contains(said), "{}", run.err);
    }
}

#[test]
fn old_versions_come_from_git() {
    let folder = repository("diff-git");
    let new = folder.join("contracts");
    let new = new.to_str().unwrap();
    for args in [["--against", "HEAD", new], ["--against", "HEAD^{tree}", new]] {
        let run = contracts(&["diff", args[0], args[1], args[2]]);
        assert_eq!(run.code, Some(100), "{}{}", run.out, run.err);
        assert!(run.out.contains("types/Channel/shop"), "{}", run.out);
    }
    let by_option = contracts(&["--contracts", new, "diff", "--against", "HEAD"]);
    assert_eq!(by_option.code, Some(100), "{}", by_option.err);
}

#[test]
fn a_comparison_that_fails_is_never_clean() {
    let folder = repository("diff-failing");
    let new = folder.join("contracts");
    let new = new.to_str().unwrap();
    let late = write(&folder.join("late"), OLD);
    let broken = write(
        &folder.join("broken"),
        "domain: shop\nevents: { Sold: { fields: { a: nothing } } }\n",
    );
    let elsewhere = tempfile::tempdir().unwrap();
    let outside = write(elsewhere.path(), OLD);
    for (args, said) in [
        (
            vec!["diff", "--against", "no-such-ref", new],
            "no-such-ref: no folder, archive or git ref",
        ),
        (vec!["diff", "--against=--help", new], "--help: no folder"),
        (vec!["diff", "--against", "HEAD", &late], "has no *.yaml file at this ref"),
        (vec!["diff", "no-such-folder", new], "there is no such folder or archive"),
        (vec!["diff", &broken, new], "unknown-type"),
        (vec!["diff", new, &broken], "unknown-type"),
        (vec!["diff", "--against", "HEAD", &outside], "git"),
    ] {
        let run = contracts(&args);
        assert!(matches!(run.code, Some(1 | 2)), "{args:?}: {:?} {}", run.code, run.out);
        assert_eq!(run.out, "", "{args:?}");
        assert!(run.err.contains(said), "{args:?}: {}", run.err);
    }
    for args in [&["diff"][..], &["diff", "--against", "HEAD", "a", "b"]] {
        assert_eq!(contracts(args).code, Some(2), "{args:?}");
    }
}

#[test]
fn old_versions_come_from_archives() {
    let (old, new) = versions("diff-archive");
    let folder = Path::new(&old).parent().unwrap();
    for (name, option) in [("old.tar", "-cf"), ("old.tar.gz", "-czf"), ("old.tgz", "-czf")] {
        let archive = folder.join(name);
        let made =
            Command::new("tar").arg("-C").arg(&old).arg(option).arg(&archive).arg(".").status();
        assert!(made.unwrap().success());
        let run = contracts(&["diff", archive.to_str().unwrap(), &new]);
        assert_eq!(run.code, Some(100), "{}", run.err);
        assert!(run.out.contains("types/Channel/shop"), "{}", run.out);
    }
    let cut = folder.join("cut.tar.gz");
    let whole = fs::read(folder.join("old.tgz")).unwrap();
    fs::write(&cut, &whole[..whole.len() / 2]).unwrap();
    let run = contracts(&["diff", cut.to_str().unwrap(), &new]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
}

#[test]
fn recorded_events_that_newly_fail_are_counted() {
    let folder = folder("diff-streams");
    let copy = folder.join("spec-kitty");
    let contracts_of = root().join("contracts/spec-kitty");
    let made = Command::new("cp").arg("-r").arg(&contracts_of).arg(&copy).status();
    assert!(made.unwrap().success());
    let file = copy.join("v3/lifecycle.yaml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("MissionClosed:", "MissionEnded:")).unwrap();
    let file = copy.join("v3/line.yaml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("MissionClosed", "MissionEnded")).unwrap();
    let events = folder.join("events.jsonl");
    let other = GOOD.replace("\"mission_number\":1", "\"mission_number\":0");
    fs::write(&events, format!("{GOOD}\n\n{other}\n{GOOD}\n")).unwrap();
    let (old, new) = (contracts_of.to_str().unwrap(), copy.to_str().unwrap());
    let diff = |mode: &str, format: &str| {
        let events = events.to_str().unwrap();
        contracts(&[
            "diff",
            old,
            new,
            "--line",
            "v3",
            "--mode",
            mode,
            "--format",
            format,
            "--streams",
            events,
        ])
    };
    let run = diff("FORWARD", "text");
    assert_eq!(run.code, Some(100), "{}{}", run.out, run.err);
    assert!(
        run.out.contains("3 events, 2 newly fail, 0 newly pass, 1 fail as before"),
        "{}",
        run.out
    );
    assert!(run.out.contains("MissionClosed 2 (lines 1, 4)"), "{}", run.out);
    let report: Value = serde_json::from_str(&diff("BACKWARD", "json").out).unwrap();
    assert_eq!(report["streams"][0]["by_event_type"]["MissionClosed"]["count"], 2);
    assert_eq!(report["streams"][0]["changed_states"]["lifecycle"], json!(["mission/001"]));
    assert!(run.out.contains("lifecycle 1 state would change (mission/001)"), "{}", run.out);
    assert_eq!(diff("NONE", "text").code, Some(0));
}

//! The committed output is what the contracts say, and the ways in which it may not be are found.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use event_contract_codegen::apply::{Change, ChangeKind, Mode, apply};
use event_contract_codegen::{Layout, Output, Source, generate, load, read_dir};

use super::support::{root, scratch};

fn sources() -> Vec<Source> {
    read_dir(&root().join("contracts"), "contracts").unwrap()
}

fn render(sources: &[Source]) -> Vec<Output> {
    let model = load(sources).unwrap_or_else(|error| panic!("{error}"));
    generate(&model, &Layout::workspace().with_own(root()).unwrap()).collect()
}

fn check(outputs: &[Output], root: &Path, mode: Mode) -> Vec<Change> {
    apply(outputs, root, &Layout::workspace().owned(), mode).unwrap()
}

fn kinds(changes: &[Change]) -> Vec<(&Path, ChangeKind)> {
    changes.iter().map(|change| (change.path.as_path(), change.kind)).collect()
}

#[test]
fn committed_output_is_current() {
    let changes = check(&render(&sources()), root(), Mode::Check);
    let differing: Vec<String> = changes.iter().map(|change| change.diff.clone()).collect();
    assert!(
        changes.is_empty(),
        "build `spec-kitty-contracts` and commit:\n{}",
        differing.join("\n")
    );
}

#[test]
fn rendering_depends_on_nothing_but_the_contracts() {
    let mut sources = sources();
    let outputs = render(&sources);
    assert!(outputs == render(&sources), "a second rendering differs");
    sources.reverse();
    assert!(outputs == render(&sources), "the order of the files shows");
    let paths: BTreeSet<&PathBuf> = outputs.iter().map(|output| &output.path).collect();
    assert_eq!(paths.len(), outputs.len(), "a path is rendered twice");
}

#[test]
fn every_difference_is_found_and_mended() {
    let folder = scratch("freshness");
    let outputs = render(&sources());
    assert_eq!(check(&outputs, &folder, Mode::Write).len(), outputs.len());
    assert_eq!(kinds(&check(&outputs, &folder, Mode::Write)), [], "writing is not idempotent");

    let edited = Path::new("generated/src/v3/status.rs");
    let text = fs::read_to_string(folder.join(edited)).unwrap();
    fs::write(folder.join(edited), text.replace("pub enum Lane", "pub enum Lanes")).unwrap();
    let gone = Path::new("generated/schemas/v3/lane.schema.json");
    fs::remove_file(folder.join(gone)).unwrap();
    let orphan = Path::new("generated/src/v3/old.rs");
    fs::copy(folder.join("generated/src/v3/sync.rs"), folder.join(orphan)).unwrap();
    let own = folder.join("generated/fixtures/v3/status/valid/of_our_own.json");
    fs::write(&own, r#"{"event_type":"WPStatusChanged","expected_result":"valid","cases":{}}"#)
        .unwrap();

    let mut changes = check(&outputs, &folder, Mode::Check);
    changes.sort_by(|a, b| a.path.cmp(&b.path));
    let expected =
        [(gone, ChangeKind::Missing), (orphan, ChangeKind::Orphaned), (edited, ChangeKind::Stale)];
    assert_eq!(kinds(&changes), expected);
    assert!(changes[2].diff.contains("-pub enum Lanes {\n+pub enum Lane {"), "{}", changes[2].diff);

    assert_eq!(check(&outputs, &folder, Mode::Write).len(), 3);
    assert_eq!(kinds(&check(&outputs, &folder, Mode::Check)), []);
    assert!(own.exists() && !folder.join(orphan).exists());
}

#[test]
fn a_new_field_changes_its_own_files_only() {
    let mut sources = sources();
    let before = render(&sources);
    let status = sources.iter_mut().find(|source| source.path.ends_with("v3/status.yaml")).unwrap();
    let text = String::from_utf8(status.text.clone()).unwrap();
    let field = "      wp_id: WorkPackageId\n";
    status.text = text
        .replacen(field, &format!("{field}      weight: {{ type: integer?, minimum: 1 }}\n"), 1)
        .into_bytes();
    let after = render(&sources);
    let changed: Vec<&str> = before
        .iter()
        .zip(&after)
        .filter(|(before, after)| {
            assert_eq!(before.path, after.path);
            before.bytes != after.bytes
        })
        .map(|(_, after)| after.path.to_str().unwrap())
        .collect();
    let expected = [
        "generated/fixtures/manifest.json",
        "generated/fixtures/v3/status/invalid/wp_status_changed.json",
        "generated/fixtures/v3/status/valid/wp_status_changed.json",
        "generated/schemas/v3/status_transition_payload.schema.json",
        "generated/src/contracts.rs",
        "generated/src/v3/codec/status.rs",
        "generated/src/v3/status.rs",
        "generated/src/v3/views/status.rs",
    ];
    assert_eq!(BTreeSet::from_iter(changed), BTreeSet::from(expected));
}

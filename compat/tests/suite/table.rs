//! The table of `docs/compatibility.md` is what comparisons say.

use std::collections::BTreeSet;

use event_contract_compat::{Consumers, Direction, Finding, Kind, compare};

use crate::cases::{self, Case};
use crate::model;

const DOCUMENT: &str = include_str!("../../../docs/compatibility.md");

/// The finding that a case is about.
fn finding(case: &Case, consumers: Consumers) -> Finding {
    let old = model(&case.old, &case.line.0);
    let new = model(&case.new, &case.line.1);
    let found = compare(&old.lines[0], &new.lines[0], consumers);
    let of_case = |finding: &&Finding| finding.kind == case.kind && finding.path == case.path;
    let said: Vec<_> = found.iter().map(|finding| (finding.kind, &finding.path)).collect();
    found.iter().find(of_case).unwrap_or_else(|| panic!("{}: {said:?}", case.row)).clone()
}

fn words(finding: &Finding) -> [&'static str; 3] {
    [Direction::Backward, Direction::Forward, Direction::Source]
        .map(|direction| finding.verdict(direction).word())
}

/// The rows of the document's table: their cells.
fn rows() -> Vec<Vec<&'static str>> {
    let rows = DOCUMENT.lines().filter(|line| line.contains("| `") && line.starts_with("| "));
    rows.map(|line| line.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

#[test]
fn every_row_of_the_document_is_what_a_comparison_says() {
    let rows = rows();
    let mut wrong = Vec::new();
    for case in cases::all() {
        let finding = finding(&case, Consumers::Tolerant);
        let [backward, forward, source] = words(&finding);
        let expected = [case.row, &format!("`{}`", case.kind), backward, forward, source];
        let row = rows.iter().find(|row| row[0] == case.row);
        if row.is_none_or(|row| row[..5] != expected) {
            wrong.push(format!("| {} |", expected.join(" | ")));
        }
    }
    assert!(wrong.is_empty(), "the document does not say:\n{}", wrong.join("\n"));
    assert_eq!(rows.len(), cases::all().len(), "each row of the document has one case");
}

#[test]
fn what_breaks_is_shown_to_break() {
    for case in cases::all() {
        for consumers in [Consumers::Tolerant, Consumers::Strict] {
            let finding = finding(&case, consumers);
            assert!(
                !words(&finding).contains(&"unproven"),
                "{}: nothing was found that shows it: {finding:?}",
                case.row
            );
        }
    }
}

#[test]
fn every_kind_has_a_case() {
    let shown: BTreeSet<Kind> = cases::all().iter().map(|case| case.kind).collect();
    // These are about several lines, or about approvals.
    let elsewhere = [
        Kind::LineNoDelete,
        Kind::LineAdded,
        Kind::TypeSameModule,
        Kind::ApprovalExpired,
        Kind::ApprovalUnused,
    ];
    let missing: Vec<_> = Kind::ALL
        .iter()
        .filter(|kind| !shown.contains(kind) && !elsewhere.contains(kind))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn strict_consumers_refuse_what_their_contracts_do_not_know() {
    for (row, kind) in [
        ("optional field added, closed", Kind::FieldOptionalAdded),
        ("object opened", Kind::ObjectOpened),
        ("event added", Kind::EventAdded),
    ] {
        let case = cases::all().into_iter().find(|case| case.row == row).unwrap();
        assert_eq!(case.kind, kind);
        assert_eq!(finding(&case, Consumers::Tolerant).forward.word(), "caution");
        assert_eq!(finding(&case, Consumers::Strict).forward.word(), "breaking");
    }
}

#[test]
fn contracts_are_compatible_with_themselves() {
    for case in cases::all() {
        for (domain, line) in [(&case.old, &case.line.0), (&case.new, &case.line.1)] {
            let (a, b) = (model(domain, line), model(domain, line));
            let found = compare(&a.lines[0], &b.lines[0], Consumers::Strict);
            assert!(found.is_empty(), "{}: {found:?}", case.row);
        }
    }
}

//! Differences that `docs/deviations.md` explains.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Difference;

/// Our additions, exactly: (row, schema, path, keyword, our value as JSON). The reference states
/// nothing there. A difference that is not listed has no row.
const ADDED: &[(&str, &str, &str, &str, &str)] = &[
    ("D-020", "status_transition_payload", "/", "rules", RULES),
    ("D-021", "decision_input_requested_payload", "/options", "default", "[]"),
    ("D-021", "event", "/payload", "default", "{}"),
    ("D-021", "generation_blocked_by_semantic_conflict_payload", "/step_metadata", "default", "{}"),
    ("D-021", "mission_cancelled_payload", "/cancelled_wp_ids", "default", "[]"),
    ("D-021", "review_rollback_payload", "/affected_wp_ids", "default", "[]"),
    ("D-021", "semantic_check_evaluated_payload", "/step_metadata", "default", "{}"),
    ("D-021", "status_transition_payload", "/evidence/verification", "default", "[]"),
    ("D-021", "term_candidate_observed_payload", "/step_metadata", "default", "{}"),
    ("D-022", "status_transition_payload", "/actor|object", "minProperties", "1"),
    ("D-022", "status_transition_payload", "/actor|string", "pattern", NOT_BLANK),
    ("D-023", "error_entry", "/", "schema", "\"published\""),
];

const RULES: &str = r#"["finished-work-carries-evidence","forced-transition-states-reason"]"#;

/// A character outside Unicode's white space, as JSON.
const NOT_BLANK: &str = r#""[^\\u0009-\\u000d\\u001c-\\u0020\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]""#;

/// The row that explains a difference.
pub(super) fn row(difference: &Difference) -> Option<&'static str> {
    if is_of_times(difference) {
        return Some(TIMES);
    }
    let Difference { schema, path, keyword, reference: None, ours: Some(ours) } = difference else {
        return None;
    };
    let is = |(_, s, p, k, value): &&(&str, &str, &str, &str, &str)| {
        (s, p, k) == (&schema.as_str(), &path.as_str(), &keyword.as_str())
            && serde_json::from_str::<Value>(value).is_ok_and(|value| value == *ours)
    };
    ADDED.iter().find(is).map(|(row, ..)| *row)
}

/// The row about points in time, whose format has a name that JSON Schema does not know.
const TIMES: &str = "D-024";

fn is_of_times(Difference { path, keyword, reference, ours, .. }: &Difference) -> bool {
    match (keyword.as_str(), reference, ours) {
        ("format", Some(format), None) => format == "date-time",
        ("minLength", None, Some(least)) => {
            *least == 1 && (path.ends_with("_at") || path == "/timestamp")
        }
        _ => false,
    }
}

/// The rows that are referred to here.
pub(super) fn ids() -> BTreeSet<&'static str> {
    ADDED.iter().map(|(row, ..)| *row).chain([TIMES]).collect()
}

/// The ids of the rows of the document: the first cell of each row of its tables.
pub(super) fn rows(document: &str) -> BTreeSet<&str> {
    document
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split(' ').next())
        .filter(|id| id.starts_with("D-"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn difference(
        path: &str,
        keyword: &str,
        reference: Option<Value>,
        ours: Option<Value>,
    ) -> Difference {
        let (path, keyword) = (path.to_owned(), keyword.to_owned());
        Difference { schema: "event".to_owned(), path, keyword, reference, ours }
    }

    #[test]
    fn only_the_listed_addition_is_explained() {
        let of = |path, reference, ours| row(&difference(path, "default", reference, ours));
        assert_eq!(of("/payload", None, Some(json!({}))), Some("D-021"));
        assert_eq!(of("/payload", None, Some(json!({ "a": 1 }))), None);
        assert_eq!(of("/data_tier", None, Some(json!({}))), None);
        assert_eq!(of("/payload", Some(json!([])), Some(json!({}))), None);
        assert_eq!(of("/payload", Some(json!({})), None), None);
    }

    #[test]
    fn the_format_of_times_is_explained_and_no_other() {
        let of = |path, keyword, reference, ours| row(&difference(path, keyword, reference, ours));
        let (format, one) = (|name| Some(json!(name)), Some(json!(1)));
        assert_eq!(of("/bound_at", "format", format("date-time"), None), Some(TIMES));
        assert_eq!(of("/bound_at", "minLength", None, one.clone()), Some(TIMES));
        assert_eq!(of("/timestamp", "minLength", None, one.clone()), Some(TIMES));
        assert_eq!(of("/project_uuid", "format", format("uuid"), None), None);
        assert_eq!(of("/reason", "minLength", None, one), None);
    }

    #[test]
    fn every_entry_is_json() {
        for (_, schema, path, _, value) in ADDED {
            assert!(serde_json::from_str::<Value>(value).is_ok(), "{schema} {path}");
        }
    }

    #[test]
    fn rows_are_read_from_the_table() {
        let text = "| id | what |\n|---|---|\n| D-001 | x |\n| D-020 | y |\n";
        assert_eq!(rows(text), BTreeSet::from(["D-001", "D-020"]));
    }
}

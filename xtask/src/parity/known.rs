//! Differences that `docs/deviations.md` explains.

use std::collections::BTreeSet;

use super::Difference;

/// A kind of difference and the row that explains it.
struct Known {
    row: &'static str,
    covers: fn(&Difference) -> bool,
}

const KNOWN: &[Known] = &[
    // Cross-field rules are stated in our schemas.
    Known { row: "D-020", covers: |it| it.keyword == "rules" && it.reference.is_none() },
    // Defaults that the reference's models have and its schemas do not state.
    Known { row: "D-021", covers: |it| it.keyword == "default" && it.reference.is_none() },
    // Blank strings and other checks that the reference makes in code only.
    Known { row: "D-022", covers: |it| stated_in_code(it) && it.reference.is_none() },
    // Types that we publish beyond the reference's.
    Known { row: "D-023", covers: |it| it.keyword == "schema" && it.reference.is_none() },
];

/// Constraints that the reference's models check with validators, which its schemas cannot show.
fn stated_in_code(it: &Difference) -> bool {
    const KEYWORDS: &[&str] = &["pattern", "format", "minLength", "minItems", "minProperties"];
    KEYWORDS.contains(&it.keyword.as_str())
}

/// The row that explains a difference.
pub(super) fn row(difference: &Difference) -> Option<&'static str> {
    KNOWN.iter().find(|known| (known.covers)(difference)).map(|known| known.row)
}

/// The rows that are referred to here.
pub(super) fn ids() -> BTreeSet<&'static str> {
    KNOWN.iter().map(|known| known.row).collect()
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
    use serde_json::{Value, json};

    fn difference(keyword: &str, reference: Option<Value>, ours: Option<Value>) -> Difference {
        let (schema, path, keyword) = ("s".to_owned(), "/x".to_owned(), keyword.to_owned());
        Difference { schema, path, keyword, reference, ours }
    }

    #[test]
    fn additions_are_explained_and_losses_are_not() {
        assert_eq!(row(&difference("rules", None, Some(json!(["r"])))), Some("D-020"));
        assert_eq!(row(&difference("default", None, Some(json!([])))), Some("D-021"));
        assert_eq!(row(&difference("pattern", Some(json!("^a$")), None)), None);
        assert_eq!(row(&difference("minimum", Some(json!(1)), Some(json!(0)))), None);
        assert_eq!(row(&difference("minLength", Some(json!(1)), Some(json!(2)))), None);
        assert_eq!(row(&difference("required", None, Some(json!(["x"])))), None);
    }

    #[test]
    fn rows_are_read_from_the_table() {
        let text = "| id | what |\n|---|---|\n| D-001 | x |\n| D-020 | y |\n";
        assert_eq!(rows(text), BTreeSet::from(["D-001", "D-020"]));
    }
}

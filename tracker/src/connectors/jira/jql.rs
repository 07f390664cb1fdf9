//! Jira's query language: what is put together, and where values are quoted.

use crate::connector::Query;
use crate::connectors::filter_text;
use crate::{Error, Result};

/// The query for what is asked of a project.
pub(super) fn query(project: &str, query: &Query) -> Result<String> {
    let everything = format!("project = {}", quoted(project));
    let (wanted, order) = if let Some(key) = filter_text(query, "query_key")? {
        (format!("key = {}", quoted(&key)), String::new())
    } else if let Some(text) = filter_text(query, "query_text")? {
        // Jira refuses to look for nothing.
        match text.trim() {
            "" => (everything, String::new()),
            _ => (format!("{everything} AND text ~ {}", quoted(&text)), String::new()),
        }
    } else if let Some(jql) = filter_text(query, "jql")? {
        match split(&jql)? {
            // Jira refuses a query without a condition.
            (wanted, order) if wanted.is_empty() => (everything, order),
            asked => asked,
        }
    } else {
        (everything, String::new())
    };
    let wanted = match query.updated_since {
        Some(since) => format!("({wanted}) AND updated >= {}", quoted(&since.utc_minutes())),
        None => wanted,
    };
    Ok(if order.is_empty() { wanted } else { format!("{wanted} {order}") })
}

/// A text as JQL writes it.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A query of the caller's and its order, so that something can be added between them. Refuses one whose
/// parentheses or quotes reach beyond it.
fn split(jql: &str) -> Result<(String, String)> {
    let refused = || Error::invalid("the parentheses or quotes of the filter jql do not match");
    let (mut depth, mut quote, mut escaped) = (0_usize, None, false);
    let mut order = None;
    let mut word_begins = true;
    for (at, c) in jql.char_indices() {
        if let Some(open) = quote {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                c if c == open => quote = None,
                _ => {}
            }
            word_begins = false;
            continue;
        }
        match c {
            '"' | '\'' => quote = Some(c),
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1).ok_or_else(refused)?,
            'o' | 'O' if depth == 0 && word_begins && order.is_none() && orders(&jql[at..]) => {
                order = Some(at);
            }
            _ => {}
        }
        word_begins = c.is_whitespace() || c == ')';
    }
    if depth != 0 || quote.is_some() {
        return Err(refused());
    }
    let (wanted, order) = jql.split_at(order.unwrap_or(jql.len()));
    Ok((wanted.trim().to_owned(), order.trim().to_owned()))
}

/// True if a text begins with `ORDER BY`.
fn orders(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let mut is = |word: &str| words.next().is_some_and(|next| next.eq_ignore_ascii_case(word));
    is("order") && is("by")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn asked(filters: &serde_json::Value, since: Option<&str>) -> Result<String> {
        let filters = filters.as_object().cloned().unwrap_or_default();
        let updated_since = since.map(|since| since.parse().unwrap());
        query("PROJ", &Query { updated_since, filters, ..Query::all(50) })
    }

    #[test]
    fn the_first_filter_counts_and_values_stay_quoted() {
        let all = json!({ "jql": "a = b", "query_text": "t", "query_key": "PROJ-1" });
        assert_eq!(asked(&all, None).unwrap(), r#"key = "PROJ-1""#);
        let text = json!({ "jql": "a = b", "query_text": "x\" OR project = \"Y\\" });
        let expected = r#"project = "PROJ" AND text ~ "x\" OR project = \"Y\\""#;
        assert_eq!(asked(&text, None).unwrap(), expected);
        assert_eq!(asked(&json!({ "query_text": " " }), None).unwrap(), r#"project = "PROJ""#);
        assert_eq!(asked(&json!({}), None).unwrap(), r#"project = "PROJ""#);
    }

    #[test]
    fn times_are_added_around_a_query_of_the_callers() {
        let since = Some("2026-01-01T01:02:59+01:00");
        let jql = json!({ "jql": "a = 1 OR b = \"order by\" order  by rank DESC" });
        let expected =
            r#"(a = 1 OR b = "order by") AND updated >= "2026-01-01 00:02" order  by rank DESC"#;
        assert_eq!(asked(&jql, since).unwrap(), expected);
        let only = json!({ "jql": "ORDER BY created" });
        assert_eq!(
            asked(&only, since).unwrap(),
            r#"(project = "PROJ") AND updated >= "2026-01-01 00:02" ORDER BY created"#
        );
        assert_eq!(asked(&only, None).unwrap(), r#"project = "PROJ" ORDER BY created"#);
        assert_eq!(asked(&json!({ "jql": " " }), None).unwrap(), r#"project = "PROJ""#);
    }

    #[test]
    fn a_query_cannot_reach_beyond_itself() {
        for jql in ["a = 1) OR (b = 2", "(a = 1", "a = \"x"] {
            assert!(asked(&json!({ "jql": jql }), None).is_err(), "{jql}");
        }
    }
}

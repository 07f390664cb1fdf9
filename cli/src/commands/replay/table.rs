//! States as text for people, whatever the reducer: values beside their names, and a table for everything
//! that has rows. What is null or empty is left out.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use crate::paint::{Count, Paint, Safe};
use crate::table_text::Table;

/// The longest lines, in characters, unless a column needs more.
const WIDTH: usize = 120;
/// Rows of a table that are shown.
const ROWS: usize = 20;
/// Items of a list or fields of an object that are shown in one cell.
const ITEMS: usize = 6;

/// The longest lists and objects in a column, in characters.
const NARROW: usize = 44;

/// A state under its key.
pub(super) fn state(key: &str, state: &Value, paint: &Paint) -> String {
    let Paint { strong, code, faint, .. } = *paint;
    let mut values = Table::new(&["", ""], &[]);
    let mut tables = String::new();
    let fields = state.as_object().into_iter().flatten().filter(|(_, value)| !is_empty(value));
    for (name, value) in fields {
        let rows = rows(value);
        if rows.is_empty() {
            values.row([format!("  {name}"), cell(value)]);
            continue;
        }
        let count = Count(rows.len() as u64);
        let _ = writeln!(tables, "  {code}{name}{code:#} {faint}({count}){faint:#}");
        for line in table(&rows).render(paint, WIDTH - 4).lines() {
            let _ = writeln!(tables, "    {line}");
        }
        if rows.len() > ROWS {
            let _ = writeln!(tables, "    {faint}… and {} more{faint:#}", rows.len() - ROWS);
        }
    }
    let key = Safe(key);
    format!("{strong}{key}{strong:#}\n{}{tables}", values.render(&Paint::default(), WIDTH))
}

/// A row of a table: where it stands in its maps, and what it holds.
struct Row<'a> {
    path: Vec<&'a str>,
    value: &'a Value,
}

/// The rows of a value, if it is better shown as a table.
fn rows(value: &Value) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    match value {
        Value::Array(items) if items.iter().any(is_container) => {
            rows.extend(items.iter().map(|value| Row { path: Vec::new(), value }));
        }
        Value::Object(map) if map.values().all(is_container) => descend(map, &[], &mut rows),
        _ => {}
    }
    rows
}

/// Goes down as long as maps hold nothing but maps and lists.
fn descend<'a>(map: &'a Map<String, Value>, path: &[&'a str], rows: &mut Vec<Row<'a>>) {
    for (key, value) in map.iter().filter(|(_, value)| !is_empty(value)) {
        let path: Vec<&str> = path.iter().copied().chain([key.as_str()]).collect();
        match value {
            Value::Object(inner) if !inner.is_empty() && inner.values().all(is_container) => {
                descend(inner, &path, rows);
            }
            Value::Array(items) if items.iter().any(Value::is_object) => {
                rows.extend(items.iter().map(|value| Row { path: path.clone(), value }));
            }
            _ => rows.push(Row { path, value }),
        }
    }
}

fn table(rows: &[Row<'_>]) -> Table {
    let rows = rows.get(..ROWS).unwrap_or(rows);
    let objects = || rows.iter().filter_map(|row| row.value.as_object());
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in objects().flatten().filter(|(_, value)| !is_empty(value)) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    // A path that every row repeats says nothing.
    let repeats = |row: &Row<'_>, key: &str| {
        let fields = row.value.as_object();
        fields.is_some_and(|fields| fields.values().any(|value| value.as_str() == Some(key)))
    };
    let said = |row: &Row<'_>| row.path.iter().all(|key| repeats(row, key));
    let with_path = !rows.iter().all(said);
    let lengths = rows.iter().filter_map(|row| row.value.as_array().map(Vec::len));
    let plain = if objects().count() < rows.len() { lengths.max().unwrap_or(1) } else { 0 };
    let heads: Vec<&str> =
        (0..plain + usize::from(with_path)).map(|_| "").chain(names.iter().copied()).collect();
    let mut table = Table::new(&heads, &[]);
    for row in rows {
        let path = with_path.then(|| Safe(&row.path.join(" / ")).to_string());
        let items = match row.value {
            Value::Array(items) => items.iter().map(cell).collect(),
            Value::Object(_) => Vec::new(),
            value => vec![cell(value)],
        };
        let items = (0..plain).map(|at| items.get(at).cloned().unwrap_or_default());
        let fields = names.iter().map(|name| row.value.get(name).map_or_else(String::new, narrow));
        table.row(path.into_iter().chain(items).chain(fields));
    }
    table
}

/// A value in a column of several; lists and objects are cut early.
fn narrow(value: &Value) -> String {
    let text = cell(value);
    match text.char_indices().nth(NARROW) {
        Some((end, _)) if is_container(value) => {
            format!("{}…", text.get(..end).unwrap_or(&text))
        }
        _ => text,
    }
}

/// A value in one line, cut where it is long.
fn cell(value: &Value) -> String {
    let some = |shown: Vec<String>, all: usize| match all.saturating_sub(shown.len()) {
        0 => shown.join(", "),
        more => format!("{} … {} more", shown.join(", "), Count(more as u64)),
    };
    match value {
        Value::Null => String::new(),
        Value::String(text) => Safe(&text.replace('\n', "; ")).to_string(),
        Value::Array(items) if items.iter().any(is_container) => {
            format!("[{}]", Count(items.len() as u64))
        }
        Value::Array(items) => some(items.iter().take(ITEMS).map(cell).collect(), items.len()),
        Value::Object(map) => {
            let fields = || map.iter().filter(|(_, value)| !is_empty(value));
            let shown = fields().take(ITEMS).map(|(name, value)| match value {
                Value::Object(inner) => format!("{} {{{}}}", Safe(name), inner.len()),
                value => format!("{} {}", Safe(name), cell(value)),
            });
            some(shown.collect(), fields().count())
        }
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

fn is_container(value: &Value) -> bool {
    value.is_object() || value.is_array()
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

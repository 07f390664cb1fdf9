//! The contracts themselves, as a crate carries them: their text, and where its tables are.

use std::fmt::Write as _;
use std::path::Path;

use crate::model::{Line, Model};
use crate::source::Source;

/// The text of a workspace's contracts, written out: what lies outside of a crate is not packed with it.
pub(super) fn texts(model: &Model) -> String {
    let mut out = "\
use event_contract::BuiltInSource;

/// The contract files of all lines.
pub static SOURCES: &[BuiltInSource] = &[
"
    .to_owned();
    for (line, source) in files(model) {
        let text = String::from_utf8_lossy(&source.text);
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "    BuiltInSource {{\n        line: {:?},\n        path: {:?},\n        text: {},\n    }},\n",
            line.name,
            source.path,
            raw(&text)
        );
    }
    out + "];\n"
}

/// What a crate with contracts of its own hands to others: its tables, and its files by their names.
pub(super) fn items(model: &Model) -> String {
    let mut out = "\
/// The contracts of this crate: the tables of its lines, and the YAML behind them.
#[allow(dead_code, unreachable_pub, clippy::allow_attributes, reason = \"a crate need not hand on its contracts\")]
pub static CONTRACTS: ::event_contract::BuiltIn = ::event_contract::BuiltIn {
    name: env!(\"CARGO_PKG_NAME\"),
    lines: &["
        .to_owned();
    let lines: Vec<String> =
        model.lines.iter().map(|line| format!("&{}::LINE", line.name)).collect();
    out += &lines.join(", ");
    out += "],\n    sources: &[\n";
    for (line, source) in files(model) {
        let (name, path) = (&line.name, &source.path);
        let from = if Path::new(path).is_absolute() {
            format!("{path:?}")
        } else {
            format!("concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/\", {path:?})")
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "        ::event_contract::BuiltInSource {{ line: {name:?}, path: {path:?}, text: include_str!({from}) }},",
        );
    }
    out + "    ],\n};\n"
}

/// The files with their lines, in the lines' order.
fn files(model: &Model) -> impl Iterator<Item = (&Line, &Source)> {
    model.lines.iter().flat_map(|line| model.sources_of(line).map(move |source| (line, source)))
}

/// A raw literal, with as many `#` as the text asks for.
fn raw(text: &str) -> String {
    let longest = text
        .split('"')
        .skip(1)
        .map(|behind| behind.len() - behind.trim_start_matches('#').len() + 1)
        .max()
        .unwrap_or(0);
    let marks = "#".repeat(longest);
    format!("r{marks}\"{text}\"{marks}")
}

#[cfg(test)]
mod tests {
    use super::raw;

    #[test]
    fn a_raw_literal_is_not_ended_by_its_text() {
        for text in ["plain", "a \"quoted\" word", "pattern: \"#\"##", "\""] {
            let parsed: syn::LitStr = syn::parse_str(&raw(text)).unwrap();
            assert_eq!(parsed.value(), text);
        }
    }
}

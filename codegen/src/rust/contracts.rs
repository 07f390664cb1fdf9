//! The contracts themselves, as a crate carries them: their text, and where its tables are.

use std::fmt::Write as _;
use std::path::Path;

use crate::model::{Line, Model};
use crate::output::OwnFixtures;
use crate::source::Source;

/// The text of a workspace's contracts, written out: what lies outside of a crate is not packed with it.
pub(super) fn texts(model: &Model, own: &OwnFixtures) -> String {
    let mut out = "\
use event_contract::{BuiltInFile, BuiltInSource};

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
    out += "];\n\n/// Cases that were written by hand, and recorded streams, by their paths among the fixtures.\n";
    out += "pub static FIXTURES: &[BuiltInFile] = &[\n";
    for Source { path, .. } in &own.files {
        let from = format!("{}/{path}", own.folder);
        // Writing to a string cannot fail.
        let _ =
            writeln!(out, "    BuiltInFile {{ path: {path:?}, text: include_str!({from:?}) }},");
    }
    out + "];\n"
}

/// What a crate with contracts of its own hands to others: its tables, and its files by their names.
pub(super) fn items(model: &Model, own: &OwnFixtures) -> String {
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
    out += "    ],\n    fixtures: &[\n";
    let files = own.files.iter().map(|source| ("", &source.path));
    // The rest is made of the contracts whenever it is asked for; tests need not.
    let tested = own.tested.iter().map(|path| ("#[cfg(test)] ", path));
    for (condition, path) in files.chain(tested) {
        let from = format!("/{}/{path}", own.folder);
        let _ = writeln!(
            out,
            "        {condition}::event_contract::BuiltInFile {{ path: {path:?}, text: include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {from:?})) }},",
        );
    }
    out + "    ],
};

::event_contract::registry::inventory::submit! {
    ::event_contract::registry::Registration {
        id: concat!(env!(\"CARGO_PKG_NAME\"), \"/contracts\"),
        module: module_path!(),
        kind: ::event_contract::registry::Kind::BuiltIn(&CONTRACTS),
    }
}
"
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

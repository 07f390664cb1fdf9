//! What the fuzz targets share: seeds from the repository, and edits that make hostile text of them.

use std::ops::Range;
use std::path::{Path, PathBuf};

use bolero::TypeGenerator;
use serde_json::{Value, json};

/// A seed and what happens to it.
#[derive(Clone, Debug, TypeGenerator)]
pub struct Case {
    /// Which seed, modulo their number.
    pub seed: u16,
    /// How many of the edits happen, modulo one more than there are.
    pub count: u8,
    /// The edits, in order.
    pub edits: [Edit; 4],
}

/// One change to a text. Positions and lengths are modulo what the text allows.
#[derive(Clone, Debug, TypeGenerator)]
pub enum Edit {
    /// Puts a fragment in place of a word; the text around it stays whole.
    Word { nth: u16, fragment: u8 },
    /// Puts one word of the text in place of another.
    Swap { nth: u16, other: u16 },
    /// Takes some bytes out.
    Delete { at: u16, length: u8 },
    /// Puts a fragment of the target's dictionary in.
    Insert { at: u16, fragment: u8 },
    /// Puts a fragment in place of some bytes.
    Replace { at: u16, length: u8, fragment: u8 },
    /// Overwrites one byte.
    Byte { at: u16, byte: u8 },
    /// Repeats some bytes where they stand.
    Repeat { at: u16, length: u8, times: u8 },
    /// Cuts the rest off.
    Cut { at: u16 },
    /// Goes on with the rest of another seed.
    Cross { at: u16, seed: u16, from: u16 },
}

impl Case {
    /// The text that the edits make of the seed.
    pub fn text(&self, seeds: &[Vec<u8>], dictionary: &[&str]) -> Vec<u8> {
        let mut text = pick(seeds, self.seed).cloned().unwrap_or_default();
        for edit in self.edits.iter().take(usize::from(self.count) % (self.edits.len() + 1)) {
            edit.apply(&mut text, seeds, dictionary);
        }
        text
    }
}

impl Edit {
    fn apply(&self, text: &mut Vec<u8>, seeds: &[Vec<u8>], dictionary: &[&str]) {
        let place = |at: u16| usize::from(at) % (text.len() + 1);
        let range = |at: u16, length: u8| {
            let start = place(at);
            start..text.len().min(start + usize::from(length % 16))
        };
        let word = |fragment: u8| pick(dictionary, fragment).unwrap_or(&"").bytes();
        match *self {
            Self::Word { nth, fragment } => {
                if let Some(range) = pick(&words(text), nth).cloned() {
                    drop(text.splice(range, word(fragment)));
                }
            }
            Self::Swap { nth, other } => {
                let words = words(text);
                if let (Some(range), Some(other)) = (pick(&words, nth), pick(&words, other)) {
                    let other = text[other.clone()].to_vec();
                    drop(text.splice(range.clone(), other));
                }
            }
            Self::Delete { at, length } => drop(text.drain(range(at, length))),
            Self::Insert { at, fragment } => {
                drop(text.splice(place(at)..place(at), word(fragment)))
            }
            Self::Replace { at, length, fragment } => {
                drop(text.splice(range(at, length), word(fragment)));
            }
            Self::Byte { at, byte } => {
                let at = place(at);
                if let Some(found) = text.get_mut(at) {
                    *found = byte;
                }
            }
            Self::Repeat { at, length, times } => {
                let range = range(at, length);
                let repeated = text[range.clone()].repeat(usize::from(times));
                drop(text.splice(range, repeated));
            }
            Self::Cut { at } => text.truncate(place(at)),
            Self::Cross { at, seed, from } => {
                let at = place(at);
                let other = pick(seeds, seed).map(Vec::as_slice).unwrap_or_default();
                let from = usize::from(from) % (other.len() + 1);
                text.truncate(at);
                text.extend_from_slice(&other[from..]);
            }
        }
    }
}

/// Where the words of a text are: quoted strings, and runs of what numbers and names are made of.
fn words(text: &[u8]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let rest = &text[start..];
        let length = if rest[0] == b'"' {
            rest.iter().skip(1).position(|byte| *byte == b'"').map_or(1, |at| at + 2)
        } else {
            let named = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-+.".contains(byte);
            rest.iter().position(|byte| !named(byte)).unwrap_or(rest.len())
        };
        if length > 0 {
            found.push(start..start + length);
        }
        start += length.max(1);
    }
    found
}

fn pick<T>(list: &[T], index: impl Into<usize>) -> Option<&T> {
    list.get(index.into().checked_rem(list.len())?)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every contract of the repository, the examples' included.
pub fn contracts() -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for folder in ["contracts", "examples"] {
        files(&root().join(folder), "yaml", &mut found);
    }
    assert!(!found.is_empty(), "no contracts were found");
    found
}

/// Every fixture as (event type, payload text); of big files an even choice.
pub fn payloads() -> Vec<(String, Vec<u8>)> {
    let mut texts = Vec::new();
    files(&root().join("generated/fixtures"), "json", &mut texts);
    let mut found = Vec::new();
    for text in texts {
        let Ok(file) = serde_json::from_slice::<Value>(&text) else { continue };
        let (Some(event), Some(cases)) = (file["event_type"].as_str(), file["cases"].as_object())
        else {
            continue;
        };
        let step = cases.len() / 16 + 1;
        let chosen = cases.values().step_by(step);
        found.extend(chosen.map(|case| (event.to_owned(), case.to_string().into_bytes())));
    }
    assert!(!found.is_empty(), "no fixtures were found");
    found
}

/// A payload in an envelope, as a line of a stream.
pub fn enveloped(event: &str, payload: &[u8]) -> Vec<u8> {
    let payload: Value = serde_json::from_slice(payload).unwrap_or_default();
    let envelope = json!({
        "event_id": "01HZZZZZZZZZZZZZZZZZZZZZZZ",
        "event_type": event,
        "aggregate_id": "mission/m-1",
        "payload": payload,
        "timestamp": "2026-03-01T12:00:00+02:00",
        "build_id": "b-1",
        "node_id": "n-1",
        "lamport_clock": 7,
        "causation_id": null,
        "project_uuid": "5e1c7b0e-6f0a-4d4e-9a53-0d3d2b7f5c11",
        "correlation_id": "5e1c7b0e6f0a4d4e9a530d3d2b7f5c11",
        "schema_version": "3.0.0",
        "data_tier": 0
    });
    envelope.to_string().into_bytes()
}

fn files(folder: &Path, kind: &str, found: &mut Vec<Vec<u8>>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() && path.file_name().is_none_or(|name| name != "target") {
            files(&path, kind, found);
        } else if path.extension().is_some_and(|extension| extension == kind) {
            found.extend(std::fs::read(path));
        }
    }
}

/// Fragments of JSON that parsers have got wrong.
pub const JSON: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-0.0",
    "1e3",
    "1.0",
    "4.5",
    "01",
    "1.",
    ".5",
    "-",
    "+1",
    "1e400",
    "-1e-400",
    "18446744073709551616",
    "9223372036854775808",
    "123456789012345678901234567890",
    "NaN",
    "Infinity",
    "-Infinity",
    "\"\"",
    "\" \"",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"\\ud83d\\ude00\"",
    "\\u00e9",
    "\\udc00",
    "\\x",
    "\\",
    "\"",
    "'",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "{}",
    "[]",
    "[[[[[[[[",
    "{\"a\":",
    " ",
    "\t",
    "\r\n",
    "\u{b}",
    "\u{a0}",
    "\u{2028}",
    "\u{feff}",
    "/*",
    "//",
    "é",
    "😀",
    "\"extra\":1,",
    "\"reason\":null,",
    "\"force\":true,",
    "\"feature_slug\":\"x\",",
    "\"payload\":{},",
    "\"event_type\":\"GatePassed\",",
    "\"schema_version\":\"2.0.0\",",
    "doing",
    "2026-02-30T00:00:00Z",
    "1700000000",
    "2026-W01-1",
    "urn:uuid:5e1c7b0e-6f0a-4d4e-9a53-0d3d2b7f5c11",
    "http://",
    "https://é.example",
];

/// Fragments of contracts and of YAML that parsers have got wrong.
pub const YAML: &[&str] = &[
    "\n",
    "  ",
    "\t",
    ": ",
    "- ",
    "? ",
    "| ",
    ">-\n",
    "&a ",
    "*a",
    "<<: *a\n",
    "!!str ",
    "!!binary ",
    "%YAML 1.2\n",
    "---\n",
    "...\n",
    "# ",
    "\"",
    "'",
    "{",
    "}",
    "[",
    "]",
    ",",
    "~",
    "null",
    "no",
    "0x1F",
    "1e999",
    "-9223372036854775809",
    "18446744073709551616",
    "\u{0}",
    "\u{7}",
    "\u{feff}",
    "\u{2028}",
    "é",
    "{ a: {a: {a: {a: ",
    "[[[[[[[[[[[[",
    "type: ",
    "enum: []",
    "enum: [a, a]",
    "aliases: { x: y }",
    "minLength: -1",
    "minLength: 5, maxLength: 2",
    "pattern: '('",
    "pattern: '(?=a)'",
    "pattern: '^(a|b)$'",
    "minimum: 1.5",
    "default: {}",
    "fields: {}",
    "include: [Nobody]",
    "rules:\n",
    "if: { x: present }",
    "then: {}",
    "oneOf: []",
    "string?",
    "[string]?",
    "[[string]]",
    "any?",
    "Event?",
    "const: 1",
    "anyOf: [string, string]",
    "publish: true",
    "additionalProperties: maybe",
    "stateMachines:\n",
    "mappings:\n",
    "line: v3\n",
    "cutover:\n",
    "domain: codec\n",
    "type",
    "self",
    "Self",
];

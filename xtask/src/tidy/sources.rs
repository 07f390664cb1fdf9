//! What holds in every text file of the tree.

/// The most lines of a file that a person keeps in the head.
const MOST_LINES: usize = 700;

/// Who wrote a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// A person.
    Hand,
    /// The generator.
    Generator,
    /// Expected output, or a sample of what does not compile; its shape is not ours to choose.
    Sample,
}

impl Origin {
    /// Decided by the path from the root.
    pub(super) fn of(path: &str) -> Self {
        // The root of the generated crate is written by hand; its modules are not.
        let below = path.strip_prefix("tracker/").unwrap_or(path);
        let by_hand = ["generated/src/lib.rs", "generated/build.rs", "generated/Cargo.toml"];
        let generated = below.starts_with("generated/") && !by_hand.contains(&below);
        match path {
            _ if generated => Self::Generator,
            _ if path.starts_with("tests/ui/") || path.starts_with("tests/golden/expected/") => {
                Self::Sample
            }
            _ => Self::Hand,
        }
    }
}

/// Findings as `line: text`.
pub(super) fn check_text(origin: Origin, text: &str) -> Vec<String> {
    if origin != Origin::Hand {
        return Vec::new();
    }
    // In two parts, so that this file passes.
    let mark = concat!("TO", "DO");
    let marks = text.lines().enumerate().filter(|(_, line)| line.contains(mark));
    marks.map(|(at, _)| format!("{}: {mark}: do it, or open an issue", at + 1)).collect()
}

/// What we read and other YAML parsers do not: a `?` at the end of a value between braces, without quotes.
pub(super) fn check_yaml(text: &str) -> Vec<String> {
    let bare = |line: &str| {
        let inside = line.split_once('{').map_or("", |(_, inside)| inside);
        inside.split([',', '}']).any(|value| value.trim_end().ends_with('?'))
    };
    let lines = text.lines().enumerate().filter(|(_, line)| bare(line));
    lines.map(|(at, _)| format!("{}: quote what ends in `?` between braces", at + 1)).collect()
}

/// The folders of the toolkit, which knows no product,
const TOOLKIT: &[&str] =
    &["src/", "codegen/", "macros/", "compat/", "stores/", "gateway/", "cli/", "testkit/"];

/// what names one,
const NAMES: &[&str] = &["spec_kitty", "spec-kitty", "Spec Kitty"];

/// and where one stands for any contracts that are large: files, and why.
const STANDS_FOR_ANY: &[(&str, &str)] = &[
    ("compat/tests/", "every event of two published lines is migrated"),
    ("testkit/", "examples and tests fold the events of a published line"),
];

/// Whether a file of the toolkit names a product.
pub(super) fn names_product(path: &str, text: &str) -> Vec<String> {
    let toolkit = TOOLKIT.iter().any(|folder| path.starts_with(folder));
    if !toolkit || STANDS_FOR_ANY.iter().any(|(known, _)| path.starts_with(known)) {
        return Vec::new();
    }
    let named = |line: &str| NAMES.iter().any(|name| line.contains(name));
    let lines = text.lines().enumerate().filter(|(_, line)| named(line));
    lines
        .map(|(at, _)| format!("{}: names a product, which the toolkit does not know", at + 1))
        .collect()
}

/// Findings as `line: text`.
pub(super) fn check_rust(origin: Origin, text: &str) -> Vec<String> {
    let mut findings = Vec::new();
    if origin != Origin::Sample && !text.starts_with("//!") {
        findings.push("1: begins without a `//!` that says what the file is for".to_owned());
    }
    let lines = text.lines().count();
    if origin == Origin::Hand && lines > MOST_LINES {
        findings.push(format!("{lines}: is longer than {MOST_LINES} lines"));
    }
    if origin == Origin::Generator && !header(text).contains("Generated from") {
        findings.push("1: has no `Generated from` header that names its source".to_owned());
    }
    findings
}

/// The comment that a file begins with.
fn header(text: &str) -> String {
    text.lines().take_while(|line| line.starts_with("//")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_tells_who_wrote_a_file() {
        assert_eq!(Origin::of("generated/src/lib.rs"), Origin::Hand);
        assert_eq!(Origin::of("generated/build.rs"), Origin::Hand);
        assert_eq!(Origin::of("generated/src/v3/status.rs"), Origin::Generator);
        assert_eq!(Origin::of("generated/src/contracts.rs"), Origin::Generator);
        assert_eq!(Origin::of("tracker/generated/src/v1/issue.rs"), Origin::Generator);
        assert_eq!(Origin::of("tests/ui/literal.rs"), Origin::Sample);
        assert_eq!(Origin::of("tests/golden/expected/contracts.rs"), Origin::Sample);
        assert_eq!(Origin::of("src/table.rs"), Origin::Hand);
    }

    #[test]
    fn hand_written_rust_has_a_header_and_an_end() {
        assert!(check_rust(Origin::Hand, "//! What it is for.\n").is_empty());
        assert_eq!(check_rust(Origin::Hand, "fn main() {}\n").len(), 1);
        let long = format!("//! Long.\n{}", "\n".repeat(MOST_LINES));
        assert_eq!(check_rust(Origin::Hand, &long).len(), 1);
        assert!(check_rust(Origin::Sample, "fn main() {}\n").is_empty());
    }

    #[test]
    fn generated_rust_names_its_source_in_its_header() {
        let good = "//! Lanes.\n//!\n//! Generated from `contracts/status.yaml`.\n";
        assert!(check_rust(Origin::Generator, good).is_empty());
        let late = "//! Lanes.\nfn f() {}\n// Generated from nothing.\n";
        assert_eq!(check_rust(Origin::Generator, late).len(), 1);
    }

    #[test]
    fn the_toolkit_names_no_product() {
        let text = "//! Tables.\nuse spec_kitty_contracts::v3::LINE;\n";
        assert!(names_product("gateway/src/serve.rs", text)[0].starts_with("2:"));
        assert!(names_product("events/src/lib.rs", text).is_empty());
        assert!(names_product("compat/tests/suite/migrate.rs", text).is_empty());
    }

    #[test]
    fn postponed_work_is_a_finding() {
        let text = format!("a\n// {}: later\n", concat!("TO", "DO"));
        assert!(check_text(Origin::Hand, &text)[0].starts_with("2:"));
        assert!(check_text(Origin::Sample, &text).is_empty());
    }
}

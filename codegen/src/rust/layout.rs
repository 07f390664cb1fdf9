//! From token streams to files that are pleasant to read.

use std::iter;
use std::path::Path;

use proc_macro2::TokenStream;

use crate::output::Output;

/// The width of doc comments, in characters, without indentation and comment marks.
const DOC_WIDTH: usize = 92;

/// A Rust module: a file in a tree, or a `mod` in a single file.
pub(super) struct Module<'a> {
    pub(super) name: String,
    pub(super) doc: String,
    /// The contract files it comes from.
    pub(super) origin: Option<String>,
    /// Prints what it holds beside its children, when its turn comes: the texts of a whole line are
    /// never held at once.
    pub(super) text: Box<dyn FnOnce() -> String + 'a>,
    pub(super) children: Vec<Self>,
}

/// A module as files below `folder`.
pub(super) fn tree<'a>(folder: &Path, module: Module<'a>) -> Box<dyn Iterator<Item = Output> + 'a> {
    let Module { name, doc, origin, text, children } = module;
    let path = if children.is_empty() {
        folder.join(format!("{name}.rs"))
    } else {
        folder.join(&name).join("mod.rs")
    };
    let mods =
        children.iter().fold(String::new(), |mods, child| mods + "pub mod " + &child.name + ";\n");
    let inside = folder.join(&name);
    let own = move || file(&path, &doc, origin.as_deref(), &paragraphs([mods, text()]));
    let children = children.into_iter().flat_map(move |child| tree(&inside, child));
    Box::new(iter::once_with(own).chain(children))
}

/// Modules as one file that is `include!`d, and items beside them.
pub(super) fn single_file(path: &Path, modules: Vec<Module<'_>>, items: &str) -> Output {
    let mut origins: Vec<String> =
        modules.iter().filter_map(|module| module.origin.clone()).collect();
    origins.dedup();
    let modules = modules.into_iter().map(|module| nested(module, true));
    let text = paragraphs(modules.chain(iter::once(items.to_owned())));
    let header = format!(
        "// Generated from {}; edit the contracts, not this file.\n\n",
        ticked(&origins.join(", "))
    );
    Output { path: path.to_owned(), bytes: (header + &text).into_bytes() }
}

/// What a crate that includes its contracts is not to be told about them.
const LINTS: &str = "\
#[allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    clippy::all,
    clippy::pedantic,
    clippy::allow_attributes,
    reason = \"a crate need not use all of its contracts\"
)]
";

fn nested(module: Module<'_>, top: bool) -> String {
    let mut out = String::new();
    for line in wrap(&module.doc) {
        out.push_str(if line.is_empty() { "///" } else { "/// " });
        out.push_str(&line);
        out.push('\n');
    }
    if top {
        out.push_str(LINTS);
    }
    let children = module.children.into_iter().map(|child| nested(child, false));
    let inner = paragraphs(children.chain(iter::once_with(module.text)));
    out = out + "pub mod " + &module.name + " {\n";
    for line in inner.lines() {
        // No literal that is generated spans lines, so that indenting changes no meaning.
        if !line.is_empty() {
            out.push_str("    ");
            out.push_str(line);
        }
        out.push('\n');
    }
    out.push_str("}\n");
    out
}

fn file(path: &Path, doc: &str, origin: Option<&str>, text: &str) -> Output {
    let mut bytes = String::new();
    for line in wrap(doc) {
        push_doc(&mut bytes, &line);
    }
    if let Some(origin) = origin {
        push_doc(&mut bytes, "");
        let note = format!(
            "Generated from {} by `contracts generate`. Edit the contract, not this file.",
            ticked(origin)
        );
        for line in wrap(&note) {
            push_doc(&mut bytes, &line);
        }
    }
    bytes.push('\n');
    bytes.push_str(text);
    Output { path: path.to_owned(), bytes: bytes.into_bytes() }
}

fn ticked(origin: &str) -> String {
    format!("`{origin}`")
}

fn push_doc(out: &mut String, line: &str) {
    out.push_str("//!");
    if !line.is_empty() {
        out.push(' ');
        out.push_str(line);
    }
    out.push('\n');
}

/// A text in lines of readable width; blank lines separate paragraphs.
pub(super) fn wrap(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for (at, paragraph) in text.split("\n\n").enumerate() {
        if at > 0 {
            lines.push(String::new());
        }
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > DOC_WIDTH {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

/// Texts with a blank line between those that are not empty.
pub(super) fn paragraphs(texts: impl IntoIterator<Item = String>) -> String {
    let mut out = String::new();
    for text in texts.into_iter().filter(|text| !text.is_empty()) {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&text);
    }
    out
}

/// Pretty Rust with blank lines between items.
///
/// Called for an item and what belongs to it at a time: the tokens of a whole line of contracts would
/// need memory out of proportion.
pub(super) fn print(tokens: TokenStream) -> String {
    if tokens.is_empty() {
        return String::new();
    }
    match syn::parse2(tokens) {
        Ok(file) => space_out(&prettyplease::unparse(&file)),
        // Cannot happen for tokens that this crate makes; and if it did, the build would fail here.
        Err(error) => format!("compile_error!({:?});\n", error.to_string()),
    }
}

fn space_out(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut before = "";
    for line in text.lines() {
        if separates(before, line) {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
        before = line;
    }
    out
}

/// Whether a blank line belongs between two lines.
fn separates(before: &str, line: &str) -> bool {
    let indent = |text: &str| text.len() - text.trim_start().len();
    let (previous, next) = (before.trim(), line.trim());
    let ends = previous.ends_with('}')
        || previous.ends_with("};")
        || previous.ends_with(';')
        || previous.ends_with(");");
    if before.is_empty() || !ends || indent(before) != indent(line) || next.starts_with('}') {
        return false;
    }
    let is_use = |text: &str| {
        text.starts_with("use ") || text.starts_with("pub mod ") || text.starts_with("pub use ")
    };
    let starts_item =
        ["///", "#[", "pub ", "impl", "static", "const ", "fn ", "use ", "event_contract::impl_"]
            .iter()
            .any(|start| next.starts_with(start));
    if is_use(previous) && is_use(next) {
        return root(previous) != root(next);
    }
    starts_item
}

/// The first segment of the path in a `use` line.
fn root(text: &str) -> &str {
    let path = text.split([' ', ';']).find(|word| word.contains("::"));
    path.and_then(|path| path.split("::").next()).unwrap_or_default()
}

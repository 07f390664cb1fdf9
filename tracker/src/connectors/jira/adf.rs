//! Atlassian's document format: text to documents, and documents to text.
//!
//! A blank line separates paragraphs, any other end of a line is a break within one, so that text comes
//! back as it was. Of documents from elsewhere all text is kept, their looks are not.

use serde_json::{Map, Value, json};

/// The deepest nesting that is read.
const DEPTH: usize = 32;

/// A document that says a text.
pub(super) fn document(text: &str) -> Value {
    let paragraphs: Vec<_> = text.split("\n\n").map(paragraph).collect();
    json!({ "type": "doc", "version": 1, "content": paragraphs })
}

fn paragraph(text: &str) -> Value {
    let mut content = Vec::new();
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            content.push(json!({ "type": "hardBreak" }));
        }
        // Empty texts are no texts.
        if !line.is_empty() {
            content.push(json!({ "type": "text", "text": line }));
        }
    }
    json!({ "type": "paragraph", "content": content })
}

/// The text of a document; nothing if there is none.
pub(super) fn text(document: &Value) -> Option<String> {
    let text = match document {
        Value::String(text) => text.clone(),
        Value::Object(node) => blocks(node, 0),
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// The blocks of a node, with blank lines between them.
fn blocks(node: &Map<String, Value>, depth: usize) -> String {
    joined(node, depth, "\n\n")
}

fn joined(node: &Map<String, Value>, depth: usize, between: &str) -> String {
    let parts: Vec<_> = content(node).map(|child| block(child, depth + 1)).collect();
    parts.join(between)
}

fn content(node: &Map<String, Value>) -> impl Iterator<Item = &Map<String, Value>> {
    node.get("content").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
}

fn kind(node: &Map<String, Value>) -> &str {
    node.get("type").and_then(Value::as_str).unwrap_or_default()
}

fn block(node: &Map<String, Value>, depth: usize) -> String {
    if depth > DEPTH {
        return String::new();
    }
    match kind(node) {
        "bulletList" | "taskList" | "decisionList" => list(node, depth, |_| "- ".to_owned()),
        "orderedList" => list(node, depth, |at| format!("{}. ", at + 1)),
        "table" => joined(node, depth, "\n"),
        "tableRow" => joined(node, depth, " | "),
        "rule" => "---".to_owned(),
        "expand" | "nestedExpand" => {
            let title = attribute(node, &["title"]).unwrap_or_default();
            [title, blocks(node, depth)]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join("\n\n")
        }
        _ if content(node).any(is_block) => blocks(node, depth),
        _ => inline(node, depth),
    }
}

fn list(node: &Map<String, Value>, depth: usize, mark: impl Fn(usize) -> String) -> String {
    let items = content(node).enumerate().map(|(at, item)| {
        let mark = mark(at);
        let indent = format!("\n{}", " ".repeat(mark.len()));
        let parts: Vec<_> = if content(item).any(is_block) {
            content(item).map(|child| block(child, depth + 1)).collect()
        } else {
            vec![inline(item, depth + 1)]
        };
        format!("{mark}{}", parts.join("\n").replace('\n', &indent))
    });
    items.collect::<Vec<_>>().join("\n")
}

fn is_block(node: &Map<String, Value>) -> bool {
    const INLINE: &[&str] = &[
        "text",
        "hardBreak",
        "mention",
        "emoji",
        "date",
        "status",
        "inlineCard",
        "placeholder",
        "inlineExtension",
        "mediaInline",
    ];
    !INLINE.contains(&kind(node))
}

/// The text of what stands in a line.
fn inline(node: &Map<String, Value>, depth: usize) -> String {
    if depth > DEPTH {
        return String::new();
    }
    let own = match kind(node) {
        "text" => node.get("text").and_then(Value::as_str).map(str::to_owned),
        "hardBreak" => Some("\n".to_owned()),
        "emoji" => attribute(node, &["text", "shortName"]),
        "mention" | "status" | "placeholder" => attribute(node, &["text", "id"]),
        "inlineCard" | "blockCard" | "embedCard" => attribute(node, &["url"]),
        "date" => attribute(node, &["timestamp"]).and_then(|millis| day(&millis)),
        "media" | "mediaInline" => attribute(node, &["alt"]),
        _ => None,
    };
    let children = content(node).map(|child| {
        if is_block(child) { block(child, depth + 1) } else { inline(child, depth + 1) }
    });
    own.into_iter().chain(children).collect()
}

fn attribute(node: &Map<String, Value>, names: &[&str]) -> Option<String> {
    let attributes = node.get("attrs")?.as_object()?;
    let found =
        names.iter().find_map(|name| attributes.get(*name).filter(|value| !value.is_null()));
    found.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

/// The day of a time in milliseconds.
fn day(millis: &str) -> Option<String> {
    let since = std::time::Duration::from_millis(millis.parse().ok()?);
    let shown = crate::model::Timestamp::from_unix(since).to_string();
    shown.split_once('T').map(|(day, _)| day.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use event_contract_testkit::check;
    use proptest::collection::vec;
    use proptest::sample::select;

    #[test]
    fn text_comes_back_as_it_was() {
        for said in ["one", "a\nb", "a\n\nb", "a\n\n\nb", "\n\na", " \u{a0}é\t\"x\"\\", "a\r\nb\n"]
        {
            assert_eq!(text(&document(said)).as_deref(), Some(said));
        }
        assert_eq!(text(&document("")), None);
        assert_eq!(text(&Value::Null), None);
        let letters = select(vec!['a', ' ', '\n', '"', 'é']);
        check(500, vec(letters, 0..30), |letters| {
            let said: String = letters.into_iter().collect();
            let expected = Some(said.clone()).filter(|said| !said.trim().is_empty());
            assert_eq!(text(&document(&said)), expected);
        });
    }

    #[test]
    fn no_text_is_empty() {
        let shown = document("\n\na\n").to_string();
        assert!(!shown.contains(r#""text":"""#), "{shown}");
    }

    #[test]
    fn documents_from_elsewhere_lose_no_text() {
        let paragraph = |text: &str| json!({ "type": "paragraph", "content": [{ "type": "text", "text": text }] });
        let item = |content: Value| json!({ "type": "listItem", "content": content });
        let inner = json!({ "type": "bulletList", "content": [item(json!([paragraph("deep")]))] });
        let document = json!({ "type": "doc", "version": 1, "content": [
            { "type": "heading", "attrs": { "level": 1 }, "content": [{ "type": "text", "text": "Head" }] },
            { "type": "orderedList", "content": [item(json!([paragraph("one"), inner])), item(json!([paragraph("two")]))] },
            { "type": "panel", "content": [paragraph("in"), paragraph("panel")] },
            { "type": "codeBlock", "content": [{ "type": "text", "text": "let x;\nlet y;" }] },
            { "type": "table", "content": [{ "type": "tableRow", "content": [
                { "type": "tableCell", "content": [paragraph("l")] }, { "type": "tableCell", "content": [paragraph("r")] }] }] },
            { "type": "paragraph", "content": [
                { "type": "mention", "attrs": { "id": "1", "text": "@ada" } },
                { "type": "text", "text": " " },
                { "type": "emoji", "attrs": { "shortName": ":+1:" } },
                { "type": "date", "attrs": { "timestamp": "1767225600000" } },
                { "type": "inlineCard", "attrs": { "url": "https://x.org" } }] },
        ] });
        let expected = "Head\n\n1. one\n   - deep\n2. two\n\nin\n\npanel\n\nlet x;\nlet y;\n\nl | r\n\n\
                        @ada :+1:2026-01-01https://x.org";
        assert_eq!(text(&document).as_deref(), Some(expected));
    }
}

//! Links between documents.

use std::collections::BTreeSet;

/// The broken links of a document as `line: text`. `read` gives the text of a path relative to the
/// document, nothing if it does not exist.
pub(super) fn check(text: &str, read: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let mut findings = Vec::new();
    for (line, link) in links(text) {
        if ["http://", "https://", "mailto:"].iter().any(|scheme| link.starts_with(scheme)) {
            continue;
        }
        let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
        let target = if path.is_empty() { Some(text.to_owned()) } else { read(path) };
        let Some(target) = target else {
            findings.push(format!("{line}: links to {path}, which does not exist"));
            continue;
        };
        let document = path.is_empty() || path.rsplit('.').next() == Some("md");
        if document && !anchor.is_empty() && !anchors(&target).contains(anchor) {
            findings.push(format!("{line}: links to #{anchor}, which {path} does not have"));
        }
    }
    findings
}

/// The inline links of a document with their lines, without those in code.
fn links(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (at, line) in prose(text) {
        // Every second part stands between backticks.
        for part in line.split('`').step_by(2) {
            let mut rest = part;
            while let Some(open) = rest.find("](") {
                rest = &rest[open + 2..];
                let Some(close) = rest.find(')') else { break };
                found.push((at, rest[..close].split_whitespace().next().unwrap_or_default()));
                rest = &rest[close..];
            }
        }
    }
    found
}

/// What links to a heading are made of: GitHub's reading.
fn anchors(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (_, line) in prose(text) {
        let heading = line.trim_start_matches('#');
        if heading.len() < line.len() && heading.starts_with(' ') {
            let kept = heading.trim().to_lowercase().replace(' ', "-");
            found.insert(
                kept.chars().filter(|c| c.is_alphanumeric() || "-_".contains(*c)).collect(),
            );
        }
        for rest in line.split("<a id=\"").skip(1) {
            found.extend(rest.split('"').next().map(str::to_owned));
        }
    }
    found
}

/// The numbered lines outside fenced code.
fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut fenced = false;
    (1..).zip(text.lines()).filter(move |(_, line)| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        !fenced && !fence
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
# A title, with `code`

[here](a.md) and [there](b.md#some-part \"tip\"), not `[code](c.md)`.
[`name`](d.md) [web](https://example.org/x)
```
[fenced](e.md)
```
";

    #[test]
    fn links_are_found_outside_code() {
        assert_eq!(
            links(TEXT),
            [(3, "a.md"), (3, "b.md#some-part"), (4, "d.md"), (4, "https://example.org/x")]
        );
    }

    #[test]
    fn headings_and_ids_are_anchors() {
        let anchors = anchors("# A title, with `code`\ntext <a id=\"d-001\"></a>\n## Next\n");
        assert!(["a-title-with-code", "next", "d-001"].iter().all(|name| anchors.contains(*name)));
    }

    #[test]
    fn broken_links_are_findings() {
        let read = |path: &str| match path {
            "a.md" => Some("# Some part\n".to_owned()),
            "b.md" => Some("# Another part\n".to_owned()),
            _ => None,
        };
        let findings = check(TEXT, read);
        assert_eq!(findings.len(), 2, "{findings:?}");
        assert!(findings[0].contains("#some-part") && findings[1].contains("d.md"));
        assert!(check("# Top\n[up](#top)\n", |_| None).is_empty());
    }
}

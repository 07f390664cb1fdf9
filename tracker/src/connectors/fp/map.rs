//! What the words of `fp` mean, and how its lines are read.

use crate::Result;
use crate::connectors::table;
use crate::contracts::words::{FpPriority, FpStatus};
use crate::model::{
    CanonicalIssue, CanonicalIssueType, CanonicalStatus, ExternalRef, Priority, Title,
};

/// The status of a name; others are to be done. Its words are written with `-` or `_`.
fn status(name: &str) -> CanonicalStatus {
    let status = table::word(FpStatus::ALL, &name.replace('_', "-"));
    status.map_or(CanonicalStatus::Todo, FpStatus::to_status_of_fp)
}

/// What a priority is called; `fp` has three.
pub(super) fn priority_name(priority: Priority) -> &'static str {
    priority.rank().to_fp_priority().as_str()
}

fn priority(name: &str) -> Option<Priority> {
    let known = table::word(FpPriority::ALL, name).map(|known| known.to_rank_of_fp().into());
    known.or_else(|| name.trim().parse().ok().map(Priority::clamped))
}

/// The issues of a list, with or without its tree.
pub(super) fn issues(
    text: &str,
    workspace: &str,
    issue_type: CanonicalIssueType,
) -> Result<Vec<CanonicalIssue>> {
    text.lines().filter_map(line).map(|line| line.issue(workspace, issue_type)).collect()
}

/// `ID [status] [priority] title`, the priority or not.
struct Line<'a> {
    id: &'a str,
    status: &'a str,
    priority: Option<&'a str>,
    title: &'a str,
}

fn line(text: &str) -> Option<Line<'_>> {
    let text = text.trim().trim_start_matches(|c: char| "│├└─".contains(c) || c.is_whitespace());
    let text = text.trim();
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-'))?;
    let (id, rest) = text.split_at(end);
    let (status, rest) = bracketed(rest)?;
    if id.is_empty() || !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let (priority, title) = match bracketed(rest) {
        Some((priority, title))
            if title.starts_with(char::is_whitespace) && !title.trim().is_empty() =>
        {
            (Some(priority), title)
        }
        _ => (None, rest),
    };
    let title = title.trim();
    (!title.is_empty()).then_some(Line { id, status, priority, title })
}

/// What stands in brackets after white space, and what follows.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let inner = text.trim_start();
    if inner.len() == text.len() {
        return None;
    }
    let (inside, rest) = inner.strip_prefix('[')?.split_once(']')?;
    (!inside.is_empty()).then_some((inside, rest))
}

impl Line<'_> {
    fn issue(&self, workspace: &str, issue_type: CanonicalIssueType) -> Result<CanonicalIssue> {
        let mut issue = named(self.id, workspace, issue_type, self.title)?;
        issue.status = status(self.status);
        issue.priority = self.priority.and_then(priority);
        Ok(issue)
    }
}

/// An issue of which nothing but the name is known.
pub(super) fn named(
    id: &str,
    workspace: &str,
    issue_type: CanonicalIssueType,
    title: &str,
) -> Result<CanonicalIssue> {
    let reference = ExternalRef::new(super::NAME, workspace, id)?.with_key(id);
    let mut issue = CanonicalIssue::new(reference, Title::or_untitled(Some(title.to_owned())));
    issue.issue_type = issue_type;
    Ok(issue)
}

/// The first id of a text: capital letters and digits, a dash, and more.
pub(super) fn first_id(text: &str) -> Option<&str> {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '-';
    text.split(|c: char| !part(c) && c != '_').filter(|word| !word.contains('_')).find_map(|word| {
        let word = word.trim_matches('-');
        let (project, rest) = word.split_once('-')?;
        let capital = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
        let whole = project.starts_with(|c: char| c.is_ascii_uppercase())
            && project.chars().all(capital)
            && rest.starts_with(|c: char| c.is_ascii_alphanumeric());
        whole.then_some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contracts::words::canonical_status_to_fp_status;

    #[test]
    fn lines_are_read_with_and_without_a_tree() {
        let text = "Issues\nFP-1 [todo] First\n├── FP-2 [in-progress] [high] Second [x]\n│   └── FP-3 [done] [7] \
                    Third\nFP-4 [blocked] [only brackets]\nFP-5 [todo]\n[todo] none\n";
        let read = issues(text, "ws", CanonicalIssueType::Task).unwrap();
        let shown: Vec<_> = read
            .iter()
            .map(|issue| {
                let priority = issue.priority.map(Priority::get);
                (issue.reference.id(), issue.status, priority, issue.title.as_str())
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("FP-1", CanonicalStatus::Todo, None, "First"),
                ("FP-2", CanonicalStatus::InProgress, Some(1), "Second [x]"),
                ("FP-3", CanonicalStatus::Done, Some(4), "Third"),
                ("FP-4", CanonicalStatus::Blocked, None, "[only brackets]"),
            ]
        );
    }

    #[test]
    fn most_words_come_back() {
        for status in CanonicalStatus::ALL {
            let expected = match status {
                CanonicalStatus::InReview | CanonicalStatus::Blocked => CanonicalStatus::InProgress,
                CanonicalStatus::Canceled => CanonicalStatus::Done,
                other => *other,
            };
            assert_eq!(super::status(canonical_status_to_fp_status(*status).as_str()), expected);
        }
        for (value, back) in [(0, 1), (1, 1), (2, 2), (3, 3), (4, 3)] {
            let read = priority(priority_name(Priority::clamped(value)));
            assert_eq!(read, Some(Priority::clamped(back)));
        }
    }

    #[test]
    fn ids_are_found_in_what_is_said() {
        assert_eq!(first_id("Created issue FP-ab12: title"), Some("FP-ab12"));
        assert_eq!(first_id("ok (A1-b-2)."), Some("A1-b-2"));
        assert_eq!(first_id("nothing-here _FP-1"), None);
    }
}

//! The line by which an issue is known again that we created without hearing the answer.
//!
//! It is the last line of what the issue says, `spec-kitty-tracker:` and the intent's id, as an HTML comment where
//! those are hidden. Whatever comes from a tracker passes through [`strip`], so nobody else meets it.

use uuid::Uuid;

use crate::model::CanonicalIssue;

const PREFIX: &str = "spec-kitty-tracker:";
/// How many digits an id has.
const DIGITS: usize = 32;

/// The issue with a marker at the end of what it says.
pub(super) fn marked(issue: &CanonicalIssue, id: &str, hidden: bool) -> CanonicalIssue {
    let marker = format!("{PREFIX}{id}");
    let marker = if hidden { format!("<!-- {marker} -->") } else { marker };
    let mut sent = issue.clone();
    sent.body = Some(match issue.body.as_deref() {
        None | Some("") => marker,
        Some(body) => format!("{body}\n\n{marker}"),
    });
    sent
}

/// Takes the marker off an issue of a tracker's, and says which it was.
pub(crate) fn strip(issue: &mut CanonicalIssue) -> Option<String> {
    let body = issue.body.as_deref()?;
    let at = body.rfind(PREFIX)?;
    let (before, rest) = (body.get(..at)?, body.get(at + PREFIX.len()..)?);
    let (id, after) = rest.split_at_checked(DIGITS)?;
    if !id.bytes().all(|byte| byte.is_ascii_hexdigit()) || !matches!(after.trim(), "" | "-->") {
        return None;
    }
    let before = match after.trim() {
        "" => before,
        _ => before.trim_end().strip_suffix("<!--")?,
    };
    let id = id.to_owned();
    let text = line_end(line_end(before.trim_end_matches(' '))).to_owned();
    issue.body = Some(text).filter(|text| !text.is_empty());
    Some(id)
}

/// A new id; nothing if there is no randomness.
pub(super) fn id() -> Option<String> {
    let mut random = [0; 16];
    getrandom::fill(&mut random).ok()?;
    Some(Uuid::from_bytes(random).simple().to_string())
}

fn line_end(text: &str) -> &str {
    let text = text.strip_suffix('\n').unwrap_or(text);
    text.strip_suffix('\r').unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ExternalRef, Title};

    fn issue(body: Option<&str>) -> CanonicalIssue {
        let reference = ExternalRef::new("s", "w", "1").unwrap();
        let mut issue = CanonicalIssue::new(reference, Title::new("One").unwrap());
        issue.body = body.map(str::to_owned);
        issue
    }

    #[test]
    fn what_is_marked_is_known_again_and_reads_as_before() {
        let id = id().unwrap();
        for body in [
            None,
            Some("text"),
            Some("two\nlines"),
            Some("ends so\n"),
            Some("spec-kitty-tracker:x"),
        ] {
            for hidden in [false, true] {
                let plain = issue(body);
                let mut read = marked(&plain, &id, hidden);
                assert_ne!(read, plain);
                assert_eq!(strip(&mut read).as_deref(), Some(&*id));
                assert_eq!(read, plain);
                assert_eq!(strip(&mut read), None);
            }
        }
    }

    #[test]
    fn trackers_may_change_white_space() {
        let id = "0123456789abcdef0123456789abcdef";
        for body in [
            format!("a\r\n\r\n<!-- spec-kitty-tracker:{id} -->\r\n"),
            format!("a\n\nspec-kitty-tracker:{id} "),
        ] {
            let mut read = issue(Some(&body));
            assert_eq!(strip(&mut read).as_deref(), Some(id));
            assert_eq!(read.body.as_deref(), Some("a"));
        }
        for body in [
            format!("spec-kitty-tracker:{id} is what I found"),
            format!("spec-kitty-tracker:{}", &id[1..]),
            format!("-- spec-kitty-tracker:{id} -->"),
        ] {
            let mut read = issue(Some(&body));
            assert_eq!((strip(&mut read), read.body), (None, Some(body)));
        }
    }
}

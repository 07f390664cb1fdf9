//! Whether an impl block of a reducer trait is complete: asked by what `#[event_contract]` writes, answered
//! while the program is compiled, since a macro sees the names in a block and not those of the trait.
//!
//! A mistake is a panic of a constant, which the compiler shows as an error at the place that asked.

use super::Domain;
use crate::registry::{Kind, Registration};

/// Refuses the name in `ignore(...)` that is no event of the trait.
#[track_caller]
pub const fn ignored(domain: &Domain, reducer: &str, name: &str) {
    if contains(domain.handlers, name) {
        return;
    }
    let mut text =
        Text::of("the reducer trait ").quoted(reducer).with(" has no event ").quoted(name);
    text = match nearest(name, domain.handlers) {
        Some(near) => text.with("; did you mean ").quoted(near).with("?"),
        None => text.with("."),
    };
    stop(&text.with(" It has: ").list(domain.handlers, &[]));
}

/// Refuses an impl block that misses events.
#[track_caller]
pub const fn handled(domain: &Domain, handled: &[&str], ignored: &[&str]) {
    // A misspelt name is one mistake, which is told where it stands; whoever mends it hears of what else is
    // missing.
    if !all_of(ignored, domain.handlers) || !all_of(handled, domain.handlers) {
        return;
    }
    let (mut missing, mut last, mut at) = (0, 0, 0);
    while at < domain.handlers.len() {
        if !contains(handled, domain.handlers[at]) && !contains(ignored, domain.handlers[at]) {
            (missing, last) = (missing + 1, at);
        }
        at += 1;
    }
    let text = match missing {
        0 => return,
        1 => {
            let name = domain.handlers[last];
            let text = Text::of("nothing handles ").quoted(name).with(": write `fn ").with(name);
            let text = text.with("(&mut self, event: &Meta, payload: View<'_, ");
            text.with(domain.events[last].payload.name)
                .with(">)`, or list it in `ignore(")
                .with(name)
        }
        _ => {
            let text = Text::of(
                "nothing handles several events: write their handlers, or list them in `ignore(",
            );
            text.list(domain.handlers, &[handled, ignored])
        }
    };
    stop(&text.with(")`"));
}

/// Refuses a reducer trait in `also(...)` whose events are of another line, or the reducer's already.
#[track_caller]
pub const fn also(domains: &[&Domain], at: usize, reducer: &str) {
    let (first, this) = (domains[0], domains[at]);
    if !of_one_line(first, this) {
        let text = Text::of("a reducer folds events of one line: ").quoted(reducer).with(" is of ");
        stop(&text.line(this).with(", the trait that is implemented here of ").line(first));
    }
    let mut before = 0;
    while before < at {
        if same(domains[before].name, this.name) {
            stop(&Text::of("the reducer has ").quoted(reducer).with(" already"));
        }
        before += 1;
    }
}

/// Refuses no domains, and domains of several lines.
#[track_caller]
pub(crate) const fn one_line(domains: &[&Domain]) {
    let Some(first) = domains.first() else {
        stop(&Text::of("a reducer has a domain"));
    };
    let mut at = 1;
    while at < domains.len() {
        if !of_one_line(first, domains[at]) {
            let text = Text::of("a reducer folds events of one line, not those of ").line(first);
            stop(&text.with(" and ").line(domains[at]));
        }
        at += 1;
    }
}

const fn of_one_line(a: &Domain, b: &Domain) -> bool {
    same(a.line, b.line) && same(a.package, b.package)
}

/// Refuses a part whose events would never arrive.
#[track_caller]
pub const fn part(whole: &Registration, domain: &Domain, reducer: &str, ty: &str) {
    if let Kind::Reducer(whole) = &whole.kind {
        let mut at = 0;
        while at < whole.domains.len() {
            let own = whole.domains[at];
            if of_one_line(own, domain) && same(own.name, domain.name) {
                return;
            }
            at += 1;
        }
    }
    let text = Text::of("no event would arrive here: add `also(").with(reducer);
    stop(&text.with(")` to the `#[event_contract]` that registers ").quoted(ty));
}

#[track_caller]
#[expect(clippy::panic, reason = "at compile time, as a message of the compiler")]
const fn stop(text: &Text) -> ! {
    panic!("{}", text.as_str())
}

/// The most bytes of a message.
const MOST: usize = 4096;

/// A message under way. What exceeds it is left out.
#[derive(Clone, Copy)]
struct Text {
    bytes: [u8; MOST],
    length: usize,
}

impl Text {
    const fn of(text: &str) -> Self {
        Self { bytes: [0; MOST], length: 0 }.with(text)
    }

    const fn with(mut self, text: &str) -> Self {
        let text = text.as_bytes();
        let mut at = 0;
        while at < text.len() && self.length < MOST {
            self.bytes[self.length] = text[at];
            (self.length, at) = (self.length + 1, at + 1);
        }
        self
    }

    const fn quoted(self, name: &str) -> Self {
        self.with("`").with(name).with("`")
    }

    const fn line(self, domain: &Domain) -> Self {
        self.with(domain.package).with(" ").with(domain.line)
    }

    /// The names that are in none of the lists.
    const fn list(mut self, names: &[&str], but: &[&[&str]]) -> Self {
        let (mut at, mut any) = (0, false);
        while at < names.len() {
            let (mut list, mut left_out) = (0, false);
            while list < but.len() {
                left_out = left_out || contains(but[list], names[at]);
                list += 1;
            }
            if !left_out {
                self = if any { self.with(", ") } else { self }.with(names[at]);
                any = true;
            }
            at += 1;
        }
        self
    }

    const fn as_str(&self) -> &str {
        match str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            Err(_) => "the impl block and its reducer trait do not agree",
        }
    }
}

const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    a.len() == b.len() && at == a.len()
}

const fn contains(names: &[&str], name: &str) -> bool {
    let mut at = 0;
    while at < names.len() {
        if same(names[at], name) {
            return true;
        }
        at += 1;
    }
    false
}

const fn all_of(some: &[&str], names: &[&str]) -> bool {
    let mut at = 0;
    while at < some.len() {
        if !contains(names, some[at]) {
            return false;
        }
        at += 1;
    }
    true
}

/// The name that `name` was probably meant to be; `strsim` does not run at compile time.
const fn nearest<'a>(name: &str, names: &[&'a str]) -> Option<&'a str> {
    let (mut best, mut near) = (name.len() / 3 + 2, None);
    let mut at = 0;
    while at < names.len() {
        let distance = distance(name.as_bytes(), names[at].as_bytes());
        if distance < best {
            (best, near) = (distance, Some(names[at]));
        }
        at += 1;
    }
    near
}

/// The longest name that is compared.
const LONGEST: usize = 128;

/// Levenshtein's distance.
const fn distance(a: &[u8], b: &[u8]) -> usize {
    if a.len() > LONGEST || b.len() > LONGEST {
        return usize::MAX;
    }
    // One row of the table: the distances from the beginning of `a` to all beginnings of `b`.
    let mut row = [0; LONGEST + 1];
    let mut to = 0;
    while to <= b.len() {
        row[to] = to;
        to += 1;
    }
    let mut from = 0;
    while from < a.len() {
        let mut diagonal = row[0];
        row[0] = from + 1;
        to = 0;
        while to < b.len() {
            let replaced = if a[from] == b[to] { diagonal } else { diagonal + 1 };
            let longer = if row[to] < row[to + 1] { row[to] } else { row[to + 1] } + 1;
            diagonal = row[to + 1];
            row[to + 1] = if replaced < longer { replaced } else { longer };
            to += 1;
        }
        from += 1;
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(check: impl FnOnce() + std::panic::UnwindSafe) -> Option<String> {
        let panic = std::panic::catch_unwind(check).err()?;
        Some(panic.downcast_ref::<String>().cloned().unwrap_or_default())
    }

    #[test]
    fn distances_are_those_of_strsim() {
        for (a, b) in [
            ("gate_faild", "gate_failed"),
            ("gate_passed", "gate_failed"),
            ("", "abc"),
            ("order_shipped", "shipped_order"),
            ("same", "same"),
            ("kitten", "sitting"),
        ] {
            assert_eq!(distance(a.as_bytes(), b.as_bytes()), strsim::levenshtein(a, b), "{a} {b}");
            assert_eq!(distance(b.as_bytes(), a.as_bytes()), strsim::levenshtein(a, b), "{b} {a}");
        }
        assert_eq!(distance(&[b'a'; LONGEST + 1], b"a"), usize::MAX);
    }

    #[test]
    fn only_near_names_are_suggested() {
        assert_eq!(nearest("gate_faild", &["gate_passed", "gate_failed"]), Some("gate_failed"));
        assert_eq!(nearest("moon", &["gate_passed", "gate_failed"]), None);
        assert_eq!(nearest("moon", &[]), None);
    }

    #[test]
    fn long_messages_are_cut() {
        let long = "x".repeat(MOST);
        assert_eq!(Text::of("ab").with(&long).as_str().len(), MOST);
        assert_eq!(Text::of("").list(&["a", "b", "c", "d"], &[&["b"], &["d"]]).as_str(), "a, c");
    }

    static EMPTY: Domain = Domain {
        line: "v1",
        package: "p",
        name: "d",
        events: &[],
        handlers: &["a", "b"],
        reserved: &[],
    };
    static OTHER_LINE: Domain = Domain { line: "v2", ..EMPTY };
    static OTHER_PACKAGE: Domain = Domain { package: "q", ..EMPTY };
    static OTHER: Domain = Domain { name: "e", ..EMPTY };

    #[test]
    fn a_misspelt_name_is_one_mistake() {
        assert_eq!(told(|| handled(&EMPTY, &[], &["c"])), None);
        assert_eq!(told(|| handled(&EMPTY, &["c"], &[])), None);
        let message = told(|| ignored(&EMPTY, "DReducer", "moon"));
        assert_eq!(
            message.as_deref(),
            Some("the reducer trait `DReducer` has no event `moon`. It has: a, b")
        );
    }

    #[test]
    fn all_missing_events_are_told_at_once() {
        assert_eq!(told(|| handled(&EMPTY, &["a"], &["b"])), None);
        let message = told(|| handled(&EMPTY, &[], &[])).unwrap_or_default();
        assert!(message.ends_with("`ignore(a, b)`"), "{message}");
    }

    #[test]
    fn domains_are_of_one_line_and_not_repeated() {
        assert_eq!(told(|| also(&[&EMPTY, &OTHER], 1, "EReducer")), None);
        for other in [&OTHER_LINE, &OTHER_PACKAGE] {
            let message = told(|| also(&[&EMPTY, other], 1, "DReducer")).unwrap_or_default();
            assert!(message.contains("one line"), "{message}");
        }
        let message = told(|| also(&[&EMPTY, &OTHER, &OTHER], 2, "EReducer"));
        assert_eq!(message.as_deref(), Some("the reducer has `EReducer` already"));
    }
}

//! Colours, and text that is safe to print.

use std::borrow::Cow;
use std::fmt::{self, Display};

use anstream::AutoStream;
use clap::builder::styling::{AnsiColor, Style};

pub(crate) const ERROR: Style = AnsiColor::Red.on_default().bold();

/// The styles of a report; all plain where the output has no colours.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Paint {
    /// Headings and names.
    pub(crate) strong: Style,
    /// What is wrong.
    pub(crate) bad: Style,
    /// What is right.
    pub(crate) good: Style,
    /// Ids to look up.
    pub(crate) code: Style,
    /// What can be skipped.
    pub(crate) faint: Style,
}

impl Paint {
    /// The styles for standard output, as `--color` and the environment ask.
    pub(crate) fn stdout() -> Self {
        Self::when(is_styled_stdout())
    }

    /// The styles for standard error.
    pub(crate) fn stderr() -> Self {
        Self::when(is_styled_stderr())
    }

    fn when(styled: bool) -> Self {
        if !styled {
            return Self::default();
        }
        Self {
            strong: Style::new().bold(),
            bad: AnsiColor::Red.on_default(),
            good: AnsiColor::Green.on_default(),
            code: AnsiColor::Cyan.on_default(),
            faint: Style::new().dimmed(),
        }
    }
}

/// Whether standard output takes colours.
pub(crate) fn is_styled_stdout() -> bool {
    AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never
}

/// Whether standard error takes colours.
pub(crate) fn is_styled_stderr() -> bool {
    AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never
}

/// Text from outside, without control characters, and cut where it is long.
pub(crate) struct Safe<'a>(pub(crate) &'a str);

impl Safe<'_> {
    const LONGEST: usize = 200;
}

impl Display for Safe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, c) in self.0.chars().enumerate() {
            if at == Self::LONGEST {
                return f.write_str("…");
            }
            if is_unprintable(c) {
                write!(f, "{}", c.escape_unicode())?;
            } else {
                write!(f, "{c}")?;
            }
        }
        Ok(())
    }
}

/// Text from outside with its control characters spelled out, but for line breaks.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| c != '\n' && is_unprintable(c)) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c != '\n' && is_unprintable(c) => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    shown.into()
}

/// Whether a terminal might take the character as a command or hide text with it.
fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// A count with thousands apart: `12,345`.
pub(crate) struct Count(pub(crate) u64);

impl Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        let mut text = String::with_capacity(digits.len() * 4 / 3);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        f.pad(&text)
    }
}

/// `1 event`, `2 events`.
pub(crate) fn plural(count: u64, noun: &str) -> String {
    format!("{} {noun}{}", Count(count), if count == 1 { "" } else { "s" })
}

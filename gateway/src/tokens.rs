//! Who may do what.

use std::fmt;

use sha2::{Digest as _, Sha256};
use subtle::{Choice, ConditionallySelectable as _, ConstantTimeEq as _};

/// What a request needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// To read events, states and metrics.
    Read,
    /// To send events.
    Write,
}

impl Scope {
    /// Its name in token files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }
}

/// The bearer tokens that are known. Only their hashes are kept.
#[derive(Clone, Default)]
pub struct Tokens {
    known: Vec<Token>,
    open: bool,
}

#[derive(Clone)]
struct Token {
    hash: [u8; 32],
    read: bool,
    write: bool,
}

/// What became of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It may, as the known token with this number.
    Granted(usize),
    /// It is known, and may not.
    Forbidden,
    /// It is not known.
    Unknown,
}

/// A line that makes no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadToken {
    /// The line's number.
    pub line: usize,
    /// What is wrong with it.
    pub problem: &'static str,
}

impl fmt::Display for BadToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "token line {}: {}", self.line, self.problem)
    }
}

impl std::error::Error for BadToken {}

/// The fewest characters of a token; what is shorter can be guessed.
const SHORTEST: usize = 16;

impl Tokens {
    /// Lets everyone do everything. For a machine of one's own.
    pub fn open() -> Self {
        Self { known: Vec::new(), open: true }
    }

    /// Reads lines such as `read,write SECRET`; blank ones and those that begin with `#` say nothing.
    pub fn parse(text: &str) -> Result<Self, BadToken> {
        let mut known = Vec::new();
        for (line, said) in (1..).zip(text.lines().map(str::trim)) {
            if said.is_empty() || said.starts_with('#') {
                continue;
            }
            let bad = |problem| BadToken { line, problem };
            let (scopes, secret) =
                said.split_once(' ').ok_or_else(|| bad("is not `scopes SECRET`"))?;
            let secret = secret.trim();
            if secret.len() < SHORTEST {
                return Err(bad("the secret has fewer than 16 characters"));
            }
            let mut token = Token { hash: hash(secret), read: false, write: false };
            for scope in scopes.split(',') {
                match scope {
                    "read" => token.read = true,
                    "write" => token.write = true,
                    _ => return Err(bad("scopes are `read`, `write` or `read,write`")),
                }
            }
            if known.iter().any(|other: &Token| other.hash == token.hash) {
                return Err(bad("another line has the same secret"));
            }
            known.push(token);
        }
        if known.is_empty() {
            return Err(BadToken { line: 0, problem: "there is no token" });
        }
        Ok(Self { known, open: false })
    }

    /// Whether none are needed.
    pub(crate) const fn are_open(&self) -> bool {
        self.open
    }

    /// How many requests to tell apart when they are counted.
    pub(crate) const fn count(&self) -> usize {
        if self.open { 1 } else { self.known.len() }
    }

    /// Looks a token up: all of them are compared, hash by hash, in constant time.
    pub(crate) fn judge(&self, token: Option<&str>, scope: Scope) -> Verdict {
        if self.open {
            return Verdict::Granted(0);
        }
        let Some(token) = token else { return Verdict::Unknown };
        let hash = hash(token);
        let mut found = 0_u64;
        for (number, known) in (1_u64..).zip(&self.known) {
            let same: Choice = known.hash.ct_eq(&hash);
            found = u64::conditional_select(&found, &number, same);
        }
        let number = usize::try_from(found).ok().and_then(|found| found.checked_sub(1));
        match number.and_then(|number| Some((number, self.known.get(number)?))) {
            None => Verdict::Unknown,
            Some((number, known)) => {
                let may = match scope {
                    Scope::Read => known.read,
                    Scope::Write => known.write,
                };
                if may { Verdict::Granted(number) } else { Verdict::Forbidden }
            }
        }
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokens").field("known", &self.known.len()).finish_non_exhaustive()
    }
}

fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_do_what_their_scopes_say() {
        let tokens = Tokens::parse(
            "# of the CI\nwrite 0123456789abcdef\n\nread fedcba9876543210\nread,write both-of-them-are-fine\n",
        );
        let tokens = tokens.unwrap();
        let judge = |token, scope| tokens.judge(Some(token), scope);
        assert_eq!(judge("0123456789abcdef", Scope::Write), Verdict::Granted(0));
        assert_eq!(judge("0123456789abcdef", Scope::Read), Verdict::Forbidden);
        assert_eq!(judge("fedcba9876543210", Scope::Read), Verdict::Granted(1));
        assert_eq!(judge("both-of-them-are-fine", Scope::Read), Verdict::Granted(2));
        assert_eq!(judge("0123456789abcdeF", Scope::Write), Verdict::Unknown);
        assert_eq!(tokens.judge(None, Scope::Read), Verdict::Unknown);
        assert!(!format!("{tokens:?}").contains("0123"));
    }

    #[test]
    fn files_that_say_nothing_or_too_little_are_refused() {
        for (text, line) in [
            ("", 0),
            ("# none\n", 0),
            ("\nread short", 2),
            ("all 0123456789abcdef", 1),
            ("x", 1),
            ("read 0123456789abcdef\nwrite 0123456789abcdef", 2),
        ] {
            assert_eq!(Tokens::parse(text).unwrap_err().line, line, "{text}");
        }
    }
}

//! URLs of stores: which backend they name, and how they are printed.

use std::borrow::Cow;

use event_contract::log::Error;

#[cfg(feature = "sqlite")]
use crate::store::Access;

/// Begins a URL that is in the environment, under the name behind it.
const ENVIRONMENT: &str = "env:";

/// What a URL names.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Named<'a> {
    Postgres(&'a str),
    Nats(&'a str),
    Sqlite(&'a str, Mode),
    Memory,
}

/// What a URL of SQLite lets be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// `mode=ro`
    Read,
    /// `mode=rw`
    Write,
    /// `mode=rwc`, and if nothing is said.
    Create,
}

#[cfg(feature = "sqlite")]
impl Mode {
    /// What is to be done, as far as the URL allows it.
    pub(crate) fn within(self, access: Access) -> Result<Access, Error> {
        match (self, access) {
            (Self::Read, Access::Write | Access::Create) => Err(Error::Unsupported {
                what: "the URL says mode=ro, and this writes; leave it out, or say mode=rw".into(),
            }),
            (Self::Write, Access::Create) => Ok(Access::Write),
            _ => Ok(access),
        }
    }
}

/// The URL that is meant: the one that the environment holds, for `env:NAME`.
pub(crate) fn resolved(url: &str) -> Result<Cow<'_, str>, Error> {
    let Some(name) = url.strip_prefix(ENVIRONMENT) else { return Ok(Cow::Borrowed(url)) };
    match std::env::var(name) {
        Ok(found) => Ok(Cow::Owned(found)),
        Err(_) => Err(Error::Unsupported { what: unset(name) }),
    }
}

fn unset(name: &str) -> String {
    format!("the environment has no {name}, which is to hold the store's URL")
}

/// Whether a URL is one of a log on NATS servers, in whatever build.
fn is_nats(url: &str) -> bool {
    ["nats://", "tls://"].iter().any(|scheme| url.starts_with(scheme))
}

fn is_postgres(url: &str) -> bool {
    ["postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme))
}

/// What a URL names in this build.
pub(crate) fn named(url: &str) -> Result<Named<'_>, Error> {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    match url {
        _ if cfg!(feature = "postgres") && is_postgres(url) => Ok(Named::Postgres(url)),
        _ if cfg!(feature = "nats") && is_nats(url) => Ok(Named::Nats(url)),
        _ if cfg!(feature = "sqlite") && path.starts_with("sqlite:") && path != "sqlite:" => {
            Ok(Named::Sqlite(path.split_at("sqlite:".len()).1, mode(query)?))
        }
        "memory:" => Ok(Named::Memory),
        _ => Err(Error::Unsupported { what: unknown(url) }),
    }
}

/// What is behind the `?` of a URL of SQLite.
fn mode(query: &str) -> Result<Mode, Error> {
    let mut mode = Mode::Create;
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        mode = match pair {
            "mode=ro" => Mode::Read,
            "mode=rw" => Mode::Write,
            "mode=rwc" => Mode::Create,
            _ => {
                let what = format!(
                    "{pair:?} in the URL; behind the ? of a URL of SQLite comes mode=ro, mode=rw or mode=rwc"
                );
                return Err(Error::Unsupported { what });
            }
        };
    }
    Ok(mode)
}

/// Whether a URL is one of a backend of this build. What is behind its `?` is not looked at.
pub fn knows(url: &str) -> bool {
    let Ok(url) = resolved(url) else { return false };
    let (front, _) = url.split_once('?').unwrap_or((&url, ""));
    named(front).is_ok()
}

/// What to say of a URL of no backend of this build.
pub fn unknown(url: &str) -> String {
    let what = match url.strip_prefix(ENVIRONMENT) {
        Some(name) if std::env::var(name).is_err() => return unset(name),
        Some(name) => format!("what {name} holds in the environment"),
        None => shown(url),
    };
    let hint = if cfg!(feature = "sqlite") {
        "try sqlite:events.db"
    } else {
        "this build was made without the feature sqlite"
    };
    format!("{what} is no store that is known here; {hint}")
}

/// The URL as it may be printed: without a password, a token, or anything that may be one in a URL that is none.
pub fn shown(url: &str) -> String {
    let ours = ["sqlite:", ENVIRONMENT].iter().any(|scheme| url.starts_with(scheme));
    if ours || !url.contains(['@', ':', '=', '?', '#']) || url == "memory:" {
        return url.to_owned();
    }
    match url.split_once("://") {
        Some((scheme, rest)) if is_nats(url) || is_postgres(url) => {
            let (front, query) = server(rest, is_nats(url));
            format!("{scheme}://{front}{query}")
        }
        Some((scheme, _)) if scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
            format!("{scheme}://***")
        }
        _ => "***".to_owned(),
    }
}

/// What is behind the scheme of a server's URL, in two parts that may be printed. A password that was not escaped
/// may have any character, so the last `@` is what ends it.
fn server(rest: &str, name_is_token: bool) -> (String, String) {
    let (user, rest) =
        rest.rsplit_once('@').map_or((None, rest), |(user, rest)| (Some(user), rest));
    let (host, query) =
        rest.split_once('?').map_or((rest, None), |(host, query)| (host, Some(query)));
    let user = user.map_or_else(String::new, |user| match user.split_once(':') {
        Some((user, _)) if plain(user) => format!("{user}:***@"),
        None if plain(user) && !name_is_token => format!("{user}@"),
        _ => "***@".to_owned(),
    });
    let pairs = query.into_iter().flat_map(|query| query.split('&')).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let secret = ["pass", "pwd", "secret", "token"].iter().any(|part| name.contains(part));
        if secret || !plain(name) {
            let name = if plain(name) { name } else { "***" };
            return format!("{name}=***");
        }
        format!("{name}={value}")
    });
    let pairs: Vec<String> = pairs.collect();
    let query = if query.is_some() { format!("?{}", pairs.join("&")) } else { String::new() };
    (user + host, query)
}

/// Whether a text looks like the name that is expected there.
fn plain(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.%".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, create, open};

    #[test]
    fn no_password_is_shown() {
        for (url, expected) in [
            (
                "postgres://user:sec@ret@host:5432/db?sslmode=require&password=secret",
                "postgres://user:***@host:5432/db?sslmode=require&password=***",
            ),
            ("postgres://user@host/db", "postgres://user@host/db"),
            ("postgres://app:p@ss:/w?rd#secret@h:1/d", "postgres://app:***@h:1/d"),
            ("postgres://app:pass/w?x=secret@h/d", "postgres://app:***@h/d"),
            ("postgres://a/b:secret@h/d", "postgres://***@h/d"),
            ("postgres://h/d?sslpassword=secret", "postgres://h/d?sslpassword=***"),
            ("postgre://app:secret@h/d", "postgre://***"),
            ("postgres:app:secret@h/d", "***"),
            ("host=127.0.0.1 user=app password=secret dbname=d", "***"),
            ("nats://secret@h,i/log?token=x&tls=true", "nats://***@h,i/log?token=***&tls=true"),
            ("nats://me:secret@h/log", "nats://me:***@h/log"),
            ("sqlite:a:b@c.db", "sqlite:a:b@c.db"),
            ("env:LOG_URL", "env:LOG_URL"),
            ("events.db", "events.db"),
        ] {
            assert_eq!(shown(url), expected);
        }
    }

    #[test]
    fn what_is_no_store_is_said_so() {
        for url in ["events.db", "sqlite:", "http://host", "", "env:NO_SUCH_NAME_IS_SET", "a=b"] {
            let error = create(url, Options::default()).map(|_| ()).unwrap_err();
            assert!(matches!(error, Error::Unsupported { .. }), "{url}: {error}");
            assert!(!knows(url), "{url}");
        }
        assert!(open("memory:", Options::default()).is_err(), "a new one is never there");
        assert!(unknown("env:NO_SUCH_NAME_IS_SET").contains("has no NO_SUCH_NAME_IS_SET"));
    }

    #[cfg(feature = "sqlite")]
    #[test]
    fn what_is_behind_a_question_mark_is_understood_or_refused() {
        assert_eq!(named("sqlite:x?mode=ro").unwrap(), Named::Sqlite("x", Mode::Read));
        assert_eq!(named("sqlite:x?").unwrap(), Named::Sqlite("x", Mode::Create));
        assert_eq!(Mode::Write.within(Access::Create).unwrap(), Access::Write);
        assert!(Mode::Read.within(Access::Write).is_err());
        for bad in
            ["sqlite:x?mode=memory", "sqlite:x?cache=shared", "sqlite:x?mode", "sqlite:?mode=ro"]
        {
            let error = named(bad).unwrap_err();
            assert!(matches!(error, Error::Unsupported { .. }), "{bad}: {error}");
        }
        assert!(knows("sqlite:x?nonsense"), "which is said when it is opened");
    }
}

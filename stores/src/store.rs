//! Stores by URL, and what is done with a whole store.

use std::num::NonZeroUsize;

use event_contract::ErrorStorage;
use event_contract::log::{Error, Of, Reader, Rejected, Stored, Writer};

use crate::Memory;

/// A log with its upkeep, whatever the backend.
pub trait Store: Writer + ErrorStorage<Rejected, Error = Error> + Send {
    /// Reads everything and compares it with its hashes, positions and versions. Gives the number of
    /// entries.
    fn verify(&self) -> Result<u64, Error>;

    /// Sizes of the log.
    fn stats(&self) -> Result<Stats, Error>;

    /// Gives back what the backend no longer needs. Entries stay.
    fn compact(&mut self) -> Result<(), Error>;

    /// Keeps rejected documents, all of them or none.
    fn keep(&mut self, rejected: &[Rejected]) -> Result<(), Error>;

    /// Drops a rejected document that was dealt with. Gives whether it was there.
    fn forget(&mut self, rejected: &Rejected) -> Result<bool, Error>;
}

/// Sizes of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stats {
    /// Entries.
    pub events: u64,
    /// Aggregates with at least one entry.
    pub aggregates: u64,
    /// Rejected documents.
    pub rejected: u64,
    /// Bytes that it takes, without write-ahead logs.
    pub bytes: u64,
}

/// How stores are opened.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The most rejected documents that are kept, the newest ones; all of them if there is no such bound.
    pub retained: Option<NonZeroUsize>,
}

/// Whether a URL is one of a log on NATS servers, in whatever build.
fn is_nats(url: &str) -> bool {
    ["nats://", "tls://"].iter().any(|scheme| url.starts_with(scheme))
}

/// Whether a URL is one of a backend of this build.
pub fn knows(url: &str) -> bool {
    let postgres = cfg!(feature = "postgres")
        && ["postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme));
    let nats = cfg!(feature = "nats") && is_nats(url);
    let sqlite = cfg!(feature = "sqlite") && url.len() > 7 && url.starts_with("sqlite:");
    nats || postgres || sqlite || url == "memory:"
}

/// What to say of a URL of no backend of this build.
pub fn unknown(url: &str) -> String {
    let hint = if cfg!(feature = "sqlite") {
        "try sqlite:events.db"
    } else {
        "this build was made without the feature sqlite"
    };
    format!("{} is no store that is known here; {hint}", shown(url))
}

/// Opens a store that is there: `sqlite:PATH`, `postgres://…` or `nats://…`.
pub fn open(url: &str, options: Options) -> Result<Box<dyn Store>, Error> {
    connect(url, options, false)
}

/// Makes a store, or opens the one that is there: `sqlite:PATH`, `postgres://…`,
/// `nats://…` or `memory:`.
pub fn create(url: &str, options: Options) -> Result<Box<dyn Store>, Error> {
    connect(url, options, true)
}

/// The URL as it may be printed: without a password.
pub fn shown(url: &str) -> String {
    let mut shown = String::with_capacity(url.len());
    let (front, query) = url.split_once('?').map_or((url, None), |(front, q)| (front, Some(q)));
    match front.split_once("://").and_then(|(scheme, rest)| {
        let (user, host) = rest.rsplit_once('@')?;
        match user.split_once(':') {
            Some((user, _)) => Some((scheme, user, ":***@", host)),
            // A name alone is a token there.
            None if is_nats(url) => Some((scheme, "", "***@", host)),
            None => None,
        }
    }) {
        Some((scheme, user, hidden, host)) => {
            shown.extend([scheme, "://", user, hidden, host]);
        }
        None => shown.push_str(front),
    }
    for (at, pair) in query.into_iter().flat_map(|query| query.split('&')).enumerate() {
        shown.push(if at == 0 { '?' } else { '&' });
        let secret = ["password=", "token="].into_iter().find(|name| pair.starts_with(name));
        match secret {
            Some(name) => shown.extend([name, "***"]),
            None => shown.push_str(pair),
        }
    }
    shown
}

fn connect(url: &str, options: Options, create: bool) -> Result<Box<dyn Store>, Error> {
    #[cfg(feature = "postgres")]
    if url.starts_with("postgres") && knows(url) {
        use crate::Postgres;
        let log = if create { Postgres::create(url) } else { Postgres::open(url) }?;
        return Ok(boxed(log, options, Postgres::retaining));
    }
    #[cfg(feature = "nats")]
    if is_nats(url) {
        use crate::Nats;
        let log = if create { Nats::create(url) } else { Nats::open(url) }?;
        return Ok(boxed(log, options, Nats::retaining));
    }
    match url.split_once(':') {
        #[cfg(feature = "sqlite")]
        Some(("sqlite", path)) if !path.is_empty() => {
            use crate::Sqlite;
            let log = if create { Sqlite::create(path) } else { Sqlite::open(path) }?;
            Ok(boxed(log, options, Sqlite::retaining))
        }
        Some(("memory", "")) if create => Ok(boxed(Memory::default(), options, Memory::retaining)),
        _ => Err(Error::Unsupported { what: unknown(url) }),
    }
}

/// A log that keeps as many rejected documents as it is to.
fn boxed<S: Store + 'static>(
    log: S,
    options: Options,
    retaining: impl FnOnce(S, NonZeroUsize) -> S,
) -> Box<dyn Store> {
    match options.retained {
        Some(most) => Box::new(retaining(log, most)),
        None => Box::new(log),
    }
}

/// Reads all entries and looks at positions and versions, giving each page of them to `page` too. Gives
/// the number of entries. Rows are compared with their hashes whenever they are read.
pub(crate) fn verify(
    log: &impl Reader,
    mut page: impl FnMut(&[Stored]) -> Result<(), Error>,
) -> Result<u64, Error> {
    let mut versions = std::collections::HashMap::<Box<str>, u64>::new();
    let mut after = 0;
    loop {
        let entries = log.read(Of::All, after, 1000)?;
        if entries.is_empty() {
            return Ok(after);
        }
        page(&entries)?;
        for Stored { position, version, entry } in entries {
            let last = versions.entry(entry.aggregate_id).or_default();
            *last += 1;
            after += 1;
            if position != after || version != *last {
                return Err(Error::corrupt(format!(
                    "position {position}, version {version} where {after} and {last} belong"
                )));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_is_shown() {
        let shown = shown("postgres://user:sec@ret@host:5432/db?sslmode=require&password=secret");
        assert_eq!(shown, "postgres://user:***@host:5432/db?sslmode=require&password=***");
        assert_eq!(super::shown("postgres://user@host/db"), "postgres://user@host/db");
        assert_eq!(
            super::shown("nats://sesame@h,i/log?token=x&tls=true"),
            "nats://***@h,i/log?token=***&tls=true"
        );
        assert_eq!(super::shown("nats://me:sesame@h/log"), "nats://me:***@h/log");
        assert_eq!(super::shown("sqlite:a:b@c.db"), "sqlite:a:b@c.db");
    }

    #[test]
    fn what_is_no_store_is_said_so() {
        for url in ["events.db", "sqlite:", "http://host", ""] {
            let error = create(url, Options::default()).map(|_| ()).unwrap_err();
            assert!(matches!(error, Error::Unsupported { .. }), "{url}: {error}");
            assert!(!knows(url), "{url}");
        }
        assert!(open("memory:", Options::default()).is_err(), "a new one is never there");
    }
}

//! The way to the server: what a URL says, TLS, connections, and the runtime that they live on.

use std::borrow::Cow;
use std::future::{Future, poll_fn};
use std::path::PathBuf;
use std::str::FromStr as _;
use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{Hook, HookError, Manager, ManagerConfig, Object, Pool, RecyclingMethod};
use event_contract::log::{Error, Kind};
use rustls::RootCertStore;
use tokio::runtime::Runtime;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres::{AsyncMessage, Config};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{failed, password};
use crate::tls::{self, decoded};

/// Connections of one log, at most.
const CONNECTIONS: usize = 8;
/// How long opening a connection may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a URL says.
#[derive(Debug)]
pub(super) struct Address {
    config: Config,
    /// Where trusted certificates are; the system's are taken if it is not said.
    roots: Option<PathBuf>,
    /// The tables' schema, a plain name.
    pub(super) schema: String,
}

impl Address {
    pub(super) fn parse(url: &str) -> Result<Self, Error> {
        let (front, query) = url.split_once('?').unwrap_or((url, ""));
        let mut schema = "event_contract".to_owned();
        let (mut roots, mut passwords) = (None, None);
        let mut rest = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            match pair.split_once('=') {
                Some(("schema", name)) => name.clone_into(&mut schema),
                Some(("sslrootcert", path)) => roots = Some(decoded(path)?),
                Some(("passfile", path)) => passwords = Some(PathBuf::from(decoded(path)?)),
                // Certificates are always looked at, whatever the mode is called.
                Some(("sslmode", "verify-ca" | "verify-full")) => rest.push("sslmode=require"),
                _ => rest.push(pair),
            }
        }
        let plain = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'_';
        if schema.is_empty() || schema.len() > 63 || !schema.bytes().all(plain) {
            let what = "a schema is lower-case letters, digits and _, 63 at most".to_owned();
            return Err(Error::Unsupported { what });
        }
        let mut config = Config::from_str(&format!("{front}?{}", rest.join("&")))
            .map_err(|_| Error::Unsupported { what: not_understood(&rest) })?;
        password::add(&mut config, passwords)?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(PATIENCE);
        }
        if config.get_application_name().is_none() {
            config.application_name("event-contract");
        }
        Ok(Self { config, roots: roots.map(PathBuf::from), schema })
    }

    fn tls(&self) -> Result<MakeRustlsConnect, Error> {
        let local = self.config.get_hosts().iter().all(|host| match host {
            #[cfg(unix)]
            Host::Unix(_) => true,
            Host::Tcp(_) => false,
        });
        let roots = if self.config.get_ssl_mode() == SslMode::Disable || local {
            RootCertStore::empty()
        } else {
            tls::roots(self.roots.as_deref())?
        };
        Ok(MakeRustlsConnect::new(tls::client(roots)?))
    }
}

/// What to say of a URL that the client does not understand. What it says itself may quote a password.
fn not_understood(pairs: &[&str]) -> String {
    const KNOWN: [&str; 14] = [
        "user",
        "password",
        "dbname",
        "options",
        "application_name",
        "sslmode",
        "sslnegotiation",
        "host",
        "hostaddr",
        "port",
        "connect_timeout",
        "tcp_user_timeout",
        "target_session_attrs",
        "channel_binding",
    ];
    let known = |pair: &&&str| pair.split_once('=').is_some_and(|(name, _)| KNOWN.contains(&name));
    let hint = match pairs.iter().find(|pair| !known(pair)) {
        Some(_) => "something behind the ? is no option that is known here",
        None => "its form or the value of an option is wrong",
    };
    format!(
        "a URL of PostgreSQL that is not understood: {hint}. It is postgres://user:password@host:port/database?option=value, \
         and in a password, what is no letter and no digit is a % with its two hexadecimal digits, such as %40 for @"
    )
}

/// A server, with connections that are opened when they are needed and again when they broke.
pub(super) struct Server {
    /// Always there until the end.
    runtime: Option<Runtime>,
    pool: Pool,
    config: Config,
    tls: MakeRustlsConnect,
    pub(super) schema: String,
    /// Told of whenever the log may have grown.
    grown: Arc<Notify>,
    listener: tokio::sync::Mutex<Option<JoinHandle<()>>>,
}

impl Server {
    pub(super) fn new(address: Address) -> Result<Self, Error> {
        let tls = address.tls()?;
        let Address { config, schema, .. } = address;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| broken("starting", error))?;
        let manager = Manager::from_config(
            config.clone(),
            tls.clone(),
            ManagerConfig { recycling_method: RecyclingMethod::Fast },
        );
        // What durability, patience and plans rest on, whatever the server's defaults. A plan made while
        // tables are small would otherwise read all of them long after they have grown; where there is no
        // other way, it looks so dear that it would be compiled first.
        let settings = format!(
            "SET search_path TO \"{schema}\"; SET synchronous_commit TO on; SET lock_timeout TO '10s'; \
             SET enable_seqscan TO off; SET jit TO off; SET idle_in_transaction_session_timeout TO '60s'"
        );
        let set = Hook::async_fn(move |client: &mut deadpool_postgres::ClientWrapper, _| {
            let settings = settings.clone();
            Box::pin(
                async move { client.batch_execute(&settings).await.map_err(HookError::Backend) },
            )
        });
        let pool = Pool::builder(manager)
            .max_size(CONNECTIONS)
            .runtime(deadpool_postgres::Runtime::Tokio1)
            .post_create(set)
            .build();
        let pool = pool.map_err(|error| broken("starting", error))?;
        let grown = Arc::new(Notify::new());
        let listener = tokio::sync::Mutex::new(None);
        Ok(Self { runtime: Some(runtime), pool, config, tls, schema, grown, listener })
    }

    /// Runs work to its end on this thread.
    pub(super) fn run<T>(&self, work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        match &self.runtime {
            Some(runtime) => runtime.block_on(work),
            None => Err(Error::Unsupported { what: "a log that was closed".into() }),
        }
    }

    pub(super) async fn client(&self) -> Result<Object, Error> {
        self.pool.get().await.map_err(|error| match error {
            deadpool_postgres::PoolError::Backend(error)
            | deadpool_postgres::PoolError::PostCreateHook(HookError::Backend(error)) => {
                failed("connecting", &error)
            }
            other => broken("connecting", other),
        })
    }

    /// Waits until the log may have grown, or for this long. Wake-ups get lost; whoever waits looks for
    /// himself now and then.
    pub(super) async fn woken(&self, at_most: Duration) {
        let woken = self.grown.notified();
        {
            let mut listener = self.listener.lock().await;
            if listener.as_ref().is_none_or(JoinHandle::is_finished) {
                *listener = self.listen().await;
            }
        }
        // In vain is an answer too.
        let _ = tokio::time::timeout(at_most, woken).await;
    }

    /// A task that passes on what the server says.
    async fn listen(&self) -> Option<JoinHandle<()>> {
        let (client, mut connection) = self.config.connect(self.tls.clone()).await.ok()?;
        let grown = Arc::clone(&self.grown);
        let task = tokio::spawn(async move {
            while let Some(Ok(message)) = poll_fn(|context| connection.poll_message(context)).await
            {
                if matches!(message, AsyncMessage::Notification(_)) {
                    grown.notify_waiters();
                }
            }
        });
        let listening = client.batch_execute(&format!("LISTEN \"{}\"", self.schema)).await;
        if listening.is_err() {
            return None;
        }
        // A connection lasts as long as its client.
        let kept = tokio::spawn(async move {
            let _ = task.await;
            drop(client);
        });
        // What was said in between is not known.
        self.grown.notify_waiters();
        Some(kept)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Without waiting, so that it may happen anywhere.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Server").field("schema", &self.schema).finish_non_exhaustive()
    }
}

/// A failure before anything was sent.
fn broken(operation: &'static str, error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Backend { operation, kind: Kind::Failed, source: error.into() }
}

/// Begins what stands for the character that PostgreSQL's texts cannot hold, NUL, and for itself.
const ESCAPE: char = '\u{1A}';

/// A text as PostgreSQL can hold it. Different texts stay different.
pub(super) fn written(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    if !bytes.contains(&0) && !bytes.contains(&0x1A) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace(ESCAPE, "\u{1A}1").replace('\0', "\u{1A}0"))
}

/// The text that was written so.
pub(super) fn read(text: &str) -> Box<str> {
    if !text.as_bytes().contains(&0x1A) {
        return text.into();
    }
    let mut parts = text.split(ESCAPE);
    let mut read = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        read.push(if part.starts_with('0') { '\0' } else { ESCAPE });
        read.push_str(part.get(1..).unwrap_or_default());
    }
    read.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_comes_back() {
        for text in
            ["", "a", "\0", "\u{1A}", "\u{1A}0", "\u{1A}1\0", "\0\u{1A}\u{1A}01", "é\u{1A}\0"]
        {
            let written = written(text);
            assert!(!written.contains('\0'));
            assert_eq!(&*read(&written), text);
        }
    }

    #[test]
    fn what_is_ours_in_a_url_is_taken_out() {
        let address = Address::parse(
            "postgres://u:p@h/db?schema=log_2&sslmode=verify-full&sslrootcert=%2Fa%20b",
        );
        let address = address.unwrap();
        assert_eq!(address.schema, "log_2");
        assert_eq!(address.roots, Some(PathBuf::from("/a b")));
        assert_eq!(address.config.get_ssl_mode(), SslMode::Require);
        for bad in ["schema=", "schema=\"x", "schema=A", "sslrootcert=%4", "nonsense=1"] {
            let error = Address::parse(&format!("postgres://u:sesame@h/db?{bad}")).unwrap_err();
            assert!(!error.to_string().contains("sesame"), "{error}");
        }
    }
}

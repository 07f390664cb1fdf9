//! What a URL of a log on NATS servers says.

use std::num::{NonZeroU64, NonZeroUsize};
use std::path::PathBuf;
use std::time::Duration;

use event_contract::log::Error;

use crate::tls::decoded;

/// How long a call goes on trying while servers come back or elect a leader.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a URL says.
#[derive(Default)]
pub(super) struct Address {
    /// `host:port`, one or more.
    pub(super) servers: Vec<String>,
    /// The log's name, which its streams and subjects begin with.
    pub(super) log: String,
    pub(super) user: Option<(String, String)>,
    pub(super) token: Option<String>,
    /// The file with a JWT and its key.
    pub(super) credentials: Option<PathBuf>,
    pub(super) tls: bool,
    /// Where trusted certificates are; the system's are taken if it is not said.
    pub(super) roots: Option<PathBuf>,
    pub(super) replicas: Option<NonZeroUsize>,
    /// The servers' monitoring ports, `host:port`, where it is looked up whether they sync.
    pub(super) monitors: Vec<String>,
    pub(super) patience: Duration,
}

impl Address {
    pub(super) fn parse(url: &str) -> Result<Self, Error> {
        let unsupported = |what: &str| Error::Unsupported { what: what.to_owned() };
        let (front, query) = url.split_once('?').unwrap_or((url, ""));
        let (scheme, rest) = front.split_once("://").unwrap_or_default();
        let mut address = Self { patience: PATIENCE, tls: scheme == "tls", ..Self::default() };
        if !["nats", "tls"].contains(&scheme) {
            return Err(unsupported("a log on NATS has a URL like nats://host:4222/LOG"));
        }
        let (authority, log) = rest.split_once('/').unwrap_or((rest, ""));
        let (user, hosts) = authority.rsplit_once('@').unwrap_or(("", authority));
        match user.split_once(':') {
            Some((user, password)) => address.user = Some((decoded(user)?, decoded(password)?)),
            None if user.is_empty() => {}
            None => address.token = Some(decoded(user)?),
        }
        let plain = |c: u8| c.is_ascii_alphanumeric() || c == b'_' || c == b'-';
        if log.is_empty() || log.len() > 32 || !log.bytes().all(plain) {
            return Err(unsupported(
                "a log on NATS is named by letters, digits, - and _, 32 at most",
            ));
        }
        log.clone_into(&mut address.log);
        for host in hosts.split(',').filter(|host| !host.is_empty()) {
            // An IPv6 address has colons of its own, in brackets.
            let port = host.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok());
            address.servers.push(if port { host.to_owned() } else { format!("{host}:4222") });
        }
        if address.servers.is_empty() {
            return Err(unsupported("the URL names no host"));
        }
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            // Without the value, which may be a secret.
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            // Behind an @ that is not escaped, it is a part of a password.
            let plain = name.bytes().all(|c| c.is_ascii_lowercase()) && !query.contains('@');
            let shown = if plain && pair.contains('=') { name } else { "something behind the ?" };
            let wrong =
                || unsupported(&format!("{shown} in the URL is nothing that is known here"));
            let value = decoded(value)?;
            match name {
                "token" => address.token = Some(value),
                "creds" => address.credentials = Some(value.into()),
                "tls" => address.tls |= value.parse::<bool>().map_err(|_| wrong())?,
                "ca" => address.roots = Some(value.into()),
                "replicas" => address.replicas = Some(value.parse().map_err(|_| wrong())?),
                "monitor" => address.monitors = value.split(',').map(str::to_owned).collect(),
                "patience" => {
                    let seconds: NonZeroU64 = value.parse().map_err(|_| wrong())?;
                    address.patience = Duration::from_secs(seconds.get());
                }
                _ => return Err(wrong()),
            }
        }
        Ok(address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_taken_apart() {
        let url = "nats://me:s%40me@a:1,[::1]:2,c/orders?replicas=3&tls=true&patience=2&creds=%2Fa";
        let address = Address::parse(url).unwrap();
        assert_eq!(address.servers, ["a:1", "[::1]:2", "c:4222"]);
        assert_eq!(address.log, "orders");
        assert_eq!(address.user, Some(("me".into(), "s@me".into())));
        assert_eq!(address.replicas.map(NonZeroUsize::get), Some(3));
        assert_eq!(address.credentials, Some("/a".into()));
        assert!(address.tls);
        let address = Address::parse("tls://sesame@h/x").unwrap();
        assert_eq!(address.token.as_deref(), Some("sesame"));
        assert!(address.tls);
    }

    #[test]
    fn what_is_wrong_is_said_without_secrets() {
        for bad in ["h", "h/", "h/a.b", "h/a?replicas=sesame", "h/a?sesam=sesame", "/a", "h/a?x=%4"]
        {
            let error = Address::parse(&format!("nats://u:sesame@{bad}")).map(drop).unwrap_err();
            assert!(!error.to_string().contains("sesame"), "{error}");
        }
        assert!(Address::parse("postgres://h/a").is_err());
    }
}

//! The behaviour suite, on every backend.

use std::cell::RefCell;
use std::num::NonZeroUsize;

use event_contract_stores::{Memory, Sqlite, Store as _};
use event_contract_testkit::log;

const THREE: NonZeroUsize = NonZeroUsize::new(3).unwrap();

#[test]
fn memory() {
    log::suite(|| Memory::default().retaining(THREE), |log| log);
    let shared = Memory::default();
    log::concurrent(|| shared.clone());
}

#[test]
fn sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let last = RefCell::new(0);
    let path = || folder.path().join(format!("{}.db", last.borrow()));
    let fresh = || {
        *last.borrow_mut() += 1;
        Sqlite::create(path()).unwrap().retaining(THREE)
    };
    log::suite(fresh, |log| {
        drop(log);
        let log = Sqlite::open(path()).unwrap();
        assert_eq!(log.verify().unwrap(), 4);
        log
    });
    let shared = folder.path().join("shared.db");
    log::concurrent(|| Sqlite::create(&shared).unwrap());
    assert!(Sqlite::open(&shared).unwrap().verify().unwrap() > 0);
}

#[cfg(feature = "postgres")]
#[test]
fn postgres() {
    use event_contract_stores::Postgres;
    let Some(server) = event_contract_testkit::postgres::Server::start() else { return };
    let last = RefCell::new(0);
    let url = || server.url(&format!("log_{}", last.borrow()));
    let fresh = || {
        *last.borrow_mut() += 1;
        Postgres::create(&url()).unwrap().retaining(THREE)
    };
    log::suite(fresh, |log| {
        drop(log);
        let log = Postgres::open(&url()).unwrap();
        assert_eq!(log.verify().unwrap(), 4);
        log
    });
    log::concurrent(|| Postgres::create(&server.url("shared")).unwrap());
    let mut log = Postgres::open(&server.url("shared")).unwrap();
    let events = log.verify().unwrap();
    log.compact().unwrap();
    let stats = log.stats().unwrap();
    assert_eq!((stats.events, stats.aggregates > 0, stats.bytes > 0), (events, true, true));
}

#[cfg(feature = "nats")]
#[test]
fn nats() {
    use event_contract_stores::Nats;
    let Some(server) = event_contract_testkit::nats::Server::start() else { return };
    let last = RefCell::new(0);
    let url = || server.url(&format!("log_{}", last.borrow()));
    let fresh = || {
        *last.borrow_mut() += 1;
        Nats::create(&url()).unwrap().retaining(THREE)
    };
    log::suite(fresh, |log| {
        drop(log);
        let log = Nats::open(&url()).unwrap();
        assert_eq!(log.verify().unwrap(), 4);
        log
    });
    log::concurrent(|| Nats::create(&server.url("shared")).unwrap());
    let mut log = Nats::open(&server.url("shared")).unwrap();
    let events = log.verify().unwrap();
    log.compact().unwrap();
    let stats = log.stats().unwrap();
    assert_eq!((stats.events, stats.aggregates > 0, stats.bytes > 0), (events, true, true));
    assert_eq!(log.verify().unwrap(), events);
}

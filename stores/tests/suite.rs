//! The behaviour suite, on every backend.

use std::cell::RefCell;
use std::num::NonZeroUsize;

use event_contract_stores::{Memory, Sqlite};
use event_contract_testkit::log;

const THREE: NonZeroUsize = NonZeroUsize::new(3).unwrap();

#[test]
fn memory() {
    log::suite(|| Memory::default().retaining(THREE), |log| log);
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
}

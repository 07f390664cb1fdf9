//! Damaged files are refused, not read.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails by panicking, as the test does")]

use std::path::Path;

use event_contract::log::{Batch, Error, Kind, Of, Reader as _, Writer as _};
use event_contract_stores::{Sqlite, Store as _};
use event_contract_testkit::check;
use event_contract_testkit::log::entry;

/// A file with 300 events and nothing in the write-ahead log.
fn filled(path: &Path) {
    let mut log = Sqlite::create(path).unwrap();
    let entries = (0..300).map(|number| entry(number, &format!("a{}", number % 7), "X"));
    log.append(&Batch::of(entries)).unwrap();
    log.compact().unwrap();
}

/// Reads everything, in all ways there are.
fn everything(path: &Path) -> Result<Vec<event_contract::log::Stored>, Error> {
    let log = Sqlite::open(path)?;
    log.verify()?;
    log.read(Of::All, 0, usize::MAX)
}

#[test]
fn a_flipped_byte_is_an_error_or_makes_no_difference() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.db");
    filled(&path);
    let sound = everything(&path).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    let detected = std::cell::Cell::new(0);
    check(200, (0..bytes.len(), 1..=255_u8), |(at, bits)| {
        let mut damaged = bytes.clone();
        damaged[at] ^= bits;
        let path = folder.path().join("damaged.db");
        for rest in ["damaged.db-wal", "damaged.db-shm"] {
            let _ = std::fs::remove_file(folder.path().join(rest));
        }
        std::fs::write(&path, damaged).unwrap();
        match everything(&path) {
            // Free space, or a counter that nothing depends on.
            Ok(read) => assert!(read == sound, "byte {at}"),
            Err(error) => {
                detected.set(detected.get() + 1);
                let kind = error.kind();
                let known = matches!(kind, Kind::Corrupt | Kind::Unsupported | Kind::Failed);
                assert!(known, "byte {at}: {error}");
            }
        }
    });
    assert!(detected.get() > 100, "only {} of 200 were noticed", detected.get());
}

#[test]
fn a_torn_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.db");
    filled(&path);
    let bytes = std::fs::read(&path).unwrap();
    for kept in [50, 100, 4096, bytes.len() / 2, bytes.len() - 4096, bytes.len() - 1] {
        let path = folder.path().join(format!("{kept}.db"));
        std::fs::write(&path, &bytes[..kept]).unwrap();
        let error = everything(&path).unwrap_err();
        assert!(matches!(error.kind(), Kind::Corrupt | Kind::Unsupported), "{kept}: {error:?}");
    }
}

#[test]
fn what_is_no_log_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing.db");
    assert!(Sqlite::open(&missing).is_err());
    assert!(!missing.exists(), "opening makes no file");
    let text = folder.path().join("text");
    std::fs::write(&text, "a file of someone else's, which is longer than a header would be")
        .unwrap();
    let before = std::fs::read(&text).unwrap();
    let error = Sqlite::create(&text).unwrap_err();
    assert_eq!(error.kind(), Kind::Unsupported);
    assert_eq!(std::fs::read(&text).unwrap(), before);
}

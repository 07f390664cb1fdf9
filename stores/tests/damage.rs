//! Damaged files are refused, not read.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails by panicking, as the test does")]

use std::path::Path;

use event_contract::log::{Batch, Error, Kind, Of, Reader as _, Rejected, Writer};
use event_contract_stores::{Head, Memory, Sqlite, Store};
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

#[test]
fn an_empty_file_is_no_log_that_never_had_any() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.db");
    std::fs::write(&path, "").unwrap();
    for opened in [Sqlite::open(&path), Sqlite::create(&path), Sqlite::open_to_read(&path)] {
        let error = opened.map(drop).unwrap_err();
        assert_eq!(error.kind(), Kind::Unsupported, "{error}");
        assert!(error.to_string().contains("empty file"), "{error}");
    }
    assert_eq!(std::fs::metadata(&path).unwrap().len(), 0, "it is left as it is");
}

#[cfg(unix)]
#[test]
fn only_its_owner_reads_a_log() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.db");
    let mut log = Sqlite::create(&path).unwrap();
    log.append(&Batch::of([entry(1, "a", "X")])).unwrap();
    let files: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(Result::unwrap).collect();
    assert_eq!(files.len(), 3, "the log, its write-ahead log and its shared memory");
    for file in files {
        let mode = file.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", file.path().display());
    }
}

/// Runs SQL on a file as someone else would.
fn sql(path: &Path, sql: &str) {
    let connection = rusqlite::Connection::open(path).unwrap();
    connection.execute_batch(sql).unwrap();
}

#[test]
fn what_was_done_to_a_log_behind_its_back_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let whole = folder.path().join("whole.db");
    filled(&whole);
    let mut log = Sqlite::open(&whole).unwrap();
    let rejected = |number: u8| Rejected {
        origin: format!("f:{number}"),
        reason: "no event".into(),
        document: vec![number],
    };
    log.keep(&[rejected(1), rejected(2)]).unwrap();
    log.compact().unwrap();
    let head = log.verify_since(None).unwrap();
    assert_eq!(log.verify_since(Some(&head)).unwrap(), head);
    drop(log);
    for (at, (damage, told)) in [
        ("DELETE FROM events WHERE position = 300", "the last 1 are lost"),
        (
            "DELETE FROM events WHERE position > 290; UPDATE head SET position = 290",
            "first 290 events",
        ),
        ("DELETE FROM events WHERE position = 7", "position 7 is missing"),
        ("DELETE FROM head", "head is missing"),
        ("UPDATE rejected SET document = x'07' WHERE id = 2", "rejected document 2"),
        ("UPDATE rejected SET reason = 'another' WHERE id = 1", "rejected document 1"),
        ("CREATE TRIGGER t AFTER INSERT ON events BEGIN DELETE FROM events; END", "trigger t"),
        ("DROP INDEX events_by_type", "index events_by_type is missing"),
        ("CREATE UNIQUE INDEX once ON events (event_type, position)", "index once"),
        ("ALTER TABLE clocks ADD COLUMN more TEXT", "table clocks is not as it was made"),
        ("DROP TABLE snapshots", "table snapshots is missing"),
    ]
    .into_iter()
    .enumerate()
    {
        let path = folder.path().join(format!("{at}.db"));
        std::fs::copy(&whole, &path).unwrap();
        sql(&path, damage);
        let error = Sqlite::open_to_read(&path).unwrap().verify().unwrap_err();
        assert_eq!(error.kind(), Kind::Corrupt, "{damage}: {error}");
        assert!(error.to_string().contains(told), "{damage}: {error}");
    }
    let path = folder.path().join("theirs.db");
    std::fs::copy(&whole, &path).unwrap();
    sql(&path, "CREATE TABLE theirs (x); CREATE INDEX quicker ON events (aggregate_id); ANALYZE");
    assert_eq!(Sqlite::open(&path).unwrap().verify().unwrap(), 300, "what hurts nobody is let be");
}

/// Makes a log under a name.
type Makes<'a> = Box<dyn Fn(&str) -> Box<dyn Store> + 'a>;

#[test]
fn a_log_that_lost_its_end_does_not_have_its_old_head() {
    let folder = tempfile::tempdir().unwrap();
    let logs: [Makes<'_>; 2] = [
        Box::new(|name| Box::new(Sqlite::create(folder.path().join(name)).unwrap())),
        Box::new(|_| Box::new(Memory::default())),
    ];
    let entries = |to: u64| (1..=to).map(|number| entry(number, "a", "X"));
    let mut heads = Vec::new();
    for log in logs {
        let (mut longer, mut shorter) = (log("longer"), log("shorter"));
        Writer::append(&mut *longer, &Batch::of(entries(4))).unwrap();
        Writer::append(&mut *longer, &Batch::of(entries(9))).unwrap();
        Writer::append(&mut *shorter, &Batch::of(entries(7))).unwrap();
        let (head, earlier) = (longer.kept_head().unwrap(), shorter.kept_head().unwrap());
        assert_eq!((head.position, earlier.position), (9, 7));
        assert_eq!(longer.verify_since(Some(&earlier)).unwrap(), head, "it went on from there");
        let error = shorter.verify_since(Some(&head)).unwrap_err().to_string();
        assert!(
            error.contains("ends at position 7") && error.contains("last 2 are lost"),
            "{error}"
        );
        let other = Head { chain: [1; 32], ..earlier };
        let error = longer.verify_since(Some(&other)).unwrap_err().to_string();
        assert!(error.contains("first 7 events are not those"), "{error}");
        let nothing = Head { position: 0, chain: [1; 32] };
        assert!(longer.verify_since(Some(&nothing)).is_err());
        assert!(longer.verify_since(Some(&Head::default())).is_ok());
        heads.push(head);
    }
    assert_eq!(heads[0], heads[1], "what holds the same has the same head");
}

#[test]
fn a_log_of_before_heads_gets_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.db");
    filled(&path);
    let head = Sqlite::open(&path).unwrap().kept_head().unwrap();
    sql(&path, "DROP TABLE head; PRAGMA user_version = 1; PRAGMA wal_checkpoint(TRUNCATE)");
    let old = Sqlite::open_to_read(&path).unwrap();
    assert_eq!((old.verify_since(Some(&head)).unwrap(), old.kept_head().unwrap()), (head, head));
    drop(old);
    let mut log = Sqlite::open(&path).unwrap();
    assert_eq!(log.verify_since(Some(&head)).unwrap(), head);
    // As if a program of before had appended since.
    log.append(&Batch::of([entry(1000, "a0", "X")])).unwrap();
    let longer = log.kept_head().unwrap();
    sql(&path, "UPDATE head SET position = 0, chain = zeroblob(32)");
    assert_eq!(log.kept_head().unwrap(), longer);
    log.append(&Batch::of([entry(1001, "a0", "X")])).unwrap();
    assert_eq!(log.verify_since(Some(&longer)).unwrap().position, 302);
}

/// A log, and its write-ahead log of so many batches, as a process that was killed leaves it.
fn killed(folder: &Path, batches: u64) -> (std::path::PathBuf, Vec<u8>) {
    let path = folder.join("killed.db");
    let mut log = Sqlite::create(&path).unwrap();
    // So that the file has the tables.
    log.compact().unwrap();
    for number in 1..=batches {
        log.append(&Batch::of([entry(number, "a", "X")])).unwrap();
    }
    let wal = std::fs::read(folder.join("killed.db-wal")).unwrap();
    let main = std::fs::read(&path).unwrap();
    drop(log);
    std::fs::write(&path, main).unwrap();
    (path, wal)
}

#[test]
fn a_flipped_bit_in_the_write_ahead_log_hides_no_acknowledged_event() {
    let folder = tempfile::tempdir().unwrap();
    let (path, wal) = killed(folder.path(), 40);
    let beside = folder.path().join("killed.db-wal");
    let found = |wal: &[u8]| {
        let _ = std::fs::remove_file(folder.path().join("killed.db-shm"));
        std::fs::write(&beside, wal).unwrap();
        Sqlite::open_to_read(&path).and_then(|log| log.verify())
    };
    assert_eq!(found(&wal).unwrap(), 40);
    let noticed = std::cell::Cell::new(0);
    check(60, (0..wal.len(), 0..8_u8), |(at, bit)| {
        let mut damaged = wal.clone();
        damaged[at] ^= 1 << bit;
        match found(&damaged) {
            Ok(events) => assert_eq!(events, 40, "byte {at}"),
            Err(error) => {
                noticed.set(noticed.get() + 1);
                assert!(
                    matches!(error.kind(), Kind::Corrupt | Kind::Unsupported),
                    "byte {at}: {error}"
                );
            }
        }
    });
    assert!(noticed.get() > 50, "only {} of 60 were noticed", noticed.get());
    // Nobody who opens it to write has the rest thrown away.
    let mut damaged = wal.clone();
    damaged[wal.len() / 2] ^= 1;
    std::fs::write(&beside, &damaged).unwrap();
    let error = Sqlite::open(&path).map(drop).unwrap_err();
    assert_eq!(error.kind(), Kind::Corrupt, "{error}");
    assert!(std::fs::read(&beside).unwrap() == damaged, "it is left as it is");
    // What was being written when the power went is no damage.
    for kept in [wal.len() - 1, wal.len() - 2000, wal.len() / 2, 40, 20, 0] {
        let events = found(&wal[..kept]).unwrap();
        assert!(events < 40 && (kept < 5000 || events > 0), "{kept}: {events}");
    }
}

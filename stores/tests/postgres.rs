//! What is particular to PostgreSQL: TLS, a server that goes away, duplicates without reading documents,
//! and damage.

#![cfg(feature = "postgres")]
#![expect(clippy::unwrap_used, reason = "a helper of a test fails by panicking, as the test does")]

use std::fs;
use std::process::Command;

use event_contract::log::{Appended, Batch, Error, Kind, Of, Reader as _, Rejected, Writer as _};
use event_contract_stores::{Memory, Options, Postgres, Store as _, create};
use event_contract_testkit::log::entry;
use event_contract_testkit::postgres::Server;

/// Runs SQL as someone else would.
fn sql(url: &str, sql: &str) {
    let (_, schema) = url.split_once("?schema=").unwrap();
    execute(url, &format!("SET search_path TO {schema}"), sql);
}

fn execute(url: &str, first: &str, sql: &str) {
    let (url, _) = url.split_once("?schema=").unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let (client, connection) =
            tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
        let connection = tokio::spawn(connection);
        client.batch_execute(first).await.unwrap();
        client.batch_execute(sql).await.unwrap();
        drop(client);
        connection.await.unwrap().unwrap();
    });
}

#[test]
fn a_log_that_was_altered_is_refused_and_one_that_is_none_left_alone() {
    let Some(server) = Server::start() else { return };
    let url = server.url("none");
    let error = Postgres::open(&url).map(drop).unwrap_err();
    assert_eq!(error.kind(), Kind::Unsupported);
    let damages = [
        "UPDATE events SET document = replace(document, '7', '8') WHERE position = 7",
        "UPDATE events SET aggregate_id = 'other' WHERE position = 7",
        "DELETE FROM events WHERE position = 7",
        "DELETE FROM event_ids WHERE position = 7",
        "UPDATE event_ids SET position = 8 WHERE position = 7",
        "UPDATE log SET position = 8",
        "DELETE FROM events WHERE position = 9",
        "DELETE FROM events WHERE position = 9; DELETE FROM event_ids WHERE position = 9",
        "UPDATE log SET chain = decode(repeat('01', 32), 'hex')",
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; \
         CREATE TRIGGER t BEFORE INSERT ON clocks FOR EACH ROW EXECUTE FUNCTION f()",
        "CREATE RULE r AS ON DELETE TO rejected DO INSTEAD NOTHING",
        "ALTER TABLE events ENABLE ROW LEVEL SECURITY",
        "DROP INDEX events_by_type",
        "CREATE UNIQUE INDEX once ON clocks (reading)",
        "ALTER TABLE event_ids DROP CONSTRAINT event_ids_pkey",
        "ALTER TABLE events ALTER COLUMN version DROP NOT NULL",
        "ALTER TABLE snapshots ADD COLUMN more text",
        "ALTER TABLE events DETACH PARTITION events_0",
        "UPDATE rejected SET document = decode('07', 'hex')",
    ];
    for (at, damage) in damages.into_iter().enumerate() {
        let url = server.url(&format!("damaged_{at}"));
        let mut log = Postgres::create(&url).unwrap();
        log.append(&Batch::of((1..=9).map(|number| entry(number, "a", "X")))).unwrap();
        let document = vec![1];
        log.keep(&[Rejected { origin: "f:1".into(), reason: "none".into(), document }]).unwrap();
        assert_eq!(log.verify().unwrap(), 9);
        sql(&url, damage);
        let error = log.verify().unwrap_err();
        assert!(matches!(error, Error::Corrupt { .. }), "{damage}: {error}");
    }
    let url = server.url("newer");
    drop(Postgres::create(&url).unwrap());
    sql(&url, "UPDATE log SET tables = 99");
    assert_eq!(Postgres::create(&url).map(drop).unwrap_err().kind(), Kind::Unsupported);
}

#[test]
fn the_head_moves_with_each_append_and_tells_a_lost_end() {
    let Some(server) = Server::start() else { return };
    let url = server.url("heads");
    let mut log = Postgres::create(&url).unwrap();
    let mut same = Memory::default();
    for (from, to) in [(1, 1), (1, 3), (4, 900)] {
        let batch = Batch::of((from..=to).map(|number| entry(number, "a", "X")));
        log.append(&batch).unwrap();
        same.append(&batch).unwrap();
        assert_eq!(log.kept_head().unwrap(), same.kept_head().unwrap());
    }
    let head = log.verify_since(None).unwrap();
    assert_eq!(log.verify_since(Some(&head)).unwrap(), head);
    let url_of_before = server.url("before");
    let mut before = Postgres::create(&url_of_before).unwrap();
    before.append(&Batch::of((1..=9).map(|number| entry(number, "a", "X")))).unwrap();
    let kept = before.kept_head().unwrap();
    let error = before.verify_since(Some(&head)).unwrap_err().to_string();
    assert!(error.contains("ends at position 9") && error.contains("891 are lost"), "{error}");
    // Tables of before heads, and then an append by a program of before.
    sql(
        &url_of_before,
        "ALTER TABLE log DROP COLUMN chained, DROP COLUMN chain; UPDATE log SET tables = 1",
    );
    let error = Postgres::open_to_read(&url_of_before).map(drop).unwrap_err();
    assert!(error.to_string().contains("tables of version 1"), "{error}");
    let mut before = Postgres::open(&url_of_before).unwrap();
    assert_eq!(before.verify_since(Some(&kept)).unwrap(), kept);
    sql(&url_of_before, "UPDATE log SET chained = 0, chain = decode(repeat('00', 32), 'hex')");
    assert_eq!(before.kept_head().unwrap(), kept);
    before.append(&Batch::of([entry(10, "a", "X")])).unwrap();
    assert_eq!(before.verify_since(Some(&kept)).unwrap().position, 10);
}

#[test]
fn a_role_needs_no_more_than_a_schema_of_its_own() {
    let Some(server) = Server::start() else { return };
    let url = server.url("theirs");
    sql(&url, "CREATE ROLE app LOGIN; CREATE SCHEMA theirs AUTHORIZATION app");
    let url = url.replace("postgres://postgres@", "postgres://app@");
    assert!(url.contains("app@"), "{url}");
    let mut log = Postgres::create(&url).unwrap();
    log.append(&Batch::of([entry(1, "a", "X")])).unwrap();
    assert_eq!(Postgres::open_to_read(&url).unwrap().verify().unwrap(), 1);
}

#[test]
fn a_database_that_does_not_hold_all_text_is_refused() {
    let Some(server) = Server::start() else { return };
    let url = server.url("odd");
    execute(
        &url,
        "SELECT 1",
        "CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0",
    );
    let url = url.replace("/postgres?", "/latin?");
    let error = Postgres::create(&url).map(drop).unwrap_err();
    assert_eq!(error.kind(), Kind::Unsupported, "{error}");
    assert!(error.to_string().contains("LATIN1") && error.to_string().contains("UTF8"), "{error}");
}

#[test]
fn bulk_goes_in_as_single_events_do() {
    let Some(server) = Server::start() else { return };
    let mut log = Postgres::create(&server.url("bulk")).unwrap();
    let entries: Vec<_> =
        (0..3000).map(|number| entry(number, &format!("a{}", number % 7), "X")).collect();
    log.append(&Batch::of(entries[..5].to_vec())).unwrap();
    let done = log.append(&Batch::of(entries.clone())).unwrap();
    let new = done.iter().filter(|done| matches!(done, Appended::New { .. })).count();
    assert_eq!(new, 2995);
    assert!(done.iter().map(|done| done.position()).eq(1..=3000));
    assert_eq!(log.verify().unwrap(), 3000);
    let read = log.read(Of::All, 0, usize::MAX).unwrap();
    assert!(read.iter().map(|stored| &stored.entry).eq(&entries));
}

#[test]
fn a_log_outlives_its_server() {
    let Some(mut server) = Server::start() else { return };
    let mut log = Postgres::create(&server.url("outlives")).unwrap();
    log.append(&Batch::of([entry(1, "a", "X")])).unwrap();
    server.kill();
    let batch = Batch::of([entry(2, "a", "X")]);
    let error = log.append(&batch).unwrap_err();
    assert!(error.is_retryable(), "{error:?}");
    server.run();
    let done = (0..9).find_map(|_| log.append(&batch).ok()).unwrap();
    assert_eq!(done, [Appended::New { position: 2, version: 2 }]);
    assert_eq!(log.verify().unwrap(), 2);
}

#[test]
fn tls_is_used_and_certificates_are_checked() {
    let certified = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let settings = [
        "ssl=on",
        "ssl_cert_file=DIR/cert.pem",
        "ssl_key_file=DIR/key.pem",
        "hba_file=DIR/hba.conf",
        "listen_addresses=127.0.0.1",
    ];
    let Some(server) = Server::prepare(&settings, |folder| {
        let key = folder.join("key.pem");
        fs::write(folder.join("cert.pem"), certified.cert.pem()).unwrap();
        fs::write(&key, certified.signing_key.serialize_pem()).unwrap();
        let only_ours = std::os::unix::fs::PermissionsExt::from_mode(0o600);
        fs::set_permissions(&key, only_ours).unwrap();
        // Nothing may come in without TLS.
        fs::write(folder.join("hba.conf"), "local all all trust\nhostssl all all all trust\n")
            .unwrap();
    }) else {
        return;
    };
    let port = server.port();
    let certificate = server.folder().join("cert.pem");
    let url = |host: &str, rest: &str| {
        format!("postgres://postgres@{host}:{port}/postgres?schema=tls{rest}")
    };
    let trusted = format!("&sslmode=require&sslrootcert={}", certificate.display());
    let mut log = Postgres::create(&url("localhost", &trusted)).unwrap();
    log.append(&Batch::of([entry(1, "a", "X")])).unwrap();
    for (host, rest) in [
        ("localhost", "&sslmode=require"),
        ("127.0.0.1", trusted.as_str()),
        ("localhost", "&sslmode=disable"),
    ] {
        let error = Postgres::open(&url(host, rest)).map(drop).unwrap_err();
        assert!(matches!(error, Error::Backend { .. }), "{host} {rest}: {error}");
    }
}

#[test]
fn ids_that_are_taken_are_found_out_by_writing_and_then_by_looking() {
    let Some(server) = Server::start() else { return };
    for size in [20, 900_u64] {
        let url = server.url(&format!("taken_{size}"));
        let mut log = Postgres::create(&url).unwrap();
        let entries = |from: u64, to: u64| (from..=to).map(|number| entry(number, "a", "X"));
        log.append(&Batch::of(entries(1, size))).unwrap();
        // Each handle begins without a doubt. The last of the first batch is the first of the second.
        let mut log = Postgres::open(&url).unwrap();
        for round in 1..=2 {
            let done = log.append(&Batch::of(entries(size * round, size * (round + 1)))).unwrap();
            let (known, first) = (size * round, size * round + 1);
            assert_eq!(done[0], Appended::Duplicate { position: known, version: known });
            assert_eq!(done[1], Appended::New { position: first, version: first });
        }
        let mut log = Postgres::open(&url).unwrap();
        let mut other = entry(1, "a", "X");
        other.document = "{}".into();
        let batch = Batch::of([entry(size * 4, "a", "X"), other]);
        assert_eq!(log.append(&batch).unwrap_err().kind(), Kind::Conflict);
        assert_eq!(log.verify().unwrap(), size * 3);
    }
}

/// The process that opens a log in the surroundings that it is given.
#[test]
#[ignore = "is started by the test below"]
fn opens() {
    let url = std::env::var("LOG_URL").map(|_| "env:LOG_URL");
    let Ok(url) = url else { return };
    drop(create(url, Options::default()).unwrap());
}

#[test]
fn passwords_come_from_the_environment_and_from_files() {
    let Some(server) =
        Server::prepare(&["listen_addresses=127.0.0.1", "hba_file=DIR/hba.conf"], |folder| {
            let hba = "local all all trust\nhost all all all scram-sha-256\n";
            fs::write(folder.join("hba.conf"), hba).unwrap();
        })
    else {
        return;
    };
    let make = "CREATE ROLE app LOGIN PASSWORD 'sesame'; GRANT CREATE ON DATABASE postgres TO app";
    execute(&server.url("any"), "SELECT 1", make);
    let home = tempfile::tempdir().unwrap();
    let file = |name: &str| {
        let path = home.path().join(name);
        fs::write(&path, "127.0.0.1:*:postgres:app:sesame\n").unwrap();
        let only_ours = std::os::unix::fs::PermissionsExt::from_mode(0o600);
        fs::set_permissions(&path, only_ours).unwrap();
        path.display().to_string()
    };
    let url = format!("postgres://app@127.0.0.1:{}/postgres?schema=own", server.port());
    let opened = |more: &[(&str, &str)]| {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--ignored", "--exact", "opens", "--nocapture"]);
        command.env_remove("PGPASSWORD").env_remove("PGPASSFILE").env("HOME", home.path());
        let done = command.env("LOG_URL", &url).envs(more.iter().copied()).output().unwrap();
        let said = [done.stdout, done.stderr].map(|said| String::from_utf8(said).unwrap()).concat();
        assert!(!said.contains("sesame"), "{said}");
        done.status.success()
    };
    assert!(!opened(&[]), "there is no password");
    assert!(!opened(&[("PGPASSWORD", "other sesame")]), "it is another one");
    assert!(opened(&[("PGPASSWORD", "sesame")]));
    assert!(opened(&[("PGPASSFILE", &file("passwords"))]));
    assert!(!opened(&[]));
    file(".pgpass");
    assert!(opened(&[]));
}

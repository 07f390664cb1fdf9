//! Runs of the binary.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a run left behind.
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs the binary with nothing on standard input.
pub(crate) fn contracts(args: &[&str]) -> Run {
    piped(args, b"")
}

/// Runs the binary with `input` on standard input.
pub(crate) fn piped(args: &[&str], input: &[u8]) -> Run {
    run(&root(), args, input)
}

/// Runs the binary in a folder.
pub(crate) fn run_in(folder: &Path, args: &[&str]) -> Run {
    run(folder, args, b"")
}

fn run(folder: &Path, args: &[&str], input: &[u8]) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_contracts"))
        .args(args)
        .current_dir(folder)
        .env_remove("CLICOLOR_FORCE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let output = std::thread::scope(|scope| {
        scope.spawn(move || {
            // The binary may end before it has read everything.
            let _ = stdin.write_all(input);
        });
        child.wait_with_output().unwrap()
    });
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// A folder of one test, empty at first.
pub(crate) fn folder(test: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("cli-{test}"));
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The root of the checkout.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A valid event.
pub(crate) const GOOD: &str = r#"{"event_id":"01JMXXXXXXXXXXXXXXXXXXXXXX","event_type":"MissionClosed","aggregate_id":"mission/001","timestamp":"2026-03-01T12:00:00Z","build_id":"b-1","node_id":"n-1","lamport_clock":3,"project_uuid":"a1b2c3d4-e5f6-7890-abcd-ef1234567890","correlation_id":"01JMXXXXXXXXXXXXXXXXXXXXXX","schema_version":"3.0.0","payload":{"mission_slug":"m-001","mission_number":1,"mission_type":"software-dev"}}"#;

/// The event with another mission number, which makes it invalid.
pub(crate) fn bad() -> String {
    GOOD.replace(r#""mission_number":1"#, r#""mission_number":0"#)
}

/// A snapshot that does not depend on how fast the machine is.
#[macro_export]
macro_rules! assert_text {
    ($name:literal, $text:expr) => {
        insta::with_settings!({
            filters => vec![(r"\d+\.\d\d s, [\d,]+ events/s, \d+ MB/s", "[time]")],
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!($name, $text)
        })
    };
}

/// A text as gzip packs it.
pub(crate) fn gzip(text: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(text).unwrap();
    packed.finish().unwrap()
}

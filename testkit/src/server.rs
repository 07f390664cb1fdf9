//! What servers of tests' own have in common.

use std::io::Write as _;
use std::net::TcpListener;
use std::process::Child;

/// Says loudly that something could not be tested; in CI, that is a panic.
pub fn not_tested(why: &str) {
    assert!(
        std::env::var_os("CI").is_none_or(|value| value != "true"),
        "{why}, and CI must not leave its tests out"
    );
    // Written past the test runner, which keeps to itself what tests that pass have printed.
    let _ = std::io::stderr().write_all(format!("NOT TESTED: {why}\n").as_bytes());
}

/// A port that is free at this moment.
pub(crate) fn port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|at| at.local_addr()).unwrap().port()
}

/// Kills a process with SIGKILL, if there is one.
pub(crate) fn kill(process: &mut Option<Child>) {
    if let Some(mut process) = process.take() {
        let _ = process.kill();
        let _ = process.wait();
    }
}

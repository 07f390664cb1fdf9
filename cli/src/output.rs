//! Standard output.

use std::io::{self, BufWriter, StdoutLock, Write as _};

/// Standard output, in large writes. Whoever takes it flushes it, so that no error is lost.
pub fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Text or JSON, for commands that list things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum ListFormat {
    /// For people.
    Text,
    /// One JSON document.
    Json,
}

/// Prints a JSON document.
///
/// # Errors
///
/// Whatever standard output says.
pub fn print_json(value: &serde_json::Value) -> io::Result<()> {
    print(&format!("{value:#}\n"))
}

/// Prints text.
///
/// # Errors
///
/// Whatever standard output says.
pub fn print(text: &str) -> io::Result<()> {
    let mut out = stdout();
    out.write_all(text.as_bytes())?;
    out.flush()
}

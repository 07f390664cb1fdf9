//! `contracts tracker exec`: single calls of connectors.

use std::io::Write as _;

use spec_kitty_tracker::exec::Exec;
use tokio::sync::mpsc;

use crate::commands::protocol::{MAX_LINE_BYTES, next};
use crate::commands::stdout;
use crate::commands::validate::open;
use crate::exit::{Exit, Failure, Outcome};
use crate::stream::{Input, Kind};

/// Calls connectors of issue trackers, one call a line.
///
/// One JSON object a line in and one out, in order: `{"id", "vendor", "via", "config", "op", "args"}` gets
/// `{"id", "ok": true, "value"}` or `{"id", "ok": false, "error"}`. A call is one attempt: nothing is tried again.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Examples:\n  echo '{\"id\":1,\"vendor\":\"beads\",\"via\":\"direct\",\"config\":{},\"op\":\"capabilities\"}' | contracts tracker exec --jsonl -"
)]
pub(crate) struct Args {
    /// The file with requests, `-` for standard input.
    #[arg(value_name = "FILE", default_value = "-")]
    file: String,
    /// Reads one request a line: the only layout there is.
    #[arg(long, required = true)]
    jsonl: bool,
}

/// A line, or nothing for one that is too long.
type Line = std::io::Result<Option<Vec<u8>>>;

pub(super) async fn run(args: &Args) -> Outcome {
    let mut exec = Exec::default();
    let mut out = stdout();
    let mut lines = lines(Input::file(&args.file, Kind::Lines))?;
    while let Some(line) = lines.recv().await {
        let answer = match line.map_err(|error| Failure::at(&args.file, error))? {
            Some(line) => exec.answer(&line).await,
            None => Exec::too_long(),
        };
        out.write_all(answer.as_bytes())?;
        out.write_all(b"\n")?;
        out.flush()?;
    }
    Ok(Exit::Clean)
}

/// The lines of a file, read beside the connections, which are to be looked after meanwhile.
fn lines(input: Input) -> Result<mpsc::Receiver<Line>, Failure> {
    let (to, from) = mpsc::channel(1);
    let name = input.name.clone();
    let (opened, ready) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let mut requests = match open(input) {
            Ok(requests) => requests,
            Err(failure) => return drop(opened.send(Err(failure))),
        };
        let _ = opened.send(Ok(()));
        let mut line = Vec::new();
        loop {
            let read = match next(&mut requests, &mut line, MAX_LINE_BYTES) {
                Ok(None) => return,
                Ok(Some(true)) if line.iter().all(u8::is_ascii_whitespace) => continue,
                Ok(Some(whole)) => Ok(whole.then(|| std::mem::take(&mut line))),
                Err(error) => Err(error),
            };
            let last = read.is_err();
            if to.blocking_send(read).is_err() || last {
                return;
            }
        }
    });
    match ready.recv() {
        Ok(Ok(())) => Ok(from),
        Ok(Err(failure)) => Err(failure),
        Err(_) => Err(Failure::at(name, "cannot be read")),
    }
}

//! `contracts tracker exec`: single calls of connectors.

use std::io::Write as _;

use spec_kitty_tracker::Trackers;
use spec_kitty_tracker::exec::Exec;
use tokio::sync::mpsc;

use event_contract_cli::output::stdout;
use event_contract_cli::protocol::{Line, Lines, MAX_LINE_BYTES};
use event_contract_cli::{Exit, Failure, Outcome};

/// Calls connectors of issue trackers, one call a line.
///
/// One JSON object a line in and one out, in order: `{"id", "vendor", "via", "config", "op", "args"}` gets
/// `{"id", "ok": true, "value"}` or `{"id", "ok": false, "error"}`. A call is one attempt: nothing is tried again.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Operations: capabilities, list_issues, get_issue, create_issue, update_issue, transition_issue, upsert_link,\n\
    add_comment, delete_issue, list_events, mission_seed, mission_publish, discover_workspaces, discover_resources.\n\n\
    Example:\n  echo '{\"id\":1,\"vendor\":\"beads\",\"via\":\"direct\",\"config\":{},\"op\":\"capabilities\"}' | contracts tracker exec --jsonl -"
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
type Read = std::io::Result<Option<Vec<u8>>>;

pub(super) async fn run(args: &Args, trackers: &Trackers) -> Outcome {
    let mut exec = Exec::new(trackers.clone());
    let mut out = stdout();
    let mut lines = lines(&args.file)?;
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
fn lines(file: &str) -> Result<mpsc::Receiver<Read>, Failure> {
    let (to, from) = mpsc::channel(1);
    let file = file.to_owned();
    let (opened, ready) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let mut requests = match Lines::open(&file, MAX_LINE_BYTES) {
            Ok(requests) => requests,
            Err(failure) => return drop(opened.send(Err(failure))),
        };
        let _ = opened.send(Ok(()));
        loop {
            let read = match requests.next() {
                Ok(None) => return,
                Ok(Some(Line::Whole(line))) if line.iter().all(u8::is_ascii_whitespace) => continue,
                Ok(Some(Line::Whole(line))) => Ok(Some(line.to_owned())),
                Ok(Some(Line::TooLong)) => Ok(None),
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
        Err(_) => Err(Failure::Failed("the input cannot be read".to_owned())),
    }
}

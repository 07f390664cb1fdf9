//! Requests and answers, one JSON object a line in, one a line out, in order: `contracts validate --jsonl`
//! and the commands that do nothing else.
//!
//! A request may hold any JSON, however hostile: its parts are kept as text until the reader that judges
//! them sees them.

pub(crate) mod call;
pub(crate) mod reduce;
mod validate;

pub(super) use validate::Verdicts;

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};

use serde_json::json;
use serde_json::value::RawValue;

use super::stdout;
use super::validate::open;
use crate::exit::{Exit, Failure, Outcome};
use crate::stream::{Input, Kind};

/// The longest request, in bytes, unless told otherwise.
pub(in crate::commands) const MAX_LINE_BYTES: usize = 16 << 20;

/// Where requests come from.
#[derive(clap::Args, Debug)]
pub(crate) struct Requests {
    /// The files with requests, `-` for standard input.
    #[arg(value_name = "FILE", default_value = "-")]
    files: Vec<String>,
    /// Reads one request a line: the only layout there is.
    #[arg(long, required = true)]
    jsonl: bool,
    /// Longer lines are answered with an error, and are not kept in memory.
    #[arg(long, value_name = "BYTES", default_value_t = MAX_LINE_BYTES)]
    max_line_bytes: usize,
}

impl Requests {
    /// Answers every request of every file.
    fn answer(&self, protocol: &impl Protocol) -> Outcome {
        let inputs = self.files.iter().map(|file| Input::file(file, Kind::Lines)).collect();
        answer(protocol, inputs, self.max_line_bytes)
    }
}

/// A kind of requests.
pub(super) trait Protocol {
    /// The key of an answer that is `false` when there is an error instead.
    const SUCCESS: &'static str;

    /// The answer to a request: a JSON object's text, not empty and without the `id`.
    fn answer(&self, request: &Request<'_>) -> Result<String, Problem>;
}

/// A request: a JSON object of which every value is text.
pub(super) struct Request<'a>(HashMap<String, &'a RawValue>);

impl<'a> Request<'a> {
    /// The JSON text of a key's value.
    fn get(&self, key: &str) -> Option<&'a str> {
        self.0.get(key).map(|value| value.get())
    }
}

/// Why there is no answer.
pub(super) struct Problem {
    /// The reference's name for errors like this one.
    kind: &'static str,
    /// The reason for people.
    message: String,
}

impl Problem {
    fn new(kind: &'static str, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }
}

/// Answers every line of the inputs. What is wrong with a request is in its answer, so the run is clean.
pub(super) fn answer<P: Protocol>(protocol: &P, inputs: Vec<Input>, most: usize) -> Outcome {
    let mut out = stdout();
    for input in inputs {
        let name = input.name.clone();
        let mut requests = open(input)?;
        let mut request = Vec::new();
        while let Some(whole) =
            next(&mut requests, &mut request, most).map_err(|error| Failure::at(&name, error))?
        {
            if request.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let answer = if whole {
                respond(protocol, &request)
            } else {
                with_id(None, &failure::<P>(&Problem::new("ValueError", "the line is too long")))
            };
            out.write_all(answer.as_bytes())?;
            out.write_all(b"\n")?;
            // Whoever waits for an answer before the next question gets it.
            if requests.buffer().is_empty() {
                out.flush()?;
            }
        }
    }
    out.flush()?;
    Ok(Exit::Clean)
}

/// Reads the next line; `None` at the end, false for a line that was longer than allowed and not kept.
pub(in crate::commands) fn next(
    requests: &mut BufReader<Box<dyn Read>>,
    request: &mut Vec<u8>,
    most: usize,
) -> std::io::Result<Option<bool>> {
    request.clear();
    let limit = (most as u64).saturating_add(1);
    if requests.by_ref().take(limit).read_until(b'\n', request)? == 0 {
        return Ok(None);
    }
    if request.len() as u64 == limit && request.last() != Some(&b'\n') {
        requests.skip_until(b'\n')?;
        return Ok(Some(false));
    }
    Ok(Some(true))
}

fn respond<P: Protocol>(protocol: &P, request: &[u8]) -> String {
    let Ok(fields) = serde_json::from_slice(request) else {
        let problem = Problem::new("ValueError", "a request is a JSON object on one line");
        return with_id(None, &failure::<P>(&problem));
    };
    let request = Request(fields);
    let answer = protocol.answer(&request).unwrap_or_else(|problem| failure::<P>(&problem));
    with_id(request.get("id"), &answer)
}

fn failure<P: Protocol>(Problem { kind, message }: &Problem) -> String {
    json!({ P::SUCCESS: false, "error": { "kind": kind, "message": message } }).to_string()
}

/// An answer, with the request's id as it was spelled.
fn with_id(id: Option<&str>, answer: &str) -> String {
    format!("{{\"id\":{},{}", id.unwrap_or("null"), answer.get(1..).unwrap_or_default())
}

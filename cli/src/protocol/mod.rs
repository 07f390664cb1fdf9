//! Requests and answers, one JSON object a line in, one a line out, in order: `validate --jsonl`, `reduce`, and
//! the commands of programs that do nothing else.
//!
//! A request may hold any JSON, however hostile: its parts are kept as text until the reader that judges
//! them sees them.

mod lines;
mod validate;

pub use lines::{Line, Lines};
pub(crate) use validate::Verdicts;

use std::collections::HashMap;
use std::io::Write as _;

use event_contract::Violations;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::exit::{Exit, Failure, Outcome};
use crate::output::stdout;

/// The longest request, in bytes, unless told otherwise.
pub const MAX_LINE_BYTES: usize = 16 << 20;

/// Where requests come from.
#[derive(clap::Args, Debug)]
pub struct Requests {
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
    /// Answers every request of every file. What is wrong with a request is in its answer, so the run is clean.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, or standard output.
    pub fn answer(&self, protocol: &impl Protocol) -> Outcome {
        answer(protocol, &self.files, self.max_line_bytes)
    }
}

/// A kind of requests.
pub trait Protocol {
    /// The key of an answer that is `false` when there is an error instead.
    const SUCCESS: &'static str;

    /// The answer to a request: a JSON object's text, not empty and without the `id`.
    ///
    /// # Errors
    ///
    /// Whatever is wrong with the request.
    fn answer(&self, request: &Request<'_>) -> Result<String, Problem>;
}

/// A request: a JSON object of which every value is text.
pub struct Request<'a>(HashMap<String, &'a RawValue>);

impl<'a> Request<'a> {
    /// The JSON text of a key's value.
    pub fn get(&self, key: &str) -> Option<&'a str> {
        self.0.get(key).map(|value| value.get())
    }
}

/// Why there is no answer.
#[derive(Debug)]
pub struct Problem {
    /// The class of errors that it belongs to.
    kind: &'static str,
    /// The reason for people.
    message: String,
    /// What it is about, for programs.
    details: Option<Value>,
}

impl Problem {
    /// A problem of a kind.
    pub fn new(kind: &'static str, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), details: None }
    }

    /// The same, with what it is about: an object for programs.
    #[must_use]
    pub fn with_details(mut self, details: impl Into<Option<Value>>) -> Self {
        self.details = details.into();
        self
    }
}

impl From<Violations> for Problem {
    /// A value that does not keep its contract.
    fn from(violations: Violations) -> Self {
        Self::new("ValidationError", violations.to_string())
    }
}

/// Answers every line of the files.
pub(crate) fn answer<P: Protocol>(protocol: &P, files: &[String], most: usize) -> Outcome {
    let mut out = stdout();
    for file in files {
        let mut requests = Lines::open(file, most)?;
        while let Some(line) = requests.next().map_err(|error| Failure::at(file, error))? {
            let answer = match line {
                Line::Whole(request) if request.iter().all(u8::is_ascii_whitespace) => continue,
                Line::Whole(request) => respond(protocol, request),
                Line::TooLong => with_id(
                    None,
                    &failure::<P>(&Problem::new("ValueError", "the line is too long")),
                ),
            };
            out.write_all(answer.as_bytes())?;
            out.write_all(b"\n")?;
            // Whoever waits for an answer before the next question gets it.
            if requests.is_drained() {
                out.flush()?;
            }
        }
    }
    out.flush()?;
    Ok(Exit::Clean)
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

fn failure<P: Protocol>(Problem { kind, message, details }: &Problem) -> String {
    let mut error = json!({ "kind": kind, "message": message });
    if let Some(details) = details {
        error["details"] = details.clone();
    }
    json!({ P::SUCCESS: false, "error": error }).to_string()
}

/// An answer, with the request's id as it was spelled.
fn with_id(id: Option<&str>, answer: &str) -> String {
    format!("{{\"id\":{},{}", id.unwrap_or("null"), answer.get(1..).unwrap_or_default())
}

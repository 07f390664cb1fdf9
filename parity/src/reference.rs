//! The Python package, in a process that answers requests.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use crate::{Answer, Failure};

/// What the process runs.
const WORKER: &str = include_str!("worker.py");

/// A running Python process. Ends with this value.
#[derive(Debug)]
pub struct Reference {
    site: PathBuf,
    child: Child,
    input: ChildStdin,
    answers: Receiver<std::io::Result<String>>,
}

impl Reference {
    /// Starts `python3` with the package that is installed in the folder `site`.
    pub fn start(site: &Path) -> Result<Self, Failure> {
        let mut child = Command::new("python3")
            .args(["-I", "-c", WORKER])
            .arg(site)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("cannot start python3: {error}"))?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err("python3 has no standard streams".into());
        };
        // A thread of its own, since a pipe cannot be read with a time limit.
        let (sender, answers) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines() {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Ok(Self { site: site.to_owned(), child, input, answers })
    }

    /// Puts a request, which is one line. The answer is to be fetched before the next.
    pub fn ask(&mut self, request: &str) -> Result<(), Failure> {
        let mut put = || {
            self.input.write_all(request.as_bytes())?;
            self.input.write_all(b"\n")?;
            self.input.flush()
        };
        put().map_err(|error| format!("the reference does not listen: {error}").into())
    }

    /// Fetches the answer to the last request. If it takes too long, the process is replaced by a new one.
    pub fn answer(&mut self, patience: Duration) -> Result<Answer, Failure> {
        match self.answers.recv_timeout(patience) {
            Ok(line) => Answer::read(&line?),
            Err(RecvTimeoutError::Disconnected) => {
                Err("the reference ended without an answer".into())
            }
            Err(RecvTimeoutError::Timeout) => {
                let site = self.site.clone();
                // The old process ends when this value is replaced.
                *self = Self::start(&site)?;
                Err(format!("the reference did not answer within {} s", patience.as_secs()).into())
            }
        }
    }
}

impl Drop for Reference {
    fn drop(&mut self) {
        // It may have ended already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

//! Other programs as trackers: their arguments are data, their time and output have limits.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _};
use tokio::process::Command;

use crate::error::FailureClass;
use crate::{Error, Result};

/// How long a program may take.
const TIME_LIMIT: Duration = Duration::from_secs(30);
/// The most bytes it may write.
const SIZE_LIMIT: u64 = 64 << 20;

/// A program that is a tracker.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    pub(crate) provider: &'static str,
    pub(crate) command: String,
    pub(crate) cwd: Option<PathBuf>,
}

/// The arguments of one run.
pub(crate) struct Arguments {
    operation: &'static str,
    words: Vec<&'static str>,
    values: Vec<String>,
    after: bool,
    options: Vec<(&'static str, String)>,
}

impl Arguments {
    /// A run of a command's command, such as `issue list`.
    pub(crate) fn new(operation: &'static str, words: &[&'static str]) -> Self {
        Self {
            operation,
            words: words.to_vec(),
            values: Vec::new(),
            after: false,
            options: Vec::new(),
        }
    }

    /// With a value that has its place.
    pub(crate) fn value(mut self, value: impl Into<String>) -> Self {
        self.values.push(value.into());
        self
    }

    /// With a value after the options.
    pub(crate) fn last(mut self, value: impl Into<String>) -> Self {
        self.after = true;
        self.value(value)
    }

    /// With an option.
    pub(crate) fn option(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.options.push((name, value.into()));
        self
    }

    /// With an option if there is a value for it.
    pub(crate) fn maybe(self, name: &'static str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.option(name, value),
            None => self,
        }
    }

    /// True if there is no option.
    pub(crate) fn is_plain(&self) -> bool {
        self.options.is_empty()
    }

    /// Words, values, options. A value that looks like an option comes last, after a `--`; such a value of
    /// an option is written into it.
    pub(crate) fn into_list(self) -> Vec<String> {
        let dashed = |value: &String| value.starts_with('-');
        let mut list: Vec<String> = self.words.iter().map(|word| (*word).to_owned()).collect();
        let guarded = self.values.iter().any(dashed);
        let behind = guarded || self.after;
        if !behind {
            list.extend(self.values.iter().cloned());
        }
        for (name, value) in self.options {
            if dashed(&value) {
                list.push(format!("{name}={value}"));
            } else {
                list.push(name.to_owned());
                list.push(value);
            }
        }
        if guarded {
            list.push("--".to_owned());
        }
        if behind {
            list.extend(self.values);
        }
        list
    }
}

impl Program {
    /// Runs the program, and returns what it wrote.
    pub(crate) async fn run(&self, arguments: Arguments) -> Result<String> {
        let operation = arguments.operation;
        // Without an issue's name, what is not found is something else.
        let names_issue = !["list issues", "create issue"].contains(&operation);
        let list = arguments.into_list();
        let output = match tokio::time::timeout(TIME_LIMIT, self.output(&list, names_issue)).await {
            Ok(output) => output,
            Err(_) => Err(failed("the command took too long")),
        };
        output.map_err(|error| error.during(self.provider, operation))
    }

    async fn output(&self, arguments: &[String], names_issue: bool) -> Result<String> {
        let mut command = Command::new(&self.command);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.kill_on_drop(true);
        if let Some(cwd) = &self.cwd {
            command.current_dir(cwd);
        }
        let mut child = command.spawn().map_err(|_| failed("the command cannot be started"))?;
        let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
        let (stdout, stderr) = tokio::try_join!(read(stdout), read(stderr))?;
        let status = child.wait().await.map_err(|_| failed("the command did not end"))?;
        if !status.success() {
            let missing = names_issue && (says_missing(&stderr) || says_missing(&stdout));
            return Err(match status.code() {
                _ if missing => Error::not_found("no such issue"),
                Some(code) => failed(&format!("the command failed with {code}")),
                None => failed("the command was killed"),
            });
        }
        String::from_utf8(stdout).map_err(|_| failed("the command's output is not UTF-8"))
    }
}

async fn read(from: Option<impl AsyncRead + Unpin>) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if let Some(from) = from {
        let mut from = from.take(SIZE_LIMIT + 1);
        from.read_to_end(&mut bytes).await.map_err(|_| failed("the command's output broke off"))?;
    }
    if bytes.len() as u64 > SIZE_LIMIT {
        return Err(failed("the command's output is too long"));
    }
    Ok(bytes)
}

/// True if a command that failed says that there is no such issue. Its words are not repeated: they may hold
/// what is in an issue.
fn says_missing(output: &[u8]) -> bool {
    let text = String::from_utf8_lossy(output).to_lowercase();
    let words = ["not found", "no issue", "no such issue", "does not exist"];
    words.iter().any(|words| text.contains(words))
}

fn failed(said: &str) -> Error {
    Error::request(FailureClass::NonRetryable, said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_never_taken_for_options() {
        let plain = Arguments::new("create", &["create"]).value("a title").option("--type", "bug");
        assert_eq!(plain.into_list(), ["create", "a title", "--type", "bug"]);
        let dashed =
            Arguments::new("create", &["create"]).value("--all").option("--description", "-x");
        assert_eq!(dashed.into_list(), ["create", "--description=-x", "--", "--all"]);
    }
}

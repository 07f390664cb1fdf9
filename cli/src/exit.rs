//! How a run ends.

use std::fmt::Display;
use std::io;
use std::process::ExitCode;

/// The end of a run that did what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Nothing to object to.
    Clean,
    /// Something could not be read, written or run.
    Failed,
    /// The command line makes no sense.
    Usage,
    /// Generated files are not what the contracts render.
    Stale,
    /// What was judged is not valid.
    Findings,
    /// The reader of the output went away; what a shell makes of SIGPIPE.
    BrokenPipe,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Clean => 0,
            Exit::Failed => 1,
            Exit::Usage => 2,
            Exit::Stale => 4,
            Exit::Findings => 100,
            Exit::BrokenPipe => 141,
        })
    }
}

/// Why a run could not do what was asked.
#[derive(Debug)]
pub enum Failure {
    /// The command line makes no sense.
    Usage(String),
    /// Something could not be read, written or run.
    Failed(String),
    /// The reader of the output went away.
    BrokenPipe,
    /// The work was another program's, which ended like this.
    Elsewhere(ExitCode),
}

impl Failure {
    /// A failure about a file or folder.
    pub fn at(path: impl Display, error: impl Display) -> Self {
        Self::Failed(format!("{path}: {error}"))
    }

    /// A refusal of something that this build was made without.
    #[cfg(not(all(feature = "archives", feature = "schema")))]
    pub(crate) fn left_out(what: &str, feature: &str) -> Self {
        Self::Usage(format!(
            "{what} is not for this build, which was made without the feature {feature}; a release has it"
        ))
    }

    /// What to tell the user, if there is anyone to tell.
    pub fn message(&self) -> Option<&str> {
        match self {
            Self::Usage(message) | Self::Failed(message) => Some(message),
            Self::BrokenPipe | Self::Elsewhere(_) => None,
        }
    }

    /// How the run ends because of it.
    pub fn code(&self) -> ExitCode {
        match self {
            Self::Usage(_) => Exit::Usage.into(),
            Self::Failed(_) => Exit::Failed.into(),
            Self::BrokenPipe => Exit::BrokenPipe.into(),
            Self::Elsewhere(code) => *code,
        }
    }
}

/// An error of the output: whatever is read names its path through [`Failure::at`].
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::BrokenPipe,
            _ => Self::Failed(format!("output: {error}")),
        }
    }
}

/// What every command returns.
pub type Outcome = Result<Exit, Failure>;

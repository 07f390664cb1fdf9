//! A program: what it was built with, and how it runs.

use std::borrow::Cow;
use std::error::Error;
use std::ffi::OsString;
use std::process::ExitCode;

use clap::builder::StyledStr;
use clap::{ArgMatches, Command, CommandFactory, FromArgMatches};
use event_contract::registry::Duplicate;
use event_contract::table::Line;
use event_contract::{BuiltIn, Record, Registry};
use event_contract_compat::migrate::Hook;
use serde_json::Value;

use crate::args::{Cli, Options};
use crate::commands;
use crate::contracts::Contracts;
use crate::exit::{Exit, Failure, Outcome};
use crate::paint;
use crate::reducers;

/// A command line, with what its program was built with.
pub struct Program {
    name: &'static str,
    version: &'static str,
    about: Option<&'static str>,
    pub(crate) built_in: Vec<&'static BuiltIn>,
    registry: fn() -> Result<Registry, Duplicate>,
    classes: fn(&(dyn Error + 'static)) -> Option<&'static str>,
    details: fn(&(dyn Error + 'static)) -> Option<Value>,
    pub(crate) keys: Vec<Key>,
    pub(crate) hook: Option<&'static dyn Hook>,
    subcommands: Vec<Subcommand>,
    #[cfg(feature = "serve")]
    journal: Option<Serving>,
}

/// A way to tell which events of a log are folded together, beside `aggregate` and `all`.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name for `--by`.
    pub name: &'static str,
    /// The key of an event.
    pub of: fn(&Record) -> Cow<'_, str>,
}

/// Runs a subcommand.
type Run = Box<dyn Fn(&Context<'_>, &ArgMatches) -> Outcome>;

/// A subcommand of a program's own.
struct Subcommand {
    command: Command,
    run: Run,
}

/// Makes of arguments what makes a journal.
#[cfg(feature = "serve")]
type Make = Box<dyn Fn(&ArgMatches) -> Result<MakeJournal, Failure>>;

/// How the gateway's work becomes events: arguments of `serve`, and what is made of them.
#[cfg(feature = "serve")]
pub struct Serving {
    augment: fn(Command) -> Command,
    make: Make,
}

/// Makes the journal of a gateway for a line, or nothing for a line without events for it.
#[cfg(feature = "serve")]
pub type MakeJournal =
    Box<dyn FnOnce(&'static Line) -> Option<event_contract_gateway::OpenJournal>>;

#[cfg(feature = "serve")]
impl Serving {
    /// Takes arguments of `serve` for a journal.
    pub fn new<A: clap::Args + 'static>(
        make: impl Fn(A) -> Result<MakeJournal, Failure> + 'static,
    ) -> Self {
        Self {
            augment: A::augment_args,
            make: Box::new(move |matches| make(A::from_arg_matches(matches).map_err(parsing)?)),
        }
    }
}

/// What a command runs with: the options that all commands have, and the program.
pub struct Context<'a> {
    pub(crate) options: &'a Options,
    pub(crate) program: &'a Program,
    /// The whole command line, without the program's name.
    pub(crate) args: &'a [OsString],
}

impl Context<'_> {
    /// The tables of the line that the command line asks for, by the rule that holds for every command.
    ///
    /// # Errors
    ///
    /// Contracts that are not there or cannot be used.
    pub fn line(&self) -> Result<&'static Line, Failure> {
        Ok(Contracts::open(self)?.line())
    }

    /// The reducers that were compiled with a line.
    ///
    /// # Errors
    ///
    /// Two reducers of one name.
    pub fn reducers(&self, line: &Line) -> Result<Registry, Failure> {
        reducers::of_line(self, line)
    }

    /// Refuses the options that choose contracts, for a command that reads none.
    ///
    /// # Errors
    ///
    /// One of them was given.
    pub fn without_contracts(&self, command: &str) -> Result<(), Failure> {
        let Options { contracts, builtin, line, .. } = self.options;
        let given = [
            ("--contracts", contracts.is_some()),
            ("--builtin", builtin.is_some()),
            ("--line", line.is_some()),
        ];
        match given.iter().find(|(_, given)| *given) {
            None => Ok(()),
            Some((option, _)) => Err(Failure::Usage(format!(
                "{option} has no meaning for `{command}`, which reads no contracts"
            ))),
        }
    }
}

impl Context<'_> {
    /// Refuses `--contracts` and `--builtin` where the contracts are named in another way.
    pub(crate) fn without_folder(&self, why: &str) -> Result<(), Failure> {
        let Options { contracts, builtin, .. } = self.options;
        let given = [("--contracts", contracts.is_some()), ("--builtin", builtin.is_some())];
        match given.iter().find(|(_, given)| *given) {
            None => Ok(()),
            Some((option, _)) => {
                Err(Failure::Usage(format!("{option} has no meaning here: {why}")))
            }
        }
    }

    /// Refuses `--line`, for a command that is told in another way which lines it is about.
    pub(crate) fn without_line(&self, command: &str, instead: &str) -> Result<(), Failure> {
        if self.options.line.is_none() {
            return Ok(());
        }
        Err(Failure::Usage(format!("--line has no meaning for `{command}`: use {instead}")))
    }
}

impl Program {
    /// A program of this name, with nothing built in, whose reducers are all that `#[event_contract]`
    /// registered in the crates that it uses.
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            version: env!("CARGO_PKG_VERSION"),
            about: None,
            built_in: Vec::new(),
            registry: Registry::discover,
            classes: |_| None,
            details: |_| None,
            keys: Vec::new(),
            hook: None,
            subcommands: Vec::new(),
            #[cfg(feature = "serve")]
            journal: None,
        }
    }

    /// Says which version `--version` prints.
    #[must_use]
    pub const fn version(mut self, version: &'static str) -> Self {
        self.version = version;
        self
    }

    /// Says in a sentence what the program is for.
    #[must_use]
    pub const fn about(mut self, about: &'static str) -> Self {
        self.about = Some(about);
        self
    }

    /// Builds contracts in. The first ones are those that count where the command line names none and there is no
    /// folder of contracts.
    #[must_use]
    pub fn contracts(mut self, contracts: &'static BuiltIn) -> Self {
        self.built_in.push(contracts);
        self
    }

    /// Takes reducers from elsewhere than from all crates of the program.
    #[must_use]
    pub fn reducers(mut self, registry: fn() -> Result<Registry, Duplicate>) -> Self {
        self.registry = registry;
        self
    }

    /// Names the classes of the errors that stop reducers, for the answers of `reduce` and for golden states.
    #[must_use]
    pub fn error_classes(
        mut self,
        classes: fn(&(dyn Error + 'static)) -> Option<&'static str>,
    ) -> Self {
        self.classes = classes;
        self
    }

    /// Says what the errors that stop reducers are about: objects, for the answers of `reduce`.
    #[must_use]
    pub fn error_details(mut self, details: fn(&(dyn Error + 'static)) -> Option<Value>) -> Self {
        self.details = details;
        self
    }

    /// Adds a way to tell which events `replay` folds together.
    #[must_use]
    pub fn key(mut self, key: Key) -> Self {
        self.keys.push(key);
        self
    }

    /// Has a hook rewrite payloads in `migrate`, where a line's `migration` cannot say what becomes of them.
    #[must_use]
    pub const fn migration(mut self, hook: &'static dyn Hook) -> Self {
        self.hook = Some(hook);
        self
    }

    /// Adds a subcommand; its name is that of the parser's command.
    #[must_use]
    pub fn subcommand<P>(mut self, run: impl Fn(&Context<'_>, &P) -> Outcome + 'static) -> Self
    where
        P: CommandFactory + FromArgMatches,
    {
        let command = P::command().version(self.version);
        let run = move |context: &Context<'_>, matches: &ArgMatches| {
            run(context, &P::from_arg_matches(matches).map_err(parsing)?)
        };
        self.subcommands.push(Subcommand { command, run: Box::new(run) });
        self
    }

    /// Has the gateway put its own work on record.
    #[cfg(feature = "serve")]
    #[must_use]
    pub fn journal(mut self, journal: Serving) -> Self {
        self.journal = Some(journal);
        self
    }

    /// Runs with the arguments of the process.
    pub fn run(&self) -> ExitCode {
        self.run_with(std::env::args_os())
    }

    /// Runs with these arguments, of which the first is the program's name.
    pub fn run_with(
        &self,
        args: impl IntoIterator<Item = impl Into<OsString> + Clone>,
    ) -> ExitCode {
        let args: Vec<OsString> = args.into_iter().map(Into::into).collect();
        let matches = match self.command().try_get_matches_from(&args) {
            Ok(matches) => matches,
            Err(error) => {
                let _ = error.print();
                return if error.use_stderr() { Exit::Usage } else { Exit::Clean }.into();
            }
        };
        match self.matched(&matches, args.get(1..).unwrap_or_default()) {
            Ok(exit) => exit.into(),
            Err(failure) => {
                if let Some(message) = failure.message() {
                    anstream::eprintln!("{}error:{:#} {message}", paint::ERROR, paint::ERROR);
                }
                failure.code()
            }
        }
    }

    fn matched(&self, matches: &ArgMatches, args: &[OsString]) -> Outcome {
        let options = Options::from_arg_matches(matches).map_err(parsing)?;
        options.color.write_global();
        let context = Context { options: &options, program: self, args };
        if let Some((name, matches)) = matches.subcommand()
            && let Some(own) = self.subcommands.iter().find(|own| own.command.get_name() == name)
        {
            return (own.run)(&context, matches);
        }
        let Cli { command, .. } = Cli::from_arg_matches(matches).map_err(parsing)?;
        #[cfg(feature = "serve")]
        if let commands::Command::Serve(args) = &command {
            let serving = self.journal.as_ref().zip(matches.subcommand_matches("serve"));
            let journal = serving.map(|(serving, matches)| (serving.make)(matches)).transpose()?;
            return commands::serve::run(&context, args, journal);
        }
        commands::run(&context, command)
    }

    /// The whole command line: the library's commands, and the program's own.
    pub(crate) fn command(&self) -> Command {
        let mut command = Cli::command().name(self.name).version(self.version);
        if let Some(about) = self.about {
            command = command.about(about);
        }
        #[cfg(feature = "serve")]
        if let Some(serving) = &self.journal {
            command = command.mut_subcommand("serve", |serve| {
                // The description is the command's, not that of the arguments.
                let (about, long) = (serve.get_about().cloned(), serve.get_long_about().cloned());
                let serve = about.into_iter().fold((serving.augment)(serve), Command::about);
                long.into_iter().fold(serve, Command::long_about)
            });
        }
        let own = self.subcommands.iter().map(|own| own.command.clone());
        let command = command.subcommands(own);
        let line = self.built_in.first().and_then(|built_in| built_in.lines.first());
        let event = line.and_then(|line| line.events.first()).map(|event| event.name);
        let reducer = self.registry().ok().and_then(|registry| registry.reducers().next());
        self.named(command, (event.unwrap_or("OrderPlaced"), reducer.unwrap_or("orders")))
    }

    /// A command whose examples name this program, and what it was built with: an event and a reducer.
    fn named(&self, command: Command, (event, reducer): (&str, &str)) -> Command {
        let fill = |text: &str| {
            text.replace("{bin}", self.name).replace("{event}", event).replace("{reducer}", reducer)
        };
        let text = |text: Option<&StyledStr>| text.map(|text| fill(&text.to_string()));
        let (about, long) = (text(command.get_about()), text(command.get_long_about()));
        let after = text(command.get_after_help());
        let command = about.into_iter().fold(command, Command::about);
        let command = long.into_iter().fold(command, Command::long_about);
        let command = after.into_iter().fold(command, Command::after_help);
        let names: Vec<String> =
            command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
        names.into_iter().fold(command, |command, name| {
            command.mut_subcommand(name, |inner| self.named(inner, (event, reducer)))
        })
    }

    /// The name that its users type.
    pub(crate) const fn name(&self) -> &'static str {
        self.name
    }

    /// The reducers of the program, whichever line they are of.
    pub(crate) fn registry(&self) -> Result<Registry, Failure> {
        (self.registry)().map_err(|duplicate| Failure::Failed(duplicate.to_string()))
    }

    /// The class of an error that stopped a reducer.
    pub(crate) fn class(&self, error: &(dyn Error + 'static)) -> &'static str {
        (self.classes)(error).unwrap_or("Stopped")
    }

    /// What an error that stopped a reducer is about.
    pub(crate) fn details(&self, error: &(dyn Error + 'static)) -> Option<Value> {
        (self.details)(error)
    }
}

/// What clap says of arguments that it accepted before.
#[expect(clippy::needless_pass_by_value, reason = "as `map_err` passes it")]
fn parsing(error: clap::Error) -> Failure {
    Failure::Usage(error.to_string())
}

#[cfg(test)]
mod tests;

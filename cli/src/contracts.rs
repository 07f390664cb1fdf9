//! Whose contracts a command works with: a folder's, or those that the program was built with.

use std::cell::OnceCell;
use std::env;
use std::path::{Path, PathBuf};

use event_contract::{BuiltIn, BuiltInFile, BuiltInSource, table};
use event_contract_codegen::{Source, load, model, own_fixtures, read_dir};
use event_contract_compat::tables;

use crate::exit::Failure;
use crate::paint;
use crate::program::{Context, Program};

/// The name of the folder that is looked for.
const FOLDER: &str = "contracts";

/// Contracts as text, chosen by the one rule for all commands.
#[derive(Clone)]
pub(crate) struct Chosen {
    pub(crate) sources: Vec<Source>,
    /// Where they are, as messages say it.
    pub(crate) shown: String,
    /// The folder that they were read from, if they are not built in.
    pub(crate) folder: Option<PathBuf>,
    /// The built-in contracts that these are, word for word.
    built_in: Option<&'static BuiltIn>,
}

impl Chosen {
    /// `--contracts`, else the nearest folder `contracts` upwards, else (or with `--builtin`) those built in.
    pub(crate) fn by(context: &Context<'_>) -> Result<Self, Failure> {
        let Context { options, program, .. } = context;
        if let Some(name) = &options.builtin {
            return Self::built_in(program, Some(name));
        }
        if let Some(folder) = &options.contracts {
            let (sources, shown) = sources(folder)?;
            return Ok(Self::folder(program, folder, sources, shown));
        }
        let Some(folder) = nearest() else { return Self::built_in(program, None) };
        let (sources, shown) = sources(&folder)?;
        let chosen = Self::folder(program, &folder, sources, shown);
        if chosen.built_in.is_none() && !program.built_in.is_empty() {
            let names: Vec<&str> = program.built_in.iter().map(|built_in| built_in.name).collect();
            let paint = paint::Paint::stderr();
            anstream::eprintln!(
                "{}contracts of {} (--builtin {} for those in the binary){:#}",
                paint.faint,
                chosen.shown,
                names.join("|"),
                paint.faint
            );
        }
        Ok(chosen)
    }

    fn built_in(program: &Program, name: Option<&str>) -> Result<Self, Failure> {
        let known = || program.built_in.iter().map(|built_in| built_in.name);
        let found = match name {
            None => program.built_in.first(),
            Some(name) => program.built_in.iter().find(|built_in| built_in.name == name),
        };
        let Some(built_in) = found else {
            let names: Vec<&str> = known().collect();
            return Err(Failure::Usage(match name {
                None => {
                    "there are no contracts here: say where they are with --contracts DIR".into()
                }
                Some(name) => format!(
                    "there are no contracts {name:?} in this binary; there is {}",
                    names.join(", ")
                ),
            }));
        };
        let source = |source: &BuiltInSource| Source {
            path: source.path.to_owned(),
            text: source.text.into(),
        };
        Ok(Self {
            sources: built_in.sources.iter().map(source).collect(),
            shown: format!("the built-in contracts {}", built_in.name),
            folder: None,
            built_in: Some(built_in),
        })
    }

    fn folder(program: &Program, folder: &Path, sources: Vec<Source>, shown: String) -> Self {
        let built_in = program
            .built_in
            .iter()
            .copied()
            .find(|built_in| same(sources.iter(), built_in.sources.iter()));
        Self { sources, shown, folder: Some(folder.to_owned()), built_in }
    }

    /// The folder, for a command that writes or needs files.
    pub(crate) fn needs_folder(&self, command: &str) -> Result<&Path, Failure> {
        self.folder.as_deref().ok_or_else(|| {
            Failure::Usage(format!(
                "`{command}` needs a folder of contracts: give --contracts DIR, or run it below a folder `{FOLDER}`"
            ))
        })
    }

    /// The model of all lines; a mistake in them is a failure of any command but `check`.
    pub(crate) fn model(&self) -> Result<model::Model, Failure> {
        parse(&self.sources, &self.shown)
    }

    /// The line that a name means, if its tables are compiled in and nothing has to be parsed to know.
    fn compiled(&self, name: Option<&str>) -> Option<&'static table::Line> {
        let lines = self.built_in?.lines;
        let line = match name {
            None => lines.first(),
            Some(name) => lines.iter().find(|line| line.name == name),
        };
        line.copied()
    }
}

/// The fixtures that a program was built with.
fn carried(built_in: &BuiltIn) -> Vec<Source> {
    let source = |file: &BuiltInFile| Source { path: file.path.to_owned(), text: file.text.into() };
    built_in.fixtures.iter().map(source).collect()
}

/// The tables of a line: those that are compiled in, if they were made of the same text, or new ones.
pub(crate) fn tables(
    program: &Program,
    model: &model::Model,
    line: &model::Line,
) -> &'static table::Line {
    compiled(program, model, line).unwrap_or_else(|| tables::leak(line))
}

/// The compiled tables of a line, if there are some that were made of the same text.
pub(crate) fn compiled(
    program: &Program,
    model: &model::Model,
    line: &model::Line,
) -> Option<&'static table::Line> {
    program.built_in.iter().find_map(|built_in| {
        let own = built_in.sources.iter().filter(|source| source.line == line.name);
        let same = same(model.sources_of(line), own);
        built_in.lines.iter().find(|compiled| same && compiled.name == line.name).copied()
    })
}

/// Whether files hold the same, wherever they are.
fn same<'a>(
    read: impl Iterator<Item = &'a Source>,
    built_in: impl Iterator<Item = &'a BuiltInSource>,
) -> bool {
    let mut read: Vec<&[u8]> = read.map(|source| source.text.as_slice()).collect();
    let mut own: Vec<&[u8]> = built_in.map(|source| source.text.as_bytes()).collect();
    read.sort_unstable();
    own.sort_unstable();
    read == own
}

/// A line of contracts in both forms: tables to validate with, and the model and text to explain.
pub(crate) struct Contracts {
    chosen: Chosen,
    line: &'static table::Line,
    model: OnceCell<model::Model>,
}

impl Contracts {
    /// The contracts that the command line asks for.
    pub(crate) fn open(context: &Context<'_>) -> Result<Self, Failure> {
        Self::of(context, Chosen::by(context)?, context.options.line.as_deref())
    }

    /// A line of contracts that were chosen.
    pub(crate) fn of(
        context: &Context<'_>,
        chosen: Chosen,
        name: Option<&str>,
    ) -> Result<Self, Failure> {
        if let Some(line) = chosen.compiled(name) {
            return Ok(Self { chosen, line, model: OnceCell::new() });
        }
        let model = chosen.model()?;
        let found = pick(&model, name, &chosen.shown)?;
        let line = tables(context.program, &model, found);
        Ok(Self { chosen, line, model: OnceCell::from(model) })
    }

    pub(crate) const fn line(&self) -> &'static table::Line {
        self.line
    }

    /// The tables, of a line whose envelope says how events are ordered.
    pub(crate) fn ordered(&self) -> Result<&'static table::Line, Failure> {
        if self.line.envelope.is_some_and(|envelope| envelope.order.is_some()) {
            return Ok(self.line);
        }
        Err(Failure::Usage(format!(
            "the envelope of {} of {} does not say how its events are ordered (`order` in line.yaml)",
            self.line.name, self.chosen.shown
        )))
    }

    /// Where the contracts are, as messages say it.
    pub(crate) fn shown(&self) -> &str {
        &self.chosen.shown
    }

    /// The folder that they were read from, if they are not built in.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.chosen.folder.as_deref()
    }

    /// The fixtures that were not generated: of a folder if one is given, else those that were built in with the contracts, else
    /// those of the folder `fixtures` beside the contracts.
    pub(crate) fn own_fixtures(&self, folder: Option<PathBuf>) -> Result<Vec<Source>, Failure> {
        let beside = || Some(self.folder()?.parent()?.join("fixtures"));
        let folder = match (folder, self.chosen.built_in) {
            (Some(folder), _) => Some(folder),
            (None, Some(built_in)) => return Ok(carried(built_in)),
            (None, None) => beside(),
        };
        let Some(folder) = folder else { return Ok(Vec::new()) };
        own_fixtures(&folder).map_err(|error| Failure::at(folder.display(), error))
    }

    /// All lines, as the generator sees them.
    pub(crate) fn model(&self) -> Result<&model::Model, Failure> {
        if let Some(model) = self.model.get() {
            return Ok(model);
        }
        let model = self.chosen.model()?;
        Ok(self.model.get_or_init(|| model))
    }

    /// The line, as the generator sees it.
    pub(crate) fn model_line(&self) -> Result<&model::Line, Failure> {
        let found = self.model()?.lines.iter().find(|line| line.name == self.line.name);
        found.ok_or_else(|| {
            Failure::Failed(format!("the text of {} is not in this binary", self.chosen.shown))
        })
    }

    /// What the contracts say at a place: the entry that begins there, with its line number.
    pub(crate) fn excerpt(&self, at: &model::Location) -> Option<String> {
        let source = self.chosen.sources.iter().find(|source| source.path == at.path)?;
        let text = std::str::from_utf8(&source.text).ok()?;
        let mut lines = text.lines().skip(at.line.checked_sub(1)?);
        let first = lines.next()?;
        let indent = |line: &str| line.len() - line.trim_start().len();
        let depth = indent(first);
        let mut found = vec![first];
        // Comments and blank lines in between belong to the entry only if more of it follows.
        let mut kept = 1;
        for line in lines {
            let blank = line.trim().is_empty();
            if !blank && indent(line) <= depth {
                break;
            }
            found.push(line);
            if !blank {
                kept = found.len();
            }
        }
        found.truncate(kept);
        let shown = |line: &&str| line.get(depth..).unwrap_or(line).to_owned();
        Some(found.iter().map(shown).collect::<Vec<_>>().join("\n"))
    }
}

/// The line of a name. Without a name it is the only one, or else the only one that no other migrates from.
fn pick<'m>(
    model: &'m model::Model,
    name: Option<&str>,
    shown: &str,
) -> Result<&'m model::Line, Failure> {
    let names = || {
        let names: Vec<&str> = model.lines.iter().map(|line| line.name.as_str()).collect();
        names.join(", ")
    };
    if let Some(name) = name {
        return model.lines.iter().find(|line| line.name == name).ok_or_else(|| {
            Failure::Usage(format!("there is no line {name:?} in {shown}; there is {}", names()))
        });
    }
    let history = |line: &model::Line| {
        let mut migrations = model.lines.iter().filter_map(|other| other.migration.as_ref());
        migrations.any(|migration| migration.from == line.name)
    };
    let mut live = model.lines.iter().filter(|line| !history(line));
    match (live.next(), live.next()) {
        (Some(only), None) => Ok(only),
        _ => Err(Failure::Usage(format!(
            "{shown} has several lines; name one with --line: {}",
            names()
        ))),
    }
}

/// The contract files of a folder, and the folder as messages name it.
pub(crate) fn sources(folder: &Path) -> Result<(Vec<Source>, String), Failure> {
    let shown = folder.to_string_lossy().into_owned();
    Ok((sources_as(folder, &shown)?, shown))
}

/// The same, of a folder that messages and generated headers name otherwise.
pub(crate) fn sources_as(folder: &Path, shown: &str) -> Result<Vec<Source>, Failure> {
    if !folder.is_dir() {
        return Err(Failure::Usage(format!(
            "{}: there is no such folder of contracts",
            folder.display()
        )));
    }
    let sources = read_dir(folder, shown).map_err(|error| Failure::at(folder.display(), error))?;
    if sources.is_empty() {
        return Err(Failure::Usage(format!(
            "{}: there is no *.yaml file in this folder",
            folder.display()
        )));
    }
    Ok(sources)
}

/// The nearest folder `contracts` upwards that holds contract files, as seen from here.
pub(crate) fn nearest() -> Option<PathBuf> {
    let here = env::current_dir().ok()?;
    let mut seen = PathBuf::new();
    for above in here.ancestors() {
        let folder = seen.join(FOLDER);
        // What cannot be read is not passed over: it is somebody's, and the failure says so.
        if above.join(FOLDER).is_dir() && !read_dir(&folder, "").is_ok_and(|found| found.is_empty())
        {
            return Some(folder);
        }
        seen.push("..");
    }
    None
}

/// The model of contract files; a mistake in them is a failure of any command but `check`.
pub(crate) fn parse(sources: &[Source], shown: &str) -> Result<model::Model, Failure> {
    load(sources).map_err(|found| {
        Failure::Failed(format!(
            "{shown} cannot be used\n\n{}",
            found.render(paint::is_styled_stderr())
        ))
    })
}

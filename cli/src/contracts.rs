//! The contracts that a command works with: the Spec Kitty line in the binary, or any folder.

use std::cell::OnceCell;
use std::path::Path;

use event_contract::table;
use event_contract_codegen::{Source, load, model, read_dir};
use event_contract_compat::tables;

use crate::args::Global;
use crate::exit::Failure;
use crate::paint;

mod embedded {
    //! The text of the contracts that the binary was built with.
    include!(concat!(env!("OUT_DIR"), "/sources.rs"));
}

/// A line of contracts in both forms: tables to validate with, and the model and text to explain.
pub(crate) struct Contracts {
    sources: Vec<Source>,
    /// Where the contracts are, as messages say it.
    shown: String,
    line: &'static table::Line,
    model: OnceCell<model::Model>,
}

impl Contracts {
    /// The contracts that the command line asks for.
    pub(crate) fn open(global: &Global) -> Result<Self, Failure> {
        match &global.contracts {
            Some(folder) => Self::folder(folder, global.line.as_deref()),
            None => Self::embedded(global.line.as_deref()),
        }
    }

    fn embedded(name: Option<&str>) -> Result<Self, Failure> {
        let current: &'static table::Line = &spec_kitty_contracts::v3::LINE;
        let (sources, shown) = (built_in(), BUILT_IN.to_owned());
        let Some(name) = name.filter(|name| *name != current.name) else {
            return Ok(Self { sources, shown, line: current, model: OnceCell::new() });
        };
        // Only the live line is compiled in; history is rare enough to be read from its text.
        Self::read(sources, shown, Some(name))
    }

    fn folder(folder: &Path, name: Option<&str>) -> Result<Self, Failure> {
        let (sources, shown) = sources(folder)?;
        Self::read(sources, shown, name)
    }

    /// All lines that the command line's contracts have, and their texts.
    pub(crate) fn lines(global: &Global) -> Result<(model::Model, Vec<Source>), Failure> {
        let (sources, shown) = match &global.contracts {
            Some(folder) => sources(folder)?,
            None => (built_in(), BUILT_IN.to_owned()),
        };
        Ok((parse(&sources, &shown)?, sources))
    }

    /// Makes the tables of a line from its text; the name may be left out where there is one line only.
    fn read(sources: Vec<Source>, shown: String, name: Option<&str>) -> Result<Self, Failure> {
        let model = parse(&sources, &shown)?;
        let lines = || model.lines.iter().map(|line| line.name.as_str());
        let found = match (name, model.lines.as_slice()) {
            (Some(name), lines) => lines.iter().find(|line| line.name == name),
            (None, [only]) => Some(only),
            (None, _) => {
                let names: Vec<&str> = lines().collect();
                let message = format!(
                    "{shown} has several lines; name one with --line: {}",
                    names.join(", ")
                );
                return Err(Failure::Usage(message));
            }
        };
        let Some(found) = found else { return Err(no_line(name.unwrap_or_default(), lines())) };
        let line = tables::leak(found);
        Ok(Self { sources, shown, line, model: OnceCell::from(model) })
    }

    pub(crate) const fn line(&self) -> &'static table::Line {
        self.line
    }

    /// All lines, as the generator sees them.
    pub(crate) fn model(&self) -> Result<&model::Model, Failure> {
        if let Some(model) = self.model.get() {
            return Ok(model);
        }
        let model = parse(&self.sources, &self.shown)?;
        Ok(self.model.get_or_init(|| model))
    }

    /// The line, as the generator sees it.
    pub(crate) fn model_line(&self) -> Result<&model::Line, Failure> {
        let found = self.model()?.lines.iter().find(|line| line.name == self.line.name);
        found.ok_or_else(|| {
            Failure::Failed(format!("the text of {} is not in this binary", self.shown))
        })
    }

    /// What the contracts say at a place: the entry that begins there, with its line number.
    pub(crate) fn excerpt(&self, at: &model::Location) -> Option<String> {
        let source = self.sources.iter().find(|source| source.path == at.path)?;
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

const BUILT_IN: &str = "the built-in contracts";

fn built_in() -> Vec<Source> {
    let source =
        |(path, text): &(&str, &str)| Source { path: (*path).into(), text: (*text).into() };
    embedded::SOURCES.iter().map(source).collect()
}

/// The contract files of a folder, and the folder as messages name it.
pub(crate) fn sources(folder: &Path) -> Result<(Vec<Source>, String), Failure> {
    let shown = folder.to_string_lossy().into_owned();
    let sources = read_dir(folder, &shown).map_err(|error| Failure::at(&shown, error))?;
    if sources.is_empty() {
        return Err(Failure::Failed(format!("{shown}: there is no *.yaml file in this folder")));
    }
    Ok((sources, shown))
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

fn no_line<'a>(name: &str, lines: impl IntoIterator<Item = &'a str>) -> Failure {
    let lines: Vec<&str> = lines.into_iter().collect();
    Failure::Usage(format!("there is no line {name:?}; there is {}", lines.join(", ")))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use event_contract_codegen::{load, read_dir};
    use event_contract_compat::tables;

    #[test]
    fn tables_made_at_run_time_are_the_compiled_ones() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../contracts/spec-kitty");
        let model = load(&read_dir(&folder, "contracts/spec-kitty").unwrap()).unwrap();
        let line = model.lines.iter().find(|line| line.name == "v3").unwrap();
        let made = format!("{:#?}", tables::leak(line));
        let compiled = format!("{:#?}", spec_kitty_contracts::v3::LINE);
        let differing =
            made.lines().zip(compiled.lines()).find(|(made, compiled)| made != compiled);
        assert_eq!(differing, None);
        assert_eq!(made.len(), compiled.len());
    }
}

//! Ours beside the Python package: JSON Schemas here, reducers in a crate of their own, which this one calls
//! so that it stays light.
//!
//! Of schemas, both sides are reduced to facts (see [`facts`]), facts that differ are printed, and a
//! difference that `docs/deviations.md` does not name is a failure.

mod facts;
mod install;
mod known;
mod names;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use crate::Error;
use crate::workspace::{cargo, program, programs, root, succeeds, target};
use facts::Facts;
use install::install_earlier;
pub(crate) use install::{PACKAGE, install, install_tracker, pip_install};
pub(crate) use names::names;

/// How many schemas that package publishes.
const PUBLISHED: usize = 82;

/// Schemas by name.
pub(crate) type Schemas = BTreeMap<String, Value>;

/// One fact that the two sides state differently.
#[derive(Debug, PartialEq)]
struct Difference {
    schema: String,
    path: String,
    keyword: String,
    reference: Option<Value>,
    ours: Option<Value>,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let show =
            |side: &Option<Value>| side.as_ref().map_or("nothing".to_owned(), Value::to_string);
        let Self { schema, path, keyword, .. } = self;
        let (reference, ours) = (show(&self.reference), show(&self.ours));
        write!(f, "{schema} {path}: reference {keyword} {reference}, ours {ours}")
    }
}

/// Installs the package and compares.
pub(crate) fn schemas(ours: Option<&str>) -> Result<bool, Error> {
    compare(&reference()?, ours.map(Path::new))
}

/// Installs the package and compares the reducers on random streams; true if there is no difference.
pub(crate) fn reducers(args: &[&str]) -> Result<bool, Error> {
    let site = install()?;
    let Some(folder) = programs(&[OURS])? else { return Ok(false) };
    let mut command = program(&folder, OURS);
    command.arg(site).args(args);
    succeeds(command)
}

/// Our side of the comparison of reducers and of what was migrated.
const OURS: &str = "event-contract-parity";

/// Installs both packages, has the earlier one write events, migrates them and compares; true if nothing is lost
/// and the later one accepts everything.
pub(crate) fn migrate(args: &[&str], release: bool) -> Result<bool, Error> {
    let (earlier, later) = (install_earlier()?, install()?);
    let Some(folder) = programs(&[OURS, "contracts"])? else { return Ok(false) };
    let mut binary = program(&folder, "contracts");
    if release {
        let package = "spec-kitty-contracts-cli";
        if !succeeds(cargo(&["build", "--release", "--locked", "--quiet", "--package", package]))? {
            return Ok(false);
        }
        binary = program(&target().join("release"), "contracts");
    }
    let mut command = program(&folder, OURS);
    command.arg("migrate").args([earlier, later]).arg(binary.get_program());
    command.arg(target().join("parity/migrate")).args(args);
    succeeds(command)
}

/// The schemas of the Python package, which is installed below the target folder if it is not yet.
pub(crate) fn reference() -> Result<Schemas, Error> {
    let schemas = read(&install()?.join("spec_kitty_events").join("schemas"))?;
    if schemas.len() == PUBLISHED {
        Ok(schemas)
    } else {
        Err(format!("{PACKAGE} has {} schemas instead of {PUBLISHED}", schemas.len()).into())
    }
}

/// Prints every difference; true if each has a row in the deviations.
pub(crate) fn compare(reference: &Schemas, ours: Option<&Path>) -> Result<bool, Error> {
    let folder = ours.map_or_else(|| root().join("generated/schemas/v3"), Path::to_owned);
    let ours = read(&folder)?;
    let document = std::fs::read_to_string(root().join("docs/deviations.md"))
        .map_err(|error| format!("docs/deviations.md: {error}"))?;
    let rows = known::rows(&document);
    let missing = known::ids().into_iter().filter(|id| !rows.contains(*id)).collect::<Vec<_>>();
    if !missing.is_empty() {
        return Err(format!("docs/deviations.md lacks the rows {}", missing.join(", ")).into());
    }
    let differences = differences(reference, &ours);
    let (mut unknown, mut used) = (0, BTreeSet::new());
    for difference in &differences {
        if let Some(row) = known::row(difference) {
            used.insert(row);
            println!("{row} {difference}");
        } else {
            unknown += 1;
            println!("UNKNOWN {difference}");
        }
    }
    for idle in known::ids().difference(&used) {
        println!("note: no difference is left that {idle} explains");
    }
    println!(
        "{} schemas of the reference, {} of ours: {} differences, {unknown} without a row in docs/deviations.md",
        reference.len(),
        ours.len(),
        differences.len(),
    );
    Ok(unknown == 0)
}

fn differences(reference: &Schemas, ours: &Schemas) -> Vec<Difference> {
    let names: BTreeSet<&String> = reference.keys().chain(ours.keys()).collect();
    let mut found = Vec::new();
    for name in names {
        match (reference.get(name), ours.get(name)) {
            (Some(reference), Some(ours)) => {
                found.extend(between(name, &facts::of(reference), &facts::of(ours)));
            }
            (reference, ours) => found.push(Difference {
                schema: name.clone(),
                path: "/".to_owned(),
                keyword: "schema".to_owned(),
                reference: reference.is_some().then(|| "published".into()),
                ours: ours.is_some().then(|| "published".into()),
            }),
        }
    }
    found
}

fn between(name: &str, reference: &Facts, ours: &Facts) -> Vec<Difference> {
    let keys: BTreeSet<_> = reference.keys().chain(ours.keys()).collect();
    keys.into_iter()
        .filter(|key| reference.get(*key) != ours.get(*key))
        .map(|key| Difference {
            schema: name.to_owned(),
            path: key.0.clone(),
            keyword: key.1.clone(),
            reference: reference.get(key).cloned(),
            ours: ours.get(key).cloned(),
        })
        .collect()
}

/// The schemas of a folder.
fn read(folder: &Path) -> Result<Schemas, Error> {
    let entries =
        std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut found = Schemas::new();
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if let Some(name) = name.strip_suffix(".schema.json") {
            let text = std::fs::read(&path)?;
            let value = serde_json::from_slice(&text)
                .map_err(|error| format!("{}: {error}", path.display()))?;
            found.insert(name.to_owned(), value);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_difference_reads_as_one_line() {
        let reference = Schemas::from([
            (
                "a".to_owned(),
                json!({ "properties": { "x": { "type": "string", "minLength": 1 } } }),
            ),
            ("b".to_owned(), json!({})),
        ]);
        let ours = Schemas::from([(
            "a".to_owned(),
            json!({ "properties": { "x": { "type": "string" } } }),
        )]);
        let lines: Vec<_> =
            differences(&reference, &ours).iter().map(ToString::to_string).collect();
        assert_eq!(
            lines,
            [
                "a /x: reference minLength 1, ours nothing",
                "b /: reference schema \"published\", ours nothing",
            ]
        );
    }
}

//! Our JSON Schemas beside those of the Python package.
//!
//! Both sides are reduced to facts (see [`facts`]), facts that differ are printed, and a difference
//! that `docs/deviations.md` does not name is a failure.

mod facts;
mod known;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::Error;
use crate::workspace::{root, succeeds, target};
use facts::Facts;

/// The package whose schemas are the reference.
const PACKAGE: &str = "spec-kitty-events[conformance]==3.2.0";

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

/// The folder into which the package is installed; kept between runs.
fn install() -> Result<PathBuf, Error> {
    let home = target().join("parity");
    let site = home.join("site");
    if site.join("spec_kitty_events/schemas").is_dir() {
        return Ok(site);
    }
    let pip = pip(&home)?;
    // Into a folder of its own, renamed when complete: an interrupted run leaves nothing half-done.
    let partial = home.join("partial");
    if partial.exists() {
        std::fs::remove_dir_all(&partial)?;
    }
    let mut command = Command::new(pip);
    command.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target"]);
    command.arg(&partial).arg(PACKAGE).stdout(Stdio::null());
    if !succeeds(command)? {
        return Err(format!("pip could not install {PACKAGE}").into());
    }
    std::fs::rename(&partial, &site)?;
    Ok(site)
}

/// A Python that has pip: of a virtual environment, or else the system's.
fn pip(home: &Path) -> Result<PathBuf, Error> {
    let works = |python: &Path| {
        let mut probe = Command::new(python);
        probe.args(["-m", "pip", "--version"]).stdout(Stdio::null()).stderr(Stdio::null());
        probe.status().is_ok_and(|status| status.success())
    };
    let (own, system) = (home.join("venv/bin/python"), PathBuf::from("python3"));
    let make = || {
        let mut make = Command::new("python3");
        make.args(["-m", "venv", "--clear"]).arg(home.join("venv"));
        make.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|end| end.success())
    };
    // Debian's python3 has neither venv nor pip until a package brings them.
    if !works(&own) && !make() && !works(&system) && apt_install(&["python3-venv"]) {
        make();
    }
    [own, system].into_iter().find(|python| works(python)).ok_or_else(|| {
        "python3 with venv or pip is needed (Debian: apt-get install python3-venv)".into()
    })
}

/// Installs Debian packages where that is possible: with `apt-get`, as root or through `sudo`.
fn apt_install(packages: &[&str]) -> bool {
    let prefixes: [&[&str]; 2] = [&["apt-get"], &["sudo", "-n", "apt-get"]];
    prefixes.into_iter().any(|prefix| {
        let run = |args: &[&str]| {
            let mut command = Command::new(prefix[0]);
            command.args(&prefix[1..]).args(args).env("DEBIAN_FRONTEND", "noninteractive");
            command.stdout(Stdio::null()).status().is_ok_and(|end| end.success())
        };
        run(&["update", "--quiet"]) && run(&[&["install", "--yes", "--quiet"], packages].concat())
    })
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

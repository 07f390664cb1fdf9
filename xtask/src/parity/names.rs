//! Whether the page of names has every public name of the Python packages.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use super::install::{install, install_earlier, install_first, install_tracker};
use crate::Error;
use crate::workspace::root;

/// The page, which a test writes.
const PAGE: &str = "docs/python-names.md";

/// Installs every version and compares; true if the page has all names, each with its versions.
pub(crate) fn names() -> Result<bool, Error> {
    let page = std::fs::read_to_string(root().join(PAGE))?;
    let mut good = true;
    for (module, version, site) in [
        ("spec_kitty_events", "2.3.2", install_first()?),
        ("spec_kitty_events", "2.9.0", install_earlier()?),
        ("spec_kitty_events", "3.2.0", install()?),
        ("spec_kitty_tracker", "0.4.3", install_tracker()?),
    ] {
        let (theirs, ours) = (public(module, &site)?, listed(&page, module, version));
        for name in theirs.symmetric_difference(&ours) {
            good = false;
            let lacks = if theirs.contains(name) { PAGE } else { "the package" };
            println!("{module} {version}: {lacks} does not have `{name}`");
        }
        println!("{module} {version}: {} public names", theirs.len());
    }
    Ok(good)
}

/// What a package says is public.
fn public(module: &str, site: &Path) -> Result<BTreeSet<String>, Error> {
    let script = format!("import {module}; print('\\n'.join({module}.__all__))");
    let output = Command::new("python3").args(["-c", &script]).env("PYTHONPATH", site).output()?;
    if !output.status.success() {
        return Err(format!("{module}: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(String::from_utf8(output.stdout)?.lines().map(str::to_owned).collect())
}

/// The names of a version in the page's table of a package.
fn listed(page: &str, module: &str, version: &str) -> BTreeSet<String> {
    let title = format!("## {}\n", module.replace('_', "-"));
    let table = page.split_once(&title).map_or("", |(_, table)| table);
    let table = table.split("\n## ").next().unwrap_or_default();
    let rows = table.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| `")?.split(" | ");
        let (name, versions) = (cells.next()?, cells.next()?);
        versions
            .split(", ")
            .any(|own| own == version)
            .then(|| name.trim_end_matches('`').to_owned())
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_a_package_and_a_version() {
        let page = "# N\n\n## a-b\n\n| Python | versions | here |\n|---|---|---|\n| `X` | 1, 2 | `x` |\n\
                    | `Y` | 2 | `y` |\n\n## c\n\n| `Z` | 2 | `z` |\n";
        let listed = |module, version| Vec::from_iter(listed(page, module, version)).join(" ");
        assert_eq!((listed("a_b", "1"), listed("a_b", "2")), ("X".into(), "X Y".into()));
        assert_eq!(listed("c", "2"), "Z");
    }
}

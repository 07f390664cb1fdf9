//! What a release publishes, made into `target/dist/`, and tried where there is no checkout.

mod archive;
mod crates;
mod npm;
mod product;
mod trial;
mod wheel;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::workspace::{succeeds, target};
use crate::{Error, Usage};
use product::Product;

/// The binary that all of it is about.
const BINARY: &str = "contracts";

/// What is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Crates,
    Wheel,
    Npm,
    Archive,
}

const PARTS: [(&str, Part); 4] = [
    ("crates", Part::Crates),
    ("wheel", Part::Wheel),
    ("npm", Part::Npm),
    ("archive", Part::Archive),
];

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
struct Options {
    profile: String,
    test: bool,
    parts: Vec<Part>,
}

impl Options {
    fn read(args: &[&str]) -> Result<Self, Usage> {
        let mut options = Self { profile: "release".to_owned(), test: false, parts: Vec::new() };
        let mut rest = args.iter();
        while let Some(arg) = rest.next() {
            match *arg {
                "--test" => options.test = true,
                "--release" => "release".clone_into(&mut options.profile),
                "--profile" => match rest.next() {
                    Some(name) if !name.starts_with('-') => {
                        (*name).clone_into(&mut options.profile);
                    }
                    _ => return Err(Usage(format!("dist {}", args.join(" ")))),
                },
                name => match PARTS.iter().find(|(known, _)| *known == name) {
                    Some((_, part)) => options.parts.push(*part),
                    None => return Err(Usage(format!("dist {name}"))),
                },
            }
        }
        if options.parts.is_empty() {
            options.parts = PARTS.iter().map(|(_, part)| *part).collect();
        }
        Ok(options)
    }

    /// A release is made of what is committed; a trial of what is there.
    fn takes_changes(&self) -> bool {
        self.profile != "release"
    }
}

/// Makes the parts, and tries them if that is asked for.
pub(crate) fn run(args: &[&str]) -> Result<bool, Error> {
    let options = Options::read(args)?;
    let product = Product::find()?;
    // In the order of the table, whatever the order of the arguments.
    for (name, part) in PARTS {
        if !options.parts.contains(&part) {
            continue;
        }
        println!("==> {name}");
        let made = match part {
            Part::Crates => crates::make(&product, options.takes_changes())?,
            Part::Wheel => wheel::make(&product, &options.profile)?,
            Part::Npm => npm::make(&product, &options.profile)?,
            Part::Archive => archive::make(&product, &options.profile)?,
        };
        for file in made {
            println!("{:>10}  {}", size(fs::metadata(&file)?.len()), file.display());
        }
    }
    if options.test {
        trial::run(&product, &options)?;
    }
    Ok(true)
}

/// The folder of all parts.
fn folder() -> PathBuf {
    target().join("dist")
}

/// An empty folder in that of all parts.
fn fresh(name: &str) -> Result<PathBuf, Error> {
    let made = folder().join(name);
    remove(&made)?;
    fs::create_dir_all(&made)?;
    Ok(made)
}

fn remove(folder: &Path) -> Result<(), Error> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .map_err(|error| format!("{} cannot be removed: {error}", folder.display()))?;
    }
    Ok(())
}

/// The files of a folder with this ending, in order.
fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, Error> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Runs a command to its end, which has to be a good one.
fn run_well(command: Command) -> Result<(), Error> {
    let shown = shown(&command);
    if succeeds(command)? { Ok(()) } else { Err(format!("failed: {shown}").into()) }
}

/// A command line, without the variables that were set for it.
fn shown(command: &Command) -> String {
    let args = command.get_args().map(|arg| arg.to_string_lossy());
    std::iter::once(command.get_program().to_string_lossy())
        .chain(args)
        .collect::<Vec<_>>()
        .join(" ")
}

/// What a command prints; its end has to be a good one.
fn printed(mut command: Command) -> Result<String, Error> {
    let output = command
        .stderr(std::process::Stdio::inherit())
        .output()
        .map_err(|error| format!("cannot start {}: {error}", command.get_program().display()))?;
    if !output.status.success() {
        return Err(format!("failed: {}", shown(&command)).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// A number of bytes as people read it.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_024 => format!("{bytes} B"),
        1_024..1_048_576 => format!("{} KiB", bytes / 1_024),
        _ => format!("{}.{} MiB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_of_everything_unless_told_otherwise() {
        let all = Options::read(&[]).unwrap();
        assert_eq!(
            (all.profile.as_str(), all.test, all.parts.len()),
            ("release", false, PARTS.len())
        );
        assert!(!all.takes_changes());
        let some = Options::read(&["npm", "--profile", "dev", "--test", "crates"]).unwrap();
        assert_eq!((some.profile.as_str(), some.test), ("dev", true));
        assert_eq!(some.parts, [Part::Npm, Part::Crates]);
        assert!(some.takes_changes());
    }

    #[test]
    fn misspelt_parts_and_profiles_that_are_missing_are_refused() {
        for args in [&["whel"][..], &["--profile"], &["--profile", "--test"]] {
            assert!(Options::read(args).is_err(), "{args:?}");
        }
    }

    #[test]
    fn a_command_that_failed_is_shown_as_it_is_typed() {
        let mut command = Command::new("cargo");
        command.args(["package", "--locked"]).env_remove("CARGO_PKG_NAME").current_dir("/");
        assert_eq!(shown(&command), "cargo package --locked");
    }

    #[test]
    fn sizes_are_short() {
        assert_eq!(size(1_023), "1023 B");
        assert_eq!(size(151_000), "147 KiB");
        assert_eq!(size(19_608_371), "18.6 MiB");
    }
}

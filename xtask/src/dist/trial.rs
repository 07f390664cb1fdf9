//! Tries what was made: each is installed into an empty place outside this checkout, begins a crate there and judges
//! events.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::product::{Product, file_name};
use super::{BINARY, Options, Part, archive, crates, files, folder, printed, remove, run_well};
use crate::Error;
use crate::workspace::{apt_install, forget_xtask, root, succeeds, target};

/// Tries the parts that were made, and leaves nothing behind when all is well.
pub(super) fn run(product: &Product, options: &Options) -> Result<(), Error> {
    let place = Place::new()?;
    println!("==> trial in {}", place.folder.display());
    for part in &options.parts {
        match part {
            Part::Crates => place.crates(product, options.takes_changes())?,
            Part::Wheel => place.wheel(product)?,
            Part::Npm => place.npm(product)?,
            Part::Archive => place.archive(product)?,
        }
    }
    remove(&place.folder)
}

/// A place outside the checkout.
struct Place {
    folder: PathBuf,
}

impl Place {
    /// The same place each time, so that cargo knows again what it built there.
    fn new() -> Result<Self, Error> {
        let of = Sha256::digest(root().as_os_str().as_encoded_bytes());
        let name =
            format!("event-contract-dist-{:02x}{:02x}{:02x}{:02x}", of[0], of[1], of[2], of[3]);
        let folder = std::env::temp_dir().join(name);
        remove(&folder)?;
        fs::create_dir_all(&folder)?;
        Ok(Self { folder })
    }

    /// A command that works in a new folder of this place.
    fn command(&self, program: impl AsRef<OsStr>, within: &str) -> Result<Command, Error> {
        let folder = self.folder.join(within);
        fs::create_dir_all(&folder)?;
        let mut command = Command::new(program);
        command.current_dir(folder);
        Ok(command)
    }

    /// Cargo as a user calls it, but for the folder in which it builds: what is from the registry is not built again.
    fn cargo(&self, args: &[&str], within: &str) -> Result<Command, Error> {
        let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = self.command(program, within)?;
        command.args(args).env("CARGO_TARGET_DIR", std::path::absolute(target())?);
        forget_xtask(&mut command);
        Ok(command)
    }

    /// Installs the command from the packed crates, and builds and tests a new crate with them.
    fn crates(&self, product: &Product, dirty: bool) -> Result<(), Error> {
        println!("--> crates: what publishing does, up to the upload");
        crates::rehearse(dirty)?;
        let packed = folder().join("crates");
        for file in files(&packed, ".crate")? {
            // The times in the archive are old, and cargo would take what it built before for current.
            let mut command = self.command("tar", "crates")?;
            command.arg("-xmzf").arg(file);
            run_well(command)?;
        }
        for name in &product.published {
            let unpacked = self.folder.join("crates").join(format!("{name}-{}", product.version));
            if let Some(objection) = contents(|file| unpacked.join(file).exists()) {
                return Err(format!("the packed {name} {objection}").into());
            }
        }
        fs::create_dir_all(self.folder.join(".cargo"))?;
        fs::write(self.folder.join(".cargo/config.toml"), self.config(product)?)?;

        println!("--> crates: cargo install {}", product.package);
        let unpacked = format!("crates/{}-{}", product.package, product.version);
        self.lock(&unpacked)?;
        let mut command =
            self.cargo(&["install", "--debug", "--locked", "--quiet", "--path", "."], &unpacked)?;
        command.arg("--root").arg(self.folder.join("cargo"));
        run_well(command)?;

        let contracts = self.folder.join("cargo/bin").join(file_name());
        let shop = self.judges(product, "cargo-work", || Command::new(&contracts))?;
        println!("--> crates: cargo test in a new crate");
        self.lock(&format!("cargo-work/{shop}"))?;
        let within = format!("cargo-work/{shop}");
        run_well(self.cargo(&["test", "--quiet"], &within)?)?;
        println!("--> crates: {BINARY} folds by the reducers of the new crate");
        // As cargo is called here, since the installed command calls it.
        let as_cargo = self.cargo(&[], &within)?;
        let mut command = self.command(&contracts, &within)?;
        command.args(["replay", "good.jsonl", "--reducer", "library", "--by=all", "--format=json"]);
        for (name, value) in as_cargo.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        let state = printed(command)?;
        if state.lines().count() == 1 && state.contains("\"state\"") {
            return Ok(());
        }
        Err(format!("not the state of a library: {state}").into())
    }

    /// The stand-in for the registry: crates of ours are where they were unpacked, all others come from where they
    /// always do. Profiles are those of the checkout, or dependencies would be built again for another.
    fn config(&self, product: &Product) -> Result<String, Error> {
        let manifest = fs::read_to_string(root().join("Cargo.toml"))?;
        let mut text = profile(&manifest) + "\n[patch.crates-io]\n";
        for name in &product.published {
            let path = self.folder.join("crates").join(format!("{name}-{}", product.version));
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{name} = {{ path = {:?} }}", path.to_string_lossy());
        }
        Ok(text)
    }

    /// Gives a crate the versions that the checkout has, so that a trial does not depend on what was published today.
    fn lock(&self, crate_folder: &str) -> Result<(), Error> {
        fs::copy(root().join("Cargo.lock"), self.folder.join(crate_folder).join("Cargo.lock"))?;
        // Takes out what the crate does not need.
        let mut command =
            self.cargo(&["metadata", "--format-version=1", "--quiet"], crate_folder)?;
        command.stdout(Stdio::null());
        run_well(command)
    }

    fn wheel(&self, product: &Product) -> Result<(), Error> {
        println!("--> wheel: pip install into an empty environment");
        let make = || {
            let mut command = Command::new("python3");
            command.args(["-m", "venv"]).arg(self.folder.join("venv")).stdout(Stdio::null());
            succeeds(command)
        };
        let there = make()? || (apt_install(&["python3-venv"]) && make()?);
        if !there {
            return Err("python3 with venv is needed (Debian: apt-get install python3-venv)".into());
        }
        let programs = self.folder.join("venv").join(if cfg!(windows) { "Scripts" } else { "bin" });
        let mut command = Command::new(programs.join("python"));
        command.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-index",
        ]);
        command.args(files(&folder().join("wheels"), ".whl")?);
        run_well(command)?;
        self.judges(product, "wheel-work", || Command::new(programs.join(file_name()))).map(drop)
    }

    fn npm(&self, product: &Product) -> Result<(), Error> {
        println!("--> npm: npm install into an empty folder");
        // Offline, since the packages of other platforms are not to be had, here or anywhere.
        let mut command = self.command("npm", "npm")?;
        command.args(["install", "--offline", "--no-audit", "--no-fund", "--loglevel=error"]);
        command.args(files(&std::path::absolute(folder())?.join("npm"), ".tgz")?);
        run_well(command)?;
        let npx = self.folder.join("npm");
        self.judges(product, "npm-work", || {
            let mut command = Command::new("npx");
            command.arg("--no-install").arg("--prefix").arg(&npx).arg("--").arg(BINARY);
            command
        })?;
        let launcher = npx.join("node_modules/event-contract/bin/contracts.js");
        self.launcher_passes_signals(&launcher)?;
        self.launcher_says_what_is_missing(&npx, &launcher)
    }

    /// A signal to the launcher ends the binary, and the launcher as it.
    #[cfg(unix)]
    fn launcher_passes_signals(&self, launcher: &Path) -> Result<(), Error> {
        use std::os::unix::process::ExitStatusExt as _;
        println!("--> npm: a signal reaches the binary");
        let mut command = self.command("node", "npm-work/shop")?;
        command.arg(launcher).args(["validate", "--jsonl", "-"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        // An answer shows that the binary is there; its input stays open, so that it does not end by itself.
        let mut input = child.stdin.take().ok_or("no input")?;
        std::io::Write::write_all(
            &mut input,
            b"{\"id\":1,\"event_type\":\"None\",\"payload\":{}}\n",
        )?;
        let mut output = BufReader::new(child.stdout.take().ok_or("no output")?);
        output.read_line(&mut String::new())?;
        let mut kill = Command::new("kill");
        kill.arg("-TERM").arg(child.id().to_string());
        run_well(kill)?;
        let mut rest = String::new();
        // The end of its output is the end of the binary, which holds the other side.
        while output.read_line(&mut rest)? != 0 {}
        let status = child.wait()?;
        drop(input);
        if status.signal() == Some(15) { Ok(()) } else { Err(format!("SIGTERM: {status}").into()) }
    }

    #[cfg(not(unix))]
    fn launcher_passes_signals(&self, _: &Path) -> Result<(), Error> {
        Ok(())
    }

    fn launcher_says_what_is_missing(&self, npx: &Path, launcher: &Path) -> Result<(), Error> {
        println!("--> npm: a missing platform is told");
        remove(&npx.join("node_modules/@event-contract"))?;
        let mut command = self.command("node", "npm-work")?;
        let output = command.arg(launcher).arg("--version").output()?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.code() == Some(1)
            && said.contains("@event-contract/")
            && said.contains("not installed")
        {
            return Ok(());
        }
        Err(format!("without the package of the platform: {}\n{said}", output.status).into())
    }

    fn archive(&self, product: &Product) -> Result<(), Error> {
        println!("--> archive: unpacked");
        let made = folder().join("archives");
        for file in files(&made, ".tar.gz")? {
            let sums = fs::read_to_string(made.join("SHA256SUMS"))?;
            if !sums.contains(&archive::sum(&file)?) {
                return Err(format!("SHA256SUMS does not hold for {}", file.display()).into());
            }
            let mut command = self.command("tar", "archive")?;
            command.arg("-xzf").arg(file);
            run_well(command)?;
        }
        let unpacked = self.folder.join("archive").join(archive::name(product));
        for file in archive::contents() {
            if fs::metadata(unpacked.join(&file)).map_or(0, |there| there.len()) == 0 {
                return Err(format!("the archive lacks {file}").into());
            }
        }
        self.judges(product, "archive-work", || Command::new(unpacked.join(file_name()))).map(drop)
    }

    /// Has an installed command say its version, begin a crate, and judge events by the contracts of that crate. Gives
    /// the name of the crate.
    fn judges(
        &self,
        product: &Product,
        within: &str,
        contracts: impl Fn() -> Command,
    ) -> Result<&'static str, Error> {
        let shop = "shop";
        let home = self.folder.join(within);
        fs::create_dir_all(&home)?;
        let run = |folder: &Path, args: &[&str]| {
            let mut command = contracts();
            command.args(args).current_dir(folder);
            command
        };
        let version = printed(run(&home, &["--version"]))?;
        if version.trim() != format!("{BINARY} {}", product.version) {
            return Err(format!("--version prints {version:?}").into());
        }
        printed(run(&home, &["init", shop]))?;
        let new = home.join(shop);
        let manifest = fs::read_to_string(new.join("Cargo.toml"))?;
        if let Some(line) = checkout(&manifest) {
            return Err(
                format!("{}: a new crate depends on a folder: {line}", new.display()).into()
            );
        }
        let events = printed(run(&new, &["sample", "--count", "100"]))?;
        let list = |folder: &Path| printed(run(folder, &["list", "--format", "json"]));
        let own = names(&list(&new)?)?;
        if own == names(&list(&home)?)? {
            return Err("a crate with contracts of its own lists those that are built in".into());
        }
        let of_own = |event: &&str| own.iter().any(|name| event.contains(&format!("\"{name}\"")));
        let made = events.lines().filter(of_own).count();
        if made != 100 {
            return Err(format!("{made} events of the crate instead of 100").into());
        }
        let judge = |name: &str, events: &str, code: i32| {
            fs::write(new.join(name), events)?;
            let mut command = run(&new, &["validate", name]);
            let output = command.output()?;
            if output.status.code() == Some(code) {
                return Ok(());
            }
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            Err(Error::from(format!("validate {name}: {}, not {code}\n{said}", output.status)))
        };
        judge("good.jsonl", &events, 0)?;
        judge("bad.jsonl", &events.replacen("\"payload\":{", "\"payload\":{\"nobody\":", 1), 100)?;
        Ok(shop)
    }
}

/// The events in what `contracts list --format json` prints.
fn names(list: &str) -> Result<Vec<String>, Error> {
    let list: Value = serde_json::from_str(list)?;
    let items = list["items"].as_array().map(Vec::as_slice).unwrap_or_default();
    Ok(items.iter().filter_map(|item| item["event"].as_str()).map(str::to_owned).collect())
}

/// What is wrong with the files of a crate: what nobody builds with stays out, and licences go along.
fn contents(there: impl Fn(&str) -> bool) -> Option<String> {
    // Fixtures by hand go along; those that are generated can be made anywhere.
    let out = ["tests", "fixtures/manifest.json", "docs", "proptest-regressions"];
    if let Some(found) = out.into_iter().find(|name| there(name)) {
        return Some(format!("has {found}; see `include` in its manifest"));
    }
    let within = ["README.md", "LICENSE-MIT", "LICENSE-APACHE"];
    within.into_iter().find(|name| !there(name)).map(|missing| format!("lacks {missing}"))
}

/// The line of a manifest that names a folder as a dependency.
fn checkout(manifest: &str) -> Option<&str> {
    manifest.lines().find(|line| line.contains("path = ") && line.starts_with("event-contract"))
}

/// The sections of a manifest that are about the profile `dev`.
fn profile(manifest: &str) -> String {
    let mut own = false;
    let lines = manifest.lines().filter(|line| {
        if line.starts_with('[') {
            own = line.starts_with("[profile.dev]") || line.starts_with("[profile.dev.");
        }
        own
    });
    lines.map(|line| line.to_owned() + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_is_that_of_the_checkout() {
        let manifest = "[package]\nname = \"a\"\n[profile.dev]\ndebug = 1\n# Why.\n\
                        [profile.dev.package.b]\nopt-level = 1\n[profile.release]\nlto = true\n";
        let expected = "[profile.dev]\ndebug = 1\n# Why.\n[profile.dev.package.b]\nopt-level = 1\n";
        assert_eq!(profile(manifest), expected);
    }

    #[test]
    fn a_manifest_with_versions_needs_no_checkout() {
        assert_eq!(checkout("event-contract = \"0.1.0\"\n[lib]\npath = \"src/lib.rs\"\n"), None);
        let line = "event-contract = { path = \"/here\" }";
        assert_eq!(checkout(&format!("[dependencies]\n{line}\n")), Some(line));
    }

    #[test]
    fn events_are_read_from_the_list() {
        let list = r#"{ "items": [{ "event": "A", "domain": "d" }, { "event": "B" }] }"#;
        assert_eq!(names(list).unwrap(), ["A", "B"]);
        assert!(names("").is_err());
    }

    #[test]
    fn a_crate_has_its_licences_and_no_tests() {
        let all = ["README.md", "LICENSE-MIT", "LICENSE-APACHE", "src"];
        assert_eq!(contents(|file| all.contains(&file)), None);
        assert!(contents(|file| all[1..].contains(&file)).unwrap().contains("README.md"));
        assert!(contents(|file| file == "tests" || all.contains(&file)).unwrap().contains("tests"));
    }

    #[test]
    fn every_published_crate_has_a_stand_in() {
        let product = Product {
            published: vec!["runtime".to_owned(), "product".to_owned()],
            package: "product".to_owned(),
            home: PathBuf::new(),
            version: "1.2.3".to_owned(),
            triple: String::new(),
        };
        let config = Place { folder: PathBuf::from("/there") }.config(&product).unwrap();
        for name in &product.published {
            assert!(
                config
                    .contains(&format!("\n{name} = {{ path = \"/there/crates/{name}-1.2.3\" }}\n"))
            );
        }
    }
}

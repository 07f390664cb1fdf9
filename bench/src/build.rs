//! Compiling: the generated types, the same as plain serde structs, and as typify emits them.
//!
//! Each is a crate of its own whose dependencies are compiled already; what is measured is one cargo call
//! for that crate alone, after `cargo clean` of it. No build script runs.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use event_contract_codegen::model::{Event, Line};
use event_contract_codegen::{Layout, generate, load, read_dir};
use schemars::schema::Schema;
use serde_json::Value;
use typify::{TypeSpace, TypeSpaceSettings};

use crate::{Outcome, median, plain, root, scratch, table};

#[path = "../../tests/interop/strip.rs"]
mod strip;

const ROUNDS: usize = 3;
const CRATES: [&str; 3] = ["ours", "plain", "typify"];
const MODES: [(&str, &[&str]); 3] =
    [("check", &["check"]), ("dev", &["build"]), ("release", &["build", "--release"])];

pub(crate) fn run() -> Outcome {
    let folder = scratch("bench-build")?;
    let lines = write_crates(&folder)?;
    let mut times: BTreeMap<(&str, &str), Vec<f64>> = BTreeMap::new();
    for (mode, args) in MODES {
        cargo(&folder, args, &[])?;
        for _ in 0..ROUNDS {
            for name in CRATES {
                let release: &[&str] = if mode == "release" { &["--release"] } else { &[] };
                cargo(&folder, &["clean"], &[&["-p", name], release].concat())?;
                let seconds = cargo(&folder, args, &["-p", name])?;
                times.entry((mode, name)).or_default().push(seconds);
            }
        }
    }
    let seconds = |mode: &'static str, name: &'static str| {
        times.get(&(mode, name)).map_or(f64::NAN, |times| median(times.clone()))
    };
    let mut rows = Vec::new();
    for (name, what) in CRATES.into_iter().zip(["ours", "plain serde structs", "typify"]) {
        let mut row =
            vec![what.to_owned(), lines.get(name).copied().unwrap_or_default().to_string()];
        for (mode, _) in MODES {
            row.push(format!("{:.2} s", seconds(mode, name)));
            row.push(format!("{:.2}", seconds(mode, name) / seconds(mode, "ours")));
        }
        rows.push(row);
    }
    println!(
        "one crate of types that reads every payload, dependencies compiled before; median of {ROUNDS} rounds\n"
    );
    table::print(&["", "lines", "check", "× ours", "dev", "× ours", "release", "× ours"], &rows);
    Ok(())
}

/// Writes the crates; gives the number of lines of each.
fn write_crates(folder: &Path) -> Outcome<BTreeMap<&'static str, usize>> {
    let mut model = load(&read_dir(&root().join("contracts"), "contracts")?)?;
    model.lines.retain(|line| line.name == "v3");
    let line = model.lines.first().ok_or("no contracts")?;
    let runtime = fs::canonicalize(root())?;
    let serde = "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = { version = \"1\", features = [\"raw_value\"] }\n";
    let mut counts = BTreeMap::new();

    let manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"ours\", \"plain\", \"typify\"]\n";
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock"))?;

    let dependency = format!(
        "event-contract = {{ path = {:?}, default-features = false }}\n",
        runtime.display().to_string()
    );
    write_manifest(folder, "ours", &dependency)?;
    let mut count = 0;
    for output in generate(&model, &Layout::workspace()) {
        if let Ok(path) = output.path.strip_prefix("generated") {
            let path = folder.join("ours").join(path);
            fs::create_dir_all(path.parent().unwrap_or(folder))?;
            if path.extension().is_some_and(|end| end == "rs") {
                count += output.bytes.iter().filter(|byte| **byte == b'\n').count();
            }
            fs::write(path, output.bytes)?;
        }
    }
    fs::write(folder.join("ours/src/lib.rs"), format!("pub mod {};\n", line.name))?;
    counts.insert("ours", count);

    write_manifest(folder, "plain", serde)?;
    let text = pretty(&plain::render(line)?)?;
    counts.insert("plain", text.lines().count());
    fs::write(folder.join("plain/src/lib.rs"), text)?;

    let more = "chrono = { version = \"0.4\", default-features = false, features = [\"serde\", \"std\"] }\nregress = \"0.12\"\nuuid = { version = \"1\", features = [\"serde\"] }\n";
    write_manifest(folder, "typify", &format!("{serde}{more}"))?;
    let text = pretty(&(typify()? + &decoder(line)))?;
    counts.insert("typify", text.lines().count());
    fs::write(folder.join("typify/src/lib.rs"), text)?;
    Ok(counts)
}

fn write_manifest(folder: &Path, name: &str, dependencies: &str) -> Outcome {
    fs::create_dir_all(folder.join(name).join("src"))?;
    let text = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}"
    );
    Ok(fs::write(folder.join(name).join("Cargo.toml"), text)?)
}

fn pretty(code: &str) -> Outcome<String> {
    Ok(prettyplease::unparse(&syn::parse_file(code)?))
}

/// What typify makes of all published schemas together, so that it emits every type once.
fn typify() -> Outcome<String> {
    let mut types: BTreeMap<String, Schema> = BTreeMap::new();
    for entry in fs::read_dir(root().join("generated/schemas/v3"))? {
        let mut schema: Value = serde_json::from_slice(&fs::read(entry?.path())?)?;
        strip::strip_rules(&mut schema);
        let title = schema["title"].as_str().ok_or("a schema without title")?.to_owned();
        let parts = schema.as_object_mut().and_then(|schema| schema.remove("$defs"));
        let parts: BTreeMap<String, Schema> =
            parts.map_or(Ok(BTreeMap::new()), serde_json::from_value)?;
        types.extend(parts);
        types.insert(title, serde_json::from_value(schema)?);
    }
    let mut space = TypeSpace::new(&TypeSpaceSettings::default());
    space.add_ref_types(types)?;
    Ok(space.to_stream().to_string())
}

/// A function that reads every payload, as the other crates have it: serde's derives cost most where they are
/// used.
fn decoder(line: &Line) -> String {
    let arm = |event: &Event| {
        let ty = &line.def(event.payload).name;
        format!("{:?} => serde_json::from_str::<{ty}>(json).map(drop),", event.name)
    };
    let arms: String = line.events.iter().map(arm).collect();
    format!(
        "pub fn decode(event_type: &str, json: &str) -> serde_json::Result<()> {{ match event_type {{ {arms} _ => serde_json::from_str::<Event>(json).map(drop) }} }}"
    )
}

/// Runs cargo in the folder of the crates; gives the seconds it took.
fn cargo(folder: &Path, args: &[&str], more: &[&str]) -> Outcome<f64> {
    let start = Instant::now();
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .current_dir(folder)
        .args(args)
        .args(more)
        .arg("--quiet")
        .env("CARGO_TARGET_DIR", folder.join("target"));
    command.env_remove("RUSTFLAGS");
    let status = command.status()?;
    if !status.success() {
        return Err(format!("{command:?}: {status}").into());
    }
    Ok(start.elapsed().as_secs_f64())
}

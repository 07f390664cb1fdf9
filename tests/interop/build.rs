//! Has `typify` make Rust types of every committed JSON Schema, a module for each. Rules across fields are left
//! out: it does not know them.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use schemars::schema::RootSchema;
use typify::{TypeSpace, TypeSpaceSettings};

mod strip;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../generated/schemas/v3"));
    println!("cargo::rerun-if-changed={}", folder.display());
    let entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    paths.sort();

    let (mut modules, mut arms) = (String::new(), String::new());
    for path in paths {
        if path.extension().is_none_or(|end| end != "json") {
            continue;
        }
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let name = file.trim_end_matches(".schema.json");
        let (code, root) =
            types(&fs::read_to_string(&path)?).map_err(|error| format!("{name}: {error}"))?;
        writeln!(modules, "pub mod {name} {{\n{code}\n}}")?;
        writeln!(arms, "{name:?} => take::<{name}::{root}>(json),")?;
    }
    let text = format!(
        "{modules}\n/// Reads a value with the types of a schema.\npub fn read(schema: &str, json: &str) -> Result<(), String> {{\nmatch schema {{\n{arms}\nother => Err(format!(\"no schema {{other}}\")),\n}}\n}}\n"
    );
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("no OUT_DIR")?);
    fs::write(out.join("types.rs"), text)?;
    Ok(())
}

/// The types of a schema, and the name of the one that it describes.
fn types(schema: &str) -> Result<(String, String), Box<dyn Error>> {
    let mut schema = serde_json::from_str(schema)?;
    strip::strip_rules(&mut schema);
    let schema: RootSchema = serde_json::from_value(schema)?;
    let mut space = TypeSpace::new(&TypeSpaceSettings::default());
    let id = space.add_root_schema(schema)?.ok_or("the schema has no title")?;
    let root = space.get_type(&id)?.name();
    Ok((prettyplease::unparse(&syn::parse2(space.to_stream())?), root))
}

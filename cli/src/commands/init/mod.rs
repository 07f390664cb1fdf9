//! `contracts init`: a new crate with contracts.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use event_contract_codegen::name::snake;

use crate::exit::{Exit, Failure, Outcome};
use crate::output::print;
use crate::program::Context;

/// Writes a new crate with a small contract, which builds and has a test. Overwrites nothing.
#[derive(clap::Args, Debug)]
#[command(after_help = "Example: {bin} init my-events && cd my-events && cargo test")]
pub(crate) struct Args {
    /// Where to write it.
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
    /// The name of the crate [default: the name of the folder].
    #[arg(long)]
    name: Option<String>,
    /// A checkout of event-contract to depend on [default: the published crates].
    #[arg(long, value_name = "CHECKOUT")]
    path: Option<PathBuf>,
}

/// The files of a new crate. `{name}`, `{ident}`, `{runtime}` and `{codegen}` are filled in.
const FILES: [(&str, &str); 6] = [
    ("Cargo.toml", include_str!("Cargo.toml.in")),
    ("build.rs", include_str!("build.rs.in")),
    ("contracts/line.yaml", include_str!("line.yaml.in")),
    ("contracts/library.yaml", include_str!("library.yaml.in")),
    ("src/lib.rs", include_str!("lib.rs.in")),
    (".gitignore", "/target\n"),
];

pub(crate) fn run(context: &Context<'_>, args: &Args) -> Outcome {
    context.without_contracts("init")?;
    let name = match &args.name {
        Some(name) => name.clone(),
        None => folder_name(&args.folder)?,
    };
    let first = name.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
    if !first || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
        let message = format!(
            "{name:?} is no name for a crate: letters, digits, `-` and `_`, a letter first; see --name"
        );
        return Err(Failure::Usage(message));
    }
    if let Some((file, _)) = FILES.iter().find(|(file, _)| args.folder.join(file).exists()) {
        let file = args.folder.join(file);
        return Err(Failure::Failed(format!(
            "{}: is there already, and stays as it is",
            file.display()
        )));
    }
    let (runtime, codegen) = dependencies(args.path.as_deref())?;
    for (file, text) in FILES {
        let text = text
            .replace("{name}", &name)
            .replace("{ident}", &snake(&name))
            .replace("{runtime}", &runtime)
            .replace("{codegen}", &codegen);
        write(&args.folder.join(file), &text)?;
    }
    let folder = args.folder.display();
    print(&format!(
        "{name} is in {folder}\n\n  contracts/library.yaml  the contract: edit it, and build\n  src/lib.rs              the types in use, with a test\n\nNext: cd {folder} && cargo test\n"
    ))?;
    Ok(Exit::Clean)
}

fn folder_name(folder: &Path) -> Result<String, Failure> {
    let whole =
        std::path::absolute(folder).map_err(|error| Failure::at(folder.display(), error))?;
    let name =
        whole.components().next_back().map(|part| part.as_os_str().to_string_lossy().into_owned());
    Ok(name.unwrap_or_default())
}

/// The specifications of the runtime and the generator.
fn dependencies(path: Option<&Path>) -> Result<(String, String), Failure> {
    let checkout = match path {
        Some(path) if !is_checkout(path) => {
            return Err(Failure::Usage(format!(
                "{}: this is no checkout of event-contract",
                path.display()
            )));
        }
        Some(path) => {
            Some(std::path::absolute(path).map_err(|error| Failure::at(path.display(), error))?)
        }
        None => None,
    };
    let Some(root) = checkout else {
        let version = format!("{:?}", env!("CARGO_PKG_VERSION"));
        return Ok((version.clone(), version));
    };
    let path = |path: &Path| format!("{{ path = {:?} }}", path.to_string_lossy());
    Ok((path(&root), path(&root.join("codegen"))))
}

fn is_checkout(root: &Path) -> bool {
    let is_ours = |text: String| text.contains("name = \"event-contract\"");
    root.join("codegen/Cargo.toml").is_file()
        && fs::read_to_string(root.join("Cargo.toml")).is_ok_and(is_ours)
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::at(path.display(), error);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut file = fs::File::create_new(path).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)
}

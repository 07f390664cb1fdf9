//! `contracts schema`: the published JSON Schemas: of the contracts, of the language that they are written in, and
//! of what this program prints.

use event_contract::table::Line;
use event_contract_codegen::name::snake;
use event_contract_codegen::{contract_schema, line_schema};
use serde_json::Value;

use crate::contracts::Contracts;
use crate::exit::{Exit, Failure, Outcome};
use crate::output::print;
use crate::program::Context;
use crate::suggest;

/// Prints a JSON Schema (draft 2020-12).
///
/// The names `contract` and `line` mean the language that contracts are written in: what editors complete and
/// check `*.yaml` and `line.yaml` by.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:\n  \
                  {bin} schema {event}\n  \
                  {bin} schema --list\n  \
                  {bin} schema contract > contracts/.schema/contract.schema.json\n  \
                  {bin} schema --output validate-line")]
pub(crate) struct Args {
    /// The name of the schema, of an event, or of a type that has one; `contract` or `line`.
    #[arg(required_unless_present_any = ["list", "output", "outputs"])]
    name: Option<String>,
    /// Lists the names of all schemas.
    #[arg(long, conflicts_with = "name")]
    list: bool,
    /// Prints the schema of what a command of this program prints as JSON.
    #[arg(long, value_name = "OUTPUT", conflicts_with_all = ["name", "list"])]
    output: Option<String>,
    /// Lists the outputs that have one.
    #[arg(long, conflicts_with_all = ["name", "list", "output"])]
    outputs: bool,
}

macro_rules! outputs {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../schemas/", $name, ".schema.json")))),*]
    };
}

/// The schemas of what commands print, by name.
const OUTPUTS: &[(&str, &str)] = outputs!(
    "check" "diff" "fixtures" "lint" "lint-rules" "list" "migrate" "replay-line" "store-rejected-line"
    "store-stats" "validate" "validate-line"
);

/// A schema by its name.
type Named = (&'static str, fn() -> Value);

/// The schemas of the contract language.
pub(super) const LANGUAGE: [Named; 2] = [("contract", contract_schema), ("line", line_schema)];

pub(crate) fn run(context: &Context<'_>, args: &Args) -> Outcome {
    if args.outputs || args.output.is_some() {
        context.without_contracts("schema --output")?;
    }
    if args.outputs {
        print(&lines(OUTPUTS.iter().map(|(name, _)| *name)))?;
        return Ok(Exit::Clean);
    }
    if let Some(name) = &args.output {
        print(output(name)?)?;
        return Ok(Exit::Clean);
    }
    let of_language = LANGUAGE.iter().find(|(name, _)| args.name.as_deref() == Some(*name));
    if let Some((name, schema)) = of_language {
        // Contracts that are being written, and cannot be used yet, need it most.
        context.without_contracts(&format!("schema {name}"))?;
        print(&format!("{:#}\n", schema()))?;
        return Ok(Exit::Clean);
    }
    let contracts = Contracts::open(context)?;
    let line = contracts.line();
    let Some(name) = &args.name else {
        print(&lines(line.schemas.iter().map(|schema| schema.name)))?;
        return Ok(Exit::Clean);
    };
    let text = find(line, name).ok_or_else(|| {
        let known = line
            .schemas
            .iter()
            .map(|schema| schema.name)
            .chain(line.events.iter().map(|event| event.name))
            .chain(LANGUAGE.map(|(name, _)| name));
        Failure::Usage(format!("there is no schema {name:?}{}", suggest::hint(name, known)))
    })?;
    print(text)?;
    Ok(Exit::Clean)
}

fn find(line: &'static Line, name: &str) -> Option<&'static str> {
    let of_event = line.event(name).map(|event| event.schema);
    let snake = snake(name);
    let found = line.schemas.iter().find(|schema| {
        schema.name == name
            || Some(schema.name) == of_event
            || of_event.is_none() && schema.name == snake
    });
    found.map(|schema| schema.text)
}

/// The schema of an output.
fn output(name: &str) -> Result<&'static str, Failure> {
    let found = OUTPUTS.iter().find(|(output, _)| *output == name);
    found.map(|(_, text)| *text).ok_or_else(|| {
        let hint = suggest::hint(name, OUTPUTS.iter().map(|(name, _)| *name));
        Failure::Usage(format!("there is no output {name:?}{hint}"))
    })
}

fn lines<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| name.to_owned() + "\n").collect()
}

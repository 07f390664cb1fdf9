//! `contracts schema`: the published JSON Schemas.

use event_contract::table::Line;
use event_contract_codegen::name::snake;

use super::print;
use crate::args::Global;
use crate::contracts::Contracts;
use crate::exit::{Exit, Failure, Outcome};
use crate::suggest;

/// Prints a JSON Schema (draft 2020-12).
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Examples:\n  contracts schema WPStatusChanged\n  contracts schema status_transition_payload\n  contracts schema --list"
)]
pub(crate) struct Args {
    /// The name of the schema, of an event, or of a type that has one.
    #[arg(required_unless_present = "list")]
    name: Option<String>,
    /// Lists the names of all schemas.
    #[arg(long, conflicts_with = "name")]
    list: bool,
}

pub(crate) fn run(global: &Global, args: &Args) -> Outcome {
    let contracts = Contracts::open(global)?;
    let line = contracts.line();
    let Some(name) = &args.name else {
        let names: Vec<&str> = line.schemas.iter().map(|schema| schema.name).collect();
        print(
            &(names.join(
                "
",
            ) + "
"),
        )?;
        return Ok(Exit::Clean);
    };
    let text = find(line, name).ok_or_else(|| {
        let known = line
            .schemas
            .iter()
            .map(|schema| schema.name)
            .chain(line.events.iter().map(|event| event.name));
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

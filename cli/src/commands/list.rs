//! `contracts list`: what the contracts declare.

use event_contract_codegen::model::{Line, Shape};
use event_contract_codegen::name::snake;
use serde_json::{Value, json};

use crate::contracts::Contracts;
use crate::exit::{Exit, Outcome};
use crate::output::{ListFormat, print, print_json};
use crate::paint::Paint;
use crate::program::Context;
use crate::table_text::Table;

/// Lists events, domains, types or schemas.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:\n  {bin} list\n  {bin} list types --format json")]
pub(crate) struct Args {
    /// What to list.
    #[arg(value_enum, default_value = "events")]
    what: What,
    /// The format.
    #[arg(long, value_enum, default_value = "text")]
    format: ListFormat,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum What {
    /// Event types, reserved names included.
    Events,
    /// Domains, a contract file each.
    Domains,
    /// Named types.
    Types,
    /// Published JSON Schemas.
    Schemas,
}

pub(crate) fn run(context: &Context<'_>, args: &Args) -> Outcome {
    let contracts = Contracts::open(context)?;
    let line = contracts.model_line()?;
    let (heads, rows): (&'static [&'static str], Vec<Vec<String>>) = match args.what {
        What::Events => (&["event", "domain", "since", "schema"], events(line)),
        What::Domains => (&["domain", "events", "types", "doc"], domains(line)),
        What::Types => (&["type", "domain", "kind", "doc"], types(line)),
        What::Schemas => (&["schema", "type", "domain"], schemas(line)),
    };
    match args.format {
        ListFormat::Json => {
            let object = |row: &Vec<String>| {
                heads
                    .iter()
                    .zip(row)
                    .map(|(head, cell)| ((*head).to_owned(), cell_json(cell)))
                    .collect()
            };
            print_json(
                &json!({ "line": line.name, "version": line.version, "items": rows.iter().map(object).collect::<Vec<Value>>() }),
            )?;
        }
        ListFormat::Text => {
            let mut table = Table::new(heads, &[]);
            let count = rows.len();
            for row in rows {
                table.row(row);
            }
            let paint = Paint::stdout();
            let foot = format!(
                "{}{count} in {}, version {}{:#}\n",
                paint.faint, line.name, line.version, paint.faint
            );
            print(&(table.render(&paint, 100) + &foot))?;
        }
    }
    Ok(Exit::Clean)
}

fn cell_json(cell: &str) -> Value {
    cell.parse::<u64>().map_or_else(|_| cell.into(), Value::from)
}

fn events(line: &Line) -> Vec<Vec<String>> {
    let domain = |index: usize| line.domains[index].name.clone();
    let declared = line.events.iter().map(|event| {
        vec![
            event.name.clone(),
            domain(event.domain),
            event.since.clone(),
            snake(&line.def(event.payload).name),
        ]
    });
    let reserved = line.reserved.iter().map(|reserved| {
        vec![reserved.name.clone(), domain(reserved.domain), String::new(), "(reserved)".to_owned()]
    });
    let mut rows: Vec<_> = declared.chain(reserved).collect();
    rows.sort();
    rows
}

fn domains(line: &Line) -> Vec<Vec<String>> {
    let domains = line.domains.iter().enumerate().map(|(index, domain)| {
        let events = line.events.iter().filter(|event| event.domain == index).count();
        let types = line.types.iter().filter(|def| def.domain == index).count();
        vec![domain.name.clone(), events.to_string(), types.to_string(), domain.doc.clone()]
    });
    domains.collect()
}

fn types(line: &Line) -> Vec<Vec<String>> {
    let types = line.types.iter().map(|def| {
        vec![
            def.name.clone(),
            line.domains[def.domain].name.clone(),
            kind(&def.shape).to_owned(),
            def.doc.clone(),
        ]
    });
    let mut rows: Vec<_> = types.collect();
    rows.sort();
    rows
}

fn schemas(line: &Line) -> Vec<Vec<String>> {
    let schemas = line.published().into_iter().map(|(name, id)| {
        let def = line.def(id);
        vec![name, def.name.clone(), line.domains[def.domain].name.clone()]
    });
    schemas.collect()
}

/// The kind of a type in a word.
pub(super) const fn kind(shape: &Shape) -> &'static str {
    match shape {
        Shape::Alias(_) => "alias",
        Shape::Text(_) => "string",
        Shape::Integer(_) => "integer",
        Shape::Number(_) => "number",
        Shape::Enum(_) => "enum",
        Shape::Object(_) => "object",
        Shape::Array(_) => "array",
        Shape::Map(_) => "map",
        Shape::AnyOf(_) => "anyOf",
    }
}

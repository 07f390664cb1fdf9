//! The reducers of a line, by name.

use event_contract::Registry;
use event_contract::registry::{Kind, Reducer};
use event_contract::table::Line;

use crate::contracts::Contracts;
use crate::exit::Failure;
use crate::own_program::OwnProgram;
use crate::program::Context;
use crate::suggest;

/// The reducers of the program that were compiled with a line's contracts, and with no others.
pub(crate) fn of_line(context: &Context<'_>, line: &Line) -> Result<Registry, Failure> {
    let mut own = Registry::new();
    for entry in context.program.registry()?.iter() {
        let fits = match &entry.kind {
            Kind::Reducer(reducer) => reducer.is_of(line),
            _ => true,
        };
        if fits {
            own.register(*entry).map_err(|duplicate| Failure::Failed(duplicate.to_string()))?;
        }
    }
    Ok(own)
}

/// The reducers for the contracts in use. Where this program has none, and the contracts are those of a crate that
/// has a program, that one does the work, and the failure says how it ended.
pub(crate) fn of(context: &Context<'_>, contracts: &Contracts) -> Result<Registry, Failure> {
    let registry = of_line(context, contracts.line())?;
    if registry.reducers().next().is_none()
        && let Some(own) = contracts.folder().and_then(OwnProgram::of)
    {
        return Err(Failure::Elsewhere(own.run(context.args)?));
    }
    Ok(registry)
}

/// The reducer of a name for the contracts in use.
pub(crate) fn named(
    context: &Context<'_>,
    contracts: &Contracts,
    name: &str,
) -> Result<Reducer, Failure> {
    let registry = of(context, contracts)?;
    match registry.reducer(name) {
        Some(reducer) => Ok(*reducer),
        None => Err(Failure::Usage(unknown(&registry, name, contracts))),
    }
}

/// The message for contracts that the program has no reducers for.
pub(crate) fn none(contracts: &Contracts) -> String {
    format!(
        "there is no reducer for {}: this program's reducers were compiled with other contracts; those of a crate are in a program of its own (`contracts init` writes one)",
        of_these(contracts)
    )
}

/// The contracts in use, as messages name them.
fn of_these(contracts: &Contracts) -> String {
    format!("{} of {}", contracts.line().name, contracts.shown())
}

/// The message for a name that no reducer of the contracts in use has.
pub(crate) fn unknown(registry: &Registry, name: &str, contracts: &Contracts) -> String {
    let known: Vec<&str> = registry.reducers().collect();
    if known.is_empty() {
        return none(contracts);
    }
    let of = of_these(contracts);
    let hint = suggest::hint(name, known.iter().copied());
    if hint.is_empty() {
        return format!("there is no reducer {name:?} for {of}; there is {}", known.join(", "));
    }
    format!("there is no reducer {name:?} for {of}{hint}")
}

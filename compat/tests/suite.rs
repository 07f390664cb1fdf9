//! Comparisons of contracts, as a whole.
#![expect(clippy::unwrap_used, clippy::panic, reason = "that is how a test fails")]

#[path = "suite/cases.rs"]
mod cases;
#[path = "suite/constraints.rs"]
mod constraints;
#[path = "suite/contract.rs"]
mod contract;
#[path = "suite/fixtures.rs"]
mod fixtures;
#[path = "suite/migrate.rs"]
mod migrate;
#[path = "suite/random.rs"]
mod random;
#[path = "suite/table.rs"]
mod table;

use event_contract_codegen::model::Model;
use event_contract_codegen::{Source, load};

/// The contracts of one file, and of `line.yaml` if that is not empty.
fn model(domain: &str, line: &str) -> Model {
    let source = |path: &str, text: &str| Source { path: path.into(), text: text.into() };
    let mut sources = vec![source("contracts/shop.yaml", &format!("domain: shop\n{domain}"))];
    if !line.is_empty() {
        sources.push(source("contracts/line.yaml", line));
    }
    load(&sources).unwrap_or_else(|found| panic!("{found}\n{domain}"))
}

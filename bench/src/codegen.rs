//! Generating: the Spec Kitty line, and synthetic contracts in growing numbers.

use std::fmt::Write as _;
use std::time::Instant;

use event_contract_codegen::apply::{Mode, apply};
use event_contract_codegen::{Layout, Output, Source, generate, load, read_dir};

use crate::{Outcome, median, root, table};

pub(crate) fn run() -> Outcome {
    spec_kitty()?;
    synthetic()
}

fn spec_kitty() -> Outcome {
    let layout = Layout::workspace();
    let mut steps: [Vec<f64>; 4] = Default::default();
    let (mut files, mut bytes) = (0, 0);
    for _ in 0..15 {
        let mut clock = Instant::now();
        let mut lap = |step: &mut Vec<f64>| {
            step.push(clock.elapsed().as_secs_f64());
            clock = Instant::now();
        };
        let sources = read_dir(&root().join("contracts"), "contracts")?;
        lap(&mut steps[0]);
        let model = load(&sources)?;
        lap(&mut steps[1]);
        let outputs: Vec<Output> = generate(&model, &layout).collect();
        lap(&mut steps[2]);
        apply(&outputs, root(), &layout.owned(), Mode::Check)?;
        lap(&mut steps[3]);
        (files, bytes) = (outputs.len(), outputs.iter().map(|output| output.bytes.len()).sum());
    }
    println!("the Spec Kitty contracts: {files} files, {} kB\n", bytes / 1000);
    let times: Vec<f64> = steps.into_iter().map(median).collect();
    let names = ["read the contracts", "load them", "render", "compare with the disk"];
    let mut rows: Vec<Vec<String>> = names
        .iter()
        .zip(&times)
        .map(|(name, time)| vec![(*name).to_owned(), format!("{:.1}", time * 1e3)])
        .collect();
    rows.push(vec!["all".to_owned(), format!("{:.1}", times.iter().sum::<f64>() * 1e3)]);
    table::print(&["", "ms"], &rows);
    Ok(())
}

fn synthetic() -> Outcome {
    println!("synthetic contracts, loaded and rendered\n");
    let layout = Layout::workspace();
    let mut rows = Vec::new();
    let mut before: Option<(usize, f64)> = None;
    for (count, rounds) in [(100, 9), (1000, 5), (10_000, 3)] {
        let sources = contracts(count)?;
        let mut times = Vec::new();
        for _ in 0..rounds {
            let start = Instant::now();
            generate(&load(&sources)?, &layout)
                .for_each(|output| drop(std::hint::black_box(output)));
            times.push(start.elapsed().as_secs_f64());
        }
        let time = median(times);
        let growth = before.map_or_else(String::new, |(fewer, less)| {
            format!("{:.2}", (time / less).ln() / (count as f64 / fewer as f64).ln())
        });
        rows.push(vec![
            count.to_string(),
            format!("{:.1}", time * 1e3),
            format!("{:.1}", time / count as f64 * 1e6),
            growth,
        ]);
        before = Some((count, time));
    }
    table::print(&["events", "ms", "µs/event", "growth exponent"], &rows);
    Ok(())
}

/// Contracts with this many events, a hundred in a file, each with types and a rule of its own.
fn contracts(events: usize) -> Outcome<Vec<Source>> {
    let mut sources = Vec::new();
    let numbers: Vec<usize> = (0..events).collect();
    for (file, numbers) in numbers.chunks(100).enumerate() {
        let (mut types, mut declared) = (String::new(), String::new());
        for n in numbers {
            write!(
                types,
                "  Id{n}: {{ type: string, minLength: 1, maxLength: 40, doc: Identifies thing {n}. }}\n  Kind{n}: {{ enum: [red, green, blue], doc: The kinds of thing {n}. }}\n  Part{n}:\n    doc: A part of thing {n}.\n    fields:\n      id: Id{n}\n      weight: {{ type: number, minimum: 0 }}\n"
            )?;
            write!(
                declared,
                "  Thing{n}Changed:\n    since: 1.0.0\n    doc: Thing {n} changed.\n    additionalProperties: false\n    fields:\n      id: Id{n}\n      kind: Kind{n}\n      parts: {{ type: array, items: Part{n}, minItems: 1 }}\n      at: date-time\n      count: {{ type: integer, minimum: 0, default: 0 }}\n      note: string?\n      final: {{ type: boolean, default: false }}\n    rules:\n      - {{ id: final-says-why, if: {{ final: true }}, then: {{ note: {{ notBlank: true }} }}, doc: The last change says why. }}\n"
            )?;
        }
        let text = format!("domain: domain_{file}\ntypes:\n{types}events:\n{declared}");
        sources.push(Source {
            path: format!("contracts/v1/domain_{file}.yaml"),
            text: text.into_bytes(),
        });
    }
    Ok(sources)
}

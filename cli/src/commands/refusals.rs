//! What commands that read logs say about lines that are no events.

use indicatif::ProgressBar;

use crate::log::Refused;
use crate::paint::{ERROR, Safe, plural};
use crate::report;

/// Tells of lines that are no events.
pub(super) struct Refusals<'a> {
    name: String,
    bar: &'a ProgressBar,
    count: u64,
}

impl<'a> Refusals<'a> {
    /// Lines that are told of one by one.
    const SHOWN: u64 = 20;

    /// None so far. The bar steps aside for each of them.
    pub(super) fn of(name: &str, bar: &'a ProgressBar) -> Self {
        Self { name: name.to_owned(), bar, count: 0 }
    }

    /// Tells of a line, if it is one of the first.
    pub(super) fn refuse(&mut self, Refused { line, problems }: &Refused) {
        self.count += 1;
        let Some(problem) = problems.first().filter(|_| self.count <= Self::SHOWN) else { return };
        let more = match problems.len() - 1 {
            0 => String::new(),
            more => format!(" (and {})", plural(more as u64, "more violation")),
        };
        let place = report::pointer(problem);
        let message = report::message(problem);
        self.bar.suspend(|| {
            anstream::eprintln!(
                "{ERROR}{}:{line}{ERROR:#} is not an event: {} {}: {}{more}",
                Safe(&self.name),
                Safe(place),
                problem.code,
                Safe(&message)
            );
        });
    }

    /// How many lines were refused.
    pub(super) fn finish(self) -> u64 {
        if self.count > Self::SHOWN {
            anstream::eprintln!("and {}", plural(self.count - Self::SHOWN, "more line"));
        }
        self.count
    }
}

//! What the gateway counts, as Prometheus reads it.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

/// Upper bounds of the buckets of durations, in seconds.
const BOUNDS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5, 10.0];

/// What became of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    Accepted,
    Duplicate,
    Rejected,
    Conflict,
}

impl Fate {
    pub(crate) const ALL: [Self; 4] =
        [Self::Accepted, Self::Duplicate, Self::Rejected, Self::Conflict];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Duplicate => "duplicate",
            Self::Rejected => "rejected",
            Self::Conflict => "conflict",
        }
    }

    /// What spans call the number of such events.
    pub(crate) const fn attribute(self) -> &'static str {
        match self {
            Self::Accepted => "contracts.events.accepted",
            Self::Duplicate => "contracts.events.duplicate",
            Self::Rejected => "contracts.events.rejected",
            Self::Conflict => "contracts.events.conflict",
        }
    }
}

/// The counts.
#[derive(Debug, Default)]
pub(crate) struct Metrics {
    fates: [AtomicU64; Fate::ALL.len()],
    /// By the first digit of the status.
    answers: [AtomicU64; 6],
    ingests: Histogram,
    commits: AtomicU64,
    unrecorded: AtomicU64,
    followers: AtomicI64,
    head: AtomicU64,
}

#[derive(Debug, Default)]
struct Histogram {
    buckets: [AtomicU64; BOUNDS.len()],
    count: AtomicU64,
    micros: AtomicU64,
}

impl Metrics {
    pub(crate) fn fate(&self, fate: Fate, count: u64) {
        if let Some(counter) = self.fates.get(fate as usize) {
            counter.fetch_add(count, Ordering::Relaxed);
        }
    }

    pub(crate) fn answer(&self, status: u16) {
        if let Some(counter) = self.answers.get(usize::from(status / 100)) {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// A request with events that took this long.
    pub(crate) fn ingest(&self, time: Duration) {
        let Histogram { buckets, count, micros } = &self.ingests;
        let seconds = time.as_secs_f64();
        for (bucket, _) in buckets.iter().zip(BOUNDS).filter(|(_, bound)| seconds <= *bound) {
            bucket.fetch_add(1, Ordering::Relaxed);
        }
        count.fetch_add(1, Ordering::Relaxed);
        micros.fetch_add(u64::try_from(time.as_micros()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    pub(crate) fn commit(&self) {
        self.commits.fetch_add(1, Ordering::Relaxed);
    }

    /// The gateway's own work went without a record.
    pub(crate) fn unrecorded(&self) {
        self.unrecorded.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn follower(&self, by: i64) {
        self.followers.fetch_add(by, Ordering::Relaxed);
    }

    pub(crate) fn head(&self, position: u64) {
        self.head.fetch_max(position, Ordering::Relaxed);
    }

    /// All of it as text.
    pub(crate) fn render(&self) -> String {
        let mut text = Text(String::new());
        text.about(
            "contracts_events_total",
            "counter",
            "Events that came in, by what became of them.",
        );
        for fate in Fate::ALL {
            let labels = format!("{{result=\"{}\"}}", fate.name());
            let count = self.fates.get(fate as usize).map_or(0, load);
            text.line("contracts_events_total", &labels, count);
        }
        text.about("contracts_requests_total", "counter", "Answers, by the class of their status.");
        for (class, count) in self.answers.iter().enumerate().skip(1) {
            text.line(
                "contracts_requests_total",
                &format!("{{status=\"{class}xx\"}}"),
                load(count),
            );
        }
        let name = "contracts_ingest_seconds";
        text.about(name, "histogram", "How long requests with events took.");
        for (bucket, bound) in self.ingests.buckets.iter().zip(BOUNDS) {
            text.line(&format!("{name}_bucket"), &format!("{{le=\"{bound}\"}}"), load(bucket));
        }
        let count = load(&self.ingests.count);
        text.line(&format!("{name}_bucket"), "{le=\"+Inf\"}", count);
        text.line(
            &format!("{name}_sum"),
            "",
            Duration::from_micros(load(&self.ingests.micros)).as_secs_f64(),
        );
        text.line(&format!("{name}_count"), "", count);
        for (name, kind, what, value) in [
            (
                "contracts_commits_total",
                "counter",
                "Batches that were committed.",
                load(&self.commits),
            ),
            (
                "contracts_unrecorded_total",
                "counter",
                "Batches about which no event could be emitted.",
                load(&self.unrecorded),
            ),
            ("contracts_log_head", "gauge", "The last position that was seen.", load(&self.head)),
        ] {
            text.about(name, kind, what);
            text.line(name, "", value);
        }
        text.about("contracts_followers", "gauge", "Streams that are open.");
        text.line("contracts_followers", "", self.followers.load(Ordering::Relaxed));
        text.0
    }
}

fn load(counter: &AtomicU64) -> u64 {
    counter.load(Ordering::Relaxed)
}

struct Text(String);

impl Text {
    fn about(&mut self, name: &str, kind: &str, what: &str) {
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(self.0, "# HELP {name} {what}\n# TYPE {name} {kind}");
    }

    fn line(&mut self, name: &str, labels: &str, value: impl std::fmt::Display) {
        let _ = writeln!(self.0, "{name}{labels} {value}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_are_cumulative() {
        let metrics = Metrics::default();
        metrics.ingest(Duration::from_millis(3));
        metrics.ingest(Duration::from_mins(1));
        metrics.fate(Fate::Conflict, 2);
        let text = metrics.render();
        for line in [
            "contracts_ingest_seconds_bucket{le=\"0.0025\"} 0",
            "contracts_ingest_seconds_bucket{le=\"0.005\"} 1",
            "contracts_ingest_seconds_bucket{le=\"10\"} 1",
            "contracts_ingest_seconds_bucket{le=\"+Inf\"} 2",
            "contracts_ingest_seconds_sum 60.003",
            "contracts_events_total{result=\"conflict\"} 2",
        ] {
            assert!(text.lines().any(|said| said == line), "{line} is not in\n{text}");
        }
    }
}

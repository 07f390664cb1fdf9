//! Small pools of values, so that the events of a stream speak of the same things.

use event_contract::sample::Source;

/// Fields under different names that draw from one pool.
const ALIASES: &[(&str, &str)] = &[
    ("after_sense", "sense"),
    ("before_sense", "sense"),
    ("clarification_event_id", "event_id"),
    ("final_phase", "phase"),
    ("initial_phase", "phase"),
    ("invited_by", "participant_id"),
    ("phase_name", "phase"),
    ("previous_phase", "phase"),
    ("primary_session_id", "session_id"),
    ("linked_session_id", "session_id"),
    ("referenced_warning_id", "warning_id"),
    ("reply_to", "comment_id"),
    ("target_id", "step_id"),
    ("target_phase", "phase"),
    ("term", "term_surface"),
];

/// Fields that name what a whole stream is about, and rarely change within it.
const SCOPES: &[&str] = &[
    "connector_id",
    "decision_point_id",
    "manifest_version",
    "mission_id",
    "mission_slug",
    "mission_type",
    "project_uuid",
    "provider",
    "run_id",
    "target_branch",
];

/// Fields that name things which happen once. In a long stream each is a new one; what refers to it takes
/// the name over.
const FRESH: &[&str] = &[
    "comment_id",
    "decision_id",
    "delivery_id",
    "source_event_fingerprint",
    "step_id",
    "warning_id",
];

/// Fields that name things which come and go, so that a long stream has many of them.
const PASSING: &[&str] = &["path", "session_id", "term_surface", "wp_id"];

/// What readers disagree about: is it empty, is it blank?
const BLANKS: &[&str] = &["", " ", "\t\n", "\u{a0}\u{2003}", "\u{1c}", "\u{200b}", "\u{feff}"];

/// The pools of one stream.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pools {
    seed: u64,
    /// Whether things that come and go are ever new ones.
    growing: bool,
}

impl Pools {
    pub(super) const fn new(seed: u64, growing: bool) -> Self {
        Self { seed, growing }
    }

    /// A value for a free text field. `sequence` is the number of the event in its stream.
    pub(super) fn text(self, field: &str, sequence: u64, source: &mut Source) -> String {
        let name = pool(field);
        if self.varies(name) && source.per_mille(25) {
            return source.pick(BLANKS).copied().unwrap_or_default().to_owned();
        }
        if name == "phase" {
            return format!("P{}", self.index(name, source));
        }
        if self.growing && FRESH.contains(&name) {
            return format!("{}-{sequence}", stem(name));
        }
        let passing = self.growing && PASSING.contains(&name);
        let first = if passing { sequence / 8 } else { 0 };
        format!("{}-{}", stem(name), first + self.index(name, source))
    }

    /// Whether a field may have odd values. What a stream is about has them in few streams, or most would
    /// be about many things.
    pub(super) fn varies(self, field: &str) -> bool {
        !self.growing && (!SCOPES.contains(&pool(field)) || self.seed.is_multiple_of(8))
    }

    /// Which item of a pool. How many a pool has differs from stream to stream.
    fn index(self, name: &str, source: &mut Source) -> u64 {
        let size = self.size(name);
        let rare = SCOPES.contains(&name) && !source.per_mille(100);
        if rare { 0 } else { source.below(size) as u64 }
    }

    fn size(self, name: &str) -> usize {
        if self.growing {
            return if SCOPES.contains(&name) { 1 } else { 8 };
        }
        let hash =
            name.bytes().fold(self.seed, |hash, byte| (hash ^ u64::from(byte)).rotate_left(7));
        let mut source = Source::from_seed(hash);
        let sizes: &[usize] = if SCOPES.contains(&name) {
            &[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2]
        } else {
            &[1, 2, 3, 3, 5]
        };
        source.pick(sizes).copied().unwrap_or(1)
    }
}

/// The pool that a field draws from.
fn pool(field: &str) -> &str {
    let alias = ALIASES.iter().find(|(alias, _)| *alias == field).map(|(_, name)| *name);
    alias.unwrap_or_else(|| match field.strip_suffix("_ids") {
        Some(_) => field.strip_suffix('s').unwrap_or(field),
        None => field,
    })
}

fn stem(name: &str) -> String {
    name.strip_suffix("_id").unwrap_or(name).replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_that_name_the_same_thing_share_a_pool() {
        assert_eq!(pool("participant_ids"), "participant_id");
        assert_eq!(pool("invited_by"), "participant_id");
        assert_eq!(pool("term"), pool("term_surface"));
        assert_eq!(pool("severity"), "severity");
    }

    #[test]
    fn long_streams_meet_new_things_and_keep_their_subject() {
        let (pools, mut source) = (Pools::new(3, true), Source::from_seed(3));
        let early = pools.text("step_id", 0, &mut source);
        assert_ne!(early, pools.text("step_id", 1000, &mut source));
        let (first, later) =
            (pools.text("run_id", 0, &mut source), pools.text("run_id", 1000, &mut source));
        assert_eq!(first, later);
    }
}

//! What a fold came to, and what a test says of it.

use std::fmt::{self, Debug};

use event_contract::{Record, Reduce, fold};
use serde::Serialize;
use serde_json::Value;
use similar::TextDiff;

use super::laws;

/// What a fold came to: a state, or the error that stopped it.
#[derive(Clone, Debug)]
pub struct Outcome<R: Reduce>(Result<R::Output, R::Error>);

impl<R> Outcome<R>
where
    R: Reduce,
    R::Output: Serialize,
    R::Error: Debug,
{
    #[track_caller]
    pub(super) fn of(reducer: impl Fn() -> R, records: &[Record]) -> Self {
        let outcome = Self(fold(reducer(), records));
        laws::arrival(reducer, records, &outcome.told());
        outcome
    }

    pub(super) fn told(&self) -> Told {
        Told::of(&self.0)
    }

    /// The state passes a test, which asserts.
    ///
    /// # Panics
    ///
    /// If the fold stopped.
    #[track_caller]
    pub fn then(&self, test: impl FnOnce(&R::Output)) -> &Self {
        test(self.state());
        self
    }

    /// The state as JSON is this.
    ///
    /// # Panics
    ///
    /// If it is something else; the message shows the difference.
    #[track_caller]
    pub fn then_state(&self, expected: impl Into<Value>) -> &Self {
        assert_told(expected.into(), &Told::of(&self.0), "the state");
        self
    }

    /// A part of the state as JSON is this. `pointer` is a JSON Pointer, as in `/anomalies/0/event_id`.
    ///
    /// # Panics
    ///
    /// If it is something else, or if the state has no such part.
    #[track_caller]
    pub fn then_part(&self, pointer: &str, expected: impl Into<Value>) -> &Self {
        let told = match Told::of(&self.0).0 {
            Ok(mut state) => match state.pointer_mut(pointer) {
                Some(part) => Told(Ok(part.take())),
                None => Told(Err(format!("a state without it: {state:#}"))),
            },
            stopped => Told(stopped),
        };
        assert_told(expected.into(), &told, pointer);
        self
    }

    /// The fold stopped, and the error passes a test, which asserts.
    ///
    /// # Panics
    ///
    /// If the fold came to a state.
    #[track_caller]
    #[expect(clippy::panic, reason = "that is how a test fails")]
    pub fn then_error(&self, test: impl FnOnce(&R::Error)) -> &Self {
        match &self.0 {
            Err(error) => test(error),
            Ok(_) => panic!("an error was expected; the fold came to:\n{}", self.told()),
        }
        self
    }

    /// The state or the error itself.
    pub fn into_result(self) -> Result<R::Output, R::Error> {
        self.0
    }

    #[track_caller]
    #[expect(clippy::panic, reason = "that is how a test fails")]
    fn state(&self) -> &R::Output {
        match &self.0 {
            Ok(state) => state,
            Err(error) => panic!("a state was expected; the fold stopped: {error:?}"),
        }
    }
}

#[track_caller]
fn assert_told(expected: Value, found: &Told, what: &str) {
    let expected = Told(Ok(expected));
    assert!(*found == expected, "{what} is not as expected:\n{}", expected.against(found));
}

/// An outcome as far as two of them can be compared.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Told(Result<Value, String>);

impl Told {
    #[expect(clippy::expect_used, reason = "that is how a test fails")]
    pub(super) fn of<S: Serialize, E: Debug>(result: &Result<S, E>) -> Self {
        Self(match result {
            // By way of the text, which keeps every number as it is written.
            Ok(state) => Ok(serde_json::to_string(state)
                .and_then(|text| serde_json::from_str(&text))
                .expect("a state that serialises to JSON")),
            Err(error) => Err(format!("{error:?}")),
        })
    }

    /// The difference between this, which was expected, and another.
    pub(super) fn against(&self, found: &Self) -> String {
        let (expected, found) = (self.to_string(), found.to_string());
        TextDiff::from_lines(&expected, &found)
            .unified_diff()
            .header("expected", "found")
            .to_string()
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Ok(state) => {
                // The order of keys says nothing, and would show as a difference.
                let mut sorted = state.clone();
                sorted.sort_all_objects();
                writeln!(f, "{sorted:#}")
            }
            Err(error) => writeln!(f, "stopped: {error}"),
        }
    }
}

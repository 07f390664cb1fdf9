//! Answers of trackers, and what they say about failures.

use std::time::SystemTime;

use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::error::FailureClass;
use crate::{Error, Result};

/// What a vendor says about a failure.
#[derive(Debug, Default)]
pub(crate) struct Complaint {
    /// The class, where it is not that of the status.
    pub(crate) class: Option<FailureClass>,
    /// How long to wait, where there is no `Retry-After`.
    pub(crate) retry_after: Option<u64>,
    /// Codes and names of fields; never content.
    pub(crate) words: Vec<String>,
}

impl Complaint {
    /// A word if it is a code or the name of a field, of which there are a few.
    pub(crate) fn word(&mut self, word: Option<&str>) {
        const MOST: usize = 8;
        let name = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
        if let Some(word) = word
            && self.words.len() < MOST
            && (1..=64).contains(&word.len())
            && word.chars().all(name)
        {
            self.words.push(word.to_owned());
        }
    }
}

/// An answer.
pub(crate) struct Answer {
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
    elsewhere: bool,
}

impl Answer {
    pub(crate) fn new(status: u16, headers: HeaderMap, body: Vec<u8>) -> Self {
        Self { status, headers, body, elsewhere: false }
    }

    /// The same, if what was asked for is somewhere else by now.
    pub(super) fn found_elsewhere(mut self, elsewhere: bool) -> Self {
        self.elsewhere = elsewhere;
        self
    }

    /// True if what was asked for is somewhere else by now.
    pub(crate) fn was_found_elsewhere(&self) -> bool {
        self.elsewhere
    }

    pub(crate) fn status(&self) -> u16 {
        self.status
    }

    /// The text of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// What the body says, if it is JSON.
    pub(crate) fn value(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// The body; one that does not read is a failure.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_slice(&self.body).map_err(|_| {
            let said = "the answer is not what this call is answered with";
            Error::request(FailureClass::NonRetryable, said).with_status(self.status)
        })
    }

    /// The seconds of `Retry-After`, which may be a date.
    pub(crate) fn retry_after(&self) -> Option<u64> {
        let text = self.headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
        match text.parse() {
            Ok(seconds) => Some(seconds),
            Err(_) => Some(self.until(httpdate::parse_http_date(text).ok()?)),
        }
    }

    /// The seconds until a time, by the clock of whoever answered.
    pub(crate) fn until(&self, time: SystemTime) -> u64 {
        let date = self.headers.get(DATE).and_then(|date| date.to_str().ok());
        let now = date.and_then(|date| httpdate::parse_http_date(date).ok());
        let left = time.duration_since(now.unwrap_or_else(SystemTime::now)).unwrap_or_default();
        left.as_millis().div_ceil(1000).try_into().unwrap_or(u64::MAX)
    }
}

/// Reads `null` as what a missing member would be.
pub(crate) fn nullable<'de, D, T>(from: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Ok(Option::deserialize(from)?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(headers: &[(&'static str, &str)]) -> Answer {
        let pairs = headers.iter().map(|(name, value)| {
            (reqwest::header::HeaderName::from_static(name), value.parse().unwrap())
        });
        Answer::new(429, pairs.collect(), Vec::new())
    }

    #[test]
    fn waiting_is_in_seconds_or_until_a_date() {
        assert_eq!(answer(&[("retry-after", "7")]).retry_after(), Some(7));
        let date = ("date", "Thu, 01 Jan 2026 00:00:00 GMT");
        let until = ("retry-after", "Thu, 01 Jan 2026 00:01:30 GMT");
        assert_eq!(answer(&[date, until]).retry_after(), Some(90));
        assert_eq!(answer(&[("retry-after", "soon")]).retry_after(), None);
        assert_eq!(answer(&[]).retry_after(), None);
    }

    #[test]
    fn only_codes_become_words() {
        let mut complaint = Complaint::default();
        for word in ["already_exists", "a sentence about somebody", "", "title"] {
            complaint.word(Some(word));
        }
        assert_eq!(complaint.words, ["already_exists", "title"]);
    }
}

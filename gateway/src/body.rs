//! Bodies: how they are read within bounds, unpacked, and cut into documents.

use std::io::Read as _;
use std::ops::Range;
use std::time::Duration;

use axum::body::Body;
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use bytes::Bytes;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use serde_json::value::RawValue;

use crate::answer::Problem;
use crate::settings::Limits;

/// How a body is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// One event, or an array of them.
    Document,
    /// An event a line.
    Lines,
}

/// How a body is packed and laid out, by its headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    layout: Layout,
    gzip: bool,
}

impl Form {
    pub(crate) fn of(headers: &HeaderMap) -> Result<Self, Problem> {
        let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
        let kind = text(CONTENT_TYPE).unwrap_or("application/json");
        let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let layout = match kind.as_str() {
            "application/json" => Layout::Document,
            "application/jsonl" | "application/x-ndjson" | "application/ndjson" => Layout::Lines,
            _ => {
                let said = "send application/json or application/jsonl";
                return Err(Problem::new(415, "unsupported_media_type", said));
            }
        };
        let packing = text(CONTENT_ENCODING).map(|packing| packing.trim().to_ascii_lowercase());
        let gzip = match packing.as_deref() {
            None | Some("identity") => false,
            Some("gzip" | "x-gzip") => true,
            Some(_) => {
                let said = "only gzip is unpacked";
                return Err(Problem::new(415, "unsupported_encoding", said));
            }
        };
        Ok(Self { layout, gzip })
    }
}

/// Reads a body, if it is not too large and does not take too long.
pub(crate) async fn read(
    headers: &HeaderMap,
    body: Body,
    limits: &Limits,
) -> Result<Bytes, Problem> {
    let announced = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    if announced
        .and_then(|length| length.parse().ok())
        .is_some_and(|length: usize| length > limits.body)
    {
        return Err(too_large(limits.body));
    }
    match tokio::time::timeout(limits.body_time, Limited::new(body, limits.body).collect()).await {
        Err(_) => Err(slow(limits.body_time)),
        Ok(Ok(read)) => Ok(read.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_large(limits.body)),
        Ok(Err(_)) => Err(Problem::new(400, "bad_body", "the body ended before its end")),
    }
}

fn too_large(most: usize) -> Problem {
    Problem::new(413, "too_large", format!("a body has {most} bytes at most"))
}

fn slow(time: Duration) -> Problem {
    Problem::new(408, "slow_body", format!("a body arrives within {} s", time.as_secs()))
}

impl Form {
    /// The bytes that a body may have unpacked.
    pub(crate) const fn most(self, body: &Bytes, limits: &Limits) -> usize {
        if self.gzip { limits.decompressed } else { body.len() }
    }
}

/// A body that was unpacked, and the places of its documents.
#[derive(Debug)]
pub(crate) struct Documents {
    text: Bytes,
    places: Vec<Range<usize>>,
}

impl Documents {
    /// Unpacks a body and cuts it. What a document holds is not looked at, but for an array's: where its
    /// elements end is known only if it is JSON.
    pub(crate) fn cut(body: Bytes, form: Form, limits: &Limits) -> Result<Self, Problem> {
        let text = if form.gzip { unpacked(&body, limits.decompressed)? } else { body };
        // A mark of byte order says nothing here.
        let text =
            text.strip_prefix(b"\xEF\xBB\xBF").map_or(text.clone(), |rest| text.slice_ref(rest));
        let places = match form.layout {
            Layout::Lines => lines(&text),
            Layout::Document => elements(&text)?,
        };
        if places.len() > limits.events {
            let said = format!("a body has {} events at most", limits.events);
            return Err(Problem::new(413, "too_many", said));
        }
        Ok(Self { text, places })
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        self.places.iter().map(|place| self.text.get(place.clone()).unwrap_or_default())
    }
}

fn unpacked(packed: &[u8], most: usize) -> Result<Bytes, Problem> {
    let mut text = Vec::new();
    // One byte more than allowed tells a body that fits from one that was cut off.
    let unpacker = flate2::read::MultiGzDecoder::new(packed);
    match unpacker.take(most as u64 + 1).read_to_end(&mut text) {
        Ok(_) if text.len() > most => {
            let said = format!("a body unpacks to {most} bytes at most");
            Err(Problem::new(413, "too_large", said))
        }
        Ok(_) => Ok(text.into()),
        Err(_) => Err(Problem::new(400, "bad_gzip", "the body is not gzip")),
    }
}

fn lines(text: &[u8]) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut places = Vec::new();
    for line in text.split(|byte| *byte == b'\n') {
        let trimmed = line.trim_ascii();
        if !trimmed.is_empty() {
            let before = line.len() - line.trim_ascii_start().len();
            places.push(start + before..start + before + trimmed.len());
        }
        start += line.len() + 1;
    }
    places
}

fn elements(text: &[u8]) -> Result<Vec<Range<usize>>, Problem> {
    let trimmed = text.trim_ascii();
    let before = text.len() - text.trim_ascii_start().len();
    if !trimmed.starts_with(b"[") {
        // A single event, good or bad: its verdict says what is wrong with it.
        return Ok(if trimmed.is_empty() {
            Vec::new()
        } else {
            std::iter::once(before..before + trimmed.len()).collect()
        });
    }
    let elements: Vec<&RawValue> = serde_json::from_slice(text).map_err(|error| {
        // The column is enough; a message could quote the body.
        let said =
            format!("the array is not JSON at line {}, column {}", error.line(), error.column());
        Problem::new(400, "bad_json", said)
    })?;
    let start = text.as_ptr().addr();
    Ok(elements
        .into_iter()
        .map(|element| {
            let at = element.get().as_ptr().addr() - start;
            at..at + element.get().len()
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &'static str, layout: Layout) -> Vec<String> {
        let form = Form { layout, gzip: false };
        let documents = Documents::cut(Bytes::from(text), form, &Limits::default()).unwrap();
        documents.iter().map(|one| String::from_utf8_lossy(one).into_owned()).collect()
    }

    #[test]
    fn bodies_are_cut_where_documents_end() {
        assert_eq!(cut(" {\"a\": 1} \n\n {} \r\nx", Layout::Lines), ["{\"a\": 1}", "{}", "x"]);
        assert_eq!(
            cut(" [{\"a\": [1]} , 2,\n \"]\"] ", Layout::Document),
            ["{\"a\": [1]}", "2", "\"]\""]
        );
        assert_eq!(cut("\n {\"a\"} ", Layout::Document), ["{\"a\"}"]);
        assert_eq!(cut(" ", Layout::Document), [""; 0]);
        assert_eq!(cut("[]", Layout::Document), [""; 0]);
    }

    #[test]
    fn a_mark_of_byte_order_costs_no_event() {
        assert_eq!(cut("\u{feff}{\"a\": 1}\n{}", Layout::Lines), ["{\"a\": 1}", "{}"]);
        assert_eq!(cut("\u{feff}[{}]", Layout::Document), ["{}"]);
        let form = |packing: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_ENCODING, packing.parse().unwrap());
            Form::of(&headers).map(|form| form.gzip)
        };
        assert!(["gzip", "GZIP", "x-gzip"].iter().all(|packing| form(packing).unwrap()));
        assert!(!form("Identity").unwrap());
        assert_eq!(form("br").unwrap_err().status(), 415);
    }

    #[test]
    fn a_bomb_is_not_unpacked_to_its_end() {
        use std::io::Write as _;
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(&vec![b' '; 1 << 20]).unwrap();
        let bomb = packer.finish().unwrap();
        assert!(bomb.len() < 4000);
        assert_eq!(unpacked(&bomb, (1 << 20) - 1).unwrap_err().status(), 413);
        assert_eq!(unpacked(&bomb, 1 << 20).unwrap().len(), 1 << 20);
        assert_eq!(unpacked(&bomb[..20], 1 << 20).unwrap_err().status(), 400);
        assert_eq!(unpacked(b"plain", 9).unwrap_err().status(), 400);
    }
}

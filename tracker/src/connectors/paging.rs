//! Cursors that are numbers.

use crate::{Error, Result};

/// The page that a cursor asks for, from 1.
pub(super) fn page(cursor: Option<&str>) -> Result<u32> {
    match cursor {
        None | Some("") => Ok(1),
        Some(cursor) => match cursor.parse() {
            Ok(page) if page > 0 => Ok(page),
            _ => Err(unreadable()),
        },
    }
}

/// What asks for the page after one: a page that is not full is the last.
pub(super) fn after(page: u32, rows: usize, asked: u32) -> Option<String> {
    (rows >= asked as usize).then(|| page.saturating_add(1).to_string())
}

/// What asks for the page after the one of a cursor, if there is one.
pub(super) fn ahead(cursor: Option<&str>) -> Option<String> {
    Some(page(cursor).ok()?.saturating_add(1).to_string())
}

/// How many to leave out.
pub(super) fn offset(cursor: Option<&str>) -> Result<usize> {
    match cursor {
        None | Some("") => Ok(0),
        Some(cursor) => cursor.parse().map_err(|_| unreadable()),
    }
}

/// A part of everything, and what asks for the next part.
pub(super) fn part<T>(all: Vec<T>, offset: usize, limit: u32) -> (Vec<T>, Option<String>) {
    let end = offset.saturating_add(limit as usize);
    let next = (end < all.len()).then(|| end.to_string());
    (all.into_iter().skip(offset).take(limit as usize).collect(), next)
}

fn unreadable() -> Error {
    Error::invalid("no cursor of this tracker")
}

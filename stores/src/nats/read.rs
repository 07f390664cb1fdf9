//! Reading in pages, from any server, and knowing where the log ends all the same.

use std::time::Duration;

use event_contract::log::{Error, Kind, Of, Stored};
use serde_json::json;

use super::look::{self, Place};
use super::message::{self, Head};
use super::server::{Trouble, broken};
use crate::Head as Chained;

/// How many events are asked for at once.
const PAGE: usize = 1000;
/// After how long what a server does not have is looked for at the leader.
const BEHIND: Duration = Duration::from_secs(2);

/// How often something has to be missing before it is. What one server does not have, or does not know, others may.
const MISSED: u32 = 3;

/// A position, and the sequence of its message: where reading ended.
pub(super) type Near = (u64, u64);

/// Entries behind a position, and where they end.
pub(super) async fn pages(
    place: Place<'_>,
    near: Near,
    of: Of<'_>,
    after: u64,
    limit: usize,
) -> Result<(Vec<Stored>, Near), Error> {
    let Place { server, log } = place;
    let on = match of {
        Of::All => message::of_all(log),
        Of::Aggregate(id) => message::of_aggregate(log, id),
        Of::Type(name) => message::of_type(log, name),
    };
    let all = of == Of::All;
    let (mut from, mut last) = (look::behind(place, after, near).await?, after);
    let mut target = None;
    let mut read = Vec::new();
    let mut trouble = Trouble::new();
    let mut missed = 0;
    while read.len() < limit {
        let page = server.page(log, &on, from, PAGE.min(limit - read.len())).await;
        let (found, more, why) = match page {
            Ok((found, more)) => (found, more, String::new()),
            Err(why) => (Vec::new(), true, why),
        };
        let came = !found.is_empty();
        let mut gap = false;
        for message in found {
            let stored = message::stored(&message)?;
            gap = all && stored.position > last + 1;
            if gap {
                break;
            }
            from = message.sequence + 1;
            // A leader that was cut off knew of an earlier end only: then reading begins before it has to.
            if stored.position > last {
                last = stored.position;
                read.push(stored);
            }
        }
        if gap {
            missed += 1;
            if missed == MISSED {
                return Err(Error::corrupt(format!("position {} is missing", last + 1)));
            }
            server.pause(true).await;
            continue;
        }
        if more && why.is_empty() || read.len() == limit {
            continue;
        }
        // Whoever answered may be behind, or cut off from the others.
        let until = match target {
            Some(until) => until,
            None => *target.insert(look::target(place, &on, all).await?),
        };
        if last >= until {
            break;
        }
        if trouble.lasts(server.patience) {
            let why = if why.is_empty() { "the servers are behind".to_owned() } else { why };
            return Err(broken("reading", Kind::Busy, why));
        }
        if came {
            continue;
        }
        // A leader that was replaced is behind for a moment itself.
        if trouble.lasts(BEHIND) {
            let next = json!({ "seq": from, "next_by_subj": on });
            let none = server.get(log, &next).await?.is_none();
            // One that was cut off, and believes to lead still, has neither.
            if none && look::target(place, &on, all).await? >= until {
                missed += 1;
                if missed == MISSED {
                    return Err(Error::corrupt(format!("position {until} is missing")));
                }
            }
        }
        server.pause(trouble.elsewhere()).await;
    }
    Ok((read, (last, from.saturating_sub(1))))
}

/// The head at the end of a log, which programs of an earlier version do not write.
pub(super) async fn chained(place: Place<'_>, end: Head) -> Result<Chained, Error> {
    if let Some(chain) = end.chain {
        return Ok(Chained { position: end.position, chain });
    }
    let (mut head, mut near) = (Chained::default(), (0, 0));
    while head.position < end.position {
        let left = usize::try_from(end.position - head.position).unwrap_or(usize::MAX);
        let (entries, ended) = pages(place, near, Of::All, head.position, PAGE.min(left)).await?;
        if entries.is_empty() {
            return Err(Error::corrupt(format!("position {} is missing", head.position + 1)));
        }
        (head, near) = (head.behind(&entries)?, ended);
    }
    Ok(head)
}

//! The pages of a list, the next ones asked for before they are wanted.

use std::collections::VecDeque;
use std::sync::Arc;

use tokio::task::JoinHandle;

use crate::connector::{Connector, Query};
use crate::model::{CanonicalIssue, Page};
use crate::{Error, Result};

/// How many issues are given at once, more or less: they share one wait for a disk.
const TOGETHER: usize = 1000;

/// The pages of a list, in order.
///
/// While one is looked at, the next one is under way. Where pages have numbers, several are: one at first, and twice
/// as many after every page, so that short lists cost no request more than they have pages.
pub(crate) struct Pages {
    connector: Arc<dyn Connector>,
    /// What is to be asked next, as far as that is known.
    next: Option<Query>,
    /// What was asked and is not taken yet, in order.
    asked: VecDeque<Asked>,
    width: usize,
    most: usize,
}

/// A page that is under way. It is given up with its handle.
struct Asked {
    query: Query,
    page: JoinHandle<Result<Page<CanonicalIssue>>>,
}

impl Drop for Asked {
    fn drop(&mut self) {
        self.page.abort();
    }
}

impl Pages {
    /// The pages from that of a query on, at most so many of them under way at once.
    pub(crate) fn new(connector: Arc<dyn Connector>, query: Query, most: usize) -> Self {
        Self { connector, next: Some(query), asked: VecDeque::new(), width: 1, most: most.max(1) }
    }

    /// The next page, with those after it that are there by now; nothing after the last one. What fails ends the
    /// list.
    pub(crate) async fn next(&mut self) -> Result<Option<Page<CanonicalIssue>>> {
        let Some(mut page) = self.one().await? else { return Ok(None) };
        let there = |asked: &Asked| asked.page.is_finished();
        while page.items.len() < TOGETHER && self.asked.front().is_some_and(there) {
            if let Some(more) = self.one().await? {
                page.items.extend(more.items);
                page.next_cursor = more.next_cursor;
            }
        }
        Ok(Some(page))
    }

    async fn one(&mut self) -> Result<Option<Page<CanonicalIssue>>> {
        self.ask();
        let Some(mut asked) = self.asked.pop_front() else { return Ok(None) };
        let page = match (&mut asked.page).await {
            Ok(page) => page,
            Err(_) => Err(Error::config("reading pages was ended from outside")),
        };
        let page = match page {
            Ok(page) => page,
            Err(error) => {
                self.end();
                return Err(error);
            }
        };
        let Some(cursor) = page.next_cursor.clone() else {
            self.end();
            return Ok(Some(page));
        };
        let expected = self.asked.front().map(|asked| &asked.query).or(self.next.as_ref());
        if expected.is_none_or(|expected| expected.cursor.as_ref() != Some(&cursor)) {
            self.end();
            self.next = Some(Query { cursor: Some(cursor), ..asked.query.clone() });
        }
        self.width = (2 * self.width).min(self.most);
        self.ask();
        Ok(Some(page))
    }

    /// Asks for as many pages as may be under way.
    fn ask(&mut self) {
        while self.asked.len() < self.width
            && let Some(query) = self.next.take()
        {
            // Before the first page is there, nobody knows whether there is a second one.
            if self.width > 1 {
                let after = self.connector.ahead(query.cursor.as_deref());
                self.next = after.map(|after| Query { cursor: Some(after), ..query.clone() });
            }
            let (connector, wanted) = (Arc::clone(&self.connector), query.clone());
            let page = tokio::spawn(async move { connector.list_issues(&wanted).await });
            self.asked.push_back(Asked { query, page });
        }
    }

    fn end(&mut self) {
        self.next = None;
        self.asked.clear();
    }
}

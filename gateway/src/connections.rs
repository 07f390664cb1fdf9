//! Who is connected, and who has to go when there are too many.
//!
//! A connection begins as a stranger, and is known once a request on it had a token that counts. Strangers never
//! keep others out: where there is no room, the one that came first is cut. Those who are known are never cut for
//! room, and have at most [`KNOWN_SHARE`] of it, so that some is always left for health checks.

use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

/// The share of connections, in quarters, that those who are known may have.
const KNOWN_SHARE: usize = 3;

/// The connections that there are.
#[derive(Debug)]
pub(crate) struct Connections {
    most: usize,
    most_per_peer: usize,
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    next: u64,
    /// In the order in which they came.
    strangers: BTreeMap<u64, (IpAddr, oneshot::Sender<()>)>,
    known: usize,
    per_peer: HashMap<IpAddr, usize>,
}

impl Connections {
    pub(crate) fn new(most: usize, most_per_peer: usize) -> Arc<Self> {
        Arc::new(Self { most, most_per_peer, inner: Mutex::default() })
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in a connection, and cuts another for it if need be. Nothing if all of the peer's are known ones.
    pub(crate) fn admit(self: &Arc<Self>, peer: IpAddr) -> Option<(Guest, oneshot::Receiver<()>)> {
        let mut inner = self.inner();
        if inner.per_peer.get(&peer).is_some_and(|count| *count >= self.most_per_peer) {
            let own = inner.strangers.iter().find(|(_, (other, _))| *other == peer);
            let first = own.map(|(id, _)| *id)?;
            inner.cut(first);
        } else if inner.strangers.len() + inner.known >= self.most {
            let first = inner.strangers.keys().next().copied()?;
            inner.cut(first);
        }
        let id = inner.next;
        inner.next += 1;
        let (cut, cutting) = oneshot::channel();
        inner.strangers.insert(id, (peer, cut));
        *inner.per_peer.entry(peer).or_default() += 1;
        let known = AtomicBool::new(false);
        drop(inner);
        Some((Guest { id, peer, known, all: Arc::clone(self) }, cutting))
    }

    /// Cuts everybody who is not known.
    pub(crate) fn cut_strangers(&self) {
        let mut inner = self.inner();
        let strangers: Vec<u64> = inner.strangers.keys().copied().collect();
        for id in strangers {
            inner.cut(id);
        }
    }
}

impl Inner {
    fn cut(&mut self, id: u64) {
        if let Some((peer, cut)) = self.strangers.remove(&id) {
            self.left(peer);
            // Whoever has just gone by itself does not hear of it.
            let _ = cut.send(());
        }
    }

    fn left(&mut self, peer: IpAddr) {
        if let Some(count) = self.per_peer.get_mut(&peer) {
            *count -= 1;
            if *count == 0 {
                self.per_peer.remove(&peer);
            }
        }
    }
}

/// One connection; it leaves when this is dropped.
#[derive(Debug)]
pub(crate) struct Guest {
    id: u64,
    peer: IpAddr,
    known: AtomicBool,
    all: Arc<Connections>,
}

impl Guest {
    /// Takes note of a token that counts. As long as those who are known have their share, the connection goes on as a
    /// stranger.
    pub(crate) fn is_known(&self) {
        if self.known.load(Ordering::Relaxed) {
            return;
        }
        let mut inner = self.all.inner();
        let has_share = (inner.known + 1) * 4 <= self.all.most * KNOWN_SHARE;
        if has_share && inner.strangers.remove(&self.id).is_some() {
            inner.known += 1;
            self.known.store(true, Ordering::Relaxed);
        }
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        let mut inner = self.all.inner();
        if self.known.load(Ordering::Relaxed) {
            inner.known -= 1;
            inner.left(self.peer);
        } else if inner.strangers.remove(&self.id).is_some() {
            inner.left(self.peer);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);
    const THERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));

    fn is_cut(cutting: &mut oneshot::Receiver<()>) -> bool {
        cutting.try_recv() == Ok(())
    }

    #[test]
    fn the_first_stranger_goes_when_there_is_no_room() {
        let all = Connections::new(4, 4);
        let mut guests: Vec<_> = (0..4).map(|_| all.admit(HERE).unwrap()).collect();
        guests[0].0.is_known();
        let _fifth = all.admit(THERE).unwrap();
        let cut: Vec<bool> = guests.iter_mut().map(|(_, cutting)| is_cut(cutting)).collect();
        assert_eq!(cut, [false, true, false, false], "the known one stays");
        drop(guests);
        let inner = all.inner();
        assert_eq!((inner.known, inner.strangers.len(), inner.per_peer.len()), (0, 1, 1));
    }

    #[test]
    fn those_who_are_known_leave_room() {
        let all = Connections::new(4, 4);
        let guests: Vec<_> = (0..4).map(|_| all.admit(HERE).unwrap()).collect();
        for (guest, _) in &guests {
            guest.is_known();
        }
        assert_eq!(all.inner().known, 3);
        assert!(all.admit(THERE).is_some(), "in the place of the fourth");
    }

    #[test]
    fn a_peer_has_its_own_limit() {
        let all = Connections::new(8, 2);
        let mut guests: Vec<_> = (0..2).map(|_| all.admit(HERE).unwrap()).collect();
        let third = all.admit(HERE).unwrap();
        assert!(is_cut(&mut guests[0].1) && !is_cut(&mut guests[1].1));
        for (guest, _) in [&guests[1], &third] {
            guest.is_known();
        }
        assert!(all.admit(HERE).is_none(), "all of its connections are known");
        assert!(all.admit(THERE).is_some());
    }
}

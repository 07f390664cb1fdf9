//! What a gateway is told: its limits.

use std::num::NonZeroU32;
use std::time::Duration;

/// Bounds on what clients may ask for. The defaults suit a machine with a few cores.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of a request's body, as it comes.
    pub body: usize,
    /// Bytes of a body after it was decompressed.
    pub decompressed: usize,
    /// Events in a body.
    pub events: usize,
    /// How long a body may take to arrive.
    pub body_time: Duration,
    /// How long a request's head may take to arrive.
    pub head_time: Duration,
    /// Connections at a time. For one more, the first is cut of those that had no request with a known token.
    pub connections: usize,
    /// Connections at a time from one address. Behind a proxy all of them are from one.
    pub connections_per_peer: usize,
    /// How long a client may take none of an answer before its connection is cut.
    pub write_time: Duration,
    /// Bodies that are on their way or being dealt with; more are refused with 503.
    pub bodies: usize,
    /// Bytes of bodies, unpacked, that are being dealt with; more wait, and are refused with 503 in the end.
    pub memory: usize,
    /// Requests that wait for the writer; more are refused with 503.
    pub queue: usize,
    /// How long a request waits for what others hold, before it is refused with 503.
    pub patience: Duration,
    /// Requests a second of each token, on average; more are refused with 429.
    pub rate: NonZeroU32,
    /// Followers at a time; more are refused with 503.
    pub followers: usize,
    /// Events that a state is folded from, at most.
    pub fold: usize,
    /// Bytes of those events, at most.
    pub fold_bytes: usize,
    /// How long requests may take to end once the gateway is to stop.
    pub farewell: Duration,
    /// The same on connections that had no request with a known token.
    pub farewell_of_strangers: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body: 4 << 20,
            decompressed: 16 << 20,
            events: 10_000,
            body_time: Duration::from_secs(15),
            head_time: Duration::from_secs(10),
            connections: 1024,
            connections_per_peer: 1024,
            write_time: Duration::from_secs(10),
            bodies: 128,
            memory: 64 << 20,
            queue: 256,
            patience: Duration::from_secs(5),
            rate: NonZeroU32::new(500).unwrap_or(NonZeroU32::MIN),
            followers: 64,
            fold: 200_000,
            fold_bytes: 256 << 20,
            farewell: Duration::from_secs(30),
            farewell_of_strangers: Duration::from_secs(2),
        }
    }
}

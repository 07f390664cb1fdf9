//! A client that keeps its connection.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use crate::Outcome;

pub(super) const TOKEN: &str = "the-token-of-the-load";

/// A connection to the gateway.
pub(super) struct Client {
    address: String,
    stream: Option<TcpStream>,
}

impl Client {
    pub(super) fn new(address: &str) -> Self {
        Self { address: address.to_owned(), stream: None }
    }

    /// Sends events as lines; in pieces, with a pause after each, if it is to be slow.
    pub(super) fn post(
        &mut self,
        body: &str,
        pieces: usize,
        pause: Duration,
    ) -> Outcome<(u16, String)> {
        let head = format!(
            "POST /v1/events HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {TOKEN}\r\n\
             Content-Type: application/jsonl\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        self.send(&head, body.as_bytes(), pieces, pause)
    }

    /// Sends a head and a body, and reads the answer.
    pub(super) fn send(
        &mut self,
        head: &str,
        body: &[u8],
        pieces: usize,
        pause: Duration,
    ) -> Outcome<(u16, String)> {
        let done = self.try_send(head, body, pieces, pause);
        if done.is_err() {
            self.stream = None;
        }
        done
    }

    fn try_send(
        &mut self,
        head: &str,
        body: &[u8],
        pieces: usize,
        pause: Duration,
    ) -> Outcome<(u16, String)> {
        if self.stream.is_none() {
            let stream = TcpStream::connect(&self.address)?;
            stream.set_nodelay(true)?;
            stream.set_read_timeout(Some(Duration::from_mins(1)))?;
            self.stream = Some(stream);
        }
        let stream = self.stream.as_mut().ok_or("no connection")?;
        if pieces == 1 {
            stream.write_all(&[head.as_bytes(), body].concat())?;
        } else {
            stream.write_all(head.as_bytes())?;
            for piece in body.chunks(body.len().div_ceil(pieces).max(1)) {
                std::thread::sleep(pause);
                stream.write_all(piece)?;
            }
        }
        let mut bytes = Vec::new();
        let mut buffer = [0; 16 << 10];
        loop {
            let read = stream.read(&mut buffer)?;
            if read == 0 {
                return Err("the connection ended".into());
            }
            bytes.extend_from_slice(buffer.get(..read).unwrap_or_default());
            let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
            let head = std::str::from_utf8(bytes.get(..end).unwrap_or_default())?.to_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            let length: usize = length.ok_or("an answer without a length")?.parse()?;
            if bytes.len() < end + 4 + length {
                continue;
            }
            let status = head.split(' ').nth(1).ok_or("an answer without a status")?.parse()?;
            if head.contains("connection: close") {
                self.stream = None;
            }
            let body = bytes.split_off(end + 4);
            return Ok((status, String::from_utf8(body)?));
        }
    }
}

//! A way between two servers that can be cut.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// Passes connections on to a port, as long as it is not cut.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) port: u16,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    cut: bool,
    open: Vec<TcpStream>,
}

impl Link {
    pub(super) fn to(port: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let link = Self {
            port: listener.local_addr().unwrap().port(),
            state: Arc::new(Mutex::new(State::default())),
        };
        let state = Arc::clone(&link.state);
        std::thread::spawn(move || {
            for from in listener.incoming().map_while(Result::ok) {
                // Whatever is refused is tried again by whoever wanted it.
                let Ok(to) = TcpStream::connect(("127.0.0.1", port)) else { continue };
                let mut state = state.lock().unwrap();
                if state.cut {
                    continue;
                }
                for (from, to) in [(&from, &to), (&to, &from)] {
                    let (from, to) = (from.try_clone().unwrap(), to.try_clone().unwrap());
                    state.open.push(from.try_clone().unwrap());
                    std::thread::spawn(move || pass(from, to));
                }
            }
        });
        link
    }

    /// Ends what is open, and lets nothing through until it is healed.
    pub(super) fn cut(&self) {
        let mut state = self.state.lock().unwrap();
        state.cut = true;
        for open in state.open.drain(..) {
            let _ = open.shutdown(Shutdown::Both);
        }
    }

    pub(super) fn heal(&self) {
        self.state.lock().unwrap().cut = false;
    }
}

fn pass(mut from: TcpStream, mut to: TcpStream) {
    let mut buffer = vec![0; 1 << 16];
    while let Ok(read @ 1..) = from.read(&mut buffer) {
        if to.write_all(buffer.get(..read).unwrap_or_default()).is_err() {
            break;
        }
    }
    let _ = from.shutdown(Shutdown::Both);
    let _ = to.shutdown(Shutdown::Both);
}

//! The gateway as a whole: from a socket to the log, and its end.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use event_contract::Registry;
use event_contract::log::Error;
use event_contract::table::Line;
use event_contract_stores::Store;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::runtime::Runtime;
use tokio::sync::{Semaphore, mpsc, watch};
use tokio_io_timeout::TimeoutStream;

use crate::connections::Connections;
use crate::journal::{Journal, OpenJournal, Silent};
use crate::limit::Rate;
use crate::metrics::Metrics;
use crate::openapi;
use crate::readers::{Open, Readers};
use crate::routes::{Shared, router};
use crate::settings::Limits;
use crate::tokens::Tokens;
use crate::traces::Traces;
use crate::writer;

/// What a gateway is made of.
pub struct Gateway {
    /// The contracts that events are held to.
    pub line: &'static Line,
    /// The reducers whose states are given out.
    pub registry: Registry,
    /// Who may do what.
    pub tokens: Tokens,
    /// Bounds on what clients may ask for.
    pub limits: Limits,
    /// Puts the gateway's own work on record, in the same log.
    pub journal: Option<OpenJournal>,
    /// Where the spans of requests go, if anywhere.
    pub traces: Option<Traces>,
}

/// A gateway at work.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    runtime: Runtime,
    stop: watch::Sender<bool>,
    served: tokio::task::JoinHandle<()>,
    writer: JoinHandle<()>,
    follower: JoinHandle<()>,
    traces: Option<Arc<Traces>>,
}

/// Why a gateway does not start.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// The log.
    Log(Error),
    /// The socket, or the system.
    Io(io::Error),
}

impl std::fmt::Display for StartError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Log(error) => error.fmt(f),
            Self::Io(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for StartError {}

impl From<Error> for StartError {
    fn from(error: Error) -> Self {
        Self::Log(error)
    }
}

impl From<io::Error> for StartError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl Gateway {
    /// Starts on a socket, with a log that `open` opens as often as it is needed.
    pub fn start(
        self,
        listener: TcpListener,
        open: impl Fn() -> Result<Box<dyn Store>, Error> + Send + Sync + 'static,
    ) -> Result<Running, StartError> {
        let Self { line, registry, tokens, limits, journal, traces } = self;
        let traces = traces.map(Arc::new);
        let open: Open = Arc::new(open);
        let metrics = Arc::new(Metrics::default());
        let journal: Box<dyn Journal> = match journal {
            Some(journal) => journal(open()?)?,
            None => Box::new(Silent(open()?)),
        };
        let following = open()?;
        let (head_sent, head) = watch::channel(following.head()?);
        let (stop, stopping) = watch::channel(false);
        let (jobs, taken) = mpsc::channel(limits.queue);
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(cores.min(4))
            .thread_name("gateway")
            .enable_all()
            .build()?;
        let shared = Arc::new(Shared {
            line,
            registry,
            limits,
            rate: Rate::new(limits.rate, tokens.count(), Instant::now()),
            tokens,
            metrics: Arc::clone(&metrics),
            jobs,
            bodies: Arc::new(Semaphore::new(limits.bodies)),
            judges: Arc::new(Semaphore::new(cores)),
            followers: Arc::new(Semaphore::new(limits.followers)),
            readers: Readers::new(Arc::clone(&open), limits.patience),
            probe: Readers::new(Arc::clone(&open), limits.patience),
            memory: Arc::new(Semaphore::new(limits.memory >> 10)),
            head,
            stopping: stopping.clone(),
            openapi: openapi::document(line),
        });
        let address = listener.local_addr()?;
        listener.set_nonblocking(true)?;
        let writer = std::thread::Builder::new().name("writer".into()).spawn({
            let metrics = Arc::clone(&metrics);
            move || writer::work(journal, taken, &metrics)
        })?;
        let follower = std::thread::Builder::new().name("follower".into()).spawn({
            let stopping = stopping.clone();
            move || follow(following, &open, &head_sent, &stopping)
        })?;
        let listener = {
            let _entered = runtime.enter();
            tokio::net::TcpListener::from_std(listener)?
        };
        let served = runtime.spawn(serve(listener, shared, traces.clone(), stopping));
        Ok(Running { address, runtime, stop, served, writer, follower, traces })
    }
}

impl Running {
    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Works until the process is told to end, by SIGTERM or SIGINT, and then stops.
    pub fn until_told(self) -> io::Result<()> {
        self.runtime.block_on(async {
            #[cfg(unix)]
            {
                use tokio::signal::unix::{SignalKind, signal};
                let mut ended = signal(SignalKind::terminate())?;
                tokio::select! {
                    _ = ended.recv() => Ok(()),
                    told = tokio::signal::ctrl_c() => told,
                }
            }
            #[cfg(not(unix))]
            tokio::signal::ctrl_c().await
        })?;
        self.stop();
        Ok(())
    }

    /// Takes no more requests, ends those that are under way, commits what they brought in, and sees their
    /// spans off.
    pub fn stop(self) {
        let Self { runtime, stop, served, writer, follower, traces, .. } = self;
        // Nobody listens any more only if everything has ended already.
        let _ = stop.send(true);
        let _ = runtime.block_on(served);
        // What still holds the way to the writer would keep it from ending.
        runtime.shutdown_timeout(Duration::from_secs(5));
        let _ = writer.join();
        let _ = follower.join();
        if let Some(traces) = traces {
            traces.end();
        }
    }
}

/// Takes connections until the gateway is to stop.
async fn serve(
    listener: tokio::net::TcpListener,
    shared: Arc<Shared>,
    traces: Option<Arc<Traces>>,
    mut stopping: watch::Receiver<bool>,
) {
    let limits = shared.limits;
    let metrics = Arc::clone(&shared.metrics);
    let service = TowerToHyperService::new(router(shared, traces));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(limits.head_time).max_buf_size(64 << 10);
    let connections = Connections::new(limits.connections, limits.connections_per_peer);
    let graceful = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stopping.wait_for(|stop| *stop) => break,
        };
        let Ok((stream, peer)) = accepted else {
            // As with too many open files: the next moment may be better.
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        let Some((guest, cut)) = connections.admit(peer.ip()) else { continue };
        let _ = stream.set_nodelay(true);
        // Who does not take its answers is cut.
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(limits.write_time));
        let guest = Arc::new(guest);
        let (service, metrics, of) = (service.clone(), Arc::clone(&metrics), Arc::clone(&guest));
        let counted = service_fn(move |mut request: hyper::Request<Incoming>| {
            request.extensions_mut().insert(Arc::clone(&of));
            let answer = service.call(request);
            let metrics = Arc::clone(&metrics);
            async move {
                let answer = answer.await;
                if let Ok(answer) = &answer {
                    metrics.answer(answer.status().as_u16());
                }
                answer
            }
        });
        let connection = http.serve_connection(TokioIo::new(Box::pin(stream)), counted);
        let watched = graceful.watch(connection);
        tokio::spawn(async move {
            let _guest = guest;
            // A client that goes away is its own business.
            tokio::select! {
                _ = watched => {}
                Ok(()) = cut => {}
            }
        });
    }
    drop(listener);
    let mut shutdown = std::pin::pin!(graceful.shutdown());
    // Strangers have no claim to a long farewell.
    if tokio::time::timeout(limits.farewell_of_strangers, &mut shutdown).await.is_err() {
        connections.cut_strangers();
        let rest = limits.farewell.saturating_sub(limits.farewell_of_strangers);
        let _ = tokio::time::timeout(rest, shutdown).await;
    }
}

/// Tells followers of the log's growth.
fn follow(
    mut log: Box<dyn Store>,
    open: &Open,
    head: &watch::Sender<u64>,
    stopping: &watch::Receiver<bool>,
) {
    const TURN: Duration = Duration::from_millis(500);
    while !*stopping.borrow() {
        let last = *head.borrow();
        match log.wait(last, TURN) {
            Ok(found) if found > last => {
                head.send_replace(found);
            }
            Ok(_) => {}
            Err(_) => {
                std::thread::sleep(TURN);
                if let Ok(opened) = open() {
                    log = opened;
                }
            }
        }
    }
}

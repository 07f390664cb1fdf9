//! `contracts serve`: the gateway between the network and a store.

use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::num::{NonZeroU32, NonZeroUsize};
use std::path::PathBuf;
use std::time::Duration;

use event_contract_gateway::{Gateway, Limits, Tokens, Traces};
use event_contract_stores::{Memory, Options, Store, shown};

use super::store;
use crate::contracts::Contracts;
use crate::exit::{Exit, Failure, Outcome};
use crate::output::print;
use crate::program::{Context, MakeJournal};
use crate::reducers;

/// Takes events over HTTP into a store, and gives them out again.
///
/// Each event gets a result of its own: accepted, duplicate, rejected with all violations, or conflict. What is
/// rejected is kept in the store, see `{bin} deadletter`. /openapi.json describes the rest. It ends when it is told
/// to (SIGTERM, SIGINT), after the requests that are under way.
#[derive(clap::Args, Debug)]
#[group(skip)]
#[command(
    after_help = "Tokens are lines such as `write SECRET` or `read,write SECRET`, in the file or in CONTRACTS_TOKENS. Traces are\n\
    also switched on and set up by the usual variables: OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SERVICE_NAME,\n\
    OTEL_TRACES_SAMPLER and so on.\n\n\
    Examples:\n  \
    echo \"read,write $(openssl rand -hex 16)\" > tokens.txt\n  \
    {bin} serve sqlite:events.db --tokens tokens.txt\n  \
    {bin} serve memory: --no-auth\n  \
    curl -d @event.json -H 'Content-Type: application/json' \\\n      \
    -H \"Authorization: Bearer $(cut -d' ' -f2 tokens.txt)\" http://127.0.0.1:8080/v1/events\n\n\
    A secret has 16 characters or more. While one is replaced by another, both have a line."
)]
pub(crate) struct Args {
    /// The store, such as sqlite:events.db; memory: forgets. It is made if it is not there.
    #[arg(value_name = "URL")]
    store: String,
    /// Where to listen. Without TLS: what is beyond this machine belongs behind a proxy that has it.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The file with the tokens.
    #[arg(long, value_name = "FILE", conflicts_with = "no_auth")]
    tokens: Option<PathBuf>,
    /// Lets everyone on this machine do everything; only on a loopback address.
    #[arg(long)]
    no_auth: bool,
    /// Requests a second of each token.
    #[arg(long, value_name = "N", default_value = "500")]
    rate: NonZeroU32,
    /// Connections at a time. For one more, the first is cut of those that had no request with a known token.
    #[arg(long, value_name = "N", default_value = "1024")]
    connections: NonZeroUsize,
    /// Connections at a time from one address [default: as many as there may be]. Behind a proxy all are from one.
    #[arg(long, value_name = "N")]
    connections_per_peer: Option<NonZeroUsize>,
    /// Bytes of a body, as it comes; unpacked it may have four times as many.
    #[arg(long, value_name = "BYTES", default_value = "4194304")]
    max_body: NonZeroUsize,
    /// Seconds in which a body has to arrive.
    #[arg(long, value_name = "SECONDS", default_value = "15")]
    body_time: NonZeroU32,
    /// Rejected documents that are kept, the newest ones.
    #[arg(long, value_name = "N", default_value = "100000")]
    keep_rejected: NonZeroUsize,
    /// The OpenTelemetry collector that traces are sent to, such as `http://localhost:4318`.
    #[cfg(feature = "otel")]
    #[arg(long, value_name = "URL")]
    traces: Option<String>,
}

/// Names the tokens in the environment.
const TOKENS: &str = "CONTRACTS_TOKENS";

pub(crate) fn run(context: &Context<'_>, args: &Args, journal: Option<MakeJournal>) -> Outcome {
    let tokens = tokens(args)?;
    let options = Options { retained: Some(args.keep_rejected) };
    let contracts = Contracts::open(context)?;
    let line = contracts.ordered()?;
    // Makes it, and says what is wrong with it before anything listens.
    drop(store::create(&args.store, options)?);
    let listener = TcpListener::bind(args.listen);
    let listener = listener.map_err(|error| Failure::at(args.listen, error))?;
    let gateway = Gateway {
        line,
        registry: reducers::of_line(context, line)?,
        tokens,
        limits: Limits {
            rate: args.rate,
            connections: args.connections.get(),
            connections_per_peer: args.connections_per_peer.unwrap_or(args.connections).get(),
            body: args.max_body.get(),
            decompressed: args.max_body.get().saturating_mul(4),
            body_time: Duration::from_secs(args.body_time.get().into()),
            ..Limits::default()
        },
        journal: journal.and_then(|journal| journal(line)),
        traces: traces(args)?,
    };
    let url = args.store.clone();
    let memory = Memory::default().retaining(args.keep_rejected);
    let running = gateway.start(listener, move || {
        if url == "memory:" {
            // Another one would be empty.
            return Ok(Box::new(memory.clone()) as Box<dyn Store>);
        }
        event_contract_stores::open(&url, options)
    });
    let running = running.map_err(|error| Failure::at(shown(&args.store), error))?;
    print(&format!("listening on http://{}\n", running.address()))?;
    running.until_told().map_err(|error| Failure::Failed(error.to_string()))?;
    print("stopped\n")?;
    Ok(Exit::Clean)
}

fn traces(args: &Args) -> Result<Option<Traces>, Failure> {
    #[cfg(feature = "otel")]
    return Traces::export(args.traces.as_deref())
        .map_err(|error| Failure::Usage(error.to_string()));
    #[cfg(not(feature = "otel"))]
    {
        let _ = args;
        Ok(None)
    }
}

fn tokens(args: &Args) -> Result<Tokens, Failure> {
    if args.no_auth {
        if !args.listen.ip().is_loopback() {
            let message = "--no-auth is for loopback addresses; others need --tokens";
            return Err(Failure::Usage(message.to_owned()));
        }
        return Ok(Tokens::open());
    }
    let (name, text) = match (&args.tokens, std::env::var(TOKENS)) {
        (Some(path), _) => {
            let text = fs::read_to_string(path);
            let name = path.display().to_string();
            (name.clone(), text.map_err(|error| Failure::at(name, error))?)
        }
        (None, Ok(text)) => (TOKENS.to_owned(), text),
        (None, Err(_)) => {
            let message = format!("there are no tokens: give --tokens FILE, {TOKENS} or --no-auth");
            return Err(Failure::Usage(message));
        }
    };
    Tokens::parse(&text).map_err(|error| Failure::at(name, error))
}

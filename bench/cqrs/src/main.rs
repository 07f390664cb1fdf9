//! Appends to cqrs-es on PostgreSQL, and loads from it. The last lines of what it prints are a name and nanoseconds
//! each, for `event-contract-bench store`, which gives it a server and the sizes:
//!
//! ```text
//! event-contract-bench-cqrs SOCKET-FOLDER PORT BYTES [append:EVENTS:TIMES | load:EVENTS:TIMES]...
//! ```

use std::convert::Infallible;
use std::error::Error;
use std::time::Instant;

use cqrs_es::event_sink::EventSink;
use cqrs_es::persist::PersistedEventStore;
use cqrs_es::{Aggregate, CqrsFramework, DomainEvent, EventStore as _};
use postgres_es::PostgresEventRepository;
use serde::{Deserialize, Serialize};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

/// The table as the crate's own documentation has it.
const TABLE: &str = "CREATE TABLE IF NOT EXISTS events (
    aggregate_type text NOT NULL, aggregate_id text NOT NULL, sequence bigint NOT NULL CHECK (sequence >= 0),
    event_type text NOT NULL, event_version text NOT NULL, payload json NOT NULL, metadata json NOT NULL,
    PRIMARY KEY (aggregate_type, aggregate_id, sequence))";

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Noted {
    text: String,
}

impl DomainEvent for Noted {
    fn event_type(&self) -> String {
        "Noted".to_owned()
    }

    fn event_version(&self) -> String {
        "1.0".to_owned()
    }
}

/// Counts what was noted.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Notes {
    bytes: usize,
}

/// Notes a text so many times.
struct Note(String, usize);

impl Aggregate for Notes {
    const TYPE: &'static str = "notes";
    type Command = Note;
    type Event = Noted;
    type Error = Infallible;
    type Services = ();

    async fn handle(
        &mut self,
        Note(text, times): Note,
        (): &(),
        sink: &EventSink<Self>,
    ) -> Result<(), Infallible> {
        for _ in 0..times {
            sink.write(Noted { text: text.clone() }, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: Noted) {
        self.bytes += event.text.len();
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [socket, port, bytes, measured @ ..] = &*args else { return Err("three arguments".into()) };
    let options = PgConnectOptions::new_without_pgpass()
        .socket(socket)
        .port(port.parse()?)
        .username("postgres")
        .database("postgres");
    let pool = PgPoolOptions::new().max_connections(2).connect_with(options).await?;
    sqlx::query("DROP TABLE IF EXISTS events").execute(&pool).await?;
    sqlx::query(TABLE).execute(&pool).await?;
    let text = "x".repeat(bytes.parse::<usize>()?.saturating_sub(11));
    let store = || {
        PersistedEventStore::<PostgresEventRepository, Notes>::new_event_store(
            PostgresEventRepository::new(pool.clone()),
        )
    };
    let framework = CqrsFramework::new(store(), vec![], ());
    for what in measured {
        let mut parts = what.split(':');
        let (kind, events, times) = (parts.next(), parts.next(), parts.next());
        let events: usize = events.ok_or("no events")?.parse()?;
        let times: usize = times.ok_or("no times")?.parse()?;
        if kind == Some("load") {
            framework.execute(what, Note(text.clone(), events)).await?;
        }
        let start = Instant::now();
        for time in 0..times {
            if kind == Some("load") {
                let context = store().load_aggregate(what).await?;
                assert_eq!(context.aggregate.bytes, events * text.len());
            } else {
                framework.execute(&format!("{what}/{time}"), Note(text.clone(), events)).await?;
            }
        }
        println!("{what} {}", start.elapsed().as_nanos() / (events * times) as u128);
    }
    Ok(())
}

//! Connectors against stand-ins for their trackers.

mod behaviour;
mod discovery;
mod exec;
mod failures;
mod fakes;
mod hosted;
mod layers;
mod local;
mod requests;
mod server;

//! `#[event_contract]`: makes impl blocks reducers and types payload contracts.

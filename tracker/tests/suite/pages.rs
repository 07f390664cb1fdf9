//! Pages that are asked for ahead.

use std::sync::Arc;

use spec_kitty_tracker::Connector;
use spec_kitty_tracker::connectors::Vendor;
use spec_kitty_tracker::sync::{InMemoryIssues, OwnershipPolicy, SyncEngine};

use crate::fakes::{REMOTE, config, connect, start};
use crate::server::Response;

fn engine(connector: Arc<dyn Connector>) -> SyncEngine {
    let store = Arc::new(InMemoryIssues::default());
    SyncEngine::new(connector, store, OwnershipPolicy::external_authoritative())
}

#[tokio::test]
async fn short_lists_cost_no_more_than_their_pages_and_long_ones_little_more() {
    for vendor in REMOTE {
        for (issues, pages) in [(3, 1), (47, 5)] {
            let server = start(vendor, issues).await;
            let connector = connect(vendor, false, &config(vendor, server.url()));
            let mut engine = engine(connector).at_once(4);
            let pulled = engine.pull(10, &serde_json::Map::new()).await.unwrap();
            assert_eq!(pulled.stats.pulled_created, issues, "{vendor}");
            let lists = if vendor == Vendor::AzureDevOps { 2 * pages } else { pages };
            let asked = server.take().len();
            assert!((lists..=lists + 3).contains(&asked), "{vendor}: {asked} for {pages} pages");
            assert!(issues > 10 || asked == lists, "{vendor}: {asked}");
        }
    }
}

#[tokio::test]
async fn a_page_that_fails_ends_the_run_and_the_next_one_is_whole() {
    let server = start(Vendor::GitHub, 45).await;
    let connector = connect(Vendor::GitHub, false, &config(Vendor::GitHub, server.url()));
    let mut engine = engine(connector);
    server.fail(Response::new(503, &serde_json::json!({})));
    let filters = serde_json::Map::new();
    assert!(engine.pull(10, &filters).await.unwrap_err().is_retryable());
    assert_eq!(engine.pull(10, &filters).await.unwrap().stats.pulled_created, 45);
}

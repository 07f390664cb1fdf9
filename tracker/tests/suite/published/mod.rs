//! What vendors publish about their APIs, and whether requests keep to it: GitHub's `OpenAPI` document, Linear's
//! GraphQL schema. `cargo xtask published` fetches both. Servers of this suite judge every request that they are sent.

mod graphql;
mod openapi;
mod tests;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use spec_kitty_tracker::connectors::Vendor;

use crate::server::Request;

/// A request by the light of what its vendor publishes.
#[derive(Debug)]
pub(crate) struct Judgement {
    /// The operation that it is, as the vendor calls it; empty if it is none.
    pub(crate) operation: String,
    /// What is wrong with it.
    pub(crate) findings: Vec<String>,
}

/// Judges a request, which may be one to Nango about the vendor. Nothing where nothing published is at hand.
pub(crate) fn judge(vendor: Vendor, request: &Request) -> Option<Judgement> {
    static GITHUB: OnceLock<Option<openapi::Api>> = OnceLock::new();
    static LINEAR: OnceLock<Option<graphql::Api>> = OnceLock::new();
    let (request, mut findings) = unwrapped(request);
    let mut judgement = match vendor {
        Vendor::GitHub => {
            let api = || document("github.json").map(|text| openapi::Api::new(&text));
            GITHUB.get_or_init(api).as_ref()?.judge(&request)
        }
        Vendor::Linear => {
            let api = || document("linear.graphql").map(|text| graphql::Api::new(&text));
            LINEAR.get_or_init(api).as_ref()?.judge(&request)
        }
        _ => return None,
    };
    if !["accept", "user-agent"].iter().all(|name| request.header(name).is_some()) {
        findings.push("accept and user-agent are needed".to_owned());
    }
    judgement.findings.extend(findings);
    Some(judgement)
}

/// The request that Nango would make of one, and what is wrong with what it is told.
fn unwrapped(request: &Request) -> (Request, Vec<String>) {
    let mut request = request.clone();
    let mut findings = Vec::new();
    let Some(path) = request.path.strip_prefix("/proxy") else { return (request, findings) };
    request.path = path.to_owned();
    for needed in ["connection-id", "provider-config-key"] {
        if request.header(needed).is_none() {
            findings.push(format!("Nango needs {needed}"));
        }
    }
    let bearer = request.header("authorization").is_some_and(|value| value.starts_with("Bearer "));
    if !bearer {
        findings.push("Nango takes bearers".to_owned());
    }
    // What is marked is passed on in the place of what is not.
    let mut headers: Vec<_> = request.headers.clone();
    for (name, value) in &request.headers {
        if let Some(own) = name.strip_prefix("nango-proxy-") {
            headers.retain(|(known, _)| known != own);
            headers.push((own.to_owned(), value.clone()));
        }
    }
    request.headers = headers;
    (request, findings)
}

/// A published document.
fn document(name: &str) -> Option<String> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../target");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(beside, PathBuf::from);
    if let Ok(text) = std::fs::read_to_string(target.join("published").join(name)) {
        return Some(text);
    }
    assert!(
        std::env::var_os("CI").is_none_or(|value| value != "true"),
        "{name} is not there, and CI must not leave its tests out"
    );
    // Written past the test runner, which keeps to itself what tests that pass have printed.
    let said = format!("NOT JUDGED: {name} is not there (`cargo xtask published` fetches it)\n");
    let _ = std::io::stderr().write_all(said.as_bytes());
    None
}

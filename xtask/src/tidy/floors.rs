//! Floors: a crate imports only from lower floors.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// Where a crate of ours stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Floor {
    /// A crate that users get; it imports only from below.
    At(u8),
    /// Development only: it may import anything, and only tests may import it.
    Beside,
}

/// The house. A crate that is not listed is a finding.
const HOUSE: &[(&str, Floor)] = &[
    ("event-contract", Floor::At(0)),
    ("event-contract-codegen", Floor::At(0)),
    ("event-contract-macros", Floor::At(0)),
    ("event-contract-compat", Floor::At(1)),
    ("event-contract-stores", Floor::At(1)),
    ("spec-kitty-contracts", Floor::At(1)),
    ("event-contract-gateway", Floor::At(2)),
    ("spec-kitty-events", Floor::At(2)),
    ("spec-kitty-tracker", Floor::At(2)),
    ("event-contract-cli", Floor::At(3)),
    ("spec-kitty-contracts-cli", Floor::At(4)),
    ("event-contract-testkit", Floor::Beside),
    ("event-contract-tests", Floor::Beside),
    ("event-contract-interop", Floor::Beside),
    ("event-contract-names", Floor::Beside),
    ("event-contract-ui", Floor::Beside),
    ("event-contract-bench", Floor::Beside),
    ("event-contract-parity", Floor::Beside),
    ("xtask", Floor::Beside),
    ("order-events", Floor::Beside),
    ("parcel-tracking", Floor::Beside),
];

/// The generator: below the command line, only build scripts and tests may use it,
const ONLY_TO_BUILD: &str = "event-contract-codegen";

/// and whatever is about contracts rather than events.
const ABOUT_CONTRACTS: &[&str] = &["event-contract-compat"];

/// Argument parsing belongs to the command line, as a library and as a program.
const FOR_THE_CLI: &[&str] = &["clap", "clap_complete", "clap_mangen"];

/// The crates that it is for.
const CLI: &[&str] = &["event-contract-cli", "spec-kitty-contracts-cli"];

/// The family that knows no product, by the beginning of its names, and the one that is a product.
const TOOLKIT: &str = "event-contract";
const PRODUCT: &str = "spec-kitty";

/// Where a product's contracts stand for any that are large, in tests only.
const STANDS_FOR_ANY: &[(&str, &str, &str)] =
    &[("event-contract-testkit", "spec-kitty-contracts", "dev")];

/// Crates of the toolkit's family that nobody gets: they hold both families together, or against others.
const HOLD_BOTH: &[&str] = &[
    "event-contract-tests",
    "event-contract-interop",
    "event-contract-ui",
    "event-contract-bench",
    "event-contract-parity",
];

/// Below the top floor, nothing that reaches the network, a clock thread or an async runtime.
const NEVER_BELOW: &[&str] = &[
    "async-std",
    "axum",
    "clap",
    "curl",
    "hyper",
    "mio",
    "native-tls",
    "openssl",
    "reqwest",
    "rustls",
    "smol",
    "tokio",
    "ureq",
];

/// The crates that are about servers, and what of the above they may reach: an async runtime that they own, TLS,
/// and a server or a client. See decisions 21 and 30.
const ABOUT_SERVERS: &[(&str, &[&str])] = &[
    ("event-contract-gateway", &["axum", "hyper", "mio", "rustls", "tokio"]),
    ("event-contract-stores", &["mio", "rustls", "tokio"]),
    ("spec-kitty-tracker", &["hyper", "mio", "reqwest", "rustls", "tokio"]),
];

/// What `cargo metadata` says against the floors.
pub(super) fn check(metadata: &Value) -> Vec<String> {
    let graph = Graph::read(metadata);
    let mut findings = Vec::new();
    for member in &graph.members {
        let name = graph.name(member);
        let Some(floor) = floor(name) else {
            findings.push(format!("{name}: has no place in the house; give it a floor in xtask"));
            continue;
        };
        for (to, kind) in graph.edges(member) {
            findings.extend(objection(name, floor, graph.name(to), kind, graph.is_member(to)));
        }
        if matches!(floor, Floor::At(0..=2)) {
            let reached = graph.reached(member);
            let allowed = ABOUT_SERVERS.iter().find(|(known, _)| *known == name);
            let allowed = allowed.map_or(&[][..], |(_, allowed)| allowed);
            let banned =
                reached.iter().filter(|name| NEVER_BELOW.contains(name) && !allowed.contains(name));
            findings.extend(
                banned.map(|banned| format!("{name}: reaches {banned}, which no pure crate may")),
            );
        }
    }
    findings
}

/// What is wrong with the packages that a crate is built from by default, given as `cargo tree` prints them:
/// servers are for those who ask for them.
pub(super) fn lean(packages: &str) -> Vec<String> {
    let names = packages.lines().filter_map(|line| line.split(' ').next());
    let banned = names.filter(|name| NEVER_BELOW.contains(name)).collect::<BTreeSet<_>>();
    let of = packages.split(' ').next().unwrap_or_default();
    banned.iter().map(|banned| format!("{of}: reaches {banned} by default")).collect()
}

fn floor(name: &str) -> Option<Floor> {
    HOUSE.iter().find(|(known, _)| *known == name).map(|(_, floor)| *floor)
}

/// What is wrong with one dependency.
fn objection(name: &str, from: Floor, to: &str, kind: &str, ours: bool) -> Option<String> {
    if FOR_THE_CLI.contains(&to) && !CLI.contains(&name) {
        return Some(format!("{name}: only the CLI may depend on {to}"));
    }
    // A crate may ask for its own features in its tests.
    if !ours || name == to {
        return None;
    }
    let toolkit = name.starts_with(TOOLKIT) && !HOLD_BOTH.contains(&name);
    if toolkit && to.starts_with(PRODUCT) && !STANDS_FOR_ANY.contains(&(name, to, kind)) {
        return Some(format!("{name}: the toolkit knows no product, so it may not depend on {to}"));
    }
    if name == "xtask" {
        return Some(format!("{name}: stays light, so it may not depend on {to}"));
    }
    let Floor::At(level) = from else { return None };
    match floor(to)? {
        Floor::Beside if kind == "dev" => None,
        Floor::Beside => Some(format!("{name}: may depend on {to} only for tests")),
        Floor::At(below) if below >= level => {
            Some(format!("{name} (floor {level}): may not depend on {to} (floor {below})"))
        }
        Floor::At(_)
            if to == ONLY_TO_BUILD
                && level < 3
                && kind == "normal"
                && !ABOUT_CONTRACTS.contains(&name) =>
        {
            Some(format!("{name}: may depend on {to} only to build"))
        }
        Floor::At(_) => None,
    }
}

/// The resolved dependencies.
struct Graph<'a> {
    names: BTreeMap<&'a str, &'a str>,
    members: BTreeSet<&'a str>,
    edges: BTreeMap<&'a str, Vec<(&'a str, &'a str)>>,
}

impl<'a> Graph<'a> {
    fn read(metadata: &'a Value) -> Self {
        let list = |value: &'a Value| value.as_array().map(Vec::as_slice).unwrap_or_default();
        let names = list(&metadata["packages"])
            .iter()
            .filter_map(|package| Some((package["id"].as_str()?, package["name"].as_str()?)))
            .collect();
        let members =
            list(&metadata["workspace_members"]).iter().filter_map(Value::as_str).collect();
        let mut edges: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for node in list(&metadata["resolve"]["nodes"]) {
            let from = edges.entry(node["id"].as_str().unwrap_or_default()).or_default();
            for dependency in list(&node["deps"]) {
                let Some(to) = dependency["pkg"].as_str() else { continue };
                for kind in list(&dependency["dep_kinds"]) {
                    from.push((to, kind["kind"].as_str().unwrap_or("normal")));
                }
            }
        }
        Self { names, members, edges }
    }

    fn name(&self, id: &'a str) -> &'a str {
        self.names.get(id).copied().unwrap_or(id)
    }

    fn is_member(&self, id: &str) -> bool {
        self.members.contains(id)
    }

    fn edges(&self, id: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.edges.get(id).into_iter().flatten().copied()
    }

    /// The names of everything that is compiled into a crate.
    fn reached(&self, from: &'a str) -> BTreeSet<&'a str> {
        let mut seen = BTreeSet::new();
        let mut waiting = vec![from];
        while let Some(id) = waiting.pop() {
            for (to, kind) in self.edges(id) {
                if kind == "normal" && seen.insert(to) {
                    waiting.push(to);
                }
            }
        }
        seen.into_iter().map(|id| self.name(id)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Metadata of members and their (from, to, kind) dependencies; the id of a package is its name.
    fn metadata(members: &[&str], edges: &[(&str, &str, &str)]) -> Value {
        let mut ids: BTreeSet<&str> = members.iter().copied().collect();
        ids.extend(edges.iter().flat_map(|(from, to, _)| [*from, *to]));
        let packages: Vec<_> = ids.iter().map(|id| json!({ "id": id, "name": id })).collect();
        let nodes: Vec<_> = ids
            .iter()
            .map(|id| {
                let of = edges.iter().filter(|(from, _, _)| from == id);
                let deps: Vec<_> = of
                    .map(|(_, to, kind)| {
                        let kind = if *kind == "normal" { Value::Null } else { json!(kind) };
                        json!({ "pkg": to, "dep_kinds": [{ "kind": kind }] })
                    })
                    .collect();
                json!({ "id": id, "deps": deps })
            })
            .collect();
        json!({ "packages": packages, "workspace_members": members, "resolve": { "nodes": nodes } })
    }

    const ALL: &[&str] = &[
        "event-contract",
        "event-contract-codegen",
        "event-contract-compat",
        "spec-kitty-contracts",
        "event-contract-cli",
        "event-contract-testkit",
        "event-contract-tests",
        "spec-kitty-contracts-cli",
        "xtask",
    ];

    #[test]
    fn the_house_as_designed_is_in_order() {
        let edges = [
            ("spec-kitty-contracts", "event-contract", "normal"),
            ("spec-kitty-contracts", "event-contract-codegen", "build"),
            ("spec-kitty-contracts-cli", "spec-kitty-contracts", "normal"),
            ("spec-kitty-contracts-cli", "event-contract-cli", "normal"),
            ("spec-kitty-contracts-cli", "clap", "normal"),
            ("event-contract-tests", "spec-kitty-contracts", "dev"),
            ("event-contract-cli", "event-contract-codegen", "normal"),
            ("event-contract-cli", "clap", "normal"),
            ("event-contract-compat", "event-contract", "normal"),
            ("event-contract-compat", "event-contract-codegen", "normal"),
            ("event-contract-cli", "event-contract-compat", "normal"),
            ("event-contract", "event-contract-testkit", "dev"),
            ("event-contract-testkit", "event-contract-cli", "normal"),
        ];
        assert_eq!(check(&metadata(ALL, &edges)), Vec::<String>::new());
    }

    #[test]
    fn each_forbidden_dependency_is_named() {
        for (from, to, kind, said) in [
            ("event-contract", "event-contract-codegen", "normal", "may not depend"),
            ("event-contract-codegen", "spec-kitty-contracts", "dev", "knows no product"),
            ("event-contract-cli", "spec-kitty-contracts", "normal", "knows no product"),
            ("event-contract-testkit", "spec-kitty-contracts", "normal", "knows no product"),
            ("spec-kitty-contracts", "event-contract-codegen", "normal", "only to build"),
            ("event-contract-cli", "event-contract-testkit", "normal", "only for tests"),
            ("event-contract-testkit", "clap", "normal", "only the CLI"),
            ("xtask", "event-contract", "normal", "stays light"),
        ] {
            let findings = check(&metadata(ALL, &[(from, to, kind)]));
            assert!(
                findings.len() == 1 && findings[0].contains(said),
                "{from} -> {to}: {findings:?}"
            );
        }
    }

    #[test]
    fn a_ban_reaches_through_other_crates_but_not_into_their_tests() {
        let through =
            [("event-contract", "jsonschema", "normal"), ("jsonschema", "tokio", "normal")];
        assert_eq!(check(&metadata(ALL, &through)).len(), 1);
        let tests = [("event-contract", "jsonschema", "normal"), ("jsonschema", "tokio", "dev")];
        assert_eq!(check(&metadata(ALL, &tests)), Vec::<String>::new());
    }

    #[test]
    fn a_crate_about_servers_reaches_what_it_needs_and_hands_nothing_on() {
        let all = ["event-contract-stores", "spec-kitty-events"];
        let served = [("event-contract-stores", "tokio", "normal")];
        assert_eq!(check(&metadata(&all, &served)), Vec::<String>::new());
        let client = [("event-contract-stores", "reqwest", "normal")];
        assert_eq!(check(&metadata(&all, &client)).len(), 1);
        let handed = [served[0], ("spec-kitty-events", "event-contract-stores", "normal")];
        assert_eq!(check(&metadata(&all, &handed)).len(), 1);
    }

    #[test]
    fn what_is_for_servers_stays_behind_a_feature() {
        let packages = "event-contract-stores v0.1.0 (/here)\nsha2 v0.11.1\ntokio v1.54.1\n";
        assert_eq!(lean(packages), ["event-contract-stores: reaches tokio by default"]);
    }

    #[test]
    fn a_crate_without_a_floor_is_a_finding() {
        assert_eq!(check(&metadata(&["newcomer"], &[])).len(), 1);
    }
}

//! A tracker with many issues, read and written: this engine beside the Python package's, against one slow server.

mod server;

use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{env, fs};

use serde_json::{Value, json};
use spec_kitty_tracker::connectors::github::{GitHub, GitHubConfig};
use spec_kitty_tracker::sync::{LocalIssues as _, OwnershipPolicy, SqliteIssues, SyncEngine};
use spec_kitty_tracker::{Access, Secret, Title};

use self::server::Server;
use crate::Outcome;
use crate::table;

/// How long the server takes for every request.
const LATENCY: Duration = Duration::from_millis(20);
/// How many calls of ours are under way at once.
const AT_ONCE: usize = 32;

/// The same with the package: its own connector, engine and store, which is in memory.
const SCRIPT: &str = "
import asyncio, json, resource, sys, time
from datetime import timedelta
sys.path.insert(0, sys.argv[1])
from spec_kitty_tracker.connectors.github import GitHubConnector, GitHubConnectorConfig
from spec_kitty_tracker.policy import OwnershipPolicy
from spec_kitty_tracker.store import InMemoryIssueStore
from spec_kitty_tracker.sync import SyncEngine

async def main():
    config = GitHubConnectorConfig(owner='acme', repo='widgets', token='t', base_url=sys.argv[2])
    store = InMemoryIssueStore()
    async with GitHubConnector(config) as connector:
        policy = OwnershipPolicy.local_authoritative()
        engine = SyncEngine(connector=connector, store=store, policy=policy)
        start = time.perf_counter()
        pulled = await engine.pull(limit=100)
        pull = time.perf_counter() - start
        for issue in (await store.list_issues(system='github'))[:int(sys.argv[3])]:
            issue.title += ', seen'
            issue.updated_at += timedelta(days=1)
            await store.upsert_issue(issue)
        start = time.perf_counter()
        pushed = await engine.push(limit=100)
        push = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({'pull': pull, 'push': push, 'peak': peak,
                      'pulled': pulled.stats.pulled_created, 'pushed': pushed.stats.pushed_updated}))

asyncio.run(main())
";

/// Pulls so many issues and pushes so many, and five times as many for the memory that it takes.
pub(crate) fn run(issues: usize, changes: usize) -> Outcome {
    println!(
        "{issues} issues pulled and {changes} pushed, {} ms for every request, {AT_ONCE} of ours at once\n",
        LATENCY.as_millis()
    );
    let mut rows = Vec::new();
    let mut times = Vec::new();
    for (name, issues, reference) in [
        ("ours, in a file", issues, false),
        ("ours, five times the issues", 5 * issues, false),
        ("the Python package, in memory", issues, true),
    ] {
        let server = Server::start(issues, LATENCY)?;
        let mut command = if reference {
            let Some(site) = env::var_os("REFERENCE_SITE") else { continue };
            let mut command = Command::new("python3");
            command.args(["-I", "-c", SCRIPT]).arg(site);
            command
        } else {
            let mut command = Command::new(env::current_exe()?);
            command.arg("tracker-ours");
            command
        };
        let output =
            command.arg(server.url()).arg(changes.to_string()).stderr(Stdio::inherit()).output()?;
        let told: Value = serde_json::from_slice(&output.stdout)?;
        let (requests, writes) = server.take_requests();
        if told["pulled"] != issues || told["pushed"] != changes || writes != changes {
            return Err(format!("{name}: not everything was done: {told}, {writes} written").into());
        }
        let number = |name: &str| told[name].as_f64().ok_or("no number");
        let (pull, push) = (number("pull")?, number("push")?);
        times.push(pull + push);
        rows.push(vec![
            name.to_owned(),
            format!("{pull:.2}"),
            format!("{push:.2}"),
            format!("{:.2}", pull + push),
            requests.to_string(),
            format!("{:.0}", number("peak")? / 1024.0),
        ]);
    }
    table::print(&["", "pull s", "push s", "both s", "requests", "peak MB"], &rows);
    if let [ours, _, theirs] = times[..] {
        println!("{:.1} times as fast as the Python package", theirs / ours);
    }
    Ok(())
}

/// Ours, in a process of its own, so that its memory is its own.
pub(crate) fn ours(url: &str, changes: usize) -> Outcome {
    let folder = tempfile::tempdir()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let told = runtime.block_on(async {
        let config = GitHubConfig {
            owner: "acme".to_owned(),
            repo: "widgets".to_owned(),
            base_url: Some(url.to_owned()),
        };
        let connector = Arc::new(GitHub::new(config, Access::Direct(Secret::new("t")))?);
        let store = Arc::new(SqliteIssues::open(folder.path().join("issues.db"))?);
        let policy = OwnershipPolicy::local_authoritative();
        let mut engine = SyncEngine::new(connector, store.clone(), policy).at_once(AT_ONCE);
        let filters = serde_json::Map::new();
        let start = Instant::now();
        let pulled = engine.pull(100, &filters).await?;
        let pull = start.elapsed().as_secs_f64();
        for number in 1..=changes {
            let issue =
                spec_kitty_tracker::ExternalRef::new("github", "acme/widgets", number.to_string())?;
            let mut issue = store.get(&issue).await?.ok_or("an issue is missing")?;
            issue.title = Title::new(format!("{}, seen", issue.title.as_str()))?;
            store.put(&issue).await?;
        }
        let start = Instant::now();
        let pushed = engine.push(100, &filters).await?;
        let push = start.elapsed().as_secs_f64();
        Outcome::Ok(json!({
            "pull": pull, "push": push, "peak": peak()?,
            "pulled": pulled.stats.pulled_created, "pushed": pushed.stats.pushed_updated,
        }))
    })?;
    println!("{told}");
    Ok(())
}

/// The most memory that this process ever had, in kilobytes.
fn peak() -> Outcome<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM")?;
    Ok(line.trim().trim_end_matches("kB").trim().parse()?)
}

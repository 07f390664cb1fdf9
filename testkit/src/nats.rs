//! NATS servers of a test's own, alone or as a cluster: on ports of the loopback interface, in folders that go away
//! with them.

mod link;

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use self::link::Link;
use crate::server::{self, not_tested, port};

/// How long something that is bound to happen may take.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// A server. Its methods panic when something goes wrong.
#[derive(Debug)]
pub struct Server {
    program: PathBuf,
    folder: tempfile::TempDir,
    name: String,
    port: u16,
    monitor: u16,
    process: Option<Child>,
}

/// Waits until something is so.
pub fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < PATIENCE, "in vain was waited until {what}");
        std::thread::yield_now();
        // Servers need the processor more than this loop does.
        std::thread::park_timeout(Duration::from_millis(5));
    }
}

/// A server's program that takes batches: the one that `NATS_SERVER` names, the one that `cargo xtask test`
/// installed, or the one on the path.
pub fn program() -> Option<PathBuf> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target");
    let home = std::env::var_os("CARGO_TARGET_DIR").map_or(home, PathBuf::from);
    let named = std::env::var_os("NATS_SERVER").map(PathBuf::from);
    let own = Some(home.join("nats/bin/nats-server"));
    let path = Some(PathBuf::from("nats-server"));
    [named, own, path]
        .into_iter()
        .flatten()
        .find(|program| version(program).is_some_and(|version| version >= (2, 12)))
}

/// The version of a server's program, if it is one.
pub fn version(program: &Path) -> Option<(u32, u32)> {
    let said = Command::new(program).arg("--version").output().ok()?.stdout;
    let said = String::from_utf8(said).ok()?;
    let mut numbers = said.trim().rsplit_once('v')?.1.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

fn found() -> Option<PathBuf> {
    let program = program();
    if program.is_none() {
        not_tested("there is no nats-server of 2.12 or later (`cargo xtask test` installs it)");
    }
    program
}

const JETSTREAM: &str = "jetstream { store_dir: \"DIR/store\", sync_interval: always, \
     limits { batch { max_msgs: 20000 } } }\n";

impl Server {
    /// Starts a server that syncs before it acknowledges. `None`, and a word about it, where there is no program;
    /// in CI, that is a panic.
    pub fn start() -> Option<Self> {
        Self::start_with("")
    }

    /// The same, with more in its configuration, where `DIR` stands for its folder.
    pub fn start_with(more: &str) -> Option<Self> {
        Some(Self::of(found()?, &format!("{JETSTREAM}{more}"), |_| {}))
    }

    /// Starts a server of a program with a configuration, after something was put into its folder.
    pub fn of(program: PathBuf, configuration: &str, put: impl FnOnce(&Path)) -> Self {
        let mut server = Self::prepare(program, "alone", configuration);
        put(server.folder.path());
        server.run();
        server.healthy();
        server
    }

    fn prepare(program: PathBuf, name: &str, configuration: &str) -> Self {
        let folder = tempfile::Builder::new().prefix("nats").tempdir().unwrap();
        let (port, monitor) = (port(), port());
        let shown = folder.path().display().to_string();
        let configuration = configuration.replace("DIR", &shown);
        let all = format!(
            "server_name: {name}\nlisten: 127.0.0.1:{port}\nhttp: 127.0.0.1:{monitor}\n{configuration}"
        );
        std::fs::write(folder.path().join("server.conf"), all).unwrap();
        Self { program, folder, name: name.to_owned(), port, monitor, process: None }
    }

    /// A URL for a log of its own on this server.
    pub fn url(&self, log: &str) -> String {
        format!("nats://{}/{log}?patience=30", self.address())
    }

    /// Where it listens.
    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Where it can be asked how it is.
    pub fn monitor(&self) -> String {
        format!("127.0.0.1:{}", self.monitor)
    }

    /// The server's folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Kills the server with SIGKILL, as a power cut would, and starts it again.
    pub fn crash(&mut self) {
        self.kill();
        self.run();
        self.healthy();
    }

    /// Kills the server with SIGKILL.
    pub fn kill(&mut self) {
        server::kill(&mut self.process);
    }

    /// Starts the server after it was killed.
    pub fn run(&mut self) {
        let mut command = Command::new(&self.program);
        command.arg("--config").arg(self.folder.path().join("server.conf"));
        let log = std::fs::File::options().create(true).append(true).open(self.log()).unwrap();
        self.process = Some(command.stdout(Stdio::null()).stderr(log).spawn().unwrap());
    }

    /// Waits until the server says that it is well, which takes the others of a cluster.
    pub fn healthy(&mut self) {
        let start = Instant::now();
        while self.ask("/healthz").and_then(|said| said.get("status")?.as_str().map(|s| s == "ok"))
            != Some(true)
        {
            let ended = self.process.as_mut().is_some_and(|p| p.try_wait().unwrap().is_some());
            let log = || std::fs::read_to_string(self.log()).unwrap_or_default();
            assert!(!ended && start.elapsed() < PATIENCE, "{}", log());
            std::thread::park_timeout(Duration::from_millis(5));
        }
    }

    /// Stops the server where it is, as if it were cut off, with its connections open.
    pub fn stop(&self) {
        self.signal("STOP");
    }

    /// Lets it go on.
    pub fn resume(&self) {
        self.signal("CONT");
    }

    fn signal(&self, name: &str) {
        let process = self.process.as_ref().unwrap().id().to_string();
        assert!(Command::new("kill").args(["-s", name, &process]).status().unwrap().success());
    }

    /// What the monitor answers, if it does.
    fn ask(&self, path: &str) -> Option<Value> {
        let address = self.monitor().parse().unwrap();
        let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1)).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(5))).ok()?;
        write!(stream, "GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n").ok()?;
        let mut said = String::new();
        stream.read_to_string(&mut said).ok()?;
        serde_json::from_str(said.split_once("\r\n\r\n")?.1).ok()
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("server.log")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Three servers that are one. They reach each other on ways that can be cut.
#[derive(Debug)]
pub struct Cluster {
    servers: Vec<Server>,
    /// From which server to which.
    links: Vec<(usize, usize, Link)>,
}

impl Cluster {
    /// Starts three servers. `None`, and a word about it, where there is no program.
    pub fn start() -> Option<Self> {
        let program = found()?;
        let routes: [u16; 3] = [port(), port(), port()];
        let mut links = Vec::new();
        let mut server = |at: usize| {
            let mut ways = Vec::new();
            for to in (0..routes.len()).filter(|to| *to != at) {
                let link = Link::to(routes[to]);
                ways.push(format!("\"nats-route://127.0.0.1:{}\"", link.port));
                links.push((at, to, link));
            }
            let (route, ways) = (routes[at], ways.join(", "));
            // What servers tell each other about the way to them leads nowhere, so that they keep to the links.
            let configuration = format!(
                "{JETSTREAM}cluster {{ name: tests, listen: 127.0.0.1:{route}, advertise: \"127.0.0.1:1\", \
                 routes: [{ways}] }}\n"
            );
            Server::prepare(program.clone(), &format!("n{at}"), &configuration)
        };
        let mut servers: Vec<Server> = (0..routes.len()).map(&mut server).collect();
        servers.iter_mut().for_each(Server::run);
        servers.iter_mut().for_each(Server::healthy);
        Some(Self { servers, links })
    }

    /// Cuts a server off from the others. Clients still reach it.
    pub fn cut_off(&self, server: usize) {
        self.of(server).for_each(Link::cut);
    }

    /// Lets it reach them again.
    pub fn heal(&self, server: usize) {
        self.of(server).for_each(Link::heal);
    }

    fn of(&self, server: usize) -> impl Iterator<Item = &Link> {
        let ours = move |(from, to, _): &&(usize, usize, Link)| [*from, *to].contains(&server);
        self.links.iter().filter(ours).map(|(_, _, link)| link)
    }

    /// A URL for a log that is on all of them.
    pub fn url(&self, log: &str) -> String {
        let addresses: Vec<String> = self.servers.iter().map(Server::address).collect();
        format!("nats://{}/{log}?replicas=3&patience=30", addresses.join(","))
    }

    /// The servers.
    pub fn servers(&mut self) -> &mut [Server] {
        &mut self.servers
    }

    /// Which server leads a log, once one does that is running.
    pub fn leader(&self, log: &str) -> usize {
        let mut leader = None;
        until("a log has a leader", || {
            let mut found = self.servers.iter().filter(|server| server.process.is_some());
            leader = found.find_map(|server| leader_of(&server.ask(LEADERS)?, log));
            leader.is_some()
        });
        let leader = leader.unwrap_or_default();
        self.servers.iter().position(|server| server.name == leader).unwrap()
    }
}

const LEADERS: &str = "/jsz?accounts=true&streams=true";

fn leader_of(said: &Value, log: &str) -> Option<String> {
    let accounts = said.get("account_details")?.as_array()?;
    let mut streams =
        accounts.iter().filter_map(|account| account.get("stream_detail")?.as_array());
    let stream = streams.find_map(|streams| {
        streams.iter().find(|stream| stream.get("name").is_some_and(|name| name == log))
    })?;
    Some(stream.get("cluster")?.get("leader")?.as_str()?.to_owned())
}

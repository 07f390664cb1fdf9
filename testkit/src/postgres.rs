//! A PostgreSQL server of a test's own: in a folder that goes away with it, on a socket in that folder.

use std::os::unix::fs::{MetadataExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::server::{self, not_tested};

/// Whom a server runs as where tests run as root, which it refuses: nobody.
const NOBODY: u32 = 65534;

/// A running server. Its methods panic when something goes wrong.
#[derive(Debug)]
pub struct Server {
    programs: PathBuf,
    folder: tempfile::TempDir,
    settings: Vec<String>,
    port: u16,
    process: Option<Child>,
}

/// The folder with PostgreSQL's programs; Debian keeps it off the path.
pub fn programs() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut versions: Vec<PathBuf> = versions.map(|version| version.path().join("bin")).collect();
    versions.sort();
    let mut folders = std::env::split_paths(&path).chain(versions.into_iter().rev());
    folders.find(|folder| {
        ["initdb", "postgres", "pg_ctl"].iter().all(|name| folder.join(name).is_file())
    })
}

impl Server {
    /// Starts a server. `None`, and a word about it, where PostgreSQL is not installed; in CI, that is a panic.
    pub fn start() -> Option<Self> {
        Self::start_with(&[])
    }

    /// Starts a server with settings, such as `ssl=on`; `DIR` in them is its folder.
    pub fn start_with(settings: &[&str]) -> Option<Self> {
        Self::prepare(settings, |_| {})
    }

    /// The same, after something was put into its folder.
    pub fn prepare(settings: &[&str], put: impl FnOnce(&Path)) -> Option<Self> {
        let Some(programs) = programs() else {
            not_tested("PostgreSQL is not installed (`apt-get install postgresql`)");
            return None;
        };
        let folder = tempfile::Builder::new().prefix("pg").tempdir().unwrap();
        put(folder.path());
        if is_root() {
            chown(folder.path(), Some(NOBODY), Some(NOBODY)).unwrap();
            for file in std::fs::read_dir(folder.path()).unwrap() {
                chown(file.unwrap().path(), Some(NOBODY), Some(NOBODY)).unwrap();
            }
        }
        let shown = folder.path().display().to_string();
        // Free at this moment; only servers that listen on TCP need it to stay so.
        let port = server::port();
        let settings = settings.iter().map(|setting| setting.replace("DIR", &shown)).collect();
        let mut server = Self { programs, folder, settings, port, process: None };
        let made = server
            .command("initdb")
            .args(["--pgdata", "data", "--username", "postgres", "--auth", "trust"])
            .args(["--encoding", "UTF8", "--no-locale", "--no-sync"])
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        server.run();
        Some(server)
    }

    /// A URL for a log of its own on this server.
    pub fn url(&self, schema: &str) -> String {
        let host = self.folder.path().display().to_string().replace('/', "%2F");
        format!("postgres://postgres@{host}:{}/postgres?schema={schema}", self.port)
    }

    /// Its port, of the socket's name and of TCP if it listens there.
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// The server's folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Kills the server with SIGKILL, as a power cut would, and starts it again.
    pub fn crash(&mut self) {
        self.kill();
        self.run();
    }

    /// Kills the server with SIGKILL.
    pub fn kill(&mut self) {
        server::kill(&mut self.process);
    }

    /// Starts the server after it was killed.
    pub fn run(&mut self) {
        let mut command = self.command("postgres");
        command.args(["-D", "data", "-c", "listen_addresses=", "-c", "max_connections=60", "-k"]);
        command.arg(self.folder.path()).args(["-p", &self.port.to_string()]);
        for setting in &self.settings {
            command.args(["-c", setting]);
        }
        let log = std::fs::File::options().create(true).append(true).open(self.log()).unwrap();
        command.stdout(Stdio::null()).stderr(log);
        // What an earlier one left behind lives a moment longer, and keeps the next one from starting.
        for _ in 0..200 {
            let mut process = command.spawn().unwrap();
            if self.ready(&mut process) {
                self.process = Some(process);
                return;
            }
        }
        panic!("{}", std::fs::read_to_string(self.log()).unwrap_or_default());
    }

    /// Waits until the server takes connections; not so if it ended.
    fn ready(&self, process: &mut Child) -> bool {
        let pid_file = self.folder.path().join("data/postmaster.pid");
        loop {
            if process.try_wait().unwrap().is_some() {
                return false;
            }
            // The eighth line says so.
            let said = std::fs::read_to_string(&pid_file).unwrap_or_default();
            let own = said.lines().next() == Some(&process.id().to_string());
            if own && said.lines().nth(7).is_some_and(|line| line.trim() == "ready") {
                return true;
            }
            std::thread::yield_now();
        }
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("server.log")
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.programs.join(program));
        command.current_dir(self.folder.path()).env_remove("PGDATA").env("LC_ALL", "C");
        if is_root() {
            command.uid(NOBODY).gid(NOBODY);
        }
        command
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Not by a kill alone: its children would still be writing while the folder goes.
        let stop = ["-D", "data", "-m", "immediate", "stop"];
        let _ =
            self.command("pg_ctl").args(stop).stdout(Stdio::null()).stderr(Stdio::null()).status();
        self.kill();
    }
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

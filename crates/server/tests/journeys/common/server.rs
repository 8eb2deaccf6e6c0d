//! The binary as a process of its own. Whatever a journey starts is ended with it.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// The binary under test.
const BINARY: &str = env!("CARGO_BIN_EXE_samsyn");

/// A folder of one journey, removed after it; left to be looked at when the journey failed.
pub struct Folder(PathBuf);

impl Folder {
    /// A new one.
    pub fn new(journey: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{journey}-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// Something in it.
    pub fn join(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Something in it, as an argument.
    pub fn arg(&self, name: &str) -> String {
        self.join(name).to_str().unwrap().to_owned()
    }

    /// Writes a file into it.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        let path = self.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let _ = fs::remove_dir_all(&self.0);
        }
    }
}

fn command(folder: &Folder, arguments: &[&str]) -> Command {
    let mut command = Command::new(BINARY);
    command.args(arguments).current_dir(&folder.0).stdin(Stdio::null());
    for (name, _) in std::env::vars() {
        if name.starts_with("SAMSYN_") {
            command.env_remove(name);
        }
    }
    command
}

/// Runs a command to its end, in the folder.
pub fn samsyn(folder: &Folder, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

/// What a command wrote: to the terminal, and as errors.
pub fn words(output: &Output) -> (String, String) {
    (String::from_utf8_lossy(&output.stdout).into_owned(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// A running server.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub at: SocketAddr,
    /// What it logs.
    pub log: PathBuf,
}

impl Server {
    /// Starts the server and waits until it says where it listens.
    pub fn start(folder: &Folder, arguments: &[&str]) -> Self {
        Self::begin(folder, arguments).listening()
    }

    /// As [`Server::start`], with something more in its environment.
    pub fn start_with(folder: &Folder, arguments: &[&str], (name, value): (&str, &str)) -> Self {
        let mut command = command(folder, arguments);
        command.env(name, value);
        Self::spawn(folder, command).listening()
    }

    fn listening(self) -> Self {
        let mut server = self;
        let mut lines = BufReader::new(server.child.stdout.take().unwrap());
        loop {
            let mut line = String::new();
            let read = lines.read_line(&mut line).unwrap();
            assert!(read > 0, "the server did not start: {}", server.logged());
            if let Some(address) = line.trim().strip_prefix("listening on http://") {
                server.at = address.parse().unwrap();
                return server;
            }
        }
    }

    /// Starts the server and waits for nothing.
    pub fn begin(folder: &Folder, arguments: &[&str]) -> Self {
        Self::spawn(folder, command(folder, arguments))
    }

    fn spawn(folder: &Folder, mut command: Command) -> Self {
        let log = folder.join("stderr.log");
        let errors = File::options().create(true).append(true).open(&log).unwrap();
        let child = command.stdout(Stdio::piped()).stderr(errors).spawn().unwrap();
        Self { child, at: SocketAddr::from(([127, 0, 0, 1], 0)), log }
    }

    /// The demonstration with its data in the folder's `data`.
    pub fn demo(folder: &Folder, more: &[&str]) -> Self {
        let data = folder.arg("data");
        let mut arguments = vec!["demo", "--listen", "127.0.0.1:0", "--data", &data];
        arguments.extend(more);
        Self::start(folder, &arguments)
    }

    /// How much memory it has in use, in megabytes (Linux: `VmRSS`).
    pub fn megabytes(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
    }

    /// What it was started with, by name (Linux: `environ`).
    pub fn surroundings(&self, name: &str) -> Option<String> {
        let all = fs::read_to_string(format!("/proc/{}/environ", self.child.id())).unwrap();
        all.split('\0').find_map(|one| one.strip_prefix(name)?.strip_prefix('=').map(str::to_owned))
    }

    /// What it has logged so far.
    pub fn logged(&self) -> String {
        let mut text = String::new();
        let _ = File::open(&self.log).unwrap().read_to_string(&mut text);
        text
    }

    /// Ends it at once, as a power cut would.
    pub fn kill(mut self) {
        self.end();
    }

    /// Asks it to stop, and waits: how it ended, and after how long.
    pub fn stop(mut self) -> (ExitStatus, Duration) {
        let begun = Instant::now();
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(asked.success());
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return (status, begun.elapsed());
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "it does not stop: {}", self.logged());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn end(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}

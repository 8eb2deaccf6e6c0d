//! The real binary, `samsyn serve`, over a database that was seeded before.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::Fault;

/// The running service; stopped with this value.
pub struct Service {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Service {
    /// Start it on a free port and wait until it listens. It logs as in operation, to nowhere.
    pub fn start(folder: &Path) -> Result<Self, Fault> {
        let binary = std::env::current_exe()?.with_file_name("samsyn");
        if !binary.exists() {
            return Err("build the service too: cargo build --profile bench-run -p samsyn -p samsyn-bench".into());
        }
        let mut child = Command::new(binary)
            .arg("serve")
            .current_dir(folder)
            .env("SAMSYN_DATABASE", format!("sqlite:{}", folder.join("samsyn.db").display()))
            .env("SAMSYN_LISTEN", "127.0.0.1:0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut out = BufReader::new(child.stdout.take().ok_or("no output")?);
        let mut line = String::new();
        out.read_line(&mut line)?;
        let address = line.trim().rsplit("//").next().unwrap_or_default().parse();
        // Whatever else it says is read and dropped, so that it never waits for a reader.
        std::thread::spawn(move || std::io::copy(&mut out.by_ref(), &mut std::io::sink()));
        if let Ok(address) = address {
            return Ok(Self { child, address });
        }
        let _ = child.kill();
        Err("the service did not start".into())
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Its process, for `/proc`.
    pub fn process(&self) -> String {
        self.id().to_string()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let asked = Command::new("kill").arg(self.process()).status();
        if !asked.is_ok_and(|status| status.success()) {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}

//! A mail server that speaks SMTP (RFC 5321) over a socket and keeps what it was given.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::{ServerConfig, ServerConnection, StreamOwned};

/// A mail as it was handed over: to whom, and its text with headers.
#[derive(Clone, Debug)]
pub struct Handed {
    /// The address of `RCPT TO`.
    pub to: String,
    /// Headers and body.
    pub text: String,
}

impl Handed {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.text
            .lines()
            .take_while(|line| !line.is_empty())
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }
}

/// How it behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Takes what comes.
    Takes,
    /// Says no to every recipient.
    Refuses,
    /// Says nothing at all.
    Hangs,
    /// Takes the mail, and is gone before it says so.
    Drops,
}

/// The server; it listens until the journey ends.
pub struct MailServer {
    /// Its port on loopback.
    pub port: u16,
    manner: Arc<Mutex<Manner>>,
    handed: Arc<Mutex<Vec<Handed>>>,
}

impl MailServer {
    /// Starts it.
    pub fn start(manner: Manner) -> Self {
        Self::secured(manner, Secured::Not)
    }

    /// Starts it with TLS: a certificate for "localhost", signed by the authority in `tests/tls/ca.pem`.
    pub fn secured(manner: Manner, secured: Secured) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (manner, handed) = (Arc::new(Mutex::new(manner)), Arc::new(Mutex::new(Vec::new())));
        let (how, keep) = (Arc::clone(&manner), Arc::clone(&handed));
        std::thread::spawn(move || {
            for line in listener.incoming().flatten() {
                let (how, keep) = (Arc::clone(&how), Arc::clone(&keep));
                std::thread::spawn(move || meet(line, secured, &how, &keep));
            }
        });
        Self { port, manner, handed }
    }

    /// Lets it behave otherwise from now on.
    pub fn behave(&self, manner: Manner) {
        *self.manner.lock().unwrap() = manner;
    }

    /// What it was given so far.
    pub fn handed(&self) -> Vec<Handed> {
        self.handed.lock().unwrap().clone()
    }

    /// How often each mail came, by its Message-ID.
    pub fn times(&self) -> BTreeMap<String, usize> {
        let mut times = BTreeMap::new();
        for mail in self.handed.lock().unwrap().iter() {
            *times.entry(mail.header("Message-ID").unwrap().to_owned()).or_default() += 1;
        }
        times
    }
}

/// How its lines are protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secured {
    /// Not at all.
    Not,
    /// From the first byte (port 465).
    Tls,
    /// When it is asked to; before that it takes no mail (port 587).
    Starttls,
}

/// One conversation, protected as it is to be.
fn meet(line: TcpStream, secured: Secured, manner: &Mutex<Manner>, handed: &Mutex<Vec<Handed>>) -> Option<()> {
    let hidden = |line| Some(StreamOwned::new(ServerConnection::new(identity()).ok()?, line));
    match secured {
        Secured::Not => converse(line, true, manner, handed),
        Secured::Tls => converse(hidden(line)?, true, manner, handed),
        Secured::Starttls => {
            let mut reader = BufReader::new(line);
            reader.get_mut().write_all(b"220 mail.example\r\n").ok()?;
            loop {
                let mut said = String::new();
                if reader.read_line(&mut said).ok()? == 0 {
                    return None;
                }
                let answer: &[u8] = match said.trim_end().to_ascii_uppercase() {
                    ehlo if ehlo.starts_with("EHLO") => b"250-mail.example\r\n250 STARTTLS\r\n",
                    begin if begin == "STARTTLS" => {
                        reader.get_mut().write_all(b"220 go on\r\n").ok()?;
                        return converse(hidden(reader.into_inner())?, false, manner, handed);
                    }
                    _ => b"530 first STARTTLS\r\n",
                };
                reader.get_mut().write_all(answer).ok()?;
            }
        }
    }
}

/// The key and the certificate of this server.
fn identity() -> Arc<ServerConfig> {
    let file = |name: &str| format!("{}/tests/tls/{name}", env!("CARGO_MANIFEST_DIR"));
    let certificates: Vec<_> = CertificateDer::pem_file_iter(file("cert.pem")).unwrap().map(Result::unwrap).collect();
    let key = PrivateKeyDer::from_pem_file(file("key.pem")).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let config = config.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    Arc::new(config.with_single_cert(certificates, key).unwrap())
}

/// One conversation; ends when the line does.
fn converse(line: impl Read + Write, greets: bool, manner: &Mutex<Manner>, handed: &Mutex<Vec<Handed>>) -> Option<()> {
    let mut reader = BufReader::new(line);
    let now = || *manner.lock().unwrap();
    if now() == Manner::Hangs {
        std::thread::sleep(std::time::Duration::from_mins(2));
        return None;
    }
    if greets {
        reader.get_mut().write_all(b"220 mail.example\r\n").ok()?;
    }
    let mut to = String::new();
    loop {
        let mut said = String::new();
        if reader.read_line(&mut said).ok()? == 0 {
            return None;
        }
        let said = said.trim_end();
        let answer: &[u8] = match said.to_ascii_uppercase() {
            ehlo if ehlo.starts_with("EHLO") => b"250-mail.example\r\n250 8BITMIME\r\n",
            rcpt if rcpt.starts_with("RCPT") && now() == Manner::Refuses => b"550 not here\r\n",
            rcpt if rcpt.starts_with("RCPT") => {
                said.split(['<', '>']).nth(1)?.clone_into(&mut to);
                b"250 ok\r\n"
            }
            data if data == "DATA" => {
                reader.get_mut().write_all(b"354 go on\r\n").ok()?;
                let mut text = String::new();
                loop {
                    let mut row = String::new();
                    if reader.read_line(&mut row).ok()? == 0 {
                        return None;
                    }
                    if row == ".\r\n" {
                        break;
                    }
                    text.push_str(&row.replace("\r\n", "\n"));
                }
                handed.lock().unwrap().push(Handed { to: to.clone(), text });
                if now() == Manner::Drops {
                    return None;
                }
                b"250 taken\r\n"
            }
            quit if quit == "QUIT" => {
                let _ = reader.get_mut().write_all(b"221 bye\r\n");
                return None;
            }
            _ => b"250 ok\r\n",
        };
        reader.get_mut().write_all(answer).ok()?;
    }
}

//! A mail server that speaks SMTP (RFC 5321) over a socket and keeps what it was given.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

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
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (manner, handed) = (Arc::new(Mutex::new(manner)), Arc::new(Mutex::new(Vec::new())));
        let (how, keep) = (Arc::clone(&manner), Arc::clone(&handed));
        std::thread::spawn(move || {
            for line in listener.incoming().flatten() {
                let (how, keep) = (Arc::clone(&how), Arc::clone(&keep));
                std::thread::spawn(move || converse(&line, &how, &keep));
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

/// One conversation; ends when the line does.
fn converse(line: &TcpStream, manner: &Mutex<Manner>, handed: &Mutex<Vec<Handed>>) -> Option<()> {
    let mut reader = BufReader::new(line.try_clone().ok()?);
    let mut writer = line.try_clone().ok()?;
    let now = || *manner.lock().unwrap();
    if now() == Manner::Hangs {
        std::thread::sleep(std::time::Duration::from_mins(2));
        return None;
    }
    writer.write_all(b"220 mail.example\r\n").ok()?;
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
                writer.write_all(b"354 go on\r\n").ok()?;
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
                let _ = writer.write_all(b"221 bye\r\n");
                return None;
            }
            _ => b"250 ok\r\n",
        };
        writer.write_all(answer).ok()?;
    }
}

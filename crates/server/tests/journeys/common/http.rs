//! HTTP/1.1, as little of it as the journeys need: one request for each connection.

use std::fmt::Write as _;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// How long an answer may take before the journey gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// An answer, whole.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Names in small letters, with their values.
    pub headers: Vec<(String, String)>,
    /// The body as sent.
    pub body: Vec<u8>,
}

impl Answer {
    /// The first header of that name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Every header of that name.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.headers.iter().filter(|(own, _)| own == name).map(|(_, value)| value.as_str()).collect()
    }

    /// Where the answer leads.
    pub fn location(&self) -> &str {
        self.header("location").unwrap_or_default()
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

fn broken(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::UnexpectedEof, why)
}

/// Sends a request and reads the whole answer.
///
/// # Errors
/// When the server is not there, or goes away before its answer is whole.
pub fn send(to: SocketAddr, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> io::Result<Answer> {
    let mut stream = TcpStream::connect(to)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let mut head = format!("{method} {path} HTTP/1.1\r\nhost: {to}\r\nconnection: close\r\n");
    for (name, value) in headers {
        let _ = write!(head, "{name}: {value}\r\n");
    }
    if method == "POST" {
        let _ = write!(head, "content-length: {}\r\n", body.len());
    }
    head.push_str("\r\n");
    let mut message = head.into_bytes();
    message.extend_from_slice(body);
    // A server that refuses a large body answers before all of it is sent.
    let sent = stream.write_all(&message);
    let mut raw = Vec::new();
    match stream.read_to_end(&mut raw) {
        Err(error) if raw.is_empty() => Err(error),
        _ if raw.is_empty() => sent.and(Err(broken("no answer"))),
        _ => read(&raw),
    }
}

fn read(raw: &[u8]) -> io::Result<Answer> {
    let end = raw.windows(4).position(|four| four == b"\r\n\r\n").ok_or_else(|| broken("half a head"))?;
    let head = String::from_utf8_lossy(&raw[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok());
    let header = |line: &str| line.split_once(':').map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()));
    let mut answer = Answer {
        status: status.ok_or_else(|| broken("no status"))?,
        headers: lines.filter_map(header).collect(),
        body: raw[end + 4..].to_vec(),
    };
    if answer.header("transfer-encoding") == Some("chunked") {
        answer.body = whole(&answer.body)?;
    } else if let Some(length) = answer.header("content-length").and_then(|length| length.parse::<usize>().ok())
        && answer.body.len() < length
    {
        return Err(broken("half a body"));
    }
    Ok(answer)
}

/// The chunks of a body, put together.
fn whole(mut chunks: &[u8]) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line = chunks.windows(2).position(|two| two == b"\r\n").ok_or_else(|| broken("half a chunk"))?;
        let length = std::str::from_utf8(&chunks[..line]).ok().and_then(|hex| usize::from_str_radix(hex, 16).ok());
        let length = length.ok_or_else(|| broken("no length"))?;
        if length == 0 {
            return Ok(body);
        }
        let rest = &chunks[line + 2..];
        body.extend_from_slice(rest.get(..length).ok_or_else(|| broken("half a chunk"))?);
        chunks = rest.get(length + 2..).ok_or_else(|| broken("half a chunk"))?;
    }
}

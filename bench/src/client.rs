//! A load client: HTTP/1.1 over kept-alive connections, all on one thread, doing as little as it can.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

use crate::Fault;
use crate::figures::float;

/// What one connection says, again and again.
pub trait Talker {
    /// Write the next request into the empty buffer.
    fn next(&mut self, request: &mut Vec<u8>);
    /// Hear the status. An error ends the run: only true answers are counted.
    fn answered(&mut self, status: u16) -> Result<(), Fault>;
}

/// A GET of one address, which must answer 200.
#[derive(Clone)]
pub struct Get(Vec<u8>);

impl Get {
    /// `session` is the token in the cookie.
    pub fn new(path: &str, session: &str) -> Self {
        let head = "Host: localhost\r\nUser-Agent: samsyn-bench\r\nAccept: text/html\r\nSec-Fetch-Site: same-origin";
        Self(format!("GET {path} HTTP/1.1\r\n{head}\r\nCookie: session={session}; lang=sv\r\n\r\n").into_bytes())
    }

    /// As an open page that fetches itself again.
    pub fn again(path: &str, session: &str) -> Self {
        let Self(mut request) = Self::new(path, session);
        request.truncate(request.len() - 2);
        request.extend_from_slice(b"samsyn-still: 1\r\n\r\n");
        Self(request)
    }
}

impl Talker for Get {
    fn next(&mut self, request: &mut Vec<u8>) {
        request.extend_from_slice(&self.0);
    }

    fn answered(&mut self, status: u16) -> Result<(), Fault> {
        if status == 200 { Ok(()) } else { Err(format!("a page answered {status}").into()) }
    }
}

/// A form, as a browser sends it.
pub fn post(request: &mut Vec<u8>, path: &str, session: &str, body: &str) {
    let head = "Host: localhost\r\nUser-Agent: samsyn-bench\r\nSec-Fetch-Site: same-origin\r\n\
        Content-Type: application/x-www-form-urlencoded";
    let length = body.len();
    let text = format!(
        "POST {path} HTTP/1.1\r\n{head}\r\nCookie: session={session}; lang=sv\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    request.extend_from_slice(text.as_bytes());
}

/// What a run gave.
#[derive(Clone, Copy)]
pub struct Ran {
    /// Requests answered as they should be.
    pub answered: u64,
    /// How long it took.
    pub seconds: f64,
}

impl Ran {
    /// Answers a second.
    pub fn rate(self) -> f64 {
        float(self.answered) / self.seconds
    }
}

/// A connection and its buffers.
pub struct Connection {
    stream: TcpStream,
    request: Vec<u8>,
    answer: Vec<u8>,
}

impl Connection {
    /// Connect.
    pub async fn open(to: SocketAddr) -> Result<Self, Fault> {
        let stream = TcpStream::connect(to).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, request: Vec::new(), answer: Vec::with_capacity(1 << 16) })
    }

    /// One request and its whole answer; its status goes to the talker.
    pub async fn exchange(&mut self, talker: &mut impl Talker) -> Result<(), Fault> {
        self.request.clear();
        talker.next(&mut self.request);
        self.stream.write_all(&self.request).await?;
        self.answer.clear();
        let mut whole = None;
        while whole.is_none_or(|whole| self.answer.len() < whole) {
            if self.stream.read_buf(&mut self.answer).await? == 0 {
                return Err("the service closed the connection".into());
            }
            if whole.is_none() {
                whole = length(&self.answer);
            }
        }
        talker.answered(status(&self.answer))
    }

    /// The last answer, head and body.
    pub fn answer(&self) -> &[u8] {
        &self.answer
    }

    /// The length of the last answer, head and body.
    pub fn size(&self) -> usize {
        self.answer.len()
    }
}

/// What an event stream tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The plan.
    Plan,
    /// The room of its meeting.
    Room,
}

/// An event stream (HTML standard, 9.2) that stays open.
pub struct Stream(BufReader<TcpStream>);

impl Stream {
    /// Begin to listen.
    pub async fn open(to: SocketAddr, path: &str, session: &str) -> Result<Self, Fault> {
        let mut stream = BufReader::with_capacity(512, TcpStream::connect(to).await?);
        let Get(request) = Get::new(path, session);
        stream.write_all(&request).await?;
        let mut line = String::new();
        stream.read_line(&mut line).await?;
        if !line.starts_with("HTTP/1.1 200") {
            return Err(format!("an event stream answered {line}").into());
        }
        while line != "\r\n" {
            line.clear();
            if stream.read_line(&mut line).await? == 0 {
                return Err("an event stream ended in its head".into());
            }
        }
        Ok(Self(stream))
    }

    /// The next event; what keeps the stream alive is passed over, as are the lengths of its pieces.
    pub async fn next(&mut self) -> Result<(What, u64), Fault> {
        let (mut line, mut what) = (String::new(), What::Plan);
        loop {
            line.clear();
            if self.0.read_line(&mut line).await? == 0 {
                return Err("the service ended a stream".into());
            }
            match line.trim_end().split_once(": ") {
                Some(("event", "changed")) => what = What::Plan,
                Some(("event", "room")) => what = What::Room,
                Some(("event", other)) => return Err(format!("a stream told of {other}").into()),
                Some(("data", revision)) => return Ok((what, revision.parse()?)),
                _ => {}
            }
        }
    }
}

/// The length of the whole answer, when its head has come.
fn length(answer: &[u8]) -> Option<usize> {
    let head = answer.windows(4).position(|end| end == b"\r\n\r\n")?;
    let text = std::str::from_utf8(&answer[..head]).ok()?;
    let body = text.lines().find_map(|line| line.strip_prefix("content-length: "))?;
    Some(head + 4 + body.parse::<usize>().ok()?)
}

fn status(answer: &[u8]) -> u16 {
    answer.get(9..12).and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok()).unwrap_or_default()
}

/// Every talker talks on a connection of its own for so long.
pub async fn run<T: Talker + Send + 'static>(to: SocketAddr, talkers: Vec<T>, time: Duration) -> Result<Ran, Fault> {
    let mut open = Vec::new();
    for talker in talkers {
        open.push((Connection::open(to).await?, talker));
    }
    let began = Instant::now();
    let tasks: Vec<_> =
        open.into_iter().map(|(connection, talker)| tokio::spawn(talk(connection, talker, began + time))).collect();
    let mut answered = 0;
    for task in tasks {
        answered += task.await??;
    }
    Ok(Ran { answered, seconds: began.elapsed().as_secs_f64() })
}

async fn talk(mut connection: Connection, mut talker: impl Talker, until: Instant) -> Result<u64, Fault> {
    let mut answered = 0;
    while Instant::now() < until {
        connection.exchange(&mut talker).await?;
        answered += 1;
    }
    Ok(answered)
}

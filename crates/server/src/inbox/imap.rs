//! The mailbox that replies come to, read over IMAP (RFC 3501) where no folder can be delivered into. TLS, but to this machine alone; a limit on the time and
//! on the bytes of each visit. A mail is marked as seen after what it says is on disk, so that none is lost and each is read once.

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use async_imap::{Client, Session};
use futures_util::TryStreamExt;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, ServerName};
use samsyn_store::Store;
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto::ring};

use super::{LARGEST, take};
use crate::outside::Clock;

/// How long the server may take until it has greeted us.
const GREETING: Duration = Duration::from_secs(10);
/// How long a whole visit may take.
const VISIT: Duration = Duration::from_mins(1);
/// How many mails are read in a visit.
const AT_A_TIME: usize = 32;
/// How many bytes a server may say in a visit: room for that many mails of the largest size, and for what stands around them.
const MOST: usize = (AT_A_TIME + 4) * 1024 * 1024;

/// Where the mailbox is.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Imap {
    /// The server's name, as its certificate says it.
    pub server: String,
    /// Its port; 993 by default.
    #[serde(default = "port")]
    pub port: u16,
    /// Without TLS; only to a server on this machine.
    #[serde(default)]
    pub bare: bool,
    /// The user name. The password is in the environment: `SAMSYN_IMAP_PASSWORD`.
    pub user: String,
    /// The password.
    #[serde(skip)]
    pub password: Option<String>,
    /// Which mailbox; INBOX by default.
    #[serde(default = "mailbox")]
    pub mailbox: String,
    /// How often it is looked into, in seconds.
    #[serde(default = "every")]
    pub every_seconds: u64,
    /// Certificate authorities of your own, in PEM; without it, those that browsers know.
    #[serde(default)]
    pub ca_file: Option<PathBuf>,
}

impl std::fmt::Debug for Imap {
    /// Without the password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Imap({}:{}, {})", self.server, self.port, self.mailbox)
    }
}

const fn port() -> u16 {
    993
}

const fn every() -> u64 {
    60
}

fn mailbox() -> String {
    "INBOX".to_owned()
}

impl Imap {
    /// What cannot work, if anything.
    pub fn fault(&self) -> Option<&'static str> {
        let here = matches!(self.server.as_str(), "127.0.0.1" | "::1" | "localhost");
        if self.bare && !here {
            return Some("inbox.imap: bare (without TLS) is only for a server on this machine");
        }
        let typed = |text: &str| !text.is_empty() && !text.chars().any(char::is_control);
        if !typed(&self.server) || !typed(&self.user) || !typed(&self.mailbox) {
            return Some("inbox.imap: server, user and mailbox are one line each");
        }
        (self.every_seconds == 0).then_some("inbox.imap: every_seconds is at least 1")
    }
}

/// Why a visit came to nothing; a fixed sentence without personal words.
type Failed = &'static str;

/// A connection, of whichever kind.
trait Line: AsyncRead + AsyncWrite + Unpin + Send + std::fmt::Debug {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send + std::fmt::Debug> Line for T {}

/// A connection that says no more than so many bytes.
#[derive(Debug)]
struct Limited {
    line: Box<dyn Line>,
    left: usize,
}

impl AsyncRead for Limited {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        ready!(Pin::new(&mut self.line).poll_read(cx, buf))?;
        match self.left.checked_sub(buf.filled().len() - before) {
            Some(left) => self.left = left,
            None => return Poll::Ready(Err(io::Error::other("the server says more than is listened to"))),
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Limited {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.line).poll_write(cx, buf)
    }
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.line).poll_flush(cx)
    }
    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.line).poll_shutdown(cx)
    }
}

/// Reads the mailbox until the house stops.
pub struct Reader {
    /// Where what it reads is kept.
    pub store: Arc<Store>,
    /// Where the mailbox is.
    pub imap: Imap,
    /// What time it is.
    pub clock: Clock,
}

impl Reader {
    /// Visits the mailbox again and again. That it cannot be read is noted once, and when it can be again.
    pub async fn run(self, mut stopped: watch::Receiver<bool>) {
        let mut well = None;
        while !*stopped.borrow() {
            let read = tokio::select! {
                read = timeout(VISIT, self.visit()) => read.unwrap_or(Err("the mailbox fell silent")),
                _ = stopped.changed() => return,
            };
            if well != Some(read.is_ok()) {
                well = self.note(read).await.then_some(read.is_ok());
            }
            if read == Ok(AT_A_TIME) {
                continue;
            }
            tokio::select! {
                () = tokio::time::sleep(Duration::from_secs(self.imap.every_seconds)) => {}
                _ = stopped.changed() => {}
            }
        }
    }

    /// Notes that the mailbox can or cannot be read from now on; whether that is on disk.
    async fn note(&self, read: Result<usize, Failed>) -> bool {
        if let Err(why) = read {
            tracing::warn!(why, "the mailbox that replies come to cannot be read");
        }
        self.store.note_inbox(read.is_ok(), self.clock.now()).await.is_ok()
    }

    /// Reads what is new; says how many mails.
    async fn visit(&self) -> Result<usize, Failed> {
        let opened = timeout(GREETING, self.open()).await.map_err(|_| "the mailbox did not answer")??;
        let password = self.imap.password.as_deref().unwrap_or_default();
        let mut session = opened.login(&self.imap.user, password).await.map_err(|_| "the mailbox let nobody in")?;
        session.select(&self.imap.mailbox).await.map_err(|_| "the mailbox is not there")?;
        let unseen = session.uid_search("UNSEEN").await.map_err(|_| "the mailbox could not be searched")?;
        let uids: Vec<u32> = BTreeSet::from_iter(unseen).into_iter().take(AT_A_TIME).collect();
        for uid in &uids {
            self.one(&mut session, *uid).await?;
        }
        // Nothing depends on a farewell.
        let _ = session.logout().await;
        Ok(uids.len())
    }

    async fn one(&self, session: &mut Session<Limited>, uid: u32) -> Result<(), Failed> {
        let uid = uid.to_string();
        // Never more than a byte over the largest, whatever the server says that its length is. PEEK leaves it unseen.
        let part = format!("(UID BODY.PEEK[]<0.{}>)", LARGEST + 1);
        let fetched = session.uid_fetch(&uid, &part).await.map_err(|_| "a mail could not be fetched")?;
        let fetched: Vec<_> = fetched.try_collect().await.map_err(|_| "a mail could not be fetched")?;
        if let Some(mail) = fetched.iter().find_map(|part| part.body()) {
            take(&self.store, mail, self.clock.now()).await.map_err(|_| "what came by mail could not be kept")?;
        }
        let seen = session.uid_store(&uid, "+FLAGS.SILENT (\\Seen)").await.map_err(|_| "a mail could not be marked")?;
        let told: Result<Vec<_>, _> = seen.try_collect().await;
        told.map(drop).map_err(|_| "a mail could not be marked")
    }

    /// Opens the line and waits for the greeting.
    async fn open(&self) -> Result<Client<Limited>, Failed> {
        let Imap { server, port, .. } = &self.imap;
        let tcp =
            TcpStream::connect((server.as_str(), *port)).await.map_err(|_| "the mailbox's server cannot be reached")?;
        let line: Box<dyn Line> = if self.imap.bare {
            Box::new(tcp)
        } else {
            let name = ServerName::try_from(server.clone()).map_err(|_| "the server's name is no name")?;
            let tls = TlsConnector::from(Arc::new(self.trusts()?));
            Box::new(tls.connect(name, tcp).await.map_err(|_| "the mailbox's server is not trusted")?)
        };
        let mut client = Client::new(Limited { line, left: MOST });
        match client.read_response().await {
            Ok(Some(_)) => Ok(client),
            _ => Err("the mailbox did not greet"),
        }
    }

    fn trusts(&self) -> Result<ClientConfig, Failed> {
        const UNREAD: Failed = "the certificate authorities cannot be read";
        let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        if let Some(file) = &self.imap.ca_file {
            roots = RootCertStore::empty();
            for one in CertificateDer::pem_file_iter(file).map_err(|_| UNREAD)? {
                roots.add(one.map_err(|_| UNREAD)?).map_err(|_| UNREAD)?;
            }
        }
        let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
        let builder = builder.with_safe_default_protocol_versions().map_err(|_| "there is no TLS here")?;
        Ok(builder.with_root_certificates(roots).with_no_client_auth())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn imap(text: &str) -> Imap {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn nothing_goes_in_the_clear_over_a_network() {
        let away = imap("server = \"imap.sip.example\"\nuser = \"samsyn\"");
        assert_eq!((away.port, away.mailbox.as_str(), away.every_seconds, away.fault()), (993, "INBOX", 60, None));
        assert!(Imap { bare: true, ..away.clone() }.fault().is_some_and(|fault| fault.contains("TLS")));
        assert_eq!(Imap { bare: true, server: "127.0.0.1".into(), ..away.clone() }.fault(), None);
        assert!(Imap { bare: true, server: "127.0.0.1.sip.example".into(), ..away.clone() }.fault().is_some());
        assert!(Imap { mailbox: "A\r\nB LOGOUT".into(), ..away.clone() }.fault().is_some());
        assert!(Imap { every_seconds: 0, ..away.clone() }.fault().is_some());
        let told = Imap { password: Some("hemligt".into()), ..away };
        assert!(!format!("{told:?}").contains("hemligt"));
    }

    #[tokio::test]
    async fn a_server_is_not_listened_to_for_ever() {
        use tokio::io::AsyncReadExt;
        let (mut far, near) = tokio::io::duplex(64);
        let mut limited = Limited { line: Box::new(near), left: 10 };
        tokio::io::AsyncWriteExt::write_all(&mut far, b"0123456789abc").await.unwrap();
        let mut ten = [0; 10];
        limited.read_exact(&mut ten).await.unwrap();
        assert!(limited.read_exact(&mut [0; 1]).await.is_err());
    }
}

//! Lines to the mail server, kept open while there is mail to hand over. lettre speaks SMTP; its own pool is not used, because it asks twice whether a line
//! stands, and because it sends a mail and the dot after it in two writes: without `TCP_NODELAY`, which it cannot be told, each mail waits 40 ms for the
//! other side's acknowledgement (RFC 896 against RFC 1122, 4.2.3.2).

use std::sync::{Mutex, PoisonError};

use lettre::Message;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::config::{Mail, Security};
use crate::mail::{NotSent, PATIENCE};

/// The most lines that are kept open while nobody uses them.
const KEPT: usize = 10;

/// The way to the mail server.
pub struct Smtp {
    server: String,
    port: u16,
    security: Security,
    tls: TlsParameters,
    credentials: Option<Credentials>,
    hello: ClientId,
    free: Mutex<Vec<AsyncSmtpConnection>>,
}

/// A line that stood a moment ago.
pub struct Line(AsyncSmtpConnection);

impl Smtp {
    /// As the configuration says.
    ///
    /// # Errors
    /// When the server's name cannot be used, or the certificate authorities cannot be read.
    pub fn new(mail: &Mail, server: &str) -> Result<Self, crate::Fault> {
        Ok(Self {
            server: server.to_owned(),
            port: mail.port,
            security: mail.security,
            tls: trust(mail, server)?,
            credentials: mail.user.clone().zip(mail.password.clone()).map(|(user, word)| Credentials::new(user, word)),
            hello: ClientId::default(),
            free: Mutex::new(Vec::new()),
        })
    }

    /// A line that stands: one that was kept, or a new one.
    ///
    /// # Errors
    /// [`NotSent`], never in doubt.
    pub async fn line(&self) -> Result<Line, NotSent> {
        match timeout(PATIENCE, self.standing()).await {
            Ok(Ok(line)) => Ok(Line(line)),
            Ok(Err(error)) if distrusted(&error) => Err(NotSent::surely(
                "the mail server's certificate is not trusted: it must say the name in [mail] server and be signed by a known \
                 authority, or by one in [mail] ca_file",
            )),
            _ => Err(NotSent::surely("the mail server did not answer")),
        }
    }

    async fn standing(&self) -> Result<AsyncSmtpConnection, Error> {
        while let Some(mut line) = self.kept() {
            if line.test_connected().await {
                return Ok(line);
            }
        }
        self.open().await
    }

    fn kept(&self) -> Option<AsyncSmtpConnection> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    async fn open(&self) -> Result<AsyncSmtpConnection, Error> {
        let at = (self.server.as_str(), self.port);
        let plain = if self.security == Security::Tls { None } else { TcpStream::connect(at).await.ok() };
        let mut line = if let Some(tcp) = plain {
            // Without it mail is slower, and nothing else.
            let _ = tcp.set_nodelay(true);
            AsyncSmtpConnection::connect_with_transport(Box::new(tcp), &self.hello).await?
        } else {
            // TLS from the start is lettre's own to open, and so is telling why there is no line.
            let tls = (self.security == Security::Tls).then(|| self.tls.clone());
            AsyncSmtpConnection::connect_tokio1(at, Some(PATIENCE), &self.hello, tls, None).await?
        };
        if self.security == Security::Starttls {
            line.starttls(self.tls.clone(), &self.hello).await?;
        }
        if let Some(credentials) = &self.credentials {
            line.auth(DEFAULT_MECHANISMS, credentials).await?;
        }
        Ok(line)
    }

    /// Hands a mail over. A line on which that failed is let go.
    ///
    /// # Errors
    /// [`NotSent`]; in doubt when the line was lost, or fell silent, after it was begun.
    pub async fn send(&self, mut line: Line, message: &Message) -> Result<(), NotSent> {
        let silent = NotSent { why: "the mail server fell silent", doubtful: true };
        let text = message.formatted();
        let sent = line.0.send(message.envelope(), &text);
        timeout(PATIENCE, sent).await.map_err(|_| silent)?.map_err(|error| refused(&error))?;
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        if free.len() < KEPT && !line.0.has_broken() {
            free.push(line.0);
        }
        Ok(())
    }

    /// Nothing is to be sent now: says farewell on the lines that were kept.
    pub async fn rest(&self) {
        while let Some(mut line) = self.kept() {
            // Nothing depends on a farewell.
            let _ = timeout(PATIENCE, line.quit()).await;
        }
    }
}

/// Whom TLS to the mail server believes: public authorities, or those of the installation alone.
fn trust(mail: &Mail, server: &str) -> Result<TlsParameters, crate::Fault> {
    let mut tls = TlsParameters::builder(server.to_owned());
    if let Some(file) = &mail.ca_file {
        let unread = |why: String| format!("mail: ca_file {}: {why}", file.display());
        let pem = std::fs::read(file).map_err(|error| unread(error.to_string()))?;
        if !pem.windows(BEGIN.len()).any(|part| part == BEGIN) {
            return Err(unread("holds no certificate in PEM".to_owned()).into());
        }
        let authorities = Certificate::from_pem(&pem).map_err(|error| unread(error.to_string()))?;
        tls = tls.certificate_store(CertificateStore::None).add_root_certificate(authorities);
    }
    Ok(tls.build_rustls()?)
}

/// How a certificate in PEM begins.
const BEGIN: &[u8] = b"-----BEGIN CERTIFICATE-----";

/// Whether a line was not opened because nobody we believe vouches for the server.
fn distrusted(error: &Error) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        let inner = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        let told = inner.and_then(|inner| inner.downcast_ref::<tokio_rustls::rustls::Error>());
        let told = told.or_else(|| error.downcast_ref::<tokio_rustls::rustls::Error>());
        if matches!(told, Some(tokio_rustls::rustls::Error::InvalidCertificate(_))) {
            return true;
        }
        cause = error.source();
    }
    false
}

/// What an error of the server's says: an answer is a no; a line lost after it was opened leaves a doubt.
fn refused(error: &Error) -> NotSent {
    let never_began = error.is_client() || error.is_tls() || error.is_transport_shutdown();
    NotSent { why: "the mail server did not take it", doubtful: error.status().is_none() && !never_began }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
    use tokio::net::TcpListener;

    /// A mail server that says these capabilities, and what it was told until the line closed.
    async fn told(listener: TcpListener, can: &'static str) -> Vec<String> {
        let (line, _) = listener.accept().await.unwrap();
        let mut line = BufReader::new(line);
        line.write_all(b"220 mail.example\r\n").await.unwrap();
        let mut told = Vec::new();
        loop {
            let mut said = String::new();
            if line.read_line(&mut said).await.unwrap_or(0) == 0 {
                return told;
            }
            let answer = if said.starts_with("EHLO") { can } else { "220 go on\r\n" };
            told.push(said.trim().to_owned());
            if line.write_all(answer.as_bytes()).await.is_err() {
                return told;
            }
        }
    }

    async fn hears(security: Security, can: &'static str) -> (Result<(), bool>, Vec<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (user, password) = (Some("samsyn".to_owned()), Some("hemligt".to_owned()));
        let port = listener.local_addr().unwrap().port();
        let smtp = Smtp::new(&Mail { port, security, user, password, ..Mail::default() }, "127.0.0.1").unwrap();
        let server = tokio::spawn(told(listener, can));
        let line = smtp.line().await.map(drop).map_err(|not_sent| not_sent.doubtful);
        drop(smtp);
        (line, server.await.unwrap())
    }

    #[tokio::test]
    async fn nothing_is_said_in_the_clear_to_a_server_that_cannot_hide_it_or_is_not_trusted() {
        for can in
            ["250-mail.example\r\n250 AUTH PLAIN LOGIN\r\n", "250-mail.example\r\n250-STARTTLS\r\n250 AUTH PLAIN\r\n"]
        {
            let (line, told) = hears(Security::Starttls, can).await;
            assert_eq!(line, Err(false), "no line, and no doubt");
            assert!(told.iter().all(|said| !said.starts_with("AUTH") && !said.starts_with("MAIL")), "{told:?}");
            assert_eq!(told.iter().any(|said| said == "STARTTLS"), can.contains("STARTTLS"));
        }
        let (line, told) = hears(Security::None, "250-mail.example\r\n250 AUTH PLAIN\r\n").await;
        assert!(told.iter().any(|said| said.starts_with("AUTH PLAIN")), "{line:?} {told:?}");
    }
}

//! Mail: neutral texts, to a folder or over SMTP. No mail says who a plan is about, what it is, or that there is one.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use lettre::Message;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Attachment, MessageBuilder, MultiPart, SinglePart};
use samsyn_store::{Outgoing, Signed};
use samsyn_web::Language;
use samsyn_web::app::LinkMail;
use samsyn_web::text::plain;
use tokio::io::AsyncWriteExt;
use uuid::Uuid;

use crate::calendars::Calendars;
use crate::calendars::invitation::{Between, Words, icalendar, method};
use crate::config::Mail;
use crate::outside::new_id;
use crate::smtp::{Line, Smtp};

/// A mail could not be handed over. Says which step, never to whom.
#[derive(Debug)]
pub struct NotSent {
    /// Which step failed.
    pub why: &'static str,
    /// Whether it may have gone out all the same: the line was lost after it was handed over, before the server said so.
    pub doubtful: bool,
}

impl NotSent {
    /// It did not go out.
    pub const fn surely(why: &'static str) -> Self {
        Self { why, doubtful: false }
    }
}

impl std::fmt::Display for NotSent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.why)
    }
}

impl std::error::Error for NotSent {}

enum Way {
    Folder(PathBuf),
    Smtp(Smtp),
}

struct Inner {
    way: Way,
    from: String,
    public_url: String,
    organizer: String,
    place: bool,
}

/// Sends mail.
#[derive(Clone)]
pub struct Mailer(Arc<Inner>);

/// RFC 3834: nobody's out-of-office answers it.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }
    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

impl Mailer {
    /// As the configuration says.
    ///
    /// # Errors
    /// When the folder cannot be made or the server's name cannot be used.
    pub fn new(mail: &Mail, calendars: &Calendars, public_url: &str) -> Result<Self, crate::Fault> {
        let way = match (&mail.server, &mail.folder) {
            (Some(server), _) => Way::Smtp(Smtp::new(mail, server).map_err(|error| format!("mail server: {error}"))?),
            (None, Some(folder)) => {
                samsyn_store::make_folder(folder)?;
                Way::Folder(folder.clone())
            }
            (None, None) => return Err("mail: set a server, or a folder to write to".into()),
        };
        let organizer = calendars.organizer.clone().unwrap_or_else(|| bare(&mail.from).to_owned());
        let (from, public_url) = (mail.from.clone(), public_url.to_owned());
        Ok(Self(Arc::new(Inner { way, from, public_url, organizer, place: calendars.place })))
    }

    /// An open line to the mail server, so that one that cannot be opened is told apart from one that is lost later. None for a folder.
    ///
    /// # Errors
    /// [`NotSent`], never in doubt.
    pub async fn ready(&self) -> Result<Option<Line>, NotSent> {
        match &self.0.way {
            Way::Smtp(server) => server.line().await.map(Some),
            Way::Folder(_) => Ok(None),
        }
    }

    /// Nothing is to be sent now: the lines to the mail server are closed.
    pub async fn rest(&self) {
        if let Way::Smtp(server) = &self.0.way {
            server.rest().await;
        }
    }

    /// Says that something waits. Nothing else. `id` names the mail: sent again with the same id, because nobody knows
    /// whether the first one went out, it is the same file in the folder, and has the same Message-ID (RFC 5322, 3.6.4).
    ///
    /// # Errors
    /// [`NotSent`], to be tried again.
    pub async fn notice(&self, id: Uuid, to: &str, language: Language) -> Result<(), NotSent> {
        self.hand_over(id, self.written(id, to, language)?).await
    }

    /// As [`Mailer::notice`], on a line that stood a moment ago.
    ///
    /// # Errors
    /// [`NotSent`]; whether it is in doubt says whether it may have gone out.
    pub async fn notice_on(&self, line: Option<Line>, id: Uuid, to: &str, language: Language) -> Result<(), NotSent> {
        let message = self.written(id, to, language)?;
        match (&self.0.way, line) {
            (Way::Smtp(server), Some(line)) => server.send(line, &message).await,
            _ => self.hand_over(id, message).await,
        }
    }

    fn written(&self, id: Uuid, to: &str, language: Language) -> Result<Message, NotSent> {
        let t = language.text();
        let body = format!("{}\n\n{}\n", t.msg_mail_notice_body(), self.0.public_url);
        self.text(id, to, t.msg_mail_notice_subject(), &body)
    }

    /// Sends a sign-in link.
    ///
    /// # Errors
    /// [`NotSent`].
    pub async fn link(&self, link: &LinkMail) -> Result<(), NotSent> {
        let t = link.language.text();
        let body = format!("{}\n\n{}{}\n", t.msg_mail_link_body(), self.0.public_url, link.path);
        let id = new_id();
        self.hand_over(id, self.text(id, &link.to, t.msg_mail_link_subject(), &body)?).await
    }

    /// Gives a checkpoint to the witness at another principal, as a file that is called as in the witness's folder.
    ///
    /// # Errors
    /// [`NotSent`], to be tried again.
    pub async fn checkpoint(&self, id: Uuid, to: &str, signed: &Signed) -> Result<(), NotSent> {
        let t = Language::default().text();
        let note = Attachment::new(signed.file_name()).body(signed.note.clone(), ContentType::TEXT_PLAIN);
        let words = SinglePart::plain(plain(t.msg_mail_checkpoint_body()));
        let message = self
            .envelope(id, to, t.msg_mail_checkpoint_subject())?
            .multipart(MultiPart::mixed().singlepart(words).singlepart(note))
            .map_err(|_| NotSent::surely("the mail could not be written"))?;
        self.hand_over(id, message).await
    }

    /// Tells a calendar of a meeting, or takes it back: iTIP by mail (RFC 6047). The words say nothing but that there is a meeting.
    ///
    /// # Errors
    /// [`NotSent`], to be tried again.
    pub async fn calendar(
        &self,
        out: &Outgoing,
        to: &str,
        language: Language,
        (now, zone): (Timestamp, &TimeZone),
    ) -> Result<(), NotSent> {
        const UNWRITTEN: NotSent = NotSent::surely("the invitation could not be written");
        let t = language.text();
        let body = if out.cancel { t.msg_mail_cancel_body() } else { t.msg_mail_invitation_body() };
        let (subject, description) = (t.msg_mail_invitation_subject(), format!("{body} {}", self.0.public_url));
        let words = Words { summary: subject, description: &description };
        let between = Between { organizer: &self.0.organizer, attendee: to, host: self.host() };
        let calendar = icalendar(out, &words, &between, (now, zone), self.0.place).ok_or(UNWRITTEN)?;
        let kind = format!("text/calendar; method={}; charset=utf-8", method(out));
        let kind = ContentType::parse(&kind).map_err(|_| UNWRITTEN)?;
        let part = SinglePart::builder().header(kind).body(calendar);
        let plain = SinglePart::plain(plain(&format!("{body}\n\n{}\n", self.0.public_url)));
        let id = out.message_id();
        let message = self.envelope(id, to, subject)?;
        let organizer =
            self.0.organizer.parse().map_err(|_| NotSent::surely("the organizer's address cannot be used"))?;
        let message =
            message.reply_to(organizer).multipart(MultiPart::alternative().singlepart(plain).singlepart(part));
        self.hand_over(id, message.map_err(|_| UNWRITTEN)?).await
    }

    fn host(&self) -> &str {
        bare(&self.0.from).rsplit('@').next().unwrap_or_default()
    }

    fn text(&self, id: Uuid, to: &str, subject: &str, body: &str) -> Result<Message, NotSent> {
        let message = self.envelope(id, to, subject)?.header(ContentType::TEXT_PLAIN).body(plain(body));
        message.map_err(|_| NotSent::surely("the mail could not be written"))
    }

    fn envelope(&self, id: Uuid, to: &str, subject: &str) -> Result<MessageBuilder, NotSent> {
        let host = self.host();
        Ok(Message::builder()
            .from(self.0.from.parse().map_err(|_| NotSent::surely("the sender's address cannot be used"))?)
            .to(to.parse().map_err(|_| NotSent::surely("the address cannot be used"))?)
            .subject(plain(subject))
            .message_id(Some(format!("<{id}@{host}>")))
            .header(AutoSubmitted))
    }

    async fn hand_over(&self, id: Uuid, message: Message) -> Result<(), NotSent> {
        match &self.0.way {
            Way::Smtp(server) => server.send(server.line().await?, &message).await,
            Way::Folder(folder) => {
                // First under another name, so that nobody reads half a mail.
                let (begun, whole) = (folder.join(format!(".{id}")), folder.join(format!("{id}.eml")));
                let written = async {
                    let mut file = tokio::fs::OpenOptions::new();
                    let file = file.write(true).create(true).truncate(true).mode(0o600);
                    let mut file = file.open(&begun).await?;
                    file.write_all(&message.formatted()).await?;
                    file.flush().await?;
                    tokio::fs::rename(&begun, &whole).await
                };
                written.await.map_err(|_| NotSent::surely("the mail folder could not be written"))
            }
        }
    }
}

/// The address alone, of one that may have a name before it.
fn bare(address: &str) -> &str {
    address.rsplit_once('<').map_or(address, |(_, address)| address).trim_end_matches('>').trim()
}

/// How long the mail server may take to answer, and then to take a mail. Together shorter than the lease of a job, so that
/// nobody else takes it up meanwhile.
pub const PATIENCE: Duration = Duration::from_secs(10);

//! The mailbox that replies come to: a maildir that the house's mail server delivers into, or one on an IMAP server. Read: what calendars answer (iTIP REPLY,
//! RFC 5546, 3.2.3) and which mails came back (RFC 3464). All else is put aside unread. A reply changes no plan.

pub mod imap;

use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use calcard::common::timezone::Tz;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType as Type, ICalendarMethod, ICalendarParameterName,
    ICalendarParameterValue, ICalendarParticipationStatus as Status, ICalendarProperty as Property,
    ICalendarValue as Value,
};
use calcard::{Entry, Parser};
use jiff::Timestamp;
use mail_parser::{Message, MessageParser, MimeHeaders, PartType};
use samsyn_store::{CalendarReply, PartStat, Store, StoreError};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The largest mail that is read, in bytes.
const LARGEST: u64 = 1024 * 1024;
/// How many mails are read at a time.
const AT_A_TIME: usize = 64;

/// Where replies come to.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Inbox {
    /// A maildir: a folder with `new` and `cur` in it.
    pub maildir: Option<PathBuf>,
    /// Or a mailbox on a server.
    pub imap: Option<imap::Imap>,
}

impl Inbox {
    /// What cannot work, if anything.
    pub fn fault(&self) -> Option<&'static str> {
        if self.maildir.is_some() && self.imap.is_some() {
            return Some("inbox: a maildir or imap, not both");
        }
        self.imap.as_ref().and_then(imap::Imap::fault)
    }
}

/// What a mail is to us.
#[derive(Clone, PartialEq, Eq)]
pub enum Came {
    /// A calendar's answer.
    Reply(CalendarReply),
    /// A mail of ours came back: the job that sent it, and the address.
    Bounce(Uuid, String),
    /// Nothing.
    Other,
}

/// Reads what has come; says how many mails. What was read goes to `cur`, as seen.
///
/// # Errors
/// When the store does not answer: the mail stays where it is.
pub async fn read(store: &Store, maildir: &Path, now: Timestamp) -> Result<usize, StoreError> {
    let mut files: Vec<PathBuf> = fs::read_dir(maildir.join("new"))
        .map(|folder| folder.flatten().map(|entry| entry.path()).take(AT_A_TIME).collect())
        .unwrap_or_default();
    files.sort_unstable();
    for file in &files {
        let small = fs::metadata(file).is_ok_and(|about| about.is_file() && about.len() <= LARGEST);
        let mail = if small { fs::read(file).unwrap_or_default() } else { Vec::new() };
        take(store, &mail, now).await?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let name = name.split(':').next().unwrap_or_default();
        if fs::rename(file, maildir.join("cur").join(format!("{name}:2,S"))).is_err() {
            tracing::warn!("a mail that was read could not be put aside");
        }
    }
    Ok(files.len())
}

/// Keeps what a mail says; of one that is too large, nothing.
///
/// # Errors
/// When the store does not answer: the mail is to be read again.
async fn take(store: &Store, mail: &[u8], now: Timestamp) -> Result<(), StoreError> {
    let large = u64::try_from(mail.len()).is_ok_and(|length| length > LARGEST);
    match came(if large { &[] } else { mail }) {
        Came::Reply(reply) => {
            let became = store.calendar_replied(&reply).await?;
            tracing::info!(?became, "a calendar answered");
        }
        Came::Bounce(job, address) => {
            let believed = store.mail_bounced(job, &address, now).await?;
            tracing::warn!(believed, %job, "a mail came back");
        }
        Came::Other => tracing::info!("a mail came that is neither a reply nor one that came back"),
    }
    Ok(())
}

/// What a mail is to us. Total: whatever comes is something, if only `Other`.
pub fn came(mail: &[u8]) -> Came {
    let Some(message) = MessageParser::default().parse(mail) else { return Came::Other };
    reply(&message).map(Came::Reply).or_else(|| bounce(&message)).unwrap_or(Came::Other)
}

fn reply(message: &Message<'_>) -> Option<CalendarReply> {
    let from = message.from()?.first()?.address()?.to_owned();
    let text = message.parts.iter().find_map(|part| {
        let kind = part.content_type()?;
        let calendar = kind.ctype().eq_ignore_ascii_case("text") && kind.subtype()?.eq_ignore_ascii_case("calendar");
        if calendar { part.text_contents() } else { None }
    })?;
    let Entry::ICalendar(calendar) = Parser::new(text).entry() else { return None };
    let event =
        calendar.components.iter().find(|part| part.component_type == Type::VEvent).filter(|_| is_reply(&calendar))?;
    let attendee = event.property(&Property::Attendee)?;
    let stat = match attendee.parameter(&ICalendarParameterName::Partstat)? {
        ICalendarParameterValue::Partstat(Status::Accepted) => PartStat::Accepted,
        ICalendarParameterValue::Partstat(Status::Tentative) => PartStat::Tentative,
        ICalendarParameterValue::Partstat(Status::Declined) => PartStat::Declined,
        _ => return None,
    };
    let sequence = match event.property(&Property::Sequence).and_then(|entry| entry.values.first()) {
        Some(Value::Integer(number)) => u32::try_from(*number).ok()?,
        _ => 0,
    };
    let uid = event.uid()?.split('@').next()?.to_owned();
    let attendee = attendee.calendar_address()?.to_owned();
    Some(CalendarReply { uid, from, attendee, sequence, stamp: stamp(event)?, stat })
}

fn is_reply(calendar: &ICalendar) -> bool {
    calendar.components.iter().any(|part| {
        let method = part.property(&Property::Method).and_then(|entry| entry.values.first());
        matches!(method, Some(Value::Method(ICalendarMethod::Reply)))
    })
}

/// DTSTAMP, which is always in UTC.
fn stamp(event: &ICalendarComponent) -> Option<Timestamp> {
    let Some(Value::PartialDateTime(at)) = event.property(&Property::Dtstamp)?.values.first() else { return None };
    let utc = Tz::from_str("UTC").ok()?;
    Timestamp::from_second(at.to_date_time()?.to_date_time_with_tz(utc)?.timestamp()).ok()
}

fn bounce(message: &Message<'_>) -> Option<Came> {
    let kind = message.content_type()?;
    let report = kind.subtype()?.eq_ignore_ascii_case("report")
        && kind.attribute("report-type").is_some_and(|kind| kind.eq_ignore_ascii_case("delivery-status"));
    if !report {
        return None;
    }
    let texts: Vec<String> = message
        .parts
        .iter()
        .filter_map(|part| match &part.body {
            PartType::Text(text) => Some(text.to_string()),
            PartType::Binary(bytes) | PartType::InlineBinary(bytes) => {
                Some(String::from_utf8_lossy(bytes).into_owned())
            }
            PartType::Message(inner) => inner.message_id().map(|id| format!("Message-ID: <{id}>")),
            _ => None,
        })
        .collect();
    let field = |name: &str| {
        texts.iter().flat_map(|text| text.lines()).find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    };
    if !field("Action")?.eq_ignore_ascii_case("failed") {
        return None;
    }
    let address = field("Original-Recipient").or_else(|| field("Final-Recipient"))?;
    let address = address.split_once(';').map_or(address.as_str(), |(_, address)| address).trim().to_owned();
    let id = field("Message-ID")?;
    let job = id.trim_start_matches('<').split('@').next()?.parse().ok()?;
    Some(Came::Bounce(job, address))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(stat: &str, method: &str) -> String {
        format!(
            "From: Omar Ali <omar.ali@region.example>\r\nTo: moten@sip.example\r\nSubject: Accepted\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/alternative; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nJa\r\n--b\r\n\
             Content-Type: text/calendar; charset=utf-8; method={method}\r\nContent-Transfer-Encoding: 7bit\r\n\r\n\
             BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\nUID:0a1b@sip.example\r\n\
             SEQUENCE:2\r\nDTSTAMP:20261122T120000Z\r\nDTSTART:20261201T130000Z\r\n\
             ATTENDEE;CN=Omar Ali;PARTSTAT={stat}:mailto:omar.ali@region.example\r\n\
             ORGANIZER:mailto:moten@sip.example\r\nSUMMARY:M\u{f6}te\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n--b--\r\n"
        )
    }

    #[test]
    fn an_answer_is_read_and_nothing_else_is_taken_for_one() {
        let Came::Reply(reply) = came(answer("ACCEPTED", "REPLY").as_bytes()) else { panic!("a reply") };
        assert_eq!((reply.uid.as_str(), reply.sequence, reply.stat), ("0a1b", 2, PartStat::Accepted));
        assert_eq!(
            (reply.from.as_str(), reply.attendee.as_str()),
            ("omar.ali@region.example", "omar.ali@region.example")
        );
        assert_eq!(reply.stamp.to_string(), "2026-11-22T12:00:00Z");
        for (stat, said) in [("DECLINED", PartStat::Declined), ("TENTATIVE", PartStat::Tentative)] {
            assert!(matches!(came(answer(stat, "REPLY").as_bytes()), Came::Reply(r) if r.stat == said), "{stat}");
        }
        assert!(came(answer("NEEDS-ACTION", "REPLY").as_bytes()) == Came::Other);
        assert!(came(answer("ACCEPTED", "COUNTER").as_bytes()) == Came::Other, "nobody moves the meeting by mail");
        assert!(came(answer("ACCEPTED", "REPLY").replace("UID:", "X-UID:").as_bytes()) == Came::Other);
        assert!(came(b"") == Came::Other && came(&[0, 159, 146, 150]) == Came::Other);
        assert!(came(b"From: a@b.example\r\n\r\nHej") == Came::Other);
    }

    #[test]
    fn a_mail_that_came_back_names_the_job_that_sent_it() {
        let job = "0198f3f4-0000-7000-8000-000000000001";
        let bounced = |action: &str| {
            format!(
                "From: MAILER-DAEMON@sip.example\r\nMIME-Version: 1.0\r\n\
                 Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n--b\r\n\
                 Content-Type: text/plain\r\n\r\nSorry.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n\
                 Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; bup@region.example\r\nAction: {action}\r\n\
                 Status: 5.1.1\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <{job}@sip.example>\r\n\
                 Subject: x\r\n\r\nHej\r\n--b--\r\n"
            )
        };
        let expected = Came::Bounce(job.parse().unwrap(), "bup@region.example".into());
        assert!(came(bounced("failed").as_bytes()) == expected);
        assert!(came(bounced("delayed").as_bytes()) == Came::Other, "a late mail is not lost");
    }
}

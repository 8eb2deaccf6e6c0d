//! What calendars are to be told of meetings: the difference between what is (`samsyn_domain::plan::calendar`) and what was sent.
//! For the worker alone; of a plan nothing leaves here but a time, a length and, where the installation wants it, a place.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use samsyn_domain::access::{PlanView, Subject};
use samsyn_domain::ids::{No, PlanId, StaffId, UnitId};
use samsyn_domain::plan::Plan;
use samsyn_domain::plan::calendar::{Invited, invited, slot};
use samsyn_domain::plan::state::MeetingState;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::Store;
use crate::error::{Result, StoreError};
use crate::keys::cipher::Cipher;
use crate::sql::{Row, Statement, values};

/// A message that a calendar is to get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// The plan, for the receipt.
    pub plan: PlanId,
    /// The party, for the receipt.
    pub party: No,
    /// The meeting, for the receipt.
    pub meeting: No,
    /// To whom.
    pub to: Subject,
    /// What the meeting is called in calendars, without a host.
    pub uid: String,
    /// SEQUENCE (RFC 5545, 3.8.7.4).
    pub sequence: u32,
    /// Whether the meeting leaves the calendar.
    pub cancel: bool,
    /// Swedish civil time.
    pub starts: DateTime,
    /// Length in minutes.
    pub minutes: u16,
    /// Where; never of a protected person.
    pub place: Option<String>,
    /// A keyed hash of what is told, for the receipt.
    pub told: String,
}

impl Outgoing {
    /// The name of its mail. The same message sent again, because nobody knows whether it went out, has the same name.
    pub fn message_id(&self) -> Uuid {
        message_id(&self.uid, self.to, self.sequence, self.cancel)
    }
}

fn message_id(uid: &str, to: Subject, sequence: u32, cancel: bool) -> Uuid {
    let said = Sha256::digest(format!("{uid}|{to:?}|{sequence}|{cancel}"));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&said[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// What a calendar answers (PARTSTAT of RFC 5545). Says whether somebody's calendar has room, not that the unit comes with a mandate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartStat {
    /// Yes.
    Accepted,
    /// Perhaps.
    Tentative,
    /// No.
    Declined,
}

impl PartStat {
    /// The word in the table.
    pub fn key(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Tentative => "tentative",
            Self::Declined => "declined",
        }
    }

    /// The answer that the word stands for.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Accepted, Self::Tentative, Self::Declined].into_iter().find(|stat| stat.key() == key)
    }
}

/// A reply that came by mail.
#[derive(Clone, PartialEq, Eq)]
pub struct CalendarReply {
    /// Of which meeting, without a host.
    pub uid: String,
    /// Who the mail says it is from.
    pub from: String,
    /// The attendee in the calendar part.
    pub attendee: String,
    /// The message that it answers.
    pub sequence: u32,
    /// When it was written.
    pub stamp: Timestamp,
    /// The answer.
    pub stat: PartStat,
}

/// What became of a reply. None of these changes who comes: that is said on the page, with a mandate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replied {
    /// It stands now beside the party.
    Kept,
    /// No such meeting was sent to that address.
    Unknown,
    /// The sender is not the one who was invited.
    Forged,
    /// The meeting was taken out of that calendar, or moved, after what this answers.
    Over,
    /// A newer answer is there.
    Older,
}

pub(crate) const OF_PLAN: &str = "select meeting, party, subject_kind, subject_id, uid, sequence, method, told, reply from invitations where plan = $1 \
    order by meeting, subject_kind, subject_id";
pub(crate) const BY_UID: &str = "select plan, meeting, subject_kind, subject_id, sequence, method, reply_at from invitations where uid = $1 and mail = $2";
pub(crate) const SENT: &str = "insert into invitations (plan, meeting, party, subject_kind, subject_id, uid, sequence, method, told, mail, sent_at) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (plan, meeting, subject_kind, subject_id) do update set \
    party = excluded.party, uid = excluded.uid, sequence = excluded.sequence, method = excluded.method, told = excluded.told, mail = excluded.mail, \
    sent_at = excluded.sent_at, reply = null, reply_at = null";
pub(crate) const REPLY: &str = "update invitations set reply = $5, reply_at = $6 where plan = $1 and meeting = $2 and subject_kind = $3 and subject_id = $4 \
    and method = 'request' and (reply_at is null or reply_at <= $6)";
pub(crate) const BOUNCED: &str =
    "insert into bounces (mail, at) values ($1, $2) on conflict (mail) do update set at = excluded.at";
pub(crate) const BOUNCE: &str = "select at from bounces where mail = $1";
pub(crate) const MENDED: &str = "delete from bounces where mail = $1";
pub(crate) const JOB: &str = "select job from jobs where job = $1 and attempts > 0";

pub(crate) const AT_MAIL: &str =
    "select uid, subject_kind, subject_id, sequence, method from invitations where mail = $1 order by uid, subject_id";
pub(crate) const UNTOLD: &str = "update invitations set told = '' where mail = $1 and method = 'request'";

/// What the hash of an address is made for; the address in small letters.
const MAIL: &str = "invitations.mail";

/// A row of what was sent.
struct Sent {
    meeting: No,
    party: No,
    to: Subject,
    sequence: u32,
    cancelled: bool,
    told: String,
    reply: Option<PartStat>,
}

fn subject(kind: &str, id: Uuid) -> Result<Subject> {
    match kind {
        "unit" => Ok(Subject::Unit(UnitId(id))),
        "staff" => Ok(Subject::Staff(StaffId(id))),
        _ => Err(StoreError::unreadable("invitations.subject_kind", "unknown word")),
    }
}

fn columns(subject: Subject) -> (&'static str, Uuid) {
    match subject {
        Subject::Unit(unit) => ("unit", unit.0),
        Subject::Staff(staff) => ("staff", staff.0),
        Subject::Person(person) => ("person", person.0),
    }
}

fn number(value: i64) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

fn read(row: &Row) -> Result<Sent> {
    Ok(Sent {
        meeting: No(number(row.int(0)?)),
        party: No(number(row.int(1)?)),
        to: subject(&row.text(2)?, row.uuid(3)?)?,
        sequence: number(row.int(5)?),
        cancelled: row.text(6)? == "cancel",
        told: row.text(7)?,
        reply: row.maybe_text(8)?.as_deref().and_then(PartStat::from_key),
    })
}

/// All that is to be sent: what lacks or changed, and what is to be taken back.
fn outgoing(plan: &Plan, sent: &[Sent], day: Date, cipher: &Cipher) -> Vec<Outgoing> {
    let coming = slot(plan).filter(|slot| slot.starts.date() >= day);
    let wanted = if coming.is_some() { invited(plan, day) } else { Vec::new() };
    let uid = |meeting: No| cipher.hash("calendar.uid", &meeting.to_string()).chars().take(32).collect::<String>();
    let mut all = Vec::new();
    if let Some(slot) = &coming {
        let told = cipher.hash("calendar.told", &format!("{}|{}|{:?}", slot.starts, slot.minutes, slot.place));
        for Invited { party, to } in &wanted {
            let known = sent.iter().find(|row| row.meeting == slot.meeting && row.to == *to);
            if known.is_some_and(|row| !row.cancelled && row.told == told) {
                continue;
            }
            all.push(Outgoing {
                plan: plan.id,
                party: *party,
                meeting: slot.meeting,
                to: *to,
                uid: uid(slot.meeting),
                sequence: known.map_or(0, |row| row.sequence + 1),
                cancel: false,
                starts: slot.starts,
                minutes: slot.minutes,
                place: slot.place.clone(),
                told: told.clone(),
            });
        }
    }
    for row in sent.iter().filter(|row| !row.cancelled) {
        let wanted = coming.as_ref().is_some_and(|slot| slot.meeting == row.meeting)
            && wanted.iter().any(|invited| invited.to == row.to);
        // A meeting that was held, or whose day has passed, stays where it stands.
        let open = |m: &&samsyn_domain::plan::state::Meeting| {
            m.no == row.meeting
                && matches!(m.state, MeetingState::Planned | MeetingState::Cancelled)
                && m.starts.date() >= day
        };
        let Some(meeting) = plan.meetings.iter().find(open).filter(|_| !wanted) else { continue };
        all.push(Outgoing {
            plan: plan.id,
            party: row.party,
            meeting: row.meeting,
            to: row.to,
            uid: uid(row.meeting),
            sequence: row.sequence + 1,
            cancel: true,
            starts: meeting.starts,
            minutes: meeting.minutes,
            place: None,
            told: String::new(),
        });
    }
    all
}

impl Store {
    /// What calendars are to be told of a plan's meeting on a day. Empty for a plan that is not here any more.
    pub async fn invitations_due(&self, plan: PlanId, day: Date) -> Result<Vec<Outgoing>> {
        let Some(kept) = self.load(plan).await? else { return Ok(Vec::new()) };
        let rows = self.pool.fetch(OF_PLAN, &values![plan.0]).await?;
        let sent = rows.iter().map(read).collect::<Result<Vec<_>>>()?;
        let cipher = self.keys.of_plan(plan).await?;
        Ok(outgoing(&kept.plan, &sent, day, &cipher))
    }

    /// Remember that a message was handed over to this address.
    pub async fn invitation_sent(&self, sent: &Outgoing, mail: &str, now: Timestamp) -> Result<()> {
        let (kind, id) = columns(sent.to);
        let method = if sent.cancel { "cancel" } else { "request" };
        let row = values![
            sent.plan.0,
            i64::from(sent.meeting.0),
            i64::from(sent.party.0),
            kind,
            id,
            &sent.uid,
            i64::from(sent.sequence),
            method,
            &sent.told,
            self.mail_hash(mail),
            now,
        ];
        self.writer.run(vec![Statement::new(SENT, row)]).await.map(drop)
    }

    /// Take in what a calendar answered. It never changes the plan.
    pub async fn calendar_replied(&self, reply: &CalendarReply) -> Result<Replied> {
        let rows = self.pool.fetch(BY_UID, &values![&reply.uid, self.mail_hash(&reply.attendee)]).await?;
        let Some(row) = rows.first() else { return Ok(Replied::Unknown) };
        if !reply.from.eq_ignore_ascii_case(&reply.attendee) {
            return Ok(Replied::Forged);
        }
        if row.text(5)? != "request" || number(row.int(4)?) != reply.sequence {
            return Ok(Replied::Over);
        }
        if row.maybe_time(6)?.is_some_and(|newest| newest > reply.stamp) {
            return Ok(Replied::Older);
        }
        let key = values![row.uuid(0)?, row.int(1)?, row.text(2)?, row.uuid(3)?, reply.stat.key(), reply.stamp];
        self.writer.run(vec![Statement::new(REPLY, key)]).await?;
        Ok(Replied::Kept)
    }

    /// What the calendars of parties answered about the coming meeting, for whoever carries the plan on: party, whose, what.
    pub async fn calendar_replies(&self, view: &PlanView) -> Result<Vec<(No, Subject, PartStat)>> {
        let Some(meeting) = view.next_meeting().filter(|_| view.place().holds()).map(|meeting| meeting.no) else {
            return Ok(Vec::new());
        };
        let rows = self.pool.fetch(OF_PLAN, &values![view.id.0]).await?;
        let rows = rows.iter().map(read).collect::<Result<Vec<_>>>()?;
        let here = rows.into_iter().filter(|row| row.meeting == meeting && !row.cancelled);
        Ok(here.filter_map(|row| Some((row.party, row.to, row.reply?))).collect())
    }

    /// A mail came back. Believed only when `id` names a mail that was sent from here: a job's, or a booking's to that address.
    /// What its calendar was told it was not told then, so that the next booking goes out anew.
    pub async fn mail_bounced(&self, id: Uuid, mail: &str, now: Timestamp) -> Result<bool> {
        let hash = self.mail_hash(mail);
        if self.pool.first(JOB, &values![id]).await?.is_none() && !self.booked_as(id, &hash).await? {
            return Ok(false);
        }
        let untold = Statement::new(UNTOLD, values![&hash]);
        self.writer.run(vec![Statement::new(BOUNCED, values![hash, now]), untold]).await?;
        Ok(true)
    }

    /// Whether the newest booking at an address went out under that name.
    async fn booked_as(&self, id: Uuid, hash: &str) -> Result<bool> {
        for row in self.pool.fetch(AT_MAIL, &values![hash]).await? {
            let to = subject(&row.text(1)?, row.uuid(2)?)?;
            if message_id(&row.text(0)?, to, number(row.int(3)?), row.text(4)? == "cancel") == id {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// When the newest mail to an address came back, if one did since it was last put in order.
    pub async fn bounced(&self, mail: &str) -> Result<Option<Timestamp>> {
        let row = self.pool.first(BOUNCE, &values![self.mail_hash(mail)]).await?;
        row.map(|row| row.time(0)).transpose()
    }

    /// Somebody says that the address works again.
    pub async fn bounce_mended(&self, mail: &str) -> Result<()> {
        self.writer.run(vec![Statement::new(MENDED, values![self.mail_hash(mail)])]).await.map(drop)
    }

    fn mail_hash(&self, mail: &str) -> String {
        self.keys.hash(MAIL, &mail.trim().to_lowercase())
    }
}

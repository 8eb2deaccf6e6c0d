//! Signed-in browsers. Of a token only SHA-256 (FIPS 180-4) is stored, so that a copy of the table opens nothing.
//!
//! A session ends when it is ended, when its last hour has come, or when it has not been used for a while. One that has run
//! out stays in the table for a day: its browser may still send what somebody had typed, which is then kept (`drafts`).

use jiff::{SignedDuration, Timestamp};
use samsyn_domain::access::{Actor, Reach};
use samsyn_domain::ids::{AccountId, PlanId};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::Store;
use crate::access_log::{Line, Outcome, Surface};
use crate::error::{Result, StoreError};
use crate::keys::Keys;
use crate::migrate::hex;
use crate::sql::{Row, Statement, Value, values};
use crate::stamps::SESSIONS;
use crate::writer::Unit;

/// How often the time of last use is written, so that a page is not a write.
const TOUCH: SignedDuration = SignedDuration::from_secs(60);
/// How long a new session lasts until its first page says how long it may rest: a quarter, and the grain of its clock.
const FIRST: SignedDuration = SignedDuration::from_mins(16);
/// How long a session that has run out is remembered.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(24);

/// A signed-in browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of the token, in hexadecimal: names the session without opening it.
    pub id: String,
    /// Who is signed in.
    pub account: AccountId,
    /// How she signed in: "link", "demo", "code", "together", or the id of a provider.
    pub method: String,
    /// When.
    pub created: Timestamp,
    /// When it was last used, to the minute.
    pub seen: Timestamp,
    /// When it ends whatever happens.
    pub expires: Timestamp,
    /// When it ends unless it is used before.
    pub idle_until: Timestamp,
    /// How far it reaches.
    pub reach: Reach,
    /// The visit code or the hand-over it came from.
    pub origin: Option<Uuid>,
    staff: bool,
}

/// How long a session may rest before it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    /// Somebody in private life.
    pub family: SignedDuration,
    /// A member of staff.
    pub staff: SignedDuration,
}

/// What limits a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limited {
    /// How far it reaches.
    pub reach: Reach,
    /// The visit code or the hand-over it comes from.
    pub origin: Uuid,
}

impl Session {
    /// As it goes into the table, its stamp after it.
    fn row(&self, keys: &Keys) -> Vec<Value> {
        let (reach, plan) = reach_words(self.reach);
        let (id, method) = (&self.id, &self.method);
        let row = values![
            id,
            self.account.0,
            method,
            self.created,
            self.seen,
            self.expires,
            self.idle_until,
            reach,
            plan,
            self.origin
        ];
        keys.stamped(&SESSIONS, row, None)
    }

    fn stays(&self, stay: &Stay) -> SignedDuration {
        if self.staff { stay.staff } else { stay.family }
    }

    /// Whether its last use was noted lately and for as long as this page wants, so that it need not be noted again.
    pub(crate) fn fresh(&self, now: Timestamp, stay: Option<&Stay>) -> bool {
        let long = stay.is_none_or(|stay| self.idle_until.duration_since(now) + TOUCH >= self.stays(stay));
        now.duration_since(self.seen) < TOUCH && long
    }

    /// Whether it lasts at that moment.
    pub(crate) fn lasts(&self, now: Timestamp) -> bool {
        self.expires > now && self.idle_until > now
    }
}

pub(crate) const ADD: &str = "insert into sessions (session, account, method, created_at, seen_at, expires_at, idle_until, reach, plan, origin, stamp) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
pub(crate) const ONE: &str = "select s.session, s.account, s.method, s.created_at, s.seen_at, s.expires_at, s.idle_until, s.reach, s.plan, s.origin, s.stamp, a.staff \
    from sessions s join accounts a on a.account = s.account where s.session = $1 and s.expires_at > $2 and s.idle_until > $2 and a.ended_at is null";
pub(crate) const OF_ACCOUNT: &str = "select s.session, s.account, s.method, s.created_at, s.seen_at, s.expires_at, s.idle_until, s.reach, s.plan, s.origin, s.stamp, a.staff \
    from sessions s join accounts a on a.account = s.account where s.account = $1 and s.expires_at > $2 and s.idle_until > $2 order by s.created_at, s.session";
pub(crate) const RUN_OUT: &str = "select s.session, s.account, s.method, s.created_at, s.seen_at, s.expires_at, s.idle_until, s.reach, s.plan, s.origin, s.stamp from sessions s join accounts a on a.account = s.account \
    where s.session = $1 and (s.expires_at <= $2 or s.idle_until <= $2) and s.expires_at > $3 and a.ended_at is null";
pub(crate) const TOUCHED: &str =
    "update sessions set seen_at = $2, idle_until = $3, stamp = $4 where session = $1 and seen_at <= $2";
pub(crate) const END: &str = "delete from sessions where session = $1";
pub(crate) const END_OWN: &str = "delete from sessions where session = $1 and account = $2";
pub(crate) const END_OF_ACCOUNT: &str = "delete from sessions where account = $1";
pub(crate) const END_OF_ORIGIN: &str = "delete from sessions where origin = $1";
pub(crate) const END_OF_STAFF: &str =
    "delete from sessions where account in (select account from accounts where staff = $1)";
/// Those that began with a code or on a device of this member of staff.
pub(crate) const END_OF_HELPER: &str = "delete from sessions where origin in \
    (select visit from visit_codes where helper = $1 union all select handover from handovers where helper = $1)";
pub(crate) const END_OF_PERSON: &str =
    "delete from sessions where account in (select account from accounts where person = $1)";
pub(crate) const SWEEP: &str = "delete from sessions where expires_at <= $1";

/// What is stored of a token.
pub(crate) fn hash(token: &[u8]) -> String {
    hex(&Sha256::digest(token))
}

pub(crate) fn read(row: &Row) -> Result<Session> {
    let reach = match (row.maybe_text(7)?.as_deref(), row.maybe_uuid(8)?.map(PlanId)) {
        (None, None) => Reach::Whole,
        (Some("visit"), Some(plan)) => Reach::Visit(plan),
        (Some("together"), Some(plan)) => Reach::Together(plan),
        // What cannot be read must not become a session without limits.
        _ => return Err(StoreError::unreadable("sessions.reach", "unknown word")),
    };
    Ok(Session {
        id: row.text(0)?,
        account: AccountId(row.uuid(1)?),
        method: row.text(2)?,
        created: row.time(3)?,
        seen: row.time(4)?,
        expires: row.time(5)?,
        idle_until: row.time(6)?,
        reach,
        origin: row.maybe_uuid(9)?,
        staff: row.maybe_text(11)?.is_some(),
    })
}

fn reach_words(reach: Reach) -> (Option<&'static str>, Option<Uuid>) {
    match reach {
        Reach::Whole => (None, None),
        Reach::Visit(plan) => (Some("visit"), Some(plan.0)),
        Reach::Together(plan) => (Some("together"), Some(plan.0)),
    }
}

/// A log line about signing in or out: of a plan when the session reaches only that one.
pub(crate) fn line(id: Uuid, at: Timestamp, actor: &Actor, action: &str, reason: &str) -> Line {
    let (actor_kind, actor_id) = crate::look::kind_and_id(actor);
    Line {
        about: None,
        id,
        plan: actor.reach.plan(),
        at,
        account: Some(actor.account),
        actor_kind,
        actor_id,
        unit: actor.staff().map(|staff| staff.unit.unit.0),
        action: action.to_owned(),
        surface: Surface::Page,
        outcome: Outcome::Allowed,
        reason: Some(reason.to_owned()),
    }
}

impl Store {
    /// Begin a session that reaches all that its account may. `token` is at least 256 bits of chance, made by the caller,
    /// and goes to the browser alone. The sign-in is in the log when this returns.
    ///
    /// # Errors
    /// `NotFound` when the account is closed or its holder has left.
    pub async fn begin_session(
        &self,
        token: &[u8],
        account: AccountId,
        method: &str,
        now: Timestamp,
        expires: Timestamp,
    ) -> Result<()> {
        let actor = self.actor(account).await?;
        self.begin(token, &actor, method, now, expires, None).await
    }

    /// Begin a session that reaches no further than `limited` says.
    ///
    /// # Errors
    /// As [`Store::begin_session`].
    pub async fn begin_limited_session(
        &self,
        token: &[u8],
        account: AccountId,
        method: &str,
        now: Timestamp,
        expires: Timestamp,
        limited: Limited,
    ) -> Result<()> {
        let actor = Actor { reach: limited.reach, ..self.actor(account).await? };
        self.begin(token, &actor, method, now, expires, Some(limited.origin)).await
    }

    async fn begin(
        &self,
        token: &[u8],
        actor: &Actor,
        method: &str,
        now: Timestamp,
        expires: Timestamp,
        origin: Option<Uuid>,
    ) -> Result<()> {
        let session = Session {
            id: hash(token),
            account: actor.account,
            method: method.to_owned(),
            created: now,
            seen: now,
            expires,
            idle_until: now + FIRST,
            reach: actor.reach,
            origin,
            staff: actor.staff().is_some(),
        };
        let row = session.row(&self.keys);
        let line = line((self.new_id)(), now, actor, "sign_in", method);
        let done = self.writer.write(Unit { rows: vec![line.row()], statements: vec![Statement::new(ADD, row)] }).await;
        self.signed.forget();
        done.map(drop)
    }

    /// The session that a token opens, unless it has ended or the account is closed. With `stay`, notes that it was used, and
    /// lets it rest so long from now.
    pub async fn session(&self, token: &[u8], now: Timestamp, stay: Option<&Stay>) -> Result<Option<Session>> {
        let Some(mut session) = self.own_session(&hash(token), now).await? else {
            return Ok(None);
        };
        if let Some(stay) = stay
            && !session.fresh(now, Some(stay))
        {
            (session.seen, session.idle_until) = (now, now + session.stays(stay) + TOUCH);
            let stamp = session.row(&self.keys).pop();
            let mut touched = Vec::from(values![&session.id, now, session.idle_until]);
            touched.extend(stamp);
            let touched = Statement::new(TOUCHED, touched);
            self.writer.run(vec![touched]).await?;
        }
        Ok(Some(session))
    }

    /// The open session of that id, if the row is this program's. One that is not is noted in the access log.
    async fn own_session(&self, id: &str, now: Timestamp) -> Result<Option<Session>> {
        let rows = self.pool.fetch(ONE, &values![id, now]).await?;
        self.own_or_noted(&SESSIONS, rows, now).await?.as_ref().map(read).transpose()
    }

    /// Whether a session, by the id that is stored of it, is open still. It does not count as use.
    pub async fn session_lives(&self, id: &str, now: Timestamp) -> Result<bool> {
        Ok(self.own_session(id, now).await?.is_some())
    }

    /// Whose session a token opened until it ran out, at most a day ago: what that browser still sends is theirs.
    pub async fn run_out(&self, token: &[u8], now: Timestamp) -> Result<Option<AccountId>> {
        let rows = self.pool.fetch(RUN_OUT, &values![hash(token), now, now - REMEMBERED]).await?;
        self.own(&SESSIONS, rows)?.first().map(|row| Ok(AccountId(row.uuid(1)?))).transpose()
    }

    /// The open sessions of an account, oldest first.
    pub async fn sessions_of(&self, account: AccountId, now: Timestamp) -> Result<Vec<Session>> {
        let rows = self.pool.fetch(OF_ACCOUNT, &values![account.0, now]).await?;
        self.own(&SESSIONS, rows)?.iter().map(read).collect()
    }

    /// End the session that a token opens: signing out. A hand-over ends with it.
    pub async fn end_session(&self, token: &[u8], now: Timestamp) -> Result<()> {
        let Some(session) = self.own_session(&hash(token), now).await? else {
            // Also one that has run out is not remembered after somebody has left.
            return self.change_directory(vec![Statement::new(END, values![hash(token)])]).await;
        };
        let mut unit = Unit { rows: Vec::new(), statements: vec![Statement::new(END, values![&session.id])] };
        if let Ok(actor) = self.actor(session.account).await {
            let actor = Actor { reach: session.reach, ..actor };
            unit.rows.push(line((self.new_id)(), now, &actor, "sign_out", &session.method).row());
        }
        if let (Reach::Together(_), Some(origin)) = (session.reach, session.origin) {
            unit.statements.push(Statement::new(crate::handovers::END, values![origin, now]));
        }
        let done = self.writer.write(unit).await;
        self.signed.forget();
        done.map(drop)
    }

    /// End one of an account's own sessions, by the id that [`Store::sessions_of`] gave.
    ///
    /// # Errors
    /// `Conflict` when this account has no such session.
    pub async fn end_own_session(&self, account: AccountId, id: &str) -> Result<()> {
        self.change_directory(vec![Statement::changing(END_OWN, values![id, account.0])]).await
    }

    /// End all sessions of an account.
    pub async fn end_sessions_of(&self, account: AccountId) -> Result<()> {
        self.change_directory(vec![Statement::new(END_OF_ACCOUNT, values![account.0])]).await
    }

    /// Note that somebody tried to sign in and was refused. Who it was is not known, or not said: no personal word.
    pub async fn note_refused_sign_in(&self, reason: &str, now: Timestamp) -> Result<()> {
        self.log(&Line {
            about: None,
            id: (self.new_id)(),
            plan: None,
            at: now,
            account: None,
            actor_kind: "nobody",
            actor_id: None,
            unit: None,
            action: "sign_in".to_owned(),
            surface: Surface::Page,
            outcome: Outcome::Denied,
            reason: Some(reason.to_owned()),
        })
        .await
    }

    /// Remove what has ended: sessions a day after their end, links, sign-ins, visit codes and drafts.
    pub async fn sweep(&self, now: Timestamp) -> Result<()> {
        let ended = values![now];
        self.change_directory(vec![
            Statement::new(SWEEP, values![now - REMEMBERED]),
            Statement::new(crate::signin_links::SWEEP, ended.clone()),
            Statement::new(crate::sign_ins::SWEEP, ended.clone()),
            Statement::new(crate::visits::SWEEP, values![now - REMEMBERED]),
            Statement::new(crate::drafts::SWEEP, ended),
        ])
        .await
    }
}

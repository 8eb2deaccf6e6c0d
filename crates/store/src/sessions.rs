//! Signed-in browsers. Of a token only SHA-256 (FIPS 180-4) is stored, so that a copy of the table opens nothing.

use jiff::{SignedDuration, Timestamp};
use samsyn_domain::ids::AccountId;
use sha2::{Digest, Sha256};

use crate::Store;
use crate::error::Result;
use crate::migrate::hex;
use crate::sql::{Row, Statement, values};

/// How often the time of last use is written, so that a page is not a write.
const TOUCH: SignedDuration = SignedDuration::from_secs(60);

/// A signed-in browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of the token, in hexadecimal: names the session without opening it.
    pub id: String,
    /// Who is signed in.
    pub account: AccountId,
    /// How she signed in: "link", "demo" …
    pub method: String,
    /// When.
    pub created: Timestamp,
    /// When it was last used, to the minute.
    pub seen: Timestamp,
    /// When it ends whatever happens.
    pub expires: Timestamp,
}

impl Session {
    /// Whether its last use was noted lately, so that it need not be noted again.
    pub(crate) fn fresh(&self, now: Timestamp) -> bool {
        now.duration_since(self.seen) < TOUCH
    }
}

pub(crate) const ADD: &str =
    "insert into sessions (session, account, method, created_at, seen_at, expires_at) values ($1, $2, $3, $4, $4, $5)";
pub(crate) const ONE: &str = "select s.session, s.account, s.method, s.created_at, s.seen_at, s.expires_at from sessions s join accounts a on a.account = s.account \
    where s.session = $1 and s.expires_at > $2 and a.ended_at is null";
pub(crate) const OF_ACCOUNT: &str = "select session, account, method, created_at, seen_at, expires_at from sessions where account = $1 and expires_at > $2 order by created_at, session";
pub(crate) const TOUCHED: &str = "update sessions set seen_at = $2 where session = $1 and seen_at < $2";
pub(crate) const END: &str = "delete from sessions where session = $1";
pub(crate) const END_OF_ACCOUNT: &str = "delete from sessions where account = $1";
pub(crate) const END_OF_STAFF: &str =
    "delete from sessions where account in (select account from accounts where staff = $1)";
pub(crate) const SWEEP: &str = "delete from sessions where expires_at <= $1";

/// What is stored of a token.
pub(crate) fn hash(token: &[u8]) -> String {
    hex(&Sha256::digest(token))
}

pub(crate) fn read(row: &Row) -> Result<Session> {
    Ok(Session {
        id: row.text(0)?,
        account: AccountId(row.uuid(1)?),
        method: row.text(2)?,
        created: row.time(3)?,
        seen: row.time(4)?,
        expires: row.time(5)?,
    })
}

impl Store {
    /// Begin a session. `token` is at least 256 bits of chance, made by the caller, and goes to the browser alone.
    pub async fn begin_session(
        &self,
        token: &[u8],
        account: AccountId,
        method: &str,
        now: Timestamp,
        expires: Timestamp,
    ) -> Result<()> {
        self.change_directory(vec![Statement::new(ADD, values![hash(token), account.0, method, now, expires])]).await
    }

    /// The session that a token opens, unless it has ended or the account is closed. Notes that it was used.
    pub async fn session(&self, token: &[u8], now: Timestamp) -> Result<Option<Session>> {
        let Some(row) = self.pool.first(ONE, &values![hash(token), now]).await? else {
            return Ok(None);
        };
        let session = read(&row)?;
        if !session.fresh(now) {
            self.writer.run(vec![Statement::new(TOUCHED, values![&session.id, now])]).await?;
        }
        Ok(Some(session))
    }

    /// The open sessions of an account, oldest first.
    pub async fn sessions_of(&self, account: AccountId, now: Timestamp) -> Result<Vec<Session>> {
        self.pool.fetch(OF_ACCOUNT, &values![account.0, now]).await?.iter().map(read).collect()
    }

    /// End the session that a token opens: signing out.
    pub async fn end_session(&self, token: &[u8]) -> Result<()> {
        self.change_directory(vec![Statement::new(END, values![hash(token)])]).await
    }

    /// End a session by the id that [`Store::sessions_of`] gave.
    pub async fn end_session_by_id(&self, id: &str) -> Result<()> {
        self.change_directory(vec![Statement::new(END, values![id])]).await
    }

    /// End all sessions of an account.
    pub async fn end_sessions_of(&self, account: AccountId) -> Result<()> {
        self.change_directory(vec![Statement::new(END_OF_ACCOUNT, values![account.0])]).await
    }

    /// Remove sessions and sign-in links that have ended.
    pub async fn sweep(&self, now: Timestamp) -> Result<()> {
        let sweep = vec![Statement::new(SWEEP, values![now]), Statement::new(crate::signin_links::SWEEP, values![now])];
        self.change_directory(sweep).await
    }
}

//! What somebody had typed when their session had run out: kept for the same account until they are back, a week at most.
//! Encrypted with the plan's key, so that disposal reaches it; what belongs to no plan yet, with a key of the account's own.

use jiff::{SignedDuration, Timestamp};
use samsyn_domain::ids::{AccountId, PlanId};
use uuid::Uuid;

use crate::Store;
use crate::error::{Result, StoreError};
use crate::keys::cipher::Cipher;
use crate::keys::{Whose, sealed_columns};
use crate::sql::{Row, Statement, values};

/// How long a draft is kept.
const LASTS: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How many drafts an account keeps: the latest ones.
const KEPT: i64 = 5;

/// A form that was sent too late.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its id.
    pub id: Uuid,
    /// The address it was sent to.
    pub path: String,
    /// The form as it was sent: `application/x-www-form-urlencoded`.
    pub body: Vec<u8>,
    /// When.
    pub written: Timestamp,
}

impl std::fmt::Debug for Draft {
    /// Without its words, so that none comes into a log by mistake.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Draft({})", self.id)
    }
}

pub(crate) const ADD: &str = "insert into drafts (draft, account, path, body, codec, key_id, written_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8)";
pub(crate) const ONE: &str =
    "select draft, path, codec, body, written_at from drafts where draft = $1 and account = $2 and expires_at > $3";
pub(crate) const OF_ACCOUNT: &str = "select draft, path, codec, body, written_at from drafts where account = $1 and expires_at > $2 order by written_at desc, draft";
pub(crate) const DROP: &str = "delete from drafts where draft = $1 and account = $2";
pub(crate) const CROWD: &str = "delete from drafts where account = $1 and draft not in \
    (select d.draft from drafts d where d.account = $1 order by d.written_at desc, d.draft limit $2)";
pub(crate) const SWEEP: &str = "delete from drafts where expires_at <= $1";

/// The plan that an address names.
fn plan_of(path: &str) -> Option<PlanId> {
    path.strip_prefix("/plans/")?.split('/').next()?.parse().ok()
}

fn read(row: &Row, cipher: &Cipher) -> Result<Draft> {
    let (id, path) = (row.uuid(0)?, row.text(1)?);
    let body = cipher.reveal("drafts", id, "form", row.int(2)?, row.bytes(3)?)?;
    Ok(Draft { id, path, body, written: row.time(4)? })
}

impl Store {
    /// The key of what is typed at an address: the plan's, if there is such a plan.
    async fn key_of_draft(&self, account: AccountId, path: &str) -> Result<Cipher> {
        if let Some(plan) = plan_of(path)
            && let Some(cipher) = self.keys.of(Whose::Plan, &[plan.0]).await?.remove(&plan.0)
        {
            return Ok(cipher);
        }
        self.keys.made(Whose::Person, &[account.0]).await?.remove(&account.0).ok_or(StoreError::NotFound)
    }

    async fn reveal_drafts(&self, account: AccountId, rows: Vec<Row>) -> Result<Vec<Draft>> {
        let mut drafts = Vec::with_capacity(rows.len());
        for row in rows {
            let cipher = self.key_of_draft(account, &row.text(1)?).await?;
            // Of a plan that was disposed of nothing can be read: its drafts are gone with it.
            drafts.extend(read(&row, &cipher));
        }
        Ok(drafts)
    }

    /// Keep what was typed, for this account alone.
    pub async fn keep_draft(&self, account: AccountId, path: &str, body: Vec<u8>, now: Timestamp) -> Result<()> {
        let id = (self.new_id)();
        let cipher = self.key_of_draft(account, path).await?;
        let (codec, key_id) = sealed_columns(&cipher);
        let hidden = cipher.hide("drafts", id, "form", &body)?;
        let row = values![id, account.0, path, hidden, codec, key_id, now, now + LASTS];
        let kept = vec![Statement::new(ADD, row), Statement::new(CROWD, values![account.0, KEPT])];
        self.writer.run(kept).await.map(drop)
    }

    /// What an account has waiting, latest first.
    pub async fn drafts_of(&self, account: AccountId, now: Timestamp) -> Result<Vec<Draft>> {
        let rows = self.pool.fetch(OF_ACCOUNT, &values![account.0, now]).await?;
        self.reveal_drafts(account, rows).await
    }

    /// One draft of this account, if it is still there.
    pub async fn draft(&self, account: AccountId, id: Uuid, now: Timestamp) -> Result<Option<Draft>> {
        let row = self.pool.first(ONE, &values![id, account.0, now]).await?;
        Ok(self.reveal_drafts(account, row.into_iter().collect()).await?.pop())
    }

    /// Remove a draft: it was stored, or is not wanted.
    pub async fn drop_draft(&self, account: AccountId, id: Uuid) -> Result<()> {
        self.writer.run(vec![Statement::new(DROP, values![id, account.0])]).await.map(drop)
    }
}

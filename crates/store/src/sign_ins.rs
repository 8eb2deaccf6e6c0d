//! Sign-ins that have gone to an identity provider and wait for its answer. The browser holds a secret of 256 bits in a
//! cookie; here lies its hash alone. `state`, `nonce` and the PKCE verifier are derived from the secret by whoever has it,
//! so that nothing in this table helps anybody to answer in the provider's place.

use jiff::{SignedDuration, Timestamp};
use samsyn_domain::ids::AccountId;
use uuid::Uuid;

use crate::Store;
use crate::error::{Result, StoreError};
use crate::sessions::hash;
use crate::sql::{Row, Statement, values};
use crate::stamps::SIGN_INS;

/// How long a sign-in may take at the provider.
const LASTS: SignedDuration = SignedDuration::from_mins(15);

pub(crate) const ADD: &str = "insert into sign_ins (sign_in, provider, next, created_at, expires_at, used_at, choices, stamp) \
    values ($1, $2, $3, $4, $5, $6, $7, $8)";
pub(crate) const ONE: &str = "select sign_in, provider, next, created_at, expires_at, used_at, choices, stamp from sign_ins \
    where sign_in = $1 and expires_at > $2";
// Only as it was read: so it is answered once, and chosen once.
pub(crate) const USE: &str =
    "update sign_ins set used_at = $2, stamp = $3 where sign_in = $1 and used_at is null and stamp = $4";
pub(crate) const CHOOSE: &str =
    "update sign_ins set choices = $2, stamp = $3 where sign_in = $1 and choices is null and stamp = $4";
pub(crate) const CHOSEN: &str = "delete from sign_ins where sign_in = $1 and stamp = $2";
pub(crate) const SWEEP: &str = "delete from sign_ins where expires_at <= $1";

/// A sign-in that begins.
#[derive(Debug, Clone, Copy)]
pub struct SignInBegun<'a> {
    /// The secret in the browser's cookie.
    pub secret: &'a [u8],
    /// The provider's id.
    pub provider: &'a str,
    /// Where to go afterwards: an address of the house.
    pub next: &'a str,
}

/// Accounts to choose among after the provider's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInUsed {
    /// The accounts.
    pub accounts: Vec<AccountId>,
    /// The provider's id.
    pub provider: String,
}

impl Store {
    /// Remember that a sign-in has gone to a provider.
    pub async fn begin_sign_in(&self, begun: SignInBegun<'_>, now: Timestamp) -> Result<()> {
        let (used, choices) = (None::<Timestamp>, None::<String>);
        let row = values![hash(begun.secret), begun.provider, begun.next, now, now + LASTS, used, choices];
        let row = self.keys.stamped(&SIGN_INS, row, None);
        self.writer.run(vec![Statement::new(ADD, row)]).await.map(drop)
    }

    /// Take the provider's answer, once: where to go afterwards.
    ///
    /// # Errors
    /// `NotFound` when this browser has begun no sign-in with this provider, it took too long, or it was answered already.
    pub async fn use_sign_in(&self, secret: &[u8], provider: &str, now: Timestamp) -> Result<String> {
        let row = self.own_sign_in(secret, now).await?;
        if row.text(1)? != provider || row.maybe_int(5)?.is_some() {
            return Err(StoreError::NotFound);
        }
        let mut used = SIGN_INS.values(&row, 0)?;
        let before = self.keys.stamp(&SIGN_INS, &used);
        used[5] = now.into();
        let used = values![hash(secret), now, self.keys.stamp(&SIGN_INS, &used), before];
        self.once(Statement::changing(USE, used)).await?;
        row.text(2)
    }

    /// What this browser has begun, if it is not too late and the row is this program's.
    async fn own_sign_in(&self, secret: &[u8], now: Timestamp) -> Result<Row> {
        let rows = self.pool.fetch(ONE, &values![hash(secret), now]).await?;
        self.own_or_noted(&SIGN_INS, rows, now).await?.ok_or(StoreError::NotFound)
    }

    /// Change a row as it was read: `NotFound` when somebody was faster.
    async fn once(&self, statement: Statement) -> Result<()> {
        match self.writer.run(vec![statement]).await {
            Err(StoreError::Conflict(_)) => Err(StoreError::NotFound),
            done => done.map(drop),
        }
    }

    /// Keep the accounts among which somebody who proved who she is may choose.
    ///
    /// # Errors
    /// `Conflict` when there is no answered sign-in.
    pub async fn offer_accounts(&self, secret: &[u8], accounts: &[AccountId], now: Timestamp) -> Result<()> {
        let ids: Vec<Uuid> = accounts.iter().map(|account| account.0).collect();
        let json = serde_json::to_string(&ids).map_err(|e| StoreError::unreadable("sign_ins.choices", e))?;
        let gone = || StoreError::Conflict("there is no answered sign-in".into());
        let row = match self.own_sign_in(secret, now).await {
            Err(StoreError::NotFound) => return Err(gone()),
            other => other?,
        };
        if row.maybe_int(5)?.is_none() {
            return Err(gone());
        }
        let mut offered = SIGN_INS.values(&row, 0)?;
        let before = self.keys.stamp(&SIGN_INS, &offered);
        offered[6] = (&json).into();
        let offered = values![hash(secret), json, self.keys.stamp(&SIGN_INS, &offered), before];
        self.writer.run(vec![Statement::changing(CHOOSE, offered)]).await.map(drop)
    }

    /// The accounts to choose among.
    ///
    /// # Errors
    /// `NotFound` when there is nothing to choose in this browser, or no longer.
    pub async fn offered_accounts(&self, secret: &[u8], now: Timestamp) -> Result<SignInUsed> {
        let row = self.own_sign_in(secret, now).await?;
        if row.maybe_text(6)?.is_none() {
            return Err(StoreError::NotFound);
        }
        let ids: Vec<Uuid> = row.json(6)?;
        Ok(SignInUsed { accounts: ids.into_iter().map(AccountId).collect(), provider: row.text(1)? })
    }

    /// The choice is made: where to go. It cannot be made again.
    ///
    /// # Errors
    /// `NotFound` as [`Store::offered_accounts`].
    pub async fn end_sign_in(&self, secret: &[u8], now: Timestamp) -> Result<String> {
        let row = self.own_sign_in(secret, now).await?;
        if row.maybe_text(6)?.is_none() {
            return Err(StoreError::NotFound);
        }
        let stamp = self.keys.stamp(&SIGN_INS, &SIGN_INS.values(&row, 0)?);
        self.once(Statement::changing(CHOSEN, values![hash(secret), stamp])).await?;
        row.text(2)
    }
}

//! Sign-ins that have gone to an identity provider and wait for its answer. The browser holds a secret of 256 bits in a
//! cookie; here lies its hash alone. `state`, `nonce` and the PKCE verifier are derived from the secret by whoever has it,
//! so that nothing in this table helps anybody to answer in the provider's place.

use jiff::{SignedDuration, Timestamp};
use samsyn_domain::ids::AccountId;
use uuid::Uuid;

use crate::Store;
use crate::error::{Result, StoreError};
use crate::sessions::hash;
use crate::sql::{Statement, values};

/// How long a sign-in may take at the provider.
const LASTS: SignedDuration = SignedDuration::from_mins(15);

pub(crate) const ADD: &str =
    "insert into sign_ins (sign_in, provider, next, created_at, expires_at) values ($1, $2, $3, $4, $5)";
pub(crate) const USE: &str = "update sign_ins set used_at = $3 where sign_in = $1 and provider = $2 and expires_at > $3 and used_at is null returning next";
pub(crate) const CHOOSE: &str =
    "update sign_ins set choices = $2 where sign_in = $1 and used_at is not null and choices is null";
pub(crate) const CHOICES: &str =
    "select choices, provider from sign_ins where sign_in = $1 and expires_at > $2 and choices is not null";
pub(crate) const CHOSEN: &str =
    "delete from sign_ins where sign_in = $1 and expires_at > $2 and choices is not null returning next";
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
        let row = values![hash(begun.secret), begun.provider, begun.next, now, now + LASTS];
        self.writer.run(vec![Statement::new(ADD, row)]).await.map(drop)
    }

    /// Take the provider's answer, once: where to go afterwards.
    ///
    /// # Errors
    /// `NotFound` when this browser has begun no sign-in with this provider, it took too long, or it was answered already.
    pub async fn use_sign_in(&self, secret: &[u8], provider: &str, now: Timestamp) -> Result<String> {
        let used = vec![Statement::returning(USE, values![hash(secret), provider, now])];
        let row = self.writer.run(used).await?.into_iter().flatten().next().ok_or(StoreError::NotFound)?;
        row.text(0)
    }

    /// Keep the accounts among which somebody who proved who she is may choose.
    ///
    /// # Errors
    /// `Conflict` when there is no answered sign-in.
    pub async fn offer_accounts(&self, secret: &[u8], accounts: &[AccountId]) -> Result<()> {
        let ids: Vec<Uuid> = accounts.iter().map(|account| account.0).collect();
        let json = serde_json::to_string(&ids).map_err(|e| StoreError::unreadable("sign_ins.choices", e))?;
        self.writer.run(vec![Statement::changing(CHOOSE, values![hash(secret), json])]).await.map(drop)
    }

    /// The accounts to choose among.
    ///
    /// # Errors
    /// `NotFound` when there is nothing to choose in this browser, or no longer.
    pub async fn offered_accounts(&self, secret: &[u8], now: Timestamp) -> Result<SignInUsed> {
        let row = self.pool.first(CHOICES, &values![hash(secret), now]).await?.ok_or(StoreError::NotFound)?;
        let ids: Vec<Uuid> = row.json(0)?;
        Ok(SignInUsed { accounts: ids.into_iter().map(AccountId).collect(), provider: row.text(1)? })
    }

    /// The choice is made: where to go. It cannot be made again.
    ///
    /// # Errors
    /// `NotFound` as [`Store::offered_accounts`].
    pub async fn end_sign_in(&self, secret: &[u8], now: Timestamp) -> Result<String> {
        let chosen = vec![Statement::returning(CHOSEN, values![hash(secret), now])];
        let row = self.writer.run(chosen).await?.into_iter().flatten().next().ok_or(StoreError::NotFound)?;
        row.text(0)
    }
}

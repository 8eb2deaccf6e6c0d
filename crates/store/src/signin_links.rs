//! Links for signing in: fifteen minutes, once. Looking at a link never uses it, because mail scanners open links.

use jiff::{SignedDuration, Timestamp};
use samsyn_domain::ids::AccountId;

use crate::Store;
use crate::error::{Result, StoreError};
use crate::sessions::hash;
use crate::sql::{Row, Statement, values};
use crate::stamps::LINKS;

/// How long a link works.
const LASTS: SignedDuration = SignedDuration::from_mins(15);

pub(crate) const ADD: &str =
    "insert into signin_links (link, account, created_at, expires_at, used_at, stamp) values ($1, $2, $3, $4, $5, $6)";
pub(crate) const LOOK: &str = "select l.link, l.account, l.created_at, l.expires_at, l.used_at, l.stamp from signin_links l join accounts a on a.account = l.account \
    where l.link = $1 and l.expires_at > $2 and l.used_at is null and a.ended_at is null";
pub(crate) const USE: &str = "update signin_links set used_at = $2, stamp = $3 where link = $1 and expires_at > $2 and used_at is null and stamp = $4 \
    and account in (select account from accounts where ended_at is null)";
pub(crate) const END_OF_STAFF: &str =
    "delete from signin_links where account in (select account from accounts where staff = $1)";
pub(crate) const END_OF_PERSON: &str =
    "delete from signin_links where account in (select account from accounts where person = $1)";
pub(crate) const SWEEP: &str = "delete from signin_links where expires_at <= $1";

impl Store {
    /// Make a link. `token` is at least 256 bits of chance, made by the caller, and goes into the mail alone.
    pub async fn make_signin_link(&self, token: &[u8], account: AccountId, now: Timestamp) -> Result<()> {
        let row = values![hash(token), account.0, now, now + LASTS, None::<Timestamp>];
        let row = self.keys.stamped(&LINKS, row, None);
        self.writer.run(vec![Statement::new(ADD, row)]).await.map(drop)
    }

    /// Whether a link would work now; it still works afterwards. For the page with the button.
    pub async fn signin_link_works(&self, token: &[u8], now: Timestamp) -> Result<bool> {
        Ok(self.own_link(token, now).await?.is_some())
    }

    /// Use a link: the account it signs in. It never works again.
    ///
    /// # Errors
    /// `NotFound` when it was used, has expired, or never was.
    pub async fn use_signin_link(&self, token: &[u8], now: Timestamp) -> Result<AccountId> {
        let row = self.own_link(token, now).await?.ok_or(StoreError::NotFound)?;
        let mut used = LINKS.values(&row, 0)?;
        let before = self.keys.stamp(&LINKS, &used);
        used[4] = now.into();
        let used = Statement::changing(USE, values![hash(token), now, self.keys.stamp(&LINKS, &used), before]);
        match self.writer.run(vec![used]).await {
            // Another browser was first.
            Err(StoreError::Conflict(_)) => Err(StoreError::NotFound),
            Err(error) => Err(error),
            Ok(_) => Ok(AccountId(row.uuid(1)?)),
        }
    }

    /// A link that works now, if the row is this program's.
    async fn own_link(&self, token: &[u8], now: Timestamp) -> Result<Option<Row>> {
        let rows = self.pool.fetch(LOOK, &values![hash(token), now]).await?;
        self.own_or_noted(&LINKS, rows, now).await
    }
}

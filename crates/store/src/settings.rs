//! What an administrator can change without a restart, each a JSON value under a name.

use jiff::Timestamp;
use samsyn_domain::ids::AccountId;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Store;
use crate::error::{Result, StoreError};
use crate::sql::{Statement, values};

pub(crate) const ONE: &str = "select value from settings where name = $1";
pub(crate) const SAVE: &str = "insert into settings (name, value, changed_at, changed_by) values ($1, $2, $3, $4) \
    on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by";

/// Since when the mailbox that replies come to cannot be read; null while it can.
const INBOX: &str = "inbox_unread";

impl Store {
    /// Since when the mailbox that replies come to cannot be read, if it cannot.
    pub async fn inbox_unread(&self) -> Result<Option<Timestamp>> {
        Ok(self.setting::<Option<Timestamp>>(INBOX).await?.flatten())
    }

    /// Note that the mailbox that replies come to can be read, or cannot. The first moment of a trouble stays.
    pub async fn note_inbox(&self, well: bool, now: Timestamp) -> Result<()> {
        if self.inbox_unread().await?.is_none() == well {
            return Ok(());
        }
        self.set_setting(INBOX, &(!well).then_some(now), None, now).await
    }

    /// A setting, if it was ever set.
    ///
    /// # Errors
    /// `Unreadable` when what is stored is not such a value.
    pub async fn setting<T: DeserializeOwned>(&self, name: &'static str) -> Result<Option<T>> {
        self.pool.first(ONE, &values![name]).await?.map(|row| row.json(0)).transpose()
    }

    /// Set a setting.
    pub async fn set_setting<T: Serialize>(
        &self,
        name: &'static str,
        value: &T,
        by: Option<AccountId>,
        now: Timestamp,
    ) -> Result<()> {
        let json = serde_json::to_string(value).map_err(|e| StoreError::unreadable(format!("setting {name}"), e))?;
        self.writer.run(vec![Statement::new(SAVE, values![name, json, now, by.map(|a| a.0)])]).await.map(drop)
    }
}

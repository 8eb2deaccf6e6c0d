//! From what an identity provider says to those in our own directory. Unit and role are the directory's, never the claim's.

use jiff::Timestamp;
use samsyn_domain::ids::{AccountId, StaffId};
use samsyn_domain::people::StaffRef;

use crate::Store;
use crate::accounts::{Account, Holder};
use crate::error::{Result, StoreError};
use crate::sql::values;

/// How a provider names a member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StaffKey {
    /// By `HsaId`; somebody who works at several units has it in several rows.
    HsaId(String),
    /// By work address.
    Mail(String),
    /// By the key in `staff.csv`.
    Code(String),
}

pub(crate) const STAFF_BY_HSA_ID: &str = "select s.staff, u.hsa_id from staff s join units u on u.unit = s.unit where s.hsa_id = $1 and s.ended_at is null order by s.staff";
pub(crate) const STAFF_BY_MAIL: &str = "select s.staff, u.hsa_id from staff s join units u on u.unit = s.unit where s.mail = $1 and s.ended_at is null order by s.staff";
pub(crate) const STAFF_BY_CODE: &str = "select s.staff, u.hsa_id from staff s join units u on u.unit = s.unit where s.code = $1 and s.ended_at is null order by s.staff";

impl Store {
    /// Every row of a member of staff who works now, with the `HsaId` of the unit where it has one.
    pub async fn staff_by_key(&self, key: &StaffKey) -> Result<Vec<(StaffId, Option<String>)>> {
        let (sql, key) = match key {
            StaffKey::HsaId(id) => (STAFF_BY_HSA_ID, id.trim().to_uppercase()),
            StaffKey::Mail(mail) => (STAFF_BY_MAIL, mail.trim().to_lowercase()),
            StaffKey::Code(code) => (STAFF_BY_CODE, code.trim().to_owned()),
        };
        let rows = self.pool.fetch(sql, &values![key]).await?;
        rows.iter().map(|row| Ok((StaffId(row.uuid(0)?), row.maybe_text(1)?))).collect()
    }

    /// The account of somebody in the directory who has proved who she is; one is made if there is none.
    ///
    /// # Errors
    /// `NotFound` when the account was closed.
    pub async fn account_for(&self, holder: Holder, now: Timestamp) -> Result<AccountId> {
        if let Some(account) = self.account_of(holder).await? {
            return if account.ended.is_some() { Err(StoreError::NotFound) } else { Ok(account.id) };
        }
        let id = AccountId((self.new_id)());
        match self.open_account(&Account { id, holder, language: None, created: now, ended: None }).await {
            Ok(()) => Ok(id),
            // Two browsers at once: the other made it.
            Err(StoreError::Conflict(_)) => Ok(self.account_of(holder).await?.ok_or(StoreError::NotFound)?.id),
            Err(error) => Err(error),
        }
    }

    /// A member of staff behind an account, for choosing among several units.
    ///
    /// # Errors
    /// `NotFound` when the account is a person's, or the work there has ended.
    pub async fn staff_of_account(&self, account: AccountId) -> Result<StaffRef> {
        match self.account(account).await?.holder {
            Holder::Staff(staff) => self.staff_ref_now(staff).await,
            Holder::Person(_) => Err(StoreError::NotFound),
        }
    }
}

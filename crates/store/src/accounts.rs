//! Accounts: one for each member of staff and each person who shall be able to sign in.

use std::collections::HashMap;

use jiff::Timestamp;
use samsyn_domain::ids::{AccountId, PersonId, StaffId};

use crate::Store;
use crate::error::{Result, StoreError};
use crate::keys::Keys;
use crate::sql::{Row, Statement, Value, values};
use crate::stamps::ACCOUNTS;

/// To whom an account belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holder {
    /// A member of staff.
    Staff(StaffId),
    /// A person.
    Person(PersonId),
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// To whom it belongs.
    pub holder: Holder,
    /// The language chosen for the pages.
    pub language: Option<String>,
    /// When it was made.
    pub created: Timestamp,
    /// When it was closed.
    pub ended: Option<Timestamp>,
}

/// An account with the holder's name, for lists.
#[derive(Clone, PartialEq, Eq)]
pub struct NamedAccount {
    /// The account.
    pub account: Account,
    /// The holder's name.
    pub name: String,
    /// The holder's unit, for staff.
    pub unit: Option<String>,
}

pub(crate) const ONE: &str =
    "select account, staff, person, language, created_at, ended_at, stamp from accounts where account = $1";
pub(crate) const OF_STAFF: &str =
    "select account, staff, person, language, created_at, ended_at, stamp from accounts where staff = $1";
pub(crate) const OF_PERSON: &str =
    "select account, staff, person, language, created_at, ended_at, stamp from accounts where person = $1";
pub(crate) const BY_MAIL: &str = "select a.account, a.staff, a.person, a.language, a.created_at, a.ended_at, a.stamp from accounts a \
    left join staff s on s.staff = a.staff left join people p on p.person = a.person \
    where a.ended_at is null and s.ended_at is null and p.ended_at is null and (s.mail = $1 or p.mail = $2) order by a.created_at, a.account";
pub(crate) const NAMED: &str = "select a.account, a.staff, a.person, a.language, a.created_at, a.ended_at, a.stamp, s.name, u.name from accounts a \
    left join staff s on s.staff = a.staff left join units u on u.unit = s.unit where a.ended_at is null order by a.account";
pub(crate) const ADD: &str = "insert into accounts (account, staff, person, language, created_at, ended_at, stamp) values ($1, $2, $3, $4, $5, $6, $7)";
// Only as it was read: the stamp covers the whole row.
pub(crate) const CHANGE: &str =
    "update accounts set language = $2, ended_at = $3, stamp = $4 where account = $1 and stamp = $5";

pub(crate) fn read(row: &Row) -> Result<Account> {
    let holder = match (row.maybe_uuid(1)?, row.maybe_uuid(2)?) {
        (Some(staff), None) => Holder::Staff(StaffId(staff)),
        (None, Some(person)) => Holder::Person(PersonId(person)),
        _ => {
            return Err(StoreError::unreadable("accounts", "an account belongs to one member of staff or one person"));
        }
    };
    Ok(Account {
        id: AccountId(row.uuid(0)?),
        holder,
        language: row.maybe_text(3)?,
        created: row.time(4)?,
        ended: row.maybe_time(5)?,
    })
}

impl Account {
    fn row(&self) -> [Value; 6] {
        let (staff, person) = match self.holder {
            Holder::Staff(staff) => (Some(staff.0), None),
            Holder::Person(person) => (None, Some(person.0)),
        };
        values![self.id.0, staff, person, self.language.clone(), self.created, self.ended]
    }

    pub(crate) fn add(&self, keys: &Keys) -> Statement {
        Statement::new(ADD, keys.stamped(&ACCOUNTS, self.row(), None))
    }

    /// The change of this account, as it was read, into another state.
    fn change(&self, into: &Self, keys: &Keys) -> Statement {
        let (before, after) = (keys.stamp(&ACCOUNTS, &self.row()), keys.stamp(&ACCOUNTS, &into.row()));
        Statement::changing(CHANGE, values![self.id.0, into.language.clone(), into.ended, after, before])
    }
}

impl Store {
    /// One account.
    ///
    /// # Errors
    /// `NotFound` when there is no such account.
    pub async fn account(&self, account: AccountId) -> Result<Account> {
        let rows = self.pool.fetch(ONE, &values![account.0]).await?;
        self.own(&ACCOUNTS, rows)?.first().map(read).transpose()?.ok_or(StoreError::NotFound)
    }

    /// The account of a member of staff or a person, if there is one.
    pub async fn account_of(&self, holder: Holder) -> Result<Option<Account>> {
        let rows = match holder {
            Holder::Staff(staff) => self.pool.fetch(OF_STAFF, &values![staff.0]).await?,
            Holder::Person(person) => self.pool.fetch(OF_PERSON, &values![person.0]).await?,
        };
        self.own(&ACCOUNTS, rows)?.first().map(read).transpose()
    }

    /// The open accounts that a mail address belongs to; two members of a family may share one.
    pub async fn accounts_by_mail(&self, mail: &str) -> Result<Vec<Account>> {
        let mail = mail.trim().to_lowercase();
        let hash = self.keys.hash(crate::people::MAIL, &mail);
        let rows = self.pool.fetch(BY_MAIL, &values![mail, hash]).await?;
        self.own(&ACCOUNTS, rows)?.iter().map(read).collect()
    }

    /// All open accounts with names: for administrators, and for choosing a person in the demo.
    pub async fn named_accounts(&self) -> Result<Vec<NamedAccount>> {
        let (rows, people) = tokio::try_join!(self.pool.fetch(NAMED, &[]), self.people())?;
        let people: HashMap<_, _> = people.into_iter().map(|person| (person.id, person.name)).collect();
        let mut named = Vec::with_capacity(rows.len());
        for row in &self.own(&ACCOUNTS, rows)? {
            let account = read(row)?;
            let name = match account.holder {
                Holder::Staff(_) => Some(row.text(7)?),
                // Somebody who was erased has no name and no account to use.
                Holder::Person(person) => people.get(&person).cloned(),
            };
            let Some(name) = name else { continue };
            named.push(NamedAccount { account, name, unit: row.maybe_text(8)? });
        }
        named.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(named)
    }

    /// Open an account.
    ///
    /// # Errors
    /// `Conflict` when the holder has one already or does not exist.
    pub async fn open_account(&self, account: &Account) -> Result<()> {
        self.change_directory(vec![account.add(&self.keys)]).await
    }

    /// Set the language of the pages.
    pub async fn set_language(&self, account: AccountId, language: &str) -> Result<()> {
        let before = self.account(account).await?;
        let after = Account { language: Some(language.to_owned()), ..before.clone() };
        self.change_directory(vec![before.change(&after, &self.keys)]).await
    }

    /// The statement that closes an account, or with no time opens it again.
    ///
    /// # Errors
    /// `Conflict` when it is so already.
    pub(crate) async fn ended(&self, account: AccountId, at: Option<Timestamp>) -> Result<Statement> {
        let before = self.account(account).await?;
        if before.ended.is_some() == at.is_some() {
            return Err(StoreError::Conflict("the account is closed, or open, already".into()));
        }
        Ok(before.change(&Account { ended: at, ..before.clone() }, &self.keys))
    }

    /// Close an account and end its sessions.
    ///
    /// # Errors
    /// `Conflict` when it is closed already.
    pub async fn end_account(&self, account: AccountId, now: Timestamp) -> Result<()> {
        let end = self.ended(account, Some(now)).await?;
        self.change_directory(vec![end, Statement::new(crate::sessions::END_OF_ACCOUNT, values![account.0])]).await
    }
}

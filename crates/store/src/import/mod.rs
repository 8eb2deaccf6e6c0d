//! The directory from CSV, as `docs/directory.md` says: all or nothing, every fault told with file, line and column, and
//! the same files a second time change nothing.

mod fault;
mod files;
mod form;
mod remits;
mod rows;

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use samsyn_domain::ids::{AccountId, PersonId, PrincipalId, StaffId, UnitId};
use uuid::Uuid;

use crate::Store;
use crate::access_log::Outcome;
use crate::accounts::{Account, Holder};
use crate::error::{Result, StoreError};
use crate::keys::Keys;
use crate::sql::Statement;

pub use fault::{Expected, Fault};
pub use files::DirectoryFiles;
use rows::Rows;

/// What an import did with the rows of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// New rows.
    pub added: usize,
    /// Rows that were there and are now otherwise.
    pub changed: usize,
    /// Rows that were there and are the same.
    pub same: usize,
}

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Imported {
    /// `principals.csv`.
    pub principals: Count,
    /// `units.csv`.
    pub units: Count,
    /// `staff.csv`.
    pub staff: Count,
    /// `people.csv`.
    pub people: Count,
    /// `remits.csv`, each unit's as one.
    pub remits: Count,
    /// Accounts opened, one for each new member of staff and person.
    pub accounts: usize,
}

/// Why an import was refused; nothing was stored.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The files have faults: all of them, in the order of the files.
    #[error("the files have {} faults", .0.len())]
    Faults(Vec<Fault>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is stored already, by code.
pub(crate) struct Known {
    principals: HashMap<String, crate::Principal>,
    units: HashMap<String, crate::Unit>,
    staff: HashMap<String, crate::Staff>,
    people: HashMap<String, crate::Person>,
    remits: HashMap<UnitId, samsyn_domain::remit::Remit>,
    /// Whoever a protected plan keeps out of lists: a file changes nothing about them, and says nothing of them.
    protected: std::collections::BTreeSet<samsyn_domain::ids::PersonId>,
}

/// Adds up what happens to the rows of one file.
struct Tally<'a> {
    count: &'a mut Count,
    statements: &'a mut Vec<Statement>,
}

impl Tally<'_> {
    /// Count a row and keep its statements, if it is new or otherwise than `known`.
    fn add<T: PartialEq>(&mut self, known: Option<&T>, row: &T, save: impl FnOnce(&T) -> Vec<Statement>) {
        match known {
            Some(known) if known == row => self.count.same += 1,
            Some(_) => {
                self.count.changed += 1;
                self.statements.extend(save(row));
            }
            None => {
                self.count.added += 1;
                self.statements.extend(save(row));
            }
        }
    }
}

impl Store {
    /// Read the directory files into the store, whole or not at all.
    ///
    /// `today` bounds dates of birth. Whoever is new gets an account; nobody is removed.
    ///
    /// # Errors
    /// `Faults` with each wrong file, column or row; `Store` when the database fails. Nothing is then stored.
    pub async fn import(
        &self,
        files: &DirectoryFiles,
        today: Date,
        now: Timestamp,
    ) -> std::result::Result<Imported, ImportError> {
        self.import_with_ids(files, today, now, |_| (self.new_id)()).await
    }

    /// As [`Store::import`], with ids of one's own: `id_of` gets the key of a new row (`anna-ek`), or `account` and the id of
    /// the holder. For the demo, whose stories know their people by fixed ids.
    ///
    /// # Errors
    /// As [`Store::import`].
    pub async fn import_with_ids(
        &self,
        files: &DirectoryFiles,
        today: Date,
        now: Timestamp,
        mut id_of: impl FnMut(&str) -> Uuid,
    ) -> std::result::Result<Imported, ImportError> {
        let known = self.known().await?;
        let mut rows = rows::read(files, &known, today, &mut id_of).map_err(ImportError::Faults)?;
        rows.keep_protected(&known);
        let mut done = Imported::default();
        let mut statements = Vec::new();
        let people = changes(&rows, &known, &self.keys, &mut done, &mut statements);
        statements.extend(self.save_people(&people).await?);
        accounts(&rows, (&known, &self.keys), now, &mut id_of, &mut done, &mut statements);
        if !statements.is_empty() {
            let mut left = Vec::new();
            for row in &rows.staff {
                if let Some(before) = known.staff.get(&row.code) {
                    left.extend(self.leaves(before, row, now).await?);
                }
            }
            let line = crate::access_log::operator((self.new_id)(), None, now, "import", Outcome::Allowed, "operator");
            let written = self
                .writer
                .write(crate::writer::Unit { rows: left.into_iter().chain([line.row()]).collect(), statements })
                .await;
            self.signed.forget();
            written?;
        }
        Ok(done)
    }

    async fn known(&self) -> Result<Known> {
        let (principals, units, staff, people, protected) =
            tokio::try_join!(self.principals(), self.units(), self.staff(), self.people(), self.protected())?;
        let remits = self.remits().await?;
        Ok(Known {
            principals: principals.into_iter().map(|row| (row.code.clone(), row)).collect(),
            units: units.into_iter().map(|row| (row.code.clone(), row)).collect(),
            staff: staff.into_iter().map(|row| (row.code.clone(), row)).collect(),
            people: people.into_iter().map(|row| (row.code.clone(), row)).collect(),
            remits: remits.into_iter().map(|remit| (remit.unit, remit)).collect(),
            protected,
        })
    }
}

/// The statements for what is new or otherwise; and the people, whose statements need their keys.
fn changes<'a>(
    rows: &'a Rows,
    known: &Known,
    keys: &Keys,
    done: &mut Imported,
    statements: &mut Vec<Statement>,
) -> Vec<&'a crate::Person> {
    let mut tally = Tally { count: &mut done.principals, statements };
    rows.principals.iter().for_each(|row| tally.add(known.principals.get(&row.code), row, |row| vec![row.save(keys)]));
    let mut tally = Tally { count: &mut done.units, statements };
    rows.units.iter().for_each(|row| tally.add(known.units.get(&row.code), row, |row| vec![row.save(keys)]));
    let mut tally = Tally { count: &mut done.remits, statements };
    rows.remits.iter().for_each(|row| tally.add(known.remits.get(&row.unit), row, crate::remits::save));
    let mut tally = Tally { count: &mut done.staff, statements };
    rows.staff.iter().for_each(|row| tally.add(known.staff.get(&row.code), row, |row| row.save(keys)));
    let mut people = Vec::new();
    let mut tally = Tally { count: &mut done.people, statements };
    for row in &rows.people {
        tally.add(known.people.get(&row.code), row, |_| {
            people.push(row);
            Vec::new()
        });
    }
    people
}

/// An account for each new member of staff and person.
fn accounts(
    rows: &Rows,
    (known, keys): (&Known, &Keys),
    now: Timestamp,
    id_of: &mut dyn FnMut(&str) -> Uuid,
    done: &mut Imported,
    statements: &mut Vec<Statement>,
) {
    let staff = rows
        .staff
        .iter()
        .filter(|row| !known.staff.contains_key(&row.code))
        .map(|row| (row.id.0, Holder::Staff(row.id)));
    let people = rows
        .people
        .iter()
        .filter(|row| !known.people.contains_key(&row.code))
        .map(|row| (row.id.0, Holder::Person(row.id)));
    for (id, holder) in staff.chain(people) {
        let account = Account {
            id: AccountId(id_of(&format!("account {id}"))),
            holder,
            language: None,
            created: now,
            ended: None,
        };
        statements.push(account.add(keys));
        done.accounts += 1;
    }
}

/// The ids that codes stand for while rows are read: of what is stored, and of what the files add.
pub(crate) struct Codes<'a> {
    known: &'a Known,
    new_id: &'a mut dyn FnMut(&str) -> Uuid,
    principals: HashMap<String, PrincipalId>,
    units: HashMap<String, UnitId>,
}

impl<'a> Codes<'a> {
    fn new(known: &'a Known, new_id: &'a mut dyn FnMut(&str) -> Uuid) -> Self {
        Self {
            known,
            new_id,
            principals: known.principals.iter().map(|(code, row)| (code.clone(), row.id)).collect(),
            units: known.units.iter().map(|(code, row)| (code.clone(), row.id)).collect(),
        }
    }
    fn principal(&mut self, code: &str) -> PrincipalId {
        *self.principals.entry(code.to_owned()).or_insert_with(|| PrincipalId((self.new_id)(code)))
    }
    fn unit(&mut self, code: &str) -> UnitId {
        *self.units.entry(code.to_owned()).or_insert_with(|| UnitId((self.new_id)(code)))
    }
    fn staff(&mut self, code: &str) -> StaffId {
        self.known.staff.get(code).map_or_else(|| StaffId((self.new_id)(code)), |row| row.id)
    }
    fn person(&mut self, code: &str) -> PersonId {
        self.known.people.get(code).map_or_else(|| PersonId((self.new_id)(code)), |row| row.id)
    }
}

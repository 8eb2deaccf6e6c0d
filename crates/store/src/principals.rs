//! Principals (huvudmän): the bodies that answer for units.

use jiff::Timestamp;
use samsyn_domain::ids::PrincipalId;
use samsyn_domain::people::PrincipalKind;

use crate::Store;
use crate::error::{Result, StoreError};
use crate::keys::Keys;
use crate::sql::{Row, Statement, values};
use crate::stamps::PRINCIPALS;

/// A principal as the directory knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Principal {
    /// Its id.
    pub id: PrincipalId,
    /// Its key in `principals.csv`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it is in the law.
    pub kind: PrincipalKind,
    /// When it ceased.
    pub ended: Option<Timestamp>,
}

pub(crate) const ALL: &str =
    "select principal, code, name, kind, ended_at, stamp from principals order by name, principal";
pub(crate) const SAVE: &str = "insert into principals (principal, code, name, kind, ended_at, stamp) values ($1, $2, $3, $4, $5, $6) \
    on conflict (principal) do update set name = excluded.name, kind = excluded.kind, ended_at = excluded.ended_at, stamp = excluded.stamp";

/// The word that stands in the table and in `principals.csv`.
pub(crate) fn kind_key(kind: PrincipalKind) -> &'static str {
    match kind {
        PrincipalKind::Kommun => "kommun",
        PrincipalKind::Region => "region",
        PrincipalKind::School => "school",
        PrincipalKind::Other => "other",
    }
}

/// The kind that the word stands for.
pub(crate) fn kind_of(key: &str) -> Option<PrincipalKind> {
    [PrincipalKind::Kommun, PrincipalKind::Region, PrincipalKind::School, PrincipalKind::Other]
        .into_iter()
        .find(|k| kind_key(*k) == key)
}

fn read(row: &Row) -> Result<Principal> {
    Ok(Principal {
        id: PrincipalId(row.uuid(0)?),
        code: row.text(1)?,
        name: row.text(2)?,
        kind: kind_of(&row.text(3)?).ok_or_else(|| StoreError::unreadable("principals.kind", "unknown word"))?,
        ended: row.maybe_time(4)?,
    })
}

impl Principal {
    pub(crate) fn save(&self, keys: &Keys) -> Statement {
        let row = values![self.id.0, &self.code, &self.name, kind_key(self.kind), self.ended];
        Statement::new(SAVE, keys.stamped(&PRINCIPALS, row, None))
    }
}

impl Store {
    /// All principals, by name.
    pub async fn principals(&self) -> Result<Vec<Principal>> {
        let rows = self.pool.fetch(ALL, &[]).await?;
        self.own(&PRINCIPALS, rows)?.iter().map(read).collect()
    }

    /// Add a principal or change it; to end it, set `ended`.
    pub async fn save_principal(&self, principal: &Principal) -> Result<()> {
        self.change_directory(vec![principal.save(&self.keys)]).await
    }
}

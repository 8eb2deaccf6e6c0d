//! Units (verksamheter) of the principals.

use jiff::Timestamp;
use samsyn_domain::ids::{PrincipalId, UnitId};
use samsyn_domain::people::UnitRef;
use samsyn_domain::words::Line;

use crate::Store;
use crate::error::{Result, StoreError};
use crate::keys::Keys;
use crate::sql::{Row, Statement, values};
use crate::stamps::{PRINCIPALS, UNITS};

/// A unit as the directory knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its id.
    pub id: UnitId,
    /// Its key in `units.csv`.
    pub code: String,
    /// The principal that answers for it.
    pub principal: PrincipalId,
    /// Its name.
    pub name: String,
    /// The board (nämnd) it belongs to.
    pub board: Option<String>,
    /// The shared mailbox.
    pub function_mail: String,
    /// Its telephone number.
    pub phone: Option<String>,
    /// Its HsaId.
    pub hsa_id: Option<String>,
    /// What it is: one of [`UNIT_KINDS`].
    pub kind: String,
    /// When it ceased.
    pub ended: Option<Timestamp>,
    /// Its functional address in secure digital communication (SDK), when it takes its post that way.
    pub sdk_address: Option<String>,
}

/// The words that `units.csv` may hold as kind (`docs/directory.md`).
pub const UNIT_KINDS: [&str; 16] = [
    "social_services",
    "lss",
    "home_care",
    "municipal_health",
    "primary_care",
    "child_psychiatry",
    "adult_psychiatry",
    "addiction_care",
    "hospital_ward",
    "habilitation",
    "school",
    "preschool",
    "employment",
    "insurance",
    "coordination",
    "other",
];

pub(crate) const ALL: &str = "select unit, code, principal, name, board, function_mail, phone, hsa_id, kind, ended_at, sdk_address, stamp from units order by name, unit";
/// A unit with its principal, each with its stamp: [`read_ref`] reads them.
macro_rules! unit_and_principal {
    () => {
        "u.unit, u.code, u.principal, u.name, u.board, u.function_mail, u.phone, u.hsa_id, u.kind, u.ended_at, u.sdk_address, u.stamp, \
         p.principal, p.code, p.name, p.kind, p.ended_at, p.stamp"
    };
}
pub(crate) use unit_and_principal;
pub(crate) const REF: &str = concat!(
    "select ",
    unit_and_principal!(),
    " from units u join principals p on p.principal = u.principal where u.unit = $1"
);
pub(crate) const REFS: &str = concat!(
    "select ",
    unit_and_principal!(),
    " from units u join principals p on p.principal = u.principal where u.ended_at is null order by p.name, u.name, u.unit"
);
/// Where the principal begins in such a row.
const PRINCIPAL: usize = 12;
pub(crate) const SAVE: &str = "insert into units (unit, code, principal, name, board, function_mail, phone, hsa_id, kind, ended_at, sdk_address, stamp) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (unit) do update set principal = excluded.principal, name = excluded.name, \
    board = excluded.board, function_mail = excluded.function_mail, phone = excluded.phone, hsa_id = excluded.hsa_id, kind = excluded.kind, \
    ended_at = excluded.ended_at, sdk_address = excluded.sdk_address, stamp = excluded.stamp";

pub(crate) const SDK_ADDRESS: &str = "select unit, code, principal, name, board, function_mail, phone, hsa_id, kind, ended_at, sdk_address, stamp from units \
    where unit = $1 and ended_at is null";

/// Whether a text can be a functional address of secure digital communication (SDK): taken as the federation's address book
/// writes it, so only what can be none is refused.
pub fn is_functional_address(text: &str) -> bool {
    (3..=200).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\".contains(&byte))
}

fn read(row: &Row) -> Result<Unit> {
    Ok(Unit {
        id: UnitId(row.uuid(0)?),
        code: row.text(1)?,
        principal: PrincipalId(row.uuid(2)?),
        name: row.text(3)?,
        board: row.maybe_text(4)?,
        function_mail: row.text(5)?,
        phone: row.maybe_text(6)?,
        hsa_id: row.maybe_text(7)?,
        kind: row.text(8)?,
        ended: row.maybe_time(9)?,
        sdk_address: row.maybe_text(10)?,
    })
}

/// A unit as a plan remembers it, from the columns of unit and principal that begin at `at`.
pub(crate) fn read_ref(row: &Row, at: usize) -> Result<UnitRef> {
    Ok(UnitRef {
        unit: UnitId(row.uuid(at)?),
        name: line(&row.text(at + 3)?)?,
        principal: PrincipalId(row.uuid(at + PRINCIPAL)?),
        principal_name: line(&row.text(at + PRINCIPAL + 2)?)?,
        kind: crate::principals::kind_of(&row.text(at + PRINCIPAL + 3)?)
            .ok_or_else(|| StoreError::unreadable("principals.kind", "unknown word"))?,
    })
}

/// A stored name as the domain's type.
pub(crate) fn line(text: &str) -> Result<Line> {
    Line::parse(text, "name")
        .map_err(|_| StoreError::unreadable("a name in the directory", "not one line of at most 200 characters"))
}

impl Unit {
    pub(crate) fn save(&self, keys: &Keys) -> Statement {
        let row = values![
            self.id.0,
            &self.code,
            self.principal.0,
            &self.name,
            self.board.clone(),
            &self.function_mail,
            self.phone.clone(),
            self.hsa_id.clone(),
            &self.kind,
            self.ended,
            self.sdk_address.clone()
        ];
        Statement::new(SAVE, keys.stamped(&UNITS, row, None))
    }
}

impl Store {
    /// All units, also those that ended, by name.
    pub async fn units(&self) -> Result<Vec<Unit>> {
        let rows = self.pool.fetch(ALL, &[]).await?;
        self.own(&UNITS, rows)?.iter().map(read).collect()
    }

    /// The units that exist now, as a plan would remember them, by principal and name.
    pub async fn unit_refs(&self) -> Result<Vec<UnitRef>> {
        let rows = self.pool.fetch(REFS, &[]).await?;
        rows.iter().filter_map(|row| self.own_unit(row, 0).transpose()).collect()
    }

    /// One unit as a plan would remember it.
    ///
    /// # Errors
    /// `NotFound` when there is no such unit.
    pub async fn unit_ref(&self, unit: UnitId) -> Result<UnitRef> {
        let row = self.pool.first(REF, &values![unit.0]).await?.ok_or(StoreError::NotFound)?;
        self.own_unit(&row, 0)?.ok_or(StoreError::NotFound)
    }

    /// A unit with its principal, if both rows are this program's.
    pub(crate) fn own_unit(&self, row: &Row, at: usize) -> Result<Option<UnitRef>> {
        let own = self.is_own(&UNITS, row, at, None)? && self.is_own(&PRINCIPALS, row, at + PRINCIPAL, None)?;
        if own { read_ref(row, at).map(Some) } else { Ok(None) }
    }

    /// The functional address of a unit that takes its post by secure digital communication; of a row that is not this program's none.
    pub(crate) async fn sdk_address(&self, unit: UnitId) -> Result<Option<String>> {
        let rows = self.pool.fetch(SDK_ADDRESS, &values![unit.0]).await?;
        Ok(self.own(&UNITS, rows)?.first().map(read).transpose()?.and_then(|unit| unit.sdk_address))
    }

    /// Add a unit or change it; to end it, set `ended`.
    pub async fn save_unit(&self, unit: &Unit) -> Result<()> {
        self.change_directory(vec![unit.save(&self.keys)]).await
    }
}

//! Staff of the units, and what they are beside being a professional there.

use std::collections::BTreeSet;

use jiff::Timestamp;
use samsyn_domain::ids::{StaffId, UnitId};
use samsyn_domain::people::StaffRef;

use crate::Store;
use crate::error::{Result, StoreError};
use crate::keys::Keys;
use crate::sql::{Row, Statement, Value, values};
use crate::stamps::{STAFF, roles};
use crate::units::{line, unit_and_principal};

/// What a member of staff may be beside a professional of the unit (`docs/directory.md`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StaffRole {
    /// Holds plans together and sees to it that they are made.
    Coordinator,
    /// Leads meetings.
    Facilitator,
    /// Answers for the unit: is told what is long overdue there, and sees what deviates.
    Manager,
    /// Sees figures, never a plan.
    DevelopmentLeader,
    /// Keeps the directory.
    Administrator,
    /// Reads the access log.
    Auditor,
    /// Decides for the unit's principal which plans are destroyed.
    Archivist,
}

impl StaffRole {
    /// All roles.
    pub const ALL: [Self; 7] = [
        Self::Coordinator,
        Self::Facilitator,
        Self::Manager,
        Self::DevelopmentLeader,
        Self::Administrator,
        Self::Auditor,
        Self::Archivist,
    ];

    /// The word in the table and in `staff.csv`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Coordinator => "coordinator",
            Self::Facilitator => "facilitator",
            Self::Manager => "manager",
            Self::DevelopmentLeader => "development-leader",
            Self::Administrator => "administrator",
            Self::Auditor => "auditor",
            Self::Archivist => "archivist",
        }
    }

    /// Whether one holds duties that are to be apart: whoever reads the log must not be the one whose acts it tells, and whoever
    /// decides what is destroyed not the one who gives that duty.
    pub fn not_together(roles: &BTreeSet<Self>) -> bool {
        [Self::Administrator, Self::Auditor, Self::Archivist].iter().filter(|role| roles.contains(role)).count() > 1
    }

    /// The role that the word stands for.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }
}

/// A member of staff as the directory knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    /// The id.
    pub id: StaffId,
    /// The key in `staff.csv`.
    pub code: String,
    /// The unit.
    pub unit: UnitId,
    /// The name.
    pub name: String,
    /// Profession, as the family would say it.
    pub title: Option<String>,
    /// Work address, in small letters.
    pub mail: Option<String>,
    /// Work telephone.
    pub phone: Option<String>,
    /// HsaId; the same in each row of somebody who works at several units.
    pub hsa_id: Option<String>,
    /// What they are beside a professional of the unit.
    pub roles: BTreeSet<StaffRole>,
    /// When the work there ended.
    pub ended: Option<Timestamp>,
}

pub(crate) const ALL: &str =
    "select staff, code, unit, name, title, mail, phone, hsa_id, ended_at, stamp from staff order by name, staff";
pub(crate) const ROLES: &str = "select staff, role from staff_roles order by staff, role";
pub(crate) const ROLES_OF: &str = "select staff, role from staff_roles where staff = $1 order by role";
/// A member of staff with unit and principal, each with its stamp: `Store::own_staff` reads them.
macro_rules! staff_and_unit {
    () => {
        "select s.staff, s.code, s.unit, s.name, s.title, s.mail, s.phone, s.hsa_id, s.ended_at, s.stamp, "
    };
}
macro_rules! joined {
    () => {
        " from staff s join units u on u.unit = s.unit join principals p on p.principal = u.principal"
    };
}
pub(crate) const ROLES_IN: &str = "select r.staff, r.role from staff_roles r join staff s on s.staff = r.staff where s.unit = $1 order by r.staff, r.role";
pub(crate) const REF: &str = concat!(staff_and_unit!(), unit_and_principal!(), joined!(), " where s.staff = $1");
pub(crate) const REF_NOW: &str =
    concat!(staff_and_unit!(), unit_and_principal!(), joined!(), " where s.staff = $1 and s.ended_at is null");
pub(crate) const REFS_OF_UNIT: &str = concat!(
    staff_and_unit!(),
    unit_and_principal!(),
    joined!(),
    " where s.unit = $1 and s.ended_at is null order by s.name, s.staff"
);
/// Where the unit begins in such a row.
const UNIT: usize = 10;
pub(crate) const SAVE: &str = "insert into staff (staff, code, unit, name, title, mail, phone, hsa_id, ended_at, stamp) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
    on conflict (staff) do update set unit = excluded.unit, name = excluded.name, title = excluded.title, mail = excluded.mail, \
    phone = excluded.phone, hsa_id = excluded.hsa_id, ended_at = excluded.ended_at, stamp = excluded.stamp";
pub(crate) const DROP_ROLES: &str = "delete from staff_roles where staff = $1";
pub(crate) const ADD_ROLE: &str = "insert into staff_roles (staff, role) values ($1, $2)";

pub(crate) const MANAGERS: &str = "select s.staff from staff s join staff_roles r on r.staff = s.staff \
    where s.unit = $1 and r.role = 'manager' and s.ended_at is null order by s.name, s.staff";

/// A role from a row of two columns: staff, role.
pub(crate) fn read_role(row: &Row) -> Result<(StaffId, StaffRole)> {
    let role =
        StaffRole::from_key(&row.text(1)?).ok_or_else(|| StoreError::unreadable("staff_roles.role", "unknown word"))?;
    Ok((StaffId(row.uuid(0)?), role))
}

fn roles_of(all: &BTreeSet<StaffRole>) -> Value {
    roles(all.iter().map(|role| role.key()))
}

impl Staff {
    pub(crate) fn save(&self, keys: &Keys) -> Vec<Statement> {
        let row = values![
            self.id.0,
            &self.code,
            self.unit.0,
            &self.name,
            self.title.clone(),
            self.mail.as_ref().map(|mail| mail.to_lowercase()),
            self.phone.clone(),
            self.hsa_id.clone(),
            self.ended
        ];
        let row = keys.stamped(&STAFF, row, Some(roles_of(&self.roles)));
        let mut statements = vec![Statement::new(SAVE, row), Statement::new(DROP_ROLES, values![self.id.0])];
        statements.extend(self.roles.iter().map(|role| Statement::new(ADD_ROLE, values![self.id.0, role.key()])));
        statements
    }
}

impl Store {
    /// All staff, also those who left, by name.
    pub async fn staff(&self) -> Result<Vec<Staff>> {
        let (rows, roles) = tokio::try_join!(self.pool.fetch(ALL, &[]), self.pool.fetch(ROLES, &[]))?;
        let all = roles.iter().map(read_role).collect::<Result<Vec<_>>>()?;
        let read = |row: &Row| {
            let id = StaffId(row.uuid(0)?);
            // Ordered by staff, so the few rows of one lie together.
            let own = all[all.partition_point(|(of, _)| *of < id)..].iter().take_while(|(of, _)| *of == id);
            let own: BTreeSet<StaffRole> = own.map(|(_, role)| *role).collect();
            if !self.is_own(&STAFF, row, 0, Some(roles_of(&own)))? {
                return Ok(None);
            }
            Ok(Some(Staff {
                id,
                code: row.text(1)?,
                unit: UnitId(row.uuid(2)?),
                name: row.text(3)?,
                title: row.maybe_text(4)?,
                mail: row.maybe_text(5)?,
                phone: row.maybe_text(6)?,
                roles: own,
                hsa_id: row.maybe_text(7)?,
                ended: row.maybe_time(8)?,
            }))
        };
        rows.iter().filter_map(|row| read(row).transpose()).collect()
    }

    /// One member of staff as a plan would remember them.
    ///
    /// # Errors
    /// `NotFound` when there is no such member of staff.
    pub async fn staff_ref(&self, staff: StaffId) -> Result<StaffRef> {
        self.own_staff(REF, staff).await.map(|(staff, _)| staff)
    }

    /// As [`Store::staff_ref`], but `NotFound` also when the work there has ended.
    pub(crate) async fn staff_ref_now(&self, staff: StaffId) -> Result<StaffRef> {
        self.staff_now(staff).await.map(|(staff, _)| staff)
    }

    /// A member of staff who works now, with their roles.
    ///
    /// # Errors
    /// `NotFound` when there is none, or a row is not this program's.
    pub(crate) async fn staff_now(&self, staff: StaffId) -> Result<(StaffRef, BTreeSet<StaffRole>)> {
        self.own_staff(REF_NOW, staff).await
    }

    async fn own_staff(&self, sql: &'static str, staff: StaffId) -> Result<(StaffRef, BTreeSet<StaffRole>)> {
        let id = values![staff.0];
        let (rows, roles) = tokio::try_join!(self.pool.fetch(sql, &id), self.pool.fetch(ROLES_OF, &id))?;
        let row = rows.first().ok_or(StoreError::NotFound)?;
        // A word that is no role is nobody's, and the stamp covers them all: so it is wrong.
        let roles =
            roles.iter().map(read_role).map(|role| role.map(|(_, role)| role)).collect::<Result<BTreeSet<_>>>()?;
        self.own_staff_ref(row, &roles)?.map(|staff| (staff, roles)).ok_or(StoreError::NotFound)
    }

    /// A member of staff as a plan would remember them, if all rows behind them are this program's.
    fn own_staff_ref(&self, row: &Row, roles: &BTreeSet<StaffRole>) -> Result<Option<StaffRef>> {
        if !self.is_own(&STAFF, row, 0, Some(roles_of(roles)))? {
            return Ok(None);
        }
        let Some(unit) = self.own_unit(row, UNIT)? else { return Ok(None) };
        let title = row.maybe_text(4)?.map(|title| line(&title)).transpose()?;
        Ok(Some(StaffRef { staff: StaffId(row.uuid(0)?), name: line(&row.text(3)?)?, title, unit }))
    }

    /// Who answers for a unit now, by name.
    pub async fn managers(&self, unit: UnitId) -> Result<Vec<StaffId>> {
        let rows = self.pool.fetch(MANAGERS, &values![unit.0]).await?;
        rows.iter().map(|row| Ok(StaffId(row.uuid(0)?))).collect()
    }

    /// Those who work in a unit now, as a plan would remember them, by name.
    pub async fn staff_of_unit(&self, unit: UnitId) -> Result<Vec<StaffRef>> {
        let id = values![unit.0];
        let (rows, all) = tokio::try_join!(self.pool.fetch(REFS_OF_UNIT, &id), self.pool.fetch(ROLES_IN, &id))?;
        let all = all.iter().map(read_role).collect::<Result<BTreeSet<_>>>()?;
        let read = |row: &Row| {
            let staff = StaffId(row.uuid(0)?);
            let own = all.iter().filter(|(of, _)| *of == staff).map(|(_, role)| *role).collect();
            self.own_staff_ref(row, &own)
        };
        rows.iter().filter_map(|row| read(row).transpose()).collect()
    }

    /// Add a member of staff or change one; to end the work there, set `ended`, which also ends every session.
    pub async fn save_staff(&self, staff: &Staff) -> Result<()> {
        let mut statements = staff.save(&self.keys);
        if staff.ended.is_some() {
            statements.push(Statement::new(crate::sessions::END_OF_STAFF, values![staff.id.0]));
            statements.push(Statement::new(crate::sessions::END_OF_HELPER, values![staff.id.0]));
            statements.push(Statement::new(crate::calendars::DROP, values![staff.id.0]));
        }
        self.change_directory(statements).await
    }
}

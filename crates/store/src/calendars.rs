//! The calendar that a member of staff shares, so that others see when they are busy: its address, encrypted. What stands in it is
//! read when a time is sought, and kept nowhere.

use std::collections::BTreeMap;

use jiff::Timestamp;
use samsyn_domain::ids::StaffId;
use serde::{Deserialize, Serialize};

use crate::Store;
use crate::error::{Result, StoreError};
use crate::keys::cipher::Cipher;
use crate::keys::{Whose, sealed_columns};
use crate::sql::{Row, Statement, values};

/// How a calendar is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CalendarKind {
    /// A file at an address (iCalendar, RFC 5545).
    File,
    /// A collection on a calendar server (`CalDAV`, RFC 4791).
    CalDav,
}

/// Where a calendar is.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// How it is read.
    pub kind: CalendarKind,
    /// Its address.
    pub address: String,
    /// The user name, where the server wants one.
    pub user: Option<String>,
    /// The password.
    pub password: Option<String>,
}

impl std::fmt::Debug for Calendar {
    /// The kind alone: a secret address is a password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Calendar({:?})", self.kind)
    }
}

/// A calendar that is shared, and how the last reading went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedCalendar {
    /// Where it is.
    pub calendar: Calendar,
    /// When it was last read, and a fixed word for what came of it.
    pub checked: Option<(Timestamp, String)>,
}

pub(crate) const ONE: &str = "select staff, sealed, codec, checked_at, outcome from calendars where staff = $1";
pub(crate) const ALL: &str = "select staff, sealed, codec, checked_at, outcome from calendars order by staff";
pub(crate) const WHO: &str = "select staff from calendars order by staff";
pub(crate) const SAVE: &str = "insert into calendars (staff, sealed, codec, key_id, changed_at) values ($1, $2, $3, $4, $5) \
    on conflict (staff) do update set sealed = excluded.sealed, codec = excluded.codec, key_id = excluded.key_id, \
    changed_at = excluded.changed_at, checked_at = null, outcome = null";
pub(crate) const CHECKED: &str = "update calendars set checked_at = $2, outcome = $3 where staff = $1";
pub(crate) const DROP: &str = "delete from calendars where staff = $1";

impl Store {
    /// The calendar that somebody shares.
    pub async fn calendar(&self, staff: StaffId) -> Result<Option<SharedCalendar>> {
        let Some(row) = self.pool.first(ONE, &values![staff.0]).await? else { return Ok(None) };
        let cipher = self.staff_cipher(staff).await?;
        read(&row, &cipher).map(Some)
    }

    /// Those of these members of staff who share a calendar.
    pub async fn calendars_of(&self, staff: &[StaffId]) -> Result<BTreeMap<StaffId, SharedCalendar>> {
        let rows = self.pool.fetch(ALL, &[]).await?;
        let mut found = BTreeMap::new();
        for row in &rows {
            let id = StaffId(row.uuid(0)?);
            if staff.contains(&id) {
                found.insert(id, read(row, &self.staff_cipher(id).await?)?);
            }
        }
        Ok(found)
    }

    /// Everybody who shares a calendar, by id alone.
    pub async fn who_shares_calendars(&self) -> Result<Vec<StaffId>> {
        self.pool.fetch(WHO, &[]).await?.iter().map(|row| Ok(StaffId(row.uuid(0)?))).collect()
    }

    /// Share a calendar; an earlier one of the same member of staff is forgotten.
    pub async fn share_calendar(&self, staff: StaffId, calendar: &Calendar, now: Timestamp) -> Result<()> {
        let cipher = self.staff_cipher(staff).await?;
        let json = serde_json::to_vec(calendar).map_err(|e| StoreError::unreadable("a calendar", e))?;
        let (codec, key) = sealed_columns(&cipher);
        let row = values![staff.0, cipher.hide("calendars", "sealed", "calendar", &json)?, codec, key, now];
        self.writer.run(vec![Statement::new(SAVE, row)]).await.map(drop)
    }

    /// Share it no longer.
    pub async fn unshare_calendar(&self, staff: StaffId) -> Result<()> {
        self.writer.run(vec![Statement::new(DROP, values![staff.0])]).await.map(drop)
    }

    /// Remember what came of reading it: a fixed word.
    pub async fn calendar_checked(&self, staff: StaffId, outcome: &'static str, now: Timestamp) -> Result<()> {
        self.writer.run(vec![Statement::new(CHECKED, values![staff.0, now, outcome])]).await.map(drop)
    }

    async fn staff_cipher(&self, staff: StaffId) -> Result<Cipher> {
        self.keys.made(Whose::Person, &[staff.0]).await?.remove(&staff.0).ok_or(StoreError::NotFound)
    }
}

fn read(row: &Row, cipher: &Cipher) -> Result<SharedCalendar> {
    let json = cipher.reveal("calendars", "sealed", "calendar", row.int(2)?, row.bytes(1)?)?;
    let calendar = serde_json::from_slice(&json).map_err(|e| StoreError::unreadable("calendars.sealed", e))?;
    let checked = row.maybe_time(3)?.zip(row.maybe_text(4)?);
    Ok(SharedCalendar { calendar, checked })
}

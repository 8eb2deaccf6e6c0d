//! Stamps: rows outside the seal that say who somebody is, or let somebody in, carry a keyed hash of all that they say. Its key lies in
//! the key store, so whoever can write to the database alone can make no such row and change none (docs/decisions/0020).
//!
//! A row without its stamp is treated as not there, wherever the program asks who somebody is; `verify` names it.

use std::sync::Arc;

use jiff::Timestamp;

use crate::Store;
use crate::error::Result;
use crate::keys::Keys;
use crate::migrate::Kind::{self, Bytes, Int, Text};
use crate::sql::{Conn, Row, Value};

/// A table whose rows carry a stamp: its columns in the order in which they are hashed, the one that names the row first.
pub(crate) struct Stamped {
    pub table: &'static str,
    pub columns: &'static [(&'static str, Kind)],
}

/// Columns that came after their table's rows had stamps; each is the last of its table.
const LATER: [(&str, &str); 1] = [("units", "sdk_address")];

/// How many different wrong rows one process tells of; more say nothing new.
const TOLD: usize = 1000;

pub(crate) const SESSIONS: Stamped = Stamped {
    table: "sessions",
    columns: &[
        ("session", Text),
        ("account", Text),
        ("method", Text),
        ("created_at", Int),
        ("seen_at", Int),
        ("expires_at", Int),
        ("idle_until", Int),
        ("reach", Text),
        ("plan", Text),
        ("origin", Text),
    ],
};
pub(crate) const LINKS: Stamped = Stamped {
    table: "signin_links",
    columns: &[("link", Text), ("account", Text), ("created_at", Int), ("expires_at", Int), ("used_at", Int)],
};
pub(crate) const SIGN_INS: Stamped = Stamped {
    table: "sign_ins",
    columns: &[
        ("sign_in", Text),
        ("provider", Text),
        ("next", Text),
        ("created_at", Int),
        ("expires_at", Int),
        ("used_at", Int),
        ("choices", Text),
    ],
};
pub(crate) const VISITS: Stamped = Stamped {
    table: "visit_codes",
    columns: &[
        ("visit", Text),
        ("code", Text),
        ("plan", Text),
        ("person", Text),
        ("helper", Text),
        ("checked", Text),
        ("given_at", Int),
        ("expires_at", Int),
        ("used_at", Int),
        ("withdrawn_at", Int),
    ],
};
pub(crate) const ACCOUNTS: Stamped = Stamped {
    table: "accounts",
    columns: &[
        ("account", Text),
        ("staff", Text),
        ("person", Text),
        ("language", Text),
        ("created_at", Int),
        ("ended_at", Int),
    ],
};
pub(crate) const STAFF: Stamped = Stamped {
    table: "staff",
    columns: &[
        ("staff", Text),
        ("code", Text),
        ("unit", Text),
        ("name", Text),
        ("title", Text),
        ("mail", Text),
        ("phone", Text),
        ("hsa_id", Text),
        ("ended_at", Int),
    ],
};
pub(crate) const UNITS: Stamped = Stamped {
    table: "units",
    columns: &[
        ("unit", Text),
        ("code", Text),
        ("principal", Text),
        ("name", Text),
        ("board", Text),
        ("function_mail", Text),
        ("phone", Text),
        ("hsa_id", Text),
        ("kind", Text),
        ("ended_at", Int),
        ("sdk_address", Text),
    ],
};
pub(crate) const PRINCIPALS: Stamped = Stamped {
    table: "principals",
    columns: &[("principal", Text), ("code", Text), ("name", Text), ("kind", Text), ("ended_at", Int)],
};
pub(crate) const PEOPLE: Stamped = Stamped {
    table: "people",
    columns: &[
        ("person", Text),
        ("code", Text),
        ("name", Text),
        ("born", Text),
        ("personal_number", Text),
        ("language", Text),
        ("mail", Text),
        ("phone", Text),
        ("ended_at", Int),
        ("sealed", Bytes),
        ("codec", Int),
        ("key_id", Text),
    ],
};
pub(crate) const SCANS: Stamped = Stamped {
    table: "scans",
    columns: &[
        ("scan", Text),
        ("plan", Text),
        ("kind", Text),
        ("bytes", Bytes),
        ("codec", Int),
        ("key_id", Text),
        ("made_at", Int),
        ("account", Text),
    ],
};
pub(crate) const MEDIA: Stamped = Stamped {
    table: "media",
    columns: &[
        ("media", Text),
        ("plan", Text),
        ("kind", Text),
        ("bytes", Bytes),
        ("codec", Int),
        ("key_id", Text),
        ("made_at", Int),
        ("account", Text),
    ],
};

/// All of them.
pub(crate) const ALL: [&Stamped; 11] =
    [&PRINCIPALS, &UNITS, &STAFF, &PEOPLE, &ACCOUNTS, &SESSIONS, &LINKS, &SIGN_INS, &VISITS, &SCANS, &MEDIA];

/// The roles of a member of staff as the stamp of the row in `staff` covers them: in order, a semicolon between.
pub(crate) fn roles<'a>(words: impl IntoIterator<Item = &'a str>) -> Value {
    let mut words: Vec<&str> = words.into_iter().collect();
    words.sort_unstable();
    Value::from(words.join(";"))
}

impl Stamped {
    /// How many columns the hash covers: the stamp is selected right after them.
    pub fn width(&self) -> usize {
        self.columns.len()
    }

    /// The values of a row whose columns begin at `at`.
    pub fn values(&self, row: &Row, at: usize) -> Result<Vec<Value>> {
        self.columns.iter().enumerate().map(|(column, (_, kind))| row.value(at + column, *kind)).collect()
    }

    /// What selects every row with its stamp. Put together from the lists above, never from anything typed.
    pub fn select(&self) -> String {
        let columns: Vec<&str> = self.columns.iter().map(|(name, _)| *name).collect();
        format!("select {}, stamp from {} order by {}", columns.join(", "), self.table, columns[0])
    }

    /// What is hashed: the table, then each value with its kind and length, so that no two rows are written alike.
    fn bytes(&self, row: &[Value]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut add = |kind: u8, part: &[u8]| {
            bytes.push(kind);
            bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
            bytes.extend_from_slice(part);
        };
        add(b'r', self.table.as_bytes());
        for (at, value) in row.iter().enumerate() {
            // Without a value it is hashed as before there was such a column, so that older rows keep their stamps.
            let later = self.columns.get(at).is_some_and(|(name, _)| LATER.contains(&(self.table, *name)));
            if later && matches!(value, Value::Int(None) | Value::Text(None) | Value::Bytes(None)) {
                continue;
            }
            match value {
                Value::Int(Some(int)) => add(b'i', &int.to_be_bytes()),
                Value::Text(Some(text)) => add(b't', text.as_bytes()),
                Value::Bytes(Some(blob)) => add(b'b', blob),
                Value::Int(None) | Value::Text(None) | Value::Bytes(None) => add(b'n', &[]),
            }
        }
        bytes
    }
}

impl Keys {
    /// The stamp of a row: its values in the order of the table's list, for staff the roles after them.
    pub fn stamp(&self, of: &Stamped, row: &[Value]) -> String {
        self.stamps.keyed(&of.bytes(row))
    }

    /// The values of a row and its stamp after them, as they go into the table.
    pub fn stamped<const N: usize>(&self, of: &Stamped, row: [Value; N], more: Option<Value>) -> Vec<Value> {
        let mut row = Vec::from(row);
        row.extend(more);
        let stamp = self.stamp(of, &row);
        row.truncate(of.width());
        row.push(stamp.into());
        row
    }

    /// Whether a row carries its stamp: its columns begin at `at`, its stamp stands right after them. `more` is what the stamp covers
    /// beside them.
    ///
    /// # Errors
    /// `Unreadable` or `Database` when a column cannot be read at all.
    pub fn is_stamped(&self, of: &Stamped, row: &Row, at: usize, more: Option<Value>) -> Result<bool> {
        let mut values = of.values(row, at)?;
        values.extend(more);
        let stamp = row.maybe_text(at + of.width())?;
        Ok(stamp.is_some_and(|stamp| self.stamps.is_keyed(&of.bytes(&values), &stamp)))
    }
}

impl Store {
    /// Whether a row is this program's. One that is not is told in the server's log, once, and is to be treated as not there.
    ///
    /// # Errors
    /// As [`Keys::is_stamped`].
    pub(crate) fn is_own(&self, of: &Stamped, row: &Row, at: usize, more: Option<Value>) -> Result<bool> {
        let own = self.keys.is_stamped(of, row, at, more)?;
        if !own {
            let key = row.text(at).unwrap_or_default();
            let mut told = self.wrong_rows.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            if told.len() < TOLD && told.insert((of.table, key.clone())) {
                tracing::error!(
                    table = of.table,
                    key,
                    "not written by this program, and not believed: run samsyn verify"
                );
            }
        }
        Ok(own)
    }

    /// How many different rows without their stamp were met since the start.
    pub fn rows_refused(&self) -> usize {
        self.wrong_rows.lock().unwrap_or_else(std::sync::PoisonError::into_inner).len()
    }

    /// Those of the rows that are this program's; their columns begin at 0.
    pub(crate) fn own(&self, of: &Stamped, rows: Vec<Row>) -> Result<Vec<Row>> {
        let judged = rows.into_iter().map(|row| Ok(self.is_own(of, &row, 0, None)?.then_some(row)));
        judged.filter_map(Result::transpose).collect()
    }

    /// The row, if there is one and it is this program's. One that is not is noted in the access log.
    pub(crate) async fn own_or_noted(&self, of: &Stamped, rows: Vec<Row>, now: Timestamp) -> Result<Option<Row>> {
        let there = !rows.is_empty();
        let own = self.own(of, rows)?.into_iter().next();
        if there && own.is_none() {
            self.note_wrong_row(now).await?;
        }
        Ok(own)
    }

    /// Note in the access log that something that should have let somebody in was not believed: once for each.
    pub(crate) async fn note_wrong_row(&self, now: Timestamp) -> Result<()> {
        let told = self.wrong_rows.lock().unwrap_or_else(std::sync::PoisonError::into_inner).len();
        let before = self.wrong_noted.fetch_max(told, std::sync::atomic::Ordering::AcqRel);
        if told > before { self.note_refused_sign_in("not_own_row", now).await } else { Ok(()) }
    }
}

/// Give every row that is there its stamp. It is done once in a house's life, when a version that knows stamps first opens the
/// database, and again only when the operator says that what is there is right.
pub(crate) async fn stamp_all(conn: &mut Conn<'_>, keys: &Keys) -> Result<u64> {
    conn.script(if matches!(conn, Conn::Sqlite(_)) { "begin immediate" } else { "begin" }.into()).await?;
    let done = stamp_each(conn, keys).await;
    conn.script(if done.is_ok() { "commit" } else { "rollback" }.into()).await?;
    done
}

async fn stamp_each(conn: &mut Conn<'_>, keys: &Keys) -> Result<u64> {
    let roles = roles_by_staff(conn).await?;
    let mut stamped = 0;
    for of in ALL {
        let mut found = Vec::new();
        conn.each(of.select(), |row| {
            let mut values = of.values(&row, 0)?;
            let key = row.text(0)?;
            values.extend(more(of, &roles, &key));
            found.push((key, keys.stamp(of, &values)));
            Ok(())
        })
        .await?;
        let sql: Arc<str> = format!("update {} set stamp = $2 where {} = $1", of.table, of.columns[0].0).into();
        for (key, stamp) in found {
            conn.insert(&sql, &[Value::from(key), Value::from(stamp)]).await?;
            stamped += 1;
        }
    }
    Ok(stamped)
}

/// The roles of each member of staff, by id as it is stored.
async fn roles_by_staff(conn: &mut Conn<'_>) -> Result<std::collections::HashMap<String, Vec<String>>> {
    let mut roles: std::collections::HashMap<String, Vec<String>> = std::collections::HashMap::new();
    for row in conn.fetch(crate::staff::ROLES, &[]).await? {
        roles.entry(row.text(0)?).or_default().push(row.text(1)?);
    }
    Ok(roles)
}

fn more(of: &Stamped, of_staff: &std::collections::HashMap<String, Vec<String>>, key: &str) -> Option<Value> {
    (of.table == STAFF.table).then(|| roles(of_staff.get(key).into_iter().flatten().map(String::as_str)))
}

/// A row that this program did not write, or that is not there and should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongRow {
    /// The table.
    pub table: &'static str,
    /// What names the row, as it is stored: after tampering that may be any text.
    pub key: String,
    /// What is wrong, in fixed words.
    pub what: &'static str,
}

impl std::fmt::Display for WrongRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, {}: {}", self.table, self.key.escape_debug(), self.what)
    }
}

/// Rows that other rows name and that are not there: a row without its stamp is seen where it stands, one that is gone is not.
pub(crate) const LOST: [(&str, &str); 10] = [
    (
        "accounts",
        "select distinct l.account from access_log l left join accounts a on a.account = l.account where l.account is not null and a.account is null",
    ),
    // Deleted, a closed account would be made anew at the next sign-in.
    (
        "accounts",
        "select distinct l.about from access_log l left join accounts a on a.account = l.about where l.action in ('open_account', 'end_account', 'reopen_account') and a.account is null",
    ),
    (
        "staff",
        "select distinct l.about from access_log l left join staff s on s.staff = l.about where l.action = 'keep_staff' and s.staff is null",
    ),
    (
        "people",
        "select distinct l.about from access_log l left join people p on p.person = l.about where l.action = 'keep_person' and l.outcome = 'allowed' and p.person is null",
    ),
    (
        "accounts",
        "select distinct s.account from sessions s left join accounts a on a.account = s.account where a.account is null",
    ),
    (
        "staff",
        "select a.staff from accounts a left join staff s on s.staff = a.staff where a.staff is not null and s.staff is null",
    ),
    (
        "staff",
        "select distinct r.staff from staff_roles r left join staff s on s.staff = r.staff where s.staff is null",
    ),
    (
        "people",
        "select a.person from accounts a left join people p on p.person = a.person where a.person is not null and p.person is null",
    ),
    ("units", "select distinct s.unit from staff s left join units u on u.unit = s.unit where u.unit is null"),
    (
        "principals",
        "select distinct u.principal from units u left join principals p on p.principal = u.principal where p.principal is null",
    ),
];

/// Judge every row that carries a stamp. Gives how many are right, and each that is not.
pub(crate) async fn judge(conn: &mut Conn<'_>, keys: &Keys) -> Result<(u64, Vec<WrongRow>)> {
    let (mut right, mut wrong) = (0, Vec::new());
    let roles = roles_by_staff(conn).await.unwrap_or_default();
    for of in ALL {
        conn.each(of.select(), |row| {
            let key = row.text(0).unwrap_or_default();
            if keys.is_stamped(of, &row, 0, more(of, &roles, &key)).unwrap_or(false) || keys.forgot(of, &row) {
                right += 1;
            } else {
                wrong.push(WrongRow { table: of.table, key, what: "not as this program wrote it" });
            }
            Ok(())
        })
        .await?;
    }
    for (table, sql) in LOST {
        for row in conn.fetch(sql, &[]).await? {
            wrong.push(WrongRow {
                table,
                key: row.text(0).unwrap_or_default(),
                what: "not there, and other rows name it",
            });
        }
    }
    Ok((right, wrong))
}

impl Keys {
    /// Whether a row is what disposal leaves of somebody: nothing is in it that anybody could be.
    fn forgot(&self, of: &Stamped, row: &Row) -> bool {
        let at = |name: &str| of.columns.iter().position(|(column, _)| *column == name).unwrap_or_default();
        let erased = |column: &str| row.uuid(at(column)).is_ok_and(|person| self.is_erased(person));
        match of.table {
            "people" => {
                let empty = ["born", "personal_number", "language", "mail", "phone", "key_id"];
                let emptied = empty.iter().all(|name| row.maybe_text(at(name)).is_ok_and(|value| value.is_none()));
                let unread = row.maybe_bytes(at("sealed")).is_ok_and(|sealed| sealed.is_none());
                erased("person") && emptied && unread && row.int(at("codec")).is_ok_and(|codec| codec == ERASED)
            }
            "accounts" => erased("person") && row.maybe_int(at("ended_at")).is_ok_and(|ended| ended.is_some()),
            _ => false,
        }
    }
}

/// The codec of somebody whom disposal took out of the directory.
const ERASED: i64 = 2;

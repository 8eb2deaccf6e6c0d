//! Remits: what each unit does and does not, kept by the unit.

use std::collections::BTreeMap;

use samsyn_domain::ids::UnitId;
use samsyn_domain::remit::{DoesNot, Remit};
use samsyn_domain::words::Words;

use crate::Store;
use crate::error::{Result, StoreError};
use crate::sql::{Row, Statement, values};
use crate::units::line;

pub(crate) const ALL: &str = "select unit, refers, waiting, source, reviewed from remits order by unit";
pub(crate) const LINES: &str = "select unit, words, instead from remit_lines order by unit, place";
pub(crate) const SAVE: &str = "insert into remits (unit, refers, waiting, source, reviewed) values ($1, $2, $3, $4, $5) on conflict (unit) \
    do update set refers = excluded.refers, waiting = excluded.waiting, source = excluded.source, reviewed = excluded.reviewed";
pub(crate) const CLEAR: &str = "delete from remit_lines where unit = $1";
pub(crate) const ADD: &str = "insert into remit_lines (unit, place, words, instead) values ($1, $2, $3, $4)";

fn read(row: &Row) -> Result<Remit> {
    let words = |text: String| {
        Words::parse(&text, "refers").map_err(|_| StoreError::unreadable("remits.refers", "not text of that length"))
    };
    let day = |text: String| text.parse().map_err(|_| StoreError::unreadable("remits.reviewed", "not a day"));
    Ok(Remit {
        refers: row.maybe_text(1)?.map(words).transpose()?,
        waiting: row.maybe_text(2)?.as_deref().map(line).transpose()?,
        source: row.maybe_text(3)?.as_deref().map(line).transpose()?,
        reviewed: row.maybe_text(4)?.map(day).transpose()?,
        ..Remit::empty(UnitId(row.uuid(0)?))
    })
}

/// The statements that put a remit in place of what stood there.
pub(crate) fn save(remit: &Remit) -> Vec<Statement> {
    let unit = remit.unit.0;
    let text = |line: &samsyn_domain::words::Line| line.to_string();
    let refers = remit.refers.as_ref().map(ToString::to_string);
    let (waiting, source) = (remit.waiting.as_ref().map(text), remit.source.as_ref().map(text));
    let reviewed = remit.reviewed.map(|day| day.to_string());
    let mut statements = vec![
        Statement::new(SAVE, values![unit, refers, waiting, source, reviewed]),
        Statement::new(CLEAR, values![unit]),
    ];
    let does = remit.does.iter().map(|what| (what, None));
    let does_not = remit.does_not.iter().map(|line| (&line.what, Some(text(&line.instead))));
    for (place, (what, instead)) in (0_i64..).zip(does.chain(does_not)) {
        statements.push(Statement::new(ADD, values![unit, place, what.as_str(), instead]));
    }
    statements
}

impl Store {
    /// The remits of all units that have written one.
    pub async fn remits(&self) -> Result<Vec<Remit>> {
        let rows = self.pool.fetch(ALL, &[]).await?;
        let mut all =
            rows.iter().map(|row| read(row).map(|remit| (remit.unit, remit))).collect::<Result<BTreeMap<_, _>>>()?;
        for row in self.pool.fetch(LINES, &[]).await? {
            let Some(remit) = all.get_mut(&UnitId(row.uuid(0)?)) else { continue };
            let what = line(&row.text(1)?)?;
            match row.maybe_text(2)? {
                Some(instead) => remit.does_not.push(DoesNot { what, instead: line(&instead)? }),
                None => remit.does.push(what),
            }
        }
        Ok(all.into_values().collect())
    }

    /// One unit's remit; nothing said in it when the unit has written none.
    pub async fn remit(&self, unit: UnitId) -> Result<Remit> {
        let found = self.remits().await?.into_iter().find(|remit| remit.unit == unit);
        Ok(found.unwrap_or_else(|| Remit::empty(unit)))
    }
}

//! What deviates in the plans that a unit may know of: rows derived from each story in the transaction of its act, and the list
//! that a unit's manager reads.

use jiff::civil::Date;
use samsyn_domain::access::Hat;
use samsyn_domain::ids::{No, PlanId, UnitId};
use samsyn_domain::plan::Plan;
use samsyn_domain::plan::deviations::{Deviates, Deviation, deviations};
use samsyn_domain::plan::state::Stage;

use crate::Store;
use crate::bulk::Table;
use crate::error::StoreError;
use crate::keys::Whose;
use crate::look::{Asking, LookError};
use crate::plans::read_label;
use crate::sql::{Row, Statement, Value, values};
use crate::worklist::{readable, stage, subjects};
use crate::writer::Unit;

pub(crate) const DROP_DEVIATIONS: &str = "delete from deviations where plan = $1 and row_no >= $2";
pub(crate) const OF_PLAN: &str = "select plan, row_no, unit, about, kind, item, number, staff, since from deviations where plan = $1 order by row_no";
// Only of plans that the manager may know of that day: a consent that ends takes them out of the list.
pub(crate) const OF_UNIT: &str = concat!(
    "select d.plan, p.codec, p.label, p.stage, d.about, u.name, d.kind, d.item, d.number, s.name, d.since \
     from deviations d join plans p on p.plan = d.plan join units u on u.unit = d.about left join staff s on s.staff = d.staff \
     where d.unit = $6 and d.since <= $5 and d.plan in (",
    readable!(""),
    ") order by d.since, d.plan, d.row_no"
);

/// Something that deviates, as the list shows it: no word of the plan but the name it goes by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviationRow {
    /// In which plan.
    pub plan: PlanId,
    /// The name that the plan goes by.
    pub label: String,
    /// Where the plan stands.
    pub stage: Stage,
    /// The unit that it is about.
    pub about: UnitId,
    /// That unit's name.
    pub unit_name: String,
    /// What deviates.
    pub kind: Deviates,
    /// The row of the plan.
    pub row: Option<No>,
    /// The measure's number.
    pub number: Option<u32>,
    /// The name of who answers or answered for it.
    pub staff_name: Option<String>,
    /// From which day on.
    pub since: Date,
}

/// What deviates, for the manager of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnitList {
    /// About the own unit, the oldest first.
    pub own: Vec<DeviationRow>,
    /// About others, in plans that the own unit carries on.
    pub others: Vec<DeviationRow>,
}

/// All rows of `deviations` that a plan amounts to.
pub(crate) fn deviation_rows(plan: &Plan) -> Vec<Vec<Value>> {
    let row = |(no, one): (usize, Deviation)| {
        let row: Vec<Value> = values![
            plan.id.0,
            i64::try_from(no).unwrap_or(i64::MAX),
            one.unit.0,
            one.about.0,
            one.kind.key(),
            one.row.map(|no| i64::from(no.0)),
            one.number.map(i64::from),
            one.staff.map(|staff| staff.0),
            one.since.to_string(),
        ]
        .into();
        row
    };
    deviations(plan).into_iter().enumerate().map(row).collect()
}

/// Add to `unit` what changes in the list when `before` becomes `after`.
pub(crate) fn project(unit: &mut Unit, before: Option<&Plan>, after: &Plan) {
    let was = before.map(deviation_rows).unwrap_or_default();
    let now = deviation_rows(after);
    if now.len() < was.len() {
        let from = i64::try_from(now.len()).unwrap_or(i64::MAX);
        unit.statements.push(Statement::new(DROP_DEVIATIONS, values![after.id.0, from]));
    }
    let changed = now.into_iter().enumerate().filter(|(no, row)| was.get(*no) != Some(row));
    unit.rows.extend(changed.map(|(_, row)| (Table::Deviations, row)));
}

impl Store {
    /// What deviates in the plans that the one who asks may know of: for the manager of a unit alone, logged as one look.
    ///
    /// # Errors
    /// [`LookError::NotFound`] for anybody else.
    pub async fn unit_list(&self, asking: &Asking<'_>) -> Result<UnitList, LookError> {
        let unit = asking.actor.staff().map(|staff| staff.unit.unit);
        self.on_duty(asking, Hat::Manager, "unit_list", unit.map(|unit| unit.0)).await?;
        let (Some(unit), Some(who)) = (unit, subjects(asking)) else { return Err(LookError::NotFound) };
        let who: Vec<Value> = who.into_iter().chain([Value::from(unit.0)]).collect();
        let rows = self.pool.fetch(OF_UNIT, &who).await?;
        let plans = rows.iter().map(|row| row.uuid(0)).collect::<crate::error::Result<Vec<_>>>()?;
        let ciphers = self.keys.of(Whose::Plan, &plans).await?;
        let cipher = |plan: PlanId| {
            let missing = || StoreError::unreadable(format!("plan {plan}"), "its key is not there");
            ciphers.get(&plan.0).ok_or_else(missing)
        };
        let read = |row: &Row| {
            let plan = PlanId(row.uuid(0)?);
            let number = |at| -> crate::error::Result<Option<u32>> {
                Ok(row.maybe_int(at)?.map(|no| u32::try_from(no).unwrap_or(0)))
            };
            Ok(DeviationRow {
                plan,
                label: read_label(cipher(plan)?, row.int(1)?, row.bytes(2)?)?,
                stage: stage(&row.text(3)?)?,
                about: UnitId(row.uuid(4)?),
                unit_name: row.text(5)?,
                kind: Deviates::from_key(&row.text(6)?)
                    .ok_or_else(|| StoreError::unreadable("deviations.kind", "unknown word"))?,
                row: number(7)?.map(No),
                number: number(8)?,
                staff_name: row.maybe_text(9)?,
                since: row.text(10)?.parse().map_err(|e| StoreError::unreadable("deviations.since", e))?,
            })
        };
        let rows: Vec<DeviationRow> = rows.iter().map(read).collect::<crate::error::Result<_>>()?;
        let (own, others) = rows.into_iter().partition(|row| row.about == unit);
        Ok(UnitList { own, others })
    }
}

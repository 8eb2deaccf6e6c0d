//! The story of a plan, event by event, as JSON that will be read in thirty years.

use samsyn_domain::access::{Actor, Identity};
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::Fact;
use uuid::Uuid;

use crate::bulk::Table;
use crate::error::{Result, StoreError};
use crate::plans::{CLEAR, clear, revision};
use crate::sql::{Row, Value, values};

pub(crate) const STORY: &str = "select seq, codec, body from events where plan = $1 order by seq";
pub(crate) const REPEATED: &str = "select seq from events where plan = $1 and act_key = $2";
pub(crate) const FIRST: &str = "select account from events where plan = $1 and seq = 1";

/// The row of a fact. `act_key` stands on the last event of an act.
pub(crate) fn row(
    plan: PlanId,
    seq: u64,
    fact: &Fact,
    actor: &Actor,
    act_key: Option<String>,
) -> Result<(Table, Vec<Value>)> {
    full_row(plan, seq, fact, account(actor), act_key)
}

/// The row of a fact of a story that is taken over whole: no account of this installation did it.
pub(crate) fn adopted(plan: PlanId, seq: u64, fact: &Fact) -> Result<(Table, Vec<Value>)> {
    full_row(plan, seq, fact, None, None)
}

fn full_row(
    plan: PlanId,
    seq: u64,
    fact: &Fact,
    account: Option<Uuid>,
    act_key: Option<String>,
) -> Result<(Table, Vec<Value>)> {
    let body =
        serde_json::to_string(fact).map_err(|e| StoreError::unreadable(format!("event {seq} of plan {plan}"), e))?;
    let row = values![
        plan.0,
        revision(seq),
        fact.at,
        account,
        fact.by.staff().map(|staff| staff.unit.unit.0),
        kind(&body).to_owned(),
        body.into_bytes(),
        CLEAR,
        None::<String>,
        act_key,
    ];
    Ok((Table::Events, row.into()))
}

/// The account behind an actor; a clock has none.
pub(crate) fn account(actor: &Actor) -> Option<Uuid> {
    (actor.identity != Identity::Clock).then_some(actor.account.0)
}

/// The event's name. In JSON a quote within a text is escaped, so that this marker cannot stand in one.
fn kind(body: &str) -> &str {
    let rest = body.split_once("\"event\":{\"type\":\"").map_or("", |(_, rest)| rest);
    rest.split('"').next().unwrap_or_default()
}

/// A fact from a row of seq, codec, body.
pub(crate) fn read(row: &Row, plan: PlanId) -> Result<(u64, Fact)> {
    clear(row, 1)?;
    let seq = row.int(0)?.unsigned_abs();
    let fact = serde_json::from_slice(&row.bytes(2)?)
        .map_err(|e| StoreError::unreadable(format!("event {seq} of plan {plan}"), e))?;
    Ok((seq, fact))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_is_the_events_type() {
        assert_eq!(
            kind(r#"{"at":"x","by":{"a":"\"event\":{\"type\":\"no\""},"event":{"type":"plan_proposed","n":1}}"#),
            "plan_proposed"
        );
        assert_eq!(kind("{}"), "");
    }
}

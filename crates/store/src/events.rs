//! The story of a plan, event by event, as JSON that will be read in thirty years.

use samsyn_domain::access::{Actor, Identity};
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::Fact;
use uuid::Uuid;

use crate::bulk::Table;
use crate::error::{Result, StoreError};
use crate::keys::cipher::Cipher;
use crate::keys::sealed_columns;
use crate::plans::revision;
use crate::sql::{Row, Value, values};

pub(crate) const STORY: &str = "select seq, codec, body, kind from events where plan = $1 order by seq";
pub(crate) const SINCE: &str = "select seq, codec, body, kind from events where plan = $1 and seq > $2 order by seq";
pub(crate) const REPEATED: &str = "select seq from events where plan = $1 and act_key = $2";
pub(crate) const FIRST: &str = "select account from events where plan = $1 and seq = 1";

/// The row of a fact. `act_key` stands on the last event of an act.
pub(crate) fn row(
    plan: PlanId,
    seq: u64,
    fact: &Fact,
    actor: &Actor,
    act_key: Option<String>,
    cipher: &Cipher,
) -> Result<(Table, Vec<Value>)> {
    full_row(plan, seq, fact, account(actor), act_key, cipher)
}

/// The row of a fact of a story that is taken over whole: no account of this installation did it.
pub(crate) fn adopted(plan: PlanId, seq: u64, fact: &Fact, cipher: &Cipher) -> Result<(Table, Vec<Value>)> {
    full_row(plan, seq, fact, None, None, cipher)
}

fn full_row(
    plan: PlanId,
    seq: u64,
    fact: &Fact,
    account: Option<Uuid>,
    act_key: Option<String>,
    cipher: &Cipher,
) -> Result<(Table, Vec<Value>)> {
    let body =
        serde_json::to_string(fact).map_err(|e| StoreError::unreadable(format!("event {seq} of plan {plan}"), e))?;
    let (codec, key) = sealed_columns(cipher);
    let row = values![
        plan.0,
        revision(seq),
        fact.at,
        account,
        fact.by.staff().map(|staff| staff.unit.unit.0),
        kind(&body).to_owned(),
        cipher.hide("events", seq, kind(&body), body.as_bytes())?,
        codec,
        key,
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

/// A fact from a row of seq, codec, body, kind.
pub(crate) fn read(row: &Row, plan: PlanId, cipher: &Cipher) -> Result<(u64, Fact)> {
    let seq = row.int(0)?.unsigned_abs();
    let body = cipher.reveal("events", seq, &row.text(3)?, row.int(1)?, row.bytes(2)?)?;
    let fact =
        serde_json::from_slice(&body).map_err(|e| StoreError::unreadable(format!("event {seq} of plan {plan}"), e))?;
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

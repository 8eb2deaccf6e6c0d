//! Who reads what is marked for everybody, in words: those who are known by name, and those who work at the same place.

use samsyn_domain::access::{AtWork, PlanView};
use samsyn_domain::people::Who;
use samsyn_domain::words::Line;

use crate::me::Me;
use crate::text::T;

/// A line for those near the person, and one for each place; empty for those who do not see the consents on which it rests.
pub fn lines(me: &Me, view: &PlanView, of: &Who) -> Vec<String> {
    let Some(read) = view.readership(of, me.today) else { return Vec::new() };
    let near = Some(read.near).filter(|near| !near.is_empty()).map(|near| joined(&near));
    near.into_iter().chain(read.at_work.iter().map(|unit| at_work(me.t(), view, unit))).collect()
}

/// "Lisa Berg, och de som jobbar på samma ställe: Strandskolan". While an identity is protected no place is said.
fn at_work(t: T, view: &PlanView, unit: &AtWork) -> String {
    let (named, place) = (joined(&unit.named), unit.unit.name.as_str());
    match (unit.all && !view.protected, named.is_empty()) {
        (false, _) => named,
        (true, true) => t.msg_readers_unit(place),
        (true, false) => t.msg_readers_named(named, place),
    }
}

fn joined(names: &[Line]) -> String {
    names.iter().map(Line::as_str).collect::<Vec<_>>().join(", ")
}

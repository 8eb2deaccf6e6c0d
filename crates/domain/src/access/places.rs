//! Nothing tells a place while an identity is protected: on a child's own pages and paper also no unit or principal is named,
//! for their names say where the child goes. The people stay by name, and what others see of their own places is left.

use std::collections::BTreeSet;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::access::{Place, PlanView};
use crate::ids::StaffId;
use crate::people::UnitRef;
use crate::plan::state::Plan;
use crate::words::Line;

/// What stands where a name of a place is kept back.
const KEPT: &str = "–";

/// Whether whoever looks from here is told no names of places.
pub(super) fn kept_from(plan: &Plan, place: &Place) -> bool {
    plan.protected && place.person && !plan.of_age
}

/// The same without the name of any unit or principal, wherever it stands in it. All that a plan and its story hold is stored as
/// JSON, so this finds also what is added later. `None` when it could not be read again: then there is nothing to show.
pub(super) fn without<T: Serialize + DeserializeOwned>(told: &T) -> Option<T> {
    let mut value = serde_json::to_value(told).ok()?;
    blank(&mut value);
    serde_json::from_value(value).ok()
}

fn blank(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(blank),
        Value::Object(fields) => {
            if fields.contains_key("principal_name") {
                for key in ["name", "principal_name"] {
                    fields.insert(key.to_owned(), Value::from(KEPT));
                }
            }
            fields.values_mut().for_each(blank);
        }
        _ => {}
    }
}

impl PlanView {
    /// Whether the one who looks is told no names of places. What a page fetches beside the plan, such as who works at its
    /// units, is then told by name alone, and only of those in [`PlanView::names_staff`].
    pub fn keeps_places(&self) -> bool {
        kept_from(self, self.place())
    }

    /// The members of staff whom the plan itself names to the one who looks.
    pub fn names_staff(&self) -> BTreeSet<StaffId> {
        let mut named = BTreeSet::new();
        // A plan that could not be read through names nobody.
        if let Ok(plan) = serde_json::to_value(&**self) {
            staff_in(&plan, &mut named);
        }
        named
    }
}

/// Everybody at work whom something names, wherever they stand in it.
fn staff_in(value: &Value, into: &mut BTreeSet<StaffId>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| staff_in(item, into)),
        Value::Object(fields) => {
            let named = fields.contains_key("name") && fields.contains_key("unit");
            let id = fields.get("staff").filter(|_| named).and_then(Value::as_str);
            into.extend(id.and_then(|id| id.parse::<StaffId>().ok()));
            fields.values().for_each(|value| staff_in(value, into));
        }
        _ => {}
    }
}

impl UnitRef {
    /// Its name; `None` where it is kept back from the reader.
    pub fn told(&self) -> Option<&Line> {
        Some(&self.name).filter(|name| name.as_str() != KEPT)
    }
}

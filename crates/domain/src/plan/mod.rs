//! One plan is one story: commands are judged by [`decide`], what happened is an [`event`], and folding gives [`state`].

pub mod calendar;
pub mod changes;
pub mod command;
pub mod consequences;
pub mod decide;
pub mod deviations;
pub mod differences;
mod earlier;
pub mod event;
mod evolve;
mod evolve_consent;
mod evolve_expectations;
mod evolve_handing;
mod evolve_preparing;
mod evolve_rows;
mod evolve_times;
pub mod letters;
pub mod readiness;
pub mod refusal;
pub mod reminders;
pub mod state;
pub mod touched;
pub mod waiting;

pub use command::Command;
pub use decide::{Moment, propose};
pub use event::{Event, Fact};
pub use refusal::{Refusal, Refusals, Why};
pub use state::Plan;

use crate::people::Who;

/// Whether two authors are the same participant, also when names or titles have changed since.
pub fn same_participant(a: &Who, b: &Who) -> bool {
    match (a, b) {
        (Who::Family(a), Who::Family(b)) => a == b,
        (Who::Staff(a), Who::Staff(b)) => a.staff == b.staff,
        (Who::Clock, Who::Clock) => true,
        _ => false,
    }
}

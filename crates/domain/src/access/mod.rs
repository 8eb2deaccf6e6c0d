//! Who may see and do what: one plain, exhaustive match, and its printed matrix in `matrix.expected`.

pub mod action;
pub mod actor;
pub mod history;
pub mod may;
mod named;
mod places;
pub mod readers;
pub mod readership;
mod unseen;
pub mod view;
mod waits;

pub use action::{Action, Datum, Deed, Item};
pub use actor::{Actor, Hat, Identity, Place, Reach, place};
pub use may::{Because, Verdict, WhyNot, may};
pub use named::{Named, named};
pub use readers::{Reader, Role, Subject, readers};
pub use readership::{AtWork, Readership};
pub use unseen::{Unseen, kept_for_them};
pub use view::{PlanView, narrow};

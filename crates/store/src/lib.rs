//! All SQL, and the only two doors to a plan: [`Store::look`] and [`Store::act`].
//!
//! One SQL text for SQLite and PostgreSQL. What is written is grouped (`writer`), what is looked at is logged before it is
//! shown (`look`), and everything but the events can be computed again from them (`verify`).
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod access_log;
mod accounts;
mod act;
mod ahead;
mod backup;
mod bulk;
mod cache;
mod calendars;
mod call_mail;
mod copies;
mod db;
mod deviations;
mod disposal;
mod drafts;
mod error;
mod evaluations;
mod events;
mod figures;
mod handovers;
mod identity;
mod ids;
mod import;
mod invitations;
mod jobs;
mod keep;
mod keys;
mod leavers;
mod letters;
mod log_checks;
mod log_questions;
mod look;
mod mail_address;
mod media;
mod migrate;
mod people;
mod plans;
mod principals;
mod projections;
mod reach;
mod reach_choices;
mod recount;
mod reminders;
mod remits;
mod rooms;
mod scans;
mod seal;
mod search;
mod sessions;
mod settings;
mod sign_ins;
mod signal;
mod signed;
mod signin_links;
mod sql;
mod staff;
mod stamps;
mod statements;
mod store;
mod units;
mod verify;
mod visits;
mod worklist;
mod writer;

pub use access_log::{Logged, Surface, Totals};
pub use accounts::{Account, Holder, NamedAccount};
pub use act::{ActError, Acted, Ask};
pub use backup::{BackedUp, backup, restore};
pub use calendars::{Calendar, CalendarKind, SharedCalendar};
pub use call_mail::CallTrouble;
pub use copies::Copy;
pub use db::make_folder;
pub use deviations::{DeviationRow, UnitList};
pub use disposal::{
    Authority, Destroyed, DisposalDone, DisposalError, DisposalRow, DisposalSays, DisposalState, Receipt, Yes,
};
pub use drafts::Draft;
pub use error::{Result, StoreError};
pub use evaluations::{Evaluation, Evaluations};
pub use figures::FigureCell;
pub use handovers::Handover;
pub use identity::StaffKey;
pub use ids::NewId;
pub use import::{Count, DirectoryFiles, Expected, Fault, ImportError, Imported};
pub use invitations::{CalendarReply, Outgoing, PartStat, Replied};
pub use jobs::{Claimed, Counts, Failed};
pub use keep::Change;
pub use keys::rows::key_statements;
pub use keys::{
    Chance, KeysAt, KeysStatus, Master, Rotated, backup_keys, believe_rows, keys_status, new_master_line, restore_keys,
    rotate_keys,
};
pub use letters::{Addressee, LetterOut, LetterWords};
pub use log_checks::{Check, CheckOutcome};
pub use log_questions::LogQuestion;
pub use look::{Asking, LookError};
pub use mail_address::is_mail_address;
pub use media::{MediaFile, MediaType};
pub use people::Person;
pub use principals::Principal;
pub use reach::Reach;
pub use reach_choices::{Channel, ReachChoice};
pub use rooms::InRoom;
pub use scans::{Scan, ScanKind};
pub use seal::checkpoint::{Behind, SealKey, Signed};
pub use seal::marks::Thinned;
pub use seal::prove::{Proof, prove};
pub use seal::verify::{Evidence, SealJudged, verify_seal};
pub use seal::wrong::{CheckpointFault, RowFault, SealedRow, Source, What, Wrong};
pub use search::Sought;
pub use sessions::{Limited, Session, Stay};
pub use sign_ins::{SignInBegun, SignInUsed};
pub use signal::Signal;
pub use signed::SignedIn;
pub use staff::{Staff, StaffRole};
pub use stamps::WrongRow;
pub use statements::statements;
pub use store::{Opening, Store};
pub use units::{UNIT_KINDS, Unit, is_functional_address};
pub use verify::{Difference, Verified, verify};
pub use visits::{Checked, GiveVisit, VisitCode};
pub use worklist::{PlanRow, WaitingRow, Worklist};

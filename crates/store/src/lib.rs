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
mod copies;
mod db;
mod disposal;
mod drafts;
mod error;
mod events;
mod handovers;
mod identity;
mod ids;
mod import;
mod jobs;
mod keys;
mod look;
mod migrate;
mod people;
mod plans;
mod principals;
mod projections;
mod reach;
mod scans;
mod seal;
mod sessions;
mod settings;
mod sign_ins;
mod signal;
mod signed;
mod signin_links;
mod sql;
mod staff;
mod statements;
mod store;
mod units;
mod verify;
mod visits;
mod worklist;
mod writer;

pub use access_log::{Logged, Surface};
pub use accounts::{Account, Holder, NamedAccount};
pub use act::{ActError, Acted, Ask};
pub use backup::{BackedUp, backup, restore};
pub use copies::Copy;
pub use db::make_folder;
pub use disposal::{Destroyed, DisposalError, DisposalRow, DisposalState, Receipt};
pub use drafts::Draft;
pub use error::{Result, StoreError};
pub use handovers::Handover;
pub use identity::StaffKey;
pub use ids::NewId;
pub use import::{Count, DirectoryFiles, Expected, Fault, ImportError, Imported};
pub use jobs::{Claimed, Counts, Failed};
pub use keys::rows::key_statements;
pub use keys::{
    Chance, KeysAt, KeysStatus, Master, Rotated, backup_keys, keys_status, new_master_line, restore_keys, rotate_keys,
};
pub use look::{Asking, LookError};
pub use people::Person;
pub use principals::Principal;
pub use scans::{Scan, ScanKind};
pub use seal::checkpoint::{SealKey, Signed};
pub use seal::marks::Thinned;
pub use seal::prove::{Proof, prove};
pub use seal::verify::{Evidence, SealJudged, verify_seal};
pub use seal::wrong::{CheckpointFault, RowFault, SealedRow, Source, What, Wrong};
pub use sessions::{Limited, Session, Stay};
pub use sign_ins::{SignInBegun, SignInUsed};
pub use signal::Signal;
pub use signed::SignedIn;
pub use staff::{Staff, StaffRole};
pub use statements::statements;
pub use store::{Opening, Store};
pub use units::{UNIT_KINDS, Unit};
pub use verify::{Difference, Verified, verify};
pub use visits::{Checked, GiveVisit, VisitCode};
pub use worklist::{PlanRow, WaitingRow, Worklist};

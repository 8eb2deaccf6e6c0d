//! Who is signed in, and as whom they act.
//!
//! On SQLite what was read is kept in memory until the directory, an account or a session changes: this process alone
//! changes them. On PostgreSQL another process may end a session, so it is read each time.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use samsyn_domain::access::{Actor, Hat, Identity, Reach};
use samsyn_domain::ids::AccountId;

use crate::Store;
use crate::accounts::Holder;
use crate::error::{Result, StoreError};
use crate::sessions::{Session, Stay, hash};
use crate::staff::StaffRole;
use crate::units::line;

/// The most sessions kept in memory; when there are more, all are read again.
const ROOM: usize = 10_000;

/// A signed-in browser and the one behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The session.
    pub session: Session,
    /// Who acts.
    pub actor: Actor,
    /// The language chosen for the pages.
    pub language: Option<String>,
}

#[derive(Default)]
struct Inner {
    /// How often all was forgotten: what was read before must not be kept after.
    forgotten: u64,
    by_session: HashMap<String, SignedIn>,
}

/// What is known of those signed in.
#[derive(Default)]
pub(crate) struct Signed(Mutex<Inner>);

impl Signed {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn forget(&self) {
        let mut inner = self.lock();
        inner.forgotten += 1;
        inner.by_session.clear();
    }

    fn forgotten(&self) -> u64 {
        self.lock().forgotten
    }

    /// What is known, or how often all was forgotten until now.
    fn get(&self, session: &str) -> std::result::Result<SignedIn, u64> {
        let inner = self.lock();
        inner.by_session.get(session).cloned().ok_or(inner.forgotten)
    }

    fn put(&self, signed: &SignedIn, forgotten: u64) {
        let mut inner = self.lock();
        if inner.by_session.len() >= ROOM {
            inner.by_session.clear();
        }
        if inner.forgotten == forgotten {
            inner.by_session.insert(signed.session.id.clone(), signed.clone());
        }
    }
}

impl Store {
    /// As whom an account acts.
    ///
    /// # Errors
    /// `NotFound` when the account is closed or its holder has left.
    pub async fn actor(&self, account: AccountId) -> Result<Actor> {
        let account = self.account(account).await?;
        if account.ended.is_some() {
            return Err(StoreError::NotFound);
        }
        match account.holder {
            Holder::Person(person) => {
                let person = self.person(person).await?;
                if person.ended.is_some() {
                    return Err(StoreError::NotFound);
                }
                Ok(Actor {
                    account: account.id,
                    name: line(&person.name)?,
                    identity: Identity::Person(person.id),
                    hats: BTreeSet::new(),
                    reach: Reach::Whole,
                })
            }
            Holder::Staff(staff) => {
                let (staff, roles) = self.staff_now(staff).await?;
                let hats = roles.into_iter().filter_map(hat).collect();
                Ok(Actor {
                    account: account.id,
                    name: staff.name.clone(),
                    identity: Identity::Staff(staff),
                    hats,
                    reach: Reach::Whole,
                })
            }
        }
    }

    /// Who is signed in with this token, unless the session has ended. With `stay`, the session may rest so long from now;
    /// without it nobody did anything: a page fetched itself again.
    pub async fn signed_in(&self, token: &[u8], now: Timestamp, stay: Option<&Stay>) -> Result<Option<SignedIn>> {
        let forgotten = match self.signed.get(&hash(token)) {
            Ok(signed) if signed.session.lasts(now) && signed.session.fresh(now, stay) => return Ok(Some(signed)),
            Ok(_) => self.signed.forgotten(),
            Err(forgotten) => forgotten,
        };
        let Some(session) = self.session(token, now, stay).await? else {
            return Ok(None);
        };
        let (actor, account) = match tokio::try_join!(self.actor(session.account), self.account(session.account)) {
            Err(StoreError::NotFound) => return Ok(None),
            other => other?,
        };
        let actor = Actor { reach: session.reach, ..actor };
        let signed = SignedIn { session, actor, language: account.language };
        if self.is_sqlite() {
            self.signed.put(&signed, forgotten);
        }
        Ok(Some(signed))
    }
}

fn hat(role: StaffRole) -> Option<Hat> {
    match role {
        StaffRole::DevelopmentLeader => Some(Hat::DevelopmentLeader),
        StaffRole::Administrator => Some(Hat::Administrator),
        StaffRole::Auditor => Some(Hat::Auditor),
        StaffRole::Archivist => Some(Hat::Archivist),
        StaffRole::Manager => Some(Hat::Manager),
        StaffRole::Coordinator | StaffRole::Facilitator => None,
    }
}

//! Telling that a plan changed: its id and revision, nothing personal. The signal is a hint; the plan's row is the truth.
//!
//! Within the process it is a broadcast. On PostgreSQL it also goes out by NOTIFY, after the commit and many at a time
//! (inside the transaction NOTIFY takes a lock that all commits share), and a listener hands on what other processes say.

use std::collections::BTreeMap;

use samsyn_domain::ids::PlanId;
use tokio::sync::{broadcast, mpsc};
use uuid::Uuid;

use crate::error::Result;

/// How many signals a slow receiver may lag behind before it is told that it missed some.
const ROOM: usize = 1024;
/// NOTIFY's payload holds 8000 bytes; a plan and its revision take at most 57.
const BATCH: usize = 128;
const CHANNEL: &str = "samsyn";
pub(crate) const NOTIFY: &str = "select pg_notify($1, $2)";

/// Something changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// A plan has a new revision.
    Changed {
        /// The plan.
        plan: PlanId,
        /// Its revision.
        revision: u64,
    },
    /// Signals of other processes may have been lost: whoever shows a plan should ask again.
    Missed,
}

/// Sends signals.
#[derive(Clone)]
pub(crate) struct Signals {
    here: broadcast::Sender<Signal>,
    elsewhere: Option<mpsc::UnboundedSender<(PlanId, u64)>>,
}

impl Signals {
    /// For one process alone.
    pub fn local() -> Self {
        Self { here: broadcast::Sender::new(ROOM), elsewhere: None }
    }

    /// For several processes on one PostgreSQL; `me` tells this process's own notices from those of others.
    pub async fn postgres(pool: &sqlx::PgPool, me: Uuid) -> Result<Self> {
        let (sender, queue) = mpsc::unbounded_channel();
        let signals = Self { here: broadcast::Sender::new(ROOM), elsewhere: Some(sender) };
        // A connection of its own, so that listening does not take one of the pool's.
        let options = (*pool.connect_options()).clone();
        let own = sqlx::postgres::PgPoolOptions::new()
            .max_connections(1)
            .max_lifetime(None)
            .idle_timeout(None)
            .connect_with(options)
            .await?;
        let mut listener = sqlx::postgres::PgListener::connect_with(&own).await?;
        listener.listen(CHANNEL).await?;
        tokio::spawn(notify(pool.clone(), queue, me));
        tokio::spawn(forward(listener, signals.here.downgrade(), me));
        Ok(signals)
    }

    pub fn send(&self, plan: PlanId, revision: u64) {
        // Nobody listening is no error.
        let _ = self.here.send(Signal::Changed { plan, revision });
        if let Some(elsewhere) = &self.elsewhere {
            let _ = elsewhere.send((plan, revision));
        }
    }

    pub fn subscribe(&self) -> broadcast::Receiver<Signal> {
        self.here.subscribe()
    }
}

/// Send what waits, the newest revision of each plan once, many in one NOTIFY.
async fn notify(pool: sqlx::PgPool, mut queue: mpsc::UnboundedReceiver<(PlanId, u64)>, me: Uuid) {
    let mut waiting = Vec::with_capacity(BATCH);
    while queue.recv_many(&mut waiting, BATCH).await > 0 {
        let newest: BTreeMap<PlanId, u64> = waiting.drain(..).collect();
        let changes: Vec<String> = newest.iter().map(|(plan, revision)| format!("{plan}:{revision}")).collect();
        let sent = sqlx::query(NOTIFY).bind(CHANNEL).bind(format!("{me} {}", changes.join(" "))).execute(&pool).await;
        if let Err(error) = sent {
            tracing::warn!(%error, "could not tell other processes of a change");
        }
    }
}

async fn forward(mut listener: sqlx::postgres::PgListener, here: broadcast::WeakSender<Signal>, me: Uuid) {
    loop {
        let received = listener.try_recv().await;
        let Some(here) = here.upgrade() else { return };
        match received {
            Ok(Some(notice)) => {
                for signal in read(notice.payload(), me) {
                    let _ = here.send(signal);
                }
            }
            // The connection was lost and is made again: what was said meanwhile is lost.
            Ok(None) => drop(here.send(Signal::Missed)),
            Err(error) => {
                tracing::warn!(%error, "listening for changes failed; trying again");
                drop(here);
                tokio::time::sleep(std::time::Duration::from_secs(1)).await;
            }
        }
    }
}

fn read(payload: &str, me: Uuid) -> Vec<Signal> {
    let mut words = payload.split(' ');
    if words.next() == Some(&me.to_string()) {
        return Vec::new();
    }
    let signal = |word: &str| {
        let (plan, revision) = word.split_once(':')?;
        Some(Signal::Changed { plan: plan.parse().ok()?, revision: revision.parse().ok()? })
    };
    words.filter_map(signal).collect()
}

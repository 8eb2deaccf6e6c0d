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
/// Before the revision of a room in a notice.
const ROOM_MARK: char = 'r';
/// NOTIFY's payload holds 8000 bytes; a plan, a mark, its revision and the blank take at most 59.
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
    /// The room of a plan's open meeting has a new revision.
    Room {
        /// The plan.
        plan: PlanId,
        /// The room's revision.
        revision: u64,
    },
    /// Signals of other processes may have been lost: whoever shows a plan should ask again.
    Missed,
}

/// What has a new revision: a plan, or the room of its open meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Plan,
    Room,
}

/// Whose, what, and the revision.
type Change = (PlanId, What, u64);

/// Sends signals.
#[derive(Clone)]
pub(crate) struct Signals {
    here: broadcast::Sender<Signal>,
    elsewhere: Option<mpsc::UnboundedSender<Change>>,
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
        self.tell((plan, What::Plan, revision));
    }

    /// Tells that the room of a plan's open meeting changed.
    pub fn send_room(&self, plan: PlanId, revision: u64) {
        self.tell((plan, What::Room, revision));
    }

    fn tell(&self, change: Change) {
        // Nobody listening is no error.
        let _ = self.here.send(signal(change));
        if let Some(elsewhere) = &self.elsewhere {
            let _ = elsewhere.send(change);
        }
    }

    pub fn subscribe(&self) -> broadcast::Receiver<Signal> {
        self.here.subscribe()
    }
}

/// Send what waits, the newest revision of each plan once, many in one NOTIFY.
async fn notify(pool: sqlx::PgPool, mut queue: mpsc::UnboundedReceiver<Change>, me: Uuid) {
    let mut waiting = Vec::with_capacity(BATCH);
    while queue.recv_many(&mut waiting, BATCH).await > 0 {
        let newest: BTreeMap<(PlanId, What), u64> =
            waiting.drain(..).map(|(plan, what, revision)| ((plan, what), revision)).collect();
        let word = |((plan, what), revision): (&(PlanId, What), &u64)| match what {
            What::Plan => format!("{plan}:{revision}"),
            What::Room => format!("{plan}:{ROOM_MARK}{revision}"),
        };
        let changes: Vec<String> = newest.iter().map(word).collect();
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

fn signal((plan, what, revision): Change) -> Signal {
    match what {
        What::Plan => Signal::Changed { plan, revision },
        What::Room => Signal::Room { plan, revision },
    }
}

fn read(payload: &str, me: Uuid) -> Vec<Signal> {
    let mut words = payload.split(' ');
    if words.next() == Some(&me.to_string()) {
        return Vec::new();
    }
    let change = |word: &str| {
        let (plan, revision) = word.split_once(':')?;
        let (what, revision) = match revision.strip_prefix(ROOM_MARK) {
            Some(revision) => (What::Room, revision),
            None => (What::Plan, revision),
        };
        Some((plan.parse().ok()?, what, revision.parse().ok()?))
    };
    words.filter_map(change).map(signal).collect()
}

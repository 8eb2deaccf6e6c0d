//! Signals that a plan has changed, and the event stream that tells browsers to fetch their page again.
//!
//! A signal holds a plan's id and revision, nothing personal. Each open page costs one watch receiver; a plan's
//! channel is dropped when its last page closes. Nobody waits for a slow reader: only the newest revision counts.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::http::HeaderName;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{Stream, unfold};
use tokio::sync::watch;
use uuid::Uuid;

/// How often an idle stream says that it lives, so that proxies keep it.
const KEEP_ALIVE: Duration = Duration::from_secs(20);

/// How many pages of one plan one account may have open: some tabs on some devices. Whoever has more open sees them change when they
/// are loaded again.
pub const PAGES_AT_ONCE: u16 = 16;

/// The newest revisions that were told of a plan and of the room of its open meeting.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Revisions {
    plan: u64,
    room: u64,
}

/// What an open page hears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// The plan has this revision.
    Plan(u64),
    /// The room of its meeting has this one.
    Room(u64),
}

/// The hub: `publish` after a commit, `subscribe` for an open page, `close` before the house stops.
#[derive(Debug, Clone, Default)]
pub struct Signals {
    hub: Arc<Mutex<Hub>>,
}

#[derive(Debug, Default)]
struct Hub {
    plans: HashMap<Uuid, watch::Sender<Revisions>>,
    /// How many pages of a plan an account has open.
    open: HashMap<(Uuid, Uuid), u16>,
    closed: bool,
}

impl Signals {
    /// An empty hub.
    pub fn new() -> Self {
        Self::default()
    }

    /// Nothing is left half done under the lock, so a poisoned one can be used.
    fn hub(&self) -> MutexGuard<'_, Hub> {
        self.hub.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells every open page of a plan its new revision. An older revision than the last one told is ignored.
    pub fn publish(&self, plan: Uuid, revision: u64) {
        self.tell(plan, |last| &mut last.plan, revision);
    }

    /// Tells every open page of a plan the new revision of the room.
    pub fn publish_room(&self, plan: Uuid, revision: u64) {
        self.tell(plan, |last| &mut last.room, revision);
    }

    fn tell(&self, plan: Uuid, which: impl Fn(&mut Revisions) -> &mut u64, revision: u64) {
        if let Some(sender) = self.hub().plans.get(&plan) {
            sender.send_if_modified(|last| {
                let last = which(last);
                let newer = revision > *last;
                *last = revision.max(*last);
                newer
            });
        }
    }

    /// Tells every open page to ask again: signals may have been missed, so nobody knows which plans have changed.
    pub fn refresh_all(&self) {
        // The streams end; each browser opens a new one, which tells it the current revision at once.
        self.hub().plans.clear();
    }

    /// Begins to listen. `shown` is the revision that the reader's page shows or has just read.
    pub fn subscribe(&self, plan: Uuid, shown: u64) -> Subscription {
        let told = Revisions { plan: shown, room: 0 };
        let mut hub = self.hub();
        let receiver = if hub.closed {
            // The sender is dropped at once, so the stream ends.
            watch::channel(told).1
        } else {
            hub.plans.entry(plan).or_insert_with(|| watch::channel(told).0).subscribe()
        };
        drop(hub);
        Subscription { plan, told, by: None, receiver: Some(receiver), signals: self.clone() }
    }

    /// As [`Signals::subscribe`] for a page that shows nothing yet, counted to the account that has it open; `None` when that has
    /// [`PAGES_AT_ONCE`] of this plan open already.
    pub fn subscribe_as(&self, plan: Uuid, account: Uuid) -> Option<Subscription> {
        {
            let mut hub = self.hub();
            let open = hub.open.entry((plan, account)).or_default();
            if *open == PAGES_AT_ONCE {
                return None;
            }
            *open += 1;
        }
        let mut page = self.subscribe(plan, 0);
        page.by = Some(account);
        Some(page)
    }

    /// Ends every stream, and those that begin later at once: call it when the house is asked to stop, else open
    /// streams keep a graceful stop waiting for ever.
    pub fn close(&self) {
        let mut hub = self.hub();
        hub.closed = true;
        hub.plans.clear();
    }

    /// How many plans somebody has open: for metrics.
    pub fn plans(&self) -> usize {
        self.hub().plans.len()
    }

    /// How many pages are open: for metrics.
    pub fn pages(&self) -> usize {
        self.hub().plans.values().map(watch::Sender::receiver_count).sum()
    }
}

/// One open page. Dropping it is leaving.
#[derive(Debug)]
pub struct Subscription {
    plan: Uuid,
    told: Revisions,
    by: Option<Uuid>,
    receiver: Option<watch::Receiver<Revisions>>,
    signals: Signals,
}

impl Subscription {
    /// The next revision of the plan newer than all told before; nothing when the house is closing. Safe to cancel.
    pub async fn next(&mut self) -> Option<u64> {
        loop {
            if let News::Plan(revision) = self.hear().await? {
                return Some(revision);
            }
        }
    }

    /// The next revision, of the plan or of the room, newer than all told before; nothing when the house is closing. Safe to
    /// cancel.
    pub async fn hear(&mut self) -> Option<News> {
        let receiver = self.receiver.as_mut()?;
        loop {
            let now = *receiver.borrow_and_update();
            if now.plan > self.told.plan {
                self.told.plan = now.plan;
                return Some(News::Plan(now.plan));
            }
            if now.room > self.told.room {
                self.told.room = now.room;
                return Some(News::Room(now.room));
            }
            receiver.changed().await.ok()?;
        }
    }

    /// The revisions of the plan to come, as a stream.
    pub fn stream(self) -> impl Stream<Item = u64> + Send + 'static {
        unfold(self, |mut page| async move { page.next().await.map(|revision| (revision, page)) })
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        let mut hub = self.signals.hub();
        // The receiver goes under the lock, so that of two that leave at once the last one sees it is alone.
        self.receiver = None;
        if hub.plans.get(&self.plan).is_some_and(|sender| sender.receiver_count() == 0) {
            hub.plans.remove(&self.plan);
        }
        if let Some(account) = self.by
            && let Entry::Occupied(mut open) = hub.open.entry((self.plan, account))
        {
            *open.get_mut() -= 1;
            if *open.get() == 0 {
                open.remove();
            }
        }
    }
}

/// The answer to `GET /live/…`: an event `changed` with the current revision at once (a page that was drawn before
/// an act and subscribed after it sees that it is behind), then one for each newer revision.
///
/// The caller has looked: `page` is made *before* `current` is read, so that no revision falls between. Before each later
/// revision is told, `hears` is asked; at the first no an event `gone` tells the page to fetch itself once more, and no
/// revision, and the stream ends. The room of the plan's meeting is told in events of its own, `room`: `room` is its revision
/// now, for a page that shows it.
pub fn events<F>(
    page: Subscription,
    current: u64,
    room: Option<u64>,
    hears: impl Fn() -> F + Send + 'static,
) -> Response
where
    F: Future<Output = bool> + Send + 'static,
{
    let told = futures_util::StreamExt::map(told(page, current, room, hears), |told| {
        Ok::<_, Infallible>(match told {
            Some(News::Plan(revision)) => Event::default().event("changed").data(revision.to_string()),
            Some(News::Room(revision)) => Event::default().event("room").data(revision.to_string()),
            // An event without data is none to a browser.
            None => Event::default().event("gone").data("1"),
        })
    });
    // nginx would otherwise hold events back until its buffer is full.
    let unbuffered = [(HeaderName::from_static("x-accel-buffering"), "no")];
    (unbuffered, Sse::new(told).keep_alive(KeepAlive::new().interval(KEEP_ALIVE))).into_response()
}

/// What a page is told: where things are now, and then what is new; nothing (`None`) once it may not hear more.
///
/// Thousands of pages wait at once, so what waits is kept small: the asking, some 20 kB of futures down to the database, is on the
/// heap for as long as it takes and not within each stream.
fn told<F>(
    page: Subscription,
    current: u64,
    room: Option<u64>,
    hears: impl Fn() -> F + Send + 'static,
) -> impl Stream<Item = Option<News>> + Send + 'static
where
    F: Future<Output = bool> + Send + 'static,
{
    let now = std::iter::once(News::Plan(current)).chain(room.map(News::Room));
    let first = futures_util::stream::iter(now.map(Some).collect::<Vec<_>>());
    let later = unfold(Some((page, hears)), |listening| async move {
        let (mut page, hears) = listening?;
        let news = page.hear().await?;
        let still = Box::pin(hears()).await;
        Some(if still { (Some(news), Some((page, hears))) } else { (None, None) })
    });
    futures_util::StreamExt::chain(first, later)
}

#[cfg(test)]
mod tests;

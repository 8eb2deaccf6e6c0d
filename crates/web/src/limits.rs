//! How often somebody may try to sign in, and how many pictures are read and papers set at a time. Kept in memory alone; in front of several server processes, each has its own.

use std::num::NonZeroU32;

use governor::clock::QuantaClock;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use tokio::sync::Semaphore;

use crate::address::Address;

type Keyed = RateLimiter<String, DashMapStateStore<String>, QuantaClock>;

/// How many sign-ins at identity providers may begin or come back from one address in a minute: a whole town hall shares one.
const AT_PROVIDERS: NonZeroU32 = NonZeroU32::new(240).unwrap();

/// How many files are read anew side by side: a picture of 40 million dots takes some 200 megabytes while it is, and a second of a
/// processor.
const READ_AT_ONCE: usize = 2;
/// How many may wait for that, each with its file of at most ten megabytes in memory.
const WAIT_TO_BE_READ: usize = 14;
/// How many papers are set side by side: one takes 30 milliseconds of a processor, one with hundreds of rows seconds.
const SET_AT_ONCE: usize = 2;
/// How many may wait for that, each with what it shall hold, some 60 kilobytes: when a meeting ends, all fetch theirs.
const WAIT_TO_BE_SET: usize = 500;

/// Limits on what can be guessed or flooded, by key: an address, an account, the first signs of a code.
pub struct Limits {
    guesses: Keyed,
    providers: Keyed,
    files: Queue,
    papers: Queue,
}

/// A few at a time; others wait, and whoever finds it full is told at once.
struct Queue {
    turns: Semaphore,
    room: Semaphore,
}

impl Queue {
    fn new(at_once: usize, waiting: usize) -> Self {
        Self { turns: Semaphore::new(at_once), room: Semaphore::new(at_once + waiting) }
    }

    /// Does it on a thread of its own when it is its turn; `None` when it stopped there.
    async fn work<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<Option<T>, Crowded> {
        let _room = self.room.try_acquire().map_err(|_| Crowded)?;
        let _turn = self.turns.acquire().await.map_err(|_| Crowded)?;
        Ok(tokio::task::spawn_blocking(work).await.ok())
    }
}

/// More wait than there is room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crowded;

impl std::fmt::Debug for Limits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Limits")
    }
}

impl Limits {
    /// `tries` in a row, then one more each minute.
    pub fn new(tries: NonZeroU32) -> Self {
        let quota = Quota::per_minute(NonZeroU32::MIN).allow_burst(tries);
        Self {
            guesses: RateLimiter::dashmap(quota),
            providers: RateLimiter::dashmap(Quota::per_minute(AT_PROVIDERS)),
            files: Queue::new(READ_AT_ONCE, WAIT_TO_BE_READ),
            papers: Queue::new(SET_AT_ONCE, WAIT_TO_BE_SET),
        }
    }

    /// Whether a sign-in link may be asked for once more, for this mail address and from there.
    pub fn sign_in(&self, mail: &str, from: &Address) -> bool {
        let guess = |key: String| self.guesses.check_key(&key).is_ok();
        // A library or a clinic shares an address: it gets no fewer tries than one mail address has.
        from.0.as_ref().is_none_or(|from| guess(format!("mail from {from}"))) && guess(format!("mail {mail}"))
    }

    /// Whether a code that begins so may be tried once more, and from there.
    pub fn code(&self, begins: &str, from: &Address) -> bool {
        let guess = |key: String| self.guesses.check_key(&key).is_ok();
        from.0.as_ref().is_none_or(|from| guess(format!("code from {from}"))) && guess(format!("code {begins}"))
    }

    /// Whether a sign-in at an identity provider may begin, or come back, once more from there.
    pub fn provider(&self, from: &Address) -> bool {
        from.0.as_ref().is_none_or(|from| self.providers.check_key(from).is_ok())
    }

    /// Reads a picture or a sound on a thread of its own, few at a time: others wait in line, and whoever finds the line full is told
    /// at once. `None` when the reading itself stopped.
    ///
    /// # Errors
    /// [`Crowded`] when too many wait already.
    pub async fn read<T: Send + 'static>(
        &self,
        reading: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Option<T>, Crowded> {
        self.files.work(reading).await
    }

    /// Sets a paper on a thread of its own, few at a time, so that one who asks for many long ones does not take every processor and
    /// all memory. `None` when the setting itself stopped.
    ///
    /// # Errors
    /// [`Crowded`] when too many wait already.
    pub async fn set<T: Send + 'static>(
        &self,
        setting: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Option<T>, Crowded> {
        self.papers.work(setting).await
    }

    /// Forgets those who have not tried for a while, so that memory does not grow with every address that ever asked.
    pub fn forget_old(&self) {
        self.guesses.retain_recent();
        self.providers.retain_recent();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guessing_stops_by_address_and_by_code() {
        let limits = Limits::new(NonZeroU32::new(3).unwrap());
        let from = |n: u8| Address(Some(format!("198.51.100.{n}")));
        for n in 0..3 {
            assert!(limits.code(&format!("AAA{n}"), &from(1)));
        }
        assert!(!limits.code("AAA9", &from(1)), "one address");
        for n in 2..5 {
            assert!(limits.code("BBBB", &from(n)));
        }
        assert!(!limits.code("BBBB", &from(9)), "one code from many addresses");
        assert!(!limits.code("BBBB", &Address(None)));
        assert!(limits.code("CCCC", &Address(None)));
        for _ in 0..3 {
            assert!(limits.sign_in("a@b.example", &Address(None)));
        }
        assert!(!limits.sign_in("a@b.example", &from(20)));
        limits.forget_old();
        assert!(!limits.sign_in("a@b.example", &Address(None)));
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn few_pictures_are_read_at_a_time_and_a_full_line_says_so() {
        use std::sync::Arc;
        use std::sync::atomic::{AtomicUsize, Ordering};
        use std::time::Duration;

        let limits = Arc::new(Limits::new(NonZeroU32::MIN));
        let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let picture = |_| {
            let (limits, now, most) = (Arc::clone(&limits), Arc::clone(&now), Arc::clone(&most));
            async move {
                let reading = move || {
                    most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    std::thread::sleep(Duration::from_millis(20));
                    now.fetch_sub(1, Ordering::SeqCst);
                };
                limits.read(reading).await
            }
        };
        let done = futures_util::future::join_all((0..40).map(picture)).await;
        assert_eq!(done.iter().filter(|done| done.is_ok()).count(), READ_AT_ONCE + WAIT_TO_BE_READ);
        assert!(done.iter().filter(|done| done.is_err()).all(|done| *done == Err(Crowded)));
        assert_eq!(most.load(Ordering::SeqCst), READ_AT_ONCE);
        // Also after one whose reading stopped, there is room again.
        let stopped: Result<Option<()>, Crowded> = limits.read(|| std::panic::resume_unwind(Box::new(()))).await;
        assert_eq!(stopped, Ok(None));
        let done = futures_util::future::join_all((0..READ_AT_ONCE + WAIT_TO_BE_READ).map(picture)).await;
        assert!(done.iter().all(|done| *done == Ok(Some(()))));
    }

    #[tokio::test]
    async fn papers_wait_in_a_line_of_their_own() {
        let limits = Limits::new(NonZeroU32::MIN);
        let pictures = limits.files.room.try_acquire_many(16).unwrap();
        assert_eq!(limits.read(|| ()).await, Err(Crowded));
        assert_eq!(limits.set(|| 7).await, Ok(Some(7)), "a full line of pictures keeps no paper back");
        drop(pictures);
        let all = u32::try_from(SET_AT_ONCE + WAIT_TO_BE_SET).unwrap();
        let papers = limits.papers.room.try_acquire_many(all).unwrap();
        assert_eq!(limits.set(|| ()).await, Err(Crowded));
        drop(papers);
        assert_eq!(limits.set(|| ()).await, Ok(Some(())));
    }

    #[test]
    fn a_town_hall_signs_in_in_the_morning() {
        let limits = Limits::new(NonZeroU32::MIN);
        let here = Address(Some("198.51.100.1".to_owned()));
        assert_eq!((0..1000).filter(|_| limits.provider(&here)).count(), 240);
        assert!((0..1000).all(|_| limits.provider(&Address(None))));
    }
}

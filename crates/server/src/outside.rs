//! What comes from outside the program: the clock and chance.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// The clock. A demonstration for tests may move it; nothing else can.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    moved_by: Arc<AtomicI64>,
}

impl Clock {
    /// The time now.
    pub fn now(&self) -> Timestamp {
        let moved = SignedDuration::from_micros(self.moved_by.load(Ordering::Relaxed));
        Timestamp::now().checked_add(moved).unwrap_or(Timestamp::MAX)
    }

    /// Moves the clock so that it is `to` now.
    pub fn move_to(&self, to: Timestamp) {
        let by = to.duration_since(Timestamp::now());
        self.moved_by.store(i64::try_from(by.as_micros()).unwrap_or(0), Ordering::Relaxed);
    }
}

/// 256 bits of chance from the operating system. Without chance there is no safe session, so the program stops.
pub fn chance() -> [u8; 32] {
    let mut bytes = [0; 32];
    if getrandom::fill(&mut bytes).is_err() {
        eprintln!("samsyn: the operating system gives no randomness");
        std::process::abort();
    }
    bytes
}

/// A new id: UUID version 7 (RFC 9562), ordered by time.
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}

/// A short code to read out on the phone, found again in the log.
pub fn error_code() -> String {
    const SIGNS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    let signs = chance();
    let sign = |byte: &u8| char::from(SIGNS[usize::from(*byte) % SIGNS.len()]);
    signs[..6].iter().map(sign).collect()
}

//! How often somebody may try to sign in.

use std::num::NonZeroU32;

use governor::clock::QuantaClock;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

type Keyed = RateLimiter<String, DashMapStateStore<String>, QuantaClock>;

/// Limits on what can be guessed or flooded, by key: an address, an account.
pub struct Limits {
    sign_in: Keyed,
}

impl std::fmt::Debug for Limits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Limits")
    }
}

impl Limits {
    /// `tries` in a row, then one more each minute.
    pub fn new(tries: NonZeroU32) -> Self {
        let quota = Quota::per_minute(NonZeroU32::MIN).allow_burst(tries);
        Self { sign_in: RateLimiter::dashmap(quota) }
    }

    /// Whether this key may try to sign in once more.
    pub fn sign_in(&self, key: &str) -> bool {
        self.sign_in.check_key(&key.to_owned()).is_ok()
    }
}

//! How often somebody may try to sign in. Kept in memory alone; in front of several server processes, each has its own.

use std::num::NonZeroU32;

use governor::clock::QuantaClock;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

use crate::address::Address;

type Keyed = RateLimiter<String, DashMapStateStore<String>, QuantaClock>;

/// How many sign-ins at identity providers may begin or come back from one address in a minute: a whole town hall shares one.
const AT_PROVIDERS: NonZeroU32 = NonZeroU32::new(240).unwrap();

/// Limits on what can be guessed or flooded, by key: an address, an account, the first signs of a code.
pub struct Limits {
    guesses: Keyed,
    providers: Keyed,
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
        Self { guesses: RateLimiter::dashmap(quota), providers: RateLimiter::dashmap(Quota::per_minute(AT_PROVIDERS)) }
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

    #[test]
    fn a_town_hall_signs_in_in_the_morning() {
        let limits = Limits::new(NonZeroU32::MIN);
        let here = Address(Some("198.51.100.1".to_owned()));
        assert_eq!((0..1000).filter(|_| limits.provider(&here)).count(), 240);
        assert!((0..1000).all(|_| limits.provider(&Address(None))));
    }
}

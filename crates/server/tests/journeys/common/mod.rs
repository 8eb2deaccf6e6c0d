//! What every journey needs: a running server, a browser, what lies in the file, chance from a seed.

pub mod browser;
pub mod chance;
pub mod forms;
pub mod house;
pub mod http;
pub mod issuer;
pub mod opened;
pub mod routes;
pub mod server;
pub mod smtp;
pub mod stored;
pub mod walk;

pub use browser::Browser;
pub use chance::Chance;
pub use http::Answer;
pub use opened::Opened;
pub use server::{Folder, Server, samsyn};
pub use stored::Stored;

use std::time::{Duration, Instant};

/// Asks again and again until it is so; stops the journey when it has not become so in half a minute.
pub fn until(what: &str, mut so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !so() {
        assert!(begun.elapsed() < Duration::from_secs(30), "waited in vain: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

//! Style, scripts and pictures: inside the binary, under an address that changes with their content.

use std::fmt::Write as _;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::error::Error;

macro_rules! assets {
    ($($name:literal: $kind:literal),* $(,)?) => {
        /// Name, media type, content.
        const ALL: &[(&str, &str, &[u8])] = &[$(($name, $kind, include_bytes!(concat!("../assets/", $name)))),*];
    };
}

assets! {
    "site.css": "text/css; charset=utf-8",
    "live.js": "text/javascript; charset=utf-8",
    "morph.js": "text/javascript; charset=utf-8",
    "room.js": "text/javascript; charset=utf-8",
    "plain.js": "text/javascript; charset=utf-8",
    "leave.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
    "face-good.svg": "image/svg+xml",
    "face-so-so.svg": "image/svg+xml",
    "face-not-good.svg": "image/svg+xml",
    "face-very-good.svg": "image/svg+xml",
    "face-little.svg": "image/svg+xml",
    "face-dont-know.svg": "image/svg+xml",
    "card-friends.svg": "image/svg+xml",
    "card-home.svg": "image/svg+xml",
    "card-school.svg": "image/svg+xml",
    "card-adult.svg": "image/svg+xml",
    "card-play.svg": "image/svg+xml",
    "card-quiet.svg": "image/svg+xml",
    "card-body.svg": "image/svg+xml",
    "card-sleep.svg": "image/svg+xml",
    "speak.js": "text/javascript; charset=utf-8",
    "draw.js": "text/javascript; charset=utf-8",
    "voice.js": "text/javascript; charset=utf-8",
}

/// One hash over all assets, so that a script finds its neighbours by a relative address. 16 hex digits.
static HASH: LazyLock<String> = LazyLock::new(|| {
    let mut sum = Sha256::new();
    for (name, _, content) in ALL {
        sum.update(name.as_bytes());
        sum.update(content);
    }
    sum.finalize().iter().take(8).fold(String::new(), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
});

/// The address of an asset: `/assets/<hash>/site.css`.
pub fn url(name: &str) -> String {
    format!("/assets/{}/{name}", *HASH)
}

/// `GET /assets/{hash}/{name}`. Another hash (a page from before an update) is answered with today's content, but
/// not for keeping.
pub(crate) async fn serve(Path((hash, name)): Path<(String, String)>) -> Response {
    let Some((_, kind, content)) = ALL.iter().find(|(known, ..)| *known == name) else {
        return Error::NotFound.into_response();
    };
    let keep = if hash == *HASH { "public, max-age=31536000, immutable" } else { "no-store" };
    ([(header::CONTENT_TYPE, *kind), (header::CACHE_CONTROL, keep)], *content).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_carry_the_hash() {
        assert_eq!(HASH.len(), 16);
        assert_eq!(url("site.css"), format!("/assets/{}/site.css", *HASH));
    }

    #[test]
    fn the_style_is_small_and_fetches_nothing() {
        let (_, _, css) = ALL[0];
        let css = std::str::from_utf8(css).unwrap();
        assert!(css.len() < 40_000, "{} bytes", css.len());
        for foreign in ["http:", "https:", "@import", "url("] {
            assert!(!css.contains(foreign), "{foreign}");
        }
        // Physical sides would be wrong in Arabic.
        for physical in
            ["margin-left", "margin-right", "padding-left", "padding-right", "text-align: left", "text-align: right"]
        {
            assert!(!css.contains(physical), "{physical}");
        }
    }

    #[test]
    fn pictures_and_scripts_are_our_own_and_closed() {
        for (name, kind, content) in ALL {
            let text = std::str::from_utf8(content).unwrap();
            match *kind {
                "image/svg+xml" => {
                    assert!(text.contains("</svg>") && !text.contains("<script") && !text.contains("href"), "{name}");
                }
                _ => assert!(!text.contains("eval(") && !text.contains("innerHTML"), "{name}"),
            }
        }
    }
}

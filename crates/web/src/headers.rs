//! Headers that every answer carries.

use axum::http::header::Entry;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// What a page may load and do: own scripts, styles and pictures, own forms, nothing else; HTML made by scripts
/// passes the Trusted Types policy `live`.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    connect-src 'self'; img-src 'self'; media-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; \
    require-trusted-types-for 'script'; trusted-types live";

/// What the page where a voice is recorded may do beside that: listen, when somebody presses and their browser asks them, and
/// play what was recorded before it is sent.
pub const MAY_RECORD: [(HeaderName, &str); 2] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; \
         media-src 'self' blob:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; \
         require-trusted-types-for 'script'; trusted-types live",
    ),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(self), browsing-topics=()"),
];

/// Name and value of what is always said. `same-origin` gives other sites no referrer at all, as `no-referrer` does,
/// but lets the browser send a true `Origin` with our own forms; with `no-referrer` it is `null`, and old telephones
/// that lack `Sec-Fetch-Site` could then send no form past the check for foreign sites.
const ALWAYS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), browsing-topics=()"),
];

/// Puts the headers on an answer. Pages are never stored by a browser or a proxy, unless the answer says otherwise
/// (assets do).
pub fn put(headers: &mut HeaderMap, https: bool) {
    for (name, value) in ALWAYS {
        // The page where a voice is recorded says its own; no other does.
        if let Entry::Vacant(entry) = headers.entry(name) {
            entry.insert(HeaderValue::from_static(value));
        }
    }
    if https {
        headers
            .insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000; includeSubDomains"));
    }
    if let Entry::Vacant(entry) = headers.entry(header::CACHE_CONTROL) {
        entry.insert(HeaderValue::from_static("no-store"));
    }
}

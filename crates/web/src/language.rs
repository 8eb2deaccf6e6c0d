//! Which language a page speaks: the cookie `lang` of a choice, else the cookie `spoken` with what the directory says of whoever
//! is signed in, else `Accept-Language`, else Swedish.

use std::sync::LazyLock;

use axum::extract::FromRequestParts;
use axum::http::{HeaderMap, header, request::Parts};

use crate::dates::Dates;
use crate::text::{L10n, T, Text};

/// A language of the interface. Easy Swedish is a language of its own, not a shortened one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// Swedish, `sv`.
    #[default]
    Sv,
    /// Easy Swedish (lättläst), `sv-simple`.
    SvSimple,
    /// English, `en`.
    En,
}

struct Loaded {
    text: Text,
    dates: Dates,
}

fn load(language: L10n) -> Loaded {
    let text = Text::load(language);
    let dates = Dates::of(&text, !matches!(language, L10n::En));
    Loaded { text, dates }
}

static LOADED: LazyLock<[Loaded; 3]> = LazyLock::new(|| [load(L10n::Sv), load(L10n::SvSimple), load(L10n::En)]);

impl Language {
    /// Every language, in the order the language switch shows them.
    pub const ALL: [Language; 3] = [Language::Sv, Language::SvSimple, Language::En];

    /// The BCP 47 tag, as in `<html lang>` and in the cookie.
    pub const fn tag(self) -> &'static str {
        match self {
            Language::Sv => "sv",
            Language::SvSimple => "sv-simple",
            Language::En => "en",
        }
    }

    /// The language of a tag that [`Language::tag`] gave (letter case aside), else nothing.
    pub fn from_tag(tag: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(tag))
    }

    /// The writing direction, as in `<html dir>`.
    pub const fn dir(self) -> &'static str {
        match self {
            Language::Sv | Language::SvSimple | Language::En => "ltr",
        }
    }

    /// The messages in this language.
    pub fn text(self) -> T {
        &LOADED[self as usize].text
    }

    /// Dates in words in this language.
    pub fn dates(self) -> &'static Dates {
        &LOADED[self as usize].dates
    }

    /// The language's name in itself, for the switch: "Svenska", "Lätt svenska", "English".
    pub fn name(self) -> &'static str {
        self.text().msg_language_name()
    }

    /// The cookie's language if it names one, else the best of `Accept-Language` (RFC 9110 12.5.4), else Swedish.
    pub fn choose(cookie: Option<&str>, accept: Option<&str>) -> Language {
        cookie.and_then(Language::from_tag).or_else(|| accept.and_then(best_of)).unwrap_or_default()
    }

    /// The language that a request asks for by its headers.
    pub fn of(headers: &HeaderMap) -> Language {
        let cookie = axum_extra::extract::cookie::CookieJar::from_headers(headers);
        let accept = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let named = |name: &str| cookie.get(name).and_then(|cookie| Language::from_tag(cookie.value()));
        named("lang").or_else(|| named("spoken")).unwrap_or_else(|| Language::choose(None, accept))
    }
}

/// The best language of an `Accept-Language` header; the first of equals wins.
fn best_of(accept: &str) -> Option<Language> {
    let mut best: Option<(u16, Language)> = None;
    for entry in accept.split(',').take(20) {
        let (tag, weight) = entry.split_once(';').unwrap_or((entry, "q=1"));
        let quality = weight.trim().strip_prefix("q=").and_then(|q| q.parse::<f32>().ok()).unwrap_or(0.0);
        let Some(language) = matching(tag.trim()) else { continue };
        // A weight has at most three decimals, so thousandths are exact enough to compare.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=1000")]
        let thousandths = (quality.clamp(0.0, 1.0) * 1000.0) as u16;
        if thousandths > 0 && best.is_none_or(|(quality, _)| thousandths > quality) {
            best = Some((thousandths, language));
        }
    }
    best.map(|(_, language)| language)
}

/// The language whose tag is a prefix, by whole subtags, of what was asked for: `en-GB` is `en`.
fn matching(tag: &str) -> Option<Language> {
    let primary = tag.split('-').next().unwrap_or_default();
    Language::from_tag(tag).or_else(|| Language::from_tag(primary))
}

impl<S: Sync> FromRequestParts<S> for Language {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Language::of(&parts.headers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_wins_then_the_browser_then_swedish() {
        let cases: [(Option<&str>, Option<&str>, Language); 14] = [
            (None, None, Language::Sv),
            (Some("en"), Some("sv"), Language::En),
            (Some("sv-simple"), None, Language::SvSimple),
            (Some("SV-Simple"), None, Language::SvSimple),
            (Some("<script>"), Some("en"), Language::En),
            (None, Some("en-GB,en;q=0.9,sv;q=0.8"), Language::En),
            (None, Some("ar,so;q=0.9,sv;q=0.2"), Language::Sv),
            (None, Some("ar, so;q=0.9"), Language::Sv),
            (None, Some("sv;q=0.4, en;q=0.5"), Language::En),
            (None, Some("en;q=0, sv;q=0.1"), Language::Sv),
            (None, Some("en;q=0"), Language::Sv),
            (None, Some("en;q=NaN"), Language::Sv),
            (None, Some(",,;;q=,sv-simple"), Language::SvSimple),
            (None, Some("enx, svenska"), Language::Sv),
        ];
        for (cookie, accept, want) in cases {
            assert_eq!(Language::choose(cookie, accept), want, "{cookie:?} {accept:?}");
        }
    }

    #[test]
    fn what_somebody_chose_goes_before_what_the_directory_says_and_that_before_the_browser() {
        for (cookies, want) in [
            ("spoken=sv-simple", Language::SvSimple),
            ("spoken=sv-simple; lang=en", Language::En),
            ("spoken=ar", Language::Sv),
            ("lang=<script>; spoken=en", Language::En),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::COOKIE, cookies.parse().unwrap());
            headers.insert(header::ACCEPT_LANGUAGE, "sv".parse().unwrap());
            assert_eq!(Language::of(&headers), want, "{cookies}");
        }
    }

    #[test]
    fn tags_go_round_and_texts_are_in_their_language() {
        for language in Language::ALL {
            assert_eq!(Language::from_tag(language.tag()), Some(language));
        }
        assert_eq!(Language::En.name(), "English");
        assert_ne!(Language::Sv.name(), Language::SvSimple.name());
    }

    #[test]
    fn texts_are_shared_between_threads() {
        fn shared<T: Send + Sync + 'static>(_: &T) {}
        shared(Language::Sv.text());
        shared(Language::Sv.dates());
    }
}

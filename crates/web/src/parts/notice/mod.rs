//! A notice that must not be missed, in the flow of the page. What was just saved is [`super::Page::saved`].

use askama::Template;
use askama::filters::HtmlSafe;

use super::Words;

/// A notice: `Notice::calm(t.msg_consent_ends())`, `Notice::important(…)`.
#[derive(Debug, Template)]
#[template(path = "parts/notice/notice.html")]
pub struct Notice<'a> {
    important: bool,
    title: Option<Words<'a>>,
    words: Words<'a>,
    link: Option<(Words<'a>, Words<'a>)>,
}

impl HtmlSafe for Notice<'_> {}

impl<'a> Notice<'a> {
    /// Good to know.
    pub fn calm(words: impl Into<Words<'a>>) -> Self {
        Notice { important: false, title: None, words: words.into(), link: None }
    }

    /// Something may go wrong, or be lost.
    pub fn important(words: impl Into<Words<'a>>) -> Self {
        Notice { important: true, ..Notice::calm(words) }
    }

    /// A short title.
    #[must_use]
    pub fn title(mut self, title: impl Into<Words<'a>>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// A link after the words.
    #[must_use]
    pub fn link(mut self, href: impl Into<Words<'a>>, label: impl Into<Words<'a>>) -> Self {
        self.link = Some((href.into(), label.into()));
        self
    }
}

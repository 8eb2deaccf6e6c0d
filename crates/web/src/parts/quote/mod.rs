//! A person's own words, unaltered, in their own language and direction.

use askama::Template;
use askama::filters::HtmlSafe;

use super::Words;

/// Somebody's own words: `Quote::new(&goal.words).by("Elin")`, in a sentence `Quote::new(&words).inline()`.
#[derive(Debug, Template)]
#[template(path = "parts/quote/quote.html")]
pub struct Quote<'a> {
    words: Words<'a>,
    by: Option<Words<'a>>,
    lang: Option<Words<'a>>,
    inline: bool,
    large: bool,
}

impl HtmlSafe for Quote<'_> {}

impl<'a> Quote<'a> {
    /// The words as they were written; line breaks are kept.
    pub fn new(words: impl Into<Words<'a>>) -> Self {
        Quote { words: words.into(), by: None, lang: None, inline: false, large: false }
    }

    /// Whose they are.
    #[must_use]
    pub fn by(mut self, name: impl Into<Words<'a>>) -> Self {
        self.by = Some(name.into());
        self
    }

    /// The language they are in (BCP 47), when it is known and not the page's.
    #[must_use]
    pub fn lang(mut self, tag: impl Into<Words<'a>>) -> Self {
        self.lang = Some(tag.into());
        self
    }

    /// As part of a sentence, between quotation marks.
    #[must_use]
    pub fn inline(mut self) -> Self {
        self.inline = true;
        self
    }

    /// Large: the question that a meeting is about.
    #[must_use]
    pub fn large(mut self) -> Self {
        self.large = true;
        self
    }
}

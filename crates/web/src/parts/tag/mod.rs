//! A status: words and a shape, never colour alone.

use askama::Template;
use askama::filters::HtmlSafe;

use super::Words;

/// A status tag: `Tag::done(t.msg_said_yes())`.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/tag/tag.html")]
pub struct Tag<'a> {
    kind: &'static str,
    words: Words<'a>,
}

impl HtmlSafe for Tag<'_> {}

impl<'a> Tag<'a> {
    fn new(kind: &'static str, words: impl Into<Words<'a>>) -> Self {
        Tag { kind, words: words.into() }
    }

    /// Finished, or said yes to: a tick.
    pub fn done(words: impl Into<Words<'a>>) -> Self {
        Tag::new("done", words)
    }

    /// Going on: a half-filled ring.
    pub fn going(words: impl Into<Words<'a>>) -> Self {
        Tag::new("going", words)
    }

    /// Someone else has to do something: an hourglass.
    pub fn waiting(words: impl Into<Words<'a>>) -> Self {
        Tag::new("waiting", words)
    }

    /// You have to do something: a filled dot.
    pub fn yours(words: impl Into<Words<'a>>) -> Self {
        Tag::new("yours", words)
    }

    /// Late, or refused: an exclamation mark.
    pub fn late(words: impl Into<Words<'a>>) -> Self {
        Tag::new("late", words)
    }

    /// Nothing is to be done: a dash.
    pub fn quiet(words: impl Into<Words<'a>>) -> Self {
        Tag::new("quiet", words)
    }
}

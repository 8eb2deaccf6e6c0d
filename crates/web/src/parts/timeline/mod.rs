//! What has happened, newest first (pattern: the timeline of the British justice ministry's design system).

use std::borrow::Borrow;

use askama::Template;
use askama::filters::HtmlSafe;

use super::{Words, own};

/// A history: `Timeline::new([Moment::new("3 mars 2027", "Lisa sa ja")])`.
#[derive(Debug, Template)]
#[template(path = "parts/timeline/timeline.html")]
pub struct Timeline<'a> {
    moments: Vec<Moment<'a>>,
}

/// One thing that happened.
#[derive(Debug, Clone)]
pub struct Moment<'a> {
    when: Words<'a>,
    what: Words<'a>,
    who: Option<Words<'a>>,
    words: Option<Words<'a>>,
}

impl HtmlSafe for Timeline<'_> {}

impl<'a> Timeline<'a> {
    /// The moments in the order given.
    pub fn new(moments: impl IntoIterator<Item: Borrow<Moment<'a>>>) -> Self {
        Timeline { moments: own(moments) }
    }
}

impl<'a> Moment<'a> {
    /// When, in words, and what happened.
    pub fn new(when: impl Into<Words<'a>>, what: impl Into<Words<'a>>) -> Self {
        Moment { when: when.into(), what: what.into(), who: None, words: None }
    }

    /// Who did it.
    #[must_use]
    pub fn who(mut self, name: impl Into<Words<'a>>) -> Self {
        self.who = Some(name.into());
        self
    }

    /// What was said, in the person's own words.
    #[must_use]
    pub fn words(mut self, words: impl Into<Words<'a>>) -> Self {
        self.words = Some(words.into());
        self
    }
}

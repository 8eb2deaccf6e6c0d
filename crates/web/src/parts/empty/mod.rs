//! What stands where there is nothing yet: says so, and what to do.

use askama::Template;
use askama::filters::HtmlSafe;

use super::Words;

/// An empty place: `Empty::new(t.msg_no_plans()).action("/plans/new", t.msg_new_plan())`.
#[derive(Debug, Template)]
#[template(path = "parts/empty/empty.html")]
pub struct Empty<'a> {
    words: Words<'a>,
    action: Option<(Words<'a>, Words<'a>)>,
}

impl HtmlSafe for Empty<'_> {}

impl<'a> Empty<'a> {
    /// One or two sentences.
    pub fn new(words: impl Into<Words<'a>>) -> Self {
        Empty { words: words.into(), action: None }
    }

    /// What can be done about it.
    #[must_use]
    pub fn action(mut self, href: impl Into<Words<'a>>, label: impl Into<Words<'a>>) -> Self {
        self.action = Some((href.into(), label.into()));
        self
    }
}

//! How easy a text is to read, beside a field in which professionals write for the family: LIX, the longest sentence, and
//! words of the installation's list with what one can write instead. A hint: nothing is refused, and nothing stored.
//!
//! In a template, where `page` is the page's frame: `{{ form.area("what", t.msg_what()).plain(page) }}`, and after the form's
//! own button `{{ form.plain_button(page) }}`. It shows nothing to the family, nor beside what is theirs to say.

use askama::Template;
use askama::filters::HtmlSafe;
use samsyn_domain::information::Settings;
use samsyn_domain::plain::{Level, Reading, marks, unknown};
use samsyn_domain::words::Words as Said;

use super::Page;
use crate::form::Form;
use crate::text::T;

/// The name of the button that shows a form again with how easy its texts are to read.
pub const BUTTON: &str = "plain";

/// How easy one text is to read.
#[derive(Debug, Template)]
#[template(path = "parts/plain/plain.html")]
pub struct Plain {
    t: T,
    words: usize,
    lix: usize,
    longest: usize,
    level: Level,
    marks: Vec<(String, String)>,
    unknown: Vec<String>,
}

impl HtmlSafe for Plain {}

impl Plain {
    /// Reads a text. Nothing is said of an empty one, nor of one that is too long to be stored.
    pub fn of(t: T, settings: &Settings, text: &str) -> Self {
        let text = if text.chars().count() > Said::MAX { "" } else { text };
        let (read, list) = (Reading::of(text), &settings.plain_words);
        let marks = marks(text, list).into_iter().map(|mark| (mark.found.to_owned(), mark.plain.to_owned()));
        Self {
            t,
            words: read.words,
            lix: read.lix(),
            longest: read.longest,
            level: read.level(),
            marks: marks.collect(),
            unknown: unknown(text, list).into_iter().map(str::to_owned).collect(),
        }
    }

    fn level(&self) -> &'static str {
        match self.level {
            Level::VeryEasy => self.t.msg_plain_very_easy(),
            Level::Easy => self.t.msg_plain_easy(),
            Level::Medium => self.t.msg_plain_medium(),
            Level::Hard => self.t.msg_plain_hard(),
            Level::VeryHard => self.t.msg_plain_very_hard(),
        }
    }
}

/// The second button of a form. Made by [`Form::plain_button`].
#[derive(Debug, Template)]
#[template(path = "parts/plain/button.html")]
pub struct PlainButton {
    t: T,
    shown: bool,
}

impl HtmlSafe for PlainButton {}

impl Form {
    /// The button "show how easy the text is to read", for those whose pages say it.
    pub fn plain_button(&self, page: &Page) -> PlainButton {
        PlainButton { t: self.t(), shown: page.reads.is_some() }
    }

    /// How easy what stands in a field is to read, for those whose pages say it.
    pub(super) fn plain(&self, key: &str, page: &Page) -> Option<Plain> {
        page.reads.as_ref().map(|settings| Plain::of(self.t(), settings, self.value(key)))
    }
}

#[cfg(test)]
mod tests;

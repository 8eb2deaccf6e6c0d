//! A list of what has been answered, with a way to change each (pattern: GOV.UK summary list).

use std::borrow::Borrow;

use askama::Template;
use askama::filters::HtmlSafe;

use super::{Words, own};
use crate::text::T;

/// Questions and answers: `Rows::new(t, [row(label, value).change("/…")])`.
#[derive(Debug, Template)]
#[template(path = "parts/rows/rows.html")]
pub struct Rows<'a> {
    t: T,
    rows: Vec<Row<'a>>,
}

/// One row.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    label: Words<'a>,
    value: Words<'a>,
    own: bool,
    change: Option<Words<'a>>,
}

impl HtmlSafe for Rows<'_> {}

impl<'a> Rows<'a> {
    /// A list of rows.
    pub fn new(t: T, rows: impl IntoIterator<Item: Borrow<Row<'a>>>) -> Self {
        Rows { t, rows: own(rows) }
    }
}

impl<'a> Row<'a> {
    /// A label and a fact: a date, a name, a choice.
    pub fn new(label: impl Into<Words<'a>>, value: impl Into<Words<'a>>) -> Self {
        Row { label: label.into(), value: value.into(), own: false, change: None }
    }

    /// What was asked, and a person's own words; line breaks are kept.
    pub fn own(label: impl Into<Words<'a>>, value: impl Into<Words<'a>>) -> Self {
        Row { own: true, ..Row::new(label, value) }
    }

    /// A link "Ändra".
    #[must_use]
    pub fn change(mut self, href: impl Into<Words<'a>>) -> Self {
        self.change = Some(href.into());
        self
    }
}

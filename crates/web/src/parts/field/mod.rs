//! One-line and many-line fields: label above, hint, error, the text exactly as typed.

use askama::Template;
use askama::filters::HtmlSafe;

use super::{Page, Plain, Words};
use crate::form::Form;

/// A one-line field. Made by [`Form::input`], [`Form::date_input`], [`Form::time_input`], [`Form::number_input`].
#[derive(Debug, Template)]
#[template(path = "parts/field/input.html")]
pub struct Input<'a> {
    form: &'a Form,
    key: &'a str,
    label: Words<'a>,
    hint: Option<Words<'a>>,
    kind: &'static str,
    mode: Option<&'static str>,
    autocomplete: Option<&'static str>,
    width: &'static str,
    accept: Option<&'static str>,
    optional: bool,
    secret: bool,
    plain: Option<Plain>,
}

/// A field of several lines, which grows with what is written. Made by [`Form::area`].
#[derive(Debug, Template)]
#[template(path = "parts/field/area.html")]
pub struct Area<'a> {
    form: &'a Form,
    key: &'a str,
    label: Words<'a>,
    hint: Option<Words<'a>>,
    rows: u8,
    max: Option<usize>,
    optional: bool,
    plain: Option<Plain>,
}

impl HtmlSafe for Input<'_> {}
impl HtmlSafe for Area<'_> {}

impl Form {
    /// A line of text. `key` names the field and is its id; `label` is the question.
    pub fn input<'a>(&'a self, key: &'a str, label: impl Into<Words<'a>>) -> Input<'a> {
        Input {
            form: self,
            key,
            label: label.into(),
            hint: None,
            kind: "text",
            mode: None,
            autocomplete: None,
            width: "",
            accept: None,
            optional: false,
            secret: false,
            plain: None,
        }
    }

    /// A file; `accept` says which media types the browser offers first. What came is read by [`crate::upload::Upload`].
    pub fn file<'a>(&'a self, key: &'a str, label: impl Into<Words<'a>>, accept: &'static str) -> Input<'a> {
        Input { kind: "file", accept: Some(accept), secret: true, ..self.input(key, label) }
    }

    /// A day as one line of text, with a hint on how to write it; read by [`Form::date`].
    pub fn date_input<'a>(&'a self, key: &'a str, label: impl Into<Words<'a>>) -> Input<'a> {
        self.input(key, label).hint(self.t().msg_date_hint()).width("medium")
    }

    /// A time of day as one line of text; read by [`Form::time`].
    pub fn time_input<'a>(&'a self, key: &'a str, label: impl Into<Words<'a>>) -> Input<'a> {
        self.input(key, label).hint(self.t().msg_time_hint()).width("short")
    }

    /// A whole number; read by [`Form::number`].
    pub fn number_input<'a>(&'a self, key: &'a str, label: impl Into<Words<'a>>) -> Input<'a> {
        let mut input = self.input(key, label).width("short");
        input.mode = Some("numeric");
        input
    }

    /// Several lines of text.
    pub fn area<'a>(&'a self, key: &'a str, label: impl Into<Words<'a>>) -> Area<'a> {
        Area { form: self, key, label: label.into(), hint: None, rows: 4, max: None, optional: false, plain: None }
    }
}

impl<'a> Input<'a> {
    /// A sentence of help between label and field.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Words<'a>>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Says "(valfritt)" after the label.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// How wide: `""` (as wide as text), `"medium"`, `"short"`. The width tells how long an answer is.
    #[must_use]
    pub fn width(mut self, width: &'static str) -> Self {
        self.width = width;
        self
    }

    /// An HTML autocomplete token (WCAG 1.3.5): `"name"`, `"tel"`, `"email"`, `"one-time-code"`.
    #[must_use]
    pub fn autocomplete(mut self, token: &'static str) -> Self {
        self.autocomplete = Some(token);
        self.mode = match token {
            "tel" => Some("tel"),
            "email" => Some("email"),
            "one-time-code" => Some("text"),
            _ => self.mode,
        };
        self
    }

    /// A secret: shown as dots, and never sent back to the page.
    #[must_use]
    pub fn secret(mut self) -> Self {
        self.kind = "password";
        self.secret = true;
        self
    }

    /// Says beside the field, to those at work, how easy its text is to read.
    #[must_use]
    pub fn plain(mut self, page: &Page) -> Self {
        self.plain = self.form.plain(self.key, page);
        self
    }

    fn value(&self) -> &str {
        if self.secret { "" } else { self.form.value(self.key) }
    }

    fn described_by(&self) -> String {
        let ids = described_by(self.form, self.key, self.hint.is_some(), false);
        with_plain(ids, self.key, self.plain.is_some())
    }
}

impl<'a> Area<'a> {
    /// A sentence of help between label and field.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Words<'a>>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Says "(valfritt)" after the label.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// How many lines high at first.
    #[must_use]
    pub fn rows(mut self, rows: u8) -> Self {
        self.rows = rows;
        self
    }

    /// How many characters fit; said below the field, counted down while writing where scripts run. The browser
    /// does not cut the text: what is pasted is never lost, [`Form::text`] says what is too much.
    #[must_use]
    pub fn max(mut self, characters: usize) -> Self {
        self.max = Some(characters);
        self
    }

    /// Says beside the field, to those at work, how easy its text is to read.
    #[must_use]
    pub fn plain(mut self, page: &Page) -> Self {
        self.plain = self.form.plain(self.key, page);
        self
    }

    /// As [`Area::plain`], in a field that begins with our own words: of those, unchanged, nothing is said.
    #[must_use]
    pub fn plain_but(mut self, page: &Page, ours: &str) -> Self {
        self = self.plain(page);
        if self.form.value(self.key) == ours {
            self.plain = page.reads.as_ref().map(|settings| Plain::of(self.form.t(), settings, ""));
        }
        self
    }

    fn described_by(&self) -> String {
        let ids = described_by(self.form, self.key, self.hint.is_some(), self.max.is_some());
        with_plain(ids, self.key, self.plain.is_some())
    }
}

fn with_plain(ids: String, key: &str, plain: bool) -> String {
    if plain { format!("{ids} {key}-plain").trim_start().to_owned() } else { ids }
}

/// The ids that describe a field, for `aria-describedby`.
pub(super) fn described_by(form: &Form, key: &str, hint: bool, count: bool) -> String {
    let mut ids = Vec::new();
    if hint {
        ids.push(format!("{key}-hint"));
    }
    if form.error(key).is_some() {
        ids.push(format!("{key}-error"));
    }
    if count {
        ids.push(format!("{key}-count"));
    }
    ids.join(" ")
}

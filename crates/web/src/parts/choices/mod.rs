//! Questions with given answers: radio buttons, checkboxes, a list, faces.

use askama::Template;
use askama::filters::HtmlSafe;

use std::borrow::Borrow;

use super::{Words, own};
use crate::form::Form;

/// One answer to choose.
#[derive(Debug, Clone)]
pub struct Choice<'a> {
    value: Words<'a>,
    label: Words<'a>,
    hint: Option<Words<'a>>,
    picture: Option<&'static str>,
}

impl<'a> Choice<'a> {
    /// An answer: what is sent, and what is read.
    pub fn new(value: impl Into<Words<'a>>, label: impl Into<Words<'a>>) -> Self {
        Choice { value: value.into(), label: label.into(), hint: None, picture: None }
    }

    /// A sentence of help below the answer.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Words<'a>>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// A picture above the answer: the name of an asset, `"face-good.svg"`. The label still says it in words.
    #[must_use]
    pub fn picture(mut self, asset: &'static str) -> Self {
        self.picture = Some(asset);
        self
    }
}

/// A group of answers. Made by [`Form::radios`], [`Form::checkboxes`], [`Form::select`], [`Form::faces`].
#[derive(Debug, Template)]
#[template(path = "parts/choices/choices.html")]
pub struct Choices<'a> {
    form: &'a Form,
    key: &'a str,
    legend: Words<'a>,
    hint: Option<Words<'a>>,
    answers: Vec<Choice<'a>>,
    kind: Kind,
    optional: bool,
    heading: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Radio,
    Checkbox,
    Select,
    Faces,
    Cards,
    Scale,
}

impl HtmlSafe for Choices<'_> {}

impl Form {
    fn group<'a>(&'a self, kind: Kind, key: &'a str, legend: Words<'a>, answers: Vec<Choice<'a>>) -> Choices<'a> {
        Choices { form: self, key, legend, hint: None, answers, kind, optional: false, heading: false }
    }

    /// One answer of several, all in sight.
    pub fn radios<'a>(
        &'a self,
        key: &'a str,
        legend: impl Into<Words<'a>>,
        choices: impl IntoIterator<Item: Borrow<Choice<'a>>>,
    ) -> Choices<'a> {
        self.group(Kind::Radio, key, legend.into(), own(choices))
    }

    /// Any number of answers.
    pub fn checkboxes<'a>(
        &'a self,
        key: &'a str,
        legend: impl Into<Words<'a>>,
        choices: impl IntoIterator<Item: Borrow<Choice<'a>>>,
    ) -> Choices<'a> {
        self.group(Kind::Checkbox, key, legend.into(), own(choices))
    }

    /// One answer in a closed list; for more than about eight.
    pub fn select<'a>(
        &'a self,
        key: &'a str,
        label: impl Into<Words<'a>>,
        choices: impl IntoIterator<Item: Borrow<Choice<'a>>>,
    ) -> Choices<'a> {
        self.group(Kind::Select, key, label.into(), own(choices))
    }

    /// One answer as large cards side by side, each with a picture and its words.
    pub fn faces<'a>(
        &'a self,
        key: &'a str,
        legend: impl Into<Words<'a>>,
        choices: impl IntoIterator<Item: Borrow<Choice<'a>>>,
    ) -> Choices<'a> {
        self.group(Kind::Faces, key, legend.into(), own(choices))
    }

    /// One answer of a few steps, side by side and small: for several statements below each other.
    pub fn scale<'a>(
        &'a self,
        key: &'a str,
        legend: impl Into<Words<'a>>,
        choices: impl IntoIterator<Item: Borrow<Choice<'a>>>,
    ) -> Choices<'a> {
        self.group(Kind::Scale, key, legend.into(), own(choices))
    }

    /// Any number of answers as large cards side by side, each with its words, and a picture where it has one.
    pub fn cards<'a>(
        &'a self,
        key: &'a str,
        legend: impl Into<Words<'a>>,
        choices: impl IntoIterator<Item: Borrow<Choice<'a>>>,
    ) -> Choices<'a> {
        self.group(Kind::Cards, key, legend.into(), own(choices))
    }
}

impl<'a> Choices<'a> {
    /// A sentence of help below the question.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Words<'a>>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Says "(valfritt)" after the question.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// Draws the question as large as a heading: for pages with one question.
    #[must_use]
    pub fn large(mut self) -> Self {
        self.heading = true;
        self
    }

    fn id(&self, index: usize) -> String {
        if index == 0 { self.key.to_owned() } else { format!("{}-{index}", self.key) }
    }

    fn box_type(&self) -> &'static str {
        if matches!(self.kind, Kind::Checkbox | Kind::Cards) { "checkbox" } else { "radio" }
    }

    fn described_by(&self) -> String {
        super::field::described_by(self.form, self.key, self.hint.is_some(), false)
    }
}

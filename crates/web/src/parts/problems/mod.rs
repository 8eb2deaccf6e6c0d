//! The error summary above the heading: what is wrong, each a link to its field.

use std::borrow::Borrow;

use askama::Template;
use askama::filters::HtmlSafe;

use crate::form::Form;

/// The summary; draws nothing while the form has no errors. Made by [`Form::problems`].
#[derive(Debug, Template)]
#[template(path = "parts/problems/problems.html")]
pub struct Problems<'a> {
    form: &'a Form,
    labels: Vec<(&'a str, &'a str)>,
}

impl HtmlSafe for Problems<'_> {}

impl Form {
    /// The summary, with the label of each field that can fail.
    pub fn problems<'a>(&'a self, labels: impl IntoIterator<Item: Borrow<(&'a str, &'a str)>>) -> Problems<'a> {
        Problems { form: self, labels: super::own(labels) }
    }
}

impl Problems<'_> {
    /// Each error: the field's id and the sentence. Keys without a label are said without one.
    fn lines(&self) -> Vec<(&str, String)> {
        let line = |(key, error): &'_ (String, crate::form::FieldError)| {
            let said = error.say(self.form.language);
            match self.labels.iter().find(|(labelled, _)| labelled == key) {
                Some((_, label)) => self.form.t().msg_error_in_field(label, said),
                None => said,
            }
        };
        self.form.errors().iter().map(|error| (error.0.as_str(), line(error))).collect()
    }
}

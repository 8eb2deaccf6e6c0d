//! A task list: what there is to do, in order, and how far each has come (pattern: GOV.UK task list).

use std::borrow::Borrow;

use askama::Template;
use askama::filters::HtmlSafe;

use super::{Tag, Words, own};

/// A list of tasks: `Tasks::new(vec![Task::new("/…", t.msg_need(), Tag::done(…))])`.
#[derive(Debug, Template)]
#[template(path = "parts/tasks/tasks.html")]
pub struct Tasks<'a> {
    tasks: Vec<Task<'a>>,
}

/// One task.
#[derive(Debug, Clone)]
pub struct Task<'a> {
    href: Option<Words<'a>>,
    name: Words<'a>,
    hint: Option<Words<'a>>,
    status: Tag<'a>,
}

impl HtmlSafe for Tasks<'_> {}

impl<'a> Tasks<'a> {
    /// A list, drawn in the order given.
    pub fn new(tasks: impl IntoIterator<Item: Borrow<Task<'a>>>) -> Self {
        Tasks { tasks: own(tasks) }
    }
}

impl<'a> Task<'a> {
    /// A task that can be opened.
    pub fn new(href: impl Into<Words<'a>>, name: impl Into<Words<'a>>, status: Tag<'a>) -> Self {
        Task { href: Some(href.into()), name: name.into(), hint: None, status }
    }

    /// A task that cannot be opened yet; the status says why.
    pub fn closed(name: impl Into<Words<'a>>, status: Tag<'a>) -> Self {
        Task { href: None, name: name.into(), hint: None, status }
    }

    /// A sentence below the task.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Words<'a>>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

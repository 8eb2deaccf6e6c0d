//! The hidden fields of a form that changes a plan: so that a double press acts once, and a stale page is told.

use askama::Template;
use askama::filters::HtmlSafe;

/// Put `{{ stamp }}` into every form that acts on a plan.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/stamp/stamp.html")]
pub struct Stamp {
    act: String,
    revision: Option<u64>,
    kept: Option<uuid::Uuid>,
}

impl HtmlSafe for Stamp {}

impl Stamp {
    /// For a form that adds something: it fits whatever others add meanwhile.
    pub fn adding(act: uuid::Uuid) -> Self {
        Self { act: act.to_string(), revision: None, kept: None }
    }

    /// For a form that changes what stands there: refused as stale when the plan has changed since.
    pub fn changing(act: uuid::Uuid, revision: u64) -> Self {
        Self { act: act.to_string(), revision: Some(revision), kept: None }
    }

    /// Of a form that was typed before a session ran out: its draft goes when it is stored.
    #[must_use]
    pub fn kept(mut self, draft: Option<uuid::Uuid>) -> Self {
        self.kept = draft;
        self
    }
}

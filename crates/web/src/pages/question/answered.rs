//! The person's questions with what the meeting answers: on the screen that all look at, and to whoever leads, which are open.

use samsyn_domain::access::PlanView;
use samsyn_domain::plan::state::Question;

use crate::names::translated;
use crate::text::T;

/// A question with its answer.
pub(in crate::pages) struct Answered {
    /// In the person's own words.
    pub(in crate::pages) words: String,
    /// What they say in Swedish, where they are in another language.
    pub(in crate::pages) translation: Option<String>,
    /// What became of it.
    pub(in crate::pages) answer: Reply,
    /// Whether a link leads to where an answer is written.
    pub(in crate::pages) writes: bool,
}

/// What became of a question.
pub(in crate::pages) enum Reply {
    /// The answer.
    Given(String),
    /// There is one, which whoever looks, or one of those who do, may not see.
    KeptBack,
    /// None yet.
    Open,
}

/// The questions that this view shows, in order; `writes` says whether the one who looks answers them from here.
pub(in crate::pages) fn answered(t: T, view: &PlanView, writes: bool) -> Vec<Answered> {
    let one = |question: &Question| Answered {
        translation: translated(t, question),
        writes,
        words: question.words.to_string(),
        answer: match &question.answer {
            Some(answer) => Reply::Given(answer.words.to_string()),
            None if view.has_answer(question.no) => Reply::KeptBack,
            None => Reply::Open,
        },
    };
    view.questions.iter().map(one).collect()
}

/// The questions without an answer, for whoever carries the plan on; for others none.
pub(in crate::pages) fn without_answer(view: &PlanView) -> Vec<String> {
    if !view.place().holds() {
        return Vec::new();
    }
    let open = |question: &&Question| question.answer.is_none() && !view.has_answer(question.no);
    view.questions.iter().filter(open).map(|question| question.words.to_string()).collect()
}

//! The person's questions with what the meeting answers: on the screen that all look at, and to whoever leads, which are open.

use samsyn_domain::access::PlanView;

/// A question with its answer.
pub(in crate::pages) struct Answered {
    /// In the person's own words.
    pub(in crate::pages) words: String,
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

impl Reply {
    /// Whether nobody has answered.
    pub(in crate::pages) fn is_open(&self) -> bool {
        matches!(self, Self::Open)
    }
}

/// The questions that this view shows, in order; `writes` says whether the one who looks answers them from here.
pub(in crate::pages) fn answered(view: &PlanView, writes: bool) -> Vec<Answered> {
    let one = |question: &samsyn_domain::plan::state::Question| Answered {
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
    answered(view, true).into_iter().filter(|one| one.answer.is_open()).map(|one| one.words).collect()
}

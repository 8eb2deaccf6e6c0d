//! What the meeting answers each of the person's own questions, written where the plan is read back.

use samsyn_domain::access::PlanView;
use samsyn_domain::ids::No;
use samsyn_domain::information::InfoKind;
use samsyn_domain::plan::Command;
use samsyn_domain::words::Words as Said;

use crate::form::{FieldError, Form, Invalid};
use crate::pages::question::answered::{Answered, Reply, answered};

/// A question with its answer.
pub(super) struct Asked {
    pub(super) no: No,
    pub(super) words: String,
    pub(super) answer: Reply,
    /// The names of its two fields.
    pub(super) keys: [String; 2],
    /// Whether its form was refused just now, and stands open with what was typed.
    pub(super) open: bool,
}

fn keys(no: No) -> [String; 2] {
    [format!("answer-{no}"), format!("kind-{no}")]
}

/// The questions that this one may see.
pub(super) fn questions(view: &PlanView, form: &Form) -> Vec<Asked> {
    let one = |(question, asked): (&samsyn_domain::plan::state::Question, Answered)| {
        let keys = keys(question.no);
        Asked {
            no: question.no,
            words: asked.words,
            answer: asked.answer,
            open: form.is_refused() && form.value("do") == keys[0],
            keys,
        }
    };
    view.questions.iter().zip(answered(form.t(), view, false)).map(one).collect()
}

/// Puts what is answered already into the fields, but for those that were sent just now.
pub(super) fn fill_answers(view: &PlanView, form: &mut Form) {
    for question in &view.questions {
        let [words, kind] = keys(question.no);
        if form.value("do") == words {
            continue;
        }
        let answer = question.answer.as_ref();
        form.set(&words, answer.map(|answer| answer.words.to_string()).unwrap_or_default());
        form.set(&kind, answer.map_or(InfoKind::OwnWords, |answer| answer.kind).key());
    }
}

/// The answer as it was typed. What is wrong is noted beside its field.
pub(super) fn read_answer(form: &mut Form, no: No) -> Result<Command, Invalid> {
    let [words, kind] = keys(no);
    let typed = form.text(&words, Said::MAX);
    let chosen = InfoKind::from_key(form.value(&kind)).ok_or_else(|| form.fail(&kind, FieldError::NotChosen));
    Ok(Command::AnswerQuestion { no, words: typed?, kind: chosen? })
}

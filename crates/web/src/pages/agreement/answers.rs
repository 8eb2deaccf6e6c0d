//! What the meeting answers each of the person's own questions, written where the plan is read back.

use samsyn_domain::access::PlanView;
use samsyn_domain::ids::No;
use samsyn_domain::information::InfoKind;
use samsyn_domain::plan::Command;
use samsyn_domain::words::Words as Said;

use crate::form::{FieldError, Form, Invalid};

/// A question with its answer.
pub(super) struct Asked {
    pub(super) no: No,
    pub(super) words: String,
    pub(super) answer: Option<String>,
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
    let one = |question: &samsyn_domain::plan::state::Question| {
        let keys = keys(question.no);
        Asked {
            no: question.no,
            words: question.words.to_string(),
            answer: question.answer.as_ref().map(|answer| answer.words.to_string()),
            open: form.is_refused() && form.value("do") == keys[0],
            keys,
        }
    };
    view.questions.iter().map(one).collect()
}

/// Puts what is answered already into the fields.
pub(super) fn fill_answers(view: &PlanView, form: &mut Form) {
    for question in &view.questions {
        let [words, kind] = keys(question.no);
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

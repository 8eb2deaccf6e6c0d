//! Where somebody else may hold the key (a worker's device, a code that a worker wrote out) nothing is written over or taken
//! away that is not shown there: a child could lose its words by accident, and a worker could put others in their place.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::actor::{Actor, Reach, speaks_as};
use crate::people::Who;
use crate::plan::command::{AnswerDraft, Command, PreparationOf};
use crate::plan::refusal::{Refusal, Why};
use crate::plan::state::{About, Answer, Media, Plan, Preparation, SeenBy, Speaker};

/// Which of one's own boxes hold something that this session does not show; never what it says. A form leaves them out, so that
/// all else in it is kept, and says that they are not empty: what is sent for one of them is refused by [`kept_for_them`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unseen {
    answers: BTreeSet<String>,
    rows: BTreeSet<About>,
}

impl Unseen {
    /// What of the speaker's own `actor` does not see in this session; what opened before `now` is seen by all.
    pub(super) fn of(actor: &Actor, plan: &Plan, me: Option<&Who>, now: Timestamp) -> Self {
        let Some(me) = me.filter(|_| actor.reach != Reach::Whole) else { return Self::default() };
        let mine = plan.preparation_of(me).filter(|preparation| !preparation.waived);
        let answers = mine.into_iter().flat_map(|p| &p.answers).filter(|answer| hidden(answer));
        let shut = |round| !plan.expectations_open(round, now);
        let rows = plan.current_expectations().filter(|row| own(me, row.of) && shut(row.round)).map(|row| row.about);
        Self { answers: answers.map(|answer| answer.question.to_string()).collect(), rows: rows.collect() }
    }

    /// The keys of the questions in one's preparation that are answered unseen.
    pub fn answers(&self) -> impl Iterator<Item = &str> {
        self.answers.iter().map(String::as_str)
    }

    /// Whether one's row before the meeting, about this, is written and not shown.
    pub fn row(&self, about: About) -> bool {
        self.rows.contains(&about)
    }
}

/// What is not opened yet is for its speaker alone.
fn own(me: &Who, of: Speaker) -> bool {
    matches!(me, Who::Family(member) if of == Speaker::Family(*member))
}

/// What stands in the way when a command would touch something that this session does not see.
pub fn kept_for_them(actor: &Actor, plan: &Plan, command: &Command) -> Option<Refusal> {
    if actor.reach == Reach::Whole {
        return None;
    }
    let me = speaks_as(actor, plan)?;
    let mine = plan.preparation_of(&me).filter(|preparation| !preparation.waived);
    let touched = match command {
        Command::Prepare { of: PreparationOf::Me, .. } => mine.is_some_and(|p| p.answers.iter().any(hidden)),
        Command::PrepareMore { of: PreparationOf::Me, answers, .. } => mine.is_some_and(|p| written_over(p, answers)),
        Command::WaivePreparation { of: PreparationOf::Me } => {
            mine.is_some_and(|p| p.answers.iter().any(hidden) || p.media.iter().any(unshown))
        }
        Command::ShowMedia { media, .. } | Command::RemoveMedia { media } => {
            plan.media(*media).is_some_and(|(_, one)| unshown(one))
        }
        Command::WriteExpectation { about, of: PreparationOf::Me, .. } => {
            plan.current_expectations().any(|row| row.about == *about && own(&me, row.of))
        }
        _ => false,
    };
    touched.then(|| Refusal::of(Why::KeptForThem))
}

fn hidden(answer: &Answer) -> bool {
    answer.seen_by != SeenBy::Everybody
}

fn unshown(media: &Media) -> bool {
    media.seen_by != SeenBy::Everybody
}

/// Whether one of these takes the place of an answer that is not for everybody. The same words once more take nothing away.
fn written_over(before: &Preparation, drafts: &[AnswerDraft]) -> bool {
    before.answers.iter().filter(|answer| hidden(answer)).any(|answer| {
        let same_question = |draft: &&AnswerDraft| draft.question.trim() == answer.question.as_str();
        drafts
            .iter()
            .find(same_question)
            .is_some_and(|draft| draft.words.trim() != answer.words.as_str() || draft.seen_by != answer.seen_by)
    })
}

//! Answering the questions after a meeting: once, in time, by those who took part.

use super::{Decision, Moment};
use crate::evaluation::{answers, offered};
use crate::people::Who;
use crate::plan::command::EvaluationDraft;
use crate::plan::event::Event;
use crate::plan::refusal::{Refusal, Why};
use crate::plan::state::Plan;

impl Plan {
    pub(super) fn evaluate(&self, by: &Who, draft: &EvaluationDraft, moment: &Moment<'_>) -> Decision {
        let Some(offer) = offered(self, by).filter(|offer| moment.today <= offer.until) else {
            return Err(vec![Refusal::of(Why::NobodyAsks)]);
        };
        if offer.answered {
            // The first answer stands: who counted again after a change would know what was changed.
            return Err(vec![Refusal::of(Why::AnsweredBefore)]);
        }
        answers(offer.asked, draft)?;
        Ok(vec![Event::Evaluated { round: offer.round, asked: offer.asked }])
    }
}

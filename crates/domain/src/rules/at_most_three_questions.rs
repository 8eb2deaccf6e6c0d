//! Source: participation.md 2.2 (1), our own rule: the agenda is the family's questions, at most three, in their words.

use crate::plan::refusal::{Refusal, Why};
use crate::plan::state::Plan;

/// How many questions fit in one meeting.
pub const MOST: usize = 3;

/// Refuses a fourth question.
///
/// # Errors
/// [`Why::ThreeQuestions`].
pub fn check(plan: &Plan) -> Result<(), Refusal> {
    if plan.questions.len() < MOST { Ok(()) } else { Err(Refusal::at("words", Why::ThreeQuestions)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::families::{Family, Milestone, story};

    #[test]
    fn the_fourth_question_waits() {
        let (id, facts) = story(Family::Elin, Milestone::Prepared, "2026-11-22T09:00:00Z".parse().unwrap()).unwrap();
        let mut plan = Plan::fold(id, &facts).unwrap();
        assert_eq!(plan.questions.len(), 2);
        assert!(check(&plan).is_ok());
        plan.questions.push(plan.questions[0].clone());
        assert_eq!(check(&plan).unwrap_err().why, Why::ThreeQuestions);
    }
}

//! Source: participation.md 2.2: 9, our own rule: whoever cannot live with a measure is not voted down in silence. Before the
//! plan is agreed, their no is either answered by another measure or stands under what is not agreed on.

use crate::plan::refusal::{Refusal, Why};
use crate::plan::state::{LivesWith, Measure, Plan};
use crate::words::Words;

/// The noes to this measure that stand nowhere yet: a disagreement about it answers those whose words it holds, and no other.
pub fn unanswered<'a>(plan: &'a Plan, measure: &'a Measure) -> impl Iterator<Item = &'a LivesWith> {
    let about = || plan.disagreements.iter().filter(|row| row.about == Some(measure.no));
    let in_print = move |no: &Words| about().flat_map(|row| &row.sides).any(|side| holds(&side.words, no));
    measure.lives.iter().filter(move |answer| answer.words.as_ref().is_some_and(|no| !in_print(no)))
}

/// Whether a side's sentence holds what was said, word for word; more may stand around it.
fn holds(side: &Words, said: &Words) -> bool {
    let [side, said] = [side, said].map(|text| text.as_str().split_whitespace().collect::<Vec<_>>());
    side.windows(said.len().max(1)).any(|part| part == said)
}

/// What is lacking before the plan can be agreed: one a measure.
pub fn lacks(plan: &Plan) -> impl Iterator<Item = Refusal> + '_ {
    let open = plan.measures.iter().filter(|measure| unanswered(plan, measure).next().is_some());
    open.map(|measure| Refusal::at("measures", Why::NoNotInPrint { no: measure.no, number: measure.number }))
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::families::{self, Family, Milestone};
    use crate::ids::No;
    use crate::people::{FamilyMember, Who};
    use crate::plan::state::Attendee;
    use crate::words::Words;

    #[test]
    fn a_no_is_lacking_until_it_stands_in_print() {
        let now: Timestamp = "2027-03-10T12:00:00Z".parse().unwrap();
        let (id, facts) = families::story(Family::Elin, Milestone::Draft, now).unwrap();
        let mut plan = Plan::fold(id, &facts).unwrap();
        assert_eq!(lacks(&plan).count(), 0);
        let no = plan.measures[0].no;
        let answer = |words: Option<&str>| LivesWith {
            of: Attendee::Family(FamilyMember::Person),
            words: words.map(|words| Words::parse(words, "words").unwrap()),
            by: Who::Family(FamilyMember::Person),
            at: now,
        };
        plan.measures[0].lives.push(answer(None));
        assert_eq!(lacks(&plan).count(), 0, "who can live with it stands in no way");
        plan.measures[0].lives[0] = answer(Some("Det är för tidigt på morgonen."));
        let lacking: Vec<Refusal> = lacks(&plan).collect();
        assert_eq!(lacking, [Refusal::at("measures", Why::NoNotInPrint { no, number: plan.measures[0].number })]);
        plan.disagreements[0].about = Some(no);
        assert_eq!(lacks(&plan).count(), 1, "a disagreement about it that holds other words silences nobody");
        plan.disagreements[0].sides[0].words =
            Words::parse("Det är för tidigt  på\nmorgonen. Helst efter tio.", "w").unwrap();
        assert_eq!(lacks(&plan).count(), 0, "it stands in print");
        plan.measures[0].lives.push(LivesWith { of: Attendee::Party(No(1)), ..answer(Some("Vi har ingen tid.")) });
        assert_eq!(lacks(&plan).count(), 1, "another's no is answered by its own words");
        plan.disagreements[0].sides[1].words = Words::parse("Vi har ingen tid.", "w").unwrap();
        assert_eq!(lacks(&plan).count(), 0);
    }
}

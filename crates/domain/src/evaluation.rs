//! The questions after a meeting and after a follow-up: own items (domain.md 5), a half minute on one page, every one of them optional.
//! The keys stand here; their words, which are CC0, in `web/text/*/evaluation.ftl`. What somebody answers is no part of the plan's story:
//! the story knows that they answered ([`Evaluated`]), and the store keeps the answers apart, without a name.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::No;
use crate::people::{FamilyMember, StaffRef, Who};
use crate::plan::command::EvaluationDraft;
use crate::plan::refusal::{Refusal, Refusals, Why};
use crate::plan::same_participant;
use crate::plan::state::{Attendee, Party, Plan, TakePart, swedish_day};
use crate::words::Words;

/// So many days after a meeting, or a follow-up, its questions can be answered. Ours.
pub const DAYS: i64 = 21;

/// What is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Round {
    /// A meeting, by its row number.
    Meeting(No),
    /// A follow-up, counted from 1.
    FollowUp(u32),
}

/// Whose questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// Somebody who is not of age: four questions, with faces.
    Child,
    /// The person, when of age, and whoever acts for them: seven statements.
    Adult,
    /// A member of staff: four statements, and the minutes it took.
    Professional,
    /// The person, when of age, and whoever acts for them, after a follow-up: four statements, hours a week, and words.
    FollowUp,
}

impl Asked {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Child, Self::Adult, Self::Professional, Self::FollowUp];

    /// Stable key, as in the store.
    pub fn key(self) -> &'static str {
        match self {
            Self::Child => "child",
            Self::Adult => "adult",
            Self::Professional => "professional",
            Self::FollowUp => "follow_up",
        }
    }

    /// The statements, each answered by one of five steps or "don't know"; keys that are never used for another.
    pub fn statements(self) -> &'static [&'static str] {
        match self {
            Self::Child => &["child_understood", "child_listened", "child_wanted", "child_next"],
            Self::Adult => &[
                "adult_why",
                "adult_who_came",
                "adult_raised",
                "adult_all_spoke",
                "adult_who_does_what",
                "adult_whom_to_ask",
                "adult_for_my_sake",
            ],
            Self::Professional => {
                &["professional_ready", "professional_mandate", "professional_reasonable", "professional_equal"]
            }
            Self::FollowUp => {
                &["follow_up_happened", "follow_up_less_to_do", "follow_up_plan_changed", "follow_up_of_use"]
            }
        }
    }

    /// What is answered by a whole number, and the most it can be.
    pub fn numbers(self) -> &'static [(&'static str, u16)] {
        match self {
            Self::Child | Self::Adult => &[],
            // Minutes.
            Self::Professional => &[("minutes_before", 2_000), ("minutes_during", 600), ("minutes_after", 2_000)],
            // Hours a week.
            Self::FollowUp => &[("hours_a_week", 168)],
        }
    }

    /// Whether there is room for words of one's own.
    pub fn words(self) -> bool {
        self == Self::FollowUp
    }
}

/// That somebody answered. What they answered is nowhere in the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluated {
    /// About what.
    pub round: Round,
    /// Whose questions it was.
    pub asked: Asked,
    /// Who.
    pub by: Who,
}

/// Questions that wait for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offered {
    /// About what.
    pub round: Round,
    /// Whose.
    pub asked: Asked,
    /// The last day on which they are answered.
    pub until: Date,
    /// Whether that one has answered already.
    pub answered: bool,
}

/// The highest step: agrees wholly.
pub const MOST: u8 = 5;
/// "Don't know", beside the steps from 1 (not at all) to [`MOST`].
pub const DONT_KNOW: u8 = 0;

/// What somebody answered. No name, no plan, no time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// Whose questions.
    pub asked: Asked,
    /// By statement: 1 to 5, or [`DONT_KNOW`]. What was left out is not there.
    pub said: BTreeMap<String, u8>,
    /// By number.
    pub numbers: BTreeMap<String, u16>,
    /// In their own words.
    pub words: Option<Words>,
}

/// Reads what was typed: all of it is optional, but not everything at once.
///
/// # Errors
/// [`Why::NothingChosen`] when nothing was answered, [`Why::NotANumber`] and the faults of text at their field.
pub fn answers(asked: Asked, draft: &EvaluationDraft) -> Result<Answers, Refusals> {
    let mut faults = Vec::new();
    let step = |key: &str| draft.said.get(key).copied().filter(|step| *step <= MOST);
    let said = asked.statements().iter().filter_map(|key| Some(((*key).to_owned(), step(key)?))).collect();
    let mut numbers = BTreeMap::new();
    for (key, most) in asked.numbers() {
        let typed = draft.numbers.get(*key).map_or("", |typed| typed.trim());
        match typed.parse::<u16>() {
            Ok(number) if number <= *most => drop(numbers.insert((*key).to_owned(), number)),
            _ if typed.is_empty() => {}
            _ => faults.push(Refusal::at(key, Why::NotANumber { most: *most })),
        }
    }
    let words = match Words::optional(if asked.words() { &draft.words } else { "" }, "words") {
        Ok(words) => words,
        Err(fault) => {
            faults.push(fault);
            None
        }
    };
    let answers = Answers { asked, said, numbers, words };
    if faults.is_empty() && answers.said.is_empty() && answers.numbers.is_empty() && answers.words.is_none() {
        faults.push(Refusal::of(Why::NothingChosen));
    }
    if faults.is_empty() { Ok(answers) } else { Err(faults) }
}

/// Whether somebody is one of those who are asked after a meeting: the person, whoever acts for them, whoever came for a unit,
/// leads the meeting or holds the plan together. A supporter is not: the questions are about one's own part.
pub fn is_asked(plan: &Plan, who: &Who) -> bool {
    match who {
        Who::Family(FamilyMember::Person) => true,
        Who::Family(FamilyMember::Representative(no)) => plan.current_representatives().any(|r| r.no == *no),
        Who::Family(FamilyMember::Supporter(_)) | Who::Clock => false,
        Who::Staff(staff) => staff_asked(plan).any(|asked| asked.staff == staff.staff),
    }
}

/// Whoever comes for a unit and whoever carries the plan on; somebody may be there twice.
fn staff_asked(plan: &Plan) -> impl Iterator<Item = &StaffRef> {
    let coming = plan.current_parties().filter_map(Party::sends);
    // Whoever left the unit they came for is asked no more.
    let all = coming.chain(&plan.facilitator).chain(plan.coordinator.as_ref().map(|coordinator| &coordinator.staff));
    all.filter(|staff| plan.left(staff).is_none())
}

/// Everybody who is asked, on the family's side first.
pub fn all_asked(plan: &Plan) -> Vec<Who> {
    let representatives = plan.current_representatives().map(|r| FamilyMember::Representative(r.no));
    let mut staff: Vec<&StaffRef> = Vec::new();
    for one in staff_asked(plan) {
        if !staff.iter().any(|known| known.staff == one.staff) {
            staff.push(one);
        }
    }
    let family = std::iter::once(FamilyMember::Person).chain(representatives).map(Who::Family);
    family.chain(staff.into_iter().cloned().map(Who::Staff)).collect()
}

/// Whether somebody was noted as absent from a meeting. Of whom nothing is noted was there.
fn absent(plan: &Plan, meeting: No, who: &Who) -> bool {
    let Some(meeting) = plan.meetings.iter().find(|m| m.no == meeting) else { return true };
    let as_attendee = |attendee: Attendee| match (attendee, who) {
        (Attendee::Family(member), Who::Family(me)) => member == *me,
        (Attendee::Party(no), Who::Staff(me)) => {
            plan.party(no).and_then(Party::sends).is_some_and(|who| who.staff == me.staff)
        }
        _ => false,
    };
    meeting.attendance.iter().any(|noted| noted.how == TakePart::Absent && as_attendee(noted.who))
}

/// The questions about what ended last, for one who took part in it; also when they have answered, or the last day has passed.
pub fn offered(plan: &Plan, who: &Who) -> Option<Offered> {
    let family = matches!(who, Who::Family(_));
    let meeting = plan.course.ended().map(|(no, at)| (at, Round::Meeting(no)));
    let follow_ups = plan.follow_ups.iter().zip(1..).filter_map(|(one, no)| Some((one.ended?, Round::FollowUp(no))));
    let follow_up = follow_ups.max_by_key(|(at, _)| *at).filter(|_| family);
    let (at, round) = meeting.into_iter().chain(follow_up).max_by_key(|(at, _)| *at)?;
    if !is_asked(plan, who) {
        return None;
    }
    if let Round::Meeting(no) = round
        && absent(plan, no, who)
    {
        return None;
    }
    let child = *who == Who::Family(FamilyMember::Person) && !plan.of_age;
    let asked = match round {
        _ if !family => Asked::Professional,
        _ if child => Asked::Child,
        Round::Meeting(_) => Asked::Adult,
        Round::FollowUp(_) => Asked::FollowUp,
    };
    let until = swedish_day(at).checked_add(DAYS.days()).ok()?;
    let answered = plan.evaluated.iter().any(|one| one.round == round && same_participant(&one.by, who));
    Some(Offered { round, asked, until, answered })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn draft(said: &[(&str, u8)], numbers: &[(&str, &str)], words: &str) -> EvaluationDraft {
        EvaluationDraft {
            said: said.iter().map(|(key, step)| ((*key).to_owned(), *step)).collect(),
            numbers: numbers.iter().map(|(key, typed)| ((*key).to_owned(), (*typed).to_owned())).collect(),
            words: words.into(),
            ..EvaluationDraft::default()
        }
    }

    #[test]
    fn no_key_is_used_twice_and_the_forms_are_as_long_as_they_say() {
        let keys: Vec<_> = Asked::ALL.into_iter().flat_map(Asked::statements).collect();
        assert_eq!(keys.len(), keys.iter().collect::<BTreeSet<_>>().len());
        assert_eq!(Asked::ALL.map(|asked| asked.statements().len()), [4, 7, 4, 4]);
    }

    #[test]
    fn each_answer_is_optional_but_not_all_of_them() {
        let one = answers(Asked::Child, &draft(&[("child_listened", 5)], &[], "")).unwrap();
        assert_eq!(one.said.len(), 1);
        let dont_know = answers(Asked::Child, &draft(&[("child_listened", DONT_KNOW)], &[], "")).unwrap();
        assert_eq!(dont_know.said["child_listened"], DONT_KNOW);
        let none = answers(Asked::Child, &draft(&[], &[], "Ord som inget barn får frågan om")).unwrap_err();
        assert_eq!(none, [Refusal::of(Why::NothingChosen)]);
    }

    #[test]
    fn what_does_not_belong_to_the_form_is_not_kept() {
        let mixed = draft(&[("adult_why", 4), ("child_next", 2), ("child_wanted", 9)], &[("hours_a_week", "3")], "");
        let child = answers(Asked::Child, &mixed).unwrap();
        assert_eq!(child.said.into_iter().collect::<Vec<_>>(), [("child_next".to_owned(), 2)]);
        assert!(child.numbers.is_empty());
    }

    #[test]
    fn a_number_is_whole_and_not_beyond_its_most() {
        for typed in ["fem", "-1", "2.5", "601", "70000"] {
            let fault = answers(Asked::Professional, &draft(&[], &[("minutes_during", typed)], "")).unwrap_err();
            assert_eq!(fault, [Refusal::at("minutes_during", Why::NotANumber { most: 600 })], "{typed}");
        }
        let kept = answers(Asked::Professional, &draft(&[], &[("minutes_during", " 60 ")], "")).unwrap();
        assert_eq!(kept.numbers["minutes_during"], 60);
    }

    #[test]
    fn who_left_the_unit_they_came_for_is_asked_no_more() {
        use crate::access::readers::Subject;
        use crate::families::{Family, Milestone, lisa_berg, maria_sund, story};
        use crate::information::Clocks;
        use crate::plan::waiting::{Task, waiting};
        use crate::plan::{Command, Fact, Moment, consequences};

        let now = "2026-11-22T09:00:00Z".parse().unwrap();
        let (id, facts) = story(Family::Elin, Milestone::Draft, now).unwrap();
        let plan = Plan::fold(id, &facts).unwrap();
        let asked = |plan: &Plan, who| {
            let row = |row: &crate::plan::waiting::Waiting| row.task == Task::Evaluate && row.subject == who;
            waiting(plan, Clocks::default()).iter().any(row)
        };
        let settings = crate::information::Settings::default();
        let moment = Moment { now, today: swedish_day(now), settings: &settings };
        for staff in [lisa_berg(), maria_sund()] {
            let (subject, who) = (Subject::Staff(staff.staff), Who::Staff(staff.clone()));
            assert!(asked(&plan, subject) && offered(&plan, &who).is_some());
            let leaves = Command::NoteOwnerLeft { staff: staff.staff, unit: staff.unit.unit };
            let events = plan.decide(&Who::Clock, leaves.clone(), &moment).unwrap();
            let after = events
                .into_iter()
                .fold(plan.clone(), |plan, event| plan.evolve(&Fact { at: now, by: Who::Clock, event }));
            assert!(!asked(&after, subject) && offered(&after, &who).is_none());
            assert!(after.decide(&Who::Clock, leaves, &moment).is_err(), "it is said once");
        }
        // Whoever came, and answers for nothing, leaves without a word to anybody.
        let mut came = plan;
        came.measures.clear();
        let lisa = lisa_berg();
        let leaves = Command::NoteOwnerLeft { staff: lisa.staff, unit: lisa.unit.unit };
        let event = came.decide(&Who::Clock, leaves, &moment).unwrap().remove(0);
        let fact = Fact { at: now, by: Who::Clock, event };
        let after = came.evolve(&fact);
        assert!(offered(&after, &Who::Staff(lisa)).is_none());
        assert!(consequences::consequences(&after, &fact, &settings).is_empty());
    }
}

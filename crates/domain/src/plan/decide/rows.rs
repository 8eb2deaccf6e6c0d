//! Judging what stands in the plan: needs, goals, measures, disagreements.

use super::{Decision, Moment, keep, one};
use crate::ids::No;
use crate::information::InfoKind;
use crate::people::{FamilyMember, Who};
use crate::plan::command::Command;
use crate::plan::event::Event;
use crate::plan::refusal::{Refusal, Refusals, Why};
use crate::plan::same_participant;
use crate::plan::state::{Owner, Plan, Row, Side};
use crate::rules::{dates_follow_each_other, owner_answers_for_the_measure};
use crate::words::{Line, Words};

impl Plan {
    pub(super) fn decide_row(&self, by: &Who, command: Command, moment: &Moment<'_>) -> Decision {
        match command {
            Command::AddNeed { area, own_words, view } => self.add_need(by, &area, &own_words, &view, moment),
            Command::SayNeed { no, words } => {
                self.writing()?;
                let Some(need) = self.need(no) else {
                    return Err(vec![Refusal::of(Why::NoSuchRow { no })]);
                };
                not_over_the_family(need.own_words_by.as_ref(), by)?;
                Ok(vec![Event::NeedInOwnWords { no, words: one(Words::parse(&words, "own_words"))? }])
            }
            Command::ViewNeed { no, words } => {
                self.writing()?;
                self.must(self.need(no).is_some(), no)?;
                let Some(staff) = by.staff() else {
                    return Err(vec![Refusal::of(Why::NotYours)]);
                };
                let words = one(Words::parse(&words, "view"))?;
                Ok(vec![Event::NeedViewed { no, by: staff.clone(), words }])
            }
            Command::DropNeed { no } => {
                self.writing()?;
                self.must(self.need(no).is_some(), no)?;
                Ok(vec![Event::NeedDropped { no }])
            }
            Command::AddGoal { need, words } => {
                self.writing()?;
                let kind = self.kind_of(need, InfoKind::OwnWords)?;
                let words = one(Words::parse(&words, "words"))?;
                Ok(vec![Event::GoalAdded { no: self.next_no(), need, kind, words }])
            }
            Command::RewordGoal { no, words } => {
                self.writing()?;
                let Some(goal) = self.goals.iter().find(|g| g.no == no) else {
                    return Err(vec![Refusal::of(Why::NoSuchRow { no })]);
                };
                not_over_the_family(Some(&goal.by), by)?;
                Ok(vec![Event::GoalReworded { no, words: one(Words::parse(&words, "words"))? }])
            }
            Command::DropGoal { no } => {
                self.writing()?;
                self.must(self.goals.iter().any(|g| g.no == no), no)?;
                Ok(vec![Event::GoalDropped { no }])
            }
            Command::SayOthers { none } => {
                self.writing()?;
                Ok(vec![Event::OthersSaid { none }])
            }
            Command::WriteDisagreement { .. } | Command::TakeNextStep { .. } | Command::SettleDisagreement { .. } => {
                self.decide_disagreement(by, command, moment)
            }
            measure => self.decide_measure(by, measure, moment),
        }
    }

    fn add_need(&self, by: &Who, area: &str, own: &str, view: &str, moment: &Moment<'_>) -> Decision {
        self.writing()?;
        let mut faults = Vec::new();
        let known = moment.settings.area(area);
        if known.is_none() {
            faults.push(Refusal::at("area", if area.is_empty() { Why::NothingChosen } else { Why::NoSuchArea }));
        }
        let own_words = keep(&mut faults, Words::optional(own, "own_words"));
        let view = keep(&mut faults, Words::optional(view, "view"));
        if let (Some(None), Some(None)) = (&own_words, &view) {
            faults.push(Refusal::at("own_words", Why::Empty));
        }
        let key = keep(&mut faults, Line::parse(area, "area"));
        let (Some(known), Some(area), Some(own_words), Some(view), true) =
            (known, key, own_words, view, faults.is_empty())
        else {
            faults.dedup_by(|a, b| a.at == b.at);
            return Err(faults);
        };
        let no = self.next_no();
        let viewed = match (view, by.staff()) {
            (Some(words), Some(staff)) => Some(Event::NeedViewed { no, by: staff.clone(), words }),
            _ => None,
        };
        let added = Event::NeedAdded { no, area, kind: known.kind, own_words };
        Ok(std::iter::once(added).chain(viewed).collect())
    }

    fn decide_disagreement(&self, who: &Who, command: Command, moment: &Moment<'_>) -> Decision {
        match command {
            Command::WriteDisagreement { kind, sides, next_step, owner, by, note, about } => {
                self.writing()?;
                let mut faults = Vec::new();
                let sides = two_sides(&sides, &mut faults);
                let next_step = keep(&mut faults, Words::parse(&next_step, "next_step"));
                keep(&mut faults, owner_answers_for_the_measure::takes_part(self, &owner));
                keep(&mut faults, dates_follow_each_other::ahead(by, moment.today, "by"));
                if let Some(no) = about.filter(|no| self.measure(*no).is_none()) {
                    faults.push(Refusal::of(Why::NoSuchRow { no }));
                }
                let (Some(next_step), true) = (next_step, faults.is_empty()) else {
                    return Err(faults);
                };
                let no = self.next_no();
                let written = Event::DisagreementWritten { no, kind, sides, next_step, owner, by, about };
                Ok(std::iter::once(written).chain(self.grew_from(note, Row::Disagreement(no))).collect())
            }
            Command::TakeNextStep { no } => {
                self.going_on()?;
                let Some(open) = self.disagreements.iter().find(|d| d.no == no && d.settled.is_none()) else {
                    return Err(vec![Refusal::of(Why::NoSuchRow { no })]);
                };
                one(owner_answers_for_the_measure::check(&open.owner, who))?;
                let again = open.stepped.is_some();
                if again { Err(vec![Refusal::of(Why::AlreadySo)]) } else { Ok(vec![Event::NextStepTaken { no }]) }
            }
            Command::SettleDisagreement { no, words } => {
                self.going_on()?;
                let open = self.disagreements.iter().any(|d| d.no == no && d.settled.is_none());
                self.must(open, no)?;
                Ok(vec![Event::DisagreementSettled { no, words: one(Words::parse(&words, "words"))? }])
            }
            _ => Err(self.not_now()),
        }
    }

    /// Refuses a member of the family's side who is not in the plan.
    pub(super) fn takes_part(&self, member: FamilyMember) -> Result<(), Refusals> {
        let there = owner_answers_for_the_measure::takes_part(self, &Owner::Family(member));
        one(there.map_err(|_| Refusal::of(Why::NotYours)))
    }

    pub(super) fn writing(&self) -> Result<(), Refusals> {
        self.at(&Self::WRITING)
    }

    pub(super) fn kind_of(&self, need: Option<No>, without: InfoKind) -> Result<InfoKind, Refusals> {
        match need {
            None => Ok(without),
            Some(no) => self.need(no).map(|n| n.kind).ok_or_else(|| vec![Refusal::at("need", Why::NoSuchRow { no })]),
        }
    }

    pub(super) fn grew_from(&self, note: Option<No>, became: Row) -> Option<Event> {
        let no = note.filter(|no| self.notes.iter().any(|n| n.no == *no))?;
        Some(Event::NoteUsed { no, became })
    }
}

/// Nobody edits another's words; the person may always take back what was written in their name.
pub(super) fn own_words(written_by: &Who, by: &Who) -> Result<(), Refusals> {
    let the_person = *by == Who::Family(FamilyMember::Person);
    if the_person || same_participant(written_by, by) { Ok(()) } else { Err(vec![Refusal::of(Why::NotYours)]) }
}

/// What somebody of the family said in their own words is not said otherwise by anybody but them and the person.
fn not_over_the_family(said_by: Option<&Who>, by: &Who) -> Result<(), Refusals> {
    match said_by {
        Some(family @ Who::Family(_)) => own_words(family, by),
        _ => Ok(()),
    }
}

fn two_sides(typed: &[(String, String)], faults: &mut Refusals) -> Vec<Side> {
    let mut sides = Vec::new();
    for (who, words) in typed.iter().filter(|(who, words)| !who.trim().is_empty() || !words.trim().is_empty()) {
        let who = keep(faults, Line::parse(who, "sides"));
        let words = keep(faults, Words::parse(words, "sides"));
        if let (Some(who), Some(words)) = (who, words) {
            sides.push(Side { who, words });
        }
    }
    if sides.len() < 2 && faults.is_empty() {
        faults.push(Refusal::at("sides", Why::TwoSides));
    }
    sides
}

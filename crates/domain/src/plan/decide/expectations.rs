//! Judging what each writes before a meeting, unseen by the others: can, cannot, asks; its opening; the answers.

use jiff::Timestamp;

use super::{Decision, Moment, keep, one, reason_missing};
use crate::ids::No;
use crate::people::{FamilyMember, UnitRef, Who};
use crate::plan::command::{AskReply, Command, ExpectationDraft, PreparationOf};
use crate::plan::event::Event;
use crate::plan::refusal::{Refusal, Refusals, Why};
use crate::plan::state::{
    About, Addressee, Cannot, Expectation, MeetingState, Opening, Plan, Recipient, Says, Speaker, Stage, opens,
};
use crate::rules::consent_before_sharing;
use crate::words::{Line, Words};

impl Plan {
    pub(super) fn decide_expectation(&self, by: &Who, command: Command, moment: &Moment<'_>) -> Decision {
        match command {
            Command::WriteExpectation { about, of, draft } => self.write_expectation(by, about, &of, &draft, moment),
            Command::WriteAsk { about, of, to, words } => self.write_ask(by, about, &of, to, &words, moment),
            Command::DropAsk { no } => {
                self.expecting(moment.now)?;
                let ask = self.current_asks().find(|ask| ask.no == no);
                let ask = ask.ok_or_else(|| vec![Refusal::of(Why::NoSuchRow { no })])?;
                self.own(ask.from, &ask.by, by)?;
                Ok(vec![Event::AskDropped { no }])
            }
            Command::OpenExpectations => match self.opening {
                Some(opening) if opening.opened => Err(vec![Refusal::of(Why::AlreadySo)]),
                Some(opening) if opening.at <= moment.now => {
                    Ok(vec![Event::ExpectationsOpened { meeting: opening.meeting }])
                }
                Some(_) => Err(vec![Refusal::of(Why::NotOpenYet)]),
                None => Err(vec![Refusal::of(Why::NoMeeting)]),
            },
            Command::AnswerAsk { no, of, reply } => self.answer_ask(by, no, &of, &reply, moment),
            _ => Err(self.not_now()),
        }
    }

    fn write_expectation(
        &self,
        by: &Who,
        about: About,
        of: &PreparationOf,
        draft: &ExpectationDraft,
        moment: &Moment<'_>,
    ) -> Decision {
        self.expecting(moment.now)?;
        let of = self.speaker(of, by)?;
        self.hangs_on(about)?;
        let mut faults = Vec::new();
        let can = keep(&mut faults, Words::optional(&draft.can, "can"));
        let cannot = self.cannot(of, draft, &mut faults);
        let (Some(can), Some(cannot), true) = (can, cannot, faults.is_empty()) else {
            return Err(faults);
        };
        let old = self.current_expectations().find(|row| row.about == about && row.of == of);
        if let Some(old) = old {
            self.own(of, &old.by, by)?;
        }
        let event = match (old, can.is_none() && cannot.is_none()) {
            (None, true) => return Err(vec![Refusal::at("can", Why::Empty)]),
            (Some(old), true) => Event::ExpectationDropped { no: old.no },
            (Some(old), false) if same(old, can.as_ref(), cannot.as_ref()) && old.by == *by => {
                return Err(vec![Refusal::of(Why::AlreadySo)]);
            }
            (old, false) => {
                Event::ExpectationWritten { no: old.map_or(self.next_no(), |old| old.no), about, of, can, cannot }
            }
        };
        Ok(self.with_opening(event, moment))
    }

    /// What cannot be done, with why; nothing typed at all is nothing.
    #[expect(clippy::option_option, reason = "the outer None is a fault that was told, the inner nothing typed")]
    fn cannot(&self, of: Speaker, draft: &ExpectationDraft, faults: &mut Refusals) -> Option<Option<Cannot>> {
        let words = keep(faults, Words::optional(&draft.cannot, "cannot"))?;
        let whom = keep(faults, Line::optional(&draft.whom, "whom"))?;
        let why = Words::optional(&draft.why, "why");
        let why = keep(faults, why)?;
        if draft.instead.is_some_and(|to| to == of.side()) {
            faults.push(Refusal::at("instead", Why::AskedItself));
        } else if let Some(to) = draft.instead {
            keep(faults, self.there(to, "instead"));
        }
        let Some(words) = words else {
            if why.is_some() || whom.is_some() || draft.instead.is_some() {
                faults.push(Refusal::at("cannot", Why::Empty));
            }
            return Some(None);
        };
        let Some(why) = why else {
            faults.push(Refusal::at("why", Why::ReasonMissing));
            return None;
        };
        Some(Some(Cannot { words, why, instead: draft.instead, whom }))
    }

    fn write_ask(
        &self,
        by: &Who,
        about: About,
        of: &PreparationOf,
        to: Addressee,
        words: &str,
        moment: &Moment<'_>,
    ) -> Decision {
        self.expecting(moment.now)?;
        let from = self.speaker(of, by)?;
        self.hangs_on(about)?;
        let mut faults = Vec::new();
        if from.side() == to {
            faults.push(Refusal::at("to", Why::AskedItself));
        } else if keep(&mut faults, self.there(to, "to")).is_some() {
            keep(&mut faults, self.may_be_asked(from, to, moment));
        }
        let words = keep(&mut faults, Words::parse(words, "words"));
        let (Some(words), true) = (words, faults.is_empty()) else {
            return Err(faults);
        };
        if self.current_asks().any(|ask| ask.from == from && ask.to == to && ask.about == about && ask.words == words) {
            return Err(vec![Refusal::at("words", Why::AlreadySo)]);
        }
        Ok(self.with_opening(Event::AskWritten { no: self.next_no(), about, from, to, words }, moment))
    }

    /// An ask goes to nobody who could not read it: consent must cover that unit and what the asker's words are.
    fn may_be_asked(&self, from: Speaker, to: Addressee, moment: &Moment<'_>) -> Result<(), Refusal> {
        let (Addressee::Party(no), Some((_, kind))) = (to, self.spoken_by(from)) else { return Ok(()) };
        let Some(unit) = self.taking_part(no) else { return Ok(()) };
        match consent_before_sharing::covers(self, &Recipient::Unit(unit.clone()), kind, moment.today) {
            Some(_) => Ok(()),
            None => Err(Refusal::at("to", Why::RecipientNotCovered { name: unit.name.to_string() })),
        }
    }

    fn answer_ask(&self, by: &Who, no: No, of: &PreparationOf, reply: &AskReply, moment: &Moment<'_>) -> Decision {
        self.going_on()?;
        let ask = self.current_asks().find(|ask| ask.no == no);
        let ask = ask.ok_or_else(|| vec![Refusal::of(Why::NoSuchRow { no })])?;
        if !self.expectations_open(ask.round, moment.now) {
            return Err(vec![Refusal::of(Why::NotOpenYet)]);
        }
        if self.meetings.last().is_some_and(|meeting| meeting.state == MeetingState::Ended) {
            return Err(self.not_now());
        }
        let of = self.speaker(of, by)?;
        if of.side() != ask.to {
            return Err(vec![Refusal::of(Why::NotYours)]);
        }
        if ask.answered {
            return Err(vec![Refusal::at("reply", Why::AlreadyAnswered)]);
        }
        let says = match reply {
            AskReply::Yes => Says::Yes,
            AskReply::YesIf { words } => Says::YesIf { words: one(Words::parse(words, "if"))? },
            AskReply::No { reason, instead } => {
                let mut faults = Vec::new();
                let reason = keep(&mut faults, Words::parse(reason, "reason").map_err(reason_missing));
                let instead = keep(&mut faults, Words::parse(instead, "instead"));
                let (Some(reason), Some(instead)) = (reason, instead) else { return Err(faults) };
                Says::No { reason, instead }
            }
        };
        // The clock has opened them; when its job is late, this records it first.
        let opened = self.opened_by_clock(moment.now);
        Ok(opened.into_iter().chain([Event::AskAnswered { no, of, says }]).collect())
    }

    /// Refuses to write when it is not the time: rows are written for a meeting that is to come, and unseen.
    ///
    /// # Errors
    /// [`Why::NotNow`], [`Why::NoMeeting`] after the last one, [`Why::AlreadyOpened`].
    pub fn expecting(&self, now: Timestamp) -> Result<(), Refusals> {
        let later = [Stage::Active, Stage::FollowUp, Stage::Revision];
        if !Self::BEFORE_MEETING.contains(&self.stage) && !later.contains(&self.stage) {
            return Err(self.not_now());
        }
        let between = self.opening.is_some() && self.next_meeting().is_none();
        if between || later.contains(&self.stage) && self.next_meeting().is_none() {
            return Err(vec![Refusal::of(Why::NoMeeting)]);
        }
        if self.expectations_open(self.expectation_round, now) {
            return Err(vec![Refusal::of(Why::AlreadyOpened)]);
        }
        Ok(())
    }

    /// Who speaks. A unit speaks as one; each of the family for themselves, or through staff after a talk.
    fn speaker(&self, of: &PreparationOf, by: &Who) -> Result<Speaker, Refusals> {
        let not_yours = || vec![Refusal::of(Why::NotYours)];
        let member = match (of, by) {
            (PreparationOf::Me, Who::Staff(staff)) => {
                let party = self.current_parties().find(|party| party.unit.unit == staff.unit.unit);
                return party.map(|party| Speaker::Party(party.no)).ok_or_else(not_yours);
            }
            (PreparationOf::Me, Who::Family(member)) | (PreparationOf::Family(member), Who::Staff(_)) => *member,
            (PreparationOf::Family(member), Who::Family(me)) if member == me => *member,
            _ => return Err(not_yours()),
        };
        self.takes_part(member)?;
        match member {
            FamilyMember::Supporter(_) => Err(not_yours()),
            member => Ok(Speaker::Family(member)),
        }
    }

    /// Nobody writes over what somebody of the family typed themselves.
    fn own(&self, of: Speaker, written_by: &Who, by: &Who) -> Result<(), Refusals> {
        let mine = match (of, by) {
            (Speaker::Family(member), Who::Family(me)) => member == *me,
            (Speaker::Family(_), Who::Staff(_)) => written_by.staff().is_some(),
            (Speaker::Party(no), Who::Staff(staff)) => {
                self.taking_part(no).is_some_and(|unit| unit.unit == staff.unit.unit)
            }
            _ => false,
        };
        if mine { Ok(()) } else { Err(vec![Refusal::of(Why::NotYours)]) }
    }

    fn hangs_on(&self, about: About) -> Result<(), Refusals> {
        let (there, no) = match about {
            About::Whole => return Ok(()),
            About::Question(no) => (self.questions.iter().any(|question| question.no == no), no),
            About::Need(no) => (self.need(no).is_some(), no),
        };
        if there { Ok(()) } else { Err(vec![Refusal::at("about", Why::NoSuchRow { no })]) }
    }

    fn there(&self, side: Addressee, at: &'static str) -> Result<(), Refusal> {
        match side {
            Addressee::Family => Ok(()),
            Addressee::Party(no) if self.taking_part(no).is_some() => Ok(()),
            Addressee::Party(no) => Err(Refusal::at(at, Why::NoSuchRow { no })),
        }
    }

    fn taking_part(&self, no: No) -> Option<&UnitRef> {
        self.current_parties().find(|party| party.no == no).map(|party| &party.unit)
    }

    /// A row, after the opening of its meeting is set if it never was: plans whose meeting is older than such rows.
    fn with_opening(&self, event: Event, moment: &Moment<'_>) -> Vec<Event> {
        let missing = self.next_meeting().filter(|_| self.opening.is_none());
        let set = missing.map(|meeting| {
            let at = opens(meeting.starts, moment.settings.expectations_open_hours, moment.now);
            Event::OpeningSet { meeting: meeting.no, at }
        });
        set.into_iter().chain([event]).collect()
    }

    /// What a meeting's time does to its opening: it moves with it, unless rows are open already, for what was seen cannot
    /// be unseen.
    pub(super) fn opening_for(&self, meeting: No, starts: jiff::civil::DateTime, moment: &Moment<'_>) -> Vec<Event> {
        let at = opens(starts, moment.settings.expectations_open_hours, moment.now);
        let seen = self.anything_expected() && self.expectations_open(self.expectation_round, moment.now);
        match self.opening.filter(|opening| opening.meeting == meeting) {
            Some(_) if seen => self.opened_by_clock(moment.now).into_iter().collect(),
            Some(Opening { at: same, opened: false, .. }) if same == at => Vec::new(),
            _ => vec![Event::OpeningSet { meeting, at }],
        }
    }

    /// The opening as a fact, when the clock has passed it and nothing says so yet.
    fn opened_by_clock(&self, now: Timestamp) -> Option<Event> {
        let opening = self.opening.filter(|opening| !opening.opened && opening.at <= now)?;
        Some(Event::ExpectationsOpened { meeting: opening.meeting })
    }

    fn anything_expected(&self) -> bool {
        self.current_expectations().next().is_some() || self.current_asks().next().is_some()
    }

    /// A meeting that begins opens whatever was written for it, also before its time.
    pub(super) fn opened_by_meeting(&self) -> Option<Event> {
        let opening = self.opening.filter(|opening| !opening.opened)?;
        self.anything_expected().then_some(Event::ExpectationsOpened { meeting: opening.meeting })
    }
}

fn same(old: &Expectation, can: Option<&Words>, cannot: Option<&Cannot>) -> bool {
    old.can.as_ref() == can && old.cannot.as_ref() == cannot
}

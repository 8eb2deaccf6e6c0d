//! Judging what leads to the meeting and what happens in it: parties, time, calls, answers, notes.

use super::{Decision, Moment, keep, one, reason_missing};
use crate::ids::No;
use crate::people::UnitRef;
use crate::plan::command::{CallReply, Command};
use crate::plan::event::Event;
use crate::plan::refusal::{Refusal, Why};
use crate::plan::state::{
    Attendance, Attendee, CallAnswer, CallWay, Meeting, MeetingState, Party, Plan, Recipient, Row, Stage, sweden,
};
use crate::rules::{
    consent_before_sharing, dates_follow_each_other, owner_answers_for_the_measure,
    principals_are_called_others_invited,
};
use crate::times::MINUTES;
use crate::words::{Line, Words};

impl Plan {
    pub(super) fn decide_meeting(&self, command: Command, moment: &Moment<'_>) -> Decision {
        match command {
            Command::AddParty { unit, expected, mandate } => self.add_parties(vec![unit], &expected, &mandate, moment),
            Command::AddParties { units, expected, mandate } => self.add_parties(units, &expected, &mandate, moment),
            Command::RemoveParty { no, reason } => self.remove_party(no, &reason),
            Command::PlanMeeting { starts, minutes, place, interpreter, answer_by } => {
                let typed = Typed { starts, minutes, place, interpreter, answer_by };
                self.plan_meeting(&typed, moment)
            }
            Command::SendCalls => self.send_calls(moment),
            Command::SendCallAgain { party, way } => self.send_call_again(party, way, moment),
            Command::AnswerCall { party, reply } => self.answer_call(party, reply, moment),
            _ => self.decide_in_the_room(command, moment),
        }
    }

    /// All or none of them.
    fn add_parties(&self, units: Vec<UnitRef>, expected: &str, mandate: &str, moment: &Moment<'_>) -> Decision {
        self.going_on()?;
        if units.is_empty() {
            return Err(vec![Refusal::at("unit", Why::NothingChosen)]);
        }
        let there = |unit: &UnitRef| self.parties.iter().any(|p| !p.ended && p.unit.unit == unit.unit);
        let twice = |(at, unit): (usize, &UnitRef)| units.iter().take(at).any(|before| before.unit == unit.unit);
        if units.iter().any(there) || units.iter().enumerate().any(twice) {
            return Err(vec![Refusal::at("unit", Why::AlreadyAParty)]);
        }
        let mut faults = Vec::new();
        let expected = keep(&mut faults, Words::parse(expected, "expected"));
        let mandate = keep(&mut faults, Line::optional(mandate, "mandate"));
        let (Some(expected), Some(mandate)) = (expected, mandate) else {
            return Err(faults);
        };
        let add = |(unit, no): (UnitRef, u32)| {
            let summons = principals_are_called_others_invited::summons(unit.kind, moment.settings);
            Event::PartyAdded { no: No(no), unit, summons, expected: expected.clone(), mandate: mandate.clone() }
        };
        Ok(units.into_iter().zip(self.next_no().0..).map(add).collect())
    }

    fn remove_party(&self, no: No, reason: &str) -> Decision {
        self.going_on()?;
        self.must(self.party(no).is_some(), no)?;
        let left = |p: &Party| Party { ended: p.ended || p.no == no, ..p.clone() };
        let after = Self { parties: self.parties.iter().map(left).collect(), ..self.clone() };
        one(owner_answers_for_the_measure::nobody_is_left_behind(&after))?;
        let reason = one(Words::parse(reason, "reason").map_err(reason_missing))?;
        Ok(vec![Event::PartyRemoved { no, reason }])
    }

    fn plan_meeting(&self, typed: &Typed, moment: &Moment<'_>) -> Decision {
        self.may_meet()?;
        let mut faults = Vec::new();
        keep(&mut faults, dates_follow_each_other::ahead(typed.starts.date(), moment.today, "date"));
        keep(&mut faults, dates_follow_each_other::ahead(typed.answer_by, moment.today, "answer_by"));
        let at = "answer_by";
        keep(
            &mut faults,
            dates_follow_each_other::answered_before(typed.answer_by, typed.starts.date(), moment.today, at),
        );
        if !MINUTES.contains(&typed.minutes) {
            faults.push(Refusal::at("minutes", Why::FarAway));
        }
        let place = keep(&mut faults, Line::optional(&typed.place, "place"));
        let interpreter = keep(&mut faults, Line::optional(&typed.interpreter, "interpreter"));
        let (Some(place), Some(interpreter), true) = (place, interpreter, faults.is_empty()) else {
            return Err(faults);
        };
        // A place is told by phone when the identity is protected (participation.md 7).
        let place = place.filter(|_| !self.protected);
        let (starts, minutes, answer_by) = (typed.starts, typed.minutes, typed.answer_by);
        let planned = match self.next_meeting() {
            Some(meeting) => Event::MeetingMoved { no: meeting.no, starts, minutes, place, interpreter, answer_by },
            None => Event::MeetingPlanned { no: self.next_no(), starts, minutes, place, interpreter, answer_by },
        };
        // Whoever writes a time by hand asks about others no longer.
        let closed = self.open_times().map(|times| Event::TimesClosed { no: times.no, chosen: None });
        let no = self.next_meeting().map_or(self.next_no(), |meeting| meeting.no);
        Ok(closed.into_iter().chain([planned]).chain(self.opening_for(no, starts, moment)).collect())
    }

    /// Refuses where no meeting can be planned.
    pub(super) fn may_meet(&self) -> Result<(), Vec<Refusal>> {
        let later = matches!(self.stage, Stage::Active | Stage::FollowUp | Stage::Revision);
        if later || Self::BEFORE_MEETING.contains(&self.stage) { Ok(()) } else { Err(self.not_now()) }
    }

    fn send_calls(&self, moment: &Moment<'_>) -> Decision {
        // Without a meeting that is said: what is missing is more to the point than where the plan stands.
        if !self.calls() && self.stage != Stage::Revision {
            return Err(self.not_now());
        }
        let mut faults = Vec::new();
        keep(&mut faults, consent_before_sharing::check(self, moment.today));
        if self.questions.is_empty() {
            faults.push(Refusal::of(Why::NoQuestion));
        }
        keep(&mut faults, self.meeting_ahead(moment));
        let waiting: Vec<&Party> = self.uncalled().collect();
        if self.current_parties().next().is_none() {
            faults.push(Refusal::of(Why::NobodyCalled));
        } else if waiting.is_empty() {
            faults.push(Refusal::of(Why::AlreadySo));
        }
        // Nothing goes out to where nobody could see it; the others' calls do.
        let (waiting, unnamed): (Vec<&Party>, Vec<&Party>) =
            waiting.into_iter().partition(|party| !self.nobody_named_at(party));
        if waiting.is_empty() {
            faults.extend(unnamed.iter().map(|party| nobody_named(party)));
        }
        for party in &waiting {
            if consent_before_sharing::covers_any(self, &Recipient::Unit(party.unit.clone()), moment.today).is_none() {
                faults.push(Refusal::of(Why::RecipientNotCovered { name: party.unit.name.to_string() }));
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut events: Vec<Event> = waiting.iter().map(|party| Event::CallSent { party: party.no }).collect();
        if matches!(self.stage, Stage::Consented | Stage::Preparing) {
            events.push(Event::PartiesCalled);
        }
        Ok(events)
    }

    /// Refuses where there is no meeting to call to, or it is over.
    pub(super) fn meeting_ahead(&self, moment: &Moment<'_>) -> Result<(), Refusal> {
        let now = moment.now.to_zoned(sweden()).datetime();
        match self.next_meeting() {
            None => Err(Refusal::of(Why::NoMeeting)),
            Some(meeting) if meeting.ends() <= now => Err(Refusal::of(Why::MeetingHasBeen)),
            Some(_) => Ok(()),
        }
    }

    /// As the first time, but to one that has had its call: nothing goes out again that could not go out today.
    fn send_call_again(&self, no: No, way: CallWay, moment: &Moment<'_>) -> Decision {
        self.going_on()?;
        let Some(party) = self.party(no).filter(|party| self.called(party)) else {
            return Err(vec![Refusal::of(Why::NoSuchRow { no })]);
        };
        if !matches!(party.answer, CallAnswer::Waiting | CallAnswer::Coming { .. }) {
            return Err(vec![Refusal::of(Why::AlreadySo)]);
        }
        let mut faults = Vec::new();
        keep(&mut faults, consent_before_sharing::check(self, moment.today));
        keep(&mut faults, self.meeting_ahead(moment));
        if consent_before_sharing::covers_any(self, &Recipient::Unit(party.unit.clone()), moment.today).is_none() {
            faults.push(Refusal::of(Why::RecipientNotCovered { name: party.unit.name.to_string() }));
        }
        if self.nobody_named_at(party) {
            faults.push(nobody_named(party));
        }
        if faults.is_empty() { Ok(vec![Event::CallSentAgain { party: no, way }]) } else { Err(faults) }
    }

    fn answer_call(&self, no: No, reply: CallReply, moment: &Moment<'_>) -> Decision {
        self.going_on()?;
        let Some(party) = self.party(no).filter(|party| self.called(party)) else {
            return Err(vec![Refusal::of(Why::NoSuchRow { no })]);
        };
        if matches!(party.answer, CallAnswer::PassedOn { .. }) {
            return Err(vec![Refusal::of(Why::AlreadySo)]);
        }
        match reply {
            CallReply::Come { who, mandate } => {
                let mandate = one(Line::parse(&mandate, "mandate"))?;
                if who.unit.unit != party.unit.unit {
                    return Err(vec![Refusal::at("who", Why::OwnerNotInPlan)]);
                }
                Ok(vec![Event::CallAnswered { party: no, answer: CallAnswer::Coming { who, mandate } }])
            }
            CallReply::Decline { reason } => {
                one(principals_are_called_others_invited::may_decline(party.summons))?;
                let reason = one(Words::parse(&reason, "reason").map_err(reason_missing))?;
                Ok(vec![Event::CallAnswered { party: no, answer: CallAnswer::Declined { reason } }])
            }
            CallReply::PassOn { to } => {
                if self.parties.iter().any(|p| !p.ended && p.unit.unit == to.unit) {
                    return Err(vec![Refusal::at("unit", Why::PassedToItself)]);
                }
                // The call is the principal's: nobody passes it on to another's unit, and so out of the own duty.
                if to.principal != party.unit.principal {
                    return Err(vec![Refusal::at("unit", Why::NothingChosen)]);
                }
                // The right unit gets a row of its own; its call goes out when consent covers it.
                let new = self.next_no();
                let summons = principals_are_called_others_invited::summons(to.kind, moment.settings);
                let added = Event::PartyAdded {
                    no: new,
                    unit: to,
                    summons,
                    expected: party.expected.clone(),
                    mandate: party.mandate.clone(),
                };
                let left = |p: &Party| Party { ended: p.ended || p.no == no, ..p.clone() };
                let after = Self { parties: self.parties.iter().map(left).collect(), ..self.clone() };
                one(owner_answers_for_the_measure::nobody_is_left_behind(&after))?;
                let passed = Event::CallAnswered { party: no, answer: CallAnswer::PassedOn { to: new } };
                Ok(vec![added, passed])
            }
        }
    }

    fn decide_in_the_room(&self, command: Command, moment: &Moment<'_>) -> Decision {
        match command {
            Command::OpenMeeting => {
                if !matches!(self.stage, Stage::Called | Stage::Preparing | Stage::Revision | Stage::FollowUp) {
                    return Err(self.not_now());
                }
                let mut faults = Vec::new();
                keep(&mut faults, consent_before_sharing::check(self, moment.today));
                match self.next_meeting() {
                    Some(meeting) if faults.is_empty() => {
                        let opened = self.opened_by_meeting();
                        Ok(opened.into_iter().chain([Event::MeetingOpened { no: meeting.no }]).collect())
                    }
                    Some(_) => Err(faults),
                    None => {
                        faults.push(Refusal::of(Why::NoMeeting));
                        Err(faults)
                    }
                }
            }
            Command::NoteAttendance { attendance } => {
                self.going_on()?;
                let meeting = self.latest_meeting()?;
                if let Some(gone) = attendance.iter().find(|a| !self.attends(a)) {
                    let no = if let Attendee::Party(no) = gone.who { no } else { No(0) };
                    return Err(vec![Refusal::of(Why::NoSuchRow { no })]);
                }
                Ok(vec![Event::AttendanceNoted { meeting: meeting.no, attendance }])
            }
            Command::TakeNote { words, kind } => {
                self.at(&[Stage::Meeting, Stage::Draft])?;
                let meeting = self.latest_meeting()?.no;
                let words = one(Words::parse(&words, "words"))?;
                Ok(vec![Event::NoteTaken { no: self.next_no(), meeting, words, kind }])
            }
            Command::UseNote { no, became } => {
                self.going_on()?;
                self.must(self.notes.iter().any(|n| n.no == no), no)?;
                let (row, there) = self.has_row(became);
                self.must(there, row)?;
                Ok(vec![Event::NoteUsed { no, became }])
            }
            Command::EndMeeting { family_talk } => {
                self.at(&[Stage::Meeting])?;
                let no = self.latest_meeting()?.no;
                let shared = family_talk.map(|family| Event::TalkShared { meeting: no, family: family.min(100) });
                Ok(std::iter::once(Event::MeetingEnded { no }).chain(shared).collect())
            }
            _ => Err(self.not_now()),
        }
    }

    fn latest_meeting(&self) -> Result<&Meeting, Vec<Refusal>> {
        self.meetings
            .iter()
            .rev()
            .find(|meeting| !matches!(meeting.state, MeetingState::Planned | MeetingState::Cancelled))
            .ok_or_else(|| vec![Refusal::of(Why::NoMeeting)])
    }

    fn attends(&self, attendance: &Attendance) -> bool {
        match attendance.who {
            Attendee::Party(no) => self.party(no).is_some(),
            Attendee::Family(member) => self.family_name(member).is_some(),
        }
    }

    fn has_row(&self, row: Row) -> (No, bool) {
        match row {
            Row::Need(no) => (no, self.need(no).is_some()),
            Row::Goal(no) => (no, self.goals.iter().any(|g| g.no == no)),
            Row::Measure(no) => (no, self.measure(no).is_some()),
            Row::Disagreement(no) => (no, self.disagreements.iter().any(|d| d.no == no)),
        }
    }
}

fn nobody_named(party: &Party) -> Refusal {
    Refusal::of(Why::NobodyNamed { name: party.unit.name.to_string() })
}

struct Typed {
    starts: jiff::civil::DateTime,
    minutes: u16,
    place: String,
    interpreter: String,
    answer_by: jiff::civil::Date,
}

//! Judging what is asked about times: proposing some, answering, booking one, cancelling; the interpreter; silence.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::{Decision, Moment, keep, one, reason_missing};
use crate::ids::No;
use crate::plan::command::{Command, InterpreterDraft};
use crate::plan::event::Event;
use crate::plan::refusal::{Refusal, Refusals, Why};
use crate::plan::state::{Attendee, Fits, InterpreterNeed, MeetingState, Offer, Plan, Times};
use crate::rules::{consent_before_sharing, dates_follow_each_other};
use crate::times::{MINUTES, PROPOSALS, TimeReason};
use crate::words::{Line, Words};

/// The fields of the form in which the times stand.
const FIELDS: [&str; PROPOSALS] = ["date1", "date2", "date3"];

impl Plan {
    pub(super) fn decide_times(&self, command: Command, moment: &Moment<'_>) -> Decision {
        match command {
            Command::ProposeTimes { times, minutes, place, answer_by } => {
                self.propose_times(times, minutes, &place, answer_by, moment)
            }
            Command::AnswerTime { offer, of, fits } => self.answer_time(offer, of, fits, moment),
            Command::CloseTimes => Ok(vec![Event::TimesClosed { no: self.open_round()?.no, chosen: None }]),
            Command::BookTime { offer } => self.book_time(offer, moment),
            Command::CancelMeeting { reason } => self.cancel_meeting(&reason),
            Command::NeedInterpreter { need } => self.need_interpreter(need),
            Command::BookInterpreter { booked } => self.book_interpreter(booked),
            Command::NoteSilence => self.note_silence(moment),
            _ => Err(self.not_now()),
        }
    }

    fn open_round(&self) -> Result<&Times, Refusals> {
        self.open_times().ok_or_else(|| self.not_now())
    }

    fn propose_times(
        &self,
        times: Vec<(DateTime, Vec<TimeReason>)>,
        minutes: u16,
        place: &str,
        answer_by: Date,
        moment: &Moment<'_>,
    ) -> Decision {
        self.may_meet()?;
        let mut faults = Vec::new();
        keep(&mut faults, consent_before_sharing::check(self, moment.today));
        if times.is_empty() || times.len() > PROPOSALS {
            faults.push(Refusal::at(FIELDS[0], Why::NothingChosen));
        }
        for (at, ((starts, _), field)) in times.iter().zip(FIELDS).enumerate() {
            keep(&mut faults, dates_follow_each_other::ahead(starts.date(), moment.today, field));
            if times[..at].iter().any(|(other, _)| other == starts) {
                faults.push(Refusal::at(field, Why::AlreadySo));
            }
        }
        keep(&mut faults, dates_follow_each_other::ahead(answer_by, moment.today, "answer_by"));
        if times.iter().any(|(starts, _)| starts.date() < answer_by) {
            faults.push(Refusal::at("answer_by", Why::EndsBeforeItStarts));
        }
        if !MINUTES.contains(&minutes) {
            faults.push(Refusal::at("minutes", Why::FarAway));
        }
        let place = keep(&mut faults, Line::optional(place, "place"));
        let (Some(place), true) = (place, faults.is_empty()) else { return Err(faults) };
        // A place is told by phone when the identity is protected (participation.md 7).
        let place = place.filter(|_| !self.protected);
        let no = self.next_no();
        let offers = times
            .into_iter()
            .zip(no.0 + 1..)
            .map(|((starts, reasons), no)| Offer { no: No(no), starts, reasons })
            .collect();
        let closed = self.open_times().map(|times| Event::TimesClosed { no: times.no, chosen: None });
        let proposed = Event::TimesProposed { no, offers, minutes, place, answer_by };
        Ok(closed.into_iter().chain([proposed]).collect())
    }

    fn answer_time(&self, offer: No, of: Attendee, fits: Fits, moment: &Moment<'_>) -> Decision {
        self.going_on()?;
        let times = self.open_round()?;
        self.must(times.offer(offer).is_some(), offer)?;
        if !self.asked_about_times(moment.today).contains(&of) {
            return Err(vec![Refusal::of(Why::NotYours)]);
        }
        if times.answer(offer, of).is_some_and(|answer| answer.fits == fits) {
            return Err(vec![Refusal::of(Why::AlreadySo)]);
        }
        Ok(vec![Event::TimeAnswered { offer, of, fits }])
    }

    fn book_time(&self, offer: No, moment: &Moment<'_>) -> Decision {
        let times = self.open_round()?;
        let Some(chosen) = times.offer(offer) else {
            return Err(vec![Refusal::of(Why::NoSuchRow { no: offer })]);
        };
        let (starts, minutes) = (chosen.starts, times.minutes);
        let latest = moment.today.checked_add(i64::from(moment.settings.answer_days).days()).unwrap_or(starts.date());
        let text = |line: &Option<Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
        let language = self.interpreter.as_ref().map(InterpreterNeed::said).unwrap_or_default();
        let booked = Command::PlanMeeting {
            starts,
            minutes,
            place: text(&times.place),
            interpreter: language,
            answer_by: dates_follow_each_other::last_answer(latest, starts.date(), moment.today),
        };
        let closed = Event::TimesClosed { no: times.no, chosen: Some(offer) };
        let left = self.with(&crate::people::Who::Clock, moment.now, std::slice::from_ref(&closed));
        let mut events = vec![closed];
        events.extend(left.decide_meeting(booked, moment)?);
        Ok(events)
    }

    fn cancel_meeting(&self, reason: &str) -> Decision {
        let planned = self.next_meeting().filter(|meeting| meeting.state == MeetingState::Planned);
        let Some(meeting) = planned else { return Err(vec![Refusal::of(Why::NoMeeting)]) };
        let reason = one(Words::parse(reason, "reason").map_err(reason_missing))?;
        Ok(vec![Event::MeetingCancelled { no: meeting.no, reason }])
    }

    fn need_interpreter(&self, draft: Option<InterpreterDraft>) -> Decision {
        self.going_on()?;
        let need = match draft {
            None => None,
            Some(draft) => {
                let mut faults = Vec::new();
                let language = keep(&mut faults, Line::parse(&draft.language, "language"));
                let dialect = keep(&mut faults, Line::optional(&draft.dialect, "dialect"));
                let (Some(language), Some(dialect)) = (language, dialect) else { return Err(faults) };
                Some(InterpreterNeed { language, dialect, wish: draft.wish, way: draft.way })
            }
        };
        if need == self.interpreter && self.interpreter_said {
            return Err(vec![Refusal::of(Why::AlreadySo)]);
        }
        Ok(vec![Event::InterpreterNeeded { need }])
    }

    /// For the coming meeting, whose language somebody has said.
    fn book_interpreter(&self, booked: bool) -> Decision {
        let planned = self.next_meeting().filter(|meeting| meeting.state == MeetingState::Planned);
        let Some(meeting) = planned else { return Err(vec![Refusal::of(Why::NoMeeting)]) };
        if self.interpreter.is_none() && meeting.interpreter.is_none() {
            return Err(vec![Refusal::at("language", Why::Empty)]);
        }
        if meeting.interpreter_booked == booked {
            return Err(vec![Refusal::of(Why::AlreadySo)]);
        }
        Ok(vec![Event::InterpreterBooked { meeting: meeting.no, booked }])
    }

    /// What a day makes of calls that nobody answered: each is told once for each last day.
    fn note_silence(&self, moment: &Moment<'_>) -> Decision {
        let by = self.next_meeting().filter(|m| m.state == MeetingState::Planned).map(|meeting| meeting.answer_by);
        let Some(by) = by.filter(|by| *by < moment.today) else { return Err(vec![Refusal::of(Why::AlreadySo)]) };
        let silent = |party: &&crate::plan::state::Party| party.unanswered != Some(by);
        let events: Vec<_> = self.silent().filter(silent).map(|p| Event::CallUnanswered { party: p.no, by }).collect();
        if events.is_empty() { Err(vec![Refusal::of(Why::AlreadySo)]) } else { Ok(events) }
    }
}

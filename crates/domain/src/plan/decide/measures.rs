//! Judging measures: written down, changed, taken away; what their owners say; what the family says became of them.

use super::{Decision, Moment, keep, one, reason_missing};
use crate::ids::No;
use crate::information::InfoKind;
use crate::people::{FamilyMember, Who};
use crate::plan::command::{Command, MeasureDraft};
use crate::plan::event::Event;
use crate::plan::refusal::{Refusal, Refusals, Why};
use crate::plan::state::{Attendee, Happened, MeasureState, Owner, Plan, Row, Stage};
use crate::rules::{dates_follow_each_other, owner_answers_for_the_measure};
use crate::words::Words;

impl Plan {
    pub(super) fn decide_measure(&self, by: &Who, command: Command, moment: &Moment<'_>) -> Decision {
        match command {
            Command::ProposeMeasure { need, kind, draft, note } => {
                self.writing()?;
                let kind = match kind {
                    Some(kind) => kind,
                    None => self.kind_of(need, InfoKind::OwnWords)?,
                };
                let m = self.measure_from(draft, moment)?;
                let no = self.next_no();
                let proposed = Event::MeasureProposed {
                    no,
                    need,
                    kind,
                    what: m.what,
                    owner: m.owner,
                    from: m.from,
                    by: m.by,
                    notice: m.notice,
                    otherwise: m.otherwise,
                    coordinating: m.coordinating,
                    waits_for: m.waits_for,
                };
                Ok(std::iter::once(proposed).chain(self.grew_from(note, Row::Measure(no))).collect())
            }
            Command::ChangeMeasure { no, draft } => {
                self.writing()?;
                self.must(self.measure(no).is_some(), no)?;
                let m = self.measure_from(draft, moment)?;
                Ok(vec![Event::MeasureChanged {
                    no,
                    what: m.what,
                    owner: m.owner,
                    from: m.from,
                    by: m.by,
                    notice: m.notice,
                    otherwise: m.otherwise,
                    coordinating: m.coordinating,
                    waits_for: m.waits_for.filter(|other| !self.waits_on(*other, no)),
                }])
            }
            Command::DropMeasure { no } => {
                self.writing()?;
                self.must(self.measure(no).is_some(), no)?;
                Ok(vec![Event::MeasureDropped { no }])
            }
            Command::JudgeMeasure { no, by: member, answer, words } => {
                self.judge_measure(by, no, member, answer, &words)
            }
            Command::HearYes { no } => {
                self.writing()?;
                let Some(measure) = self.measure(no) else {
                    return Err(vec![Refusal::of(Why::NoSuchRow { no })]);
                };
                match measure.state {
                    MeasureState::Proposed if measure.yes_heard.is_none() => Ok(vec![Event::YesHeard { no }]),
                    _ => Err(vec![Refusal::of(Why::AlreadySo)]),
                }
            }
            Command::LiveWith { no, of, words } => self.live_with(no, of, words.as_deref()),
            answer => self.owner_says(by, answer),
        }
    }

    fn live_with(&self, no: No, of: Attendee, words: Option<&str>) -> Decision {
        self.writing()?;
        self.must(self.measure(no).is_some(), no)?;
        let there = match of {
            Attendee::Party(no) => self.current_parties().any(|party| party.no == no),
            Attendee::Family(member) => owner_answers_for_the_measure::takes_part(self, &Owner::Family(member)).is_ok(),
        };
        if !there {
            return Err(vec![Refusal::of(Why::NotYours)]);
        }
        let words = match words {
            None => None,
            Some(words) => Some(one(Words::parse(words, "words").map_err(reason_missing))?),
        };
        Ok(vec![Event::LivedWith { no, of, words }])
    }

    /// What only the owner says: yes, no, begun, done, not done.
    fn owner_says(&self, by: &Who, command: Command) -> Decision {
        self.going_on()?;
        let (Command::TakeMeasure { no }
        | Command::DeclineMeasure { no, .. }
        | Command::StartMeasure { no }
        | Command::FinishMeasure { no }
        | Command::UnfinishMeasure { no }
        | Command::MissMeasure { no, .. }) = &command
        else {
            return Err(self.not_now());
        };
        let Some(measure) = self.measure(*no) else {
            return Err(vec![Refusal::of(Why::NoSuchRow { no: *no })]);
        };
        one(owner_answers_for_the_measure::check(&measure.owner, by))?;
        let event = match (command, &measure.state) {
            (Command::TakeMeasure { no }, MeasureState::Proposed | MeasureState::Declined { .. }) => {
                Event::MeasureTaken { no }
            }
            (Command::DeclineMeasure { no, reason }, MeasureState::Proposed | MeasureState::Taken { .. }) => {
                let reason = one(Words::parse(&reason, "reason").map_err(reason_missing))?;
                Event::MeasureDeclined { no, reason }
            }
            (Command::StartMeasure { no }, MeasureState::Taken { .. }) => Event::MeasureStarted { no },
            (Command::FinishMeasure { no }, MeasureState::Taken { .. } | MeasureState::Ongoing { .. }) => {
                Event::MeasureDone { no }
            }
            (Command::UnfinishMeasure { no }, MeasureState::Done { .. }) => Event::MeasureDoneTakenBack { no },
            (Command::MissMeasure { no, why }, MeasureState::Taken { .. } | MeasureState::Ongoing { .. }) => {
                let why = one(Words::parse(&why, "why").map_err(reason_missing))?;
                Event::MeasureNotDone { no, why }
            }
            _ => return Err(vec![Refusal::of(Why::MeasureNotThere)]),
        };
        Ok(vec![event])
    }

    fn judge_measure(
        &self,
        by: &Who,
        no: No,
        member: FamilyMember,
        answer: crate::plan::state::DidIt,
        words: &str,
    ) -> Decision {
        self.at(&[Stage::Agreed, Stage::Active, Stage::FollowUp, Stage::Revision])?;
        self.must(self.measure(no).is_some(), no)?;
        self.takes_part(member)?;
        let their_own = |happened: &Happened| happened.by == member && happened.written_by.is_none();
        if by.staff().is_some() && self.measure(no).is_some_and(|m| m.happened.iter().any(their_own)) {
            return Err(vec![Refusal::of(Why::NotYours)]);
        }
        let words = one(Words::optional(words, "words"))?;
        Ok(vec![Event::MeasureJudged { no, by: member, answer, words }])
    }

    fn measure_from(&self, draft: MeasureDraft, moment: &Moment<'_>) -> Result<Parsed, Refusals> {
        let mut faults = Vec::new();
        let what = keep(&mut faults, Words::parse(&draft.what, "what"));
        let notice = keep(&mut faults, Words::parse(&draft.notice, "notice"));
        let otherwise = keep(&mut faults, Words::parse(&draft.otherwise, "otherwise"));
        keep(&mut faults, owner_answers_for_the_measure::takes_part(self, &draft.owner));
        keep(&mut faults, dates_follow_each_other::ahead(draft.by, moment.today, "by"));
        keep(&mut faults, dates_follow_each_other::in_order(draft.from, draft.by, "by"));
        if let Some(from) = draft.from {
            keep(&mut faults, dates_follow_each_other::near(from, moment.today, "from"));
        }
        if draft.waits_for.is_some_and(|no| self.measure(no).is_none()) {
            faults.push(Refusal::at("waits_for", Why::NoSuchRow { no: draft.waits_for.unwrap_or(No(0)) }));
        }
        let (Some(what), Some(notice), Some(otherwise), true) = (what, notice, otherwise, faults.is_empty()) else {
            return Err(faults);
        };
        Ok(Parsed {
            what,
            owner: draft.owner,
            from: draft.from,
            by: draft.by,
            notice,
            otherwise,
            coordinating: draft.coordinating,
            waits_for: draft.waits_for,
        })
    }

    /// Whether a measure is this one or waits for it, however far away: then this one cannot wait for it.
    fn waits_on(&self, measure: No, this: No) -> bool {
        let next = |no: &No| self.measure(*no).and_then(|m| m.waits_for);
        let chain = std::iter::successors(Some(measure), next);
        chain.take(self.measures.len() + 1).any(|no| no == this)
    }
}

struct Parsed {
    what: Words,
    owner: crate::plan::state::Owner,
    from: Option<jiff::civil::Date>,
    by: jiff::civil::Date,
    notice: Words,
    otherwise: Words,
    coordinating: bool,
    waits_for: Option<No>,
}

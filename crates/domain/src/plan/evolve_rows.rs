//! Folding of what stands in the plan: questions, preparation, meetings and rows.

use crate::evaluation::Evaluated;
use crate::plan::event::{Event, Fact};
use crate::plan::state::{
    Avoid, DidIt, Disagreement, Goal, Happened, LivesWith, Measure, MeasureState, Meeting, MeetingState, Need, Note,
    Plan, Question, QuestionAnswer, Stage, Translation, View,
};
use crate::words::Words;

impl Plan {
    pub(super) fn apply_meeting(&mut self, fact: &Fact) {
        match &fact.event {
            Event::QuestionAsked { no, words } => {
                self.took(*no);
                let (words, by) = (words.clone(), fact.by.clone());
                self.questions.push(Question { no: *no, words, by, answer: None, translation: None });
            }
            Event::QuestionAnswered { no, words, kind } => {
                if let Some(question) = self.questions.iter_mut().find(|q| q.no == *no) {
                    let (words, by) = (words.clone(), fact.by.clone());
                    question.answer = Some(QuestionAnswer { words, kind: *kind, by });
                }
            }
            Event::QuestionReworded { no, words } => {
                if let Some(question) = self.questions.iter_mut().find(|q| q.no == *no) {
                    question.words = words.clone();
                    question.by = fact.by.clone();
                    (question.answer, question.translation) = (None, None);
                }
            }
            Event::QuestionTranslated { no, words, translator } => {
                if let Some(question) = self.questions.iter_mut().find(|q| q.no == *no) {
                    let (words, translator, by) = (words.clone(), translator.clone(), fact.by.clone());
                    question.translation = Some(Translation { words, translator, by });
                }
            }
            Event::QuestionDropped { no } => self.questions.retain(|q| q.no != *no),
            Event::AvoidAsked { no, words } => {
                self.took(*no);
                self.avoid.push(Avoid { no: *no, words: words.clone(), by: fact.by.clone() });
            }
            Event::AvoidDropped { no } => self.avoid.retain(|a| a.no != *no),
            Event::Prepared { .. }
            | Event::PreparationWaived { .. }
            | Event::MediaLaid { .. }
            | Event::MediaShown { .. }
            | Event::MediaDescribed { .. }
            | Event::MediaRemoved { .. } => self.apply_preparing(fact),
            Event::MeetingPlanned { no, starts, minutes, place, interpreter, answer_by } => {
                self.took(*no);
                self.meetings.push(Meeting {
                    no: *no,
                    starts: *starts,
                    minutes: *minutes,
                    place: place.clone(),
                    interpreter: interpreter.clone(),
                    interpreter_booked: false,
                    answer_by: *answer_by,
                    state: MeetingState::Planned,
                    attendance: Vec::new(),
                    family_talk: None,
                });
            }
            Event::MeetingMoved { no, starts, minutes, place, interpreter, answer_by } => {
                if let Some(meeting) = self.meeting_mut(*no) {
                    // Whoever was booked was so for another time.
                    meeting.interpreter_booked &= meeting.starts == *starts;
                    meeting.starts = *starts;
                    meeting.minutes = *minutes;
                    meeting.place.clone_from(place);
                    meeting.interpreter.clone_from(interpreter);
                    meeting.answer_by = *answer_by;
                }
            }
            Event::MeetingOpened { no } => {
                self.stage = Stage::Meeting;
                if let Some(meeting) = self.meeting_mut(*no) {
                    meeting.state = MeetingState::Open;
                }
            }
            Event::AttendanceNoted { meeting, attendance } => {
                if let Some(meeting) = self.meeting_mut(*meeting) {
                    meeting.attendance.clone_from(attendance);
                }
            }
            Event::MeetingEnded { no } => {
                self.stage = Stage::Draft;
                if let Some(meeting) = self.meeting_mut(*no) {
                    meeting.state = MeetingState::Ended;
                }
            }
            Event::TalkShared { meeting, family } => {
                if let Some(meeting) = self.meeting_mut(*meeting) {
                    meeting.family_talk = Some(*family);
                }
            }
            Event::Evaluated { round, asked } => {
                self.evaluated.push(Evaluated { round: *round, asked: *asked, by: fact.by.clone() });
            }
            Event::NoteTaken { no, meeting, words, kind } => {
                self.took(*no);
                self.notes.push(Note {
                    no: *no,
                    meeting: *meeting,
                    words: words.clone(),
                    by: fact.by.clone(),
                    kind: *kind,
                    became: None,
                });
            }
            Event::NoteUsed { no, became } => {
                if let Some(note) = self.notes.iter_mut().find(|n| n.no == *no) {
                    note.became = Some(*became);
                }
            }
            _ => {}
        }
    }

    fn meeting_mut(&mut self, no: crate::ids::No) -> Option<&mut Meeting> {
        self.meetings.iter_mut().find(|meeting| meeting.no == no)
    }

    pub(super) fn apply_rows(&mut self, fact: &Fact) {
        match &fact.event {
            Event::NeedAdded { no, area, kind, own_words } => {
                self.took(*no);
                self.needs.push(Need {
                    no: *no,
                    area: area.clone(),
                    kind: *kind,
                    own_words: own_words.clone(),
                    own_words_by: own_words.as_ref().map(|_| fact.by.clone()),
                    author: fact.by.author(),
                    views: Vec::new(),
                });
            }
            Event::NeedInOwnWords { no, words } => {
                if let Some(need) = self.needs.iter_mut().find(|n| n.no == *no) {
                    need.own_words = Some(words.clone());
                    need.own_words_by = Some(fact.by.clone());
                }
            }
            Event::NeedViewed { no, by, words } => {
                if let Some(need) = self.needs.iter_mut().find(|n| n.no == *no) {
                    need.views.retain(|view| view.by.unit.unit != by.unit.unit);
                    need.views.push(View { by: by.clone(), words: words.clone() });
                }
            }
            Event::NeedDropped { no } => {
                self.needs.retain(|n| n.no != *no);
                let gone = |need: &mut Option<crate::ids::No>| *need = need.filter(|need| need != no);
                self.goals.iter_mut().for_each(|goal| gone(&mut goal.need));
                self.measures.iter_mut().for_each(|measure| gone(&mut measure.need));
            }
            Event::GoalAdded { no, need, kind, words } => {
                self.took(*no);
                let goal = Goal { no: *no, need: *need, kind: *kind, words: words.clone(), by: fact.by.clone() };
                self.goals.push(goal);
            }
            Event::GoalReworded { no, words } => {
                if let Some(goal) = self.goals.iter_mut().find(|g| g.no == *no) {
                    goal.words = words.clone();
                    goal.by = fact.by.clone();
                }
            }
            Event::GoalDropped { no } => self.goals.retain(|g| g.no != *no),
            Event::OthersSaid { none } => self.no_measures_by_others = *none,
            Event::DisagreementWritten { no, kind, sides, next_step, owner, by, about } => {
                self.took(*no);
                self.disagreements.push(Disagreement {
                    no: *no,
                    kind: *kind,
                    sides: sides.clone(),
                    next_step: next_step.clone(),
                    owner: owner.clone(),
                    by: *by,
                    written_by: fact.by.clone(),
                    stepped: None,
                    settled: None,
                    about: *about,
                });
            }
            Event::NextStepTaken { no } => {
                if let Some(disagreement) = self.disagreements.iter_mut().find(|d| d.no == *no) {
                    disagreement.stepped = Some(fact.at);
                }
            }
            Event::DisagreementSettled { no, words } => {
                if let Some(disagreement) = self.disagreements.iter_mut().find(|d| d.no == *no) {
                    disagreement.settled = Some(words.clone());
                }
            }
            _ => self.apply_measure(fact),
        }
    }

    fn apply_measure(&mut self, fact: &Fact) {
        if let Event::MeasureProposed {
            no,
            need,
            kind,
            what,
            owner,
            from,
            by,
            notice,
            otherwise,
            coordinating,
            waits_for,
        } = &fact.event
        {
            self.took(*no);
            self.measures_ever += 1;
            self.measures.push(Measure {
                no: *no,
                number: self.measures_ever,
                need: *need,
                kind: *kind,
                what: what.clone(),
                owner: owner.clone(),
                from: *from,
                by: *by,
                notice: notice.clone(),
                otherwise: otherwise.clone(),
                coordinating: *coordinating,
                waits_for: *waits_for,
                proposed_by: fact.by.clone(),
                state: MeasureState::Proposed,
                missed: None,
                happened: Vec::new(),
                yes_heard: None,
                lives: Vec::new(),
            });
        }
        if let Event::MeasureDropped { no } = &fact.event {
            self.measures.retain(|m| m.no != *no);
            for measure in &mut self.measures {
                measure.waits_for = measure.waits_for.filter(|other| other != no);
            }
        }
        if let Event::MeasureDoneTakenBack { no } = &fact.event {
            // When it was taken stands in what was promised.
            let promise = self.course.promises.iter().find(|promise| promise.no == *no && promise.left.is_none());
            let taken = promise.and_then(|promise| promise.taken).unwrap_or(fact.at);
            if let Some(measure) = self.measures.iter_mut().find(|m| m.no == *no) {
                measure.state = MeasureState::Ongoing { taken };
            }
        }
        let Some((no, change)) = measure_change(fact) else {
            return;
        };
        if let Some(measure) = self.measures.iter_mut().find(|m| m.no == no) {
            change(measure);
        }
    }
}

type Change<'a> = Box<dyn FnOnce(&mut Measure) + 'a>;

/// What a fact does to a measure that is there already.
fn measure_change(fact: &Fact) -> Option<(crate::ids::No, Change<'_>)> {
    let at = fact.at;
    Some(match &fact.event {
        Event::MeasureChanged { no, what, owner, from, by, notice, otherwise, coordinating, waits_for } => (
            *no,
            Box::new(move |m: &mut Measure| {
                m.what = what.clone();
                m.owner = owner.clone();
                m.from = *from;
                m.by = *by;
                m.notice = notice.clone();
                m.otherwise = otherwise.clone();
                m.coordinating = *coordinating;
                m.waits_for = *waits_for;
                // Another text or owner needs another yes, and another answer whether one can live with it.
                m.state = MeasureState::Proposed;
                m.missed = None;
                m.yes_heard = None;
                m.lives.clear();
            }) as Change<'_>,
        ),
        Event::YesHeard { no } => (*no, Box::new(move |m: &mut Measure| m.yes_heard = Some(at))),
        Event::LivedWith { no, of, words } => (
            *no,
            Box::new(move |m: &mut Measure| {
                m.lives.retain(|answer| answer.of != *of);
                m.lives.push(LivesWith { of: *of, words: words.clone(), by: fact.by.clone(), at });
            }),
        ),
        Event::MeasureTaken { no } => (*no, set(MeasureState::Taken { at })),
        Event::MeasureDeclined { no, reason } => {
            let declined = set(MeasureState::Declined { reason: reason.clone() });
            let when = move |m: &mut Measure| {
                declined(m);
                m.missed = Some(at);
            };
            (*no, Box::new(when) as Change<'_>)
        }
        Event::MeasureStarted { no } => (
            *no,
            Box::new(move |m: &mut Measure| {
                let taken = if let MeasureState::Taken { at } = m.state { at } else { at };
                m.state = MeasureState::Ongoing { taken };
            }),
        ),
        Event::MeasureDone { no } => (*no, set(MeasureState::Done { at })),
        Event::MeasureNotDone { no, why } => (
            *no,
            Box::new(move |m: &mut Measure| {
                m.state = MeasureState::NotDone { why: why.clone() };
                m.missed = Some(at);
            }),
        ),
        Event::MeasureJudged { no, by, answer, words } => (*no, judged(*by, *answer, words.clone(), fact)),
        _ => return None,
    })
}

fn set<'a>(state: MeasureState) -> Change<'a> {
    Box::new(move |measure| {
        measure.state = state;
        measure.missed = None;
        // Their own answer is there now, whichever it is.
        measure.yes_heard = None;
    })
}

fn judged(by: crate::people::FamilyMember, answer: DidIt, words: Option<Words>, fact: &Fact) -> Change<'_> {
    Box::new(move |measure| {
        measure.happened.retain(|happened| happened.by != by);
        let (at, written_by) = (fact.at, fact.by.staff().cloned());
        measure.happened.push(Happened { by, answer, words, at, written_by });
    })
}

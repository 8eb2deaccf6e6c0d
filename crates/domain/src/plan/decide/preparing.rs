//! Judging questions, what is not to be raised, and what each prepares.

use super::rows::own_words;
use super::{Decision, Moment, keep, one};
use crate::ids::{MediaId, No};
use crate::people::Who;
use crate::plan::command::{AnswerDraft, Command, How, PreparationOf};
use crate::plan::event::Event;
use crate::plan::refusal::{Refusal, Refusals, Why};
use crate::plan::same_participant;
use crate::plan::state::{Answer, Media, Noted, Plan, Preparation, SeenBy, Stage};
use crate::rules::{at_most_three_questions, dates_follow_each_other};
use crate::words::{Line, Words};

/// Whose preparation is written, and by whom when another writes.
struct Whose {
    of: Who,
    written_by: Option<crate::people::StaffRef>,
    noted: Option<Noted>,
}

impl Plan {
    pub(super) fn decide_preparing(&self, by: &Who, command: Command, moment: &Moment<'_>) -> Decision {
        self.going_on()?;
        match command {
            Command::AskQuestion { words } => {
                one(at_most_three_questions::check(self))?;
                let words = one(Words::parse(&words, "words"))?;
                Ok(self.and_preparing_began(Event::QuestionAsked { no: self.next_no(), words }))
            }
            Command::RewordQuestion { no, words } => {
                self.question_of(no, by)?;
                Ok(vec![Event::QuestionReworded { no, words: one(Words::parse(&words, "words"))? }])
            }
            Command::AnswerQuestion { no, words, kind } => {
                self.writing()?;
                self.must(self.questions.iter().any(|question| question.no == no), no)?;
                let words = one(Words::parse(&words, "words"))?;
                Ok(vec![Event::QuestionAnswered { no, words, kind }])
            }
            Command::TranslateQuestion { no, words, translator } => {
                self.must(self.questions.iter().any(|question| question.no == no), no)?;
                let mut faults = Vec::new();
                let words = keep(&mut faults, Words::parse(&words, "translation"));
                let translator = keep(&mut faults, Line::parse(&translator, "translator"));
                let (Some(words), Some(translator)) = (words, translator) else { return Err(faults) };
                Ok(vec![Event::QuestionTranslated { no, words, translator }])
            }
            Command::DropQuestion { no } => {
                self.question_of(no, by)?;
                Ok(vec![Event::QuestionDropped { no }])
            }
            Command::Avoid { words } => {
                let words = one(Words::parse(&words, "avoid"))?;
                Ok(self.and_preparing_began(Event::AvoidAsked { no: self.next_no(), words }))
            }
            Command::DropAvoid { no } => {
                let Some(avoid) = self.avoid.iter().find(|a| a.no == no) else {
                    return Err(vec![Refusal::of(Why::NoSuchRow { no })]);
                };
                own_words(&avoid.by, by)?;
                Ok(vec![Event::AvoidDropped { no }])
            }
            Command::Prepare { of, take_part, most_people, answers } => {
                let how = How { take_part, most_people };
                self.prepared(by, &of, Some(how), answers, of.member().is_some(), moment)
            }
            Command::PrepareMore { of, how, answers } => self.prepared(by, &of, how, answers, true, moment),
            Command::LayMedia { of, media, question, kind, seen_by } => {
                self.preparation_time()?;
                let whose = self.whose(&of, by, moment)?;
                let question = one(Line::parse(&question, "question"))?;
                let (of, noted) = (whose.of, whose.noted);
                let chosen = self.chosen(seen_by).unwrap_or_default();
                Ok(self.and_preparing_began(Event::MediaLaid { of, media, question, kind, seen_by, chosen, noted }))
            }
            Command::ShowMedia { media, seen_by } => {
                self.own_media(media, by)?;
                Ok(vec![Event::MediaShown { media, seen_by, chosen: self.chosen(seen_by).unwrap_or_default() }])
            }
            Command::DescribeMedia { media, words } => {
                // Whether they may see it was asked at the door: `Deed::Describe`.
                if self.media(media).is_none() {
                    return Err(vec![Refusal::of(Why::NotYours)]);
                }
                Ok(vec![Event::MediaDescribed { media, words: one(Words::parse(&words, "words"))? }])
            }
            Command::RemoveMedia { media } => {
                self.own_media(media, by)?;
                Ok(vec![Event::MediaRemoved { media }])
            }
            Command::WaivePreparation { of } => {
                self.preparation_time()?;
                let of = self.whose(&of, by, moment)?.of;
                let mut events = self.and_preparing_began(Event::PreparationWaived { of: of.clone() });
                // What was drawn or said goes too, with its file.
                let media = self.preparation_of(&of).into_iter().flat_map(|p| &p.media);
                events.splice(0..0, media.map(|one| Event::MediaRemoved { media: one.media }));
                Ok(events)
            }
            _ => Err(self.not_now()),
        }
    }

    /// One more writing of a preparation. With `more`, what is not named stays as it was.
    fn prepared(
        &self,
        by: &Who,
        of: &PreparationOf,
        how: Option<How>,
        answers: Vec<AnswerDraft>,
        more: bool,
        moment: &Moment<'_>,
    ) -> Decision {
        self.preparation_time()?;
        let whose = self.whose(of, by, moment)?;
        let before = self.preparation_of(&whose.of).filter(|p| !p.waived);
        let named: Vec<String> = answers.iter().map(|draft| draft.question.trim().to_owned()).collect();
        let mut written = self.answered(answers, &whose, before)?;
        if more && let Some(before) = before {
            let kept = before.answers.iter().filter(|a| !named.iter().any(|name| name == a.question.as_str()));
            written.splice(0..0, kept.map(|answer| before.as_given(answer)));
        }
        let stays = before.filter(|_| more).map(|p| How { take_part: p.take_part, most_people: p.most_people });
        let How { take_part, most_people } = how.or(stays).unwrap_or_default();
        let Whose { of, written_by, .. } = whose;
        Ok(self.and_preparing_began(Event::Prepared { of, written_by, take_part, most_people, answers: written }))
    }

    fn answered(
        &self,
        drafts: Vec<AnswerDraft>,
        whose: &Whose,
        before: Option<&Preparation>,
    ) -> Result<Vec<Answer>, Refusals> {
        let mut faults = Vec::new();
        let mut answers = Vec::new();
        for draft in drafts {
            let question = keep(&mut faults, Line::parse(&draft.question, "question"));
            let words = keep(&mut faults, Words::optional(&draft.words, "answers"));
            if let (Some(question), Some(Some(words))) = (question, words) {
                // What another wrote down, and is only sent along unchanged, is still written down by them.
                let same = before.and_then(|p| p.answers.iter().find(|a| a.question == question && a.words == words));
                let noted = whose.noted.clone().or_else(|| before?.as_given(same?).noted);
                let (seen_by, chosen) = (draft.seen_by, self.chosen(draft.seen_by));
                answers.push(Answer { question, words, seen_by, noted, chosen });
            }
        }
        if faults.is_empty() { Ok(answers) } else { Err(faults) }
    }

    /// Whom "the one I chose" means now.
    fn chosen(&self, seen_by: SeenBy) -> Option<Vec<No>> {
        (seen_by == SeenBy::MySupporter).then(|| self.current_supporters().map(|s| s.no).collect())
    }

    /// What a participant prepared.
    pub fn preparation_of(&self, of: &Who) -> Option<&Preparation> {
        self.preparations.iter().find(|p| same_participant(&p.of, of))
    }

    /// Nobody touches another's drawing or voice; whether there is one is not told either.
    fn own_media(&self, media: MediaId, by: &Who) -> Result<&Media, Refusals> {
        let own = self.media(media).filter(|(preparation, _)| same_participant(&preparation.of, by));
        own.map(|(_, one)| one).ok_or_else(|| vec![Refusal::of(Why::NotYours)])
    }

    /// The first question, wish or preparation after consent begins the preparing.
    fn and_preparing_began(&self, event: Event) -> Vec<Event> {
        let began = (self.stage == Stage::Consented).then_some(Event::PreparingBegan);
        std::iter::once(event).chain(began).collect()
    }

    fn preparation_time(&self) -> Result<(), Refusals> {
        let revision = [Stage::Revision, Stage::FollowUp, Stage::Active];
        if Self::BEFORE_MEETING.contains(&self.stage) || revision.contains(&self.stage) {
            Ok(())
        } else {
            Err(self.not_now())
        }
    }

    /// Whose preparation it is, and who wrote it down if another did. Nobody writes over what another typed.
    fn whose(&self, of: &PreparationOf, by: &Who, moment: &Moment<'_>) -> Result<Whose, Refusals> {
        let Some(member) = of.member() else {
            return Ok(Whose { of: by.clone(), written_by: None, noted: None });
        };
        self.takes_part(member)?;
        let of_whom = Who::Family(member);
        let Some(staff) = by.staff() else {
            let me = same_participant(&of_whom, by);
            let whose = Whose { of: of_whom, written_by: None, noted: None };
            return if me { Ok(whose) } else { Err(vec![Refusal::of(Why::NotYours)]) };
        };
        if self.preparation_of(&of_whom).is_some_and(Preparation::is_typed) {
            return Err(vec![Refusal::of(Why::NotYours)]);
        }
        let noted = match of {
            PreparationOf::AfterTalk { told_by, on, .. } => {
                let mut faults = Vec::new();
                let told_by = keep(&mut faults, Line::parse(told_by, "told_by"));
                keep(&mut faults, dates_follow_each_other::near(*on, moment.today, "told_on"));
                if *on > moment.today && faults.is_empty() {
                    faults.push(Refusal::at("told_on", Why::FarAway));
                }
                let Some(told_by) = told_by.filter(|_| faults.is_empty()) else { return Err(faults) };
                Some(Noted { by: staff.clone(), told_by, on: *on })
            }
            PreparationOf::Me | PreparationOf::Family(_) => None,
        };
        Ok(Whose { of: of_whom, written_by: Some(staff.clone()), noted })
    }

    fn question_of(&self, no: No, by: &Who) -> Result<(), Refusals> {
        match self.questions.iter().find(|question| question.no == no) {
            Some(question) => own_words(&question.by, by),
            None => Err(vec![Refusal::of(Why::NoSuchRow { no })]),
        }
    }
}

impl Preparation {
    /// An answer that stays when others are written: with whom it was for, and with who wrote it down, also where an older
    /// story tells that of the whole preparation alone.
    fn as_given(&self, answer: &Answer) -> Answer {
        let mut answer = answer.clone();
        if answer.seen_by == SeenBy::MySupporter {
            answer.chosen.get_or_insert_with(|| self.supporters.clone());
        }
        if let (None, Some(by)) = (&answer.noted, &self.written_by) {
            let on = self.at.to_zoned(jiff::tz::TimeZone::UTC).date();
            answer.noted = Some(Noted { by: by.clone(), told_by: Line::fixed("–"), on });
        }
        answer
    }
}

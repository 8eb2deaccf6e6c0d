//! Folding of what each wrote before a meeting that they can, cannot and ask of others.

use crate::plan::event::{Event, Fact};
use crate::plan::state::{About, Ask, AskAnswer, Expectation, Opening, Plan};

impl Plan {
    pub(super) fn apply_expectations(&mut self, fact: &Fact) {
        match &fact.event {
            // A meeting after one that these rows were written for begins a new round; the earlier rows stay.
            Event::MeetingPlanned { .. } if self.opening.is_some() => {
                self.opening = None;
                self.expectation_round += 1;
            }
            Event::OpeningSet { meeting, at } => {
                self.opening = Some(Opening { meeting: *meeting, at: *at, opened: false });
            }
            Event::ExpectationsOpened { .. } => self.opened(fact),
            // From then on nobody writes a row of their own any more, also where nobody had.
            Event::MeetingOpened { no } if self.opening.is_some_and(|opening| opening.meeting == *no) => {
                self.opened(fact);
            }
            Event::ExpectationWritten { no, about, of, can, cannot } => {
                self.took(*no);
                let row = Expectation {
                    no: *no,
                    round: self.expectation_round,
                    about: *about,
                    of: *of,
                    by: fact.by.clone(),
                    can: can.clone(),
                    cannot: cannot.clone(),
                };
                match self.expectations.iter_mut().find(|old| old.no == *no) {
                    Some(old) => *old = row,
                    None => self.expectations.push(row),
                }
            }
            Event::ExpectationDropped { no } => self.expectations.retain(|row| row.no != *no),
            Event::AskWritten { no, about, from, to, words } => {
                self.took(*no);
                self.asks.push(Ask {
                    no: *no,
                    round: self.expectation_round,
                    about: *about,
                    from: *from,
                    to: *to,
                    words: words.clone(),
                    by: fact.by.clone(),
                    answered: false,
                    answer: None,
                });
            }
            Event::AskDropped { no } => self.asks.retain(|ask| ask.no != *no),
            Event::AskAnswered { no, of, says } => {
                if let Some(ask) = self.asks.iter_mut().find(|ask| ask.no == *no) {
                    ask.answered = true;
                    ask.answer = Some(AskAnswer { of: *of, by: fact.by.clone(), says: says.clone() });
                }
            }
            Event::QuestionDropped { no } => self.hangs_no_more(About::Question(*no)),
            Event::NeedDropped { no } => self.hangs_no_more(About::Need(*no)),
            _ => {}
        }
    }

    /// The rows are shown: at their time, or when the meeting began before it.
    fn opened(&mut self, fact: &Fact) {
        if let Some(opening) = &mut self.opening {
            opening.opened = true;
            opening.at = opening.at.min(fact.at);
        }
    }

    /// What hung on a row that was taken away hangs on the whole.
    fn hangs_no_more(&mut self, gone: About) {
        let rows = self.expectations.iter_mut().map(|row| &mut row.about);
        for about in rows.chain(self.asks.iter_mut().map(|ask| &mut ask.about)) {
            if *about == gone {
                *about = About::Whole;
            }
        }
    }
}

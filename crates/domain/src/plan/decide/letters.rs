//! Judging whether a letter that lies ready is still to go: asked by the worker right before it is dropped.

use super::{Decision, Moment, one};
use crate::ids::No;
use crate::people::Who;
use crate::plan::event::Event;
use crate::plan::letters::{family_members, holds_letter, letters_to_take_back};
use crate::plan::refusal::{Refusal, Why};
use crate::plan::state::{Attendee, CallAnswer, Letter, Plan, Recipient};
use crate::rules::consent_before_sharing;

impl Plan {
    /// As a call: nothing goes that could not go today. What takes a letter back goes to whoever holds one.
    pub(super) fn drop_letter(
        &self,
        by: &Who,
        (to, letter, no): (Attendee, Letter, No),
        moment: &Moment<'_>,
    ) -> Decision {
        // Whoever says so is the one that has the letter in hand.
        if *by != Who::Clock {
            return Err(self.not_now());
        }
        let dropped = Event::LetterDropped { to, letter, meeting: no };
        if letter == Letter::TakenBack {
            let due = letters_to_take_back(self, moment.today).contains(&(to, no));
            return if due { Ok(vec![dropped]) } else { Err(vec![Refusal::of(Why::AlreadySo)]) };
        }
        self.going_on()?;
        // Of a protected person no letter leaves the house by itself.
        if self.protected {
            return Err(self.not_now());
        }
        one(consent_before_sharing::check(self, moment.today))?;
        one(self.meeting_ahead(moment))?;
        self.must(self.next_meeting().is_some_and(|meeting| meeting.no == no), no)?;
        match to {
            Attendee::Party(party) => self.may_go_to(party, moment)?,
            Attendee::Family(member) => {
                if !family_members(self).any(|known| known == member) {
                    return Err(self.not_now());
                }
                // The calls go out one by one, and the family is told once.
                if letter == Letter::Call && holds_letter(self, to, no) {
                    return Err(vec![Refusal::of(Why::AlreadySo)]);
                }
            }
        }
        Ok(vec![dropped])
    }

    fn may_go_to(&self, no: No, moment: &Moment<'_>) -> Result<(), Vec<Refusal>> {
        let called = self.current_parties().find(|party| party.no == no && self.called(party));
        let Some(party) = called else { return Err(vec![Refusal::of(Why::NoSuchRow { no })]) };
        if !matches!(party.answer, CallAnswer::Waiting | CallAnswer::Coming { .. }) {
            return Err(vec![Refusal::of(Why::AlreadySo)]);
        }
        let covered = consent_before_sharing::covers_any(self, &Recipient::Unit(party.unit.clone()), moment.today);
        let name = || party.unit.name.to_string();
        covered.map(drop).ok_or_else(|| vec![Refusal::of(Why::RecipientNotCovered { name: name() })])
    }
}

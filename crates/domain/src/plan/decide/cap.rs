//! At most so many rows of one kind in one plan: nobody fills it until it can no longer be read.

use super::{Decision, Moment};
use crate::plan::event::Event;
use crate::plan::refusal::{Refusal, Why};
use crate::plan::state::Plan;

impl Plan {
    /// Refuses what would make one row too many of its kind; what is there already stays.
    pub(super) fn within_the_cap(&self, events: Vec<Event>, moment: &Moment<'_>) -> Decision {
        let most = moment.settings.rows_of_a_kind;
        let added = |event: &Event| {
            let like = |other: &&Event| std::mem::discriminant(*other) == std::mem::discriminant(event);
            self.rows_like(event).map(|there| there + events.iter().filter(like).count())
        };
        if events.iter().filter_map(added).any(|count| count > usize::from(most)) {
            return Err(vec![Refusal::of(Why::TooManyRows { most })]);
        }
        Ok(events)
    }

    /// How many rows there are of the kind that an event adds one to; none where it adds no row.
    fn rows_like(&self, event: &Event) -> Option<usize> {
        Some(match event {
            Event::NeedAdded { .. } => self.needs.len(),
            Event::GoalAdded { .. } => self.goals.len(),
            Event::MeasureProposed { .. } => self.measures.len(),
            Event::DisagreementWritten { .. } => self.disagreements.len(),
            Event::NoteTaken { .. } => self.notes.len(),
            Event::AvoidAsked { .. } => self.avoid.len(),
            Event::ExpectationWritten { no, .. } => self.expectations.iter().filter(|row| row.no != *no).count(),
            Event::AskWritten { .. } => self.asks.len(),
            Event::MessageWritten { .. } => self.messages.len(),
            Event::BoardDecided { .. } => self.decisions.len(),
            Event::ChildsViewNoted { .. } => self.childs_views.len(),
            Event::PartyAdded { .. } => self.parties.len(),
            Event::RepresentativeNamed { .. } => self.representatives.len(),
            Event::SupporterNamed { .. } => self.supporters.len(),
            Event::MeetingPlanned { .. } => self.meetings.len(),
            Event::StayNoted { no, .. } => self.stays.iter().filter(|stay| stay.no != *no).count(),
            Event::MediaLaid { .. } => self.preparations.iter().map(|preparation| preparation.media.len()).sum(),
            _ => return None,
        })
    }
}

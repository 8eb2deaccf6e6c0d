//! An agreed version as it was written, with the people and the consents of today.

use super::state::Plan;

impl Plan {
    /// This plan, saying what `then` said: questions, needs, goals, measures and disagreements as they stood. Who takes
    /// part and what is consented to stays as it is now, so that [`crate::access::narrow`] judges an old version by
    /// today's consents: withdrawing one closes earlier versions too. What goes on around a version (meetings, notes,
    /// preparations, expectations, follow-ups, closing) is no part of it and is left out.
    #[must_use]
    pub fn as_it_was(&self, then: &Self) -> Self {
        Self {
            questions: then.questions.clone(),
            avoid: then.avoid.clone(),
            needs: then.needs.clone(),
            goals: then.goals.clone(),
            measures: then.measures.clone(),
            no_measures_by_others: then.no_measures_by_others,
            disagreements: then.disagreements.clone(),
            meetings: Vec::new(),
            notes: Vec::new(),
            preparations: Vec::new(),
            expectations: Vec::new(),
            asks: Vec::new(),
            opening: None,
            handings: Vec::new(),
            follow_ups: Vec::new(),
            closing: None,
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::access::narrow;
    use crate::families::{Family, Milestone, elin, omar_ali, person_actor, staff_actor, story};
    use crate::people::FamilyMember;
    use crate::plan::{Command, Event, Fact, Moment, Plan};

    #[test]
    fn an_earlier_version_says_what_it_said_and_is_judged_by_todays_consents() {
        let now = "2026-11-22T09:00:00Z".parse().unwrap();
        let (id, mut facts) = story(Family::Elin, Milestone::Told, now).unwrap();
        let settings = crate::information::Settings::default();
        let at = facts.last().unwrap().at;
        let today = at.to_zoned(jiff::tz::TimeZone::UTC).date();
        let moment = Moment { now: at, today, settings: &settings };
        let whole = Plan::fold(id, &facts).unwrap();
        let agreed = whole.versions.first().unwrap().seq;
        let then = Plan::fold(id, &facts[..usize::try_from(agreed).unwrap()]).unwrap();
        let earlier = whole.as_it_was(&then);
        assert_eq!(earlier.measures, then.measures);
        let child = person_actor(&elin());
        assert_eq!(narrow(&earlier, &child, today, at).unwrap().measures.len(), then.measures.len());
        let doctor = staff_actor(&omar_ali());
        assert!(!narrow(&earlier, &doctor, today, at).unwrap().questions.is_empty(), "while consent covers his unit");
        // Every consent is taken back; the same version then shows that unit no word of the family's.
        let members = [FamilyMember::Person]
            .into_iter()
            .chain(whole.current_representatives().map(|r| FamilyMember::Representative(r.no)).collect::<Vec<_>>());
        for by in members {
            let plan = Plan::fold(id, &facts).unwrap();
            let command = Command::WithdrawConsent { by, consents: Vec::new(), remains: String::new() };
            let Ok(events) = plan.decide(&crate::people::Who::Family(by), command, &moment) else { continue };
            assert!(events.iter().any(|e| matches!(e, Event::ConsentWithdrawn { .. })));
            facts.extend(events.into_iter().map(|event| Fact { at, by: crate::people::Who::Family(by), event }));
        }
        let earlier = Plan::fold(id, &facts).unwrap().as_it_was(&then);
        let left = narrow(&earlier, &doctor, today, at).map(|view| view.questions.len());
        assert!(matches!(left, Err(_) | Ok(0)), "{left:?}");
        assert!(!narrow(&earlier, &child, today, at).unwrap().questions.is_empty(), "it is still the child's own");
    }
}

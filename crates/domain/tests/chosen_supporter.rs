//! What a child says to the one they chose stays with that one: naming somebody later opens nothing.
#![expect(clippy::unwrap_used, reason = "a story that cannot be told fails the test")]

use samsyn_domain::access::narrow;
use samsyn_domain::families::{Family, Milestone, anna_ek, elin, person_actor, sara, staff_actor, story};
use samsyn_domain::people::{FamilyMember, Who};
use samsyn_domain::plan::state::SeenBy;
use samsyn_domain::plan::{Event, Fact, Plan};
use samsyn_domain::words::Line;

fn now() -> jiff::Timestamp {
    "2026-11-22T09:00:00Z".parse().unwrap()
}

/// How many of Elin's answers to the one she chose this actor sees.
fn seen(plan: &Plan, actor: &samsyn_domain::access::Actor) -> usize {
    let Ok(view) = narrow(plan, actor, now().to_zoned(jiff::tz::TimeZone::UTC).date(), now()) else { return 0 };
    let hers = view.preparations.iter().filter(|p| p.of == Who::Family(FamilyMember::Person));
    hers.flat_map(|p| &p.answers).filter(|answer| answer.seen_by == SeenBy::MySupporter).count()
}

#[test]
fn a_supporter_named_afterwards_sees_nothing_that_was_said_before() {
    let (id, facts) = story(Family::Elin, Milestone::Told, now()).unwrap();
    let plan = Plan::fold(id, &facts).unwrap();
    assert!(seen(&plan, &person_actor(&elin())) > 0, "the story has such an answer");
    let name = |plan: &Plan, person, staff| Fact {
        at: now(),
        by: Who::Staff(anna_ek()),
        event: Event::SupporterNamed {
            no: plan.next_no(),
            person,
            staff,
            name: Line::parse("N", "name").unwrap(),
            relation: Line::parse("r", "relation").unwrap(),
        },
    };
    let with_guardian = plan.clone().evolve(&name(&plan, Some(sara().person), None));
    assert_eq!(seen(&with_guardian, &person_actor(&sara())), 0);
    let with_holder = plan.clone().evolve(&name(&plan, None, Some(anna_ek().staff)));
    assert_eq!(seen(&with_holder, &staff_actor(&anna_ek())), 0);
}

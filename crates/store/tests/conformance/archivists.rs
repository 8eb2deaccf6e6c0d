//! The archivists' part in disposal: each decides for the own principal, about its own plans, and nothing goes without all of them.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use samsyn_domain::access::Hat;
use samsyn_domain::disposal::Disposal;
use samsyn_domain::families::{
    Family, Milestone, birgit_aman, bo_granat, harald_quist, staff_actor, story, ulla_frisk, uuid_of, ylva_kron,
};
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::Moment;
use samsyn_store::{DisposalError, DisposalSays as Says, DisposalState, LookError};
use uuid::Uuid;

use crate::both;
use crate::keys::{at_rest, behind, holding};
use crate::world::{World, asking, now};

both!(
    each_authority_says_yes_for_itself,
    a_hold_placed_meanwhile_stops_it,
    whoever_is_no_archivist_of_it_gets_nothing,
    a_yes_counts_while_nothing_is_added,
    of_a_protected_plan_nothing_tells_who_else_took_part,
    a_yes_and_a_hold_at_the_same_moment_leave_it_held,
);

/// Eleven years on: every default clock has run out.
const LATER: Date = date(2037, 11, 23);

fn later() -> Timestamp {
    "2037-11-23T09:00:00Z".parse().unwrap()
}

fn moment(world: &World) -> Moment<'_> {
    Moment { now: later(), ..world.on(LATER) }
}

/// The directory under the ids that the families' stories name.
async fn families_directory(world: &World) {
    world.store.import_with_ids(&crate::world::sample(), crate::world::TODAY, now(), uuid_of).await.unwrap();
}

/// A plan of the region and the municipality, both of whom have an archivist.
async fn gretas(world: &World) -> PlanId {
    families_directory(world).await;
    let (plan, facts) = story(Family::Greta, Milestone::Told, now()).unwrap();
    world.store.adopt(plan, &facts, samsyn_domain::information::Clocks::default(), now()).await.unwrap();
    plan
}

async fn logged(world: &World, plan: PlanId, action: &str, outcome: &str) -> Vec<Option<String>> {
    let (ulla, moment) = (staff_actor(&ulla_frisk()), moment(world));
    let lines = world.store.log_of(&asking(&ulla, &moment), plan, later()).await.unwrap();
    lines.into_iter().filter(|one| one.action == action && one.outcome == outcome).map(|one| one.reason).collect()
}

async fn each_authority_says_yes_for_itself(world: &World) {
    let (plan, clocks) = (gretas(world).await, Disposal::default());
    let (birgit, harald) = (staff_actor(&birgit_aman()), staff_actor(&harald_quist()));
    let (store, moment) = (&world.store, moment(world));
    let (hers, his) = (asking(&birgit, &moment), asking(&harald, &moment));
    let list = store.disposal_list(&hers, &clocks).await.unwrap();
    assert_eq!(list.len(), 1);
    let row = &list[0];
    let names: Vec<_> =
        row.authorities.iter().map(|one| (one.name.as_str(), one.clock.as_str(), one.archivist)).collect();
    assert_eq!(names, [("Region Nordanland", "pdl", true), ("Solviks kommun", "pdl", true)]);
    assert_eq!((row.state, row.clock.as_str(), row.source.1), (DisposalState::Open, "pdl", true));

    // A day too early, by one's own clock or by another's.
    let early = Moment { today: row.from.yesterday().unwrap(), ..moment };
    assert_eq!(store.disposal_list(&asking(&birgit, &early), &clocks).await.unwrap(), []);
    let refused = store.say_disposal(&asking(&birgit, &early), plan, &clocks, Says::Approve).await;
    assert!(matches!(refused, Err(DisposalError::NotDue(day)) if day == row.from), "{refused:?}");

    store.say_disposal(&hers, plan, &clocks, Says::Approve).await.unwrap();
    let twice = store.say_disposal(&hers, plan, &clocks, Says::Approve).await;
    assert!(matches!(twice, Err(DisposalError::Already)), "{twice:?}");
    let (row, own) = store.disposal_of(&his, plan, &clocks).await.unwrap();
    let said: Vec<_> = row.authorities.iter().map(|one| one.said).collect();
    assert_eq!((row.state, said), (DisposalState::Open, vec![None, Some(later())]));
    assert_eq!(own, row.authorities[0].principal);
    // One yes of two destroys nothing.
    let done = store.dispose(&clocks, LATER, later()).await.unwrap();
    assert_eq!((done.receipts.len(), done.not_due.len()), (0, 0));

    store.say_disposal(&his, plan, &clocks, Says::Approve).await.unwrap();
    assert_eq!(store.disposal_of(&hers, plan, &clocks).await.unwrap().0.state, DisposalState::Approved);
    assert_eq!(logged(world, plan, "disposal_approve", "allowed").await, [Some("duty".into()), Some("duty".into())]);
    assert_eq!(logged(world, plan, "disposal_approve", "refused").await.len(), 2);
    assert_eq!(store.disposal_done(&hers).await.unwrap(), []);
    let done = store.dispose(&clocks, LATER, later()).await.unwrap();
    assert_eq!(done.receipts[0].authorities.iter().map(|yes| yes.at).collect::<Vec<_>>(), [Some(later()); 2]);
    for asked in [&hers, &his] {
        let gone = store.disposal_done(asked).await.unwrap();
        assert_eq!((gone.len(), gone[0].plan, &gone[0].receipt), (1, plan, &done.receipts[0]));
        assert_eq!(store.disposal_list(asked, &clocks).await.unwrap(), []);
        let again = store.say_disposal(asked, plan, &clocks, Says::Hold("Ångrat")).await;
        assert!(matches!(again, Err(DisposalError::NotFound)), "{again:?}");
    }
    // A principal that took no part reads no receipt of it.
    let mut other = staff_actor(&bo_granat());
    other.hats.insert(Hat::Archivist);
    assert_eq!(store.disposal_done(&asking(&other, &moment)).await.unwrap(), []);
    assert_eq!(world.verified(&world.url).await.unwrap().differences, vec![]);
}

async fn a_hold_placed_meanwhile_stops_it(world: &World) {
    let (plan, clocks) = (gretas(world).await, Disposal::default());
    let (birgit, harald) = (staff_actor(&birgit_aman()), staff_actor(&harald_quist()));
    let (store, moment) = (&world.store, moment(world));
    let (hers, his) = (asking(&birgit, &moment), asking(&harald, &moment));
    for who in [&hers, &his] {
        store.say_disposal(who, plan, &clocks, Says::Approve).await.unwrap();
    }
    for reason in [" ", &"å".repeat(1001)] {
        let without = store.say_disposal(&his, plan, &clocks, Says::Hold(reason)).await;
        assert!(matches!(without, Err(DisposalError::NoReason)), "{without:?}");
    }
    let none = store.say_disposal(&his, plan, &clocks, Says::Release("Klart")).await;
    assert!(matches!(none, Err(DisposalError::NotHeld)), "{none:?}");
    store.say_disposal(&his, plan, &clocks, Says::Hold("Tillsyn, dnr 17 om Greta Nyman")).await.unwrap();
    assert_eq!(holding(&at_rest(world).await, "dnr 17".as_bytes()), Vec::<std::path::PathBuf>::new());
    let done = store.dispose(&clocks, LATER, later()).await.unwrap();
    assert_eq!((done.receipts.len(), done.not_due.len()), (0, 0), "approved by both, and held since");

    // The reason is the region's own; the municipality sees that there is one.
    let row = store.disposal_list(&hers, &clocks).await.unwrap().remove(0);
    assert_eq!((row.state, row.words), (DisposalState::Held, None));
    assert_eq!(row.held_by, Some(row.authorities[0].principal));
    let row = store.disposal_list(&his, &clocks).await.unwrap().remove(0);
    assert_eq!(row.words.as_deref(), Some("Tillsyn, dnr 17 om Greta Nyman"));
    for (who, says) in [(&hers, Says::Hold("Vi med")), (&hers, Says::Release("Vi vill inte"))] {
        let refused = store.say_disposal(who, plan, &clocks, says).await;
        assert!(matches!(refused, Err(DisposalError::NotTheirs)), "{refused:?}");
    }
    for who in [&hers, &his] {
        let refused = store.say_disposal(who, plan, &clocks, Says::Approve).await;
        assert!(matches!(refused, Err(DisposalError::Held)), "{refused:?}");
    }
    let refused = store.hold_disposal(plan, "Driften", &clocks, later()).await;
    assert!(matches!(refused, Err(DisposalError::NotTheirs)), "{refused:?}");
    // Lifted by whoever placed it; and everybody is asked anew.
    store.say_disposal(&his, plan, &clocks, Says::Release("Tillsynen är klar")).await.unwrap();
    let row = store.disposal_list(&hers, &clocks).await.unwrap().remove(0);
    assert_eq!((row.state, row.authorities.iter().any(|one| one.said.is_some())), (DisposalState::Released, false));
    // What the operator holds, no archivist lifts; the operator lifts whatever is held.
    store.hold_disposal(plan, "Domstol", &clocks, later()).await.unwrap();
    let refused = store.say_disposal(&hers, plan, &clocks, Says::Release("Nej")).await;
    assert!(matches!(refused, Err(DisposalError::NotTheirs)), "{refused:?}");
    store.release_disposal(plan, "Klart", &clocks, later()).await.unwrap();
    store.say_disposal(&his, plan, &clocks, Says::Hold("Igen")).await.unwrap();
    store.release_disposal(plan, "Regionen har skrivit", &clocks, later()).await.unwrap();
    // The operator notes what is decided on paper, for all who took part.
    store.approve_disposal(plan, &clocks, LATER, later()).await.unwrap();
    let twice = store.say_disposal(&hers, plan, &clocks, Says::Approve).await;
    assert!(matches!(twice, Err(DisposalError::Already)), "{twice:?}");
    assert_eq!(store.dispose(&clocks, LATER, later()).await.unwrap().receipts.len(), 1);
}

async fn whoever_is_no_archivist_of_it_gets_nothing(world: &World) {
    world.directory().await;
    let (plan, clocks) = (world.plan(1).await, Disposal::default());
    let (store, moment) = (&world.store, moment(world));
    // The school and the social services take part; the region's archivist has nothing to do with it.
    let harald = world.actor("harald-quist").await;
    assert_eq!(store.disposal_list(&asking(&harald, &moment), &clocks).await.unwrap(), []);
    let mut everybody = vec![harald];
    for code in ["anna-ek", "lisa-berg", "tomas-vik", "ulla-frisk", "kerstin-dahl", "elin", "sara"] {
        let actor = world.actor(code).await;
        let list = store.disposal_list(&asking(&actor, &moment), &clocks).await;
        assert!(matches!(list, Err(LookError::NotFound)), "{code}: {list:?}");
        let done = store.disposal_done(&asking(&actor, &moment)).await;
        assert!(matches!(done, Err(LookError::NotFound)), "{code}: {done:?}");
        everybody.push(actor);
    }
    for actor in &everybody {
        let asked = asking(actor, &moment);
        assert!(matches!(store.disposal_of(&asked, plan, &clocks).await, Err(LookError::NotFound)), "{}", actor.name);
        for says in [Says::Approve, Says::Hold("x"), Says::Release("x")] {
            let refused = store.say_disposal(&asked, plan, &clocks, says).await;
            assert!(matches!(refused, Err(DisposalError::NotFound)), "{}: {refused:?}", actor.name);
        }
    }
    let count = everybody.len();
    assert_eq!(logged(world, plan, "disposal_approve", "denied").await.len(), count);
    assert_eq!(logged(world, plan, "disposal_list", "denied").await.len(), count);
    // A school without an archivist of its own: the operator answers for it, not the municipality's archivist.
    let birgit = world.actor("birgit-aman").await;
    store.say_disposal(&asking(&birgit, &moment), plan, &clocks, Says::Approve).await.unwrap();
    let (row, _) = store.disposal_of(&asking(&birgit, &moment), plan, &clocks).await.unwrap();
    let has: Vec<_> = row.authorities.iter().map(|one| (one.name.as_str(), one.archivist)).collect();
    assert_eq!(has, [("Skolan i Solviks kommun", false), ("Solviks kommun", true)]);
    assert_eq!(row.state, DisposalState::Open);
    assert_eq!(store.dispose(&clocks, LATER, later()).await.unwrap().receipts.len(), 0);
    let nowhere = PlanId(Uuid::from_u128(99));
    let refused = store.say_disposal(&asking(&birgit, &moment), nowhere, &clocks, Says::Approve).await;
    assert!(matches!(refused, Err(DisposalError::NotFound)), "{refused:?}");
}

async fn a_yes_counts_while_nothing_is_added(world: &World) {
    let (plan, clocks) = (gretas(world).await, Disposal::default());
    let (birgit, harald) = (staff_actor(&birgit_aman()), staff_actor(&harald_quist()));
    let (store, at) = (&world.store, moment(world));
    for actor in [&birgit, &harald] {
        store.say_disposal(&asking(actor, &at), plan, &clocks, Says::Approve).await.unwrap();
    }
    let added = later() + jiff::SignedDuration::from_secs(1);
    behind(&world.url, &format!("update plans set updated_at = {} where plan = '{plan}'", added.as_microsecond()))
        .await;
    let long_after = date(2060, 1, 1);
    let done = store.dispose(&clocks, long_after, later()).await.unwrap();
    assert_eq!(done.receipts.len(), 0, "what they said yes to was another plan");
    let late = Moment { now: "2060-01-01T09:00:00Z".parse().unwrap(), today: long_after, ..at };
    let row = store.disposal_list(&asking(&birgit, &late), &clocks).await.unwrap().remove(0);
    assert_eq!((row.state, row.authorities.iter().any(|one| one.said.is_some())), (DisposalState::Open, false));
    for actor in [&birgit, &harald] {
        store.say_disposal(&asking(actor, &late), plan, &clocks, Says::Approve).await.unwrap();
    }
    assert_eq!(store.dispose(&clocks, long_after, late.now).await.unwrap().receipts.len(), 1);
}

async fn of_a_protected_plan_nothing_tells_who_else_took_part(world: &World) {
    families_directory(world).await;
    let clocks = Disposal::default();
    let (plan, facts) = story(Family::Noel, Milestone::Told, now()).unwrap();
    world.store.adopt(plan, &facts, samsyn_domain::information::Clocks::default(), now()).await.unwrap();
    let (store, moment) = (&world.store, moment(world));
    let mut ylva = staff_actor(&ylva_kron());
    ylva.hats.insert(Hat::Archivist);
    let (row, own) = store.disposal_of(&asking(&ylva, &moment), plan, &clocks).await.unwrap();
    assert!(row.protected && row.authorities.len() > 1, "nothing would be proved");
    for one in &row.authorities {
        let told = !one.name.is_empty() || !one.source.0.is_empty() || !one.principal.0.is_nil();
        assert_eq!(told, one.principal == own, "{one:?}");
    }
}

async fn a_yes_and_a_hold_at_the_same_moment_leave_it_held(world: &World) {
    let (plan, clocks) = (gretas(world).await, Disposal::default());
    let (birgit, harald) = (staff_actor(&birgit_aman()), staff_actor(&harald_quist()));
    let (store, moment) = (&world.store, moment(world));
    let (hers, his) = (asking(&birgit, &moment), asking(&harald, &moment));
    for round in 0..20 {
        let (yes, hold) = tokio::join!(
            store.say_disposal(&hers, plan, &clocks, Says::Approve),
            store.say_disposal(&his, plan, &clocks, Says::Hold("Samtidigt")),
        );
        assert!(
            matches!(yes, Ok(()) | Err(DisposalError::Held | DisposalError::Meanwhile)) && hold.is_ok(),
            "{round}: {yes:?} {hold:?}"
        );
        let row = store.disposal_of(&his, plan, &clocks).await.unwrap().0;
        assert_eq!(row.state, DisposalState::Held);
        assert_eq!(store.dispose(&clocks, LATER, later()).await.unwrap().receipts.len(), 0);
        store.say_disposal(&his, plan, &clocks, Says::Release("Klart")).await.unwrap();
        let row = store.disposal_of(&his, plan, &clocks).await.unwrap().0;
        assert!(row.authorities.iter().all(|one| one.said.is_none()), "no yes from before the hold is left");
    }
}

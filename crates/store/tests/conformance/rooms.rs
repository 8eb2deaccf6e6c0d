//! The room of an open meeting: it comes with the meeting, is acted in by those who may, and leaves one figure behind.

use std::path::PathBuf;

use jiff::SignedDuration;
use samsyn_domain::access::Actor;
use samsyn_domain::families::{
    Family, Milestone, anna_ek, elin, lisa_berg, maria_sund, nils_brandt, person_actor, staff_actor, story,
};
use samsyn_domain::ids::PlanId;
use samsyn_domain::people::FamilyMember;
use samsyn_domain::plan::Moment;
use samsyn_domain::plan::command::{Command, MeasureDraft};
use samsyn_domain::plan::state::{Attendee, Owner};
use samsyn_domain::room::{Part, RoomDeed, Wish};
use samsyn_store::{ActError, Acted, Ask, InRoom, LookError};

use crate::both;
use crate::keys::{at_rest, holding};
use crate::world::{World, asking, now};

both!(
    a_room_is_led_and_wished_in_and_leaves_one_figure,
    of_two_who_press_next_one_moves_the_round,
    another_row_written_meanwhile_sends_nobody_back,
    a_meeting_opened_before_rooms_were_kept_has_one,
);

const CHILD: Attendee = Attendee::Family(FamilyMember::Person);

async fn plan_at(world: &World, milestone: Milestone) -> PlanId {
    world.directory().await;
    let (plan, facts) = story(Family::Elin, milestone, now()).unwrap();
    world.store.adopt(plan, &facts, samsyn_domain::information::Clocks::default(), now()).await.unwrap();
    plan
}

fn later<'a>(moment: &Moment<'a>, seconds: i64) -> Moment<'a> {
    Moment { now: moment.now + SignedDuration::from_secs(seconds), ..*moment }
}

async fn act(world: &World, actor: &Actor, plan: PlanId, seconds: i64, command: Command) -> Result<Acted, ActError> {
    let moment = world.moment();
    let moment = later(&moment, seconds);
    let ask = Ask { plan, expected: None, submit: None, command };
    world.store.act(&asking(actor, &moment), ask).await
}

async fn deed(
    world: &World,
    actor: &Actor,
    plan: PlanId,
    (seconds, seen): (i64, Option<u64>),
    deed: RoomDeed,
) -> Result<InRoom, ActError> {
    let moment = world.moment();
    let moment = later(&moment, seconds);
    world.store.in_room(&asking(actor, &moment), plan, (seen, None), deed).await
}

async fn a_room_is_led_and_wished_in_and_leaves_one_figure(world: &World) {
    let plan = plan_at(world, Milestone::Answered).await;
    let (maria, lisa, child) = (staff_actor(&maria_sund()), staff_actor(&lisa_berg()), person_actor(&elin()));
    let closed = deed(world, &maria, plan, (0, None), RoomDeed::Next).await;
    assert!(matches!(closed, Err(ActError::Refused(_))), "no meeting is open: {closed:?}");
    act(world, &maria, plan, 0, Command::OpenMeeting).await.unwrap();
    // The child speaks for a minute, then the next of the family for one, then a pause, and the talk goes on.
    for (seconds, what) in [(0, RoomDeed::Next), (60, RoomDeed::Next), (120, RoomDeed::Pause), (900, RoomDeed::Resume)]
    {
        assert!(deed(world, &maria, plan, (seconds, None), what).await.unwrap().done);
    }
    // Nobody leads but who leads; nobody wishes in another's name; a stranger learns nothing.
    assert!(matches!(deed(world, &lisa, plan, (901, None), RoomDeed::Next).await, Err(ActError::NotFound)));
    let for_the_child = RoomDeed::Wish(CHILD, Wish::Pause);
    assert!(matches!(deed(world, &lisa, plan, (901, None), for_the_child).await, Err(ActError::NotFound)));
    let stranger = staff_actor(&nils_brandt());
    assert!(matches!(deed(world, &stranger, plan, (901, None), RoomDeed::Next).await, Err(ActError::NotFound)));
    deed(world, &child, plan, (902, None), for_the_child).await.unwrap();
    let moment = world.moment();
    let moment = later(&moment, 903);
    let look = async |actor: &Actor| world.store.look_into_room(&asking(actor, &moment), (plan, false), true).await;
    let (_, seen) = look(&maria).await.unwrap();
    assert_eq!(seen.unwrap().lead.unwrap().wishes.len(), 1);
    let (_, seen) = look(&lisa).await.unwrap();
    assert_eq!(seen.unwrap().lead, None, "who wished what is for whoever leads");
    assert!(matches!(look(&stranger).await, Err(LookError::NotFound)));
    // What is kept while it goes on is ciphertext.
    assert_eq!(holding(&at_rest(world).await, b"family_ms"), Vec::<PathBuf>::new());
    act(world, &maria, plan, 1000, Command::EndMeeting { family_talk: Some(1) }).await.unwrap();
    let view = world.store.look(&asking(&maria, &moment), plan).await.unwrap();
    assert_eq!(view.meetings.last().unwrap().family_talk, Some(100), "from the room, not from whoever asked");
    let view = world.store.look(&asking(&lisa, &moment), plan).await.unwrap();
    assert_eq!(view.meetings.last().unwrap().family_talk, None);
    assert_eq!(world.store.room_revision(plan).await.unwrap(), None, "the room is gone with the meeting");
    assert_eq!(world.verified(&world.url).await.unwrap().differences, []);
}

async fn of_two_who_press_next_one_moves_the_round(world: &World) {
    let plan = plan_at(world, Milestone::Answered).await;
    let (maria, anna) = (staff_actor(&maria_sund()), staff_actor(&anna_ek()));
    act(world, &maria, plan, 0, Command::OpenMeeting).await.unwrap();
    let seen = world.store.room_revision(plan).await.unwrap();
    let first = deed(world, &maria, plan, (1, seen), RoomDeed::Next).await.unwrap();
    let second = deed(world, &anna, plan, (1, seen), RoomDeed::Next).await.unwrap();
    assert!(first.done && !second.done && second.revision == first.revision, "{first:?} {second:?}");
    // The same submit twice is done once, and answered as the first.
    let (submit, moment) = (Some(uuid::Uuid::from_u128(77)), world.moment());
    let mut twice = Vec::new();
    for _ in 0..2 {
        let seen = (Some(first.revision), submit);
        twice.push(world.store.in_room(&asking(&maria, &moment), plan, seen, RoomDeed::Pause).await.unwrap());
    }
    assert!(twice[0] == twice[1] && twice[0].done, "{twice:?}");
    let second = InRoom { revision: twice[0].revision, ..second };
    let part = deed(world, &anna, plan, (2, Some(second.revision)), RoomDeed::Begin(Part::Needs)).await.unwrap();
    assert!(part.done && part.revision > first.revision);
    let moment = world.moment();
    let (_, room) = world.store.look_into_room(&asking(&anna, &moment), (plan, false), true).await.unwrap();
    let room = room.unwrap();
    assert_eq!((room.part, room.speaks, room.revision), (Part::Needs, Some(CHILD), part.revision));
}

async fn another_row_written_meanwhile_sends_nobody_back(world: &World) {
    let plan = plan_at(world, Milestone::Draft).await;
    let (maria, anna) = (staff_actor(&maria_sund()), staff_actor(&anna_ek()));
    let moment = world.moment();
    let read = world.store.look(&asking(&maria, &moment), plan).await.unwrap();
    let (seen, measure, other) = (read.revision, read.measures[0].clone(), read.measures[1].clone());
    let draft = |what: &str, owner: &Owner| MeasureDraft {
        what: what.into(),
        owner: owner.clone(),
        from: None,
        by: measure.by,
        notice: "Elin märker det.".into(),
        otherwise: "Vi ringer.".into(),
        coordinating: false,
        waits_for: None,
    };
    // Somebody else changes another measure and writes a new one.
    let changed = Command::ChangeMeasure { no: other.no, draft: draft("Något annat.", &other.owner) };
    act(world, &anna, plan, 0, changed).await.unwrap();
    let new =
        Command::ProposeMeasure { need: None, kind: None, draft: draft("Ännu något.", &measure.owner), note: None };
    act(world, &anna, plan, 0, new).await.unwrap();
    let change = |what: &str| Ask {
        plan,
        expected: Some(seen),
        submit: None,
        command: Command::ChangeMeasure { no: measure.no, draft: draft(what, &measure.owner) },
    };
    world.store.act(&asking(&maria, &moment), change("Mitt ord.")).await.unwrap();
    // The same row, from what was read before that: told as stale, and nothing is lost.
    let stale = world.store.act(&asking(&anna, &moment), change("Annas ord.")).await;
    assert!(matches!(stale, Err(ActError::Stale(_))), "{stale:?}");
    let now = world.store.look(&asking(&maria, &moment), plan).await.unwrap();
    assert_eq!(now.measure(measure.no).unwrap().what.as_str(), "Mitt ord.");
    // The meeting's stage moved on: that is everybody's business.
    let seen = now.revision;
    act(world, &anna, plan, 0, Command::SayOthers { none: true }).await.unwrap();
    let agreed = Command::Agree { follow_up: None };
    let ask = Ask { plan, expected: Some(seen), submit: None, command: agreed };
    assert!(matches!(world.store.act(&asking(&maria, &moment), ask).await, Err(ActError::Stale(_))));
}

async fn a_meeting_opened_before_rooms_were_kept_has_one(world: &World) {
    let plan = plan_at(world, Milestone::Meeting).await;
    let maria = staff_actor(&maria_sund());
    assert_eq!(world.store.room_revision(plan).await.unwrap(), None);
    let moment = world.moment();
    let (_, room) = world.store.look_into_room(&asking(&maria, &moment), (plan, false), true).await.unwrap();
    assert_eq!(room.unwrap().revision, 0);
    let done = deed(world, &maria, plan, (0, Some(0)), RoomDeed::Next).await.unwrap();
    assert!(done.done && done.revision > 0);
    let (_, room) = world.store.look_into_room(&asking(&maria, &moment), (plan, false), true).await.unwrap();
    assert_eq!(room.unwrap().speaks, Some(CHILD));
}

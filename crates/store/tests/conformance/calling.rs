//! What calendars are told and answer; the calendars that staff share; addresses that mail comes back from.

use jiff::ToSpan;
use samsyn_domain::access::{Reach, Subject};
use samsyn_domain::families::{Family, Milestone, story};
use samsyn_domain::ids::{No, PlanId, StaffId};
use samsyn_domain::plan::Command;
use samsyn_domain::plan::command::CallReply;
use samsyn_store::{Calendar, CalendarKind, CalendarReply, CallTrouble, Outgoing, PartStat, Replied, Surface};

use crate::both;
use crate::world::{TODAY, World, asking, now};

both!(
    calendars_follow_the_plan,
    a_reply_stands_beside_the_party_and_changes_nothing_else,
    a_shared_calendar_is_encrypted_and_goes_with_its_owner,
    a_bounce_is_believed_only_of_a_mail_from_here,
    a_booking_that_came_back_goes_out_anew_when_the_call_is_sent_again,
);

/// Elin's plan, called a week ahead: the story's own meeting lies in the past, so it is moved.
async fn called(world: &World) -> PlanId {
    world.store.import_with_ids(&crate::world::sample(), TODAY, now(), samsyn_domain::families::uuid_of).await.unwrap();
    let (plan, facts) = story(Family::Elin, Milestone::Called, now()).unwrap();
    world.store.adopt(plan, &facts, samsyn_domain::information::Clocks::default(), now()).await.unwrap();
    moved(world, plan, 7).await;
    plan
}

async fn act(world: &World, who: &samsyn_domain::people::StaffRef, plan: PlanId, command: Command) {
    let actor = samsyn_domain::families::staff_actor(who);
    let moment = world.moment();
    let ask = samsyn_store::Ask { plan, expected: None, submit: None, command };
    world.store.act(&asking(&actor, &moment), ask).await.unwrap();
}

async fn moved(world: &World, plan: PlanId, days: i32) {
    let day = TODAY.checked_add(days.days()).unwrap();
    let (place, interpreter) = ("Rum 2".to_owned(), String::new());
    let (starts, answer_by) = (day.at(14, 0, 0, 0), TODAY.checked_add(2.days()).unwrap());
    let meeting = Command::PlanMeeting { starts, minutes: 60, place, interpreter, answer_by };
    act(world, &samsyn_domain::families::anna_ek(), plan, meeting).await;
}

async fn due(world: &World, plan: PlanId) -> Vec<Outgoing> {
    world.store.invitations_due(plan, TODAY).await.unwrap()
}

async fn send_all(world: &World, plan: PlanId) -> Vec<Outgoing> {
    let all = due(world, plan).await;
    for out in &all {
        world.store.invitation_sent(out, &mail(out.to), now()).await.unwrap();
    }
    assert!(due(world, plan).await.is_empty(), "what was sent is not sent again");
    all
}

fn mail(to: Subject) -> String {
    format!("{to:?}@solvik.example").replace(['(', ')', ' '], "").to_lowercase()
}

fn bup() -> Subject {
    Subject::Unit(samsyn_domain::families::units::bup().unit)
}

async fn calendars_follow_the_plan(world: &World) {
    let plan = called(world).await;
    let first = send_all(world, plan).await;
    assert_eq!(first.len(), 5, "one for each unit: {first:?}");
    assert!(first.iter().all(|out| !out.cancel && out.sequence == 0 && out.uid == first[0].uid));
    moved(world, plan, 9).await;
    let again = send_all(world, plan).await;
    assert!(again.len() == 5 && again.iter().all(|out| out.sequence == 1 && out.uid == first[0].uid));
    let view = plan_of(world, plan).await;
    let no = view.current_parties().find(|p| Subject::Unit(p.unit.unit) == bup()).unwrap().no;
    let omar = samsyn_domain::families::omar_ali();
    let come = CallReply::Come { who: omar.clone(), mandate: "Tider".into() };
    act(world, &omar, plan, Command::AnswerCall { party: no, reply: come }).await;
    let named = send_all(world, plan).await;
    assert_eq!(named.iter().map(|out| (out.to, out.sequence)).collect::<Vec<_>>(), [(Subject::Staff(omar.staff), 0)]);
    let anna = samsyn_domain::families::anna_ek();
    act(world, &anna, plan, Command::RemoveParty { no, reason: "Behövs inte.".into() }).await;
    let gone = send_all(world, plan).await;
    assert!(gone.len() == 2 && gone.iter().all(|out| out.cancel && out.place.is_none()), "{gone:?}");
    act(world, &anna, plan, Command::CancelMeeting { reason: "Rummet brann.".into() }).await;
    let cancelled = send_all(world, plan).await;
    assert!(cancelled.len() == 4 && cancelled.iter().all(|out| out.cancel && out.sequence == 2));
    // What was held or is past stays where it stands: nothing is sent about it afterwards.
    let later = TODAY.checked_add(60.days()).unwrap();
    assert!(world.store.invitations_due(plan, later).await.unwrap().is_empty());
    assert!(world.store.invitations_due(PlanId(uuid::Uuid::from_u128(9)), TODAY).await.unwrap().is_empty());
}

async fn plan_of(world: &World, plan: PlanId) -> samsyn_domain::access::PlanView {
    let actor = samsyn_domain::families::staff_actor(&samsyn_domain::families::anna_ek());
    assert_eq!(actor.reach, Reach::Whole);
    let moment = world.moment();
    world
        .store
        .look(&samsyn_store::Asking { actor: &actor, surface: Surface::Page, moment: &moment }, plan)
        .await
        .unwrap()
}

async fn a_reply_stands_beside_the_party_and_changes_nothing_else(world: &World) {
    let plan = called(world).await;
    let sent = send_all(world, plan).await;
    let to_bup = sent.iter().find(|out| out.to == bup()).unwrap();
    let reply = |stat, minutes: i64| CalendarReply {
        uid: to_bup.uid.clone(),
        from: mail(bup()),
        attendee: mail(bup()),
        sequence: 0,
        stamp: now() + minutes.minutes(),
        stat,
    };
    let take = |reply: CalendarReply| async move { world.store.calendar_replied(&reply).await.unwrap() };
    let before = plan_of(world, plan).await.revision;
    assert_eq!(take(reply(PartStat::Accepted, 5)).await, Replied::Kept);
    let there = || async { world.store.calendar_replies(&plan_of(world, plan).await).await.unwrap() };
    assert_eq!(there().await, [(to_bup.party, bup(), PartStat::Accepted)]);
    // Two answers: the newer stands, whichever comes last.
    assert_eq!(take(reply(PartStat::Declined, 9)).await, Replied::Kept);
    assert_eq!(take(reply(PartStat::Tentative, 7)).await, Replied::Older);
    assert_eq!(there().await, [(to_bup.party, bup(), PartStat::Declined)]);
    let forged = CalendarReply { from: "annan@elsewhere.example".into(), ..reply(PartStat::Accepted, 20) };
    assert_eq!(take(forged).await, Replied::Forged);
    let other = CalendarReply { attendee: "annan@elsewhere.example".into(), ..reply(PartStat::Accepted, 20) };
    assert_eq!(take(other).await, Replied::Unknown);
    let unknown = CalendarReply { uid: "0".repeat(32), ..reply(PartStat::Accepted, 20) };
    assert_eq!(take(unknown).await, Replied::Unknown);
    assert_eq!(plan_of(world, plan).await.revision, before, "nobody said here who comes");
    // An answer to the time before, and to a meeting that is no more.
    moved(world, plan, 9).await;
    send_all(world, plan).await;
    assert!(there().await.is_empty(), "a yes to another time is no yes");
    assert_eq!(take(reply(PartStat::Accepted, 30)).await, Replied::Over);
    let cancel = Command::CancelMeeting { reason: "Nej.".into() };
    act(world, &samsyn_domain::families::anna_ek(), plan, cancel).await;
    send_all(world, plan).await;
    let late = CalendarReply { sequence: 2, ..reply(PartStat::Accepted, 40) };
    assert_eq!(take(late).await, Replied::Over);
    assert!(there().await.is_empty());
    let omar = samsyn_domain::families::staff_actor(&samsyn_domain::families::omar_ali());
    let moment = world.moment();
    let view = world.store.look(&asking(&omar, &moment), plan).await.unwrap();
    assert!(world.store.calendar_replies(&view).await.unwrap().is_empty(), "for whoever carries the plan on alone");
}

async fn a_shared_calendar_is_encrypted_and_goes_with_its_owner(world: &World) {
    world.directory().await;
    let staff = world.staff("omar-ali").await.staff;
    let calendar = Calendar {
        kind: CalendarKind::CalDav,
        address: "https://kal.example/hemlig-nyckel".into(),
        user: Some("omar".into()),
        password: Some("losenordet".into()),
    };
    assert_eq!(world.store.calendar(staff).await.unwrap(), None);
    world.store.share_calendar(staff, &calendar, now()).await.unwrap();
    assert_eq!(format!("{calendar:?}"), "Calendar(CalDav)", "no secret in a log");
    let found = world.store.calendar(staff).await.unwrap().unwrap();
    assert_eq!((found.calendar.clone(), found.checked), (calendar.clone(), None));
    world.store.calendar_checked(staff, "slow", now()).await.unwrap();
    let checked = world.store.calendar(staff).await.unwrap().unwrap().checked;
    assert_eq!(checked, Some((now(), "slow".to_owned())));
    assert_eq!(world.store.who_shares_calendars().await.unwrap(), [staff]);
    let others = world.store.calendars_of(&[StaffId(uuid::Uuid::from_u128(3))]).await.unwrap();
    assert!(others.is_empty());
    assert_eq!(world.store.calendars_of(&[staff]).await.unwrap().len(), 1);
    if let Some(path) = world.url.strip_prefix("sqlite:") {
        let mut stored = std::fs::read(path).unwrap();
        stored.extend(std::fs::read(format!("{path}-wal")).unwrap_or_default());
        let holds = |word: &[u8]| stored.windows(word.len()).any(|at| at == word);
        assert!(holds(b"slow") && !holds(b"hemlig-nyckel") && !holds(b"losenordet"));
    }
    let mut omar = world.store.staff().await.unwrap().into_iter().find(|s| s.id == staff).unwrap();
    omar.ended = Some(now());
    world.store.save_staff(&omar).await.unwrap();
    assert_eq!(world.store.calendar(staff).await.unwrap(), None, "who leaves shares nothing");
    world.store.share_calendar(staff, &calendar, now()).await.unwrap();
    world.store.unshare_calendar(staff).await.unwrap();
    assert_eq!(world.store.calendar(staff).await.unwrap(), None);
}

async fn a_bounce_is_believed_only_of_a_mail_from_here(world: &World) {
    world.directory().await;
    world.plan(1).await;
    let job = world.store.claim_jobs(1, now()).await.unwrap().remove(0);
    let store = &world.store;
    assert!(!store.mail_bounced(uuid::Uuid::from_u128(77), "bup@region.example", now()).await.unwrap());
    assert_eq!(store.bounced("bup@region.example").await.unwrap(), None);
    assert!(store.mail_bounced(job.id, "BUP@region.example ", now()).await.unwrap());
    assert_eq!(store.bounced("bup@region.example").await.unwrap(), Some(now()));
    let unit = world.unit("u-solvik-barn").await.unit;
    let reach = store.reach(Subject::Unit(unit)).await.unwrap().unwrap();
    assert!(!store.unit_bounced(unit).await.unwrap());
    store.mail_bounced(job.id, &reach.mail, now()).await.unwrap();
    assert!(store.unit_bounced(unit).await.unwrap());
    store.bounce_mended(&reach.mail).await.unwrap();
    assert!(!store.unit_bounced(unit).await.unwrap());
}

async fn a_booking_that_came_back_goes_out_anew_when_the_call_is_sent_again(world: &World) {
    let plan = called(world).await;
    let store = &world.store;
    let due = store.invitations_due(plan, TODAY).await.unwrap();
    let to = due.iter().map(|out| out.to).collect::<Vec<_>>();
    for out in &due {
        let mail = store.reach(out.to).await.unwrap().unwrap().mail;
        store.invitation_sent(out, &mail, now()).await.unwrap();
    }
    assert!(store.invitations_due(plan, TODAY).await.unwrap().is_empty());
    let mail = store.reach(to[0]).await.unwrap().unwrap().mail;
    let other = store.reach(to[1]).await.unwrap().unwrap().mail;
    assert!(!store.mail_bounced(due[0].message_id(), &other, now()).await.unwrap(), "another's booking");
    assert!(store.mail_bounced(due[0].message_id(), &mail, now()).await.unwrap());
    let again = store.invitations_due(plan, TODAY).await.unwrap();
    assert_eq!(again.iter().map(|out| (out.to, out.sequence)).collect::<Vec<_>>(), [(to[0], due[0].sequence + 1)]);
    assert_ne!(again[0].message_id(), due[0].message_id());

    // A notice that was given up, and one that is tried again: each beside its party, the worst of several.
    let anna = samsyn_domain::families::staff_actor(&samsyn_domain::families::anna_ek());
    let moment = world.moment();
    let view = store.look(&asking(&anna, &moment), plan).await.unwrap();
    let of = |to: Subject| view.current_parties().find(|party| view.told_at(party.unit.unit) == [to]).unwrap().no;
    let jobs = store.claim_jobs(64, now()).await.unwrap();
    let notice = |to: Subject| {
        let Subject::Unit(unit) = to else { panic!("a unit") };
        jobs.iter().rfind(|job| job.kind == "notify" && job.body.contains(&unit.to_string())).unwrap()
    };
    store.job_given_up(notice(to[1]), "the mail server did not take it", now()).await.unwrap();
    store.job_failed(notice(to[2]), "the mail server did not take it", now()).await.unwrap();
    let mut troubles = store.call_troubles(&view).await.unwrap();
    troubles.sort_unstable();
    let mut expected =
        [(of(to[0]), CallTrouble::CameBack), (of(to[1]), CallTrouble::GivenUp), (of(to[2]), CallTrouble::NotYet)];
    expected.sort_unstable();
    assert_eq!(troubles, expected);
    store.call_goes_again(plan, (No(0), &to[..3]), now()).await.unwrap();
    assert_eq!(
        store.call_troubles(&view).await.unwrap(),
        [(of(to[2]), CallTrouble::NotYet)],
        "that one goes by itself"
    );
    let omar = samsyn_domain::families::staff_actor(&samsyn_domain::families::omar_ali());
    let his = store.look(&asking(&omar, &moment), plan).await.unwrap();
    assert!(store.call_troubles(&his).await.unwrap().is_empty());
}

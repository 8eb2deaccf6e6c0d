//! Where letters for a forwarder go, what they may hold, and what became of them.

use samsyn_domain::families::{self, Family, Milestone, story, units};
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::people::FamilyMember;
use samsyn_domain::plan::Command;
use samsyn_domain::plan::consequences::Job;
use samsyn_domain::plan::state::{Attendee, Letter};
use samsyn_store::{Addressee, Ask, CallTrouble, Channel, DirectoryFiles, LetterWords, ReachChoice, Unit};

use crate::both;
use crate::world::{TODAY, World, asking, now, sample};

both!(
    a_letter_goes_where_the_directory_and_the_family_say,
    a_functional_address_is_read_kept_and_stamped,
    a_letter_that_does_not_go_is_told_beside_whom_it_is_to,
);

async fn called(world: &World) -> PlanId {
    world.store.import_with_ids(&sample(), TODAY, now(), families::uuid_of).await.unwrap();
    let (plan, facts) = story(Family::Elin, Milestone::Called, now()).unwrap();
    world.store.adopt(plan, &facts, samsyn_domain::information::Clocks::default(), now()).await.unwrap();
    let starts = TODAY.checked_add(jiff::ToSpan::days(7)).unwrap().at(14, 0, 0, 0);
    let answer_by = TODAY.checked_add(jiff::ToSpan::days(2)).unwrap();
    let (place, interpreter) = ("Rum 2".to_owned(), String::new());
    act(world, plan, Command::PlanMeeting { starts, minutes: 60, place, interpreter, answer_by }).await;
    plan
}

async fn act(world: &World, plan: PlanId, command: Command) {
    let (anna, moment) = (families::staff_actor(&families::anna_ek()), world.moment());
    world.store.act(&asking(&anna, &moment), Ask { plan, expected: None, submit: None, command }).await.unwrap();
}

async fn takes_sdk(world: &World, address: Option<&str>) {
    let bup = world.store.units().await.unwrap().into_iter().find(|unit| unit.id == units::bup().unit).unwrap();
    world.store.save_unit(&Unit { sdk_address: address.map(str::to_owned), ..bup }).await.unwrap();
}

/// The drops that wait: to whom, what, about which meeting.
async fn drops(world: &World) -> Vec<(Attendee, Letter, No)> {
    let jobs = world.store.claim_jobs(64, now()).await.unwrap();
    let drop = |body: &str| match serde_json::from_str(body).unwrap() {
        Job::Drop { to, letter, meeting } => Some((to, letter, meeting)),
        _ => None,
    };
    jobs.iter().filter_map(|job| drop(&job.body)).collect()
}

async fn a_letter_goes_where_the_directory_and_the_family_say(world: &World) {
    let (store, plan) = (&world.store, called(world).await);
    let drops = drops(world).await;
    let view = store.look(&asking(&families::staff_actor(&families::anna_ek()), &world.moment()), plan).await.unwrap();
    let bup = view.current_parties().find(|party| party.unit.unit == units::bup().unit).unwrap().no;
    let father = view.current_representatives().find(|r| r.person == families::johan().person).unwrap().no;
    let to = |to: Attendee| *drops.iter().find(|(whom, ..)| *whom == to).unwrap();
    let (bup, father) = (to(Attendee::Party(bup)), to(Attendee::Family(FamilyMember::Representative(father))));
    let letter = async |which| store.letter(plan, which, (TODAY, now())).await.unwrap();
    assert!(letter(bup).await.is_none() && letter(father).await.is_none(), "nobody named such a way");
    takes_sdk(world, Some("0203:bup")).await;
    let post = ReachChoice { channel: Channel::Post, from_hour: 9, to_hour: 12, ..ReachChoice::default() };
    store.choose_reach(families::johan().person, post, now()).await.unwrap();
    store.choose_reach(families::sara().person, post, now()).await.unwrap();
    let out = letter(bup).await.unwrap();
    let named = out.to == Addressee::Function { address: "0203:bup".into(), name: units::bup().name.to_string() };
    let own = |words: &LetterWords| matches!(words, LetterWords::View(view) if view.my_party().is_some() && !view.place().holds());
    assert!(named && own(&out.words));
    assert_eq!(letter(bup).await.unwrap().conversation, out.conversation);
    let his = letter(father).await.unwrap();
    let number = "199002222397".to_owned();
    assert!(his.to == Addressee::Person { number, language: Some("sv".into()), hours: (9, 12) });
    assert_ne!(his.conversation, out.conversation);
    assert!(!format!("{:?} {:?}", his.to, out.to).contains("19900222"), "no number comes into a log");
    // Her mother chose it too, and her number is not known.
    let sara = families::sara().person;
    let mother = view.current_representatives().find(|r| r.person == sara).unwrap().no;
    assert!(letter(to(Attendee::Family(FamilyMember::Representative(mother)))).await.is_none());
    assert!(!store.can_have_digital_post(sara).await.unwrap());
    assert!(store.can_have_digital_post(families::johan().person).await.unwrap());
    assert!(letter((bup.0, Letter::TakenBack, bup.2)).await.is_none(), "nothing went out that could be taken back");
    act(world, plan, Command::Protect { alias: "Sol".into(), contact: String::new() }).await;
    assert!(letter(bup).await.is_none() && letter(father).await.is_none(), "of a protected person nothing goes");
    assert!(!store.can_have_digital_post(families::johan().person).await.unwrap());
}

async fn a_functional_address_is_read_kept_and_stamped(world: &World) {
    let store = &world.store;
    store.import_with_ids(&sample(), TODAY, now(), families::uuid_of).await.unwrap();
    let address = async || {
        let units = store.units().await.unwrap();
        units.into_iter().find(|unit| unit.id == units::bup().unit).unwrap().sdk_address
    };
    let text = String::from_utf8(sample().units.unwrap()).unwrap();
    let with = |address: &str| {
        let end = |line: &str| match line {
            header if header.starts_with("id,") => ",sdk_address",
            bup if bup.starts_with("u-bup,") => address,
            _ => ",",
        };
        let lines: Vec<String> = text.lines().map(|line| format!("{line}{}", end(line))).collect();
        DirectoryFiles { units: Some(lines.join("\n").into_bytes()), ..DirectoryFiles::default() }
    };
    store.import_with_ids(&with(",0203:bup"), TODAY, now(), families::uuid_of).await.unwrap();
    assert_eq!(address().await.as_deref(), Some("0203:bup"));
    store.import_with_ids(&sample(), TODAY, now(), families::uuid_of).await.unwrap();
    assert_eq!(address().await.as_deref(), Some("0203:bup"), "a file without the column lets it be");
    assert!(store.import_with_ids(&with(",a b"), TODAY, now(), families::uuid_of).await.is_err());
    store.import_with_ids(&with(","), TODAY, now(), families::uuid_of).await.unwrap();
    assert_eq!(address().await, None);
}

async fn a_letter_that_does_not_go_is_told_beside_whom_it_is_to(world: &World) {
    let (store, plan) = (&world.store, called(world).await);
    let (anna, moment) = (families::staff_actor(&families::anna_ek()), world.moment());
    let view = store.look(&asking(&anna, &moment), plan).await.unwrap();
    let bup = view.current_parties().find(|party| party.unit.unit == units::bup().unit).unwrap();
    let told = view.told_at(bup.unit.unit);
    let jobs = store.claim_jobs(64, now()).await.unwrap();
    let drop_to = |whom: Attendee| {
        let is = |body: &str| matches!(serde_json::from_str(body), Ok(Job::Drop { to, .. }) if to == whom);
        jobs.iter().find(|job| is(&job.body)).unwrap()
    };
    let family = Attendee::Family(FamilyMember::Person);
    store.job_failed(drop_to(Attendee::Party(bup.no)), "the folder is full", now()).await.unwrap();
    store.job_given_up(drop_to(family), "the folder is full", now()).await.unwrap();
    assert_eq!(store.call_troubles(&view).await.unwrap(), [(bup.no, CallTrouble::NotDropped)]);
    assert_eq!(store.post_troubles(&view).await.unwrap(), [(FamilyMember::Person, true)]);
    let omar = families::staff_actor(&families::omar_ali());
    let his = store.look(&asking(&omar, &moment), plan).await.unwrap();
    assert!(store.post_troubles(&his).await.unwrap().is_empty(), "for whoever carries the plan on alone");
    let later = now() + jiff::SignedDuration::from_mins(5);
    let again = store.claim_jobs(64, later).await.unwrap();
    for job in again.iter().filter(|job| job.kind == "drop") {
        store.job_given_up(job, "the folder is full", later).await.unwrap();
    }
    assert!(store.call_troubles(&view).await.unwrap().contains(&(bup.no, CallTrouble::DropGivenUp)));
    store.call_goes_again(plan, (bup.no, &told), later).await.unwrap();
    assert!(!store.call_troubles(&view).await.unwrap().iter().any(|(party, _)| *party == bup.no));
    assert_eq!(
        store.post_troubles(&view).await.unwrap()[0],
        (FamilyMember::Person, true),
        "that one is the operator's"
    );
}

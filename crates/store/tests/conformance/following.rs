//! What comes after the meeting: deviations in a unit's list, somebody who leaves, reminders to whoever manages a unit.

use jiff::ToSpan;
use samsyn_domain::access::Subject;
use samsyn_domain::families::{self, Family, Milestone, story};
use samsyn_domain::ids::No;
use samsyn_domain::information::Clocks;
use samsyn_domain::people::FamilyMember;
use samsyn_domain::plan::consequences::Job;
use samsyn_domain::plan::deviations::Deviates;
use samsyn_domain::plan::reminders::ReminderSettings;
use samsyn_domain::plan::state::{Attendee, Owner};
use samsyn_domain::plan::{Command, Plan, Why};
use samsyn_store::{ActError, Change, LookError, StaffRole};

use crate::both;
use crate::world::{TODAY, World, asking, now};

both!(
    a_row_that_is_not_seen_is_not_there_to_write_in_and_the_try_is_logged,
    one_act_tells_each_once,
    a_units_list_shows_what_deviates_while_consent_lets_it,
    who_leaves_is_told_in_each_plan_and_nowhere_else,
    what_is_long_overdue_goes_to_whoever_manages_the_unit,
    a_closed_plan_leaves_no_deviation,
    a_paper_for_another_is_made_by_whoever_holds_the_plan_and_logged,
);

/// Elin's plan in force, with the sample's directory.
async fn elins(world: &World) -> Plan {
    world.store.import_with_ids(&crate::world::sample(), TODAY, now(), families::uuid_of).await.unwrap();
    let (plan, facts) = story(Family::Elin, Milestone::Active, now()).unwrap();
    world.store.adopt(plan, &facts, Clocks::default(), now()).await.unwrap();
    Plan::fold(plan, &facts).unwrap()
}

async fn a_row_that_is_not_seen_is_not_there_to_write_in_and_the_try_is_logged(world: &World) {
    let plan = elins(world).await;
    let (lisa, moment) = (families::staff_actor(&families::lisa_berg()), world.moment());
    let view = world.store.look(&asking(&lisa, &moment), plan.id).await.unwrap();
    let hidden = plan.measures.iter().find(|m| view.measure(m.no).is_none()).unwrap().no;
    let act = async |no| {
        let command = Command::DeclineMeasure { no, reason: "Nej.".into() };
        let ask = samsyn_store::Ask { plan: plan.id, expected: None, submit: None, command };
        match world.store.act(&asking(&lisa, &moment), ask).await {
            Err(ActError::Refused(refusals)) => refusals.into_iter().map(|refusal| refusal.why).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        }
    };
    let none = No(plan.last_no + 1);
    assert_eq!(act(hidden).await, [Why::NoSuchRow { no: hidden }]);
    assert_eq!(act(none).await, [Why::NoSuchRow { no: none }]);
    let sara = families::person_actor(&families::sara());
    let lines = world.store.log_of(&asking(&sara, &moment), plan.id, moment.now).await.unwrap();
    let tried = lines.iter().filter(|line| line.action == "decline_measure");
    let outcomes: Vec<_> = tried.map(|line| (line.outcome.as_str(), line.reason.as_deref())).collect();
    assert!(
        outcomes.contains(&("denied", Some("no_consent"))) && outcomes.contains(&("refused", None)),
        "{outcomes:?}"
    );
    let after = world.store.look(&asking(&sara, &moment), plan.id).await.unwrap();
    assert_eq!(after.revision, plan.revision);
}

async fn one_act_tells_each_once(world: &World) {
    let plan = elins(world).await;
    let (sara, moment) = (families::person_actor(&families::sara()), world.moment());
    while !world.store.claim_jobs(50, now()).await.unwrap().is_empty() {}
    let by = FamilyMember::Representative(plan.representatives[0].no);
    let hers = plan.consents.iter().filter(|consent| consent.by == by && consent.open()).count();
    assert!(hers > 3, "{hers}");
    let command = Command::WithdrawConsent { by, consents: Vec::new(), remains: String::new() };
    let ask = samsyn_store::Ask { plan: plan.id, expected: None, submit: None, command };
    world.store.act(&asking(&sara, &moment), ask).await.unwrap();
    let jobs = world.store.claim_jobs(200, now()).await.unwrap();
    let told: Vec<Job> = jobs.iter().map(|job| serde_json::from_str(&job.body).unwrap()).collect();
    let anna = Subject::Staff(families::anna_ek().staff);
    assert_eq!(told.iter().filter(|job| matches!(job, Job::Notify { to, .. } if *to == anna)).count(), 1, "{told:?}");
}

async fn a_units_list_shows_what_deviates_while_consent_lets_it(world: &World) {
    let plan = elins(world).await;
    let lisa = families::lisa_berg();
    let measure = plan.measures.iter().find(|m| m.owner == Owner::Staff(lisa.clone())).unwrap();
    let ingrid = families::staff_actor(&families::ingrid_palm());
    let late = measure.by.checked_add(1.day()).unwrap();
    let on = |day| {
        let ingrid = ingrid.clone();
        async move {
            let moment = world.on(day);
            world.store.unit_list(&asking(&ingrid, &moment)).await
        }
    };
    let before = on(measure.by).await.unwrap();
    assert!(before.own.iter().all(|row| row.row != Some(measure.no)), "on its last day nothing is late");
    let rows = on(late).await.unwrap().own;
    let row = rows.iter().find(|row| row.row == Some(measure.no)).unwrap();
    assert_eq!((row.kind, row.since, row.number), (Deviates::MeasureLate, late, Some(measure.number)));
    assert_eq!((row.staff_name.as_deref(), row.about), (Some("Lisa Berg"), lisa.unit.unit));
    assert!(row.label.starts_with("Elin"));
    // The holder's unit has it too; a member of staff who manages nothing has no list.
    let moment = world.on(late);
    let omar = families::staff_actor(&families::omar_ali());
    assert!(matches!(world.store.unit_list(&asking(&omar, &moment)).await, Err(LookError::NotFound)));
    let told = families::staff_actor(&lisa);
    let done = samsyn_store::Ask {
        plan: plan.id,
        expected: None,
        submit: None,
        command: Command::FinishMeasure { no: measure.no },
    };
    world.store.act(&asking(&told, &moment), done).await.unwrap();
    assert!(on(late).await.unwrap().own.iter().all(|row| row.row != Some(measure.no)), "what is done deviates no more");
    assert!(world.verified(&world.url).await.unwrap().differences.is_empty());
    // When the last consent has run out the unit knows of no plan, and has no row of it.
    let end = plan.consents.iter().map(|c| c.to).max().unwrap().checked_add(1.day()).unwrap();
    assert!(on(end).await.unwrap().own.is_empty());
    assert!(world.store.rebuild(Clocks::default()).await.unwrap() > 0);
    assert!(world.verified(&world.url).await.unwrap().differences.is_empty());
}

async fn who_leaves_is_told_in_each_plan_and_nowhere_else(world: &World) {
    let plan = elins(world).await;
    let lisa = families::lisa_berg();
    let (tomas, moment) = (families::staff_actor(&families::tomas_vik()), world.moment());
    let known = world.store.staff().await.unwrap().into_iter().find(|s| s.id == lisa.staff).unwrap();
    while !world.store.claim_jobs(50, now()).await.unwrap().is_empty() {}
    let jobs = || async {
        let jobs = world.store.claim_jobs(50, now()).await.unwrap();
        jobs.into_iter().map(|job| (job.plan, serde_json::from_str::<Job>(&job.body).unwrap())).collect::<Vec<_>>()
    };
    let same = samsyn_store::Staff { title: Some("speciallärare".into()), ..known.clone() };
    world.store.keep(&asking(&tomas, &moment), Change::Staff(&same)).await.unwrap();
    assert!(jobs().await.is_empty(), "another title is no leaving");
    let moved = samsyn_store::Staff { unit: families::omar_ali().unit.unit, ..known.clone() };
    world.store.keep(&asking(&tomas, &moment), Change::Staff(&moved)).await.unwrap();
    let note = Job::NoteOwnerLeft { staff: lisa.staff, unit: lisa.unit.unit };
    assert_eq!(jobs().await, [(Some(plan.id), note)]);
    // Her file says that she is back, and that Omar is elsewhere.
    let file = b"id,unit,name,title,mail,phone,roles\nlisa-berg,u-strandskolan,Lisa Berg,,,,\nomar-ali,u-vc-solvik,Omar Ali,,,,\n";
    let files = samsyn_store::DirectoryFiles { staff: Some(file.to_vec()), ..Default::default() };
    world.store.import(&files, TODAY, now()).await.unwrap();
    let told: Vec<Job> = jobs().await.into_iter().map(|(_, job)| job).collect();
    let omar = families::omar_ali();
    assert!(told.contains(&Job::NoteOwnerLeft { staff: omar.staff, unit: omar.unit.unit }), "{told:?}");
    assert!(told.contains(&Job::NoteOwnerLeft { staff: lisa.staff, unit: omar.unit.unit }), "she left there, too");
}

async fn what_is_long_overdue_goes_to_whoever_manages_the_unit(world: &World) {
    let plan = elins(world).await;
    let settings = ReminderSettings::default();
    let lisa = families::lisa_berg();
    let measure = plan.measures.iter().find(|m| m.owner == Owner::Staff(lisa.clone())).unwrap();
    let day = measure.by.checked_add(i64::from(settings.unit_after).days()).unwrap();
    assert_eq!(world.store.managers(lisa.unit.unit).await.unwrap(), [families::ingrid_palm().staff]);
    assert!(world.store.managers(families::omar_ali().unit.unit).await.unwrap().is_empty());
    while !world.store.claim_jobs(50, now()).await.unwrap().is_empty() {}
    world.store.make_reminders(day, &settings, now()).await.unwrap();
    let mut told = Vec::new();
    for job in world.store.claim_jobs(200, now()).await.unwrap() {
        if let Job::Remind { to, due, .. } = serde_json::from_str(&job.body).unwrap()
            && due.row == Some(measure.no)
            && due.whose == Subject::Staff(lisa.staff)
        {
            told.push(to);
        }
    }
    assert_eq!(told, [Subject::Staff(families::ingrid_palm().staff)]);
    let ended = world.store.staff().await.unwrap().into_iter().find(|s| s.id == families::ingrid_palm().staff).unwrap();
    assert!(ended.roles.contains(&StaffRole::Manager));
    let (tomas, moment) = (families::staff_actor(&families::tomas_vik()), world.moment());
    let ended = samsyn_store::Staff { ended: Some(now()), ..ended };
    world.store.keep(&asking(&tomas, &moment), Change::Staff(&ended)).await.unwrap();
    assert!(world.store.managers(lisa.unit.unit).await.unwrap().is_empty(), "who has left manages nothing");
}

async fn a_closed_plan_leaves_no_deviation(world: &World) {
    let plan = elins(world).await;
    let ingrid = families::staff_actor(&families::ingrid_palm());
    let moment = world.moment();
    assert!(world.verified(&world.url).await.unwrap().differences.is_empty());
    let revise = samsyn_store::Ask {
        plan: plan.id,
        expected: None,
        submit: None,
        command: Command::Close {
            reason: samsyn_domain::plan::state::ClosingReason::GoalReached,
            words: "Klart.".into(),
        },
    };
    let anna = families::staff_actor(&families::anna_ek());
    world.store.act(&asking(&anna, &moment), revise).await.unwrap();
    let later = world.on(TODAY.checked_add(30.days()).unwrap());
    let list = world.store.unit_list(&asking(&ingrid, &later)).await.unwrap();
    assert!(list.own.is_empty() && list.others.is_empty(), "a plan that ended deviates from nothing");
    assert!(world.verified(&world.url).await.unwrap().differences.is_empty());
}

async fn a_paper_for_another_is_made_by_whoever_holds_the_plan_and_logged(world: &World) {
    let plan = elins(world).await;
    let (maria, lisa, moment) = (families::staff_actor(&families::maria_sund()), families::lisa_berg(), world.moment());
    let school = plan.current_parties().find(|party| party.unit.unit == lisa.unit.unit).unwrap().no;
    let asked = asking(&maria, &moment);
    let paper = samsyn_store::Asking { surface: samsyn_store::Surface::Paper, ..asked };
    let view = world.store.look_for(&paper, plan.id, Attendee::Party(school)).await.unwrap();
    assert!(!view.measures.is_empty() && view.measures.len() < plan.measures.len());
    let theirs = families::staff_actor(&lisa);
    for (who, to) in [(&theirs, Attendee::Party(school)), (&maria, Attendee::Party(samsyn_domain::ids::No(999)))] {
        let asked = samsyn_store::Asking { surface: samsyn_store::Surface::Paper, ..asking(who, &moment) };
        let denied = world.store.look_for(&asked, plan.id, to).await;
        assert!(matches!(denied, Err(LookError::NotFound)), "{denied:?}");
    }
    let sara = plan.current_representatives().find(|r| r.name.as_str().starts_with("Sara")).unwrap().person;
    let told = [Subject::Person(plan.person.person), Subject::Staff(lisa.staff), Subject::Unit(lisa.unit.unit)];
    let mut languages = Vec::new();
    for subject in told {
        languages.push(world.store.language_of(subject).await.unwrap());
    }
    assert_eq!(languages[1..], [None, None]);
    let mut known = world.store.person(sara).await.unwrap();
    known.language = Some("en".into());
    let tomas = families::staff_actor(&families::tomas_vik());
    world.store.keep(&asking(&tomas, &moment), Change::Person(&known)).await.unwrap();
    assert_eq!(world.store.language_of(Subject::Person(sara)).await.unwrap().as_deref(), Some("en"));
}

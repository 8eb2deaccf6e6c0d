//! Who looked: changes, searches and lists are logged with what they did, questions about a line, spot checks.

use jiff::SignedDuration;
use samsyn_domain::access::{Actor, Hat};
use samsyn_domain::ids::PlanId;
use samsyn_domain::information::LogSettings;
use samsyn_domain::plan::Moment;
use samsyn_domain::words::Words;
use samsyn_store::{Asking, Change, CheckOutcome, Logged, LookError, Person, Sought, StoreError, Surface};
use uuid::Uuid;

use crate::both;
use crate::world::{TODAY, World, asking, id_of, now};

both!(
    a_change_of_the_directory_and_its_line_are_one,
    a_search_is_logged_without_its_words,
    a_closed_account_opens_again,
    a_page_that_stays_open_says_so,
    the_log_is_read_page_by_page,
    a_week_of_the_log_is_counted_whole,
    a_question_about_a_line_is_answered,
    lines_are_drawn_once_an_interval_and_the_outcome_is_kept,
    an_import_is_logged,
    a_line_that_cannot_be_written_takes_no_other_with_it,
);

async fn whole_log(world: &World) -> Vec<Logged> {
    let (ulla, moment) = (world.actor("ulla-frisk").await, world.moment());
    let from = now() - SignedDuration::from_hours(24);
    world.store.log_between(&asking(&ulla, &moment), from, now() + SignedDuration::from_hours(24)).await.unwrap()
}

fn did<'a>(log: &'a [Logged], by: &'a Actor, action: &'a str) -> impl Iterator<Item = &'a Logged> {
    log.iter().filter(move |line| line.account == Some(by.account) && line.action == action)
}

fn words(text: &str) -> Words {
    Words::parse(text, "words").unwrap()
}

async fn a_change_of_the_directory_and_its_line_are_one(world: &World) {
    world.directory().await;
    let (tomas, moment) = (world.actor("tomas-vik").await, world.moment());
    let asked = asking(&tomas, &moment);
    let karin = world.store.person(samsyn_domain::ids::PersonId(id_of("karin"))).await.unwrap();
    let changed = Person { phone: Some("0980-1".into()), ..karin.clone() };
    world.store.keep(&asked, Change::Person(&changed)).await.unwrap();
    let account = world.actor("karin").await.account;
    world.store.keep(&asked, Change::EndAccount(account, now())).await.unwrap();
    // What fails leaves no line behind: the account is closed already.
    assert!(matches!(world.store.keep(&asked, Change::EndAccount(account, now())).await, Err(StoreError::Conflict(_))));
    let log = whole_log(world).await;
    let line = did(&log, &tomas, "keep_person").next().unwrap();
    assert_eq!((line.about, line.reason.as_deref(), line.unit.is_some()), (Some(karin.id.0), Some("duty"), true));
    assert_eq!(did(&log, &tomas, "end_account").count(), 1);
}

async fn a_search_is_logged_without_its_words(world: &World) {
    world.directory().await;
    world.plan(1).await;
    let (anna, tor, moment) = (world.actor("anna-ek").await, world.actor("tor-hedin").await, world.moment());
    let asked = asking(&anna, &moment);
    // By name those of one's own plans alone: of the three of that name, Elin has a plan that Anna's unit reads.
    let found = world.store.find_people(&asked, Sought::Name("sjöberg"), 8).await.unwrap();
    assert_eq!(found.iter().map(|person| person.name.as_str()).collect::<Vec<_>>(), ["Elin Sjöberg"]);
    assert_eq!(world.store.find_people(&asked, Sought::Name("sjöberg"), 0).await.unwrap().len(), 0);
    assert!(world.store.find_people(&asking(&tor, &moment), Sought::Name("sjöberg"), 8).await.unwrap().is_empty());
    let found = world.store.find_people(&asked, Sought::Number("199002222397"), 8).await.unwrap();
    assert_eq!(found[0].name, "Johan Sjöberg");
    let log = whole_log(world).await;
    let lines: Vec<_> = did(&log, &anna, "search").map(|line| line.reason.as_deref().unwrap()).collect();
    assert_eq!(lines, ["by_number", "by_name", "by_name"]);
    let told = format!("{log:?}").to_lowercase();
    assert!(!told.contains("sjöberg") && !told.contains("199002222397"), "the words of a search");
}

async fn a_closed_account_opens_again(world: &World) {
    world.directory().await;
    let (tomas, moment) = (world.actor("tomas-vik").await, world.moment());
    let asked = asking(&tomas, &moment);
    let account = world.actor("sara").await.account;
    let later = now() + SignedDuration::from_hours(8);
    world.store.begin_session(b"a token of hers", account, "link", now(), later).await.unwrap();
    world.store.keep(&asked, Change::EndAccount(account, now())).await.unwrap();
    assert!(world.store.signed_in(b"a token of hers", now(), None).await.unwrap().is_none());
    world.store.keep(&asked, Change::ReopenAccount(account)).await.unwrap();
    assert!(world.store.actor(account).await.is_ok());
    assert!(
        world.store.signed_in(b"a token of hers", now(), None).await.unwrap().is_none(),
        "an old session stays ended"
    );
    assert!(matches!(world.store.keep(&asked, Change::ReopenAccount(account)).await, Err(StoreError::Conflict(_))));
}

async fn a_page_that_stays_open_says_so(world: &World) {
    world.directory().await;
    let plan = world.plan(1).await;
    let (anna, tor, moment) = (world.actor("anna-ek").await, world.actor("tor-hedin").await, world.moment());
    world.store.look(&asking(&anna, &moment), plan).await.unwrap();
    world.store.look_on(&asking(&anna, &moment), plan).await.unwrap();
    // It opens nothing: the same is judged, and denied in the same way.
    assert!(matches!(world.store.look_on(&asking(&tor, &moment), plan).await, Err(LookError::NotFound)));
    let log = whole_log(world).await;
    let of = |who: &Actor| -> Vec<_> {
        let mine = log.iter().filter(|line| line.account == Some(who.account) && line.plan == Some(plan));
        mine.map(|line| format!("{} {}", line.action, line.outcome)).collect()
    };
    assert_eq!(of(&anna), ["still allowed", "see allowed"]);
    assert_eq!(of(&tor), ["see denied"]);
    // Whoever says so of a plan that they have not looked at, or of a paper or a file, has looked; and so after an hour.
    let other = world.plan(2).await;
    world.store.look_on(&asking(&anna, &moment), other).await.unwrap();
    let export = Asking { surface: Surface::Export, ..asking(&anna, &moment) };
    world.store.look_on(&export, other).await.unwrap();
    let late = Moment { now: now() + SignedDuration::from_mins(61), ..world.moment() };
    world.store.look_on(&asking(&anna, &late), other).await.unwrap();
    let log = whole_log(world).await;
    let hers = log.iter().filter(|line| line.account == Some(anna.account) && line.plan == Some(other));
    assert!(
        hers.filter(|line| line.action == "see").count() == 3
            && !log.iter().any(|l| l.action == "still" && l.plan == Some(other))
    );
}

async fn a_week_of_the_log_is_counted_whole(world: &World) {
    world.directory().await;
    let plan = world.plan(1).await;
    for (who, at) in [("anna-ek", 1), ("anna-ek", 2), ("bo-granat", 3), ("anna-ek", 90)] {
        let actor = world.actor(who).await;
        let moment = Moment { now: now() + SignedDuration::from_mins(at), ..world.moment() };
        let _ = world.store.look(&asking(&actor, &moment), plan).await;
    }
    let at = |minute| now() + SignedDuration::from_mins(minute);
    let hour = world.store.log_totals(at(1), at(60)).await.unwrap();
    assert_eq!((hour.lines, hour.accounts, hour.denied), (3, 2, 1));
    let none = world.store.log_totals(at(200), at(300)).await.unwrap();
    assert_eq!((none.lines, none.accounts, none.denied), (0, 0, 0));
}

async fn the_log_is_read_page_by_page(world: &World) {
    world.directory().await;
    let plan = world.plan(1).await;
    let anna = world.actor("anna-ek").await;
    for minute in 1..=4 {
        let moment = Moment { now: now() + SignedDuration::from_mins(minute), ..world.moment() };
        world.store.look(&asking(&anna, &moment), plan).await.unwrap();
    }
    let (ulla, moment) = (world.actor("ulla-frisk").await, world.moment());
    let until = now() + SignedDuration::from_mins(2);
    let lines = world.store.log_of(&asking(&ulla, &moment), plan, until).await.unwrap();
    assert_eq!(lines.iter().filter(|line| line.action == "see").count(), 2, "what came later is on the page before");
    assert!(lines.windows(2).all(|two| two[0].at >= two[1].at), "newest first");
}

async fn a_question_about_a_line_is_answered(world: &World) {
    world.directory().await;
    let plan = world.plan(1).await;
    let (anna, elin, ulla) = (world.actor("anna-ek").await, world.actor("elin").await, world.actor("ulla-frisk").await);
    let moment = world.moment();
    let (hers, of_ulla) = (asking(&elin, &moment), asking(&ulla, &moment));
    world.store.look(&asking(&anna, &moment), plan).await.unwrap();
    let lines = world.store.log_of(&hers, plan, now()).await.unwrap();
    let line = lines.iter().find(|line| line.account == Some(anna.account) && line.action == "see").unwrap();
    let id = Uuid::from_u128(77);
    let why = words("Varför tittade Anna?");
    for _ in 0..2 {
        world.store.ask_about_line(&hers, plan, line.id, (id, &why)).await.unwrap();
    }
    // A line of another plan, and somebody who may not read the log: nothing there.
    let other = world.plan(2).await;
    let foreign = world.store.ask_about_line(&hers, other, line.id, (id, &why)).await;
    assert!(matches!(foreign, Err(LookError::NotFound)));
    let tor = world.actor("tor-hedin").await;
    assert!(matches!(world.store.log_line(&asking(&tor, &moment), plan, line.id).await, Err(LookError::NotFound)));
    assert!(matches!(world.store.log_questions(&hers).await, Err(LookError::NotFound)));
    // The auditor is told, once, and answers; the one who asked is told, and nobody else sees it.
    let told = |kind: &'static str| async move {
        let jobs = world.store.claim_jobs(50, now()).await.unwrap();
        jobs.into_iter().filter(|job| job.kind == kind).map(|job| job.body).collect::<Vec<_>>()
    };
    let jobs = told("tell").await;
    assert_eq!(jobs.len(), 1, "{jobs:?}");
    assert!(jobs[0].contains(&ulla.staff().unwrap().staff.to_string()) && !jobs[0].contains("Varför"));
    let questions = world.store.log_questions(&of_ulla).await.unwrap();
    assert_eq!((questions.len(), questions[0].words.as_str()), (1, "Varför tittade Anna?"));
    world.store.answer_log_question(&of_ulla, id, &words("Hon skulle ringa er.")).await.unwrap();
    let again = world.store.answer_log_question(&of_ulla, id, &words("Nej.")).await;
    assert!(matches!(again, Err(LookError::Store(StoreError::Conflict(_)))), "{again:?}");
    let jobs = told("tell").await;
    assert!(jobs.len() == 1 && jobs[0].contains(&elin.person().unwrap().to_string()), "{jobs:?}");
    let mine = world.store.my_log_questions(&hers, plan).await.unwrap();
    assert_eq!(mine[0].answer.as_ref().unwrap().1, "Hon skulle ringa er.");
    assert!(world.store.my_log_questions(&asking(&anna, &moment), plan).await.unwrap().is_empty());
    let log = world.store.log_of(&hers, plan, now()).await.unwrap();
    for (who, action) in [(&elin, "log_question"), (&ulla, "log_answer")] {
        assert!(did(&log, who, action).next().is_some(), "{action}");
    }
}

async fn lines_are_drawn_once_an_interval_and_the_outcome_is_kept(world: &World) {
    world.directory().await;
    let plan: PlanId = world.plan(1).await;
    let (anna, tor, ulla) =
        (world.actor("anna-ek").await, world.actor("tor-hedin").await, world.actor("ulla-frisk").await);
    assert!(ulla.wears(Hat::Auditor));
    let moment = world.moment();
    for _ in 0..9 {
        world.store.look(&asking(&anna, &moment), plan).await.unwrap();
    }
    let _ = world.store.look(&asking(&tor, &moment), plan).await;
    let settings = LogSettings { check_lines: 3, ..LogSettings::default() };
    let later = now() + SignedDuration::from_hours(1);
    let draw = async |round: u128, at| {
        world.store.draw_checks(Uuid::from_u128(round), [7; 32], (at, TODAY), &settings).await.unwrap()
    };
    let drawn = draw(1, later).await;
    // Three of Anna's unit, Tor's denied look, and what the school and the auditor's unit did.
    assert!(drawn >= 5, "{drawn}");
    assert_eq!((draw(1, later).await, draw(2, later).await), (0, 0), "once a job, once an interval");
    let next = later + SignedDuration::from_hours(31 * 24);
    assert_eq!(draw(3, next).await, 0, "nothing was done since");
    let asked = asking(&ulla, &moment);
    let checks = world.store.log_checks(&asked).await.unwrap();
    let of = |who: &Actor| checks.iter().filter(|check| check.line.account == Some(who.account)).collect::<Vec<_>>();
    assert_eq!((of(&anna).len(), of(&tor).len(), checks.len()), (3, 1, drawn));
    assert!(checks.iter().all(|check| check.due == TODAY.saturating_add(jiff::ToSpan::days(14))));
    assert_eq!(world.store.overdue_checks(&asked).await.unwrap(), 0);
    let late = world.on(TODAY.saturating_add(jiff::ToSpan::days(15)));
    assert_eq!(world.store.overdue_checks(&asking(&ulla, &late)).await.unwrap(), drawn);
    assert!(matches!(world.store.log_checks(&asking(&anna, &moment)).await, Err(LookError::NotFound)));
    let check = of(&tor)[0].clone();
    let key = (check.round, check.line.id);
    let noted = words("Tor är tillfrågad.");
    world.store.set_check(&asked, key, CheckOutcome::Asked, Some(&noted)).await.unwrap();
    let unknown = (check.round, Uuid::from_u128(1));
    let nothing = world.store.set_check(&asked, unknown, CheckOutcome::InOrder, None).await;
    assert!(matches!(nothing, Err(LookError::NotFound)));
    let checks = world.store.log_checks(&asked).await.unwrap();
    let found = checks.iter().find(|check| check.line.id == key.1).unwrap();
    assert_eq!((found.outcome, found.words.as_deref()), (Some(CheckOutcome::Asked), Some("Tor är tillfrågad.")));
    let log = world.store.log_of(&asked, plan, now()).await.unwrap();
    assert!(did(&log, &ulla, "log_check").next().is_some(), "the family sees that it was checked");
    // The next drawing is waiting as one job, however often it is scheduled.
    for _ in 0..3 {
        world.store.schedule_spot_check(now(), &settings, true).await.unwrap();
    }
    let jobs = world.store.claim_jobs(50, next).await.unwrap();
    assert_eq!(jobs.iter().filter(|job| job.kind == "spot_check").count(), 1);
}

async fn an_import_is_logged(world: &World) {
    world.directory().await;
    let log = whole_log(world).await;
    let line = log.iter().find(|line| line.action == "import").unwrap();
    assert_eq!((line.actor_kind.as_str(), line.surface.as_str()), ("operator", "command"));
}

/// Lines that wait together are written together; one whose id was drawn twice fails alone.
async fn a_line_that_cannot_be_written_takes_no_other_with_it(world: &World) {
    world.directory().await;
    let (anna, ulla, moment) = (world.actor("anna-ek").await, world.actor("ulla-frisk").await, world.moment());
    let url = world.empty_database("twice").await;
    let drawn = std::sync::atomic::AtomicU64::new(0);
    let new_id: samsyn_store::NewId = std::sync::Arc::new(move || {
        let n = drawn.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        // The third and the fourth look draw the same.
        Uuid::from_u128(u128::from(if n == 3 { 2 } else { n }) + 1)
    });
    let opening = samsyn_store::Opening { url: &url, new_id, now: now(), keys: world.keys.clone() };
    let store = samsyn_store::Store::open(opening).await.unwrap();
    for group in [7_u128, 1, 16, 17, 64, 70] {
        let looks = (0..group).map(|n| {
            let (store, asked) = (&store, asking(&anna, &moment));
            async move { store.look(&asked, PlanId(Uuid::from_u128(n + 100))).await }
        });
        let failed = futures_util::future::join_all(looks).await.into_iter();
        let failed = failed.filter(|look| matches!(look, Err(LookError::Store(_)))).count();
        assert_eq!(failed, usize::from(group == 7), "of {group}");
    }
    let from = now() - SignedDuration::from_hours(1);
    let log = store.log_between(&asking(&ulla, &moment), from, now() + SignedDuration::from_hours(1)).await.unwrap();
    // One of the 175 looks is not there, and this reading of the log is.
    assert_eq!(log.len(), 175);
    assert_eq!(store.seal().await.unwrap(), 175, "each line waits for its leaf, once");
    store.close().await;
    world.drop_database("twice").await;
}

//! Coming in: sessions that rest, providers' answers, visit codes, hand-overs, and what was typed too late.

use jiff::{SignedDuration, ToSpan};
use samsyn_domain::access::Reach;
use samsyn_domain::ids::PlanId;
use samsyn_domain::people::Mandate;
use samsyn_domain::plan::{Command, Moment};
use samsyn_store::{
    Checked, GiveVisit, Holder, Limited, LookError, SignInBegun, StaffKey, Stay, StoreError, VisitCode,
};
use uuid::Uuid;

use crate::both;
use crate::world::{World, asking, now};

both!(
    a_session_ends_when_it_rests_too_long,
    a_limited_session_reaches_one_plan,
    everybody_ends_their_own_sessions_alone,
    a_providers_answer_is_taken_once,
    people_and_staff_are_found_by_what_they_are_called,
    a_visit_code_opens_once,
    a_visit_code_is_given_by_those_who_carry_the_plan_on,
    a_withdrawn_code_ends_its_session,
    what_a_worker_let_in_ends_with_them,
    a_hand_over_is_on_record,
    what_was_typed_is_kept_for_its_writer
);

const STAY: Stay = Stay { family: SignedDuration::from_mins(15), staff: SignedDuration::from_mins(30) };
const MEETING: Stay = Stay { family: SignedDuration::from_mins(60), staff: SignedDuration::from_mins(60) };

/// A plan of Elin's that Anna carries on, with Sara as guardian.
async fn plan(world: &World) -> PlanId {
    world.directory().await;
    let plan = world.plan(1).await;
    let sara = world.person("sara").await;
    world.act("anna-ek", plan, Command::Assess { reason: "Ja".into() }).await.unwrap();
    let name = sara.name.to_string();
    let mandate = Mandate::Guardian;
    let guardian = Command::NameRepresentative {
        person: sara.person,
        name,
        mandate,
        decides: true,
        covers: None,
        limits: String::new(),
    };
    world.act("anna-ek", plan, guardian).await.unwrap();
    plan
}

async fn logged(world: &World, action: &str) -> Vec<(String, String)> {
    let (auditor, moment) = (world.actor("ulla-frisk").await, world.moment());
    let lines = world.store.log_between(&asking(&auditor, &moment), now() - 1.hour(), now() + 1.hour()).await.unwrap();
    let of = lines.into_iter().filter(|line| line.action == action);
    of.map(|line| (line.outcome, line.reason.unwrap_or_default())).collect()
}

async fn a_session_ends_when_it_rests_too_long(world: &World) {
    world.directory().await;
    let (sara, anna) = (world.actor("sara").await.account, world.actor("anna-ek").await.account);
    let ends = now() + 12.hours();
    for (token, account) in [("sara", sara), ("anna", anna)] {
        world.store.begin_session(token.as_bytes(), account, "link", now(), ends).await.unwrap();
    }
    let store = &world.store;
    let open = async |token: &[u8], minutes: i64, stay| {
        store.signed_in(token, now() + minutes.minutes(), stay).await.unwrap().is_some()
    };
    assert!(open(b"sara", 0, Some(&STAY)).await && open(b"anna", 0, Some(&STAY)).await);
    // A page that fetches itself again keeps nobody signed in.
    assert!(open(b"sara", 14, None).await && open(b"sara", 15, None).await);
    assert!(!open(b"sara", 17, None).await, "fifteen minutes, and one for the clock's grain");
    assert_eq!(store.run_out(b"sara", now() + 17.minutes()).await.unwrap(), Some(sara));
    assert!(open(b"anna", 29, Some(&STAY)).await && open(b"anna", 59, Some(&STAY)).await);
    assert_eq!(store.run_out(b"anna", now() + 59.minutes()).await.unwrap(), None, "it lasts");
    // In the meeting's page an hour; also when that page is opened within the same minute as another.
    assert!(open(b"anna", 60, Some(&STAY)).await && open(b"anna", 60, Some(&MEETING)).await);
    assert!(open(b"anna", 119, Some(&MEETING)).await && open(b"anna", 178, Some(&STAY)).await);
    assert!(!open(b"anna", 210, Some(&STAY)).await);
    assert!(store.sessions_of(anna, now() + 210.minutes()).await.unwrap().is_empty());
    // A day later nobody is remembered.
    assert_eq!(store.run_out(b"anna", now() + 37.hours()).await.unwrap(), None);
    store.sweep(now() + 37.hours()).await.unwrap();
    assert_eq!(store.run_out(b"anna", now() + 3.hours() + 31.minutes()).await.unwrap(), None);
    assert_eq!(logged(world, "sign_in").await.len(), 2);
}

async fn a_limited_session_reaches_one_plan(world: &World) {
    let plan = plan(world).await;
    let other = world.plan(2).await;
    let sara = world.actor("sara").await.account;
    for (token, reach) in [("visit", Reach::Visit(plan)), ("together", Reach::Together(plan))] {
        let limited = Limited { reach, origin: Uuid::from_u128(7) };
        let ends = now() + 2.hours();
        world.store.begin_limited_session(token.as_bytes(), sara, "code", now(), ends, limited).await.unwrap();
        let signed = world.store.signed_in(token.as_bytes(), now(), Some(&STAY)).await.unwrap().unwrap();
        assert_eq!((signed.actor.reach, signed.session.origin), (reach, Some(Uuid::from_u128(7))));
        let moment = world.moment();
        let asked = asking(&signed.actor, &moment);
        assert!(world.store.look(&asked, plan).await.is_ok());
        assert!(matches!(world.store.look(&asked, other).await, Err(LookError::NotFound)));
        let plans = world.store.plans(&asked).await.unwrap();
        assert!(plans.iter().all(|row| row.plan == plan), "{plans:?}");
        let list = world.store.worklist(&asked).await.unwrap();
        assert!(list.mine.iter().chain(&list.others).all(|row| row.plan == plan));
        assert!(matches!(world.store.log_between(&asked, now(), now()).await, Err(LookError::NotFound)));
    }
}

async fn everybody_ends_their_own_sessions_alone(world: &World) {
    world.directory().await;
    let (sara, anna) = (world.actor("sara").await.account, world.actor("anna-ek").await.account);
    let ends = now() + 12.hours();
    for (token, account) in [("1", sara), ("2", sara), ("3", anna)] {
        world.store.begin_session(token.as_bytes(), account, "link", now(), ends).await.unwrap();
    }
    let of_anna = world.store.sessions_of(anna, now()).await.unwrap().remove(0);
    let not_hers = world.store.end_own_session(sara, &of_anna.id).await;
    assert!(matches!(not_hers, Err(StoreError::Conflict(_))), "{not_hers:?}");
    let first = world.store.sessions_of(sara, now()).await.unwrap().remove(0);
    world.store.end_own_session(sara, &first.id).await.unwrap();
    assert_eq!(world.store.sessions_of(sara, now()).await.unwrap().len(), 1);
    world.store.end_sessions_of(sara).await.unwrap();
    assert!(world.store.sessions_of(sara, now()).await.unwrap().is_empty());
    assert!(world.store.signed_in(b"3", now(), Some(&STAY)).await.unwrap().is_some());
}

async fn a_providers_answer_is_taken_once(world: &World) {
    world.directory().await;
    let begin = |secret| SignInBegun { secret, provider: "bankid", next: "/measures" };
    world.store.begin_sign_in(begin(b"secret"), now()).await.unwrap();
    world.store.begin_sign_in(begin(b"late"), now()).await.unwrap();
    let gone = |result: Result<String, StoreError>| matches!(result, Err(StoreError::NotFound));
    assert!(gone(world.store.use_sign_in(b"secret", "siths", now()).await), "another provider");
    assert!(gone(world.store.use_sign_in(b"other", "bankid", now()).await), "another browser");
    assert!(gone(world.store.use_sign_in(b"late", "bankid", now() + 15.minutes()).await));
    let uses = (0..5).map(|_| world.store.use_sign_in(b"secret", "bankid", now() + 1.minute()));
    let uses = futures_util::future::join_all(uses).await;
    assert_eq!(uses.iter().filter(|used| used.as_deref().is_ok_and(|next| next == "/measures")).count(), 1);
    assert!(gone(world.store.end_sign_in(b"secret", now()).await), "nothing to choose yet");
    let accounts = [world.actor("anna-ek").await.account, world.actor("maria-sund").await.account];
    assert!(world.store.offer_accounts(b"late", &accounts, now()).await.is_err(), "never answered");
    world.store.offer_accounts(b"secret", &accounts, now()).await.unwrap();
    assert_eq!(world.store.offered_accounts(b"secret", now()).await.unwrap().accounts, accounts);
    assert!(world.store.offered_accounts(b"secret", now() + 15.minutes()).await.is_err());
    assert_eq!(world.store.end_sign_in(b"secret", now()).await.unwrap(), "/measures");
    assert!(gone(world.store.end_sign_in(b"secret", now()).await));
}

async fn people_and_staff_are_found_by_what_they_are_called(world: &World) {
    world.directory().await;
    let johan = world.person("johan").await.person;
    let number = world.store.person(johan).await.unwrap().personal_number.unwrap();
    assert_eq!(world.store.person_by_number(&number).await.unwrap().map(|person| person.id), Some(johan));
    assert!(world.store.person_by_number("191212121212").await.unwrap().is_none());
    let mut anna = world.store.staff().await.unwrap().into_iter().find(|s| s.code == "anna-ek").unwrap();
    anna.hsa_id = Some("TSTNMT0000-ANNA".into());
    world.store.save_staff(&anna).await.unwrap();
    // The same human at another unit: a row of its own.
    let lss = world.unit("u-solvik-lss").await.unit;
    let second = samsyn_store::Staff {
        id: samsyn_domain::ids::StaffId(Uuid::from_u128(99)),
        code: "anna-ek-lss".into(),
        unit: lss,
        mail: None,
        ..anna.clone()
    };
    world.store.save_staff(&second).await.unwrap();
    let by = async |key: StaffKey| world.store.staff_by_key(&key).await.unwrap().len();
    assert_eq!(by(StaffKey::HsaId("tstnmt0000-anna".into())).await, 2);
    assert_eq!(by(StaffKey::Mail(" Anna.Ek@solvik.example ".into())).await, 1);
    assert_eq!(by(StaffKey::Code("anna-ek-lss".into())).await, 1);
    assert_eq!(by(StaffKey::Code("nobody".into())).await, 0);
    // Whoever is in the directory gets an account; whose account was closed gets none.
    let account = world.store.account_for(Holder::Staff(second.id), now()).await.unwrap();
    assert_eq!(world.store.account_for(Holder::Staff(second.id), now()).await.unwrap(), account);
    assert_eq!(world.store.staff_of_account(account).await.unwrap().unit.unit, lss);
    world.store.end_account(account, now()).await.unwrap();
    let closed = world.store.account_for(Holder::Staff(second.id), now()).await;
    assert!(matches!(closed, Err(StoreError::NotFound)), "{closed:?}");
    world.store.save_staff(&samsyn_store::Staff { ended: Some(now()), ..second }).await.unwrap();
    assert_eq!(by(StaffKey::HsaId("TSTNMT0000-ANNA".into())).await, 1);
}

async fn give(world: &World, who: &str, plan: PlanId, id: u128, code: &str) -> Result<jiff::Timestamp, LookError> {
    let (actor, moment) = (world.actor(who).await, world.moment());
    let person = world.person("sara").await.person;
    let give = GiveVisit { id: Uuid::from_u128(id), code, plan, person, checked: Checked::Document };
    world.store.give_visit_code(&asking(&actor, &moment), give).await
}

async fn codes(world: &World, plan: PlanId) -> Vec<VisitCode> {
    let (anna, moment) = (world.actor("anna-ek").await, world.moment());
    world.store.visit_codes(&asking(&anna, &moment), plan).await.unwrap()
}

async fn a_visit_code_opens_once(world: &World) {
    let plan = plan(world).await;
    let until = give(world, "anna-ek", plan, 1, "ABCDEFGH2345").await.unwrap();
    assert_eq!(until, now() + (14 * 24).hours());
    let again = give(world, "anna-ek", plan, 1, "ABCDEFGH9999").await;
    assert!(matches!(again, Err(LookError::Store(StoreError::Conflict(_)))), "the same form makes one code");
    give(world, "anna-ek", plan, 2, "KKKKKKKKKKKK").await.unwrap();
    let gone = async |code: &str, at| {
        let moment = Moment { now: at, ..world.moment() };
        matches!(world.store.use_visit_code(code, &moment).await, Err(StoreError::NotFound))
    };
    assert!(gone("ABCDEFGH2346", now()).await && gone("", now()).await && gone("ABCDEFGH9999", now()).await);
    assert!(gone("KKKKKKKKKKKK", until).await, "too old");
    let moment = world.moment();
    let uses =
        futures_util::future::join_all((0..5).map(|_| world.store.use_visit_code("ABCDEFGH2345", &moment))).await;
    let opened: Vec<_> = uses.into_iter().flatten().collect();
    assert_eq!(opened, [(world.actor("sara").await.account, plan, Uuid::from_u128(1))]);
    assert!(gone("ABCDEFGH2345", now()).await, "used");
    let list = codes(world, plan).await;
    assert_eq!(list.iter().filter(|code| code.used.is_some()).count(), 1);
    assert_eq!(list[0].checked, Checked::Document);
    world.store.sweep(now() + (16 * 24).hours()).await.unwrap();
    assert!(codes(world, plan).await.is_empty());
}

async fn a_visit_code_is_given_by_those_who_carry_the_plan_on(world: &World) {
    let plan = plan(world).await;
    for who in ["omar-ali", "tomas-vik", "sara", "lisa-berg"] {
        assert!(matches!(give(world, who, plan, 9, "ABCDEFGH2345").await, Err(LookError::NotFound)), "{who}");
    }
    let nowhere = PlanId(Uuid::from_u128(77));
    assert!(matches!(give(world, "anna-ek", nowhere, 9, "ABCDEFGH2345").await, Err(LookError::NotFound)));
    // To nobody who is not of the plan's family, and not to whom the person needs protection from.
    let (anna, moment) = (world.actor("anna-ek").await, world.moment());
    let karin = world.person("karin").await.person;
    let to = |person| GiveVisit { id: Uuid::from_u128(9), code: "ABCDEFGH2345", plan, person, checked: Checked::Known };
    let given = world.store.give_visit_code(&asking(&anna, &moment), to(karin)).await;
    assert!(matches!(given, Err(LookError::NotFound)));
    let sara = world.person("sara").await.person;
    let no = samsyn_domain::ids::No(1);
    let cut = Command::NoteStanding { no, standing: samsyn_domain::people::Standing::NotAsked, reason: "Skydd".into() };
    world.act("anna-ek", plan, cut).await.unwrap();
    let given = world.store.give_visit_code(&asking(&anna, &moment), to(sara)).await;
    assert!(matches!(given, Err(LookError::NotFound)));
    let denials = logged(world, "give_visit_code").await;
    assert_eq!(denials.len(), 7);
    assert!(denials.iter().all(|(outcome, _)| outcome == "denied"), "{denials:?}");
}

async fn a_withdrawn_code_ends_its_session(world: &World) {
    let plan = plan(world).await;
    give(world, "anna-ek", plan, 1, "ABCDEFGH2345").await.unwrap();
    let (account, plan, origin) = world.store.use_visit_code("ABCDEFGH2345", &world.moment()).await.unwrap();
    let limited = Limited { reach: Reach::Visit(plan), origin };
    world.store.begin_limited_session(b"visit", account, "code", now(), now() + 2.hours(), limited).await.unwrap();
    assert!(world.store.signed_in(b"visit", now(), Some(&STAY)).await.unwrap().is_some());
    let (anna, omar, moment) = (world.actor("anna-ek").await, world.actor("omar-ali").await, world.moment());
    let by = |who| asking(who, &moment);
    assert!(world.store.withdraw_visit_code(&by(&omar), plan, origin).await.is_err());
    assert!(world.store.withdraw_visit_code(&by(&anna), plan, Uuid::from_u128(5)).await.is_err());
    assert!(world.store.signed_in(b"visit", now(), Some(&STAY)).await.unwrap().is_some());
    world.store.withdraw_visit_code(&by(&anna), plan, origin).await.unwrap();
    assert!(world.store.signed_in(b"visit", now(), Some(&STAY)).await.unwrap().is_none());
    assert!(codes(world, plan).await[0].withdrawn.is_some());
    give(world, "anna-ek", plan, 2, "KKKKKKKKKKKK").await.unwrap();
    world.store.withdraw_visit_code(&by(&anna), plan, Uuid::from_u128(2)).await.unwrap();
    assert!(world.store.use_visit_code("KKKKKKKKKKKK", &world.moment()).await.is_err());
}

async fn a_hand_over_is_on_record(world: &World) {
    let plan = plan(world).await;
    let (anna, moment) = (world.actor("anna-ek").await, world.moment());
    let elin = world.person("elin").await.person;
    let (account, origin) = world.store.hand_over(&asking(&anna, &moment), plan, elin, Checked::Known).await.unwrap();
    let limited = Limited { reach: Reach::Together(plan), origin };
    let ends = now() + 2.hours();
    world.store.begin_limited_session(b"together", account, "together", now(), ends, limited).await.unwrap();
    let signed = world.store.signed_in(b"together", now(), Some(&STAY)).await.unwrap().unwrap();
    assert_eq!(signed.actor.person(), Some(elin));
    world.store.end_session(b"together", now() + 20.minutes()).await.unwrap();
    let handed = world.store.handovers(&asking(&anna, &moment), plan).await.unwrap();
    assert_eq!(handed.len(), 1);
    assert_eq!((handed[0].person, handed[0].helper), (elin, anna.staff().unwrap().staff));
    // It had run out by then: the device was not given back, the session just ended.
    assert_eq!(handed[0].ended, None);
    assert_eq!(logged(world, "hand_over").await, [("allowed".to_owned(), "holds_the_plan".to_owned())]);
    let omar = world.actor("omar-ali").await;
    let denied = world.store.hand_over(&asking(&omar, &moment), plan, elin, Checked::Known).await;
    assert!(matches!(denied, Err(LookError::NotFound)));
    let again = world.store.hand_over(&asking(&anna, &moment), plan, elin, Checked::Known).await.unwrap();
    let limited = Limited { reach: Reach::Together(plan), origin: again.1 };
    world.store.begin_limited_session(b"again", again.0, "together", now(), ends, limited).await.unwrap();
    world.store.end_session(b"again", now() + 5.minutes()).await.unwrap();
    let handed = world.store.handovers(&asking(&anna, &moment), plan).await.unwrap();
    assert!(handed.iter().any(|one| one.ended == Some(now() + 5.minutes())));
}

async fn what_was_typed_is_kept_for_its_writer(world: &World) {
    world.directory().await;
    let (sara, anna) = (world.actor("sara").await.account, world.actor("anna-ek").await.account);
    for n in 0..7_i64 {
        let body = format!("words=Brev+{n}").into_bytes();
        world.store.keep_draft(sara, "/plans/x/question", body, now() + n.minutes()).await.unwrap();
    }
    let drafts = world.store.drafts_of(sara, now() + 7.minutes()).await.unwrap();
    assert_eq!(drafts.len(), 5, "the latest ones");
    assert_eq!((drafts[0].body.as_slice(), drafts[0].path.as_str()), (&b"words=Brev+6"[..], "/plans/x/question"));
    assert!(world.store.drafts_of(anna, now()).await.unwrap().is_empty());
    assert!(world.store.draft(anna, drafts[0].id, now()).await.unwrap().is_none());
    world.store.drop_draft(anna, drafts[0].id).await.unwrap();
    assert!(world.store.draft(sara, drafts[0].id, now()).await.unwrap().is_some());
    world.store.drop_draft(sara, drafts[0].id).await.unwrap();
    assert!(world.store.draft(sara, drafts[0].id, now()).await.unwrap().is_none());
    assert!(world.store.drafts_of(sara, now() + (8 * 24).hours()).await.unwrap().is_empty());
    world.store.sweep(now() + (8 * 24).hours()).await.unwrap();
    assert!(world.store.drafts_of(sara, now()).await.unwrap().is_empty());
}

async fn what_a_worker_let_in_ends_with_them(world: &World) {
    let plan = plan(world).await;
    give(world, "anna-ek", plan, 1, "ABCDEFGH2345").await.unwrap();
    give(world, "anna-ek", plan, 2, "KKKKKKKKKKKK").await.unwrap();
    let moment = world.moment();
    let (account, plan, origin) = world.store.use_visit_code("ABCDEFGH2345", &moment).await.unwrap();
    let limited = Limited { reach: Reach::Visit(plan), origin };
    world.store.begin_limited_session(b"visit", account, "code", now(), now() + 2.hours(), limited).await.unwrap();
    let own = world.store.begin_session(b"own", account, "link", now(), now() + 2.hours()).await;
    assert!(own.is_ok() && world.store.signed_in(b"visit", now(), Some(&STAY)).await.unwrap().is_some());
    let anna = samsyn_domain::ids::StaffId(crate::world::id_of("anna-ek"));
    let mut staff = world.store.staff().await.unwrap().into_iter().find(|staff| staff.id == anna).unwrap();
    staff.ended = Some(now());
    world.store.save_staff(&staff).await.unwrap();
    assert!(world.store.signed_in(b"visit", now(), Some(&STAY)).await.unwrap().is_none(), "what her code began");
    assert!(world.store.signed_in(b"own", now(), Some(&STAY)).await.unwrap().is_some(), "what began without her");
    let unused = world.store.use_visit_code("KKKKKKKKKKKK", &moment).await;
    assert!(matches!(unused, Err(StoreError::NotFound)), "a code of somebody who has left");
}

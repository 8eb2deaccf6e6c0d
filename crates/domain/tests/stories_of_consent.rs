//! Consent as stories: it begins and ends by itself, is taken back in part, is asked of two who do not agree, and of a child
//! who seeks help alone.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::wildcard_imports, reason = "test helpers")]

mod support;

use jiff::civil::{Date, date};
use samsyn_domain::access::view::{copy_of, narrow_history};
use samsyn_domain::access::{Actor, Subject, WhyNot, narrow, readers};
use samsyn_domain::families::units::*;
use samsyn_domain::families::*;
use samsyn_domain::ids::{No, ScanId};
use samsyn_domain::information::{InfoKind, MinorConsent};
use samsyn_domain::people::{FamilyMember, Mandate, PersonRef};
use samsyn_domain::plan::command::{Propose, TalkDraft};
use samsyn_domain::plan::consequences::{Job, consequences, weighings};
use samsyn_domain::plan::state::{Form, Recipient, Scope, Stage};
use samsyn_domain::plan::waiting::{Task, waiting};
use samsyn_domain::plan::{Command as C, Event, Plan};
use samsyn_domain::rules::consent_before_sharing::{covers, plan_consent};
use samsyn_domain::rules::two_guardians_decide_together::{Outcome, outcome};
use support::{Tale, at_home, at_work, clock, day, given, today};

fn yes(by: FamilyMember, form: Form, from: Date, to: Date) -> C {
    C::GiveConsent {
        by,
        plan: true,
        disclose: vec![(Recipient::Unit(solvik_barn()), [InfoKind::OwnWords].into())],
        form,
        basis: "samtal".into(),
        talk: TalkDraft::default(),
        excluded: String::new(),
        from,
        to,
    }
}

fn jobs(tale: &Tale, from: usize) -> Vec<Job> {
    tale.facts[from..].iter().flat_map(|fact| consequences(&tale.plan, fact, &tale.settings)).collect()
}

#[test]
fn a_consent_that_starts_tomorrow_makes_the_plan_whole_tomorrow() {
    let tale = given(Family::Jonas, Milestone::Assessed);
    let told = tale.facts.len();
    let tale = tale.when(&at_home(&jonas()), yes(FamilyMember::Person, Form::Page, day(1), day(60)));
    let tale = tale.then(&["consent_given", "consent_given"]);
    assert_eq!((tale.plan.stage, outcome(&tale.plan, today())), (Stage::Assessed, Outcome::Waiting));
    assert!(covers(&tale.plan, &Recipient::Unit(solvik_barn()), InfoKind::OwnWords, today()).is_none());
    assert!(jobs(&tale, told).contains(&Job::WeighConsents { on: day(1) }), "a clock looks again on that day");
    tale.clone().when(&clock(), C::WeighConsents).refused(&[("already_so", "")]);
    let tale = tale.later(1);
    assert!(covers(&tale.plan, &Recipient::Unit(solvik_barn()), InfoKind::OwnWords, tale.today()).is_some());
    let tale = tale.when(&clock(), C::WeighConsents).then(&["consent_completed"]);
    assert_eq!(tale.plan.stage, Stage::Consented);
    tale.when(&at_work(&rebecka_stal()), C::WeighConsents).refused(&[("already_so", "")]);
}

#[test]
fn a_consent_ends_by_itself_and_those_whom_it_concerns_are_told_before() {
    let tale = given(Family::Elin, Milestone::Assessed);
    let (mother, father) = (tale.member(&sara()), tale.member(&johan()));
    let (told, to) = (tale.facts.len(), day(60));
    let tale = tale
        .and(&at_home(&sara()), yes(mother, Form::Page, today(), to))
        .and(&at_work(&anna_ek()), yes(father, Form::Oral, today(), day(90)));
    let once: std::collections::BTreeSet<String> = jobs(&tale, told).iter().filter_map(Job::once).collect();
    let expected = [day(46), day(61), day(76), day(91)].map(|day| format!("weigh-consents:{day}"));
    assert_eq!(once.into_iter().collect::<Vec<_>>(), expected, "one job a day, however many consents");

    let tale = tale.later(45);
    tale.clone().when(&clock(), C::WeighConsents).refused(&[("already_so", "")]);
    let told = tale.facts.len();
    let tale = tale.later(1).when(&clock(), C::WeighConsents).then(&["consent_ending_told"]);
    let holder = Subject::Unit(solvik_barn().unit);
    assert_eq!(
        jobs(&tale, told),
        [
            Job::Notify { to: holder, task: Task::AskConsent },
            Job::Notify { to: Subject::Person(sara().person), task: Task::Consent },
        ]
    );
    let rows = waiting(&tale.plan, samsyn_domain::information::Clocks::default());
    for (subject, task) in [(holder, Task::AskConsent), (Subject::Person(sara().person), Task::Consent)] {
        assert!(rows.iter().any(|row| row.subject == subject && row.task == task && row.due == Some(to)), "{task:?}");
    }
    tale.clone().when(&clock(), C::WeighConsents).refused(&[("already_so", "")]);

    // Given anew before it ended, nothing more is said of the old one.
    let renewed = tale.clone().and(&at_home(&sara()), yes(mother, Form::Page, tale.today(), day(200)));
    assert!(
        waiting(&renewed.plan, samsyn_domain::information::Clocks::default()).iter().all(|row| row.due != Some(to))
    );
    renewed.later(15).when(&clock(), C::WeighConsents).refused(&[("already_so", "")]);

    let tale = tale.later(14);
    assert!(plan_consent(&tale.plan, tale.today()).is_some(), "its last day is included");
    let tale = tale.later(1);
    assert!(
        plan_consent(&tale.plan, tale.today()).is_none(),
        "the day after, it is over whether the clock has been or not"
    );
    let tale = tale.when(&clock(), C::WeighConsents).then(&["consent_ended"]);
    let rows = waiting(&tale.plan, samsyn_domain::information::Clocks::default());
    assert!(rows.iter().any(|row| row.subject == Subject::Person(sara().person) && row.task == Task::Consent));
    assert!(!rows.iter().any(|row| row.subject == Subject::Person(johan().person) && row.task == Task::Consent));
}

#[test]
fn the_table_of_days_over_leap_days_and_summer_time() {
    let tale = given(Family::Jonas, Milestone::Assessed);
    for (from, to, holds, not) in [
        (date(2028, 2, 29), date(2028, 2, 29), vec![date(2028, 2, 29)], vec![date(2028, 2, 28), date(2028, 3, 1)]),
        (
            date(2027, 2, 28),
            date(2027, 3, 1),
            vec![date(2027, 2, 28), date(2027, 3, 1)],
            vec![date(2027, 2, 27), date(2027, 3, 2)],
        ),
        (date(2027, 3, 27), date(2027, 3, 28), vec![date(2027, 3, 27), date(2027, 3, 28)], vec![date(2027, 3, 29)]),
        (
            date(2027, 10, 31),
            date(2027, 11, 1),
            vec![date(2027, 10, 31), date(2027, 11, 1)],
            vec![date(2027, 10, 30), date(2027, 11, 2)],
        ),
    ] {
        let mut tale = tale.clone();
        tale.now = from.at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp();
        let tale = tale.and(&at_home(&jonas()), yes(FamilyMember::Person, Form::Page, from, to));
        for (days, expected) in [(holds, true), (not, false)] {
            for on in days {
                assert_eq!(plan_consent(&tale.plan, on).is_some(), expected, "{from} to {to} on {on}");
            }
        }
        let last = weighings(&tale.plan.consents[0], &tale.settings).into_iter().next_back();
        assert_eq!(last, Some(Job::WeighConsents { on: to.tomorrow().unwrap() }));
    }
}

#[test]
fn jonas_takes_back_from_one_and_the_others_keep_theirs() {
    let tale = given(Family::Jonas, Milestone::Active);
    let scope = |plan: &Plan, unit: &samsyn_domain::people::UnitRef| {
        let to = Recipient::Unit(unit.clone());
        plan.consents
            .iter()
            .find(|c| matches!(&c.scope, Scope::Disclosure { to: whom, .. } if whom.same(&to)))
            .unwrap()
            .no
    };
    let no = scope(&tale.plan, &vuxenpsyk());
    let one = C::WithdrawConsent { by: FamilyMember::Person, consents: vec![no], remains: "Tiderna".into() };
    let before = tale.plan.disclosures.clone();
    assert!(narrow(&tale.plan, &at_work(&malin_fors()), tale.today(), tale.now).is_ok());
    let tale = tale.when(&at_home(&jonas()), one).then(&["consent_withdrawn"]);
    assert_eq!(narrow(&tale.plan, &at_work(&malin_fors()), tale.today(), tale.now).unwrap_err(), WhyNot::NoConsent);
    assert!(narrow(&tale.plan, &at_work(&david_hall()), tale.today(), tale.now).is_ok());
    assert!(plan_consent(&tale.plan, tale.today()).is_some(), "the plan itself goes on");
    let his = narrow(&tale.plan, &at_home(&jonas()), tale.today(), tale.now).unwrap();
    assert_eq!(his.disclosures, before, "what was given out stays told");
    tale.when(&at_work(&malin_fors()), C::TakeCopy { version: 1 }).denied(WhyNot::NoConsent);
}

#[test]
fn two_who_answer_the_same_consent_leave_one_answer() {
    // The mother presses no on her telephone while Anna writes down her yes from a talk: whichever comes last stands.
    let tale = given(Family::Elin, Milestone::Assessed);
    let mother = tale.member(&sara());
    let said_yes = yes(mother, Form::Oral, today(), day(60));
    let said_no = C::RefuseConsent { by: mother, reason: String::new() };
    let (home, anna) = (at_home(&sara()), at_work(&anna_ek()));
    let open = |tale: &Tale| tale.plan.consents.iter().filter(|c| c.open() && c.scope == Scope::Plan).count();
    let no_last = tale.clone().and(&anna, said_yes.clone()).and(&home, said_no.clone());
    assert_eq!((open(&no_last), outcome(&no_last.plan, today())), (0, Outcome::Waiting));
    let yes_last = tale.clone().and(&home, said_no).and(&anna, said_yes.clone());
    assert_eq!(open(&yes_last), 1);
    // Twice yes: one holds, and the plan is whole once.
    let father = tale.member(&johan());
    let whole = tale.and(&at_home(&johan()), yes(father, Form::Page, today(), day(60)));
    let whole = whole.when(&anna, said_yes.clone()).then(&["consent_given", "consent_given", "consent_completed"]);
    let twice = whole.when(&home, yes(mother, Form::Page, today(), day(60)));
    let twice = twice.then(&["consent_withdrawn", "consent_withdrawn", "consent_given", "consent_given"]);
    assert_eq!(open(&twice), 2, "one of each guardian");
}

#[test]
fn of_two_guardians_neither_reads_the_others_messages_paper_or_talk() {
    let tale = given(Family::Tova, Milestone::Told);
    let number = |who: &PersonRef| match tale.member(who) {
        FamilyMember::Representative(no) => no,
        other => panic!("{other:?}"),
    };
    let (mother, father) = (number(&petra()), number(&mikael()));
    let jenny = at_work(&jenny_ask());
    let (finnish, paper) =
        (TalkDraft { language: "finska".into(), interpreter: "tolk".into() }, ScanId(uuid_of("paper")));
    let mut signed = yes(FamilyMember::Representative(mother), Form::Paper, today(), day(60));
    if let C::GiveConsent { talk: spoken, .. } = &mut signed {
        *spoken = finnish;
    }
    let tale = tale
        .and(&jenny, signed)
        .and(&jenny, C::WriteMessage { with: mother, words: "Bara till Petra".into() })
        .and(&at_home(&petra()), C::WriteMessage { with: mother, words: "Bara från Petra".into() })
        .and(&jenny, C::WriteMessage { with: father, words: "Bara till Mikael".into() })
        .and(&jenny, C::NoteChildsView { words: "Bara Jenny får veta".into(), kept_from_guardians: true });
    let rows = tale.plan.consents.iter().filter(|c| c.form == Form::Paper).map(|c| c.no).collect();
    let tale = tale.and(&jenny, C::AttachScan { scan: paper, rows });
    let shown = |who: &Actor| {
        let view = narrow(&tale.plan, who, tale.today(), tale.now).unwrap();
        let lines = narrow_history(&view, who, &tale.plan, tale.facts.clone(), tale.today());
        let plan: &Plan = &view;
        format!("{plan:?} {lines:?}")
    };
    let secrets = ["Bara till Petra", "Bara från Petra", "finska", "Bara till Mikael", "Bara Jenny får veta"];
    for (who, sees) in [
        (at_home(&petra()), [true, true, true, false, false]),
        (at_home(&mikael()), [false, false, false, true, false]),
        (at_home(&tova()), [false, false, true, false, true]),
        (jenny.clone(), [true, true, true, true, true]),
    ] {
        let text = shown(&who);
        for (secret, sees) in secrets.into_iter().zip(sees) {
            assert_eq!(text.contains(secret), sees, "{secret} to {}", who.name);
        }
    }
    let papers = |who: &Actor| {
        narrow(&tale.plan, who, tale.today(), tale.now).unwrap().consents.iter().any(|c| c.scan.is_some())
    };
    assert!(papers(&at_home(&petra())) && papers(&jenny) && !papers(&at_home(&mikael())));
    let other = C::WriteMessage { with: mother, words: "Hej".into() };
    tale.clone().when(&at_home(&mikael()), other).denied(WhyNot::NotTheirPart);
    let about = C::NoteChildsView { words: "Hon vill".into(), kept_from_guardians: false };
    tale.when(&at_home(&mikael()), about).denied(WhyNot::NotTheirPart);
}

#[test]
fn a_decision_of_the_board_is_noted_and_decides_nothing_by_itself() {
    let jenny = at_work(&jenny_ask());
    let tale = given(Family::Tova, Milestone::Told);
    let decided = |on| C::NoteBoardDecision { on, words: "Samtal hos BUP får sättas in.".into() };
    let tale = tale.when(&jenny, decided(day(-2))).then(&["board_decided"]);
    assert_eq!((tale.plan.stage, outcome(&tale.plan, today())), (Stage::InConflict, Outcome::Conflict));
    tale.clone().when(&jenny, decided(day(2))).refused(&[("far_away", "on")]);
    tale.when(&at_home(&petra()), decided(day(-2))).denied(WhyNot::NotTheirPart);
}

#[test]
fn a_message_never_goes_to_whom_the_child_needs_protection_from() {
    let tale = given(Family::Noel, Milestone::Told);
    let other = tale.plan.current_representatives().find(|r| r.person == henrik_lind().person).unwrap().no;
    let write = C::WriteMessage { with: other, words: "Hej".into() };
    tale.when(&at_work(&ylva_kron()), write).refused(&[("no_such_row", "")]);
}

/// A fifteen-year-old, and the two who have custody.
fn alone(setting: MinorConsent) -> Tale {
    let told = given(Family::Elin, Milestone::Proposed).with(|s| s.minor_consent = setting);
    let born = today().checked_sub(jiff::ToSpan::years(15)).unwrap();
    let person = PersonRef { born: Some(born), ..elin() };
    let propose = Propose {
        person: person.clone(),
        to: solvik_barn(),
        reason: "Jag orkar inte hemma. Jag vill ha hjälp.".into(),
        wanted: true,
        told_how: String::new(),
        question: "Kan någon lyssna?".into(),
    };
    let by = samsyn_domain::people::Who::Family(FamilyMember::Person);
    let moment = samsyn_domain::plan::Moment { now: told.now, today: told.today(), settings: &told.settings };
    let events = samsyn_domain::plan::propose(&by, propose, &moment).unwrap();
    let fact = |event| samsyn_domain::plan::Fact { at: told.now, by: by.clone(), event };
    let facts: Vec<_> = events.into_iter().map(fact).collect();
    let plan = Plan::fold(told.plan.id, &facts).unwrap();
    let anna = at_work(&anna_ek());
    Tale { plan, facts, ..told }
        .and(&anna, C::Assess { reason: "Flera behöver göra något samtidigt.".into() })
        .and(&anna, C::NameCoordinator { staff: anna_ek(), phone: "0980-1".into() })
}

#[test]
fn a_fifteen_year_old_judged_mature_consents_alone_and_no_guardian_hears_of_it() {
    let (anna, child) = (at_work(&anna_ek()), at_home(&elin()));
    let tale = alone(MinorConsent::ByMaturity);
    let mine = yes(FamilyMember::Person, Form::Page, today(), day(60));
    tale.clone().when(&child, mine.clone()).refused(&[("maturity_not_assessed", "by")]);
    let tale = tale
        .and(&anna, C::AssessMaturity { words: "Hon vet vad hon ber om och vad som kan hända.".into() })
        .and(&child, C::NoteChildsView { words: "Mamma och pappa ska inte veta än.".into(), kept_from_guardians: true })
        .when(&child, mine)
        .then(&["consent_given", "consent_given", "consent_completed"]);
    let guardians = [Subject::Person(sara().person), Subject::Person(johan().person)];
    // Also one who was named before: the plan asks them nothing, and no notice goes out.
    let name = C::NameRepresentative {
        person: sara().person,
        name: "Sara".into(),
        mandate: Mandate::Guardian,
        decides: true,
        covers: None,
        limits: String::new(),
    };
    let named = alone(MinorConsent::ByMaturity).and(&anna, name);
    let named = named.and(&anna, C::AssessMaturity { words: "Hon förstår.".into() });
    for (tale, may_read) in [(tale, false), (named, true)] {
        for guardian in guardians {
            assert!(!jobs(&tale, 0).iter().any(|job| matches!(job, Job::Notify { to, .. } if *to == guardian)));
            let asked =
                |row: &samsyn_domain::plan::waiting::Waiting| row.subject == guardian && row.task == Task::Consent;
            assert!(!waiting(&tale.plan, samsyn_domain::information::Clocks::default()).iter().any(asked));
            assert!(may_read || !readers(&tale.plan).iter().any(|reader| reader.subject == guardian));
        }
        let refused = |who: &PersonRef| narrow(&tale.plan, &at_home(who), tale.today(), tale.now).is_err();
        assert!(refused(&johan()) && refused(&sara()) != may_read);
    }
}

#[test]
fn where_guardians_always_decide_a_fifteen_year_old_is_heard_and_they_answer() {
    let (anna, child) = (at_work(&anna_ek()), at_home(&elin()));
    let tale = alone(MinorConsent::GuardiansAlways);
    tale.clone().when(&anna, C::AssessMaturity { words: "Hon förstår.".into() }).refused(&[("may_not_consent", "")]);
    let mine = yes(FamilyMember::Person, Form::Page, today(), day(60));
    tale.clone().when(&child, mine).refused(&[("maturity_not_assessed", "by")]);
    // Nobody is named and nobody told before somebody who holds the plan has done so.
    assert!(readers(&tale.plan).iter().all(|r| r.subject != Subject::Person(sara().person)));
    let name = |person: PersonRef| C::NameRepresentative {
        person: person.person,
        name: person.name.to_string(),
        mandate: Mandate::Guardian,
        decides: true,
        covers: None,
        limits: String::new(),
    };
    let view = C::NoteChildsView { words: "Jag vill ha hjälp.".into(), kept_from_guardians: false };
    let tale = tale.and(&child, view).and(&anna, name(sara())).and(&anna, name(johan()));
    let (mother, father) = (tale.member(&sara()), tale.member(&johan()));
    let tale = tale.and(&at_home(&sara()), yes(mother, Form::Page, today(), day(60)));
    assert_eq!(outcome(&tale.plan, today()), Outcome::Waiting);
    let tale = tale.when(&at_home(&johan()), yes(father, Form::Page, today(), day(60)));
    let tale = tale.then(&["consent_given", "consent_given", "consent_completed"]);
    let seen = narrow(&tale.plan, &at_home(&sara()), tale.today(), tale.now).unwrap();
    assert_eq!(seen.childs_views.len(), 1, "her own view stands there in both settings");
}

#[test]
fn a_copy_is_the_version_as_it_was_given_to_that_unit() {
    let told = given(Family::Elin, Milestone::Told);
    let lisa = at_work(&lisa_berg());
    let school = |d: &&samsyn_domain::plan::state::Disclosure| d.to.same(&Recipient::Unit(strandskolan()));
    let given_out = told.plan.disclosures.iter().find(school).unwrap().clone();
    let at = told
        .facts
        .iter()
        .position(|f| matches!(&f.event, Event::VersionDisclosed { to, .. } if to.same(&given_out.to)));
    let then = Plan::fold(told.plan.id, &told.facts[..=at.unwrap()]).unwrap();
    let copy = copy_of(&then, &given_out).unwrap();
    assert!(!copy.needs.is_empty() && copy.needs.iter().all(|n| given_out.kinds.contains(&n.kind)));
    assert!(copy.measures.iter().all(|m| given_out.kinds.contains(&m.kind)
        || matches!(&m.owner, samsyn_domain::plan::state::Owner::Staff(s) if s.unit.unit == strandskolan().unit)));
    assert!(copy.consents.is_empty() && copy.messages.is_empty() && copy.disclosures.len() == 1);
    // The child's answers for her supporter alone are Lisa's to read, never the school's to keep.
    assert!(
        copy.preparations
            .iter()
            .flat_map(|p| &p.answers)
            .all(|a| a.seen_by == samsyn_domain::plan::state::SeenBy::Everybody)
    );
    let taken = told.when(&lisa, C::TakeCopy { version: 1 }).then(&["copy_taken"]);
    let seen = narrow(&taken.plan, &lisa, taken.today(), taken.now).unwrap();
    assert_eq!(
        (seen.copies.len(), seen.disclosures.len()),
        (1, 1),
        "a unit sees what it was given, not what others were"
    );
    let others = narrow(&taken.plan, &at_work(&omar_ali()), taken.today(), taken.now).unwrap();
    assert!(others.copies.is_empty() && others.disclosures.iter().all(|d| d.to.same(&Recipient::Unit(bup()))));
    let family = narrow(&taken.plan, &at_home(&sara()), taken.today(), taken.now).unwrap();
    assert!(family.disclosures.len() > 2 && family.copies[0].by.staff == lisa_berg().staff);
    taken.when(&at_work(&nils_brandt()), C::TakeCopy { version: 1 }).denied(WhyNot::Outside);
}

#[test]
fn a_call_is_told_among_what_was_given_out_with_what_it_opened_that_day() {
    let told = given(Family::Elin, Milestone::Told);
    let sent = told.facts.iter().filter(|f| matches!(f.event, Event::CallSent { .. })).count();
    assert!(sent > 2 && told.plan.calls_given.len() == sent);
    for call in &told.plan.calls_given {
        let whom = Recipient::Unit(call.to.clone());
        assert!(!call.kinds.is_empty() && !call.ground.is_empty(), "{}", call.to.name);
        for no in &call.ground {
            let consent = told.plan.consents.iter().find(|consent| consent.no == *no).unwrap();
            let to_them = matches!(&consent.scope, Scope::Disclosure { to, kinds } if to.same(&whom) && kinds.is_superset(&call.kinds));
            assert!(to_them && consent.at <= call.at, "the ground was there when it went");
        }
    }
    // A unit reads of its own call, the family of all; what is taken back later stays told.
    let omar = narrow(&told.plan, &at_work(&omar_ali()), told.today(), told.now).unwrap();
    assert!(!omar.calls_given.is_empty() && omar.calls_given.iter().all(|call| call.to.unit == bup().unit));
    let by = told.member(&sara());
    let before = told.plan.calls_given.clone();
    let tale = told.and(&at_home(&sara()), C::WithdrawConsent { by, consents: vec![], remains: String::new() });
    let family = narrow(&tale.plan, &at_home(&sara()), tale.today(), tale.now).unwrap();
    assert_eq!(family.calls_given, before);
    let plan = given(Family::Elin, Milestone::Prepared).plan;
    assert!(plan.calls_given.is_empty(), "before a call nothing went out");
}

#[test]
fn an_appointment_for_money_opens_money_alone() {
    let rebecka = at_work(&rebecka_stal());
    let name = C::NameRepresentative {
        person: gunnel().person,
        name: "Gunnel Hult".into(),
        mandate: Mandate::GodMan,
        decides: false,
        covers: Some([InfoKind::WorkMoney].into()),
        limits: "Förvalta egendom.".into(),
    };
    let empty = match name.clone() {
        C::NameRepresentative { person, name, mandate, decides, limits, .. } => {
            C::NameRepresentative { person, name, mandate, decides, covers: Some([].into()), limits }
        }
        _ => unreachable!(),
    };
    let tale = given(Family::Jonas, Milestone::Told);
    tale.clone().when(&rebecka, empty).refused(&[("nothing_chosen", "covers")]);
    let tale = tale.and(&rebecka, name);
    let gunnel = at_home(&gunnel());
    let seen = narrow(&tale.plan, &gunnel, tale.today(), tale.now).unwrap();
    assert!(seen.consents.is_empty() && !seen.sees_consents() && seen.questions.is_empty());
    assert!(seen.needs.iter().all(|n| n.kind == InfoKind::WorkMoney));
    let by = FamilyMember::Representative(No(tale.plan.last_no));
    tale.clone().when(&gunnel, yes(by, Form::Page, today(), day(9))).denied(WhyNot::NotTheirPart);
    tale.when(&gunnel, C::AskQuestion { words: "Hur går det?".into() }).denied(WhyNot::NotTheirPart);
}

//! Every reason for a refusal is produced by the rules: none stands in the list only to be translated.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::wildcard_imports, reason = "test helpers")]

mod support;

use std::collections::BTreeSet;

use samsyn_domain::access::{Actor, Reach};
use samsyn_domain::families::units::*;
use samsyn_domain::families::*;
use samsyn_domain::ids::ScanId;
use samsyn_domain::information::InfoKind;
use samsyn_domain::people::FamilyMember;
use samsyn_domain::plan::Command as C;
use samsyn_domain::plan::command::{AskReply, CallReply, EvaluationDraft, MeasureDraft, PreparationOf, StayDraft};
use samsyn_domain::plan::state::{About, Addressee, CallWay, Clocked, Form, Owner, Recipient};
use support::keys::every_why_key;
use support::{Stopped, Tale, at_home, at_work, clock, day, given, why_key};

/// A refused command, with the reason that must be among those told, and its field.
type Case = (Tale, Actor, C, &'static str, &'static str);

fn draft(owner: Owner) -> MeasureDraft {
    MeasureDraft {
        what: "Ringa".into(),
        owner,
        from: None,
        by: day(10),
        notice: "Det ringer".into(),
        otherwise: "Säg till".into(),
        coordinating: false,
        waits_for: None,
    }
}

fn consent(tale: &Tale, by: FamilyMember, to: Option<i32>) -> C {
    C::GiveConsent {
        by,
        plan: to.is_some(),
        disclose: vec![],
        form: Form::Oral,
        basis: "samtal".into(),
        talk: samsyn_domain::plan::command::TalkDraft::default(),
        excluded: String::new(),
        from: tale.today(),
        to: day(to.unwrap_or(10)),
    }
}

fn meeting(days: i32) -> C {
    let (place, interpreter) = (String::new(), String::new());
    C::PlanMeeting { starts: day(days).at(10, 0, 0, 0), minutes: 60, place, interpreter, answer_by: day(days - 1) }
}

fn answered_too_late() -> C {
    let (place, interpreter) = (String::new(), String::new());
    C::PlanMeeting { starts: day(9).at(10, 0, 0, 0), minutes: 60, place, interpreter, answer_by: day(9) }
}

fn party_of_bup() -> C {
    C::AddParty { unit: bup(), expected: "Tider".into(), mandate: String::new() }
}

fn expectations() -> Vec<Case> {
    let lisa = at_work(&lisa_berg());
    let tale = given(Family::Elin, Milestone::Answered).and(&at_work(&anna_ek()), meeting(9));
    let side = |unit: &samsyn_domain::people::UnitRef| {
        Addressee::Party(tale.plan.current_parties().find(|p| p.unit.unit == unit.unit).unwrap().no)
    };
    let (about, of) = (About::Whole, PreparationOf::Me);
    let ask = |to| C::WriteAsk { about, of: of.clone(), to, words: "En tid".into() };
    let asked = tale.clone().and(&lisa, ask(side(&bup())));
    let no = asked.last();
    let yes = C::AnswerAsk { no, of: of.clone(), reply: AskReply::Yes };
    let omar = at_work(&omar_ali());
    let open = asked.clone().later(9);
    vec![
        (tale.clone(), lisa.clone(), ask(side(&strandskolan())), "asked_itself", "to"),
        (open.clone(), lisa, ask(side(&bup())), "already_opened", ""),
        (asked.clone(), omar.clone(), yes.clone(), "no_such_row", ""),
        (asked, clock(), C::OpenExpectations, "not_open_yet", ""),
        (open.and(&omar, yes.clone()), omar, yes, "already_answered", "reply"),
    ]
}

fn after_the_meeting() -> Vec<Case> {
    let (anna, mother) = (at_work(&anna_ek()), at_home(&sara()));
    let draft = |key: &str, minutes: &str| C::Evaluate {
        draft: EvaluationDraft {
            said: [(key.to_owned(), 4)].into(),
            numbers: [("minutes_after".to_owned(), minutes.to_owned())].into(),
            ..EvaluationDraft::default()
        },
    };
    let ended = given(Family::Elin, Milestone::Meeting).and(&anna, C::EndMeeting { family_talk: None });
    let answered = ended.clone().and(&mother, draft("adult_why", ""));
    vec![
        (given(Family::Elin, Milestone::Meeting), mother.clone(), draft("adult_why", ""), "nobody_asks", ""),
        (answered, mother, draft("adult_why", ""), "answered_before", ""),
        (ended, anna, draft("professional_equal", "en timme"), "not_a_number", "minutes_after"),
    ]
}

fn words_and_dates() -> Vec<Case> {
    let (anna, home) = (at_work(&anna_ek()), at_home(&elin()));
    let ask = |words: &str| C::AskQuestion { words: words.into() };
    let draft_stage = given(Family::Elin, Milestone::Draft);
    let propose = |change: &dyn Fn(&mut MeasureDraft)| {
        let mut draft = draft(Owner::Staff(anna_ek()));
        change(&mut draft);
        C::ProposeMeasure { need: None, kind: None, draft, note: None }
    };
    let prepared = given(Family::Elin, Milestone::Prepared);
    let assessed = given(Family::Elin, Milestone::Assessed);
    let mother = assessed.member(&sara());
    let lent = Actor { reach: Reach::Together(prepared.plan.id), ..home.clone() };
    let waive = C::WaivePreparation { of: PreparationOf::Me };
    vec![
        (prepared.clone(), lent, waive, "kept_for_them", ""),
        (prepared.clone(), home.clone(), ask(" "), "empty", "words"),
        (prepared.clone(), home.clone(), ask(&"å".repeat(4001)), "too_long", "words"),
        (prepared.clone(), home.clone(), ask("a\u{0}b"), "broken_text", "words"),
        (prepared.clone().and(&home, ask("Tre?")), home, ask("Fyra?"), "three_questions", "words"),
        (draft_stage.clone(), anna.clone(), propose(&|d| d.by = day(-1)), "in_the_past", "by"),
        (draft_stage.clone(), anna.clone(), propose(&|d| d.by = day(4000)), "far_away", "by"),
        (draft_stage.clone(), anna.clone(), propose(&|d| d.from = Some(day(20))), "ends_before_it_starts", "by"),
        (
            draft_stage.clone(),
            anna.clone(),
            propose(&|d| d.owner = Owner::Staff(nils_brandt())),
            "owner_not_in_plan",
            "owner",
        ),
        (draft_stage.clone(), anna.clone(), C::DropGoal { no: samsyn_domain::ids::No(99) }, "no_such_row", ""),
        (
            draft_stage,
            anna.clone(),
            C::AddNeed { area: "måne".into(), own_words: "x".into(), view: String::new() },
            "no_such_area",
            "area",
        ),
        (assessed.clone(), anna.clone(), consent(&assessed, mother, Some(500)), "too_long_consent", "to"),
        (assessed.clone(), anna.clone(), consent(&assessed, mother, None), "nothing_chosen", "plan"),
        (
            assessed.clone(),
            anna.clone(),
            consent(&assessed, FamilyMember::Person, Some(9)),
            "maturity_not_assessed",
            "by",
        ),
        (
            assessed.clone(),
            anna.clone(),
            consent(&assessed, FamilyMember::Supporter(samsyn_domain::ids::No(77)), Some(9)),
            "may_not_consent",
            "by",
        ),
        (assessed, anna.clone(), C::HandOut, "not_now", ""),
        (prepared.clone(), anna.clone(), answered_too_late(), "answer_after_meeting", "answer_by"),
        (prepared.clone().with(|s| s.rows_of_a_kind = 0), anna.clone(), party_of_bup(), "too_many_rows", ""),
        (prepared, anna, C::Protect { alias: "\u{7}".into(), contact: String::new() }, "broken_text", "alias"),
    ]
}

fn people_and_calls() -> Vec<Case> {
    let anna = at_work(&anna_ek());
    let prepared = given(Family::Elin, Milestone::Prepared);
    let add = |unit| C::AddParty { unit, expected: "Stöd".into(), mandate: String::new() };
    let called = given(Family::Elin, Milestone::Called);
    let party = |tale: &Tale, unit: &samsyn_domain::people::UnitRef| {
        tale.plan.current_parties().find(|p| p.unit.unit == unit.unit).unwrap().no
    };
    let bup_no = party(&called, &bup());
    let decline = C::AnswerCall { party: bup_no, reply: CallReply::Decline { reason: "Nej".into() } };
    let again = C::SendCallAgain { party: bup_no, way: CallWay::Told };
    let to_itself = C::AnswerCall { party: bup_no, reply: CallReply::PassOn { to: bup() } };
    let uncovered = prepared.clone().and(&anna, add(af_solvik())).and(&anna, meeting(9));
    let mother = prepared.member(&sara());
    let late = uncovered.clone().later(10);
    let without = prepared
        .clone()
        .and(&anna, add(bup()))
        .and(&at_home(&sara()), C::WithdrawConsent { by: mother, consents: vec![], remains: String::new() });
    let active = given(Family::Elin, Milestone::Active);
    let busy = party(&active, &vc_solvik());
    let unasked = given(Family::Elin, Milestone::Consented);
    let facilitator = C::NameFacilitator { staff: maria_sund() };
    let protect = C::Protect { alias: "Sol".into(), contact: String::new() };
    let unseen = called.clone().and(&anna, protect);
    vec![
        (unseen, anna.clone(), again.clone(), "nobody_named", ""),
        (called.clone(), anna.clone(), add(bup()), "already_a_party", "unit"),
        (called.clone(), anna.clone(), facilitator, "already_so", "facilitator"),
        (called.clone(), anna.clone(), C::NameLead { unit: strandskolan() }, "lead_without_duty", "lead"),
        (
            called.clone(),
            anna.clone(),
            C::RemoveParty { no: bup_no, reason: String::new() },
            "reason_missing",
            "reason",
        ),
        (called.clone(), at_work(&omar_ali()), decline, "called_cannot_decline", "answer"),
        (called.clone().later(40), anna.clone(), again, "meeting_has_been", ""),
        (called, at_work(&omar_ali()), to_itself, "passed_to_itself", "unit"),
        (prepared.clone(), anna.clone(), C::SendCalls, "nobody_called", ""),
        (prepared, anna.clone(), C::SendCalls, "no_meeting", ""),
        (late, anna.clone(), C::SendCalls, "meeting_has_been", ""),
        (unasked, anna.clone(), C::SendCalls, "no_question", ""),
        (uncovered, anna.clone(), C::SendCalls, "recipient_not_covered", ""),
        (without, anna.clone(), C::SendCalls, "no_consent_to_plan", ""),
        (active, anna, C::RemoveParty { no: busy, reason: "Klart".into() }, "still_owns_measures", ""),
    ]
}

/// Somebody appointed for work and money alone, who says yes to health as well.
fn limited() -> (Tale, C) {
    let tale = given(Family::Jonas, Milestone::Assessed).and(
        &at_work(&rebecka_stal()),
        C::NameRepresentative {
            person: gunnel().person,
            name: "Gunnel".into(),
            mandate: samsyn_domain::people::Mandate::Forvaltare,
            decides: true,
            covers: Some([InfoKind::WorkMoney].into()),
            limits: String::new(),
        },
    );
    let mut yes = consent(&tale, tale.member(&gunnel()), Some(9));
    if let C::GiveConsent { disclose, form, .. } = &mut yes {
        *disclose = vec![(Recipient::Unit(beroende()), [InfoKind::WorkMoney, InfoKind::Health].into())];
        *form = Form::Page;
    }
    (tale, yes)
}

fn in_hospital() -> Tale {
    given(Family::Greta, Milestone::Assessed)
}

/// Admitted ten days ago; the notice that she is ready came so many days from now.
fn stay(ward: samsyn_domain::people::UnitRef, days: i32) -> C {
    let clocked = |days: i32| {
        let local = day(days).at(8, 0, 0, 0);
        Clocked { at: local.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp(), local }
    };
    let stay = StayDraft {
        ward,
        admitted: clocked(-10),
        leaves: day(3),
        told: None,
        contact: None,
        ready: Some(clocked(days)),
        home: None,
    };
    C::NoteStay { stay: Box::new(stay) }
}

fn rows_and_agreement() -> Vec<Case> {
    let (anna, jenny) = (at_work(&anna_ek()), at_work(&jenny_ask()));
    let draft_stage = given(Family::Elin, Milestone::Draft);
    let first = draft_stage.plan.measures[0].no;
    let one_side = C::WriteDisagreement {
        kind: samsyn_domain::information::InfoKind::School,
        sides: vec![("Mamma".into(), "Nej.".into())],
        next_step: "Ringa".into(),
        owner: Owner::Staff(anna_ek()),
        by: day(4),
        note: None,
        about: None,
    };
    let agree = C::Agree { follow_up: None };
    let of = samsyn_domain::plan::state::Attendee::Family(FamilyMember::Person);
    let cannot = C::LiveWith { no: first, of, words: Some("Det är för tidigt.".into()) };
    let with_a_no = draft_stage.clone().and(&at_home(&elin()), cannot);
    // A plan with nothing in it: called, met, and not a row written.
    let mut bare = given(Family::Greta, Milestone::Answered);
    let leif = at_work(&leif_moberg());
    bare = bare.and(&leif, C::OpenMeeting).and(&leif, C::EndMeeting { family_talk: None });
    bare.plan.lead = None;
    bare.plan.coordinator = None;
    let bare_case = |why, at| (bare.clone(), leif.clone(), C::Agree { follow_up: None }, why, at);
    let conflict = given(Family::Tova, Milestone::Told);
    let petra = conflict.member(&petra());
    let told = given(Family::Elin, Milestone::Told);
    let grown = given(Family::Jonas, Milestone::Told);
    let done = told.plan.measures.iter().find(|m| !m.state.open()).unwrap();
    let Owner::Staff(done_by) = done.owner.clone() else { panic!("by staff") };
    let page = conflict.plan.consents[0].no;
    let (limited, beyond) = limited();
    let mut agreeing = conflict.clone();
    agreeing.plan.stage = samsyn_domain::plan::state::Stage::Draft;
    vec![
        (draft_stage.clone(), anna.clone(), one_side, "two_sides", "sides"),
        (draft_stage.clone(), anna.clone(), agree.clone(), "no_follow_up", "follow_up"),
        (draft_stage.clone(), at_work(&omar_ali()), C::StartMeasure { no: first }, "", ""),
        (told.clone(), at_work(&done_by), C::StartMeasure { no: done.no }, "measure_not_there", ""),
        (draft_stage, at_home(&johan()), C::DropAvoid { no: told.plan.avoid[0].no }, "not_yours", ""),
        (grown, clock(), C::TurnOfAge, "already_of_age", ""),
        (with_a_no, at_work(&maria_sund()), C::Agree { follow_up: None }, "no_not_in_print", "measures"),
        bare_case("no_measures", "measures"),
        bare_case("no_principals_measures", "measures"),
        bare_case("others_not_said", "others"),
        bare_case("no_lead", "lead"),
        bare_case("no_coordinator", "coordinator"),
        (agreeing, jenny.clone(), agree, "guardians_disagree", ""),
        (conflict.clone(), jenny.clone(), consent(&conflict, petra, Some(-3)), "ends_before_it_starts", "to"),
        (conflict, jenny, C::AttachScan { scan: ScanId(uuid_of("scan")), rows: vec![page] }, "no_paper", "rows"),
        (told, at_work(&lisa_berg()), C::TakeCopy { version: 9 }, "not_given_out", "version"),
        (limited, at_home(&gunnel()), beyond, "outside_mandate", "share"),
        (in_hospital(), at_work(&leif_moberg()), stay(avd4(), 1), "not_yet", "ready"),
        (in_hospital(), at_work(&leif_moberg()), stay(solvik_hemtjanst(), 0), "not_of_the_region", "ward"),
    ]
}

#[test]
fn every_reason_is_told_by_some_rule() {
    let (mut told, mut wrong) = (BTreeSet::new(), Vec::new());
    for (tale, actor, command, expected, at) in words_and_dates()
        .into_iter()
        .chain(people_and_calls())
        .chain(rows_and_agreement())
        .chain(expectations())
        .chain(after_the_meeting())
    {
        let shown = format!("{command:?}");
        let result = tale.clone().act(&actor, command);
        if expected.is_empty() {
            assert!(matches!(result, Err(Stopped::Denied(_))), "{shown}: {result:?}");
            continue;
        }
        let Err(Stopped::Refused(refusals)) = result else {
            wrong.push(format!("{expected}: {shown} gave {result:?}"));
            continue;
        };
        let found = refusals.iter().find(|r| why_key(&r.why) == expected);
        if found.map(|r| r.at) != Some(at) {
            wrong.push(format!("{expected} at {at:?} in {refusals:?}"));
        }
        told.extend(refusals.iter().map(|r| why_key(&r.why)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let missing: Vec<&str> = every_why_key().into_iter().filter(|key| !told.contains(*key)).collect();
    assert!(missing.is_empty(), "no case produces {missing:?}");
}

#[test]
fn an_uncovered_recipient_is_named_so_that_consent_can_be_asked() {
    let anna = at_work(&anna_ek());
    let tale = given(Family::Elin, Milestone::Prepared)
        .and(&anna, C::AddParty { unit: af_solvik(), expected: "Stöd".into(), mandate: String::new() })
        .and(&anna, meeting(9));
    assert!(!support::some_consent_names(&tale.plan, &Recipient::Unit(af_solvik()), tale.today()));
    tale.when(&anna, C::SendCalls).refused(&[("recipient_not_covered", "")]);
}

//! Given a family's story so far, when somebody asks for something, then this happens, or it is refused and told why.
//! Each command is accepted at least once (here or in `support/everything.rs`) and refused at least once.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::wildcard_imports, reason = "test helpers")]

mod support;

use samsyn_domain::access::WhyNot;
use samsyn_domain::families::units::*;
use samsyn_domain::families::*;
use samsyn_domain::information::{InfoKind, MinorConsent};
use samsyn_domain::people::{FamilyMember, Standing};
use samsyn_domain::plan::Command as C;
use samsyn_domain::plan::command::{CallReply, PreparationOf};
use samsyn_domain::plan::state::{Form, Recipient, Stage};
use support::{Tale, at_home, at_work, clock, day, given};

fn yes(tale: &Tale, by: FamilyMember, form: Form, kinds: &[(Recipient, InfoKind)]) -> C {
    C::GiveConsent {
        by,
        plan: true,
        disclose: kinds.iter().map(|(to, kind)| (to.clone(), [*kind].into())).collect(),
        form,
        basis: "samtal".into(),
        talk: samsyn_domain::plan::command::TalkDraft::default(),
        excluded: String::new(),
        from: tale.today(),
        to: day(100),
    }
}

#[test]
fn consent_is_whole_when_both_guardians_have_said_yes() {
    let anna = at_work(&anna_ek());
    let tale = given(Family::Elin, Milestone::Assessed);
    let (mother, father) = (tale.member(&sara()), tale.member(&johan()));
    let first = yes(&tale, mother, Form::Page, &[]);
    let second = yes(&tale, father, Form::Oral, &[]);
    let tale = tale.when(&at_home(&sara()), first).then(&["consent_given"]);
    assert_eq!(tale.plan.stage, Stage::Assessed);
    let tale = tale.when(&anna, second).then(&["consent_given", "consent_completed"]);
    assert_eq!(tale.plan.stage, Stage::Consented);
}

#[test]
fn nobody_presses_the_button_in_the_page_for_another() {
    let tale = given(Family::Elin, Milestone::Assessed);
    let mother = tale.member(&sara());
    let pressed = yes(&tale, mother, Form::Page, &[]);
    tale.clone().when(&at_work(&anna_ek()), pressed.clone()).refused(&[("not_yours", "form")]);
    tale.when(&at_home(&johan()), pressed).denied(WhyNot::NotTheirPart);
}

#[test]
fn guardians_who_do_not_agree_are_in_conflict_and_not_in_error() {
    let tale = given(Family::Elin, Milestone::Assessed);
    let (mother, father) = (tale.member(&sara()), tale.member(&johan()));
    let first = yes(&tale, mother, Form::Page, &[]);
    let no = C::RefuseConsent { by: father, reason: "Inte nu.".into() };
    let tale =
        tale.and(&at_home(&sara()), first).when(&at_home(&johan()), no).then(&["consent_refused", "conflict_arose"]);
    let second = yes(&tale, father, Form::Page, &[]);
    tale.when(&at_home(&johan()), second).then(&["consent_given", "consent_completed"]);
}

#[test]
fn a_no_after_a_yes_takes_the_yes_back() {
    let tale = given(Family::Elin, Milestone::Draft);
    let mother = tale.member(&sara());
    let no = C::RefuseConsent { by: mother, reason: String::new() };
    let tale = tale.when(&at_home(&sara()), no).then(&["consent_withdrawn", "consent_refused"]);
    let agree = C::Agree { follow_up: Some(day(30).at(10, 0, 0, 0)) };
    tale.when(&at_work(&anna_ek()), agree).refused(&[("guardians_disagree", "")]);
}

#[test]
fn an_adults_no_stands_against_a_yes_of_a_god_man() {
    let rebecka = at_work(&rebecka_stal());
    let name = C::NameRepresentative {
        person: gunnel().person,
        name: "Gunnel".into(),
        mandate: samsyn_domain::people::Mandate::GodMan,
        decides: true,
        covers: None,
        limits: String::new(),
    };
    let tale = given(Family::Jonas, Milestone::Assessed).and(&rebecka, name);
    let god_man = tale.member(&gunnel());
    let no = C::RefuseConsent { by: FamilyMember::Person, reason: String::new() };
    let tale = tale.when(&at_home(&jonas()), no).then(&["consent_refused", "plan_declined"]);
    let hers = yes(&tale, god_man, Form::Page, &[]);
    let tale = tale.when(&at_home(&gunnel()), hers).then(&["consent_given"]);
    assert_eq!(tale.plan.stage, Stage::Declined);
}

#[test]
fn a_protected_plan_can_be_assessed_by_whoever_protected_it_and_by_nobody_else_there() {
    let protect = C::Protect { alias: "Sol".into(), contact: String::new() };
    let tale = given(Family::Elin, Milestone::Proposed).and(&at_work(&anna_ek()), protect);
    let assess = || C::Assess { reason: "Det behövs.".into() };
    let colleague = samsyn_domain::people::StaffRef { staff: tor_hedin().staff, ..anna_ek() };
    tale.clone().when(&at_work(&colleague), assess()).denied(WhyNot::NotNamed);
    tale.when(&at_work(&anna_ek()), assess()).then(&["need_assessed"]);
}

#[test]
fn a_passed_on_call_goes_to_the_right_unit_and_not_while_the_wrong_one_has_something_to_do() {
    let tale = given(Family::Elin, Milestone::Answered);
    let party = tale.plan.current_parties().find(|p| p.unit.unit == vc_solvik().unit).unwrap().no;
    let on = C::AnswerCall { party, reply: CallReply::PassOn { to: habilitering() } };
    tale.when(&at_work(&per_nilsson()), on).then(&["party_added", "call_answered"]);
    let tale = given(Family::Elin, Milestone::Active);
    let on = C::AnswerCall { party, reply: CallReply::PassOn { to: habilitering() } };
    tale.when(&at_work(&per_nilsson()), on).refused(&[("still_owns_measures", "")]);
}

#[test]
fn nobody_takes_over_while_the_one_who_leaves_has_something_to_do() {
    let anna = at_work(&anna_ek());
    let tale = given(Family::Elin, Milestone::Active);
    let own = tale.plan.current_parties().find(|p| p.unit.unit == solvik_barn().unit).unwrap().no;
    let gone = C::RemoveParty { no: own, reason: "Vi slutar.".into() };
    let tale = tale.when(&anna, gone.clone()).then(&["party_removed"]);
    let other = C::NameCoordinator { staff: eva_lund(), phone: "0980-319244".into() };
    tale.when(&anna, other).refused(&[("still_owns_measures", "")]);
}

#[test]
fn what_a_supporter_or_guardian_owned_falls_to_the_person_as_a_question() {
    let tale = given(Family::Elin, Milestone::Meeting);
    let father = tale.member(&johan());
    let draft = samsyn_domain::plan::command::MeasureDraft {
        what: "Pappa kör till skolan.".into(),
        owner: samsyn_domain::plan::state::Owner::Family(father),
        from: None,
        by: day(20),
        notice: "Bilen står klar.".into(),
        otherwise: "Pappa ringer Lisa.".into(),
        coordinating: false,
        waits_for: None,
    };
    let tale = tale.and(&at_home(&johan()), C::ProposeMeasure { need: None, kind: None, draft, note: None });
    let no = tale.last();
    let FamilyMember::Representative(guardian) = father else { panic!("a guardian") };
    let away = C::NoteStanding { no: guardian, standing: Standing::NotAsked, reason: "Skydd.".into() };
    let tale = tale.and(&at_home(&johan()), C::TakeMeasure { no }).and(&at_work(&anna_ek()), away);
    let measure = tale.plan.measure(no).unwrap();
    assert_eq!(measure.owner, samsyn_domain::plan::state::Owner::Family(FamilyMember::Person));
    assert!(!measure.state.confirmed());
    tale.when(&at_home(&johan()), C::TakeMeasure { no }).denied(WhyNot::CutOff);
}

#[test]
fn a_follow_up_can_have_a_meeting_and_a_moved_one_keeps_its_interpreter() {
    let meeting = |days, interpreter: &str| C::PlanMeeting {
        starts: day(days).at(10, 0, 0, 0),
        minutes: 60,
        place: "Rum 2".into(),
        interpreter: interpreter.into(),
        answer_by: day(3),
    };
    let anna = at_work(&anna_ek());
    let tale = given(Family::Elin, Milestone::Active).and(&anna, C::BeginFollowUp);
    tale.and(&anna, meeting(6, "")).when(&anna, C::OpenMeeting).then(&["meeting_opened"]);
    let tor = at_work(&tor_hedin());
    let tale = given(Family::Yusuf, Milestone::Told)
        .when(&tor, meeting(7, "arabiska"))
        .then(&["meeting_moved", "opening_set"]);
    assert_eq!(tale.plan.meetings[0].interpreter.as_ref().unwrap().as_str(), "arabiska");
}

#[test]
fn a_reopened_plan_does_not_ask_again_for_consent_that_holds() {
    let anna = at_work(&anna_ek());
    let close = C::Close { reason: samsyn_domain::plan::state::ClosingReason::Moved, words: "Flyttar.".into() };
    let tale = given(Family::Elin, Milestone::Consented).and(&anna, close);
    tale.when(&anna, C::Reopen { reason: "Flytten blev inte av.".into() })
        .then(&["plan_reopened", "consent_completed"]);
}

#[test]
fn a_version_says_on_which_consents_each_kind_was_given_out() {
    let tale = given(Family::Elin, Milestone::Active);
    for disclosure in &tale.plan.disclosures {
        assert_eq!(disclosure.ground.len(), 2, "both guardians' consent");
    }
}

#[test]
fn steps_out_of_their_time_are_refused_and_change_nothing() {
    use support::chance::command;
    let mut refused = std::collections::BTreeSet::new();
    for family in Family::ALL {
        for upto in [Milestone::Proposed, Milestone::Assessed, Milestone::Told] {
            let tale = given(family, upto).with(|s| s.minor_consent = MinorConsent::GuardiansAlways);
            for kind in 0..64_u8 {
                for (a, b) in [(4, 9), (5, 11), (9, 2)] {
                    let what = command(&tale, (0, kind, a, b));
                    let mut after = tale.clone();
                    let by = samsyn_domain::people::Who::Staff(anna_ek());
                    if let Err(faults) = after.judge(&by, what.clone()) {
                        assert!(!faults.is_empty());
                        assert_eq!(after.plan, tale.plan);
                        refused.insert(
                            format!("{what:?}").split(|c: char| !c.is_alphanumeric()).next().unwrap().to_owned(),
                        );
                    }
                }
            }
        }
    }
    assert!(refused.len() >= 50, "{} commands were refused: {refused:?}", refused.len());
}

#[test]
fn the_clock_does_only_what_clocks_do() {
    let tale = given(Family::Elin, Milestone::Told);
    tale.clone().when(&clock(), C::TurnOfAge).refused(&[("not_now", "")]);
    tale.when(&clock(), C::HandOut).denied(WhyNot::NotTheirPart);
}

#[test]
fn a_talk_is_written_down_for_the_child_but_never_over_what_the_child_wrote() {
    let of = PreparationOf::Family(FamilyMember::Person);
    let write = || C::Prepare { of: of.clone(), take_part: None, most_people: None, answers: vec![] };
    given(Family::Yusuf, Milestone::Told).when(&at_work(&tor_hedin()), write()).then(&["prepared"]);
    given(Family::Elin, Milestone::Prepared).when(&at_work(&anna_ek()), write()).refused(&[("not_yours", "")]);
    let nobody = PreparationOf::Family(FamilyMember::Supporter(samsyn_domain::ids::No(99)));
    let waive = C::WaivePreparation { of: nobody };
    given(Family::Elin, Milestone::Prepared).when(&at_work(&anna_ek()), waive).refused(&[("not_yours", "")]);
}

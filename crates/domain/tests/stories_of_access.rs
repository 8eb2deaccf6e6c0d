//! What somebody sees, and what nobody may do in another's name, as stories.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::wildcard_imports, reason = "test helpers")]

mod support;

use samsyn_domain::access::WhyNot;
use samsyn_domain::families::units::*;
use samsyn_domain::families::*;
use samsyn_domain::information::InfoKind;
use samsyn_domain::people::FamilyMember;
use samsyn_domain::plan::Command as C;
use samsyn_domain::plan::state::SeenBy;
use support::{Stopped, at_home, at_work, given};

#[test]
fn nobody_rewrites_what_the_child_said() {
    let tale = given(Family::Elin, Milestone::Draft);
    let anna = at_work(&anna_ek());
    let (need, goal, question) = (tale.plan.needs[0].no, tale.plan.goals[0].no, tale.plan.questions[0].no);
    let words = || "Elin är skolvägrare.".to_owned();
    tale.clone().when(&anna, C::SayNeed { no: need, words: words() }).refused(&[("not_yours", "")]);
    tale.clone().when(&anna, C::RewordGoal { no: goal, words: words() }).refused(&[("not_yours", "")]);
    tale.clone().when(&anna, C::RewordQuestion { no: question, words: words() }).refused(&[("not_yours", "")]);
    tale.clone().when(&anna, C::DropQuestion { no: question }).refused(&[("not_yours", "")]);
    tale.when(&at_home(&elin()), C::SayNeed { no: need, words: "Det är för högt.".into() })
        .then(&["need_in_own_words"]);
}

#[test]
fn a_question_is_answered_by_whoever_carries_the_plan_on_and_told_by_its_kind() {
    let tale = given(Family::Elin, Milestone::Meeting);
    let (maria, no) = (at_work(&maria_sund()), tale.plan.questions[0].no);
    let answer = |words: &str, kind| C::AnswerQuestion { no, words: words.into(), kind };
    tale.clone().when(&maria, answer(" ", InfoKind::Health)).refused(&[("empty", "words")]);
    let nowhere = C::AnswerQuestion { no: samsyn_domain::ids::No(999), words: "Ja.".into(), kind: InfoKind::Health };
    tale.clone().when(&maria, nowhere).refused(&[("no_such_row", "")]);
    let tale = tale
        .and(&maria, answer("Ni får se.", InfoKind::OwnWords))
        .and(&maria, answer("Omar hjälper magen.", InfoKind::Health));
    let said = |who| {
        let view = samsyn_domain::access::narrow(&tale.plan, &who, tale.today(), tale.now).unwrap();
        let question = view.questions.iter().find(|q| q.no == no).expect("all of them may know of the question");
        question.answer.as_ref().map(|answer| answer.words.to_string())
    };
    assert_eq!(said(at_home(&elin())).as_deref(), Some("Omar hjälper magen."), "the later one stands");
    assert_eq!(said(at_work(&omar_ali())).as_deref(), Some("Omar hjälper magen."));
    assert_eq!(said(at_work(&lisa_berg())), None, "the school may not know of health");
    let reworded = tale.clone().and(&at_home(&elin()), C::RewordQuestion { no, words: "Får jag vila?".into() });
    assert!(reworded.plan.questions[0].answer.is_none(), "said differently, it waits for an answer again");
    let agreed = given(Family::Elin, Milestone::Agreed);
    agreed.when(&maria, answer("Ja.", InfoKind::OwnWords)).refused(&[("not_now", "")]);
}

#[test]
fn nobody_answers_in_the_childs_place_what_became_of_it() {
    let tale = given(Family::Elin, Milestone::Told);
    let no = tale.plan.measures.iter().find(|m| m.happened.iter().any(|h| h.by == FamilyMember::Person)).unwrap().no;
    let answer = samsyn_domain::plan::state::DidIt::Yes;
    let judge = C::JudgeMeasure { no, by: FamilyMember::Person, answer, words: "Bra.".into() };
    tale.clone().when(&at_work(&anna_ek()), judge.clone()).refused(&[("not_yours", "")]);
    tale.when(&at_home(&elin()), judge).then(&["measure_judged"]);
}

#[test]
fn an_answer_for_me_alone_is_seen_by_nobody_else() {
    let tale = given(Family::Elin, Milestone::Told);
    for (who, sees) in
        [(at_home(&elin()), 4), (at_home(&sara()), 2), (at_work(&lisa_berg()), 3), (at_work(&omar_ali()), 2)]
    {
        let view = samsyn_domain::access::narrow(&tale.plan, &who, tale.today(), tale.now).unwrap();
        let hers = samsyn_domain::people::Who::Family(FamilyMember::Person);
        let prepared = view.preparations.iter().find(|p| p.of == hers).unwrap();
        assert_eq!(prepared.answers.len(), sees, "{}", who.name);
        assert_eq!(sees == 4, prepared.answers.iter().any(|a| a.seen_by == SeenBy::OnlyMe));
    }
}

#[test]
fn the_school_sees_no_health_and_whom_consent_was_taken_from_sees_nothing() {
    let tale = given(Family::Elin, Milestone::Told);
    let lisa = samsyn_domain::access::narrow(&tale.plan, &at_work(&ingrid_palm()), tale.today(), tale.now).unwrap();
    assert!(lisa.needs.iter().all(|need| need.kind != InfoKind::Health));
    assert!(lisa.measures.iter().all(|m| m.kind != InfoKind::Health));
    assert!(lisa.disagreements.is_empty() && lisa.hidden() > 0);
    let expected = |unit: samsyn_domain::people::UnitRef| {
        lisa.parties.iter().find(|p| p.unit.unit == unit.unit).unwrap().expected.as_str().is_empty()
    };
    assert!(expected(vc_solvik()) && !expected(strandskolan()), "what is asked of another tells of the need");
    let jonas = given(Family::Jonas, Milestone::Told);
    assert!(samsyn_domain::access::narrow(&jonas.plan, &at_work(&nils_brandt()), jonas.today(), jonas.now).is_err());
}

#[test]
fn of_guardians_in_conflict_neither_sees_the_others_words() {
    use samsyn_domain::access::view::narrow_history;
    use samsyn_domain::plan::Event;
    let tale = given(Family::Tova, Milestone::Told);
    let reason = |who| {
        let view = samsyn_domain::access::narrow(&tale.plan, &who, tale.today(), tale.now).unwrap();
        let lines = narrow_history(&view, &who, &tale.plan, tale.facts.clone(), tale.today());
        lines.into_iter().find_map(|line| match line.fact.event {
            Event::ConsentRefused { reason, .. } => Some(reason.is_some()),
            _ => None,
        })
    };
    assert_eq!(reason(at_home(&mikael())), Some(true));
    assert_eq!(reason(at_home(&petra())), Some(false));
    assert_eq!(reason(at_work(&jenny_ask())), Some(true));
}

#[test]
fn a_limited_session_reaches_no_more_than_its_account_and_one_plan_alone() {
    use samsyn_domain::access::{Action, Actor, Datum, Deed, Item, Reach, WhyNot, may};
    let tale = given(Family::Elin, Milestone::Told);
    let member = FamilyMember::Person;
    let mut actions: Vec<Action<'_>> = Item::ALL.iter().map(|item| Action::See(Datum::plain(*item))).collect();
    let deeds = [Deed::Hold, Deed::Supporters, Deed::Consent(member), Deed::OwnWords, Deed::Prepare(None)];
    actions.extend(deeds.into_iter().chain([Deed::WriteRows, Deed::Judge(member)]).map(Action::Do));
    for who in [at_home(&elin()), at_home(&sara()), at_home(&johan()), at_home(&karin()), at_work(&anna_ek())] {
        for action in &actions {
            let whole = may(&who, *action, &tale.plan, tale.today());
            for reach in [Reach::Visit(tale.plan.id), Reach::Together(tale.plan.id)] {
                let limited = may(&Actor { reach, ..who.clone() }, *action, &tale.plan, tale.today());
                assert!(limited == whole || limited == Err(WhyNot::BeyondReach), "{action:?} {limited:?} {whole:?}");
                let consents = matches!(action, Action::Do(Deed::Consent(_) | Deed::Hold | Deed::WriteRows));
                assert!(!consents || limited.is_err(), "{action:?}");
            }
            let elsewhere = Actor { reach: Reach::Visit(Family::Tova.plan()), ..who.clone() };
            assert_eq!(may(&elsewhere, *action, &tale.plan, tale.today()), Err(WhyNot::BeyondReach));
        }
    }
}

#[test]
fn on_a_lent_device_nothing_is_written_over_that_is_not_shown_there() {
    use samsyn_domain::access::{Actor, Reach};
    use samsyn_domain::plan::command::{AnswerDraft, PreparationOf};
    use samsyn_domain::plan::refusal::Why;
    use samsyn_domain::plan::state::SeenBy;

    let tale = given(Family::Elin, Milestone::Prepared);
    let more = |question: &str, words: &str, seen_by| {
        let answers = vec![AnswerDraft { question: question.into(), words: words.into(), seen_by }];
        C::PrepareMore { of: PreparationOf::Me, how: None, answers }
    };
    let worry = "Jag är rädd att mamma och pappa ska bli ledsna på mig.";
    let cases = [
        ("an answer for everybody", more("good", "Rasten", SeenBy::Everybody), true),
        ("a new question", more("home", "Hunden", SeenBy::OnlyMe), true),
        ("the same once more", more("worry", worry, SeenBy::OnlyMe), true),
        ("other words", more("worry", "Inget", SeenBy::OnlyMe), false),
        ("the same, for everybody", more("worry", worry, SeenBy::Everybody), false),
        ("no words", more("worry", "", SeenBy::OnlyMe), false),
        ("what her supporter sees", more("wish", "Inget", SeenBy::MySupporter), false),
        ("everything", C::WaivePreparation { of: PreparationOf::Me }, false),
    ];
    for reach in [Reach::Whole, Reach::Together(tale.plan.id), Reach::Visit(tale.plan.id)] {
        for (what, command, there) in &cases {
            let child = Actor { reach, ..at_home(&elin()) };
            let done = tale.clone().act(&child, command.clone());
            if *there || reach == Reach::Whole {
                assert!(done.is_ok(), "{reach:?} {what}: {done:?}");
            } else {
                let kept = matches!(&done, Err(Stopped::Refused(all)) if all[0].why == Why::KeptForThem);
                assert!(kept, "{reach:?} {what}: {done:?}");
            }
        }
    }
}

#[test]
fn a_question_in_another_language_keeps_its_words_beside_the_translation() {
    let tale = given(Family::Yusuf, Milestone::Prepared);
    let (tor, mother) = (at_work(&tor_hedin()), at_home(&rana()));
    let question = tale.plan.questions[0].clone();
    let translation = question.translation.as_ref().unwrap();
    assert!(question.words.as_str().contains("يوسف") && translation.words.as_str().contains("Yusuf"));
    assert_eq!(translation.translator.as_str(), "Layla Aziz, auktoriserad tolk");
    let (no, words) = (question.no, || "Hur kan Yusuf leka?".to_owned());
    let put = |words: String, translator: &str| C::TranslateQuestion { no, words, translator: translator.into() };
    tale.clone().when(&tor, put(words(), " ")).refused(&[("empty", "translator")]);
    tale.clone().when(&tor, put(String::new(), "Layla")).refused(&[("empty", "translation")]);
    tale.clone().when(&at_work(&elsa_miller()), put(words(), "Elsa")).denied(WhyNot::NotTheirPart);
    tale.clone().when(&mother, put(words(), "Rana")).denied(WhyNot::NotTheirPart);
    let nowhere = C::TranslateQuestion { no: samsyn_domain::ids::No(999), words: words(), translator: "Layla".into() };
    tale.clone().when(&tor, nowhere).refused(&[("no_such_row", "")]);
    let again = tale.clone().and(&tor, put(words(), "Layla Aziz"));
    assert_eq!(again.plan.questions[0].words, question.words, "hers are never written over");
    // What was said differently is translated anew.
    let reworded = tale.and(&mother, C::RewordQuestion { no, words: "متى يلعب يوسف؟".into() });
    assert!(reworded.plan.questions[0].translation.is_none());
}

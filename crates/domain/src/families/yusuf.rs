//! Yusuf Haddad, 7: Arabic at home. An interpreter is booked, the meeting has double time, the words are theirs.

use super::telling::{Step, Telling, answer};
use super::units::{bjorkhamn_lss, forskolan_kastanjen, habilitering};
use super::{Milestone, elsa_miller, karim, rana, tor_hedin, yusuf};
use crate::information::InfoKind::{Health, Home, OwnWords, School, SocialCare};
use crate::people::Mandate;
use crate::plan::Command as C;
use crate::plan::command::{InterpreterDraft, PreparationOf, Propose, TalkDraft};
use crate::plan::state::{Form, InterpreterWay, SeenBy, TakePart};

pub(super) fn tell(t: &mut Telling) -> Step {
    t.days_ago(24, 10)?;
    t.propose(
        &elsa_miller(),
        Propose {
            person: yusuf(),
            to: bjorkhamn_lss(),
            reason: "Yusuf har svårt att gå och tala. Förskolan, habiliteringen och LSS ger stöd var för sig, \
            och familjen har inte haft tolk vid alla besök."
                .into(),
            wanted: true,
            told_how: "Elsa pratade med Rana och Karim med tolk på arabiska, i dubbel tid. En bror tolkade inte."
                .into(),
            question: String::new(),
        },
    )?;
    t.reached(Milestone::Proposed)?;

    t.days_ago(22, 9)?;
    let tor = tor_hedin();
    t.staff(&tor, C::Assess { reason: "Yusuf behöver insatser från oss och från regionen som passar ihop.".into() })?;
    for guardian in [rana(), karim()] {
        let (person, name) = (guardian.person, guardian.name.to_string());
        t.staff(
            &tor,
            C::NameRepresentative {
                person,
                name,
                mandate: Mandate::Guardian,
                decides: true,
                covers: None,
                limits: String::new(),
            },
        )?;
    }
    t.staff(&tor, C::NameCoordinator { staff: tor_hedin(), phone: "0980-319261".into() })?;
    let (language, dialect) = ("arabiska".to_owned(), "syrisk".to_owned());
    let need = InterpreterDraft { language, dialect, wish: None, way: Some(InterpreterWay::OnSite) };
    t.staff(&tor, C::NeedInterpreter { need: Some(need) })?;
    t.staff(&tor, C::NameLead { unit: bjorkhamn_lss() })?;
    t.reached(Milestone::Assessed)?;

    t.days_ago(17, 13)?;
    for guardian in [rana(), karim()] {
        let by = t.member(&guardian)?;
        let basis = "Samtal med tolk på arabiska; Tor läste upp och de sa med egna ord vad de sagt ja till";
        let yes = t.consent(
            by,
            Form::Oral,
            basis,
            "",
            &[
                (bjorkhamn_lss(), &[OwnWords, Health, SocialCare, School, Home]),
                (habilitering(), &[OwnWords, Health, School]),
                (forskolan_kastanjen(), &[OwnWords, School]),
            ],
        )?;
        t.staff(&tor, in_arabic(yes))?;
    }
    t.reached(Milestone::Consented)?;

    t.days_ago(10, 14)?;
    t.person(
        &rana(),
        C::AskQuestion {
            words: "كيف يمكن ليوسف أن يلعب مع الأطفال الآخرين؟".into()
        },
    )?;
    let question = t.last()?;
    let words = "Hur kan Yusuf få leka med de andra barnen?".to_owned();
    let translator = "Layla Aziz, auktoriserad tolk".to_owned();
    t.staff(&tor, C::TranslateQuestion { no: question, words, translator })?;
    t.person(
        &rana(),
        C::Prepare {
            of: PreparationOf::Me,
            take_part: Some(TakePart::Whole),
            most_people: Some(6),
            answers: vec![
                answer("good", "يوسف يحب الموسيقى ويضحك كثيرًا مع أخيه.", SeenBy::Everybody),
                answer("hard", "لا نعرف من نتصل به. كل مكان يقول شيئًا مختلفًا.", SeenBy::Everybody),
            ],
        },
    )?;
    for (unit, expected) in [
        (habilitering(), "Vilken träning som hjälper Yusuf att leka, och när."),
        (forskolan_kastanjen(), "Hur Yusuf kan vara med i leken varje dag."),
        (bjorkhamn_lss(), "Hålla ihop planen. Berätta om stöd som familjen kan söka."),
    ] {
        t.staff(&tor, C::AddParty { unit, expected: expected.into(), mandate: String::new() })?;
    }
    let (starts, answer_by) = (t.time(8, 13, 0), t.day(4));
    let place = "LSS, rum 2".to_owned();
    let interpreter = "arabiska, på plats".to_owned();
    t.staff(&tor, C::PlanMeeting { starts, minutes: 120, place, interpreter, answer_by })?;
    t.staff(&tor, C::BookInterpreter { booked: true })?;
    t.reached(Milestone::Prepared)
}

/// The same consent, with how it was spoken of: at home the family speaks Arabic.
fn in_arabic(yes: C) -> C {
    match yes {
        C::GiveConsent { by, plan, disclose, form, basis, excluded, from, to, .. } => {
            let talk = TalkDraft { language: "arabiska".into(), interpreter: "auktoriserad tolk, på plats".into() };
            C::GiveConsent { by, plan, disclose, form, basis, talk, excluded, from, to }
        }
        other => other,
    }
}

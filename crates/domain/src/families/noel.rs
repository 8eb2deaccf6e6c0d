//! Noel, 7, and Sara Lind: protected identity. An alias, no place anywhere, people let in by name, one guardian cut off.

use super::telling::{Step, Telling, answer};
use super::units::{bup, tallmo_soc, tallmoskolan};
use super::{Milestone, bo_granat, clara_noren, henrik_lind, noel, sara_lind, ylva_kron};
use crate::information::InfoKind::{Health, OwnWords, School, SocialCare};
use crate::people::{FamilyMember, Mandate, Standing};
use crate::plan::Command as C;
use crate::plan::command::{PreparationOf, Propose};
use crate::plan::state::{Form, SeenBy, TakePart};

pub(super) fn tell(t: &mut Telling) -> Step {
    t.days_ago(16, 9)?;
    let ylva = ylva_kron();
    t.propose(
        &ylva,
        Propose {
            person: noel(),
            to: tallmo_soc(),
            reason: "Noel ska börja i ny skola och behöver stöd från skolan, BUP och oss utan att någon plats röjs."
                .into(),
            wanted: true,
            told_how: "Ylva träffade Sara och Noel.".into(),
            question: String::new(),
        },
    )?;
    t.staff(&ylva, C::Protect { alias: "Noel".into(), contact: "Ring Ylva Kron, 0980-319258.".into() })?;
    t.reached(Milestone::Proposed)?;
    t.staff(&ylva, C::Assess { reason: "Stödet måste samordnas av en person som vet vad som är skyddat.".into() })?;
    for guardian in [sara_lind(), henrik_lind()] {
        let (person, name) = (guardian.person, guardian.name.to_string());
        t.staff(
            &ylva,
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
    let other = t.last()?;
    t.staff(
        &ylva,
        C::NoteStanding {
            no: other,
            standing: Standing::NotAsked,
            reason: "Noel och Sara behöver skydd från honom.".into(),
        },
    )?;
    t.staff(&ylva, C::NameCoordinator { staff: ylva_kron(), phone: "0980-319258".into() })?;
    t.staff(&ylva, C::NameLead { unit: tallmo_soc() })?;
    t.reached(Milestone::Assessed)?;

    t.days_ago(13, 11)?;
    let by = t.member(&sara_lind())?;
    let yes = t.consent(
        by,
        Form::Oral,
        "Samtal med Ylva Kron",
        "Ingenting om var vi bor eller har bott.",
        &[
            (tallmo_soc(), &[OwnWords, Health, SocialCare, School]),
            (tallmoskolan(), &[OwnWords, School]),
            (bup(), &[OwnWords, Health]),
        ],
    )?;
    t.staff(&ylva, yes)?;
    t.reached(Milestone::Consented)?;

    t.days_ago(8, 13)?;
    t.person(&noel(), C::AskQuestion { words: "Får jag säga vad jag heter till mina nya kompisar?".into() })?;
    t.staff(
        &ylva,
        C::Prepare {
            of: PreparationOf::Family(FamilyMember::Person),
            take_part: Some(TakePart::Through),
            most_people: Some(3),
            answers: vec![
                answer("good", "Fotboll. Och när mamma läser.", SeenBy::Everybody),
                answer("worry", "När någon ringer på dörren.", SeenBy::OnlyMe),
            ],
        },
    )?;
    for (who, expected) in [
        (bo_granat(), "En trygg start i klassen, och vem som får veta vad."),
        (clara_noren(), "Stöd till Noel efter det som hänt."),
    ] {
        t.staff(&ylva, C::AddParty { unit: who.unit, expected: expected.into(), mandate: String::new() })?;
    }
    let (starts, answer_by) = (t.time(9, 10, 0), t.day(5));
    let (place, interpreter) = (String::new(), String::new());
    t.staff(&ylva, C::PlanMeeting { starts, minutes: 60, place, interpreter, answer_by })?;
    t.reached(Milestone::Prepared)
}

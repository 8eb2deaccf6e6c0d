//! Elin's meeting: her words first, then who does what, and what they do not agree on.

use super::telling::{Step, Telling, measure};
use super::units::{bup, solvik_barn, solvik_lss, strandskolan, vc_solvik};
use super::{Milestone, anna_ek, elin, johan, lisa_berg, maria_sund, omar_ali, sara};
use crate::ids::No;
use crate::information::InfoKind::{Health, OwnWords, School};
use crate::people::FamilyMember;
use crate::plan::Command as C;
use crate::plan::state::{Attendance, Attendee, Owner, TakePart};

/// The meeting, from opening to end.
pub(super) fn meets(t: &mut Telling) -> Step {
    super::elin_expects::expect(t)?;
    t.days_ago(42, 13)?;
    let (maria, anna) = (maria_sund(), anna_ek());
    t.staff(&maria, C::OpenMeeting)?;
    let (mother, father) = (t.member(&sara())?, t.member(&johan())?);
    let family = |who, how| Attendance { who: Attendee::Family(who), how };
    let mut attendance = vec![
        family(FamilyMember::Person, TakePart::Part),
        family(mother, TakePart::Whole),
        family(father, TakePart::Remote),
    ];
    for unit in [strandskolan(), bup(), solvik_barn(), solvik_lss(), vc_solvik()] {
        let how = if unit == vc_solvik() { TakePart::Absent } else { TakePart::Whole };
        attendance.push(Attendance { who: Attendee::Party(t.party(&unit)?), how });
    }
    t.staff(&maria, C::NoteAttendance { attendance })?;
    t.person(
        &elin(),
        C::AddNeed {
            area: "school".into(),
            own_words: "Jag vill vara i skolan men det är för högt och alla tittar när jag kommer.".into(),
            view: String::new(),
        },
    )?;
    let school = t.last()?;
    t.staff(
        &lisa_berg(),
        C::ViewNeed { no: school, words: "Elin arbetar bra i liten grupp. Morgonen och rasterna är svårast.".into() },
    )?;
    t.person(
        &elin(),
        C::AddGoal { need: Some(school), words: "Jag vill vara med min klass på förmiddagarna.".into() },
    )?;
    t.person(
        &sara(),
        C::AddNeed {
            area: "health".into(),
            own_words: "Magen gör ont varje söndagskväll. Ingen har undersökt den.".into(),
            view: String::new(),
        },
    )?;
    let health = t.last()?;
    t.staff(&omar_ali(), C::ViewNeed { no: health, words: "Oro kan kännas i magen. Läkare bör ändå titta.".into() })?;
    t.person(
        &johan(),
        C::AddNeed {
            area: "home".into(),
            own_words: "Vi pratar bara om skolan hemma. Elins bror kommer i kläm.".into(),
            view: String::new(),
        },
    )?;
    let home = t.last()?;
    t.reached(Milestone::Meeting)?;
    answers(t)?;
    t.staff(&maria, C::TakeNote { words: "Elin vill gå in genom slöjdsalens dörr på morgonen.".into(), kind: School })?;
    let note = t.last()?;
    let calm = measure(
        "En lugn start varje dag: Lisa möter Elin vid slöjdsalens dörr klockan 8.10.",
        Owner::Staff(lisa_berg()),
        (Some(t.day(-40)), t.day(21)),
        "Elin går in utan att behöva gå genom korridoren, fyra dagar av fem.",
        "Lisa ringer Anna samma vecka.",
    );
    t.staff(&maria, C::ProposeMeasure { need: Some(school), kind: None, draft: calm, note: Some(note) })?;
    for (need, draft) in super::elin_after::measures(t, health, home) {
        t.staff(&anna, C::ProposeMeasure { need: Some(need), kind: None, draft, note: None })?;
    }
    let own = measure(
        "Elin provar att vara med i klassen två förmiddagar i veckan.",
        Owner::Family(FamilyMember::Person),
        (Some(t.day(-35)), t.day(21)),
        "Elin sätter en stjärna i sin bok när det gick bra.",
        "Elin säger till Lisa och vilar i det lilla rummet.",
    );
    t.person(&elin(), C::ProposeMeasure { need: Some(school), kind: None, draft: own, note: None })?;
    t.staff(
        &maria,
        C::WriteDisagreement {
            kind: Health,
            sides: vec![
                ("Mamma".into(), "BUP behöver börja nu. Vi har väntat sedan i våras.".into()),
                ("BUP".into(), "Vi kan börja när remissen är klar. Skolan får råd av oss redan nu.".into()),
            ],
            next_step: "Anna frågar BUP:s chef om en tidigare tid och ringer Sara.".into(),
            owner: Owner::Staff(anna_ek()),
            by: t.day(3),
            note: None,
            about: None,
        },
    )?;
    t.staff(&maria, C::EndMeeting { family_talk: None })?;
    t.reached(Milestone::Draft)
}

/// What the meeting answers Elin's two questions.
fn answers(t: &mut Telling) -> Step {
    let asked: Vec<No> = t.plan()?.questions.iter().map(|question| question.no).collect();
    let told = [
        "Lisa möter dig vid slöjdsalens dörr klockan 8.10. Då slipper du korridoren.",
        "Mamma och pappa bestämmer, och de frågar dig först. Du kan alltid fråga Anna vem som vet vad.",
    ];
    for (no, words) in asked.into_iter().zip(told) {
        t.staff(&maria_sund(), C::AnswerQuestion { no, words: words.into(), kind: OwnWords })?;
    }
    Ok(())
}

//! What the adults in Elin's plan take on, and what becomes of it.

use super::telling::{Step, Telling, measure};
use super::{Milestone, anna_ek, elin, eva_lund, lisa_berg, omar_ali, per_nilsson, sara};
use crate::ids::No;
use crate::people::StaffRef;
use crate::plan::Command as C;
use crate::plan::command::MeasureDraft;
use crate::plan::state::{DidIt, Owner};

/// Four of her six measures: the need that each answers, and its text.
pub(super) fn measures(t: &Telling, health: No, home: No) -> [(No, MeasureDraft); 4] {
    let staff = |who: StaffRef| Owner::Staff(who);
    let first_talk = measure(
        "Ett första samtal om oro och magont. Lisa får följa med.",
        staff(omar_ali()),
        (None, t.day(10)),
        "Elin får ett kort med bild på Omar och rummet en vecka före.",
        "Omar säger till Anna senast en vecka innan. Då hjälper vårdcentralen till under tiden.",
    );
    let doctor = measure(
        "Undersöka magen hos läkare på vårdcentralen.",
        staff(per_nilsson()),
        (None, t.day(-14)),
        "Elin får veta före besöket vad som händer, steg för steg.",
        "Per skickar vidare till barnmottagningen och säger till Anna.",
    );
    let relief = measure(
        "Avlösning en kväll i veckan, så att föräldrarna får tid med Elins bror.",
        staff(eva_lund()),
        (None, t.day(-7)),
        "Samma person kommer varje tisdag. Elin har träffat henne först.",
        "Eva ringer Sara och berättar varför, och vad som kan göras i stället.",
    );
    let one_voice = measure(
        "En enda person ringer familjen: Anna, varje fredag. Anna ringer de andra.",
        staff(anna_ek()),
        (Some(t.day(-42)), t.day(60)),
        "Mamma och pappa behöver bara ha ett telefonnummer.",
        "Annas chef svarar på 0980-319210.",
    );
    [(health, first_talk), (health, doctor), (home, relief), (home, MeasureDraft { coordinating: true, ..one_voice })]
}

fn owned_by(t: &Telling, owner: &Owner) -> Step<No> {
    let same = |a: &Owner| a == owner;
    let no = t.plan()?.measures.iter().find(|m| same(&m.owner)).map(|m| m.no);
    no.ok_or(super::telling::Stop::Fault(super::NotTold::Missing))
}

/// After the meeting: who said yes, what was given out, and what came of it.
pub(super) fn goes_on(t: &mut Telling) -> Step {
    let of = |who: StaffRef| Owner::Staff(who);
    for who in [lisa_berg(), per_nilsson(), eva_lund(), anna_ek()] {
        let no = owned_by(t, &of(who.clone()))?;
        t.staff(&who, C::TakeMeasure { no })?;
    }
    let hers = owned_by(t, &Owner::Family(crate::people::FamilyMember::Person))?;
    t.person(&elin(), C::TakeMeasure { no: hers })?;
    t.staff(&anna_ek(), C::Agree { follow_up: Some(t.time(12, 14, 0)) })?;
    t.reached(Milestone::Agreed)?;

    t.staff(&anna_ek(), C::HandOut)?;
    t.reached(Milestone::Active)?;

    t.days_ago(40, 8)?;
    for who in [lisa_berg(), anna_ek()] {
        let no = owned_by(t, &of(who.clone()))?;
        t.staff(&who, C::StartMeasure { no })?;
    }
    t.days_ago(20, 11)?;
    let doctor = owned_by(t, &of(per_nilsson()))?;
    t.staff(&per_nilsson(), C::FinishMeasure { no: doctor })?;
    t.days_ago(8, 16)?;
    let relief = owned_by(t, &of(eva_lund()))?;
    t.staff(
        &eva_lund(),
        C::MissMeasure {
            no: relief,
            why: "Ansökan saknade ett intyg, så beslutet dröjer. Jag har ringt Sara och skickat efter intyget.".into(),
        },
    )?;
    t.days_ago(6, 17)?;
    let by = t.member(&elin())?;
    t.person(
        &elin(),
        C::JudgeMeasure {
            no: doctor,
            by,
            answer: DidIt::Yes,
            words: "Doktorn berättade innan. Det var ingen fara med magen.".into(),
        },
    )?;
    let by = t.member(&sara())?;
    t.person(
        &sara(),
        C::JudgeMeasure {
            no: relief,
            by,
            answer: DidIt::No,
            words: "Vi behöver fortfarande en kväll. Men det var bra att Eva ringde.".into(),
        },
    )
}

//! Greta, 84, going home from hospital: the parties are called in time, and a short plan is enough.

use super::telling::{Step, Telling, answer};
use super::units::{avd4, solvik_hemtjanst, solvik_khs, vc_solvik};
use super::{Milestone, amir_rezai, greta, hanna_wik, karin, leif_moberg, sofia_lindh};
use crate::information::InfoKind::{Health, Home, OwnWords, SocialCare};
use crate::people::FamilyMember;
use crate::plan::Command as C;
use crate::plan::command::{CallReply, PreparationOf, Propose, StayDraft};
use crate::plan::state::{Form, SeenBy, TakePart};

pub(super) fn tell(t: &mut Telling) -> Step {
    t.days_ago(3, 8)?;
    t.propose(
        &hanna_wik(),
        Propose {
            person: greta(),
            to: vc_solvik(),
            reason:
                "Greta har brutit höften och är utskrivningsklar i veckan. Hemma behöver hon hjälp morgon och kväll, \
            sår ska läggas om och medicinerna är ändrade."
                    .into(),
            wanted: true,
            told_how: "Hanna satt vid sängen och pratade med Greta. Dottern Karin var med i telefon.".into(),
            question: "Vem kommer när jag ringer på larmet om natten?".into(),
        },
    )?;
    t.reached(Milestone::Proposed)?;
    let leif = leif_moberg();
    t.staff(&leif, C::Assess { reason: "Det behövs insatser från både regionen och kommunen hemma.".into() })?;
    t.staff(&leif, C::NameFacilitator { staff: leif_moberg() })?;
    t.staff(&leif, C::NameCoordinator { staff: sofia_lindh(), phone: "0980-319253".into() })?;
    t.staff(&leif, C::NameLead { unit: solvik_khs() })?;
    t.staff(
        &leif,
        C::NameSupporter {
            person: Some(karin().person),
            staff: None,
            name: "Karin Nyman".into(),
            relation: "min dotter".into(),
        },
    )?;
    t.reached(Milestone::Assessed)?;

    let yes = t.consent(
        FamilyMember::Person,
        Form::Oral,
        "Samtal på avdelningen med Leif Moberg",
        "",
        &[
            (vc_solvik(), &[OwnWords, Health, SocialCare, Home]),
            (solvik_khs(), &[OwnWords, Health, SocialCare, Home]),
            (solvik_hemtjanst(), &[OwnWords, SocialCare, Home]),
            (avd4(), &[OwnWords, Health]),
        ],
    )?;
    let yes = with_daughter(t, yes)?;
    t.staff(&leif, yes)?;
    t.reached(Milestone::Consented)?;

    t.staff(
        &leif,
        C::Prepare {
            of: PreparationOf::Family(FamilyMember::Person),
            take_part: Some(TakePart::Whole),
            most_people: Some(6),
            answers: vec![
                answer("wish", "Jag vill sova i min egen säng och ha kaffet klart klockan sju.", SeenBy::Everybody),
                answer("hard", "Trappan upp till sovrummet. Och att vara ensam om natten.", SeenBy::Everybody),
            ],
        },
    )?;
    t.person(
        &karin(),
        C::Prepare {
            of: PreparationOf::Me,
            take_part: Some(TakePart::Remote),
            most_people: None,
            answers: vec![answer("can", "Jag handlar på lördagar. Jag kan inte komma på vardagar.", SeenBy::Everybody)],
        },
    )?;
    t.reached(Milestone::Prepared)?;

    t.days_ago(2, 9)?;
    let (admitted, told) = (t.clocked(-12, 7, 40)?, t.clocked(-12, 15, 5)?);
    let stay = StayDraft {
        ward: avd4(),
        admitted,
        leaves: t.day(2),
        told: Some(told),
        contact: Some(leif_moberg()),
        // The notice that came after noon.
        ready: Some(t.clocked(-5, 13, 10)?),
        home: None,
    };
    t.staff(&leif, C::NoteStay { stay: Box::new(stay) })?;
    for (unit, expected) in [
        (vc_solvik(), "Läkemedelslistan och vem Greta ringer om såret."),
        (solvik_khs(), "Omläggning av såret hemma och hjälpmedel till trappan."),
        (solvik_hemtjanst(), "Hjälp morgon och kväll, och trygghetslarm från första natten."),
        (avd4(), "Vad Greta klarar själv nu, och när hon går hem."),
    ] {
        t.staff(&leif, C::AddParty { unit, expected: expected.into(), mandate: String::new() })?;
    }
    let starts = t.time(2, 13, 0);
    // Over a weekend both would fall on the same Monday.
    let answer_by = t.day(1).min(starts.date().yesterday().unwrap_or(starts.date()));
    let place = "Avdelning 4, samtalsrummet".to_owned();
    t.staff(&leif, C::PlanMeeting { starts, minutes: 45, place, interpreter: String::new(), answer_by })?;
    t.staff(&leif, C::SendCalls)?;
    t.reached(Milestone::Called)?;

    t.days_ago(1, 10)?;
    for (who, mandate) in [
        (sofia_lindh(), "Får bestämma om hemsjukvård och hjälpmedel"),
        (hanna_wik(), "Får lämna uppgifter från vårdtiden"),
        (amir_rezai(), "Får bestämma om hemtjänst från första dagen"),
    ] {
        let party = t.party(&who.unit)?;
        t.staff(&who.clone(), C::AnswerCall { party, reply: CallReply::Come { who, mandate: mandate.into() } })?;
    }
    t.reached(Milestone::Answered)
}

/// The same consent, also to her daughter.
fn with_daughter(t: &Telling, yes: C) -> Step<C> {
    let FamilyMember::Supporter(no) = t.supporter(&karin())? else {
        return Ok(yes);
    };
    Ok(match yes {
        C::GiveConsent { by, plan, mut disclose, form, basis, talk, excluded, from, to } => {
            let daughter = crate::plan::state::Recipient::Supporter(no);
            disclose.push((daughter, [OwnWords, Health, SocialCare, Home].into()));
            C::GiveConsent { by, plan, disclose, form, basis, talk, excluded, from, to }
        }
        other => other,
    })
}

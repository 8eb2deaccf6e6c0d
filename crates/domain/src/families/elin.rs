//! Elin, 9, absent from school: nine adults became five, and her question comes first. Version 1 is in force.

use super::telling::{Step, Telling, answer};
use super::units::{bup, solvik_barn, solvik_lss, solvik_sip, strandskolan, vc_solvik};
use super::{Milestone, anna_ek, elin, eva_lund, johan, lisa_berg, maria_sund, omar_ali, per_nilsson, sara};
use crate::information::InfoKind::{self, Health, Home, OwnWords, School, SocialCare};
use crate::people::{Mandate, StaffRef, UnitRef};
use crate::plan::Command as C;
use crate::plan::command::{CallReply, PreparationOf, Propose};
use crate::plan::state::{Form, SeenBy, TakePart};

fn shared() -> [(UnitRef, &'static [InfoKind]); 6] {
    [
        (solvik_barn(), &[OwnWords, Health, SocialCare, School, Home]),
        (strandskolan(), &[OwnWords, School, Home]),
        (bup(), &[OwnWords, Health, SocialCare, School, Home]),
        (solvik_lss(), &[OwnWords, SocialCare, Home]),
        (vc_solvik(), &[OwnWords, Health]),
        (solvik_sip(), &[OwnWords, Health, SocialCare, School, Home]),
    ]
}

pub(super) fn tell(t: &mut Telling) -> Step {
    begins(t)?;
    prepares(t)?;
    is_called(t)?;
    super::elin_meeting::meets(t)?;
    super::elin_after::goes_on(t)
}

fn begins(t: &mut Telling) -> Step {
    t.days_ago(76, 9)?;
    let reason = "Elin har varit borta från skolan 31 dagar sedan augusti. Hon får ont i magen på vägen dit. \
        Familjen har kontakt med fem ställen, och mamma berättar samma sak för alla.";
    let told_how = "Lisa pratade med Elin på rasten och ringde mamma och pappa samma kväll. De vill ha en plan.";
    let to = solvik_barn();
    let question = String::new();
    t.propose(
        &lisa_berg(),
        Propose { person: elin(), to, reason: reason.into(), wanted: true, told_how: told_how.into(), question },
    )?;
    t.reached(Milestone::Proposed)?;

    t.days_ago(74, 10)?;
    let anna = anna_ek();
    t.staff(
        &anna,
        C::Assess {
            reason: "Elin behöver stöd från både skolan, BUP och oss. Ingen av oss ser helheten var för sig.".into(),
        },
    )?;
    for guardian in [sara(), johan()] {
        let (person, name) = (guardian.person, guardian.name.to_string());
        t.staff(
            &anna,
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
    t.reached(Milestone::Assessed)?;

    t.days_ago(71, 15)?;
    t.staff(&anna, C::NameCoordinator { staff: anna_ek(), phone: "0980-319243".into() })?;
    t.staff(&anna, C::NameLead { unit: solvik_barn() })?;
    t.staff(&anna, C::NameFacilitator { staff: maria_sund() })?;
    t.staff(
        &anna,
        C::NameSupporter {
            person: None,
            staff: Some(lisa_berg().staff),
            name: "Lisa Berg".into(),
            relation: "min lärare".into(),
        },
    )?;
    let basis = "Samtal hemma hos familjen med Anna Ek";
    let by = t.member(&sara())?;
    let yes = t.consent(by, Form::Page, basis, "Mormors sjukdom.", &shared())?;
    t.person(&sara(), yes)?;
    let by = t.member(&johan())?;
    let yes = t.consent(by, Form::Oral, basis, "", &shared())?;
    t.staff(&anna, yes)?;
    t.reached(Milestone::Consented)
}

fn prepares(t: &mut Telling) -> Step {
    t.days_ago(66, 13)?;
    t.person(&elin(), C::AskQuestion { words: "Hur kan jag vara i skolan utan att få ont i magen?".into() })?;
    t.person(&elin(), C::AskQuestion { words: "Vem bestämmer vilka som får veta saker om mig?".into() })?;
    t.person(&elin(), C::Avoid { words: "Jag vill inte att ni pratar om när jag sprang hem.".into() })?;
    t.person(
        &elin(),
        C::Prepare {
            of: PreparationOf::Me,
            take_part: Some(TakePart::Part),
            most_people: Some(5),
            answers: vec![
                answer("good", "När det är tyst och jag får sitta med Lisa. Och bilden.", SeenBy::Everybody),
                answer("hard", "Korridoren. Alla låter och tittar på mig.", SeenBy::Everybody),
                answer("wish", "Att få komma in en annan väg på morgonen.", SeenBy::MySupporter),
                answer("worry", "Jag är rädd att mamma och pappa ska bli ledsna på mig.", SeenBy::OnlyMe),
            ],
        },
    )?;
    t.person(
        &sara(),
        C::Prepare {
            of: PreparationOf::Me,
            take_part: Some(TakePart::Whole),
            most_people: None,
            answers: vec![
                answer("hours", "Ungefär sju timmar i veckan går åt till att ringa och mejla.", SeenBy::Everybody),
                answer("ease", "Att en enda person ringer de andra. Vi orkar inte vara budbärare.", SeenBy::Everybody),
                answer("can", "Vi kan följa Elin till grinden varje morgon.", SeenBy::Everybody),
            ],
        },
    )?;
    t.reached(Milestone::Prepared)
}

fn is_called(t: &mut Telling) -> Step {
    t.days_ago(62, 9)?;
    let anna = anna_ek();
    for (unit, expected, mandate) in [
        (strandskolan(), "Vad skolan kan ändra på morgonen och i korridoren.", "Elins schema, rum och stödperson"),
        (bup(), "När samtalen kan börja, och råd till skolan under tiden.", "Tider för samtal"),
        (solvik_barn(), "Hålla ihop planen och ringa de andra.", "Stöd till familjen"),
        (solvik_lss(), "Om familjen kan få avlösning en kväll i veckan.", "Ta emot en ansökan"),
        (vc_solvik(), "Undersöka Elins mage.", "Tid hos läkare"),
    ] {
        t.staff(&anna, C::AddParty { unit, expected: expected.into(), mandate: mandate.into() })?;
    }
    let (starts, answer_by) = (t.time(-42, 14, 0), t.day(-50));
    let (place, interpreter) = ("Strandskolan, lilla biblioteket".to_owned(), String::new());
    t.staff(&anna, C::PlanMeeting { starts, minutes: 60, place, interpreter, answer_by })?;
    t.staff(&anna, C::SendCalls)?;
    t.reached(Milestone::Called)?;

    t.days_ago(55, 8)?;
    for (who, mandate) in [
        (lisa_berg(), "Får bestämma om schema och rum; rektorn har sagt ja"),
        (omar_ali(), "Får lova en tid för samtal"),
        (anna_ek(), "Får bestämma om stöd till familjen"),
        (eva_lund(), "Får ta emot en ansökan, inte bestämma på mötet"),
        (per_nilsson(), "Får boka läkartid"),
    ] {
        let party = t.party(&who.unit)?;
        t.staff(&who.clone(), C::AnswerCall { party, reply: CallReply::Come { who, mandate: mandate.into() } })?;
    }
    expects(t, &lisa_berg(), "En lugn start varje morgon och ett eget rum på rasten.", "Behandling. Fråga BUP.")?;
    expects(t, &omar_ali(), "Samtal med Elin, och råd till skolan redan nu.", "Hembesök. Det gör socialtjänsten.")?;
    expects(t, &eva_lund(), "Hjälpa familjen att söka avlösarservice.", "Lova avlösning innan beslutet är fattat.")?;
    t.reached(Milestone::Answered)
}

fn expects(t: &mut Telling, who: &StaffRef, can: &str, cannot: &str) -> Step {
    let answers = vec![answer("can", can, SeenBy::Everybody), answer("cannot", cannot, SeenBy::Everybody)];
    t.staff(who, C::Prepare { of: PreparationOf::Me, take_part: None, most_people: None, answers })
}

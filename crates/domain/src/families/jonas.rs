//! Jonas, 42: each demanded that the other should treat first. He took back his consent to one party midway.

use super::telling::{Step, Telling, answer, measure};
use super::units::{af_solvik, beroende, solvik_vuxen, vuxenpsyk};
use super::{Milestone, david_hall, jonas, malin_fors, nils_brandt, rebecka_stal};
use crate::information::InfoKind::{Health, OwnWords, SocialCare, WorkMoney};
use crate::people::FamilyMember;
use crate::plan::Command as C;
use crate::plan::command::{CallReply, MeasureDraft, PreparationOf, Propose};
use crate::plan::state::{Form, Owner, Recipient, Scope, SeenBy, TakePart};

pub(super) fn tell(t: &mut Telling) -> Step {
    begins(t)?;
    meets(t)?;
    changes_his_mind(t)
}

fn begins(t: &mut Telling) -> Step {
    t.days_ago(60, 10)?;
    t.propose(
        &malin_fors(),
        Propose {
            person: jonas(),
            to: solvik_vuxen(),
            reason: "Jonas skickas mellan oss och beroendemottagningen. Var och en vill att den andra börjar.".into(),
            wanted: true,
            told_how: "Malin och Jonas pratade vid ett besök på mottagningen.".into(),
            question: "Varför måste jag bli frisk från det ena innan någon hjälper mig med det andra?".into(),
        },
    )?;
    t.reached(Milestone::Proposed)?;

    t.days_ago(58, 9)?;
    let rebecka = rebecka_stal();
    t.staff(&rebecka, C::Assess { reason: "Psykiatrin, beroendevården och vi måste göra det samtidigt.".into() })?;
    t.staff(&rebecka, C::NameCoordinator { staff: rebecka_stal(), phone: "0980-319249".into() })?;
    t.staff(&rebecka, C::NameFacilitator { staff: rebecka_stal() })?;
    t.staff(&rebecka, C::NameLead { unit: solvik_vuxen() })?;
    t.reached(Milestone::Assessed)?;

    t.days_ago(55, 14)?;
    let yes = t.consent(
        FamilyMember::Person,
        Form::Page,
        "Samtal med Rebecka Stål",
        "Mina syskon.",
        &[
            (solvik_vuxen(), &[OwnWords, Health, SocialCare, WorkMoney]),
            (vuxenpsyk(), &[OwnWords, Health, SocialCare]),
            (beroende(), &[OwnWords, Health, SocialCare]),
            (af_solvik(), &[OwnWords, WorkMoney]),
        ],
    )?;
    t.person(&jonas(), yes)?;
    t.reached(Milestone::Consented)?;

    t.person(
        &jonas(),
        C::Prepare {
            of: PreparationOf::Me,
            take_part: Some(TakePart::Whole),
            most_people: Some(5),
            answers: vec![
                answer(
                    "good",
                    "Jag har varit drogfri i tre veckor, och jag har börjat gå till verkstaden.",
                    SeenBy::Everybody,
                ),
                answer("hard", "Rösterna om kvällen. Då vill jag bara bort.", SeenBy::Everybody),
                answer(
                    "tried",
                    "Två behandlingshem. Båda gångerna fick jag vänta på psykiatrin efteråt.",
                    SeenBy::Everybody,
                ),
            ],
        },
    )?;
    t.reached(Milestone::Prepared)?;

    t.days_ago(50, 9)?;
    for (unit, expected) in [
        (vuxenpsyk(), "Vad ni kan börja med nu, medan Jonas behandlas för beroendet."),
        (beroende(), "Vad ni kan börja med nu, medan Jonas behandlas för psykosen."),
        (solvik_vuxen(), "Boende och någon som följer med till besöken."),
        (af_solvik(), "Vad verkstaden kan bli, och i vilken takt."),
    ] {
        t.staff(&rebecka, C::AddParty { unit, expected: expected.into(), mandate: String::new() })?;
    }
    let (starts, answer_by) = (t.time(-30, 10, 0), t.day(-38));
    let place = "Vuxenenheten, rum 3".to_owned();
    t.staff(&rebecka, C::PlanMeeting { starts, minutes: 60, place, interpreter: String::new(), answer_by })?;
    t.staff(&rebecka, C::SendCalls)?;
    t.reached(Milestone::Called)?;

    t.days_ago(44, 13)?;
    for (who, mandate) in [
        (malin_fors(), "Får bestämma om samtal och läkartid"),
        (david_hall(), "Får bestämma om behandlingens start"),
        (rebecka_stal(), "Får bestämma om boendestöd"),
        (nils_brandt(), "Får bestämma om arbetsprövning"),
    ] {
        let party = t.party(&who.unit)?;
        t.staff(&who.clone(), C::AnswerCall { party, reply: CallReply::Come { who, mandate: mandate.into() } })?;
    }
    t.reached(Milestone::Answered)
}

fn meets(t: &mut Telling) -> Step {
    super::jonas_expects::expect(t)?;
    t.days_ago(30, 10)?;
    let rebecka = rebecka_stal();
    t.staff(&rebecka, C::OpenMeeting)?;
    t.person(
        &jonas(),
        C::AddNeed {
            area: "health".into(),
            own_words: "Jag behöver hjälp med rösterna och med suget samtidigt.".into(),
            view: String::new(),
        },
    )?;
    let health = t.last()?;
    t.staff(&malin_fors(), C::ViewNeed { no: health, words: "Medicinen verkar sämre när Jonas är påverkad.".into() })?;
    t.staff(&david_hall(), C::ViewNeed { no: health, words: "Suget blir starkare när rösterna är svåra.".into() })?;
    t.person(
        &jonas(),
        C::AddNeed {
            area: "work".into(),
            own_words: "Verkstaden är det enda stället där jag inte tänker på droger.".into(),
            view: String::new(),
        },
    )?;
    let work = t.last()?;
    t.person(&jonas(), C::AddGoal { need: Some(health), words: "Sova en hel natt.".into() })?;
    t.reached(Milestone::Meeting)?;

    let doctor = measure(
        "Läkartid om medicinen, och ett samtal i veckan med Malin.",
        Owner::Staff(malin_fors()),
        (Some(t.day(-28)), t.day(30)),
        "Jonas får en fast tid, tisdagar klockan 10.",
        "Malin ringer Rebecka samma dag.",
    );
    t.staff(&rebecka, C::ProposeMeasure { need: Some(health), kind: None, draft: doctor, note: None })?;
    let medicine = t.last()?;
    let treatment = measure(
        "Öppen behandling två dagar i veckan, när medicinen är inställd.",
        Owner::Staff(david_hall()),
        (None, t.day(45)),
        "David hämtar Jonas i receptionen den första dagen.",
        "David och Malin träffas tillsammans med Jonas inom en vecka.",
    );
    let draft = MeasureDraft { waits_for: Some(medicine), ..treatment };
    t.staff(&rebecka, C::ProposeMeasure { need: Some(health), kind: None, draft, note: None })?;
    let treatment = t.last()?;
    let company = measure(
        "Någon från boendestödet följer med till de första besöken.",
        Owner::Staff(rebecka_stal()),
        (Some(t.day(-28)), t.day(14)),
        "Jonas vet kvällen före vem som kommer.",
        "Rebecka följer med själv.",
    );
    t.staff(&rebecka, C::ProposeMeasure { need: Some(health), kind: None, draft: company, note: None })?;
    let company = t.last()?;
    let workshop = measure(
        "Arbetsprövning i verkstaden tre förmiddagar i veckan.",
        Owner::Staff(nils_brandt()),
        (None, t.day(40)),
        "Jonas har ett schema på kylskåpet.",
        "Nils och Jonas pratar med verkstadens förman.",
    );
    t.staff(&rebecka, C::ProposeMeasure { need: Some(work), kind: None, draft: workshop, note: None })?;
    t.staff(
        &rebecka,
        C::WriteDisagreement {
            kind: crate::information::InfoKind::Health,
            sides: vec![
                ("Psykiatrimottagningen".into(), "Medicinen måste ställas in innan behandlingen börjar.".into()),
                ("Beroendemottagningen".into(), "Behandlingen kan börja nu, annars tappar vi Jonas igen.".into()),
                ("Jonas".into(), "Jag vill inte vänta på någon av er.".into()),
            ],
            next_step: "Malin och David träffar Jonas tillsammans och kommer överens om en dag.".into(),
            owner: Owner::Staff(malin_fors()),
            by: t.day(5),
            note: None,
            about: None,
        },
    )?;
    let no = t.plan()?.questions.first().map(|question| question.no);
    let no = no.ok_or(super::telling::Stop::Fault(super::NotTold::Missing))?;
    let words = "Det måste du inte. Malin och David arbetar samtidigt. Var behandlingen ska börja är de inte överens om, \
        och det står i planen.";
    t.staff(&rebecka, C::AnswerQuestion { no, words: words.into(), kind: crate::information::InfoKind::Health })?;
    t.staff(&rebecka, C::EndMeeting { family_talk: None })?;
    t.reached(Milestone::Draft)?;

    t.staff(&malin_fors(), C::TakeMeasure { no: medicine })?;
    t.staff(&david_hall(), C::TakeMeasure { no: treatment })?;
    t.staff(&rebecka, C::TakeMeasure { no: company })?;
    t.staff(&rebecka, C::Agree { follow_up: Some(t.time(21, 10, 0)) })?;
    t.reached(Milestone::Agreed)?;
    t.days_ago(29, 9)?;
    t.staff(&rebecka, C::HandOut)?;
    t.staff(&malin_fors(), C::StartMeasure { no: medicine })?;
    t.staff(&rebecka, C::StartMeasure { no: company })?;
    t.reached(Milestone::Active)
}

fn changes_his_mind(t: &mut Telling) -> Step {
    t.days_ago(12, 18)?;
    let given = t.plan()?.consents.iter().find(
        |c| matches!(&c.scope, Scope::Disclosure { to: Recipient::Unit(unit), .. } if unit.unit == af_solvik().unit),
    );
    let consents = given.map(|c| c.no).into_iter().collect();
    t.person(
        &jonas(),
        C::WithdrawConsent {
            by: FamilyMember::Person,
            consents,
            remains: "Arbetsförmedlingen ska inte se mer. Resten får vara som det är.".into(),
        },
    )
}

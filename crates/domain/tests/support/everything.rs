//! Stories that together hold every kind of event, told by real commands.

use jiff::civil::date;
use samsyn_domain::families::units::*;
use samsyn_domain::families::*;
use samsyn_domain::ids::{MediaId, No};
use samsyn_domain::information::{InfoKind, MinorConsent};
use samsyn_domain::people::{FamilyMember, Mandate, PersonRef};
use samsyn_domain::plan::Command as C;
use samsyn_domain::plan::command::{
    CallReply, EvaluationDraft, ExpectationDraft, InterpreterDraft, MeasureDraft, PreparationOf, StayDraft, TalkDraft,
};
use samsyn_domain::plan::state::{
    About, Addressee, Attendee, CallWay, ClosingReason, Fits, Form, Handed, InterpreterWay, InterpreterWish, Letter,
    MediaKind, Owner, SeenBy, Successor, ToCheck,
};
use samsyn_domain::times::TimeReason;

use super::{Tale, at_home, at_work, clock, day, given};

/// The families' stories and what else can befall a plan.
pub fn stories() -> Vec<Tale> {
    let mut tales: Vec<Tale> = Family::ALL.into_iter().map(|family| given(family, Milestone::Told)).collect();
    tales.extend(vec![
        refused_and_reopened(),
        declined(),
        before_the_meeting(),
        rows_come_and_go(),
        followed_up_and_closed(),
        handed_over(),
        comes_of_age(),
        goes_home(),
        no_longer_protected(),
        in_conflict(),
        ended_by_itself(),
        spoken_through_an_interpreter(),
        a_time_is_asked_about(),
        expectations_come_and_go(),
        a_yes_is_heard_and_a_no_stands_in_print(),
    ]);
    tales
}

/// A decision of the board, its paper, what the child thinks, and a message to one guardian.
fn in_conflict() -> Tale {
    let (jenny, petra_home) = (at_work(&jenny_ask()), at_home(&petra()));
    let tale = given(Family::Tova, Milestone::Told);
    let FamilyMember::Representative(no) = tale.member(&petra()) else { panic!("a guardian") };
    let scan = samsyn_domain::ids::ScanId(uuid_of("a decision on paper"));
    let decided = C::NoteBoardDecision { on: day(-1), words: "Nämnden beslutade om samtal för Tova hos BUP.".into() };
    let view = "Jag vill att alla pratar med varandra.".to_owned();
    let tale = tale
        .and(&jenny, decided)
        .and(&jenny, C::NoteChildsView { words: view, kept_from_guardians: true })
        .and(&jenny, C::WriteMessage { with: no, words: "Kan vi ses på torsdag, bara du och jag?".into() })
        .and(&petra_home, C::WriteMessage { with: no, words: "Ja, efter klockan tre.".into() });
    let decision = tale.plan.decisions[0].no;
    tale.and(&jenny, C::AttachScan { scan, rows: vec![decision] })
}

/// In the room: a yes that is heard, one who can live with it and one who cannot; the no stands in print, and the talk is shared.
fn a_yes_is_heard_and_a_no_stands_in_print() -> Tale {
    let (maria, mother) = (at_work(&maria_sund()), at_home(&sara()));
    let tale = given(Family::Elin, Milestone::Meeting);
    let measure = MeasureDraft {
        what: "Lisa möter Elin vid dörren.".into(),
        owner: Owner::Staff(lisa_berg()),
        from: None,
        by: day(20),
        notice: "Elin går in.".into(),
        otherwise: "Lisa ringer.".into(),
        coordinating: false,
        waits_for: None,
    };
    let proposed = C::ProposeMeasure { need: None, kind: Some(InfoKind::School), draft: measure, note: None };
    let tale = tale.and(&maria, proposed);
    let no = tale.plan.measures.last().unwrap().no;
    let member = Attendee::Family(tale.member(&sara()));
    let child = Attendee::Family(FamilyMember::Person);
    let question = tale.plan.questions[0].no;
    let answer = "Lisa möter dig vid slöjdsalens dörr varje morgon.".into();
    let steps_on = tale.last().0 + 1;
    tale.and(&maria, C::HearYes { no })
        .and(&maria, C::AnswerQuestion { no: question, words: answer, kind: InfoKind::School })
        .and(&maria, {
            let words = "How can I be in school without a stomach ache?".into();
            C::TranslateQuestion { no: question, words, translator: "Ada Moss, tolk".into() }
        })
        .and(&at_home(&elin()), C::LiveWith { no, of: child, words: None })
        .and(&mother, C::LiveWith { no, of: member, words: Some("Det är för sent på morgonen.".into()) })
        .and(
            &maria,
            C::WriteDisagreement {
                kind: InfoKind::School,
                sides: vec![
                    ("Mamma".into(), "Det är för sent på morgonen.".into()),
                    ("Lisa".into(), "Tidigare finns ingen vuxen på plats.".into()),
                ],
                next_step: "Lisa frågar rektorn om tiden.".into(),
                owner: Owner::Staff(lisa_berg()),
                by: day(9),
                note: None,
                about: Some(no),
            },
        )
        .and(&at_work(&lisa_berg()), C::TakeNextStep { no: No(steps_on) })
        .and(&maria, C::EndMeeting { family_talk: Some(31) })
}

/// A unit takes out its copy; then a consent is told to end, and ends.
fn ended_by_itself() -> Tale {
    let tale = given(Family::Elin, Milestone::Told).and(&at_work(&lisa_berg()), C::TakeCopy { version: 1 });
    let last = tale.plan.consents.iter().map(|c| c.to).max().unwrap();
    let left = i64::from((last - tale.today()).get_days());
    tale.later(left - 10).and(&clock(), C::WeighConsents).later(11).and(&clock(), C::WeighConsents)
}

/// Times are asked about, one is booked, an interpreter is needed; nobody answers the call, and the meeting is cancelled.
fn a_time_is_asked_about() -> Tale {
    let anna = at_work(&anna_ek());
    let tale = given(Family::Elin, Milestone::Prepared);
    let needed = InterpreterDraft {
        language: "nordsamiska".into(),
        dialect: "västlig".into(),
        wish: Some(InterpreterWish::Woman),
        way: Some(InterpreterWay::Phone),
    };
    let reasons = vec![TimeReason::AllFree(4), TimeReason::Morning, TimeReason::Travel(20)];
    let times = vec![(day(6).at(9, 0, 0, 0), reasons), (day(9).at(14, 30, 0, 0), vec![])];
    let tale = tale
        .and(&anna, C::AddParty { unit: bup(), expected: "När samtalen kan börja.".into(), mandate: String::new() })
        .and(&anna, C::NeedInterpreter { need: Some(needed) })
        .and(&anna, C::ProposeTimes { times, minutes: 90, place: "Biblioteket".into(), answer_by: day(4) });
    let offer = tale.plan.times.as_ref().unwrap().offers[0].no;
    let of = Attendee::Family(tale.member(&sara()));
    let called = tale.plan.current_parties().next().unwrap().no;
    let tale =
        tale.and(&at_home(&sara()), C::AnswerTime { offer, of, fits: Fits::Yes }).and(&anna, C::BookTime { offer });
    let meeting = tale.plan.next_meeting().unwrap().no;
    tale.and(&anna, C::BookInterpreter { booked: true })
        .and(&anna, C::SendCalls)
        .and(&anna, C::SendCallAgain { party: called, way: CallWay::Letter })
        .and(&clock(), C::DropLetter { to: Attendee::Party(called), letter: Letter::Call, meeting })
        .later(8)
        .and(&clock(), C::NoteSilence)
        .and(&anna, C::CancelMeeting { reason: "Vi behöver fler med.".into() })
}

/// A paper in another language, and somebody appointed for money alone.
fn spoken_through_an_interpreter() -> Tale {
    let rebecka = at_work(&rebecka_stal());
    let tale = given(Family::Jonas, Milestone::Assessed);
    let spoken = TalkDraft { language: "finska".into(), interpreter: "Auktoriserad tolk, på plats".into() };
    let yes = C::GiveConsent {
        by: FamilyMember::Person,
        plan: true,
        disclose: vec![],
        form: Form::Paper,
        basis: "Samtal med Rebecka Stål".into(),
        talk: spoken,
        excluded: String::new(),
        from: tale.today(),
        to: day(100),
    };
    let named = C::NameRepresentative {
        person: gunnel().person,
        name: "Gunnel Hult".into(),
        mandate: Mandate::GodMan,
        decides: false,
        covers: Some([InfoKind::WorkMoney].into()),
        limits: "Förvalta egendom.".into(),
    };
    let tale = tale.and(&rebecka, yes).and(&rebecka, named);
    let (no, scan) = (tale.plan.consents[0].no, samsyn_domain::ids::ScanId(uuid_of("a consent on paper")));
    tale.and(&rebecka, C::AttachScan { scan, rows: vec![no] })
}

/// A meeting that was moved before anybody wrote; a row and an ask that were taken back.
fn expectations_come_and_go() -> Tale {
    let lisa = at_work(&lisa_berg());
    let tale = given(Family::Elin, Milestone::Answered);
    let starts = day(9).at(14, 0, 0, 0);
    let moved = C::PlanMeeting {
        starts,
        minutes: 60,
        place: "Biblioteket".into(),
        interpreter: String::new(),
        answer_by: day(5),
    };
    let of = PreparationOf::Me;
    let write = |can: &str| C::WriteExpectation {
        about: About::Whole,
        of: of.clone(),
        draft: ExpectationDraft { can: can.into(), ..ExpectationDraft::default() },
    };
    let words = "Är Elin själv med?".to_owned();
    let ask = C::WriteAsk { about: About::Whole, of: of.clone(), to: Addressee::Family, words };
    let tale =
        tale.and(&at_work(&anna_ek()), moved).and(&lisa, write("En lugn start.")).and(&lisa, write("")).and(&lisa, ask);
    let no = tale.last();
    tale.and(&lisa, C::DropAsk { no })
}

fn refused_and_reopened() -> Tale {
    let anna = at_work(&anna_ek());
    given(Family::Elin, Milestone::Proposed)
        .and(&anna, C::Refuse { reason: "Skolan och BUP har redan en plan tillsammans.".into() })
        .and(&anna, C::Reopen { reason: "Familjen har berättat att planen inte används.".into() })
}

fn declined() -> Tale {
    let (anna, sara_home, johan_home) = (at_work(&anna_ek()), at_home(&sara()), at_home(&johan()));
    let tale = given(Family::Elin, Milestone::Assessed).with(|s| s.minor_consent = MinorConsent::ByMaturity);
    let (mother, father) = (tale.member(&sara()), tale.member(&johan()));
    tale.and(&anna, C::AssessMaturity { words: "Elin förstår vad planen är och vem som får se den.".into() })
        .and(&sara_home, C::RefuseConsent { by: mother, reason: "Inte nu.".into() })
        .and(&johan_home, C::RefuseConsent { by: father, reason: String::new() })
}

fn media(n: u128) -> MediaId {
    MediaId(uuid::Uuid::from_u128(n))
}

fn lay(kind: MediaKind, n: u128) -> C {
    let (of, question) = (PreparationOf::Me, "hard".to_owned());
    C::LayMedia { of, media: media(n), question, kind, seen_by: SeenBy::MySupporter }
}

fn before_the_meeting() -> Tale {
    let (anna, elin_home) = (at_work(&anna_ek()), at_home(&elin()));
    let tale = given(Family::Elin, Milestone::Called);
    let question = tale.plan.questions[0].no;
    let other = tale.plan.questions[1].no;
    let avoid = tale.plan.avoid[0].no;
    let party = |unit: &samsyn_domain::people::UnitRef| {
        tale.plan.current_parties().find(|p| p.unit.unit == unit.unit).unwrap().no
    };
    let (lss, vc, school) = (party(&solvik_lss()), party(&vc_solvik()), party(&strandskolan()));
    let move_to = C::PlanMeeting {
        starts: day(9).at(15, 0, 0, 0),
        minutes: 45,
        place: "Biblioteket".into(),
        interpreter: "teckenspråk".into(),
        answer_by: day(5),
    };
    let supporter = tale.plan.current_supporters().next().unwrap().no;
    tale.clone()
        .and(&elin_home, C::RewordQuestion { no: question, words: "Hur kan skolan bli tystare?".into() })
        .and(&elin_home, C::DropQuestion { no: other })
        .and(&elin_home, C::DropAvoid { no: avoid })
        .and(&at_home(&johan()), C::WaivePreparation { of: PreparationOf::Me })
        .and(&elin_home, lay(MediaKind::Drawing, 1))
        .and(&elin_home, lay(MediaKind::Voice, 2))
        .and(&elin_home, C::ShowMedia { media: media(1), seen_by: SeenBy::Everybody })
        .and(&anna, C::DescribeMedia { media: media(1), words: "En dörr, och Elin utanför.".into() })
        .and(&elin_home, C::RemoveMedia { media: media(2) })
        .and(&anna, move_to)
        .and(&at_work(&eva_lund()), C::AnswerCall { party: lss, reply: CallReply::PassOn { to: solvik_hemtjanst() } })
        .and(
            &at_work(&ingrid_palm()),
            C::AnswerCall { party: school, reply: CallReply::Decline { reason: "Vi har lov den veckan.".into() } },
        )
        .and(&anna, C::RemoveParty { no: vc, reason: "Magen är undersökt.".into() })
        .and(&anna, C::EndSupporter { no: supporter })
}

fn rows_come_and_go() -> Tale {
    let (anna, maria, elin_home) = (at_work(&anna_ek()), at_work(&maria_sund()), at_home(&elin()));
    let tale = given(Family::Elin, Milestone::Draft);
    let (first, second) = (tale.plan.needs[0].no, tale.plan.needs[1].no);
    let goal = tale.plan.goals[0].no;
    let measures: Vec<_> = tale.plan.measures.iter().map(|m| m.no).collect();
    let disagreement = tale.plan.disagreements[0].no;
    let draft = MeasureDraft {
        what: "Lisa möter Elin vid slöjdsalens dörr klockan 8.20.".into(),
        owner: Owner::Staff(lisa_berg()),
        from: Some(day(1)),
        by: day(30),
        notice: "Elin hinner äta frukost.".into(),
        otherwise: "Lisa ringer Anna.".into(),
        coordinating: false,
        waits_for: Some(measures[1]),
    };
    tale.and(&elin_home, C::SayNeed { no: first, words: "Jag vill vara i skolan när det är tyst.".into() })
        .and(&elin_home, C::RewordGoal { no: goal, words: "Jag vill vara med på förmiddagarna.".into() })
        .and(&anna, C::DropGoal { no: goal })
        .and(&anna, C::ChangeMeasure { no: measures[0], draft })
        .and(&at_work(&omar_ali()), C::DeclineMeasure { no: measures[1], reason: "Remissen saknas.".into() })
        .and(&at_work(&per_nilsson()), C::DropMeasure { no: measures[2] })
        .and(&anna, C::DropNeed { no: second })
        .and(&anna, C::SayOthers { none: true })
        .and(&maria, C::SettleDisagreement { no: disagreement, words: "BUP börjar i januari.".into() })
}

/// Lisa leaves; her measure and the whole plan go on to others, some of whom say no.
fn handed_over() -> Tale {
    let (anna, ingrid) = (at_work(&anna_ek()), at_work(&ingrid_palm()));
    let tale = given(Family::Elin, Milestone::Active);
    let of = |who: &samsyn_domain::people::StaffRef| {
        let hers = |m: &&samsyn_domain::plan::state::Measure| m.owner == Owner::Staff(who.clone());
        Handed::Measure(tale.plan.measures.iter().find(hers).unwrap().no)
    };
    let offer = |what, to, words: &str| C::OfferHandover { what, to, words: words.into() };
    let (lisas, evas) = (of(&lisa_berg()), of(&eva_lund()));
    let measure = |what| if let Handed::Measure(no) = what { no } else { No(0) };
    let tale = tale
        .clone()
        .and(&at_work(&eva_lund()), offer(evas, Successor::Staff(per_nilsson()), "Jag byter tjänst."))
        .and(&at_work(&eva_lund()), C::WithdrawHandover { no: No(tale.plan.last_no + 1) })
        .and(&at_work(&lisa_berg()), C::FinishMeasure { no: measure(lisas) })
        .and(&at_work(&lisa_berg()), C::UnfinishMeasure { no: measure(lisas) })
        .and(&clock(), C::NoteOwnerLeft { staff: lisa_berg().staff, unit: strandskolan().unit })
        .and(&anna, offer(lisas, Successor::Unit(strandskolan()), ""));
    let no = tale.last();
    let tale = tale
        .and(&ingrid, C::DeclineHandover { no, reason: "Vi anställer någon i maj.".into() })
        .and(&anna, offer(lisas, Successor::Staff(ingrid_palm()), "Elin känner dig."));
    let no = tale.last();
    let tale = tale
        .and(&ingrid, C::AcceptHandover { no, phone: String::new() })
        .and(&anna, offer(Handed::Holding, Successor::Staff(maria_sund()), "Jag slutar i juni."));
    let no = tale.last();
    tale.and(&at_work(&maria_sund()), C::AcceptHandover { no, phone: "0980-319263".into() })
}

fn followed_up_and_closed() -> Tale {
    let anna = at_work(&anna_ek());
    let next = Some(day(60).at(10, 0, 0, 0));
    given(Family::Elin, Milestone::Told)
        .and(&anna, C::BeginFollowUp)
        .and(&anna, C::EndFollowUp { words: "Jag är i skolan tre dagar i veckan nu.".into(), next })
        .and(&at_home(&elin()), C::Evaluate { draft: said("child_wanted", 4) })
        .and(&anna, C::Revise { reason: "Två saker är klara och en ny behövs.".into() })
        .and(&anna, C::MoveAway { to: "Björkhamns kommun".into(), on: day(20) })
        .and(&anna, C::Close { reason: ClosingReason::GoalReached, words: "Elin är i skolan.".into() })
}

fn said(key: &str, step: u8) -> EvaluationDraft {
    EvaluationDraft { said: [(key.to_owned(), step)].into(), ..EvaluationDraft::default() }
}

/// Greta goes home, after her ward, her contact and the notice were noted.
fn goes_home() -> Tale {
    let tale = given(Family::Greta, Milestone::Called);
    let stay = tale.plan.stays[0].clone();
    let draft = StayDraft {
        ward: stay.ward,
        admitted: stay.admitted,
        leaves: stay.leaves,
        told: stay.told,
        contact: stay.contact,
        ready: stay.ready,
        home: Some(tale.today()),
    };
    tale.and(&at_work(&hanna_wik()), C::NoteStay { stay: Box::new(draft) })
}

fn comes_of_age() -> Tale {
    let tale = given(Family::Elin, Milestone::Told);
    let born = Some(date(2008, 11, 22));
    let facts: Vec<_> = tale
        .facts
        .iter()
        .cloned()
        .map(|mut fact| {
            if let samsyn_domain::plan::Event::PlanProposed { person, .. } = &mut fact.event {
                *person = PersonRef { born, ..person.clone() };
            }
            fact
        })
        .collect();
    let plan = samsyn_domain::plan::Plan::fold(tale.plan.id, &facts).unwrap();
    Tale { plan, facts, ..tale }.and(&clock(), C::TurnOfAge)
}

fn no_longer_protected() -> Tale {
    let ylva = at_work(&ylva_kron());
    let tale = given(Family::Noel, Milestone::Told);
    let FamilyMember::Representative(no) = tale.member(&sara_lind()) else { panic!("a guardian") };
    let school = tale.plan.current_parties().find(|p| p.unit.unit == tallmoskolan().unit).unwrap().no;
    tale.and(&ylva, C::LetIn { staff: bo_granat() })
        .and(&ylva, C::LetOut { staff: bo_granat().staff })
        .and(&ylva, C::Unprotect { name: "Noel Lind".into() })
        .and(&ylva, C::Protect { alias: "Kim".into(), contact: String::new() })
        .and(&ylva, C::KeepRecipient { who: ToCheck::Party(school) })
        .and(&ylva, C::Unprotect { name: "Noel Lind".into() })
        .and(&ylva, C::EndRepresentative { no, reason: "Vårdnaden har gått över.".into() })
}

//! Commands made from a few numbers, so that proptest can draw and shrink them: mostly sensible, sometimes hostile.

use jiff::ToSpan;
use samsyn_domain::access::Actor;
use samsyn_domain::families;
use samsyn_domain::ids::No;
use samsyn_domain::information::InfoKind;
use samsyn_domain::people::{FamilyMember, Mandate, StaffRef, Standing, UnitRef};
use samsyn_domain::plan::command::{
    AnswerDraft, AskReply, CallReply, Command as C, EvaluationDraft, ExpectationDraft, MeasureDraft, PreparationOf,
    StayDraft,
};
use samsyn_domain::plan::state::{
    About, Addressee, Attendance, Attendee, CallWay, Clocked, ClosingReason, DidIt, Fits, Form, Handed, Letter, Owner,
    Recipient, Row, SeenBy, Successor, TakePart, ToCheck,
};

use super::{Tale, at_home, at_work, clock};

/// One step: who, which command, and what goes into it.
pub type Seed = (u8, u8, u16, u16);

const HOSTILE: [&str; 8] = [
    "",
    " \u{a0}\n",
    "a\u{0}b",
    "\u{FFFD}",
    "\u{202e}txet\u{202c}",
    "<script>'; drop table plans; --",
    "👩‍👩‍👧‍👦🏽\u{200d}",
    "{{7*7}} ${x} %s \\",
];

struct Draw {
    a: usize,
    b: usize,
}

impl Draw {
    fn of<T: Clone>(n: usize, from: &[T]) -> Option<T> {
        from.get(n % from.len().max(1)).cloned()
    }

    fn text(&self) -> String {
        match self.b % 11 {
            n @ 0..8 if self.a.is_multiple_of(5) => HOSTILE[n].to_owned(),
            8 if self.a.is_multiple_of(5) => "å".repeat(5000),
            _ => format!("ord {}", self.b),
        }
    }

    fn kinds(&self) -> std::collections::BTreeSet<InfoKind> {
        InfoKind::ALL.into_iter().enumerate().filter(|(n, _)| self.b >> n & 1 == 1).map(|(_, kind)| kind).collect()
    }
}

/// The units that chance lets take part.
fn units() -> Vec<UnitRef> {
    use families::units::*;
    vec![solvik_barn(), bup(), strandskolan(), solvik_lss(), vc_solvik(), af_solvik(), solvik_sip()]
}

/// The staff that chance lets act.
fn staff() -> Vec<StaffRef> {
    use families::*;
    vec![
        anna_ek(),
        omar_ali(),
        clara_noren(),
        lisa_berg(),
        ingrid_palm(),
        eva_lund(),
        per_nilsson(),
        nils_brandt(),
        maria_sund(),
        ylva_kron(),
        rebecka_stal(),
        jenny_ask(),
        tor_hedin(),
        leif_moberg(),
        sofia_lindh(),
    ]
}

/// Everybody whom chance lets act or look.
pub fn actors() -> &'static [Actor] {
    static ALL: std::sync::LazyLock<Vec<Actor>> = std::sync::LazyLock::new(|| {
        let mut all: Vec<Actor> = staff().iter().map(at_work).collect();
        all.extend(families::people().iter().map(|(_, person)| at_home(person)));
        all.extend([at_work(&families::ulla_frisk()), clock()]);
        all
    });
    &ALL
}

/// The actor of a step: mostly one who has a place in the plan.
pub fn actor(tale: &Tale, seed: Seed) -> Actor {
    let plan = &tale.plan;
    let mut near: Vec<Actor> = plan
        .coordinator
        .iter()
        .map(|c| &c.staff)
        .chain(&plan.facilitator)
        .chain(plan.measures.iter().filter_map(|m| match &m.owner {
            Owner::Staff(staff) => Some(staff),
            Owner::Family(_) => None,
        }))
        .map(at_work)
        .collect();
    if near.is_empty() {
        near.extend(staff().iter().filter(|s| s.unit.unit == plan.proposal.to.unit).map(at_work));
    }
    let of_the_family = |a: &&Actor| {
        a.person().is_some_and(|p| plan.person.person == p || plan.representatives.iter().any(|r| r.person == p))
    };
    near.extend(actors().iter().filter(of_the_family).cloned());
    let pool = if seed.0 < 200 && !near.is_empty() { near.as_slice() } else { actors() };
    pool[usize::from(seed.0) % pool.len()].clone()
}

/// The command of a step.
#[expect(clippy::too_many_lines, reason = "one arm a command")]
pub fn command(tale: &Tale, seed: Seed) -> C {
    let plan = &tale.plan;
    let d = Draw { a: usize::from(seed.2), b: usize::from(seed.3) };
    let no = No(u32::try_from(d.a).unwrap() % (plan.last_no + 2));
    let text = || d.text();
    let day = |n: usize| tale.today().checked_add((i32::try_from(n % 60).unwrap() - 5).days()).unwrap();
    let at = |n: usize| day(n).at(10, 0, 0, 0);
    let unit = Draw::of(d.a, &units()).unwrap();
    let one = Draw::of(d.a, &staff()).unwrap();
    let person = Draw::of(d.b, &families::people()).unwrap().1;
    let mut members = vec![FamilyMember::Person];
    members.extend(plan.representatives.iter().map(|r| FamilyMember::Representative(r.no)));
    members.extend(plan.supporters.iter().map(|s| FamilyMember::Supporter(s.no)));
    let member = Draw::of(d.a, &members).unwrap();
    let owner = if d.a.is_multiple_of(3) { Owner::Family(member) } else { Owner::Staff(one.clone()) };
    let needs: Vec<No> = plan.needs.iter().map(|n| n.no).collect();
    let measures: Vec<No> = plan.measures.iter().map(|m| m.no).collect();
    let measure = Draw::of(d.a, &measures).unwrap_or(no);
    let party = Draw::of(d.a, &plan.parties.iter().map(|p| p.no).collect::<Vec<_>>()).unwrap_or(no);
    let kind = InfoKind::ALL[d.b % 6];
    let handing = Draw::of(d.a, &plan.handings.iter().map(|h| h.no).collect::<Vec<_>>()).unwrap_or(no);
    let supporter = plan.supporters.first().map(|s| Recipient::Supporter(s.no));
    let of = if d.b.is_multiple_of(2) { PreparationOf::Me } else { PreparationOf::Family(member) };
    let side = if d.b.is_multiple_of(3) { Addressee::Family } else { Addressee::Party(party) };
    let about = [About::Whole, About::Question(no), Draw::of(d.a, &needs).map_or(About::Whole, About::Need)][d.b % 3];
    let draft = || MeasureDraft {
        what: text(),
        owner: owner.clone(),
        from: None,
        by: day(d.b),
        notice: text(),
        otherwise: text(),
        coordinating: false,
        waits_for: Draw::of(d.b, &measures).filter(|_| d.b.is_multiple_of(4)),
    };
    match seed.1 % 95 {
        0 => C::Assess { reason: text() },
        1 => C::Refuse { reason: text() },
        2 => C::Reopen { reason: text() },
        3 => C::NameRepresentative {
            person: person.person,
            name: text(),
            mandate: [Mandate::Guardian, Mandate::GodMan, Mandate::Forvaltare][d.a % 3],
            decides: d.b.is_multiple_of(2),
            covers: (!d.a.is_multiple_of(4)).then(|| d.kinds()),
            limits: String::new(),
        },
        4 => C::EndRepresentative { no, reason: text() },
        5 => C::NameSupporter { person: Some(person.person), staff: None, name: text(), relation: text() },
        6 => C::NameSupporter { person: None, staff: Some(one.staff), name: text(), relation: text() },
        7 => C::EndSupporter { no },
        8 => C::NameFacilitator { staff: one },
        9 => C::NameCoordinator { staff: one, phone: text() },
        10 => C::NameLead { unit },
        11..16 => C::GiveConsent {
            by: member,
            plan: d.b.is_multiple_of(2) || d.b.is_multiple_of(3),
            disclose: std::iter::once(Recipient::Unit(unit)).chain(supporter).map(|to| (to, d.kinds())).collect(),
            form: [Form::Oral, Form::Paper, Form::Page][d.b % 3],
            basis: text(),
            talk: samsyn_domain::plan::command::TalkDraft::default(),
            excluded: String::new(),
            from: day(d.a % 20),
            to: day(d.a % 20 + d.b % 40),
        },
        16 => C::RefuseConsent { by: member, reason: String::new() },
        17 => C::NoteStanding {
            no,
            standing: [
                Standing::Asked,
                Standing::Refuses,
                Standing::Unreachable,
                Standing::Prevented,
                Standing::NotAsked,
            ][d.b % 5],
            reason: text(),
        },
        18 => C::AssessMaturity { words: text() },
        19..22 | 69..73 => C::WithdrawConsent {
            by: member,
            consents: if d.b.is_multiple_of(2) { vec![] } else { vec![no] },
            remains: String::new(),
        },
        22 => C::AskQuestion { words: text() },
        23 => C::RewordQuestion { no, words: text() },
        24 if d.b.is_multiple_of(2) => {
            C::AnswerQuestion { no, words: text(), kind: InfoKind::ALL[d.b % InfoKind::ALL.len()] }
        }
        24 if d.b.is_multiple_of(3) => C::TranslateQuestion { no, words: text(), translator: text() },
        24 => C::DropQuestion { no },
        25 => C::Avoid { words: text() },
        26 => C::DropAvoid { no },
        27..30 => C::Prepare {
            of,
            take_part: Some(TakePart::Part),
            most_people: None,
            answers: vec![AnswerDraft {
                question: "good".into(),
                words: text(),
                seen_by: [SeenBy::OnlyMe, SeenBy::MySupporter, SeenBy::Everybody][d.b % 3],
            }],
        },
        30 => C::WaivePreparation { of },
        31 => C::AddParty { unit, expected: text(), mandate: String::new() },
        32 => C::RemoveParty { no: party, reason: text() },
        33 => C::PlanMeeting {
            starts: at(d.a),
            minutes: 60,
            place: text(),
            interpreter: text(),
            answer_by: day(d.b % 10),
        },
        34 => C::SendCalls,
        35 => C::AnswerCall { party, reply: CallReply::Come { who: one, mandate: text() } },
        36 => C::AnswerCall { party, reply: CallReply::PassOn { to: unit } },
        37 => C::AnswerCall { party, reply: CallReply::Decline { reason: text() } },
        38 => C::OpenMeeting,
        39 => C::NoteAttendance {
            attendance: vec![
                Attendance { who: Attendee::Family(member), how: TakePart::Whole },
                Attendance { who: Attendee::Party(party), how: TakePart::Remote },
            ],
        },
        40 => C::TakeNote { words: text(), kind },
        41 => C::UseNote { no, became: Row::Measure(measure) },
        42 => C::EndMeeting { family_talk: (!d.b.is_multiple_of(3)).then_some(40) },
        43 => C::AddNeed { area: "health".into(), own_words: text(), view: text() },
        44 => C::SayNeed { no: Draw::of(d.a, &needs).unwrap_or(no), words: text() },
        45 => C::ViewNeed { no: Draw::of(d.a, &needs).unwrap_or(no), words: text() },
        46 => C::DropNeed { no },
        47 => C::AddGoal { need: Draw::of(d.a, &needs), words: text() },
        48 => C::RewordGoal { no, words: text() },
        49 => C::DropGoal { no },
        50 => C::ProposeMeasure { need: Draw::of(d.a, &needs), kind: Some(kind), draft: draft(), note: None },
        51 => C::ChangeMeasure { no: measure, draft: draft() },
        52 => C::DropMeasure { no: measure },
        53 => match d.b % 4 {
            0 => C::HearYes { no: measure },
            1 => C::LiveWith { no: measure, of: Attendee::Family(member), words: None },
            2 => C::LiveWith { no: measure, of: Attendee::Party(party), words: Some(text()) },
            _ => C::TakeMeasure { no: measure },
        },
        54 => match d.b % 5 {
            4 => C::UnfinishMeasure { no: measure },
            0 => C::DeclineMeasure { no: measure, reason: text() },
            1 => C::StartMeasure { no: measure },
            2 => C::FinishMeasure { no: measure },
            _ => C::MissMeasure { no: measure, why: text() },
        },
        55 => C::JudgeMeasure { no: measure, by: member, answer: DidIt::Partly, words: text() },
        56 => C::WriteDisagreement {
            kind,
            sides: vec![("A".into(), text()), ("B".into(), text())],
            next_step: text(),
            owner,
            by: day(d.b),
            note: None,
            about: d.a.is_multiple_of(2).then_some(measure),
        },
        57 if d.b.is_multiple_of(2) => C::TakeNextStep { no },
        57 => C::SettleDisagreement { no, words: text() },
        58 => C::Agree { follow_up: Some(at(d.b)) },
        59 => C::HandOut,
        60 => match d.b % 4 {
            0 => C::BeginFollowUp,
            1 => C::EndFollowUp { words: text(), next: Some(at(d.a)) },
            2 => C::Revise { reason: text() },
            _ => C::SayOthers { none: true },
        },
        61 => match d.b % 3 {
            0 if d.a.is_multiple_of(2) => {
                let clocked = |days: usize| Clocked { at: super::now(), local: at(days) };
                let stay = StayDraft {
                    ward: unit,
                    admitted: clocked(0),
                    leaves: day(d.a),
                    told: d.a.is_multiple_of(3).then(|| clocked(0)),
                    contact: Some(one),
                    ready: d.a.is_multiple_of(5).then(|| clocked(0)),
                    home: d.a.is_multiple_of(7).then(|| day(0)),
                };
                C::NoteStay { stay: Box::new(stay) }
            }
            0 => C::Close { reason: ClosingReason::PersonsWish, words: text() },
            1 => C::MoveAway { to: text(), on: day(d.a) },
            _ => C::TurnOfAge,
        },
        62 => match d.b % 5 {
            0 | 1 => C::Protect { alias: text(), contact: text() },
            2 => C::LetIn { staff: one },
            3 => C::LetOut { staff: one.staff },
            _ => C::KeepRecipient { who: ToCheck::Party(party) },
        },
        63 => C::AttachScan { scan: samsyn_domain::ids::ScanId(families::uuid_of("scan")), rows: vec![no] },
        64 => C::NoteChildsView { words: text(), kept_from_guardians: d.b.is_multiple_of(2) },
        65 => C::NoteBoardDecision { on: day(d.a), words: text() },
        66 => C::WriteMessage { with: no, words: text() },
        67 => C::WeighConsents,
        68 => C::TakeCopy { version: 1 },
        79 => C::ProposeTimes {
            times: vec![(at(d.a), vec![]), (at(d.b), vec![samsyn_domain::times::TimeReason::AllFree(2)])],
            minutes: 60,
            place: text(),
            answer_by: day(d.b % 10),
        },
        80 => C::AnswerTime {
            offer: plan.times.as_ref().map_or(no, |times| times.offers[d.b % times.offers.len()].no),
            of: if d.b.is_multiple_of(2) { Attendee::Family(member) } else { Attendee::Party(party) },
            fits: if d.b.is_multiple_of(3) { Fits::No } else { Fits::Yes },
        },
        81 => C::BookTime { offer: plan.times.as_ref().map_or(no, |times| times.offers[d.b % times.offers.len()].no) },
        82 => C::CancelMeeting { reason: text() },
        83 if d.a.is_multiple_of(3) => C::BookInterpreter { booked: d.b.is_multiple_of(2) },
        83 => C::NeedInterpreter {
            need: (!d.b.is_multiple_of(3))
                .then(|| samsyn_domain::plan::command::InterpreterDraft { language: text(), ..Default::default() }),
        },
        84 => C::CloseTimes,
        85 => C::NoteSilence,
        74 | 75 => C::WriteExpectation {
            about,
            of,
            draft: ExpectationDraft { can: text(), cannot: text(), why: text(), instead: Some(side), whom: text() },
        },
        76 => C::WriteAsk { about, of, to: side, words: text() },
        77 => C::AnswerAsk {
            no: Draw::of(d.a, &plan.asks.iter().map(|ask| ask.no).collect::<Vec<_>>()).unwrap_or(no),
            of,
            reply: [AskReply::Yes, AskReply::YesIf { words: text() }, AskReply::No { reason: text(), instead: text() }]
                [d.b % 3]
                .clone(),
        },
        86 => C::Evaluate {
            draft: EvaluationDraft {
                said: [("adult_why".to_owned(), u8::try_from(d.b % 7).unwrap()), ("child_next".to_owned(), 5)].into(),
                numbers: [("minutes_after".to_owned(), text())].into(),
                words: text(),
                release: d.b.is_multiple_of(2),
                show: d.a.is_multiple_of(2),
            },
        },
        78 => C::OpenExpectations,
        73 => C::Unprotect { name: text() },
        87 | 88 => C::OfferHandover {
            what: if d.b.is_multiple_of(4) { Handed::Holding } else { Handed::Measure(measure) },
            to: if d.b.is_multiple_of(3) { Successor::Unit(unit) } else { Successor::Staff(one) },
            words: text(),
        },
        89 => C::AcceptHandover { no: handing, phone: text() },
        90 => C::DeclineHandover { no: handing, reason: text() },
        91 => C::WithdrawHandover { no: handing },
        93 => C::SendCallAgain { party, way: if d.b.is_multiple_of(2) { CallWay::Told } else { CallWay::Letter } },
        94 => C::DropLetter {
            to: if d.b.is_multiple_of(2) { Attendee::Family(member) } else { Attendee::Party(party) },
            letter: [Letter::Call, Letter::Moved, Letter::TakenBack][d.b % 3],
            meeting: plan.meetings.last().map_or(no, |meeting| meeting.no),
        },
        92 => C::NoteOwnerLeft { staff: one.staff, unit: one.unit.unit },
        _ => C::DropAsk { no },
    }
}

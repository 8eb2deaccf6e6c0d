//! Elin's story with one of each thing a plan can hold, each with a word of its own, in every state of consent.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use samsyn_domain::families::units::bup;
use samsyn_domain::families::*;
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::information::{InfoKind, Settings};
use samsyn_domain::people::{FamilyMember, Mandate, Standing, Who};
use samsyn_domain::plan::command::CallReply;
use samsyn_domain::plan::state::{
    About, Addressee, Answer, Cannot, Form, Owner, Recipient, Says, SeenBy, Side, Speaker,
};
use samsyn_domain::plan::{Command as C, Event, Fact, Moment, Plan};
use samsyn_domain::words::{Line, Words};

/// What stands in the plan, and the word by which it is found again.
pub const ITEMS: [(&str, &str); 22] = [
    ("Consents: what one rests on", "Qbasisq"),
    ("Question, the child's", "Qquestionq"),
    ("Answer to it, health, facilitator's", "Qanswerq"),
    ("Avoid, the child's", "Qavoidq"),
    ("Preparation, the child's, OnlyMe", "Qonlymineq"),
    ("Preparation, the child's, MySupporter", "Qsupporterq"),
    ("Preparation, the child's, Everybody", "Qeverybodyq"),
    ("Preparation, a guardian's, OnlyMe", "Qguardianq"),
    ("Preparation, a guardian's, Everybody", "Qguardiansaysq"),
    ("Preparation, a professional's", "Qprofessionalq"),
    ("Need, health, family's words", "Qneedq"),
    ("View, health, LSS's", "Qviewq"),
    ("Goal, health, the child's", "Qgoalq"),
    ("Measure, health, LSS's own", "Qmeasureq"),
    ("Measure, health, by the called unit", "Qcalledq"),
    ("Disagreement, health, LSS's", "Qdisagreementq"),
    ("Note, health, LSS's", "Qnoteq"),
    ("Meeting: its place", "Qplaceq"),
    ("Expectation, opened, the child's", "Qexpectq"),
    ("Expectation, opened, called unit's", "Qcannotq"),
    ("Ask, opened, the child's to called", "Qaskq"),
    ("Answer, opened, called unit's", "Qreplyq"),
];

/// A story in one state of consent.
pub struct State {
    /// The state, in words.
    pub name: &'static str,
    /// The plan.
    pub plan: PlanId,
    /// What happened.
    pub facts: Vec<Fact>,
    /// What it amounts to.
    pub whole: Plan,
    /// The row numbers of its needs, goals, measures and so on, by the noun in the address.
    pub rows: Vec<(&'static str, Vec<No>)>,
}

struct Tale {
    plan: Plan,
    facts: Vec<Fact>,
    now: Timestamp,
    settings: Settings,
    /// Which state it is for: stands in every word, so that lists of many plans can be told apart.
    at: usize,
}

/// The day in Sweden, near enough for tests that mind no midnight.
pub fn day_of(now: Timestamp) -> Date {
    now.to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::Offset::constant(1))).date()
}

impl Tale {
    fn act(&mut self, by: &Who, command: C) {
        let shown = format!("{command:?}");
        let moment = Moment { now: self.now, today: day_of(self.now), settings: &self.settings };
        let events = self.plan.decide(by, command, &moment).unwrap_or_else(|why| panic!("{shown}: {why:?}"));
        for event in events {
            self.tell(by, event);
        }
    }

    fn tell(&mut self, by: &Who, event: Event) {
        let fact = Fact { at: self.now, by: by.clone(), event };
        self.plan = self.plan.clone().evolve(&fact);
        self.facts.push(fact);
    }

    fn words(&self, word: &str) -> Words {
        Words::parse(&format!("Ordet är {} här.", marked(word, self.at)), "words").unwrap()
    }

    fn next(&self) -> No {
        self.plan.next_no()
    }

    fn member(&self, person: &samsyn_domain::people::PersonRef) -> FamilyMember {
        let found = self.plan.current_representatives().find(|r| r.person == person.person);
        FamilyMember::Representative(found.expect("a guardian").no)
    }
}

/// An item's word as it stands in the plan of one state.
pub fn marked(word: &str, at: usize) -> String {
    format!("{word}{at}q")
}

fn line(text: &str) -> Line {
    Line::parse(text, "words").unwrap()
}

/// What a state is made of: its name, the kinds of information consented to, from when to when, and what then happens.
type Made = (&'static str, Option<&'static [InfoKind]>, (Date, Date), fn(Tale) -> Tale);

/// All states.
pub fn states(now: Timestamp) -> Vec<State> {
    use InfoKind::{Health, OwnWords, School};
    let day = day_of(now);
    let months = |n: i32| day.checked_add(n.months()).unwrap();
    let half_a_year = (day, months(6));
    let called: &[InfoKind] = &[OwnWords, Health];
    let as_it_is = |tale: Tale| tale;
    let made: [Made; 8] = [
        ("no consent yet", None, half_a_year, as_it_is),
        ("consent to the plan, to no disclosure", Some(&[]), half_a_year, as_it_is),
        (
            "consent to the plan, and own words and health to the called unit and the supporter",
            Some(called),
            half_a_year,
            as_it_is,
        ),
        (
            "consent to the plan, and school alone to the called unit and the supporter",
            Some(&[School]),
            half_a_year,
            as_it_is,
        ),
        ("as the third, but it has not started", Some(called), (months(1), months(6)), as_it_is),
        ("as the third, but it has expired", Some(called), (months(-8), months(-1)), as_it_is),
        ("as the third, but all is withdrawn", Some(called), half_a_year, withdrawn),
        ("as the third, and the identity is protected", Some(called), half_a_year, hidden),
    ];
    let state = |(at, (name, kinds, dates, change)): (usize, Made)| {
        let plan = PlanId(uuid_of(&format!("surfaces {at}")));
        let mut tale = base(plan, at, now);
        if let Some(kinds) = kinds {
            consent(&mut tale, kinds, dates);
        }
        let rows = content(&mut tale);
        let tale = change(tale);
        State { name, plan, facts: tale.facts, whole: tale.plan, rows }
    };
    made.into_iter().enumerate().map(state).collect()
}

/// Elin's story when it is judged that a plan is needed, with everybody who can have a place in a plan.
fn base(id: PlanId, at: usize, now: Timestamp) -> Tale {
    let (_, facts) = story(Family::Elin, Milestone::Assessed, now).unwrap();
    let plan = Plan::fold(id, &facts).unwrap();
    let mut tale = Tale { plan, facts, now, settings: Settings::default(), at };
    let anna = Who::Staff(anna_ek());
    let represents = |person: samsyn_domain::people::PersonRef, mandate| C::NameRepresentative {
        person: person.person,
        name: person.name.to_string(),
        mandate,
        decides: false,
        covers: None,
        limits: String::new(),
    };
    let supports =
        |person, staff, name: &str| C::NameSupporter { person, staff, name: name.into(), relation: "vän".into() };
    tale.act(&anna, represents(gunnel(), Mandate::GodMan));
    tale.act(&anna, represents(petra(), Mandate::Forvaltare));
    tale.act(&anna, supports(Some(karin().person), None, "Karin Nyman"));
    tale.act(&anna, supports(None, Some(lisa_berg().staff), "Lisa Berg"));
    let FamilyMember::Representative(no) = tale.member(&johan()) else { panic!("a guardian") };
    tale.act(&anna, C::NoteStanding { no, standing: Standing::NotAsked, reason: "skydd".into() });
    tale.act(&anna, C::AddParty { unit: bup(), expected: "samtal".into(), mandate: String::new() });
    tale.act(&anna, C::NameFacilitator { staff: maria_sund() });
    tale.act(&anna, C::NameCoordinator { staff: anna_ek(), phone: "0980-319243".into() });
    // Clara is the one who comes from the called unit; the call went out on a consent that was then taken back.
    let sara_is = tale.member(&sara());
    give(&mut tale, &[InfoKind::OwnWords], (day_of(now), day_of(now).checked_add(1.months()).unwrap()));
    tale.act(&Who::Family(sara_is), C::AskQuestion { words: "Vem ringer?".into() });
    let starts = day_of(now).checked_add(14.days()).unwrap().at(10, 0, 0, 0);
    let answer_by = day_of(now).checked_add(7.days()).unwrap();
    let meeting =
        C::PlanMeeting { starts, minutes: 60, place: marked("Qplaceq", at), interpreter: String::new(), answer_by };
    tale.act(&anna, meeting);
    tale.act(&anna, C::SendCalls);
    let party = tale.plan.current_parties().next().unwrap().no;
    let reply = CallReply::Come { who: clara_noren(), mandate: "tid".into() };
    tale.act(&Who::Staff(clara_noren()), C::AnswerCall { party, reply });
    withdrawn(tale)
}

fn give(tale: &mut Tale, kinds: &[InfoKind], (from, to): (Date, Date)) {
    let by = tale.member(&sara());
    let karin = tale.plan.current_supporters().find(|s| s.person == Some(karin().person)).unwrap().no;
    let kinds: std::collections::BTreeSet<_> = kinds.iter().copied().collect();
    let disclose = vec![(Recipient::Unit(bup()), kinds.clone()), (Recipient::Supporter(karin), kinds)];
    let basis = marked("Qbasisq", tale.at);
    // Consents may not begin before the day on which they are given.
    let now = tale.now;
    tale.now = from.at(9, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp().min(now);
    let (form, excluded) = (Form::Page, String::new());
    let command = C::GiveConsent {
        by,
        plan: true,
        disclose,
        form,
        basis,
        talk: samsyn_domain::plan::command::TalkDraft::default(),
        excluded,
        from,
        to,
    };
    tale.act(&Who::Family(by), command);
    tale.now = now;
}

fn consent(tale: &mut Tale, kinds: &[InfoKind], dates: (Date, Date)) {
    give(tale, kinds, dates);
}

fn withdrawn(mut tale: Tale) -> Tale {
    let by = tale.member(&sara());
    tale.act(&Who::Family(by), C::WithdrawConsent { by, consents: vec![], remains: String::new() });
    tale
}

fn hidden(mut tale: Tale) -> Tale {
    tale.act(&Who::Staff(anna_ek()), C::Protect { alias: "Sol".into(), contact: String::new() });
    tale
}

/// What each expects before the meeting, opened to all, and an answered ask.
fn expected(tale: &mut Tale) {
    let (child, omar) = (Who::Family(FamilyMember::Person), Who::Staff(omar_ali()));
    let party = tale.plan.current_parties().find(|party| party.unit.unit == bup().unit).unwrap().no;
    let (clinic, elin) = (Speaker::Party(party), Speaker::Family(FamilyMember::Person));
    let meeting = tale.plan.next_meeting().unwrap().no;
    let about = About::Whole;
    let can = Some(tale.words("Qexpectq"));
    tale.tell(&child, Event::ExpectationWritten { no: tale.next(), about, of: elin, can, cannot: None });
    let (words, why) = (tale.words("Qcannotq"), tale.words("Qcannotq"));
    let cannot = Some(Cannot { words, why, instead: None, whom: None });
    tale.tell(&omar, Event::ExpectationWritten { no: tale.next(), about, of: clinic, can: None, cannot });
    let (no, words) = (tale.next(), tale.words("Qaskq"));
    tale.tell(&child, Event::AskWritten { no, about, from: elin, to: Addressee::Party(party), words });
    tale.tell(&Who::Clock, Event::ExpectationsOpened { meeting });
    let says = Says::YesIf { words: tale.words("Qreplyq") };
    tale.tell(&omar, Event::AskAnswered { no, of: clinic, says });
}

/// One of each thing. Told as facts, since a plan at this stage would take down some of them only in its meeting.
fn content(tale: &mut Tale) -> Vec<(&'static str, Vec<No>)> {
    let (child, eva, omar) = (Who::Family(FamilyMember::Person), Who::Staff(eva_lund()), Who::Staff(omar_ali()));
    let guardian = Who::Family(tale.member(&sara()));
    let by = day_of(tale.now).checked_add(30.days()).unwrap();
    let health = InfoKind::Health;
    tale.tell(&child, Event::QuestionAsked { no: tale.next(), words: tale.words("Qquestionq") });
    let question = tale.plan.questions.last().unwrap().no;
    let maria = Who::Staff(maria_sund());
    let words = tale.words("Qanswerq");
    tale.tell(&maria, Event::QuestionAnswered { no: question, words, kind: health });
    tale.tell(&child, Event::AvoidAsked { no: tale.next(), words: tale.words("Qavoidq") });
    let at = tale.at;
    let words = move |word: &str| Words::parse(&format!("Ordet är {} här.", marked(word, at)), "words").unwrap();
    let said = |question: &str, text: &str, seen_by| Answer {
        question: line(question),
        words: words(text),
        seen_by,
        noted: None,
        chosen: None,
    };
    let prepared = |of: &Who, answers| Event::Prepared {
        of: of.clone(),
        written_by: None,
        take_part: None,
        most_people: None,
        answers,
    };
    let hers = vec![
        said("hard", "Qonlymineq", SeenBy::OnlyMe),
        said("good", "Qsupporterq", SeenBy::MySupporter),
        said("wish", "Qeverybodyq", SeenBy::Everybody),
    ];
    tale.tell(&child, prepared(&child, hers));
    let theirs = vec![said("hours", "Qguardianq", SeenBy::OnlyMe), said("ease", "Qguardiansaysq", SeenBy::Everybody)];
    tale.tell(&guardian, prepared(&guardian, theirs));
    tale.tell(&omar, prepared(&omar, vec![said("view", "Qprofessionalq", SeenBy::Everybody)]));
    let need = tale.next();
    let own_words = Some(tale.words("Qneedq"));
    tale.tell(&child, Event::NeedAdded { no: need, area: line("health"), kind: health, own_words });
    tale.tell(&eva, Event::NeedViewed { no: need, by: eva_lund(), words: tale.words("Qviewq") });
    let goal = tale.next();
    tale.tell(&child, Event::GoalAdded { no: goal, need: Some(need), kind: health, words: tale.words("Qgoalq") });
    let measure = |no, text: &str, owner| Event::MeasureProposed {
        no,
        need: Some(need),
        kind: health,
        what: words(text),
        owner: Owner::Staff(owner),
        from: None,
        by,
        notice: words(text),
        otherwise: words(text),
        coordinating: false,
        waits_for: None,
    };
    let (first, second) = (tale.next(), No(tale.next().0 + 1));
    tale.tell(&eva, measure(first, "Qmeasureq", eva_lund()));
    tale.tell(&omar, measure(second, "Qcalledq", omar_ali()));
    let row = tale.next();
    let sides = vec![
        Side { who: line("Eva Lund"), words: tale.words("Qdisagreementq") },
        Side { who: line("Familjen"), words: tale.words("Qdisagreementq") },
    ];
    let owner = Owner::Staff(eva_lund());
    let next_step = tale.words("Qdisagreementq");
    tale.tell(&eva, Event::DisagreementWritten { no: row, kind: health, sides, next_step, owner, by, about: None });
    let meeting = tale.plan.next_meeting().unwrap().no;
    tale.tell(&eva, Event::NoteTaken { no: tale.next(), meeting, words: tale.words("Qnoteq"), kind: health });
    expected(tale);
    let party = tale.plan.current_parties().map(|party| party.no).collect();
    let representatives = tale.plan.current_representatives().map(|r| r.no).collect();
    vec![
        ("needs", vec![need]),
        ("goals", vec![goal]),
        ("measures", vec![first, second]),
        ("disagreements", vec![row]),
        ("call", party),
        ("representative", representatives),
    ]
}

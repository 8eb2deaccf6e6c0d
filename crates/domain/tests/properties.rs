//! What holds after any sequence of commands by anybody. The cases are the same at each run.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::wildcard_imports, reason = "test helpers")]

mod support;

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use samsyn_domain::access::action::{Action, Datum, Item};
use samsyn_domain::access::view::{kind_of, narrow_history};
use samsyn_domain::access::{Actor, Subject, may, narrow, readers};
use samsyn_domain::families::{Family, Milestone};
use samsyn_domain::information::{InfoKind, MinorConsent};
use samsyn_domain::people::{Author, FamilyMember, Standing, Who};
use samsyn_domain::plan::state::{Attendee, Letter, MeasureState, Owner, Recipient, SeenBy, Speaker};
use samsyn_domain::plan::{Command, Event, Plan};
use support::chance::{Seed, actor, actors, command};
use support::{Stopped, Tale, given, some_consent_names};

const MILESTONES: [Milestone; 9] = [
    Milestone::Proposed,
    Milestone::Assessed,
    Milestone::Consented,
    Milestone::Prepared,
    Milestone::Called,
    Milestone::Answered,
    Milestone::Meeting,
    Milestone::Draft,
    Milestone::Told,
];

/// A family, how far its story is told, and what befalls it then.
fn fates() -> impl Strategy<Value = (usize, usize, bool, Vec<Seed>)> {
    let step = (any::<u8>(), any::<u8>(), any::<u16>(), any::<u16>());
    (0..6_usize, 0..9_usize, any::<bool>(), prop::collection::vec(step, 10..40))
}

/// Runs the same cases each time; nothing is written to disk.
fn always(cases: u32, test: impl Fn((usize, usize, bool, Vec<Seed>)) -> Result<(), TestCaseError>) {
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 2000, ..Config::default() };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    TestRunner::new_with_rng(config, rng).run(&fates(), test).unwrap_or_else(|fault| panic!("{fault}"));
}

fn begin(family: usize, upto: usize, maturity: bool) -> Tale {
    thread_local! {
        static TOLD: std::cell::RefCell<std::collections::BTreeMap<(usize, usize), Tale>> = const {
            std::cell::RefCell::new(std::collections::BTreeMap::new())
        };
    }
    let told = TOLD.with_borrow_mut(|told| {
        told.entry((family, upto)).or_insert_with(|| given(Family::ALL[family], MILESTONES[upto])).clone()
    });
    if maturity { told.with(|s| s.minor_consent = MinorConsent::ByMaturity) } else { told }
}

/// Plays one step; some days pass now and then.
fn play(tale: &mut Tale, seed: Seed) -> (Actor, Command, Result<Vec<Event>, Stopped>) {
    if seed.3.is_multiple_of(7) {
        tale.now = tale.now.checked_add((i64::from(seed.2 % 20) * 24).hours()).unwrap();
    }
    let (who, what) = (actor(tale, seed), command(tale, seed));
    let result = tale.act(&who, what.clone());
    (who, what, result)
}

#[test]
fn whatever_is_asked_the_plan_stays_whole() {
    let happened = std::cell::RefCell::new(BTreeSet::new());
    always(160, |(family, upto, maturity, seeds)| {
        let mut tale = begin(family, upto, maturity);
        for seed in seeds {
            let before = tale.plan.clone();
            let (_, what, result) = play(&mut tale, seed);
            match result {
                Err(stopped) => {
                    prop_assert_eq!(&tale.plan, &before, "a refused command changes nothing");
                    prop_assert_ne!(stopped, Stopped::Refused(vec![]), "a refusal says why");
                }
                Ok(events) => {
                    prop_assert!(!events.is_empty(), "{what:?} was accepted and nothing happened");
                    happened.borrow_mut().extend(events.iter().map(support::event_key));
                    disclosed_only_by_consent(&before, &tale, &events)?;
                }
            }
            owners_are_in_the_plan(&tale.plan)?;
        }
        prop_assert_eq!(Plan::fold(tale.plan.id, &tale.facts).unwrap(), tale.plan, "folding again gives the same");
        Ok(())
    });
}

fn owners_are_in_the_plan(plan: &Plan) -> Result<(), TestCaseError> {
    for measure in &plan.measures {
        if !matches!(measure.state, MeasureState::Taken { .. } | MeasureState::Ongoing { .. }) {
            continue;
        }
        let there = match &measure.owner {
            Owner::Family(FamilyMember::Person) => true,
            Owner::Family(FamilyMember::Representative(no)) => {
                plan.representatives.iter().any(|r| r.no == *no && r.current() && r.standing != Standing::NotAsked)
            }
            Owner::Family(FamilyMember::Supporter(no)) => plan.supporters.iter().any(|s| s.no == *no && !s.ended),
            Owner::Staff(staff) => plan
                .current_parties()
                .map(|p| p.unit.unit)
                .chain(plan.coordinator.iter().map(|c| c.staff.unit.unit))
                .chain(plan.facilitator.iter().map(|f| f.unit.unit))
                .any(|unit| unit == staff.unit.unit),
        };
        prop_assert!(there, "the owner of measure {} is not in the plan", measure.no);
    }
    Ok(())
}

fn disclosed_only_by_consent(before: &Plan, tale: &Tale, events: &[Event]) -> Result<(), TestCaseError> {
    for event in events {
        let to = match event {
            Event::VersionDisclosed { to, kinds, ground, .. } => {
                prop_assert!(!kinds.is_empty() && !ground.is_empty());
                to.clone()
            }
            Event::CallSent { party } | Event::CallSentAgain { party, .. } => {
                Recipient::Unit(before.party(*party).unwrap().unit.clone())
            }
            Event::LetterDropped { to: Attendee::Party(party), letter, .. } if *letter != Letter::TakenBack => {
                Recipient::Unit(before.party(*party).unwrap().unit.clone())
            }
            _ => continue,
        };
        prop_assert!(some_consent_names(before, &to, tale.today()), "{to:?} got something without consent");
    }
    Ok(())
}

/// Each datum of a plan, with what it says of itself.
fn data(plan: &Plan) -> Vec<Datum<'_>> {
    let own = |item, author| Datum::new(item, author, InfoKind::OwnWords);
    let mut all: Vec<Datum<'_>> =
        [Item::Frame, Item::Consents, Item::History, Item::Log].into_iter().map(Datum::plain).collect();
    all.push(Datum::new(Item::Proposal, plan.proposal.by.author(), kind_of(&plan.proposal.by)));
    all.extend(plan.disclosures.iter().filter_map(|d| match &d.to {
        Recipient::Unit(unit) => Some(own(Item::GivenOut, Author::Unit(unit.unit))),
        Recipient::Supporter(_) => None,
    }));
    all.extend(plan.questions.iter().map(|q| own(Item::Question, q.by.author())));
    all.extend(plan.avoid.iter().map(|a| own(Item::Avoid, a.by.author())));
    for preparation in &plan.preparations {
        all.extend(preparation.answers.iter().map(|a| answer(&preparation.of, a.seen_by)));
    }
    for need in &plan.needs {
        all.push(Datum::new(Item::Need, need.author, need.kind));
        all.extend(need.views.iter().map(|v| Datum::new(Item::View, Author::Unit(v.by.unit.unit), need.kind)));
    }
    all.extend(plan.goals.iter().map(|g| Datum::new(Item::Goal, g.by.author(), g.kind)));
    all.extend(plan.measures.iter().map(|m| Datum::new(Item::Measure, m.proposed_by.author(), m.kind)));
    all.extend(plan.disagreements.iter().map(|d| Datum::new(Item::Disagreement, d.written_by.author(), d.kind)));
    all.extend(plan.notes.iter().map(|n| Datum::new(Item::Note, n.by.author(), n.kind)));
    all
}

/// What a speaker wrote, as long as nobody else sees it and once all do.
fn seen_rows(plan: &Plan, who: &Actor, tale: &Tale) -> (BTreeSet<u32>, BTreeSet<u32>) {
    let Ok(view) = narrow(plan, who, tale.today(), tale.now) else { return Default::default() };
    let rows = view.expectations.iter().map(|row| row.no.0).chain(view.asks.iter().map(|ask| ask.no.0)).collect();
    let answers = view.asks.iter().filter(|ask| ask.answer.is_some()).map(|ask| ask.no.0).collect();
    (rows, answers)
}

#[test]
fn before_the_opening_nobody_but_its_author_sees_a_row() {
    let unseen = std::cell::Cell::new(0);
    always(90, |(family, upto, maturity, seeds)| {
        let mut tale = begin(family, 2 + upto % 4, maturity);
        let starts = tale.today().checked_add(9.days()).unwrap().at(14, 0, 0, 0);
        let (place, interpreter, answer_by) = (String::new(), String::new(), tale.today());
        let meeting = Command::PlanMeeting { starts, minutes: 60, place, interpreter, answer_by };
        let _ = tale.judge(&Who::Clock, meeting);
        for (n, seed) in seeds.into_iter().enumerate() {
            // Every other step writes, as one of those who may.
            let seed = if n.is_multiple_of(2) { (seed.0 % 200, 74 + seed.1 % 3, seed.2, seed.3 | 1) } else { seed };
            let _ = play(&mut tale, seed);
            let rows = tale.plan.expectations.iter().map(|row| (row.no, row.round, row.of, &row.by));
            let asks = tale.plan.asks.iter().map(|ask| (ask.no, ask.round, ask.from, &ask.by));
            for (no, round, of, by) in rows.chain(asks) {
                let at = tale.plan.opening.map(|opening| (opening.at, opening.opened));
                if round < tale.plan.expectation_round || at.is_some_and(|(at, opened)| opened || at <= tale.now) {
                    continue;
                }
                unseen.set(unseen.get() + 1);
                for who in actors() {
                    let (rows_seen, _) = seen_rows(&tale.plan, who, &tale);
                    let me = samsyn_domain::access::actor::speaks_as(who, &tale.plan);
                    let mine = match of {
                        Speaker::Party(no) => {
                            let unit = tale.plan.parties.iter().find(|p| p.no == no).unwrap().unit.unit;
                            who.staff().is_some_and(|staff| staff.unit.unit == unit)
                        }
                        Speaker::Family(member) => {
                            let wrote = by.staff().zip(who.staff()).is_some_and(|(by, me)| by.staff == me.staff);
                            me == Some(Who::Family(member)) || wrote
                        }
                    };
                    prop_assert!(mine || !rows_seen.contains(&no.0), "{:?} sees row {no} of {of:?}", who.identity);
                }
            }
        }
        Ok(())
    });
    assert!(unseen.get() > 20, "only {} rows were looked for", unseen.get());
}

fn answer(of: &Who, seen_by: SeenBy) -> Datum<'_> {
    Datum { private: Some((of, seen_by)), ..Datum::new(Item::Preparation, of.author(), kind_of(of)) }
}

fn seen(who: &Actor, plan: &Plan, day: Date) -> BTreeSet<usize> {
    let may_see = |datum: &Datum<'_>| may(who, Action::See(*datum), plan, day).is_ok();
    data(plan).iter().enumerate().filter(|(_, datum)| may_see(datum)).map(|(n, _)| n).collect()
}

#[test]
fn taking_consent_back_never_widens_what_anybody_sees() {
    let withdrawn = std::cell::Cell::new(0);
    always(60, |(family, upto, maturity, seeds)| {
        let mut tale = begin(family, upto, maturity);
        for seed in seeds {
            let before = tale.plan.clone();
            let (_, what, result) = play(&mut tale, seed);
            if matches!((&what, &result), (Command::WithdrawConsent { .. }, Ok(_))) {
                withdrawn.set(withdrawn.get() + 1);
                for who in actors() {
                    let (was, is) = (seen(who, &before, tale.today()), seen(who, &tale.plan, tale.today()));
                    prop_assert!(is.is_subset(&was), "{:?} sees more than before", who.identity);
                    let (was, is) = (seen_rows(&before, who, &tale), seen_rows(&tale.plan, who, &tale));
                    prop_assert!(is.0.is_subset(&was.0) && is.1.is_subset(&was.1), "{:?} reads more", who.identity);
                }
            }
        }
        Ok(())
    });
    assert!(withdrawn.get() > 5, "only {} consents were taken back", withdrawn.get());
}

#[test]
fn a_view_holds_nothing_that_access_denies() {
    always(60, |(family, upto, maturity, seeds)| {
        let mut tale = begin(family, upto, maturity);
        for seed in seeds {
            let _ = play(&mut tale, seed);
        }
        for who in actors() {
            let Ok(view) = narrow(&tale.plan, who, tale.today(), tale.now) else {
                continue;
            };
            let sees = |datum: Datum<'_>| may(who, Action::See(datum), &tale.plan, tale.today()).is_ok();
            let mine = |owner: &Owner| match (view.me(), owner) {
                (Some(Who::Staff(me)), Owner::Staff(owner)) => me.staff == owner.staff,
                (Some(Who::Family(me)), Owner::Family(owner)) => me == owner,
                _ => false,
            };
            for question in &view.questions {
                prop_assert!(sees(Datum::new(Item::Question, question.by.author(), InfoKind::OwnWords)));
            }
            for need in view.needs.iter().filter(|need| need.own_words.is_some()) {
                prop_assert!(sees(Datum::new(Item::Need, need.author, need.kind)));
            }
            for (need, shown) in view.needs.iter().flat_map(|need| need.views.iter().map(move |v| (need, v))) {
                prop_assert!(sees(Datum::new(Item::View, Author::Unit(shown.by.unit.unit), need.kind)));
            }
            for preparation in &view.preparations {
                for given in &preparation.answers {
                    prop_assert!(sees(answer(&preparation.of, given.seen_by)), "{:?}", who.identity);
                }
            }
            for measure in view.measures.iter().filter(|m| !mine(&m.owner)) {
                prop_assert!(sees(Datum::new(Item::Measure, measure.proposed_by.author(), measure.kind)));
            }
            for row in view.disagreements.iter().filter(|d| !mine(&d.owner)) {
                prop_assert!(sees(Datum::new(Item::Disagreement, row.written_by.author(), row.kind)));
            }
            for row in &view.expectations {
                let open = tale.plan.expectations_open(row.round, tale.now);
                let (author, kind) = tale.plan.spoken_by(row.of).unwrap();
                let covered = sees(Datum::new(Item::Expectation, author, kind));
                prop_assert!(!open || covered, "{:?} reads what {:?} wrote", who.identity, row.of);
            }
            for ask in view.asks.iter().filter(|ask| ask.answer.is_some()) {
                let (author, kind) = tale.plan.spoken_by(ask.answer.as_ref().unwrap().of).unwrap();
                prop_assert!(sees(Datum::new(Item::Expectation, author, kind)), "{:?}", who.identity);
            }
            for note in &view.notes {
                prop_assert!(sees(Datum::new(Item::Note, note.by.author(), note.kind)));
            }
            prop_assert!(view.consents.is_empty() || sees(Datum::plain(Item::Consents)));
            for line in narrow_history(&view, who, &tale.plan, tale.facts.clone(), tale.today()) {
                told_nothing_hidden(&line.fact.event, &tale.plan, &view, &sees)?;
            }
        }
        Ok(())
    });
}

fn told_nothing_hidden(
    event: &Event,
    whole: &Plan,
    view: &Plan,
    sees: &dyn Fn(Datum<'_>) -> bool,
) -> Result<(), TestCaseError> {
    match event {
        Event::Prepared { answers, .. } => prop_assert!(answers.is_empty()),
        Event::MeetingPlanned { place, .. } | Event::MeetingMoved { place, .. } => {
            prop_assert!(!whole.protected || place.is_none(), "a place of somebody protected");
        }
        Event::PersonMoved { .. } => prop_assert!(!whole.protected),
        Event::MeasureJudged { words: Some(_), .. } => {
            prop_assert!(sees(Datum::new(Item::Measure, Author::Family, InfoKind::OwnWords)));
        }
        Event::NeedAdded { no, own_words: Some(_), .. } | Event::NeedInOwnWords { no, .. } => {
            prop_assert!(view.need(*no).is_some_and(|need| need.own_words.is_some()));
        }
        Event::ConsentGiven { .. } | Event::ConsentRefused { .. } => {
            prop_assert!(sees(Datum::plain(Item::Consents)));
        }
        _ => {}
    }
    Ok(())
}

#[test]
fn lists_name_exactly_those_who_may_know_of_the_plan() {
    always(60, |(family, upto, maturity, seeds)| {
        let mut tale = begin(family, upto, maturity);
        for seed in &seeds {
            let _ = play(&mut tale, *seed);
        }
        let listed = readers(&tale.plan);
        for days in [-3, 0, 1, 9, 30, 400] {
            let day = tale.today().checked_add(days.days()).unwrap();
            for who in actors() {
                let is = |subject: Subject| match subject {
                    Subject::Person(person) => who.person() == Some(person),
                    Subject::Staff(staff) => who.staff().is_some_and(|s| s.staff == staff),
                    Subject::Unit(unit) => who.staff().is_some_and(|s| s.unit.unit == unit),
                };
                let in_time = |from: Option<Date>, to: Option<Date>| {
                    from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
                };
                let listed = listed.iter().any(|r| is(r.subject) && in_time(r.from, r.to));
                let verdict = may(who, Action::See(Datum::plain(Item::Frame)), &tale.plan, day);
                prop_assert_eq!(listed, verdict.is_ok(), "{:?} on {}: {:?}", who.identity, day, verdict);
            }
        }
        Ok(())
    });
}

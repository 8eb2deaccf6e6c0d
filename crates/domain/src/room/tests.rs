use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::*;
use crate::access::{WhyNot, narrow};
use crate::families::units::{solvik_lss, strandskolan};
use crate::families::{self, Family, Milestone, person_actor, staff_actor};
use crate::information::InfoKind::{self, Health, School};
use crate::plan::Event;
use crate::plan::state::{Attendance, Owner, Recipient, Scope};

fn now() -> Timestamp {
    "2027-03-10T12:00:00Z".parse().unwrap()
}

fn at(seconds: i64) -> Timestamp {
    now() + SignedDuration::from_secs(seconds)
}

fn elin() -> Plan {
    let (id, facts) = families::story(Family::Elin, Milestone::Draft, now()).unwrap();
    // Just before the meeting ended, so that its rows are there.
    Plan::fold(id, facts.iter().filter(|fact| !matches!(fact.event, Event::MeetingEnded { .. }))).unwrap()
}

const CHILD: Attendee = Attendee::Family(FamilyMember::Person);
const MOTHER: Attendee = Attendee::Family(FamilyMember::Representative(No(1)));
const SCHOOL: Attendee = Attendee::Party(No(7));
const SEATS: [Attendee; 3] = [CHILD, MOTHER, SCHOOL];

fn after(room: Room, deeds: &[(RoomDeed, i64)]) -> Room {
    deeds.iter().fold(room, |room, (deed, seconds)| room.after(*deed, &SEATS, at(*seconds)))
}

#[test]
fn the_child_speaks_first_and_the_region_last_and_who_is_not_there_has_no_turn() {
    let plan = elin();
    let order = seats(&plan);
    assert_eq!(order[0], CHILD);
    let kind = |seat: &Attendee| match seat {
        Attendee::Party(no) => plan.party(*no).map(|party| party.unit.kind),
        Attendee::Family(_) => None,
    };
    let kinds: Vec<_> = order.iter().filter_map(kind).collect();
    // Lisa of the school is the one Elin chose; the primary care is noted as absent.
    assert_eq!(kinds, [PrincipalKind::School, PrincipalKind::Kommun, PrincipalKind::Kommun, PrincipalKind::Region]);
    assert!(order.iter().take_while(|seat| matches!(seat, Attendee::Family(_))).count() == 3, "{order:?}");
}

#[test]
fn the_minutes_of_the_parts_are_the_meetings() {
    assert_eq!(Part::ALL.map(|part| part.minutes(60)), [5, 10, 25, 10, 10]);
    for minutes in 0..=600 {
        assert_eq!(Part::ALL.map(|part| part.minutes(minutes)).iter().sum::<u16>(), minutes);
    }
}

#[test]
fn next_goes_round_once_and_then_begins_again() {
    let mut room = Room::open(No(1), now());
    let mut heard = Vec::new();
    for n in 0..5 {
        room = room.after(RoomDeed::Next, &SEATS, at(n * 60));
        heard.push(room.speaks);
    }
    assert_eq!(heard, [Some(CHILD), Some(MOTHER), Some(SCHOOL), None, Some(CHILD)]);
}

#[test]
fn the_share_is_of_the_family_together_and_a_pause_is_nobodys() {
    let room = after(
        Room::open(No(1), now()),
        &[
            (RoomDeed::Next, 0),     // the child speaks for 30 s
            (RoomDeed::Next, 30),    // the mother for 10 s
            (RoomDeed::Pause, 40),   // a pause of ten minutes
            (RoomDeed::Resume, 640), // and 20 s more
            (RoomDeed::Next, 660),   // the school for 60 s
            (RoomDeed::Next, 720),
        ],
    );
    assert_eq!((room.family_ms, room.others_ms), (60_000, 60_000));
    assert_eq!(room.family_percent(at(10_000)), Some(50), "nobody speaks, so nothing is added");
    assert_eq!(room.left(60, at(720)), 5 * 60 - (720 - 600), "the part loses nothing to the pause");
    assert_eq!(Room::open(No(1), now()).family_percent(at(999)), None);
}

#[test]
fn a_wish_stands_until_it_is_met_or_taken_back() {
    let wish = |who, wish| (RoomDeed::Wish(who, wish), 1);
    let room = after(
        Room::open(No(1), now()),
        &[wish(SCHOOL, Wish::Turn), wish(CHILD, Wish::Pause), wish(CHILD, Wish::Pause), wish(MOTHER, Wish::Unclear)],
    );
    assert_eq!(room.wishes.len(), 3, "the same is wished once");
    let room = after(room, &[(RoomDeed::Give(SCHOOL), 2)]);
    assert_eq!(room.speaks, Some(SCHOOL));
    let room = after(room, &[(RoomDeed::Pause, 3), (RoomDeed::Checked, 4)]);
    assert_eq!(room.wishes, []);
    assert!(room.checked.contains(&Part::Opening));
    let room = after(room, &[wish(CHILD, Wish::Turn), (RoomDeed::Unwish(CHILD, Wish::Turn), 5)]);
    assert_eq!(room.wishes, []);
    let stranger = Attendee::Party(No(99));
    let room = after(room, &[wish(stranger, Wish::Turn), (RoomDeed::Give(stranger), 6)]);
    assert_eq!((room.wishes.len(), room.speaks), (0, Some(SCHOOL)), "nobody who is not there");
}

#[test]
fn another_part_begins_with_the_child() {
    let room = after(
        Room::open(No(1), now()),
        &[(RoomDeed::Next, 0), (RoomDeed::Next, 10), (RoomDeed::Begin(Part::Needs), 20)],
    );
    assert_eq!((room.part, room.speaks, room.part_began), (Part::Needs, Some(CHILD), at(20)));
}

#[test]
fn the_shared_screen_shows_what_each_of_them_may_see() {
    let plan = elin();
    let day = jiff::civil::date(2027, 3, 10);
    let maria = staff_actor(&families::maria_sund());
    let shared = narrow_together(&plan, &maria, day, now()).unwrap();
    assert!(!shared.measures.is_empty());
    for somebody in in_the_room(&plan) {
        let theirs = narrow(&plan, &somebody.actor, day, now()).unwrap();
        for measure in &shared.measures {
            assert!(theirs.measure(measure.no).is_some(), "{:?} does not see {}", somebody.seat, measure.no);
        }
        for question in &shared.questions {
            assert!(theirs.questions.contains(question), "{:?}", somebody.seat);
        }
    }
    assert!(shared.preparations.is_empty() && shared.consents.is_empty());
    // A unit without consent comes in: nothing is left to show, and nobody is told because of whom.
    let mut with = plan.clone();
    let absent = with.current_parties().find(|party| !seats(&plan).contains(&Attendee::Party(party.no))).unwrap().no;
    let open = with.meetings.iter_mut().find(|meeting| meeting.state == MeetingState::Open).unwrap();
    open.attendance.retain(|attendance| attendance.who != Attendee::Party(absent));
    open.attendance.push(Attendance { who: Attendee::Party(absent), how: TakePart::Whole });
    let unit = with.party(absent).unwrap().unit.unit;
    with.consents.retain(|consent| match &consent.scope {
        Scope::Disclosure { to: Recipient::Unit(to), .. } => to.unit != unit,
        _ => true,
    });
    let shared = narrow_together(&with, &maria, day, now()).unwrap();
    assert_eq!((shared.measures.len(), shared.questions.len()), (0, 0));
    assert!(shared.hidden() > 0);
}

#[test]
fn an_answer_stands_on_the_shared_screen_when_all_who_are_there_may_see_it() {
    let (mut plan, day) = (elin(), jiff::civil::date(2027, 3, 10));
    let maria = staff_actor(&families::maria_sund());
    let no = plan.questions[0].no;
    let shown = |plan: &Plan| {
        let shared = narrow_together(plan, &maria, day, now()).unwrap();
        let asked = shared.questions.iter().find(|q| q.no == no).unwrap();
        (asked.answer.as_ref().map(|answer| answer.words.to_string()), shared.has_answer(no))
    };
    let leader = |plan: &Plan| narrow(plan, &maria, day, now()).unwrap();
    for question in &mut plan.questions {
        question.answer = None;
    }
    assert_eq!(shown(&plan), (None, false));
    let before = limits(&plan, &leader(&plan), day, now());
    let answer = |kind| {
        let words = crate::words::Words::parse("Du får gå ut en stund.", "words").unwrap();
        Some(crate::plan::state::QuestionAnswer { words, kind, by: crate::people::Who::Staff(families::maria_sund()) })
    };
    plan.questions[0].answer = answer(InfoKind::OwnWords);
    assert_eq!(shown(&plan), (Some("Du får gå ut en stund.".to_owned()), true));
    assert_eq!(limits(&plan, &leader(&plan), day, now()), before);
    // Of health, while the school sits there, who may not know of it: answered, and not what.
    plan.questions[0].answer = answer(Health);
    assert_eq!(shown(&plan), (None, true));
    plan.measures.clear();
    plan.needs.clear();
    plan.goals.clear();
    plan.disagreements.clear();
    let told = limits(&plan, &leader(&plan), day, now());
    let kinds: std::collections::BTreeSet<_> = told.into_iter().flat_map(|(_, kinds)| kinds).collect();
    assert_eq!(kinds, [Health].into(), "because of health, and not because of the child's own words");
}

#[test]
fn wishes_and_the_share_are_for_whoever_leads() {
    let plan = elin();
    let day = jiff::civil::date(2027, 3, 10);
    let order = seats(&plan);
    let room = Room::open(open_meeting(&plan).unwrap().no, now()).after(RoomDeed::Next, &order, at(0)).after(
        RoomDeed::Wish(CHILD, Wish::Pause),
        &order,
        at(70),
    );
    let seen = |actor| {
        let view = narrow(&plan, &actor, day, now()).unwrap();
        RoomView::of((&room, 2), &plan, &view, (day, at(80)))
    };
    let lead = seen(staff_actor(&families::maria_sund())).lead.unwrap();
    assert_eq!((lead.wishes.len(), lead.family_percent), (1, Some(100)));
    let limits: Vec<_> =
        lead.limits.iter().map(|(who, kinds)| (*who, kinds.iter().copied().collect::<Vec<_>>())).collect();
    let party = |unit: &crate::people::UnitRef| {
        Attendee::Party(plan.current_parties().find(|party| party.unit.unit == unit.unit).unwrap().no)
    };
    assert_eq!(limits, [(party(&strandskolan()), vec![Health]), (party(&solvik_lss()), vec![Health, School])]);
    let child = seen(person_actor(&families::elin()));
    assert_eq!((child.lead, child.mine, child.seat), (None, vec![Wish::Pause], Some(CHILD)));
    let lisa = seen(staff_actor(&families::lisa_berg()));
    assert_eq!((lisa.lead, lisa.mine), (None, vec![]));
    assert_eq!(lisa.then, order[1..]);
}

#[test]
fn a_paper_for_somebody_holds_what_both_they_and_its_maker_may_see_and_only_what_was_given_out() {
    let told = |milestone| {
        let (id, facts) = families::story(Family::Elin, milestone, now()).unwrap();
        Plan::fold(id, &facts).unwrap()
    };
    let (day, maria) = (jiff::civil::date(2027, 3, 10), staff_actor(&families::maria_sund()));
    let seat = |plan: &Plan, unit: &crate::people::UnitRef| {
        Attendee::Party(plan.current_parties().find(|party| party.unit.unit == unit.unit).unwrap().no)
    };
    let plan = told(Milestone::Active);
    let paper = |plan: &Plan, to| narrow_for(plan, &maria, to, (day, now()));
    let school = paper(&plan, seat(&plan, &strandskolan())).unwrap();
    let own = narrow(&plan, &staff_actor(&families::lisa_berg()), day, now()).unwrap();
    let numbers = |view: &crate::access::PlanView| view.measures.iter().map(|m| m.no).collect::<Vec<_>>();
    assert_eq!(numbers(&school), numbers(&own));
    assert!(school.measures.len() < plan.measures.len() && !school.sees_consents());
    assert!(
        school.disclosures.iter().all(|given| matches!(&given.to, Recipient::Unit(u) if u.unit == strandskolan().unit))
    );
    let child = paper(&plan, CHILD).unwrap();
    assert_eq!(child.measures.len(), plan.measures.len());
    assert!(
        child.sees_consents() && child.preparations.is_empty(),
        "what the child prepared is on no paper of the grown-ups"
    );
    // Nobody makes a paper for somebody who may see more than they do themselves: Lisa's would hold what Lisa sees.
    let lisa = staff_actor(&families::lisa_berg());
    assert_eq!(numbers(&narrow_for(&plan, &lisa, CHILD, (day, now())).unwrap()), numbers(&own));
    // Before it is given out a unit has no paper; before it is agreed nobody has.
    let agreed = told(Milestone::Agreed);
    assert_eq!(paper(&agreed, seat(&agreed, &strandskolan())).unwrap_err(), WhyNot::NoConsent);
    assert!(paper(&agreed, CHILD).is_ok());
    assert_eq!(paper(&told(Milestone::Draft), CHILD).unwrap_err(), WhyNot::NotTheirPart);
    assert_eq!(paper(&plan, Attendee::Party(No(999))).unwrap_err(), WhyNot::Outside);
    assert!(paper(&plan, Attendee::Family(FamilyMember::Representative(No(999)))).is_err());
}

#[test]
fn one_who_leads_writes_and_owns_most_is_warned() {
    let mut plan = elin();
    let room = Room::open(open_meeting(&plan).unwrap().no, now());
    assert!(!one_holds_all(&plan, &room));
    let maria = families::maria_sund();
    for measure in &mut plan.measures {
        measure.proposed_by = crate::people::Who::Staff(maria.clone());
        if matches!(measure.owner, Owner::Staff(_)) {
            measure.owner = Owner::Staff(maria.clone());
        }
    }
    assert!(one_holds_all(&plan, &room));
}

fn a_deed() -> impl Strategy<Value = RoomDeed> {
    let seat = prop::sample::select(SEATS.to_vec());
    let wish = prop::sample::select(Wish::ALL.to_vec());
    prop_oneof![
        Just(RoomDeed::Next),
        Just(RoomDeed::Pause),
        Just(RoomDeed::Resume),
        Just(RoomDeed::Checked),
        prop::sample::select(Part::ALL.to_vec()).prop_map(RoomDeed::Begin),
        seat.clone().prop_map(RoomDeed::Give),
        (seat.clone(), wish.clone()).prop_map(|(who, wish)| RoomDeed::Wish(who, wish)),
        (seat, wish).prop_map(|(who, wish)| RoomDeed::Unwish(who, wish)),
    ]
}

proptest! {
    // Whatever is pressed and however the clock jumps: no more was spoken than time went by, and who speaks is there.
    #[test]
    fn no_more_is_counted_than_went_by(deeds in prop::collection::vec((a_deed(), -100_i64..600), 0..60)) {
        let mut room = Room::open(No(1), now());
        let (mut clock, mut forward) = (0_i64, 0_i64);
        for (deed, step) in deeds {
            clock += step;
            forward += step.max(0);
            room = room.after(deed, &SEATS, at(clock));
            prop_assert!(room.speaks.is_none_or(|who| SEATS.contains(&who)));
            prop_assert!(room.family_ms + room.others_ms <= u64::try_from(forward).unwrap() * 1000);
            prop_assert!(room.family_percent(at(clock)).is_none_or(|percent| percent <= 100));
        }
    }
}

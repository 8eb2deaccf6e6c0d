//! The families' stories can be told by real commands, from their beginning to each milestone, on any day of the week.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::wildcard_imports, reason = "test helpers")]

use jiff::{Timestamp, ToSpan};
use samsyn_domain::families::{self, Family, Milestone, story, units};
use samsyn_domain::people::PrincipalKind;
use samsyn_domain::plan::Plan;
use samsyn_domain::plan::state::{MeasureState, Stage};

fn now() -> Timestamp {
    "2026-11-22T09:00:00Z".parse().unwrap()
}

fn told(family: Family, upto: Milestone) -> Plan {
    let (id, facts) = story(family, upto, now()).unwrap_or_else(|fault| panic!("{family:?} to {upto:?}: {fault}"));
    Plan::fold(id, &facts).unwrap()
}

#[test]
fn each_family_stands_where_the_demo_wants_it() {
    for (family, stage) in [
        (Family::Elin, Stage::Active),
        (Family::Jonas, Stage::Active),
        (Family::Greta, Stage::Called),
        (Family::Tova, Stage::InConflict),
        (Family::Noel, Stage::Preparing),
        (Family::Yusuf, Stage::Preparing),
    ] {
        assert_eq!(told(family, Milestone::Told).stage, stage, "{family:?}");
    }
}

#[test]
fn elin_has_six_measures_one_unconfirmed_and_one_not_done() {
    let elin = told(Family::Elin, Milestone::Told);
    assert_eq!(elin.measures.len(), 6);
    assert_eq!(elin.measures.iter().filter(|m| m.state == MeasureState::Proposed).count(), 1);
    assert_eq!(elin.measures.iter().filter(|m| matches!(m.state, MeasureState::NotDone { .. })).count(), 1);
    assert_eq!(elin.disagreements.len(), 1);
    assert_eq!(elin.versions.len(), 1);
    assert_eq!(elin.disclosures.len(), 5);
}

#[test]
fn jonas_took_back_one_consent_after_the_version_was_given_out() {
    let jonas = told(Family::Jonas, Milestone::Told);
    let withdrawn: Vec<_> = jonas.consents.iter().filter(|c| c.withdrawn.is_some()).collect();
    assert_eq!(withdrawn.len(), 1);
    assert!(jonas.disclosures.iter().any(|d| d.ground.contains(&withdrawn[0].no)), "it stays said what was given out");
}

#[test]
fn noel_is_protected_and_no_meeting_has_a_place() {
    let noel = told(Family::Noel, Milestone::Told);
    assert!(noel.protected);
    assert!(noel.meetings.iter().all(|meeting| meeting.place.is_none()));
}

#[test]
fn a_story_stops_at_its_milestone_and_looks_current_on_any_day() {
    for days in 0..8 {
        let now = now().checked_add((days * 24).hours()).unwrap();
        for family in Family::ALL {
            let (_, whole) = story(family, Milestone::Told, now).unwrap_or_else(|fault| panic!("{family:?}: {fault}"));
            assert!(whole.iter().all(|fact| fact.at <= now));
            assert!(whole.is_sorted_by_key(|fact| fact.at));
        }
    }
    for family in Family::ALL {
        let (_, whole) = story(family, Milestone::Told, now()).unwrap();
        let (_, proposed) = story(family, Milestone::Proposed, now()).unwrap();
        assert_eq!(whole[..proposed.len()], proposed[..]);
        assert!(proposed.len() < 4);
    }
}

/// The rows of a file of `data/sample/`, each field by its column; the samples hold no quoted field.
fn rows(file: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let text = std::fs::read_to_string(format!("{}/../../data/sample/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    lines.map(|line| header.iter().map(|c| (*c).to_owned()).zip(line.split(',').map(str::to_owned)).collect()).collect()
}

#[test]
fn the_people_are_those_of_the_sample_directory() {
    let principals = families::units::principals();
    for row in rows("principals.csv") {
        let (_, _, name, kind) = principals.iter().find(|p| p.0 == row["id"]).expect(&row["id"]);
        assert_eq!(*name, row["name"]);
        let expected = match row["kind"].as_str() {
            "kommun" => PrincipalKind::Kommun,
            "region" => PrincipalKind::Region,
            "school" => PrincipalKind::School,
            _ => PrincipalKind::Other,
        };
        assert_eq!(*kind, expected);
    }
    let all_units = units::units();
    assert_eq!(all_units.len(), rows("units.csv").len());
    for row in rows("units.csv") {
        let (_, unit) = all_units.iter().find(|u| u.0 == row["id"]).expect(&row["id"]);
        assert_eq!(unit.name.as_str(), row["name"]);
        assert_eq!(unit.principal.0, families::uuid_of(&row["principal"]));
    }
    let staff = families::staff();
    assert_eq!(staff.len(), rows("staff.csv").len());
    for row in rows("staff.csv") {
        let (_, one) = staff.iter().find(|s| s.0 == row["id"]).expect(&row["id"]);
        assert_eq!((one.name.as_str(), one.unit.unit.0), (row["name"].as_str(), families::uuid_of(&row["unit"])));
        assert_eq!(one.title.as_ref().unwrap().as_str(), row["title"]);
        let hats = families::staff_actor(one).hats.len();
        assert_eq!(
            hats,
            row["roles"].split(';').filter(|r| !r.is_empty() && !["coordinator", "facilitator"].contains(r)).count()
        );
    }
    let people = families::people();
    assert_eq!(people.len(), rows("people.csv").len() + 1, "and Noel's other guardian, who may never sign in");
    for row in rows("people.csv") {
        let (_, one) = people.iter().find(|s| s.0 == row["id"]).expect(&row["id"]);
        assert_eq!(one.name.as_str(), row["name"]);
        assert_eq!(one.born.unwrap().to_string(), row["born"]);
        assert_eq!(one.language.as_ref().unwrap().as_str(), row["language"]);
    }
}

//! Every kind of event ever stored can be read for ever, and is written the same again.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::wildcard_imports, reason = "test helpers")]

mod support;

use std::collections::BTreeSet;
use std::path::PathBuf;

use samsyn_domain::plan::Fact;
use support::event_key;
use support::keys::every_event_key;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/stored_events")
}

fn stored() -> Vec<(String, String)> {
    let files = std::fs::read_dir(folder()).unwrap().map(|file| file.unwrap().path());
    files
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .map(|path| (path.display().to_string(), std::fs::read_to_string(&path).unwrap()))
        .collect()
}

#[test]
fn what_was_stored_is_read_and_written_the_same() {
    for (name, text) in stored() {
        let value: serde_json::Value = serde_json::from_str(&text).expect(&name);
        let fact: Fact = serde_json::from_value(value.clone()).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        assert_eq!(serde_json::to_value(&fact).unwrap(), value, "{name}");
    }
}

#[test]
fn every_kind_of_event_has_a_stored_example() {
    let kept: BTreeSet<String> =
        stored().iter().map(|(_, text)| event_key(&serde_json::from_str::<Fact>(text).unwrap().event)).collect();
    let missing: Vec<&str> = every_event_key().into_iter().filter(|key| !kept.contains(*key)).collect();
    assert!(missing.is_empty(), "cargo run -p samsyn-domain --example write_stored_event writes: {missing:?}");
}

#[test]
fn the_stories_hold_every_kind_of_event() {
    let told: BTreeSet<String> =
        support::everything::stories().iter().flat_map(|tale| &tale.facts).map(|f| event_key(&f.event)).collect();
    let missing: Vec<&str> = every_event_key().into_iter().filter(|key| !told.contains(*key)).collect();
    assert!(missing.is_empty(), "no story tells {missing:?}");
}

#[test]
fn folding_one_by_one_and_through_json_gives_the_same_plan() {
    use samsyn_domain::plan::Plan;
    for tale in support::everything::stories() {
        let json = serde_json::to_string(&tale.facts).unwrap();
        let facts: Vec<Fact> = serde_json::from_str(&json).unwrap();
        let plan = Plan::fold(tale.plan.id, &facts).unwrap();
        assert_eq!(plan, tale.plan);
        assert_eq!(serde_json::from_str::<Plan>(&serde_json::to_string(&plan).unwrap()).unwrap(), plan);
    }
}

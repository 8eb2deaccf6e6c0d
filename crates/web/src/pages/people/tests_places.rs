//! Every page that a protected child can open, with every form opened: no unit's and no principal's name stands in any of them.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use samsyn_domain::families::*;

use crate::Language;
use crate::samples::{House, person, staff};

/// Every address of a plan, and the start pages, each hole filled with whatever fits there.
fn addresses() -> BTreeSet<String> {
    let text = include_str!("../../routes.rs");
    let patterns = text.split(".route(").skip(1).filter_map(|rest| rest.split('"').nth(1));
    let plan = Family::Noel.plan().to_string();
    let rows: Vec<String> = (1..=12).map(|no| no.to_string()).collect();
    let mut all = BTreeSet::new();
    // A stream of signals never ends, and holds a plan's number and revision.
    let pages = patterns.filter(|pattern| !pattern.starts_with("/live"));
    for pattern in pages.filter(|pattern| *pattern == "/" || *pattern == "/measures" || pattern.contains("{plan}")) {
        let mut filled = vec![String::new()];
        for part in pattern.split('/').skip(1) {
            let fits: Vec<&str> = match part {
                "{plan}" => vec![&plan],
                "{member}" => vec!["person", "r1"],
                "{key}" => vec!["good", "worry", "home", "school", "hard", "wish"],
                "{no}" => rows.iter().map(String::as_str).chain(["whole"]).collect(),
                part if part.starts_with('{') => vec!["1"],
                part => vec![part],
            };
            filled = filled.iter().flat_map(|before| fits.iter().map(move |fit| format!("{before}/{fit}"))).collect();
        }
        all.extend(filled);
    }
    all
}

/// What tells a place: the names of all units and principals, but those that are common words on any page.
fn places() -> BTreeSet<String> {
    let units = units::units().into_iter().map(|(_, unit)| unit);
    units.flat_map(|unit| [unit.name.to_string(), unit.principal_name.to_string()]).collect()
}

#[tokio::test]
async fn no_page_of_a_protected_child_names_a_place() {
    let house = House::open("people-no-places").await;
    let (child, places, mut opened) = (person(&noel()), places(), BTreeSet::new());
    assert!(places.contains("Tallmoskolan") && places.len() > 20);
    for address in addresses() {
        for query in ["", "?all=1"] {
            let came = house.get(&child, Language::Sv, &format!("{address}{query}")).await;
            if came.status != StatusCode::OK {
                break;
            }
            for place in &places {
                assert!(!came.html.contains(place.as_str()), "{address}{query} names {place}");
            }
            opened.insert(address.clone());
        }
    }
    let plan = format!("/plans/{}", Family::Noel.plan());
    for form in ["measures/new", "disagreements/new", "people/supporter", "prepare/question/good", "rows", "consent"] {
        assert!(opened.contains(&format!("{plan}/{form}")), "{form} was not opened: {opened:?}");
    }
}

#[tokio::test]
async fn a_protected_child_gives_a_task_to_those_whom_its_plan_names() {
    let house = House::open("people-named-alone").await;
    let (child, plan) = (person(&noel()), format!("/plans/{}", Family::Noel.plan()));
    for page in ["measures/new", "disagreements/new", "people/supporter"] {
        for html in house.everywhere(&child, &format!("{plan}/{page}")).await {
            assert!(html.contains(">Ylva Kron</option>"), "{page}: by name alone");
            for stranger in ["Bo Granat", "Clara Norén", "Omar Ali", "Henrik Lind"] {
                assert!(!html.contains(stranger), "{page}: {stranger}");
            }
        }
    }
    // What is stored knows where she works all the same; the one who holds the plan together reads it.
    let form = format!("name=&relation=Min+person&staff={}", ylva_kron().staff);
    let done = house.post(&child, &format!("{plan}/people/supporter"), &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
    let bo = format!("name=&relation=Min+person&staff={}", bo_granat().staff);
    let guessed = house.post(&child, &format!("{plan}/people/supporter"), &bo).await;
    assert_eq!(guessed.status, StatusCode::UNPROCESSABLE_ENTITY, "whoever was not in the list");
    let hers = house.get(&staff(&ylva_kron()), Language::Sv, &format!("{plan}/measures/new")).await.html;
    assert!(hers.contains("Bo Granat") && hers.contains("Tallmoskolan") && !hers.contains("Henrik Lind"));
}

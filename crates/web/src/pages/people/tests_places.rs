//! Whom a protected child chooses among: those whom its plan names, by name alone.

use axum::http::StatusCode;
use samsyn_domain::families::*;

use crate::Language;
use crate::samples::{House, person, staff};

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

//! A child is told who reads what it shares, before it shares it: by name, and by the place where they work.

use samsyn_domain::families::*;

use crate::Language;
use crate::samples::{House, person, staff};

fn at(family: Family, page: &str) -> String {
    format!("/plans/{}/{page}", family.plan())
}

/// Without the marks that screens need around a name.
fn plain(html: &str) -> String {
    html.replace(['\u{2068}', '\u{2069}'], "")
}

#[tokio::test]
async fn a_child_reads_who_reads_its_answers_with_those_who_work_at_the_same_place() {
    let house = House::upto("prepare-readers", Milestone::Answered).await;
    let elin = person(&elin());
    for page in ["prepare/question/hard", "take-part"] {
        let html = plain(&house.get(&elin, Language::Sv, &at(Family::Elin, page)).await.html);
        for line in [
            "<li dir=\"auto\">Sara Sjöberg, Johan Sjöberg</li>",
            "<li dir=\"auto\">Lisa Berg, och de som jobbar på samma ställe: Strandskolan</li>",
        ] {
            assert!(html.contains(line), "{page}: {line}");
        }
        assert!(house.everywhere(&elin, &at(Family::Elin, page)).await.iter().all(|html| html.contains("Omar Ali")));
    }
    let question = house.get(&elin, Language::Sv, &at(Family::Elin, "prepare/question/hard")).await.html;
    assert!(question.contains("och de som jobbar på samma ställen"), "the choice itself says so");
    // It is true: a colleague of Lisa's who is named nowhere reads it.
    let colleague = staff(&ingrid_palm());
    let html = house.get(&colleague, Language::Sv, &at(Family::Elin, "prepare")).await.html;
    assert!(html.contains("Korridoren. Alla låter") && !html.contains("en annan väg"));
    let preview = plain(&house.get(&elin, Language::Sv, &at(Family::Elin, "preview")).await.html);
    let card = preview.split("<section class=\"card\">").find(|card| card.contains("de som jobbar på Strandskolan"));
    assert!(card.is_some_and(|card| card.contains("Korridoren.") && !card.contains("en annan väg")), "{preview}");
    assert!(preview.contains("Så här ser Lisa Berg det"), "Lisa is her person, and sees more than they");
}

#[tokio::test]
async fn a_protected_child_reads_names_and_no_place() {
    let house = House::open("prepare-readers-protected").await;
    let noel = person(&noel());
    for page in ["prepare/question/hard", "take-part", "preview"] {
        for html in house.everywhere(&noel, &at(Family::Noel, page)).await {
            assert!(!html.contains("Tallmo"), "{page}");
        }
        let html = plain(&house.get(&noel, Language::Sv, &at(Family::Noel, page)).await.html);
        assert!(!html.contains("jobbar på"), "{page}");
    }
}

#[tokio::test]
async fn what_others_see_names_the_same_as_the_form() {
    let house = House::upto("prepare-readers-same", Milestone::Called).await;
    let (elin, plan) = (person(&elin()), Family::Elin.plan());
    let t = Language::Sv.text();
    let form = house.get(&elin, Language::Sv, &format!("/plans/{plan}/take-part")).await.html;
    let preview = house.get(&elin, Language::Sv, &format!("/plans/{plan}/preview")).await.html;
    let unit = units::solvik_barn().name;
    assert!(form.contains(unit.as_str()), "Anna, and those who work where she does");
    assert!(preview.contains(&t.msg_preview_unit(unit.as_str())), "{preview}");
}

#[tokio::test]
async fn nobody_is_offered_a_chosen_one_whom_nobody_chose() {
    let house = House::upto("prepare-no-supporter", Milestone::Prepared).await;
    let mut offered = Vec::new();
    for family in Family::ALL {
        let (plan, facts) = story(family, Milestone::Prepared, crate::samples::now()).unwrap();
        let plan = samsyn_domain::plan::Plan::fold(plan, &facts).unwrap();
        let chosen = plan.current_supporters().next().is_some();
        let page = if plan.of_age { "prepare" } else { "prepare/question/good" };
        let who = person(&plan.person);
        let came = house.get(&who, Language::Sv, &format!("/plans/{}/{page}", plan.id)).await;
        if came.html.contains("value=\"only_me\"") {
            assert_eq!(came.html.contains("value=\"my_supporter\""), chosen, "{family:?}");
            offered.push(chosen);
        }
    }
    assert!(offered.contains(&true) && offered.contains(&false), "{offered:?}");
}

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

use axum::http::StatusCode;
use samsyn_domain::families::*;

use crate::Language;
use crate::samples::{House, person, staff};

#[tokio::test]
async fn the_family_reads_what_was_given_to_whom_and_a_unit_its_own() {
    let house = House::open("given").await;
    let path = format!("/plans/{}/given-out", Family::Elin.plan());
    let (sara, lisa) = (person(&sara()), staff(&lisa_berg()));
    for html in house.everywhere(&sara, &path).await {
        for unit in [units::bup(), units::strandskolan(), units::solvik_lss()] {
            assert!(html.contains(unit.name.as_str()), "{}", unit.name);
        }
        assert!(
            html.contains("Sara Sjöberg") && !html.contains("name=\"version\""),
            "on whose consent; nothing to take"
        );
    }
    for html in house.everywhere(&lisa, &path).await {
        assert!(html.contains("name=\"version\"") && !html.contains("Solvik LSS"), "its own alone");
        let table = html.split("<table").nth(1).unwrap().split("</table>").next().unwrap();
        assert!(!table.contains("Sara") && !table.contains("BUP"));
    }
    let plan = house.get(&lisa, Language::Sv, &format!("/plans/{}", Family::Elin.plan())).await;
    let came = house.get(&sara, Language::Sv, &path).await.html;
    assert!(
        came.contains("Kallelse till mötet") && came.contains("Planen, version") && came.contains("Med en kallelse")
    );
    let own = house.get(&staff(&omar_ali()), Language::Sv, &path).await.html;
    assert_eq!(own.matches("Kallelse till mötet").count(), 1, "a unit reads of its own call alone");
    let back = house.get(&sara, Language::Sv, &path.replace("given-out", "consent/withdraw")).await.html;
    assert!(back.contains("Kallelse till "), "who takes back is told of the calls, too");
    assert!(plan.html.contains("/given-out\""));
}

#[tokio::test]
async fn an_authority_takes_out_its_own_copy_and_the_family_sees_that() {
    let house = House::open("given-copy").await;
    let plan = Family::Elin.plan();
    let (path, copy) = (format!("/plans/{plan}/given-out"), format!("/plans/{plan}/copies/1.json"));
    let (lisa, ingrid, omar) = (staff(&lisa_berg()), staff(&ingrid_palm()), staff(&omar_ali()));
    assert_eq!(house.get(&lisa, Language::Sv, &copy).await.status, StatusCode::NOT_FOUND, "not before it is taken out");
    let none = house.post(&lisa, &path, "").await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let other = house.post(&lisa, &path, "version=7").await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(other.html.contains("href=\"#version\""));
    assert_eq!(house.post(&lisa, &path, "version=1").await.status, StatusCode::SEE_OTHER);

    let mine = house.get(&lisa, Language::Sv, &copy).await;
    assert_eq!(mine.status, StatusCode::OK);
    let data: serde_json::Value = serde_json::from_str(&mine.html).unwrap();
    assert_eq!(data["given"]["version"], 1);
    assert_eq!(data["taken"][0]["by"]["name"], "Lisa Berg");
    assert_eq!(data["plan"]["consents"].as_array().unwrap().len(), 0);
    let kinds: Vec<&str> = data["given"]["kinds"].as_array().unwrap().iter().map(|k| k.as_str().unwrap()).collect();
    assert!(!kinds.contains(&"health"));
    for need in data["plan"]["needs"].as_array().unwrap() {
        assert!(kinds.contains(&need["kind"].as_str().unwrap()), "{need}");
    }
    // Another of the same unit reads the same copy: it is the authority's.
    assert_eq!(house.get(&ingrid, Language::Sv, &copy).await.html, mine.html);
    // Nobody else's: another unit has none, the family reads the plan itself.
    for who in [&omar, &person(&sara()), &staff(&anna_ek())] {
        assert_eq!(house.get(who, Language::Sv, &copy).await.status, StatusCode::NOT_FOUND, "{}", who.name);
    }
    for name in ["1", "1.txt", "x.pdf", "2.json"] {
        let path = format!("/plans/{plan}/copies/{name}");
        assert_eq!(house.get(&lisa, Language::Sv, &path).await.status, StatusCode::NOT_FOUND, "{name}");
    }
    let seen = house.get(&person(&sara()), Language::Sv, &path).await.html;
    let line = seen.split("<li dir=\"auto\">").nth(1).unwrap().split("</li>").next().unwrap();
    assert!(line.contains("tog ut version") && line.contains("Lisa Berg") && line.contains("22 november"), "{line}");
    let log = house.get(&person(&sara()), Language::Sv, &format!("/plans/{plan}/log")).await.html;
    assert!(log.contains("Tog ut enhetens egen kopia") && log.contains("Hämtade enhetens egen kopia"));
    let hers = log.split("Lisa Berg").nth(1).unwrap().split("</li>").next().unwrap();
    assert!(!hers.contains(Language::Sv.text().msg_log_acted()), "{hers}");
}

#[tokio::test]
async fn after_a_withdrawal_the_copy_is_not_fetched_again() {
    let house = House::open("given-withdrawn").await;
    let plan = Family::Jonas.plan();
    let (path, copy) = (format!("/plans/{plan}/given-out"), format!("/plans/{plan}/copies/1.json"));
    let (malin, jonas) = (staff(&malin_fors()), person(&jonas()));
    assert_eq!(house.post(&malin, &path, "version=1").await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.get(&malin, Language::Sv, &copy).await.status, StatusCode::OK);
    let consent = house.get(&jonas, Language::Sv, &format!("/plans/{plan}/consent")).await.html;
    let card = consent.split("<h3>").find(|part| part.starts_with(units::vuxenpsyk().name.as_str())).unwrap();
    let no = card.split("withdraw?no=").nth(1).unwrap().split('"').next().unwrap();
    let back = house.post(&jonas, &format!("/plans/{plan}/consent/withdraw"), &format!("consents={no}")).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    for address in [copy, path.clone()] {
        assert_eq!(house.get(&malin, Language::Sv, &address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    let told = house.get(&jonas, Language::Sv, &path).await.html;
    assert!(told.contains(units::vuxenpsyk().name.as_str()), "what was given out, and taken, stays told");
    assert!(told.contains("Malin Fors"));
}

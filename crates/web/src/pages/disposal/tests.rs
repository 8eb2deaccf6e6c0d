use axum::http::StatusCode;
use jiff::Timestamp;
use samsyn_domain::families::{self, Family};

use crate::Language;
use crate::samples::{House, person, sound, staff};

/// A house where all default clocks have run out over every family's plan.
async fn years_on(name: &str) -> House {
    let mut house = House::open(name).await;
    let later: Timestamp = "2037-11-23T09:00:00Z".parse().unwrap();
    let ends = later + jiff::SignedDuration::from_hours(12);
    for named in house.app.store.named_accounts().await.unwrap() {
        let (account, token) = (named.account.id, named.account.id.to_string());
        house.app.store.end_session(token.as_bytes(), later).await.unwrap();
        house.app.store.begin_session(token.as_bytes(), account, "test", later, ends).await.unwrap();
    }
    house.change(|app| app.clock = std::sync::Arc::new(move || later));
    house
}

#[tokio::test]
async fn an_archivist_decides_for_the_own_authority_and_reads_no_word() {
    let house = years_on("disposal").await;
    let (birgit, harald) = (staff(&families::birgit_aman()), staff(&families::harald_quist()));
    let start = house.get(&birgit, Language::Sv, "/").await.html;
    assert!(start.contains("href=\"/disposal\""));
    let path = format!("/disposal/{}", Family::Greta.plan());
    let list = &house.everywhere(&birgit, "/disposal").await[0];
    assert!(list.contains("Väntar på ert ja") && list.contains(&path));
    let page = &house.everywhere(&birgit, &path).await[0];
    for part in ["Region Nordanland", "Solviks kommun", "PDL 3 kap. 17 §", "Inget svar än", "Ja, planen ska gallras"]
    {
        assert!(page.contains(part), "{part}");
    }
    for page in [list, page] {
        for name in ["Greta", "Karin", "Nyman", "Hanna Wik", "Solviks vårdcentral"] {
            assert!(!page.contains(name), "{name}: who it is about, or who works with them, is not for this");
        }
    }
    let unknown = house.post(&birgit, &path, "do=burn").await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    let said = house.post(&birgit, &path, "do=approve").await;
    assert_eq!((said.status, said.location.as_str()), (StatusCode::SEE_OTHER, "/disposal?saved=1"));
    let twice = house.post(&birgit, &path, "do=approve").await;
    assert_eq!((twice.status, &twice.location), (said.status, &said.location), "sent twice is answered as once");
    let page = house.get(&birgit, Language::Sv, &path).await.html;
    assert!(!page.contains("value=\"approve\""), "and asked for no more");
    assert!(house.get(&birgit, Language::Sv, "/disposal").await.html.contains("Väntar på andra"));

    // The region holds it: nobody else may say yes, lift it, or read why.
    let without = house.post(&harald, &path, "do=hold&words=+").await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    sound("without a reason", &without.html);
    assert!(without.html.contains("href=\"#words\""));
    let long = house.post(&harald, &path, &format!("do=hold&words={}", "a".repeat(1001))).await;
    assert!(long.status == StatusCode::UNPROCESSABLE_ENTITY && long.html.contains("href=\"#words\""));
    let held = house.post(&harald, &path, "do=hold&words=Tillsyn,+dnr+17+%3Cscript%3E").await;
    assert_eq!(held.status, StatusCode::SEE_OTHER);
    let his = &house.everywhere(&harald, &path).await[0];
    assert!(his.contains("Tillsyn, dnr 17") && !his.contains("<script>") && his.contains("value=\"release\""));
    let hers = &house.everywhere(&birgit, &path).await[0];
    assert!(hers.contains("har stoppat gallringen.") && !hers.contains("dnr 17"));
    assert!(!hers.contains("value=\"release\"") && !hers.contains("value=\"approve\""));
    for (form, says) in [("do=approve", "Stoppet måste bort först"), ("do=release&words=Nu", "Det är inte ert stopp")]
    {
        let refused = house.post(&birgit, &path, form).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.html.contains(says), "{form}");
    }
    assert_eq!(house.post(&harald, &path, "do=release&words=Klart").await.status, StatusCode::SEE_OTHER);
    let none = house.post(&harald, &path, "do=release&words=Klart").await;
    assert!(none.status == StatusCode::UNPROCESSABLE_ENTITY && none.html.contains("inget stopp"));

    for who in [&birgit, &harald] {
        assert_eq!(house.post(who, &path, "do=approve").await.status, StatusCode::SEE_OTHER);
    }
    let ready = house.get(&birgit, Language::Sv, "/disposal").await.html;
    assert!(ready.contains("Alla har sagt ja") && ready.contains(&path));
    let none = &house.everywhere(&birgit, "/disposal/receipts").await[0];
    assert!(none.contains("Inget är gallrat än"));
    let (now, today) = (house.app.now(), house.app.day(house.app.now()));
    assert_eq!(house.app.store.dispose(&house.app.disposal, today, now).await.unwrap().receipts.len(), 1);
    let receipt = &house.everywhere(&harald, "/disposal/receipts").await[0];
    assert!(receipt.contains("Kontrollsumma") && receipt.contains("Region Nordanland"));
    assert_eq!(house.get(&harald, Language::Sv, &path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_not_due_waits_and_nobody_else_decides() {
    let house = House::open("disposal-early").await;
    let birgit = staff(&families::birgit_aman());
    let path = format!("/disposal/{}", Family::Greta.plan());
    assert!(house.everywhere(&birgit, "/disposal").await[0].contains("Ingen plan väntar på gallring"));
    let page = &house.everywhere(&birgit, &path).await[0];
    assert!(page.contains("Tiden har inte gått ut") && !page.contains("value=\"approve\""));
    let early = house.post(&birgit, &path, "do=approve").await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.html.contains("Planen får gallras från"));
    for other in [
        staff(&families::hanna_wik()),
        staff(&families::ulla_frisk()),
        staff(&families::tomas_vik()),
        person(&families::greta()),
    ] {
        for address in ["/disposal", "/disposal/receipts", &path] {
            let came = house.get(&other, Language::Sv, address).await;
            assert_eq!(came.status, StatusCode::NOT_FOUND, "{} {address}", other.name);
        }
        for form in ["do=approve", "do=hold&words=x", "do=release&words=x", "", "do=x"] {
            let came = house.post(&other, &path, form).await;
            assert_eq!(came.status, StatusCode::NOT_FOUND, "{} {form}", other.name);
        }
    }
    // A plan in another municipality is not theirs either.
    let elsewhere = format!("/disposal/{}", Family::Noel.plan());
    assert_eq!(house.get(&birgit, Language::Sv, &elsewhere).await.status, StatusCode::NOT_FOUND);
    // The family reads who decided what, and may ask about it.
    assert_eq!(house.post(&birgit, &path, "do=hold&words=Tillsyn").await.status, StatusCode::SEE_OTHER);
    let log =
        house.get(&person(&families::greta()), Language::Sv, &format!("/plans/{}/log", Family::Greta.plan())).await;
    assert!(log.html.contains("Stoppade gallring av planen") && log.html.contains("Birgit Åman"));
    assert!(!log.html.contains("Tillsyn"));
}

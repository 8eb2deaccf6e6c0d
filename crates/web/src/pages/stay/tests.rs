use axum::http::StatusCode;
use samsyn_domain::families::{self, Family, Milestone};

use crate::Language;
use crate::samples::{House, now, staff};

#[tokio::test]
async fn the_clocks_of_going_home_stand_with_their_source() {
    let house = House::upto("stay-clocks", Milestone::Called).await;
    let path = format!("/plans/{}/stay", Family::Greta.plan());
    let pages = house.everywhere(&staff(&families::leif_moberg()), &path).await;
    for part in ["2 kap. 3 §", "2 kap. 5 §", "4 kap. 3 §", "5 kap. 3–5 §§", "efter klockan 12", "I tid", "13.10"]
    {
        assert!(pages[0].contains(part), "{part}");
    }
    // Home care is called too, but a stay is noted by those of the region and whoever carries the plan on.
    let amir = staff(&families::amir_rezai());
    assert_eq!(house.get(&amir, Language::Sv, &path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.post(&amir, &path, "ward=x").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_stay_is_noted_step_by_step_and_wrong_times_are_refused_beside_their_field() {
    let house = House::upto("stay-noted", Milestone::Assessed).await;
    let path = format!("/plans/{}/stay", Family::Greta.plan());
    let leif = staff(&families::leif_moberg());
    let ward = families::units::avd4().unit;
    let home = families::units::solvik_hemtjanst().unit;
    let today = now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let form = |ward: &dyn std::fmt::Display, admitted: &str, time: &str, more: &str| {
        format!(
            "ward={ward}&admitted={admitted}&admitted_time={time}&leaves={today}&told=&told_time=&contact=&ready=&ready_time=&home={more}"
        )
    };
    let day = |days: i64| today.checked_add(jiff::ToSpan::days(days)).unwrap().to_string();
    for (wrong, field) in [
        (form(&"", "", "", ""), "ward"),
        (form(&home, &day(-3), "8", ""), "ward"),
        (form(&ward, "31 februari", "8", ""), "admitted"),
        (form(&ward, &day(-3), "", ""), "admitted_time"),
        (form(&ward, &day(1), "8", ""), "admitted"),
        (form(&ward, &day(-3), "8", &day(-4)), "home"),
        (form(&ward, &day(-3), "8", &day(1)), "home"),
        (
            form(&ward, &day(-3), "8", "")
                .replace("ready=", &format!("ready={}", day(-5)))
                .replace("ready_time=", "ready_time=8"),
            "ready",
        ),
    ] {
        let came = house.post(&leif, &path, &wrong).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}: {wrong}");
        assert!(came.html.contains(&format!("id=\"{field}-error\"")), "{field}: {wrong}");
    }
    assert_eq!(house.post(&leif, &path, &form(&ward, &day(-3), "8", "")).await.status, StatusCode::SEE_OTHER);
    let page = house.get(&leif, Language::Sv, &path).await.html;
    assert!(page.contains("Inte gjort"), "told to nobody: {page}");
    assert!(!page.contains("5 kap."), "no notice yet");
    let again = house.post(&leif, &path, &form(&ward, &day(-3), "8", "")).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing differs");
    let ready = form(&ward, &day(-3), "8", "")
        .replace("ready=", &format!("ready={}", day(-1)))
        .replace("ready_time=", "ready_time=12.01");
    assert_eq!(house.post(&leif, &path, &ready).await.status, StatusCode::SEE_OTHER);
    let page = house.get(&leif, Language::Sv, &path).await.html;
    assert!(page.contains("efter klockan 12") && page.contains("Ingen har kallat"));
}

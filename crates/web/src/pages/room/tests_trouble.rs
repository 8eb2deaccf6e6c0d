//! What goes wrong around a meeting, and what people then see.

use axum::http::StatusCode;
use samsyn_domain::families::{
    Family, Milestone, anna_ek, elin, eva_lund, lisa_berg, maria_sund, nils_brandt, sara, units,
};

use crate::Language;
use crate::samples::{House, person, sound, staff};

fn at(rest: &str) -> String {
    format!("/plans/{}/{rest}", Family::Elin.plan())
}

/// The value of a hidden field on a page.
fn hidden(html: &str, name: &str) -> String {
    let field = html.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("no {name}: {html}"));
    field.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_meeting_that_is_going_on_is_not_moved_and_what_was_typed_stays() {
    let house = House::upto("trouble-moved", Milestone::Meeting).await;
    let (anna, maria) = (staff(&anna_ek()), staff(&maria_sund()));
    let before = house.get(&maria, Language::Sv, &at("room")).await.html;
    let form = "what=meeting&date=9%2F12&time=15.30&minutes=60&place=Biblioteket&answer_by=1%2F12";
    let came = house.post(&anna, &at("call"), form).await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    sound("call", &came.html);
    assert!(came.html.contains("data-error-summary"), "it is said: {}", came.html);
    assert!(came.html.contains("value=\"9/12\"") && came.html.contains("value=\"Biblioteket\""), "{}", came.html);
    for (path, form) in [("times/new", "do=ask"), ("call", "what=cancel&reason=Sjuk")] {
        let came = house.post(&anna, &at(path), form).await;
        assert!(came.status != StatusCode::SEE_OTHER, "{path}: {}", came.status);
    }
    let after = house.get(&maria, Language::Sv, &at("room")).await.html;
    let left = |html: &str| html.split("class=\"clock\"").nth(1).unwrap().split("</").next().unwrap().to_owned();
    assert_eq!(left(&after), left(&before), "the room goes on as it was");
}

#[tokio::test]
async fn of_two_who_change_the_same_measure_the_second_sees_the_firsts_words_beside_their_own() {
    let house = House::upto("trouble-row", Milestone::Draft).await;
    let (anna, maria) = (staff(&anna_ek()), staff(&maria_sund()));
    let rows = house.get(&maria, Language::Sv, &at("rows")).await.html;
    let no = rows.split("/measures/").find_map(|rest| rest.split('"').next()?.parse::<u32>().ok()).unwrap();
    let one = at(&format!("measures/{no}"));
    let page = house.get(&maria, Language::Sv, &one).await.html;
    let (seen, owner) = (hidden(&page, "revision"), format!("staff%3A{}", lisa_berg().staff));
    let form = |what: &str| {
        format!("what={what}&owner={owner}&by=24%2F12&notice=Lugnt&otherwise=Ringer&do=save&revision={seen}")
    };
    let first = house.post(&anna, &one, &form("Annas+morgon")).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.html);
    let second = house.post(&maria, &one, &form("Marias+morgon")).await;
    assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY);
    sound(&one, &second.html);
    let typed = second.html.split("name=\"what\"").nth(1).unwrap().split("</textarea>").next().unwrap();
    assert!(typed.contains("Marias morgon"), "nobody's words are lost: {typed}");
    let now = second.html.split("id=\"as-it-is\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(now.contains("Annas morgon"), "what the other wrote stands beside: {now}");
    // Knowing both, she decides; without looking again the old form stays stale.
    assert_eq!(house.post(&maria, &one, &form("Marias+morgon")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let seen = hidden(&second.html, "revision");
    let both = format!(
        "what=Annas+och+Marias+morgon&owner={owner}&by=24%2F12&notice=Lugnt&otherwise=Ringer&do=save&revision={seen}"
    );
    assert_eq!(house.post(&maria, &one, &both).await.status, StatusCode::SEE_OTHER);
    let rows = house.get(&anna, Language::Sv, &at("rows")).await.html;
    assert!(rows.contains("Annas och Marias morgon") && !rows.contains(">Marias morgon<"), "{rows}");
}

#[tokio::test]
async fn a_plan_that_two_agree_at_once_has_one_version() {
    let house = House::upto("trouble-agree", Milestone::Draft).await;
    let (anna, maria) = (staff(&anna_ek()), staff(&maria_sund()));
    let page = house.get(&anna, Language::Sv, &at("agree")).await.html;
    let of_maria = house.get(&maria, Language::Sv, &at("agree")).await.html;
    let form = |page: &str| {
        let (seen, act) = (hidden(page, "revision"), hidden(page, "act"));
        format!("do=agree&follow_up=15%2F12&follow_up_time=14&revision={seen}&act={act}")
    };
    let first = house.post(&anna, &at("agree"), &form(&page)).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.html);
    // The same press twice is one; another's press, from what they saw before, is told.
    assert_eq!(house.post(&anna, &at("agree"), &form(&page)).await.status, StatusCode::SEE_OTHER);
    for form in [form(&of_maria), "do=agree&follow_up=15%2F12&follow_up_time=14".to_owned()] {
        let came = house.post(&maria, &at("agree"), &form).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
        sound("agree", &came.html);
    }
    let data = house.get(&anna, Language::Sv, &at("plan.json")).await.html;
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!(data["versions"].as_array().unwrap().len(), 1, "{}", data["versions"]);
}

#[tokio::test]
async fn who_agreed_to_a_measure_in_the_room_agrees_once() {
    let house = House::upto("trouble-take", Milestone::Meeting).await;
    let (maria, lisa) = (staff(&maria_sund()), staff(&lisa_berg()));
    let form = format!(
        "owner=staff%3A{}&what=Lisa+ringer&by=20%2F12&notice=Det+ringer&otherwise=Lisa+mejlar&room=1",
        lisa_berg().staff
    );
    let came = house.post(&maria, &at("measures/new"), &form).await;
    assert_eq!(came.status, StatusCode::SEE_OTHER, "{}", came.html);
    let mine = house.get(&lisa, Language::Sv, &at("room/mine")).await.html;
    let no = mine.split("value=\"take-").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let act = hidden(&mine, "act");
    let take = format!("do=take-{no}&act={act}");
    for _ in 0..2 {
        assert_eq!(house.post(&lisa, &at("room/mine"), &take).await.status, StatusCode::SEE_OTHER);
    }
    // From her other device, and by whoever leads for her: it is there already, and they are told.
    let again = house.post(&lisa, &at("room/mine"), &format!("do=take-{no}")).await;
    let heard = house.post(&maria, &at("room/lead"), &format!("do=heard-{no}")).await;
    for came in [again, heard] {
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
        sound("room", &came.html);
    }
    let history = house.get(&person(&sara()), Language::Sv, &at("history")).await.html;
    assert_eq!(history.matches("Sa ja till en insats").count(), 1, "{history}");
}

#[tokio::test]
async fn whose_consent_ends_in_the_meeting_sees_nothing_more_of_it_and_the_others_go_on() {
    let house = House::upto("trouble-consent", Milestone::Meeting).await;
    let (maria, eva, sara) = (staff(&maria_sund()), staff(&eva_lund()), person(&sara()));
    assert_eq!(house.get(&eva, Language::Sv, &at("room/mine")).await.status, StatusCode::OK);
    let consents = house.get(&sara, Language::Sv, &at("consent")).await.html;
    let card = consents.split("<h3>").find(|part| part.starts_with(units::solvik_lss().name.as_str())).unwrap();
    let no = card.split("withdraw?no=").nth(1).unwrap().split('"').next().unwrap();
    let back = house.post(&sara, &at("consent/withdraw"), &format!("consents={no}")).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.html);
    for (path, form) in [("room", "do=next"), ("room/mine", "do=wish-pause"), ("room/lead", "do=next")] {
        let came = house.get(&eva, Language::Sv, &at(path)).await;
        assert_eq!(came.status, StatusCode::NOT_FOUND, "{path}");
        assert!(came.html.contains("id=\"was-open\"") && !came.html.contains("Elin"), "{}", came.html);
        assert_eq!(house.post(&eva, &at(path), form).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    // She may sit there still: the screen that all see then tells nothing that she may not know, and whoever leads is told why.
    let shared = house.get(&maria, Language::Sv, &at("room")).await;
    assert_eq!(shared.status, StatusCode::OK);
    // What is not shown is never said not to be there: above all not what is not to be raised.
    let t = Language::Sv.text();
    for (kept, none) in
        [(t.msg_meeting_kept(), t.msg_meeting_no_question()), (t.msg_meeting_avoid_kept(), t.msg_meeting_avoid_none())]
    {
        assert!(shared.html.contains(kept) && !shared.html.contains(none), "{}", shared.html);
    }
    let lead = house.get(&maria, Language::Sv, &at("room/lead")).await.html;
    let limits = lead.split("id=\"limits\"").nth(1).unwrap().split("</ul>").next().unwrap();
    assert!(limits.contains("Eva"), "{limits}");
    let question = house.get(&person(&elin()), Language::Sv, &at("room/mine")).await;
    assert_eq!(question.status, StatusCode::OK, "the others go on");
}

#[tokio::test]
async fn what_a_narrower_consent_hides_is_said_on_ones_own_view() {
    let house = House::upto("trouble-narrow", Milestone::Meeting).await;
    let (maria, eva) = (staff(&maria_sund()), staff(&eva_lund()));
    let mine = house.get(&eva, Language::Sv, &at("room/mine")).await.html;
    assert!(mine.contains("id=\"hidden\"") && mine.contains("Samtycket låter dig inte läsa"), "{mine}");
    let whole = house.get(&maria, Language::Sv, &at("room/mine")).await.html;
    assert!(!whole.contains("id=\"hidden\""), "{whole}");
}

#[tokio::test]
async fn a_stranger_answers_no_survey() {
    let house = House::upto("trouble-survey", Milestone::Draft).await;
    let before = house.get(&person(&elin()), Language::Sv, &at("evaluate")).await;
    assert_eq!(before.status, StatusCode::OK);
    let stranger = staff(&nils_brandt());
    assert_eq!(house.get(&stranger, Language::Sv, &at("evaluate")).await.status, StatusCode::NOT_FOUND);
    let came = house.post(&stranger, &at("evaluate"), "professional_equal=3").await;
    assert_eq!(came.status, StatusCode::NOT_FOUND);
}

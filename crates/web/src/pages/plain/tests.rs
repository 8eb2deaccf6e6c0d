use axum::http::StatusCode;
use samsyn_domain::families::{Family, Milestone, anna_ek, elin, sara};
use samsyn_domain::ids::PlanId;

use crate::Language;
use crate::samples::{House, person, sound, staff};
use crate::text::plain as bare;

/// 6 words, one sentence, 4 of them above six letters, all four in the list.
const HARD: &str = "Huvudm%C3%A4nnen+s%C3%A4kerst%C3%A4ller+samordnade+st%C3%B6dinsatser+via+QRS";

async fn revision(house: &House, plan: PlanId) -> u64 {
    let page = house.get(&staff(&anna_ek()), Language::Sv, &format!("/plans/{plan}")).await.html;
    page.split("data-revision=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn while_writing_those_at_work_are_told_and_nobody_else() {
    let house = House::open("plain-post").await;
    let came = house.post(&staff(&anna_ek()), "/plain", &format!("text={HARD}")).await;
    assert_eq!(came.status, StatusCode::OK);
    let html = bare(&came.html);
    assert!(html.contains("LIX 73, mycket svår. Längsta meningen har 6 ord."), "{html}");
    for word in ["Huvudmännen", "säkerställer", "samordnade", "stödinsatser", "QRS"] {
        assert!(html.contains(&format!("<strong dir=\"auto\">{word}</strong>")), "{word}: {html}");
    }
    assert!(!html.contains("<html"), "a part of a page");
    for family in [person(&elin()), person(&sara())] {
        assert_eq!(house.post(&family, "/plain", &format!("text={HARD}")).await.status, StatusCode::NOT_FOUND);
    }
    let stranger = house.send_form("/plain", &format!("text={HARD}"), "").await;
    assert_eq!((stranger.status, stranger.location.as_str()), (StatusCode::SEE_OTHER, "/sign-in"));
}

/// Each form that professionals write for the family in, with fields that are read, at a milestone where it is open.
const FORMS: [(Milestone, &str, &[&str], &str); 6] = [
    (Milestone::Draft, "measures/new", &["what", "notice", "otherwise"], ""),
    (Milestone::Draft, "needs/new", &["view"], ""),
    (Milestone::Draft, "disagreements/new", &["next_step"], ""),
    (Milestone::Proposed, "assess", &["reason"], ""),
    (Milestone::Consented, "call", &["expected", "mandate"], "&what=party"),
    (Milestone::Active, "follow-up", &["words"], ""),
];

#[tokio::test]
async fn the_second_button_shows_the_form_again_and_stores_nothing() {
    let (anna, plan) = (staff(&anna_ek()), Family::Elin.plan());
    for (at, (milestone, form, fields, more)) in FORMS.into_iter().enumerate() {
        let house = House::upto(&format!("plain-form-{at}"), milestone).await;
        let path = format!("/plans/{plan}/{form}");
        if form == "follow-up" {
            assert_eq!(house.post(&anna, &path, "do=begin").await.status, StatusCode::SEE_OTHER);
        }
        let empty = house.get(&anna, Language::Sv, &path).await;
        sound(form, &empty.html);
        assert!(empty.html.contains("name=\"plain\" value=\"yes\""), "{form} has the button");
        let before = revision(&house, plan).await;
        let typed: Vec<String> = fields.iter().map(|field| format!("{field}={HARD}")).collect();
        let came = house.post(&anna, &path, &format!("{}{more}&do=save&plain=yes", typed.join("&"))).await;
        assert_eq!(came.status, StatusCode::OK, "{form}");
        sound(form, &came.html);
        let html = bare(&came.html);
        assert_eq!(html.matches("LIX 73, mycket svår.").count(), fields.len(), "{form}");
        for field in fields {
            assert!(!bare(&empty.html).contains("LIX"), "{form} says nothing of nothing");
            let described = html.split("aria-describedby=\"").skip(1).filter_map(|rest| rest.split('"').next());
            let linked = described.into_iter().any(|ids| ids.split(' ').any(|id| id == format!("{field}-plain")));
            assert!(linked, "{form}: {field} is described by what is said of it");
        }
        assert_eq!(html.matches("Huvudmännen säkerställer samordnade stödinsatser via QRS").count(), fields.len());
        assert_eq!(revision(&house, plan).await, before, "{form} stored something");
    }
}

#[tokio::test]
async fn a_refused_form_and_one_being_changed_say_it_too_but_refuse_nothing_for_it() {
    let house = House::upto("plain-refused", Milestone::Draft).await;
    let (anna, plan) = (staff(&anna_ek()), Family::Elin.plan());
    let new = format!("/plans/{plan}/measures/new");
    let refused = house.post(&anna, &new, &format!("what={HARD}&do=save")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bare(&refused.html).contains("LIX 73"));
    let owner = anna_ek().staff;
    let form = format!("what={HARD}&owner=staff:{owner}&by=24+december+2026&notice={HARD}&otherwise={HARD}&do=save");
    let stored = house.post(&anna, &new, &form).await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER, "no text is refused because it is hard to read");
    let rows = house.get(&anna, Language::Sv, &format!("/plans/{plan}/rows")).await.html;
    let no = rows.rsplit("/measures/").find_map(|rest| rest.split('"').next()?.parse::<u32>().ok()).unwrap();
    let one = format!("/plans/{plan}/measures/{no}");
    for html in house.everywhere(&anna, &one).await {
        assert_eq!(bare(&html).matches("LIX 73").count(), 3);
    }
    let stale = house.post(&anna, &one, "what=Ringer&notice=Lugnt&otherwise=Ringer&revision=1&plain=yes").await;
    assert!(stale.html.contains(Language::Sv.text().msg_refusal_stale()), "that others changed the plan is told");
}

#[tokio::test]
async fn what_the_family_writes_is_not_measured() {
    let house = House::upto("plain-family", Milestone::Draft).await;
    let plan = Family::Elin.plan();
    for form in ["measures/new", "needs/new", "disagreements/new"] {
        let path = format!("/plans/{plan}/{form}");
        let page = house.get(&person(&sara()), Language::Sv, &path).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.html.contains("data-plain") && !page.html.contains("name=\"plain\""), "{form}");
        let came = house.post(&person(&sara()), &path, &format!("own_words={HARD}&what={HARD}&plain=yes")).await;
        assert!(!bare(&came.html).contains("LIX"), "{form}");
    }
    // Nor what staff write down of the person's own words.
    let path = format!("/plans/{plan}/needs/new");
    let page = house.post(&staff(&anna_ek()), &path, &format!("own_words={HARD}&plain=yes")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!bare(&page.html).contains("LIX"));
}

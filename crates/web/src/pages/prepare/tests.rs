use axum::http::StatusCode;
use samsyn_domain::families::*;

use crate::Language;
use crate::samples::{House, person, sound, staff};

fn path() -> String {
    format!("/plans/{}/prepare", Family::Elin.plan())
}

fn question(key: &str) -> String {
    format!("{}/question/{key}", path())
}

fn of(page: &str) -> String {
    format!("/plans/{}/{page}", Family::Elin.plan())
}

/// How many events the plan has.
async fn revision(house: &House) -> u64 {
    let page = house.get(&staff(&anna_ek()), Language::Sv, &of("steps")).await.html;
    page.split("data-revision=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_child_is_asked_one_question_at_a_time_in_three_versions_of_the_same() {
    let house = House::upto("prepare-versions", Milestone::Consented).await;
    let elin = person(&elin());
    for html in house.everywhere(&elin, &path()).await {
        assert!(html.contains("<body class=\"child\">") && html.matches("/prepare/question/").count() >= 6);
    }
    for key in ["home", "school", "good", "hard", "wish", "worry"] {
        for html in house.everywhere(&elin, &question(key)).await {
            assert!(html.contains(&format!("name=\"seen-{key}\"")) && html.contains("value=\"only_me\" checked"));
            assert!(!html.contains("name=\"seen-wish\"") || key == "wish", "one question a page");
        }
    }
    let session = house.cookie(&elin).await;
    for (version, faces, cards, folded) in
        [("pictures", true, true, true), ("cards", true, true, false), ("text", true, false, false)]
    {
        let cookies = format!("{session}; questions={version}");
        let (face, words) =
            (house.visit(&question("school"), &cookies).await, house.visit(&question("good"), &cookies).await);
        sound(version, &face.html);
        sound(version, &words.html);
        assert_eq!(face.html.contains("name=\"answer-school-face\""), faces, "{version}");
        assert_eq!(face.html.contains("face-good.svg"), version != "text", "{version}");
        assert_eq!(words.html.contains("name=\"answer-good-cards\""), cards, "{version}");
        assert_eq!(words.html.contains("card-friends.svg"), version == "pictures", "{version}");
        assert_eq!(words.html.contains("<details><summary>"), folded, "{version}");
        assert!(words.html.contains("name=\"unsure\"") && words.html.contains(Language::Sv.text().msg_prepare_skip()));
    }
    // What is answered with pictures stands there in words, and the other way round.
    let form = "cards=1&answer-good-cards=play&answer-good-cards=friends&answer-good=Hunden&seen-good=everybody";
    let came = house.send_form(&question("good"), form, &format!("{session}; questions=pictures")).await;
    assert_eq!((came.status, came.location), (StatusCode::SEE_OTHER, format!("{}?saved=1", question("hard"))));
    let page = house.visit(&question("good"), &format!("{session}; questions=cards")).await.html;
    assert_eq!(page.matches(" checked").count(), 3, "two cards, and who may see it");
    let text = "answer-good=Hunden+Bosse&seen-good=everybody&version=pictures";
    let came = house.send_form(&question("good"), text, &format!("{session}; questions=text")).await;
    assert!(came.cookies[0].starts_with("questions=pictures;") && came.location.starts_with(&question("good")));
    let page = house.visit(&question("good"), &format!("{session}; questions=pictures")).await.html;
    assert!(page.contains("Hunden Bosse") && page.matches(" checked").count() == 3, "the cards are still there");
    let sara = house.get(&person(&sara()), Language::Sv, &path()).await.html;
    assert!(sara.contains("Kompisar, Leka och spela") && sara.contains("Hunden Bosse"));
}

#[tokio::test]
async fn a_child_need_not_answer_may_not_know_and_may_take_it_back() {
    let house = House::upto("prepare-skip", Milestone::Consented).await;
    let elin = person(&elin());
    let before = revision(&house).await;
    let came = house.post(&elin, &question("home"), "answer-home=&seen-home=only_me").await;
    assert_eq!(came.location, question("school"), "going on without an answer is nothing that happened");
    assert_eq!(revision(&house).await, before);
    for (key, form) in [("home", "answer-home-face=dont-know&answer-home="), ("wish", "unsure=1&cards=1&answer-wish=")]
    {
        let came = house.post(&elin, &question(key), &format!("{form}&seen-{key}=everybody")).await;
        assert_eq!(came.status, StatusCode::SEE_OTHER, "{key}");
    }
    let mine = house.get(&elin, Language::Sv, &path()).await.html;
    assert_eq!(mine.matches("Vet inte").count(), 2);
    let last = house.post(&elin, &question("worry"), "answer-worry=Natten&seen-worry=only_me").await;
    assert_eq!(last.location, format!("{}?saved=1", of("take-part")));
    let back = house.post(&elin, &question("worry"), "then=clear&answer-worry=Natten&seen-worry=only_me").await;
    assert!(back.location.starts_with(&question("worry")));
    assert!(!house.get(&elin, Language::Sv, &question("worry")).await.html.contains("Natten"));
    for wrong in ["answer-home-face=glad&answer-home=", &format!("answer-home={}", "a".repeat(4001))] {
        let came = house.post(&elin, &question("home"), wrong).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
        sound("question", &came.html);
        assert!(came.html.contains("href=\"#answer-home"));
    }
    for strange in ["", "seen-home=everybody", "answer-school=x"] {
        let came = house.post(&elin, &question("home"), strange).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{strange}");
    }
    assert_eq!(house.post(&elin, &of("take-part"), "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        house.get(&elin, Language::Sv, &path()).await.html.matches("Vet inte").count(),
        2,
        "nothing is lost by that"
    );
    for nowhere in [question("hours"), question("x")] {
        assert_eq!(house.get(&elin, Language::Sv, &nowhere).await.status, StatusCode::NOT_FOUND);
    }
    for other in [person(&sara()), staff(&anna_ek()), staff(&lisa_berg())] {
        assert_eq!(house.get(&other, Language::Sv, &question("home")).await.status, StatusCode::NOT_FOUND);
        let came = house.post(&other, &question("home"), "answer-home=Nej&seen-home=everybody").await;
        assert_eq!(came.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_child_says_how_it_wants_the_meeting_and_sees_what_each_will_see() {
    let house = House::upto("prepare-how", Milestone::Called).await;
    let elin = person(&elin());
    assert!(house.everywhere(&elin, &of("take-part")).await.iter().all(|html| html.contains("Lisa Berg")));
    let wrong = house.post(&elin, &of("take-part"), "take_part=part&most_people=900&with_me=Mormor").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.html.contains("href=\"#most_people\"") && wrong.html.contains("value=\"Mormor\""));
    let form = "take_part=part&most_people=5&with_me=Mormor&avoid=Magen";
    let came = house.post(&elin, &of("take-part"), form).await;
    assert_eq!(came.location, format!("{}?saved=1", of("preview")));
    assert!(house.get(&elin, Language::Sv, &of("question")).await.html.contains("Magen"));
    for (key, seen) in [("hard", "everybody"), ("wish", "my_supporter"), ("worry", "only_me")] {
        let form = format!("answer-{key}=Ord+om+{key}&seen-{key}={seen}");
        assert_eq!(house.post(&elin, &question(key), &form).await.status, StatusCode::SEE_OTHER);
    }
    for html in house.everywhere(&elin, &of("preview")).await {
        assert!(!html.contains("Ord om worry"), "nobody sees what is hers alone");
        let of = |name: &str| {
            let card =
                html.split("<section class=\"card\">").find(|card| card.split("</h2>").next().unwrap().contains(name));
            card.unwrap_or_else(|| panic!("{name} is not among them")).to_owned()
        };
        let lisa = of("Lisa Berg");
        assert!(lisa.contains("Ord om hard") && lisa.contains("Ord om wish") && lisa.contains("Mormor"));
        let sara = of("Sara");
        assert!(sara.contains("Ord om hard") && !sara.contains("Ord om wish"));
    }
    // It is what they see when they look themselves.
    let lisa = house.get(&staff(&lisa_berg()), Language::Sv, &path()).await.html;
    assert!(lisa.contains("Ord om wish") && !lisa.contains("Ord om worry"));
    let paper = house.get(&elin, Language::Sv, &of("preparation")).await.html;
    assert!(paper.contains("Ord om worry"), "her own paper is hers");
    for html in house.everywhere(&elin, &of("preparation/blank")).await {
        assert!(!html.contains("Ord om") && html.contains("class=\"pen\""));
    }
}

#[tokio::test]
async fn each_role_has_its_questions_and_its_paper() {
    let house = House::upto("prepare-roles", Milestone::Consented).await;
    let (anna, sara) = (staff(&anna_ek()), person(&sara()));
    assert!(house.everywhere(&sara, &path()).await.iter().all(|html| html.contains("name=\"answer-hours\"")));
    for html in house.everywhere(&anna, &path()).await {
        assert!(html.contains("name=\"answer-view\"") && !html.contains("name=\"most_people\""));
        assert!(html.contains("/prepare/person\""), "the child has not typed: one may write after a talk");
    }
    let done = house.post(&sara, &path(), "answer-hours=Sju&seen-hours=everybody&answer-ease=&take_part=whole").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
    for strange in
        ["", "take_part=whole", "answer-home=9", "answer-wish=x&answer-other=y", "answer-wish=x&take_part=soon"]
    {
        let came = house.post(&sara, &path(), strange).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{strange}");
    }
    for (actor, page) in
        [(&sara, "preparation"), (&sara, "preparation/blank"), (&anna, "preparation/person"), (&anna, "preview")]
    {
        house.everywhere(actor, &of(page)).await;
    }
    assert!(house.get(&sara, Language::Sv, &of("preparation")).await.html.contains("Sju"));
    assert_eq!(house.get(&sara, Language::Sv, &of("preparation/person")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.get(&sara, Language::Sv, &of("take-part")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.post(&sara, &path(), "waive=1").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn staff_write_after_a_talk_say_who_told_it_and_never_over_what_was_typed() {
    let house = House::upto("prepare-talk", Milestone::Consented).await;
    let (anna, sara, child) = (staff(&anna_ek()), person(&sara()), person(&elin()));
    let page = format!("{}/person", path());
    for html in house.everywhere(&anna, &page).await {
        assert!(
            html.contains("name=\"told_by\" type=\"text\" value=\"Elin Sjöberg\"")
                && html.contains("name=\"answer-wish\"")
        );
    }
    for (wrong, at) in [
        ("answer-wish=Lugn&told_by=&told_on=2026-11-20", "told_by"),
        ("answer-wish=Lugn&told_by=Elin&told_on=", "told_on"),
        ("answer-wish=Lugn&told_by=Elin&told_on=2026-11-23", "told_on"),
    ] {
        let came = house.post(&anna, &page, wrong).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(came.html.contains(&format!("href=\"#{at}\"")) && came.html.contains("Lugn"), "{wrong}");
    }
    let told = "told_by=Elin&told_on=2026-11-20";
    let form = format!("{told}&answer-wish=Lugn+start&seen-wish=everybody&answer-worry=Hemligt+ord&seen-worry=only_me");
    assert_eq!(house.post(&anna, &page, &form).await.status, StatusCode::SEE_OTHER);
    let shown = house.get(&sara, Language::Sv, &path()).await.html;
    let plain = shown.replace(['\u{a0}', '\u{2068}', '\u{2069}'], " ").replace("  ", " ");
    assert!(plain.contains("Lugn start") && plain.contains("Elin berättade."), "{plain}");
    assert!(plain.contains("Ifyllt av Anna Ek efter samtal 20 november"), "{plain}");
    // What is the child's alone she cannot open again, and an empty field does not take it away.
    for at in [page.clone(), path(), of("preparation/person"), of("history")] {
        assert!(!house.get(&anna, Language::Sv, &at).await.html.contains("Hemligt ord"), "{at}");
    }
    let more =
        format!("{told}&answer-wish=&seen-wish=everybody&answer-hard=Korridoren&seen-hard=everybody&answer-worry=");
    assert_eq!(house.post(&anna, &page, &more).await.status, StatusCode::SEE_OTHER);
    let mine = house.get(&child, Language::Sv, &path()).await.html;
    assert!(mine.contains("Hemligt ord") && mine.contains("Korridoren") && !mine.contains("Lugn start"));
    let said = |html: &str| html.replace(['\u{2068}', '\u{2069}'], "");
    assert_eq!(said(&mine).matches("Ifyllt av Anna Ek").count(), 2);
    // From the first word of her own on, nobody else writes, and what was written down stays marked.
    assert_eq!(
        house.post(&child, &question("wish"), "answer-wish=Mitt+eget&seen-wish=everybody").await.status,
        StatusCode::SEE_OTHER
    );
    let shut = house.get(&anna, Language::Sv, &page).await.html;
    assert!(!shut.contains("name=\"answer-wish\"") && shut.contains("har skrivit själv"));
    let over = house.post(&anna, &page, &form).await;
    assert_eq!(over.status, StatusCode::UNPROCESSABLE_ENTITY);
    let after = house.get(&sara, Language::Sv, &path()).await.html;
    assert!(
        after.contains("Mitt eget") && said(&after).contains("Ifyllt av Anna Ek"),
        "the corridor is still as Anna wrote it down"
    );
    assert_eq!(house.get(&sara, Language::Sv, &page).await.status, StatusCode::NOT_FOUND);
}

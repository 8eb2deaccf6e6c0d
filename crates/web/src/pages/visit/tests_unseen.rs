//! Where somebody else may hold the key, what is not for everybody is neither seen nor written over, by any page.

use axum::http::StatusCode;
use jiff::SignedDuration;
use samsyn_domain::access::Reach;
use samsyn_domain::families::{self, Family, Milestone};
use samsyn_domain::people::PersonRef;
use samsyn_store::{Holder, Limited};

use crate::Language;
use crate::samples::{House, now, person, sound};

const THERE: &str = "session=there";

fn path(family: Family, page: &str) -> String {
    format!("/plans/{}/{page}", family.plan())
}

/// A session of theirs on a device that a worker lent out, and their account.
async fn lent(house: &House, who: &PersonRef, family: Family) -> samsyn_domain::ids::AccountId {
    let account = house.app.store.account_of(Holder::Person(who.person)).await.unwrap().unwrap().id;
    let limited = Limited { reach: Reach::Together(family.plan()), origin: uuid::Uuid::from_u128(1) };
    let ends = now() + SignedDuration::from_hours(1);
    house.app.store.begin_limited_session(b"there", account, "together", now(), ends, limited).await.unwrap();
    account
}

#[tokio::test]
async fn what_a_child_gave_to_one_stays_hers_on_a_lent_device() {
    let house = House::upto("unseen-child", Milestone::Called).await;
    let (child, at) = (person(&families::elin()), |page| path(Family::Elin, page));
    let account = lent(&house, &families::elin(), Family::Elin).await;
    let own = at("prepare/question/hard");
    let sent = house.post(&child, &own, "answer-hard=Ljudet&seen-hard=my_supporter").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert!(house.get(&child, Language::Sv, &at("preview")).await.html.contains("Ljudet"), "her supporter sees it");
    let preview = house.visit(&at("preview"), THERE).await;
    assert!(preview.status == StatusCode::OK && !preview.html.contains("Ljudet"));
    assert!(preview.html.contains("När det är tyst"), "what is for everybody shows there as it will");

    // Neither other words in its place nor all taken away.
    let kept = Language::Sv.text().msg_refusal_kept_for_them();
    for (page, form) in [(own.as_str(), "answer-hard=Annat&seen-hard=everybody"), (&at("prepare"), "waive=1")] {
        let over = house.send_form(page, form, THERE).await;
        assert_eq!(over.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(over.html.contains(kept), "{form}: {}", over.html);
        sound(form, &over.html);
    }
    assert!(house.get(&child, Language::Sv, &at("prepare")).await.html.contains("Ljudet"));
    // What is new there is kept as ever.
    let new =
        house.send_form(&at("prepare/question/school"), "answer-school=En+hund&seen-school=everybody", THERE).await;
    assert_eq!(new.status, StatusCode::SEE_OTHER);
    assert!(house.visit(&at("prepare"), THERE).await.html.contains("En hund"));

    // What she had typed when her own session ran out waits for her.
    let draft = b"answer-worry=Utkastet&seen-worry=only_me".to_vec();
    house.app.store.keep_draft(account, &at("prepare/question/worry"), draft, now()).await.unwrap();
    let drafts = house.visit("/drafts", THERE).await;
    assert!(drafts.html.contains(Language::Sv.text().msg_drafts_elsewhere()) && !drafts.html.contains("Utkastet"));
    assert!(house.get(&child, Language::Sv, "/drafts").await.html.contains("Utkastet"));
    let id = house.app.store.drafts_of(account, now()).await.unwrap()[0].id;
    assert_eq!(house.send_form(&format!("/drafts/{id}"), "", THERE).await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.app.store.drafts_of(account, now()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_a_supporter_was_given_is_not_read_where_a_worker_is_the_supporter() {
    let house = House::open("unseen-supporter").await;
    let (greta, karin) = (person(&families::greta()), person(&families::karin()));
    let sent = house.post(&greta, &path(Family::Greta, "prepare"), "answer-good=Duvorna&seen-good=my_supporter").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
    lent(&house, &families::karin(), Family::Greta).await;
    for page in ["prepare", "preparation", ""] {
        let whole = house.get(&karin, Language::Sv, path(Family::Greta, page).trim_end_matches('/')).await;
        let limited = house.visit(path(Family::Greta, page).trim_end_matches('/'), THERE).await;
        assert_eq!((whole.status, limited.status), (StatusCode::OK, StatusCode::OK), "{page}");
        assert!(page != "prepare" || whole.html.contains("Duvorna"), "on her own she reads it");
        assert!(!limited.html.contains("Duvorna"), "{page}");
    }
}

#[tokio::test]
async fn what_a_family_wrote_unseen_is_not_opened_early_on_a_lent_device() {
    let house = House::open("unseen-expectation").await;
    let (father, at) = (person(&families::karim()), |page: &str| path(Family::Yusuf, page));
    let list = house.get(&father, Language::Sv, &at("expectations")).await.html;
    let link = list.split(&format!("{}/", at("expectations"))).nth(1).unwrap();
    let row = at(&format!("expectations/{}", link.split('"').next().unwrap()));
    let sent = house.post(&father, &row, "can=Vi+kan+morgnar&cannot=&why=&instead=&whom=&do=row").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
    assert!(house.get(&father, Language::Sv, &row).await.html.contains("Vi kan morgnar"));
    lent(&house, &families::karim(), Family::Yusuf).await;
    for page in [at("expectations"), row.clone()] {
        let came = house.visit(&page, THERE).await;
        assert!(came.status == StatusCode::OK && !came.html.contains("Vi kan morgnar"), "{page}");
    }
    let over = house.send_form(&row, "can=Annat&cannot=&why=&instead=&whom=&do=row", THERE).await;
    assert_eq!(over.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(over.html.contains(Language::Sv.text().msg_refusal_kept_for_them()));
    assert!(house.get(&father, Language::Sv, &row).await.html.contains("Vi kan morgnar"));
}

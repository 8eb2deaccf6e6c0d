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
    limited(house, who, Reach::Together(family.plan())).await
}

/// A session of theirs that reaches so far, and their account.
async fn limited(house: &House, who: &PersonRef, reach: Reach) -> samsyn_domain::ids::AccountId {
    let account = house.app.store.account_of(Holder::Person(who.person)).await.unwrap().unwrap().id;
    let limited = Limited { reach, origin: uuid::Uuid::from_u128(1) };
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

/// The boxes to write in that stand on a page.
fn boxes(html: &str) -> Vec<String> {
    let named = html.split("<textarea").skip(1).filter_map(|rest| rest.split("name=\"").nth(1));
    named.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

#[tokio::test]
async fn by_a_code_what_was_saved_is_said_to_be_there_and_the_rest_of_the_form_is_saved() {
    let house = House::upto("unseen-code", Milestone::Called).await;
    let t = Language::Sv.text();
    let (mother, at) = (person(&families::sara()), path(Family::Elin, "prepare"));
    limited(&house, &families::sara(), Reach::Visit(Family::Elin.plan())).await;
    let empty = house.visit(&at, THERE).await.html;
    assert!(empty.contains(t.msg_unseen_code()), "said before anything is written");
    assert!(!empty.contains(t.msg_unseen_here()));
    let all = boxes(&empty);
    let (first, second) = (&all[0], &all[1]);
    let only_me = format!("{}=only_me", first.replace("answer-", "seen-"));
    let sent = house.send_form(&at, &format!("{first}=Hemligheten&{only_me}&{second}="), THERE).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);

    let shown = house.visit(&at, THERE).await.html;
    sound(&at, &shown);
    assert!(shown.contains(t.msg_unseen_here()) && !shown.contains("Hemligheten"));
    assert!(shown.contains("href=\"tel:0980319243\"") && shown.contains("Anna Ek"), "whom to ring");
    assert!(!shown.contains("name=\"waive\""), "nothing is offered that would be refused");
    assert_eq!(boxes(&shown), all[1..].to_vec(), "the box is left out, the others stay");
    // Other answers in the same form are saved.
    let rest: Vec<String> = boxes(&shown).iter().map(|name| format!("{name}=Nytt")).collect();
    let seen = format!("{}=everybody", second.replace("answer-", "seen-"));
    let sent = house.send_form(&at, &format!("{}&{seen}", rest.join("&")), THERE).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
    // A page that was open since before: the answer that is not written over is named, with what was typed.
    let over = house.send_form(&at, &format!("{first}=Annat&{seen}&{second}=Mer"), THERE).await;
    assert_eq!(over.status, StatusCode::UNPROCESSABLE_ENTITY);
    sound(&at, &over.html);
    assert!(
        over.html.contains(&format!("href=\"#{first}\"")) && over.html.contains("Annat") && over.html.contains("Mer")
    );
    assert!(house.get(&mother, Language::Sv, &at).await.html.contains("Hemligheten"), "on her own she reads it");
    // On one's own nothing of this is said.
    let own = house.get(&mother, Language::Sv, &at).await.html;
    assert!(!own.contains(t.msg_unseen_code()) && !own.contains(t.msg_unseen_here()));
}

#[tokio::test]
async fn a_child_with_a_code_goes_past_what_it_answered_for_itself() {
    let house = House::upto("unseen-code-child", Milestone::Prepared).await;
    let (t, at) = (Language::Sv.text(), |page| path(Family::Elin, page));
    limited(&house, &families::elin(), Reach::Visit(Family::Elin.plan())).await;
    let question = at("prepare/question/school");
    let sent = house.send_form(&question, "answer-school=Zefyren&seen-school=only_me", THERE).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
    let shown = house.visit(&question, THERE).await.html;
    sound(&question, &shown);
    assert!(shown.contains(t.msg_unseen_here()) && boxes(&shown).is_empty() && shown.contains("school/draw"));
    let start = house.visit(&at("prepare"), THERE).await.html;
    assert!(start.contains(t.msg_unseen_here()) && start.contains(t.msg_unseen_code()) && !start.contains("Zefyren"));
    let over = house.send_form(&question, "answer-school=Annat&seen-school=only_me", THERE).await;
    assert_eq!(over.status, StatusCode::UNPROCESSABLE_ENTITY);
    sound(&question, &over.html);
    assert!(over.html.contains("Annat") && over.html.contains(t.msg_unseen_not_saved()));
}

#[tokio::test]
async fn by_a_code_what_is_expected_is_said_to_be_saved_and_not_to_be_changed_there() {
    let house = House::open("unseen-code-expectation").await;
    let (t, at) = (Language::Sv.text(), |page: &str| path(Family::Yusuf, page));
    limited(&house, &families::karim(), Reach::Visit(Family::Yusuf.plan())).await;
    let list = house.visit(&at("expectations"), THERE).await.html;
    assert!(!list.contains(t.msg_unseen_here()));
    let link = list.split(&format!("{}/", at("expectations"))).nth(1).unwrap();
    let row = at(&format!("expectations/{}", link.split('"').next().unwrap()));
    let empty = house.visit(&row, THERE).await.html;
    assert!(empty.contains(t.msg_expect_write_lead_lent()) && !empty.contains(t.msg_expect_write_lead()));
    let sent = house.send_form(&row, "can=Zefyren&cannot=&why=&instead=&whom=&do=row", THERE).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
    for page in [at("expectations"), row.clone()] {
        let shown = house.visit(&page, THERE).await.html;
        sound(&page, &shown);
        assert!(shown.contains(t.msg_unseen_here()) && !shown.contains("Zefyren"), "{page}");
    }
    let shown = house.visit(&row, THERE).await.html;
    assert!(!shown.contains("name=\"can\"") && shown.contains("name=\"words\"") && shown.contains("href=\"tel:"));
    let own = house.get(&person(&families::karim()), Language::Sv, &row).await.html;
    assert!(own.contains(t.msg_expect_write_lead()) && own.contains("Zefyren"));
}

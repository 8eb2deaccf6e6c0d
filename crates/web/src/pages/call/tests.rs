use axum::http::StatusCode;
use samsyn_domain::access::Subject;
use samsyn_domain::families::*;

use crate::Language;
use crate::samples::{House, now, person, sound, staff};

#[tokio::test]
async fn the_call_is_written_sent_and_answered() {
    let house = House::upto("call", Milestone::Prepared).await;
    let plan = Family::Elin.plan();
    let path = format!("/plans/{plan}/call");
    let (anna, sara) = (staff(&anna_ek()), person(&sara()));
    for html in house.everywhere(&anna, &path).await {
        for name in ["unit", "expected", "mandate", "date", "time", "minutes", "answer_by"] {
            assert!(html.contains(&format!("name=\"{name}\"")), "{name}");
        }
    }
    assert_eq!(
        house.get(&sara, Language::Sv, &path).await.status,
        StatusCode::NOT_FOUND,
        "nothing there for her to do"
    );
    for (form, field) in [
        ("what=party&expected=Tider", "unit"),
        ("what=meeting&date=31%2F2&time=14&answer_by=24%2F11", "date"),
        ("what=meeting&date=1%2F12&time=25&answer_by=24%2F11", "time"),
        ("what=meeting&date=1%2F12&time=14&minutes=3&answer_by=24%2F11", "minutes"),
        ("what=meeting&date=1%2F12&time=14&answer_by=5%2F12", "answer_by"),
    ] {
        let came = house.post(&anna, &path, form).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        sound("call", &came.html);
        assert!(came.html.contains(&format!("href=\"#{field}\"")), "{form}");
    }
    let unit = units::fk_nordanland().unit;
    let bare = house.post(&anna, &path, &format!("what=party&unit={unit}&expected=+")).await;
    assert!(bare.html.contains("href=\"#expected\"") && bare.html.contains(&format!("value=\"{unit}\" selected")));
    let added = house.post(&anna, &path, &format!("what=party&unit={unit}&expected=Ers%C3%A4ttning")).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER);
    let moved = house.post(&anna, &path, "what=meeting&date=1%2F12&time=14&answer_by=25%2F11").await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER);
    let shown = house.get(&anna, Language::Sv, &path).await.html;
    assert!(shown.contains("Ersättning") && shown.contains("1 december klockan 14") && shown.contains(" minuter"));
    let name = units::fk_nordanland().name;
    assert!(shown.contains("omfattar inte"), "what is lacking stands there before one presses");
    let early = house.post(&anna, &path, "what=send").await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    let row = shown.split(&format!("<h3>{name}")).next().unwrap();
    let no = row.rsplit("id=\"party-").next().unwrap().split('"').next().unwrap().to_owned();
    house.everywhere(&anna, &format!("{path}/{no}")).await;
    let bare = house.post(&anna, &format!("{path}/{no}"), "reason=").await;
    assert!(bare.status == StatusCode::UNPROCESSABLE_ENTITY && bare.html.contains("href=\"#reason\""));
    let removed = house.post(&anna, &format!("{path}/{no}"), "reason=Beh%C3%B6vs+inte").await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER);
    let bup = format!("what=party&unit={}&expected=Tider", units::bup().unit);
    assert_eq!(house.post(&anna, &path, &bup).await.status, StatusCode::SEE_OTHER);
    let sent = house.post(&anna, &path, "what=send").await;
    let said: Vec<&str> = sent.html.split("problems-title").skip(2).collect();
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{said:.600?}");
}

#[tokio::test]
async fn a_call_is_answered_before_its_meeting() {
    let house = House::upto("call-answer-by", Milestone::Prepared).await;
    let (anna, path) = (staff(&anna_ek()), format!("/plans/{}/call", Family::Elin.plan()));
    for late in ["1%2F12", "2%2F12"] {
        let form = format!("what=meeting&date=1%2F12&time=14&answer_by={late}");
        let came = house.post(&anna, &path, &form).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{late}");
        assert!(came.html.contains("id=\"answer_by-error\"") && came.html.contains("Svaren måste komma före mötet."));
    }
    // The day that the form began with gives way to a meeting that is sooner: 22 November and seven days.
    let page = house.get(&anna, Language::Sv, &path).await.html;
    assert!(page.contains("value=\"29 november 2026\""), "{page}");
    let sooner = "what=meeting&date=26%2F11&time=14&answer_by=29+november+2026";
    assert_eq!(house.post(&anna, &path, sooner).await.status, StatusCode::SEE_OTHER);
    assert!(house.get(&anna, Language::Sv, &path).await.html.contains("value=\"25 november 2026\""));
}

#[tokio::test]
async fn only_the_invited_may_decline() {
    let house = House::upto("answer", Milestone::Called).await;
    let path = format!("/plans/{}/answer", Family::Elin.plan());
    let (omar, lisa) = (staff(&omar_ali()), staff(&lisa_berg()));
    for html in house.everywhere(&omar, &path).await {
        assert!(html.contains("value=\"pass\"") && !html.contains("value=\"decline\""));
        assert!(html.contains(&format!("value=\"{}\" selected", omar_ali().staff)), "the one who looks is chosen");
    }
    assert!(house.everywhere(&lisa, &path).await.iter().all(|html| html.contains("value=\"decline\"")));
    for (who, form, field) in [
        (&omar, "what=decline&reason=Nej", "answer"),
        (&omar, "what=come&mandate=Boka", "who"),
        (&omar, "what=pass", "unit"),
        (&lisa, "what=decline&reason=", "reason"),
    ] {
        let came = house.post(who, &path, form).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        sound("answer", &came.html);
        assert!(came.html.contains(&format!("href=\"#{field}\"")), "{form}");
    }
    let come = format!("what=come&who={}&mandate=Boka+tid", omar_ali().staff);
    assert_eq!(house.post(&omar, &path, &come).await.status, StatusCode::SEE_OTHER);
    let outside = house.get(&person(&karin()), Language::Sv, &path).await;
    assert_eq!(outside.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn several_units_are_called_at_once_all_or_none() {
    let house = House::upto("call-several", Milestone::Consented).await;
    let plan = Family::Elin.plan();
    let path = format!("/plans/{plan}/call");
    let anna = staff(&anna_ek());
    let page = house.get(&anna, Language::Sv, &path).await.html;
    assert!(page.contains("Lägg till flera på en gång") && page.contains("vad ni behöver av de andra."));
    let there = async || house.app.store.export(plan, crate::samples::now()).await.unwrap().0.current_parties().count();
    let before = there().await;
    let [fk, bup, lss] = [units::fk_nordanland().unit, units::bup().unit, units::solvik_lss().unit];
    let send = |unit2: String| format!("what=party&unit={fk}&unit2={unit2}&unit5={lss}&expected=Tider&mandate=");
    for wrong in [send("nowhere".into()), send(fk.to_string())] {
        let came = house.post(&anna, &path, &wrong).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        sound("call", &came.html);
        assert!(came.html.contains("href=\"#unit"), "{wrong}");
        assert_eq!(there().await, before, "none of them: {wrong}");
    }
    let added = house.post(&anna, &path, &send(bup.to_string())).await;
    assert_eq!((added.status, there().await), (StatusCode::SEE_OTHER, before + 3));
}

/// A call to BUP whose meeting is to be, its party's row, and the jobs that send it.
async fn called_to(house: &House) -> (String, String) {
    let (anna, path) = (staff(&anna_ek()), format!("/plans/{}/call", Family::Elin.plan()));
    let moved = house.post(&anna, &path, "what=meeting&date=1%2F12&time=14&answer_by=25%2F11").await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER);
    let page = house.get(&anna, Language::Sv, &path).await.html;
    let (row, _) = page.split_once(&format!("<h3>{}", units::bup().name)).unwrap();
    let no = row.rsplit("id=\"party-").next().unwrap().split('"').next().unwrap().to_owned();
    assert!(!page.contains("value=\"again\"") && !page.contains("kommer tillbaka"), "nothing went wrong yet");
    (path, no)
}

#[tokio::test]
async fn a_call_that_comes_back_is_shown_and_sent_again_or_as_a_letter() {
    let house = House::upto("call-back", Milestone::Called).await;
    let (path, no) = called_to(&house).await;
    let (anna, store) = (staff(&anna_ek()), &house.app.store);
    let bup = Subject::Unit(units::bup().unit);
    let mail = store.reach(bup).await.unwrap().unwrap().mail;
    let jobs = store.claim_jobs(64, now()).await.unwrap();
    store.mail_bounced(jobs[0].id, &mail, now()).await.unwrap();
    let admin = staff(&tomas_vik());
    let unit = format!("/directory/units/{}", units::bup().unit);
    assert!(house.get(&admin, Language::Sv, &unit).await.html.contains("E-post till adressen kommer tillbaka"));
    for html in house.everywhere(&anna, &path).await {
        assert!(html.contains("value=\"told\"") && html.contains("value=\"letter\""));
        assert!(!html.contains(&mail), "no address");
    }
    for (way, words, back) in [("letter", "Skickad som brev", true), ("told", "Skickad igen", false)] {
        let sent = house.post(&anna, &path, &format!("what=again&party={no}&way={way}")).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{way}");
        let page = house.get(&anna, Language::Sv, &path).await.html;
        assert!(page.contains(words), "{way}");
        assert_eq!(page.contains("E-posten till enheten kommer tillbaka"), back, "{way}");
    }
    let more = store.claim_jobs(64, now()).await.unwrap();
    let to_bup = more.iter().filter(|job| job.kind == "notify" && job.body.contains(&units::bup().unit.to_string()));
    assert_eq!(to_bup.count(), 1, "the letter is posted by hand, the mail by the program");
    let omar = house.post(&staff(&omar_ali()), &path, &format!("what=again&party={no}&way=told")).await;
    assert_eq!(omar.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_call_that_was_given_up_is_told_and_sent_again_but_not_to_a_meeting_that_has_been() {
    let house = House::upto("call-given-up", Milestone::Called).await;
    let (path, no) = called_to(&house).await;
    let anna = staff(&anna_ek());
    let to_bup =
        |job: &&samsyn_store::Claimed| job.kind == "notify" && job.body.contains(&units::bup().unit.to_string());
    let jobs = house.app.store.claim_jobs(64, now()).await.unwrap();
    let job = jobs.iter().rfind(to_bup).unwrap();
    house.app.store.job_failed(job, "the mail server did not take it", now()).await.unwrap();
    let page = house.get(&anna, Language::Sv, &path).await.html;
    assert!(page.contains("har inte gått iväg än") && !page.contains("value=\"again\""), "it goes by itself");
    let later = now() + jiff::SignedDuration::from_mins(5);
    let jobs = house.app.store.claim_jobs(64, later).await.unwrap();
    let job = jobs.iter().rfind(to_bup).unwrap();
    house.app.store.job_given_up(job, "the mail server did not take it", later).await.unwrap();
    let page = house.get(&anna, Language::Sv, &path).await.html;
    assert!(page.contains("E-posten gick inte iväg") && page.contains("value=\"again\""));
    // To a meeting that was this morning nothing can be sent again, and the page says why where the button was.
    let moved = async |form: &str| house.post(&anna, &path, form).await.status;
    assert_eq!(moved("what=meeting&date=22%2F11&time=8&minutes=60&answer_by=22%2F11").await, StatusCode::SEE_OTHER);
    let form = format!("what=again&party={no}&way=told");
    let page = house.get(&anna, Language::Sv, &path).await.html;
    assert!(page.contains("Mötet har redan varit") && !page.contains("value=\"again\""));
    let refused = house.post(&anna, &path, &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    sound("call", &refused.html);
    assert_eq!(moved("what=meeting&date=1%2F12&time=14&answer_by=25%2F11").await, StatusCode::SEE_OTHER);
    assert_eq!(house.post(&anna, &path, &form).await.status, StatusCode::SEE_OTHER);
    assert!(
        !house.get(&anna, Language::Sv, &path).await.html.contains("E-posten gick inte iväg"),
        "the old one is let be"
    );
    assert!(house.app.store.failed_jobs().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_call_that_nobody_could_see_is_refused_beside_its_unit_and_the_others_go() {
    let house = House::upto("call-unnamed", Milestone::Prepared).await;
    let plan = Family::Elin.plan();
    let (anna, path) = (staff(&anna_ek()), format!("/plans/{plan}/call"));
    for unit in [units::bup(), units::strandskolan()] {
        house.post(&anna, &path, &format!("what=party&unit={}&expected=Tider", unit.unit)).await;
    }
    let meeting = "what=meeting&date=1%2F12&time=14&answer_by=25%2F11";
    assert_eq!(house.post(&anna, &path, meeting).await.status, StatusCode::SEE_OTHER);
    act(&house, &anna, samsyn_domain::plan::Command::Protect { alias: "Sol".into(), contact: String::new() }).await;
    let bup = units::bup().name;
    let row = |html: &str, name: &str| {
        let rest =
            html.split(&format!("<h3>{name}</h3>")).nth(1).unwrap_or_else(|| panic!("{name}: {html}")).to_owned();
        rest.split("class=\"card\"").next().unwrap().to_owned()
    };
    let protection = format!("href=\"/plans/{plan}/people/protection\"");
    for html in house.everywhere(&anna, &path).await {
        assert!(row(&html, bup.as_str()).contains(&protection));
    }
    let refused = house.post(&anna, &path, "what=send").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    sound(&path, &refused.html);
    assert!(crate::text::plain(&refused.html).contains(&format!("Ingen hos {bup} är insläppt")), "{}", refused.html);
    act(&house, &anna, samsyn_domain::plan::Command::LetIn { staff: omar_ali() }).await;
    assert_eq!(house.post(&anna, &path, "what=send").await.status, StatusCode::SEE_OTHER);
    let after = house.get(&anna, Language::Sv, &path).await.html;
    let school = units::strandskolan().name;
    assert!(row(&after, bup.as_str()).contains("Skickad") && !row(&after, bup.as_str()).contains(&protection));
    assert!(!row(&after, school.as_str()).contains("Skickad") && row(&after, school.as_str()).contains(&protection));
    let given = house.get(&anna, Language::Sv, &format!("/plans/{plan}/given-out")).await.html;
    assert!(given.contains(bup.as_str()) && !given.contains(school.as_str()), "{given}");
}

async fn act(house: &House, actor: &samsyn_domain::access::Actor, command: samsyn_domain::plan::Command) {
    let moment = house.app.moment(now());
    let asking = samsyn_store::Asking { actor, surface: samsyn_store::Surface::Page, moment: &moment };
    let ask = samsyn_store::Ask { plan: Family::Elin.plan(), expected: None, submit: None, command };
    house.app.store.act(&asking, ask).await.unwrap();
}

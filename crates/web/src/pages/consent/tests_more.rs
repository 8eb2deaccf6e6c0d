use std::io::Cursor;

use axum::http::{StatusCode, header};
use samsyn_domain::families::*;
use samsyn_domain::information::{MinorConsent, Settings};
use samsyn_domain::people::PersonRef;

use crate::Language;
use crate::samples::{House, person, sound, staff};

fn png() -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(40, 30).write_to(&mut out, image::ImageFormat::Png).unwrap();
    out.into_inner()
}

/// The key of a member in a form: as the page offers it.
fn key_of(html: &str, name: &str) -> String {
    let before = html.split("name=\"by\"").skip(1).find(|part| part.split("</label>").next().unwrap().contains(name));
    before.unwrap().split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_paper_is_recorded_with_its_picture_language_and_interpreter() {
    let house = House::upto("consent-paper", Milestone::Assessed).await;
    let path = format!("/plans/{}/consent", Family::Elin.plan());
    let (anna, sara, johan) = (staff(&anna_ek()), person(&sara()), person(&johan()));
    let page = house.everywhere(&anna, &path).await.remove(0);
    let by = key_of(&page, "Sara");
    let given = format!(
        "by={by}&plan=yes&from=22/11&to=2027-03-01&form=paper&basis=Hembesök&language=finska&interpreter=Auktoriserad+tolk"
    );
    let done = house.post(&anna, &path, &given).await;
    assert_eq!((done.status, done.location), (StatusCode::SEE_OTHER, format!("{path}/scan?saved=1")));
    let scan = format!("{path}/scan");
    for html in house.everywhere(&anna, &scan).await {
        assert!(
            html.contains("enctype=\"multipart/form-data\"") && html.contains("type=\"file\"") && html.contains("10")
        );
    }
    let form = house.get(&anna, Language::Sv, &scan).await.html;
    let row =
        form.split("name=\"rows\" type=\"checkbox\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let act = form.split("name=\"act\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    // What is no picture, or too large, is told at its place, and what was ticked is kept.
    let large = vec![b'x'; 11 * 1024 * 1024];
    for (file, words) in [
        (b"".as_slice(), "Välj en bild"),
        (b"%PDF-1.7", "PDF"),
        (b"<svg><script>alert(1)</script></svg>", "inte att läsa som en bild"),
        (&large, "Filen är större än"),
    ] {
        let came = house.upload(&anna, &scan, &[("act", &act), ("rows", &row)], file).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        sound("scan", &came.html);
        assert!(came.html.contains("href=\"#scan\"") && came.html.contains(words), "{words}");
        assert!(came.html.contains(&format!("value=\"{row}\" checked")), "{words}");
    }
    let nothing = house.upload(&anna, &scan, &[("act", &act)], &png()).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.html.contains("href=\"#rows\""));
    let by_letter = house.post(&anna, &scan, &format!("rows={row}&scan=x")).await;
    assert_eq!(by_letter.status, StatusCode::UNPROCESSABLE_ENTITY, "a browser that sends no file");
    for _ in 0..2 {
        let kept = house.upload(&anna, &scan, &[("act", &act), ("rows", &row)], &png()).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "also when the same form is sent twice: {}", kept.html);
    }
    let shown = house.get(&sara, Language::Sv, &path).await.html;
    assert!(shown.contains("finska") && shown.contains("Auktoriserad tolk"));
    let picture = shown.split(&format!("href=\"{path}/scans/")).nth(1).unwrap().split('"').next().unwrap().to_owned();
    let address = format!("{path}/scans/{picture}");
    for who in [&sara, &anna] {
        let (status, headers, bytes) = house.bytes(who, &address).await;
        assert_eq!(status, StatusCode::OK, "{}", who.name);
        assert_eq!(headers[header::CONTENT_TYPE], "image/png");
        assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert_eq!(headers[header::CACHE_CONTROL], "no-store");
        assert!(headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().starts_with("default-src 'none'"));
        assert!(image::load_from_memory(&bytes).is_ok());
    }
    // The other guardian, the school, and a wrong address find nothing, and each try is logged.
    for (who, address) in [
        (&johan, address.clone()),
        (&staff(&lisa_berg()), address.clone()),
        (&staff(&nils_brandt()), address.clone()),
        (&anna, format!("{path}/scans/1")),
    ] {
        assert_eq!(house.bytes(who, &address).await.0, StatusCode::NOT_FOUND, "{} {address}", who.name);
    }
    let other = house.get(&johan, Language::Sv, &path).await.html;
    assert!(!other.contains("/scans/") && !other.contains("finska") && !other.contains("Hembesök"));
    let log = house.get(&anna, Language::Sv, &format!("/plans/{}/log", Family::Elin.plan())).await.html;
    assert!(log.contains("Johan"), "the try of the other guardian stands in the log");
}

#[tokio::test]
async fn unticking_is_told_as_no_withdrawal_and_one_recipient_can_be_taken_back() {
    let house = House::open("consent-untick").await;
    let path = format!("/plans/{}/consent", Family::Jonas.plan());
    let jonas = person(&jonas());
    let dates = "from=22/11&to=2027-03-01";
    let none = house.post(&jonas, &path, &format!("plan=yes&{dates}")).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.html.contains("href=\"#share\"") && none.html.contains("Det tar inte tillbaka något"));
    let page = house.get(&jonas, Language::Sv, &path).await.html;
    let ticks: Vec<String> = page
        .split("name=\"share\" value=\"")
        .skip(1)
        .filter(|part| part.split('>').next().unwrap().contains("checked"))
        .map(|part| format!("share={}", part.split('"').next().unwrap()))
        .collect();
    assert!(ticks.len() > 5);
    let without_plan = house.post(&jonas, &path, &format!("{}&{dates}", ticks.join("&"))).await;
    assert_eq!(without_plan.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        without_plan.html.contains("href=\"#plan\"") && without_plan.html.contains("Det tar inte tillbaka ditt ja")
    );
    assert!(
        house.get(&staff(&malin_fors()), Language::Sv, &format!("/plans/{}", Family::Jonas.plan())).await.status == 200
    );
    // Fewer kinds to the same one is a change, and goes through.
    let fewer: Vec<&String> = ticks
        .iter()
        .filter(|tick| !(tick.contains(&units::vuxenpsyk().unit.to_string()) && tick.ends_with("social_care")))
        .collect();
    assert_eq!(fewer.len() + 1, ticks.len());
    let fewer: Vec<&str> = fewer.into_iter().map(String::as_str).collect();
    let changed = house.post(&jonas, &path, &format!("plan=yes&{}&{dates}", fewer.join("&"))).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.html);
}

#[tokio::test]
async fn whoever_holds_the_plan_notes_a_withdrawal_for_each_member() {
    let house = House::upto("consent-for-each", Milestone::Consented).await;
    let path = format!("/plans/{}/consent", Family::Elin.plan());
    let anna = staff(&anna_ek());
    let whose = house.everywhere(&anna, &format!("{path}/withdraw")).await.remove(0);
    let keys: Vec<String> =
        whose.split("withdraw?by=").skip(1).map(|part| part.split('"').next().unwrap().to_owned()).collect();
    assert_eq!(keys.len(), 2, "each guardian by themselves");
    for key in &keys {
        let html = house.get(&anna, Language::Sv, &format!("{path}/withdraw?by={key}")).await.html;
        sound("withdraw", &html);
        assert!(html.contains("name=\"consents\"") && html.contains(&format!("name=\"by\" value=\"{key}\"")));
    }
    let all = house.post(&anna, &format!("{path}/withdraw"), &format!("by={}&all=yes&remains=Tiderna", keys[0])).await;
    assert_eq!(all.status, StatusCode::SEE_OTHER, "{}", all.html);
    let left = house.get(&anna, Language::Sv, &format!("{path}/withdraw")).await.html;
    assert!(!left.contains("withdraw?by=") && left.contains(&format!("value=\"{}\"", keys[1])), "one is left");
    let forged = house.post(&person(&johan()), &format!("{path}/withdraw"), &format!("by={}&all=yes", keys[0])).await;
    assert_eq!(forged.status, StatusCode::NOT_FOUND, "nobody takes back for another guardian");
}

#[tokio::test]
async fn guardians_in_conflict_have_a_page_each_and_never_read_each_other() {
    let house = House::open("consent-help").await;
    let path = format!("/plans/{}/consent/conflict", Family::Tova.plan());
    let (jenny, petra, mikael) = (staff(&jenny_ask()), person(&petra()), person(&mikael()));
    for who in [&jenny, &petra, &mikael] {
        for html in house.everywhere(who, &path).await {
            assert!(html.contains("13") && !html.contains("role=\"alert\""), "the law, as information");
        }
    }
    let law = house.get(&petra, Language::Sv, &path).await.html;
    assert!(law.contains("Så läser vi lagen. Det är inte prövat"), "what is not settled is not told as law");
    let hers = law.split("name=\"with\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let his = house.get(&mikael, Language::Sv, &path).await.html;
    let his = his.split("name=\"with\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_ne!(hers, his);
    let empty = house.post(&jenny, &path, &format!("what=message&with={hers}&to-{hers}=")).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    sound("conflict", &empty.html);
    assert!(empty.html.contains(&format!("href=\"#to-{hers}\"")));
    for (who, with, words) in
        [(&jenny, &hers, "Bara+till+Petra"), (&petra, &hers, "Svar+till+Jenny"), (&jenny, &his, "Bara+till+Mikael")]
    {
        let sent = house.post(who, &path, &format!("what=message&with={with}&to-{with}={words}")).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{words}");
    }
    let across = house.post(&mikael, &path, &format!("what=message&with={hers}&to-{hers}=Hej")).await;
    assert_eq!(across.status, StatusCode::NOT_FOUND);
    for page in ["consent/conflict", "consent", "history", "journal", "plan.json", ""] {
        let address = format!("/plans/{}/{page}", Family::Tova.plan());
        let html = house.get(&mikael, Language::Sv, address.trim_end_matches('/')).await.html;
        assert!(!html.contains("Bara till Petra") && !html.contains("Svar till Jenny"), "{page}");
    }
    assert!(house.get(&petra, Language::Sv, &path).await.html.contains("Bara till Petra"));
    let decision = house.post(&jenny, &path, "what=decision&on=20/11&words=Samtal+hos+BUP+får+sättas+in.").await;
    assert_eq!(decision.status, StatusCode::SEE_OTHER);
    let wrong = house.post(&jenny, &path, "what=decision&on=31/2&words=x").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.html.contains("href=\"#on\""));
    assert!(house.get(&mikael, Language::Sv, &path).await.html.contains("Samtal hos BUP"));
    assert_eq!(house.post(&petra, &path, "what=decision&on=20/11&words=x").await.status, StatusCode::NOT_FOUND);
    for outside in [person(&tova()), staff(&pontus_ry()), staff(&nils_brandt())] {
        assert_eq!(house.get(&outside, Language::Sv, &path).await.status, StatusCode::NOT_FOUND, "{}", outside.name);
    }
}

#[tokio::test]
async fn the_childs_own_view_stands_there_in_both_settings_and_can_be_kept_from_guardians() {
    for (name, minor_consent) in [("always", MinorConsent::GuardiansAlways), ("maturity", MinorConsent::ByMaturity)] {
        let settings = Settings { minor_consent, ..Settings::default() };
        let house = House::ruled(&format!("consent-view-{name}"), Milestone::Assessed, settings).await;
        let path = format!("/plans/{}/consent", Family::Elin.plan());
        let (anna, elin, sara) = (staff(&anna_ek()), person(&elin()), person(&sara()));
        for html in house.everywhere(&elin, &path).await {
            assert!(html.contains("/consent/view\""), "the child may say what it thinks");
        }
        for html in house.everywhere(&elin, &format!("{path}/view")).await {
            assert!(html.contains("name=\"words\"") && html.contains("name=\"keep\""));
            let keep = html.split("name=\"keep\"").nth(1).and_then(|rest| rest.split('>').next()).unwrap();
            assert!(
                keep.contains("value=\"yes\"") && keep.contains("checked"),
                "kept unless the child says otherwise: {keep}"
            );
        }
        let empty = house.post(&elin, &format!("{path}/view"), "words=").await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let kept = house.post(&elin, &format!("{path}/view"), "words=Bara+för+Anna&keep=yes").await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER);
        let said = house.post(&anna, &format!("{path}/view"), "words=Hon+vill+ha+en+plan").await;
        assert_eq!(said.status, StatusCode::SEE_OTHER);
        let (hers, theirs) =
            (house.get(&anna, Language::Sv, &path).await.html, house.get(&sara, Language::Sv, &path).await.html);
        assert!(hers.contains("Bara för Anna") && hers.contains("Hon vill ha en plan"));
        assert!(!theirs.contains("Bara för Anna") && theirs.contains("Hon vill ha en plan"));
        assert_eq!(house.get(&sara, Language::Sv, &format!("{path}/view")).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn maturity_is_assessed_where_the_setting_allows_it_and_nowhere_else() {
    let path = format!("/plans/{}/consent", Family::Elin.plan());
    let (anna, elin) = (staff(&anna_ek()), person(&elin()));
    let always = House::upto("consent-maturity-always", Milestone::Assessed).await;
    assert_eq!(always.get(&anna, Language::Sv, &format!("{path}/maturity")).await.status, StatusCode::NOT_FOUND);
    let refused = always.post(&anna, &format!("{path}/maturity"), "words=Hon+förstår").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "a refusal never looks like success");
    let mine = "plan=yes&from=22/11&to=2027-03-01";
    assert_eq!(always.post(&elin, &path, mine).await.status, StatusCode::UNPROCESSABLE_ENTITY);

    let settings = Settings { minor_consent: MinorConsent::ByMaturity, ..Settings::default() };
    let house = House::ruled("consent-maturity", Milestone::Assessed, settings).await;
    for html in house.everywhere(&anna, &format!("{path}/maturity")).await {
        assert!(html.contains("name=\"words\""));
    }
    for who in [&elin, &person(&sara()), &staff(&lisa_berg())] {
        assert_eq!(house.get(who, Language::Sv, &format!("{path}/maturity")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(house.post(who, &format!("{path}/maturity"), "words=Jag").await.status, StatusCode::NOT_FOUND);
    }
    let empty = house.post(&anna, &format!("{path}/maturity"), "words=").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.html.contains("href=\"#words\""));
    let done = house.post(&anna, &format!("{path}/maturity"), "words=Hon+vet+vad+planen+är").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let again = house.get(&anna, Language::Sv, &format!("{path}/maturity")).await.html;
    assert!(again.contains("Hon vet vad planen är"));
    assert_eq!(house.post(&elin, &path, mine).await.status, StatusCode::SEE_OTHER, "now the child answers alone");
}

#[tokio::test]
async fn two_guardians_who_press_at_the_same_time_are_both_heard_once() {
    let house = House::upto("consent-at-once", Milestone::Assessed).await;
    let path = format!("/plans/{}/consent", Family::Elin.plan());
    let yes = "plan=yes&from=22/11&to=2027-03-01";
    let (sara, johan) = (person(&sara()), person(&johan()));
    let (a, b) = tokio::join!(house.post(&sara, &path, yes), house.post(&johan, &path, yes));
    assert_eq!((a.status, b.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
    let history = house.get(&sara, Language::Sv, &format!("/plans/{}/history", Family::Elin.plan())).await.html;
    assert_eq!(history.matches("Alla som ska samtycka har gjort det").count(), 1);
    // One says yes and no on two devices at once: one of them stands, never both.
    let refuse = format!("{path}/refuse");
    let (yes, no) = tokio::join!(house.post(&sara, &path, yes), house.post(&sara, &refuse, "reason="));
    assert!(yes.status == StatusCode::SEE_OTHER && no.status == StatusCode::SEE_OTHER);
    let shown = house.get(&sara, Language::Sv, &path).await.html;
    let her = shown.split("class=\"happens\"").nth(1).unwrap().split("</li>").next().unwrap();
    assert!(her.contains("Har sagt ja") != her.contains("Har sagt nej"), "{her}");
    let data = house.get(&sara, Language::Sv, &format!("/plans/{}/plan.json", Family::Elin.plan())).await.html;
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    let hers = &data["representatives"][0]["no"];
    let open = data["consents"].as_array().unwrap().iter().filter(|consent| {
        consent["by"]["representative"] == *hers && consent["scope"] == "plan" && consent["withdrawn"].is_null()
    });
    assert_eq!(open.count(), usize::from(her.contains("Har sagt ja")));
}

#[tokio::test]
async fn an_appointment_says_what_it_covers() {
    let house = House::upto("consent-mandate", Milestone::Told).await;
    let path = format!("/plans/{}/people", Family::Jonas.plan());
    let (rebecka, gunnel_home) = (staff(&rebecka_stal()), person(&gunnel()));
    let PersonRef { person: gunnel, .. } = gunnel();
    let form = format!("person={gunnel}&mandate=god_man");
    let none = house.post(&rebecka, &format!("{path}/representative"), &form).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.html.contains("href=\"#covers\""));
    let done = format!("{form}&covers=work_money&limits=Förvalta+egendom");
    assert_eq!(house.post(&rebecka, &format!("{path}/representative"), &done).await.status, StatusCode::SEE_OTHER);
    let shown = house.get(&rebecka, Language::Sv, &path).await.html;
    assert!(shown.contains("Förvalta egendom") && shown.contains("Gäller:"));
    let plan = house.get(&gunnel_home, Language::Sv, &format!("/plans/{}", Family::Jonas.plan())).await;
    assert_eq!(plan.status, StatusCode::OK);
    assert!(!plan.html.contains("rösterna"), "health is not within the appointment");
    assert!(!plan.html.contains("FB 11"), "no paragraphs for families");
    for page in ["consent/refuse", "consent/withdraw", "log"] {
        let address = format!("/plans/{}/{page}", Family::Jonas.plan());
        assert_eq!(house.get(&gunnel_home, Language::Sv, &address).await.status, StatusCode::NOT_FOUND, "{page}");
    }
}

#[tokio::test]
async fn what_is_ticked_for_all_in_the_list_goes_to_each_and_to_nobody_else() {
    let house = House::upto("consent-all", Milestone::Assessed).await;
    let plan = Family::Elin.plan();
    let path = format!("/plans/{plan}/consent");
    let (anna, sara) = (staff(&anna_ek()), person(&sara()));
    let alone = house.get(&anna, Language::Sv, &path).await.html;
    assert!(!alone.contains("Alla i listan"), "one recipient needs no row for all");
    let both = format!("what=party&unit={}&unit2={}&expected=Tider", units::bup().unit, units::strandskolan().unit);
    assert_eq!(house.post(&anna, &format!("/plans/{plan}/call"), &both).await.status, StatusCode::SEE_OTHER);
    let page = house.everywhere(&anna, &path).await.remove(0);
    assert!(page.contains("Alla i listan"));
    assert!(page.contains("value=\"Samtal 22 november 2026 med Anna Ek.\""));
    let offered = page.split("name=\"share\" value=\"unit:").skip(1).map(|rest| rest.split(':').next().unwrap());
    let mut offered: Vec<&str> = offered.collect();
    offered.dedup();
    assert!(offered.len() > 1);
    let form = format!("plan=yes&from=22/11&to=2027-03-01&share=all:school&share=unit:{}:health", offered[0]);
    let done = house.post(&sara, &path, &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
    let (whole, _) = house.app.store.export(plan, crate::samples::now()).await.unwrap();
    let shared = whole.consents.iter().filter_map(|consent| match &consent.scope {
        samsyn_domain::plan::state::Scope::Disclosure { kinds, .. } => Some(kinds.len()),
        samsyn_domain::plan::state::Scope::Plan => None,
    });
    let shared: Vec<usize> = shared.collect();
    assert!(shared.iter().filter(|kinds| **kinds == 2).count() == 1, "{shared:?}");
    assert!(shared.len() >= offered.len() && shared.iter().all(|kinds| (1..=2).contains(kinds)), "{shared:?}");
    let strange = house.post(&sara, &path, "plan=yes&from=22/11&to=2027-03-01&share=all:everything").await;
    assert_eq!(strange.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn where_no_guardian_stands_there_is_nobody_to_choose() {
    let house = House::open("consent-no-guardian").await;
    let (anna, jonas) = (staff(&anna_ek()), Family::Jonas.plan());
    let (plan, facts) = story(Family::Jonas, Milestone::Told, crate::samples::now()).unwrap();
    let holder = samsyn_domain::plan::Plan::fold(plan, &facts).unwrap().coordinator.unwrap().staff;
    for html in house.everywhere(&staff(&holder), &format!("/plans/{jonas}/consent/standing")).await {
        assert!(!html.contains("<fieldset") && html.contains("/people/representative"), "no empty choice");
    }
    let there = house.get(&anna, Language::Sv, &format!("/plans/{}/consent/standing", Family::Elin.plan())).await;
    assert!(there.html.contains("name=\"no\""));
}

#[tokio::test]
async fn a_tick_for_all_is_said_to_count_where_the_own_box_is_empty() {
    let house = House::upto("consent-all-hint", Milestone::Prepared).await;
    let page = house.get(&person(&sara()), Language::Sv, &format!("/plans/{}/consent", Family::Elin.plan())).await.html;
    assert!(page.contains(Language::Sv.text().msg_consent_everybody_hint()));
}

#[tokio::test]
async fn who_took_back_their_yes_stands_as_that_and_the_family_reads_it_where_it_begins() {
    let house = House::upto("consent-taken-back", Milestone::Active).await;
    let path = format!("/plans/{}/consent", Family::Elin.plan());
    let mother = person(&sara());
    let start = house.get(&mother, Language::Sv, "/").await.html;
    assert!(!start.contains("Samtycket till planen"), "{start}");
    let all = house.get(&mother, Language::Sv, &path).await.html;
    let mine: Vec<String> =
        all.split("withdraw?no=").skip(1).map(|part| format!("consents={}", part.split('"').next().unwrap())).collect();
    assert!(!mine.is_empty());
    let back = house.post(&mother, &format!("{path}/withdraw"), &format!("{}&remains=", mine.join("&"))).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.html);
    let page = house.everywhere(&mother, &path).await.remove(0);
    let hers = page.split("Sara Sjöberg</strong>").nth(1).unwrap_or_else(|| panic!("{page}")).split("</li>").next();
    let hers = crate::text::plain(hers.unwrap());
    assert!(hers.contains("Har tagit tillbaka sitt ja 22 november 2026"), "{hers}");
    for actor in [&mother, &person(&elin())] {
        let start = house.everywhere(actor, "/").await.remove(0);
        assert!(start.contains("Samtycket till planen är taget tillbaka."), "{start}");
    }
    // When the other one takes theirs back too, nothing is shared any more, which is not that it is not shared yet.
    let father = person(&johan());
    let all = house.get(&father, Language::Sv, &path).await.html;
    let his: Vec<String> =
        all.split("withdraw?no=").skip(1).map(|part| format!("consents={}", part.split('"').next().unwrap())).collect();
    house.post(&father, &format!("{path}/withdraw"), &format!("{}&remains=", his.join("&"))).await;
    let page = house.get(&father, Language::Sv, &path).await.html;
    assert!(page.contains("Inget får delas nu.") && !page.contains("Inget får delas ännu."), "{page}");
}

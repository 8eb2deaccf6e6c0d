use std::io::Cursor;

use axum::http::{StatusCode, header};
use image::{DynamicImage, ImageFormat, RgbImage};
use samsyn_domain::access::Reach;
use samsyn_domain::families::*;
use samsyn_domain::ids::PlanId;
use samsyn_store::{Holder, Limited};

use crate::Language;
use crate::samples::{House, now, person, sound, staff};
use crate::voice::tests::webm;

fn plan() -> PlanId {
    Family::Elin.plan()
}

fn at(page: &str) -> String {
    format!("/plans/{}/{page}", plan())
}

fn drawing() -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    let picture = DynamicImage::from(RgbImage::from_pixel(40, 30, image::Rgb([23, 100, 92])));
    picture.write_to(&mut out, ImageFormat::Png).unwrap();
    out.into_inner()
}

/// The addresses of the files on a page.
fn files(html: &str) -> Vec<String> {
    let mark = format!("src=\"{}", at("media/"));
    let found = html.split(&mark).skip(1);
    found.map(|rest| at(&format!("media/{}", rest.split('"').next().unwrap()))).collect()
}

async fn lay(house: &House, what: &str, seen: &str, act: u8, file: &[u8]) -> StatusCode {
    let act = format!("0198f3f4-0000-7000-8000-0000000000{act:02}");
    let fields = [("act", act.as_str()), ("seen", seen)];
    house.upload(&person(&elin()), &at(&format!("prepare/question/hard/{what}")), &fields, file).await.status
}

#[tokio::test]
async fn a_drawing_and_a_voice_are_kept_as_given_and_seen_by_those_she_chose() {
    let house = House::upto("media", Milestone::Called).await;
    let child = person(&elin());
    for what in ["draw", "voice"] {
        for html in house.everywhere(&child, &at(&format!("prepare/question/hard/{what}"))).await {
            // As her words on the same question.
            assert!(
                html.contains("type=\"file\"")
                    && html.contains("value=\"everybody\" checked")
                    && !html.contains("data-live=")
            );
        }
    }
    let voice = webm(2, &[0, 1_000]);
    assert_eq!(lay(&house, "draw", "only_me", 1, &drawing()).await, StatusCode::SEE_OTHER);
    assert_eq!(lay(&house, "voice", "my_supporter", 2, &voice).await, StatusCode::SEE_OTHER);
    assert_eq!(lay(&house, "voice", "my_supporter", 2, &voice).await, StatusCode::SEE_OTHER, "the same form twice");
    let mine = house.get(&child, Language::Sv, &at("prepare/question/hard")).await.html;
    sound("question", &mine);
    let [picture, sound_file] = files(&mine).try_into().unwrap();
    let (status, headers, bytes) = house.bytes(&child, &picture).await;
    assert_eq!((status, headers[header::CONTENT_TYPE].to_str().unwrap()), (StatusCode::OK, "image/png"));
    assert_eq!(image::load_from_memory(&bytes).unwrap().width(), 40);
    assert!(headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().contains("sandbox"));
    assert_eq!(headers[header::CACHE_CONTROL], "no-store");
    assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    let (_, headers, bytes) = house.bytes(&child, &sound_file).await;
    assert_eq!((headers[header::CONTENT_TYPE].to_str().unwrap(), bytes), ("audio/webm", voice), "as it was given");
    // The one she chose hears the voice; nobody has the drawing.
    let others = [
        person(&sara()),
        person(&johan()),
        staff(&anna_ek()),
        staff(&maria_sund()),
        staff(&omar_ali()),
        staff(&tomas_vik()),
    ];
    for other in &others {
        for address in [picture.clone(), sound_file.clone(), format!("{picture}/words"), format!("{sound_file}/words")]
        {
            assert_eq!(house.bytes(other, &address).await.0, StatusCode::NOT_FOUND, "{}: {address}", other.name);
        }
        for form in ["do=words&words=Jag+vet", "do=remove", "do=show&seen=everybody"] {
            let came = house.post(other, &format!("{picture}/words"), form).await;
            assert_eq!(came.status, StatusCode::NOT_FOUND, "{}: {form}", other.name);
        }
    }
    let lisa = staff(&lisa_berg());
    assert_eq!(house.bytes(&lisa, &sound_file).await.0, StatusCode::OK);
    assert_eq!(house.bytes(&lisa, &picture).await.0, StatusCode::NOT_FOUND);
    assert_eq!(files(&house.get(&lisa, Language::Sv, &at("prepare")).await.html), std::slice::from_ref(&sound_file));
    // An adult writes beside it; the voice stays as it was, and nobody but she takes it away or shows it to others.
    assert!(
        house
            .everywhere(&lisa, &format!("{sound_file}/words"))
            .await
            .iter()
            .all(|html| !html.contains("value=\"remove\""))
    );
    let empty = house.post(&lisa, &format!("{sound_file}/words"), "do=words&words=").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let wrote = house.post(&lisa, &format!("{sound_file}/words"), "do=words&words=Det+skriker+i+korridoren").await;
    assert_eq!(wrote.status, StatusCode::SEE_OTHER);
    for theft in ["do=remove", "do=show&seen=everybody"] {
        let came = house.post(&lisa, &format!("{sound_file}/words"), theft).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{theft}");
    }
    let mine = house.get(&child, Language::Sv, &format!("{sound_file}/words")).await.html;
    assert!(
        mine.contains("Det skriker i korridoren")
            && mine.replace(['\u{2068}', '\u{2069}'], "").contains("Skrivet av Lisa Berg")
    );
    assert_eq!(house.bytes(&child, &sound_file).await.0, StatusCode::OK);
    // She shows the drawing to all, and takes it away again.
    let show = house.post(&child, &format!("{picture}/words"), "do=show&seen=everybody").await;
    assert_eq!(show.status, StatusCode::SEE_OTHER);
    assert_eq!(house.bytes(&person(&sara()), &picture).await.0, StatusCode::OK);
    let gone = house.post(&child, &format!("{picture}/words"), "do=remove").await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER);
    assert_eq!(house.bytes(&child, &picture).await.0, StatusCode::NOT_FOUND);
    assert_eq!(house.bytes(&person(&sara()), &picture).await.0, StatusCode::NOT_FOUND);
    // Whoever chooses not to prepare leaves nothing behind.
    assert_eq!(house.post(&child, &at("prepare"), "waive=1").await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.bytes(&lisa, &sound_file).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_no_drawing_and_no_voice_is_refused_with_a_sentence_and_nothing_is_kept() {
    let house = House::upto("media-wrong", Milestone::Called).await;
    let child = person(&elin());
    let t = Language::Sv.text();
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".to_vec();
    let large = vec![7; 11 * 1024 * 1024];
    let too_large = t.msg_scan_too_large(10);
    for (what, file, said) in [
        ("draw", svg.clone(), t.msg_scan_no_picture()),
        ("draw", webm(2, &[0]), t.msg_scan_no_picture()),
        ("draw", b"%PDF-1.7".to_vec(), t.msg_scan_pdf()),
        ("draw", large.clone(), too_large.as_str()),
        ("draw", Vec::new(), t.msg_media_nothing()),
        ("voice", svg, t.msg_media_no_voice()),
        ("voice", drawing(), t.msg_media_no_voice()),
        ("voice", webm(2, &[0, 200_000]), t.msg_media_too_long()),
        ("voice", webm(1, &[0]), t.msg_media_film()),
        ("voice", webm(2, &[]), t.msg_media_broken_voice()),
        ("voice", large, too_large.as_str()),
        ("voice", Vec::new(), t.msg_media_nothing()),
    ] {
        let address = at(&format!("prepare/question/hard/{what}"));
        let came = house.upload(&child, &address, &[("seen", "my_supporter")], &file).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        sound(what, &came.html);
        assert!(came.html.contains(said) && came.html.contains("href=\"#file\""), "{said}");
        assert!(came.html.contains("value=\"my_supporter\" checked"), "what was chosen is still chosen");
    }
    assert!(files(&house.get(&child, Language::Sv, &at("prepare/question/hard")).await.html).is_empty());
    for act in 10..22 {
        assert_eq!(lay(&house, "draw", "only_me", act, &drawing()).await, StatusCode::SEE_OTHER);
    }
    assert_eq!(
        lay(&house, "draw", "only_me", 22, &drawing()).await,
        StatusCode::UNPROCESSABLE_ENTITY,
        "there is no room"
    );
}

#[tokio::test]
async fn on_a_workers_device_what_is_hers_alone_is_written_but_not_shown() {
    let house = House::upto("media-together", Milestone::Called).await;
    let (child, store) = (person(&elin()), &house.app.store);
    let account = store.account_of(Holder::Person(elin().person)).await.unwrap().unwrap().id;
    let limited = Limited { reach: Reach::Together(plan()), origin: uuid::Uuid::from_u128(1) };
    let ends = now() + jiff::SignedDuration::from_hours(1);
    store.begin_limited_session(b"together", account, "together", now(), ends, limited).await.unwrap();
    let there = "session=together";
    assert_eq!(lay(&house, "draw", "only_me", 1, &drawing()).await, StatusCode::SEE_OTHER);
    let own = at("prepare/question/worry");
    let sent = house.post(&child, &own, "answer-worry=Nattugglan&seen-worry=only_me").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let mine = house.get(&child, Language::Sv, &at("prepare/question/hard")).await.html;
    let [picture] = files(&mine).try_into().unwrap();
    for page in
        ["prepare", "prepare/question/worry", "prepare/question/hard", "preview", "preparation", "history", "take-part"]
    {
        let came = house.visit(&at(page), there).await;
        assert_eq!(came.status, StatusCode::OK, "{page}");
        assert!(!came.html.contains("Nattugglan") && !came.html.contains(&picture), "{page}");
    }
    assert_eq!(house.visit(&picture, there).await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.visit(&format!("{picture}/words"), there).await.status, StatusCode::NOT_FOUND);
    // She answers there; what does not show is not taken away by an empty field.
    let more = house.send_form(&own, "answer-worry=&seen-worry=only_me", there).await;
    assert_eq!(more.status, StatusCode::SEE_OTHER);
    let hard = house.send_form(&at("prepare/question/hard"), "answer-hard=Ljudet&seen-hard=only_me", there).await;
    assert_eq!(hard.status, StatusCode::SEE_OTHER);
    assert!(!house.visit(&at("prepare"), there).await.html.contains("Ljudet"));
    let mine = house.get(&child, Language::Sv, &at("prepare")).await.html;
    assert!(mine.contains("Nattugglan") && mine.contains("Ljudet"));
    assert_eq!(house.bytes(&child, &picture).await.0, StatusCode::OK);
}

#[tokio::test]
async fn only_the_page_for_voices_may_listen() {
    let house = House::upto("media-policy", Milestone::Called).await;
    let child = person(&elin());
    for (page, listens) in
        [("prepare/question/hard", false), ("prepare/question/hard/draw", false), ("prepare/question/hard/voice", true)]
    {
        let (_, headers, _) = house.bytes(&child, &at(page)).await;
        let policy = headers["permissions-policy"].to_str().unwrap();
        assert_eq!(policy.contains("microphone=(self)"), listens, "{page}");
        let content = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert_eq!(content.contains("blob:"), listens, "{page}");
        assert!(
            content.starts_with("default-src 'none'; script-src 'self'; ") && content.contains("trusted-types live")
        );
    }
}

#[tokio::test]
async fn a_worker_lays_a_drawing_after_a_talk_with_who_told_it_and_only_until_the_child_writes_itself() {
    let house = House::upto("media-after-a-talk", Milestone::Consented).await;
    let (anna, child) = (staff(&anna_ek()), person(&elin()));
    let page = at("prepare/person/draw");
    assert!(house.get(&anna, Language::Sv, &at("prepare/person")).await.html.contains(&page));
    for html in house.everywhere(&anna, &page).await {
        assert!(html.contains("type=\"file\"") && html.contains("value=\"only_me\" checked"));
    }
    for outsider in [&child, &person(&sara()), &staff(&omar_ali()), &staff(&tomas_vik())] {
        assert_eq!(house.get(outsider, Language::Sv, &page).await.status, StatusCode::NOT_FOUND);
    }
    let fields = |act: &'static str, seen: &'static str| {
        [("act", act), ("seen", seen), ("question", "hard"), ("told_by", "Elin"), ("told_on", "2026-11-22")]
    };
    let act = "0198f3f4-0000-7000-8000-000000000071";
    for (file, field) in
        [(b"GIF89a no picture".to_vec(), "file"), (vec![7; 11 * 1024 * 1024], "file"), (Vec::new(), "file")]
    {
        let came = house.upload(&anna, &page, &fields(act, "only_me"), &file).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(came.html.contains(&format!("href=\"#{field}\"")), "beside its field");
        sound("draw", &came.html);
    }
    let mut strange = fields(act, "only_me");
    strange[2].1 = "nobody-asks";
    assert_eq!(house.upload(&anna, &page, &strange, &drawing()).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut silent = fields(act, "only_me");
    silent[3].1 = "";
    assert_eq!(house.upload(&anna, &page, &silent, &drawing()).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(house.upload(&anna, &page, &fields(act, "only_me"), &drawing()).await.status, StatusCode::SEE_OTHER);
    // It is the child's: she has it, and nobody else, not even the one who laid it.
    let mine = house.get(&child, Language::Sv, &at("prepare/question/hard")).await.html;
    let [picture] = files(&mine).try_into().unwrap();
    assert_eq!(house.bytes(&child, &picture).await.0, StatusCode::OK);
    for other in [&anna, &staff(&maria_sund()), &person(&sara()), &staff(&omar_ali())] {
        assert_eq!(house.bytes(other, &picture).await.0, StatusCode::NOT_FOUND);
    }
    // From the moment she writes herself, nobody writes for her.
    let mine = house.post(&child, &at("prepare/question/hard"), "answer-hard=Magen&seen-hard=only_me").await;
    assert_eq!(mine.status, StatusCode::SEE_OTHER);
    let act = "0198f3f4-0000-7000-8000-000000000072";
    let late = house.upload(&anna, &page, &fields(act, "everybody"), &drawing()).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
}

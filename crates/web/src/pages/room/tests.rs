use axum::http::StatusCode;
use samsyn_domain::families::{
    Family, Milestone, anna_ek, elin, johan, lisa_berg, maria_sund, nils_brandt, omar_ali, sara,
};

use crate::Language;
use crate::samples::{House, person, sound, staff};

fn room() -> String {
    format!("/plans/{}/room", Family::Elin.plan())
}

/// The room's revision that a page shows.
fn revision(html: &str) -> String {
    html.split("data-room=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn the_three_pages_are_drawn_for_everybody_in_every_language() {
    for (name, milestone) in
        [("before", Milestone::Answered), ("meeting", Milestone::Meeting), ("told", Milestone::Told)]
    {
        let house = House::upto(&format!("room-{name}"), milestone).await;
        for actor in [staff(&maria_sund()), staff(&lisa_berg()), staff(&omar_ali()), person(&elin()), person(&johan())]
        {
            house.everywhere(&actor, &room()).await;
            house.everywhere(&actor, &format!("{}/mine", room())).await;
        }
        house.everywhere(&staff(&maria_sund()), &format!("{}/lead", room())).await;
        for actor in [staff(&lisa_berg()), person(&elin())] {
            let came = house.get(&actor, Language::Sv, &format!("{}/lead", room())).await;
            assert_eq!(came.status, StatusCode::NOT_FOUND, "{}", actor.name);
        }
        for path in [room(), format!("{}/mine", room())] {
            let came = house.get(&staff(&nils_brandt()), Language::Sv, &path).await;
            assert_eq!(came.status, StatusCode::NOT_FOUND);
        }
    }
}

#[tokio::test]
async fn whoever_does_not_lead_gets_nothing_of_the_leaders_page_by_pressing_either() {
    let house = House::upto("room-lead-post", Milestone::Meeting).await;
    let lead = format!("{}/lead", room());
    for actor in [staff(&lisa_berg()), person(&elin()), staff(&nils_brandt())] {
        let absent = house.get(&actor, Language::Sv, &lead).await;
        for press in ["do=", "do=next&room=999", "do=part-x", "do=heard-1"] {
            let came = house.post(&actor, &lead, press).await;
            assert_eq!((came.status, &came.html), (StatusCode::NOT_FOUND, &absent.html), "{press} by {}", actor.name);
        }
    }
    assert_eq!(house.post(&staff(&maria_sund()), &lead, "do=next&room=0").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_round_begins_with_the_child_and_a_wish_comes_to_whoever_leads() {
    let house = House::upto("room-round", Milestone::Meeting).await;
    let (maria, child) = (staff(&maria_sund()), person(&elin()));
    let came = house.post(&maria, &room(), "do=next&room=0").await;
    assert_eq!((came.status, came.location.as_str()), (StatusCode::SEE_OTHER, room().as_str()));
    let mine = house.get(&child, Language::Sv, &format!("{}/mine", room())).await.html;
    assert!(mine.contains("Nu är det din tur."), "{mine}");
    assert!(!mine.contains("Familjen"), "how the talk is shared is for whoever leads");
    house.post(&child, &format!("{}/mine", room()), "do=wish-pause").await;
    let mine = house.get(&child, Language::Sv, &format!("{}/mine", room())).await.html;
    assert!(mine.contains("value=\"unwish-pause\" aria-pressed=\"true\""), "{mine}");
    let lead = house.get(&maria, Language::Sv, &format!("{}/lead", room())).await.html;
    assert!(lead.contains("vill ha paus."), "{lead}");
    let shared = house.get(&maria, Language::Sv, &room()).await.html;
    assert!(!shared.contains("vill ha paus."), "nobody else sees who wished what");
    let lisas = house.get(&staff(&lisa_berg()), Language::Sv, &format!("{}/mine", room())).await.html;
    assert!(lisas.contains("aria-pressed=\"false\"") && !lisas.contains("aria-pressed=\"true\""), "{lisas}");
    let limits = lead.split("id=\"limits\"").nth(1).unwrap().split("</ul>").next().unwrap();
    assert!(limits.contains("Eva") && limits.contains("Skola"), "{limits}");
    // Two who lead: the second press on the same room moves nothing, and says so.
    let seen = revision(&shared);
    house.post(&maria, &room(), &format!("do=next&room={seen}")).await;
    let second = house.post(&staff(&anna_ek()), &room(), &format!("do=next&room={seen}")).await;
    assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY);
    sound(&room(), &second.html);
    assert!(second.html.contains("Någon annan hann trycka före dig."), "{}", second.html);
    for nonsense in ["do=part-lunch", "do=give-party-99x", "do=heard-x", "do=", "do=cannot-1", "x=y"] {
        let came = house.post(&maria, &room(), nonsense).await;
        assert!(matches!(came.status, StatusCode::UNPROCESSABLE_ENTITY), "{nonsense}: {}", came.status);
    }
}

#[tokio::test]
async fn a_yes_in_the_room_is_confirmed_and_a_no_goes_into_print() {
    let house = House::upto("room-yes", Milestone::Meeting).await;
    let (maria, lisa, mother) = (staff(&maria_sund()), staff(&lisa_berg()), person(&sara()));
    // An answer to no need, from a note in Elin's own words: of a kind that everybody in the room may see.
    let meeting = format!("/plans/{}/meeting", Family::Elin.plan());
    house.post(&maria, &meeting, "do=note&words=Ring+mig&kind=own_words").await;
    let page = house.get(&maria, Language::Sv, &meeting).await.html;
    let note = page.split("id=\"note-").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let form = format!(
        "owner=staff%3A{}&what=Lisa+ringer&by=20%2F12&notice=Det+ringer&otherwise=Lisa+mejlar&room=1&note={note}",
        lisa_berg().staff
    );
    let came = house.post(&maria, &format!("/plans/{}/measures/new", Family::Elin.plan()), &form).await;
    assert_eq!(came.location, format!("{}?saved=1", room()), "{}", came.html);
    let lead = house.get(&maria, Language::Sv, &format!("{}/lead", room())).await.html;
    let no = lead.split("value=\"heard-").nth(1).unwrap().split('"').next().unwrap().to_owned();
    house.post(&maria, &format!("{}/lead", room()), &format!("do=heard-{no}")).await;
    let shared = house.get(&maria, Language::Sv, &room()).await.html;
    assert!(shared.contains("Sa ja i rummet") && shared.contains("action unconfirmed"), "{shared}");
    let mine = house.get(&lisa, Language::Sv, &format!("{}/mine", room())).await.html;
    assert!(mine.contains(&format!("value=\"take-{no}\"")), "{mine}");
    house.post(&lisa, &format!("{}/mine", room()), &format!("do=take-{no}")).await;
    let shared = house.get(&maria, Language::Sv, &room()).await.html;
    assert!(!shared.contains("action unconfirmed"), "{shared}");
    // Her mother cannot live with it: refused without a reason, kept as typed, then in print.
    let mine = format!("{}/mine", room());
    let refused = house.post(&mother, &mine, &format!("do=cannot-{no}&words=")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.html.contains("id=\"words-error\""), "{}", refused.html);
    house.post(&mother, &mine, &format!("do=cannot-{no}&words=Det+ringer+redan+f%C3%B6r+ofta.")).await;
    let shared = house.get(&maria, Language::Sv, &room()).await.html;
    assert!(shared.contains("kan inte leva med insats") && shared.contains("Det ringer redan för ofta."), "{shared}");
    let print = format!("/plans/{}/disagreements/new?room=1&measure={no}", Family::Elin.plan());
    let page = house.get(&maria, Language::Sv, &print).await.html;
    assert!(page.contains("Det ringer redan för ofta.") && page.contains("Lisa Berg"), "{page}");
    let agree = house.get(&maria, Language::Sv, &format!("/plans/{}/agree", Family::Elin.plan())).await;
    assert_eq!(agree.status, StatusCode::OK);
    let written = |words: &str| {
        format!(
            "who=Mamma&words={words}&who=Lisa&words=En+g%C3%A5ng+om+dagen&next_step=Vi+h%C3%B6rs&owner=person&by=20%2F12&kind=own_words&measure={no}&room=1"
        )
    };
    // Other words than she said answer nothing.
    for (words, open) in [("Det+ringer", true), ("Det+ringer+redan+f%C3%B6r+ofta.+Vi+orkar+inte.", false)] {
        let disagreements = format!("/plans/{}/disagreements/new", Family::Elin.plan());
        let came = house.post(&maria, &disagreements, &written(words)).await;
        assert_eq!(came.location, format!("{}?saved=1", room()), "{}", came.html);
        let shared = house.get(&maria, Language::Sv, &room()).await.html;
        assert_eq!(shared.contains("kan inte leva med insats"), open, "{shared}");
    }
    let shared = house.get(&maria, Language::Sv, &room()).await.html;
    assert!(!shared.contains("kan inte leva med insats") && shared.contains("En gång om dagen"), "{shared}");
}

#[tokio::test]
async fn the_childs_questions_stand_with_their_answers_and_those_without_are_open_to_whoever_leads() {
    let house = House::upto("room-answers", Milestone::Meeting).await;
    let (maria, agree) = (staff(&maria_sund()), format!("/plans/{}/agree", Family::Elin.plan()));
    let pages = [room(), format!("{}/lead", room()), format!("/plans/{}/meeting", Family::Elin.plan()), agree.clone()];
    let seen = async |actor, path: &str| house.get(actor, Language::Sv, path).await.html;
    let asked = seen(&maria, &agree).await;
    let questions: Vec<String> =
        asked.split("name=\"answer-").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
    assert!(!questions.is_empty(), "{asked}");
    assert!(seen(&maria, &pages[0]).await.contains("Inget svar är skrivet."));
    for page in &pages[1..] {
        assert!(seen(&maria, page).await.contains("id=\"unanswered\""), "{page}");
    }
    let (lisa, child) = (staff(&lisa_berg()), person(&elin()));
    assert!(!seen(&lisa, &pages[2]).await.contains("id=\"unanswered\""), "what waits there is for whoever leads");
    for no in &questions {
        house.post(&maria, &agree, &format!("do=answer-{no}&answer-{no}=Du+f%C3%A5r+pausa.&kind-{no}=own_words")).await;
    }
    for who in [&maria, &lisa, &child] {
        let shared = seen(who, &pages[0]).await;
        assert!(shared.contains("Du får pausa.") && !shared.contains("Inget svar är skrivet."), "{shared}");
    }
    for page in &pages[1..] {
        assert!(!seen(&maria, page).await.contains("id=\"unanswered\""), "{page}");
    }
    // Of health: the school sits there, so on the shared screen stands that it is answered and not what; nor is it open.
    let no = &questions[0];
    house.post(&maria, &agree, &format!("do=answer-{no}&answer-{no}=Omar+ser+till+magen.&kind-{no}=health")).await;
    let follow_up = format!("/plans/{}/follow-up", Family::Elin.plan());
    let kept = "Frågan är besvarad. Svaret visas inte här, eftersom inte alla får se det.";
    for (who, path, sees) in [
        (&maria, &pages[0], false),
        (&lisa, &pages[0], false),
        (&lisa, &pages[2], false),
        (&maria, &pages[3], true),
        (&child, &follow_up, true),
    ] {
        let html = seen(who, path).await;
        assert_eq!((html.contains("Omar ser till magen."), html.contains(kept)), (sees, !sees), "{path}: {html}");
    }
    assert!(!seen(&maria, &pages[1]).await.contains("id=\"unanswered\""));
}

#[tokio::test]
async fn what_a_child_keeps_to_itself_is_marked_in_its_own_view_of_the_meeting() {
    let house = House::upto("room-marked", Milestone::Meeting).await;
    let path = format!("/plans/{}/room/mine", Family::Elin.plan());
    let html = house.get(&person(&elin()), Language::Sv, &path).await.html;
    let after =
        |words: &str| html.split(words).nth(1).unwrap_or_else(|| panic!("{words}")).split("</p>").next().unwrap();
    assert!(after("ska bli ledsna på mig.").contains("Bara du ser det här"));
    assert!(after("en annan väg på morgonen.").contains("Bara du och den som är vald ser det här"));
    assert!(!after("Alla låter och tittar på mig.").contains("Bara du"));
    assert_eq!(html.matches("Bara du ser det här").count(), 1);
}

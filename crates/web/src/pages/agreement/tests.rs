use std::sync::Arc;

use axum::http::StatusCode;
use samsyn_domain::access::PlanView;
use samsyn_domain::families::{Family, Milestone, anna_ek, elin, johan, jonas, lisa_berg, sara};

use crate::Language;
use crate::samples::{House, person, sound, staff};

#[tokio::test]
async fn the_pages_are_drawn_for_everybody_in_every_language_at_every_stage() {
    for (name, milestone) in [
        ("called", Milestone::Answered),
        ("meeting", Milestone::Meeting),
        ("draft", Milestone::Draft),
        ("told", Milestone::Told),
    ] {
        let house = House::upto(&format!("agreement-{name}"), milestone).await;
        for actor in [staff(&anna_ek()), staff(&lisa_berg()), person(&elin()), person(&johan())] {
            for path in ["meeting", "follow-up"] {
                house.everywhere(&actor, &format!("/plans/{}/{path}", Family::Elin.plan())).await;
            }
        }
        for path in ["agree", "close"].map(|page| format!("/plans/{}/{page}", Family::Elin.plan())) {
            house.everywhere(&staff(&anna_ek()), &path).await;
            for actor in [staff(&lisa_berg()), person(&elin()), person(&johan())] {
                let came = house.get(&actor, Language::Sv, &path).await;
                assert_eq!(came.status, StatusCode::NOT_FOUND, "nothing there to do for {}", actor.name);
            }
        }
    }
}

#[tokio::test]
async fn a_plan_goes_from_the_meeting_to_an_end() {
    let house = House::upto("agreement-way", Milestone::Answered).await;
    let (anna, plan) = (staff(&anna_ek()), Family::Elin.plan());
    let room = format!("/plans/{plan}/meeting");
    for act in ["do=open&early=yes", "do=attendance&at-person=part", "do=end"] {
        let came = house.post(&anna, &room, act).await;
        assert_eq!(came.status, StatusCode::SEE_OTHER, "{act}");
    }
    assert!(house.get(&anna, Language::Sv, &room).await.html.contains("value=\"part\" selected"));
    // Before any row is written, the check by law says what is missing and where to mend it.
    let agree = format!("/plans/{plan}/agree");
    let lacking = house.post(&anna, &agree, "do=agree&follow_up=31%2F2&follow_up_time=14").await;
    assert_eq!(lacking.status, StatusCode::UNPROCESSABLE_ENTITY);
    sound(&agree, &lacking.html);
    assert!(lacking.html.contains("id=\"follow_up-error\"") && lacking.html.contains("value=\"31/2\""));
    let page = house.get(&anna, Language::Sv, &agree).await.html;
    assert!(page.contains("id=\"lacks\"") && page.contains(&format!("href=\"/plans/{plan}/rows\"")), "{page}");
    assert!(page.contains("10 kap. 9 §"), "the source is told");
}

#[tokio::test]
async fn without_a_day_one_thing_is_said_and_what_stands_in_the_other_forms_stays() {
    let house = House::upto("agreement-no-day", Milestone::Draft).await;
    let (anna, plan) = (staff(&anna_ek()), Family::Elin.plan());
    let agree = format!("/plans/{plan}/agree");
    let page = house.get(&anna, Language::Sv, &agree).await.html;
    let field = page.split("name=\"answer-").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let answer = format!("do=answer-{field}&answer-{field}=Lisa+tar+emot+dig&kind-{field}=school");
    assert_eq!(house.post(&anna, &agree, &answer).await.status, StatusCode::SEE_OTHER);
    let said = house.post(&anna, &agree, "do=agree&follow_up=&follow_up_time=").await;
    assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY);
    sound(&agree, &said.html);
    assert!(said.html.contains("id=\"follow_up-error\""));
    assert!(!said.html.contains("Inget saknas"), "not both that something and that nothing is lacking");
    let form = said.html.split(&format!("id=\"answer-{field}\"")).nth(1).unwrap();
    assert!(form.split("</textarea>").next().unwrap().contains("Lisa tar emot dig"), "what stood there stays");
}

#[tokio::test]
async fn a_plan_in_force_is_followed_up_judged_and_closed() {
    let house = House::upto("agreement-follow", Milestone::Active).await;
    let (anna, elin, plan) = (staff(&anna_ek()), person(&elin()), Family::Elin.plan());
    let follow = format!("/plans/{plan}/follow-up");
    let own = house.get(&staff(&lisa_berg()), Language::Sv, &follow).await.html;
    assert_eq!(own.matches("/hand-over\"").count(), 1, "her own measure she can hand on where it is followed up");
    assert!(!house.get(&person(&johan()), Language::Sv, &follow).await.html.contains("/hand-over"));
    assert_eq!(house.post(&anna, &follow, "do=begin").await.status, StatusCode::SEE_OTHER);
    let page = house.get(&elin, Language::Sv, &follow).await.html;
    let no = page.split("name=\"answer-").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let said = house.post(&elin, &follow, &format!("do=judge&answer-{no}=partly&words-{no}=Nästan")).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER);
    assert!(house.get(&anna, Language::Sv, &follow).await.html.contains("Nästan"));
    for nothing in
        ["do=judge".to_owned(), format!("do=judge&answer-{no}=yes&answer-999=yes"), "do=judge&answer-999=no".to_owned()]
    {
        let came = house.post(&elin, &follow, &nothing).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{nothing}: not stored, so not told as stored");
    }
    let bare = house.post(&elin, &follow, &format!("do=judge&words-{no}=Hej")).await.html;
    let what = page.split("name=\"answer-").next().unwrap().rsplit("<h3 class=\"words\" dir=\"auto\">").next().unwrap();
    let summary = bare.split("id=\"problems\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(summary.contains(what.split("</h3>").next().unwrap()), "the measure is named: {summary}");
    let nobody = house.post(&anna, &follow, &format!("do=judge&answer-{no}=no&words-{no}=Bra")).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY, "whose answer it is must be said");
    assert!(nobody.html.contains("id=\"member-error\"") && nobody.html.contains("Bra</textarea>"));
    let early = house.post(&anna, &follow, "do=end&words=Lugnare&next=&next_time=").await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.html.contains("id=\"next-error\"") && early.html.contains("Lugnare"));
    let ended = house.post(&anna, &follow, "do=end&words=Lugnare&next=24+januari+2027&next_time=14").await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER);
    let close = format!("/plans/{plan}/close");
    let why = house.post(&anna, &close, "words=Klart").await;
    assert!(why.status == StatusCode::UNPROCESSABLE_ENTITY && why.html.contains("id=\"reason-error\""));
    assert_eq!(house.post(&anna, &close, "reason=goal_reached&words=Klart").await.status, StatusCode::SEE_OTHER);
    let told = house.get(&elin, Language::Sv, &format!("/plans/{plan}")).await.html;
    assert!(told.contains("Målen är nådda"));
}

#[tokio::test]
async fn data_is_what_the_reader_may_see_and_strangers_get_nothing() {
    let house = House::open("agreement-data").await;
    let path = format!("/plans/{}/plan.json", Family::Elin.plan());
    let came = house.get(&person(&elin()), Language::Sv, &path).await;
    assert_eq!(came.status, StatusCode::OK);
    let json: serde_json::Value = serde_json::from_str(&came.html).unwrap();
    assert_eq!(json["id"], Family::Elin.plan().to_string());
    let stranger = person(&samsyn_domain::families::greta());
    for path in ["plan.json", "plan.pdf", "agree", "rows", "meeting", "follow-up", "close", "measures/new"] {
        let came = house.get(&stranger, Language::Sv, &format!("/plans/{}/{path}", Family::Elin.plan())).await;
        assert_eq!(came.status, StatusCode::NOT_FOUND, "{path}");
    }
    house.everywhere(&stranger, "/accessibility").await;
}

#[tokio::test]
async fn a_child_is_asked_one_by_one_and_others_see_all_on_one_page() {
    let house = House::upto("agreement-did-it", Milestone::Active).await;
    let (child, mother, plan) = (person(&elin()), person(&samsyn_domain::families::sara()), Family::Elin.plan());
    let path = format!("/plans/{plan}/did-it-happen");
    let first = house.get(&child, Language::Sv, &path).await;
    assert!(first.status == StatusCode::SEE_OTHER && first.location.starts_with(&format!("{path}/")));
    let page = house.everywhere(&child, &first.location).await.remove(0);
    assert_eq!(page.matches("width=\"64\"").count(), 3, "a face for each answer");
    let none = house.post(&child, &first.location, "words=Ibland").await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    sound(&first.location, &none.html);
    assert!(none.html.contains("id=\"answer-error\"") && none.html.contains("Ibland</textarea>"));
    let said = house.post(&child, &first.location, "answer=partly&words=Ibland").await;
    assert_eq!(said.status, StatusCode::SEE_OTHER);
    assert!(said.location != first.location && said.location.starts_with(&path), "on to the next: {}", said.location);
    let all = house.everywhere(&child, &format!("{path}?all=1")).await.remove(0);
    assert!(all.contains("Delvis") && all.contains("Ibland"));
    assert_eq!(house.get(&mother, Language::Sv, &path).await.status, StatusCode::OK, "all on one page");
    let easy = house.get(&mother, Language::SvSimple, &path).await;
    assert_eq!(easy.status, StatusCode::SEE_OTHER, "one by one for whoever reads easy Swedish");
    for other in [staff(&anna_ek()), person(&samsyn_domain::families::greta())] {
        assert_eq!(house.get(&other, Language::Sv, &path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(house.get(&other, Language::Sv, &first.location).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(house.get(&child, Language::Sv, &format!("{path}/999")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_meeting_answers_each_question_where_the_plan_is_read_back() {
    let house = House::upto("agreement-answers", Milestone::Meeting).await;
    let (anna, elin, plan) = (staff(&anna_ek()), person(&elin()), Family::Elin.plan());
    let agree = format!("/plans/{plan}/agree");
    let page = house.get(&anna, Language::Sv, &agree).await.html;
    let no = page.split("value=\"answer-").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let empty = house.post(&anna, &agree, &format!("do=answer-{no}&answer-{no}=+&kind-{no}=own_words")).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    sound(&agree, &empty.html);
    assert!(empty.html.contains(&format!("id=\"answer-{no}-error\"")), "{}", empty.html);
    let kind = house.post(&anna, &agree, &format!("do=answer-{no}&answer-{no}=Lisa+hj%C3%A4lper&kind-{no}=moon")).await;
    assert!(kind.status == StatusCode::UNPROCESSABLE_ENTITY && kind.html.contains("Lisa hjälper</textarea>"));
    let form = format!("do=answer-{no}&answer-{no}=Lisa+hj%C3%A4lper&kind-{no}=own_words");
    let came = house.post(&anna, &agree, &form).await;
    assert_eq!(came.location, format!("{agree}?saved=1#questions"), "{}", came.html);
    let nonsense = house.post(&anna, &agree, "do=answer-x&answer-x=Ja").await;
    assert_eq!(nonsense.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        house.post(&elin, &agree, &form).await.status,
        StatusCode::NOT_FOUND,
        "whoever carries the plan on writes it"
    );
    for html in house.everywhere(&elin, &format!("/plans/{plan}")).await {
        assert!(html.contains("Lisa hjälper"));
    }
    let text = house.get(&anna, Language::Sv, &format!("/plans/{plan}/journal")).await.html;
    assert!(text.contains("Svar: Lisa hjälper"), "{text}");
    // The meeting ends where it was read back.
    assert!(house.get(&anna, Language::Sv, &agree).await.html.contains("value=\"end\""));
    assert_eq!(house.post(&anna, &agree, "do=end").await.location, format!("{agree}?saved=1"));
    assert!(house.get(&anna, Language::Sv, &agree).await.html.contains("value=\"agree\""));
}

#[tokio::test]
async fn each_who_gets_the_plan_has_a_paper_of_their_own_and_who_is_not_covered_has_none() {
    let mut house = House::upto("agreement-papers", Milestone::Agreed).await;
    house.change(|app| {
        let told = |view: &PlanView, of, language: Language, _| {
            Ok(format!("{of:?} {} {}", language.tag(), view.measures.len()).into_bytes())
        };
        app.papers = Arc::new(told);
    });
    let (anna, plan) = (staff(&anna_ek()), Family::Elin.plan());
    let agree = format!("/plans/{plan}/agree");
    let list = |html: &str| html.split("id=\"gets\"").nth(1).unwrap().split("</ul>").next().unwrap().to_owned();
    let rows = |html: &str| list(html).split("<li>").skip(1).map(ToOwned::to_owned).collect::<Vec<_>>();
    let row = |html: &str, name: &str| rows(html).into_iter().find(|row| row.contains(name)).unwrap();
    let before = house.get(&anna, Language::Sv, &agree).await.html;
    let child = row(&before, "Elin Sjöberg");
    assert!(child.contains("Barnets version") && child.contains("/papers/person.pdf"), "{child}");
    let school = row(&before, "Strandskolan");
    assert!(
        school.contains("Vanlig version") && !school.contains(".pdf") && school.contains("Inte utlämnad"),
        "{school}"
    );
    assert_eq!(house.post(&anna, &agree, "do=hand-out").await.status, StatusCode::SEE_OTHER);
    let after = house.get(&anna, Language::Sv, &agree).await.html;
    let school = row(&after, "Strandskolan");
    let path = school.split("href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert!(path.contains("/papers/party-"), "{school}");
    for path in [path.as_str(), &format!("/plans/{plan}/papers/person.pdf"), &format!("/plans/{plan}/child.pdf")] {
        let came = house.get(&anna, Language::Sv, path).await;
        assert_eq!(came.status, StatusCode::OK, "{path}");
        let said = match path.rsplit('/').next().unwrap() {
            // What the directory says of Elin.
            "person.pdf" => "Child sv-simple ",
            "child.pdf" => "Child sv ",
            _ => "Plan sv ",
        };
        assert!(came.html.starts_with(said), "{path}: {}", came.html);
        let another = house.get(&staff(&lisa_berg()), Language::Sv, path).await;
        assert_eq!(
            another.status == StatusCode::OK,
            path.ends_with("child.pdf"),
            "{path}: nobody makes another's paper"
        );
    }
    for nowhere in ["person", "party-999.pdf", "x.pdf", "supporter-1"] {
        let came = house.get(&anna, Language::Sv, &format!("/plans/{plan}/papers/{nowhere}")).await;
        assert_eq!(came.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
    // Consent is taken back: no paper any more, and where it is mended.
    let mother = person(&sara());
    let consents = house.get(&mother, Language::Sv, &format!("/plans/{plan}/consent")).await.html;
    let card = consents.split("<h3>").find(|part| part.starts_with("Strandskolan")).unwrap();
    let no = card.split("withdraw?no=").nth(1).unwrap().split('"').next().unwrap();
    let back = house.post(&mother, &format!("/plans/{plan}/consent/withdraw"), &format!("consents={no}")).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    let now = house.get(&anna, Language::Sv, &agree).await.html;
    let school = row(&now, "Strandskolan");
    assert!(school.contains("Får inget.") && school.contains(&format!("/plans/{plan}/consent\"")), "{school}");
    assert_eq!(house.get(&anna, Language::Sv, &path).await.status, StatusCode::NOT_FOUND);
    let grown = format!("/plans/{}/child.pdf", Family::Jonas.plan());
    let other = House::open("agreement-papers-jonas").await;
    assert_eq!(other.get(&person(&jonas()), Language::Sv, &grown).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_got_a_no_is_told_as_that_on_every_page_and_waits_for_whoever_holds_the_plan() {
    use samsyn_domain::families::{omar_ali, story};
    for milestone in [Milestone::Draft, Milestone::Active] {
        let house = House::upto(&format!("agreement-no-{milestone:?}"), milestone).await;
        let (anna, mother, child, omar) = (staff(&anna_ek()), person(&sara()), person(&elin()), staff(&omar_ali()));
        let (id, facts) = story(Family::Elin, milestone, crate::samples::now()).unwrap();
        let plan = samsyn_domain::plan::Plan::fold(id, &facts).unwrap();
        let his = |m: &&samsyn_domain::plan::state::Measure| {
            m.owner == samsyn_domain::plan::state::Owner::Staff(omar_ali()) && m.state.open()
        };
        let measure = plan.measures.iter().find(his).unwrap();
        let (no, what, path) = (measure.no, measure.what.as_str(), format!("/plans/{id}"));
        let nej = format!("what=decline&no={no}&reason=Vi+saknar+remiss.");
        let came = house.post(&omar, &format!("{path}/measures"), &nej).await;
        assert_eq!(came.status, StatusCode::SEE_OTHER);
        let list = house.get(&anna, Language::Sv, "/").await.html;
        let mends = match milestone {
            Milestone::Draft => format!("href=\"{path}/measures/{no}\""),
            _ => format!("href=\"{path}/agree#revise\""),
        };
        let mine = list.split("Väntar på andra").next().unwrap();
        assert!(mine.contains("En insats fick nej: hitta en ny väg") && mine.contains(&mends), "{mine}");
        assert_eq!(house.get(&anna, Language::Sv, mends.split('"').nth(1).unwrap()).await.status, StatusCode::OK);
        let agree = house.everywhere(&anna, &format!("{path}/agree")).await.remove(0);
        assert!(agree.contains("har fått nej, och ingen gör den") && agree.contains("id=\"measures\""), "{agree}");
        // On each page it stands after what will happen, under its own heading.
        for (actor, path, before) in [
            (&child, "/", "Det här ska hända"),
            (&mother, "/", "Det här ska hända"),
            (&child, path.as_str(), "Det här gör de som hjälper till"),
            (&anna, path.as_str(), "Det kommunen och regionen gör"),
        ] {
            let page = house.everywhere(actor, path).await.remove(0);
            let (happens, declined) = page.split_once("Det här fick nej</h2>").unwrap_or_else(|| panic!("{page}"));
            let happens = happens.split(before).nth(1).unwrap();
            assert!(!happens.contains(what) && declined.contains(what), "{before}");
            assert!(declined.contains("Vi saknar remiss."), "{before}");
        }
        if milestone == Milestone::Active {
            let follow = house.everywhere(&anna, &format!("{path}/follow-up")).await.remove(0);
            let told = follow.split("Det som avviker just nu").nth(1).unwrap();
            let words = format!("Insats {} fick nej", measure.number);
            assert!(crate::text::plain(told).contains(&words) && !told.contains("Ingen insats är försenad"), "{told}");
        }
    }
}

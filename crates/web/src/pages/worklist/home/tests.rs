//! The family's start page, and the ways from it.

use samsyn_domain::families::{self, Family, Milestone};

use crate::samples::{House, person, staff};

#[tokio::test]
async fn staff_see_what_waits() {
    let house = House::open("worklist-staff").await;
    let anna = &house.everywhere(&staff(&families::anna_ek()), "/").await[0];
    for part in ["Väntar på mig", "Väntar på andra", "Omar Ali", "Alla planer"] {
        assert!(anna.contains(part), "{part}");
    }
    let omar = &house.everywhere(&staff(&families::omar_ali()), "/").await[0];
    assert!(omar.contains("/measures#measure-"));
    let auditor = &house.everywhere(&staff(&families::ulla_frisk()), "/").await[0];
    assert!(auditor.contains("href=\"/log\""));
}

/// The links of a list on the start page, from its heading to the next one.
fn links(html: &str, list: &str) -> Vec<String> {
    let Some(after) = html.split(list).nth(1) else { return Vec::new() };
    let part = after.split("<h2").next().unwrap_or_default();
    let linked = part.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    linked.map(|link| link.split('#').next().unwrap_or_default().to_owned()).collect()
}

/// Lisa says that hers is done, so that Elin is asked what became of it.
async fn done(house: &House) {
    let (plan, facts) = families::story(Family::Elin, Milestone::Told, crate::samples::now()).unwrap();
    let plan = samsyn_domain::plan::Plan::fold(plan, &facts).unwrap();
    let lisa = samsyn_domain::plan::state::Owner::Staff(families::lisa_berg());
    let no = plan.measures.iter().find(|measure| measure.owner == lisa).unwrap().no;
    let form = format!("what=finish&no={no}");
    let path = format!("/plans/{}/measures", plan.id);
    let came = house.post(&staff(&families::lisa_berg()), &path, &form).await;
    assert_eq!(came.status, axum::http::StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn every_link_of_what_waits_leads_somewhere_for_everybody() {
    let (mut followed, mut dead) = (0, std::collections::BTreeSet::new());
    for (name, milestone) in [("told", Milestone::Told), ("called", Milestone::Called), ("active", Milestone::Active)] {
        let house = House::upto(&format!("worklist-links-{name}"), milestone).await;
        if milestone == Milestone::Told {
            done(&house).await;
        }
        for named in house.app.store.named_accounts().await.unwrap() {
            let cookie = format!("session={}", named.account.id);
            let start = house.visit("/", &cookie).await;
            assert_eq!(start.status, axum::http::StatusCode::OK);
            let lists = ["id=\"mine\"", "id=\"others\"", "id=\"meetings\"", "class=\"card now\"", "Du kan också göra"];
            for link in lists.iter().flat_map(|list| links(&start.html, list)).filter(|link| link.starts_with('/')) {
                let came = house.visit(&link, &cookie).await;
                let there = match came.status {
                    axum::http::StatusCode::SEE_OTHER => house.visit(&came.location, &cookie).await.status,
                    status => status,
                };
                if there != axum::http::StatusCode::OK {
                    dead.insert(format!("{name}: {link} of {}: {there}", named.name));
                }
                followed += 1;
            }
        }
    }
    assert!(followed > 100 && dead.is_empty(), "{followed}: {dead:#?}");
    let house = House::open("worklist-judged-by-another").await;
    done(&house).await;
    let anna = house.get(&staff(&families::anna_ek()), crate::Language::Sv, "/").await.html;
    let follow_up = format!("/plans/{}/follow-up", Family::Elin.plan());
    assert!(links(&anna, "id=\"others\"").contains(&follow_up) && !anna.contains("/did-it-happen"));
}

#[tokio::test]
async fn a_meeting_that_is_held_comes_first() {
    let house = House::upto("worklist-held", Milestone::Meeting).await;
    let leads = house.get(&staff(&families::maria_sund()), crate::Language::Sv, "/").await.html;
    let first =
        leads.split("id=\"mine\"").nth(1).unwrap().split("<tbody").nth(1).unwrap().split("</tr>").next().unwrap();
    assert!(first.contains(&format!("/plans/{}/meeting", Family::Elin.plan())), "{first}");
    assert!(first.contains("Möte pågår"), "{first}");
}

#[tokio::test]
async fn by_a_code_a_child_reads_what_waits_for_it_and_how_it_is_done() {
    use samsyn_domain::access::Reach;
    let house = House::open("worklist-code").await;
    done(&house).await;
    let account =
        house.app.store.account_of(samsyn_store::Holder::Person(families::elin().person)).await.unwrap().unwrap();
    let t = crate::Language::Sv.text();
    let (ends, plan) = (crate::samples::now() + jiff::SignedDuration::from_hours(1), Family::Elin.plan());
    for (reach, session) in [(Reach::Visit(plan), "code"), (Reach::Together(plan), "lent")] {
        let limited = samsyn_store::Limited { reach, origin: uuid::Uuid::from_u128(1) };
        let (id, now) = (account.id, crate::samples::now());
        house.app.store.begin_limited_session(session.as_bytes(), id, session, now, ends, limited).await.unwrap();
    }
    let by_code = house.visit("/", "session=code").await.html;
    crate::samples::sound("/", &by_code);
    assert!(by_code.contains(t.msg_home_elsewhere()) && by_code.contains(t.msg_task_judge_measure()));
    assert!(!by_code.contains("did-it-happen") && by_code.contains("href=\"tel:"));
    // On a worker's device it is answered there.
    let together = house.visit("/", "session=lent").await.html;
    assert!(together.contains(&format!("href=\"/plans/{plan}/did-it-happen/")));
    assert!(!together.contains(t.msg_home_elsewhere()));
}

#[tokio::test]
async fn the_family_reads_where_the_meeting_is() {
    let (house, mut read) = (House::open("worklist-place").await, 0);
    for family in Family::ALL {
        let (plan, facts) = families::story(family, Milestone::Told, crate::samples::now()).unwrap();
        let plan = samsyn_domain::plan::Plan::fold(plan, &facts).unwrap();
        let coming = plan.next_meeting().filter(|meeting| meeting.starts.date() >= jiff::civil::date(2026, 11, 22));
        let Some(place) = coming.and_then(|meeting| meeting.place.as_ref()) else { continue };
        let home = house.get(&person(&plan.person), crate::Language::Sv, "/").await.html;
        assert!(home.contains(place.as_str()), "{family:?}: {place}");
        read += 1;
    }
    assert!(read > 0);
}

#[tokio::test]
async fn a_family_goes_straight_in() {
    let house = House::open("worklist-family").await;
    let mother = &house.everywhere(&person(&families::sara()), "/").await[0];
    assert!(mother.contains("0980-319243") && mother.contains("Lämna sidan") && mother.contains("Omar Ali"));
    let child = &house.everywhere(&person(&families::elin()), "/").await[0];
    assert!(child.contains("<body class=\"child\">") && child.contains("Hej"));
    for somebody in [families::jonas(), families::karin(), families::petra(), families::mikael(), families::rana()] {
        house.everywhere(&person(&somebody), "/").await;
    }
}

#[tokio::test]
async fn the_start_page_says_what_has_not_gone_as_it_was_to() {
    let house = House::open("worklist-now").await;
    let mother = crate::text::plain(&house.everywhere(&person(&families::sara()), "/").await[0]);
    let now = mother.split("class=\"lead\"").nth(1).unwrap().split("</section>").next().unwrap();
    for part in ["Planen gäller.", "1 sak blev inte av.", "1 sak har ingen sagt ja till än."] {
        assert!(now.contains(part), "{part}: {now}");
    }
    assert!(!mother.contains("Alla gör det de har lovat"));
    let happens = mother.split("Det här ska hända").nth(1).unwrap();
    assert!(happens.contains("Blev inte av") && happens.contains("Väntar på Omar"));
}

#[tokio::test]
async fn nobody_is_named_for_what_is_done_and_a_child_is_not_told_to_answer() {
    let house = House::open("worklist-waits").await;
    for somebody in [families::karin(), families::sara(), families::rana(), families::petra()] {
        for page in house.everywhere(&person(&somebody), "/").await {
            let page = page.split("class=\"happens\"").skip(1).collect::<String>();
            assert!(!page.contains("Svara om du samtycker"), "{}", somebody.name);
        }
    }
    let tova = &house.everywhere(&person(&families::tova()), "/").await[0];
    assert!(tova.contains("De som ska bestämma tycker olika") && !tova.contains("Ni som ska bestämma"));
    let house = House::upto("worklist-waits-called", Milestone::Called).await;
    let elin = &house.everywhere(&person(&families::elin()), "/").await[0];
    assert!(!elin.contains("Ni har sagt ja"));
}

#[tokio::test]
async fn before_the_meeting_a_child_sees_the_days_left() {
    let house = House::upto("worklist-child", Milestone::Called).await;
    let child = &house.everywhere(&person(&families::elin()), "/").await[0];
    assert!(child.contains("Vill du säga något?"));
}

#[tokio::test]
async fn while_the_meeting_goes_on_the_way_in_comes_first() {
    let house = House::upto("worklist-meeting", Milestone::Meeting).await;
    let child = &house.everywhere(&person(&families::elin()), "/").await[0];
    let into = format!("<a class=\"button\" href=\"/plans/{}/room/mine\">Gå till mötet</a>", Family::Elin.plan());
    assert!(child.contains(&into) && !child.contains("Vi ses"), "{child}");
}

#[tokio::test]
async fn a_child_in_a_conflict_can_tell_what_it_thinks() {
    let house = House::open("worklist-tova").await;
    let (tova, plan) = (person(&families::tova()), Family::Tova.plan());
    let home = house.get(&tova, crate::Language::Sv, "/").await.html;
    let to = format!("/plans/{plan}/consent/view");
    assert!(home.contains(&format!("href=\"{to}\"")) && !home.contains(&format!("/plans/{plan}/prepare\"")));
    assert!(house.everywhere(&tova, &to).await[0].contains("name=\"words\""), "a form, and no notice that it is shut");
    let came = house.post(&tova, &to, "words=Samma+regler&keep=yes").await;
    assert_eq!(came.status, axum::http::StatusCode::SEE_OTHER);
    let kept = came.location.split('?').next().unwrap().to_owned();
    assert!(house.get(&tova, crate::Language::Sv, &kept).await.html.contains("Samma regler"), "and it stands there");
    // Whose six questions are open is led there.
    let elin = house.get(&person(&families::elin()), crate::Language::Sv, "/").await.html;
    assert!(elin.contains(&format!("/plans/{}/prepare\"", Family::Elin.plan())));
}

#[tokio::test]
async fn whoever_stands_beside_the_person_is_not_told_that_they_have_one() {
    let house = House::open("worklist-beside").await;
    let greta = house.get(&person(&families::greta()), crate::Language::Sv, "/").await.html;
    let karin = house.get(&person(&families::karin()), crate::Language::Sv, "/").await.html;
    let sara = house.get(&person(&families::sara()), crate::Language::Sv, "/").await.html;
    assert!(greta.contains("Din person:") && karin.contains("Du är med som stöd:") && sara.contains("Stödperson:"));
    assert!(!karin.contains("Din person:") && !sara.contains("Din person:"));
}

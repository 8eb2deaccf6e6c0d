use axum::http::StatusCode;
use jiff::SignedDuration;
use samsyn_domain::access::Actor;
use samsyn_domain::families::{self, Family, anna_ek, noel, omar_ali, sara, ulla_frisk, units, ylva_kron};
use samsyn_domain::information::{LogSettings, Settings};
use samsyn_store::Surface;

use crate::Language;
use crate::samples::{House, now, person, sound, staff};

/// The address of the newest line in a log's page that is offered to be asked about.
fn first_line(page: &str, plan: &str) -> String {
    let start = format!("/plans/{plan}/log/");
    let rest = page.split(&start).nth(1).expect("a line to ask about");
    format!("{start}{}", rest.split('"').next().unwrap())
}

async fn looked(house: &House) -> (String, String) {
    let plan = Family::Elin.plan().to_string();
    house.get(&staff(&families::omar_ali()), Language::Sv, &format!("/plans/{plan}")).await;
    let log = house.get(&person(&families::sara()), Language::Sv, &format!("/plans/{plan}/log")).await.html;
    let line = first_line(log.split("Omar Ali").nth(1).unwrap(), &plan);
    (plan, line)
}

#[tokio::test]
async fn somebody_asks_about_a_line_and_reads_the_answer() {
    let house = House::open("log-ask").await;
    let (plan, line) = looked(&house).await;
    let (sara, ulla) = (person(&families::sara()), staff(&families::ulla_frisk()));
    let page = &house.everywhere(&sara, &line).await[0];
    assert!(page.contains("Omar Ali") && page.contains("Såg planen"));
    let came = house.post(&sara, &line, "words=").await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    sound("ask", &came.html);
    let came = house.post(&sara, &line, "words=Varf%C3%B6r+tittade+han%3F").await;
    assert_eq!(came.location, format!("/plans/{plan}/log?saved=1#questions"));
    // The auditor sees the question and the line; no word of the plan, not the name of whose plan it is.
    let list = &house.everywhere(&ulla, "/log/questions").await[0];
    let one = format!("/log/questions/{}", list.split("/log/questions/").nth(1).unwrap().split('"').next().unwrap());
    let page = &house.everywhere(&ulla, &one).await[0];
    assert!(page.contains("Varför tittade han?") && page.contains("Omar Ali"));
    assert!(!page.contains("Elin") && !page.contains("Sara"));
    for other in [&sara, &staff(&families::omar_ali())] {
        for path in ["/log/questions", one.as_str(), "/log/checks"] {
            assert_eq!(house.get(other, Language::Sv, path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
    assert_eq!(house.post(&ulla, &one, "words=+").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(house.post(&ulla, &one, "words=Han+ska+m%C3%B6ta+Elin.").await.status, StatusCode::SEE_OTHER);
    let late = house.post(&ulla, &one, "words=Nej.").await;
    assert!(late.status == StatusCode::UNPROCESSABLE_ENTITY && late.html.contains("redan svarat"));
    let log = format!("/plans/{plan}/log");
    let hers = &house.everywhere(&sara, &log).await[0];
    assert!(hers.contains("Varför tittade han?") && hers.contains("Han ska möta Elin."));
    // What one asks is between her and the auditor: the other guardian and the child see nothing of it.
    for other in [person(&families::johan()), person(&families::elin()), staff(&families::anna_ek())] {
        assert!(!house.get(&other, Language::Sv, &log).await.html.contains("Varför tittade han?"));
    }
}

#[tokio::test]
async fn a_line_of_another_plan_is_not_there() {
    let house = House::open("log-foreign").await;
    let (plan, line) = looked(&house).await;
    let elsewhere = line.replace(&plan, &Family::Jonas.plan().to_string());
    let jonas = person(&families::jonas());
    for path in [elsewhere.as_str(), line.as_str(), &format!("/plans/{plan}/log/x")] {
        assert_eq!(house.get(&jonas, Language::Sv, path).await.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(house.post(&jonas, path, "words=Hej").await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let asks = house.get(&person(&families::sara()), Language::Sv, &format!("/plans/{plan}/log/x")).await;
    assert_eq!(asks.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_auditor_says_what_each_check_showed() {
    let house = House::open("log-checks").await;
    looked(&house).await;
    let ulla = staff(&families::ulla_frisk());
    let settings = LogSettings::default();
    let later = now() + SignedDuration::from_mins(1);
    let drawn =
        house.app.store.draw_checks(uuid::Uuid::from_u128(9), [3; 32], (later, house.app.day(later)), &settings);
    assert!(drawn.await.unwrap() > 0);
    let list = &house.everywhere(&ulla, "/log/checks").await[0];
    assert!(list.contains("Omar Ali") && list.contains("Att kontrollera"));
    let path = list.split("/log/checks/").nth(1).unwrap().split('"').next().unwrap();
    let one = format!("/log/checks/{path}");
    house.everywhere(&ulla, &one).await;
    for wrong in ["", "outcome=perhaps", "outcome=not_in_order&words="] {
        let came = house.post(&ulla, &one, wrong).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        sound(wrong, &came.html);
    }
    let came = house.post(&ulla, &one, "outcome=not_in_order&words=Chefen+%C3%A4r+underr%C3%A4ttad.").await;
    assert_eq!(came.location, "/log/checks?saved=1");
    let page = house.get(&ulla, Language::Sv, &one).await.html;
    assert!(page.contains("Chefen är underrättad.") && page.contains("value=\"not_in_order\" checked"));
    assert!(house.get(&ulla, Language::Sv, "/log/checks").await.html.contains("Inte i sin ordning"));
    assert_eq!(house.get(&ulla, Language::Sv, "/log/checks/x/y").await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.get(&staff(&families::anna_ek()), Language::Sv, &one).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_names_of_staff_are_left_out_where_the_installation_says_so() {
    let mut house = House::open("log-masked").await;
    let settings = Settings { log: LogSettings { mask_staff: true, ..LogSettings::default() }, ..Settings::default() };
    house.set(settings);
    let plan = Family::Elin.plan();
    house.get(&staff(&families::omar_ali()), Language::Sv, &format!("/plans/{plan}")).await;
    let log = format!("/plans/{plan}/log");
    let hers = &house.everywhere(&person(&families::sara()), &log).await[0];
    assert!(
        !hers.contains("Omar Ali")
            && hers.contains("En medarbetare")
            && crate::text::plain(hers).contains("minst 10 år")
    );
    assert!(hers.contains(families::omar_ali().unit.name.as_str()), "the unit always stands there");
    for who in [staff(&families::anna_ek()), staff(&families::ulla_frisk())] {
        assert!(house.get(&who, Language::Sv, &log).await.html.contains("Omar Ali"));
    }
}

#[tokio::test]
async fn a_refresh_is_the_same_visit_and_searches_and_lists_are_told() {
    let house = House::open("log-still").await;
    let plan = Family::Elin.plan();
    let (omar, tomas, ulla) =
        (staff(&families::omar_ali()), staff(&families::tomas_vik()), staff(&families::ulla_frisk()));
    house.get(&omar, Language::Sv, &format!("/plans/{plan}")).await;
    for _ in 0..3 {
        house.get_again(&omar, &format!("/plans/{plan}")).await;
    }
    let hers = house.get(&person(&families::sara()), Language::Sv, &format!("/plans/{plan}/log")).await.html;
    assert_eq!(hers.matches("<bdi>Omar Ali</bdi></strong>").count(), 1, "one visit");
    let moment = house.app.moment(now());
    let asking = samsyn_store::Asking { actor: &ulla, surface: Surface::Page, moment: &moment };
    let lines = house.app.store.log_of(&asking, plan, now()).await.unwrap();
    let of =
        |action: &str| lines.iter().filter(|line| line.account == Some(omar.account) && line.action == action).count();
    assert_eq!((of("see"), of("still")), (1, 3), "no line is left out, and each says what it was");
    // What is looked for and listed outside the plans stands in the whole log.
    let search = "search=1&who=Nyman";
    assert_eq!(house.post(&staff(&families::anna_ek()), "/plans/new", search).await.status, StatusCode::OK);
    house.get(&tomas, Language::Sv, "/directory").await;
    house.get(&omar, Language::Sv, "/directory").await;
    house.get(&staff(&families::kerstin_dahl()), Language::Sv, "/figures").await;
    house.post(&tomas, "/directory/people/new", "name=Kim&born=2015-02-03").await;
    let page = &house.everywhere(&ulla, "/log").await[0];
    for part in
        ["Sökte efter en person", "Sökte på namn.", "Såg enheter och personer", "Såg siffror", "Ändrade bland enheter"]
    {
        assert!(page.contains(part), "{part}");
    }
    assert!(!page.contains("Nyman"), "the words of a search");
    let tried = page.split("<tr").filter(|row| row.contains("Omar Ali") && row.contains("men fick inte"));
    assert_eq!(tried.count(), 1);
}

/// Reading the log of a whole week goes on where a page ends, and an address that was tampered with is refused beside the field.
#[tokio::test]
async fn earlier_lines_are_a_link_away() {
    let house = House::open("log-earlier").await;
    let ulla: Actor = staff(&families::ulla_frisk());
    house.get(&ulla, Language::Sv, "/").await;
    let page = house.get(&ulla, Language::Sv, "/log").await.html;
    let earlier = page.split("/log?until=").nth(1).unwrap().split('"').next().unwrap().to_owned();
    house.everywhere(&ulla, &format!("/log?until={earlier}")).await;
    for odd in ["x", "-9223372036854775808", "9223372036854775807", "0"] {
        let came = house.get(&ulla, Language::Sv, &format!("/log?until={odd}")).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{odd}");
    }
}

#[tokio::test]
async fn a_long_log_stands_on_pages_of_fifty_and_each_leads_to_the_next() {
    let house = House::open("log-pages").await;
    let (plan, anna) = (Family::Elin.plan(), staff(&anna_ek()));
    // Acts are never drawn together: each is a line of its own.
    for at in 0..120 {
        let came = house.post(&anna, &format!("/plans/{plan}/question"), &format!("what=avoid&avoid=Sak+{at}")).await;
        assert!(came.location.contains("saved") || came.status == StatusCode::NOT_FOUND, "{at}: {}", came.html);
    }
    let follow = async |actor: &Actor, first: String, rows: &str, filter: &str| {
        let (mut to, mut counts, mut all) = (first, Vec::new(), 0);
        for _ in 0..9 {
            let html = house.get(actor, Language::Sv, &to).await.html;
            counts.push(html.matches(rows).count());
            all += counts.last().unwrap();
            assert!(html.contains(filter), "the filter is kept");
            let Some(link) = html.split("href=\"").find(|rest| rest.split('"').next().unwrap().contains("after="))
            else {
                break;
            };
            to = link.split('"').next().unwrap().replace("&#38;", "&");
        }
        (counts, all)
    };
    let (counts, all) = follow(&person(&sara()), format!("/plans/{plan}/log"), "<p class=\"when\">", "").await;
    assert!(counts[0] == 50 && counts[1] == 50 && counts.iter().all(|n| *n <= 50) && all >= 120, "{counts:?}");
    let (counts, all) =
        follow(&staff(&ulla_frisk()), "/log?until=22+november".to_owned(), "<tr role=\"row\">", "22 november").await;
    assert!(counts[0] == 51 && counts.len() >= 3 && counts.iter().all(|n| *n <= 51) && all >= 120, "{counts:?}");
}

#[tokio::test]
async fn where_those_work_who_look_at_a_protected_plan_stands_in_no_log_of_others() {
    let house = House::open("log-places").await;
    let (plan, ylva) = (Family::Noel.plan(), staff(&ylva_kron()));
    house.get(&ylva, Language::Sv, &format!("/plans/{plan}")).await;
    house.get(&person(&noel()), Language::Sv, &format!("/plans/{plan}")).await;
    let ulla = house.get(&staff(&ulla_frisk()), Language::Sv, "/log").await.html;
    assert!(ulla.contains("Ylva Kron") && ulla.contains("skyddade"), "who looked, and that a protected person did");
    let theirs = ulla.split("<tr role=\"row\">").filter(|row| row.contains(&plan.to_string())).collect::<Vec<_>>();
    assert!(theirs.len() >= 2 && theirs.iter().any(|row| row.contains("Ylva Kron")));
    assert!(theirs.iter().all(|row| !row.contains("Tallmo")), "no line of that plan tells a place");
    // Nor does a line of the same one about something else, on that page or on another.
    house.get(&ylva, Language::Sv, "/").await;
    house.get(&ylva, Language::Sv, "/measures").await;
    let plan_of_others = format!("/plans/{}/log", Family::Elin.plan());
    house.get(&ylva, Language::Sv, &format!("/plans/{}", Family::Elin.plan())).await;
    for page in ["/log", "/log?until=22+november", plan_of_others.as_str(), "/log/checks"] {
        let html = house.get(&staff(&ulla_frisk()), Language::Sv, page).await.html;
        assert!(page == "/log/checks" || html.contains("Ylva Kron"), "{page}");
        let hers = html.split("Ylva Kron").skip(1).map(|rest| rest.chars().take(300).collect::<String>());
        assert!(hers.into_iter().all(|rest| !rest.contains(units::tallmo_soc().name.as_str())), "{page}");
    }
    let family = house.get(&person(&sara()), Language::Sv, &plan_of_others).await.html;
    assert!(family.contains(units::tallmo_soc().name.as_str()), "a family still reads from where somebody tried");
    let own = house.get(&ylva, Language::Sv, &format!("/plans/{plan}/log")).await.html;
    assert!(own.contains(units::tallmo_soc().name.as_str()), "whoever is let in sees it");
}

#[tokio::test]
async fn what_the_log_counts_is_the_whole_week_on_each_of_its_pages() {
    let house = House::open("log-counts").await;
    // Acts are never drawn together, so that the week takes more than one page; and more lines than one page reads.
    let path = format!("/plans/{}/question", Family::Elin.plan());
    for at in 0..80 {
        house.post(&staff(&anna_ek()), &path, &format!("what=avoid&avoid=Sak+{at}")).await;
    }
    for _ in 0..600 {
        house.get(&staff(&anna_ek()), Language::Sv, &format!("/plans/{}", Family::Noel.plan())).await;
        house.get(&staff(&omar_ali()), Language::Sv, "/measures").await;
    }
    for at in 80..150 {
        house.post(&staff(&anna_ek()), &path, &format!("what=avoid&avoid=Sak+{at}")).await;
    }
    let mut to = "/log?until=22+november".to_owned();
    for page in 0..2 {
        let html = house.get(&staff(&ulla_frisk()), Language::Sv, &to).await.html;
        let totals = house.app.store.log_totals(now() - SignedDuration::from_hours(168), now()).await.unwrap();
        assert!(totals.lines > 1200 && totals.denied >= 600 && totals.accounts >= 3, "{totals:?}");
        let counts = html.split("Räknat över").nth(1).unwrap().split("<table").next().unwrap();
        for count in [totals.lines, totals.accounts, totals.denied] {
            assert!(counts.contains(&format!(">{count}<")), "{count}: {counts}");
        }
        let link = html.rsplit("href=\"/log?until=").next().unwrap().split('"').next().unwrap().replace("&#38;", "&");
        to = format!("/log?until={link}");
        assert!(page > 0 || to.contains("&after="), "the next page of the same week: {to}");
    }
}

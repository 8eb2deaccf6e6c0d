use axum::http::StatusCode;
use samsyn_domain::access::narrow;
use samsyn_domain::families::{Family, Milestone, anna_ek, elin, johan, lisa_berg, story};
use samsyn_domain::plan::Plan;
use samsyn_domain::plan::state::Owner;

use super::owners;
use crate::samples::{House, now, person, sound, staff};

fn elins(milestone: Milestone) -> Plan {
    let (plan, facts) = story(Family::Elin, milestone, now()).unwrap();
    Plan::fold(plan, &facts).unwrap()
}

#[tokio::test]
async fn every_page_of_rows_is_drawn_for_everybody_in_every_language() {
    let house = House::upto("rows-drawn", Milestone::Draft).await;
    let plan = elins(Milestone::Draft);
    let (need, measure) = (plan.needs[0].no, plan.measures[0].no);
    let paths = ["rows", "needs/new", "goals/new", "measures/new", "disagreements/new"].map(str::to_owned);
    let all = [paths.to_vec(), vec![format!("needs/{need}"), format!("measures/{measure}")]].concat();
    for actor in [staff(&anna_ek()), staff(&lisa_berg()), person(&elin()), person(&johan())] {
        for path in &all {
            let path = format!("/plans/{}/{path}", plan.id);
            let its_owner = |m: &samsyn_domain::plan::state::Measure| matches!(&m.owner, Owner::Staff(s) if Some(s) == actor.staff());
            // Another's measure is changed by its owner and by those who carry the plan on: for others nothing is there.
            if path.ends_with(&format!("/measures/{measure}"))
                && actor.name.as_str() != "Anna Ek"
                && !its_owner(&plan.measures[0])
            {
                assert_eq!(house.get(&actor, crate::Language::Sv, &path).await.status, StatusCode::NOT_FOUND);
                continue;
            }
            house.everywhere(&actor, &path).await;
        }
    }
}

#[tokio::test]
async fn a_measure_with_everything_wrong_comes_back_with_every_word() {
    let house = House::upto("rows-wrong", Milestone::Draft).await;
    let anna = staff(&anna_ek());
    let path = format!("/plans/{}/measures/new", Family::Elin.plan());
    let long = "x".repeat(100_000);
    for (by, from) in [("31/2", ""), ("3/3/20226", ""), ("1 december 2026", "24 december 2026"), ("3 mars 2020", "")] {
        let form =
            format!("what={long}&owner=staff:nobody&by={by}&from={from}&notice=Lugn+morgon&otherwise=&need=9999");
        let came = house.post(&anna, &path, &form.replace("/2022", "%2F2022")).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{by}");
        sound(&path, &came.html);
        assert!(came.html.contains(&long) && came.html.contains("Lugn morgon"), "typed text is kept");
        for field in ["what", "owner", "otherwise"] {
            assert!(came.html.contains(&format!("id=\"{field}-error\"")), "{field} {by}");
        }
    }
}

#[tokio::test]
async fn a_measure_is_written_changed_and_dropped() {
    let house = House::upto("rows-measure", Milestone::Draft).await;
    let (anna, plan) = (staff(&anna_ek()), Family::Elin.plan());
    let owner = format!("staff:{}", anna_ek().staff);
    let form =
        |what: &str| format!("what={what}&owner={owner}&by=24+december+2026&notice=Lugnt&otherwise=Ringer&do=save");
    let came = house.post(&anna, &format!("/plans/{plan}/measures/new"), &form("Ringer+skolan+varje+fredag")).await;
    assert_eq!((came.status, came.location), (StatusCode::SEE_OTHER, format!("/plans/{plan}/rows?saved=1#measures")));
    let page = house.get(&anna, crate::Language::Sv, &format!("/plans/{plan}/rows")).await.html;
    assert!(page.contains("Ringer skolan varje fredag") && page.contains("24 december"));
    let no = page.rsplit("/measures/").find_map(|rest| rest.split('"').next()?.parse::<u32>().ok()).unwrap();
    let one = format!("/plans/{plan}/measures/{no}");
    assert!(house.get(&anna, crate::Language::Sv, &one).await.html.contains("Ringer skolan varje fredag"));
    assert_eq!(house.post(&anna, &one, &form("Ringer+hem")).await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.post(&anna, &one, "do=drop").await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.get(&anna, crate::Language::Sv, &one).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_task_of_coordinating_on_a_parent_is_asked_about_first() {
    let house = House::upto("rows-parent", Milestone::Draft).await;
    let (anna, plan) = (staff(&anna_ek()), Family::Elin.plan());
    let parent = elins(Milestone::Draft).representatives[0].no;
    let form = format!(
        "what=Ringer&owner=representative:{parent}&by=24+december+2026&notice=Lugnt&otherwise=Ringer&coordinating=yes"
    );
    let path = format!("/plans/{plan}/measures/new");
    let asked = house.post(&anna, &path, &form).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.html.contains("Kan någon annan göra det?") && asked.html.contains("name=\"anyway\""));
    assert_eq!(house.post(&anna, &path, &format!("{form}&anyway=yes")).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_note_becomes_a_need_and_is_marked_as_used() {
    let house = House::upto("rows-note", Milestone::Meeting).await;
    let (anna, plan) = (staff(&anna_ek()), Family::Elin.plan());
    let room = format!("/plans/{plan}/meeting");
    let words = "Elin vill inte vara ensam på rasten";
    let noted = house.post(&anna, &room, &format!("do=note&words={}&kind=own_words", words.replace(' ', "+"))).await;
    assert_eq!(noted.status, StatusCode::SEE_OTHER);
    let html = house.get(&anna, crate::Language::Sv, &room).await.html;
    let note = html.rsplit("needs/new?note=").find_map(|rest| rest.split('"').next()?.parse::<u32>().ok()).unwrap();
    let path = format!("/plans/{plan}/needs/new");
    assert!(house.get(&anna, crate::Language::Sv, &format!("{path}?note={note}")).await.html.contains(words));
    let form = format!("note={note}&area=school&own_words={}&view=", words.replace(' ', "+"));
    assert_eq!(house.post(&anna, &path, &form).await.status, StatusCode::SEE_OTHER);
    assert!(!house.get(&anna, crate::Language::Sv, &room).await.html.contains(&format!("needs/new?note={note}\"")));
}

#[tokio::test]
async fn a_disagreement_needs_two_sides_and_keeps_what_was_typed() {
    let house = House::upto("rows-sides", Milestone::Draft).await;
    let (anna, plan) = (staff(&anna_ek()), Family::Elin.plan());
    let path = format!("/plans/{plan}/disagreements/new");
    let rest = format!("next_step=Vi+ses&owner=staff:{}&by=24+december+2026&kind=own_words", anna_ek().staff);
    let one = house.post(&anna, &path, &format!("who=Mamma&words=Snart&who=&words=&{rest}")).await;
    assert_eq!(one.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(one.html.contains("id=\"sides-error\"") && one.html.contains("value=\"Mamma\""));
    sound(&path, &one.html);
    let two = house.post(&anna, &path, &format!("who=Mamma&words=Snart&who=Skolan&words=Sen&{rest}")).await;
    assert_eq!(two.status, StatusCode::SEE_OTHER);
}

#[test]
fn owners_go_through_a_form_and_back() {
    let plan = elins(Milestone::Draft);
    for member in owners::family(&plan) {
        assert_eq!(owners::member(&owners::member_value(member)), Some(member));
    }
    for broken in ["", "representative:", "representative:x", "staff:1", "någon"] {
        assert_eq!(owners::member(broken), None, "{broken}");
    }
    assert!(narrow(&plan, &staff(&anna_ek()), jiff::civil::date(2026, 11, 22), crate::samples::now()).is_ok());
}

#[tokio::test]
async fn where_the_stage_forbids_writing_it_is_said_before_anything_is_typed() {
    let house = House::open("rows-not-now").await;
    let anna = staff(&anna_ek());
    let plan = elins(Milestone::Told);
    let goal = format!("goals/{}", plan.goals[0].no);
    for path in ["needs/new", "goals/new", "measures/new", "disagreements/new", &goal] {
        for page in house.everywhere(&anna, &format!("/plans/{}/{path}", plan.id)).await {
            assert!(!page.contains("data-enhance") && page.contains("class=\"notice\""), "{path}");
        }
    }
}

#[tokio::test]
async fn in_the_room_all_who_may_answer_for_a_measure_stand_on_the_page() {
    let house = House::upto("rows-room", Milestone::Meeting).await;
    let (anna, plan) = (staff(&anna_ek()), Family::Elin.plan());
    let new = format!("/plans/{plan}/measures/new");
    for html in house.everywhere(&anna, &format!("{new}?room=1")).await {
        assert!(html.contains("name=\"owner\" type=\"radio\"") && !html.contains("<select id=\"owner\""), "{html}");
    }
    assert!(house.get(&anna, crate::Language::Sv, &new).await.html.contains("<select id=\"owner\""));
    let refused = house.post(&anna, &new, "room=1&what=Ringer+hem").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    sound(&new, &refused.html);
    assert!(
        refused.html.contains("href=\"#owner\"") && refused.html.contains("Ringer hem</textarea>"),
        "{}",
        refused.html
    );
}

#[tokio::test]
async fn the_next_step_is_closed_by_whoever_takes_it() {
    let house = House::upto("rows-step", Milestone::Active).await;
    let plan = elins(Milestone::Active);
    let row = plan.disagreements.iter().find(|d| d.settled.is_none()).unwrap();
    let Owner::Staff(owner) = &row.owner else { panic!("of the staff") };
    let (owner, page) = (staff(owner), format!("/plans/{}/disagreements/{}", plan.id, row.no));
    let list = house.get(&owner, crate::Language::Sv, "/").await.html;
    assert!(list.contains(&page) && list.contains("Ta nästa steg där ni inte är överens"), "{list}");
    assert!(house.get(&owner, crate::Language::Sv, &format!("/plans/{}", plan.id)).await.html.contains(&page));
    let shown = house.everywhere(&owner, &page).await.remove(0);
    assert!(shown.contains("value=\"step\""));
    assert_eq!(house.get(&person(&elin()), crate::Language::Sv, &page).await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.post(&staff(&lisa_berg()), &page, "do=step").await.status, StatusCode::NOT_FOUND, "not hers");
    assert_eq!(house.post(&owner, &page, "do=step").await.status, StatusCode::SEE_OTHER);
    let after = house.get(&owner, crate::Language::Sv, &page).await.html;
    assert!(after.contains("Steget togs") && !after.contains("value=\"step\""));
    assert!(!house.get(&owner, crate::Language::Sv, "/").await.html.contains(&page));
}

#[tokio::test]
async fn a_disagreement_begins_with_each_side_once() {
    use samsyn_domain::plan::Command;
    use samsyn_domain::plan::state::Attendee;
    use samsyn_store::{Ask, Asking, Surface};
    let house = House::upto("rows-each-side-once", Milestone::Meeting).await;
    let plan = elins(Milestone::Meeting);
    let draft = samsyn_domain::plan::command::MeasureDraft {
        what: "Lisa möter Elin".into(),
        owner: Owner::Staff(lisa_berg()),
        from: None,
        by: jiff::civil::date(2026, 12, 20),
        notice: "Elin går in.".into(),
        otherwise: "Lisa ringer.".into(),
        coordinating: false,
        waits_for: None,
    };
    let school = plan.current_parties().find(|p| p.unit.unit == lisa_berg().unit.unit).unwrap().no;
    let no = samsyn_domain::ids::No(plan.last_no + 1);
    let moment = house.app.moment(now());
    let kind = Some(samsyn_domain::information::InfoKind::School);
    for (by, command) in [
        (anna_ek(), Command::ProposeMeasure { need: None, kind, draft, note: None }),
        (lisa_berg(), Command::LiveWith { no, of: Attendee::Party(school), words: Some("Vi saknar personal.".into()) }),
    ] {
        let actor = staff(&by);
        let asking = Asking { actor: &actor, surface: Surface::Page, moment: &moment };
        house.app.store.act(&asking, Ask { plan: plan.id, expected: None, submit: None, command }).await.unwrap();
    }
    let path = format!("/plans/{}/disagreements/new?measure={no}", plan.id);
    let page = house.get(&staff(&anna_ek()), crate::Language::Sv, &path).await.html;
    let sides = |html: &str| {
        let fields = html.split("name=\"who\"").skip(1).map(|rest| rest.split("value=\"").nth(1).unwrap());
        fields.map(|rest| rest.split('"').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let named: Vec<String> = sides(&page).into_iter().filter(|name| !name.is_empty()).collect();
    assert_eq!(named, ["Strandskolan"], "whoever cannot is the owner: the other side is yet to be said");
}

#[tokio::test]
async fn a_measure_that_its_owner_cannot_see_is_told_to_whoever_holds_the_plan() {
    use samsyn_domain::families::tomas_vik;
    let house = House::upto("rows-unreached", Milestone::Draft).await;
    let (anna, plan) = (staff(&anna_ek()), elins(Milestone::Draft));
    let new = format!("/plans/{}/measures/new", plan.id);
    let form = format!(
        "what=Ringa&owner=staff:{}&by=20+december+2026&notice=Det+ringer&otherwise=S%C3%A4g+till&kind=school",
        tomas_vik().staff
    );
    let came = house.post(&anna, &new, &form).await;
    assert_eq!(came.status, StatusCode::SEE_OTHER, "{}", came.html);
    let whole = format!("/plans/{}", plan.id);
    let no = plan.last_no + 1;
    let list = house.get(&anna, crate::Language::Sv, "/").await.html;
    assert!(list.contains(&format!("{whole}#measure-{no}")) && list.contains("Den ansvariga kan inte se sin insats"));
    let page = house.everywhere(&anna, &whole).await.remove(0);
    let row = page.split(&format!("id=\"measure-{no}\"")).nth(1).unwrap().split("</li>").next().unwrap();
    assert!(
        row.contains("kan inte se insatsen") && row.contains("/call\"") && row.contains(&format!("/measures/{no}\"")),
        "{row}"
    );
    let mother = house.get(&person(&samsyn_domain::families::sara()), crate::Language::Sv, &whole).await.html;
    assert!(!mother.contains("kan inte se insatsen"));
}

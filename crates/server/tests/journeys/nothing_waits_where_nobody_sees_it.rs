//! What waits is seen by whoever can do something about it: a measure that its owner cannot see, the next step where one does not agree, a
//! room that somebody nearly opened days ahead, and a measure that was said to be done by mistake.

use jiff::{Timestamp, ToSpan};
use samsyn_domain::families::{self, Family, Milestone};
use samsyn_domain::people::StaffRef;
use samsyn_domain::plan::Plan;
use samsyn_domain::plan::state::{MeasureState, Owner};

use crate::common::house::adopt;
use crate::common::{Browser, Folder, Opened, Server, Stored};

fn day(days: i64) -> String {
    let today = Timestamp::now().to_zoned(jiff::tz::TimeZone::get("Europe/Stockholm").unwrap()).date();
    today.checked_add(days.days()).unwrap().to_string()
}

fn measure_of<'a>(plan: &'a Plan, who: &StaffRef) -> &'a samsyn_domain::plan::state::Measure {
    plan.measures.iter().find(|m| m.owner == Owner::Staff(who.clone()) && m.state.open()).unwrap()
}

#[test]
fn nothing_waits_where_nobody_sees_it_and_what_was_pressed_by_mistake_is_taken_back() {
    let folder = Folder::new("nothing-waits");
    let file = folder.join("data/samsyn.db");
    assert!(Server::demo(&folder, &["--empty"]).stop().0.success());
    let plan = adopt(&file, Family::Elin, Milestone::Active);
    let mut stored = Stored::open(&file);
    let now_of = |stored: &mut Stored| Opened::of(file.parent().unwrap()).plan(stored, plan);
    let server = Server::demo(&folder, &["--empty"]);
    let (anna, lisa) = (Browser::choose(server.at, "Anna Ek"), Browser::choose(server.at, "Lisa Berg"));
    let at = |page: &str| format!("/plans/{plan}/{page}");
    let start = |who: &Browser| who.get("/").unwrap().text();

    // Lisa presses that it is done, and it was not.
    let hers = measure_of(&now_of(&mut stored), &families::lisa_berg()).no;
    let no = hers.to_string();
    let pressed = |what| lisa.post(&at("measures"), &[("what", what), ("no", no.as_str()), ("back", "list")]).unwrap();
    let done = pressed("finish");
    assert_eq!(done.status, 303);
    assert!(matches!(now_of(&mut stored).measure(hers).unwrap().state, MeasureState::Done { .. }));
    assert!(lisa.get(done.location()).unwrap().text().contains("value=\"unfinish\""), "the way back is right there");
    assert_eq!(pressed("unfinish").status, 303);
    assert!(matches!(now_of(&mut stored).measure(hers).unwrap().state, MeasureState::Ongoing { .. }));
    assert!(lisa.get("/measures").unwrap().text().contains("value=\"finish\""), "and it waits for her again");

    // The next step stands in its owner's list until she says that it is taken.
    let open = now_of(&mut stored).disagreements.iter().find(|d| d.settled.is_none()).unwrap().no;
    let step = at(&format!("disagreements/{open}"));
    assert!(start(&anna).contains(&step) && !start(&lisa).contains(&step));
    assert_eq!(anna.post(&step, &[("do", "step")]).unwrap().status, 303);
    assert!(!start(&anna).contains(&step));
    assert!(anna.get(&format!("/plans/{plan}")).unwrap().text().contains("Steget togs"));

    // A measure for somebody whose unit takes no part: whoever holds the plan is told, and chooses another.
    assert_eq!(anna.post(&at("agree"), &[("do", "revise"), ("reason", "En sak till.")]).unwrap().status, 303);
    let (tomas, omar) = (families::tomas_vik(), families::omar_ali());
    let by = day(30);
    let write = |to: &str, who: &StaffRef| {
        let owner = format!("staff:{}", who.staff);
        let form = [
            ("what", "Ringa"),
            ("owner", owner.as_str()),
            ("by", by.as_str()),
            ("notice", "Det ringer"),
            ("otherwise", "Säg till"),
            ("kind", "school"),
        ];
        anna.post(to, &form).unwrap().status
    };
    assert_eq!(write(&at("measures/new"), &tomas), 303);
    let his = measure_of(&now_of(&mut stored), &tomas).no;
    let row = format!("/plans/{plan}#measure-{his}");
    assert!(start(&anna).contains(&row), "it stands in her list");
    let of_tomas = Browser::choose(server.at, "Tomas Vik");
    assert_eq!(of_tomas.get(&at("measures")).unwrap().status, 404, "he sees nothing of it");
    assert_eq!(write(&at(&format!("measures/{his}")), &omar), 303);
    assert!(!start(&anna).contains(&row), "and no longer, once somebody else answers for it");

    // The meeting is weeks ahead: one press asks, the next opens.
    let (starts, answer_by) = (day(20), day(9));
    let meets = [("what", "meeting"), ("date", starts.as_str()), ("time", "14"), ("answer_by", answer_by.as_str())];
    assert_eq!(anna.post(&at("call"), &meets).unwrap().status, 303);
    let asked = anna.post(&at("meeting"), &[("do", "open")]).unwrap();
    assert!(asked.status == 200 && asked.text().contains("Vill du öppna rummet nu?"), "{}", asked.status);
    assert_eq!(now_of(&mut stored).stage, samsyn_domain::plan::state::Stage::Revision);
    assert_eq!(anna.post(&at("meeting"), &[("do", "open"), ("early", "yes")]).unwrap().status, 303);
    assert_eq!(now_of(&mut stored).stage, samsyn_domain::plan::state::Stage::Meeting);
    assert!(server.stop().0.success());
}

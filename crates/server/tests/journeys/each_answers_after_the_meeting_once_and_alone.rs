//! The child, a parent and two professionals answer after the meeting, each once and each alone: nobody else finds an answer at any
//! address, the figures count them without a name, and say nothing of so few.

use jiff::Timestamp;
use samsyn_domain::families::{self, Family, Milestone};
use samsyn_domain::ids::PlanId;
use samsyn_domain::information::Settings;
use samsyn_domain::plan::{Command, Moment};
use samsyn_store::{Ask, Asking, Holder, Surface};

use crate::common::house::{adopt, with_store};
use crate::common::routes::of_plans;
use crate::common::server::{samsyn, words};
use crate::common::walk::told;
use crate::common::{Browser, Folder, Server, Stored};

/// Numbers that stand nowhere else.
const MINUTES: [&str; 2] = ["1487", "1493"];

fn end_meeting(file: &std::path::Path, plan: PlanId) {
    with_store(file, async |store| {
        let account = store.account_of(Holder::Staff(families::anna_ek().staff)).await.unwrap().unwrap();
        let (actor, settings, now) = (store.actor(account.id).await.unwrap(), Settings::default(), Timestamp::now());
        let today = now.to_zoned(jiff::tz::TimeZone::get("Europe/Stockholm").unwrap()).date();
        let moment = Moment { now, today, settings: &settings };
        let asking = Asking { actor: &actor, surface: Surface::Command, moment: &moment };
        let ask = Ask { plan, expected: None, submit: None, command: Command::EndMeeting { family_talk: None } };
        store.act(&asking, ask).await.unwrap();
    });
}

/// Whether a page says a number: alone, not within an id that happens to hold its signs.
fn says(page: &str, number: &str) -> bool {
    page.split(|sign: char| !sign.is_alphanumeric()).any(|word| word == number)
}

/// Whether the table of figures tells a figure in the row of a statement.
fn told_of(page: &str, statement: &str) -> bool {
    let rows = page.split(statement).skip(1).filter_map(|rest| rest.split("</tr>").next());
    let cells =
        rows.flat_map(|row| row.split("<td").skip(1).map(|cell| cell.split("</td>").next().unwrap_or_default()));
    cells.into_iter().any(|cell| cell.split('>').next_back().unwrap_or_default().chars().any(char::is_numeric))
}

#[test]
fn each_answers_after_the_meeting_once_and_alone() {
    let folder = Folder::new("evaluation");
    let file = folder.join("data/samsyn.db");
    assert!(Server::demo(&folder, &["--empty"]).stop().0.success());
    let id = adopt(&file, Family::Elin, Milestone::Meeting);
    end_meeting(&file, id);
    let plan = id.to_string();
    let page = format!("/plans/{plan}/evaluate");
    let server = Server::demo(&folder, &["--empty"]);
    let browser = |name: &str| Browser::choose(server.at, name);

    let (elin, sara, omar, lisa) =
        (browser("Elin Sjöberg"), browser("Sara Sjöberg"), browser("Omar Ali"), browser("Lisa Berg"));
    let answers: [(&Browser, &[(&str, &str)]); 4] = [
        (&elin, &[("child_listened", "5"), ("child_next", "0")]),
        (&sara, &[("adult_why", "4"), ("adult_raised", "2")]),
        (&omar, &[("professional_equal", "3"), ("minutes_before", MINUTES[0])]),
        (&lisa, &[("professional_ready", "5"), ("minutes_before", MINUTES[1])]),
    ];
    for (who, form) in answers {
        assert!(who.get("/").unwrap().text().contains(&page), "it waits on the start page");
        let answer = who.post(&page, form).unwrap();
        assert_eq!(answer.status, 303, "{}", answer.text());
        assert!(!who.get("/").unwrap().text().contains(&page), "answered, it waits no more");
        assert_eq!(who.post(&page, form).unwrap().status, 422, "once");
    }
    assert!(omar.get(&page).unwrap().text().contains(MINUTES[0]), "one reads one's own");
    let stranger = browser("Nils Brandt");
    assert_eq!(stranger.get(&page).unwrap().status, 404);
    assert_eq!(stranger.post(&page, &[("adult_why", "5")]).unwrap().status, 404);

    // Nobody else finds an answer, at any address.
    let mut faults = Vec::new();
    for name in ["Anna Ek", "Maria Sund", "Sara Sjöberg", "Johan Sjöberg", "Eva Lund", "Kerstin Dahl", "Ulla Frisk"] {
        let other = browser(name);
        let paths = of_plans().into_iter().filter(|route| route.get && !route.pattern.starts_with("/live/"));
        for path in paths.map(|route| route.filled(&plan, "1")).chain(["/figures".to_owned()]) {
            let seen = told(&other.get(&path).unwrap());
            // What is asked stands among the figures for whoever may read them; of one answer nothing is told there.
            let asked = if path == "/figures" {
                told_of(&seen, "De lyssnade på mig.")
            } else {
                seen.contains("De lyssnade på mig")
            };
            if MINUTES.iter().any(|number| says(&seen, number)) || asked {
                faults.push(format!("{name}: {path}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));

    let mut stored = Stored::open(&file);
    assert_eq!(stored.number("select count(*) from evaluations"), 4);
    assert_eq!(stored.number("select n from figures where figure = 'said_child_listened' and value = 5"), 1);
    assert_eq!(stored.number("select n from figures where figure = 'said_professional_equal' and value = 3"), 1);
    assert!(!server.logged().contains(MINUTES[0]));
    assert!(server.stop().0.success());
    let config = folder.write("samsyn.toml", format!("database = \"sqlite:{}\"\n", folder.arg("data/samsyn.db")));
    let verified = samsyn(&folder, &["--config", &config, "verify"]);
    assert!(verified.status.success(), "{:?}", words(&verified));
}

//! An owner who leaves the unit: the plan says so, no measure waits for her any more, whoever manages the unit is told and asks somebody
//! else, and the family sees who takes over when that one has said yes, not before.

use std::fs;

use jiff::Timestamp;
use samsyn_domain::families::{self, Family, Milestone};
use samsyn_domain::information::Settings;
use samsyn_domain::plan::Moment;
use samsyn_domain::plan::state::Owner;
use samsyn_store::{Asking, Change, Holder, Surface};

use crate::common::house::{adopt, with_store};
use crate::common::{Browser, Folder, Opened, Server, Stored, until};

#[test]
fn an_owner_who_leaves_is_followed_by_one_who_said_yes() {
    let folder = Folder::new("owner-leaves");
    let (file, mail) = (folder.join("data/samsyn.db"), folder.join("data/mail"));
    assert!(Server::demo(&folder, &["--empty"]).stop().0.success());
    let plan = adopt(&file, Family::Elin, Milestone::Active);
    let (lisa, ingrid) = (families::lisa_berg(), families::ingrid_palm());
    let mut stored = Stored::open(&file);
    let now_of = |stored: &mut Stored| Opened::of(file.parent().unwrap()).plan(stored, plan);
    let measure = {
        let plan = now_of(&mut stored);
        plan.measures.iter().find(|m| m.owner == Owner::Staff(lisa.clone())).unwrap().no
    };
    let hers = format!(
        "select count(*) from waiting where plan = '{plan}' and subject_id = '{}' and task like '%_measure'",
        lisa.staff
    );
    assert!(stored.number(&hers) > 0);
    // The administrator ends her work at the school, in the directory.
    with_store(&file, async |store| {
        let account = store.account_of(Holder::Staff(families::tomas_vik().staff)).await.unwrap().unwrap();
        let (actor, settings, now) = (store.actor(account.id).await.unwrap(), Settings::default(), Timestamp::now());
        let today = now.to_zoned(jiff::tz::TimeZone::get("Europe/Stockholm").unwrap()).date();
        let moment = Moment { now, today, settings: &settings };
        let asking = Asking { actor: &actor, surface: Surface::Page, moment: &moment };
        let known = store.staff().await.unwrap().into_iter().find(|s| s.id == lisa.staff).unwrap();
        let ended = samsyn_store::Staff { ended: Some(now), ..known };
        store.keep(&asking, Change::Staff(&ended)).await.unwrap();
    });
    let server = Server::demo(&folder, &["--empty"]);
    until("the plan says that she left", || {
        stored.number(&format!("select count(*) from events where plan = '{plan}' and kind = 'owner_left'")) == 1
    });
    assert_eq!(stored.number(&hers), 0, "no measure waits for her");
    until("her manager is told", || {
        fs::read_dir(&mail).into_iter().flatten().any(|file| {
            let text = fs::read_to_string(file.unwrap().path()).unwrap_or_default();
            text.contains("To: ingrid.palm@solvik.example")
        })
    });
    // Ingrid manages the school: the measure stands in her list, and she asks for it to be taken over by whoever is there.
    let manager = Browser::choose(server.at, "Ingrid Palm");
    let seen = manager.get("/unit").unwrap().text();
    let page = format!("/plans/{plan}/measures/{measure}/hand-over");
    assert!(seen.contains(&page) && seen.contains("Lisa Berg"), "{seen}");
    let to = format!("staff:{}", ingrid.staff);
    assert_eq!(manager.post(&page, &[("do", "offer"), ("to", &to), ("words", "")]).unwrap().status, 303);
    let family = Browser::choose(server.at, "Sara Sjöberg");
    let history = || family.get(&format!("/plans/{plan}/history")).unwrap().text();
    assert!(history().contains("har slutat på sin enhet") && !history().contains("tog över insats"));
    assert_eq!(now_of(&mut stored).measure(measure).unwrap().owner, Owner::Staff(lisa), "until somebody said yes");
    let mine = manager.get("/measures").unwrap().text();
    let answer = mine.split("href=\"").find(|part| part.contains("/handovers/")).unwrap();
    let answer = answer.split('"').next().unwrap().to_owned();
    assert_eq!(manager.post(&answer, &[("do", "accept")]).unwrap().status, 303);
    assert!(history().contains("tog över insats"));
    assert_eq!(now_of(&mut stored).measure(measure).unwrap().owner, Owner::Staff(ingrid));
    assert!(!manager.get("/unit").unwrap().text().contains(&page), "and it deviates no more");
    assert!(server.stop().0.success());
}

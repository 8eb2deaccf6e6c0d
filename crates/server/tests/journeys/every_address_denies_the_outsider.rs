//! Whoever has no place in a plan finds nothing at any of its addresses, and each try stands in the plan's log.

use std::collections::BTreeSet;

use samsyn_domain::families::Family;
use serde_json::Value;

use crate::common::browser::unescaped;
use crate::common::forms::forms;
use crate::common::routes::{of_plans, routes};
use crate::common::{Browser, Folder, Opened, Server, Stored};

/// Every text of a plan that says something: sentences and names, not keys or ids.
fn sayings(state: &Value, into: &mut BTreeSet<String>) {
    match state {
        Value::String(text) if text.contains(' ') => drop(into.insert(text.clone())),
        Value::Array(all) => all.iter().for_each(|one| sayings(one, into)),
        Value::Object(all) => all.values().for_each(|one| sayings(one, into)),
        _ => {}
    }
}

fn words_of(stored: &mut Stored, opened: &Opened, family: Family) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    sayings(&serde_json::to_value(opened.plan(stored, family.plan())).unwrap(), &mut found);
    assert!(found.len() > 8, "{family:?} says too little to be looked for");
    found
}

#[test]
fn every_address_denies_the_outsider() {
    let folder = Folder::new("outsider");
    let server = Server::demo(&folder, &[]);
    let mut stored = Stored::open(&folder.join("data/samsyn.db")).settled();
    let opened = Opened::of(&folder.join("data"));
    let before = stored.fingerprint();
    let mut faults = Vec::new();
    // A plan, somebody of another unit, somebody of another family, and somebody who looks after the service itself.
    let tried = [
        (Family::Elin, ["Tor Hedin", "Greta Nyman", "Tomas Vik"]),
        (Family::Noel, ["Lisa Berg", "Elin Sjöberg", "Kerstin Dahl"]),
        (Family::Jonas, ["Ingrid Palm", "Sara Lind", "Tomas Vik"]),
    ];
    for (family, outsiders) in tried {
        let plan = family.plan().to_string();
        let words = words_of(&mut stored, &opened, family);
        for name in outsiders {
            let browser = Browser::choose(server.at, name);
            // What every page says to this one, such as whom to ring, is nothing of the plan.
            let anyway = unescaped(&browser.get("/nowhere").unwrap().text());
            let words: Vec<&String> = words.iter().filter(|text| !anyway.contains(*text)).collect();
            for route in of_plans() {
                let path = route.filled(&plan, "1");
                let denials = format!(
                    "select count(*) from access_log where plan = '{plan}' and account = '{}' and outcome = 'denied'",
                    browser.account
                );
                let (mut answers, before) = (Vec::new(), stored.number(&denials));
                if route.get {
                    answers.push(("GET", browser.get(&path).unwrap()));
                }
                if route.post {
                    answers.push(("POST", browser.post(&path, &[]).unwrap()));
                    let filled = [
                        ("act", "0198f3f4-0000-7000-8000-000000000000"),
                        ("what", "avoid"),
                        ("avoid", "ord"),
                        ("words", "ord"),
                        ("do", "drop"),
                    ];
                    answers.push(("POST with words", browser.post(&path, &filled).unwrap()));
                }
                let denied = answers.iter().filter(|(_, answer)| answer.status == 404).count();
                let logged = stored.number(&denials) - before;
                if usize::try_from(logged).unwrap() < denied {
                    faults.push(format!("{name} at {}: {denied} denials, {logged} lines in the log", route.pattern));
                }
                for (how, answer) in answers {
                    // A form that says nothing this address knows is unreadable, whoever sends it.
                    if answer.status != 404 && !(how != "GET" && answer.status == 400) {
                        faults.push(format!("{name}: {how} {}: {}", route.pattern, answer.status));
                    }
                    let text = unescaped(&answer.text());
                    for said in words.iter().filter(|said| text.contains(**said)) {
                        faults.push(format!("{name}: {how} {}: says {said}", route.pattern));
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    assert_eq!(stored.fingerprint(), before);
}

#[test]
fn without_a_session_every_address_leads_to_the_sign_in() {
    let folder = Folder::new("no-session");
    let server = Server::demo(&folder, &[]);
    let mut stored = Stored::open(&folder.join("data/samsyn.db")).settled();
    let before = stored.fingerprint();
    let open = ["/sign-in", "/sign-out", "/leave", "/accessibility"];
    let open = |route: &str| open.contains(&route) || route.starts_with("/sign-in/");
    let mut forged = Browser::stranger(server.at);
    let elin = Browser::choose(server.at, "Elin Sjöberg");
    elin.post("/sign-out", &[]).unwrap();
    for stranger in [Browser::stranger(server.at), elin] {
        for route in routes().into_iter().filter(|route| !open(&route.pattern)) {
            let path = route.filled(&Family::Elin.plan().to_string(), "1");
            if route.get {
                let answer = stranger.get(&path).unwrap();
                assert!(
                    answer.status == 303 && answer.location().starts_with("/sign-in"),
                    "{path}: {} {}",
                    answer.status,
                    answer.location()
                );
            }
            if route.post {
                let answer = stranger.post(&path, &[("words", "ord")]).unwrap();
                assert!(
                    answer.status == 303 && answer.location().starts_with("/sign-in"),
                    "{path}: {} {}",
                    answer.status,
                    answer.location()
                );
            }
        }
    }
    assert_eq!(stored.fingerprint(), before);
    // Nobody is sent elsewhere by a forged address, nor signed in as somebody who is not offered.
    let page = forged.get("/sign-in?next=https://elsewhere.example/").unwrap().text();
    let form = forms(&page, "/sign-in", "").into_iter().next().unwrap();
    let answer = forged.post("/sign-in", &form.pairs()).unwrap();
    assert_eq!((answer.status, answer.location()), (303, "/"));
    forged.account.clear();
    for account in ["", "x", "0198f3f4-0000-7000-8000-000000000000"] {
        let answer = forged.post("/sign-in", &[("account", account)]).unwrap();
        assert!(
            [404, 422].contains(&answer.status) && answer.header("set-cookie").is_none(),
            "{account}: {}",
            answer.status
        );
    }
}

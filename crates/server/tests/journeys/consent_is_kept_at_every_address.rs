//! Jonas takes back from one party, Tova's guardians are met apart, and a paper of 200 megabytes costs no memory.

use samsyn_domain::families::{Family, Milestone, units};

use crate::common::browser::{between, unescaped};
use crate::common::house::adopt;
use crate::common::routes::of_plans;
use crate::common::server::words;
use crate::common::{Browser, Folder, Server, samsyn};

fn verified(folder: &Folder) {
    let config =
        folder.write("samsyn.toml", format!("database = \"sqlite:{}\"\n", folder.join("data/samsyn.db").display()));
    let found = samsyn(folder, &["--config", &config, "verify"]);
    assert!(found.status.success(), "{:?}", words(&found));
}

#[test]
fn jonas_takes_back_from_one_party_and_it_is_gone_from_every_address() {
    let folder = Folder::new("jonas-one-party");
    let server = Server::demo(&folder, &[]);
    let plan = Family::Jonas.plan().to_string();
    let at = |part: &str| format!("/plans/{plan}/{part}");
    let (jonas, malin, david) = ("Jonas Ahl", "Malin Fors", "David Hall");
    let [jonas, malin, david] = [jonas, malin, david].map(|name| Browser::choose(server.at, name));
    // Psychiatry takes out its own copy: paper and data, of what was given to it.
    assert_eq!(malin.post(&at("given-out"), &[("version", "1")]).unwrap().status, 303);
    let paper = malin.get(&at("copies/1.pdf")).unwrap();
    assert!(paper.status == 200 && paper.body.starts_with(b"%PDF"), "{}", paper.status);
    let data: serde_json::Value = serde_json::from_slice(&malin.get(&at("copies/1.json")).unwrap().body).unwrap();
    assert_eq!(data["taken"][0]["by"]["name"], "Malin Fors");
    assert_eq!(david.get(&at("copies/1.json")).unwrap().status, 404, "another's is not his");

    let unit = units::vuxenpsyk().name.to_string();
    let consent = unescaped(&jonas.get(&at("consent")).unwrap().text());
    let card = consent.split("<h3>").find(|part| part.starts_with(&unit)).unwrap();
    let no = between(card, "withdraw?no=", "\"").unwrap().to_owned();
    let page = unescaped(&jonas.get(&format!("{}?no={no}", at("consent/withdraw"))).unwrap().text());
    assert!(page.contains(&unit) && page.contains("redan lämnats ut"), "what was given out is told before he presses");
    let fields = [("consents", no.as_str()), ("remains", "Resten får vara som det är.")];
    assert_eq!(jonas.post(&at("consent/withdraw"), &fields).unwrap().status, 303);

    for route in of_plans().iter().filter(|route| route.get) {
        let path = route.filled(&plan, "1");
        assert_eq!(malin.get(&path).unwrap().status, 404, "{path}");
    }
    for path in [at("copies/1.pdf"), at("copies/1.json"), format!("/live/plans/{plan}")] {
        assert_eq!(malin.get(&path).unwrap().status, 404, "{path}");
    }
    for list in ["/", "/measures"] {
        let seen = malin.get(list).unwrap().text();
        assert!(!seen.contains(&plan) && !seen.contains("Jonas"), "{list}");
    }
    assert_eq!(david.get(&at("")[..at("").len() - 1]).unwrap().status, 200, "the others go on");
    let told = unescaped(&jonas.get(&at("given-out")).unwrap().text());
    assert!(told.contains(&unit) && told.contains("Malin Fors"), "what was given out, and taken out, stays told");
    verified(&folder);
}

#[test]
fn tovas_guardians_are_met_apart_and_mail_says_nothing() {
    let folder = Folder::new("tova-apart");
    let server = Server::demo(&folder, &[]);
    let plan = Family::Tova.plan().to_string();
    let help = format!("/plans/{plan}/consent/conflict");
    let [jenny, petra, mikael] =
        ["Jenny Ask", "Petra Rask", "Mikael Rask"].map(|name| Browser::choose(server.at, name));
    let with =
        |who: &Browser| between(&who.get(&help).unwrap().text(), "name=\"with\" value=\"", "\"").unwrap().to_owned();
    let (hers, his) = (with(&petra), with(&mikael));
    let write = |who: &Browser, with: &str, words: &str| {
        let field = format!("to-{with}");
        who.post(&help, &[("what", "message"), ("with", with), (&field, words)]).unwrap().status
    };
    assert_eq!(write(&jenny, &hers, "Kan vi ses torsdag?"), 303);
    assert_eq!(write(&petra, &hers, "Ja, klockan fyra."), 303);
    assert_eq!(write(&mikael, &his, "Jag vill prata med BUP själv."), 303);
    assert_eq!(write(&mikael, &hers, "Hej"), 404);
    let decision = [("what", "decision"), ("on", "2026-01-15"), ("words", "Samtal hos BUP får sättas in.")];
    let noted = jenny.post(&help, &decision).unwrap().status;
    assert!([303, 422].contains(&noted), "{noted}");
    // A stream of signals never ends, and says a number alone.
    for route in of_plans().iter().filter(|route| route.get && !route.pattern.starts_with("/live/")) {
        let path = route.filled(&plan, "1");
        let seen = |who: &Browser| unescaped(&who.get(&path).unwrap().text());
        for (who, secrets) in [
            (&mikael, ["Kan vi ses torsdag?", "Ja, klockan fyra."]),
            (&petra, ["Jag vill prata med BUP själv.", "Jag vill inte att BUP får veta"]),
        ] {
            let text = seen(who);
            assert!(secrets.iter().all(|secret| !text.contains(secret)), "{path} tells one guardian of the other");
        }
    }
    let mut mails = 0;
    for file in std::fs::read_dir(folder.join("data/mail")).into_iter().flatten() {
        let mail = std::fs::read_to_string(file.unwrap().path()).unwrap();
        assert!(["torsdag", "Tova", "Petra", "BUP"].iter().all(|word| !mail.contains(word)), "{mail}");
        mails += 1;
    }
    println!("{mails} mails");
    verified(&folder);
}

#[test]
fn a_paper_of_two_hundred_megabytes_is_refused_at_its_place_and_costs_no_memory() {
    let folder = Folder::new("large-scan");
    assert!(Server::demo(&folder, &["--empty"]).stop().0.success());
    let plan = adopt(&folder.join("data/samsyn.db"), Family::Elin, Milestone::Assessed);
    let server = Server::demo(&folder, &["--empty"]);
    let anna = Browser::choose(server.at, "Anna Ek");
    let consent = format!("/plans/{plan}/consent");
    let page = anna.get(&consent).unwrap().text();
    let by = between(&page, "name=\"by\" type=\"radio\" value=\"", "\"").unwrap().to_owned();
    let given = [
        ("by", by.as_str()),
        ("plan", "yes"),
        ("from", &soon(0)),
        ("to", &soon(60)),
        ("form", "paper"),
        ("basis", "x"),
    ];
    assert_eq!(anna.post(&consent, &given).unwrap().status, 303);
    let scan = format!("{consent}/scan");
    let form = anna.get(&scan).unwrap().text();
    assert!(form.contains("10"), "how large it may be is said before");
    let row = between(&form, "name=\"rows\" type=\"checkbox\" value=\"", "\"").unwrap().to_owned();
    let before = server.megabytes();
    let refused = anna.post_file(&scan, &[("rows", &row)], &vec![0xFF; 200 * 1024 * 1024]).unwrap();
    let after = server.megabytes();
    assert_eq!(refused.status, 422, "{}", refused.text());
    let text = unescaped(&refused.text());
    assert!(text.contains("Filen är större än") && text.contains(&format!("value=\"{row}\" checked")));
    println!("{before} MB before, {after} MB after");
    assert!(after < before + 60, "{before} MB before, {after} MB after");
    verified(&folder);
}

fn soon(days: i32) -> String {
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    today.checked_add(jiff::ToSpan::days(days)).unwrap().to_string()
}

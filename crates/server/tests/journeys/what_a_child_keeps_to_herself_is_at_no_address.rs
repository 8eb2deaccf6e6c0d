//! What a child writes for herself alone is not reachable by anybody else: not by a guardian, not by those who work with
//! her, not by any address, in any form.

use samsyn_domain::families::{Family, Milestone};

use crate::common::forms::forms;
use crate::common::house::adopt;
use crate::common::walk::everywhere;
use crate::common::{Browser, Folder, Server, Stored};

/// The child's words: they occur nowhere else.
const SECRET: &str = "Nattugglan Zefyrina";

/// Everybody who has, or might think they have, something to do with Elin's plan.
const OTHERS: [&str; 12] = [
    "Sara Sjöberg",
    "Johan Sjöberg",
    "Lisa Berg",
    "Anna Ek",
    "Maria Sund",
    "Omar Ali",
    "Eva Lund",
    "Ingrid Palm",
    "Ulla Frisk",
    "Tomas Vik",
    "Kerstin Dahl",
    "Greta Nyman",
];

#[test]
fn what_a_child_keeps_to_herself_is_at_no_address() {
    let folder = Folder::new("only-me");
    let file = folder.join("data/samsyn.db");
    assert!(Server::demo(&folder, &["--empty"]).stop().0.success());
    let plan = adopt(&file, Family::Elin, Milestone::Called).to_string();
    let server = Server::demo(&folder, &["--empty"]);

    // Elin writes it on her own page, and keeps every answer to herself.
    let elin = Browser::choose(server.at, "Elin Sjöberg");
    let path = format!("/plans/{plan}/prepare");
    let page = elin.get(&path).unwrap().text();
    let form = forms(&page, &path, "").into_iter().next().expect("a form to prepare with");
    let mut fields: Vec<(String, String)> = form.fields.iter().map(|f| (f.name.clone(), f.value.clone())).collect();
    let mut written = 0;
    for (name, value) in &mut fields {
        if page.contains(&format!("<textarea id=\"{name}\"")) || page.contains(&format!("name=\"{name}\" rows")) {
            *value = format!("{SECRET} {written}");
            written += 1;
        } else if name.contains("seen") {
            *value = "only_me".to_owned();
        }
    }
    assert!(written > 1, "nothing was written: {fields:?}");
    let pairs: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = elin.post(&path, &pairs).unwrap();
    assert_eq!(answer.status, 303, "{}", answer.text());
    let mine = elin.get(&path).unwrap().text();
    assert!(mine.contains(SECRET), "she reads it herself");

    let mut stored = Stored::open(&file);
    let rows = u32::try_from(stored.number(&format!("select max(seq) from events where plan = '{plan}'"))).unwrap();
    let mut faults = Vec::new();
    for name in OTHERS {
        let browser = Browser::choose(server.at, name);
        let said = everywhere(&browser, &plan, rows.min(30));
        let opened = said.iter().filter(|said| said.status == 200).count();
        assert!(opened > 5, "{name} could look at {opened} addresses alone");
        faults.extend(said.iter().filter(|s| s.text.contains("Zefyrina")).map(|s| format!("{name}: {}", s.path)));
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    // Nor does it stand in the server's own log, in a mail, or in the access log.
    assert!(!server.logged().contains("Zefyrina"));
    let lines = stored.texts("select coalesce(reason, '') || action from access_log");
    assert!(lines.len() > 100 && !lines.iter().any(|line| line.contains("Zefyrina")));
    for file in std::fs::read_dir(folder.join("data/mail")).into_iter().flatten() {
        assert!(!std::fs::read_to_string(file.unwrap().path()).unwrap().contains("Zefyrina"));
    }
}

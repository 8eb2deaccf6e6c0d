//! The matrix of access once more, from outside: whose words come out at which surface, for everybody in every state of
//! consent. `matrix.expected` of the domain says who may see what; this says that no page, paper, list or message gives more.

mod story;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use jiff::Timestamp;
use samsyn_domain::access::{Actor, narrow};
use samsyn_domain::families::*;

use crate::common::browser::unescaped;
use crate::common::house::with_store;
use crate::common::routes::of_plans;
use crate::common::{Browser, Folder, Server};
use story::{ITEMS, State, marked, states};

/// Everybody: the place they have in these plans, and who plays it.
fn actors() -> Vec<(&'static str, String, Actor)> {
    let home =
        |place, person: samsyn_domain::people::PersonRef| (place, person.name.to_string(), person_actor(&person));
    let work = |place, staff: samsyn_domain::people::StaffRef| (place, staff.name.to_string(), staff_actor(&staff));
    vec![
        home("person", elin()),
        home("guardian", sara()),
        home("god man", gunnel()),
        home("förvaltare", petra()),
        home("supporter", karin()),
        work("supp.staff", lisa_berg()),
        work("called", omar_ali()),
        work("named", clara_noren()),
        work("facilit.", maria_sund()),
        work("coordin.", anna_ek()),
        work("owner", eva_lund()),
        work("proposer", ingrid_palm()),
        work("dev.lead", kerstin_dahl()),
        work("admin", tomas_vik()),
        work("auditor", ulla_frisk()),
        work("archivist", birgit_aman()),
        work("outsider", nils_brandt()),
        home("cut off", johan()),
    ]
}

/// By which name somebody is found among those to choose: in one of the states the person is protected, and the directory
/// knows her alias alone.
fn called(name: &str) -> &str {
    if name == elin().name.as_str() { "Sol" } else { name }
}

/// Where something comes out: a letter in the table, and what it stands for.
const SURFACES: [(char, &str); 9] = [
    ('p', "a page of the plan, as a form or to read"),
    ('d', "the plan on paper, PDF"),
    ('c', "the call as a letter, PDF"),
    ('j', "the plan as JSON"),
    ('t', "the text for a journal"),
    ('h', "the history"),
    ('l', "who looked"),
    ('w', "lists, counts and searches: start page, measures, figures, directory, people found"),
    ('e', "an error page, a signal, a mail, the service's own log"),
];

/// The surface that an address of a plan belongs to.
fn surface(pattern: &str) -> char {
    match pattern.rsplit('/').next().unwrap_or_default() {
        "plan.pdf" | "child.pdf" => 'd',
        "plan.json" => 'j',
        "journal" | "journal.txt" => 't',
        "history" => 'h',
        "log" => 'l',
        _ if pattern.contains("/letters/") => 'c',
        _ if pattern.contains("/papers/") => 'd',
        _ => 'p',
    }
}

/// Every address of a plan that is looked at, with its surface; numbers of rows are those that the plan has.
fn addresses(state: &State) -> Vec<(char, String)> {
    let mut all = Vec::new();
    for route in of_plans().into_iter().filter(|route| route.get && !route.pattern.starts_with("/live/")) {
        let plan = state.plan.to_string();
        let path = route.filled(&plan, "1");
        let noun = route.pattern.rsplit('/').nth(1).unwrap_or_default();
        let rows = state.rows.iter().find(|(of, _)| *of == noun).filter(|_| route.pattern.ends_with("/{no}"));
        let ending = |no: samsyn_domain::ids::No| format!("{}/{no}", path.rsplit_once('/').unwrap().0);
        match (rows, noun) {
            (Some((_, rows)), _) => all.extend(rows.iter().map(|no| (surface(&route.pattern), ending(*no)))),
            (None, "papers") => {
                let whole = &state.whole;
                let parties = whole.current_parties().map(|party| format!("party-{}", party.no));
                let family = whole.current_representatives().map(|r| format!("representative-{}", r.no));
                let near = whole.current_supporters().map(|s| format!("supporter-{}", s.no));
                let seats = std::iter::once("person".to_owned()).chain(parties).chain(family).chain(near);
                all.extend(seats.map(|seat| ('d', format!("/plans/{plan}/papers/{seat}.pdf"))));
            }
            (None, "letters") => {
                let parties =
                    state.whole.current_parties().map(|party| format!("/plans/{plan}/letters/{}.pdf", party.no));
                all.extend(parties.map(|path| ('c', path)));
            }
            (None, _) => all.push((surface(&route.pattern), path)),
        }
    }
    all
}

/// What an answer says, as people read it: a paper's words out of the PDF, line breaks and hyphens taken away.
fn said(path: &str, body: &[u8]) -> String {
    if Path::new(path).extension().is_some_and(|ending| ending == "pdf") {
        let text = pdf_extract::extract_text_from_mem(body).expect("a PDF with text");
        return text.replace(['\n', '\u{ad}', '\u{2010}', '-'], "");
    }
    unescaped(&String::from_utf8_lossy(body))
}

/// For each item the surfaces at which one actor found its word.
type Found = Vec<BTreeSet<char>>;

fn looks(server: &Server, name: &str, state: &State) -> Found {
    let browser = Browser::choose(server.at, called(name));
    let mut found: Found = vec![BTreeSet::new(); ITEMS.len()];
    let mut note = |surface: char, text: &str| {
        for (item, (_, word)) in ITEMS.iter().enumerate() {
            if text.contains(word) {
                found[item].insert(surface);
            }
        }
    };
    for (surface, path) in addresses(state) {
        let answer = browser.get(&path).unwrap();
        assert!(answer.status < 500, "{name} at {path}: {}", answer.status);
        if answer.status == 200 {
            note(surface, &said(&path, &answer.body));
        } else {
            note('e', &unescaped(&answer.text()));
        }
        assert!(!ITEMS.iter().any(|(_, word)| path.contains(word)));
    }
    note('e', &unescaped(&browser.get(&format!("/plans/{}/nowhere", state.plan)).unwrap().text()));
    for path in ["/figures", "/directory", "/log", "/disposal", "/disposal/receipts"] {
        note('w', &unescaped(&browser.get(path).unwrap().text()));
    }
    note('w', &browser.post("/plans/new", &[("search", "1"), ("who", "Elin")]).unwrap().text());
    found
}

/// What the start page and one's own measures say: of all plans at once.
fn lists(server: &Server, name: &str) -> String {
    let browser = Browser::choose(server.at, called(name));
    ["/", "/measures"].map(|path| unescaped(&browser.get(path).unwrap().text())).concat()
}

/// One line of cells, each of the same width.
fn line(text: &mut String, cells: impl Iterator<Item = String>) {
    let mut row = String::new();
    for cell in cells {
        let _ = write!(row, "{cell:11}");
    }
    let _ = writeln!(text, "{}", row.trim_end());
}

fn printed(tables: &[(&'static str, Vec<Found>)]) -> String {
    let mut text =
        String::from("Whose words come out where: the letter of each surface, or a point where nothing does.\n");
    for (letter, what) in SURFACES {
        let _ = writeln!(text, "{letter}  {what}");
    }
    let actors = actors();
    let head = |text: &mut String, first: &str| {
        let _ = write!(text, "\n== {first}\n{:38}", "");
        line(text, actors.iter().map(|(place, ..)| (*place).to_owned()));
    };
    for (name, found) in tables {
        head(&mut text, name);
        for (item, (what, _)) in ITEMS.iter().enumerate() {
            let cell = |of: &Found| {
                let letters: String = of[item].iter().collect();
                if letters.is_empty() { ".".to_owned() } else { letters }
            };
            let _ = write!(text, "{what:38}");
            line(&mut text, found.iter().map(cell));
        }
    }
    text
}

#[test]
fn no_surface_says_more_than_the_matrix_allows() {
    let folder = Folder::new("surfaces");
    assert!(Server::demo(&folder, &[]).stop().0.success());
    let now = Timestamp::now();
    let states = states(now);
    with_store(&folder.join("data/samsyn.db"), async |store| {
        for state in &states {
            store.adopt(state.plan, &state.facts, samsyn_domain::information::Clocks::default(), now).await.unwrap();
        }
    });
    let server = Server::demo(&folder, &[]);
    let actors = actors();
    let (mut tables, mut faults) = (Vec::new(), Vec::new());
    let in_lists: Vec<String> = actors.iter().map(|(_, name, _)| lists(&server, name)).collect();
    for (at, state) in states.iter().enumerate() {
        let mut found: Vec<Found> = actors.iter().map(|(_, name, _)| looks(&server, name, state)).collect();
        for (found, list) in found.iter_mut().zip(&in_lists) {
            for (item, (_, word)) in ITEMS.iter().enumerate() {
                if list.contains(&marked(word, at)) {
                    found[item].insert('w');
                }
            }
        }
        for ((place, _, actor), found) in actors.iter().zip(&found) {
            // Apart from the pages: what the rules let this one see at all.
            let view = narrow(&state.whole, actor, story::day_of(now), now).map(|view| format!("{:?}", &*view));
            for (item, (what, word)) in ITEMS.iter().enumerate() {
                let allowed = view.as_ref().is_ok_and(|view| view.contains(word));
                if !allowed && !found[item].is_empty() {
                    faults.push(format!("{}: {place} reads {what} at {:?}", state.name, found[item]));
                }
            }
        }
        tables.push((state.name, found));
    }
    let mut aside = server.logged();
    for file in std::fs::read_dir(folder.join("data/mail")).into_iter().flatten() {
        aside += &std::fs::read_to_string(file.unwrap().path()).unwrap_or_default();
    }
    let spoken: Vec<&str> = ITEMS.iter().map(|(_, word)| *word).filter(|word| aside.contains(word)).collect();
    assert_eq!(spoken, Vec::<&str>::new(), "in mail or in the service's log");
    assert_eq!(faults, Vec::<String>::new(), "words came out that may not be seen");
    let printed = printed(&tables);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journeys/surfaces/surfaces.expected");
    if std::env::var_os("SAMSYN_ACCEPT").is_some() {
        std::fs::write(&file, &printed).unwrap();
    }
    let expected = std::fs::read_to_string(&file).unwrap_or_default();
    let differs: Vec<_> = expected.lines().zip(printed.lines()).filter(|(was, is)| was != is).collect();
    assert!(expected == printed, "what comes out where has changed; if that is meant: just accept\n{differs:#?}");
}

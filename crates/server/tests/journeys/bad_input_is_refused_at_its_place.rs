//! Every form of every page, with something wrong in each of its fields: the answer is a page, the error stands at the
//! field, what was typed is kept, and nothing stored changes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use jiff::{Timestamp, ToSpan, tz::TimeZone};
use samsyn_domain::families::{Family, Milestone};

use crate::common::browser::{between, encoded, unescaped};
use crate::common::forms::{Filled, Kind, forms};
use crate::common::house::adopt;
use crate::common::http::send;
use crate::common::routes::{Route, of_plans};
use crate::common::{Answer, Browser, Chance, Folder, Server, Stored};
use crate::each_archivist_decides_for_their_own_authority::twelve_years_on;

/// Something that no field of a kind may take.
struct Wrong {
    what: &'static str,
    /// As it is sent, encoded.
    sent: String,
    /// What is to stand in the answer; nothing where it cannot be shown.
    kept: Option<String>,
}

fn wrong(what: &'static str, value: &str) -> Wrong {
    Wrong { what, sent: encoded(&[("", value)])[1..].to_owned(), kept: Some(value.to_owned()) }
}

/// What is wrong for this kind of field.
fn wrongs(kind: &Kind, optional: bool) -> Vec<Wrong> {
    let large = Wrong { what: "100 kB", sent: "%C3%A5".repeat(50_000), kept: Some("å".repeat(50_000)) };
    let mut all = vec![large, Wrong { what: "broken UTF-8", sent: "ord%FF%C3(".to_owned(), kept: None }];
    if !optional {
        all.push(wrong("empty", ""));
        all.push(wrong("spaces", "   "));
    }
    let more: &[&str] = match kind {
        Kind::Day => &["31 februari 2027", "2027-02-31", "3 mars 20226", "20226-03-03", "snart", "1027-03-03"],
        Kind::Time => &["25.00", "14.75", "strax"],
        Kind::Number => &["-1", "tolv", "99999999999999999999", "1e9"],
        Kind::Choice => &["nonsense", "4294967295", "0198f3f4-0000-7000-8000-000000000000", "../../etc"],
        Kind::Button | Kind::Hidden | Kind::Line | Kind::Area | Kind::Tick => &[],
    };
    all.extend(more.iter().map(|value| wrong("out of range", value)));
    all
}

/// What was found, for the end of the journey.
#[derive(Default)]
struct Found {
    faults: String,
    /// Kinds of form that were tried, how often, and those that were taken when nothing was wrong.
    tried: BTreeMap<String, usize>,
    proved: BTreeSet<String>,
    /// What was said to the last one of each kind.
    last: BTreeMap<String, String>,
    /// The addresses on which a form was tried, and those on which one was taken.
    reached: BTreeSet<String>,
    taken: BTreeSet<String>,
    requests: usize,
    statuses: BTreeMap<u16, usize>,
}

impl Found {
    fn fault(&mut self, place: &str, what: &str) {
        let _ = writeln!(self.faults, "{place}: {what}");
    }
}

struct Trial<'a> {
    browser: &'a Browser,
    stored: &'a mut Stored,
    /// What lay in the file after the last request.
    before: &'a mut BTreeMap<String, i64>,
    found: &'a mut Found,
    route: &'a Route,
    chance: Chance,
    /// Errors that stood elsewhere than at their field.
    at_the_field: String,
}

/// Fields that may be left empty though the page does not say so at the field: one of two is enough, or the whole row.
const MAY_BE_EMPTY: [(&str, &str); 2] = [("/plans/{plan}/needs/new", "own_words"), ("/plans/{plan}/measures", "words")];

/// Fields whose error stands at the question that they belong to.
const NEAR: [(&str, &str, &str); 3] = [
    ("/plans/{plan}/disagreements/new", "who", "sides"),
    ("/plans/{plan}/disagreements/new", "words", "sides"),
    ("/plans/{plan}/follow-up", "words-", "answer-"),
];

/// A field that counts for nothing when another is filled in: the name, when a member of staff is chosen.
/// A file goes in a form of its own kind, and no browser sends one back: `pages/prepare/tests_media.rs` tries it.
const IDLE: [(&str, &str); 2] =
    [("/plans/{plan}/people/supporter", "name"), ("/plans/{plan}/prepare/{member}/draw", "file")];

/// How often a kind of form is tried that is not taken with nothing wrong in it.
const OFTEN: usize = 3;

impl Trial<'_> {
    /// Sends a form, as a submit of its own, with one field as given; tells the answer, and whether something stored has
    /// changed.
    fn send(&mut self, form: &Filled, field: usize, value: &str) -> (Answer, bool) {
        let mut form = form.clone();
        for (at, other) in form.fields.iter_mut().enumerate() {
            if other.name == "act" && at != field {
                other.value = self.chance.id().to_string();
            }
        }
        self.send_as_it_is(&form, field, value)
    }

    fn send_as_it_is(&mut self, form: &Filled, field: usize, value: &str) -> (Answer, bool) {
        let mut body = String::new();
        for (at, other) in form.fields.iter().enumerate() {
            let name = encoded(&[(other.name.as_str(), "")]);
            let sent =
                if at == field { value.to_owned() } else { encoded(&[("", other.value.as_str())])[1..].to_owned() };
            let _ = write!(body, "{}{name}{sent}", if body.is_empty() { "" } else { "&" });
        }
        // What an act before this one left to be done is done, so that it is not taken for this one's doing.
        self.stored.idle();
        *self.before = self.stored.fingerprint();
        let answer = self.browser.post_raw(&form.action, body.as_bytes()).unwrap();
        self.found.requests += 1;
        *self.found.statuses.entry(answer.status).or_default() += 1;
        let after = self.stored.fingerprint();
        let changed = after != *self.before;
        *self.before = after;
        (answer, changed)
    }

    /// Tries a form, unless one of its kind was taken before. Where it stands in the page is judged only when it is taken
    /// with nothing wrong in it: else something besides the field was in the way.
    fn form(&mut self, form: &Filled) {
        let kind = format!("{} {}", self.route.pattern, form.shape());
        let tried = self.found.tried.entry(kind.clone()).or_default();
        if self.found.proved.contains(&kind) || *tried == OFTEN {
            return;
        }
        *tried += 1;
        self.found.reached.insert(self.route.pattern.clone());
        if form.fields.iter().any(|field| field.name == "search") {
            // A look for somebody: the page answers with whom it found, and stores nothing.
            return self.forged(form);
        }
        self.everything_wrong(form);
        if self.twice(form) {
            self.found.proved.insert(kind);
            self.found.taken.insert(self.route.pattern.clone());
            self.found.faults.push_str(&self.at_the_field);
            self.forged(form);
        }
    }

    /// Everything wrong that is to be refused: in what people fill in, and a page that is out of date.
    fn everything_wrong(&mut self, form: &Filled) {
        for (at, field) in form.fields.iter().enumerate() {
            match field.kind {
                Kind::Hidden if field.name == "revision" => {
                    for value in ["0", "999999", "99999999999999999999", "snart"] {
                        let place = format!("{} revision={value}", self.route.pattern);
                        let (answer, changed) = self.send(form, at, value);
                        self.expect_refused(&place, &answer, changed);
                        self.expect_all_kept(&place, &answer, form, at);
                    }
                }
                Kind::Hidden | Kind::Button | Kind::Tick | Kind::Choice => {}
                _ if IDLE.contains(&(self.route.pattern.as_str(), field.name.as_str())) => {}
                _ => self.wrong_field(form, at),
            }
        }
    }

    /// What nobody types, but the page offers or puts into a form, may be without meaning; then it may count for nothing.
    fn forged(&mut self, form: &Filled) {
        for (at, field) in form.fields.iter().enumerate() {
            if !matches!(field.kind, Kind::Hidden | Kind::Button | Kind::Tick | Kind::Choice) {
                continue;
            }
            for wrong in wrongs(&field.kind, false) {
                let place = format!("{} {}: {}", self.route.pattern, field.name, wrong.what);
                let (answer, changed) = self.send(form, at, &wrong.sent);
                self.expect_no_fault(&place, &answer, changed);
            }
        }
    }

    fn wrong_field(&mut self, form: &Filled, at: usize) {
        let field = &form.fields[at];
        let may_be_empty =
            |(pattern, name): &(&str, &str)| self.route.pattern == *pattern && field.name.starts_with(name);
        let optional = field.optional || MAY_BE_EMPTY.iter().any(may_be_empty);
        for wrong in wrongs(&field.kind, optional) {
            let shown: String = wrong.sent.chars().take(40).collect();
            let place = format!("{} {} {:?}: {} ({shown})", self.route.pattern, field.name, field.kind, wrong.what);
            let (answer, changed) = self.send(form, at, &wrong.sent);
            self.expect_refused(&place, &answer, changed);
            if answer.status != 422 {
                continue;
            }
            let page = answer.text();
            let near =
                NEAR.iter().find(|(pattern, name, _)| self.route.pattern == *pattern && field.name.starts_with(name));
            let near = near.map(|(_, name, near)| field.name.replacen(name, near, 1));
            let stands = |name: &String| page.contains(&format!("id=\"{name}-error\""));
            if !stands(&field.name) && !near.as_ref().is_some_and(stands) {
                let errors: Vec<_> = page
                    .match_indices("-error\"><span")
                    .map(|(end, _)| page[..end].rsplit('"').next().unwrap_or(""))
                    .collect();
                let _ = writeln!(self.at_the_field, "{place}: no error at the field; errors at {errors:?}");
            }
            let typed = matches!(field.kind, Kind::Line | Kind::Area | Kind::Day | Kind::Time | Kind::Number);
            if let Some(kept) = wrong.kept.filter(|_| typed)
                && !page.contains(&kept)
            {
                self.found.fault(&place, "what was typed is not kept");
            }
            self.expect_all_kept(&place, &answer, form, at);
        }
    }

    /// Whatever else was typed stands in the answer.
    fn expect_all_kept(&mut self, place: &str, answer: &Answer, form: &Filled, but: usize) {
        if answer.status != 422 {
            return;
        }
        let page = answer.text();
        for (at, field) in form.fields.iter().enumerate() {
            // As written, or as HTML writes it.
            let kept = || page.contains(&field.value) || unescaped(&page).contains(&field.value);
            if at != but && field.kind == Kind::Area && !kept() {
                self.found.fault(place, &format!("what was typed in {} is not kept", field.name));
            }
        }
    }

    fn expect_no_fault(&mut self, place: &str, answer: &Answer, changed: bool) {
        if !matches!(answer.status, 200 | 303 | 400 | 403 | 404 | 413 | 422) {
            self.found.fault(place, &format!("answered {}", answer.status));
        }
        if changed && answer.status != 303 {
            self.found.fault(place, &format!("answered {}, and something was stored", answer.status));
        }
    }

    fn expect_refused(&mut self, place: &str, answer: &Answer, changed: bool) {
        self.expect_no_fault(place, answer, changed);
        if answer.status == 303 || changed {
            self.found.fault(place, &format!("was taken: {} to {}", answer.status, answer.location()));
        }
    }

    /// The form as it is, twice: the second time nothing more is stored, and the answer is the first one's. Tells whether
    /// the form was taken.
    fn twice(&mut self, form: &Filled) -> bool {
        let (first, stored) = self.send_as_it_is(form, usize::MAX, "");
        self.expect_no_fault(&format!("{} as it stands", self.route.pattern), &first, stored && first.status != 303);
        let (second, again) = self.send_as_it_is(form, usize::MAX, "");
        // Whoever passed a call on has no place in the plan any more, and finds nothing there.
        let gone = second.status == 404 && form.pairs().contains(&("what", "pass"));
        if again || !gone && (second.status, second.location()) != (first.status, first.location()) {
            let told = format!(
                "{} {} and then {} {}, stored again: {again}",
                first.status,
                first.location(),
                second.status,
                second.location()
            );
            self.found.fault(&format!("{} sent twice: {:?}", self.route.pattern, form.pairs()), &told);
        }
        let problems = between(&first.text(), "id=\"problems\"", "</section>").map(unescaped);
        self.found
            .last
            .insert(format!("{} {}", self.route.pattern, form.shape()), format!("{} {:?}", first.status, problems));
        first.status == 303
    }
}

/// The stories that the pages are tried on, with those who try.
const TRIED: [(Family, Milestone, &[&str]); 14] = [
    (Family::Elin, Milestone::Proposed, &["Anna Ek"]),
    (Family::Elin, Milestone::Assessed, &["Anna Ek", "Sara Sjöberg"]),
    (Family::Elin, Milestone::Consented, &["Anna Ek", "Elin Sjöberg", "Sara Sjöberg", "Maria Sund"]),
    (Family::Elin, Milestone::Prepared, &["Anna Ek", "Maria Sund"]),
    (Family::Elin, Milestone::Called, &["Omar Ali", "Lisa Berg", "Anna Ek"]),
    (Family::Elin, Milestone::Answered, &["Anna Ek", "Maria Sund"]),
    (Family::Elin, Milestone::Meeting, &["Omar Ali", "Maria Sund", "Anna Ek"]),
    (Family::Elin, Milestone::Draft, &["Anna Ek", "Omar Ali"]),
    (Family::Elin, Milestone::Agreed, &["Anna Ek", "Omar Ali", "Eva Lund"]),
    (Family::Elin, Milestone::Active, &["Anna Ek", "Sara Sjöberg", "Eva Lund"]),
    (Family::Elin, Milestone::Told, &["Anna Ek", "Elin Sjöberg", "Sara Sjöberg", "Omar Ali"]),
    (Family::Jonas, Milestone::Told, &["Jonas Ahl", "Malin Fors"]),
    (Family::Tova, Milestone::Told, &["Petra Rask", "Jenny Ask"]),
    (Family::Noel, Milestone::Told, &["Ylva Kron", "Sara Lind"]),
];

/// Who decides about a plan that was over long ago.
const ARCHIVIST: &str = "Birgit Åman";

/// The pages of a plan that somebody can open: the addresses without a number, and those that links of theirs lead to.
fn linked(browser: &Browser, plan: &str) -> Vec<String> {
    const OF_A_KIND: usize = 3;
    let routes: Vec<Route> =
        of_plans().into_iter().filter(|route| route.get && !route.pattern.starts_with("/live/")).collect();
    let single = routes.iter().filter(|route| route.pattern.matches('{').count() == 1);
    let mut waiting: Vec<String> = single.map(|route| route.filled(plan, "")).collect();
    let (mut seen, mut pages) = (BTreeSet::new(), Vec::new());
    let mut of_a_kind: BTreeMap<String, usize> = BTreeMap::new();
    while let Some(path) = waiting.pop() {
        let Some(route) = routes.iter().find(|route| route.leads_to(&path)) else {
            continue;
        };
        if !seen.insert(path.clone()) {
            continue;
        }
        let count = of_a_kind.entry(route.pattern.clone()).or_default();
        if *count == OF_A_KIND {
            continue;
        }
        *count += 1;
        let answer = browser.get(&path).unwrap();
        assert!([200, 303, 404].contains(&answer.status), "{path}: {}", answer.status);
        let page = answer.text();
        let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split(['"', '?', '#']).next());
        waiting.extend(links.filter(|link| link.contains(plan)).map(str::to_owned));
        pages.push(path);
    }
    pages
}

/// Forms that sign somebody in, or show a secret once, do not answer as others do: `web/src/pages/visit/tests.rs`.
fn answers_as_others_do(route: &Route) -> bool {
    !["/visit-codes", "/together"].iter().any(|end| route.pattern.ends_with(end))
}

/// A day in the near future, as people write it.
fn soon(days: i32) -> String {
    let today = Timestamp::now().to_zoned(TimeZone::get("Europe/Stockholm").unwrap()).date();
    today.checked_add(days.days()).unwrap().to_string()
}

/// A call is answered before the meeting.
fn answered_before(mut form: Filled) -> Filled {
    form.fields.iter_mut().filter(|field| field.name == "answer_by").for_each(|field| field.value = soon(10));
    form
}

#[test]
fn every_field_of_every_form_refuses_what_is_wrong_at_its_place() {
    let folder = Folder::new("bad-input");
    let file = folder.join("data/samsyn.db");
    assert!(Server::demo(&folder, &["--empty"]).stop().0.success());
    let mut plans: Vec<_> = TRIED.iter().map(|(family, upto, who)| (adopt(&file, *family, *upto), *who)).collect();
    plans.push((twelve_years_on(&file), &[ARCHIVIST]));
    let server = Server::demo(&folder, &["--empty"]);
    let mut stored = Stored::open(&file).settled();
    let (mut found, mut before) = (Found::default(), stored.fingerprint());
    // Chosen before anybody is protected on the way: then they go by another name.
    let names = plans.iter().flat_map(|(_, who)| who.iter().copied());
    let browsers: BTreeMap<&str, Browser> = names.map(|name| (name, Browser::choose(server.at, name))).collect();
    for (plan, who) in plans {
        for name in who {
            let browser = browsers[name].clone();
            let pages = linked(&browser, &plan.to_string());
            let routes = of_plans();
            for route in routes.iter().filter(|route| route.get && route.post && answers_as_others_do(route)) {
                for path in pages.iter().filter(|path| route.leads_to(path)) {
                    // The page is drawn anew for each of its forms, as it is after the one before.
                    for at in 0.. {
                        let page = browser.get(path).unwrap().text();
                        let Some(form) = forms(&page, path, &soon(20)).into_iter().nth(at) else {
                            break;
                        };
                        let form = answered_before(form);
                        let (chance, at_the_field) = (Chance::new(8 + found.requests as u64), String::new());
                        let (stored, before, found) = (&mut stored, &mut before, &mut found);
                        Trial { browser: &browser, stored, before, found, route, chance, at_the_field }.form(&form);
                    }
                }
            }
        }
    }
    println!(
        "{} requests with {} kinds of form on {} addresses, {} of them taken: {:?}",
        found.requests,
        found.tried.len(),
        found.reached.len(),
        found.proved.len(),
        found.statuses
    );
    for kind in found.tried.keys().filter(|kind| !found.proved.contains(*kind)) {
        println!("never taken: {kind}: {:?}", found.last.get(kind));
    }
    let missed: Vec<_> = of_plans()
        .into_iter()
        .filter(|route| {
            route.get && route.post && answers_as_others_do(route) && !found.reached.contains(&route.pattern)
        })
        .map(|route| route.pattern)
        .collect();
    // A child's maturity is judged only where the installation lets a child consent alone; a picture of a paper is sent in a
    // form of its own kind, once somebody has consented on paper. The pages' own tests try both.
    // So are a drawing and a voice, and what is written beside them: `pages/prepare/tests_media.rs`.
    let elsewhere = [
        "/plans/{plan}/consent/maturity",
        "/plans/{plan}/consent/scan",
        "/plans/{plan}/prepare/question/{key}/draw",
        "/plans/{plan}/prepare/question/{key}/voice",
        "/plans/{plan}/media/{media}/words",
        // An ask is answered between the opening and the meeting, a day that no story stands on: `pages/expectations/tests.rs`.
        "/plans/{plan}/asks/{no}",
        // Asked for three weeks after a meeting, by when every story is further on: `pages/evaluation/tests.rs`.
        "/plans/{plan}/evaluate",
        // Nobody in the stories has offered to hand on what is theirs: `pages/handing/tests.rs`.
        "/plans/{plan}/handovers/{no}",
        // A supporter goes by a form that is shown when it is asked for.
        "/plans/{plan}/people",
    ];
    let missed: Vec<_> = missed.into_iter().filter(|pattern| !elsewhere.contains(&pattern.as_str())).collect();
    assert!(found.faults.is_empty(), "\n{}", found.faults);
    assert!(missed.is_empty(), "no form was found to try on {missed:?}");
}

#[test]
fn what_is_no_form_of_ours_changes_nothing() {
    let folder = Folder::new("no-form");
    let server = Server::demo(&folder, &[]);
    let mut stored = Stored::open(&folder.join("data/samsyn.db")).settled();
    let elin = Browser::choose(server.at, "Elin Sjöberg");
    let path = format!("/plans/{}/question", Family::Elin.plan());
    let before = stored.fingerprint();
    let form = [("what", "avoid"), ("avoid", "Ett ord")];

    let mut headers = elin.headers();
    headers.retain(|(name, _)| *name != "sec-fetch-site");
    headers.push(("content-type", "application/x-www-form-urlencoded"));
    for site in ["cross-site", "same-site"] {
        let mut headers = headers.clone();
        headers.push(("sec-fetch-site", site));
        let answer = send(server.at, "POST", &path, &headers, encoded(&form).as_bytes()).unwrap();
        assert_eq!(answer.status, 403, "from {site}");
        assert!(answer.text().contains("<main"), "told as a page");
    }
    // An old browser sends no Sec-Fetch-Site, but the Origin.
    let mut from_afar = headers.clone();
    from_afar.push(("origin", "https://elsewhere.example"));
    assert_eq!(send(server.at, "POST", &path, &from_afar, encoded(&form).as_bytes()).unwrap().status, 403);

    let large = format!("what=avoid&avoid={}", "a".repeat(600 * 1024));
    let answer = elin.post_raw(&path, large.as_bytes()).unwrap();
    assert_eq!(answer.status, 413);
    assert!(answer.text().contains("<main"), "told as a page");
    assert_eq!(elin.post_raw(&path, "a=b&".repeat(3000).as_bytes()).unwrap().status, 413);
    let mut json = headers.clone();
    json.retain(|(name, _)| *name != "content-type");
    json.push(("content-type", "application/json"));
    let answer = send(server.at, "POST", &path, &json, br#"{"what":"avoid","avoid":"Ett ord"}"#).unwrap();
    assert!([400, 403, 415, 422].contains(&answer.status), "JSON is no form: {}", answer.status);
    assert_eq!(stored.fingerprint(), before);
}

#[test]
fn an_id_that_leads_nowhere_is_told_as_any_other() {
    let folder = Folder::new("unknown-ids");
    let server = Server::demo(&folder, &[]);
    let mut stored = Stored::open(&folder.join("data/samsyn.db")).settled();
    let elin = Browser::choose(server.at, "Elin Sjöberg");
    let unknown = "0198f3f4-0000-7000-8000-000000000000";
    let before = stored.fingerprint();
    for id in [unknown, "elin", "%FF%FE", "0", &"9".repeat(5000)] {
        for route in of_plans() {
            let path = route.filled(id, "1");
            for (method, answer) in [
                ("GET", elin.get(&path).unwrap()),
                ("POST", elin.post(&path, &[("what", "avoid"), ("avoid", "Ett ord")]).unwrap()),
            ] {
                // A form that says nothing this address knows is unreadable, whatever plan it names.
                let unreadable = method == "POST" && answer.status == 400;
                assert!(answer.status == 404 || unreadable, "{method} {path}: {}", answer.status);
                assert!(answer.text().contains("<main"), "{path}: told as a page: {}", answer.text());
            }
        }
    }
    for no in ["0", "-1", "99999999999", "x", "%FF"] {
        for route in of_plans().into_iter().filter(|route| route.pattern.matches('{').count() > 1) {
            let path = route.filled(&Family::Elin.plan().to_string(), no);
            assert_eq!(elin.get(&path).unwrap().status, 404, "{path}");
            let answer = elin.post(&path, &[("do", "drop")]).unwrap();
            assert!([404, 422].contains(&answer.status), "{path}: {}", answer.status);
        }
    }
    assert_eq!(stored.fingerprint(), before);
    let logged = stored.number(&format!(
        "select count(*) from access_log where plan = '{unknown}' and outcome = 'denied' and reason = 'unknown'"
    ));
    let looks = of_plans().len();
    assert!(
        usize::try_from(logged).unwrap() >= looks,
        "{logged} lines for at least {looks} looks at what is not there"
    );
}

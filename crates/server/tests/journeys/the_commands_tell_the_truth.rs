//! The commands of the binary: each does what it says, says what it did, and refuses with words that help.

use std::fs;

use samsyn_domain::families::{Family, Milestone};
use samsyn_domain::plan::{Fact, Plan};
use serde_json::Value;
use sqlx::Row;

use crate::common::house::adopt;
use crate::common::server::words;
use crate::common::{Browser, Chance, Folder, Server, Stored, samsyn};

/// A folder with a configuration whose database is `data/samsyn.db`.
fn installed(journey: &str) -> Folder {
    let folder = Folder::new(journey);
    let database = folder.join("data/samsyn.db");
    folder.write("samsyn.toml", format!("database = \"sqlite:{}\"\n", database.display()));
    folder
}

/// The sample directory of the repository.
const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/sample");

fn done(folder: &Folder, arguments: &[&str]) -> String {
    let output = samsyn(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {:?}", words(&output));
    words(&output).0
}

fn refused(folder: &Folder, arguments: &[&str]) -> String {
    let output = samsyn(folder, arguments);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {:?}", words(&output));
    words(&output).1
}

#[test]
fn help_names_every_command_and_where_to_begin() {
    let folder = Folder::new("help");
    let help = done(&folder, &["--help"]);
    for command in [
        "demo",
        "serve",
        "import",
        "sign-in-link",
        "paper",
        "export",
        "verify",
        "seal",
        "backup",
        "restore",
        "keys",
        "disposal",
        "check-config",
    ] {
        assert!(
            help.lines().any(|line| line.trim_start().starts_with(&format!("{command} "))),
            "{command} is not in the help:\n{help}"
        );
        assert!(done(&folder, &[command, "--help"]).contains("Usage"), "{command} has no help");
    }
    assert!(help.contains("samsyn demo"), "a newcomer is told where to begin");
    assert_eq!(samsyn(&folder, &["dmeo"]).status.code(), Some(2));
}

#[test]
fn a_wrong_configuration_stops_every_command_and_says_why() {
    let folder = Folder::new("config");
    let shown = done(&folder, &["check-config"]);
    assert!(
        shown.contains("listen = \"127.0.0.1:8080\"") && shown.contains("life_areas"),
        "the defaults are in force: {shown}"
    );
    for (text, says) in [
        ("lisen = \"127.0.0.1:80\"", "lisen"),
        ("listen = \"everywhere\"", "listen"),
        ("public_url = \"https://sip.example/\"", "slash"),
        ("exit = \"http://a.example\"", "exit"),
        ("[rules]\nlife_areas = []", "life areas"),
        ("[mail]\nsecurity = \"none of it\"", "security"),
        ("database = \"mysql://localhost/x\"", "sqlite:PATH"),
        ("database = ", "configuration"),
    ] {
        let file = folder.write("wrong.toml", text);
        let command = if text.starts_with("database = \"") { "serve" } else { "check-config" };
        let told = refused(&folder, &["--config", &file, command]);
        assert!(told.contains(says), "{text}: {told}");
    }
    let told = refused(&folder, &["--config", "nowhere.toml", "check-config"]);
    assert!(told.contains("nowhere.toml"), "{told}");
}

#[test]
fn an_import_is_all_or_nothing_and_twice_changes_nothing() {
    let folder = installed("import");
    let first = done(&folder, &["import", SAMPLE]);
    assert!(first.contains("staff: 28 added, 0 changed, 0 the same"), "{first}");
    let file = folder.join("data/samsyn.db");
    let before = Stored::open(&file).fingerprint();
    let second = done(&folder, &["import", SAMPLE]);
    assert!(
        second.contains("staff: 0 added, 0 changed, 28 the same") && second.contains("accounts: 0 opened"),
        "{second}"
    );
    assert_eq!(Stored::open(&file).fingerprint(), before);

    let head = "id,name,born,personnummer,language,mail,phone\n";
    let units = "id,principal,name,board,function_mail,phone,hsa_id,kind\n";
    for (name, text, says) in [
        ("people.csv", "id,name,birthday\na,b,c\n".to_owned(), "people.csv, line 1:"),
        ("people.csv", format!("{head}ny,Ny Person,2017-02-31,,,,\n"), "people.csv, line 2, born:"),
        ("people.csv", format!("{head}ny,Ny Person,20226-01-01,,,,\n"), "people.csv, line 2, born:"),
        ("people.csv", format!("{head}ny,Ny Person,,201705140001,,,\n"), "people.csv, line 2, personnummer:"),
        ("people.csv", format!("{head}ny,Ny Person,,170514-2388,,,\n"), "people.csv, line 2, personnummer:"),
        ("people.csv", format!("{head}ny,,,,,,\n"), "people.csv, line 2, name:"),
        ("people.csv", format!("{head}ny,{},,,,,\n", "å".repeat(50_000)), "people.csv, line 2, name:"),
        ("people.csv", format!("{head}a,En,,,,,\na,En Till,,,,,\n"), "people.csv, line 3, id:"),
        ("people.csv", format!("{head}ny,Ny Person,,\n"), "people.csv, line 2:"),
        ("people.csv", format!("{head}ny,Ny Person,,,,not mail,\n"), "people.csv, line 2, mail:"),
        ("units.csv", format!("{units}u-ny,k-nowhere,Ny,,ny@a.example,,,school\n"), "units.csv, line 2, principal:"),
        ("units.csv", format!("{units}u-ny,k-solvik,Ny,,ny@a.example,,,castle\n"), "units.csv, line 2, kind:"),
        ("principals.csv", "id,name,kind\nk-ny,Ny,kingdom\n".to_owned(), "principals.csv, line 2, kind:"),
        (
            "staff.csv",
            "id,unit,name,title,mail,phone,roles\nny,u-bup,Ny,,,,king\n".to_owned(),
            "staff.csv, line 2, roles:",
        ),
    ] {
        let wrong = Folder::new("import-wrong");
        wrong.write(name, &text);
        let told = refused(&folder, &["import", &wrong.arg("")]);
        assert!(told.contains(says) && told.contains("nothing was imported"), "{says} is not told: {told}");
        assert!(!told.contains("Ny Person") && !told.contains("201705140001"), "a value is repeated: {told}");
        assert_eq!(Stored::open(&file).fingerprint(), before, "{says}");
    }
    let broken = Folder::new("import-broken");
    broken.write("people.csv", [head.as_bytes(), b"ny,Ny \xFF\xFE,,,,,\n"].concat());
    let told = refused(&folder, &["import", &broken.arg("")]);
    assert!(told.contains("people.csv") && told.contains("UTF-8"), "{told}");
    let told = refused(&folder, &["import", &folder.arg("nowhere")]);
    assert!(told.contains("principals.csv"), "{told}");
    assert_eq!(Stored::open(&file).fingerprint(), before);
}

#[test]
fn an_export_is_whole_and_folds_to_the_same_plan() {
    let folder = installed("export");
    done(&folder, &["import", SAMPLE]);
    for family in Family::ALL {
        let plan = adopt(&folder.join("data/samsyn.db"), family, Milestone::Told);
        let out = folder.arg("plan.json");
        assert_eq!(done(&folder, &["export", &plan.to_string(), "--out", &out]), "");
        let whole: Value = serde_json::from_str(&fs::read_to_string(&out).unwrap()).unwrap();
        let told: Plan = serde_json::from_value(whole["plan"].clone()).unwrap();
        let facts: Vec<Fact> = serde_json::from_value(whole["story"].clone()).unwrap();
        assert_eq!(Plan::fold(plan, &facts).unwrap(), told, "{family:?}");
        assert_eq!(facts.len() as u64, told.revision);
        let printed: Value = serde_json::from_str(&done(&folder, &["export", &plan.to_string()])).unwrap();
        assert_eq!(printed["plan"], whole["plan"]);
        let pdf = folder.join("plan.pdf");
        for language in ["sv", "sv-simple", "en"] {
            done(&folder, &["paper", &plan.to_string(), "--language", language, "--out", pdf.to_str().unwrap()]);
            assert!(fs::read(&pdf).unwrap().starts_with(b"%PDF-1.7"), "{family:?} in {language}");
            if language == "sv-simple" {
                // A language of its own: no table, and not one measure less than in the plan.
                let easy = close_together(&pdf_extract::extract_text(&pdf).unwrap());
                assert!(!easy.contains("NrVadVemNär"), "{family:?}: {easy}");
                for measure in &told.measures {
                    assert!(easy.contains(&close_together(measure.what.as_str())), "{}: {easy}", measure.what);
                }
                assert!(told.measures.is_empty() || easy.contains("Detgördesomhjälpertill"), "{family:?}: {easy}");
            }
            if family == Family::Elin {
                let (of, out) = (plan.to_string(), pdf.to_str().unwrap());
                done(&folder, &["paper", &of, "--child", "--language", language, "--out", out]);
                let text = pdf_extract::extract_text(&pdf).unwrap();
                assert!(text.contains("Hur kan jag vara i skolan"), "{text}");
            }
        }
    }
    let unknown = "0198f3f4-0000-7000-8000-000000000000";
    assert!(refused(&folder, &["export", unknown]).contains("no plan"));
    assert!(refused(&folder, &["paper", unknown, "--out", &folder.arg("x.pdf")]).contains("no plan"));
    assert_eq!(samsyn(&folder, &["export", "elin"]).status.code(), Some(2));
    let logged = Stored::open(&folder.join("data/samsyn.db")).number(
        "select count(*) from access_log where action = 'export' and surface = 'command' and outcome = 'allowed'",
    );
    assert_eq!(logged, 6 * 5 + 3, "each look of the operator is in the log");
}

/// Without blanks and line breaks, which a paper sets as it likes.
fn close_together(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_whitespace()).collect()
}

/// A configuration for another database with the keys of the first.
fn beside(file: &std::path::Path, folder: &Folder) -> String {
    let keys = folder.join("data/keys.db");
    format!("database = \"sqlite:{}\"\n[keys]\nstore = \"sqlite:{}\"\n", file.display(), keys.display())
}

#[test]
fn a_backup_under_load_is_one_moment_and_comes_back_whole() {
    let folder = Folder::new("backup");
    let server = Server::demo(&folder, &[]);
    let config =
        folder.write("samsyn.toml", format!("database = \"sqlite:{}\"\n", folder.join("data/samsyn.db").display()));
    let elin = Browser::choose(server.at, "Elin Sjöberg");
    let path = format!("/plans/{}/question", Family::Elin.plan());
    let stop = std::sync::atomic::AtomicBool::new(false);
    let mut copies = Vec::new();
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let (mut chance, mut acts) = (Chance::new(5), 0);
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                let form = [("act", &*chance.id().to_string()), ("what", "avoid"), ("avoid", "Ett ord")];
                assert_eq!(elin.post(&path, &form).unwrap().status, 303);
                acts += 1;
            }
            acts
        });
        for copy in 0..4 {
            let file = folder.arg(&format!("{copy}.samsyn"));
            let told = done(&folder, &["--config", &config, "backup", &file]);
            assert!(told.contains("rows as of"), "{told}");
            copies.push(file);
        }
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        assert!(writer.join().unwrap() > 0, "nobody wrote meanwhile");
    });
    // Beside the running service: told to be well, and no second writer.
    assert!(done(&folder, &["--config", &config, "verify"]).contains("all as stored"));
    assert!(refused(&folder, &["--config", &config, "import", SAMPLE]).contains("another process"));
    assert!(
        refused(&folder, &["--config", &config, "backup", &copies[0]]).contains("0.samsyn"),
        "a backup is not written over another"
    );
    let mut last = 0;
    for (number, copy) in copies.iter().enumerate() {
        let file = folder.join(&format!("back/{number}.db"));
        let back = folder.write(&format!("back/{number}.toml"), beside(&file, &folder));
        done(&folder, &["--config", &back, "restore", copy]);
        assert!(done(&folder, &["--config", &back, "verify"]).contains("all as stored"));
        let mut stored = Stored::open(&file);
        let events = stored.number("select count(*) from events");
        assert!(events >= last, "a later backup holds less");
        last = events;
        assert_eq!(stored.number("select count(*) from sessions"), 0, "nobody is signed in by a restore");
        drop(stored);
        let told = refused(&folder, &["--config", &back, "restore", copy]);
        assert!(told.contains("not empty"), "{told}");
    }
    // A backup that was cut short, or changed, is refused, and the new database stays empty.
    let text = fs::read_to_string(&copies[0]).unwrap();
    let cut: String = text.lines().take(text.lines().count() - 1).flat_map(|line| [line, "\n"]).collect();
    for (number, wrong) in
        [cut, text.replacen("Anna Ek", "Anne Ek", 1), "no backup".to_owned(), String::new()].into_iter().enumerate()
    {
        let copy = folder.write("wrong.samsyn", wrong);
        let file = folder.join(&format!("back/wrong-{number}.db"));
        let back = folder.write("back/wrong.toml", beside(&file, &folder));
        assert!(refused(&folder, &["--config", &back, "restore", &copy]).contains("backup"));
        assert_eq!(Stored::open(&file).number("select count(*) from people"), 0);
    }
    let (status, _) = server.stop();
    assert!(status.success());
}

#[test]
fn verify_names_what_was_changed_behind_its_back() {
    let folder = installed("verify");
    done(&folder, &["import", SAMPLE]);
    let file = folder.join("data/samsyn.db");
    let (elin, jonas) = (adopt(&file, Family::Elin, Milestone::Told), adopt(&file, Family::Jonas, Milestone::Told));
    assert!(done(&folder, &["verify"]).contains("2 plans"));
    let of = |plan| format!("where plan = '{plan}'");
    let column = |stored: &mut Stored, query: &str| stored.rows(query)[0].get::<Vec<u8>, _>(0);
    let state = column(&mut Stored::open(&file), &format!("select state from plans {}", of(elin)));
    let hex = |bytes: &[u8]| bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    let other: Vec<u8> = state.iter().enumerate().map(|(at, byte)| byte ^ u8::from(at == 100)).collect();
    for (change, mend, named) in [
        (
            format!("update plans set state = x'{}' {}", hex(&other), of(elin)),
            format!("update plans set state = x'{}' {}", hex(&state), of(elin)),
            "plans.state",
        ),
        (
            format!("update plans set stage = 'closed' {}", of(elin)),
            format!("update plans set stage = 'active' {}", of(elin)),
            "plans.stage",
        ),
        (
            format!("update plans set revision = revision + 1 {}", of(elin)),
            format!("update plans set revision = revision - 1 {}", of(elin)),
            "plans.revision",
        ),
        (
            format!("update waiting set due = '2020-01-01' || due {}", of(elin)),
            format!("update waiting set due = substr(due, 11) {}", of(elin)),
            "waiting",
        ),
        (
            format!("update plan_readers set to_day = to_day || 'x' {}", of(elin)),
            format!("update plan_readers set to_day = rtrim(to_day, 'x') {}", of(elin)),
            "plan_readers",
        ),
    ] {
        assert!(Stored::open(&file).change(&change) > 0, "{change}");
        let output = samsyn(&folder, &["verify"]);
        let (_, told) = words(&output);
        assert_eq!(output.status.code(), Some(1), "{change}");
        assert!(told.contains(&elin.to_string()) && told.contains(named), "{named} is not named: {told}");
        assert!(!told.contains(&jonas.to_string()) && !told.contains("Elsa"), "{told}");
        Stored::open(&file).change(&mend);
        assert!(done(&folder, &["verify"]).contains("all as stored"), "{mend}");
    }
    assert!(Stored::open(&file).change(&format!("delete from events where seq = 3 and plan = '{jonas}'")) == 1);
    let (_, told) = words(&samsyn(&folder, &["verify"]));
    assert!(told.contains(&jonas.to_string()) && told.contains("events"), "{told}");
}

//! Reminders of what has a last day: to its owner by a real mail server, each at most once, however often the server is killed.

use std::path::Path;
use std::time::{Duration, Instant};

use jiff::{Timestamp, ToSpan};
use samsyn_domain::families::{self, Family, Milestone};
use samsyn_domain::ids::PlanId;

use crate::common::house::adopt;
use crate::common::smtp::{MailServer, Manner};
use crate::common::{Chance, Folder, Server, Stored, until};

/// How many reminders are due, unless `SAMSYN_REMINDERS` says another number: `just reminders` says 10,000.
const REMINDERS: i64 = 300;
/// How often the server is killed meanwhile.
const KILLS: u32 = 10;
/// How many mails it hands over side by side, hence the most of which a kill leaves a doubt.
const SIDE_BY_SIDE: i64 = 8;

/// A house whose mail goes to that server, with a plan in which many tasks of Omar's end tomorrow.
fn house(folder: &Folder, mail: &MailServer, tasks: i64) -> (Stored, PlanId) {
    folder.write(
        "samsyn.toml",
        format!(
            "listen = \"127.0.0.1:0\"\npublic_url = \"http://127.0.0.1:0\"\ndatabase = \"sqlite:data/samsyn.db\"\n\
             [mail]\nfrom = \"noreply@sip.example\"\nserver = \"127.0.0.1\"\nport = {}\nsecurity = \"none\"\n",
            mail.port
        ),
    );
    assert!(Server::demo(folder, &["--empty"]).stop().0.success());
    let file = folder.join("data/samsyn.db");
    let plan = adopt(&file, Family::Elin, Milestone::Told);
    let mut stored = Stored::open(&file);
    stored.change("delete from jobs");
    stored.change("delete from settings where name = 'reminded_to'");
    stored.change(&format!("delete from waiting where plan = '{plan}'"));
    due(&mut stored, plan, tasks, 1);
    (stored, plan)
}

/// Lets so many tasks of Omar's end in so many days.
fn due(stored: &mut Stored, plan: PlanId, tasks: i64, days: i64) {
    let sweden = jiff::tz::TimeZone::get("Europe/Stockholm").unwrap();
    let day = Timestamp::now().to_zoned(sweden).date().checked_add(days.days()).unwrap();
    let omar = families::omar_ali().staff;
    let added = stored.change(&format!(
        "insert into waiting (plan, row_no, subject_kind, subject_id, task, item, due, words, codec, key_id) \
         with recursive n (i) as (select 1 union all select i + 1 from n where i < {tasks}) \
         select '{plan}', 1000 + i, 'staff', '{omar}', 'do_measure', i, '{day}', null, 0, null from n"
    ));
    assert_eq!(i64::try_from(added).unwrap(), tasks);
}

fn serve(folder: &Folder) -> Server {
    Server::start(folder, &["serve"])
}

const LEFT: &str = "select count(*) from jobs where kind = 'remind' and done_at is null and failed_at is null";
const MADE: &str = "select count(*) from jobs where kind = 'remind'";
const DOUBTFUL: &str = "select count(*) from jobs where kind = 'remind' and failed_at is not null";

#[test]
fn every_reminder_is_handed_over_at_most_once_though_the_server_is_killed_ten_times() {
    let (folder, mail) = (Folder::new("reminders"), MailServer::start(Manner::Takes));
    let reminders = std::env::var("SAMSYN_REMINDERS").map_or(REMINDERS, |number| number.parse().unwrap());
    let (mut stored, _) = house(&folder, &mail, reminders);
    let mut chance = Chance::new(31);
    let begun = Instant::now();
    for _ in 0..KILLS {
        let server = serve(&folder);
        std::thread::sleep(Duration::from_millis(20 + chance.below(200 + u64::try_from(reminders).unwrap() / 10)));
        server.kill();
    }
    let server = serve(&folder);
    while stored.number(MADE) < reminders || stored.number(LEFT) > 0 {
        assert!(begun.elapsed() < Duration::from_mins(3), "{} of {reminders} left", stored.number(LEFT));
        std::thread::sleep(Duration::from_millis(20));
    }
    let took = begun.elapsed();
    let (times, doubtful) = (mail.times(), stored.number(DOUBTFUL));
    let came = i64::try_from(times.len()).unwrap();
    println!("{came} of {reminders} came, {doubtful} are in doubt, after {KILLS} kills, in {took:?}");
    assert_eq!(stored.number(MADE), reminders, "each is made once");
    assert!(times.values().all(|times| *times == 1), "one came twice");
    assert!(came <= reminders && came + doubtful >= reminders, "one is lost and nobody is told");
    assert!(doubtful <= SIDE_BY_SIDE * i64::from(KILLS));
    assert!(server.stop().0.success());
    neutral(&mail);
}

/// No mail says who, what or that there is a plan.
fn neutral(mail: &MailServer) {
    for mail in mail.handed() {
        for word in ["Elin", "Sjöberg", "Omar", "BUP", "plan", "SIP"] {
            assert!(!mail.text.replace(&mail.to, "").contains(word), "{word}: {}", mail.text);
        }
    }
}

#[test]
fn what_was_done_meanwhile_reminds_nobody_and_each_step_tells_whom_it_should() {
    let (folder, mail) = (Folder::new("reminded"), MailServer::start(Manner::Takes));
    let (mut stored, plan) = house(&folder, &mail, 1);
    stored.change("update waiting set due = '9999-12-31'");
    for days in [7, 5, 0, -3, -10, -11] {
        stored.change(&format!("update waiting set row_no = row_no + 100 where plan = '{plan}'"));
        due(&mut stored, plan, 1, days);
        stored.change(&format!("update waiting set item = row_no where plan = '{plan}'"));
    }
    let server = serve(&folder);
    until("the reminders are out", || stored.number(MADE) > 0 && stored.number(LEFT) == 0);
    assert!(server.stop().0.success());
    let address = |stored: &mut Stored, table: &str, column: &str, id: String| {
        let of = if table == "unit" { "units" } else { table };
        stored.texts(&format!("select {column} from {of} where {table} = '{id}'")).remove(0)
    };
    let omar = address(&mut stored, "staff", "mail", families::omar_ali().staff.to_string());
    let anna = address(&mut stored, "staff", "mail", families::anna_ek().staff.to_string());
    let bup = address(&mut stored, "unit", "function_mail", families::omar_ali().unit.unit.to_string());
    let mut to: Vec<String> = mail.handed().into_iter().map(|mail| mail.to).collect();
    to.sort();
    // Seven days before, on the day, three days after; then whoever holds the plan together; then the unit.
    let mut expected = vec![omar.clone(), omar.clone(), omar, anna, bup];
    expected.sort();
    assert_eq!(to, expected);

    // Made while the mail server slept; then all was done. Nobody is reminded.
    mail.behave(Manner::Refuses);
    stored.change("delete from jobs");
    stored.change("delete from settings where name = 'reminded_to'");
    let server = serve(&folder);
    until("they were tried", || stored.number("select count(*) from jobs where last_error is not null") == 5);
    mail.behave(Manner::Takes);
    stored.change("delete from waiting");
    stored.change("update jobs set run_at = 0");
    until("they are done", || stored.number(MADE) == 5 && stored.number(LEFT) == 0);
    assert!(server.stop().0.success());
    assert_eq!((mail.handed().len(), stored.number(DOUBTFUL)), (5, 0));
    neutral(&mail);
}

#[test]
fn a_mail_server_that_refuses_or_drops_the_line_is_told_of_and_nothing_goes_twice() {
    for (manner, doubtful, came) in [(Manner::Refuses, 0, 0), (Manner::Drops, 2, 2)] {
        let (folder, mail) = (Folder::new("mail-server"), MailServer::start(manner));
        let (mut stored, _) = house(&folder, &mail, 2);
        let server = serve(&folder);
        until("both were tried", || {
            stored.number(
                "select count(*) from jobs where kind = 'remind' and leased_until = 0 and last_error is not null",
            ) == 2
        });
        assert_eq!(stored.number(DOUBTFUL), doubtful, "{manner:?}");
        let said = stored.texts("select distinct last_error from jobs where kind = 'remind'");
        let words =
            if doubtful > 0 { "it is not known whether the mail went out" } else { "the mail server did not take it" };
        assert_eq!(said, [words]);
        assert_eq!(mail.handed().len(), came);
        // Well again: what was refused goes out when its time comes; what is in doubt waits for an operator.
        mail.behave(Manner::Takes);
        stored.change("update jobs set run_at = 0 where kind = 'remind' and done_at is null and failed_at is null");
        until("the rest is out", || stored.number(LEFT) == 0);
        assert_eq!(mail.handed().len(), 2);
        assert!(mail.times().values().all(|times| *times == 1));
        assert!(server.stop().0.success());
    }
}

#[test]
fn a_mail_server_that_hangs_holds_up_nobody_else() {
    let (folder, mail) = (Folder::new("mail-hangs"), MailServer::start(Manner::Hangs));
    let (mut stored, _) = house(&folder, &mail, 1);
    let server = serve(&folder);
    until("it was begun", || stored.number("select count(*) from jobs where kind = 'remind' and attempts = 1") == 1);
    let path: &Path = Path::new("/healthz");
    let well = crate::common::Browser::stranger(server.at).get(path.to_str().unwrap()).unwrap();
    assert_eq!(well.status, 200);
    until("it was given back", || {
        stored.number("select count(*) from jobs where kind = 'remind' and last_error is not null") == 1
    });
    assert_eq!(stored.number(DOUBTFUL), 0, "it never began: no doubt");
    server.kill();
}

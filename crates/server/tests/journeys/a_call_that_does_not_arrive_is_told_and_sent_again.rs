//! A call by a real mail server that refuses, hangs, drops the line or gives the mail back: nobody loses it, and whoever carries the
//! plan on is told what became of it, in words, with a button to send it again.

use std::fs;

use jiff::{Timestamp, ToSpan};
use samsyn_domain::families::{self, Family, Milestone};
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::Command;

use crate::a_call_sends_one_neutral_mail_to_each::as_staff;
use crate::common::browser::between;
use crate::common::house::{adopt, with_store};
use crate::common::server::words;
use crate::common::smtp::{MailServer, Manner};
use crate::common::{Browser, Folder, Server, Stored, samsyn, until};

/// A house whose mail goes to that server, in which Elin's call has just gone out to a meeting that is to be.
struct Called {
    folder: Folder,
    stored: Stored,
    plan: PlanId,
    link: String,
}

const NOTICES: &str = "select count(*) from jobs where kind = 'notify'";
const LEFT: &str = "select count(*) from jobs where kind in ('notify', 'calendars') and done_at is null";
const FAILED: &str = "select count(*) from jobs where kind = 'notify' and last_error is not null and leased_until = 0";

impl Called {
    fn by(mail: &MailServer) -> Self {
        let folder = Folder::new("call-faults");
        let inbox = folder.join("inbox");
        for part in ["new", "cur", "tmp"] {
            fs::create_dir_all(inbox.join(part)).unwrap();
        }
        folder.write(
            "samsyn.toml",
            format!(
                "listen = \"127.0.0.1:0\"\npublic_url = \"http://127.0.0.1:0\"\ndatabase = \"sqlite:data/samsyn.db\"\n\
                 [mail]\nfrom = \"noreply@sip.example\"\nserver = \"127.0.0.1\"\nport = {}\nsecurity = \"none\"\n\
                 [inbox]\nmaildir = \"inbox\"\n",
                mail.port
            ),
        );
        assert!(Server::demo(&folder, &["--empty"]).stop().0.success());
        let file = folder.join("data/samsyn.db");
        let plan = adopt(&file, Family::Elin, Milestone::Called);
        let mut stored = Stored::open(&file);
        stored.change("delete from jobs");
        with_store(&file, async |store| {
            let starts = Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).datetime().checked_add(30.days()).unwrap();
            let answer_by = starts.date().checked_sub(14.days()).unwrap();
            let (place, interpreter) = ("Strandskolan".into(), String::new());
            let moved = Command::PlanMeeting { starts, minutes: 60, place, interpreter, answer_by };
            as_staff(store, &families::anna_ek(), plan, moved).await;
        });
        let (told, faults) = words(&samsyn(&folder, &["sign-in-link", "anna.ek@solvik.example"]));
        let link = told.split_once("/sign-in/").unwrap_or_else(|| panic!("{faults}")).1.trim().to_owned();
        Self { folder, stored, plan, link: format!("/sign-in/{link}") }
    }

    fn open(&self) -> (Server, Browser) {
        let server = Server::start(&self.folder, &["serve"]);
        let anna = Browser::by_link(server.at, &self.link);
        (server, anna)
    }

    fn page(&self, anna: &Browser) -> String {
        let page = anna.get(&format!("/plans/{}/call", self.plan)).unwrap();
        assert_eq!(page.status, 200);
        page.text()
    }

    /// What waits for its next attempt is tried now.
    fn at_once(&mut self) {
        self.stored.change("update jobs set run_at = 0 where leased_until = 0 and done_at is null and failed_at is null and kind <> 'note_silence'");
    }
}

#[test]
fn a_mail_server_that_refuses_calls_is_told_of_beside_each_party_until_it_takes_them() {
    let mail = MailServer::start(Manner::Refuses);
    let mut called = Called::by(&mail);
    let notices = called.stored.number(NOTICES);
    assert!(notices > 3, "{notices}");
    let (server, anna) = called.open();
    until("each was tried", || called.stored.number(FAILED) >= notices);
    let said = called.stored.texts("select distinct last_error from jobs where kind = 'notify'");
    assert_eq!(said, ["the mail server did not take it"]);
    let page = called.page(&anna);
    assert!(page.contains("har inte gått iväg än. Vi försöker igen"), "the page says nothing");
    assert!(!page.contains("value=\"again\""), "it goes by itself");
    mail.behave(Manner::Takes);
    called.at_once();
    until("each is out", || called.stored.number(LEFT) == 0);
    assert!(mail.times().values().all(|times| *times == 1));
    assert!(!called.page(&anna).contains("har inte gått iväg än"));
    assert!(server.stop().0.success());
}

#[test]
fn a_mail_server_that_drops_the_line_gets_the_same_call_again_under_the_same_name() {
    let mail = MailServer::start(Manner::Drops);
    let mut called = Called::by(&mail);
    let notices = called.stored.number(NOTICES);
    let (server, _) = called.open();
    until("each was tried", || called.stored.number(FAILED) >= notices);
    let first = mail.times();
    mail.behave(Manner::Takes);
    called.at_once();
    until("each is out", || called.stored.number(LEFT) == 0);
    let times = mail.times();
    assert!(
        first.keys().all(|name| times[name] >= 2),
        "what may be lost is sent again, and one mail to whoever gets both"
    );
    let notice = mail.handed().into_iter().filter(|mail| !mail.text.contains("text/calendar"));
    let names: std::collections::BTreeSet<_> =
        notice.map(|mail| mail.header("Message-ID").unwrap().to_owned()).collect();
    assert!(i64::try_from(names.len()).unwrap() <= notices, "no new names");
    assert_eq!(called.stored.number("select count(*) from jobs where failed_at is not null"), 0);
    assert!(server.stop().0.success());
}

#[test]
fn a_mail_server_that_hangs_at_a_call_keeps_no_page_waiting_and_no_call() {
    let mail = MailServer::start(Manner::Hangs);
    let mut called = Called::by(&mail);
    let notices = called.stored.number(NOTICES);
    let (server, anna) = called.open();
    until("one was begun", || called.stored.number("select count(*) from jobs where attempts = 1") > 0);
    let begun = std::time::Instant::now();
    called.page(&anna);
    assert!(begun.elapsed().as_secs() < 5, "the page waited for the mail server");
    until("each was given back", || called.stored.number(FAILED) >= notices);
    assert!(called.page(&anna).contains("har inte gått iväg än"));
    mail.behave(Manner::Takes);
    // A line that was opened while it hung ends only now, and its call waits for its next attempt.
    until("each is out", || {
        called.at_once();
        called.stored.number(LEFT) == 0
    });
    assert!(server.stop().0.success());
}

#[test]
fn a_call_that_comes_back_is_shown_without_the_address_and_goes_again_at_a_press() {
    let mail = MailServer::start(Manner::Takes);
    let mut called = Called::by(&mail);
    let (server, anna) = called.open();
    until("each is out", || called.stored.number(LEFT) == 0);
    let bup = called
        .stored
        .texts(&format!("select function_mail from units where unit = '{}'", families::omar_ali().unit.unit));
    let to_bup = |mail: &MailServer, calendar: bool| -> Vec<String> {
        let mails = mail.handed().into_iter();
        let mails = mails.filter(|m| m.to == bup[0] && m.text.contains("text/calendar") == calendar);
        mails.map(|mail| mail.header("Message-ID").unwrap().to_owned()).collect()
    };
    assert_eq!((to_bup(&mail, false).len(), to_bup(&mail, true).len()), (1, 1));
    assert!(!called.page(&anna).contains("kommer tillbaka"));
    // The booking came back: a mail from here as good as the notice.
    let back = format!(
        "From: MAILER-DAEMON@sip.example\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n--b\r\n\
         Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n\
         Final-Recipient: rfc822; {}\r\nAction: failed\r\nStatus: 5.1.1\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n\
         Message-ID: {}\r\n\r\nHej\r\n--b--\r\n",
        bup[0],
        to_bup(&mail, true)[0]
    );
    fs::write(called.folder.join("inbox/new/1"), back).unwrap();
    until("the mailbox is read", || fs::read_dir(called.folder.join("inbox/cur")).unwrap().count() == 1);
    let page = called.page(&anna);
    assert!(page.contains("E-posten till enheten kommer tillbaka") && !page.contains(&bup[0]));
    let form = between(&page, "name=\"what\" value=\"again\"", "</form>").unwrap();
    let party = between(form, "name=\"party\" value=\"", "\"").unwrap();
    let path = format!("/plans/{}/call", called.plan);
    let sent = anna.post(&path, &[("what", "again"), ("party", party), ("way", "told")]).unwrap();
    assert_eq!(sent.status, 303, "{}", sent.text());
    until("it is out again", || called.stored.number(LEFT) == 0);
    assert_eq!(to_bup(&mail, false).len(), 2, "the notice went once more");
    until("the calendar is told again", || to_bup(&mail, true).len() == 2);
    assert!(mail.times().values().all(|times| *times == 1), "each under its own name");
    let page = called.page(&anna);
    assert!(!page.contains("kommer tillbaka") && page.contains("Skickad igen"));
    assert!(server.stop().0.success());
}

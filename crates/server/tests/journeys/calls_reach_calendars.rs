//! A call reaches calendars by mail: booked, moved, taken back; what calendars answer stands beside the party, and nothing more.

use std::fs;
use std::path::Path;

use jiff::{Timestamp, ToSpan};
use samsyn_domain::families::{self, Family, Milestone};
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::command::Command;
use samsyn_store::Store;

use crate::a_call_sends_one_neutral_mail_to_each::as_staff;
use crate::common::house::{adopt, with_store};
use crate::common::{Folder, Opened, Server, Stored, until};

/// A booking, as it lies in the mail folder, unfolded and decoded.
struct Booking {
    to: String,
    text: String,
}

impl Booking {
    fn value(&self, name: &str) -> &str {
        self.text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).unwrap_or_default()
    }
}

/// Quoted-printable (RFC 2045, 6.7), as far as such mails use it.
fn decoded(text: &str) -> String {
    let text = text.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        let code = more.get(..2).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        if let (b'=', Some(byte)) = (first, code) {
            bytes.push(byte);
            rest = &more[2..];
        } else {
            bytes.push(*first);
            rest = more;
        }
    }
    String::from_utf8(bytes).unwrap()
}

fn bookings(folder: &Path) -> Vec<Booking> {
    let mut found = Vec::new();
    for file in fs::read_dir(folder).into_iter().flatten().map(|file| file.unwrap().path()) {
        let mail = fs::read_to_string(&file).unwrap_or_default();
        let Some((head, rest)) = mail.split_once("text/calendar") else { continue };
        let to = head.lines().find_map(|line| line.strip_prefix("To: ")).unwrap_or_default().to_owned();
        let Some((part, body)) = rest.split_once("\r\n\r\n") else { continue };
        let text = if part.contains("quoted-printable") { decoded(body) } else { body.to_owned() };
        found.push(Booking { to, text: text.replace("\r\n ", "") });
    }
    found
}

async fn moved(store: &Store, plan: PlanId, days: i32) {
    let starts = Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).datetime().checked_add(days.days()).unwrap();
    let answer_by = starts.date().checked_sub(5.days()).unwrap();
    let (place, interpreter) = ("Hemliga vägen 7".to_owned(), String::new());
    let meeting = Command::PlanMeeting { starts, minutes: 60, place, interpreter, answer_by };
    as_staff(store, &families::anna_ek(), plan, meeting).await;
}

fn reply(booking: &Booking, from: &str, stat: &str) -> String {
    format!(
        "From: {from}\r\nTo: moten@sip.example\r\nSubject: Svar\r\nMIME-Version: 1.0\r\n\
         Content-Type: text/calendar; charset=utf-8; method=REPLY\r\n\r\nBEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REPLY\r\n\
         BEGIN:VEVENT\r\nUID:{}\r\nSEQUENCE:{}\r\nDTSTAMP:{}\r\nATTENDEE;PARTSTAT={stat}:mailto:{}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        booking.value("UID"),
        booking.value("SEQUENCE"),
        booking.value("DTSTAMP"),
        booking.to,
    )
}

#[test]
fn calendars_are_told_of_a_call_its_move_and_its_end_and_what_they_answer_is_shown() {
    let folder = Folder::new("calendars");
    let (file, mail, inbox) = (folder.join("data/samsyn.db"), folder.join("data/mail"), folder.join("data/inbox"));
    for part in ["new", "cur", "tmp"] {
        fs::create_dir_all(inbox.join(part)).unwrap();
    }
    assert!(Server::demo(&folder, &["--empty"]).stop().0.success());
    let plan = adopt(&file, Family::Elin, Milestone::Called);
    with_store(&file, async |store| moved(store, plan, 30).await);
    let mut stored = Stored::open(&file);
    let open = "select count(*) from jobs where kind = 'calendars' and done_at is null";
    let server = Server::demo(&folder, &["--empty"]);
    until("the calendars are told", || stored.number(open) == 0);
    let first = bookings(&mail);
    let parties = Opened::of(file.parent().unwrap()).plan(&mut stored, plan).current_parties().count();
    assert_eq!(first.len(), parties, "one for each");
    for booking in &first {
        for word in ["Elin", "Sjöberg", "Anna", "SIP", "plan", "Hemliga", "skola"] {
            assert!(!booking.text.replace(&booking.to, "").contains(word), "{word}: {}", booking.text);
        }
        assert_eq!((booking.value("METHOD"), booking.value("SEQUENCE")), ("REQUEST", "0"));
        assert_eq!((booking.value("SUMMARY"), booking.value("STATUS")), ("Möte", "CONFIRMED"));
    }
    let uid = first[0].value("UID").to_owned();
    // A yes from the one who was asked, and one from somebody else.
    let (asked, other) = (&first[0], &first[1]);
    fs::write(inbox.join("new/1"), reply(asked, &asked.to, "ACCEPTED")).unwrap();
    fs::write(inbox.join("new/2"), reply(other, "annan@elsewhere.example", "ACCEPTED")).unwrap();
    fs::write(inbox.join("new/3"), "From: a@b.example\r\n\r\nHej").unwrap();
    until("the mailbox is read", || fs::read_dir(inbox.join("cur")).unwrap().count() == 3);
    assert_eq!(stored.number("select count(*) from invitations where reply = 'accepted'"), 1);
    let answered = Opened::of(file.parent().unwrap()).plan(&mut stored, plan);
    let waiting = samsyn_domain::plan::state::CallAnswer::Waiting;
    assert!(answered.current_parties().all(|p| p.answer == waiting), "who comes, with which mandate, nobody has said");
    assert!(server.stop().0.success());

    with_store(&file, async |store| {
        moved(store, plan, 31).await;
    });
    let server = Server::demo(&folder, &["--empty"]);
    until("the calendars are told again", || stored.number(open) == 0);
    let all = bookings(&mail);
    let again: Vec<_> = all.iter().filter(|booking| booking.value("SEQUENCE") == "1").collect();
    assert!(again.len() == parties && again.iter().all(|booking| booking.value("UID") == uid));
    assert_eq!(stored.number("select count(*) from invitations where reply is not null"), 0, "a yes to another time");
    assert!(server.stop().0.success());

    with_store(&file, async |store| {
        let cancel = Command::CancelMeeting { reason: "Rummet brann.".into() };
        as_staff(store, &families::anna_ek(), plan, cancel).await;
    });
    let server = Server::demo(&folder, &["--empty"]);
    until("the calendars are told of the end", || stored.number(open) == 0);
    let all = bookings(&mail);
    let gone: Vec<_> = all.iter().filter(|booking| booking.value("METHOD") == "CANCEL").collect();
    assert!(gone.len() == parties && gone.iter().all(|booking| booking.value("STATUS") == "CANCELLED"));
    assert!(gone.iter().all(|booking| !booking.text.contains("brann")), "the reason stays here");
    // A reply to a meeting that is no more changes nothing.
    fs::write(inbox.join("new/4"), reply(gone[0], &gone[0].to, "ACCEPTED")).unwrap();
    until("the late answer is read", || fs::read_dir(inbox.join("cur")).unwrap().count() == 4);
    assert_eq!(stored.number("select count(*) from invitations where reply is not null"), 0);
    assert!(server.stop().0.success());
}

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::time::{Duration, Instant};

use jiff::civil::{DateTime, date};
use samsyn_domain::times::Busy;

use super::busy::busy;
use super::*;

fn sweden() -> TimeZone {
    TimeZone::get("Europe/Stockholm").unwrap()
}

/// Four weeks from Monday 23 November 2026.
fn window() -> Window {
    let at = |day: jiff::civil::Date| day.to_zoned(sweden()).unwrap().timestamp();
    (at(date(2026, 11, 23)), at(date(2026, 12, 21)))
}

fn calendar(events: &str) -> String {
    let text = format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//t//t//EN\n{events}\nEND:VCALENDAR\n");
    text.replace('\n', "\r\n")
}

fn event(lines: &str) -> String {
    calendar(&format!("BEGIN:VEVENT\nUID:1\nDTSTAMP:20261101T000000Z\nSUMMARY:Hemligt\n{lines}\nEND:VEVENT"))
}

fn spans(text: &str) -> Vec<(String, String)> {
    let mut found = busy(text, window(), &sweden()).unwrap();
    found.sort_unstable();
    let local = |at: Timestamp| -> DateTime { at.to_zoned(sweden()).datetime() };
    found.iter().map(|Busy { from, until }| (local(*from).to_string(), local(*until).to_string())).collect()
}

fn one(from: &str, until: &str) -> Vec<(String, String)> {
    vec![(from.to_owned(), until.to_owned())]
}

#[test]
fn times_are_read_in_whatever_zone_they_are_written() {
    let same = one("2026-11-24T10:00:00", "2026-11-24T11:00:00");
    for lines in [
        "DTSTART:20261124T090000Z\nDTEND:20261124T100000Z",
        "DTSTART:20261124T100000\nDTEND:20261124T110000",
        "DTSTART;TZID=Europe/Stockholm:20261124T100000\nDURATION:PT1H",
        "DTSTART;TZID=America/New_York:20261124T040000\nDTEND;TZID=America/New_York:20261124T050000",
        "DTSTART;TZID=W. Europe Standard Time:20261124T100000\nDURATION:PT1H",
    ] {
        assert_eq!(spans(&event(lines)), same, "{lines}");
    }
    let own = calendar(
        "BEGIN:VTIMEZONE\nTZID:Kontoret\nX-LIC-LOCATION:Europe/Helsinki\nBEGIN:STANDARD\nDTSTART:19701025T040000\n\
         TZOFFSETFROM:+0300\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\nEND:VTIMEZONE\n\
         BEGIN:VEVENT\nUID:2\nDTSTART;TZID=Kontoret:20261124T110000\nDTEND;TZID=Kontoret:20261124T120000\nEND:VEVENT",
    );
    assert_eq!(spans(&own), same);
    let day = spans(&event("DTSTART;VALUE=DATE:20261124\nDTEND;VALUE=DATE:20261125"));
    assert_eq!(day, one("2026-11-24T00:00:00", "2026-11-25T00:00:00"), "a whole day where people live");
}

#[test]
fn what_repeats_for_ever_is_followed_to_the_end_of_the_window_over_the_shift() {
    let weekly =
        "DTSTART;TZID=Europe/Stockholm:20200106T090000\nDTEND;TZID=Europe/Stockholm:20200106T100000\nRRULE:FREQ=WEEKLY";
    let mondays: Vec<String> = spans(&event(weekly)).into_iter().map(|(from, _)| from).collect();
    assert_eq!(mondays, ["2026-11-23T09:00:00", "2026-11-30T09:00:00", "2026-12-07T09:00:00", "2026-12-14T09:00:00"]);
    let except = format!("{weekly}\nEXDATE;TZID=Europe/Stockholm:20261130T090000");
    assert_eq!(spans(&event(&except)).len(), 3);
    // One of the series is moved; another series at the same hour is not touched by that.
    let moved = calendar(&format!(
        "BEGIN:VEVENT\nUID:a\n{weekly}\nEND:VEVENT\nBEGIN:VEVENT\nUID:a\nRECURRENCE-ID;TZID=Europe/Stockholm:20261130T090000\n\
         DTSTART;TZID=Europe/Stockholm:20261202T150000\nDTEND;TZID=Europe/Stockholm:20261202T160000\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:b\n{weekly}\nEND:VEVENT"
    ));
    let found = spans(&moved);
    assert_eq!(found.iter().filter(|(from, _)| from == "2026-11-30T09:00:00").count(), 1, "{found:?}");
    assert_eq!(found.iter().filter(|(from, _)| from == "2026-12-02T15:00:00").count(), 1, "{found:?}");
    let each_second = "DTSTART:20260101T000000Z\nDTEND:20260101T000001Z\nRRULE:FREQ=SECONDLY";
    assert_eq!(busy(&event(each_second), window(), &sweden()), Err(CalendarFault::TooFull));
}

#[test]
fn what_is_free_cancelled_or_elsewhere_takes_no_time() {
    for lines in [
        "DTSTART:20261124T090000Z\nDTEND:20261124T100000Z\nTRANSP:TRANSPARENT",
        "DTSTART:20261124T090000Z\nDTEND:20261124T100000Z\nSTATUS:CANCELLED",
        "DTSTART:20270124T090000Z\nDTEND:20270124T100000Z",
        "DTSTART:20261101T090000Z\nDTEND:20261101T100000Z",
    ] {
        assert!(spans(&event(lines)).is_empty(), "{lines}");
    }
    let sums = "BEGIN:VFREEBUSY\nDTSTART:20261123T000000Z\nDTEND:20261221T000000Z\nFREEBUSY:20261124T090000Z/20261124T100000Z\n\
        FREEBUSY;FBTYPE=FREE:20261125T090000Z/PT1H\nEND:VFREEBUSY";
    assert_eq!(spans(&calendar(sums)), one("2026-11-24T10:00:00", "2026-11-24T11:00:00"));
}

#[test]
fn what_is_no_calendar_is_told_as_that() {
    for text in ["", "<html><body>Logga in</body></html>", "BEGIN:VCARD\r\nEND:VCARD\r\n", "\u{0}\u{1}", "hej"] {
        assert_eq!(busy(text, window(), &sweden()), Err(CalendarFault::NotACalendar), "{text:?}");
    }
    assert_eq!(busy(&calendar(""), window(), &sweden()), Ok(vec![]), "an empty one is one");
}

/// A server that answers each connection by what the path says, as long as the test lasts.
fn server() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            std::thread::spawn(move || answer(stream));
        }
    });
    at
}

fn answer(mut stream: std::net::TcpStream) {
    let mut asked = [0; 4096];
    let read = stream.read(&mut asked).unwrap_or(0);
    let asked = String::from_utf8_lossy(&asked[..read]).into_owned();
    let path = asked.split(' ').nth(1).unwrap_or_default().to_owned();
    let whole = |status: &str, more: &str, body: &str| {
        format!("HTTP/1.1 {status}\r\nConnection: close\r\n{more}Content-Length: {}\r\n\r\n{body}", body.len())
    };
    let good = event("DTSTART:20261124T090000Z\nDTEND:20261124T100000Z");
    let said = match path.as_str() {
        "/good" => whole("200 OK", "", &good),
        "/page" => whole("200 OK", "Content-Type: text/html\r\n", "<html>Logga in</html>"),
        "/gone" => whole("404 Not Found", "", ""),
        "/locked" if asked.contains("Basic b21hcjpo") => whole("200 OK", "", &good),
        "/locked" => whole("401 Unauthorized", "", ""),
        "/on" => whole("302 Found", "Location: /good\r\n", ""),
        "/circle" => whole("302 Found", "Location: /circle2\r\n", ""),
        "/circle2" => whole("302 Found", "Location: /circle\r\n", ""),
        "/said-large" => "HTTP/1.1 200 OK\r\nContent-Length: 52428800\r\n\r\n".to_owned(),
        "/large" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            let piece = vec![b'x'; 65536];
            for _ in 0..800 {
                if stream.write_all(&piece).is_err() {
                    return;
                }
            }
            return;
        }
        _ => {
            std::thread::sleep(Duration::from_secs(20));
            return;
        }
    };
    let _ = stream.write_all(said.as_bytes());
}

async fn read(inside: bool, address: String, user: Option<&str>) -> Read {
    let settings = Calendars { seconds: 2, inside, largest: 1024 * 1024, ..Calendars::default() };
    let password = user.map(|_| "h".to_owned());
    let calendar = Calendar { kind: CalendarKind::File, address, user: user.map(str::to_owned), password };
    reader(&settings, sweden())(vec![calendar], window()).await.remove(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_calendar_is_read_and_each_trouble_has_its_own_name() {
    let at = server();
    for (path, user, expected) in [
        ("good", None, Ok(1)),
        ("on", None, Ok(1)),
        ("locked", Some("omar"), Ok(1)),
        ("locked", None, Err(CalendarFault::Denied)),
        ("page", None, Err(CalendarFault::NotACalendar)),
        ("gone", None, Err(CalendarFault::Away)),
        ("circle", None, Err(CalendarFault::Wandering)),
        ("said-large", None, Err(CalendarFault::TooLarge)),
        ("large", None, Err(CalendarFault::TooLarge)),
    ] {
        let begun = Instant::now();
        let came = read(true, format!("http://{at}/{path}"), user).await;
        assert_eq!(came.map(|busy| busy.len()), expected, "{path}");
        assert!(begun.elapsed() < Duration::from_secs(5), "{path}");
    }
    let begun = Instant::now();
    assert_eq!(read(true, format!("http://{at}/hangs"), None).await, Err(CalendarFault::Slow));
    assert!(begun.elapsed() < Duration::from_secs(8));
    assert_eq!(read(true, "http://127.0.0.1:1/".into(), None).await, Err(CalendarFault::Away));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_inner_network_is_not_asked_unless_the_installation_says_so() {
    let at = server();
    for address in [
        format!("http://{at}/good"),
        format!("http://localhost:{}/good", at.port()),
        "http://10.0.0.1/".into(),
        "http://169.254.169.254/latest/meta-data".into(),
        "http://[::1]/".into(),
        "http://[::ffff:127.0.0.1]/".into(),
        "http://0.0.0.0/".into(),
    ] {
        assert_eq!(read(false, address.clone(), None).await, Err(CalendarFault::Inside), "{address}");
    }
    for outside in ["93.184.216.34", "2a00:1450:400f::1"] {
        assert!(!fetch::is_inside(outside.parse().unwrap()), "{outside}");
    }
    for inside in ["192.168.1.1", "172.16.0.1", "100.64.0.1", "fd00::1", "fe80::1", "64:ff9b::a00:1", "2002:a00:1::"] {
        assert!(fetch::is_inside(inside.parse().unwrap()), "{inside}");
    }
}

fn outgoing(cancel: bool) -> samsyn_store::Outgoing {
    samsyn_store::Outgoing {
        plan: samsyn_domain::families::Family::Elin.plan(),
        party: samsyn_domain::ids::No(4),
        meeting: samsyn_domain::ids::No(9),
        to: samsyn_domain::access::Subject::Unit(samsyn_domain::families::units::bup().unit),
        uid: "0a1b".into(),
        sequence: 3,
        cancel,
        starts: date(2026, 12, 1).at(14, 0, 0, 0),
        minutes: 60,
        place: (!cancel).then(|| "Rum 2".into()),
        told: String::new(),
    }
}

#[test]
fn an_invitation_says_nothing_but_that_there_is_a_meeting() {
    use super::invitation::{Between, Words, icalendar};
    let out = outgoing(false);
    let words = Words {
        summary: "Möte",
        description: "Du är bokad på ett möte; mer står i Samsyn, när du har loggat in. https://sip.example",
    };
    let between = Between { organizer: "moten@sip.example", attendee: "bup@region.example", host: "sip.example" };
    let now = "2026-11-22T09:00:00Z".parse().unwrap();
    let text = icalendar(&out, &words, &between, (now, &sweden()), false).unwrap();
    assert!(text.lines().all(|line| line.len() <= 75) && text.ends_with("END:VCALENDAR\r\n"), "{text}");
    let unfolded = text.replace("\r\n ", "");
    for line in [
        "METHOD:REQUEST",
        "SEQUENCE:3",
        "DTSTART:20261201T130000Z",
        "DTEND:20261201T140000Z",
        "SUMMARY:Möte",
        "CLASS:PRIVATE",
        "STATUS:CONFIRMED",
        "ORGANIZER:mailto:moten@sip.example",
        "UID:0a1b@sip.example",
    ] {
        assert!(unfolded.lines().any(|found| found == line), "{line}: {unfolded}");
    }
    assert!(unfolded.contains("ett möte\\; mer står i Samsyn\\, när") && !unfolded.contains("LOCATION"));
    assert_eq!(unfolded.matches("ATTENDEE").count(), 1, "nobody else is named");
    let placed = icalendar(&out, &words, &between, (now, &sweden()), true).unwrap();
    assert!(placed.contains("LOCATION:Rum 2"));
    let cancel = outgoing(true);
    let text = icalendar(&cancel, &words, &between, (now, &sweden()), true).unwrap();
    assert!(text.contains("METHOD:CANCEL") && text.contains("STATUS:CANCELLED"));
    // Others read it too: the parser that reads other people's calendars.
    assert_eq!(busy(&placed, window(), &sweden()).unwrap().len(), 1);
    assert_eq!(busy(&text, window(), &sweden()).unwrap().len(), 0);
}

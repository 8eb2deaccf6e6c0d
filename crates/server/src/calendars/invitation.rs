//! A meeting as calendars are told of it (iTIP, RFC 5546): a time, a neutral word, and the one who gets it. Nothing says whose
//! meeting it is or what it is about, and no other attendee is named.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use samsyn_store::Outgoing;

/// What the words of an invitation are.
pub struct Words<'a> {
    /// SUMMARY: "Möte".
    pub summary: &'a str,
    /// DESCRIPTION: where the rest stands.
    pub description: &'a str,
}

/// Between whom it goes.
pub struct Between<'a> {
    /// The organizer's address.
    pub organizer: &'a str,
    /// The attendee's address.
    pub attendee: &'a str,
    /// The host that UIDs are of.
    pub host: &'a str,
}

/// The name of the method, as in the calendar and in the mail's part (RFC 6047, 2.4).
pub fn method(out: &Outgoing) -> &'static str {
    if out.cancel { "CANCEL" } else { "REQUEST" }
}

/// The calendar object. `None` when the time cannot be told in UTC.
pub fn icalendar(
    out: &Outgoing,
    words: &Words<'_>,
    between: &Between<'_>,
    (now, zone): (Timestamp, &TimeZone),
    place: bool,
) -> Option<String> {
    let starts = out.starts.to_zoned(zone.clone()).ok()?;
    let ends = starts.checked_add(i64::from(out.minutes).minutes()).ok()?;
    let mut text = String::new();
    let mut line = |name: &str, value: &str| fold(&mut text, &format!("{name}:{value}"));
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//Samsyn//Samsyn//SV");
    line("CALSCALE", "GREGORIAN");
    line("METHOD", method(out));
    line("BEGIN", "VEVENT");
    line("UID", &uid(out, between.host));
    line("SEQUENCE", &out.sequence.to_string());
    line("DTSTAMP", &utc(now));
    line("DTSTART", &utc(starts.timestamp()));
    line("DTEND", &utc(ends.timestamp()));
    line("SUMMARY", &escaped(words.summary));
    line("DESCRIPTION", &escaped(words.description));
    if let Some(place) = out.place.as_ref().filter(|_| place) {
        line("LOCATION", &escaped(place));
    }
    line("CLASS", "PRIVATE");
    line("TRANSP", "OPAQUE");
    line("STATUS", if out.cancel { "CANCELLED" } else { "CONFIRMED" });
    line("ORGANIZER", &format!("mailto:{}", between.organizer));
    let attendee = "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE";
    line(attendee, &format!("mailto:{}", between.attendee));
    line("END", "VEVENT");
    line("END", "VCALENDAR");
    Some(text)
}

/// What the meeting is called in calendars.
pub fn uid(out: &Outgoing, host: &str) -> String {
    format!("{}@{host}", out.uid)
}

fn utc(at: Timestamp) -> String {
    let at: DateTime = at.to_zoned(TimeZone::UTC).datetime();
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// TEXT of RFC 5545, 3.3.11.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// A content line, folded at 75 bytes and never within a letter (RFC 5545, 3.1).
fn fold(text: &mut String, line: &str) {
    let mut room = 75;
    for letter in line.chars().filter(|c| *c != '\r' && *c != '\n') {
        if letter.len_utf8() > room {
            text.push_str("\r\n ");
            room = 74;
        }
        room -= letter.len_utf8();
        text.push(letter);
    }
    text.push_str("\r\n");
}

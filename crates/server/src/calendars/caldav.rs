//! `CalDAV` (RFC 4791): the server is asked when its owner is busy (7.10); one that does not know that question is asked for the
//! events in the window (7.8).

use jiff::Timestamp;
use jiff::tz::TimeZone;
use samsyn_store::Calendar;
use samsyn_web::calendars::{CalendarFault, Read};

use super::Window;
use super::busy::busy as read;
use super::fetch::Http;

/// When the owner of a collection is busy.
pub fn busy(http: &Http, calendar: &Calendar, window: Window, zone: &TimeZone) -> Read {
    let (from, until) = (utc(window.0), utc(window.1));
    let asked = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><C:free-busy-query xmlns:C=\"urn:ietf:params:xml:ns:caldav\">\
         <C:time-range start=\"{from}\" end=\"{until}\"/></C:free-busy-query>"
    );
    let headers = [("content-type", "application/xml; charset=utf-8"), ("depth", "1")];
    let answered = http.ask(calendar, "REPORT", &headers, &asked)?;
    if answered.status == 200 && answered.body.contains("BEGIN:VCALENDAR") {
        return read(&answered.body, window, zone);
    }
    let asked = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><C:calendar-query xmlns:C=\"urn:ietf:params:xml:ns:caldav\" xmlns:D=\"DAV:\">\
         <D:prop><C:calendar-data/></D:prop><C:filter><C:comp-filter name=\"VCALENDAR\"><C:comp-filter name=\"VEVENT\">\
         <C:time-range start=\"{from}\" end=\"{until}\"/></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"
    );
    let answered = http.ask(calendar, "REPORT", &headers, &asked)?;
    if answered.status != 207 {
        return Err(if answered.status >= 500 { CalendarFault::Away } else { CalendarFault::NotACalendar });
    }
    let mut all = Vec::new();
    for text in data(&answered.body)? {
        all.extend(read(&text, window, zone)?);
    }
    Ok(all)
}

/// What stands in each `calendar-data` of a multistatus (RFC 4918, 13).
fn data(xml: &str) -> Result<Vec<String>, CalendarFault> {
    let document = roxmltree::Document::parse(xml).map_err(|_| CalendarFault::NotACalendar)?;
    if document.root_element().tag_name().name() != "multistatus" {
        return Err(CalendarFault::NotACalendar);
    }
    let parts = document.descendants().filter(|node| node.tag_name().name() == "calendar-data");
    Ok(parts.filter_map(|node| node.text()).map(str::to_owned).collect())
}

/// A moment as iCalendar writes it in UTC.
fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_names_entities_is_no_calendar() {
        let answer = |head: &str, words: &str| {
            format!("{head}<multistatus xmlns=\"DAV:\"><calendar-data>{words}</calendar-data></multistatus>")
        };
        assert_eq!(data(&answer("", "BEGIN")).unwrap(), ["BEGIN"]);
        for (head, words) in [
            ("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>", "&x;"),
            ("<!DOCTYPE a [<!ENTITY x \"xxxx\"><!ENTITY y \"&x;&x;&x;\">]>", "&y;"),
            ("<!DOCTYPE a SYSTEM \"https://elsewhere.example/a.dtd\">", "BEGIN"),
        ] {
            assert!(matches!(data(&answer(head, words)), Err(CalendarFault::NotACalendar)), "{head}");
        }
    }
}

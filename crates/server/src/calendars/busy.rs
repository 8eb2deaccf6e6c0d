//! From iCalendar (RFC 5545) to when somebody is busy. What repeats for ever is followed to the end of the window; what is free
//! or cancelled is left out; a time without a zone is a time where people live.

use std::collections::BTreeMap;
use std::str::FromStr;

use calcard::common::PartialDateTime;
use calcard::common::timezone::Tz;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType as Type, ICalendarFreeBusyType, ICalendarParameterName,
    ICalendarParameterValue, ICalendarPeriod, ICalendarProperty as Property, ICalendarStatus, ICalendarTransparency,
    ICalendarValue as Value,
};
use calcard::{Entry, Parser};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use samsyn_domain::times::Busy;
use samsyn_web::calendars::{CalendarFault, Read};

use super::Window;

/// The most occurrences that are followed in one calendar.
const MOST: usize = 100_000;

/// When a calendar's owner is busy in the window, in any order.
pub fn busy(text: &str, window: Window, zone: &TimeZone) -> Read {
    let mut found = Vec::new();
    let mut calendars = 0;
    let mut parser = Parser::new(text);
    loop {
        match parser.entry() {
            Entry::ICalendar(calendar) => {
                calendars += 1;
                of_calendar(calendar, window, zone, &mut found)?;
            }
            Entry::Eof => break,
            Entry::TooManyComponents => return Err(CalendarFault::TooFull),
            // What comes before the first calendar tells whether this is one at all.
            _ if calendars == 0 => return Err(CalendarFault::NotACalendar),
            _ => {}
        }
    }
    if calendars == 0 { Err(CalendarFault::NotACalendar) } else { Ok(found) }
}

fn of_calendar(
    calendar: ICalendar,
    window: Window,
    zone: &TimeZone,
    found: &mut Vec<Busy>,
) -> Result<(), CalendarFault> {
    let home = zone.iana_name().and_then(|name| Tz::from_str(name).ok()).unwrap_or_default();
    let zones: Vec<ICalendarComponent> = with_zones(&calendar);
    // By UID: an exception belongs to the series of its own name, also where two series fall on the same hour.
    let mut series: BTreeMap<String, Vec<ICalendarComponent>> = BTreeMap::new();
    for (at, component) in calendar.components.into_iter().enumerate() {
        match component.component_type {
            Type::VEvent => {
                let uid = component.uid().map_or_else(|| format!("\u{0}{at}"), str::to_owned);
                series.entry(uid).or_default().push(component);
            }
            Type::VFreebusy => free_busy(&component, window, home, found),
            _ => {}
        }
    }
    let mut left = MOST;
    for (_, mut events) in series {
        for event in &mut events {
            end_with(event, window);
        }
        if events.iter().any(|event| begins_after(event, window))
            && !events.iter().any(ICalendarComponent::is_recurrent)
        {
            continue;
        }
        let mut components = zones.clone();
        components.extend(events);
        let one = ICalendar { components };
        let expanded = one.expand_dates(home, left);
        if expanded.events.len() >= left {
            return Err(CalendarFault::TooFull);
        }
        left -= expanded.events.len();
        for occurrence in expanded.events {
            let taken = one.components.get(occurrence.comp_id as usize).is_some_and(takes_time);
            let Ok(from) = Timestamp::from_second(occurrence.start.timestamp()) else { continue };
            let until = match occurrence.end {
                calcard::icalendar::dates::TimeOrDelta::Time(end) => Timestamp::from_second(end.timestamp()),
                calcard::icalendar::dates::TimeOrDelta::Delta(length) => {
                    from.checked_add(length.num_seconds().seconds())
                }
            };
            let Ok(until) = until else { continue };
            if taken && from < window.1 && window.0 < until {
                found.push(Busy { from, until });
            }
        }
    }
    Ok(())
}

/// The zones that a calendar tells of itself, with all that stands in them: their rules come as components of their own.
fn with_zones(calendar: &ICalendar) -> Vec<ICalendarComponent> {
    calendar.components.iter().filter(|c| c.component_type == Type::VTimezone).cloned().map(flat).collect()
}

/// A zone is found by its name: its rules, whose places would no longer fit, are left behind.
fn flat(mut zone: ICalendarComponent) -> ICalendarComponent {
    zone.component_ids.clear();
    zone
}

/// An event that is cancelled, or that its owner shows as free, takes nobody's time.
fn takes_time(event: &ICalendarComponent) -> bool {
    event.component_type == Type::VEvent
        && event.status() != Some(&ICalendarStatus::Cancelled)
        && event.transparency() != Some(&ICalendarTransparency::Transparent)
}

/// Ends a series with the window, so that what repeats for ever is counted to an end.
fn end_with(event: &mut ICalendarComponent, window: Window) {
    let last = window.1.checked_add(jiff::SignedDuration::from_hours(48)).unwrap_or(Timestamp::MAX);
    let last = last.to_zoned(TimeZone::UTC).datetime();
    for entry in &mut event.entries {
        for value in &mut entry.values {
            if let Value::RecurrenceRule(rule) = value
                && rule.until.as_ref().and_then(day).is_none_or(|until| until > last.date())
            {
                rule.until = Some(partial(last));
            }
        }
    }
}

fn begins_after(event: &ICalendarComponent, window: Window) -> bool {
    let starts = event.property(&Property::Dtstart).and_then(|entry| match entry.values.first() {
        Some(Value::PartialDateTime(at)) => day(at),
        _ => None,
    });
    let last = window.1.to_zoned(TimeZone::UTC).date().checked_add(2.days()).unwrap_or(Date::MAX);
    starts.is_some_and(|day| day > last)
}

fn day(at: &PartialDateTime) -> Option<Date> {
    Date::new(i16::try_from(at.year?).ok()?, i8::try_from(at.month?).ok()?, i8::try_from(at.day?).ok()?).ok()
}

fn partial(at: DateTime) -> PartialDateTime {
    let small = |n: i8| u8::try_from(n).ok();
    PartialDateTime {
        year: u16::try_from(at.year()).ok(),
        month: small(at.month()),
        day: small(at.day()),
        hour: small(at.hour()),
        minute: small(at.minute()),
        second: small(at.second()),
        tz_hour: None,
        tz_minute: None,
        tz_minus: false,
    }
}

/// What a server sums up itself (FREEBUSY, RFC 5545, 3.8.2.6).
fn free_busy(component: &ICalendarComponent, window: Window, home: Tz, found: &mut Vec<Busy>) {
    for entry in component.properties(&Property::Freebusy) {
        let free = entry
            .parameters(&ICalendarParameterName::Fbtype)
            .any(|value| matches!(value, ICalendarParameterValue::Fbtype(ICalendarFreeBusyType::Free)));
        for value in entry.values.iter().filter(|_| !free) {
            let Value::Period(period) = value else { continue };
            let at = |at: &PartialDateTime| {
                let at = at.to_date_time()?.to_date_time_with_tz(home)?;
                Timestamp::from_second(at.timestamp()).ok()
            };
            let span = match period {
                ICalendarPeriod::Range { start, end } => at(start).zip(at(end)),
                ICalendarPeriod::Duration { start, duration } => at(start).and_then(|from| {
                    let length = duration.to_time_delta()?.num_seconds();
                    Some((from, from.checked_add(length.seconds()).ok()?))
                }),
            };
            if let Some((from, until)) = span
                && from < window.1
                && window.0 < until
            {
                found.push(Busy { from, until });
            }
        }
    }
}

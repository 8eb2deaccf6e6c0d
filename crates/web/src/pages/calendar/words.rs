//! What is wrong with a calendar, in a sentence.

use crate::calendars::CalendarFault;
use crate::text::T;

/// The sentence.
pub fn fault(t: T, fault: CalendarFault) -> &'static str {
    match fault {
        CalendarFault::Away => t.msg_calendar_away(),
        CalendarFault::Slow => t.msg_calendar_slow(),
        CalendarFault::TooLarge => t.msg_calendar_too_large(),
        CalendarFault::NotACalendar => t.msg_calendar_not_a_calendar(),
        CalendarFault::Wandering => t.msg_calendar_wandering(),
        CalendarFault::Inside => t.msg_calendar_inside(),
        CalendarFault::Denied => t.msg_calendar_denied(),
        CalendarFault::TooFull => t.msg_calendar_too_full(),
    }
}

/// The sentence for what the store remembers of the last reading.
pub fn outcome(t: T, key: &str) -> &'static str {
    CalendarFault::from_key(key).map_or_else(|| t.msg_calendar_read(), |why| fault(t, why))
}

//! The calendars that staff share: read over the network when somebody seeks a time, never longer, larger or further than allowed.
//! Of what stands in them, only when somebody is busy is taken out.

mod busy;
mod caldav;
mod fetch;
pub mod invitation;

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use samsyn_store::{Calendar, CalendarKind};
use samsyn_web::calendars::{CalendarFault, Read, ReadBusy};
use serde::{Deserialize, Serialize};

use fetch::Http;

/// How calendars are read and written to.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Calendars {
    /// Seconds in which one calendar must have answered.
    pub seconds: u64,
    /// The largest answer that is read, in bytes.
    pub largest: u64,
    /// Whether calendars on the house's own network may be read (10.0.0.0/8 and the like, and this machine).
    pub inside: bool,
    /// The address that stands as organizer in invitations and gets the replies; without it, the sender of mail.
    pub organizer: Option<String>,
    /// Whether invitations say where the meeting is. Never for a person whose identity is protected.
    pub place: bool,
}

impl Default for Calendars {
    fn default() -> Self {
        Self { seconds: 10, largest: 10 * 1024 * 1024, inside: false, organizer: None, place: false }
    }
}

/// A stretch of time: from, until (not included).
type Window = (Timestamp, Timestamp);

/// Reads calendars as the configuration says.
pub fn reader(settings: &Calendars, zone: TimeZone) -> Arc<ReadBusy> {
    let http = Http::new(settings);
    // A calendar that hangs slowly, byte by byte, is left to itself.
    let longest = Duration::from_secs(settings.seconds.saturating_mul(3).saturating_add(1));
    Arc::new(move |calendars, window| {
        let (http, zone) = (http.clone(), zone.clone());
        Box::pin(async move {
            let read = calendars.into_iter().map(|calendar| {
                let (http, zone) = (http.clone(), zone.clone());
                let task = tokio::task::spawn_blocking(move || one(&http, &calendar, window, &zone));
                tokio::spawn(tokio::time::timeout(longest, task))
            });
            let mut all = Vec::new();
            for task in read.collect::<Vec<_>>() {
                all.push(match task.await {
                    Ok(Ok(Ok(read))) => read,
                    Ok(Err(_)) => Err(CalendarFault::Slow),
                    _ => Err(CalendarFault::Away),
                });
            }
            all
        })
    })
}

fn one(http: &Http, calendar: &Calendar, window: Window, zone: &TimeZone) -> Read {
    match calendar.kind {
        CalendarKind::File => busy::busy(&http.file(calendar)?, window, zone),
        CalendarKind::CalDav => caldav::busy(http, calendar, window, zone),
    }
}

#[cfg(test)]
mod tests;

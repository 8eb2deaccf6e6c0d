//! Seeking times: what was typed, the calendars that are shared, and what was found, put into the form.

use jiff::ToSpan;
use jiff::civil::{Date, Time, time};
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::StaffId;
use samsyn_domain::people::StaffRef;
use samsyn_domain::times::{Found, Hours, PROPOSALS, School, TimeReason, Wanted, find};

use crate::calendars::CalendarFault;
use crate::error::Error;
use crate::form::{FieldError, Form, Invalid};
use crate::me::{Me, trouble};

/// The fields of the proposals: day, time, why.
pub const FIELDS: [(&str, &str, &str); PROPOSALS] =
    [("date1", "time1", "why1"), ("date2", "time2", "why2"), ("date3", "time3", "why3")];
/// Weeks that are searched when nobody says anything else, and at most.
pub const WEEKS: (i64, i64) = (4, 12);

/// Those of the plan's units and of those who carry it on who share their calendar.
///
/// # Errors
/// When the store does not answer.
pub async fn sharing(me: &Me, view: &PlanView) -> Result<Vec<StaffRef>, Error> {
    let store = &me.app.store;
    let shares = store.who_shares_calendars().await.map_err(|e| trouble(&e))?;
    let carry = view.coordinator.iter().map(|c| &c.staff).chain(&view.facilitator);
    let mut all: Vec<StaffRef> = carry.filter(|staff| shares.contains(&staff.staff)).cloned().collect();
    if !shares.is_empty() {
        for party in view.current_parties() {
            let staff = store.staff_of_unit(party.unit.unit).await.map_err(|e| trouble(&e))?;
            all.extend(staff.into_iter().filter(|staff| shares.contains(&staff.staff)));
        }
    }
    all.sort_by(|a, b| (&a.name, a.staff).cmp(&(&b.name, b.staff)));
    all.dedup_by_key(|staff| staff.staff);
    Ok(all)
}

/// What came of a search.
#[derive(Default)]
pub struct Sought {
    /// How many times were found.
    pub found: usize,
    /// How many calendars were read.
    pub read: usize,
    /// Whose calendar could not be read, and why.
    pub faults: Vec<(String, CalendarFault)>,
}

/// Hours that may be left out, both or none.
fn hours(form: &mut Form, (from, until): (&'static str, &'static str)) -> Result<Option<Hours>, Invalid> {
    let mut read = |key: &'static str| match form.value(key).trim() {
        "" => Ok(None),
        _ => form.time(key).map(Some),
    };
    let (a, b) = (read(from), read(until));
    match (a?, b?) {
        (None, None) => Ok(None),
        (Some(_), None) => Err(form.fail(until, FieldError::Empty)),
        (None, Some(_)) => Err(form.fail(from, FieldError::Empty)),
        (Some(a), Some(b)) if b <= a => Err(form.fail(until, FieldError::EndBeforeStart)),
        (Some(a), Some(b)) => Ok(Some(Hours { from: a, until: b })),
    }
}

/// What is wanted, as typed.
struct Typed {
    weeks: i64,
    minutes: u16,
    travel: u16,
    work: Hours,
    safe: Option<Hours>,
    school: Option<School>,
    answer_by: Date,
    staff: Vec<StaffId>,
}

fn read(me: &Me, form: &mut Form) -> Result<Typed, Invalid> {
    let weeks = form.number("weeks", 1..=WEEKS.1);
    let minutes = form.number("minutes", 15..=480);
    let travel = match form.value("travel").trim() {
        "" => Ok(0),
        _ => form.number("travel", 0..=240),
    };
    let work = hours(form, ("work_from", "work_until"));
    let safe = hours(form, ("safe_from", "safe_until"));
    let school_hours = hours(form, ("school_from", "school_until"));
    let school = form.value("school").to_owned();
    let answer_by = form.date("answer_by", me.today);
    let staff = form.choices::<StaffId>("calendar");
    let office = Hours { from: time(8, 0, 0, 0), until: time(17, 0, 0, 0) };
    let day = Hours { from: time(8, 0, 0, 0), until: time(14, 0, 0, 0) };
    let (school_hours, number) = (school_hours?.unwrap_or(day), |n: i64| u16::try_from(n).unwrap_or(u16::MAX));
    Ok(Typed {
        weeks: weeks?,
        minutes: number(minutes?),
        travel: number(travel?),
        work: work?.unwrap_or(office),
        safe: safe?,
        school: match school.as_str() {
            "within" => Some(School::Within(school_hours)),
            "outside" => Some(School::Outside(school_hours)),
            _ => None,
        },
        answer_by: answer_by?,
        staff: staff?,
    })
}

/// Seeks, and puts what was found into the form. `None` when something typed is wrong; it is told in the form.
///
/// # Errors
/// When the store does not answer.
pub async fn seek(me: &Me, form: &mut Form, sharing: &[StaffRef]) -> Result<Option<Sought>, Error> {
    let Ok(typed) = read(me, form) else { return Ok(None) };
    let chosen: Vec<&StaffRef> = sharing.iter().filter(|staff| typed.staff.contains(&staff.staff)).collect();
    let ids: Vec<StaffId> = chosen.iter().map(|staff| staff.staff).collect();
    let first = me.today.tomorrow().unwrap_or(me.today).max(typed.answer_by);
    let last = me.today.checked_add(typed.weeks.weeks()).unwrap_or(first);
    let (calendars, faults) = busy(me, &chosen, &ids, (first, last)).await?;
    let wanted = Wanted {
        first,
        last,
        minutes: typed.minutes,
        work: typed.work,
        safe: typed.safe,
        school: typed.school,
        travel: typed.travel,
        calendars: &calendars,
    };
    let found = find(&wanted, &me.app.zone);
    fill(me, form, &found);
    Ok(Some(Sought { found: found.len(), read: calendars.len(), faults }))
}

/// Puts what was found into the form, and empties what was there before.
fn fill(me: &Me, form: &mut Form, found: &[Found]) {
    for (place, (date, time, why)) in FIELDS.into_iter().enumerate() {
        let filled = found.get(place);
        let dates = me.language().dates();
        form.set(date, filled.map(|f| dates.date(f.starts.date())).unwrap_or_default());
        form.set(time, filled.map(|f| dates.time(f.starts.time())).unwrap_or_default());
        let reasons = filled.and_then(|f| Some(format!("{} {}", f.starts, serde_json::to_string(&f.reasons).ok()?)));
        form.set(why, reasons.unwrap_or_default());
    }
}

type Calendars = (Vec<Vec<samsyn_domain::times::Busy>>, Vec<(String, CalendarFault)>);

/// Reads the calendars of these, side by side; what came of each is remembered for its owner.
async fn busy(me: &Me, chosen: &[&StaffRef], ids: &[StaffId], days: (Date, Date)) -> Result<Calendars, Error> {
    let store = &me.app.store;
    let shared = store.calendars_of(ids).await.map_err(|e| trouble(&e))?;
    let at = |day: Date| day.to_zoned(me.app.zone.clone()).map_or(me.now, |at| at.timestamp());
    let window = (at(days.0), at(days.1.checked_add(1.day()).unwrap_or(days.1)));
    let (who, calendars): (Vec<_>, Vec<_>) = shared.into_iter().map(|(staff, shared)| (staff, shared.calendar)).unzip();
    let read = (me.app.busy)(calendars, window).await;
    let (mut free, mut faults) = (Vec::new(), Vec::new());
    for (staff, result) in who.into_iter().zip(read) {
        let outcome = result.as_ref().err().map_or("ok", |fault| fault.key());
        store.calendar_checked(staff, outcome, me.now).await.map_err(|e| trouble(&e))?;
        let name = || chosen.iter().find(|s| s.staff == staff).map(|s| s.name.to_string()).unwrap_or_default();
        match result {
            Ok(busy) => free.push(busy),
            Err(fault) => faults.push((name(), fault)),
        }
    }
    Ok((free, faults))
}

/// Why a time was proposed, if the time still is the one that was found.
pub fn why(form: &Form, key: &str, starts: jiff::civil::DateTime) -> Vec<TimeReason> {
    let kept = form.value(key).split_once(' ').filter(|(at, _)| *at == starts.to_string());
    kept.and_then(|(_, json)| serde_json::from_str(json).ok()).unwrap_or_default()
}

/// A time of day as people write it.
pub fn clock(me: &Me, hour: i8) -> String {
    me.language().dates().time(Time::constant(hour, 0, 0, 0))
}

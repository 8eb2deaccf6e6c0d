//! A day and a time in two fields, read as one.

use jiff::civil::DateTime;

use crate::form::Form;
use crate::me::Me;

/// The moment in the day's field `day` and the time's field `time`; none while nothing is written in either, which
/// the plan then refuses at the day's field in its own words.
///
/// # Errors
/// What is wrong is noted beside its field.
pub fn read(me: &Me, form: &mut Form, day: &str, time: &str) -> Result<Option<DateTime>, crate::Invalid> {
    if form.value(day).trim().is_empty() && form.value(time).trim().is_empty() {
        return Ok(None);
    }
    let (date, clock) = (form.date(day, me.today), form.time(time));
    Ok(Some(date?.to_datetime(clock?)))
}

/// Puts a moment into the two fields, as people write it.
pub fn fill(me: &Me, form: &mut Form, (day, time): (&str, &str), at: DateTime) {
    form.set(day, me.language().dates().date(at.date()));
    form.set(time, me.language().dates().time(at.time()));
}

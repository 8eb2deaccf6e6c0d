//! To note a stay in hospital: the whole form each time; what differs becomes a fact.

use askama::Template;
use axum::extract::Path;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use samsyn_domain::access::{Deed, PlanView};
use samsyn_domain::ids::{PlanId, StaffId, UnitId};
use samsyn_domain::people::{PrincipalKind, StaffRef, UnitRef};
use samsyn_domain::plan::Command;
use samsyn_domain::plan::command::StayDraft;
use samsyn_domain::plan::state::Clocked;
use samsyn_domain::rules::summons_after_discharge_notice::open_stay;

use super::clocks::{Clock, clocks};
use crate::error::Error;
use crate::form::{FieldError, Form, Invalid};
use crate::me::{Answer, Done, Me};
use crate::pages::call;
use crate::pages::people::{staff_label, staff_near};
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Page};
use crate::text::T;
use crate::{refused, show};

#[derive(Template)]
#[template(path = "pages/stay/note.html")]
struct Note {
    page: Page,
    t: T,
    form: Form,
    clocks: Vec<Clock>,
    wards: Vec<Choice<'static>>,
    contacts: Vec<Choice<'static>>,
    stamp: Stamp,
}

impl Note {
    async fn of(me: &Me, view: &PlanView, form: Form) -> Result<Self, Error> {
        let contacts = contacts(me, view).await?;
        Ok(Self {
            page: me.plan_page(me.t().msg_stay_title(), view).back(format!("/plans/{}/steps", view.id)).of(&form),
            t: me.t(),
            clocks: open_stay(view).map(|stay| clocks(me, view, stay)).unwrap_or_default(),
            wards: wards(me).await?.iter().map(call::choice).collect(),
            contacts: contacts.iter().map(|s| Choice::new(s.staff.to_string(), staff_label(s))).collect(),
            stamp: me.changing(view),
            form,
        })
    }
}

async fn wards(me: &Me) -> Result<Vec<UnitRef>, Error> {
    let mut units = call::units(me).await?;
    units.retain(|unit| unit.kind == PrincipalKind::Region);
    Ok(units)
}

async fn contacts(me: &Me, view: &PlanView) -> Result<Vec<StaffRef>, Error> {
    let mut staff = staff_near(me, view).await?;
    staff.retain(|staff| staff.unit.kind == PrincipalKind::Region);
    Ok(staff)
}

/// The form as the stay is known.
fn filled(me: &Me, view: &PlanView) -> Form {
    let dates = me.language().dates();
    let mut form = me.form();
    let Some(stay) = open_stay(view) else { return form };
    form.set("ward", stay.ward.unit.to_string());
    form.set("leaves", dates.date(stay.leaves));
    form.set("contact", stay.contact.as_ref().map(|contact| contact.staff.to_string()).unwrap_or_default());
    for (key, time, when) in [
        ("admitted", "admitted_time", Some(stay.admitted)),
        ("told", "told_time", stay.told),
        ("ready", "ready_time", stay.ready),
    ] {
        let Some(when) = when else { continue };
        form.set(key, dates.date(when.local.date()));
        form.set(time, dates.time(when.local.time()));
    }
    form
}

/// `GET /plans/{plan}/stay`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look_to(plan, |_| vec![Deed::NoteStay]).await?;
    Ok(show(&Note::of(&me, &view, filled(&me, &view)).await?))
}

/// `POST /plans/{plan}/stay`
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let view = me.look_to(plan, |_| vec![Deed::NoteStay]).await?;
    let Some(stay) = read(&me, &view, &mut form).await? else {
        return Ok(refused(&Note::of(&me, &view, form).await?));
    };
    match me.act(plan, &mut form, Command::NoteStay { stay: Box::new(stay) }).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/stay"))),
        Done::Refused(view) => Ok(refused(&Note::of(&me, &view, form).await?)),
    }
}

async fn read(me: &Me, view: &PlanView, form: &mut Form) -> Result<Option<StayDraft>, Error> {
    let (wards, contacts) = (wards(me).await?, contacts(me, view).await?);
    let ward = form.choice::<UnitId>("ward").and_then(|chosen| {
        let found = wards.into_iter().find(|unit| unit.unit == chosen);
        found.ok_or_else(|| form.fail("ward", FieldError::UnknownChoice))
    });
    let admitted = clocked(me, form, "admitted", "admitted_time")
        .and_then(|when| when.ok_or_else(|| form.fail("admitted", FieldError::Empty)));
    let leaves = form.date("leaves", me.today);
    let told = clocked(me, form, "told", "told_time");
    let contact = if form.value("contact").is_empty() { Ok(None) } else { chosen(form, contacts) };
    let ready = clocked(me, form, "ready", "ready_time");
    let home = form.date_or_none("home", me.today);
    let all = || -> Result<StayDraft, Invalid> {
        let (ward, admitted, leaves) = (ward?, admitted?, leaves?);
        Ok(StayDraft { ward, admitted, leaves, told: told?, contact: contact?, ready: ready?, home: home? })
    };
    Ok(all().ok())
}

fn chosen(form: &mut Form, contacts: Vec<StaffRef>) -> Result<Option<StaffRef>, Invalid> {
    let chosen = form.choice::<StaffId>("contact")?;
    let found = contacts.into_iter().find(|staff| staff.staff == chosen);
    found.map(Some).ok_or_else(|| form.fail("contact", FieldError::UnknownChoice))
}

/// A day and a time as clocks in Sweden showed them; neither, or both. An hour that the shift to summer time leaves out is no time.
fn clocked(me: &Me, form: &mut Form, day: &'static str, time: &'static str) -> Result<Option<Clocked>, Invalid> {
    match (form.value(day).trim().is_empty(), form.value(time).trim().is_empty()) {
        (true, true) => return Ok(None),
        (true, false) => return Err(form.fail(day, FieldError::Empty)),
        (false, true) => return Err(form.fail(time, FieldError::Empty)),
        (false, false) => {}
    }
    let (date, hour) = (form.date(day, me.today), form.time(time));
    let clocked = in_zone(date?.to_datetime(hour?), me.app.zone.clone());
    clocked.map(Some).ok_or_else(|| form.fail(time, FieldError::NotATime))
}

/// The moment at which clocks showed this; the first of the two in the night that has the hour twice.
fn in_zone(local: DateTime, zone: TimeZone) -> Option<Clocked> {
    let zoned = local.to_zoned(zone).ok().filter(|zoned| zoned.datetime() == local)?;
    Some(Clocked { at: zoned.timestamp(), local })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_that_summer_time_leaves_out_is_no_time() {
        let sweden = || TimeZone::get("Europe/Stockholm").unwrap();
        let at = |text: &str| in_zone(text.parse().unwrap(), sweden()).map(|clocked| clocked.at.to_string());
        assert_eq!(at("2026-03-29T02:30:00"), None);
        assert_eq!(at("2026-03-29T03:00:00").as_deref(), Some("2026-03-29T01:00:00Z"));
        assert_eq!(at("2026-10-25T02:30:00").as_deref(), Some("2026-10-25T00:30:00Z"));
        assert_eq!(at("2026-11-18T12:00:00").as_deref(), Some("2026-11-18T11:00:00Z"));
    }
}

//! `/calendar`: a member of staff shares when they are busy, tries whether it can be read, and stops sharing.

use askama::Template;
use jiff::ToSpan;
use samsyn_domain::ids::StaffId;
use samsyn_store::{Calendar, CalendarKind, SharedCalendar};

use super::words::outcome;
use crate::error::Error;
use crate::form::{FieldError, Form, Invalid};
use crate::me::{Answer, Me, trouble};
use crate::parts::{Choice, Notice, Page};
use crate::text::T;
use crate::{refused, show};

/// The longest address that is kept.
const LONGEST: usize = 2000;

/// The page.
#[derive(Template)]
#[template(path = "pages/calendar/share.html")]
struct Share {
    page: Page,
    t: T,
    form: Form,
    kinds: [Choice<'static>; 2],
    shared: Option<String>,
    checked: Option<(String, String, bool)>,
}

impl Share {
    fn of(me: &Me, form: Form, shared: Option<&SharedCalendar>) -> Self {
        let t = me.t();
        let checked = |(at, key): &(jiff::Timestamp, String)| {
            let at = me.language().dates().moment(at.to_zoned(me.app.zone.clone()).datetime());
            (at, outcome(t, key).to_owned(), key == "ok")
        };
        Self {
            page: me.page(t.msg_calendar_title()).back("/sessions").of(&form),
            t,
            form,
            kinds: [
                Choice::new("file", t.msg_calendar_file()).hint(t.msg_calendar_file_hint()),
                Choice::new("caldav", t.msg_calendar_caldav()).hint(t.msg_calendar_caldav_hint()),
            ],
            shared: shared.map(|shared| host(&shared.calendar.address).to_owned()),
            checked: shared.and_then(|shared| shared.checked.as_ref()).map(checked),
        }
    }
}

/// The machine in an address: all of it that is shown again, because the rest may be a secret.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.split(['/', '?', '#']).next().unwrap_or_default();
    rest.rsplit_once('@').map_or(rest, |(_, host)| host)
}

/// Staff alone: a family's calendar is nobody's business.
fn staff(me: &Me) -> Result<StaffId, Error> {
    me.actor.staff().map(|staff| staff.staff).ok_or(Error::NotFound)
}

async fn shared(me: &Me, staff: StaffId) -> Result<Option<SharedCalendar>, Error> {
    me.app.store.calendar(staff).await.map_err(|error| trouble(&error))
}

/// `GET /calendar`
pub async fn get(me: Me) -> Answer {
    let shared = shared(&me, staff(&me)?).await?;
    let mut form = me.form();
    let file = shared.as_ref().is_none_or(|shared| shared.calendar.kind == CalendarKind::File);
    form.set("kind", if file { "file" } else { "caldav" });
    Ok(show(&Share::of(&me, form, shared.as_ref())))
}

/// `POST /calendar`: the button pressed says what. What is shared is read at once, so that a wrong address is told.
pub async fn post(me: Me, mut form: Form) -> Answer {
    let staff = staff(&me)?;
    let before = shared(&me, staff).await?;
    if form.value("what") == "stop" {
        me.app.store.unshare_calendar(staff).await.map_err(|error| trouble(&error))?;
        return Ok(me.saved("/calendar"));
    }
    let again = before.as_ref().filter(|_| form.value("what") == "try");
    let calendar = if let Some(shared) = again {
        shared.calendar.clone()
    } else {
        let Ok(calendar) = read(&mut form) else { return Ok(refused(&Share::of(&me, form, before.as_ref()))) };
        me.app.store.share_calendar(staff, &calendar, me.now).await.map_err(|error| trouble(&error))?;
        calendar
    };
    attempt(&me, staff, calendar).await?;
    Ok(me.saved("/calendar"))
}

async fn attempt(me: &Me, staff: StaffId, calendar: Calendar) -> Result<(), Error> {
    let until = me.now.checked_add((28 * 24).hours()).unwrap_or(me.now);
    let read = (me.app.busy)(vec![calendar], (me.now, until)).await;
    let outcome = match read.first() {
        Some(Err(fault)) => fault.key(),
        _ => "ok",
    };
    me.app.store.calendar_checked(staff, outcome, me.now).await.map_err(|error| trouble(&error))
}

fn read(form: &mut Form) -> Result<Calendar, Invalid> {
    let kind = match form.value("kind") {
        "file" => Ok(CalendarKind::File),
        "caldav" => Ok(CalendarKind::CalDav),
        "" => Err(form.fail("kind", FieldError::NotChosen)),
        _ => Err(form.fail("kind", FieldError::UnknownChoice)),
    };
    let address = form.text("address", LONGEST).and_then(|address| {
        // What calendar programs hand out.
        let address = address.replacen("webcal://", "https://", 1);
        let whole = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
        let fits = whole.is_some_and(|_| !host(&address).is_empty()) && !address.contains(char::is_whitespace);
        if fits { Ok(address) } else { Err(form.fail("address", not_an_address(form))) }
    });
    let (user, password) = (form.text_or_empty("user", 200), form.text_or_empty("password", 500));
    let some = |text: String| (!text.is_empty()).then_some(text);
    Ok(Calendar { kind: kind?, address: address?, user: some(user?), password: some(password?) })
}

fn not_an_address(form: &Form) -> FieldError {
    FieldError::Because(form.t().msg_calendar_not_an_address().to_owned())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use axum::http::StatusCode;
    use samsyn_domain::families;

    use crate::Language;
    use crate::calendars::CalendarFault;
    use crate::samples::{House, person, sound, staff};

    #[tokio::test]
    async fn staff_share_a_calendar_and_nobody_sees_its_address_again() {
        let mut house = House::open("calendar-share").await;
        let omar = staff(&families::omar_ali());
        house.everywhere(&omar, "/calendar").await;
        let family = house.get(&person(&families::sara()), Language::Sv, "/calendar").await;
        assert_eq!(family.status, StatusCode::NOT_FOUND);
        for (wrong, field) in [
            ("kind=file&address=", "address"),
            ("kind=file&address=kalender", "address"),
            ("kind=file&address=ftp%3A%2F%2Fa.example%2Fb", "address"),
            ("kind=file&address=https%3A%2F%2F", "address"),
            ("kind=post&address=https%3A%2F%2Fa.example", "kind"),
        ] {
            let came = house.post(&omar, "/calendar", wrong).await;
            assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
            sound(wrong, &came.html);
            assert!(came.html.contains(&format!("href=\"#{field}\"")), "{wrong}");
        }
        let right = "kind=caldav&address=webcal%3A%2F%2Fkal.example%2Fhemlig-nyckel&user=omar&password=lösen";
        assert_eq!(house.post(&omar, "/calendar", right).await.status, StatusCode::SEE_OTHER);
        let page = house.get(&omar, Language::Sv, "/calendar").await.html;
        assert!(page.contains("kal.example") && page.contains("Kalendern kunde läsas"), "{page}");
        assert!(!page.contains("hemlig-nyckel") && !page.contains("lösen"));
        for fault in CalendarFault::ALL {
            house.change(|app| {
                app.busy = Arc::new(move |all, _| Box::pin(async move { all.iter().map(|_| Err(fault)).collect() }));
            });
            assert_eq!(house.post(&omar, "/calendar", "what=try").await.status, StatusCode::SEE_OTHER);
            for html in house.everywhere(&omar, "/calendar").await {
                assert!(html.contains("class=\"notice"), "{fault:?} has a sentence");
            }
        }
        assert_eq!(house.post(&omar, "/calendar", "what=stop").await.status, StatusCode::SEE_OTHER);
        assert!(!house.get(&omar, Language::Sv, "/calendar").await.html.contains("kal.example"));
    }
}

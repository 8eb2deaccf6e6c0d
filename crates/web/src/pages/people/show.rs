//! Who takes part in a plan, each with what can be done about it.

use askama::Template;
use axum::extract::Path;
use jiff::ToSpan;
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::people::{Mandate, Standing};
use samsyn_domain::plan::Command;
use samsyn_store::Surface;

use crate::form::Form;
use crate::me::{Answer, Done, Me};
use crate::parts::stamp::Stamp;
use crate::parts::{Notice, Page, Row, Rows, Tag};
use crate::text::T;
use crate::{names, refused, show};

use super::staff_label;

/// The page.
#[derive(Template)]
#[template(path = "pages/people/show.html")]
#[expect(clippy::struct_excessive_bools, reason = "each says whether one part of the page is shown")]
struct Show {
    page: Page,
    t: T,
    form: Form,
    plan: PlanId,
    person: String,
    age: String,
    protected: bool,
    contact: Option<String>,
    representatives: Vec<One>,
    supporters: Vec<One>,
    responsible: Vec<Row<'static>>,
    all_in_one: bool,
    holds: bool,
    coordinates: bool,
    supporting: bool,
    /// The supporter of whom it is asked whether they shall go.
    sure: Option<No>,
    stamp: Stamp,
}

/// Somebody on the page.
struct One {
    no: No,
    name: String,
    what: String,
    state: String,
    limits: Vec<String>,
    decides: bool,
    current: bool,
}

impl Show {
    fn of(me: &Me, view: &PlanView, form: Form) -> Self {
        let place = view.place();
        let facilitator = view.facilitator.as_ref().map(|staff| staff.staff);
        let coordinator = view.coordinator.as_ref().map(|coordinator| coordinator.staff.staff);
        let going_on = !view.stage.ended();
        Self {
            page: me.plan_page(me.t().msg_people_title(), view).of(&form),
            t: me.t(),
            plan: view.id,
            person: view.person.name.to_string(),
            age: age(me, view),
            protected: view.protected,
            contact: view.safe_contact.as_ref().map(ToString::to_string),
            representatives: representatives(me, view),
            supporters: view
                .current_supporters()
                .map(|s| One {
                    no: s.no,
                    name: s.name.to_string(),
                    what: s.relation.to_string(),
                    state: String::new(),
                    limits: Vec::new(),
                    decides: false,
                    current: true,
                })
                .collect(),
            responsible: responsible(me, view),
            all_in_one: facilitator.is_some() && facilitator == coordinator,
            holds: place.holds() && going_on,
            coordinates: view.place().coordinator,
            supporting: (place.holds() || place.person || place.representative.is_some()) && going_on,
            sure: me.asked("end").and_then(|no| no.parse().ok()),
            stamp: me.adding(),
            form,
        }
    }
}

/// What is to be said of the person's age: of age, or when.
pub(super) fn age(me: &Me, view: &PlanView) -> String {
    let birthday = view.person.born.and_then(|born| born.checked_add(18.years()).ok());
    match (view.of_age, birthday) {
        (true, _) => me.t().msg_people_of_age().to_owned(),
        (false, Some(day)) => me.t().msg_people_turns_18(me.language().dates().date(day)),
        (false, None) => String::new(),
    }
}

fn representatives(me: &Me, view: &PlanView) -> Vec<One> {
    let (t, language) = (me.t(), me.language());
    let state = |r: &samsyn_domain::people::Representative| match (&r.ended, r.standing, r.mandate) {
        (Some(_), _, _) => t.msg_people_ended().to_owned(),
        (None, Standing::Asked, _) => String::new(),
        // Why a guardian is not asked is for those who carry the plan on.
        (None, Standing::NotAsked, _) if !view.place().holds() => String::new(),
        (None, standing, Mandate::Guardian) => names::standing(language, standing).to_owned(),
        _ => String::new(),
    };
    let one = |r: &samsyn_domain::people::Representative| One {
        no: r.no,
        name: r.name.to_string(),
        what: names::mandate(language, r.mandate).to_owned(),
        state: state(r),
        limits: limits(me, r),
        decides: r.decides && r.current() && r.standing != Standing::NotAsked,
        current: r.current(),
    };
    view.representatives.iter().map(one).collect()
}

/// What an appointment covers, and what it says, where it is limited.
fn limits(me: &Me, r: &samsyn_domain::people::Representative) -> Vec<String> {
    let kinds = r.covers.as_ref().map(|kinds| {
        let kinds: Vec<&str> = kinds.iter().map(|kind| names::kind(me.language(), *kind)).collect();
        me.t().msg_people_covers(kinds.join(" · "))
    });
    kinds.into_iter().chain(r.limits.as_ref().map(ToString::to_string)).collect()
}

fn responsible(me: &Me, view: &PlanView) -> Vec<Row<'static>> {
    let t = me.t();
    let or_nobody = |name: Option<String>| name.unwrap_or_else(|| t.msg_people_nobody().to_owned());
    let coordinator = view.coordinator.as_ref();
    let mut rows = vec![
        Row::new(t.msg_people_facilitator(), or_nobody(view.facilitator.as_ref().map(staff_label))),
        Row::new(t.msg_people_coordinator(), or_nobody(coordinator.map(|c| staff_label(&c.staff)))),
    ];
    rows.extend(coordinator.map(|c| Row::new(t.msg_people_phone(), c.phone.to_string())));
    let lead = view.lead.as_ref().map(|unit| format!("{}, {}", unit.principal_name, unit.name));
    rows.push(Row::new(t.msg_people_lead_unit(), or_nobody(lead)));
    rows
}

/// `GET /plans/{plan}/people`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    Ok(show(&Show::of(&me, &view, me.form())))
}

/// `POST /plans/{plan}/people`: a supporter leaves.
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let no = form.value("end").parse().unwrap_or(No(0));
    match me.act(plan, &mut form, Command::EndSupporter { no }).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/people"))),
        Done::Refused(view) => Ok(refused(&Show::of(&me, &view, form))),
    }
}

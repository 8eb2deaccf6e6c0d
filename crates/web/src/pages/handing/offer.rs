//! Offer a measure, or holding the plan together, to somebody else; see how it was answered; take the offer back.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::PlanView;
use samsyn_domain::access::action::hands_on;
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::people::StaffRef;
use samsyn_domain::plan::Command;
use samsyn_domain::plan::state::{Handed, Owner, Successor};
use samsyn_domain::words::Words as Said;

use crate::error::Error;
use crate::form::{FieldError, Form, Invalid};
use crate::me::{Answer, Done, Me};
use crate::pages::plan::measure::Row;
use crate::pages::rows::owners;
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Empty, Notice, Page, Tag};
use crate::text::T;
use crate::{names, refused, show};

#[derive(Template)]
#[template(path = "pages/handing/offer.html")]
struct Offer<'a> {
    page: Page,
    t: T,
    form: Form,
    measure: Option<Row<'a>>,
    notice: String,
    left: Option<String>,
    waits: Option<(No, String)>,
    declined: Option<(String, &'a str)>,
    choices: Vec<(String, String)>,
    adding: Stamp,
    changing: Stamp,
}

/// Everybody who can be asked, as form value, label and successor.
struct Successors(Vec<(String, String, Successor)>);

impl Successors {
    /// Those of the units that take part, but the one who answers now. Of a protected plan no unit is asked.
    async fn of(me: &Me, view: &PlanView, what: Handed) -> Result<Self, Error> {
        let now = answers(view, what).map(|staff| staff.staff);
        let staff = owners::staff(me, view).await?;
        let mut all = Vec::new();
        let mut units: Vec<_> = staff.iter().map(|staff| staff.unit.clone()).collect();
        units.dedup_by_key(|unit| unit.unit);
        for unit in units {
            let there = staff.iter().filter(|s| s.unit.unit == unit.unit && Some(s.staff) != now);
            let person = |s: &StaffRef| {
                let label = names::owner(view, &Owner::Staff(s.clone()));
                (format!("staff:{}", s.staff), label, Successor::Staff(s.clone()))
            };
            all.extend(there.map(person));
            if !view.protected {
                let label = me.t().msg_handing_whole_unit(unit.name.as_str());
                all.push((format!("unit:{}", unit.unit), label, Successor::Unit(unit)));
            }
        }
        // Nobody is asked to take what they could not see.
        all.retain(|(.., to)| view.may_offer_to(what, to, me.today));
        Ok(Self(all))
    }

    fn read(&self, form: &mut Form) -> Result<Successor, Invalid> {
        let chosen = form.value("to");
        if chosen.is_empty() {
            return Err(form.fail("to", FieldError::NotChosen));
        }
        let found = self.0.iter().find(|(value, ..)| value == chosen).map(|(.., to)| to.clone());
        found.ok_or_else(|| form.fail("to", FieldError::UnknownChoice))
    }
}

/// The member of staff who answers for it now.
fn answers(view: &PlanView, what: Handed) -> Option<&StaffRef> {
    match what {
        Handed::Holding => view.coordinator.as_ref().map(|c| &c.staff),
        Handed::Measure(no) => match &view.measure(no)?.owner {
            Owner::Staff(staff) => Some(staff),
            Owner::Family(_) => None,
        },
    }
}

impl<'a> Offer<'a> {
    fn of(me: &'a Me, view: &'a PlanView, what: Handed, successors: &Successors, form: Form) -> Self {
        let t = me.t();
        let (title, back) = match what {
            Handed::Measure(_) => (t.msg_handing_title_measure(), "measures"),
            Handed::Holding => (t.msg_handing_title_holding(), "people"),
        };
        let handing = view.handing_of(what);
        let open = handing.filter(|h| h.declined.is_none());
        let declined = handing.and_then(|h| h.declined.as_ref());
        let gone = answers(view, what).filter(|staff| view.left(staff).is_some());
        Self {
            page: me.plan_page(title, view).back(format!("/plans/{}/{back}", view.id)).of(&form),
            t,
            measure: match what {
                Handed::Measure(no) => view.measure(no).map(|measure| Row::of(me, view, measure)),
                Handed::Holding => None,
            },
            notice: t.msg_plan_notice(names::first(view.person.name.as_str())),
            left: gone.map(|staff| t.msg_handing_left(staff.name.as_str())),
            waits: open.map(|h| {
                let day = me.language().dates().date(me.app.day(h.at));
                (h.no, t.msg_handing_waits(to_name(&h.to), day))
            }),
            declined: declined
                .map(|no| (t.msg_handing_declined(names::who(view, &no.by, me.language())), no.reason.as_str())),
            choices: successors.0.iter().map(|(value, label, _)| (value.clone(), label.clone())).collect(),
            adding: me.adding(),
            changing: me.changing(view),
            form,
        }
    }

    fn choices(&self) -> Vec<Choice<'_>> {
        self.choices.iter().map(|(value, label)| Choice::new(value.as_str(), label.as_str())).collect()
    }
}

/// The name of whoever is asked.
pub(crate) fn to_name(to: &Successor) -> &str {
    match to {
        Successor::Staff(staff) => staff.name.as_str(),
        Successor::Unit(unit) => unit.name.as_str(),
    }
}

async fn page(me: Me, plan: PlanId, what: Handed) -> Answer {
    let view = me.look_to(plan, |whole| vec![hands_on(what, whole)]).await?;
    there(&view, what)?;
    let successors = Successors::of(&me, &view, what).await?;
    Ok(show(&Offer::of(&me, &view, what, &successors, me.form())))
}

/// Nothing is handed over that is not there.
fn there(view: &PlanView, what: Handed) -> Result<(), Error> {
    match what {
        Handed::Measure(no) if view.measure(no).is_none() => Err(Error::NotFound),
        Handed::Holding if view.coordinator.is_none() => Err(Error::NotFound),
        _ => Ok(()),
    }
}

async fn send(me: Me, plan: PlanId, what: Handed, mut form: Form, here: String) -> Answer {
    let view = me.look_to(plan, |whole| vec![hands_on(what, whole)]).await?;
    there(&view, what)?;
    let successors = Successors::of(&me, &view, what).await?;
    let command = if form.value("do") == "withdraw" {
        form.choice::<No>("no").map(|no| Command::WithdrawHandover { no })
    } else {
        let (to, words) = (successors.read(&mut form), form.text_or_empty("words", Said::MAX));
        to.and_then(|to| Ok(Command::OfferHandover { what, to, words: words? }))
    };
    let Ok(command) = command else {
        return Ok(refused(&Offer::of(&me, &view, what, &successors, form)));
    };
    match me.act(plan, &mut form, command).await? {
        Done::Stored => Ok(me.saved(here)),
        Done::Refused(view) => Ok(refused(&Offer::of(&me, &view, what, &successors, form))),
    }
}

/// `GET /plans/{plan}/measures/{no}/hand-over`
pub async fn of_measure(me: Me, Path((plan, no)): Path<(PlanId, No)>) -> Answer {
    page(me, plan, Handed::Measure(no)).await
}

/// `POST /plans/{plan}/measures/{no}/hand-over`
pub async fn offer_measure(me: Me, Path((plan, no)): Path<(PlanId, No)>, form: Form) -> Answer {
    send(me, plan, Handed::Measure(no), form, format!("/plans/{plan}/measures/{no}/hand-over")).await
}

/// `GET /plans/{plan}/hand-over`
pub async fn of_holding(me: Me, Path(plan): Path<PlanId>) -> Answer {
    page(me, plan, Handed::Holding).await
}

/// `POST /plans/{plan}/hand-over`
pub async fn offer_holding(me: Me, Path(plan): Path<PlanId>, form: Form) -> Answer {
    send(me, plan, Handed::Holding, form, format!("/plans/{plan}/hand-over")).await
}

//! A protected identity: who stays, what each was given before, and who is let in by name.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::{No, PlanId, StaffId};
use samsyn_domain::people::Standing;
use samsyn_domain::plan::Command;
use samsyn_domain::plan::state::{Recipient, ToCheck};
use samsyn_store::Surface;

use crate::error::Error;
use crate::form::{FieldError, Form};
use crate::me::{Answer, Done, Me};
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Empty, Page, Tag};
use crate::text::T;
use crate::{names, refused, show};

use super::{staff_label, staff_near};

/// The page.
#[derive(Template)]
#[template(path = "pages/people/protection.html")]
struct Protection {
    page: Page,
    t: T,
    form: Form,
    recipients: Vec<One>,
    let_in: Vec<(StaffId, String, bool)>,
    staff: Vec<Choice<'static>>,
    stamp: Stamp,
}

/// Somebody who takes part.
struct One {
    id: String,
    name: String,
    what: String,
    /// What was given out to them, and when.
    given: Vec<String>,
    /// Of a unit: who is named there.
    named: Option<String>,
    /// Of a guardian: whether they are cut off, and so see nothing of the plan.
    cut_off: bool,
    /// Whether nobody has said yet that they stay.
    open: bool,
    /// Where they are taken out.
    remove: String,
}

impl Protection {
    async fn of(me: &Me, view: &PlanView, form: Form) -> Result<Self, Error> {
        let page = me.plan_page(me.t().msg_protection_title(), view).back(format!("/plans/{}/people", view.id));
        let staff = staff_near(me, view).await?;
        let label = |id: &StaffId| staff.iter().find(|s| s.staff == *id).map(staff_label);
        let named = |no: No| {
            let unit = view.party(no).map(|party| party.unit.unit)?;
            Some(view.named_at(unit).iter().filter_map(label).collect::<Vec<_>>().join("; "))
        };
        let mut recipients = recipients(me, view);
        for (one, who) in &mut recipients {
            one.open = view.to_check.contains(who);
            if let ToCheck::Party(no) = who {
                one.named = named(*no);
            }
        }
        let mine = me.actor.staff().map(|staff| staff.staff);
        let free = staff.iter().filter(|s| view.let_in.iter().all(|known| known.staff != s.staff));
        Ok(Self {
            page: page.of(&form),
            t: me.t(),
            recipients: recipients.into_iter().map(|(one, _)| one).collect(),
            let_in: view
                .let_in
                .iter()
                .map(|staff| (staff.staff, staff_label(staff), mine == Some(staff.staff)))
                .collect(),
            staff: free.map(|staff| Choice::new(staff.staff.to_string(), staff_label(staff))).collect(),
            stamp: me.adding(),
            form,
        })
    }
}

/// The word of somebody in a form and as an anchor: `party-3`.
fn id(who: ToCheck) -> String {
    match who {
        ToCheck::Party(no) => format!("party-{no}"),
        ToCheck::Supporter(no) => format!("supporter-{no}"),
        ToCheck::Representative(no) => format!("representative-{no}"),
    }
}

fn recipients(me: &Me, view: &PlanView) -> Vec<(One, ToCheck)> {
    let (language, plan) = (me.language(), view.id);
    let one = |who, name: String, what: String, to: &Recipient, remove: String| {
        let given = given(me, view, to);
        (One { id: id(who), name, what, given, named: None, cut_off: false, open: false, remove }, who)
    };
    let mut all = Vec::new();
    for r in view.current_representatives() {
        let who = ToCheck::Representative(r.no);
        let remove = format!("/plans/{plan}/people/representative/{}", r.no);
        let what = names::mandate(language, r.mandate).to_owned();
        let (name, cut_off) = (r.name.to_string(), r.standing == Standing::NotAsked);
        all.push((One { id: id(who), name, what, given: vec![], named: None, cut_off, open: false, remove }, who));
    }
    for s in view.current_supporters() {
        let to = Recipient::Supporter(s.no);
        let remove = format!("/plans/{plan}/people#supporter-{}", s.no);
        all.push(one(ToCheck::Supporter(s.no), s.name.to_string(), s.relation.to_string(), &to, remove));
    }
    for party in view.current_parties() {
        let to = Recipient::Unit(party.unit.clone());
        let remove = format!("/plans/{plan}/call/{}", party.no);
        let (name, what) = (party.unit.name.to_string(), party.unit.principal_name.to_string());
        all.push(one(ToCheck::Party(party.no), name, what, &to, remove));
    }
    all
}

/// What was given out to somebody: a call or the version, and the day.
fn given(me: &Me, view: &PlanView, to: &Recipient) -> Vec<String> {
    let same = |other: &Recipient| match (other, to) {
        (Recipient::Unit(a), Recipient::Unit(b)) => a.unit == b.unit,
        (Recipient::Supporter(a), Recipient::Supporter(b)) => a == b,
        _ => false,
    };
    let day = |at: jiff::Timestamp| me.language().dates().date(at.to_zoned(me.app.zone.clone()).date());
    let disclosures = view.disclosures.iter().filter(|disclosure| same(&disclosure.to));
    let calls = view.calls_given.iter().filter(|call| same(&Recipient::Unit(call.to.clone())));
    let calls = calls.map(|call| me.t().msg_protection_call(day(call.at)));
    calls.chain(disclosures.map(|d| me.t().msg_protection_version(i64::from(d.version), day(d.at)))).collect()
}

/// Refuses everybody but who carries a protected plan on.
fn holder(view: &PlanView) -> Result<(), Error> {
    if view.place().holds() && view.protected { Ok(()) } else { Err(Error::NotFound) }
}

/// `GET /plans/{plan}/people/protection`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    holder(&view)?;
    Ok(show(&Protection::of(&me, &view, me.form()).await?))
}

/// `POST /plans/{plan}/people/protection`: keep somebody, let somebody in or out.
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    holder(&view)?;
    let Some(command) = command(&me, &view, &mut form).await? else {
        return Ok(refused(&Protection::of(&me, &view, form).await?));
    };
    match me.act(plan, &mut form, command).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/people/protection"))),
        Done::Refused(view) => Ok(refused(&Protection::of(&me, &view, form).await?)),
    }
}

async fn command(me: &Me, view: &PlanView, form: &mut Form) -> Result<Option<Command>, Error> {
    if form.value("what") == "keep" {
        let who = recipients(me, view).into_iter().find(|(one, _)| one.id == form.value("who"));
        // A card that is gone by now: whoever it was has left.
        return Ok(who.map(|(_, who)| Command::KeepRecipient { who }));
    }
    let Ok(chosen) = form.choice::<StaffId>("staff") else { return Ok(None) };
    if form.value("what") == "out" {
        return Ok(Some(Command::LetOut { staff: chosen }));
    }
    let staff = staff_near(me, view).await?.into_iter().find(|staff| staff.staff == chosen);
    if staff.is_none() {
        form.fail("staff", FieldError::UnknownChoice);
    }
    Ok(staff.map(|staff| Command::LetIn { staff }))
}

//! Take consent back: one act, with what should remain, and an honest list of what was given out already. Whoever carries
//! the plan on notes it for one member of the family at a time.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::{Deed, PlanView};
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::people::FamilyMember;
use samsyn_domain::plan::state::{CallGiven, Consent, Disclosure, Scope};
use samsyn_domain::plan::{Command, Plan};

use crate::form::{FieldError, Form};
use crate::me::{Answer, Done, Me};
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Notice, Page};
use crate::text::T;
use crate::{names, refused, show};

use super::{key, member, myself};

/// The page.
#[derive(Template)]
#[template(path = "pages/consent/withdraw.html")]
struct Withdraw {
    page: Page,
    t: T,
    form: Form,
    plan: PlanId,
    by: String,
    note: Option<String>,
    members: Vec<(String, String)>,
    choices: Vec<Choice<'static>>,
    out: Vec<String>,
    stamp: Stamp,
}

impl Withdraw {
    fn of(me: &Me, view: &PlanView, form: Form) -> Self {
        let t = me.t();
        let page = me.plan_page(t.msg_withdraw_title(), view).back(format!("/plans/{}/consent", view.id));
        let by = whose(me, view, &form);
        let choice = |consent: &Consent| {
            let what = match &consent.scope {
                Scope::Plan => t.msg_consent_plan_yes().to_owned(),
                Scope::Disclosure { to, .. } => names::recipient(view, to),
            };
            Choice::new(consent.no.to_string(), what).hint(t.msg_consent_by(names::member(view, consent.by)))
        };
        let note = by.filter(|_| myself(view).is_none()).map(|by| t.msg_withdraw_for(names::member(view, by)));
        let named = |by: &FamilyMember| (key(*by), names::member(view, *by));
        Self {
            page: page.of(&form),
            t,
            plan: view.id,
            by: by.map(key).unwrap_or_default(),
            note,
            members: members(me, view).iter().map(named).collect(),
            choices: open(me, view).filter(|consent| Some(consent.by) == by).map(choice).collect(),
            out: out(me, view),
            stamp: me.adding(),
            form,
        }
    }
}

/// What was given out, to whom and when: calls, and versions of the plan.
pub(super) fn out(me: &Me, view: &PlanView) -> Vec<String> {
    let day = |at| me.language().dates().date(me.app.day(at));
    let call = |given: &CallGiven| me.t().msg_withdraw_out_call(given.to.name.as_str(), day(given.at));
    let version = |given: &Disclosure| {
        me.t().msg_withdraw_out(given.version.to_string(), names::recipient(view, &given.to), day(given.at))
    };
    view.calls_given.iter().map(call).chain(view.disclosures.iter().map(version)).collect()
}

/// Whose consents the form takes back: the one chosen, or the only one there is.
fn whose(me: &Me, view: &PlanView, form: &Form) -> Option<FamilyMember> {
    let members = members(me, view);
    let chosen = member(form.value("by")).filter(|by| members.contains(by));
    chosen.or(members.first().copied().filter(|_| members.len() == 1))
}

/// Those with something to take back.
fn members(me: &Me, view: &PlanView) -> Vec<FamilyMember> {
    let mut members: Vec<FamilyMember> = open(me, view).map(|consent| consent.by).collect();
    members.sort_unstable();
    members.dedup();
    members
}

/// What the one who looks can take back: their own, or for those who carry the plan on, everybody's.
fn open<'a>(me: &Me, view: &'a PlanView) -> impl Iterator<Item = &'a Consent> {
    let today = me.today;
    theirs(view).filter(move |consent| consent.open() && today <= consent.to)
}

/// All consents, whether they hold or not, that this one may take back: their own, or each for whoever carries the plan on.
fn theirs(view: &PlanView) -> impl Iterator<Item = &Consent> {
    let (mine, holds) = (myself(view), view.place().holds());
    view.consents.iter().filter(move |consent| holds || mine == Some(consent.by))
}

/// For whoever has said yes, and those who carry the plan on.
fn deeds(plan: &Plan) -> Vec<Deed<'_>> {
    let givers = plan.consents.iter().map(|consent| Deed::Consent(consent.by));
    std::iter::once(Deed::Hold).chain(givers).collect()
}

/// `GET /plans/{plan}/consent/withdraw`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look_to(plan, deeds).await?;
    let mut form = me.form();
    // Which consent the link was beside, or whose are to be taken back.
    let no = me.asked("no").and_then(|no| no.parse::<No>().ok());
    let beside = no.and_then(|no| theirs(&view).find(|consent| consent.no == no));
    if let Some(consent) = beside {
        form.set("consents", consent.no.to_string());
        form.set("by", key(consent.by));
    } else if let Some(member) = me.asked("by").and_then(member) {
        form.set("by", key(member));
    }
    Ok(show(&Withdraw::of(&me, &view, form)))
}

/// `POST /plans/{plan}/consent/withdraw`: those chosen, or with the other button all of that member's.
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let view = me.look_to(plan, deeds).await?;
    let mut consents: Vec<No> = form.choices("consents").unwrap_or_default();
    // Sent a second time it is withdrawn already: the act itself knows, and answers as the first time.
    let of_chosen = theirs(&view).find(|consent| consents.contains(&consent.no)).map(|consent| consent.by);
    let all = form.pressed("all").then(|| member(form.value("by"))).flatten();
    let Some(by) = all.or(of_chosen) else {
        form.fail("consents", FieldError::NotChosen);
        return Ok(refused(&Withdraw::of(&me, &view, form)));
    };
    if all.is_some() {
        consents.clear();
    }
    let remains = form.value("remains").to_owned();
    match me.act(plan, &mut form, Command::WithdrawConsent { by, consents, remains }).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/consent"))),
        Done::Refused(view) => Ok(refused(&Withdraw::of(&me, &view, form))),
    }
}

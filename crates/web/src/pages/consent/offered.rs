//! To whom sharing is offered, and how a tick is written in the form: `unit:<uuid>:<kind>`, `supporter:<no>:<kind>`,
//! `all:<kind>` for each of them.

use std::collections::BTreeSet;

use samsyn_domain::access::PlanView;
use samsyn_domain::information::InfoKind;
use samsyn_domain::people::{FamilyMember, UnitRef};
use samsyn_domain::plan::state::{Recipient, Scope};

use crate::form::{FieldError, Form};
use crate::me::Me;
use crate::names;

/// One recipient, a row of the table.
pub struct Offer {
    /// The name.
    pub name: String,
    /// One tick for each kind that may be asked for, in the order of [`InfoKind::ALL`].
    pub ticks: Vec<Tick>,
}

/// One box.
pub struct Tick {
    /// What is sent.
    pub value: String,
    /// The kind, in words.
    pub kind: &'static str,
    /// What the box says to one who does not see the table.
    pub label: String,
    /// Whether it is ticked.
    pub on: bool,
}

/// All that consent may be asked for: the units of the plan, those who carry it on, the person's supporters.
pub fn recipients(view: &PlanView) -> Vec<Recipient> {
    let mut units: Vec<&UnitRef> = vec![&view.proposal.to];
    units.extend(view.current_parties().map(|party| &party.unit));
    units.extend(view.coordinator.as_ref().map(|coordinator| &coordinator.staff.unit));
    units.extend(view.facilitator.as_ref().map(|facilitator| &facilitator.unit));
    let mut known = BTreeSet::new();
    units.retain(|unit| known.insert(unit.unit));
    let units = units.into_iter().cloned().map(Recipient::Unit);
    units.chain(view.current_supporters().map(|supporter| Recipient::Supporter(supporter.no))).collect()
}

fn value(to: &Recipient, kind: InfoKind) -> String {
    match to {
        Recipient::Unit(unit) => format!("unit:{}:{}", unit.unit, kind.key()),
        Recipient::Supporter(no) => format!("supporter:{no}:{}", kind.key()),
    }
}

/// The rows of the table, ticked as the form has it.
pub fn offers(me: &Me, view: &PlanView, form: &Form, kinds: &[InfoKind]) -> Vec<Offer> {
    let (t, language) = (me.t(), me.language());
    let offer = |to: &Recipient| {
        let name = names::recipient(view, to);
        let tick = |kind: InfoKind| {
            let (value, said) = (value(to, kind), names::kind(language, kind));
            Tick { on: form.has("share", &value), label: t.msg_consent_tick(said, name.as_str()), value, kind: said }
        };
        Offer { ticks: kinds.iter().copied().map(tick).collect(), name: name.clone() }
    };
    let all = recipients(view);
    // One row for all of them, where there are several: what is ticked there goes to each.
    let everybody = (all.len() > 1).then(|| {
        let name = t.msg_consent_everybody().to_owned();
        let tick = |kind: InfoKind| {
            let (value, said) = (format!("all:{}", kind.key()), names::kind(language, kind));
            Tick { on: form.has("share", &value), label: t.msg_consent_tick(said, name.as_str()), value, kind: said }
        };
        Offer { ticks: kinds.iter().copied().map(tick).collect(), name: name.clone() }
    });
    everybody.into_iter().chain(all.iter().map(offer)).collect()
}

/// Reads the ticks; what is no longer offered is noted on the form.
pub fn ticked(view: &PlanView, form: &mut Form) -> Vec<(Recipient, BTreeSet<InfoKind>)> {
    let sent: BTreeSet<String> = form.list("share").into_iter().map(str::to_owned).collect();
    let to_all = |kind: InfoKind| sent.contains(&format!("all:{}", kind.key()));
    let mut read = InfoKind::ALL.into_iter().filter(|kind| to_all(*kind)).count();
    let mut disclose = Vec::new();
    for to in recipients(view) {
        let own = |kind: InfoKind| sent.contains(&value(&to, kind));
        read += InfoKind::ALL.into_iter().filter(|kind| own(*kind)).count();
        let kinds: BTreeSet<InfoKind> = InfoKind::ALL.into_iter().filter(|kind| own(*kind) || to_all(*kind)).collect();
        if !kinds.is_empty() {
            disclose.push((to, kinds));
        }
    }
    if read < sent.len() {
        form.fail("share", FieldError::UnknownChoice);
    }
    disclose
}

/// The ticks of what a member has said yes to already, for changing it.
pub fn given_by(view: &PlanView, member: FamilyMember, me: &Me) -> Vec<(&'static str, String)> {
    let holds = view.consents.iter().filter(|c| c.by == member && c.open() && me.today <= c.to);
    let mut values = Vec::new();
    for consent in holds {
        match &consent.scope {
            Scope::Plan => values.push(("plan", "yes".to_owned())),
            Scope::Disclosure { to, kinds } => values.extend(kinds.iter().map(|kind| ("share", value(to, *kind)))),
        }
    }
    values
}

/// Whoever removes every tick of something they have said yes to has taken nothing back, and is told so: taking back is an
/// act of its own, which shows what was given out already.
pub fn left_out(me: &Me, view: &PlanView, form: &mut Form, disclose: &[(Recipient, BTreeSet<InfoKind>)]) {
    let member = super::myself(view);
    for consent in view.consents.iter().filter(|c| Some(c.by) == member && c.open() && me.today <= c.to) {
        let because = |words: String| FieldError::Because(words);
        match &consent.scope {
            Scope::Plan if !form.has("plan", "yes") => {
                form.fail("plan", because(me.t().msg_consent_plan_left_out().to_owned()));
            }
            Scope::Disclosure { to, .. } if !disclose.iter().any(|(kept, _)| kept.same(to)) => {
                form.fail("share", because(me.t().msg_consent_left_out(names::recipient(view, to))));
            }
            _ => {}
        }
    }
}

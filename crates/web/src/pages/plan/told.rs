//! What stands about the plan beside its rows: who takes part, consent, earlier versions.

use samsyn_domain::access::PlanView;
use samsyn_domain::people::{Standing, Supporter};
use samsyn_domain::plan::state::{CallAnswer, Party};
use samsyn_domain::rules::consent_before_sharing::plan_consent;

use crate::language::Language;
use crate::me::Me;
use crate::names;
use crate::pages::consent::myself;

/// What the reader is told of consent: not theirs to see, missing, or valid until a day.
pub(super) enum Consent {
    NotShown,
    Missing,
    Until(String),
    /// As [`Consent::Until`], for somebody whose own yes it is.
    Mine(String),
}

/// Who takes part: those near the person, then the units and who comes from them. Somebody with two parts stands there once:
/// Lisa is Elin's own person and comes from her school.
pub(super) fn people(view: &PlanView, language: Language) -> Vec<(&str, String)> {
    let representatives = view
        .current_representatives()
        // Whoever is cut off takes no part, and sees nothing of the plan.
        .filter(|r| r.standing != Standing::NotAsked)
        .map(|r| (r.person.0, r.name.as_str(), names::mandate(language, r.mandate).to_owned()));
    let of = |s: &Supporter| s.person.map(|p| p.0).or(s.staff.map(|s| s.0)).unwrap_or_default();
    let supporters = view.current_supporters().map(|s| (of(s), s.name.as_str(), s.relation.to_string()));
    // A place that is kept back, and from where nobody is known, is not there.
    let told = |party: &&Party| party.unit.told().is_some() || matches!(party.answer, CallAnswer::Coming { .. });
    let parties = view.current_parties().filter(told).map(|party| match &party.answer {
        CallAnswer::Coming { who, .. } => (who.staff.0, who.name.as_str(), names::unit(&party.unit).to_owned()),
        _ => (party.unit.unit.0, party.unit.name.as_str(), party.unit.principal_name.to_string()),
    });
    let leads = language.text().msg_plan_facilitator();
    let facilitator = view.facilitator.iter().map(|f| (f.staff.0, f.name.as_str(), leads.to_owned()));
    let mut people: Vec<(uuid::Uuid, &str, String)> = Vec::new();
    for (id, name, what) in representatives.chain(supporters).chain(parties).chain(facilitator) {
        match people.iter_mut().find(|(known, ..)| *known == id && !id.is_nil()) {
            Some((.., parts)) => *parts = format!("{parts}, {what}"),
            None => people.push((id, name, what)),
        }
    }
    people.into_iter().map(|(_, name, what)| (name, what)).collect()
}

/// What the one who looks is told of the consent to the plan.
pub(super) fn consent(me: &Me, view: &PlanView) -> Consent {
    if !view.sees_consents() {
        return Consent::NotShown;
    }
    let Some(grounds) = plan_consent(view, me.today) else {
        return Consent::Missing;
    };
    let last = view.consents.iter().filter(|c| grounds.contains(&c.no)).map(|c| c.to).min();
    let mine = view.consents.iter().any(|c| grounds.contains(&c.no) && Some(c.by) == myself(view));
    let told = if mine { Consent::Mine } else { Consent::Until };
    last.map_or(Consent::Missing, |day| told(me.language().dates().date(day)))
}

/// The versions that another has taken the place of, newest first: number, day, who agreed it.
pub(super) fn versions(view: &PlanView, language: Language) -> Vec<(u32, String, String)> {
    let earlier = view.versions.iter().rev().skip(1);
    earlier.map(|v| (v.version, language.dates().date(v.day), names::who(view, &v.by, language))).collect()
}

//! A measure as the plan shows it. Borrowed from the plan: this is drawn for every row of every look.

use samsyn_domain::access::{Hat, PlanView};
use samsyn_domain::ids::No;
use samsyn_domain::people::Who;
use samsyn_domain::plan::state::{Handed, Measure, MeasureState, Owner, Plan};

use crate::me::Me;
use crate::names;
use crate::parts::Tag;
use crate::standing::{self, Judged};
use jiff::civil::Date;

/// A row "who does what".
pub struct Row<'a> {
    /// Its row in the plan; the anchor is `measure-N`.
    pub no: No,
    /// What people call it by.
    pub number: u32,
    /// What is done.
    pub what: &'a str,
    /// Who does it.
    pub who: &'a str,
    /// Their unit, for staff.
    pub unit: &'a str,
    /// First day, in words.
    pub from: Option<String>,
    /// Last day, in words.
    pub by: String,
    /// How the person notices.
    pub notice: &'a str,
    /// What happens if it does not work.
    pub otherwise: &'a str,
    /// The measure that comes first.
    pub waits_for: Option<(No, &'a str)>,
    /// Where it stands.
    pub state: Tag<'static>,
    /// Whether the owner has said yes.
    pub confirmed: bool,
    /// How late it is, in words.
    pub late: Option<String>,
    /// Why it was declined or not done, in the owner's words.
    pub why: Option<&'a str>,
    /// That its owner has left, or that somebody else is asked to take over.
    pub handing: Option<String>,
    /// For whoever carries the plan on: no consent lets the owner see it.
    pub unreached: Option<Unreached>,
    /// What the family says became of it.
    pub happened: Vec<Judged<'a>>,
}

/// Where it is mended that an owner cannot see their measure.
pub struct Unreached {
    /// Asking for consent; or, where their unit takes no part, calling it.
    pub way: String,
    /// Set where their unit takes no part.
    pub no_party: bool,
    /// Choosing another owner, where the plan is being written.
    pub change: Option<String>,
}

impl<'a> Row<'a> {
    /// The row of a measure, as it stands on the day of the visit.
    pub fn of(me: &Me, plan: &'a Plan, measure: &'a Measure) -> Self {
        let (language, today, dates) = (me.language(), me.today, me.language().dates());
        let day = |day: Date| {
            if day.year() == today.year() { dates.short(day) } else { dates.date(day) }
        };
        let (who, unit) = match &measure.owner {
            Owner::Staff(staff) => (staff.name.as_str(), names::unit(&staff.unit)),
            Owner::Family(member) => (plan.family_name(*member).map_or("", |name| name.as_str()), ""),
        };
        Self {
            no: measure.no,
            number: measure.number,
            what: measure.what.as_str(),
            who,
            unit,
            from: measure.from.map(day),
            by: day(measure.by),
            notice: measure.notice.as_str(),
            otherwise: measure.otherwise.as_str(),
            waits_for: measure.waits_for.and_then(|no| plan.measure(no)).map(|m| (m.no, m.what.as_str())),
            state: state(me, names::first(who), &measure.state),
            confirmed: measure.state.confirmed(),
            late: (measure.state.open() && measure.by < today).then(|| dates.due(measure.by, today)),
            why: standing::why(&measure.state),
            handing: handing(me, plan, measure),
            unreached: None,
            happened: standing::judged(language, plan, measure).collect(),
        }
    }
}

impl Row<'_> {
    /// Says, to whoever carries the plan on, that the owner cannot see it, and where that is mended.
    #[must_use]
    pub fn unreached(mut self, view: &PlanView, unreached: &[No]) -> Self {
        if !unreached.contains(&self.no) {
            return self;
        }
        let of = |owner: &Owner| match owner {
            Owner::Staff(staff) => view.current_parties().any(|party| party.unit.unit == staff.unit.unit),
            Owner::Family(_) => true,
        };
        let no_party = view.measure(self.no).is_some_and(|measure| !of(&measure.owner));
        self.unreached = Some(Unreached {
            way: format!("/plans/{}/{}", view.id, if no_party { "call" } else { "consent" }),
            no_party,
            change: crate::pages::rows::writing(view).then(|| format!("/plans/{}/measures/{}", view.id, self.no)),
        });
        self
    }
}

/// Where it stands, in words and a shape.
fn state(me: &Me, first: &str, state: &MeasureState) -> Tag<'static> {
    let words = standing::words(me.language(), first, state, |at| me.app.day(at));
    match state {
        MeasureState::Proposed => Tag::waiting(words),
        MeasureState::Taken { .. } | MeasureState::Done { .. } => Tag::done(words),
        MeasureState::Declined { .. } | MeasureState::NotDone { .. } => Tag::late(words),
        MeasureState::Ongoing { .. } => Tag::going(words),
    }
}

/// What is said of a measure that is to go on to somebody else.
fn handing(me: &Me, plan: &Plan, measure: &Measure) -> Option<String> {
    let t = me.t();
    let asked = plan.open_handings().find(|handing| handing.what == Handed::Measure(measure.no));
    if let Some(handing) = asked {
        return Some(t.msg_handing_asked(crate::pages::handing::offer::to_name(&handing.to)));
    }
    match &measure.owner {
        Owner::Staff(staff) if plan.needs_new_owner(measure).is_some() => Some(t.msg_handing_gone(staff.name.as_str())),
        _ => None,
    }
}

/// Whether the one who looks may ask somebody else to take a measure over.
pub fn hands_on(me: &Me, view: &PlanView, measure: &Measure) -> bool {
    let manages = |unit| me.actor.wears(Hat::Manager) && me.actor.staff().is_some_and(|staff| staff.unit.unit == unit);
    let left = view.needs_new_owner(measure);
    measure.state.open() && (mine(view.me(), measure) || left.is_some_and(|unit| view.place().holds() || manages(unit)))
}

/// Whether the one who looks answers for the measure.
pub fn mine(me: Option<&Who>, measure: &Measure) -> bool {
    me.is_some_and(|me| samsyn_domain::rules::owner_answers_for_the_measure::is_owner(&measure.owner, me))
}

//! What happens in a plan right now, for the family: where it stands, and what has not gone as it was to.

use samsyn_domain::access::PlanView;
use samsyn_domain::plan::state::{DidIt, Measure, MeasureState, Scope, Stage};
use samsyn_domain::rules::consent_before_sharing::plan_consent;

use crate::me::Me;
use crate::pages::consent::{deciders, myself};
use crate::text::T;

/// The sentence for where a plan stands. Only to those who decide is it said that they have answered, or are to.
pub(super) fn sentence(me: &Me, view: &PlanView) -> &'static str {
    let t = me.t();
    let decides = myself(view).is_some_and(|member| deciders(view).contains(&member));
    let met = view.next_meeting().is_some_and(|meeting| meeting.starts.date() < me.today);
    match view.stage {
        Stage::Proposed => t.msg_now_proposed(),
        Stage::Refused => t.msg_now_refused(),
        Stage::Assessed | Stage::Declined | Stage::InConflict | Stage::Consented => of_consent(t, view.stage, decides),
        Stage::Preparing => t.msg_now_preparing(),
        Stage::Called if met => t.msg_now_met(),
        Stage::Called => t.msg_now_called(),
        Stage::Meeting => t.msg_now_meeting(),
        Stage::Draft => t.msg_now_draft(),
        Stage::Agreed => t.msg_now_agreed(),
        Stage::Active => t.msg_now_active(),
        Stage::FollowUp => t.msg_now_follow_up(),
        Stage::Revision => t.msg_now_revision(),
        Stage::Closed => t.msg_now_closed(),
    }
}

fn of_consent(t: T, stage: Stage, decides: bool) -> &'static str {
    match (stage, decides) {
        (Stage::Assessed, true) => t.msg_now_assessed(),
        (Stage::Assessed, false) => t.msg_now_assessed_others(),
        (Stage::Declined, true) => t.msg_now_declined(),
        (Stage::Declined, false) => t.msg_now_declined_others(),
        (Stage::InConflict, true) => t.msg_now_in_conflict(),
        (Stage::InConflict, false) => t.msg_now_in_conflict_others(),
        (_, true) => t.msg_now_consented(),
        (_, false) => t.msg_now_consented_others(),
    }
}

/// That nothing holds of what was consented to, to those who may know of it: taken back, or not there (any more).
pub(super) fn consent_lacks(me: &Me, view: &PlanView) -> Option<&'static str> {
    let before = matches!(view.stage, Stage::Proposed | Stage::Assessed | Stage::InConflict) || view.stage.ended();
    if before || !view.sees_consents() || plan_consent(view, me.today).is_some() {
        return None;
    }
    let mut of_plan = view.consents.iter().filter(|consent| consent.scope == Scope::Plan);
    let taken_back = of_plan.any(|consent| consent.withdrawn.is_some());
    Some(if taken_back { me.t().msg_now_consent_taken_back() } else { me.t().msg_plan_consent_missing() })
}

/// What has not gone as it was to, one sentence each, among the measures that the reader sees: late, not done, without a yes,
/// declined; and a follow-up that should have been.
pub(super) fn amiss(me: &Me, view: &PlanView) -> Vec<String> {
    if !matches!(view.stage, Stage::Agreed | Stage::Active | Stage::FollowUp | Stage::Revision) {
        return Vec::new();
    }
    let t = me.t();
    let count = |such: &dyn Fn(&Measure) -> bool| view.measures.iter().filter(|m| such(m)).count();
    let taken = |m: &Measure| matches!(m.state, MeasureState::Taken { .. } | MeasureState::Ongoing { .. });
    let told = [
        (count(&|m| taken(m) && m.by < me.today), Say::Late),
        (count(&failed), Say::NotDone),
        (count(&|m| m.state == MeasureState::Proposed), Say::Unconfirmed),
        (count(&|m| matches!(m.state, MeasureState::Declined { .. })), Say::Declined),
    ];
    let due = view.version().map(|version| version.follow_up.date()).filter(|day| *day < me.today);
    let due = due.filter(|_| matches!(view.stage, Stage::Agreed | Stage::Active));
    let follow_up = due.map(|day| t.msg_now_follow_up_late(me.language().dates().date(day)));
    told.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| say(t, &what, n)).chain(follow_up).collect()
}

/// What can be amiss with measures.
enum Say {
    Late,
    NotDone,
    Unconfirmed,
    Declined,
}

fn say(t: T, what: &Say, count: usize) -> String {
    match what {
        Say::Late => t.msg_now_late(count),
        Say::NotDone => t.msg_now_not_done(count),
        Say::Unconfirmed => t.msg_now_unconfirmed(count),
        Say::Declined => t.msg_now_declined_measures(count),
    }
}

/// Whether a measure did not happen: its owner says so, or somebody of the family does.
pub(super) fn failed(measure: &Measure) -> bool {
    matches!(measure.state, MeasureState::NotDone { .. }) || measure.happened.iter().any(|h| h.answer == DidIt::No)
}

//! The clocks of a stay, each with its last moment, where it stands, and its source.

use jiff::civil::DateTime;
use samsyn_domain::information::DischargeSettings;
use samsyn_domain::plan::state::{Plan, Stay};
use samsyn_domain::rules::admission_is_told_within_a_day;
use samsyn_domain::rules::payment_after_discharge_notice::{Payment, after_noon, payment};
use samsyn_domain::rules::summons_after_discharge_notice::call_by;

use crate::me::Me;
use crate::parts::Tag;

/// One clock.
pub struct Clock {
    /// What it is about, and until when.
    pub what: String,
    /// Where it stands.
    pub state: Tag<'static>,
    /// Where it stands in the law, or that it was agreed.
    pub source: String,
}

fn law(paragraph: &str) -> String {
    format!("lag (2017:612) {paragraph}")
}

/// The clocks of a stay that goes on, in the order in which they run.
pub fn clocks(me: &Me, plan: &Plan, stay: &Stay) -> Vec<Clock> {
    let mut clocks = vec![told(me, stay), contact(me, stay)];
    clocks.extend(call(me, plan, stay));
    clocks.extend(pays(me, plan, stay));
    clocks
}

fn local(me: &Me, at: jiff::Timestamp) -> DateTime {
    at.to_zoned(me.app.zone.clone()).datetime()
}

fn told(me: &Me, stay: &Stay) -> Clock {
    let t = me.t();
    let last = local(me, admission_is_told_within_a_day::told_by(stay));
    let state = match (admission_is_told_within_a_day::in_time(stay, me.now), stay.told) {
        (Some(true), _) => Tag::done(t.msg_stay_in_time()),
        (Some(false), Some(_)) => Tag::late(t.msg_stay_too_late()),
        (Some(false), None) => Tag::late(t.msg_stay_not_done()),
        (None, _) => Tag::waiting(t.msg_stay_waits()),
    };
    Clock { what: t.msg_stay_clock_told(me.language().dates().weekday_moment(last)), state, source: law("2 kap. 3 §") }
}

fn contact(me: &Me, stay: &Stay) -> Clock {
    let t = me.t();
    let state = if stay.contact.is_some() { Tag::done(t.msg_stay_named()) } else { Tag::waiting(t.msg_stay_waits()) };
    Clock { what: t.msg_stay_clock_contact().to_owned(), state, source: law("2 kap. 5 §") }
}

fn call(me: &Me, plan: &Plan, stay: &Stay) -> Option<Clock> {
    let (t, last) = (me.t(), call_by(stay)?);
    let sent = plan.current_parties().filter_map(|party| party.sent).min().map(|at| local(me, at).date());
    let state = match sent {
        Some(day) if day <= last => Tag::done(t.msg_stay_in_time()),
        Some(_) => Tag::late(t.msg_stay_too_late()),
        None if me.today > last => Tag::late(t.msg_stay_not_done()),
        None => Tag::waiting(me.language().dates().due(last, me.today)),
    };
    Some(Clock { what: t.msg_stay_clock_call(me.language().dates().date(last)), state, source: law("4 kap. 3 §") })
}

fn pays(me: &Me, plan: &Plan, stay: &Stay) -> Option<Clock> {
    let (t, settings) = (me.t(), &me.app.settings.discharge);
    let dates = me.language().dates();
    let (what, state) = match payment(plan, stay, settings) {
        Payment::NoNotice => return None,
        Payment::From(day) if day > me.today => {
            (t.msg_stay_clock_pays(dates.date(day)), Tag::quiet(dates.due(day, me.today)))
        }
        Payment::From(day) => (t.msg_stay_clock_pays(dates.date(day)), Tag::going(t.msg_stay_pays_now())),
        Payment::NotCalled(day) => (t.msg_stay_clock_pays(dates.date(day)), Tag::late(t.msg_stay_pays_not())),
    };
    let noon = if after_noon(stay) { t.msg_stay_after_noon() } else { t.msg_stay_before_noon() };
    let agreed = *settings != DischargeSettings::default();
    let source = if agreed { t.msg_stay_agreed().to_owned() } else { law("5 kap. 3–5 §§") };
    Some(Clock { what: format!("{what} {noon}"), state, source })
}

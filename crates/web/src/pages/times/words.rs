//! Why a time was proposed, in words; and who is asked, as a form value.

use samsyn_domain::access::PlanView;
use samsyn_domain::people::{FamilyMember, Who};
use samsyn_domain::plan::state::Attendee;
use samsyn_domain::times::TimeReason;

use crate::names;
use crate::pages::rows::owners::{member, member_value};
use crate::text::T;

/// The reasons as one line; empty for a time that somebody wrote by hand.
pub fn reasons(t: T, reasons: &[TimeReason]) -> String {
    let say = |reason: &TimeReason| match reason {
        TimeReason::AllFree(1) => t.msg_times_one_free().to_owned(),
        TimeReason::AllFree(count) => t.msg_times_all_free(usize::from(*count)),
        TimeReason::Morning => t.msg_times_morning().to_owned(),
        TimeReason::Afternoon => t.msg_times_afternoon().to_owned(),
        TimeReason::InSchool => t.msg_times_in_school().to_owned(),
        TimeReason::OutsideSchool => t.msg_times_outside_school().to_owned(),
        TimeReason::SafeHours => t.msg_times_safe_hours().to_owned(),
        TimeReason::Travel(minutes) => t.msg_times_travel(usize::from(*minutes)),
    };
    reasons.iter().map(say).collect::<Vec<_>>().join(". ")
}

/// Who is asked, as a form value.
pub fn key(of: Attendee) -> String {
    match of {
        Attendee::Party(no) => format!("party-{no}"),
        Attendee::Family(member) => member_value(member).replace(':', "-"),
    }
}

/// Who a form value stands for.
pub fn from_key(key: &str) -> Option<Attendee> {
    match key.strip_prefix("party-") {
        Some(no) => no.parse().ok().map(Attendee::Party),
        None => member(&key.replace('-', ":")).map(Attendee::Family),
    }
}

/// What somebody who is asked is called.
pub fn name(view: &PlanView, of: Attendee) -> String {
    match of {
        Attendee::Party(no) => view.party(no).map(|party| party.unit.name.to_string()).unwrap_or_default(),
        Attendee::Family(member) => names::member(view, member),
    }
}

/// As whom the one who looks answers; none for those who are not asked themselves.
pub fn mine(view: &PlanView) -> Option<Attendee> {
    match view.me()? {
        Who::Family(member) => Some(Attendee::Family(*member)),
        Who::Staff(_) => view
            .my_party()
            .map(|party| Attendee::Party(party.no))
            .or(view.place().supporter.map(|no| Attendee::Family(FamilyMember::Supporter(no)))),
        Who::Clock => None,
    }
}

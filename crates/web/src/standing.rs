//! Where a measure stands, in words: one source for the plan's page and for the child's paper, so that neither says what the
//! other no longer does.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::Date;
use samsyn_domain::people::{PrincipalKind, Who};
use samsyn_domain::plan::state::{Happened, Measure, MeasureState, Owner, Plan};
use samsyn_domain::rules::owner_answers_for_the_measure::is_owner;
use samsyn_domain::words::Words;

use crate::language::Language;
use crate::names;

/// The family's answer to "did it happen?".
pub struct Judged<'a> {
    /// Who says it.
    pub by: &'a str,
    /// Yes, partly, no.
    pub answer: &'static str,
    /// In their words.
    pub words: Option<&'a str>,
}

/// "Lisa sa ja 3 mars", "Inte bekräftat", "Klar 4 mars". Put together from fixed words: no formatting for each row. `first` is the
/// owner's first name, `day` the day of a moment where the reader is.
pub fn words(
    language: Language,
    first: &str,
    state: &MeasureState,
    day: impl Fn(Timestamp) -> Date,
) -> Cow<'static, str> {
    let t = language.text();
    let day = |at: &Timestamp| language.dates().short(day(*at));
    match state {
        MeasureState::Proposed => t.msg_plan_unconfirmed().into(),
        MeasureState::Taken { at } => format!("{first} {} {}", t.msg_plan_said_yes(), day(at)).into(),
        MeasureState::Declined { .. } => format!("{first} {}", t.msg_plan_said_no()).into(),
        MeasureState::Ongoing { .. } => t.msg_measure_ongoing().into(),
        MeasureState::Done { at } => format!("{} {}", t.msg_measure_done(), day(at)).into(),
        MeasureState::NotDone { .. } => t.msg_measure_not_done().into(),
    }
}

/// Why it was declined or not done, in the owner's words.
pub fn why(state: &MeasureState) -> Option<&str> {
    match state {
        MeasureState::Declined { reason } => Some(reason.as_str()),
        MeasureState::NotDone { why } => Some(why.as_str()),
        _ => None,
    }
}

/// What the family says became of it.
pub fn judged<'a>(
    language: Language,
    plan: &'a Plan,
    measure: &'a Measure,
) -> impl Iterator<Item = Judged<'a>> + use<'a> {
    let one = move |h: &'a Happened| Judged {
        by: plan.family_name(h.by).map_or("", |name| name.as_str()),
        answer: names::did_it(language, h.answer),
        words: h.words.as_ref().map(Words::as_str),
    };
    measure.happened.iter().map(one)
}

/// The measures under their headings, none of them empty; what its owner said no to is nobody's to do and stands last, by itself. To somebody of the family (`me`): what they do themselves, what others of
/// the family do, what those do who help. To those at work: by whom, as the law wants it told apart.
pub fn sections<'a>(language: Language, plan: &'a Plan, me: Option<&Who>) -> Vec<(&'static str, Vec<&'a Measure>)> {
    let t = language.text();
    let family = |m: &Measure| matches!(m.owner, Owner::Family(_));
    let mine = |m: &Measure| me.is_some_and(|me| is_owner(&m.owner, me));
    let by_law = |m: &Measure| match &m.owner {
        Owner::Family(_) => false,
        Owner::Staff(staff) => matches!(staff.unit.kind, PrincipalKind::Kommun | PrincipalKind::Region),
    };
    let such = |wanted: &dyn Fn(&Measure) -> bool| {
        plan.measures.iter().filter(|m| !m.state.declined() && wanted(m)).collect::<Vec<_>>()
    };
    let all = if matches!(me, Some(Who::Family(_))) {
        [
            (t.msg_plan_you_do(), such(&mine)),
            (t.msg_plan_near_do(), such(&|m| family(m) && !mine(m))),
            (t.msg_plan_helpers_do(), such(&|m| !family(m))),
        ]
    } else {
        [
            (t.msg_plan_principals_do(), such(&by_law)),
            (t.msg_plan_others_do(), such(&|m| !family(m) && !by_law(m))),
            (t.msg_plan_family_does(), such(&family)),
        ]
    };
    let declined = (t.msg_plan_got_a_no(), plan.declined().collect());
    all.into_iter().chain([declined]).filter(|(_, measures)| !measures.is_empty()).collect()
}

//! What the plan's rules refuse, in words. The words stand in `text/*/refusals.ftl`.

use samsyn_domain::plan::refusal::{Mend, Refusal, Why};

use crate::language::Language;
use crate::names;

/// A refusal as a person reads it: what is wrong, and the source where there is one.
pub fn say(refusal: &Refusal, language: Language) -> String {
    let words = why(&refusal.why, language);
    match refusal.source() {
        "" => words,
        source => format!("{words} ({source})"),
    }
}

/// What is wrong, without its source.
pub fn why(why: &Why, language: Language) -> String {
    let t = language.text();
    match why {
        Why::Empty => t.msg_error_empty().to_owned(),
        Why::TooLong { max, got } => t.msg_error_too_long(got.saturating_sub(*max), *max),
        Why::BrokenText => t.msg_error_broken_text().to_owned(),
        Why::EndsBeforeItStarts => t.msg_error_end_before_start().to_owned(),
        Why::AnswerAfterMeeting => t.msg_refusal_answer_after_meeting().to_owned(),
        Why::TooManyRows { most } => t.msg_refusal_too_many_rows(*most),
        Why::InThePast => t.msg_refusal_in_the_past().to_owned(),
        Why::FarAway => t.msg_refusal_far_away().to_owned(),
        Why::TooLongConsent { latest } => t.msg_refusal_too_long_consent(language.dates().date(*latest)),
        Why::NoSuchRow { .. } => t.msg_refusal_no_such_row().to_owned(),
        Why::NoSuchArea => t.msg_error_unknown_choice().to_owned(),
        Why::NotNow { stage } => t.msg_refusal_not_now(names::stage(language, *stage)),
        Why::ReasonMissing => t.msg_refusal_reason_missing().to_owned(),
        Why::ThreeQuestions => t.msg_refusal_three_questions().to_owned(),
        Why::AlreadySo => t.msg_refusal_already_so().to_owned(),
        Why::AlreadyAParty => t.msg_refusal_already_a_party().to_owned(),
        Why::NoConsentToPlan => t.msg_refusal_no_consent_to_plan().to_owned(),
        Why::RecipientNotCovered { name } => t.msg_refusal_recipient_not_covered(name.as_str()),
        Why::NobodyNamed { name } => t.msg_refusal_nobody_named(name.as_str()),
        Why::NothingChosen => t.msg_error_not_chosen().to_owned(),
        Why::CalledCannotDecline => t.msg_refusal_called_cannot_decline().to_owned(),
        Why::PassedToItself => t.msg_refusal_passed_to_itself().to_owned(),
        Why::OwnerNotInPlan => t.msg_refusal_owner_not_in_plan().to_owned(),
        Why::KeptForThem => t.msg_refusal_kept_for_them().to_owned(),
        Why::NotYours => t.msg_refusal_not_yours().to_owned(),
        Why::MeasureNotThere => t.msg_refusal_measure_not_there().to_owned(),
        Why::StillOwnsMeasures => t.msg_refusal_still_owns_measures().to_owned(),
        Why::NoQuestion => t.msg_refusal_no_question().to_owned(),
        Why::NobodyCalled => t.msg_refusal_nobody_called().to_owned(),
        Why::NoMeeting => t.msg_refusal_no_meeting().to_owned(),
        Why::MeetingHasBeen => t.msg_refusal_meeting_has_been().to_owned(),
        Why::TwoSides => t.msg_refusal_two_sides().to_owned(),
        Why::NoMeasures => t.msg_refusal_no_measures().to_owned(),
        Why::NoPrincipalsMeasures => t.msg_refusal_no_principals_measures().to_owned(),
        Why::OthersNotSaid => t.msg_refusal_others_not_said().to_owned(),
        Why::NoLead => t.msg_refusal_no_lead().to_owned(),
        Why::LeadWithoutDuty => t.msg_refusal_lead_without_duty().to_owned(),
        Why::NoCoordinator => t.msg_refusal_no_coordinator().to_owned(),
        Why::NoFollowUp => t.msg_refusal_no_follow_up().to_owned(),
        Why::GuardiansDisagree => t.msg_refusal_guardians_disagree().to_owned(),
        Why::AlreadyOfAge => t.msg_refusal_already_of_age().to_owned(),
        Why::MaturityNotAssessed => t.msg_refusal_maturity_not_assessed().to_owned(),
        Why::MayNotConsent => t.msg_refusal_may_not_consent().to_owned(),
        Why::OutsideMandate => t.msg_refusal_outside_mandate().to_owned(),
        Why::NoPaper => t.msg_refusal_no_paper().to_owned(),
        Why::NotYet => t.msg_refusal_not_yet().to_owned(),
        Why::NotOfTheRegion => t.msg_refusal_not_of_the_region().to_owned(),
        Why::AskedItself => t.msg_refusal_asked_itself().to_owned(),
        Why::AlreadyOpened => t.msg_refusal_already_opened().to_owned(),
        Why::NotOpenYet => t.msg_refusal_not_open_yet().to_owned(),
        Why::NoNotInPrint { number, .. } => t.msg_refusal_no_not_in_print(number.to_string()),
        Why::AlreadyAnswered => t.msg_refusal_already_answered().to_owned(),
        Why::NobodyAsks => t.msg_refusal_nobody_asks().to_owned(),
        Why::AnsweredBefore => t.msg_evaluation_one_answer().to_owned(),
        Why::NotANumber { most } => t.msg_evaluation_number_most(*most),
        Why::NotGivenOut => t.msg_refusal_not_given_out().to_owned(),
    }
}

/// The address, below the plan's own, where a lack is mended.
pub fn mend(mend: Mend) -> &'static str {
    match mend {
        Mend::Question => "question",
        Mend::People => "people",
        Mend::Consent => "consent",
        Mend::Protection => "people/protection",
        Mend::Call => "call",
        Mend::Measures => "rows",
        Mend::Agree => "agree",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_the_rules_find_too_long_says_by_how_much_and_what_fits() {
        let said = why(&Why::TooLong { max: 2000, got: 2043 }, Language::Sv);
        let said = crate::text::plain(&said);
        assert!(said.contains("43 tecken för lång") && said.contains("högst 2000 tecken"), "{said}");
    }
}

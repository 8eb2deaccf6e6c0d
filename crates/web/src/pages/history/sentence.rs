//! What happened, as a sentence: one for every kind of event, without what was written.

use samsyn_domain::ids::No;
use samsyn_domain::people::{FamilyMember, Who};
use samsyn_domain::plan::Event as E;
use samsyn_domain::plan::state::{
    Attendee, CallAnswer, CallWay, Consent, Handed, Letter, MediaKind, Plan, Scope, Speaker, Successor, Summons,
};

use crate::language::Language;
use crate::names;

/// The sentence; who did it stands beside it.
pub(super) fn sentence(view: &Plan, event: &E, language: Language) -> String {
    let (t, dates) = (language.text(), language.dates());
    let of = |member: FamilyMember| names::member(view, member);
    let unit = |no: No| unit(view, no);
    let spoke = |of: &Speaker| crate::pages::expectations::speaker(view, *of);
    match event {
        E::PlanProposed { to, .. } => t.msg_history_proposed(to.name.as_str()),
        E::NeedAssessed { .. } => t.msg_history_assessed().to_owned(),
        E::ProposalRefused { .. } => t.msg_history_refused().to_owned(),
        E::PlanReopened { .. } => t.msg_history_reopened().to_owned(),
        E::RepresentativeNamed { name, .. } => t.msg_history_representative_named(name.as_str()),
        E::RepresentativeEnded { no, .. } => {
            t.msg_history_representative_ended(of(FamilyMember::Representative(*no)).as_str())
        }
        E::SupporterNamed { name, .. } => t.msg_history_supporter_named(name.as_str()),
        E::SupporterEnded { no } => t.msg_history_supporter_ended(of(FamilyMember::Supporter(*no)).as_str()),
        E::FacilitatorNamed { staff } => t.msg_history_facilitator_named(staff.name.as_str()),
        E::CoordinatorNamed { staff, .. } => t.msg_history_coordinator_named(staff.name.as_str()),
        E::LeadNamed { unit } => t.msg_history_lead_named(unit.principal_name.as_str()),
        E::ConsentRefused { by, .. } => t.msg_history_consent_refused(of(*by).as_str()),
        E::StandingNoted { no, .. } => t.msg_history_standing_noted(of(FamilyMember::Representative(*no)).as_str()),
        E::MaturityAssessed { .. } => t.msg_history_maturity_assessed().to_owned(),
        E::ConsentCompleted => t.msg_history_consent_completed().to_owned(),
        E::ConflictArose => t.msg_history_conflict_arose().to_owned(),
        E::PlanDeclined => t.msg_history_declined().to_owned(),
        E::ConsentWithdrawn { by, .. } => t.msg_history_consent_withdrawn(of(*by).as_str()),
        E::ScanAttached { .. } => t.msg_history_scan_attached().to_owned(),
        E::ChildsViewNoted { .. } => t.msg_history_childs_view_noted().to_owned(),
        E::BoardDecided { on, .. } => t.msg_history_board_decided(dates.date(*on)),
        E::MessageWritten { with, .. } => {
            t.msg_history_message_written(of(FamilyMember::Representative(*with)).as_str())
        }
        E::ConsentEndingTold { by, to } => t.msg_history_consent_ending(of(*by), dates.date(*to)),
        E::ConsentEnded { by, to } => t.msg_history_consent_ended(of(*by), dates.date(*to)),
        E::CopyTaken { version, unit } => t.msg_history_copy_taken(version.to_string(), unit.name.as_str()),
        E::QuestionAsked { .. } => t.msg_history_question_asked().to_owned(),
        E::QuestionReworded { .. } => t.msg_history_question_reworded().to_owned(),
        E::QuestionAnswered { .. } => t.msg_history_question_answered().to_owned(),
        E::QuestionTranslated { .. } => t.msg_history_question_translated().to_owned(),
        E::QuestionDropped { .. } => t.msg_history_question_dropped().to_owned(),
        E::AvoidAsked { .. } => t.msg_history_avoid_asked().to_owned(),
        E::AvoidDropped { .. } => t.msg_history_avoid_dropped().to_owned(),
        E::PreparingBegan => t.msg_history_preparing_began().to_owned(),
        E::PreparationWaived { .. } => t.msg_history_preparation_waived().to_owned(),
        E::MediaLaid { kind: MediaKind::Drawing, .. } => t.msg_history_drawing_laid().to_owned(),
        E::MediaLaid { kind: MediaKind::Voice, .. } => t.msg_history_voice_laid().to_owned(),
        E::MediaShown { .. } => t.msg_history_media_shown().to_owned(),
        E::MediaDescribed { .. } => t.msg_history_media_described().to_owned(),
        E::MediaRemoved { .. } => t.msg_history_media_removed().to_owned(),
        E::PartyRemoved { no, .. } => t.msg_history_party_removed(unit(*no)),
        E::MeetingPlanned { starts, .. } => t.msg_history_meeting_planned(dates.weekday_moment(*starts)),
        E::MeetingMoved { starts, .. } => t.msg_history_meeting_moved(dates.weekday_moment(*starts)),
        E::MeetingCancelled { .. } => t.msg_history_meeting_cancelled().to_owned(),
        E::TimesProposed { offers, .. } => t.msg_history_times_proposed(offers.len()),
        E::TimeAnswered { .. } => t.msg_history_time_answered().to_owned(),
        E::TimesClosed { chosen: Some(_), .. } => t.msg_history_times_chosen().to_owned(),
        E::TimesClosed { chosen: None, .. } => t.msg_history_times_closed().to_owned(),
        E::InterpreterNeeded { need: Some(_) } => t.msg_history_interpreter_needed().to_owned(),
        E::InterpreterNeeded { need: None } => t.msg_history_interpreter_not_needed().to_owned(),
        E::InterpreterBooked { booked: true, .. } => t.msg_history_interpreter_booked().to_owned(),
        E::InterpreterBooked { booked: false, .. } => t.msg_history_interpreter_not_booked().to_owned(),
        E::CallUnanswered { party, .. } => t.msg_history_call_unanswered(unit(*party)),
        E::StayNoted { ward, .. } => t.msg_history_stay_noted(ward.name.as_str()),
        E::AdmissionTold { sent: Some(sent), .. } => t.msg_history_admission_told(dates.weekday_moment(sent.local)),
        E::AdmissionTold { sent: None, .. } => t.msg_history_admission_not_told().to_owned(),
        E::CareContactNamed { staff: Some(staff), .. } => t.msg_history_contact_named(staff.name.as_str()),
        E::CareContactNamed { staff: None, .. } => t.msg_history_contact_none().to_owned(),
        E::ReadyToGoHome { sent: Some(sent), .. } => t.msg_history_ready(dates.weekday_moment(sent.local)),
        E::ReadyToGoHome { sent: None, .. } => t.msg_history_ready_not().to_owned(),
        E::WentHome { on, .. } => t.msg_history_went_home(dates.date(*on)),
        E::CallSent { party } => t.msg_history_call_sent(unit(*party)),
        E::CallSentAgain { party, way: CallWay::Told } => t.msg_history_call_sent_again(unit(*party)),
        E::CallSentAgain { party, way: CallWay::Letter } => t.msg_history_call_by_letter(unit(*party)),
        E::LetterDropped { to: Attendee::Party(party), letter, .. } => match letter {
            Letter::Call => t.msg_history_letter_to_unit(unit(*party)),
            Letter::Moved => t.msg_history_letter_moved_to_unit(unit(*party)),
            Letter::TakenBack => t.msg_history_letter_back_to_unit(unit(*party)),
        },
        E::LetterDropped { to: Attendee::Family(member), letter, .. } => match letter {
            Letter::Call => t.msg_history_letter_to(of(*member).as_str()),
            Letter::Moved => t.msg_history_letter_moved_to(of(*member).as_str()),
            Letter::TakenBack => t.msg_history_letter_back_to(of(*member).as_str()),
        },
        E::PartiesCalled => t.msg_history_parties_called().to_owned(),
        E::MeetingOpened { .. } => t.msg_history_meeting_opened().to_owned(),
        E::AttendanceNoted { .. } => t.msg_history_attendance_noted().to_owned(),
        E::NoteTaken { .. } => t.msg_history_note_taken().to_owned(),
        E::NoteUsed { .. } => t.msg_history_note_used().to_owned(),
        E::MeetingEnded { .. } => t.msg_history_meeting_ended().to_owned(),
        E::NeedAdded { .. } => t.msg_history_need_added().to_owned(),
        E::NeedInOwnWords { .. } => t.msg_history_need_own_words().to_owned(),
        E::NeedViewed { .. } => t.msg_history_need_viewed().to_owned(),
        E::NeedDropped { .. } => t.msg_history_need_dropped().to_owned(),
        E::GoalAdded { .. } => t.msg_history_goal_added().to_owned(),
        E::GoalReworded { .. } => t.msg_history_goal_reworded().to_owned(),
        E::GoalDropped { .. } => t.msg_history_goal_dropped().to_owned(),
        E::MeasureProposed { owner, .. } => t.msg_history_measure_proposed(names::owner(view, owner)),
        E::MeasureChanged { .. } => t.msg_history_measure_changed().to_owned(),
        E::MeasureDropped { .. } => t.msg_history_measure_dropped().to_owned(),
        E::MeasureTaken { .. } => t.msg_history_measure_taken().to_owned(),
        E::MeasureDeclined { .. } => t.msg_history_measure_declined().to_owned(),
        E::YesHeard { .. } => t.msg_history_yes_heard().to_owned(),
        E::LivedWith { .. } => t.msg_history_lived_with().to_owned(),
        // Told to nobody.
        E::TalkShared { .. } => String::new(),
        E::MeasureStarted { .. } => t.msg_history_measure_started().to_owned(),
        E::MeasureDone { .. } => t.msg_history_measure_done().to_owned(),
        E::MeasureDoneTakenBack { .. } => t.msg_history_measure_done_taken_back().to_owned(),
        E::MeasureNotDone { .. } => t.msg_history_measure_not_done().to_owned(),
        E::HandoverOffered { what: Handed::Measure(no), to, .. } => {
            t.msg_history_measure_offered(successor(to), measure(view, *no))
        }
        E::HandoverOffered { what: Handed::Holding, to, .. } => t.msg_history_holding_offered(successor(to)),
        E::HandoverAccepted { what: Handed::Measure(no), staff, .. } => {
            t.msg_history_measure_taken_over(staff.name.as_str(), measure(view, *no))
        }
        E::HandoverAccepted { what: Handed::Holding, staff, .. } => {
            t.msg_history_holding_taken_over(staff.name.as_str())
        }
        E::HandoverDeclined { what: Handed::Measure(no), .. } => {
            t.msg_history_measure_not_taken_over(measure(view, *no))
        }
        E::HandoverDeclined { what: Handed::Holding, .. } => t.msg_history_holding_not_taken_over().to_owned(),
        E::HandoverWithdrawn { what: Handed::Measure(no), .. } => {
            t.msg_history_measure_offer_withdrawn(measure(view, *no))
        }
        E::HandoverWithdrawn { what: Handed::Holding, .. } => t.msg_history_holding_offer_withdrawn().to_owned(),
        E::OwnerLeft { staff } => t.msg_history_owner_left(staff.name.as_str()),
        E::DisagreementWritten { .. } => t.msg_history_disagreement_written().to_owned(),
        E::NextStepTaken { .. } => t.msg_history_next_step_taken().to_owned(),
        E::DisagreementSettled { .. } => t.msg_history_disagreement_settled().to_owned(),
        E::PlanAgreed { version, .. } => t.msg_history_agreed(version.to_string()),
        E::VersionDisclosed { version, to, .. } => {
            t.msg_history_disclosed(version.to_string(), names::recipient(view, to))
        }
        E::Evaluated { .. } => t.msg_history_evaluated().to_owned(),
        E::PlanActivated => t.msg_history_activated().to_owned(),
        E::FollowUpBegan => t.msg_history_follow_up_began().to_owned(),
        E::FollowUpEnded { next, .. } => t.msg_history_follow_up_ended(dates.weekday_moment(*next)),
        E::RevisionBegan { .. } => t.msg_history_revision_began().to_owned(),
        E::PlanClosed { .. } => t.msg_history_closed().to_owned(),
        E::PersonTurned18 => t.msg_history_turned_18().to_owned(),
        E::ProtectionSwitchedOn { .. } => t.msg_history_protected().to_owned(),
        E::ProtectionSwitchedOff { .. } => t.msg_history_unprotected().to_owned(),
        E::StaffLetIn { staff } => t.msg_history_let_in(staff.name.as_str()),
        E::StaffLetOut { .. } => t.msg_history_let_out().to_owned(),
        E::RecipientKept { .. } => t.msg_history_recipient_kept().to_owned(),
        E::PersonMoved { .. } => t.msg_history_moved().to_owned(),
        E::ConsentGiven { consent } => consented(view, consent, language),
        E::Prepared { of: whose, written_by: Some(_), .. } => match whose {
            Who::Family(member) => t.msg_history_prepared_for(of(*member)),
            _ => t.msg_history_prepared().to_owned(),
        },
        E::Prepared { .. } => t.msg_history_prepared().to_owned(),
        E::OpeningSet { .. } => t.msg_history_opening_set().to_owned(),
        E::ExpectationWritten { of: speaker, .. } => t.msg_history_expectation_written(spoke(speaker)),
        E::ExpectationDropped { .. } => t.msg_history_expectation_dropped().to_owned(),
        E::AskWritten { from, to, .. } => {
            t.msg_history_ask_written(spoke(from), crate::pages::expectations::side(t, view, *to))
        }
        E::AskDropped { .. } => t.msg_history_ask_dropped().to_owned(),
        E::ExpectationsOpened { .. } => t.msg_history_expectations_opened().to_owned(),
        E::AskAnswered { of: speaker, .. } => t.msg_history_ask_answered(spoke(speaker)),
        E::PartyAdded { unit, summons: Summons::Called, .. } => t.msg_history_party_called(unit.name.as_str()),
        E::PartyAdded { unit, summons: Summons::Invited, .. } => t.msg_history_party_invited(unit.name.as_str()),
        E::CallAnswered { party, answer } => answered(unit(*party), answer, language),
        E::MeasureJudged { by, answer, .. } => t.msg_history_measure_judged(of(*by), names::did_it(language, *answer)),
        E::OthersSaid { none: true } => t.msg_history_others_none().to_owned(),
        E::OthersSaid { none: false } => t.msg_history_others_some().to_owned(),
    }
}

/// What people call a measure by.
fn measure(view: &Plan, no: No) -> String {
    view.measure(no).map_or_else(|| "–".to_owned(), |measure| measure.number.to_string())
}

fn successor(to: &Successor) -> &str {
    match to {
        Successor::Staff(staff) => staff.name.as_str(),
        Successor::Unit(unit) => unit.name.as_str(),
    }
}

fn unit(view: &Plan, no: No) -> &str {
    view.parties.iter().find(|party| party.no == no).map_or("", |party| party.unit.name.as_str())
}

fn consented(view: &Plan, consent: &Consent, language: Language) -> String {
    let (t, by) = (language.text(), names::member(view, consent.by));
    match &consent.scope {
        Scope::Plan => t.msg_history_consent_given(by),
        Scope::Disclosure { to, .. } => t.msg_history_disclosure_given(by, names::recipient(view, to)),
    }
}

fn answered(unit: &str, answer: &CallAnswer, language: Language) -> String {
    let t = language.text();
    match answer {
        CallAnswer::Waiting => t.msg_history_call_waiting(unit),
        CallAnswer::Coming { who, .. } => t.msg_history_call_coming(unit, who.name.as_str()),
        CallAnswer::PassedOn { .. } => t.msg_history_call_passed_on(unit),
        CallAnswer::Declined { .. } => t.msg_history_call_declined(unit),
    }
}

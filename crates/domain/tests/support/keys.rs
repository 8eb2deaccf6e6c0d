//! The stored names of every kind of event and of every reason for a refusal.

use samsyn_domain::plan::{Event, Why};

/// The stored names of all kinds of events; a new kind that is not in the list does not compile.
pub fn every_event_key() -> Vec<&'static str> {
    use Event as E;
    let exhaustive: fn(&Event) = |event| match event {
        E::PlanProposed { .. }
        | E::NeedAssessed { .. }
        | E::ProposalRefused { .. }
        | E::PlanReopened { .. }
        | E::RepresentativeNamed { .. }
        | E::RepresentativeEnded { .. }
        | E::SupporterNamed { .. }
        | E::SupporterEnded { .. }
        | E::FacilitatorNamed { .. }
        | E::CoordinatorNamed { .. }
        | E::LeadNamed { .. }
        | E::ConsentGiven { .. }
        | E::ConsentRefused { .. }
        | E::StandingNoted { .. }
        | E::MaturityAssessed { .. }
        | E::ConsentCompleted
        | E::ConflictArose
        | E::PlanDeclined
        | E::ConsentWithdrawn { .. }
        | E::ScanAttached { .. }
        | E::ChildsViewNoted { .. }
        | E::BoardDecided { .. }
        | E::MessageWritten { .. }
        | E::ConsentEndingTold { .. }
        | E::ConsentEnded { .. }
        | E::StayNoted { .. }
        | E::AdmissionTold { .. }
        | E::CareContactNamed { .. }
        | E::ReadyToGoHome { .. }
        | E::WentHome { .. }
        | E::QuestionAsked { .. }
        | E::QuestionReworded { .. }
        | E::QuestionDropped { .. }
        | E::QuestionAnswered { .. }
        | E::QuestionTranslated { .. }
        | E::AvoidAsked { .. }
        | E::AvoidDropped { .. }
        | E::PreparingBegan
        | E::Prepared { .. }
        | E::PreparationWaived { .. }
        | E::OpeningSet { .. }
        | E::ExpectationWritten { .. }
        | E::ExpectationDropped { .. }
        | E::AskWritten { .. }
        | E::AskDropped { .. }
        | E::ExpectationsOpened { .. }
        | E::AskAnswered { .. }
        | E::MediaLaid { .. }
        | E::MediaShown { .. }
        | E::MediaDescribed { .. }
        | E::MediaRemoved { .. }
        | E::TalkShared { .. }
        | E::YesHeard { .. }
        | E::LivedWith { .. }
        | E::PartyAdded { .. }
        | E::PartyRemoved { .. }
        | E::MeetingPlanned { .. }
        | E::MeetingMoved { .. }
        | E::MeetingCancelled { .. }
        | E::TimesProposed { .. }
        | E::TimeAnswered { .. }
        | E::TimesClosed { .. }
        | E::InterpreterNeeded { .. }
        | E::InterpreterBooked { .. }
        | E::MeasureDoneTakenBack { .. }
        | E::NextStepTaken { .. }
        | E::CallUnanswered { .. }
        | E::CallSent { .. }
        | E::CallSentAgain { .. }
        | E::LetterDropped { .. }
        | E::CallAnswered { .. }
        | E::PartiesCalled
        | E::MeetingOpened { .. }
        | E::AttendanceNoted { .. }
        | E::NoteTaken { .. }
        | E::NoteUsed { .. }
        | E::MeetingEnded { .. }
        | E::Evaluated { .. }
        | E::NeedAdded { .. }
        | E::NeedInOwnWords { .. }
        | E::NeedViewed { .. }
        | E::NeedDropped { .. }
        | E::GoalAdded { .. }
        | E::GoalReworded { .. }
        | E::GoalDropped { .. }
        | E::MeasureProposed { .. }
        | E::MeasureChanged { .. }
        | E::MeasureDropped { .. }
        | E::MeasureTaken { .. }
        | E::MeasureDeclined { .. }
        | E::MeasureStarted { .. }
        | E::MeasureDone { .. }
        | E::MeasureNotDone { .. }
        | E::MeasureJudged { .. }
        | E::OthersSaid { .. }
        | E::DisagreementWritten { .. }
        | E::DisagreementSettled { .. }
        | E::HandoverOffered { .. }
        | E::HandoverAccepted { .. }
        | E::HandoverDeclined { .. }
        | E::HandoverWithdrawn { .. }
        | E::OwnerLeft { .. }
        | E::PlanAgreed { .. }
        | E::VersionDisclosed { .. }
        | E::CopyTaken { .. }
        | E::PlanActivated
        | E::FollowUpBegan
        | E::FollowUpEnded { .. }
        | E::RevisionBegan { .. }
        | E::PlanClosed { .. }
        | E::PersonTurned18
        | E::ProtectionSwitchedOn { .. }
        | E::ProtectionSwitchedOff { .. }
        | E::StaffLetIn { .. }
        | E::StaffLetOut { .. }
        | E::RecipientKept { .. }
        | E::PersonMoved { .. } => {}
    };
    let _ = exhaustive;
    vec![
        "plan_proposed",
        "need_assessed",
        "proposal_refused",
        "plan_reopened",
        "representative_named",
        "representative_ended",
        "supporter_named",
        "supporter_ended",
        "facilitator_named",
        "coordinator_named",
        "lead_named",
        "consent_given",
        "consent_refused",
        "standing_noted",
        "maturity_assessed",
        "consent_completed",
        "conflict_arose",
        "plan_declined",
        "consent_withdrawn",
        "scan_attached",
        "childs_view_noted",
        "board_decided",
        "message_written",
        "consent_ending_told",
        "consent_ended",
        "stay_noted",
        "admission_told",
        "care_contact_named",
        "ready_to_go_home",
        "went_home",
        "question_asked",
        "question_reworded",
        "question_dropped",
        "avoid_asked",
        "avoid_dropped",
        "preparing_began",
        "prepared",
        "preparation_waived",
        "opening_set",
        "expectation_written",
        "expectation_dropped",
        "ask_written",
        "ask_dropped",
        "expectations_opened",
        "ask_answered",
        "media_laid",
        "media_shown",
        "media_described",
        "media_removed",
        "talk_shared",
        "yes_heard",
        "lived_with",
        "party_added",
        "party_removed",
        "meeting_planned",
        "meeting_moved",
        "meeting_cancelled",
        "times_proposed",
        "time_answered",
        "times_closed",
        "interpreter_needed",
        "interpreter_booked",
        "measure_done_taken_back",
        "next_step_taken",
        "call_unanswered",
        "call_sent",
        "call_sent_again",
        "call_answered",
        "parties_called",
        "meeting_opened",
        "attendance_noted",
        "note_taken",
        "note_used",
        "meeting_ended",
        "evaluated",
        "need_added",
        "need_in_own_words",
        "need_viewed",
        "need_dropped",
        "goal_added",
        "goal_reworded",
        "goal_dropped",
        "measure_proposed",
        "measure_changed",
        "measure_dropped",
        "measure_taken",
        "measure_declined",
        "measure_started",
        "measure_done",
        "measure_not_done",
        "measure_judged",
        "others_said",
        "disagreement_written",
        "disagreement_settled",
        "handover_offered",
        "handover_accepted",
        "handover_declined",
        "handover_withdrawn",
        "owner_left",
        "plan_agreed",
        "version_disclosed",
        "copy_taken",
        "plan_activated",
        "follow_up_began",
        "follow_up_ended",
        "revision_began",
        "plan_closed",
        "person_turned18",
        "protection_switched_on",
        "protection_switched_off",
        "staff_let_in",
        "staff_let_out",
        "recipient_kept",
        "person_moved",
    ]
}

/// The stored names of all reasons for a refusal; a new one that is not in the list does not compile.
pub fn every_why_key() -> Vec<&'static str> {
    use Why as W;
    let exhaustive: fn(&Why) = |why| match why {
        W::Empty
        | W::TooLong { .. }
        | W::BrokenText
        | W::EndsBeforeItStarts
        | W::InThePast
        | W::AnswerAfterMeeting
        | W::TooManyRows { .. }
        | W::FarAway
        | W::TooLongConsent { .. }
        | W::NoSuchRow { .. }
        | W::NoSuchArea
        | W::NotNow { .. }
        | W::ReasonMissing
        | W::ThreeQuestions
        | W::AlreadySo
        | W::AlreadyAParty
        | W::NoConsentToPlan
        | W::RecipientNotCovered { .. }
        | W::NobodyNamed { .. }
        | W::NothingChosen
        | W::CalledCannotDecline
        | W::PassedToItself
        | W::OwnerNotInPlan
        | W::NotYours
        | W::KeptForThem
        | W::MeasureNotThere
        | W::StillOwnsMeasures
        | W::NoQuestion
        | W::NobodyCalled
        | W::NoMeeting
        | W::MeetingHasBeen
        | W::TwoSides
        | W::NoMeasures
        | W::NoPrincipalsMeasures
        | W::OthersNotSaid
        | W::NoLead
        | W::LeadWithoutDuty
        | W::NoCoordinator
        | W::NoFollowUp
        | W::GuardiansDisagree
        | W::AlreadyOfAge
        | W::MaturityNotAssessed
        | W::MayNotConsent
        | W::OutsideMandate
        | W::NoPaper
        | W::NotGivenOut
        | W::NotYet
        | W::NotOfTheRegion
        | W::AskedItself
        | W::AlreadyOpened
        | W::NotOpenYet
        | W::AlreadyAnswered
        | W::NoNotInPrint { .. }
        | W::NobodyAsks
        | W::AnsweredBefore
        | W::NotANumber { .. } => {}
    };
    let _ = exhaustive;
    vec![
        "empty",
        "too_long",
        "broken_text",
        "ends_before_it_starts",
        "in_the_past",
        "answer_after_meeting",
        "too_many_rows",
        "far_away",
        "too_long_consent",
        "no_such_row",
        "no_such_area",
        "not_now",
        "reason_missing",
        "three_questions",
        "already_so",
        "already_a_party",
        "no_consent_to_plan",
        "recipient_not_covered",
        "nothing_chosen",
        "called_cannot_decline",
        "passed_to_itself",
        "owner_not_in_plan",
        "not_yours",
        "kept_for_them",
        "measure_not_there",
        "still_owns_measures",
        "no_question",
        "nobody_called",
        "no_meeting",
        "meeting_has_been",
        "two_sides",
        "no_measures",
        "no_principals_measures",
        "others_not_said",
        "no_lead",
        "lead_without_duty",
        "no_coordinator",
        "no_follow_up",
        "guardians_disagree",
        "already_of_age",
        "maturity_not_assessed",
        "may_not_consent",
        "outside_mandate",
        "no_paper",
        "not_given_out",
        "not_yet",
        "not_of_the_region",
        "asked_itself",
        "already_opened",
        "not_open_yet",
        "already_answered",
        "no_not_in_print",
        "nobody_asks",
        "answered_before",
        "not_a_number",
    ]
}

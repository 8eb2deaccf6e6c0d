//! What there can be to do.

use serde::{Deserialize, Serialize};

/// Something to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// Assess a proposal.
    Assess,
    /// Ask for consent.
    AskConsent,
    /// Answer whether one consents.
    Consent,
    /// Help guardians who do not agree.
    HelpConflict,
    /// Find the person's question.
    FindQuestion,
    /// Call the parties.
    Call,
    /// Say which times fit.
    AnswerTimes,
    /// Choose a time among those that were asked about.
    ChooseTime,
    /// Answer a call.
    AnswerCall,
    /// Ask a party that said nothing in time.
    ChaseCall,
    /// Prepare.
    Prepare,
    /// Write what one can, cannot and asks of others.
    Expect,
    /// Answer what another asks.
    AnswerAsk,
    /// Hold the meeting.
    HoldMeeting,
    /// Finish and agree the plan.
    Agree,
    /// Hand the plan out.
    HandOut,
    /// Say yes or no to a measure.
    AnswerMeasure,
    /// Begin a measure, and say when it is done.
    DoMeasure,
    /// Finish a measure that has begun.
    FinishMeasure,
    /// Take the next step that was agreed on where one does not agree.
    TakeStep,
    /// Help somebody to see what they answer for, or find another: no consent lets them.
    ReachOwner,
    /// Find another way for a measure whose owner said no.
    MendMeasure,
    /// Say whether one takes over what another offers.
    AnswerHandover,
    /// Find somebody who answers for what one who left answered for.
    FindOwner,
    /// Say whether a measure happened.
    JudgeMeasure,
    /// Follow the plan up.
    FollowUp,
    /// Answer the questions after a meeting, who likes to; nobody is reminded, and nobody else sees this row.
    Evaluate,
    /// Say who stays and who is let in by name, after the identity was protected.
    CheckProtection,
}

impl Task {
    /// Stable key, as in the store and the texts.
    pub fn key(self) -> &'static str {
        match self {
            Self::Assess => "assess",
            Self::AskConsent => "ask_consent",
            Self::Consent => "consent",
            Self::HelpConflict => "help_conflict",
            Self::FindQuestion => "find_question",
            Self::Call => "call",
            Self::AnswerTimes => "answer_times",
            Self::ChooseTime => "choose_time",
            Self::AnswerCall => "answer_call",
            Self::ChaseCall => "chase_call",
            Self::Prepare => "prepare",
            Self::Expect => "expect",
            Self::AnswerAsk => "answer_ask",
            Self::HoldMeeting => "hold_meeting",
            Self::Agree => "agree",
            Self::HandOut => "hand_out",
            Self::AnswerMeasure => "answer_measure",
            Self::DoMeasure => "do_measure",
            Self::FinishMeasure => "finish_measure",
            Self::TakeStep => "take_step",
            Self::ReachOwner => "reach_owner",
            Self::MendMeasure => "mend_measure",
            Self::AnswerHandover => "answer_handover",
            Self::FindOwner => "find_owner",
            Self::JudgeMeasure => "judge_measure",
            Self::FollowUp => "follow_up",
            Self::Evaluate => "evaluate",
            Self::CheckProtection => "check_protection",
        }
    }

    /// All tasks.
    pub const ALL: [Self; 28] = [
        Self::Assess,
        Self::AskConsent,
        Self::Consent,
        Self::HelpConflict,
        Self::FindQuestion,
        Self::Call,
        Self::AnswerTimes,
        Self::ChooseTime,
        Self::AnswerCall,
        Self::ChaseCall,
        Self::Prepare,
        Self::Expect,
        Self::AnswerAsk,
        Self::HoldMeeting,
        Self::Agree,
        Self::HandOut,
        Self::AnswerMeasure,
        Self::DoMeasure,
        Self::FinishMeasure,
        Self::TakeStep,
        Self::ReachOwner,
        Self::MendMeasure,
        Self::AnswerHandover,
        Self::FindOwner,
        Self::JudgeMeasure,
        Self::FollowUp,
        Self::Evaluate,
        Self::CheckProtection,
    ];

    /// The task with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|task| task.key() == key)
    }
}

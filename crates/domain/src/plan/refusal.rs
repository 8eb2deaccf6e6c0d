//! Refusals are values: why, at which field of the form, and the source that says so. Text in each language stands in
//! `web/text/*/refusals.ftl`.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::No;
use crate::plan::state::Stage;

/// One thing that stands in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The form field to mend, or "" when it is not about one field.
    pub at: &'static str,
    /// What is wrong.
    pub why: Why,
}

impl Refusal {
    /// A refusal that belongs to one field.
    pub fn at(at: &'static str, why: Why) -> Self {
        Self { at, why }
    }

    /// A refusal that is not about one field.
    pub fn of(why: Why) -> Self {
        Self { at: "", why }
    }

    /// Where the rule stands: the paragraph of law or the guidance. Empty for plain faults of form.
    pub fn source(&self) -> &'static str {
        self.why.source()
    }
}

/// All that stands in the way of one command; never empty.
pub type Refusals = Vec<Refusal>;

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Nothing was written.
    Empty,
    /// More characters than fit.
    TooLong {
        /// The most that fits.
        max: usize,
        /// What came.
        got: usize,
    },
    /// What stands there is read by the one who wrote it alone, so this session does not show it, and writes nothing over it.
    KeptForThem,
    /// Characters that cannot be kept: control characters or broken UTF-8.
    BrokenText,
    /// A date before another that it must follow.
    EndsBeforeItStarts,
    /// A call is answered before its meeting.
    AnswerAfterMeeting,
    /// There are as many rows of this kind as one plan holds.
    TooManyRows {
        /// The most.
        most: u16,
    },
    /// A date that has passed and should not have.
    InThePast,
    /// A date too far from today to be meant.
    FarAway,
    /// A consent that lasts longer than the installation allows.
    TooLongConsent {
        /// The last day that it may hold.
        latest: Date,
    },
    /// The row does not exist (any more) in this plan.
    NoSuchRow {
        /// Its number.
        no: No,
    },
    /// The life area is not in the installation's list.
    NoSuchArea,
    /// The step does not fit where the plan stands now.
    NotNow {
        /// Where it stands.
        stage: Stage,
    },
    /// A reason is needed.
    ReasonMissing,
    /// At most three questions, so that each gets its time.
    ThreeQuestions,
    /// Already so.
    AlreadySo,
    /// Already a party of this plan.
    AlreadyAParty,
    /// The consent to the plan is not whole, so nothing can be shared.
    NoConsentToPlan,
    /// This recipient is not covered by a consent.
    RecipientNotCovered {
        /// The unit's or supporter's name.
        name: String,
    },
    /// The identity is protected, and nobody at this unit is let in by name, so that nobody there could see it.
    NobodyNamed {
        /// The unit's name.
        name: String,
    },
    /// Nothing is chosen.
    NothingChosen,
    /// A principal that is called has the duty: it can pass the call on, not decline.
    CalledCannotDecline,
    /// The unit that passes a call on must name another unit.
    PassedToItself,
    /// The owner of a measure must be a party of the plan.
    OwnerNotInPlan,
    /// Only the owner of a measure can answer for it.
    NotYours,
    /// The measure has ended or been taken, so this step does not fit.
    MeasureNotThere,
    /// The unit still has measures that are not finished.
    StillOwnsMeasures,
    /// There is no question yet; the person's own question comes first.
    NoQuestion,
    /// Nobody has been called yet.
    NobodyCalled,
    /// There is no meeting with a time yet.
    NoMeeting,
    /// The meeting has been; nobody is called to it any more.
    MeetingHasBeen,
    /// Each side of a disagreement needs its own sentence, and there are at least two.
    TwoSides,
    /// Statutory item 1: which measures are needed.
    NoMeasures,
    /// Statutory item 2: a measure by a principal does not say which principal answers for it, or none does.
    NoPrincipalsMeasures,
    /// Statutory item 3: measures by others are neither listed nor said to be none.
    OthersNotSaid,
    /// Statutory item 4: which principal has the overall responsibility.
    NoLead,
    /// The overall responsibility lies on a Kommun or a Region.
    LeadWithoutDuty,
    /// Nobody is named to hold the plan together.
    NoCoordinator,
    /// No date of follow-up.
    NoFollowUp,
    /// The guardians do not agree; the plan waits while their own help goes on.
    GuardiansDisagree,
    /// The person is already of age.
    AlreadyOfAge,
    /// A minor's own consent needs a documented assessment of maturity, under this installation's setting.
    MaturityNotAssessed,
    /// The one who gives consent may not decide on it.
    MayNotConsent,
    /// The appointment does not cover this kind of information.
    OutsideMandate,
    /// Consent given in the page or in a talk has no paper; neither has one that ended.
    NoPaper,
    /// This version was not given out to the unit.
    NotGivenOut,
    /// It has not happened yet.
    NotYet,
    /// A ward, and the permanent care contact, are of the Region.
    NotOfTheRegion,
    /// An ask goes to another, never to oneself.
    AskedItself,
    /// What each can do is open to all by now, so nobody changes their own.
    AlreadyOpened,
    /// An ask is answered when it has been opened to all.
    NotOpenYet,
    /// The ask has its answer.
    AlreadyAnswered,
    /// Somebody cannot live with a measure, and it neither was changed nor stands under what is not agreed on.
    NoNotInPrint {
        /// The measure, by row number.
        no: No,
        /// What people call it by.
        number: u32,
    },
    /// Nothing is asked of them now: no meeting has ended, they were not there, or its last day has passed.
    NobodyAsks,
    /// They have answered these questions, and the first answer stands.
    AnsweredBefore,
    /// A whole number is wanted.
    NotANumber {
        /// The most it can be.
        most: u16,
    },
}

impl Why {
    fn source(&self) -> &'static str {
        match self {
            Self::NoMeasures => "SFS 2009:981; HSL 16 kap. 4 §; SoL (2025:400) 10 kap. 9 §: 1",
            Self::NoPrincipalsMeasures => "SFS 2009:981; HSL 16 kap. 4 §; SoL (2025:400) 10 kap. 9 §: 2",
            Self::OthersNotSaid => "SFS 2009:981; HSL 16 kap. 4 §; SoL (2025:400) 10 kap. 9 §: 3",
            Self::NoLead | Self::LeadWithoutDuty => "SFS 2009:981; HSL 16 kap. 4 §; SoL (2025:400) 10 kap. 9 §: 4",
            Self::NoConsentToPlan | Self::CalledCannotDecline => "HSL 16 kap. 4 §; SoL (2025:400) 10 kap. 8 §",
            Self::RecipientNotCovered { .. } => "OSL 10 kap. 1 §, 12 kap. 2 §",
            Self::GuardiansDisagree => "FB 6 kap. 13 §",
            Self::MaturityNotAssessed => "FB 6 kap. 11 §",
            Self::OutsideMandate => "FB 11 kap.",
            Self::NotOfTheRegion => "lag (2017:612) 2 kap. 1 och 5 §§",
            _ => "",
        }
    }

    /// Where to mend it: the step of the plan's task list that this belongs to, if it is a lack of the whole plan.
    pub fn mend(&self) -> Option<Mend> {
        match self {
            Self::NoMeasures | Self::NoPrincipalsMeasures | Self::OthersNotSaid => Some(Mend::Measures),
            Self::NoLead | Self::LeadWithoutDuty | Self::NoCoordinator => Some(Mend::People),
            Self::NoConsentToPlan | Self::RecipientNotCovered { .. } | Self::GuardiansDisagree => Some(Mend::Consent),
            Self::NoQuestion => Some(Mend::Question),
            Self::NobodyCalled | Self::NoMeeting | Self::MeetingHasBeen => Some(Mend::Call),
            Self::NoFollowUp => Some(Mend::Agree),
            Self::NobodyNamed { .. } => Some(Mend::Protection),
            _ => None,
        }
    }
}

/// A step of the task list where a lack can be mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mend {
    /// The person's question.
    Question,
    /// People and responsibilities.
    People,
    /// Consent.
    Consent,
    /// Who is let in by name.
    Protection,
    /// The call.
    Call,
    /// The rows of the plan.
    Measures,
    /// The page that agrees the plan.
    Agree,
}

//! What somebody wants to see or do.

use crate::ids::No;
use crate::information::InfoKind;
use crate::people::{Author, FamilyMember, Who};
use crate::plan::command::{Command, PreparationOf};
use crate::plan::state::{Owner, Plan, SeenBy};

/// A sort of thing in a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// That there is a plan, where it stands, who takes part, when the meeting is.
    Frame,
    /// Why it was proposed and how it was assessed.
    Proposal,
    /// Who consented to what.
    Consents,
    /// What was given out, to whom and on which ground; the author is the one it was given to.
    GivenOut,
    /// A message between one guardian and those who carry the plan on; `private` says which guardian.
    Message,
    /// The person's own questions.
    Question,
    /// What is not to be raised.
    Avoid,
    /// A prepared answer.
    Preparation,
    /// A need in the person's words.
    Need,
    /// A professional's words on a need.
    View,
    /// A goal.
    Goal,
    /// A measure.
    Measure,
    /// A disagreement.
    Disagreement,
    /// A note from the meeting.
    Note,
    /// A stay in hospital; the author is the ward.
    Stay,
    /// The history in sentences.
    History,
    /// Who looked.
    Log,
}

impl Item {
    /// All items, in the order of the matrix.
    pub const ALL: [Self; 17] = [
        Self::Frame,
        Self::Proposal,
        Self::Consents,
        Self::GivenOut,
        Self::Message,
        Self::Question,
        Self::Avoid,
        Self::Preparation,
        Self::Need,
        Self::View,
        Self::Goal,
        Self::Measure,
        Self::Disagreement,
        Self::Note,
        Self::Stay,
        Self::History,
        Self::Log,
    ];
}

/// One datum: what it is, whose, which kind of information, and what its writer said of who may see it.
#[derive(Clone, Copy, Debug)]
pub struct Datum<'a> {
    /// What it is.
    pub item: Item,
    /// Whose it is.
    pub author: Author,
    /// Which kind of information.
    pub kind: InfoKind,
    /// For a prepared answer: whose, and who may see it.
    pub private: Option<(&'a Who, SeenBy)>,
}

/// Something to be done, as far as access is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed<'a> {
    /// Judge a proposal.
    Assess,
    /// Carry the plan on: people, call, meeting, agreeing, handing out, following up, closing.
    Hold,
    /// Name or end a supporter.
    Supporters,
    /// Consent, refuse or withdraw for this member; say what the child itself thinks.
    Consent(FamilyMember),
    /// Write to this guardian, or as this guardian to those who carry the plan on.
    Message(No),
    /// Take out one's own unit's copy of what was given to it.
    TakeCopy,
    /// Write questions and what is not to be raised.
    OwnWords,
    /// Prepare, for this participant (`None`: for oneself).
    Prepare(Option<FamilyMember>),
    /// Answer the call of this party.
    AnswerCall(No),
    /// Note a stay in hospital.
    NoteStay,
    /// Write rows of the plan.
    WriteRows,
    /// Write the professionals' words on a need.
    ViewNeed,
    /// Change or take away a measure that this owner answers for.
    ChangeMeasure(Option<&'a Owner>),
    /// Say yes, no, begun, done, not done.
    OwnMeasure(Option<&'a Owner>),
    /// Say what became of a measure, as this member.
    Judge(FamilyMember),
    /// What a clock does by itself.
    Tick,
}

/// What somebody wants.
#[derive(Clone, Copy, Debug)]
pub enum Action<'a> {
    /// To see a datum.
    See(Datum<'a>),
    /// To do something.
    Do(Deed<'a>),
}

impl Datum<'_> {
    /// A datum that is nobody's words: the frame, the consents, the log.
    pub fn plain(item: Item) -> Self {
        Self { item, author: Author::Family, kind: InfoKind::OwnWords, private: None }
    }

    /// A datum with an author and a kind.
    pub fn new(item: Item, author: Author, kind: InfoKind) -> Self {
        Self { item, author, kind, private: None }
    }
}

/// What a command amounts to, as far as access is concerned.
pub fn deed<'a>(command: &Command, plan: &'a Plan) -> Deed<'a> {
    use Command as C;
    let owner = |no: No| plan.measure(no).map(|measure| &measure.owner);
    match command {
        C::Assess { .. } | C::Refuse { .. } => Deed::Assess,
        C::NameSupporter { .. } | C::EndSupporter { .. } => Deed::Supporters,
        C::GiveConsent { by, .. } | C::RefuseConsent { by, .. } | C::WithdrawConsent { by, .. } => Deed::Consent(*by),
        C::NoteChildsView { .. } => Deed::Consent(FamilyMember::Person),
        C::WriteMessage { with, .. } => Deed::Message(*with),
        C::TakeCopy { .. } => Deed::TakeCopy,
        C::AskQuestion { .. }
        | C::RewordQuestion { .. }
        | C::DropQuestion { .. }
        | C::Avoid { .. }
        | C::DropAvoid { .. } => Deed::OwnWords,
        C::Prepare { of, .. } | C::WaivePreparation { of } => Deed::Prepare(match of {
            PreparationOf::Me => None,
            PreparationOf::Family(member) => Some(*member),
        }),
        C::AnswerCall { party, .. } => Deed::AnswerCall(*party),
        C::AddNeed { .. }
        | C::SayNeed { .. }
        | C::AddGoal { .. }
        | C::RewordGoal { .. }
        | C::ProposeMeasure { .. }
        | C::WriteDisagreement { .. }
        | C::TakeNote { .. } => Deed::WriteRows,
        C::ViewNeed { .. } => Deed::ViewNeed,
        C::NoteStay { .. } => Deed::NoteStay,
        C::ChangeMeasure { no, .. } | C::DropMeasure { no } => Deed::ChangeMeasure(owner(*no)),
        C::TakeMeasure { no }
        | C::DeclineMeasure { no, .. }
        | C::StartMeasure { no }
        | C::FinishMeasure { no }
        | C::MissMeasure { no, .. } => Deed::OwnMeasure(owner(*no)),
        C::JudgeMeasure { by, .. } => Deed::Judge(*by),
        C::TurnOfAge | C::WeighConsents => Deed::Tick,
        C::Reopen { .. }
        | C::NameRepresentative { .. }
        | C::EndRepresentative { .. }
        | C::NameFacilitator { .. }
        | C::NameCoordinator { .. }
        | C::NameLead { .. }
        | C::NoteStanding { .. }
        | C::AssessMaturity { .. }
        | C::AttachScan { .. }
        | C::NoteBoardDecision { .. }
        | C::AddParty { .. }
        | C::RemoveParty { .. }
        | C::PlanMeeting { .. }
        | C::SendCalls
        | C::OpenMeeting
        | C::NoteAttendance { .. }
        | C::UseNote { .. }
        | C::EndMeeting
        | C::DropNeed { .. }
        | C::DropGoal { .. }
        | C::SayOthers { .. }
        | C::SettleDisagreement { .. }
        | C::Agree { .. }
        | C::HandOut
        | C::BeginFollowUp
        | C::EndFollowUp { .. }
        | C::Revise { .. }
        | C::Close { .. }
        | C::Protect { .. }
        | C::Unprotect { .. }
        | C::LetIn { .. }
        | C::LetOut { .. }
        | C::KeepRecipient { .. }
        | C::MoveAway { .. } => Deed::Hold,
    }
}

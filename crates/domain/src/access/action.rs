//! What somebody wants to see or do.

use crate::access::actor::Place;
use crate::access::view::kind_of;
use crate::ids::No;
use crate::information::InfoKind;
use crate::people::{Author, FamilyMember, Who};
use crate::plan::command::Command;
use crate::plan::state::{Addressee, Answer, Attendee, Handed, Handing, Measure, Media, Owner, Plan, SeenBy, Speaker};

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
    /// What somebody can, cannot or asks of another, while it is unseen by the others.
    Unopened,
    /// The same, once it is open to all; and an answer to an ask.
    Expectation,
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
    /// What somebody answered after a meeting; `private` says whose, and everybody there means the guardians.
    Evaluation,
    /// A stay in hospital; the author is the ward.
    Stay,
    /// The history in sentences.
    History,
    /// Who looked.
    Log,
    /// When it may be destroyed, by which clock, and what was decided about that.
    Disposal,
}

impl Item {
    /// All items, in the order of the matrix.
    pub const ALL: [Self; 21] = [
        Self::Frame,
        Self::Proposal,
        Self::Consents,
        Self::GivenOut,
        Self::Message,
        Self::Question,
        Self::Avoid,
        Self::Preparation,
        Self::Unopened,
        Self::Expectation,
        Self::Need,
        Self::View,
        Self::Goal,
        Self::Measure,
        Self::Disagreement,
        Self::Note,
        Self::Evaluation,
        Self::Stay,
        Self::History,
        Self::Log,
        Self::Disposal,
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
    /// Write what one can, cannot and asks of others, for this member of the family (`None`: for one's own side).
    Expect(Option<FamilyMember>),
    /// Answer an ask to this side (`None`: there is no such ask), for this member of the family.
    AnswerAsk(Option<Addressee>, Option<FamilyMember>),
    /// Write beside this drawing or voice note what it shows or says (`None`: there is no such one).
    Describe(Option<(&'a Who, &'a Media)>),
    /// Answer the call of this party.
    AnswerCall(No),
    /// Say whether a time fits this one.
    AnswerTimes(Attendee),
    /// Note a stay in hospital.
    NoteStay,
    /// Write rows of the plan.
    WriteRows,
    /// Write the professionals' words on a need.
    ViewNeed,
    /// Change or take away a measure that this owner answers for.
    ChangeMeasure(Option<&'a Owner>),
    /// Say yes, no, begun, done, not done; that the next step of a disagreement is taken.
    OwnMeasure(Option<&'a Owner>),
    /// Offer a measure to somebody else, or take the offer back (`None`: there is no such measure).
    HandOn(Option<&'a Measure>),
    /// The same of holding the plan together.
    HandOnHolding,
    /// Answer an offer to take something over (`None`: there is no such offer).
    TakeOver(Option<&'a Handing>),
    /// Say whether this one can live with a measure for now.
    LiveWith(Attendee),
    /// Wish for one's turn, a pause or an explanation in the room, as this one.
    Wish(Attendee),
    /// Say what became of a measure, as this member.
    Judge(FamilyMember),
    /// Answer the questions after a meeting, for oneself alone.
    Evaluate,
    /// Decide for an authority whether it is destroyed when its time has run out. No command of the plan: it tells no story.
    Dispose,
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

/// A prepared answer as a datum.
pub fn answer_datum<'a>(of: &'a Who, answer: &Answer, place: &Place) -> Datum<'a> {
    prepared_datum(of, meant_for(place, answer.seen_by, answer.chosen.as_deref()))
}

/// A drawing or a voice note as a datum.
pub fn media_datum<'a>(of: &'a Who, media: &Media, place: &Place) -> Datum<'a> {
    prepared_datum(of, meant_for(place, media.seen_by, Some(&media.chosen)))
}

fn prepared_datum(of: &Who, seen_by: SeenBy) -> Datum<'_> {
    Datum { private: Some((of, seen_by)), ..Datum::new(Item::Preparation, of.author(), kind_of(of)) }
}

/// Who may see it as it is to somebody in this place: "the one I chose" is those who were chosen when it was ticked, and to
/// everybody who was named since it is as if nobody had been.
fn meant_for(place: &Place, seen_by: SeenBy, chosen: Option<&[No]>) -> SeenBy {
    let then = |chosen: &[No]| place.supporter.is_some_and(|me| chosen.contains(&me));
    match (seen_by, chosen) {
        (SeenBy::MySupporter, Some(chosen)) if !then(chosen) => SeenBy::OnlyMe,
        _ => seen_by,
    }
}

/// What a command amounts to, as far as access is concerned.
pub fn deed<'a>(command: &Command, plan: &'a Plan) -> Deed<'a> {
    use Command as C;
    let owner = |no: No| plan.measure(no).map(|measure| &measure.owner);
    let steps = |no: No| plan.disagreements.iter().find(|d| d.no == no).map(|d| &d.owner);
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
        C::WriteExpectation { of, .. } | C::WriteAsk { of, .. } => Deed::Expect(of.member()),
        C::DropAsk { no } => Deed::Expect(match plan.asks.iter().find(|ask| ask.no == *no).map(|ask| ask.from) {
            Some(Speaker::Family(member)) => Some(member),
            _ => None,
        }),
        C::AnswerAsk { no, of, .. } => {
            Deed::AnswerAsk(plan.asks.iter().find(|ask| ask.no == *no).map(|ask| ask.to), of.member())
        }
        C::Prepare { of, .. } | C::PrepareMore { of, .. } | C::LayMedia { of, .. } | C::WaivePreparation { of } => {
            Deed::Prepare(of.member())
        }
        // Whose it is, is for the plan to judge: nobody but they may.
        C::ShowMedia { .. } | C::RemoveMedia { .. } => Deed::Prepare(None),
        C::DescribeMedia { media, .. } => Deed::Describe(plan.media(*media).map(|(p, one)| (&p.of, one))),
        C::AnswerCall { party, .. } => Deed::AnswerCall(*party),
        C::AnswerTime { of, .. } => Deed::AnswerTimes(*of),
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
        | C::UnfinishMeasure { no }
        | C::MissMeasure { no, .. } => Deed::OwnMeasure(owner(*no)),
        C::TakeNextStep { no } => Deed::OwnMeasure(steps(*no)),
        C::OfferHandover { what, .. } => hands_on(*what, plan),
        C::WithdrawHandover { no } => {
            let what = plan.open_handings().find(|handing| handing.no == *no).map(|handing| handing.what);
            what.map_or(Deed::HandOn(None), |what| hands_on(what, plan))
        }
        C::AcceptHandover { no, .. } | C::DeclineHandover { no, .. } => {
            Deed::TakeOver(plan.open_handings().find(|handing| handing.no == *no))
        }
        C::LiveWith { of, .. } => Deed::LiveWith(*of),
        C::JudgeMeasure { by, .. } => Deed::Judge(*by),
        C::Evaluate { .. } => Deed::Evaluate,
        C::TurnOfAge
        | C::WeighConsents
        | C::OpenExpectations
        | C::NoteSilence
        | C::NoteOwnerLeft { .. }
        | C::DropLetter { .. } => Deed::Tick,
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
        | C::AddParties { .. }
        | C::RemoveParty { .. }
        | C::PlanMeeting { .. }
        | C::ProposeTimes { .. }
        | C::CloseTimes
        | C::BookTime { .. }
        | C::CancelMeeting { .. }
        | C::NeedInterpreter { .. }
        | C::BookInterpreter { .. }
        | C::SendCalls
        | C::SendCallAgain { .. }
        | C::OpenMeeting
        | C::NoteAttendance { .. }
        | C::UseNote { .. }
        | C::HearYes { .. }
        | C::EndMeeting { .. }
        | C::DropNeed { .. }
        | C::DropGoal { .. }
        | C::SayOthers { .. }
        | C::SettleDisagreement { .. }
        | C::AnswerQuestion { .. }
        | C::TranslateQuestion { .. }
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

/// Handing this on, as far as access is concerned.
pub fn hands_on(what: Handed, plan: &Plan) -> Deed<'_> {
    match what {
        Handed::Measure(no) => Deed::HandOn(plan.measure(no)),
        Handed::Holding => Deed::HandOnHolding,
    }
}

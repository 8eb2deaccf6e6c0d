//! What somebody asks to be done. Text arrives as it was typed; [`crate::plan::decide`] judges it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, DateTime};

use crate::ids::{MediaId, No, PersonId, ScanId, StaffId, UnitId};
use crate::information::InfoKind;
use crate::people::{FamilyMember, Mandate, PersonRef, StaffRef, Standing, UnitRef};
use crate::plan::state::{
    About, Addressee, Attendance, Attendee, CallWay, Clocked, ClosingReason, DidIt, Fits, Form, Handed, InterpreterWay,
    InterpreterWish, Letter, MediaKind, Owner, Recipient, Row, SeenBy, Successor, TakePart, ToCheck,
};
use crate::times::TimeReason;

/// The first command of a story; made into a fact by [`crate::plan::propose`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Propose {
    /// Whom the plan is about.
    pub person: PersonRef,
    /// The unit of a Kommun or Region that is to assess the need.
    pub to: UnitRef,
    /// Why a plan is needed.
    pub reason: String,
    /// Whether the person wants it.
    pub wanted: bool,
    /// Who talked with the person about it, and how.
    pub told_how: String,
    /// The person's own question, if it is known already.
    pub question: String,
}

/// A measure as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureDraft {
    /// What is done.
    pub what: String,
    /// The one who answers for it.
    pub owner: Owner,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub by: Date,
    /// How the person will notice.
    pub notice: String,
    /// What happens if it does not work.
    pub otherwise: String,
    /// Whether it is a task of coordinating.
    pub coordinating: bool,
    /// The measure that must come first.
    pub waits_for: Option<No>,
}

/// Answers to the questions after a meeting, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EvaluationDraft {
    /// By statement: 1 to 5, or 0 for "don't know".
    pub said: BTreeMap<String, u8>,
    /// By number, as typed.
    pub numbers: BTreeMap<String, String>,
    /// In their own words.
    pub words: String,
    /// Whether development leaders may read those words.
    pub release: bool,
    /// Whether a child lets its guardians see its answers.
    pub show: bool,
}

/// A prepared answer as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerDraft {
    /// Key of the question.
    pub question: String,
    /// Their words; nothing typed is no answer.
    pub words: String,
    /// Who may see it.
    pub seen_by: SeenBy,
}

/// Whose preparation, expectation or answer is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PreparationOf {
    /// The one who writes.
    Me,
    /// A member of the family, written down by staff after a talk.
    Family(FamilyMember),
    /// The same, with who told it and on which day.
    AfterTalk {
        /// Whose answers.
        member: FamilyMember,
        /// Who told them.
        told_by: String,
        /// When.
        on: Date,
    },
}

impl PreparationOf {
    /// The member of the family, if somebody else writes for them.
    pub fn member(&self) -> Option<FamilyMember> {
        match self {
            Self::Me => None,
            Self::Family(member) | Self::AfterTalk { member, .. } => Some(*member),
        }
    }
}

/// How somebody wants to take part: `None` is no answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct How {
    /// In which way.
    pub take_part: Option<TakePart>,
    /// At most so many people in the room.
    pub most_people: Option<u8>,
}

/// What somebody can and cannot do, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExpectationDraft {
    /// What they can do.
    pub can: String,
    /// What they cannot do.
    pub cannot: String,
    /// Why not.
    pub why: String,
    /// Who of this plan could instead.
    pub instead: Option<Addressee>,
    /// Who else could.
    pub whom: String,
}

/// How an ask is answered, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AskReply {
    /// Yes.
    Yes,
    /// Yes, if something.
    YesIf {
        /// If what.
        words: String,
    },
    /// No.
    No {
        /// Why not.
        reason: String,
        /// Whom to ask instead.
        instead: String,
    },
}

/// The talk in which consent was asked, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TalkDraft {
    /// The language that was spoken.
    pub language: String,
    /// The interpreter, or why there was none.
    pub interpreter: String,
}

/// The interpreter who is needed, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InterpreterDraft {
    /// The language.
    pub language: String,
    /// The dialect or variety.
    pub dialect: String,
    /// Whom they would rather have.
    pub wish: Option<InterpreterWish>,
    /// How the interpreter takes part.
    pub way: Option<InterpreterWay>,
}

/// A stay in hospital as typed, whole: what differs from what is known becomes a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of `plan::state::Stay`, documented there")]
pub struct StayDraft {
    pub ward: UnitRef,
    pub admitted: Clocked,
    pub leaves: Date,
    pub told: Option<Clocked>,
    pub contact: Option<StaffRef>,
    pub ready: Option<Clocked>,
    pub home: Option<Date>,
}

/// How a party answers its call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallReply {
    /// Somebody comes, with a mandate.
    Come {
        /// Who.
        who: StaffRef,
        /// What they may decide.
        mandate: String,
    },
    /// The unit is the wrong one; this one is right.
    PassOn {
        /// The right unit.
        to: UnitRef,
    },
    /// Does not come.
    Decline {
        /// Why.
        reason: String,
    },
}

/// What somebody asks of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of `plan::state`, documented there")]
pub enum Command {
    /// Judge that a plan is needed.
    Assess { reason: String },
    /// Judge that it is not.
    Refuse { reason: String },
    /// Take up an ended story again.
    Reopen { reason: String },

    /// Name somebody who may act for the person.
    NameRepresentative {
        person: PersonId,
        name: String,
        mandate: Mandate,
        decides: bool,
        covers: Option<BTreeSet<InfoKind>>,
        limits: String,
    },
    /// End that: another guardian, a mandate that ran out.
    EndRepresentative { no: No, reason: String },
    /// Name somebody beside the person.
    NameSupporter { person: Option<PersonId>, staff: Option<StaffId>, name: String, relation: String },
    /// End that.
    EndSupporter { no: No },
    /// Name who leads the meeting.
    NameFacilitator { staff: StaffRef },
    /// Name who holds the plan together.
    NameCoordinator { staff: StaffRef, phone: String },
    /// Name the unit of the principal with overall responsibility.
    NameLead { unit: UnitRef },

    /// Consent: to the plan, or to disclosure, or both at once.
    GiveConsent {
        by: FamilyMember,
        plan: bool,
        disclose: Vec<(Recipient, BTreeSet<InfoKind>)>,
        form: Form,
        basis: String,
        talk: TalkDraft,
        excluded: String,
        from: Date,
        to: Date,
    },
    /// Say no to the plan.
    RefuseConsent { by: FamilyMember, reason: String },
    /// Note where a guardian stands.
    NoteStanding { no: No, standing: Standing, reason: String },
    /// Document that a child's own consent suffices.
    AssessMaturity { words: String },
    /// Take consents back. Empty means all of that member's.
    WithdrawConsent { by: FamilyMember, consents: Vec<No>, remains: String },
    /// Lay a scanned paper to consents given on paper, or to a decision of the board.
    AttachScan { scan: ScanId, rows: Vec<No> },
    /// Write down what the child itself thinks.
    NoteChildsView { words: String, kept_from_guardians: bool },
    /// Note a decision of the board.
    NoteBoardDecision { on: Date, words: String },
    /// Write to one guardian, or as one to those who carry the plan on.
    WriteMessage { with: No, words: String },
    /// A clock: say what today's date makes of the consents.
    WeighConsents,

    /// Write down a question in the person's words.
    AskQuestion { words: String },
    /// Say it differently.
    RewordQuestion { no: No, words: String },
    /// Take it away.
    DropQuestion { no: No },
    /// Write what the meeting answers it.
    AnswerQuestion { no: No, words: String, kind: InfoKind },
    /// Put a translation beside it: what it says, and who translated it.
    TranslateQuestion { no: No, words: String, translator: String },
    /// Write down what is not to be raised.
    Avoid { words: String },
    /// It may be raised again.
    DropAvoid { no: No },
    /// Write a preparation; replaces the earlier one of the same participant.
    Prepare { of: PreparationOf, take_part: Option<TakePart>, most_people: Option<u8>, answers: Vec<AnswerDraft> },
    /// Write some of a preparation: the answers named here take the place of those before them, one without words takes the
    /// answer away, and all else stays, also what the one who writes does not see.
    PrepareMore { of: PreparationOf, how: Option<How>, answers: Vec<AnswerDraft> },
    /// Lay a drawing or a voice note to a question.
    LayMedia { of: PreparationOf, media: MediaId, question: String, kind: MediaKind, seen_by: SeenBy },
    /// Choose anew who may see it.
    ShowMedia { media: MediaId, seen_by: SeenBy },
    /// Write beside it what it shows or says.
    DescribeMedia { media: MediaId, words: String },
    /// Take it away.
    RemoveMedia { media: MediaId },
    /// Choose not to prepare.
    WaivePreparation { of: PreparationOf },

    /// Write what one can and cannot do, unseen by the others; empty takes it away.
    WriteExpectation { about: About, of: PreparationOf, draft: ExpectationDraft },
    /// Ask something of another, unseen by the others.
    WriteAsk { about: About, of: PreparationOf, to: Addressee, words: String },
    /// Take an ask back while nobody has seen it.
    DropAsk { no: No },
    /// A clock: open the expectations to all.
    OpenExpectations,
    /// Answer what one was asked.
    AnswerAsk { no: No, of: PreparationOf, reply: AskReply },

    /// Let a unit take part: called if it has the duty, else invited.
    AddParty { unit: UnitRef, expected: String, mandate: String },
    /// The same for several at once, in their order.
    AddParties { units: Vec<UnitRef>, expected: String, mandate: String },
    /// Take it out.
    RemoveParty { no: No, reason: String },
    /// Give the meeting a time, or move it.
    PlanMeeting { starts: DateTime, minutes: u16, place: String, interpreter: String, answer_by: Date },
    /// Ask everybody which of at most three times fits, with why each was proposed.
    ProposeTimes { times: Vec<(DateTime, Vec<TimeReason>)>, minutes: u16, place: String, answer_by: Date },
    /// Say whether a time fits.
    AnswerTime { offer: No, of: Attendee, fits: Fits },
    /// Take no more answers.
    CloseTimes,
    /// Book one of the times: the meeting is then planned, or moved to it.
    BookTime { offer: No },
    /// Cancel the coming meeting.
    CancelMeeting { reason: String },
    /// Say which interpreter the family needs.
    NeedInterpreter { need: Option<InterpreterDraft> },
    /// Say that an interpreter is booked for the coming meeting, or is not after all.
    BookInterpreter { booked: bool },
    /// A clock: say which calls nobody answered in time.
    NoteSilence,
    /// Send the calls that have not gone.
    SendCalls,
    /// Send a call once more that did not arrive.
    SendCallAgain { party: No, way: CallWay },
    /// The worker: a letter lies ready to be dropped; is it still to go?
    DropLetter { to: Attendee, letter: Letter, meeting: No },
    /// Answer a call.
    AnswerCall { party: No, reply: CallReply },

    /// Note a stay in hospital, or what has changed about it.
    NoteStay { stay: Box<StayDraft> },

    /// Begin the meeting.
    OpenMeeting,
    /// Note who is there.
    NoteAttendance { attendance: Vec<Attendance> },
    /// Take a note.
    TakeNote { words: String, kind: InfoKind },
    /// Say which row a note became.
    UseNote { no: No, became: Row },
    /// End the meeting. The family's share of the talk, in percent, is the store's to say, from the room: whoever asks says
    /// `None`.
    EndMeeting { family_talk: Option<u8> },

    /// Add a need.
    AddNeed { area: String, own_words: String, view: String },
    /// Set the person's words on a need.
    SayNeed { no: No, words: String },
    /// Set one's own professional words on a need.
    ViewNeed { no: No, words: String },
    /// Take a need away.
    DropNeed { no: No },
    /// Add a goal.
    AddGoal { need: Option<No>, words: String },
    /// Say it differently.
    RewordGoal { no: No, words: String },
    /// Take it away.
    DropGoal { no: No },
    /// Write down a measure; `note` is the meeting note it grew from.
    ProposeMeasure { need: Option<No>, kind: Option<InfoKind>, draft: MeasureDraft, note: Option<No> },
    /// Change a measure.
    ChangeMeasure { no: No, draft: MeasureDraft },
    /// Take it away.
    DropMeasure { no: No },
    /// I take it.
    TakeMeasure { no: No },
    /// No, because …
    DeclineMeasure { no: No, reason: String },
    /// Note that the owner said yes in the room.
    HearYes { no: No },
    /// Say that one can live with a measure for now, or (`words`) why not.
    LiveWith { no: No, of: Attendee, words: Option<String> },
    /// Begun.
    StartMeasure { no: No },
    /// Done.
    FinishMeasure { no: No },
    /// Not done after all: it was pressed by mistake.
    UnfinishMeasure { no: No },
    /// Not done, because …
    MissMeasure { no: No, why: String },
    /// The family: did it happen?
    JudgeMeasure { no: No, by: FamilyMember, answer: DidIt, words: String },
    /// Say whether nobody but the principals does anything.
    SayOthers { none: bool },
    /// Write down a disagreement.
    WriteDisagreement {
        kind: InfoKind,
        sides: Vec<(String, String)>,
        next_step: String,
        owner: Owner,
        by: Date,
        note: Option<No>,
        about: Option<No>,
    },
    /// I have taken the next step.
    TakeNextStep { no: No },
    /// It was settled.
    SettleDisagreement { no: No, words: String },

    /// Offer a measure, or holding the plan together, to somebody else.
    OfferHandover { what: Handed, to: Successor, words: String },
    /// I take over; a phone number for whoever holds the plan together.
    AcceptHandover { no: No, phone: String },
    /// No, because …
    DeclineHandover { no: No, reason: String },
    /// Take the offer back.
    WithdrawHandover { no: No },
    /// A clock: say that somebody left this unit.
    NoteOwnerLeft { staff: StaffId, unit: UnitId },

    /// Agree the plan as the next version.
    Agree { follow_up: Option<DateTime> },
    /// Give the version out to all whom consent covers; the plan is then in force.
    HandOut,
    /// Take out one's own unit's copy of a version that was given to it.
    TakeCopy { version: u32 },
    /// Begin a follow-up.
    BeginFollowUp,
    /// End it and go on.
    EndFollowUp { words: String, next: Option<DateTime> },
    /// Answer the questions after a meeting or a follow-up.
    Evaluate { draft: EvaluationDraft },
    /// Write a new version.
    Revise { reason: String },
    /// Close the plan.
    Close { reason: ClosingReason, words: String },

    /// The eighteenth birthday.
    TurnOfAge,
    /// Protect the identity; asked again: another alias or safe contact.
    Protect { alias: String, contact: String },
    /// End the protection.
    Unprotect { name: String },
    /// Let a member of staff see a protected plan, by name.
    LetIn { staff: StaffRef },
    /// Let them no longer.
    LetOut { staff: StaffId },
    /// Keep somebody who took part before the identity was protected.
    KeepRecipient { who: ToCheck },
    /// The person moves away.
    MoveAway { to: String, on: Date },
}

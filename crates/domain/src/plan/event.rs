//! What happened, in the past tense. Stored for good: `tests/stored_events/*.json` keeps one of each as it was ever
//! written, and every one must be readable for ever.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use crate::evaluation::{Asked, Round};
use crate::ids::{MediaId, No, ScanId};
use crate::information::InfoKind;
use crate::people::{Mandate, PersonRef, StaffRef, Standing, UnitRef, Who};
use crate::plan::state::{
    About, Addressee, Answer, Attendance, Attendee, CallAnswer, CallWay, Cannot, Clocked, ClosingReason, Consent,
    DidIt, Fits, Handed, InterpreterNeed, Letter, MediaKind, Noted, Offer, Owner, Recipient, Says, SeenBy, Side,
    Speaker, Successor, Summons, TakePart, ToCheck,
};
use crate::words::{Line, Words};

/// One thing that happened, when, and by whom: what is stored, as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub by: Who,
    /// What happened.
    pub event: Event,
}

/// What happened to a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of `plan::state`, documented there")]
pub enum Event {
    /// Somebody noticed a need.
    PlanProposed { person: PersonRef, of_age: bool, to: UnitRef, reason: Words, wanted: bool, told_how: Option<Words> },
    /// A principal judged that a plan is needed; that binds both.
    NeedAssessed { by: StaffRef, reason: Words },
    /// A principal judged that it is not.
    ProposalRefused { by: StaffRef, reason: Words },
    /// An ended story goes on.
    PlanReopened { reason: Words },

    /// Somebody may act for the person.
    RepresentativeNamed {
        no: No,
        person: crate::ids::PersonId,
        name: Line,
        mandate: Mandate,
        decides: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        covers: Option<BTreeSet<InfoKind>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        limits: Option<Words>,
    },
    /// They may no longer.
    RepresentativeEnded { no: No, reason: Line },
    /// Somebody stands beside the person.
    SupporterNamed {
        no: No,
        person: Option<crate::ids::PersonId>,
        staff: Option<crate::ids::StaffId>,
        name: Line,
        relation: Line,
    },
    /// They no longer do.
    SupporterEnded { no: No },
    /// Somebody leads the meeting.
    FacilitatorNamed { staff: StaffRef },
    /// Somebody holds the plan together.
    CoordinatorNamed { staff: StaffRef, phone: Line },
    /// A principal has the overall responsibility, through this unit.
    LeadNamed { unit: UnitRef },

    /// Somebody consented to something.
    ConsentGiven { consent: Box<Consent> },
    /// Somebody said no to the plan.
    ConsentRefused { by: crate::people::FamilyMember, reason: Option<Words> },
    /// Where a guardian stands.
    StandingNoted { no: No, standing: Standing, reason: Option<Words> },
    /// Why a child's own consent suffices.
    MaturityAssessed { words: Words },
    /// All who decide have consented to the plan.
    ConsentCompleted,
    /// The guardians do not agree.
    ConflictArose,
    /// All who decide said no.
    PlanDeclined,
    /// A consent was taken back.
    ConsentWithdrawn { no: No, by: crate::people::FamilyMember, remains: Option<Words> },
    /// A scanned paper was laid to consents or to a decision of the board, by their row numbers.
    ScanAttached { scan: ScanId, rows: Vec<No> },
    /// What the child itself thinks of the plan, whoever decides on it.
    ChildsViewNoted { words: Words, kept_from_guardians: bool },
    /// A board (nämnd) decided something about a child whose guardians do not agree.
    BoardDecided { no: No, on: Date, words: Words },
    /// A message between one guardian and those who carry the plan on, while guardians do not agree.
    MessageWritten { no: No, with: No, words: Words },
    /// It was told that somebody's consents end on that day.
    ConsentEndingTold { by: crate::people::FamilyMember, to: Date },
    /// Somebody's consents ended by themselves: their last day has passed.
    ConsentEnded { by: crate::people::FamilyMember, to: Date },

    /// The person's own question.
    QuestionAsked { no: No, words: Words },
    /// Said differently.
    QuestionReworded { no: No, words: Words },
    /// Taken away.
    QuestionDropped { no: No },
    /// What the meeting answers it, of that kind of information; a later answer takes the place of the one before.
    QuestionAnswered { no: No, words: Words, kind: InfoKind },
    /// It is in another language: what it says, put beside it by whoever wrote this down, and who translated it.
    QuestionTranslated { no: No, words: Words, translator: crate::words::Line },
    /// Something is not to be raised.
    AvoidAsked { no: No, words: Words },
    /// It may be raised again.
    AvoidDropped { no: No },
    /// Preparing began.
    PreparingBegan,
    /// Somebody prepared.
    Prepared {
        of: Who,
        written_by: Option<StaffRef>,
        take_part: Option<TakePart>,
        most_people: Option<u8>,
        answers: Vec<Answer>,
    },
    /// Somebody chose not to prepare.
    PreparationWaived { of: Who },
    /// A drawing or a voice note came to a preparation.
    MediaLaid {
        of: Who,
        media: MediaId,
        question: Line,
        kind: MediaKind,
        seen_by: SeenBy,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        chosen: Vec<No>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        noted: Option<Noted>,
    },
    /// Others may see it, or no longer.
    MediaShown {
        media: MediaId,
        seen_by: SeenBy,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        chosen: Vec<No>,
    },
    /// Somebody wrote what it shows or says, beside it.
    MediaDescribed { media: MediaId, words: Words },
    /// It was taken away; its file is gone.
    MediaRemoved { media: MediaId },

    /// When the expectations for a meeting will be opened to all.
    OpeningSet { meeting: No, at: Timestamp },
    /// Somebody said what they can and cannot do; written again, it replaces what stood in that row.
    ExpectationWritten { no: No, about: About, of: Speaker, can: Option<Words>, cannot: Option<Cannot> },
    /// Taken away.
    ExpectationDropped { no: No },
    /// Somebody asks something of another.
    AskWritten { no: No, about: About, from: Speaker, to: Addressee, words: Words },
    /// Taken away.
    AskDropped { no: No },
    /// The expectations are open to all.
    ExpectationsOpened { meeting: No },
    /// The one who was asked answered.
    AskAnswered { no: No, of: Speaker, says: Says },

    /// A unit takes part.
    PartyAdded { no: No, unit: UnitRef, summons: Summons, expected: Words, mandate: Option<Line> },
    /// It no longer does.
    PartyRemoved { no: No, reason: Words },
    /// A meeting has a time.
    MeetingPlanned {
        no: No,
        starts: DateTime,
        minutes: u16,
        place: Option<Line>,
        interpreter: Option<Line>,
        answer_by: Date,
    },
    /// It has another time.
    MeetingMoved {
        no: No,
        starts: DateTime,
        minutes: u16,
        place: Option<Line>,
        #[serde(default)]
        interpreter: Option<Line>,
        answer_by: Date,
    },
    /// A meeting will not be.
    MeetingCancelled { no: No, reason: Words },
    /// Times for a meeting were asked about.
    TimesProposed { no: No, offers: Vec<Offer>, minutes: u16, place: Option<Line>, answer_by: Date },
    /// Somebody said whether a time fits.
    TimeAnswered { offer: No, of: Attendee, fits: Fits },
    /// Answers are no longer taken; one of the times was booked, or none.
    TimesClosed { no: No, chosen: Option<No> },
    /// Which interpreter the family needs, or none any more.
    InterpreterNeeded { need: Option<InterpreterNeed> },
    /// An interpreter is booked for a meeting, or is not after all.
    InterpreterBooked { meeting: No, booked: bool },
    /// The call went to a party.
    CallSent { party: No },
    /// The call went to a party once more, because it did not arrive.
    CallSentAgain { party: No, way: CallWay },
    /// A letter to somebody who takes part was put where a forwarder takes it: for a unit secure digital communication, for
    /// somebody of the family digital post.
    LetterDropped { to: Attendee, letter: Letter, meeting: No },
    /// A party answered.
    CallAnswered { party: No, answer: CallAnswer },
    /// The last day to answer passed, and a party had said nothing.
    CallUnanswered { party: No, by: Date },
    /// All calls that could go have gone.
    PartiesCalled,

    /// The person is in hospital; noted again, with another ward, time or expected day.
    StayNoted { no: No, ward: UnitRef, admitted: Clocked, leaves: Date },
    /// The admission was told, or it was not after all.
    AdmissionTold { no: No, sent: Option<Clocked> },
    /// Who the permanent care contact is.
    CareContactNamed { no: No, staff: Option<StaffRef> },
    /// It was told that the person is ready to go home, or that was taken back.
    ReadyToGoHome { no: No, sent: Option<Clocked> },
    /// The person went home.
    WentHome { no: No, on: Date },

    /// The meeting began.
    MeetingOpened { no: No },
    /// Who was there.
    AttendanceNoted { meeting: No, attendance: Vec<Attendance> },
    /// A note was taken.
    NoteTaken { no: No, meeting: No, words: Words, kind: InfoKind },
    /// A note became a row.
    NoteUsed { no: No, became: crate::plan::state::Row },
    /// The meeting ended.
    MeetingEnded { no: No },
    /// How the talk was shared: the family's part in percent, all of the family together.
    TalkShared { meeting: No, family: u8 },
    /// Somebody answered the questions after a meeting or a follow-up. What they answered is no part of the story.
    Evaluated { round: Round, asked: Asked },

    /// A need.
    NeedAdded { no: No, area: Line, kind: InfoKind, own_words: Option<Words> },
    /// The person's own words on a need.
    NeedInOwnWords { no: No, words: Words },
    /// A professional's words on a need, beside the person's.
    NeedViewed { no: No, by: StaffRef, words: Words },
    /// Taken away.
    NeedDropped { no: No },
    /// A goal.
    GoalAdded { no: No, need: Option<No>, kind: InfoKind, words: Words },
    /// Said differently.
    GoalReworded { no: No, words: Words },
    /// Taken away.
    GoalDropped { no: No },
    /// A measure.
    MeasureProposed {
        no: No,
        need: Option<No>,
        kind: InfoKind,
        what: Words,
        owner: Owner,
        from: Option<Date>,
        by: Date,
        notice: Words,
        otherwise: Words,
        coordinating: bool,
        waits_for: Option<No>,
    },
    /// A measure was changed: its owner must say yes again.
    MeasureChanged {
        no: No,
        what: Words,
        owner: Owner,
        from: Option<Date>,
        by: Date,
        notice: Words,
        otherwise: Words,
        coordinating: bool,
        waits_for: Option<No>,
    },
    /// Taken away.
    MeasureDropped { no: No },
    /// The owner said yes.
    MeasureTaken { no: No },
    /// The owner said no.
    MeasureDeclined { no: No, reason: Words },
    /// The owner was heard to say yes in the room; they confirm it themselves.
    YesHeard { no: No },
    /// Somebody can live with a measure for now, or says why not.
    LivedWith { no: No, of: Attendee, words: Option<Words> },
    /// Begun.
    MeasureStarted { no: No },
    /// Done.
    MeasureDone { no: No },
    /// The owner takes back that it is done: it goes on.
    MeasureDoneTakenBack { no: No },
    /// Not done.
    MeasureNotDone { no: No, why: Words },
    /// The family says what became of it.
    MeasureJudged { no: No, by: crate::people::FamilyMember, answer: DidIt, words: Option<Words> },
    /// Whether nobody but the principals does anything.
    OthersSaid { none: bool },
    /// Something is not agreed on.
    DisagreementWritten {
        no: No,
        kind: InfoKind,
        sides: Vec<Side>,
        next_step: Words,
        owner: Owner,
        by: Date,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        about: Option<No>,
    },
    /// The next step that was agreed on for it is taken; they may still not agree.
    NextStepTaken { no: No },
    /// It was settled.
    DisagreementSettled { no: No, words: Words },

    /// A measure, or holding the plan together, was offered to somebody else.
    HandoverOffered { no: No, what: Handed, to: Successor, words: Option<Words> },
    /// They took it over; a phone number when they hold the plan together from now on.
    HandoverAccepted { no: No, what: Handed, staff: StaffRef, phone: Option<Line> },
    /// They said no.
    HandoverDeclined { no: No, what: Handed, reason: Words },
    /// The offer was taken back.
    HandoverWithdrawn { no: No, what: Handed },
    /// Somebody who answers for something left the unit.
    OwnerLeft { staff: StaffRef },

    /// The plan was agreed as a version.
    PlanAgreed { version: u32, day: Date, unconfirmed: Vec<No>, follow_up: DateTime },
    /// A version was given out.
    VersionDisclosed { version: u32, to: Recipient, kinds: BTreeSet<InfoKind>, ground: Vec<No> },
    /// A unit took out its own copy of a version that was given to it.
    CopyTaken { version: u32, unit: UnitRef },
    /// The plan is in force.
    PlanActivated,
    /// A follow-up began.
    FollowUpBegan,
    /// A follow-up ended; the plan goes on.
    FollowUpEnded { words: Option<Words>, next: DateTime },
    /// A new version is being written.
    RevisionBegan { reason: Words },
    /// The plan was closed.
    PlanClosed { reason: ClosingReason, words: Words },

    /// The person is of age: guardians no longer decide.
    PersonTurned18,
    /// The identity is protected, or its alias or safe contact was changed.
    ProtectionSwitchedOn {
        /// The name that stands everywhere from now on.
        alias: Line,
        /// How the person is reached without a place or a number of their own: "ring Ylva Kron".
        #[serde(default, skip_serializing_if = "Option::is_none")]
        contact: Option<Line>,
    },
    /// It no longer is.
    ProtectionSwitchedOff { name: Line },
    /// While the identity is protected: a member of staff may see the plan, by name.
    StaffLetIn { staff: StaffRef },
    /// They may no longer.
    StaffLetOut { staff: crate::ids::StaffId },
    /// Somebody who took part before the identity was protected stays, after it was thought over.
    RecipientKept { who: ToCheck },
    /// The person moved away.
    PersonMoved { to: Line, on: Date },
}

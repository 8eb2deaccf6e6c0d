//! The folded plan: what all facts so far amount to. Built by [`crate::plan::evolve`] alone.

mod calling;
mod consent;
mod course;
mod expectation;
mod handing;
mod meeting;
mod preparing;
mod protection;
mod reached;
mod rows;
mod stage;
mod stay;
mod times;

pub use consent::{
    BoardDecision, CallGiven, ChildsView, Consent, Disclosure, Form, Message, OwnCopy, Recipient, Scope, Talk,
    Withdrawal,
};
pub(crate) use course::swedish_day;
pub use course::{Course, Entered, Held, Promise};
pub use expectation::{About, Addressee, Ask, AskAnswer, Cannot, Expectation, Opening, Says, Speaker};
pub(crate) use expectation::{opens, sweden};
pub use handing::{Handed, Handing, Left, NotTaken, Successor};
pub use meeting::{
    Attendance, Attendee, CallAnswer, CallWay, Coordinator, Dropped, FollowUp, Letter, Meeting, MeetingState, Note,
    Party, SentAgain, Summons, TakePart,
};
pub use preparing::{
    Answer, Avoid, Media, MediaKind, Noted, Preparation, Question, QuestionAnswer, SeenBy, Transcript, Translation,
};
pub use protection::ToCheck;
pub use rows::{
    DidIt, Disagreement, Goal, Happened, LivesWith, Measure, MeasureState, Need, Owner, Row, Side, Version, View,
};
pub use stage::{Assessment, Closing, ClosingReason, Proposal, Stage};
pub use stay::{Clocked, Stay};
pub use times::{Fits, InterpreterNeed, InterpreterWay, InterpreterWish, Offer, TimeAnswer, Times};

use serde::{Deserialize, Serialize};

use crate::evaluation::Evaluated;
use crate::ids::{No, PlanId};
use crate::people::{FamilyMember, PersonRef, Representative, StaffRef, Standing, Supporter, UnitRef};
use crate::words::{Line, Words};

/// One person's plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that a plan may hold")]
pub struct Plan {
    /// Which plan.
    pub id: PlanId,
    /// How many facts are folded: the sequence number of the last.
    pub revision: u64,
    /// Whom it is about.
    pub person: PersonRef,
    /// Whether the person has a protected identity.
    pub protected: bool,
    /// The member of staff who switched the protection on: named in the plan, or nobody could carry it on.
    #[serde(default)]
    pub protected_by: Option<StaffRef>,
    /// How a person with protected identity is reached, without a place or a number of their own.
    #[serde(default)]
    pub safe_contact: Option<Line>,
    /// Staff let in by name while the identity is protected.
    #[serde(default)]
    pub let_in: Vec<StaffRef>,
    /// Those who took part when the identity was protected and of whom nobody has said yet whether they stay.
    #[serde(default)]
    pub to_check: Vec<ToCheck>,
    /// Whether the person is of age (set by the eighteenth birthday's fact or at the proposal).
    pub of_age: bool,
    /// Where it stands.
    pub stage: Stage,
    /// How it began.
    pub proposal: Proposal,
    /// How it was assessed.
    pub assessment: Option<Assessment>,
    /// Why a child's own consent suffices, where that is documented.
    pub maturity: Option<Words>,
    /// Who may act for the person.
    pub representatives: Vec<Representative>,
    /// Who is beside the person.
    pub supporters: Vec<Supporter>,
    /// Consents, also those that ended.
    pub consents: Vec<Consent>,
    /// What the child itself thinks, oldest first.
    #[serde(default)]
    pub childs_views: Vec<ChildsView>,
    /// Decisions of the board, while guardians do not agree.
    #[serde(default)]
    pub decisions: Vec<BoardDecision>,
    /// Messages with one guardian each.
    #[serde(default)]
    pub messages: Vec<Message>,
    /// The person's own no.
    pub person_refuses: bool,
    /// The person's own questions, at most three.
    pub questions: Vec<Question>,
    /// What is not to be raised.
    pub avoid: Vec<Avoid>,
    /// The units.
    pub parties: Vec<Party>,
    /// Who leads the meeting.
    pub facilitator: Option<StaffRef>,
    /// Who holds the plan together.
    pub coordinator: Option<Coordinator>,
    /// The unit of the principal with the overall responsibility.
    pub lead: Option<UnitRef>,
    /// The meetings.
    pub meetings: Vec<Meeting>,
    /// The times that were asked about last.
    #[serde(default)]
    pub times: Option<Times>,
    /// Which interpreter the family needs.
    #[serde(default)]
    pub interpreter: Option<InterpreterNeed>,
    /// Whether somebody has said which one is needed, or that none is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub interpreter_said: bool,
    /// Notes from the meetings.
    pub notes: Vec<Note>,
    /// What each prepared.
    pub preparations: Vec<Preparation>,
    /// What each can and cannot do, written before a meeting.
    #[serde(default)]
    pub expectations: Vec<Expectation>,
    /// What each asks of another, written before a meeting.
    #[serde(default)]
    pub asks: Vec<Ask>,
    /// When those of the newest round are opened.
    #[serde(default)]
    pub opening: Option<Opening>,
    /// For how many meetings such rows were opened before the newest round.
    #[serde(default)]
    pub expectation_round: u32,
    /// Needs.
    pub needs: Vec<Need>,
    /// Goals.
    pub goals: Vec<Goal>,
    /// Measures.
    pub measures: Vec<Measure>,
    /// How many measures were ever written.
    pub measures_ever: u32,
    /// Whether somebody said that nobody but the principals does anything.
    pub no_measures_by_others: bool,
    /// What is not agreed on.
    pub disagreements: Vec<Disagreement>,
    /// Agreed versions.
    pub versions: Vec<Version>,
    /// What was given out.
    pub disclosures: Vec<Disclosure>,
    /// Calls that went out, the oldest first: they, too, give something out.
    #[serde(default)]
    pub calls_given: Vec<CallGiven>,
    /// Letters that were dropped for a forwarder, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub letters: Vec<Dropped>,
    /// Copies that units took out.
    #[serde(default)]
    pub copies: Vec<OwnCopy>,
    /// Stays in hospital.
    #[serde(default)]
    pub stays: Vec<Stay>,
    /// Offers to hand over a measure or the plan: those that wait, and the last no to each.
    #[serde(default)]
    pub handings: Vec<Handing>,
    /// Those who left the unit for which they answer for something here.
    #[serde(default)]
    pub left: Vec<Left>,
    /// Follow-ups.
    pub follow_ups: Vec<FollowUp>,
    /// How it was closed.
    pub closing: Option<Closing>,
    /// When it took its steps: what figures are counted from.
    #[serde(default)]
    pub course: Course,
    /// Who has answered the questions after a meeting or a follow-up; never what.
    #[serde(default)]
    pub evaluated: Vec<Evaluated>,
    /// The last row number given in this plan.
    pub last_no: u32,
}

impl Plan {
    /// The number the next row gets.
    pub fn next_no(&self) -> No {
        No(self.last_no + 1)
    }

    /// The measure with this number.
    pub fn measure(&self, no: No) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.no == no)
    }

    /// The numbers of all needs, goals, measures and disagreements.
    pub fn row_numbers(&self) -> Vec<No> {
        let rows = self.needs.iter().map(|n| n.no).chain(self.goals.iter().map(|g| g.no));
        rows.chain(self.measures.iter().map(|m| m.no)).chain(self.disagreements.iter().map(|d| d.no)).collect()
    }

    /// The need with this number.
    pub fn need(&self, no: No) -> Option<&Need> {
        self.needs.iter().find(|need| need.no == no)
    }

    /// The party with this row number.
    pub fn party(&self, no: No) -> Option<&Party> {
        self.parties.iter().find(|party| party.no == no && !party.ended)
    }

    /// The parties that take part now.
    pub fn current_parties(&self) -> impl Iterator<Item = &Party> {
        self.parties.iter().filter(|party| !party.ended && !matches!(party.answer, CallAnswer::PassedOn { .. }))
    }

    /// The representative with this row number, current or not.
    pub fn representative(&self, no: No) -> Option<&Representative> {
        self.representatives.iter().find(|representative| representative.no == no)
    }

    /// The representatives whose mandate holds.
    pub fn current_representatives(&self) -> impl Iterator<Item = &Representative> {
        self.representatives.iter().filter(|representative| representative.current())
    }

    /// The supporters who take part now.
    pub fn current_supporters(&self) -> impl Iterator<Item = &Supporter> {
        self.supporters.iter().filter(|supporter| !supporter.ended)
    }

    /// The meeting that is planned or going on; none where the story has ended.
    pub fn next_meeting(&self) -> Option<&Meeting> {
        let coming = |meeting: &&Meeting| !matches!(meeting.state, MeetingState::Ended | MeetingState::Cancelled);
        self.meetings.iter().rev().find(coming).filter(|_| !self.stage.ended())
    }

    /// The newest agreed version.
    pub fn version(&self) -> Option<&Version> {
        self.versions.last()
    }

    /// The guardians' standing as pages show it: refusing, unreachable …
    pub fn standing(&self, no: No) -> Option<Standing> {
        self.representative(no).map(|r| r.standing)
    }

    /// What a member of the family's side is called in this plan.
    pub fn family_name(&self, member: FamilyMember) -> Option<&Line> {
        match member {
            FamilyMember::Person => Some(&self.person.name),
            FamilyMember::Representative(no) => self.representative(no).map(|r| &r.name),
            FamilyMember::Supporter(no) => self.supporters.iter().find(|s| s.no == no).map(|s| &s.name),
        }
    }
}

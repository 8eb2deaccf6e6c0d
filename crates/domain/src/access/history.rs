//! The story narrowed to what somebody may see of it, as lines of a history.

use jiff::civil::Date;

use crate::access::action::{Action, Datum, Item};
use crate::access::actor::Actor;
use crate::access::may::may;
use crate::access::places::{kept_from, without};
use crate::access::view::{PlanView, guardian, kind_of, theirs};
use crate::information::InfoKind;
use crate::people::{Author, FamilyMember};
use crate::plan::event::{Event, Fact};
use crate::plan::state::{Attendee, CallAnswer, Handed, Plan, Recipient, Row};
use crate::words::Words;

/// One line of the history: what happened, narrowed like the plan.
#[derive(Clone, Debug)]
pub struct HistoryLine {
    /// Its place in the story.
    pub seq: u64,
    /// What happened, when and by whom. Prepared answers are taken out.
    pub fact: Fact,
}

/// Narrows a story to the lines an actor may see; `facts` are the whole story in order.
pub fn narrow_history(view: &PlanView, actor: &Actor, whole: &Plan, facts: Vec<Fact>, day: Date) -> Vec<HistoryLine> {
    let sees = |datum: Datum<'_>| may(actor, Action::See(datum), whole, day).is_ok();
    let need_kind = |no| whole.need(no).map(|need| (need.kind, need.author));
    facts
        .into_iter()
        .zip(1..)
        .filter(|(fact, _)| match history_item(&fact.event) {
            Told::Frame => sees(Datum::plain(Item::Frame)) && sees(Datum::plain(Item::History)),
            // What was taken back unseen is told to nobody.
            Told::Nobody => false,
            Told::Consents => view.sees_consents(),
            // Not even that something was said is told to those from whom it is kept.
            Told::NotToGuardians => view.sees_consents() && view.place().representative.is_none(),
            Told::GivenOut(author) => sees(Datum::new(Item::GivenOut, author, InfoKind::OwnWords)),
            Told::Time(of) => view.place().holds() || theirs(view.place(), of),
            Told::Message(no) => view.messages.iter().any(|message| message.no == no),
            // A place stands nowhere while the identity is protected.
            Told::Place => view.sees_consents() && !whole.protected,
            Told::Words(item) => sees(Datum::new(item, fact.by.author(), kind_of(&fact.by))),
            Told::Question(no) => view.questions.iter().any(|question| question.no == no),
            Told::Kind(item, kind) => sees(Datum::new(item, fact.by.author(), kind)),
            Told::Need(no) => need_kind(no).is_some_and(|(kind, author)| sees(Datum::new(Item::Need, author, kind))),
            Told::View(no) => {
                need_kind(no).is_some_and(|(kind, _)| sees(Datum::new(Item::View, fact.by.author(), kind)))
            }
            Told::Row(row) => has_row(view, row),
            // What was taken away, or is not for them, is not told of.
            Told::Media(media) => view.media(media).is_some(),
            Told::Stay(no) => view.stays.iter().any(|stay| stay.no == no),
            Told::Expectation(no) => view.expectations.iter().any(|row| row.no == no),
            Told::Ask(no) => view.asks.iter().any(|ask| ask.no == no),
            Told::AskAnswer(no) => view.asks.iter().any(|ask| ask.no == no && ask.answer.is_some()),
        })
        .map(|(fact, seq)| (kept_back(fact, view, whole, &sees), seq))
        .filter_map(|(fact, seq)| {
            let fact = if kept_from(whole, view.place()) { without(&fact)? } else { fact };
            Some(HistoryLine { seq, fact })
        })
        .collect()
}

/// Takes out of a line what this reader does not see in the plan either.
fn kept_back(mut fact: Fact, view: &PlanView, whole: &Plan, sees: &dyn Fn(Datum<'_>) -> bool) -> Fact {
    let own_words = |item| sees(Datum::new(item, Author::Family, InfoKind::OwnWords));
    let party_words = |no| view.parties.iter().any(|p| p.no == no && !p.expected.as_str().is_empty());
    let holds = view.place().holds() || view.sees_consents();
    let me = view.place().representative.map(|(no, _)| FamilyMember::Representative(no));
    // Of what one guardian said about a consent, nothing is shown to the other without a check.
    let others = |member: FamilyMember| me.is_some_and(|me| guardian(member) && member != me);
    match &mut fact.event {
        Event::Prepared { answers, .. } => answers.clear(),
        // What stood in a row before it was written again was never seen by the others; the row says what it came to.
        Event::ExpectationWritten { can, cannot, .. } => (*can, *cannot) = (None, None),
        Event::MediaDescribed { words, .. } => *words = Words::kept_back(),
        Event::PlanProposed { person, .. } if whole.protected => person.name = whole.person.name.clone(),
        Event::MeetingPlanned { place, .. }
        | Event::MeetingMoved { place, .. }
        | Event::TimesProposed { place, .. }
            if whole.protected =>
        {
            *place = None;
        }
        Event::MeetingCancelled { reason, .. } if !holds => *reason = Words::kept_back(),
        Event::ConsentRefused { by, reason } if others(*by) => *reason = None,
        Event::StandingNoted { no, reason, .. } if others(FamilyMember::Representative(*no)) => *reason = None,
        Event::ConsentGiven { consent } if others(consent.by) => {
            consent.excluded = None;
            consent.talk = None;
            consent.basis = crate::words::Line::fixed("–");
        }
        Event::RepresentativeNamed { limits, .. } if !view.sees_consents() => *limits = None,
        Event::ConsentWithdrawn { by, remains, .. } if others(*by) => *remains = None,
        Event::PartyAdded { no, expected, .. } if !party_words(*no) => *expected = Words::kept_back(),
        Event::PartyRemoved { no, reason } if !party_words(*no) => *reason = Words::kept_back(),
        Event::CallAnswered { party, answer: CallAnswer::Declined { reason } } if !party_words(*party) => {
            *reason = Words::kept_back();
        }
        Event::RepresentativeEnded { reason, .. } if !view.sees_consents() => {
            *reason = crate::words::Line::fixed("–");
        }
        Event::LivedWith { of: Attendee::Family(_), words: words @ Some(_), .. } if !own_words(Item::Measure) => {
            *words = Some(Words::kept_back());
        }
        Event::MeasureJudged { words, .. } if !own_words(Item::Measure) => *words = None,
        Event::FollowUpEnded { words, .. } if !own_words(Item::Goal) => *words = None,
        Event::PlanClosed { words, .. } if !own_words(Item::Goal) => *words = Words::kept_back(),
        Event::HandoverOffered { what: Handed::Holding, words, .. } if !holds => *words = None,
        Event::HandoverDeclined { what: Handed::Holding, reason, .. } if !holds => *reason = Words::kept_back(),
        Event::HandoverAccepted { phone, .. } => *phone = None,
        Event::RevisionBegan { reason } if !holds => *reason = Words::kept_back(),
        _ => {}
    }
    fact
}

enum Told {
    NotToGuardians,
    Frame,
    Nobody,
    Consents,
    GivenOut(Author),
    Message(crate::ids::No),
    Place,
    Time(Attendee),
    Need(crate::ids::No),
    View(crate::ids::No),
    Words(Item),
    Question(crate::ids::No),
    Kind(Item, InfoKind),
    Row(Row),
    Media(crate::ids::MediaId),
    Stay(crate::ids::No),
    Expectation(crate::ids::No),
    Ask(crate::ids::No),
    AskAnswer(crate::ids::No),
}

fn has_row(view: &PlanView, row: Row) -> bool {
    match row {
        Row::Need(no) => view.need(no).is_some(),
        Row::Goal(no) => view.goals.iter().any(|goal| goal.no == no),
        Row::Measure(no) => view.measure(no).is_some(),
        Row::Disagreement(no) => view.disagreements.iter().any(|d| d.no == no),
    }
}

/// Which item a fact tells of. A row that was taken away since is told to nobody but by its number's absence.
fn history_item(event: &Event) -> Told {
    use Event as E;
    match event {
        E::PlanProposed { .. } | E::NeedAssessed { .. } | E::ProposalRefused { .. } | E::PlanReopened { .. } => {
            Told::Words(Item::Proposal)
        }
        E::ConsentGiven { .. }
        | E::ConsentRefused { .. }
        | E::StandingNoted { .. }
        | E::MaturityAssessed { .. }
        | E::ConsentCompleted
        | E::ConflictArose
        | E::PlanDeclined
        | E::ConsentWithdrawn { .. }
        | E::ScanAttached { .. }
        | E::ChildsViewNoted { kept_from_guardians: false, .. }
        | E::BoardDecided { .. }
        | E::ConsentEndingTold { .. }
        | E::ConsentEnded { .. }
        | E::ProtectionSwitchedOn { .. }
        | E::ProtectionSwitchedOff { .. }
        | E::StaffLetIn { .. }
        | E::StaffLetOut { .. }
        | E::RecipientKept { .. } => Told::Consents,
        E::VersionDisclosed { to: Recipient::Unit(unit), .. } | E::CopyTaken { unit, .. } => {
            Told::GivenOut(Author::Unit(unit.unit))
        }
        E::VersionDisclosed { to: Recipient::Supporter(_), .. } => Told::GivenOut(Author::Family),
        E::MessageWritten { no, .. } => Told::Message(*no),
        E::PersonMoved { .. } => Told::Place,
        E::TimeAnswered { of, .. } | E::LetterDropped { to: of @ Attendee::Family(_), .. } => Told::Time(*of),
        E::ChildsViewNoted { kept_from_guardians: true, .. } => Told::NotToGuardians,
        E::QuestionAsked { .. } | E::QuestionReworded { .. } | E::QuestionDropped { .. } => Told::Words(Item::Question),
        E::QuestionAnswered { kind, .. } => Told::Kind(Item::Question, *kind),
        E::QuestionTranslated { no, .. } => Told::Question(*no),
        E::AvoidAsked { .. } | E::AvoidDropped { .. } => Told::Words(Item::Avoid),
        E::Prepared { .. } | E::PreparationWaived { .. } => Told::Words(Item::Preparation),
        E::MediaLaid { media, .. }
        | E::MediaShown { media, .. }
        | E::MediaDescribed { media, .. }
        | E::MediaRemoved { media } => Told::Media(*media),
        E::StayNoted { no, .. }
        | E::AdmissionTold { no, .. }
        | E::CareContactNamed { no, .. }
        | E::ReadyToGoHome { no, .. }
        | E::WentHome { no, .. } => Told::Stay(*no),
        E::ExpectationWritten { no, .. } => Told::Expectation(*no),
        E::AskWritten { no, .. } => Told::Ask(*no),
        E::AskAnswered { no, .. } => Told::AskAnswer(*no),
        E::NoteTaken { kind, .. } => Told::Kind(Item::Note, *kind),
        E::NeedAdded { no, .. } | E::NeedInOwnWords { no, .. } => Told::Need(*no),
        E::NeedViewed { no, .. } => Told::View(*no),
        E::GoalAdded { no, .. } | E::GoalReworded { no, .. } => Told::Row(Row::Goal(*no)),
        E::MeasureProposed { no, .. }
        | E::MeasureChanged { no, .. }
        | E::MeasureTaken { no }
        | E::YesHeard { no }
        | E::LivedWith { no, .. }
        | E::MeasureDeclined { no, .. }
        | E::MeasureStarted { no }
        | E::MeasureDone { no }
        | E::MeasureDoneTakenBack { no }
        | E::MeasureNotDone { no, .. }
        | E::MeasureJudged { no, .. }
        | E::HandoverOffered { what: Handed::Measure(no), .. }
        | E::HandoverAccepted { what: Handed::Measure(no), .. }
        | E::HandoverDeclined { what: Handed::Measure(no), .. }
        | E::HandoverWithdrawn { what: Handed::Measure(no), .. } => Told::Row(Row::Measure(*no)),
        E::DisagreementWritten { no, .. } | E::NextStepTaken { no } | E::DisagreementSettled { no, .. } => {
            Told::Row(Row::Disagreement(*no))
        }
        E::NoteUsed { became, .. } => Told::Row(*became),
        // That somebody answered is nobody's business.
        E::ExpectationDropped { .. } | E::AskDropped { .. } | E::TalkShared { .. } | E::Evaluated { .. } => {
            Told::Nobody
        }
        E::HandoverOffered { what: Handed::Holding, .. }
        | E::HandoverAccepted { what: Handed::Holding, .. }
        | E::HandoverDeclined { what: Handed::Holding, .. }
        | E::HandoverWithdrawn { what: Handed::Holding, .. }
        | E::OwnerLeft { .. }
        | E::NeedDropped { .. }
        | E::GoalDropped { .. }
        | E::MeasureDropped { .. }
        | E::RepresentativeNamed { .. }
        | E::RepresentativeEnded { .. }
        | E::SupporterNamed { .. }
        | E::SupporterEnded { .. }
        | E::FacilitatorNamed { .. }
        | E::CoordinatorNamed { .. }
        | E::LeadNamed { .. }
        | E::PreparingBegan
        | E::OpeningSet { .. }
        | E::ExpectationsOpened { .. }
        | E::PartyAdded { .. }
        | E::PartyRemoved { .. }
        | E::MeetingPlanned { .. }
        | E::MeetingMoved { .. }
        | E::MeetingCancelled { .. }
        | E::TimesProposed { .. }
        | E::TimesClosed { .. }
        | E::InterpreterNeeded { .. }
        | E::InterpreterBooked { .. }
        | E::CallUnanswered { .. }
        | E::CallSent { .. }
        | E::CallSentAgain { .. }
        | E::LetterDropped { to: Attendee::Party(_), .. }
        | E::CallAnswered { .. }
        | E::PartiesCalled
        | E::MeetingOpened { .. }
        | E::AttendanceNoted { .. }
        | E::MeetingEnded { .. }
        | E::OthersSaid { .. }
        | E::PlanAgreed { .. }
        | E::PlanActivated
        | E::FollowUpBegan
        | E::FollowUpEnded { .. }
        | E::RevisionBegan { .. }
        | E::PlanClosed { .. }
        | E::PersonTurned18 => Told::Frame,
    }
}

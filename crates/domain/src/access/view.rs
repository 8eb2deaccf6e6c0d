//! What somebody may see of a plan: the only shape in which a plan leaves the store.

use std::cell::RefCell;
use std::ops::Deref;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::access::action::{Action, Datum, Item, answer_datum, media_datum};
use crate::access::actor::{Actor, Place, place, speaks_from};
use crate::access::may::{Because, WhyNot, may_from};
use crate::access::places::{kept_from, without};
use crate::access::readers::Subject;
use crate::access::unseen::Unseen;
use crate::access::waits::waits;
use crate::evaluation::{Offered, offered};
use crate::ids::No;
use crate::information::InfoKind;
use crate::people::{Author, FamilyMember, StaffRef, Standing, Who};
use crate::plan::readiness::{self, Known};
use crate::plan::state::{
    Addressee, Attendee, CallAnswer, Course, Disclosure, Handed, Owner, Party, Plan, Preparation, Recipient, SeenBy,
    Speaker,
};
use crate::plan::waiting::Task;
use crate::rules::owner_answers_for_the_measure::is_owner;
use crate::words::{Line, Words};

pub use crate::access::history::{HistoryLine, narrow_history};
pub use whose::kind_of;
use whose::{asks, said_sees};
pub(super) use whose::{guardian, theirs};

mod common;
mod offers;
mod whose;

/// A plan narrowed to what one actor may see on one day. Only [`narrow`] makes it, so that no page can show a plan
/// that was not narrowed.
#[derive(Clone, Debug)]
pub struct PlanView {
    plan: Plan,
    place: Place,
    me: Option<Who>,
    because: Because,
    hidden: usize,
    hidden_rows: Vec<No>,
    /// How many rows of [`of_four`] there are, kept back or not.
    all: [usize; 4],
    sees_consents: bool,
    sees_proposal: bool,
    waits: Vec<(Subject, Task)>,
    known: Known,
    open: bool,
    evaluates: Option<Offered>,
    /// Who was let in by name, for [`PlanView::readership`] of the family alone.
    let_in: Vec<StaffRef>,
    unseen: Unseen,
}

impl Deref for PlanView {
    type Target = Plan;
    fn deref(&self) -> &Plan {
        &self.plan
    }
}

impl PlanView {
    /// The place of the one who looks.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// As whom they speak.
    pub fn me(&self) -> Option<&Who> {
        self.me.as_ref()
    }

    /// Why they may look.
    pub fn because(&self) -> Because {
        self.because
    }

    /// How many rows are kept from them; told without their content.
    pub fn hidden(&self) -> usize {
        self.hidden
    }

    /// How many of the person's questions, of what is not to be raised, of the measures and of the disagreements are kept from them:
    /// nobody shall read that there is none.
    pub fn kept_back(&self) -> [usize; 4] {
        let mut kept = self.all;
        kept.iter_mut().zip(of_four(&self.plan)).for_each(|(all, shown)| *all = all.saturating_sub(shown));
        kept
    }

    /// Whether there is a need, goal, measure or disagreement with this number that is kept from them.
    pub fn hides(&self, no: No) -> bool {
        self.hidden_rows.contains(&no)
    }

    /// Whether the person's question with this number has an answer, also one that is kept from them.
    pub fn has_answer(&self, question: No) -> bool {
        self.known.answered.contains(&question)
    }

    /// Whether the consents are among what they see.
    pub fn sees_consents(&self) -> bool {
        self.sees_consents
    }

    /// Whether the proposal's and the assessment's reasons are among what they see.
    pub fn sees_proposal(&self) -> bool {
        self.sees_proposal
    }

    /// Whose turn it is and for what, from the whole plan and as far as they may know it: what this view itself says of what
    /// waits would name tasks that are done, behind what is kept back.
    pub fn waits(&self) -> &[(Subject, Task)] {
        &self.waits
    }

    /// The sides that have written what they can, cannot or ask, also while nobody else sees what.
    pub fn has_expected(&self, side: Addressee) -> bool {
        self.known.written.contains(&side)
    }

    /// What is ready before the next meeting and what is missing, for those who carry the plan on; for others empty.
    pub fn readiness(&self, day: Date, now: Timestamp) -> Vec<readiness::Line> {
        if self.place.holds() { readiness::readiness(&self.plan, &self.known, (day, now)) } else { Vec::new() }
    }

    /// Whether what was written for the newest meeting is open to all.
    pub fn open(&self) -> bool {
        self.open
    }

    /// The questions after the last meeting or follow-up that are put to the one who looks, answered or not.
    pub fn evaluates(&self) -> Option<Offered> {
        self.evaluates
    }

    /// The plan as its readers are judged: with those who were let in by name, whom the family's pages do not list otherwise.
    pub(super) fn for_readers(&self) -> Plan {
        Plan { let_in: self.let_in.clone(), ..self.plan.clone() }
    }

    /// The party of the one who looks.
    pub fn my_party(&self) -> Option<&Party> {
        self.place.party.and_then(|no| self.plan.party(no))
    }
}

/// Narrows a plan to what an actor may see on that day; `now` opens what was written unseen before a meeting.
///
/// # Errors
/// [`WhyNot`] when they may not even know of it.
pub fn narrow(plan: &Plan, actor: &Actor, day: Date, now: Timestamp) -> Result<PlanView, WhyNot> {
    let place = place(actor, plan);
    // The same is asked for row after row: who wrote it and of which kind it is decide, never what it says.
    let asked = RefCell::new(Vec::with_capacity(16));
    let sees = |datum: Datum<'_>| {
        let judge = || may_from(&place, actor, Action::See(datum), plan, day).is_ok();
        if datum.private.is_some() {
            return judge();
        }
        let key = (datum.item, datum.author, datum.kind);
        let known = asked.borrow().iter().find(|(of, _)| *of == key).map(|(_, sees)| *sees);
        known.unwrap_or_else(|| {
            let sees = judge();
            asked.borrow_mut().push((key, sees));
            sees
        })
    };
    let because = may_from(&place, actor, Action::See(Datum::plain(Item::Frame)), plan, day)?;
    let me = speaks_from(&place, actor);
    // An owner always sees the measure, or the disagreement's next step, that they answer for.
    let owns = |owner: &Owner| me.as_ref().is_some_and(|me| is_owner(owner, me));
    let narrowed = narrowed(plan, &place, now, &sees, &owns);
    let waits = waits(plan, (&narrowed, &place), &sees);
    let evaluates = me.as_ref().and_then(|me| offered(plan, me));
    let unseen = Unseen::of(actor, plan, me.as_ref(), now);
    let mut view = PlanView { place: place.clone(), me, because, waits, evaluates, unseen, ..narrowed };
    if view.place.family() && plan.protected {
        view.let_in.clone_from(&plan.let_in);
    }
    if kept_from(plan, &view.place) {
        view.plan = without(&view.plan).ok_or(WhyNot::NotNamed)?;
    }
    view.known.units = offers::units(plan, &view, day);
    if view.place.holds() {
        let person = Who::Family(FamilyMember::Person);
        let own = |item| Datum::new(item, Author::Family, InfoKind::OwnWords);
        view.known.questions = sees(own(Item::Question));
        view.known.preparation = sees(Datum { private: Some((&person, SeenBy::Everybody)), ..own(Item::Preparation) });
        view.known.asks = view.plan.asks.len() == plan.asks.len();
    }
    Ok(view)
}

/// What another would see of one's own preparation, judged as when they look themselves: nothing of anybody else's.
///
/// # Errors
/// [`WhyNot`] when the one who asks may not know of the plan.
pub fn seen_by_another(
    plan: &Plan,
    me: &Actor,
    other: &Actor,
    (day, now): (Date, Timestamp),
) -> Result<Option<Preparation>, WhyNot> {
    let mine = narrow(plan, me, day, now)?;
    let (Some(me), Ok(theirs)) = (mine.me, narrow(plan, other, day, now)) else { return Ok(None) };
    let own = theirs.plan.preparations.into_iter().find(|p| crate::plan::same_participant(&p.of, &me));
    Ok(own)
}

/// A version as it was given out to a unit: what the disclosure's kinds and the unit's own words let it hold, and no more,
/// whoever takes the copy out and whatever else they may see. `then` is the plan when it was given out.
pub fn copy_of(then: &Plan, disclosed: &Disclosure) -> Option<PlanView> {
    let Recipient::Unit(unit) = &disclosed.to else { return None };
    let sees = |datum: Datum<'_>| match datum.item {
        Item::Frame | Item::History => true,
        // What was said before a meeting is no part of a version.
        Item::Consents | Item::Log | Item::Message | Item::Unopened | Item::Expectation => false,
        Item::GivenOut => datum.author == Author::Unit(unit.unit),
        _ if datum.private.is_some_and(|(_, seen_by)| seen_by != SeenBy::Everybody) => false,
        _ => datum.author == Author::Unit(unit.unit) || disclosed.kinds.contains(&datum.kind),
    };
    let owns = |owner: &Owner| matches!(owner, Owner::Staff(staff) if staff.unit.unit == unit.unit);
    let party = then.current_parties().find(|party| party.unit.unit == unit.unit).map(|party| party.no);
    let place = Place { party, ..Place::default() };
    let narrowed = narrowed(then, &place, disclosed.at, &sees, &owns);
    let because = disclosed.ground.last().map_or(Because::TheirPart, |no| Because::Consent(*no));
    Some(PlanView { place, because, ..narrowed })
}

fn of_four(plan: &Plan) -> [usize; 4] {
    [plan.questions.len(), plan.avoid.len(), plan.measures.len(), plan.disagreements.len()]
}

/// The rows that `sees` and `owns` leave, and how many they took away.
fn narrowed(
    plan: &Plan,
    place: &Place,
    now: Timestamp,
    sees: &dyn Fn(Datum<'_>) -> bool,
    owns: &dyn Fn(&Owner) -> bool,
) -> PlanView {
    let mut shown = plan.clone();
    let rows = |plan: &Plan| {
        plan.questions.len()
            + plan.avoid.len()
            + plan.needs.iter().map(|n| usize::from(n.own_words.is_some()) + n.views.len()).sum::<usize>()
            + plan.goals.len()
            + plan.measures.len()
            + plan.disagreements.len()
            + plan.notes.len()
            + plan.stays.len()
            + plan.expectations.iter().filter(|row| plan.expectations_open(row.round, now)).count()
            + plan.asks.iter().filter(|ask| plan.expectations_open(ask.round, now)).count()
    };
    let all = rows(&shown);
    let by = |item, who: &Who| Datum::new(item, who.author(), kind_of(who));

    let sees_proposal = sees(by(Item::Proposal, &plan.proposal.by));
    if !sees_proposal {
        shown.proposal.reason = None;
        shown.proposal.told_how = None;
    }
    if let Some(assessment) = &mut shown.assessment
        && !sees(by(Item::Proposal, &Who::Staff(assessment.by.clone())))
    {
        assessment.reason = None;
    }
    let sees_consents = sees(Datum::plain(Item::Consents));
    if !sees_consents {
        shown.consents.clear();
        shown.childs_views.clear();
        shown.decisions.clear();
        shown.maturity = None;
        shown.person_refuses = false;
        for representative in &mut shown.representatives {
            // Who is cut off stays said, so that nobody invites them; who said no is the family's.
            if representative.standing != Standing::NotAsked {
                representative.standing = Standing::Asked;
            }
            representative.ended = representative.ended.take().map(|_| Line::fixed("–"));
            representative.limits = None;
        }
    }
    if let Some((me, _)) = place.representative {
        // What one guardian said about a consent is not shown to the other without a check.
        let mine = FamilyMember::Representative(me);
        shown.childs_views.retain(|view| !view.kept_from_guardians);
        for consent in shown.consents.iter_mut().filter(|c| guardian(c.by) && c.by != mine) {
            consent.excluded = None;
            consent.talk = None;
            consent.scan = None;
            consent.basis = Line::fixed("–");
            if let Some(withdrawal) = &mut consent.withdrawn {
                withdrawal.remains = None;
            }
        }
    }
    let given_to = |to: &Recipient| match to {
        Recipient::Unit(unit) => Datum::new(Item::GivenOut, Author::Unit(unit.unit), InfoKind::OwnWords),
        Recipient::Supporter(_) => Datum::plain(Item::GivenOut),
    };
    shown.disclosures.retain(|given| sees(given_to(&given.to)));
    shown.calls_given.retain(|call| sees(Datum::new(Item::GivenOut, Author::Unit(call.to.unit), InfoKind::OwnWords)));
    shown.copies.retain(|copy| sees(Datum::new(Item::GivenOut, Author::Unit(copy.unit.unit), InfoKind::OwnWords)));
    shown.messages.retain(|message| {
        let with = Who::Family(FamilyMember::Representative(message.with));
        sees(Datum { private: Some((&with, SeenBy::OnlyMe)), ..Datum::plain(Item::Message) })
    });
    for party in &mut shown.parties {
        let theirs = place.party == Some(party.no) || place.holds();
        let kind = InfoKind::of(party.unit.kind);
        // What is expected of another unit tells of the needs that it is to meet.
        if !theirs && !sees(Datum::new(Item::Measure, Author::Unit(party.unit.unit), kind)) {
            party.expected = Words::kept_back();
            if let CallAnswer::Declined { reason } = &mut party.answer {
                *reason = Words::kept_back();
            }
        }
    }
    if let Some(times) = shown.times.as_mut().filter(|_| !place.holds()) {
        times.answers.retain(|answer| theirs(place, answer.of));
    }
    let own = |item, author: Author| Datum::new(item, author, InfoKind::OwnWords);
    shown.questions.retain(|q| sees(own(Item::Question, q.by.author())));
    for question in &mut shown.questions {
        question.answer = question.answer.take().filter(|a| sees(Datum::new(Item::Question, a.by.author(), a.kind)));
    }
    shown.avoid.retain(|a| sees(own(Item::Avoid, a.by.author())));
    let may_know_of =
        |p: &Preparation| sees(Datum { private: Some((&p.of, SeenBy::Everybody)), ..by(Item::Preparation, &p.of) });
    for preparation in &mut shown.preparations {
        let of = preparation.of.clone();
        preparation.answers.retain(|answer| sees(answer_datum(&of, answer, place)));
        preparation.media.retain(|media| sees(media_datum(&of, media, place)));
    }
    let spoken = |round, of: Speaker, by: &Who| {
        let said = plan.spoken_by(of);
        said.is_some_and(|(author, kind)| said_sees(sees, plan.expectations_open(round, now), (of, by), author, kind))
    };
    shown.expectations.retain(|row| spoken(row.round, row.of, &row.by));
    shown.asks.retain(|ask| spoken(ask.round, ask.from, &ask.by));
    for ask in &mut shown.asks {
        ask.answer = ask.answer.take().filter(|answer| spoken(ask.round, answer.of, &answer.by));
    }
    shown.preparations.retain(|p| !p.answers.is_empty() || !p.media.is_empty() || may_know_of(p));
    for need in &mut shown.needs {
        if !sees(Datum::new(Item::Need, need.author, need.kind)) {
            need.own_words = None;
        }
        let kind = need.kind;
        need.views.retain(|view| sees(Datum::new(Item::View, Author::Unit(view.by.unit.unit), kind)));
    }
    shown.needs.retain(|need| need.own_words.is_some() || !need.views.is_empty());
    shown.goals.retain(|goal| sees(Datum::new(Item::Goal, goal.by.author(), goal.kind)));
    shown.measures.retain(|m| sees(Datum::new(Item::Measure, m.proposed_by.author(), m.kind)) || owns(&m.owner));
    for measure in &mut shown.measures {
        if !sees(own(Item::Measure, Author::Family)) {
            // What the family says became of it is the family's own words.
            for happened in &mut measure.happened {
                happened.words = None;
            }
            // So is why they cannot live with it.
            for answer in measure.lives.iter_mut().filter(|answer| matches!(answer.of, Attendee::Family(_))) {
                answer.words = answer.words.take().map(|_| Words::kept_back());
            }
        }
    }
    shown
        .disagreements
        .retain(|d| sees(Datum::new(Item::Disagreement, d.written_by.author(), d.kind)) || owns(&d.owner));
    shown.stays.retain(|stay| sees(Datum::new(Item::Stay, Author::Unit(stay.ward.unit), InfoKind::Health)));
    shown.notes.retain(|note| sees(Datum::new(Item::Note, note.by.author(), note.kind)));
    if !sees(own(Item::Goal, Author::Family)) {
        if let Some(closing) = &mut shown.closing {
            closing.words = None;
        }
        for follow_up in &mut shown.follow_ups {
            follow_up.words = None;
        }
    }
    let kept = |measure: No| shown.measures.iter().any(|m| m.no == measure);
    shown.handings.retain(|handing| match handing.what {
        Handed::Measure(no) => kept(no),
        Handed::Holding => true,
    });
    for handing in shown.handings.iter_mut().filter(|handing| handing.what == Handed::Holding) {
        // Why one hands the plan on is for those who carry it, those who are asked, and the family.
        if !(place.holds() || place.offered || place.family() || place.party.is_some_and(|no| asks(plan, no, handing)))
        {
            handing.words = None;
            if let Some(declined) = &mut handing.declined {
                declined.reason = Words::kept_back();
            }
        }
    }
    let left = shown.row_numbers();
    let hidden_rows = plan.row_numbers().into_iter().filter(|no| !left.contains(no)).collect();
    // When each step was taken is for figures alone, and who answered after a meeting for nobody.
    shown.course = Course::default();
    shown.evaluated.clear();
    if !place.holds() {
        // How the talk was shared is for whoever led it.
        shown.meetings.iter_mut().for_each(|meeting| meeting.family_talk = None);
        shown.to_check.clear();
        shown.let_in.clear();
        shown.letters.retain(|dropped| theirs(place, dropped.to));
    }
    let hidden = all - rows(&shown);
    let because = Because::TheirPart;
    let sides = std::iter::once(Addressee::Family).chain(plan.parties.iter().map(|party| Addressee::Party(party.no)));
    let written = sides.filter(|side| plan.has_written(*side)).collect();
    let open = plan.expectations_open(plan.expectation_round, now);
    let (place, waits) = (Place::default(), Vec::new());
    let answered = plan.questions.iter().filter(|question| question.answer.is_some()).map(|question| question.no);
    let known = Known { written, answered: answered.collect(), ..Known::default() };
    let evaluates = None;
    PlanView {
        plan: shown,
        me: None,
        place,
        because,
        hidden,
        hidden_rows,
        all: of_four(plan),
        sees_consents,
        sees_proposal,
        waits,
        known,
        open,
        evaluates,
        let_in: Vec::new(),
        unseen: Unseen::default(),
    }
}

//! The one place where access is decided. Read it top to bottom; what it amounts to is printed in `matrix.expected`.

use jiff::civil::Date;

use crate::access::action::{Action, Datum, Deed, Item, media_datum};
use crate::access::actor::{Actor, Hat, Identity, Place, place, speaks_from};
use crate::evaluation::is_asked;
use crate::ids::{No, UnitId};
use crate::information::InfoKind;
use crate::people::{Author, FamilyMember, Mandate, Standing, UnitRef, Who};
use crate::plan::state::{Addressee, Attendee, Plan, Recipient, SeenBy, Stage};
use crate::rules::appointed_act_within_their_mandate;
use crate::rules::consent_before_sharing::{covers, covers_any};
use crate::rules::owner_answers_for_the_measure::is_owner;

/// Why something is allowed; short enough for the log and for the family to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Because {
    /// It is about them.
    AboutThem,
    /// They act for the person.
    ActsForPerson,
    /// Their own side wrote it.
    OwnWords,
    /// A consent covers them; its row number.
    Consent(No),
    /// They were asked to assess.
    AskedToAssess,
    /// They carry the plan on.
    HoldsThePlan,
    /// They are called or answer for the measure.
    TheirPart,
    /// Their duty in the installation.
    Duty,
}

impl Because {
    /// Stable key, as in the log.
    pub fn key(self) -> &'static str {
        match self {
            Self::AboutThem => "about_them",
            Self::ActsForPerson => "acts_for_person",
            Self::OwnWords => "own_words",
            Self::Consent(_) => "consent",
            Self::AskedToAssess => "asked_to_assess",
            Self::HoldsThePlan => "holds_the_plan",
            Self::TheirPart => "their_part",
            Self::Duty => "duty",
        }
    }
}

/// Why something is denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WhyNot {
    /// They have no place in the plan.
    Outside,
    /// No consent covers them.
    NoConsent,
    /// Its writer keeps it private.
    Private,
    /// The person needs protection from them.
    CutOff,
    /// The identity is protected and they are not named.
    NotNamed,
    /// Their place in the plan does not include this.
    NotTheirPart,
    /// They came in by a visit code, or on a worker's device: this session does not reach so far.
    BeyondReach,
}

impl WhyNot {
    /// Stable key, as in the log.
    pub fn key(self) -> &'static str {
        match self {
            Self::Outside => "outside",
            Self::NoConsent => "no_consent",
            Self::Private => "private",
            Self::CutOff => "cut_off",
            Self::NotNamed => "not_named",
            Self::NotTheirPart => "not_their_part",
            Self::BeyondReach => "beyond_reach",
        }
    }
}

/// Allowed, and why; or denied, and why.
pub type Verdict = Result<Because, WhyNot>;

/// Whether somebody may see or do something in a plan on that day.
///
/// # Errors
/// [`WhyNot`] tells why not. Whoever asked over the web is told only that there is nothing there.
pub fn may(actor: &Actor, action: Action<'_>, plan: &Plan, day: Date) -> Verdict {
    may_from(&place(actor, plan), actor, action, plan, day)
}

/// As [`may`], from the `place` that [`place()`] gives this actor in this plan: found once for all that is asked in one look.
pub(super) fn may_from(place: &Place, actor: &Actor, action: Action<'_>, plan: &Plan, day: Date) -> Verdict {
    if !actor.reach.reaches(&action, plan.id) {
        return Err(WhyNot::BeyondReach);
    }
    if place.cut_off {
        return Err(WhyNot::CutOff);
    }
    match action {
        Action::See(datum) => see(actor, place, &datum, plan, day),
        Action::Do(deed) => act(actor, place, deed, plan, day),
    }
}

fn see(actor: &Actor, place: &Place, datum: &Datum<'_>, plan: &Plan, day: Date) -> Verdict {
    if datum.item == Item::Log && actor.wears(Hat::Auditor) {
        return Ok(Because::Duty);
    }
    if datum.item == Item::Disposal {
        // Nobody has it by their place in the plan.
        let frame = || see(actor, place, &Datum::plain(Item::Frame), plan, day);
        let duty = actor.wears(Hat::Archivist);
        return if duty { Ok(Because::Duty) } else { frame().and(Err(WhyNot::NotTheirPart)) };
    }
    if datum.item == Item::Message && actor.staff().is_some() {
        // Whoever carries the plan on speaks with each guardian apart; no other staff reads it.
        let holds = place.holds() && (!plan.protected || place.named);
        return if holds { Ok(Because::HoldsThePlan) } else { Err(WhyNot::Private) };
    }
    if datum.item == Item::Unopened && datum.private.is_none() {
        // A unit's row that is not opened yet is for that unit alone, whoever carries the plan on.
        let theirs = actor.staff().is_some_and(|staff| datum.author == Author::Unit(staff.unit.unit));
        if !theirs {
            return Err(WhyNot::Private);
        }
    }
    if datum.item == Item::Evaluation {
        return evaluation(actor, place, datum, plan, day);
    }
    if let Some((of, seen_by)) = datum.private
        && private(actor, place, datum.item, of, seen_by, plan)?
    {
        return see(actor, place, &Datum::plain(Item::Frame), plan, day).map(|_| Because::OwnWords);
    }
    match &actor.identity {
        Identity::Clock => Err(WhyNot::Outside),
        Identity::Person(_) => family_sees(place, datum, plan, day),
        Identity::Staff(staff) => staff_sees(place, &staff.unit, datum, plan, day),
    }
}

/// What somebody answered after a meeting is seen by that one alone, on a device of their own; a child may let its guardians see it.
fn evaluation(actor: &Actor, place: &Place, datum: &Datum<'_>, plan: &Plan, day: Date) -> Verdict {
    let Some((of, seen_by)) = datum.private else { return Err(WhyNot::Private) };
    let mine = speaks_from(place, actor).is_some_and(|me| crate::plan::same_participant(&me, of));
    let guardian = matches!(place.representative, Some((_, Mandate::Guardian)));
    let childs = *of == Who::Family(FamilyMember::Person) && !plan.of_age;
    let shown = guardian && childs && seen_by == SeenBy::Everybody;
    if !mine && !shown {
        return Err(WhyNot::Private);
    }
    if actor.reach != crate::access::actor::Reach::Whole {
        // Somebody else may hold the key: there it is answered, and read on one's own.
        return Err(WhyNot::BeyondReach);
    }
    let frame = see(actor, place, &Datum::plain(Item::Frame), plan, day)?;
    Ok(if mine { Because::OwnWords } else { frame })
}

/// A prepared answer is seen by the one who gave it (then `true`), and by those that they chose. What is not for everybody is
/// not shown where somebody else may hold the key: on the device of a worker, to whom it goes back, and by a code that a
/// worker wrote out. There it is written, and read on one's own.
fn private(actor: &Actor, place: &Place, item: Item, of: &Who, seen_by: SeenBy, plan: &Plan) -> Result<bool, WhyNot> {
    if speaks_from(place, actor).is_some_and(|me| crate::plan::same_participant(&me, of)) {
        let kept = match item {
            Item::Preparation => seen_by != SeenBy::Everybody,
            Item::Unopened => true,
            _ => false,
        };
        let anothers_key = actor.reach != crate::access::actor::Reach::Whole;
        return if kept && anothers_key { Err(WhyNot::BeyondReach) } else { Ok(true) };
    }
    // While guardians do not agree, nothing of one is shown to the other.
    let guardians = place.representative.is_some() && matches!(of, Who::Family(FamilyMember::Representative(_)));
    let disagree = plan.current_representatives().any(|r| r.standing == Standing::Refuses);
    match seen_by {
        SeenBy::Everybody if guardians && disagree => Err(WhyNot::Private),
        SeenBy::Everybody => Ok(false),
        SeenBy::MySupporter if chosen_then(place, of, plan) && actor.reach == crate::access::actor::Reach::Whole => {
            Ok(false)
        }
        SeenBy::MySupporter if chosen_then(place, of, plan) => Err(WhyNot::BeyondReach),
        SeenBy::MySupporter | SeenBy::OnlyMe => Err(WhyNot::Private),
    }
}

/// Whether this is somebody who stood beside the person when the answer was given: naming a supporter afterwards opens
/// nothing. Whoever acts for the person is never their supporter in this.
fn chosen_then(place: &Place, of: &Who, plan: &Plan) -> bool {
    let Some(no) = place.supporter.filter(|_| place.representative.is_none()) else { return false };
    let given = plan.preparations.iter().find(|p| crate::plan::same_participant(&p.of, of));
    given.is_none_or(|preparation| preparation.supporters.contains(&no))
}

fn family_sees(place: &Place, datum: &Datum<'_>, plan: &Plan, day: Date) -> Verdict {
    if place.person {
        return Ok(Because::AboutThem);
    }
    if let Some((no, _)) = place.representative {
        let within = plan.representative(no).is_some_and(|r| appointed_act_within_their_mandate::sees(r, datum));
        return if within { Ok(Because::ActsForPerson) } else { Err(WhyNot::NotTheirPart) };
    }
    let Some(no) = place.supporter else {
        return Err(WhyNot::Outside);
    };
    recipient_sees(&Recipient::Supporter(no), datum, plan, day)
}

fn staff_sees(place: &Place, unit: &UnitRef, datum: &Datum<'_>, plan: &Plan, day: Date) -> Verdict {
    let at_work = if !(place.party.is_some() || place.holds() || place.proposed || place.offered) {
        Err(WhyNot::Outside)
    } else if plan.protected && !place.named {
        Err(WhyNot::NotNamed)
    } else {
        unit_sees(place, unit, datum, plan, day)
    };
    match place.supporter {
        Some(no) if at_work.is_err() => recipient_sees(&Recipient::Supporter(no), datum, plan, day),
        _ => at_work,
    }
}

fn unit_sees(place: &Place, unit: &UnitRef, datum: &Datum<'_>, plan: &Plan, day: Date) -> Verdict {
    let asked = place.holds() && plan.proposal.to.unit == unit.unit;
    match datum.item {
        // Whoever carries the plan on sees its frame and its consents, or nobody could mend them.
        Item::Frame | Item::Consents | Item::GivenOut | Item::Log | Item::History if place.holds() => {
            return Ok(Because::HoldsThePlan);
        }
        Item::Proposal | Item::Question | Item::Stay if asked && before_consent(plan) => {
            return Ok(Because::AskedToAssess);
        }
        Item::Frame if place.proposed && before_consent(plan) => return Ok(Because::OwnWords),
        // Whoever is asked to hold the plan together, by one of the same unit, sees what it is about.
        Item::Frame if place.offered => return Ok(Because::TheirPart),
        Item::Log => return Err(WhyNot::NotTheirPart),
        _ => {}
    }
    let words = !matches!(datum.item, Item::Frame | Item::Consents | Item::GivenOut | Item::History);
    if words && datum.author == Author::Unit(unit.unit) {
        return Ok(Because::OwnWords);
    }
    recipient_sees(&Recipient::Unit(unit.clone()), datum, plan, day)
}

/// Before consent is whole, only the unit that was asked knows of the proposal.
fn before_consent(plan: &Plan) -> bool {
    matches!(plan.stage, Stage::Proposed | Stage::Refused | Stage::Assessed | Stage::Declined | Stage::InConflict)
}

fn recipient_sees(to: &Recipient, datum: &Datum<'_>, plan: &Plan, day: Date) -> Verdict {
    let ground = match datum.item {
        Item::Frame | Item::History => covers_any(plan, to, day),
        // A unit sees what it was given itself, while it may know of the plan at all.
        Item::GivenOut => match to {
            Recipient::Unit(unit) if datum.author == Author::Unit(unit.unit) => covers_any(plan, to, day),
            _ => return Err(WhyNot::NotTheirPart),
        },
        // Consents are for the family and those who carry the plan on.
        Item::Consents | Item::Message | Item::Unopened | Item::Log => return Err(WhyNot::NotTheirPart),
        _ => covers(plan, to, datum.kind, day),
    };
    ground.and_then(|consents| consents.last().copied()).map(Because::Consent).ok_or(WhyNot::NoConsent)
}

fn act(actor: &Actor, place: &Place, deed: Deed<'_>, plan: &Plan, day: Date) -> Verdict {
    if actor.identity == Identity::Clock {
        return if deed == Deed::Tick { Ok(Because::Duty) } else { Err(WhyNot::NotTheirPart) };
    }
    if deed == Deed::Dispose {
        // Without a look at the plan: whoever decides it sees when its time has run out, and no more.
        return see(actor, place, &Datum::plain(Item::Disposal), plan, day);
    }
    // Whoever may not know of the plan may do nothing in it, except what takes consent back.
    let frame = see(actor, place, &Datum::plain(Item::Frame), plan, day)?;
    if place.holds() {
        return holder_acts(actor, place, deed, plan, day);
    }
    let mandate = place.representative.and_then(|(no, _)| plan.representative(no));
    let decides = place.person || mandate.is_some_and(|r| r.decides);
    let own_words = mandate.is_none_or(|r| appointed_act_within_their_mandate::covers(r, InfoKind::OwnWords));
    // Who stands beside the person speaks for nobody.
    let speaks_for_family = place.person || place.representative.is_some();
    let me = speaks_from(place, actor);
    let is_me = |member: FamilyMember| me == Some(Who::Family(member));
    let allowed = match deed {
        Deed::Assess | Deed::Hold | Deed::HandOnHolding | Deed::Dispose | Deed::Tick => false,
        Deed::Supporters => decides,
        // An appointment that does not cover consent says neither yes nor no.
        Deed::Consent(member) => is_me(member) && decides,
        Deed::Judge(member)
        | Deed::Prepare(Some(member))
        | Deed::LiveWith(Attendee::Family(member))
        | Deed::Wish(Attendee::Family(member))
        | Deed::AnswerTimes(Attendee::Family(member)) => is_me(member),
        Deed::Message(with) => is_me(FamilyMember::Representative(with)),
        Deed::Evaluate => me.as_ref().is_some_and(|me| is_asked(plan, me)),
        Deed::OwnWords => place.family() && own_words,
        // An ask that is not there is refused as such by the plan.
        Deed::Prepare(None)
        | Deed::WriteRows
        | Deed::AnswerAsk(None, _)
        | Deed::HandOn(None)
        | Deed::TakeOver(None) => true,
        Deed::Expect(None) => place.party.is_some() || speaks_for_family && own_words,
        Deed::Expect(Some(member)) => is_me(member) && speaks_for_family && own_words,
        Deed::AnswerAsk(Some(Addressee::Family), of) => speaks_for_family && own_words && of.is_none_or(is_me),
        Deed::Describe(media) => describes(actor, place, media, plan, day),
        Deed::AnswerCall(no)
        | Deed::AnswerAsk(Some(Addressee::Party(no)), _)
        | Deed::LiveWith(Attendee::Party(no))
        | Deed::Wish(Attendee::Party(no))
        | Deed::AnswerTimes(Attendee::Party(no)) => place.party == Some(no),
        Deed::ViewNeed | Deed::TakeCopy => place.party.is_some(),
        // The ward and the open care know of it.
        Deed::NoteStay => {
            let region = |staff: &crate::people::StaffRef| staff.unit.kind == crate::people::PrincipalKind::Region;
            place.party.is_some() && actor.staff().is_some_and(region)
        }
        Deed::ChangeMeasure(owner) | Deed::OwnMeasure(owner) => owns(owner, me.as_ref()),
        Deed::HandOn(Some(measure)) => {
            owns(Some(&measure.owner), me.as_ref())
                || plan.needs_new_owner(measure).is_some_and(|unit| manages(actor, unit))
        }
        Deed::TakeOver(Some(handing)) => actor.staff().is_some_and(|staff| handing.to.is(staff)),
    };
    if !allowed {
        return Err(WhyNot::NotTheirPart);
    }
    Ok(if place.family() { frame } else { Because::TheirPart })
}

/// Whoever carries the plan on does what is nobody else's own: another's measure, another's call and a private
/// preparation stay theirs.
fn holder_acts(actor: &Actor, place: &Place, deed: Deed<'_>, plan: &Plan, day: Date) -> Verdict {
    let me = speaks_from(place, actor);
    let allowed = match deed {
        Deed::Assess => place.assesses,
        Deed::Dispose => false,
        Deed::AnswerCall(no) | Deed::AnswerAsk(Some(Addressee::Party(no)), _) => place.party == Some(no),
        Deed::OwnMeasure(owner) => owns(owner, me.as_ref()),
        // For nobody else: also whoever carries the plan on answers for themselves alone.
        Deed::Evaluate => me.as_ref().is_some_and(|me| is_asked(plan, me)),
        Deed::TakeCopy | Deed::Expect(None) => place.party.is_some(),
        // What one answers for who is there is for them to hand on.
        Deed::HandOn(Some(measure)) => owns(Some(&measure.owner), me.as_ref()) || plan.needs_new_owner(measure).is_some(),
        Deed::HandOnHolding => place.coordinator || plan.coordinating().is_none(),
        Deed::TakeOver(Some(handing)) => actor.staff().is_some_and(|staff| handing.to.is(staff)),
        Deed::Describe(media) => describes(actor, place, media, plan, day),
        Deed::Tick
        | Deed::Hold
        | Deed::HandOn(None)
        | Deed::TakeOver(None)
        | Deed::Supporters
        | Deed::Consent(_)
        | Deed::Message(_)
        | Deed::OwnWords
        | Deed::Prepare(_)
        | Deed::NoteStay
        | Deed::Expect(Some(_))
        | Deed::AnswerAsk(..)
        | Deed::WriteRows
        | Deed::ViewNeed
        | Deed::ChangeMeasure(_)
        // What somebody says on the phone, or in the room without a device of their own, is noted for them.
        | Deed::AnswerTimes(_)
        | Deed::LiveWith(_)
        | Deed::Wish(_)
        | Deed::Judge(_) => true,
    };
    if allowed { Ok(Because::HoldsThePlan) } else { Err(WhyNot::NotTheirPart) }
}

/// Whoever may see a drawing, or hear a voice, may write beside it what it shows or says.
fn describes(
    actor: &Actor,
    place: &Place,
    media: Option<(&Who, &crate::plan::state::Media)>,
    plan: &Plan,
    day: Date,
) -> bool {
    media.is_some_and(|(of, media)| see(actor, place, &media_datum(of, media, place), plan, day).is_ok())
}

/// Whether they answer for that unit, and are of it.
fn manages(actor: &Actor, unit: UnitId) -> bool {
    actor.wears(Hat::Manager) && actor.staff().is_some_and(|staff| staff.unit.unit == unit)
}

fn owns(owner: Option<&crate::plan::state::Owner>, me: Option<&Who>) -> bool {
    match (owner, me) {
        (Some(owner), Some(me)) => is_owner(owner, me),
        // A row that is not there is refused as such by the plan, not hidden by access.
        (None, _) => true,
        _ => false,
    }
}

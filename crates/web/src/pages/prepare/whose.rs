//! Whose preparation is on a page, which questions they get, and what is read and shown the same on each of these pages.

use samsyn_domain::access::PlanView;
use samsyn_domain::people::{FamilyMember, Who};
use samsyn_domain::plan::command::PreparationOf;
use samsyn_domain::plan::same_participant;
use samsyn_domain::plan::state::{Noted, Preparation, SeenBy, Stage, TakePart};

use crate::error::Error;
use crate::form::Form;
use crate::me::Me;
use crate::names;
use crate::pages::consent;
use crate::parts::Choice;

use super::questions::{Question, Set, bare, other};

/// How somebody may take part, as the form knows it.
pub const TAKE_PART: [(&str, TakePart); 5] = [
    ("whole", TakePart::Whole),
    ("part", TakePart::Part),
    ("remote", TakePart::Remote),
    ("through", TakePart::Through),
    ("absent", TakePart::Absent),
];
/// Who may see an answer, as the form knows it.
pub const SEEN: [(&str, SeenBy); 3] =
    [("only_me", SeenBy::OnlyMe), ("my_supporter", SeenBy::MySupporter), ("everybody", SeenBy::Everybody)];

/// Most people that somebody may wish for in a room.
pub const MOST: std::ops::RangeInclusive<i64> = 1..=50;

/// Whose preparation is on the page: whom it is of, and which questions they get.
pub struct Whose {
    /// Whom it is of.
    pub of: Who,
    /// The member of the family that a worker writes for.
    pub member: Option<FamilyMember>,
    /// Their questions.
    pub set: Set,
}

impl Whose {
    /// The one who looks, or the member of the family that a holder writes for.
    pub fn of(view: &PlanView, member: Option<FamilyMember>) -> Result<Self, Error> {
        let of = match member {
            Some(member) if view.place().holds() && view.family_name(member).is_some() => Who::Family(member),
            Some(_) => return Err(Error::NotFound),
            None => view.me().cloned().ok_or(Error::NotFound)?,
        };
        let set = match &of {
            Who::Family(FamilyMember::Person) if view.of_age => Set::Person,
            Who::Family(FamilyMember::Person) => Set::Child,
            Who::Family(_) => Set::Near,
            Who::Staff(_) | Who::Clock => Set::Work,
        };
        Ok(Self { of, member, set })
    }

    /// The child that prepares with their own hands; nobody else has these pages.
    pub fn child(view: &PlanView) -> Result<Self, Error> {
        let whose = Self::of(view, None)?;
        if whose.set == Set::Child { Ok(whose) } else { Err(Error::NotFound) }
    }

    /// What is written already, as far as the one who looks may see it.
    pub fn written<'a>(&self, view: &'a PlanView) -> Option<&'a Preparation> {
        view.preparation_of(&self.of)
    }

    /// Those who wrote for themselves: then nobody else writes.
    pub fn typed(&self, view: &PlanView) -> Option<FamilyMember> {
        self.member.filter(|_| self.written(view).is_some_and(Preparation::is_typed))
    }

    /// The questions of the set, and those that were answered before and are not in it: nothing written is lost.
    pub fn questions(&self, view: &PlanView) -> Vec<Question> {
        let mut questions = self.set.questions().to_vec();
        for answer in self.written(view).into_iter().flat_map(|preparation| &preparation.answers) {
            let key = bare(answer.question.as_str());
            if !questions.iter().any(|question| question.key == key) {
                questions.extend(other(key));
            }
        }
        questions
    }

    /// Whether something is answered to this question that this session does not show, so that its box is left out.
    pub fn keeps(&self, view: &PlanView, key: &str) -> bool {
        self.member.is_none() && view.unseen().answers().any(|answered| bare(answered) == key)
    }

    /// Whether any of it is answered unseen.
    pub fn keeps_any(&self, view: &PlanView) -> bool {
        self.member.is_none() && view.unseen().answers().next().is_some()
    }

    /// Who sees an answer unless somebody says otherwise: a professional's is for all, the family's is their own.
    pub fn seen(&self) -> SeenBy {
        if self.set == Set::Work { SeenBy::Everybody } else { SeenBy::OnlyMe }
    }

    /// Who may see an answer, to choose among.
    pub fn seen_choices(&self, me: &Me, view: &PlanView) -> Vec<Choice<'static>> {
        // Nobody is offered somebody whom they have not chosen; what was given to one who has left still says so.
        let given = |p: &Preparation| p.answers.iter().any(|answer| answer.seen_by == SeenBy::MySupporter);
        let chosen = view.current_supporters().next().is_some() || self.written(view).is_some_and(given);
        let supporter = self.set != Set::Work && chosen;
        let seen = SEEN.iter().filter(|(_, seen)| supporter || *seen != SeenBy::MySupporter);
        seen.map(|(key, seen)| Choice::new(*key, names::seen_by_in(view, me.language(), *seen))).collect()
    }

    /// Who may see it, as the field says; unless it says so, whoever sees it by itself.
    pub fn seen_in(&self, form: &Form, field: &str) -> SeenBy {
        let said = form.value(field);
        SEEN.iter().find(|(known, _)| *known == said).map_or(self.seen(), |(_, seen)| *seen)
    }
}

/// Who may see it, as the form knows it.
pub fn key_of(seen: SeenBy) -> &'static str {
    SEEN.iter().find(|(_, known)| *known == seen).map_or("only_me", |(key, _)| *key)
}

/// Whether a plan stands where people prepare.
pub fn may_prepare(view: &PlanView) -> bool {
    use Stage as S;
    matches!(view.stage, S::Consented | S::Preparing | S::Called | S::Revision | S::FollowUp | S::Active)
}

/// The members of the family for whom one who carries the plan on may write: those who have not typed themselves.
pub fn others(view: &PlanView) -> Vec<(String, String)> {
    if !view.place().holds() {
        return Vec::new();
    }
    let representatives = view.current_representatives().map(|r| FamilyMember::Representative(r.no));
    let supporters = view.current_supporters().map(|s| FamilyMember::Supporter(s.no));
    let typed = |member: &FamilyMember| {
        let of = Who::Family(*member);
        view.preparations.iter().any(|p| same_participant(&p.of, &of) && p.is_typed())
    };
    std::iter::once(FamilyMember::Person)
        .chain(representatives)
        .chain(supporters)
        .filter(|member| !typed(member))
        .map(|member| (consent::key(member), names::member(view, member)))
        .collect()
}

/// "Written down by Anna after a talk on 3 March", where somebody else wrote it.
pub fn noted(me: &Me, noted: Option<&Noted>) -> String {
    let say = |noted: &Noted| {
        let day = me.language().dates().date(noted.on);
        let (by, told) = (noted.by.name.as_str(), noted.told_by.as_str());
        if told == "–" { me.t().msg_prepare_written_by(by) } else { me.t().msg_prepare_noted(by, day, told) }
    };
    noted.map(say).unwrap_or_default()
}

/// Whose it is, in a command.
pub fn of(member: Option<FamilyMember>, told_by: &str, on: jiff::civil::Date) -> PreparationOf {
    match member {
        None => PreparationOf::Me,
        Some(member) => PreparationOf::AfterTalk { member, told_by: told_by.to_owned(), on },
    }
}

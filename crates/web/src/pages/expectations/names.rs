//! What rows hang on, sides and answers, as pages say them.

use samsyn_domain::access::PlanView;
use samsyn_domain::ids::No;
use samsyn_domain::people::FamilyMember;
use samsyn_domain::plan::state::{About, Addressee, CallAnswer, Plan, Says, Speaker};

use crate::names;
use crate::text::T;

/// What rows can hang on here, in order: needs where there are any, else the person's questions; and the whole.
pub(super) fn abouts(view: &PlanView) -> Vec<About> {
    let needs = view.needs.iter().map(|need| About::Need(need.no));
    let questions = view.questions.iter().map(|question| About::Question(question.no));
    let mut all: Vec<About> = if view.needs.is_empty() { questions.collect() } else { needs.collect() };
    all.push(About::Whole);
    // What was written stays in sight, also when needs were added since.
    let used = view.current_expectations().map(|row| row.about).chain(view.current_asks().map(|ask| ask.about));
    for about in used.collect::<Vec<_>>() {
        if !all.contains(&about) {
            all.insert(0, about);
        }
    }
    all
}

/// As a number: that of the row, 0 for the whole.
fn number(about: About) -> u32 {
    match about {
        About::Whole => 0,
        About::Question(no) | About::Need(no) => no.0,
    }
}

/// In an address: the number of the row, or "whole".
pub(super) fn place(about: About) -> String {
    match number(about) {
        0 => "whole".to_owned(),
        no => no.to_string(),
    }
}

/// The number that an address names; no row has the number 0.
pub(super) fn from_place(place: &str) -> Option<u32> {
    if place == "whole" { Some(0) } else { place.parse().ok().filter(|no| *no > 0) }
}

/// What a number in an address stands for, among what is there.
pub(super) fn about(view: &PlanView, no: u32) -> Option<About> {
    let known = [About::Whole, About::Question(No(no)), About::Need(No(no))];
    abouts(view).into_iter().find(|about| number(*about) == no && known.contains(about))
}

/// The person's own words that a row hangs on; nothing for the whole, and for what this one may not read.
pub(super) fn words(view: &PlanView, about: About) -> Option<String> {
    match about {
        About::Whole => None,
        About::Question(no) => view.questions.iter().find(|q| q.no == no).map(|q| q.words.to_string()),
        About::Need(no) => view.need(no).and_then(|need| need.own_words.as_ref().map(ToString::to_string)),
    }
}

/// Who speaks: a member of the family by name, a unit with the one who comes from it.
pub(crate) fn speaker(view: &Plan, of: Speaker) -> String {
    match of {
        Speaker::Family(member) => names::member(view, member),
        Speaker::Party(no) => party(view, no),
    }
}

/// A side: the family as one, or a unit.
pub(crate) fn side(t: T, view: &Plan, side: Addressee) -> String {
    match side {
        Addressee::Family => t.msg_expect_family(names::first(view.person.name.as_str())),
        Addressee::Party(no) => party(view, no),
    }
}

fn party(view: &Plan, no: No) -> String {
    let Some(party) = view.parties.iter().find(|party| party.no == no) else { return String::new() };
    match &party.answer {
        CallAnswer::Coming { who, .. } => format!("{}, {}", party.unit.name, names::first(who.name.as_str())),
        _ => party.unit.name.to_string(),
    }
}

/// The sides of a plan, the family first.
pub(super) fn sides(view: &Plan) -> Vec<Addressee> {
    let parties = view.current_parties().map(|party| Addressee::Party(party.no));
    std::iter::once(Addressee::Family).chain(parties).collect()
}

/// A side in a form: "family" or the number of a party.
pub(super) fn key(side: Addressee) -> String {
    match side {
        Addressee::Family => "family".to_owned(),
        Addressee::Party(no) => no.to_string(),
    }
}

/// The side that a form names.
pub(super) fn from_key(key: &str) -> Option<Addressee> {
    if key == "family" { Some(Addressee::Family) } else { key.parse().ok().map(Addressee::Party) }
}

/// An answer in a word or two.
pub(super) fn says(t: T, says: &Says) -> &'static str {
    match says {
        Says::Yes => t.msg_expect_yes(),
        Says::YesIf { .. } => t.msg_expect_yes_if(),
        Says::No { .. } => t.msg_expect_no(),
    }
}

/// Those of the family for whom staff may write after a talk: the person and who acts for them.
pub(super) fn members(view: &Plan) -> Vec<FamilyMember> {
    let others = view.current_representatives().map(|r| FamilyMember::Representative(r.no));
    std::iter::once(FamilyMember::Person).chain(others).collect()
}

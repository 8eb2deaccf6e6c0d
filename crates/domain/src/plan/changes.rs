//! What changed from one version to the next, or to what is being written: rows added, changed and taken away, as far as one
//! reader sees both. Pure; two narrowed plans in, rows side by side out.

use std::ops::Deref;

use crate::access::PlanView;
use crate::ids::No;
use crate::plan::state::{Disagreement, Goal, Measure, Need, Owner, Plan};

/// A row before and after: added when there is no `was`, taken away when there is no `is`.
#[derive(Debug, PartialEq)]
pub struct Change<'a, T> {
    /// As it stood.
    pub was: Option<&'a T>,
    /// As it stands.
    pub is: Option<&'a T>,
}

impl<T> Clone for Change<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Change<'_, T> {}

/// What of a measure is otherwise than it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// What is done.
    What,
    /// Who answers for it.
    Owner,
    /// From when.
    From,
    /// The last day.
    By,
    /// How the person notices.
    Notice,
    /// What happens if it does not work.
    Otherwise,
}

/// All that changed; rows that are the same, or that the reader sees in one of the two alone, are not in it.
#[derive(Clone, Debug, Default)]
pub struct Changes<'a> {
    /// Needs.
    pub needs: Vec<Change<'a, Need>>,
    /// Goals.
    pub goals: Vec<Change<'a, Goal>>,
    /// Measures.
    pub measures: Vec<Change<'a, Measure>>,
    /// Disagreements.
    pub disagreements: Vec<Change<'a, Disagreement>>,
}

impl Changes<'_> {
    /// Whether nothing changed that this reader may know.
    pub fn is_empty(&self) -> bool {
        self.needs.is_empty() && self.goals.is_empty() && self.measures.is_empty() && self.disagreements.is_empty()
    }
}

/// A plan as somebody sees it: what they see, and which rows are kept from them.
pub trait Seen: Deref<Target = Plan> {
    /// Whether a row with this number is there and kept from them.
    fn hides(&self, no: No) -> bool;
}

impl Seen for PlanView {
    fn hides(&self, no: No) -> bool {
        PlanView::hides(self, no)
    }
}

/// What changed from `was` to `is`, for the reader of both.
pub fn changes<'a, S: Seen>(was: &'a S, is: &'a S) -> Changes<'a> {
    let seen = (was, is);
    Changes {
        needs: rows(seen, (&was.needs, &is.needs), |n| n.no, same_need),
        goals: rows(seen, (&was.goals, &is.goals), |g| g.no, |a, b| a.words == b.words),
        measures: rows(seen, (&was.measures, &is.measures), |m| m.no, |a, b| parts(a, b).is_empty()),
        disagreements: rows(
            seen,
            (&was.disagreements, &is.disagreements),
            |d| d.no,
            |a, b| a.sides == b.sides && a.next_step == b.next_step && a.settled == b.settled,
        ),
    }
}

/// In which parts two measures differ. Where a measure stands (taken, begun, done) is no part of what was agreed.
pub fn parts(was: &Measure, is: &Measure) -> Vec<Part> {
    let differs = [
        (Part::What, was.what != is.what),
        (Part::Owner, !same_owner(&was.owner, &is.owner)),
        (Part::From, was.from != is.from),
        (Part::By, was.by != is.by),
        (Part::Notice, was.notice != is.notice),
        (Part::Otherwise, was.otherwise != is.otherwise),
    ];
    differs.into_iter().filter(|(_, differs)| *differs).map(|(part, _)| part).collect()
}

fn rows<'a, S: Seen, T>(
    (was, is): (&S, &S),
    (before, after): (&'a [T], &'a [T]),
    no: impl Fn(&T) -> No,
    same: impl Fn(&T, &T) -> bool,
) -> Vec<Change<'a, T>> {
    let find = |rows: &'a [T], wanted: No| rows.iter().find(|row| no(row) == wanted);
    let gone = before.iter().filter(|row| find(after, no(row)).is_none() && !is.hides(no(row)));
    let there = after.iter().filter_map(|row| match find(before, no(row)) {
        None if was.hides(no(row)) => None,
        None => Some(Change { was: None, is: Some(row) }),
        Some(old) if same(old, row) => None,
        Some(old) => Some(Change { was: Some(old), is: Some(row) }),
    });
    there.chain(gone.map(|row| Change { was: Some(row), is: None })).collect()
}

/// The same member of staff under another title is no change.
fn same_owner(a: &Owner, b: &Owner) -> bool {
    match (a, b) {
        (Owner::Staff(a), Owner::Staff(b)) => a.staff == b.staff,
        (a, b) => a == b,
    }
}

fn same_need(a: &Need, b: &Need) -> bool {
    let views = |need: &Need| need.views.iter().map(|v| (v.by.unit.unit, v.words.clone())).collect::<Vec<_>>();
    a.area == b.area && a.own_words == b.own_words && views(a) == views(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::narrow;
    use crate::families::{self, Family, Milestone, staff_actor, story};
    use crate::words::Words;

    /// A view as the coordinator has it.
    fn seen(plan: &Plan) -> PlanView {
        let now = "2026-11-22T09:00:00Z".parse().unwrap();
        narrow(plan, &staff_actor(&families::anna_ek()), jiff::civil::date(2026, 11, 22), now).unwrap()
    }

    fn plan() -> Plan {
        let (id, facts) = story(Family::Elin, Milestone::Told, "2026-11-22T09:00:00Z".parse().unwrap()).unwrap();
        Plan::fold(id, &facts).unwrap()
    }

    #[test]
    fn the_same_plan_has_not_changed_also_when_its_measures_went_on() {
        let was = plan();
        let mut is = was.clone();
        let at = "2026-11-22T10:00:00Z".parse().unwrap();
        is.measures[0].state = crate::plan::state::MeasureState::Done { at };
        assert!(changes(&seen(&was), &seen(&is)).is_empty());
    }

    #[test]
    fn rows_are_added_changed_and_taken_away() {
        let was = plan();
        let mut is = was.clone();
        let gone = is.measures.remove(0);
        is.measures[0].what = Words::parse("Något annat.", "what").unwrap();
        is.measures[0].by = is.measures[0].by.tomorrow().unwrap();
        let new = Measure { no: No(900), ..gone.clone() };
        is.measures.push(new);
        is.goals.clear();
        let (before, after) = (seen(&was), seen(&is));
        let found = changes(&before, &after);
        let shape: Vec<(bool, bool)> = found.measures.iter().map(|c| (c.was.is_some(), c.is.is_some())).collect();
        assert_eq!(shape, [(true, true), (false, true), (true, false)]);
        let (a, b) = (found.measures[0].was.unwrap(), found.measures[0].is.unwrap());
        assert_eq!(parts(a, b), [Part::What, Part::By]);
        assert_eq!(found.measures[2].was.unwrap().no, gone.no);
        assert_eq!(found.goals.len(), was.goals.len());
        assert!(found.needs.is_empty() && found.disagreements.is_empty());
    }

    #[test]
    fn what_one_does_not_see_in_both_is_told_as_no_change() {
        let whole = plan();
        let now = "2026-11-22T09:00:00Z".parse().unwrap();
        let day = jiff::civil::date(2026, 11, 22);
        let per = staff_actor(&families::per_nilsson());
        let mine = |m: &&Measure| matches!(&m.owner, Owner::Staff(s) if s.staff == families::per_nilsson().staff);
        let no = whole.measures.iter().find(mine).unwrap().no;
        // He sees his measure as its owner alone: by another kind and writer nothing else lets him.
        let mut was = whole.clone();
        was.measures.iter_mut().find(|m| m.no == no).unwrap().kind = crate::information::InfoKind::WorkMoney;
        let mut is = was.clone();
        is.measures.iter_mut().find(|m| m.no == no).unwrap().owner = Owner::Staff(families::omar_ali());
        let (was, is) = (narrow(&was, &per, day, now).unwrap(), narrow(&is, &per, day, now).unwrap());
        assert!(was.measure(no).is_some() && is.measure(no).is_none() && is.hides(no));
        assert!(changes(&was, &is).measures.is_empty(), "that it is kept from him now is no change of the plan");
    }
}

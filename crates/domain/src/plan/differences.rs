//! Where the parties' views part before the meeting, for whoever leads it: asks that cross, two who each say that the other does
//! it, what nobody can (participation.md 3.2).

use crate::ids::No;
use crate::plan::state::{About, Addressee, Plan};
use crate::remit::share_a_word;

/// One difference, by row numbers and sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// An ask goes to a side that wrote that it cannot just that.
    Crosses {
        /// The ask.
        ask: No,
        /// The row of the one who is asked.
        row: No,
    },
    /// Two sides each say that the other does it.
    EachOther {
        /// What it is about.
        about: About,
        /// One.
        one: Addressee,
        /// The other.
        other: Addressee,
    },
    /// Several have written, and none of them can.
    Nobody {
        /// What it is about.
        about: About,
    },
}

/// The differences in the newest round of what is seen in `plan`, which may be narrowed.
pub fn differences(plan: &Plan) -> Vec<Difference> {
    let mut found = Vec::new();
    for ask in plan.current_asks() {
        for row in plan.current_expectations().filter(|row| row.of.side() == ask.to && row.about == ask.about) {
            let cannot = row.cannot.as_ref();
            if cannot.is_some_and(|cannot| share_a_word(ask.words.as_str(), cannot.words.as_str())) {
                found.push(Difference::Crosses { ask: ask.no, row: row.no });
            }
        }
    }
    let pointing: Vec<(About, Addressee, Addressee)> = plan
        .current_expectations()
        .filter_map(|row| Some((row.about, row.of.side(), row.cannot.as_ref()?.instead?)))
        .collect();
    for (about, one, other) in &pointing {
        if one < other && pointing.contains(&(*about, *other, *one)) {
            found.push(Difference::EachOther { about: *about, one: *one, other: *other });
        }
    }
    let mut abouts: Vec<About> = plan.current_expectations().map(|row| row.about).collect();
    abouts.sort_unstable();
    abouts.dedup();
    for about in abouts {
        let rows: Vec<_> = plan.current_expectations().filter(|row| row.about == about).collect();
        let mut sides: Vec<Addressee> = rows.iter().map(|row| row.of.side()).collect();
        sides.sort_unstable();
        sides.dedup();
        if sides.len() > 1 && rows.iter().all(|row| row.can.is_none()) {
            found.push(Difference::Nobody { about });
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The asks of the newest round that are left to talk about: nobody answered, or the answer was no.
pub fn left(plan: &Plan) -> Vec<No> {
    plan.current_asks().filter(|ask| ask.left()).map(|ask| ask.no).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::families::{Family, Milestone, story};
    use crate::plan::Plan;

    fn told(family: Family) -> Plan {
        let (id, facts) = story(family, Milestone::Meeting, "2026-11-22T09:00:00Z".parse().unwrap()).unwrap();
        Plan::fold(id, &facts).unwrap()
    }

    #[test]
    fn jonas_clinics_each_point_at_the_other() {
        let plan = told(Family::Jonas);
        let found = differences(&plan);
        assert_eq!(found.iter().filter(|d| matches!(d, Difference::EachOther { .. })).count(), 1);
        assert_eq!(found.iter().filter(|d| matches!(d, Difference::Crosses { .. })).count(), 1, "{found:?}");
        assert_eq!(left(&plan).len(), 2, "one no, one without an answer");
    }

    #[test]
    fn elins_parties_agree_and_one_ask_is_left() {
        let mut plan = told(Family::Elin);
        assert_eq!(differences(&plan), []);
        assert_eq!(left(&plan).len(), 1);
        for row in &mut plan.expectations {
            row.can = None;
        }
        assert!(matches!(differences(&plan).as_slice(), [Difference::Nobody { .. }]));
    }
}

use super::*;
use crate::families::{Family, Milestone, story};
use crate::ids::No;
use jiff::civil::date;

fn at(day: &str) -> Timestamp {
    format!("{day}T10:00:00Z").parse().unwrap()
}

fn promise(written: &str, taken: Option<&str>, done: Option<&str>, left: Option<&str>) -> Promise {
    Promise {
        no: No(1),
        written: at(written),
        by: date(2026, 4, 10),
        taken: taken.map(at),
        done: done.map(at),
        left: left.map(at),
        judged: Vec::new(),
    }
}

fn of_promise(one: &Promise) -> Vec<(String, String, u32)> {
    let mut counted = Vec::new();
    promised(one, &mut |figure, day, value, times| {
        for _ in 0..times {
            counted.push((figure.key(), Quarter::of(day).to_string(), value));
        }
    });
    counted
}

fn told(figure: Figure, quarter: &str, value: u32) -> (String, String, u32) {
    (figure.key(), quarter.to_owned(), value)
}

#[test]
fn a_yes_counts_to_the_seventh_day_and_in_the_quarter_of_that_day() {
    for (taken, good) in [("2026-03-31", 1), ("2026-04-03", 1), ("2026-04-04", 0)] {
        let counted = of_promise(&promise("2026-03-27", Some(taken), None, None));
        assert_eq!(counted[0], told(Figure::YesInTime, "2026Q2", good), "{taken}");
    }
    assert_eq!(of_promise(&promise("2026-03-27", None, None, None)), [told(Figure::YesInTime, "2026Q2", 0)]);
}

#[test]
fn done_counts_among_what_was_taken_and_to_its_last_day() {
    for (done, good) in [(Some("2026-04-10"), 1), (Some("2026-04-11"), 0), (None, 0)] {
        let counted = of_promise(&promise("2026-03-01", Some("2026-03-02"), done, None));
        assert_eq!(counted[1], told(Figure::DoneInTime, "2026Q2", good), "{done:?}");
    }
}

#[test]
fn what_was_taken_away_in_time_counts_nowhere_and_afterwards_changes_nothing() {
    assert!(of_promise(&promise("2026-03-27", Some("2026-03-28"), None, Some("2026-04-01"))).is_empty());
    let later = of_promise(&promise("2026-03-27", Some("2026-03-28"), Some("2026-04-09"), Some("2026-05-01")));
    assert_eq!(later, of_promise(&promise("2026-03-27", Some("2026-03-28"), Some("2026-04-09"), None)));
}

#[test]
fn the_last_word_of_a_quarter_counts_and_leaves_the_quarter_before_alone() {
    let judged = vec![(at("2026-03-01"), DidIt::No), (at("2026-03-30"), DidIt::Yes), (at("2026-04-02"), DidIt::Partly)];
    let counted = of_promise(&Promise { judged, ..promise("2026-01-01", None, None, None) });
    let happened: Vec<_> = counted.into_iter().filter(|(key, ..)| key == "it_happened").collect();
    assert_eq!(happened, [told(Figure::ItHappened, "2026Q1", 1), told(Figure::ItHappened, "2026Q2", 0)]);
}

#[test]
fn elins_plan_adds_what_happened_in_it() {
    let (id, facts) = story(Family::Elin, Milestone::Told, "2026-11-22T09:00:00Z".parse().unwrap()).unwrap();
    let plan = Plan::fold(id, &facts).unwrap();
    let counts = counts(&plan);
    let sum = |figure: Figure| counts.iter().filter(|(c, _)| c.figure == figure).map(|(_, n)| n).sum::<u32>();
    let good = |figure: Figure| {
        counts.iter().filter(|(c, _)| c.figure == figure && figure.is_good(c.value)).map(|(_, n)| n).sum::<u32>()
    };
    assert_eq!(sum(Figure::DaysToMeeting), 1);
    assert_eq!((sum(Figure::ChildAsked), good(Figure::ChildAsked)), (1, 1), "Elin prepared");
    assert_eq!(sum(Figure::AsksAnswered), u32::try_from(plan.asks.len()).unwrap());
    assert_eq!(sum(Figure::YesInTime), 6);
    let judged = plan.measures.iter().filter(|m| !m.happened.is_empty()).count();
    assert_eq!(sum(Figure::ItHappened), u32::try_from(judged).unwrap());
    assert_eq!(sum(Figure::Step(Stage::Proposed)), 1);
    assert_eq!(sum(Figure::Step(Stage::Active)), 0, "it is still in that step");
}

#[test]
fn days_are_told_coarser_the_more_there_are() {
    assert_eq!(
        [0, 13, 14, 20, 21, 195, 196, 223, 224, 727, 728, 9_000].map(days_told),
        [0, 13, 14, 14, 21, 189, 196, 196, 224, 700, 728, 728]
    );
    assert!((0..800).map(days_told).is_sorted());
}

#[test]
fn the_middle_one_is_of_as_many_as_there_are() {
    let of = |values: &[(u32, u64)]| median(&values.iter().copied().collect());
    assert_eq!(of(&[]), None);
    assert_eq!(of(&[(3, 0)]), None);
    assert_eq!(of(&[(3, 1), (9, 1)]), Some(3));
    assert_eq!(of(&[(1, 1), (5, 3), (9, 1)]), Some(5));
    assert_eq!(of(&[(1, 4), (5, 0), (9, 5)]), Some(9));
}

#[test]
fn every_figure_has_a_key_of_its_own() {
    let all: Vec<_> = Figure::all().collect();
    for figure in &all {
        assert_eq!(Figure::from_key(&figure.key()), Some(*figure));
    }
    assert_eq!(all.len(), 6 + 15 + 19 + 4);
}

//! Which sums are told, so that no group under five can be had: neither told as such nor by adding and subtracting what is told.
//!
//! Counts are by unit and quarter, and no such cell is told. Told are, of one half-year: the sum of each of its two quarters, the sum of
//! both, and the sum of each unit over both. Half-years do not overlap and nothing is told of a time that has not ended, so what is told
//! of one tells nothing of another, whenever it is read. A quarter is told or not by its own size alone: it is told before the next has
//! ended. Then the sum of both, then the units, the largest first, each only while nothing small can be had from all that is told.

/// The smallest group that is told (domain.md 5: figures from five on).
pub const SMALLEST: u64 = 5;

/// What is told of a half-year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The sum of each quarter.
    pub quarters: [bool; 2],
    /// The sum of both.
    pub total: bool,
    /// The sum of each unit, in the order given.
    pub units: Vec<bool>,
}

/// What of a half-year's counts is told; `cells` are the units, each with its two quarters.
pub fn tell(cells: &[[u64; 2]]) -> Told {
    let sums = [0, 1].map(|quarter| cells.iter().map(|cell| cell[quarter]).sum::<u64>());
    let mut told = Told { quarters: sums.map(large), total: false, units: vec![false; cells.len()] };
    told.total = large(sums[0] + sums[1]);
    if !safe(cells, &told) {
        told.total = false;
    }
    let mut order: Vec<usize> = (0..cells.len()).collect();
    order.sort_by_key(|unit| std::cmp::Reverse(sum(cells[*unit])));
    for unit in order {
        told.units[unit] = large(sum(cells[unit]));
        if !safe(cells, &told) {
            told.units[unit] = false;
        }
    }
    told
}

fn large(sum: u64) -> bool {
    sum >= SMALLEST
}

fn none_or_large(sum: u64) -> bool {
    sum == 0 || large(sum)
}

fn sum(cell: [u64; 2]) -> u64 {
    cell[0] + cell[1]
}

/// Whether nothing small can be had. All that can be had from such sums is, of some quarters, what is left when the units that lie
/// wholly within them are taken away; and, of all units that have anything in some quarters, what they have outside of them. Which
/// cells are empty is taken to be known.
fn safe(cells: &[[u64; 2]], told: &Told) -> bool {
    let known = |quarter: usize| told.quarters[quarter] || cells.iter().all(|cell| cell[quarter] == 0);
    let all_units = cells.iter().zip(&told.units).all(|(cell, told)| *told || sum(*cell) == 0);
    let total = told.total || known(0) && known(1) || all_units;
    // Where the sum of all is known, so is that of the units that are not told, and of the quarters that are not.
    let (mut rows, mut rest) = (Vec::new(), [0, 0]);
    for (cell, told) in cells.iter().zip(&told.units) {
        if *told {
            rows.push(*cell);
        } else {
            rest = [rest[0] + cell[0], rest[1] + cell[1]];
        }
    }
    if total {
        rows.push(rest);
    }
    let of = |quarters: [bool; 2], cell: [u64; 2]| {
        (if quarters[0] { cell[0] } else { 0 }) + (if quarters[1] { cell[1] } else { 0 })
    };
    if !rows.iter().all(|row| none_or_large(sum(*row))) {
        return false;
    }
    [[true, false], [false, true], [true, true]].into_iter().all(|quarters| {
        let [first, second] = quarters;
        let both = first && second;
        let had = if both { total } else { known(usize::from(second)) || total && known(usize::from(first)) };
        if !had {
            return true;
        }
        let whole: u64 = cells.iter().map(|cell| of(quarters, *cell)).sum();
        let within = rows.iter().filter(|row| of(quarters, **row) == sum(**row)).map(|row| sum(*row)).sum::<u64>();
        let touching: Vec<_> = rows.iter().filter(|row| of(quarters, **row) > 0).collect();
        let outside: u64 = touching.iter().map(|row| sum(**row) - of(quarters, **row)).sum();
        let covered = touching.iter().map(|row| of(quarters, **row)).sum::<u64>() == whole;
        none_or_large(whole) && none_or_large(whole.saturating_sub(within)) && (!covered || none_or_large(outside))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(cells: &[[u64; 2]]) -> (Vec<bool>, bool, Vec<bool>) {
        let told = tell(cells);
        (told.quarters.to_vec(), told.total, told.units)
    }

    #[test]
    fn large_groups_are_told() {
        assert_eq!(told(&[[20, 30], [9, 8]]), (vec![true, true], true, vec![true, true]));
        assert_eq!(told(&[]), (vec![false, false], false, vec![]));
    }

    #[test]
    fn one_small_unit_alone_could_be_had_from_the_sum_so_another_is_hidden_with_it() {
        assert_eq!(told(&[[20, 30], [9, 8], [2, 1]]).2, [true, false, false]);
        assert_eq!(
            told(&[[20, 30], [9, 8], [2, 1], [1, 1]]).2,
            [true, true, false, false],
            "the two have five together"
        );
    }

    #[test]
    fn a_quarter_is_told_by_its_own_size_and_the_sum_of_both_gives_none_away() {
        // Both units together are the sum of both quarters: of these one is kept back.
        assert_eq!(told(&[[30, 2], [30, 1]]), (vec![true, false], false, vec![true, false]));
        assert_eq!(told(&[[2, 1], [1, 2]]), (vec![false, false], true, vec![false, false]));
    }

    #[test]
    fn a_unit_that_began_in_one_quarter_gives_no_other_units_quarter_away() {
        // The second unit has its seven in the second quarter, where all have nine: nine less seven are the first unit's two.
        let shown = tell(&[[40, 2], [0, 7]]);
        assert!(!(shown.units[1] && shown.quarters[1]), "{shown:?}");
    }

    /// Everything that can be had by adding and subtracting, each sum up to `most` times: whether it is a group, and how large.
    fn had(cells: &[[u64; 2]], told: &Told, most: i32) -> Vec<u64> {
        let mut sums: Vec<Vec<i32>> = Vec::new();
        let cell_of = |at: usize| (at / 2, at % 2);
        let all = 0..cells.len() * 2;
        let mut tell = |within: &dyn Fn(usize, usize) -> bool| {
            sums.push(all.clone().map(|at| i32::from(within(cell_of(at).0, cell_of(at).1))).collect());
        };
        for quarter in 0..2 {
            if told.quarters[quarter] {
                tell(&|_, q| q == quarter);
            }
        }
        if told.total {
            tell(&|_, _| true);
        }
        for unit in (0..cells.len()).filter(|unit| told.units[*unit]) {
            tell(&|u, _| u == unit);
        }
        let width = usize::try_from(2 * most + 1).unwrap();
        let mut groups = Vec::new();
        for mut way in 0..width.pow(u32::try_from(sums.len()).unwrap()) {
            let mut taken = vec![0; cells.len() * 2];
            for sum in &sums {
                let times = i32::try_from(way % width).unwrap() - most;
                way /= width;
                for (cell, part) in taken.iter_mut().zip(sum) {
                    *cell += times * part;
                }
            }
            let filled = all.clone().filter(|at| cells[cell_of(*at).0][cell_of(*at).1] > 0);
            if filled.clone().all(|at| (0..=1).contains(&taken[at])) {
                groups.push(filled.filter(|at| taken[*at] == 1).map(|at| cells[cell_of(at).0][cell_of(at).1]).sum());
            }
        }
        groups
    }

    fn counts() -> impl Strategy<Value = u64> {
        prop_oneof![3 => Just(0_u64), 4 => 1..6_u64, 3 => 5..20_u64]
    }

    fn always(test: impl Fn(Vec<[u64; 2]>) -> Result<(), TestCaseError>, most: usize) {
        use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
        let config = Config { cases: 600, failure_persistence: None, ..Config::default() };
        let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
        let cells = prop::collection::vec([counts(), counts()], 0..=most);
        TestRunner::new_with_rng(config, rng).run(&cells, test).unwrap_or_else(|fault| panic!("{fault}"));
    }

    #[test]
    fn no_small_group_can_be_had_by_adding_and_subtracting() {
        always(
            |cells| {
                let small: Vec<_> =
                    had(&cells, &tell(&cells), 1).into_iter().filter(|group| !none_or_large(*group)).collect();
                prop_assert!(small.is_empty(), "{cells:?} {:?}: {small:?}", tell(&cells));
                Ok(())
            },
            4,
        );
        always(
            |cells| {
                prop_assert!(had(&cells, &tell(&cells), 2).into_iter().all(none_or_large), "{cells:?}");
                Ok(())
            },
            2,
        );
    }

    #[test]
    fn what_is_told_is_large_and_a_later_quarter_never_takes_an_earlier_one_back() {
        always(
            |cells| {
                let told = tell(&cells);
                for (unit, cell) in cells.iter().enumerate() {
                    prop_assert!(!told.units[unit] || large(sum(*cell)));
                }
                let first: Vec<_> = cells.iter().map(|cell| [cell[0], 0]).collect();
                prop_assert_eq!(tell(&first).quarters[0], told.quarters[0]);
                Ok(())
            },
            6,
        );
    }

    #[test]
    fn where_every_count_is_large_all_is_told() {
        always(
            |cells| {
                let large: Vec<_> = cells.iter().map(|cell| [cell[0] + 5, cell[1] + 5]).collect();
                let told = tell(&large);
                prop_assert!(told.units.iter().all(|told| *told));
                prop_assert!(large.is_empty() || told.total && told.quarters == [true, true]);
                Ok(())
            },
            6,
        );
    }
}

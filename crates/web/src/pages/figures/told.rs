//! What of the figures is told: read from the store, and hidden where a group is under five, told as such or to be had by subtraction
//! (`domain/src/figures/tell.rs`). The page, and the files taken home, hold what stands here and nothing else.

use std::collections::BTreeMap;

use jiff::civil::Date;
use samsyn_domain::evaluation::Asked;
use samsyn_domain::figures::{Figure, Quarter, SMALLEST, Told, median, tell};
use samsyn_domain::ids::UnitId;
use samsyn_domain::plan::state::Stage;
use samsyn_store::{Result, Store};

/// So many whole quarters make the trend.
const QUARTERS: usize = 8;

/// A figure of one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    /// Its value, and of how many. A share is in whole per cent, a median in days, minutes or hours.
    Told {
        /// The value.
        value: u32,
        /// Of how many.
        n: u64,
    },
    /// Too few, or what would give too few away.
    Few,
    /// None at all.
    Nothing,
}

/// One of the six.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trend {
    /// Which.
    pub figure: Figure,
    /// By quarter, the oldest first.
    pub quarters: Vec<Point>,
    /// Of the half-year.
    pub half: Point,
}

/// A unit's six figures of the half-year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfUnit {
    /// The unit.
    pub unit: UnitId,
    /// In the order of [`Figure::SIX`].
    pub points: [Point; 6],
}

/// A step of a plan: how long those stood there who left it in the half-year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Which.
    pub stage: Stage,
    /// The median of days.
    pub left: Point,
}

/// All that is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// The quarters of the trends.
    pub quarters: Vec<Quarter>,
    /// The half-year of all that is not by quarter.
    pub half: [Quarter; 2],
    /// The six.
    pub six: Vec<Trend>,
    /// By unit; those alone of which something is told.
    pub units: Vec<OfUnit>,
    /// By step, in the order of a plan.
    pub steps: Vec<Step>,
    /// Answers after meetings: statements and numbers.
    pub said: Vec<(Figure, Point)>,
}

/// The values of a group, with how many there are of each.
type Values = BTreeMap<u32, u64>;

fn size(figure: Figure, values: &Values) -> u64 {
    values.iter().filter(|(value, _)| figure.counts(**value)).map(|(_, n)| n).sum()
}

/// A group as it is told, when it may be.
fn point(figure: Figure, values: &Values, may: bool) -> Point {
    let n = size(figure, values);
    if n == 0 {
        return Point::Nothing;
    }
    if !may || n < SMALLEST {
        return Point::Few;
    }
    let value = if figure.is_median() {
        median(values)
    } else {
        let good: u64 = values.iter().filter(|(value, _)| figure.is_good(**value)).map(|(_, n)| n).sum();
        u32::try_from((good * 100 + n / 2) / n).ok()
    };
    value.map_or(Point::Nothing, |value| Point::Told { value, n })
}

fn summed<'a>(all: impl IntoIterator<Item = &'a Values>) -> Values {
    let mut sum = Values::new();
    for (value, n) in all.into_iter().flatten() {
        *sum.entry(*value).or_insert(0) += n;
    }
    sum
}

impl Figures {
    /// What is told on a day.
    ///
    /// # Errors
    /// When the store does not answer, or holds what cannot be read.
    pub async fn read(store: &Store, today: Date) -> Result<Self> {
        let (quarters, half) = (Quarter::ended(today, QUARTERS), Quarter::half_ended(today));
        let (mut six, mut units) = (Vec::new(), BTreeMap::<UnitId, [Point; 6]>::new());
        for (at, figure) in Figure::SIX.into_iter().enumerate() {
            let (trend, of_units) = one(store, figure, &quarters, half).await?;
            six.push(trend);
            for (unit, point) in of_units {
                units.entry(unit).or_insert([Point::Nothing; 6])[at] = point;
            }
        }
        units.retain(|_, points| points.iter().any(|point| matches!(point, Point::Told { .. })));
        let span = (half[0], half[1]);
        let mut steps = Vec::new();
        for stage in Stage::ALL {
            let figure = Figure::Step(stage);
            let values = summed(store.figure_by_quarter(figure, span).await?.values());
            steps.push(Step { stage, left: point(figure, &values, true) });
        }
        let mut said = Vec::new();
        for figure in answers() {
            let values = summed(store.figure_by_quarter(figure, span).await?.values());
            said.push((figure, point(figure, &values, true)));
        }
        let units = units.into_iter().map(|(unit, points)| OfUnit { unit, points }).collect();
        Ok(Self { quarters, half, six, units, steps, said })
    }
}

/// The figures of answers after meetings, form by form.
fn answers() -> impl Iterator<Item = Figure> {
    Asked::ALL.into_iter().flat_map(|asked| {
        let said = asked.statements().iter().map(|key| Figure::Said(key));
        said.chain(asked.numbers().iter().map(|(key, _)| Figure::Number(key)))
    })
}

async fn one(
    store: &Store,
    figure: Figure,
    quarters: &[Quarter],
    half: [Quarter; 2],
) -> Result<(Trend, Vec<(UnitId, Point)>)> {
    let span = (half[0], half[1]);
    let all = (quarters.first().copied().unwrap_or(half[0]).min(half[0]), quarters.last().copied().unwrap_or(half[1]));
    let by_quarter = store.figure_by_quarter(figure, all).await?;
    let by_unit = store.figure_by_unit(figure, span).await?;
    let mut cells: BTreeMap<UnitId, [u64; 2]> = BTreeMap::new();
    for cell in store.figure_sizes(figure, span).await? {
        let (Some(unit), Some(at)) = (cell.unit, half.iter().position(|quarter| *quarter == cell.quarter)) else {
            continue;
        };
        cells.entry(unit).or_default()[at] += cell.n;
    }
    let told: Told = tell(&cells.values().copied().collect::<Vec<_>>());
    let units = cells.keys().zip(&told.units).map(|(unit, may)| {
        let values = by_unit.get(&Some(*unit)).cloned().unwrap_or_default();
        (*unit, point(figure, &values, *may))
    });
    let of_quarter = |quarter: &Quarter| by_quarter.get(quarter).map_or(Point::Nothing, |v| point(figure, v, true));
    let both = half.iter().filter_map(|quarter| by_quarter.get(quarter));
    let trend = Trend {
        figure,
        quarters: quarters.iter().map(of_quarter).collect(),
        half: point(figure, &summed(both), told.total),
    };
    Ok((trend, units.collect()))
}

/// Which of some groups that together make a known sum are told: one hidden group alone could be had from the sum, so the
/// smallest of the others is hidden with it.
pub fn told_of(counts: &[u64]) -> Vec<Option<u64>> {
    let mut told: Vec<Option<u64>> = counts.iter().map(|count| (*count >= SMALLEST).then_some(*count)).collect();
    let hidden = |told: &[Option<u64>]| -> u64 {
        counts.iter().zip(told).filter(|(_, told)| told.is_none()).map(|(count, _)| count).sum()
    };
    while (1..SMALLEST).contains(&hidden(&told))
        && let Some(smallest) = told.iter().flatten().min().copied()
        && let Some(place) = told.iter().position(|count| *count == Some(smallest))
    {
        told[place] = None;
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_group_cannot_be_had_by_subtraction() {
        assert_eq!(told_of(&[9, 5, 7]), [Some(9), Some(5), Some(7)]);
        assert_eq!(told_of(&[9, 3, 7]), [Some(9), None, None]);
        assert_eq!(told_of(&[9, 3, 1]), [None, None, None], "the two are four together, so the third goes too");
        assert_eq!(told_of(&[3]), [None]);
        assert_eq!(told_of(&[9, 0, 7]), [Some(9), None, Some(7)], "none is no group");
        assert_eq!(told_of(&[]), []);
    }

    #[test]
    fn a_share_is_of_those_who_answered_and_a_median_of_as_many_as_there_are() {
        let said = Figure::Said("adult_why");
        let values: Values = [(0, 40), (2, 2), (4, 3), (5, 4)].into();
        assert_eq!(point(said, &values, true), Point::Told { value: 78, n: 9 }, "don't know is no answer");
        assert_eq!(point(said, &[(0, 40), (5, 4)].into(), true), Point::Few);
        assert_eq!(point(said, &values, false), Point::Few);
        assert_eq!(point(Figure::DaysToMeeting, &[(7, 3), (21, 3)].into(), true), Point::Told { value: 7, n: 6 });
        assert_eq!(point(Figure::ItHappened, &[(0, 5)].into(), true), Point::Told { value: 0, n: 5 });
        assert_eq!(point(Figure::ItHappened, &Values::new(), true), Point::Nothing);
    }
}

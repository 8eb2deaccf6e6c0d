//! What a plan adds to the figures: counts by quarter, without a name, a word or an exact time. A pure function of the plan, so that
//! what is kept up as things happen can be compared with a full recount. Each thing is counted in the quarter in which it was
//! settled, so that a quarter that has ended changes no more.

mod quarter;
mod tell;

pub use quarter::Quarter;
pub use tell::{SMALLEST, Told, tell};

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use crate::evaluation::{Answers, Asked};
use crate::plan::state::{Course, DidIt, Plan, Promise, Stage, swedish_day};

/// Within so many days the owner of a measure should say yes (participation.md 3.2: 8).
const YES_DAYS: i64 = 7;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    /// Days from the proposal to the end of the first meeting; the value is [`days_told`].
    DaysToMeeting,
    /// Meetings about somebody not of age; 1 when the child had been asked before it ended.
    ChildAsked,
    /// Asks that were open when a meeting began; 1 when answered by then.
    AsksAnswered,
    /// Measures, seven days after they were written; 1 when the owner had said yes.
    YesInTime,
    /// Measures that somebody took, on their last day; 1 when done by then.
    DoneInTime,
    /// Measures of which the family said whether it happened; 1 for yes.
    ItHappened,
    /// Days in a step that was left; the value is [`days_told`].
    Step(Stage),
    /// Answers to a statement after a meeting; the value is the step, 0 for "don't know".
    Said(&'static str),
    /// Numbers told after a meeting: minutes, hours; the value is the number, in fives from 20 on.
    Number(&'static str),
}

impl Figure {
    /// The six that the dashboard begins with.
    pub const SIX: [Self; 6] = [
        Self::DaysToMeeting,
        Self::ChildAsked,
        Self::AsksAnswered,
        Self::YesInTime,
        Self::DoneInTime,
        Self::ItHappened,
    ];

    /// All figures there are.
    pub fn all() -> impl Iterator<Item = Self> {
        let said = Asked::ALL.into_iter().flat_map(Asked::statements).map(|key| Self::Said(key));
        let numbers = Asked::ALL.into_iter().flat_map(Asked::numbers).map(|(key, _)| Self::Number(key));
        Self::SIX.into_iter().chain(Stage::ALL.map(Self::Step)).chain(said).chain(numbers)
    }

    /// Stable key, as in the store and the files taken home.
    pub fn key(self) -> String {
        match self {
            Self::DaysToMeeting => "days_to_meeting".into(),
            Self::ChildAsked => "child_asked".into(),
            Self::AsksAnswered => "asks_answered".into(),
            Self::YesInTime => "yes_within_7_days".into(),
            Self::DoneInTime => "done_in_time".into(),
            Self::ItHappened => "it_happened".into(),
            Self::Step(stage) => format!("step_{}", stage.key()),
            Self::Said(key) => format!("said_{key}"),
            Self::Number(key) => format!("number_{key}"),
        }
    }

    /// The figure with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::all().find(|figure| figure.key() == key)
    }

    /// Whether the value is a number of which the middle one is told; otherwise the share of those with a high value.
    pub fn is_median(self) -> bool {
        matches!(self, Self::DaysToMeeting | Self::Step(_) | Self::Number(_))
    }

    /// Whether a value counts towards the share.
    pub fn is_good(self, value: u32) -> bool {
        match self {
            Self::Said(_) => value >= 4,
            _ => value == 1,
        }
    }

    /// Whether a value counts at all: "don't know" is no answer.
    pub fn counts(self, value: u32) -> bool {
        !matches!(self, Self::Said(_)) || value > 0
    }

    /// Whether it comes from the answers after meetings, and not from the plan.
    pub fn of_answers(self) -> bool {
        matches!(self, Self::Said(_) | Self::Number(_))
    }
}

/// Something counted: what, when, and with which value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Counted {
    /// What.
    pub figure: Figure,
    /// In which quarter.
    pub quarter: Quarter,
    /// Its value, by the figure.
    pub value: u32,
}

/// How many of each.
pub type Counts = BTreeMap<Counted, u32>;

/// Days as they are counted: each for two weeks, then by whole weeks for 28 of them, then by four weeks, for at most two years.
pub fn days_told(days: u32) -> u32 {
    match days {
        0..14 => days,
        14..196 => days / 7 * 7,
        196..728 => days / 28 * 28,
        _ => 728,
    }
}

fn days(from: Date, to: Date) -> u32 {
    days_told(u32::try_from((to - from).get_days()).unwrap_or(0))
}

/// What a plan adds to the figures.
pub fn counts(plan: &Plan) -> Counts {
    let mut counts = Counts::new();
    let mut add = |figure, day: Date, value: u32, times: u32| {
        if times > 0 {
            *counts.entry(Counted { figure, quarter: Quarter::of(day), value }).or_insert(0) += times;
        }
    };
    let course = &plan.course;
    let begun = swedish_day(plan.proposal.at);
    for (at, held) in course.meetings.iter().filter_map(|held| Some((held.ended?, held))) {
        if first_to_end(course) == Some(at) {
            add(Figure::DaysToMeeting, swedish_day(at), days(begun, swedish_day(at)), 1);
        }
        if let Some(asked) = held.child_asked {
            add(Figure::ChildAsked, swedish_day(at), asked.into(), 1);
        }
    }
    for held in &course.meetings {
        let day = swedish_day(held.opened);
        add(Figure::AsksAnswered, day, 1, held.answered);
        add(Figure::AsksAnswered, day, 0, held.asks.saturating_sub(held.answered));
    }
    for promise in &course.promises {
        promised(promise, &mut add);
    }
    for pair in course.steps.windows(2) {
        if let [entered, left] = pair {
            let (from, to) = (swedish_day(entered.at), swedish_day(left.at));
            add(Figure::Step(entered.stage), to, days(from, to), 1);
        }
    }
    counts
}

fn first_to_end(course: &Course) -> Option<Timestamp> {
    course.meetings.iter().filter_map(|held| held.ended).min()
}

fn promised(promise: &Promise, add: &mut impl FnMut(Figure, Date, u32, u32)) {
    let by = |at: Option<Timestamp>, day: Date| at.is_some_and(|at| swedish_day(at) <= day);
    let seventh = swedish_day(promise.written).checked_add(YES_DAYS.days());
    if let Ok(seventh) = seventh.as_ref().copied()
        && !by(promise.left, seventh)
    {
        add(Figure::YesInTime, seventh, by(promise.taken, seventh).into(), 1);
    }
    if by(promise.taken, promise.by) && !by(promise.left, promise.by) {
        add(Figure::DoneInTime, promise.by, by(promise.done, promise.by).into(), 1);
    }
    // What the family said last in a quarter is its answer of that quarter.
    let said = promise.judged.iter().map(|(at, said)| (Quarter::of(swedish_day(*at)), (swedish_day(*at), *said)));
    for (day, said) in said.collect::<BTreeMap<_, _>>().into_values() {
        add(Figure::ItHappened, day, (said == DidIt::Yes).into(), 1);
    }
}

/// What answers after a meeting add to the figures.
pub fn counts_of(answers: &Answers, day: Date) -> Counts {
    let quarter = Quarter::of(day);
    let statements = answers.asked.statements().iter();
    let said = statements.filter_map(|key| Some((Figure::Said(key), u32::from(*answers.said.get(*key)?))));
    let numbers = answers.asked.numbers().iter();
    let numbers = numbers.filter_map(|(key, _)| {
        let number = u32::from(*answers.numbers.get(*key)?);
        Some((Figure::Number(key), if number < 20 { number } else { number / 5 * 5 }))
    });
    said.chain(numbers).map(|(figure, value)| (Counted { figure, quarter, value }, 1)).collect()
}

/// The middle one of values with how many there are of each; of an even number the lower middle one. `None` of nothing.
pub fn median(values: &BTreeMap<u32, u64>) -> Option<u32> {
    let all: u64 = values.values().sum();
    let mut before = 0;
    values.iter().find_map(|(value, times)| {
        before += times;
        (*times > 0 && before * 2 >= all).then_some(*value)
    })
}

#[cfg(test)]
mod tests;

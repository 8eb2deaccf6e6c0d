//! When a plan may be destroyed: statutory disposal (gallring). Each authority has a clock of its own; one plan that several share is
//! kept until the longest of them has run out. The clocks are settings, each with its source: not all of them are verified.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The most years a clock may run.
const LONGEST: u16 = 500;

/// How long one kind of authority keeps a plan after its last entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionClock {
    /// Its name, a short word that receipts hold.
    pub name: String,
    /// The kinds of unit it is for (`docs/directory.md`, units.csv). A kind that no clock names is kept by the longest of all.
    pub units: Vec<String>,
    /// Whole years after the day of the last entry.
    pub years: u16,
    /// Whether it shall also be done by the end of the calendar year after the one in which they ran out (as LSS 21 d § has it).
    #[serde(default)]
    pub next_year_at_latest: bool,
    /// Where the number of years comes from.
    pub source: String,
    /// Whether the text of the statute was read. If not it is this installation's setting, and nobody is told that it is law.
    #[serde(default)]
    pub verified: bool,
}

/// The clocks of an installation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Disposal {
    /// One for each kind of authority.
    pub clocks: Vec<RetentionClock>,
}

impl Default for Disposal {
    fn default() -> Self {
        let clock = |name: &str, units: &[&str], years, next_year_at_latest, source: &str, verified| RetentionClock {
            name: name.to_owned(),
            units: units.iter().map(|kind| (*kind).to_owned()).collect(),
            years,
            next_year_at_latest,
            source: source.to_owned(),
            verified,
        };
        let care = [
            "primary_care",
            "child_psychiatry",
            "adult_psychiatry",
            "addiction_care",
            "hospital_ward",
            "habilitation",
            "municipal_health",
        ];
        Self {
            clocks: vec![
                clock("pdl", &care, 10, false, "PDL 3 kap. 17 §: minst 10 år efter sista anteckningen", true),
                clock("lss", &["lss"], 5, true, "LSS 21 c–d §§: 5 år efter sista anteckningen", true),
                clock(
                    "sol",
                    &["social_services", "home_care"],
                    5,
                    true,
                    "Äldre SoL (2001:453) 12 kap.; platsen i SoL (2025:400) är inte funnen",
                    false,
                ),
                clock(
                    "other",
                    &["school", "preschool", "employment", "insurance", "coordination", "other"],
                    10,
                    false,
                    "Vårt eget val: ingen källa funnen, så lika länge som den längsta som har en",
                    false,
                ),
            ],
        }
    }
}

/// When a plan is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due<'a> {
    /// The clock that runs the longest: the plan may be destroyed from `from` on.
    pub clock: &'a RetentionClock,
    /// The first day.
    pub from: Date,
    /// The last day by the strictest clock that has one; it may lie before `from`, where another authority must keep longer.
    pub latest: Option<Date>,
}

impl Disposal {
    /// Why these clocks cannot be used, if they cannot.
    pub fn fault(&self) -> Option<&'static str> {
        if self.clocks.is_empty() {
            return Some("the list of clocks is empty: leave it out to have the default");
        }
        let mut names: Vec<_> = self.clocks.iter().map(|clock| clock.name.as_str()).collect();
        names.sort_unstable();
        if names.windows(2).any(|pair| pair[0] == pair[1]) {
            return Some("two clocks have the same name");
        }
        if self
            .clocks
            .iter()
            .any(|clock| clock.years == 0 || clock.years > LONGEST || clock.name.is_empty() || clock.source.is_empty())
        {
            return Some("a clock needs a name, a year at least and 500 at most, and its source");
        }
        None
    }

    /// The fewest years that any clock keeps a plan: nothing younger need be looked at.
    pub fn shortest(&self) -> u16 {
        self.clocks.iter().map(|clock| clock.years).min().unwrap_or(LONGEST)
    }

    /// When a plan with units of these kinds is due, whose last entry was made on that day. `None` without any clock.
    pub fn due<'k>(&self, kinds: impl IntoIterator<Item = &'k str>, last_entry: Date) -> Option<Due<'_>> {
        // Of two that run as long, the one whose source was read is named.
        let by = |clock: &&RetentionClock| (clock.years, clock.verified);
        let longest = self.clocks.iter().max_by_key(by)?;
        let mut own: Vec<&RetentionClock> = Vec::new();
        for kind in kinds {
            let named = self.clocks.iter().filter(|clock| clock.units.iter().any(|unit| unit == kind));
            own.push(named.max_by_key(by).unwrap_or(longest));
        }
        if own.is_empty() {
            own.push(longest);
        }
        let clock = own.iter().copied().max_by_key(by)?;
        let latest = own.iter().filter(|clock| clock.next_year_at_latest);
        let latest = latest.map(|clock| {
            let year = run_out(clock, last_entry).year().saturating_add(1);
            Date::new(year, 12, 31).unwrap_or(Date::MAX)
        });
        let latest = latest.min();
        Some(Due { clock, from: run_out(clock, last_entry), latest })
    }
}

/// The first day after the years: the day of the last entry counts whole, also when it was the 29th of February.
fn run_out(clock: &RetentionClock, last_entry: Date) -> Date {
    last_entry.saturating_add(i32::from(clock.years.min(LONGEST)).years()).saturating_add(1.day())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn due(kinds: &[&str], last: Date) -> (String, Date, Option<Date>) {
        let disposal = Disposal::default();
        let due = disposal.due(kinds.iter().copied(), last).unwrap();
        (due.clock.name.clone(), due.from, due.latest)
    }

    #[test]
    fn the_longest_clock_of_those_who_take_part_decides() {
        let last = date(2026, 11, 22);
        assert_eq!(due(&["lss"], last), ("lss".into(), date(2031, 11, 23), Some(date(2032, 12, 31))));
        assert_eq!(due(&["lss", "child_psychiatry"], last).1, date(2036, 11, 23));
        assert_eq!(
            due(&["lss", "child_psychiatry"], last).2,
            Some(date(2032, 12, 31)),
            "and what the other says is told"
        );
        assert_eq!(due(&["child_psychiatry"], last).2, None);
        assert_eq!(due(&["child_psychiatry", "school"], last).0, "pdl", "the one with a source is named");
    }

    #[test]
    fn whoever_has_no_clock_keeps_the_longest() {
        let last = date(2026, 11, 22);
        assert_eq!(due(&["a new kind"], last).1, date(2036, 11, 23));
        assert_eq!(due(&[], last).1, date(2036, 11, 23));
    }

    #[test]
    fn a_leap_day_is_not_a_day_too_early() {
        assert_eq!(due(&["lss"], date(2028, 2, 29)).1, date(2033, 3, 1));
        assert_eq!(due(&["lss"], date(2027, 2, 28)).1, date(2032, 2, 29));
        assert_eq!(due(&["lss"], date(2026, 12, 31)), ("lss".into(), date(2032, 1, 1), Some(date(2033, 12, 31))));
        assert_eq!(due(&["lss"], Date::MAX).1, Date::MAX);
    }

    #[test]
    fn clocks_that_cannot_be_used_are_told() {
        assert_eq!(Disposal::default().fault(), None);
        assert!(Disposal { clocks: vec![] }.fault().is_some());
        let mut twice = Disposal::default();
        twice.clocks[1].name = "pdl".into();
        assert!(twice.fault().is_some());
        let mut none = Disposal::default();
        for years in [0, 501, u16::MAX] {
            none.clocks[0].years = years;
            assert!(none.fault().is_some(), "{years}");
            assert!(none.due(["primary_care"], Date::MAX).is_some(), "{years} years are no panic");
        }
    }
}

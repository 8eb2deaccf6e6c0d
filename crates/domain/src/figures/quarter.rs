//! Quarters of a year, which figures are counted by, and the halves that they make up.

use jiff::civil::Date;

/// A quarter of a calendar year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    year: i16,
    no: u8,
}

impl Quarter {
    /// The quarter that a day lies in.
    pub fn of(day: Date) -> Self {
        Self { year: day.year(), no: u8::try_from((day.month() - 1) / 3 + 1).unwrap_or(1) }
    }

    /// The one before.
    #[must_use]
    pub fn before(self) -> Self {
        if self.no > 1 { Self { no: self.no - 1, ..self } } else { Self { year: self.year - 1, no: 4 } }
    }

    /// The last that has ended whole on a day, and so many quarters in all up to it, the oldest first.
    pub fn ended(today: Date, how_many: usize) -> Vec<Self> {
        let mut quarters: Vec<_> =
            std::iter::successors(Some(Self::of(today).before()), |one| Some(one.before())).take(how_many).collect();
        quarters.reverse();
        quarters
    }

    /// The calendar year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// 1 to 4.
    pub fn no(self) -> u8 {
        self.no
    }

    /// Its first day.
    pub fn first_day(self) -> Date {
        let month = i8::try_from(self.no).unwrap_or(1) * 3 - 2;
        Date::new(self.year, month, 1).unwrap_or(Date::MIN)
    }

    /// Its last day.
    pub fn last_day(self) -> Date {
        let month = i8::try_from(self.no).unwrap_or(1) * 3;
        Date::new(self.year, month, 1).map_or(Date::MAX, Date::last_of_month)
    }

    /// The two quarters of the last half-year that has ended whole on a day.
    pub fn half_ended(today: Date) -> [Self; 2] {
        let mut last = Self::of(today).before();
        if last.no % 2 == 1 {
            last = last.before();
        }
        [last.before(), last]
    }
}

impl std::fmt::Display for Quarter {
    /// `2026Q4`: sorts by time.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}Q{}", self.year, self.no)
    }
}

impl std::str::FromStr for Quarter {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let (year, no) = text.split_once('Q').ok_or(())?;
        match (year.parse(), no.parse()) {
            (Ok(year), Ok(no @ 1..=4)) => Ok(Self { year, no }),
            _ => Err(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_quarter_has_all_days_between_two_others() {
        let mut quarter = Quarter::of(date(2028, 12, 31));
        assert_eq!((quarter.first_day(), quarter.last_day()), (date(2028, 10, 1), date(2028, 12, 31)));
        for _ in 0..8 {
            let before = quarter.before();
            assert_eq!(before.last_day().tomorrow().unwrap(), quarter.first_day());
            assert_eq!((Quarter::of(before.first_day()), Quarter::of(before.last_day())), (before, before));
            quarter = before;
        }
    }

    #[test]
    fn only_what_has_ended_whole_counts() {
        let last = |day| Quarter::ended(day, 1)[0].to_string();
        assert_eq!(last(date(2026, 12, 31)), "2026Q3");
        assert_eq!(last(date(2027, 1, 1)), "2026Q4");
        let two = Quarter::ended(date(2027, 1, 1), 8);
        assert_eq!((two.len(), two[0].to_string(), two[7].to_string()), (8, "2025Q1".into(), "2026Q4".into()));
    }

    #[test]
    fn a_half_year_is_two_quarters_that_never_overlap_the_next() {
        for (day, half) in [
            (date(2026, 11, 22), ["2026Q1", "2026Q2"]),
            (date(2026, 7, 1), ["2026Q1", "2026Q2"]),
            (date(2026, 6, 30), ["2025Q3", "2025Q4"]),
            (date(2027, 1, 1), ["2026Q3", "2026Q4"]),
        ] {
            assert_eq!(Quarter::half_ended(day).map(|quarter| quarter.to_string()), half, "{day}");
        }
    }

    #[test]
    fn it_is_read_as_it_is_written() {
        let quarter = Quarter::of(date(2026, 5, 1));
        assert_eq!(quarter.to_string().parse(), Ok(quarter));
        for wrong in ["", "2026", "2026Q5", "Q1", "2026Q0"] {
            assert_eq!(wrong.parse::<Quarter>(), Err(()), "{wrong}");
        }
    }
}

//! Dates in words: "3 mars 2027", "3 mars 2027 klockan 14", "om 3 dagar". All words come from `dates.ftl`.
//!
//! No ICU: three languages need twelve month names, seven weekdays and four patterns, which are texts like any
//! other; `icu_datetime` would bring 40 crates. Patterns are resolved once, so a date costs a few string pushes.

use jiff::civil::{Date, DateTime, Weekday};

use crate::text::{Text, plain};

/// The words of one language for dates. Got from [`crate::Language::dates`].
#[derive(Debug)]
pub struct Dates {
    months: [&'static str; 12],
    weekdays: [&'static str; 7],
    date: Pattern,
    short: Pattern,
    moment: Pattern,
    weekday_date: Pattern,
    in_days: [(Pattern, Pattern); 2],
    today: &'static str,
    tomorrow: &'static str,
    yesterday: &'static str,
    /// Whether "klockan 14" is said of the hour: in English that reads as a number of something.
    bare_hours: bool,
}

/// A message whose places are filled in without going through Fluent again: text, place, text, place … text.
#[derive(Debug)]
struct Pattern(Vec<(String, usize)>, String);

/// Stand-ins for the first, second and third argument while a pattern is taken apart.
const MARKS: [&str; 3] = ["\u{E000}", "\u{E001}", "\u{E002}"];

impl Pattern {
    fn of(message: &str) -> Self {
        let (mut pieces, mut text) = (Vec::new(), String::new());
        for c in plain(message).chars() {
            match MARKS.iter().position(|mark| mark.starts_with(c)) {
                Some(place) => pieces.push((std::mem::take(&mut text), place)),
                None => text.push(c),
            }
        }
        Pattern(pieces, text)
    }

    fn fill(&self, values: &[&str]) -> String {
        let mut out = String::with_capacity(40);
        for (text, place) in &self.0 {
            out.push_str(text);
            out.push_str(values.get(*place).copied().unwrap_or_default());
        }
        out.push_str(&self.1);
        out
    }
}

impl Dates {
    pub(crate) fn of(t: &Text, bare_hours: bool) -> Self {
        let [one, two, three] = MARKS;
        Dates {
            months: [
                t.msg_month_1(),
                t.msg_month_2(),
                t.msg_month_3(),
                t.msg_month_4(),
                t.msg_month_5(),
                t.msg_month_6(),
                t.msg_month_7(),
                t.msg_month_8(),
                t.msg_month_9(),
                t.msg_month_10(),
                t.msg_month_11(),
                t.msg_month_12(),
            ],
            weekdays: [
                t.msg_weekday_1(),
                t.msg_weekday_2(),
                t.msg_weekday_3(),
                t.msg_weekday_4(),
                t.msg_weekday_5(),
                t.msg_weekday_6(),
                t.msg_weekday_7(),
            ],
            date: Pattern::of(&t.msg_date(one, two, three)),
            short: Pattern::of(&t.msg_date_short(one, two)),
            moment: Pattern::of(&t.msg_moment(one, two)),
            weekday_date: Pattern::of(&t.msg_weekday_date(one, two)),
            in_days: [
                (Pattern::of(&t.msg_in_one_day(one)), Pattern::of(&t.msg_in_days(one))),
                (Pattern::of(&t.msg_late_one_day(one)), Pattern::of(&t.msg_late_days(one))),
            ],
            today: t.msg_today(),
            tomorrow: t.msg_tomorrow(),
            yesterday: t.msg_yesterday(),
            bare_hours,
        }
    }

    /// The name of a month, 1 to 12, in lower case as the language has it; empty for any other number.
    pub fn month(&self, month: i8) -> &'static str {
        usize::try_from(month - 1).ok().and_then(|index| self.months.get(index)).copied().unwrap_or_default()
    }

    /// The name of a weekday: "onsdag".
    pub fn weekday(&self, weekday: Weekday) -> &'static str {
        usize::try_from(weekday.to_monday_zero_offset())
            .ok()
            .and_then(|day| self.weekdays.get(day))
            .copied()
            .unwrap_or_default()
    }

    /// "3 mars 2027".
    pub fn date(&self, date: Date) -> String {
        self.date.fill(&[&date.day().to_string(), self.month(date.month()), &date.year().to_string()])
    }

    /// "3 mars": where the year is plain from what stands around it.
    pub fn short(&self, date: Date) -> String {
        self.short.fill(&[&date.day().to_string(), self.month(date.month())])
    }

    /// "onsdag 3 mars".
    pub fn weekday_date(&self, date: Date) -> String {
        self.weekday_date.fill(&[self.weekday(date.weekday()), &self.short(date)])
    }

    /// "15.00", "9.05": a time that stands alone, in a list.
    pub fn clock(&self, time: jiff::civil::Time) -> String {
        format!("{}.{:02}", time.hour(), time.minute())
    }

    /// "14" on the hour where the language says so after "klockan", else "14.30".
    pub fn time(&self, time: jiff::civil::Time) -> String {
        match time.minute() {
            0 if self.bare_hours => time.hour().to_string(),
            minute => format!("{}.{minute:02}", time.hour()),
        }
    }

    /// "3 mars 2027 klockan 14".
    pub fn moment(&self, moment: DateTime) -> String {
        self.moment.fill(&[&self.date(moment.date()), &self.time(moment.time())])
    }

    /// "onsdag 3 mars klockan 14": a meeting to come.
    pub fn weekday_moment(&self, moment: DateTime) -> String {
        self.moment.fill(&[&self.weekday_date(moment.date()), &self.time(moment.time())])
    }

    /// How far off a last day is: "i dag", "i morgon", "om 3 dagar", "1 dag för sent", "3 dagar för sent".
    pub fn due(&self, date: Date, today: Date) -> String {
        match days_between(today, date) {
            0 => self.today.to_owned(),
            1 => self.tomorrow.to_owned(),
            days => counted(&self.in_days[usize::from(days < 0)], days.unsigned_abs()),
        }
    }

    /// How long ago something was: "i dag", "i går", else the date in words.
    pub fn past(&self, date: Date, today: Date) -> String {
        match days_between(date, today) {
            0 => self.today.to_owned(),
            1 => self.yesterday.to_owned(),
            _ => self.date(date),
        }
    }
}

/// The pattern for one day, or that for more, filled in.
fn counted((one, more): &(Pattern, Pattern), days: u32) -> String {
    let pattern = if days == 1 { one } else { more };
    pattern.fill(&[&days.to_string()])
}

/// Whole days from one date to another, negative when the other comes first.
pub fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::Language;

    #[test]
    fn dates_read_as_people_say_them() {
        let sv = Language::Sv.dates();
        let day = date(2027, 3, 3);
        assert_eq!(sv.date(day), "3 mars 2027");
        assert_eq!(sv.short(day), "3 mars");
        assert_eq!(sv.weekday_date(day), "onsdag 3 mars");
        assert_eq!(sv.moment(day.at(14, 0, 0, 0)), "3 mars 2027 klockan 14");
        assert_eq!(sv.weekday_moment(day.at(9, 5, 0, 0)), "onsdag 3 mars klockan 9.05");
        let en = Language::En.dates();
        assert_eq!(en.date(day), "3 March 2027");
        assert_eq!(en.moment(day.at(14, 0, 0, 0)), "3 March 2027 at 14.00");
        assert_eq!(sv.clock(jiff::civil::time(15, 0, 0, 0)), "15.00");
        assert_eq!(sv.clock(jiff::civil::time(9, 5, 0, 0)), "9.05");
        assert_eq!(en.weekday_moment(day.at(14, 30, 0, 0)), "Wednesday 3 March at 14.30");
    }

    #[test]
    fn nearness_is_said_in_days() {
        let (sv, en, today) = (Language::Sv.dates(), Language::En.dates(), date(2027, 2, 28));
        let cases = [
            (date(2027, 2, 28), "i dag", "today"),
            (date(2027, 3, 1), "i morgon", "tomorrow"),
            (date(2027, 3, 3), "om 3 dagar", "in 3 days"),
            (date(2027, 2, 27), "1 dag för sent", "1 day late"),
            (date(2026, 2, 28), "365 dagar för sent", "365 days late"),
        ];
        for (day, swedish, english) in cases {
            assert_eq!(sv.due(day, today), swedish);
            assert_eq!(en.due(day, today), english);
        }
        assert_eq!(sv.past(date(2027, 2, 27), today), "i går");
        assert_eq!(sv.past(date(2027, 2, 20), today), "20 februari 2027");
    }

    #[test]
    fn every_month_and_weekday_has_its_own_word_in_every_language() {
        for language in Language::ALL {
            let dates = language.dates();
            let months: std::collections::BTreeSet<_> = (1..=12).map(|month| dates.month(month)).collect();
            let weekdays: std::collections::BTreeSet<_> = (0..7).map(|day| dates.weekdays[day]).collect();
            assert_eq!((months.len(), weekdays.len()), (12, 7), "{language:?}");
            assert_eq!(dates.month(0), "");
            assert_eq!(dates.month(13), "");
        }
    }
}

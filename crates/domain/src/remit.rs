//! What a unit does and does not (uppdrag), as it keeps it itself: ready phrases while writing, and a word to the one who asks
//! for what lies outside (participation.md 3.2, our own rule).

use jiff::civil::Date;

use crate::ids::UnitId;
use crate::words::{Line, Words};

/// One thing that a unit does not do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoesNot {
    /// What.
    pub what: Line,
    /// Who does it instead.
    pub instead: Line,
}

/// A unit's remit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remit {
    /// Whose it is.
    pub unit: UnitId,
    /// What it does.
    pub does: Vec<Line>,
    /// What it does not, with who instead.
    pub does_not: Vec<DoesNot>,
    /// Who can refer somebody to it.
    pub refers: Option<Words>,
    /// How long one usually waits.
    pub waiting: Option<Line>,
    /// Where it stands: a decision, an agreement, a page.
    pub source: Option<Line>,
    /// The day on which the unit last went through it.
    pub reviewed: Option<Date>,
}

/// The most lines of each sort that a remit holds.
pub const MOST: usize = 30;

/// Months after which a remit that nobody went through is told to be old.
const OLD_AFTER: i32 = 12;

impl Remit {
    /// A remit in which nothing is said.
    pub fn empty(unit: UnitId) -> Self {
        Self { unit, does: Vec::new(), does_not: Vec::new(), refers: None, waiting: None, source: None, reviewed: None }
    }

    /// The line that says that what is asked lies outside: every word of the line that means something is in the ask.
    pub fn outside(&self, ask: &str) -> Option<&DoesNot> {
        let ask = words(ask);
        self.does_not.iter().find(|line| {
            let line = words(line.what.as_str());
            !line.is_empty() && line.iter().all(|word| ask.iter().any(|other| same(word, other)))
        })
    }

    /// Whether it is so long since anybody went through it that it may be wrong.
    pub fn old(&self, today: Date) -> bool {
        let due = self.reviewed.and_then(|day| day.checked_add(jiff::ToSpan::months(OLD_AFTER)).ok());
        due.is_none_or(|due| due < today)
    }
}

/// Whether two texts speak of the same: at least one word that means something stands in both.
pub fn share_a_word(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    a.iter().any(|word| b.iter().any(|other| same(word, other)))
}

/// Short words and those that bind others together mean nothing by themselves.
const BINDING: [&str; 24] = [
    "alla", "andra", "bara", "behöver", "efter", "eller", "från", "före", "inget", "ingen", "innan", "inte", "kring",
    "medan", "måste", "mellan", "också", "samt", "sedan", "sina", "till", "under", "utan", "varje",
];

fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let split = lower.split(|c: char| !c.is_alphanumeric());
    split.filter(|word| word.chars().count() >= 4 && !BINDING.contains(word)).map(str::to_owned).collect()
}

/// The same word, or another form of it: "hembesök" and "hembesöken", "utredning" and "utreda" do, "samtal" and "samtycke" do not.
fn same(a: &str, b: &str) -> bool {
    let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let longest = a.chars().count().max(b.chars().count());
    let shortest = a.chars().count().min(b.chars().count());
    longest - common <= 4 && (common == shortest || common >= 5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::families::units::bup;

    fn clinic() -> Remit {
        let line = |text: &str| Line::parse(text, "").unwrap();
        let does_not = [("Hembesök", "Socialtjänsten"), ("Utredning av dyslexi", "Skolan")];
        let does_not = does_not.map(|(what, instead)| DoesNot { what: line(what), instead: line(instead) }).into();
        Remit { does: vec![line("Samtal")], does_not, ..Remit::empty(bup().unit) }
    }

    #[test]
    fn an_ask_outside_the_remit_is_found_in_other_forms_of_its_words() {
        let clinic = clinic();
        for (ask, outside) in [
            ("Kan ni göra ett hembesök?", Some("Hembesök")),
            ("HEMBESÖKEN måste bli fler", Some("Hembesök")),
            ("Gör en utredning av hans dyslexi", Some("Utredning av dyslexi")),
            ("Gör en utredning", None),
            ("Ett samtal om hemmet", None),
            ("", None),
            ("av", None),
        ] {
            assert_eq!(clinic.outside(ask).map(|line| line.what.as_str()), outside, "{ask}");
        }
        assert!(Remit::empty(bup().unit).outside("Hembesök").is_none());
    }

    #[test]
    fn words_that_only_look_alike_are_not_the_same() {
        assert!(share_a_word("Börja behandlingen nu", "Börja medan rösterna är svåra"));
        assert!(!share_a_word("Ett samtal", "Ett samtycke"));
        assert!(!share_a_word("Det måste vara så", "Alla måste"));
    }

    #[test]
    fn a_remit_grows_old_in_a_year() {
        let day = jiff::civil::date(2026, 11, 22);
        let reviewed = |text: &str| Remit { reviewed: Some(text.parse().unwrap()), ..clinic() };
        assert!(!reviewed("2025-11-22").old(day));
        assert!(reviewed("2025-11-21").old(day));
        assert!(clinic().old(day), "nobody ever went through it");
    }
}

//! Kinds of information that consent names, the life areas they come from, and what an installation may set.

use serde::{Deserialize, Serialize};

use crate::people::PrincipalKind;
use crate::plain::PlainWord;
use crate::plan::reminders::ReminderSettings;

/// A kind of information. Consent names the kinds that a recipient may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InfoKind {
    /// What the person and the family say themselves: questions, wishes, goals.
    OwnWords,
    /// Health and care.
    Health,
    /// Support from social services.
    SocialCare,
    /// School and preschool.
    School,
    /// Home and family.
    Home,
    /// Work and money.
    WorkMoney,
}

impl InfoKind {
    /// All kinds, in the order pages show them.
    pub const ALL: [Self; 6] =
        [Self::OwnWords, Self::Health, Self::SocialCare, Self::School, Self::Home, Self::WorkMoney];

    /// The kind of what a unit of this principal writes of its own accord.
    pub fn of(kind: PrincipalKind) -> Self {
        match kind {
            PrincipalKind::Region => Self::Health,
            PrincipalKind::Kommun => Self::SocialCare,
            PrincipalKind::School => Self::School,
            PrincipalKind::Other => Self::WorkMoney,
        }
    }

    /// Stable key, as in stored events and form values.
    pub fn key(self) -> &'static str {
        match self {
            Self::OwnWords => "own_words",
            Self::Health => "health",
            Self::SocialCare => "social_care",
            Self::School => "school",
            Self::Home => "home",
            Self::WorkMoney => "work_money",
        }
    }

    /// The kind with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// A life area (livsområde) in the installation's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LifeArea {
    /// Stable key, kept in events.
    pub key: String,
    /// The kind of information a need in this area is.
    pub kind: InfoKind,
    /// Label in Swedish.
    pub sv: String,
    /// Label in easy Swedish.
    pub sv_simple: String,
    /// Label in English.
    pub en: String,
}

/// How a minor's consent is asked; the law is not clear (`domain.md` 1.4), so each installation decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MinorConsent {
    /// Always the guardians, together (FB 6 kap. 11 and 13 §§).
    #[default]
    GuardiansAlways,
    /// The child alone, where an assessment of maturity is documented; otherwise the guardians.
    ByMaturity,
}

/// What an installation decides. No value here is stated to anybody as law.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Working days in which a proposal should be assessed ("a few days", Kunskapsguiden).
    pub assessment_days: u16,
    /// Days from whole consent to the meeting, where principals have agreed on some (21 for children in Västra Götaland).
    pub meeting_days: Option<u16>,
    /// Days before a call is to be answered.
    pub answer_days: u16,
    /// So many hours before the meeting what each wrote unseen is opened to all (participation.md 2.2, our own rule).
    pub expectations_open_hours: u16,
    /// The longest a consent may hold, in months.
    pub consent_months: u16,
    /// The most rows of one kind (needs, goals, measures, notes …) that one plan holds.
    pub rows_of_a_kind: u16,
    /// How many days before a consent ends those whom it concerns are told.
    pub consent_notice_days: u16,
    /// How a minor's consent is asked.
    pub minor_consent: MinorConsent,
    /// Whether schools are called as the principals are, by local agreement.
    pub school_is_called: bool,
    /// What principals have agreed on about going home from hospital.
    pub discharge: DischargeSettings,
    /// When reminders go.
    pub reminders: ReminderSettings,
    /// The access log: how it is kept, checked and shown.
    pub log: LogSettings,
    /// The list of life areas.
    pub life_areas: Vec<LifeArea>,
    /// Words and acronyms of the field, with what one can write instead: marked beside what professionals write.
    pub plain_words: Vec<PlainWord>,
}

/// The access log: how long it is kept, how it is checked, and how it is shown to the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LogSettings {
    /// Years that a line is kept: five at least (HSLF-FS 2016:40 4 kap. 9 §).
    pub keep_years: u16,
    /// Days between two spot checks.
    pub check_days: u16,
    /// Lines drawn of each unit.
    pub check_lines: u16,
    /// Days in which a drawn line is to be checked.
    pub check_within_days: u16,
    /// Whether the names of staff are left out of the log that the person reads; unit, time and reason always stand there.
    /// A public body's log is as a rule open, so this is for where an assessment of the staff's safety says otherwise.
    pub mask_staff: bool,
}

impl LogSettings {
    /// The fewest years that a line may be kept (HSLF-FS 2016:40 4 kap. 9 §).
    pub const FEWEST_YEARS: u16 = 5;
}

impl Default for LogSettings {
    fn default() -> Self {
        Self { keep_years: 10, check_days: 30, check_lines: 5, check_within_days: 14, mask_staff: false }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            assessment_days: Clocks::STARTS.assessment_days,
            meeting_days: Clocks::STARTS.meeting_days,
            answer_days: 7,
            expectations_open_hours: 24,
            consent_months: 12,
            rows_of_a_kind: 200,
            consent_notice_days: 14,
            minor_consent: MinorConsent::default(),
            school_is_called: false,
            discharge: DischargeSettings::default(),
            reminders: ReminderSettings::default(),
            log: LogSettings::default(),
            life_areas: default_life_areas(),
            plain_words: default_plain_words(),
        }
    }
}

/// The life areas an installation starts with; their labels stand in `life_areas.json` beside this file.
fn default_life_areas() -> Vec<LifeArea> {
    // A broken built-in list shows at once: the test below reads it.
    serde_json::from_str(include_str!("life_areas.json")).unwrap_or_default()
}

/// The words an installation starts with, in `plain_words.json` beside this file: our own, free to use (CC0).
fn default_plain_words() -> Vec<PlainWord> {
    // As above: the test below reads it.
    serde_json::from_str(include_str!("plain_words.json")).unwrap_or_default()
}

/// Days from the notice that somebody is ready to go home until the municipality pays: those of the law where nothing else
/// was agreed (lag 2017:612 4 kap. 5 §, 5 kap. 3-5 §§).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DischargeSettings {
    /// When the notice came at 12.00 at the latest.
    pub payment_days: u16,
    /// When it came later.
    pub payment_days_after_noon: u16,
}

impl Default for DischargeSettings {
    fn default() -> Self {
        Self { payment_days: 3, payment_days_after_noon: 4 }
    }
}

/// The clocks that worklists rest on: lists are written anew when one of them is set differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clocks {
    /// [`Settings::assessment_days`].
    pub assessment_days: u16,
    /// [`Settings::meeting_days`].
    pub meeting_days: Option<u16>,
}

impl Clocks {
    /// Those that an installation starts with. Not read out of [`Settings`], which would read two lists for each look at a plan.
    const STARTS: Self = Self { assessment_days: 3, meeting_days: None };
}

impl Default for Clocks {
    fn default() -> Self {
        Self::STARTS
    }
}

impl Settings {
    /// The clocks among the settings.
    pub fn clocks(&self) -> Clocks {
        Clocks { assessment_days: self.assessment_days, meeting_days: self.meeting_days }
    }

    /// The life area with this key.
    pub fn area(&self, key: &str) -> Option<&LifeArea> {
        self.life_areas.iter().find(|area| area.key == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_life_areas_can_be_read() {
        assert_eq!(default_life_areas().len(), 8);
    }

    #[test]
    fn the_built_in_words_can_be_read_and_stand_there_once() {
        let words = default_plain_words();
        assert!(words.len() >= 60, "{}", words.len());
        let mut all: Vec<&str> =
            words.iter().flat_map(|entry| entry.forms.iter().chain([&entry.word])).map(String::as_str).collect();
        let many = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), many, "a word stands there twice");
    }
}

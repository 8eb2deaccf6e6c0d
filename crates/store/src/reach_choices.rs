//! How a person in private life wants to be reached. Without a choice: not at all.

use jiff::Timestamp;
use samsyn_domain::access::Subject;
use samsyn_domain::ids::PersonId;
use samsyn_domain::plan::consequences::Job;

use crate::Store;
use crate::error::{Result, StoreError};
use crate::sql::{Statement, values};
use crate::writer::Unit;

/// By what means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Channel {
    /// Not at all.
    #[default]
    None,
    /// A neutral mail.
    Mail,
    /// Letters about meetings as digital post; between them nothing.
    Post,
}

impl Channel {
    /// The word in the table and in forms.
    pub fn key(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Mail => "mail",
            Self::Post => "post",
        }
    }

    /// The channel that the word stands for.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::None, Self::Mail, Self::Post].into_iter().find(|channel| channel.key() == key)
    }
}

/// What somebody chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReachChoice {
    /// By what means.
    pub channel: Channel,
    /// From which hour of the day in Sweden, 0 to 23.
    pub from_hour: u8,
    /// Until which hour, 1 to 24. Earlier than `from_hour`: over midnight. The same: at any time.
    pub to_hour: u8,
    /// Whether she was told how "leave this page" works.
    pub leave_told: bool,
}

pub(crate) const ONE: &str = "select channel, from_hour, to_hour, leave_told_at from reach_choices where person = $1";
pub(crate) const SAVE: &str = "insert into reach_choices (person, channel, from_hour, to_hour, changed_at) values ($1, $2, $3, $4, $5) \
    on conflict (person) do update set channel = excluded.channel, from_hour = excluded.from_hour, to_hour = excluded.to_hour, changed_at = excluded.changed_at";
pub(crate) const TOLD: &str = "insert into reach_choices (person, channel, from_hour, to_hour, leave_told_at, changed_at) values ($1, 'none', 0, 0, $2, $2) \
    on conflict (person) do update set leave_told_at = excluded.leave_told_at";

pub(crate) fn hour(value: i64) -> Result<u8> {
    u8::try_from(value).ok().filter(|hour| *hour <= 24).ok_or_else(|| StoreError::unreadable("an hour", "not 0 to 24"))
}

impl Store {
    /// How somebody wants to be reached.
    pub async fn reach_choice(&self, person: PersonId) -> Result<ReachChoice> {
        let Some(row) = self.pool.first(ONE, &values![person.0]).await? else {
            return Ok(ReachChoice::default());
        };
        Ok(ReachChoice {
            channel: Channel::from_key(&row.text(0)?)
                .ok_or_else(|| StoreError::unreadable("reach_choices.channel", "unknown word"))?,
            from_hour: hour(row.int(1)?)?,
            to_hour: hour(row.int(2)?)?,
            leave_told: row.maybe_time(3)?.is_some(),
        })
    }

    /// Keep how somebody wants to be reached.
    pub async fn choose_reach(&self, person: PersonId, choice: ReachChoice, now: Timestamp) -> Result<()> {
        let (from, to) = (i64::from(choice.from_hour), i64::from(choice.to_hour));
        let save = Statement::new(SAVE, values![person.0, choice.channel.key(), from, to, now]);
        self.writer.run(vec![save]).await.map(drop)
    }

    /// Send the neutral notice now, at whatever hour: somebody tries whether it arrives. Once a minute at most.
    pub async fn send_test_notice(&self, person: PersonId, now: Timestamp) -> Result<()> {
        let job = Job::Test { to: Subject::Person(person) };
        let dedupe = format!("test:{person}:{}", now.as_second() / 60);
        let row = crate::jobs::of(&job, (self.new_id)(), None, &dedupe, now)?;
        self.writer.write(Unit { rows: vec![row], statements: Vec::new() }).await.map(drop)
    }

    /// Remember that somebody was told how "leave this page" works, so that it is told once.
    pub async fn told_of_leaving(&self, person: PersonId, now: Timestamp) -> Result<()> {
        self.writer.run(vec![Statement::new(TOLD, values![person.0, now])]).await.map(drop)
    }
}

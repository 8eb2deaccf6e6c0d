//! Where a notice to somebody goes: a mail address and the language they read. For the worker alone.

use samsyn_domain::access::Subject;
use samsyn_domain::ids::PersonId;

use crate::Store;
use crate::error::Result;
use crate::reach_choices::hour;
use crate::sql::values;

/// How somebody is told that something waits.
#[derive(Clone, PartialEq, Eq)]
pub struct Reach {
    /// The mail address.
    pub mail: String,
    /// The language (BCP 47), where chosen.
    pub language: Option<String>,
    /// The hours of the day, in Sweden, that somebody chose: from, until; the same twice: at any time.
    pub hours: Option<(u8, u8)>,
}

impl std::fmt::Debug for Reach {
    /// Without the address, so that no personal word comes into a log by mistake.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Reach({:?})", self.hours)
    }
}

// Whoever has not chosen mail gets none.
pub(crate) const OF_PERSON: &str = "select coalesce(a.language, h.language), c.from_hour, c.to_hour from people h \
    join reach_choices c on c.person = h.person and c.channel = 'mail' left join accounts a on a.person = h.person \
    where h.person = $1 and h.ended_at is null and h.mail is not null";
pub(crate) const OF_STAFF: &str = "select s.mail, a.language from staff s left join accounts a on a.staff = s.staff \
    where s.staff = $1 and s.ended_at is null and s.mail is not null";
pub(crate) const LANGUAGE_OF_PERSON: &str = "select coalesce(a.language, h.language) from people h \
    left join accounts a on a.person = h.person where h.person = $1";
pub(crate) const LANGUAGE_OF_STAFF: &str = "select language from accounts where staff = $1";
pub(crate) const OF_UNIT: &str = "select function_mail, null from units where unit = $1 and ended_at is null";

impl Store {
    /// How somebody is told that something waits. `None` for whoever has no address, has left, or has not chosen to be
    /// told: they are told in another way.
    pub async fn reach(&self, subject: Subject) -> Result<Option<Reach>> {
        let (sql, id) = match subject {
            Subject::Person(person) => return self.reach_person(person).await,
            Subject::Staff(staff) => (OF_STAFF, staff.0),
            Subject::Unit(unit) => (OF_UNIT, unit.0),
        };
        let Some(row) = self.pool.first(sql, &values![id]).await? else { return Ok(None) };
        Ok(Some(Reach { mail: row.text(0)?, language: row.maybe_text(1)?, hours: None }))
    }

    /// The language in which somebody reads: chosen by themselves, else what the directory says. `None` where neither says any,
    /// and for a unit.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn language_of(&self, subject: Subject) -> Result<Option<String>> {
        let (sql, id) = match subject {
            Subject::Person(person) => (LANGUAGE_OF_PERSON, person.0),
            Subject::Staff(staff) => (LANGUAGE_OF_STAFF, staff.0),
            Subject::Unit(_) => return Ok(None),
        };
        let row = self.pool.first(sql, &values![id]).await?;
        Ok(row.map(|row| row.maybe_text(0)).transpose()?.flatten())
    }

    async fn reach_person(&self, person: PersonId) -> Result<Option<Reach>> {
        let Some(row) = self.pool.first(OF_PERSON, &values![person.0]).await? else {
            return Ok(None);
        };
        let Some(mail) = self.person(person).await?.mail else { return Ok(None) };
        let hours = Some((hour(row.int(1)?)?, hour(row.int(2)?)?));
        Ok(Some(Reach { mail, language: row.maybe_text(0)?, hours }))
    }
}

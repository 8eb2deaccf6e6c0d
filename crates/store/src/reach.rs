//! Where a notice to somebody goes: a mail address and the language they read. For the worker alone.

use samsyn_domain::access::Subject;
use samsyn_domain::ids::PersonId;

use crate::Store;
use crate::error::Result;
use crate::sql::values;

pub(crate) const OF_PERSON: &str = "select coalesce(a.language, h.language) from people h left join accounts a on a.person = h.person \
    where h.person = $1 and h.ended_at is null and h.mail is not null";
pub(crate) const OF_STAFF: &str = "select s.mail, a.language from staff s left join accounts a on a.staff = s.staff \
    where s.staff = $1 and s.ended_at is null and s.mail is not null";
pub(crate) const OF_UNIT: &str = "select function_mail, null from units where unit = $1 and ended_at is null";

impl Store {
    /// The mail address and, where chosen, the language (BCP 47) of somebody to be told that something waits. `None` for
    /// whoever has no address or has left: they are told in another way.
    pub async fn reach(&self, subject: Subject) -> Result<Option<(String, Option<String>)>> {
        let (sql, id) = match subject {
            Subject::Person(person) => return self.reach_person(person).await,
            Subject::Staff(staff) => (OF_STAFF, staff.0),
            Subject::Unit(unit) => (OF_UNIT, unit.0),
        };
        let row = self.pool.first(sql, &values![id]).await?;
        row.map(|row| Ok((row.text(0)?, row.maybe_text(1)?))).transpose()
    }

    async fn reach_person(&self, person: PersonId) -> Result<Option<(String, Option<String>)>> {
        let Some(row) = self.pool.first(OF_PERSON, &values![person.0]).await? else {
            return Ok(None);
        };
        let mail = self.person(person).await?.mail;
        mail.map(|mail| Ok((mail, row.maybe_text(0)?))).transpose()
    }
}

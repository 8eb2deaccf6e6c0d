//! People whom plans are about, and their relatives.

use jiff::Timestamp;
use jiff::civil::Date;
use samsyn_domain::ids::PersonId;
use samsyn_domain::people::PersonRef;

use crate::Store;
use crate::error::{Result, StoreError};
use crate::sql::{Row, Statement, values};
use crate::units::line;

/// A person as the directory knows her.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// Her id.
    pub id: PersonId,
    /// Her key in `people.csv`.
    pub code: String,
    /// The name she goes by; an alias when her identity is protected.
    pub name: String,
    /// Day of birth.
    pub born: Option<Date>,
    /// Personnummer or Samordningsnummer, twelve digits.
    pub personal_number: Option<String>,
    /// BCP 47 tag of the language she reads best.
    pub language: Option<String>,
    /// Where messages go, in small letters.
    pub mail: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// When she was taken out of the lists.
    pub ended: Option<Timestamp>,
}

impl std::fmt::Debug for Person {
    /// The id alone, so that no personal word comes into a log by mistake.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Person({})", self.id)
    }
}

pub(crate) const ALL: &str = "select person, code, name, born, personal_number, language, mail, phone, ended_at from people order by name, person";
pub(crate) const ONE: &str =
    "select person, code, name, born, personal_number, language, mail, phone, ended_at from people where person = $1";
pub(crate) const SAVE: &str = "insert into people (person, code, name, born, personal_number, language, mail, phone, ended_at) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (person) do update set name = excluded.name, born = excluded.born, \
    personal_number = excluded.personal_number, language = excluded.language, mail = excluded.mail, phone = excluded.phone, ended_at = excluded.ended_at";

fn read(row: &Row) -> Result<Person> {
    Ok(Person {
        id: PersonId(row.uuid(0)?),
        code: row.text(1)?,
        name: row.text(2)?,
        born: row
            .maybe_text(3)?
            .map(|day| day.parse().map_err(|e| StoreError::unreadable("people.born", e)))
            .transpose()?,
        personal_number: row.maybe_text(4)?,
        language: row.maybe_text(5)?,
        mail: row.maybe_text(6)?,
        phone: row.maybe_text(7)?,
        ended: row.maybe_time(8)?,
    })
}

impl Person {
    pub(crate) fn save(&self) -> Statement {
        Statement::new(
            SAVE,
            values![
                self.id.0,
                &self.code,
                &self.name,
                self.born,
                self.personal_number.clone(),
                self.language.clone(),
                self.mail.as_ref().map(|mail| mail.to_lowercase()),
                self.phone.clone(),
                self.ended
            ],
        )
    }

    /// The person as a plan remembers her.
    ///
    /// # Errors
    /// `Unreadable` when the stored name is not one line of at most 200 characters.
    pub fn as_ref(&self) -> Result<PersonRef> {
        Ok(PersonRef {
            person: self.id,
            name: line(&self.name)?,
            born: self.born,
            language: self.language.as_deref().map(line).transpose()?,
        })
    }
}

impl Store {
    /// All people, by name. For administrators; a professional finds people in plans.
    pub async fn people(&self) -> Result<Vec<Person>> {
        self.pool.fetch(ALL, &[]).await?.iter().map(read).collect()
    }

    /// One person.
    ///
    /// # Errors
    /// `NotFound` when there is no such person.
    pub async fn person(&self, person: PersonId) -> Result<Person> {
        read(&self.pool.first(ONE, &values![person.0]).await?.ok_or(StoreError::NotFound)?)
    }

    /// Add a person or change her.
    pub async fn save_person(&self, person: &Person) -> Result<()> {
        self.change_directory(vec![person.save()]).await
    }
}

//! People whom plans are about, and their relatives.

use jiff::Timestamp;
use jiff::civil::Date;
use samsyn_domain::ids::PersonId;
use samsyn_domain::people::PersonRef;
use serde::{Deserialize, Serialize};

use crate::Store;
use crate::error::{Result, StoreError};
use crate::keys::cipher::{Cipher, SEALED};
use crate::keys::{Keys, Whose, sealed_columns};
use crate::search::Storable;
use crate::sql::{Row, Statement, values};
use crate::stamps::PEOPLE;
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

pub(crate) const ALL: &str = "select person, code, name, born, personal_number, language, mail, phone, ended_at, sealed, codec, key_id, stamp \
    from people where codec < 2 order by person";
pub(crate) const ONE: &str = "select person, code, name, born, personal_number, language, mail, phone, ended_at, sealed, codec, key_id, stamp \
    from people where person = $1 and codec < 2";
pub(crate) const BY_NUMBER: &str = "select person, code, name, born, personal_number, language, mail, phone, ended_at, sealed, codec, key_id, stamp \
    from people where personal_number = $1 and codec < 2";
pub(crate) const SAVE: &str = "insert into people (person, code, name, born, personal_number, language, mail, phone, ended_at, sealed, codec, key_id, stamp) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict (person) do update set code = excluded.code, name = excluded.name, \
    born = excluded.born, personal_number = excluded.personal_number, language = excluded.language, mail = excluded.mail, phone = excluded.phone, \
    ended_at = excluded.ended_at, sealed = excluded.sealed, codec = excluded.codec, key_id = excluded.key_id, stamp = excluded.stamp";

/// What the hash of a mail address is made for; the address in small letters.
pub(crate) const MAIL: Column = "people.mail";
/// What the hash of a personal number is made for: twelve digits.
const NUMBER: Column = "people.personal_number";
/// What the hash of a key in `people.csv` is made for: such a key is often a name.
const CODE: Column = "people.code";
/// The name of a column that is hashed: keeps the hashes of different columns apart.
type Column = &'static str;

/// What is encrypted of a person, all of it as one value: even which fields are empty says something.
#[derive(Serialize, Deserialize)]
struct Hidden {
    code: String,
    name: String,
    born: Option<Date>,
    personal_number: Option<String>,
    mail: Option<String>,
    phone: Option<String>,
}

/// A person as versions before the keys stored her.
pub(crate) fn read_clear(row: &Row) -> Result<Person> {
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

/// Her name from three columns that begin at `at`: name, codec, sealed. None for somebody who is not there or was erased.
pub(crate) fn name_in(row: &Row, at: usize, cipher: Option<&Cipher>) -> Result<Option<String>> {
    match row.maybe_int(at + 1)? {
        Some(SEALED) => reveal(cipher, row.bytes(at + 2)?).map(|hidden| Some(hidden.name)),
        _ => Ok(None),
    }
}

fn reveal(cipher: Option<&Cipher>, sealed: Vec<u8>) -> Result<Hidden> {
    let cipher = cipher.ok_or_else(|| StoreError::unreadable("people.sealed", "the key is not there"))?;
    let hidden = cipher.reveal("people", "sealed", "person", SEALED, sealed)?;
    serde_json::from_slice(&hidden).map_err(|e| StoreError::unreadable("people.sealed", e))
}

fn read(row: &Row, cipher: Option<&Cipher>) -> Result<Person> {
    let id = PersonId(row.uuid(0)?);
    let Hidden { code, name, born, personal_number, mail, phone } = reveal(cipher, row.bytes(9)?)?;
    let (language, ended) = (row.maybe_text(5)?, row.maybe_time(8)?);
    Ok(Person { id, code, name, born, personal_number, language, mail, phone, ended })
}

impl Person {
    /// The statement that stores her, encrypted with her key.
    pub(crate) fn hide(&self, keys: &Keys, cipher: &Cipher, number: Storable) -> Result<Statement> {
        let mail = self.mail.as_ref().map(|mail| mail.to_lowercase());
        let hash = |column: Column, text: &Option<String>| text.as_ref().map(|text| keys.hash(column, text));
        let hidden = Hidden {
            code: self.code.clone(),
            name: self.name.clone(),
            born: self.born,
            personal_number: self.personal_number.clone(),
            mail: mail.clone(),
            phone: self.phone.clone(),
        };
        let json = serde_json::to_vec(&hidden).map_err(|e| StoreError::unreadable("a person", e))?;
        let (codec, key) = sealed_columns(cipher);
        // Nothing of name, day of birth and telephone lies in the clear.
        let (name, born, phone) = ("", None::<String>, None::<String>);
        let row = values![
            self.id.0,
            keys.hash(CODE, &self.code),
            name,
            born,
            hash(NUMBER, &self.personal_number).filter(|_| number == Storable::Matched),
            self.language.clone(),
            hash(MAIL, &mail),
            phone,
            self.ended,
            cipher.hide("people", "sealed", "person", &json)?,
            codec,
            key
        ];
        Ok(Statement::new(SAVE, keys.stamped(&PEOPLE, row, None)))
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
    /// All people, by name. For administrators; a professional finds people in plans. Names cannot be sorted or searched by the database:
    /// they are decrypted here, some microseconds each.
    pub async fn people(&self) -> Result<Vec<Person>> {
        let rows = self.pool.fetch(ALL, &[]).await?;
        let mut people = self.reveal_people(rows).await?;
        people.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        Ok(people)
    }

    /// Those of the people whose rows are this program's.
    async fn reveal_people(&self, rows: Vec<Row>) -> Result<Vec<Person>> {
        let rows = self.own(&PEOPLE, rows)?;
        let ids = rows.iter().map(|row| row.uuid(0)).collect::<Result<Vec<_>>>()?;
        let ciphers = self.keys.of(Whose::Person, &ids).await?;
        rows.iter().zip(&ids).map(|(row, id)| read(row, ciphers.get(id))).collect()
    }

    /// One person.
    ///
    /// # Errors
    /// `NotFound` when there is no such person, or she was erased.
    pub async fn person(&self, person: PersonId) -> Result<Person> {
        let row = self.pool.first(ONE, &values![person.0]).await?.ok_or(StoreError::NotFound)?;
        self.reveal_people(vec![row]).await?.pop().ok_or(StoreError::NotFound)
    }

    /// The person with this Personnummer or Samordningsnummer, twelve digits: found by its keyed hash.
    pub async fn person_by_number(&self, digits: &str) -> Result<Option<Person>> {
        let hash = self.keys.hash(NUMBER, digits);
        let rows = self.pool.fetch(BY_NUMBER, &values![hash]).await?;
        Ok(self.reveal_people(rows).await?.pop())
    }

    /// Add a person or change her.
    pub async fn save_person(&self, person: &Person) -> Result<()> {
        let statements = self.save_people(&[person]).await?;
        self.change_directory(statements).await
    }

    /// The statements that add or change people, each encrypted with a key of their own.
    pub(crate) async fn save_people(&self, people: &[&Person]) -> Result<Vec<Statement>> {
        let ids: Vec<_> = people.iter().map(|person| person.id.0).collect();
        let ciphers = self.keys.made(Whose::Person, &ids).await?;
        let cipher = |person: &Person| ciphers.get(&person.id.0).ok_or(StoreError::NotFound);
        people.iter().map(|person| person.hide(&self.keys, cipher(person)?, Storable::Matched)).collect()
    }

    /// The statement that adds or changes one person, whose number may be somebody else's.
    pub(crate) async fn save_one(&self, person: &Person, number: Storable) -> Result<Statement> {
        let ciphers = self.keys.made(Whose::Person, &[person.id.0]).await?;
        person.hide(&self.keys, ciphers.get(&person.id.0).ok_or(StoreError::NotFound)?, number)
    }
}

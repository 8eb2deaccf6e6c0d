//! To choose a person of the directory, or to write in a new one. Part of the forms that name somebody.
//!
//! Numbers are found only when whole, names with the day of birth; a name alone finds those in plans of one's own. Nobody can
//! leaf through the directory here.

use jiff::ToSpan;
use jiff::civil::Date;
use samsyn_domain::ids::PersonId;
use samsyn_domain::personnummer::Personnummer;
use samsyn_store::{Change, Person, Sought, Surface};

use crate::error::Error;
use crate::form::{FieldError, Form, Invalid};
use crate::me::{Me, trouble};
use crate::parts::Choice;
use crate::text::T;

/// The most people shown.
const MOST: usize = 8;
/// The fewest letters to search by.
const FEWEST: usize = 3;
/// The most letters that are searched for.
const LONGEST: usize = 200;
/// The value of the answer "a new person".
const NEW: &str = "new";

/// What `pages/people/pick.html` shows; the page's struct holds it as `pick`.
pub struct Pick {
    /// Those found.
    pub hits: Vec<Hit>,
    /// Whether something was searched for.
    pub searched: bool,
    /// Whether the fields of a new person are open.
    pub open: bool,
    /// The id that a new person gets, so that a repeated submit makes nobody twice.
    pub new: String,
}

/// Somebody found.
pub struct Hit {
    id: String,
    name: String,
    born: String,
}

/// The one chosen.
pub enum Picked {
    /// Of the directory.
    Known(Box<Person>),
    /// To be added; see [`Picked::kept`].
    New(Box<Person>),
}

impl Pick {
    /// What to show for this form.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn of(me: &Me, form: &Form) -> Result<Self, Error> {
        let mut people = found(me, form.value("who")).await?;
        if let Ok(chosen) = form.value("person").parse::<PersonId>()
            && !people.iter().any(|person| person.id == chosen)
            && let Ok(person) = known(me, chosen).await
        {
            people.push(person);
        }
        let (t, dates) = (me.t(), me.language().dates());
        let hit = |person: Person| Hit {
            id: person.id.to_string(),
            born: person.born.map(|day| t.msg_pick_born(dates.date(day))).unwrap_or_default(),
            name: person.name,
        };
        let hits: Vec<Hit> = people.into_iter().map(hit).collect();
        let searched = !form.value("who").trim().is_empty();
        let typed =
            ["name", "born", "number"].iter().any(|key| !form.value(key).is_empty() || form.error(key).is_some());
        let new = form.value("new_person");
        let new = if new.is_empty() { me.app.new_id().to_string() } else { new.to_owned() };
        Ok(Self { open: typed || searched && hits.is_empty(), hits, searched, new })
    }

    /// The answers to choose among, with that of a new person last.
    pub fn choices(&self, t: &T) -> Vec<Choice<'static>> {
        let mut choices = self.known();
        choices.push(Choice::new(NEW, t.msg_pick_new_choice()));
        choices
    }

    /// Those of the directory alone.
    pub fn known(&self) -> Vec<Choice<'static>> {
        let choice = |hit: &Hit| {
            let choice = Choice::new(hit.id.clone(), hit.name.clone());
            if hit.born.is_empty() { choice } else { choice.hint(hit.born.clone()) }
        };
        self.hits.iter().map(choice).collect()
    }
}

/// A person whom this one may know of.
pub(crate) async fn known(me: &Me, person: PersonId) -> Result<Person, samsyn_store::StoreError> {
    let moment = me.moment();
    me.app.store.visible_person(&me.asking(Surface::Page, &moment), person).await
}

/// Refuses a search that no name or number is as long as.
///
/// # Errors
/// [`FieldError::TooLong`] is noted on the form at `who`.
pub(crate) fn searchable(form: &mut Form) -> Result<(), Invalid> {
    form.text_or_empty("who", LONGEST).map(|_| ())
}

/// The people that a search finds. It is logged, without its words.
async fn found(me: &Me, query: &str) -> Result<Vec<Person>, Error> {
    let query = query.trim().to_lowercase();
    if !(FEWEST..=LONGEST).contains(&query.chars().count()) {
        return Ok(Vec::new());
    }
    let number = Personnummer::parse(&query, me.today).ok();
    let (words, born) = name_and_birth(&query);
    let sought = match (&number, born) {
        (Some(number), _) => Sought::Number(number.digits()),
        (None, Some(day)) if words.chars().count() >= FEWEST => Sought::Born(&words, day),
        (None, _) => Sought::Name(&query),
    };
    let moment = me.moment();
    me.app.store.find_people(&me.asking(Surface::Page, &moment), sought, MOST).await.map_err(|e| trouble(&e))
}

/// The words of a search, and the day of birth among them: `2017-05-14` or `20170514`.
fn name_and_birth(query: &str) -> (String, Option<Date>) {
    let day = |word: &str| word.parse().or_else(|_| Date::strptime("%Y%m%d", word)).ok();
    let born = query.split_whitespace().find_map(day);
    let words: Vec<&str> = query.split_whitespace().filter(|word| day(word).is_none()).collect();
    (words.join(" "), born)
}

/// Reads who was chosen or written in; `None` when that cannot be told, with the errors on the form.
///
/// # Errors
/// When the store does not answer.
pub async fn picked(me: &Me, form: &mut Form) -> Result<Option<Picked>, Error> {
    if let Ok(chosen) = form.value("person").parse::<PersonId>() {
        return match known(me, chosen).await {
            Ok(person) => Ok(Some(Picked::Known(Box::new(person)))),
            Err(samsyn_store::StoreError::NotFound) => {
                form.fail("who", FieldError::UnknownChoice);
                Ok(None)
            }
            Err(error) => Err(trouble(&error)),
        };
    }
    if form.value("name").trim().is_empty() && form.value("person") != NEW {
        let typed = form.value("who").trim().to_owned();
        // A name that was typed where one searches waits in the fields of a new person; a number or a day is none.
        if !typed.is_empty() && !typed.contains(|c: char| c.is_ascii_digit()) {
            form.set("name", typed);
        }
        form.fail("who", FieldError::Because(me.t().msg_pick_how().to_owned()));
        return Ok(None);
    }
    written(me, form).await
}

/// Reads the fields of a new person.
async fn written(me: &Me, form: &mut Form) -> Result<Option<Picked>, Error> {
    let (name, born) = (form.text("name", 200), born(form, me.today));
    let number = number(me, form).await?;
    let (Ok(name), Ok(born), Ok(number)) = (name, born, number) else {
        return Ok(None);
    };
    let id = PersonId(form.value("new_person").parse().unwrap_or_else(|_| me.app.new_id()));
    // A repeated submit finds the one it made; an id of somebody else's is never written over.
    if let Ok(person) = known(me, id).await {
        return Ok(Some(Picked::Known(Box::new(person))));
    }
    let born = born.or_else(|| number.as_ref().and_then(Personnummer::born));
    let number = number.map(|number| number.digits().to_owned());
    let person = Person {
        id,
        code: id.to_string(),
        name,
        born,
        personal_number: number,
        language: None,
        mail: None,
        phone: None,
        ended: None,
    };
    Ok(Some(Picked::New(Box::new(person))))
}

/// A day of birth, as other days are written, with its year: the nearest one is not meant.
fn born(form: &mut Form, today: Date) -> Result<Option<Date>, Invalid> {
    let Some(read) = form.date_or_none("born", today)? else { return Ok(None) };
    let written = |year: i16| form.value("born").contains(&year.to_string());
    let short = |year: i16| form.value("born").trim().ends_with(&format!("{:02}", year % 100));
    // Two figures of a year are those of the latest one that has been.
    let day = if written(read.year()) || read <= today { Some(read) } else { read.checked_sub(100.years()).ok() };
    match day {
        Some(day) if day <= today && (written(day.year()) || short(day.year())) => Ok(Some(day)),
        _ => {
            let words = form.t().msg_pick_bad_born().to_owned();
            Err(form.fail("born", FieldError::Because(words)))
        }
    }
}

async fn number(me: &Me, form: &mut Form) -> Result<Result<Option<Personnummer>, Invalid>, Error> {
    let typed = match form.text_or_empty("number", 20) {
        Ok(typed) if typed.is_empty() => return Ok(Ok(None)),
        Ok(typed) => typed,
        Err(invalid) => return Ok(Err(invalid)),
    };
    let because = |words: &str| FieldError::Because(words.to_owned());
    let Ok(number) = Personnummer::parse(&typed, me.today) else {
        return Ok(Err(form.fail("number", because(me.t().msg_pick_bad_number()))));
    };
    let new = form.value("new_person");
    let known = found(me, number.digits()).await?;
    if known.iter().any(|person| person.id.to_string() != new) {
        return Ok(Err(form.fail("number", because(me.t().msg_pick_number_known()))));
    }
    Ok(Ok(Some(number)))
}

impl Picked {
    /// The person, added to the directory if new. Call it when the rest of the form is right.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn kept(self, me: &Me) -> Result<Person, Error> {
        match self {
            Self::Known(person) => Ok(*person),
            Self::New(person) => {
                let moment = me.moment();
                let asking = me.asking(Surface::Page, &moment);
                me.app.store.keep(&asking, Change::Person(&person)).await.map_err(|e| trouble(&e))?;
                Ok(*person)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::Language;

    #[test]
    fn a_birthday_is_written_as_any_other_day_and_with_its_year() {
        let today = date(2026, 11, 22);
        let read = |text: &str| born(&mut Form::filled(Language::Sv, [("born", text)]), today);
        for text in ["3/3 1984", "3/3-84", "3 mars 1984", "1984-03-03", "19840303", "3.3.84"] {
            assert_eq!(read(text), Ok(Some(date(1984, 3, 3))), "{text}");
        }
        assert_eq!(read("3/3-17"), Ok(Some(date(2017, 3, 3))));
        assert_eq!(read(""), Ok(None));
        for text in ["3/3", "3 mars", "3 mars 2027", "31/2 1984", "snart"] {
            assert_eq!(read(text), Err(Invalid), "{text}");
        }
    }
}

//! A person in private life: add, change, open and close the account, take out of the lists.

use askama::Template;
use axum::extract::Path;
use jiff::civil::Date;
use samsyn_domain::ids::PersonId;
use samsyn_domain::personnummer::Personnummer;
use samsyn_store::{Change, Holder, Person};

use super::account::{self, AccountLine};
use super::{administrator, fields, stored};
use crate::error::Error;
use crate::form::{FieldError, Form, Invalid};
use crate::me::{Answer, Me, trouble};
use crate::parts::{Page, Tag};
use crate::text::T;
use crate::{refused, show};

#[derive(Template)]
#[template(path = "pages/directory/person.html")]
struct PersonPage {
    page: Page,
    t: T,
    form: Form,
    account: Option<AccountLine>,
    ended: bool,
}

impl PersonPage {
    async fn of(me: &Me, form: Form, person: Option<&Person>) -> Result<Self, Error> {
        let t = me.t();
        let title = if person.is_some() { t.msg_directory_person() } else { t.msg_directory_new_person() };
        let account = match person {
            Some(person) => Some(account::line(me, Holder::Person(person.id)).await?),
            None => None,
        };
        Ok(Self {
            page: me.page(title).back("/directory#people").of(&form),
            t,
            account,
            ended: person.is_some_and(|person| person.ended.is_some()),
            form,
        })
    }
}

/// `GET /directory/people/new`
pub async fn new(me: Me) -> Answer {
    administrator(&me, None).await?;
    Ok(show(&PersonPage::of(&me, me.form(), None).await?))
}

/// `POST /directory/people/new`: without an account; whether somebody wants one is theirs to say.
pub async fn add(me: Me, mut form: Form) -> Answer {
    administrator(&me, None).await?;
    let id = PersonId(me.app.new_id());
    if let Ok(person) = read(&mut form, id, me.today) {
        let result = me.keep(Change::Person(&person)).await;
        if stored(&mut form, result)? {
            return Ok(me.saved(format!("/directory/people/{id}")));
        }
    }
    Ok(refused(&PersonPage::of(&me, form, None).await?))
}

fn read(form: &mut Form, id: PersonId, today: Date) -> Result<Person, Invalid> {
    let name = fields::line(form, "name");
    let born = born(form, today);
    let number = number(form, today);
    let language = language(form);
    let (mail, phone) = (fields::mail(form, "mail"), fields::phone(form, "phone"));
    let number = number?;
    Ok(Person {
        id,
        code: format!("p-{}", id.0.simple()),
        name: name?,
        born: born?.or_else(|| number.as_ref().and_then(Personnummer::born)),
        personal_number: number.map(|number| number.digits().to_owned()),
        language: language?,
        mail: mail?,
        phone: phone?,
        ended: None,
    })
}

/// A day of birth that has been: `1984-03-03`, which the dates of plans do not reach, or as any other day.
pub(crate) fn born(form: &mut Form, today: Date) -> Result<Option<Date>, Invalid> {
    let text = form.text_or_empty("born", 40)?;
    if text.is_empty() {
        return Ok(None);
    }
    let earliest = Date::constant(1900, 1, 1);
    let date = text.parse::<Date>().ok().or_else(|| crate::form::when::date(&text, today).ok());
    match date {
        Some(date) if date <= today && date >= earliest => Ok(Some(date)),
        _ => {
            let words = form.t().msg_directory_bad_born().to_owned();
            Err(form.fail("born", FieldError::Because(words)))
        }
    }
}

fn number(form: &mut Form, today: Date) -> Result<Option<Personnummer>, Invalid> {
    let text = form.text_or_empty("personnummer", 40)?;
    if text.is_empty() {
        return Ok(None);
    }
    let words = form.t().msg_directory_bad_number().to_owned();
    Personnummer::parse(&text, today).map(Some).map_err(|_| form.fail("personnummer", FieldError::Because(words)))
}

/// A language tag in the form of BCP 47: letters and digits in parts of at most eight.
fn language(form: &mut Form) -> Result<Option<String>, Invalid> {
    let Some(tag) = fields::maybe(form, "language")? else {
        return Ok(None);
    };
    let part = |part: &str| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric());
    let first = tag.split('-').next().is_some_and(|first| (2..=3).contains(&first.len()));
    if first && tag.split('-').all(part) {
        return Ok(Some(tag));
    }
    let words = form.t().msg_directory_bad_language().to_owned();
    Err(form.fail("language", FieldError::Because(words)))
}

async fn one(me: &Me, id: PersonId) -> Result<Person, Error> {
    crate::pages::people::pick::known(me, id).await.map_err(|error| trouble(&error))
}

/// `GET /directory/people/{id}`
pub async fn get(me: Me, Path(id): Path<PersonId>) -> Answer {
    administrator(&me, Some(id.0)).await?;
    let person = one(&me, id).await?;
    let mut form = me.form();
    form.set("name", &person.name);
    form.set("born", person.born.map(|day| day.to_string()).unwrap_or_default());
    form.set("personnummer", person.personal_number.clone().unwrap_or_default());
    form.set("language", person.language.clone().unwrap_or_default());
    form.set("mail", person.mail.clone().unwrap_or_default());
    form.set("phone", person.phone.clone().unwrap_or_default());
    Ok(show(&PersonPage::of(&me, form, Some(&person)).await?))
}

/// `POST /directory/people/{id}`: the button pressed says what.
pub async fn post(me: Me, Path(id): Path<PersonId>, mut form: Form) -> Answer {
    administrator(&me, Some(id.0)).await?;
    let person = one(&me, id).await?;
    if act(&me, &person, &mut form).await? {
        return Ok(me.saved(format!("/directory/people/{id}")));
    }
    Ok(refused(&PersonPage::of(&me, form, Some(&person)).await?))
}

async fn act(me: &Me, person: &Person, form: &mut Form) -> Result<bool, Error> {
    let holder = Holder::Person(person.id);
    let changed = match form.value("do") {
        "open" => return account::open(me, form, holder).await,
        "close" => return account::close(me, form, holder).await,
        "reopen" => return account::reopen(me, form, holder).await,
        "end" => Ok(Person { ended: Some(me.now), ..person.clone() }),
        "again" => Ok(Person { ended: None, ..person.clone() }),
        _ => read(form, person.id, me.today).map(|typed| Person {
            code: person.code.clone(),
            ended: person.ended,
            ..typed
        }),
    };
    let Ok(changed) = changed else { return Ok(false) };
    let result = me.keep(Change::Person(&changed)).await;
    stored(form, result)
}

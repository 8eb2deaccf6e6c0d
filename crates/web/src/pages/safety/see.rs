//! How to leave the page, and how and when a person in private life wants to be told that something waits.

use askama::Template;
use axum::response::{IntoResponse, Redirect};
use samsyn_domain::ids::PersonId;
use samsyn_store::{Change, Channel, ReachChoice};

use crate::error::Error;
use crate::form::{FieldError, Form, Invalid};
use crate::me::{Answer, Me, trouble};
use crate::pages::directory::fields;
use crate::parts::{Choice, Notice, Page};
use crate::text::T;
use crate::{refused, show};

#[derive(Template)]
#[template(path = "pages/safety/see.html")]
struct Safety {
    page: Page,
    t: T,
    form: Form,
    channels: Vec<Choice<'static>>,
    mails: bool,
    sent: bool,
}

impl Safety {
    fn of(me: &Me, form: Form, choice: ReachChoice, post: bool) -> Self {
        let t = me.t();
        let by_post =
            Choice::new(Channel::Post.key(), t.msg_safety_channel_post()).hint(t.msg_safety_channel_post_hint());
        let query = me.visit.path.split_once('?').map_or("", |(_, query)| query);
        Self {
            page: me.page(t.msg_safety_title()).of(&form),
            t,
            form,
            channels: [
                Choice::new(Channel::None.key(), t.msg_safety_channel_none()).hint(t.msg_safety_channel_none_hint()),
                Choice::new(Channel::Mail.key(), t.msg_safety_channel_mail()),
            ]
            .into_iter()
            .chain(post.then_some(by_post))
            .collect(),
            mails: choice.channel == Channel::Mail,
            sent: query.split('&').any(|pair| pair == "sent=1"),
        }
    }
}

/// Families alone: those who work here have a function mailbox and their work address.
fn person(me: &Me) -> Result<PersonId, Error> {
    me.actor.person().ok_or(Error::NotFound)
}

/// Whether digital post is offered: it is set up here, and their number is known and may leave the house.
async fn digital_post(me: &Me, person: PersonId) -> Result<bool, Error> {
    let can = me.app.store.can_have_digital_post(person).await.map_err(|error| trouble(&error))?;
    Ok(me.app.digital_post && can)
}

async fn choice(me: &Me, person: PersonId) -> Result<ReachChoice, Error> {
    me.app.store.reach_choice(person).await.map_err(|error| trouble(&error))
}

/// `GET /safety`
pub async fn get(me: Me) -> Answer {
    let person = person(&me)?;
    let (choice, known) = (choice(&me, person).await?, me.app.store.person(person).await);
    let mut form = me.form();
    form.set("channel", choice.channel.key());
    form.set("mail", known.map_err(|error| trouble(&error))?.mail.unwrap_or_default());
    if choice.from_hour != choice.to_hour {
        form.set("from_hour", choice.from_hour.to_string());
        form.set("to_hour", choice.to_hour.to_string());
    }
    let by_post = digital_post(&me, person).await?;
    Ok(show(&Safety::of(&me, form, choice, by_post)))
}

/// `POST /safety`: the button pressed says what.
pub async fn post(me: Me, mut form: Form) -> Answer {
    let person = person(&me)?;
    let store = &me.app.store;
    match form.value("do") {
        "told" => {
            store.told_of_leaving(person, me.now).await.map_err(|error| trouble(&error))?;
            Ok(Redirect::to("/").into_response())
        }
        "test" => {
            store.send_test_notice(person, me.now).await.map_err(|error| trouble(&error))?;
            Ok(Redirect::to("/safety?sent=1").into_response())
        }
        _ => {
            let before = choice(&me, person).await?;
            let by_post = digital_post(&me, person).await?;
            let Ok((choice, mail)) = read(&mut form, before, by_post) else {
                return Ok(refused(&Safety::of(&me, form, before, by_post)));
            };
            keep(&me, person, choice, mail).await?;
            Ok(me.saved("/safety"))
        }
    }
}

/// What was chosen, and the address. Both hours or none: one alone would leave the other to chance.
fn read(form: &mut Form, before: ReachChoice, post: bool) -> Result<(ReachChoice, Option<String>), Invalid> {
    let channel = form.choice::<String>("channel").and_then(|key| {
        let known = Channel::from_key(&key).filter(|channel| *channel != Channel::Post || post);
        known.ok_or_else(|| form.fail("channel", FieldError::UnknownChoice))
    });
    let mail = fields::mail(form, "mail");
    let mut hour = |key: &'static str, range| match form.value(key).trim() {
        "" => Ok(None),
        _ => form.number(key, range).map(|hour| u8::try_from(hour).ok()),
    };
    let (from, to) = (hour("from_hour", 0..=23), hour("to_hour", 1..=24));
    let (channel, mail, from, to) = (channel?, mail?, from?, to?);
    if channel == Channel::Mail && mail.is_none() {
        return Err(form.fail("mail", FieldError::Empty));
    }
    let (from_hour, to_hour) = match (from, to) {
        (Some(from), Some(to)) if from == to => {
            let words = form.t().msg_safety_hours_equal().to_owned();
            return Err(form.fail("to_hour", FieldError::Because(words)));
        }
        (Some(from), Some(to)) => (from, to),
        (None, None) => (0, 0),
        (Some(_), None) => return Err(form.fail("to_hour", FieldError::Empty)),
        (None, Some(_)) => return Err(form.fail("from_hour", FieldError::Empty)),
    };
    Ok((ReachChoice { channel, from_hour, to_hour, ..before }, mail))
}

async fn keep(me: &Me, person: PersonId, choice: ReachChoice, mail: Option<String>) -> Result<(), Error> {
    let known = me.app.store.person(person).await.map_err(|error| trouble(&error))?;
    if known.mail != mail {
        let changed = samsyn_store::Person { mail, ..known };
        me.keep(Change::Person(&changed)).await.map_err(|error| trouble(&error))?;
    }
    me.app.store.choose_reach(person, choice, me.now).await.map_err(|error| trouble(&error))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use samsyn_domain::families;

    use crate::Language;
    use crate::samples::{House, person, staff};

    #[tokio::test]
    async fn a_family_chooses_how_it_is_reached_and_starts_with_not_at_all() {
        let house = House::open("safety").await;
        let sara = person(&families::sara());
        let page = &house.everywhere(&sara, "/safety").await[0];
        assert!(page.contains("value=\"none\" checked") && page.contains("href=\"/leave\""));
        assert!(!page.contains("value=\"test\""), "nothing to test before mail is chosen");
        assert_eq!(
            house.get(&staff(&families::anna_ek()), Language::Sv, "/safety").await.status,
            StatusCode::NOT_FOUND
        );
        for wrong in [
            "channel=pigeon",
            "channel=mail&mail=",
            "channel=mail&mail=x",
            "channel=mail&mail=a%40b.example&from_hour=9",
            "channel=mail&mail=a%40b.example&from_hour=25&to_hour=3",
            "channel=mail&mail=a%40b.example&to_hour=12",
            "channel=mail&mail=a%40b.example&from_hour=8&to_hour=8",
        ] {
            let came = house.post(&sara, "/safety", wrong).await;
            assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
            crate::samples::sound(wrong, &came.html);
        }
        let right = "channel=mail&mail=Sara%40Example.org&from_hour=9&to_hour=12";
        assert_eq!(house.post(&sara, "/safety", right).await.status, StatusCode::SEE_OTHER);
        let page = house.get(&sara, Language::Sv, "/safety").await.html;
        for part in ["value=\"mail\" checked", "sara@example.org", "value=\"9\"", "value=\"12\"", "value=\"test\""] {
            assert!(page.contains(part), "{part}");
        }
        assert_eq!(house.post(&sara, "/safety", "do=test").await.location, "/safety?sent=1");
    }

    #[tokio::test]
    async fn digital_post_is_for_those_whose_number_is_known_where_it_is_set_up() {
        let house = House::open("safety-post").await;
        let (sara, johan) = (person(&families::sara()), person(&families::johan()));
        assert!(!house.everywhere(&sara, "/safety").await[0].contains("value=\"post\""));
        let came = house.post(&sara, "/safety", "channel=post").await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "not by writing it oneself either");
        assert!(house.everywhere(&johan, "/safety").await[0].contains("value=\"post\""));
        assert_eq!(house.post(&johan, "/safety", "channel=post").await.status, StatusCode::SEE_OTHER);
        let page = house.get(&johan, Language::Sv, "/safety").await.html;
        assert!(page.contains("value=\"post\" checked") && !page.contains("value=\"test\""), "no mail to try");
    }

    #[tokio::test]
    async fn leaving_is_explained_once() {
        let house = House::open("safety-told").await;
        let sara = person(&families::sara());
        assert!(house.get(&sara, Language::Sv, "/").await.html.contains("id=\"leaving\""));
        assert_eq!(house.post(&sara, "/safety", "do=told").await.location, "/");
        assert!(!house.get(&sara, Language::Sv, "/").await.html.contains("id=\"leaving\""));
        let elin = house.get(&person(&families::elin()), Language::Sv, "/").await.html;
        assert!(elin.contains("id=\"leaving\""), "each is told for herself");
    }
}

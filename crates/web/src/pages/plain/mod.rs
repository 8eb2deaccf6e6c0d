//! How easy a text is to read, asked while somebody at work writes (`assets/plain.js`). Nothing is stored or logged.

use crate::error::Error;
use crate::form::Form;
use crate::me::{Answer, Me};
use crate::parts::Plain;
use crate::show;

/// `POST /plain`: the text in, the part of the page out; for staff alone.
pub async fn post(me: Me, form: Form) -> Answer {
    if me.actor.staff().is_none() {
        return Err(Error::NotFound);
    }
    Ok(show(&Plain::of(me.t(), &me.app.settings, form.value("text"))))
}

#[cfg(test)]
mod tests;

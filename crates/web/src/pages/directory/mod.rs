//! The directory of the installation, for its administrators alone: principals, units, staff, people, accounts.

mod account;
pub(crate) mod fields;
pub mod index;
pub mod person;
pub mod principal;
pub mod remit;
pub mod staff;
pub mod unit;

use samsyn_domain::access::Hat;
use samsyn_store::StoreError;

use crate::error::Error;
use crate::form::{FieldError, Form};
use crate::me::{Me, trouble};

/// Refuses everybody else as if there were nothing here. The look or the try is logged.
async fn administrator(me: &Me, about: Option<uuid::Uuid>) -> Result<(), Error> {
    me.on_duty(Hat::Administrator, "directory", about).await
}

/// What a change of the directory came to: stored, or told on the form when somebody else was first.
fn stored(form: &mut Form, result: Result<(), StoreError>) -> Result<bool, Error> {
    match result {
        Ok(()) => Ok(true),
        Err(StoreError::Conflict(_)) => {
            let words = form.t().msg_directory_conflict().to_owned();
            form.fail("", FieldError::Because(words));
            Ok(false)
        }
        Err(error) => Err(trouble(&error)),
    }
}

#[cfg(test)]
mod tests;

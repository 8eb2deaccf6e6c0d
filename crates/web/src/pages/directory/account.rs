//! The account of a member of staff or a person: opened and closed beside them.

use samsyn_domain::ids::AccountId;
use samsyn_store::{Account, Change, Holder};

use super::stored;
use crate::error::Error;
use crate::form::Form;
use crate::me::{Me, trouble};

/// Where an account stands, in words, and which button is offered.
pub(super) struct AccountLine {
    /// In words.
    pub said: &'static str,
    /// Whether one can be opened.
    pub opens: bool,
    /// Whether a closed one can be opened again.
    pub reopens: bool,
    /// Whether it can be closed.
    pub closes: bool,
}

/// The account of somebody.
pub(super) async fn line(me: &Me, holder: Holder) -> Result<AccountLine, Error> {
    let t = me.t();
    let account = me.app.store.account_of(holder).await.map_err(|error| trouble(&error))?;
    let (said, ended) = match &account {
        None => (t.msg_directory_account_none(), false),
        Some(account) if account.ended.is_some() => (t.msg_directory_account_closed(), true),
        Some(_) => (t.msg_directory_account_open(), false),
    };
    Ok(AccountLine { said, opens: account.is_none(), reopens: ended, closes: account.is_some() && !ended })
}

/// Opens an account.
pub(super) async fn open(me: &Me, form: &mut Form, holder: Holder) -> Result<bool, Error> {
    let account = Account { id: AccountId(me.app.new_id()), holder, language: None, created: me.now, ended: None };
    let result = me.keep(Change::OpenAccount(&account)).await;
    stored(form, result)
}

/// Closes an account, which also ends its sessions. Nobody closes their own: they would shut themselves out.
pub(super) async fn close(me: &Me, form: &mut Form, holder: Holder) -> Result<bool, Error> {
    let account = me.app.store.account_of(holder).await.map_err(|error| trouble(&error))?.ok_or(Error::NotFound)?;
    if account.id == me.actor.account {
        let words = form.t().msg_directory_not_yourself().to_owned();
        form.fail("", crate::FieldError::Because(words));
        return Ok(false);
    }
    let result = me.keep(Change::EndAccount(account.id, me.now)).await;
    stored(form, result)
}

/// Opens a closed account again. Its old sessions stay ended.
pub(super) async fn reopen(me: &Me, form: &mut Form, holder: Holder) -> Result<bool, Error> {
    let account = me.app.store.account_of(holder).await.map_err(|error| trouble(&error))?.ok_or(Error::NotFound)?;
    let result = me.keep(Change::ReopenAccount(account.id)).await;
    stored(form, result)
}

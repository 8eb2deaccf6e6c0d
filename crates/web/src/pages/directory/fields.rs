//! Fields of the directory, read as the import reads its columns (docs/directory.md).

use samsyn_domain::words::Line;

use crate::form::{FieldError, Form, Invalid};

/// One line that must be there.
pub(super) fn line(form: &mut Form, key: &'static str) -> Result<String, Invalid> {
    let text = form.text(key, Line::MAX)?;
    one_line(form, key, text)
}

/// One line that may be left out.
pub(super) fn maybe(form: &mut Form, key: &'static str) -> Result<Option<String>, Invalid> {
    match form.text_or_empty(key, Line::MAX)? {
        text if text.is_empty() => Ok(None),
        text => one_line(form, key, text).map(Some),
    }
}

fn one_line(form: &mut Form, key: &'static str, text: String) -> Result<String, Invalid> {
    match Line::parse(&text, key) {
        Ok(_) => Ok(text),
        Err(_) => Err(form.fail(key, FieldError::BrokenText)),
    }
}

/// A mail address, in small letters, or none.
pub(crate) fn mail(form: &mut Form, key: &'static str) -> Result<Option<String>, Invalid> {
    let Some(mail) = maybe(form, key)? else { return Ok(None) };
    if samsyn_store::is_mail_address(&mail) {
        return Ok(Some(mail.to_lowercase()));
    }
    let words = form.t().msg_directory_bad_mail().to_owned();
    Err(form.fail(key, FieldError::Because(words)))
}

/// A telephone number: digits, spaces, hyphens, a leading plus; or none.
pub(crate) fn phone(form: &mut Form, key: &'static str) -> Result<Option<String>, Invalid> {
    let Some(phone) = maybe(form, key)? else {
        return Ok(None);
    };
    let rest = phone.strip_prefix('+').unwrap_or(&phone);
    if rest.chars().all(|c| c.is_ascii_digit() || c == ' ' || c == '-') && rest.chars().any(|c| c.is_ascii_digit()) {
        return Ok(Some(phone));
    }
    let words = form.t().msg_directory_bad_phone().to_owned();
    Err(form.fail(key, FieldError::Because(words)))
}

/// An `HsaId`: letters, digits and hyphens, at least one hyphen, at most 31 characters; or none.
pub(super) fn hsa_id(form: &mut Form, key: &'static str) -> Result<Option<String>, Invalid> {
    let Some(id) = maybe(form, key)? else { return Ok(None) };
    if id.len() <= 31 && id.contains('-') && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        return Ok(Some(id));
    }
    let words = form.t().msg_directory_bad_hsa_id().to_owned();
    Err(form.fail(key, FieldError::Because(words)))
}

/// A functional address of secure digital communication (SDK), or none.
pub(super) fn sdk_address(form: &mut Form, key: &'static str) -> Result<Option<String>, Invalid> {
    let Some(address) = maybe(form, key)? else { return Ok(None) };
    if samsyn_store::is_functional_address(&address) {
        return Ok(Some(address));
    }
    let words = form.t().msg_directory_bad_sdk_address().to_owned();
    Err(form.fail(key, FieldError::Because(words)))
}

//! What a single field may look like.

use jiff::civil::Date;
use samsyn_domain::words::Line as OneLine;

pub(super) fn is_key(value: &str) -> bool {
    value.len() <= 60 && value.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

pub(super) fn is_text(value: &str) -> bool {
    OneLine::parse(value, "").is_ok()
}

/// A mail address, as a form takes it too.
pub(super) fn is_mail(value: &str) -> bool {
    crate::mail_address::is_mail_address(value)
}

pub(super) fn is_phone(value: &str) -> bool {
    let rest = value.strip_prefix('+').unwrap_or(value);
    value.len() <= 40
        && rest.chars().any(|c| c.is_ascii_digit())
        && rest.chars().all(|c| c.is_ascii_digit() || c == ' ' || c == '-')
}

pub(super) fn is_hsa_id(value: &str) -> bool {
    value.len() <= 31 && value.contains('-') && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// A functional address of secure digital communication, taken as the federation's address book writes it.
pub(super) fn is_sdk_address(value: &str) -> bool {
    crate::units::is_functional_address(value)
}

pub(super) fn is_language(value: &str) -> bool {
    let part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let first = value.split('-').next().unwrap_or_default();
    (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic()) && value.split('-').all(part)
}

/// A date from 1900 until today.
pub(super) fn birthday(text: &str, today: Date) -> Option<Date> {
    let day: Date = text.parse().ok().filter(|_| text.len() == 10)?;
    (day.year() >= 1900 && day <= today).then_some(day)
}

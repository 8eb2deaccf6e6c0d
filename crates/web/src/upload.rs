//! A form with a file: fields as in any form, the file read piece by piece and never more of it than fits.

use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;

use crate::error::Error;
use crate::form::Form;
use crate::language::Language;

/// The largest file that is kept, in megabytes; told before one is chosen.
pub const MAX_MEGABYTES: u32 = 10;
/// The same in bytes.
const MAX_FILE: usize = MAX_MEGABYTES as usize * 1024 * 1024;
/// The fields that hold a file: a scanned paper, a drawing or a voice note.
const FILES: [&str; 2] = ["scan", "file"];
/// The most that all other fields may hold together, in bytes.
const MAX_FIELDS: usize = 64 * 1024;
/// What is still read, and thrown away, of a file that is too large, so that the sender hears of it on the page instead of
/// losing the connection; beyond that the connection is closed.
const MAX_READ: u64 = 1024 * 1024 * 1024;

/// What came as the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// None was chosen.
    Nothing,
    /// More than fits. It was not kept.
    TooLarge,
    /// Its bytes, whatever they are.
    File(Vec<u8>),
}

/// A form with one file, in the field `scan` or `file`. The file's own name and what it calls itself are not read.
#[derive(Debug)]
pub struct Upload {
    /// The other fields.
    pub form: Form,
    /// The file.
    pub sent: Sent,
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.to_ascii_lowercase().starts_with("multipart/form-data") {
            return Ok(Self { form: Form::from_request(request, state).await?, sent: Sent::Nothing });
        }
        let language = Language::of(request.headers());
        let parts = Multipart::from_request(request, state).await.map_err(|_| Error::Unreadable)?;
        read(parts, language).await
    }
}

async fn read(mut parts: Multipart, language: Language) -> Result<Upload, Error> {
    let mut form = Form::new(language);
    let (mut sent, mut room, mut all) = (Sent::Nothing, MAX_FIELDS, 0_u64);
    while let Some(mut part) = parts.next_field().await.map_err(|_| Error::Unreadable)? {
        let key = part.name().unwrap_or_default().to_owned();
        let file = FILES.contains(&key.as_str());
        let most = if file { MAX_FILE } else { room };
        let mut bytes = Vec::new();
        let mut whole = true;
        while let Some(piece) = part.chunk().await.map_err(|_| Error::Unreadable)? {
            all += piece.len() as u64;
            whole &= bytes.len() + piece.len() <= most;
            if whole {
                bytes.extend_from_slice(&piece);
            } else {
                bytes = Vec::new();
            }
            if all > MAX_READ {
                return Err(Error::TooLarge);
            }
        }
        match (file, whole) {
            (true, true) if bytes.is_empty() => {}
            (true, true) => sent = Sent::File(bytes),
            (true, false) => sent = Sent::TooLarge,
            (false, true) => {
                room -= bytes.len();
                form.add(&key, &bytes);
            }
            (false, false) => return Err(Error::TooLarge),
        }
    }
    Ok(Upload { form, sent })
}

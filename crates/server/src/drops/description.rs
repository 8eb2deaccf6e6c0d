//! What stands beside a letter for the forwarder's program; docs/running.md says what to do with each field.

use std::fmt::Write;

use jiff::Timestamp;
use samsyn_domain::plan::state::Letter;
use samsyn_store::{Addressee, LetterOut};
use samsyn_web::Language;
use samsyn_web::text::plain;
use serde::Serialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The first field of each description; another number when a field is taken away or means something else.
const FORMAT: &str = "samsyn-letter/1";

#[derive(Serialize)]
struct Description<'a> {
    format: &'static str,
    reference: Uuid,
    conversation: Uuid,
    channel: &'static str,
    addressee: To<'a>,
    kind: &'static str,
    subject: String,
    created: String,
    document: Document,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum To<'a> {
    FunctionalAddress(&'a str),
    PersonalNumber(&'a str),
}

#[derive(Serialize)]
struct Document {
    file: String,
    media_type: &'static str,
    bytes: usize,
    sha256: String,
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// What a letter is to the forwarder.
pub(super) fn kind(letter: Letter) -> &'static str {
    match letter {
        Letter::Call => "call",
        Letter::Moved => "update",
        Letter::TakenBack => "cancel",
    }
}

/// The description of a letter, as JSON with a line feed at its end.
pub(super) fn describe(
    reference: Uuid,
    out: &LetterOut,
    (kind, language): (&'static str, Language),
    pdf: &[u8],
    now: Timestamp,
) -> Vec<u8> {
    let (channel, addressee) = match &out.to {
        Addressee::Function { address, .. } => ("sdk", To::FunctionalAddress(address)),
        Addressee::Person { number, .. } => ("digital_post", To::PersonalNumber(number)),
    };
    let description = Description {
        format: FORMAT,
        reference,
        conversation: out.conversation,
        channel,
        addressee,
        kind,
        subject: plain(language.text().msg_mail_invitation_subject()),
        created: now.to_string(),
        document: Document {
            file: format!("{reference}.pdf"),
            media_type: "application/pdf",
            bytes: pdf.len(),
            sha256: hex(&Sha256::digest(pdf)),
        },
    };
    // It holds nothing that JSON cannot say.
    let mut text = serde_json::to_vec_pretty(&description).unwrap_or_default();
    text.push(b'\n');
    text
}

//! What is hashed of a row: a JSON array of its values in a fixed order, which is also its form by RFC 8785, so that a
//! leaf that was exported can be read and hashed by anybody.
//!
//! The first element names table and form. A form is never changed; new columns come with a new one, and each leaf says
//! which it has. The body of an event stands for itself by its SHA-256 as stored: encrypted when it is encrypted, so that
//! the seal holds after the key is destroyed.

use sha2::{Digest, Sha256};
use tlog_tiles::{Hash, record_hash};

use crate::error::{Result, StoreError};
use crate::migrate::{Kind, hex};
use crate::sql::{Row, Value};

/// The form of leaf that is written now.
pub(crate) const FORM: i64 = 1;

/// The table a leaf is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    Event,
    Line,
}

use Kind::{Bytes, Int, Text};
/// `plan, seq, at, account, unit, kind, body, codec, key_id, act_key`.
const EVENT: [Kind; 10] = [Text, Int, Int, Text, Text, Text, Bytes, Int, Text, Text];
/// `id, plan, at, account, actor_kind, actor_id, unit, action, surface, purpose, outcome, reason, about`.
const LINE: [Kind; 13] = [Text, Text, Int, Text, Text, Text, Text, Text, Text, Text, Text, Text, Text];

impl Of {
    /// The columns of a form, in its order; none when this program does not know the form.
    fn columns(self, form: i64) -> Option<&'static [Kind]> {
        match (self, form) {
            (Self::Event, FORM) => Some(&EVENT),
            (Self::Line, FORM) => Some(&LINE),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Event => "samsyn/event/",
            Self::Line => "samsyn/line/",
        }
    }

    /// The values of a row whose columns of that form begin at `from`.
    ///
    /// # Errors
    /// `Unreadable` for a form that this program does not know; `Database` when a value is not of its column's kind.
    pub fn values(self, form: i64, row: &Row, from: usize) -> Result<Vec<Value>> {
        let columns = self
            .columns(form)
            .ok_or_else(|| StoreError::unreadable("a leaf", format!("form {form} is not known to this version")))?;
        columns.iter().enumerate().map(|(at, kind)| row.value(from + at, *kind)).collect()
    }

    /// The bytes of the leaf.
    pub fn bytes(self, form: i64, values: &[Value]) -> Vec<u8> {
        let mut text = String::with_capacity(400);
        text.push_str("[\"");
        text.push_str(self.name());
        text.push_str(&form.to_string());
        text.push('"');
        for value in values {
            text.push(',');
            match value {
                Value::Int(Some(int)) => text.push_str(&int.to_string()),
                Value::Text(Some(words)) => push_string(&mut text, words),
                Value::Bytes(Some(bytes)) => push_string(&mut text, &hex(&Sha256::digest(bytes))),
                Value::Int(None) | Value::Text(None) | Value::Bytes(None) => text.push_str("null"),
            }
        }
        text.push(']');
        text.into_bytes()
    }

    /// The hash of the leaf (RFC 6962, 2.1).
    pub fn hash(self, form: i64, values: &[Value]) -> Hash {
        record_hash(&self.bytes(form, values))
    }
}

/// A JSON string with the fewest escapes, as RFC 8785 (3.2.2.2) has it.
fn push_string(text: &mut String, words: &str) {
    text.push('"');
    for sign in words.chars() {
        match sign {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\u{8}' => text.push_str("\\b"),
            '\t' => text.push_str("\\t"),
            '\n' => text.push_str("\\n"),
            '\u{c}' => text.push_str("\\f"),
            '\r' => text.push_str("\\r"),
            control if control < ' ' => {
                text.push_str("\\u00");
                text.push_str(&hex(&[control as u8]));
            }
            other => text.push(other),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::values;

    /// The bytes of a form are a promise: what is sealed today is verified in thirty years. The hash was computed by other hands
    /// (Python's hashlib).
    #[test]
    fn the_first_form_never_changes() {
        let event = values![
            "0198f3f4-0000-7000-8000-000000000001",
            3_i64,
            1_795_337_640_000_000_i64,
            None::<String>,
            None::<String>,
            "plan_proposed",
            b"{}".to_vec(),
            0_i64,
            None::<String>,
            "a:\"b\"\\\n\u{1}å",
        ];
        let bytes = Of::Event.bytes(1, &event);
        assert_eq!(
            String::from_utf8(bytes).unwrap(),
            "[\"samsyn/event/1\",\"0198f3f4-0000-7000-8000-000000000001\",3,1795337640000000,null,null,\"plan_proposed\",\
             \"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\",0,null,\"a:\\\"b\\\"\\\\\\n\\u0001å\"]"
        );
        let line = values![
            "id",
            None::<String>,
            -1_i64,
            "a",
            "staff",
            "b",
            "c",
            "see",
            "page",
            None::<String>,
            "allowed",
            "consent"
        ];
        assert_eq!(
            String::from_utf8(Of::Line.bytes(1, &line)).unwrap(),
            "[\"samsyn/line/1\",\"id\",null,-1,\"a\",\"staff\",\"b\",\"c\",\"see\",\"page\",null,\"allowed\",\"consent\"]"
        );
        assert_eq!(hex(&Of::Line.hash(1, &line).0), "e4157b467ca9a46a91ccf5eedfc77da2bcf86b5da24448bc6c8b66fb0a56796f");
    }

    /// RFC 8785 is what `serde_json` writes, too; a leaf that was exported is JSON.
    #[test]
    fn a_leaf_is_json() {
        let every: String = (0..0x300).filter_map(char::from_u32).collect();
        let bytes = Of::Event.bytes(1, &values![every.as_str()]);
        let read: Vec<String> = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(read, ["samsyn/event/1", &every]);
        assert_eq!(serde_json::to_vec(&read).unwrap(), bytes);
    }
}

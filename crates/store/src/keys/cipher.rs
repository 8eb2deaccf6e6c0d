//! AES-256-GCM (NIST SP 800-38D) and HMAC-SHA256 (FIPS 198-1) under one key. A stored value is `nonce || ciphertext || tag`: 12 bytes
//! of chance, as many bytes as the words have, 16 bytes. What the value is (plan, table, place, kind) is its associated data, so
//! that no value can be moved to another place unseen.

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hmac;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::Chance;
use crate::error::{Result, StoreError};
use crate::migrate::hex;
use crate::plans::CLEAR;

/// Encrypted, under the key that `key_id` names.
pub(crate) const SEALED: i64 = 1;
/// Bytes of a key.
pub(super) const KEY: usize = 32;

/// 256 bits that only this process and its key store know. Wiped when let go.
#[derive(Clone)]
pub(crate) struct Secret(Zeroizing<[u8; KEY]>);

impl Secret {
    pub fn new(bytes: [u8; KEY]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    pub fn bytes(&self) -> &[u8; KEY] {
        &self.0
    }

    fn cipher(&self) -> Result<LessSafeKey> {
        let key = UnboundKey::new(&AES_256_GCM, &*self.0);
        Ok(LessSafeKey::new(key.map_err(|_| StoreError::Keys("this machine cannot encrypt".into()))?))
    }

    /// `nonce || ciphertext || tag`.
    pub fn encrypt(&self, chance: &Chance, label: &str, clear: &[u8]) -> Result<Vec<u8>> {
        let mut nonce = [0; NONCE_LEN];
        nonce.copy_from_slice(&chance()[..NONCE_LEN]);
        let mut sealed = Vec::with_capacity(NONCE_LEN + clear.len() + AES_256_GCM.tag_len());
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(clear);
        let tag = self
            .cipher()?
            .seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), Aad::from(label), &mut sealed[NONCE_LEN..])
            .map_err(|_| StoreError::Keys("a value is too long to encrypt".into()))?;
        sealed.extend_from_slice(tag.as_ref());
        Ok(sealed)
    }

    /// What was encrypted; `None` when the key, the label or a byte is another.
    pub fn decrypt(&self, label: &str, mut sealed: Vec<u8>) -> Option<Vec<u8>> {
        let nonce = Nonce::try_assume_unique_for_key(sealed.get(..NONCE_LEN)?).ok()?;
        let cipher = self.cipher().ok()?;
        let clear = cipher.open_within(nonce, Aad::from(label), &mut sealed, NONCE_LEN..).ok()?.len();
        sealed.truncate(clear);
        Some(sealed)
    }

    /// A keyed hash in hexadecimal. `what` keeps the hashes of different columns apart.
    pub fn hash(&self, what: &str, text: &str) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &*self.0);
        let mut context = hmac::Context::with_key(&key);
        for part in [what, "|", text] {
            context.update(part.as_bytes());
        }
        hex(context.sign().as_ref())
    }

    /// A key of its own for one purpose, from this one (HMAC-SHA256 as in NIST SP 800-108, one block).
    pub fn derived(&self, purpose: &str) -> Self {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &*self.0);
        let mut bytes = [0; KEY];
        bytes.copy_from_slice(hmac::sign(&key, purpose.as_bytes()).as_ref());
        Self::new(bytes)
    }

    /// A keyed hash of bytes, in hexadecimal.
    pub fn keyed(&self, bytes: &[u8]) -> String {
        hex(hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &*self.0), bytes).as_ref())
    }

    /// Whether `told` is the keyed hash of bytes. How long it takes says nothing of where they differ.
    pub fn is_keyed(&self, bytes: &[u8], told: &str) -> bool {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &*self.0);
        unhex(told).is_some_and(|tag| hmac::verify(&key, bytes, &tag).is_ok())
    }
}

/// The bytes that 64 hexadecimal signs in small letters write.
fn unhex(told: &str) -> Option<[u8; KEY]> {
    let mut tag = [0; KEY];
    let small = |digit: u8| digit.is_ascii_digit() || (b'a'..=b'f').contains(&digit);
    if told.len() != 2 * KEY || !told.bytes().all(small) {
        return None;
    }
    for (byte, at) in tag.iter_mut().zip((0..2 * KEY).step_by(2)) {
        *byte = u8::from_str_radix(&told[at..at + 2], 16).ok()?;
    }
    Some(tag)
}

/// The key of one plan or person, and chance to encrypt with.
#[derive(Clone)]
pub(crate) struct Cipher {
    pub(super) subject: Uuid,
    pub(super) id: Uuid,
    pub(super) secret: Secret,
    pub(super) chance: Chance,
}

impl Cipher {
    /// What stands in the column `key_id`.
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// Encrypt a value. `table`, `at` (the sequence number or column) and `kind` say what it is.
    pub fn hide(&self, table: &str, at: impl std::fmt::Display, kind: &str, clear: &[u8]) -> Result<Vec<u8>> {
        self.secret.encrypt(&self.chance, &self.label(table, &at, kind), clear)
    }

    /// The words of a value, by its codec.
    ///
    /// # Errors
    /// `Unreadable` when it was changed, moved here from elsewhere, or is of a codec that this version does not know.
    pub fn reveal(
        &self,
        table: &str,
        at: impl std::fmt::Display,
        kind: &str,
        codec: i64,
        stored: Vec<u8>,
    ) -> Result<Vec<u8>> {
        match codec {
            // What older versions wrote in the clear was encrypted when the store was opened (`hiding`). Nothing writes in the clear
            // since: believed, it would let whoever can write to the database put words into anybody's mouth.
            CLEAR => {
                Err(StoreError::unreadable(self.label(table, &at, kind), "in the clear: not written by this program"))
            }
            SEALED => {
                let label = self.label(table, &at, kind);
                self.secret.decrypt(&label, stored).ok_or_else(|| {
                    StoreError::unreadable(
                        label,
                        "not what was encrypted here: it was changed, or moved from elsewhere",
                    )
                })
            }
            other => {
                Err(StoreError::unreadable(format!("{table}.codec"), format!("{other} is not known to this version")))
            }
        }
    }

    /// A keyed hash under this key, for what may be compared and never read.
    pub fn hash(&self, what: &str, text: &str) -> String {
        self.secret.hash(what, text)
    }

    fn label(&self, table: &str, at: &dyn std::fmt::Display, kind: &str) -> String {
        format!("{}|{table}|{at}|{kind}", self.subject)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU8, Ordering};

    use super::*;

    fn chance() -> Chance {
        let next = AtomicU8::new(0);
        Arc::new(move || [next.fetch_add(1, Ordering::Relaxed); 32])
    }

    fn cipher(key: u8) -> Cipher {
        Cipher {
            subject: Uuid::from_u128(7),
            id: Uuid::from_u128(8),
            secret: Secret::new([key; KEY]),
            chance: chance(),
        }
    }

    #[test]
    fn what_is_hidden_comes_back_and_nothing_of_it_shows() {
        let cipher = cipher(1);
        for words in ["", "Elin", &"å".repeat(40_000)] {
            let (once, twice) = (
                cipher.hide("events", 3, "asked", words.as_bytes()).unwrap(),
                cipher.hide("events", 3, "asked", words.as_bytes()).unwrap(),
            );
            assert_eq!(once.len(), words.len() + 28);
            assert_ne!(once, twice, "the same words twice look alike");
            assert!(words.is_empty() || !once.windows(words.len()).any(|part| part == words.as_bytes()));
            assert_eq!(cipher.reveal("events", 3, "asked", SEALED, once).unwrap(), words.as_bytes());
        }
    }

    #[test]
    fn a_value_that_was_changed_or_moved_is_refused() {
        let own = cipher(1);
        let sealed = own.hide("events", 3, "asked", b"Elin").unwrap();
        let moved = Cipher { subject: Uuid::from_u128(9), ..own.clone() };
        for (reader, table, at, kind) in [
            (&own, "plans", 3, "asked"),
            (&own, "events", 4, "asked"),
            (&own, "events", 3, "answered"),
            (&moved, "events", 3, "asked"),
            (&cipher(2), "events", 3, "asked"),
        ] {
            assert!(reader.reveal(table, at, kind, SEALED, sealed.clone()).is_err(), "{table} {at} {kind}");
        }
        for byte in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[byte] ^= 1;
            assert!(own.reveal("events", 3, "asked", SEALED, changed).is_err(), "byte {byte}");
            assert!(own.reveal("events", 3, "asked", SEALED, sealed[..byte].to_vec()).is_err(), "cut at {byte}");
        }
        assert!(own.reveal("events", 3, "asked", 2, sealed).is_err(), "an unknown codec");
        assert!(own.reveal("events", 3, "asked", CLEAR, b"as before".to_vec()).is_err(), "in the clear");
    }

    #[test]
    fn a_hash_needs_its_key_and_its_column() {
        let secret = Secret::new([1; KEY]);
        assert_eq!(secret.hash("mail", "a"), secret.hash("mail", "a"));
        assert_ne!(secret.hash("mail", "a"), secret.hash("code", "a"));
        assert_ne!(secret.hash("mail", "a"), Secret::new([2; KEY]).hash("mail", "a"));
    }

    #[test]
    fn a_keyed_hash_is_known_again_and_nothing_else_is() {
        let secret = Secret::new([1; KEY]).derived("stamps");
        let stamp = secret.keyed(b"a row");
        assert!(secret.is_keyed(b"a row", &stamp));
        for (bytes, told) in [
            (&b"another"[..], stamp.clone()),
            (b"a row", stamp.to_uppercase()),
            (b"a row", stamp[..62].to_owned()),
            (b"a row", format!("{stamp}00")),
            (b"a row", String::new()),
            (b"a row", "å".repeat(32)),
            (b"a row", Secret::new([1; KEY]).keyed(b"a row")),
            (b"a row", Secret::new([2; KEY]).derived("stamps").keyed(b"a row")),
        ] {
            assert!(!secret.is_keyed(bytes, &told), "{told}");
        }
    }

    // The first AES-256-GCM vectors of NIST's GCM test suite (test cases 13 and 14): the format is the standard's, not ours.
    #[test]
    fn the_cipher_is_the_standards() {
        let zero: Chance = Arc::new(|| [0; 32]);
        let secret = Secret::new([0; KEY]);
        let sealed = secret.encrypt(&zero, "", &[]).unwrap();
        assert_eq!(hex(&sealed[12..]), "530f8afbc74536b9a963b4f1c4cb738b");
        let sealed = secret.encrypt(&zero, "", &[0; 16]).unwrap();
        assert_eq!(hex(&sealed[12..]), "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
    }
}

//! What lies encrypted in the database, read by whoever has the key store and the master key. Written from the format that
//! docs/decisions/0011 describes, not with the program's own code: whoever keeps both can read their plans without Samsyn.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::{Fact, Plan};
use sqlx::Row;

use super::Stored;

/// The keys of a folder with `keys.db` and `master.key`.
pub struct Opened(HashMap<String, Vec<u8>>);

impl Opened {
    /// Unwraps every key there is.
    pub fn of(folder: &Path) -> Self {
        let text = fs::read_to_string(folder.join("master.key")).unwrap();
        let masters: HashMap<i64, Vec<u8>> = text
            .split_whitespace()
            .filter_map(|word| {
                let (version, digits) = word.strip_prefix('v')?.split_once(':')?;
                Some((version.parse().ok()?, unhex(digits)))
            })
            .collect();
        let mut stored = Stored::open(&folder.join("keys.db"));
        let rows = stored.rows("select key_id, subject_kind, subject_id, wrapped, master_version from data_keys");
        let key = |row: &sqlx::sqlite::SqliteRow| {
            let (id, kind, subject): (String, String, String) = (row.get(0), row.get(1), row.get(2));
            let version: i64 = row.get(4);
            let label = format!("{id}|{kind}|{subject}|{version}");
            (subject, decrypt(&masters[&version], &label, row.get(3)).expect("a key that its master key wraps"))
        };
        Self(rows.iter().map(key).collect())
    }

    /// A value of a subject, by what it is.
    pub fn read(&self, subject: &str, label: &str, sealed: Vec<u8>) -> Vec<u8> {
        decrypt(&self.0[subject], &format!("{subject}|{label}"), sealed).unwrap_or_else(|| panic!("{subject}|{label}"))
    }

    /// The body of an event.
    pub fn event(&self, plan: &str, seq: i64, kind: &str, body: Vec<u8>) -> Vec<u8> {
        self.read(plan, &format!("events|{seq}|{kind}"), body)
    }

    /// A plan as it is now: folded from its story.
    pub fn plan(&self, stored: &mut Stored, plan: PlanId) -> Plan {
        let id = plan.to_string();
        let rows = stored.rows(&format!("select seq, kind, body from events where plan = '{plan}' order by seq"));
        let fact = |row: &sqlx::sqlite::SqliteRow| -> Fact {
            let kind: String = row.get(1);
            serde_json::from_slice(&self.event(&id, row.get(0), &kind, row.get(2))).unwrap()
        };
        Plan::fold(plan, &rows.iter().map(fact).collect::<Vec<_>>()).unwrap()
    }
}

fn unhex(digits: &str) -> Vec<u8> {
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect()
}

/// `nonce || ciphertext || tag`, AES-256-GCM, the label as associated data.
fn decrypt(key: &[u8], label: &str, mut sealed: Vec<u8>) -> Option<Vec<u8>> {
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, key).unwrap());
    let nonce = Nonce::try_assume_unique_for_key(&sealed[..12]).unwrap();
    let clear = key.open_in_place(nonce, Aad::from(label), &mut sealed[12..]).ok()?;
    Some(clear.to_vec())
}

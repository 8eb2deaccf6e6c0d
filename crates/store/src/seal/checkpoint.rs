//! Checkpoints: how many leaves there are and their common hash, signed, and given out of the house.
//!
//! Form: c2sp.org/tlog-checkpoint in a note of c2sp.org/signed-note, Ed25519. One line more than the three says when.

use jiff::Timestamp;
use rand_core::{CryptoRng, RngCore};
use signed_note::{Note, StandardSigner, StandardVerifier, VerificationError, Verifier, Verifiers};
use tlog_tiles::{Checkpoint, Hash, check_tree, prove_tree, tree_hash};

use crate::Store;
use crate::error::{Result, StoreError};
use crate::seal::sql::{ADD, LAST, NOTE, OF_SIZE};
use crate::seal::tree::{Hashes, needed};
use crate::seal::{broken, int, sequence};
use crate::sql::{Conn, Statement, values};
use crate::writer::Unit;

/// What stands before the time in a checkpoint's fourth line.
const TIME: &str = "time ";

/// The installation's key for its checkpoints. Its name is the log's origin: the first line of every checkpoint.
#[derive(Clone)]
pub struct SealKey {
    signer: StandardSigner,
    /// The public half, `ORIGIN+ID+BASE64` as c2sp.org/signed-note has it: what a witness is given once, by another way.
    pub public: String,
}

impl std::fmt::Debug for SealKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SealKey({})", self.public)
    }
}

/// Chance that was drawn elsewhere, given out once.
struct Drawn(std::array::IntoIter<u8, 32>);

impl RngCore for Drawn {
    fn next_u32(&mut self) -> u32 {
        rand_core::impls::next_u32_via_fill(self)
    }
    fn next_u64(&mut self) -> u64 {
        rand_core::impls::next_u64_via_fill(self)
    }
    fn fill_bytes(&mut self, into: &mut [u8]) {
        // A key takes 32 bytes, which is what there is.
        into.iter_mut().zip(&mut self.0).for_each(|(to, byte)| *to = byte);
    }
    fn try_fill_bytes(&mut self, into: &mut [u8]) -> std::result::Result<(), rand_core::Error> {
        self.fill_bytes(into);
        Ok(())
    }
}
impl CryptoRng for Drawn {}

impl SealKey {
    /// A new key from 256 bits of chance, and the text that keeps it: two lines, the second one public.
    ///
    /// # Errors
    /// `Seal` when the origin has a space or a plus sign in it, or is empty.
    pub fn make(origin: &str, chance: [u8; 32]) -> Result<(Self, String)> {
        if !signed_note::is_key_name_valid(origin) {
            return Err(StoreError::Seal("the origin is a name such as sip.example/seal, without spaces or +".into()));
        }
        let (private, public) = signed_note::generate_key(&mut Drawn(chance.into_iter()), origin);
        let kept = format!("{private}\n{public}\n");
        Ok((Self::read(&kept)?, kept))
    }

    /// A key from the text that [`SealKey::make`] gave.
    ///
    /// # Errors
    /// `Seal` when it is no key, or the two lines are not of one key.
    pub fn read(kept: &str) -> Result<Self> {
        let no = || StoreError::Seal("the file holds no key that signs checkpoints".into());
        let (private, public) = kept.trim_end().split_once('\n').ok_or_else(no)?;
        let signer = StandardSigner::new(private).map_err(|_| no())?;
        let key = Self { signer, public: public.to_owned() };
        let tried = key.sign("a trial\n")?;
        believed(&tried, &verifiers(std::slice::from_ref(&key.public))?).map_err(|_| no())?;
        Ok(key)
    }

    /// The name of the log.
    pub fn origin(&self) -> &str {
        signed_note::Signer::name(&self.signer)
    }

    fn sign(&self, text: &str) -> Result<String> {
        let mut note = Note::new(text.as_bytes(), &[]).map_err(|error| StoreError::Seal(error.to_string()))?;
        note.add_sigs(&[&self.signer]).map_err(|error| StoreError::Seal(error.to_string()))?;
        String::from_utf8(note.to_bytes()).map_err(|error| StoreError::Seal(error.to_string()))
    }
}

/// Public keys, ready to judge signatures.
pub(crate) struct Known(Vec<StandardVerifier>);

impl Verifiers for Known {
    fn verifier(&self, name: &str, id: u32) -> std::result::Result<&dyn Verifier, VerificationError> {
        let known = self.0.iter().find(|known| known.name() == name && known.key_id() == id);
        let known = known.map(|known| -> &dyn Verifier { known });
        known.ok_or_else(|| VerificationError::UnknownKey { name: name.to_owned(), id })
    }
}

/// Public keys as they are printed.
///
/// # Errors
/// `Seal` when one is no public key.
pub(crate) fn verifiers(public: &[String]) -> Result<Known> {
    let read = |key: &String| {
        StandardVerifier::new(key.trim()).map_err(|error| StoreError::Seal(format!("{key} is no public key: {error}")))
    };
    public.iter().map(read).collect::<Result<_>>().map(Known)
}

/// What a checkpoint says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Said {
    pub origin: String,
    pub size: u64,
    pub root: Hash,
    pub at: Option<Timestamp>,
}

/// Why a checkpoint cannot be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotBelieved {
    /// It is no checkpoint.
    Malformed,
    /// It was signed, but not by a key that was given; or what it says was changed afterwards.
    Signature,
}

fn believed(note: &str, known: &Known) -> std::result::Result<Note, NotBelieved> {
    let note = Note::from_bytes(note.as_bytes()).map_err(|_| NotBelieved::Malformed)?;
    note.verify(known).map_err(|_| NotBelieved::Signature)?;
    Ok(note)
}

/// Read a signed checkpoint, and judge its signature.
pub(crate) fn open(note: &str, known: &Known) -> std::result::Result<Said, NotBelieved> {
    read(believed(note, known)?.text()).ok_or(NotBelieved::Malformed)
}

fn read(text: &[u8]) -> Option<Said> {
    let checkpoint = Checkpoint::from_bytes(text).ok()?;
    let at = checkpoint.extension().lines().find_map(|line| line.strip_prefix(TIME)?.parse().ok());
    Some(Said { origin: checkpoint.origin().to_owned(), size: checkpoint.size(), root: *checkpoint.hash(), at })
}

/// What a signed checkpoint says, its signature not judged.
pub(crate) fn said(note: &str) -> Option<Said> {
    read(Note::from_bytes(note.as_bytes()).ok()?.text())
}

/// The last checkpoint that is stored.
pub(crate) struct Last {
    pub number: u64,
    pub size: u64,
    pub note: String,
}

pub(crate) async fn last(conn: &mut Conn<'_>) -> Result<Option<Last>> {
    let row = conn.fetch(LAST, &[]).await?.into_iter().next();
    let read = |row: crate::sql::Row| {
        Ok(Last { number: row.int(0)?.unsigned_abs(), size: row.int(1)?.unsigned_abs(), note: row.text(2)? })
    };
    row.map(read).transpose()
}

/// How far a database is behind what was signed of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Behind {
    /// How many leaves were signed.
    pub signed: u64,
    /// When.
    pub at: Option<Timestamp>,
    /// How many there are.
    pub leaves: u64,
}

/// A checkpoint that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Its number, from 1.
    pub number: u64,
    /// How many leaves it covers.
    pub size: u64,
    /// The signed note.
    pub note: String,
}

impl Signed {
    /// What the file at a witness is called: by size and common hash, so that two that contradict each other both stay.
    pub fn file_name(&self) -> String {
        file_name(self.size, &self.note)
    }
}

fn file_name(size: u64, note: &str) -> String {
    let root = said(note).map(|said| crate::migrate::hex(&said.root.0[..4])).unwrap_or_default();
    format!("{size:012}-{root}.checkpoint")
}

impl Store {
    /// Sign how many leaves there are and their common hash, when there are more than the last checkpoint covers. `ways` are
    /// the ways out of the house: one job each, of kind `witness`, in the same transaction.
    ///
    /// # Errors
    /// `Seal` when the leaves do not contain what the last checkpoint covered: then nothing is signed.
    pub async fn checkpoint(&self, key: &SealKey, ways: &[&str], now: Timestamp) -> Result<Option<Signed>> {
        let _turn = self.sealing.lock().await;
        let mut snapshot = self.pool.snapshot().await?;
        let mut conn = snapshot.conn();
        let (size, last) = (sequence::size(&mut conn).await?, last(&mut conn).await?);
        let (number, covered) = last.as_ref().map_or((1, 0), |last| (last.number + 1, last.size));
        if size == covered {
            return Ok(None);
        }
        let mut hashes = Hashes::edge(&mut conn, size).await?;
        let root = tree_hash(size, &hashes).map_err(broken)?;
        if let Some(last) = &last {
            let doubt = || StoreError::Seal(format!("the leaves are not those that checkpoint {} covers", last.number));
            let covered = said(&last.note).ok_or_else(doubt)?;
            if covered.size == 0 || covered.size >= size {
                return Err(doubt());
            }
            hashes.read(&mut conn, &needed(|wanted| prove_tree(size, covered.size, wanted))).await?;
            let proof = prove_tree(size, covered.size, &hashes).map_err(broken)?;
            check_tree(&proof, size, root, covered.size, covered.root).map_err(|_| doubt())?;
        }
        drop(snapshot);
        // As the column holds it.
        let now = Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now);
        let time = format!("{TIME}{now}\n");
        let text = Checkpoint::new(key.origin(), size, root, &time).map_err(|_| broken("the checkpoint"))?;
        let note = key.sign(&String::from_utf8_lossy(&text.to_bytes()))?;
        let signed = Signed { number, size, note };
        let add = values![int(number), int(size), now, &signed.note];
        let mut unit = Unit { rows: Vec::new(), statements: vec![Statement::new(ADD, add)] };
        for way in ways {
            let body = format!("{{\"checkpoint\":{number},\"way\":\"{way}\"}}");
            let dedupe = format!("witness:{way}:{number}");
            unit.rows.push(crate::jobs::row((self.new_id)(), None, "witness", &body, &dedupe, now));
        }
        match self.writer.write(unit).await {
            Ok(_) => Ok(Some(signed)),
            // Another process was first.
            Err(StoreError::Conflict(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// A stored checkpoint, by its number.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn stored_checkpoint(&self, number: u64) -> Result<Signed> {
        let row = self.pool.first(NOTE, &values![int(number)]).await?.ok_or(StoreError::NotFound)?;
        let note = row.text(0)?;
        let size = said(&note).map_or(0, |said| said.size);
        Ok(Signed { number, size, note })
    }

    /// Whether the database is behind a checkpoint that was signed here: it was put back to an earlier state, or leaves were taken
    /// away. `note` is the checkpoint as it was remembered outside the database, `public` the keys that may have signed it.
    ///
    /// # Errors
    /// `Seal` when what was remembered is no checkpoint of these keys.
    pub async fn behind(&self, note: &str, public: &[String]) -> Result<Option<Behind>> {
        let said = open(note, &verifiers(public)?)
            .map_err(|_| StoreError::Seal("what is remembered is no checkpoint that this house signed".into()))?;
        let mut snapshot = self.pool.snapshot().await?;
        let mut conn = snapshot.conn();
        let leaves = sequence::size(&mut conn).await?;
        let stored = conn.fetch(OF_SIZE, &values![int(said.size)]).await?;
        let there = stored.iter().any(|row| row.text(0).is_ok_and(|stored| stored == note));
        Ok((leaves < said.size || !there).then_some(Behind { signed: said.size, at: said.at, leaves }))
    }

    /// Whether the last stored checkpoint, if there is one, was signed by one of these public keys: asked before a new key is
    /// made, because a lost key is not replaced in silence.
    ///
    /// # Errors
    /// `Seal` when one of them is no public key.
    pub async fn signed_by(&self, public: &[String]) -> Result<bool> {
        let known = verifiers(public)?;
        let mut snapshot = self.pool.snapshot().await?;
        let last = last(&mut snapshot.conn()).await?;
        Ok(last.is_none_or(|last| open(&last.note, &known).is_ok()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_kept_and_read_again() {
        let (key, kept) = SealKey::make("sip.example/seal", [7; 32]).unwrap();
        assert_eq!(key.origin(), "sip.example/seal");
        assert_eq!(SealKey::read(&kept).unwrap().public, key.public);
        assert!(key.public.starts_with("sip.example/seal+") && !format!("{key:?}").contains("PRIVATE"));
        let (_, other) = SealKey::make("sip.example/seal", [8; 32]).unwrap();
        let mixed = format!("{}\n{}\n", kept.lines().next().unwrap(), other.lines().nth(1).unwrap());
        for wrong in ["", "PRIVATE+KEY", &kept[..kept.len() / 3], &mixed, &kept.replace("PRIVATE", "PUBLIC")] {
            assert!(SealKey::read(wrong).is_err(), "{wrong}");
        }
        for origin in ["", "a b", "a+b"] {
            assert!(SealKey::make(origin, [7; 32]).is_err(), "{origin}");
        }
    }

    #[test]
    fn a_checkpoint_that_was_touched_is_not_believed() {
        let (key, _) = SealKey::make("sip.example/seal", [7; 32]).unwrap();
        let known = verifiers(std::slice::from_ref(&key.public)).unwrap();
        let text = Checkpoint::new(key.origin(), 5, Hash([1; 32]), "time 2026-11-22T09:00:00Z\n").unwrap();
        let note = key.sign(&String::from_utf8(text.to_bytes()).unwrap()).unwrap();
        let said = open(&note, &known).unwrap();
        assert_eq!((said.size, said.root, said.origin.as_str()), (5, Hash([1; 32]), "sip.example/seal"));
        assert_eq!(said.at, Some("2026-11-22T09:00:00Z".parse().unwrap()));
        for at in 0..note.len() {
            let mut touched = note.clone().into_bytes();
            touched[at] ^= 1;
            let believed = String::from_utf8(touched).is_ok_and(|touched| open(&touched, &known).is_ok());
            assert!(!believed, "byte {at}");
        }
        let (other, _) = SealKey::make("sip.example/seal", [8; 32]).unwrap();
        assert_eq!(open(&note, &verifiers(&[other.public]).unwrap()), Err(NotBelieved::Signature));
    }
}

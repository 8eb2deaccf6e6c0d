//! Verifying the seal: every row against its leaf, every leaf against the tree, the tree against every checkpoint, here and
//! at the witness. Reads in the order of the leaves, some thousand rows at a time; `afterwards` has what is judged when all are read.

mod afterwards;

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use tlog_tiles::Hash;

use crate::db::{self, Address};
use crate::error::{Result, StoreError};
use crate::seal::checkpoint::{Said, open, verifiers};
use crate::seal::int;
use crate::seal::judge::{Leaf, Walk};
use crate::seal::leaf::Of;
use crate::seal::marks::FIVE_YEARS;
use crate::seal::sql::{CHECKPOINTS, EVENTS, LEAVES, LINES, MARKS};
use crate::seal::tree::split;
use crate::seal::wrong::{CheckpointFault, RowFault, SealedRow, Source, What, Wrong};
use crate::sql::{Conn, Row, Value, values};

/// How many leaves are held in memory at a time.
const AT_A_TIME: i64 = 2048;
/// How many faults are named; the others are counted.
const NAMED: usize = 1000;
/// How many changed rows are compared with each other, to tell an exchange from two changes.
const COMPARED: usize = 100;

/// Checkpoints that were given out, and the public keys that may have signed them.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// Public keys, as `samsyn seal key` prints them.
    pub keys: Vec<String>,
    /// What the witness has: the name of each file, and the checkpoint in it.
    pub witness: Vec<(String, String)>,
}

/// What a verification of the seal found.
#[derive(Debug, Clone, Default)]
pub struct SealJudged {
    /// Leaves that were read.
    pub leaves: u64,
    /// Events among them that are as sealed.
    pub events: u64,
    /// Lines of the access log among them that are as sealed.
    pub lines: u64,
    /// Lines that were thinned out after their time; their leaves are kept.
    pub thinned: u64,
    /// Rows that are not sealed yet: nothing proves them but the database itself.
    pub waiting: u64,
    /// Checkpoints of the database whose signature and common hash are right.
    pub checkpoints: u64,
    /// Checkpoints at the witness whose signature and common hash are right.
    pub witnessed: u64,
    /// Checkpoints that could not be judged, because leaves before them are lost.
    pub unjudged: u64,
    /// Checkpoints at the witness of leaves that a recorded restore gave up, and the highest count of leaves among them.
    pub given_up: (u64, u64),
    /// All that is wrong, by leaf.
    pub wrong: Vec<Wrong>,
    /// How many more are wrong than were named.
    pub more: u64,
}

/// A checkpoint that was signed, waiting for its place in the walk.
struct Anchor {
    said: Said,
    source: Source,
}

/// A changed row, kept to be compared with the others.
struct Changed {
    at: usize,
    of: Of,
    form: i64,
    values: Vec<Value>,
    sealed: Hash,
}

/// Verify the seal of the database at `url`, beside a service that may be running.
///
/// # Errors
/// `Address`, `Database` or `Migration` when the database cannot be read; `Seal` when there are checkpoints and no key is given
/// to judge them by. What is wrong with the seal is no error.
pub async fn verify_seal(url: &str, evidence: &Evidence) -> Result<SealJudged> {
    let address: Address = url.parse()?;
    let pool = db::open_to_read(&address).await?;
    let mut snapshot = pool.snapshot().await?;
    let mut judging = Judging::default();
    let judged = judging.all(&mut snapshot.conn(), evidence).await;
    drop(snapshot);
    pool.close().await;
    judged.map(|()| judging.found)
}

#[derive(Default)]
struct Judging {
    found: SealJudged,
    walk: Walk,
    /// By size; those of the same size in any order.
    anchors: BTreeMap<u64, Vec<Anchor>>,
    stored: HashMap<u64, Hash>,
    changed: Vec<Changed>,
    /// The size of the largest checkpoint that fits, and the row at the leaf after it.
    good: u64,
    after_good: Option<SealedRow>,
    /// Whether a checkpoint of the database, or one at the witness, was already found to be of other leaves.
    rewritten: [bool; 2],
    /// Lines below this leaf were thinned out, at that time.
    thinned: Option<(u64, Timestamp)>,
    /// The leaf counts that recorded restores went back to.
    restores: Vec<u64>,
    /// The rows of each kind that leaves found.
    seen: [u64; 2],
}

impl Judging {
    async fn all(&mut self, conn: &mut Conn<'_>, evidence: &Evidence) -> Result<()> {
        self.read_marks(conn).await?;
        self.read_checkpoints(conn, evidence).await?;
        let mut after = -1;
        loop {
            let rows = conn.fetch(LEAVES, &values![after, AT_A_TIME]).await?;
            let Some(last) = rows.last() else { break };
            let until = last.int(0)?;
            let mut there = self.rows_of(conn, after, until).await?;
            self.batch(&rows, &mut there)?;
            after = until;
        }
        self.found.leaves = self.walk.size;
        self.swaps();
        self.beyond();
        self.strays(conn).await?;
        self.found.wrong.sort_by_key(|wrong| wrong.leaf.unwrap_or(u64::MAX));
        Ok(())
    }

    fn wrong(&mut self, leaf: Option<u64>, what: What) {
        if self.found.wrong.len() < NAMED {
            self.found.wrong.push(Wrong { leaf, what });
        } else {
            self.found.more += 1;
        }
    }

    /// What operators did to the log as a whole. These are lines of the log, sealed like every other.
    async fn read_marks(&mut self, conn: &mut Conn<'_>) -> Result<()> {
        for row in conn.fetch(MARKS, &[]).await? {
            let Ok(Some(reason)) = row.maybe_text(1) else { continue };
            let Some(leaf) = reason.strip_prefix("leaf_").and_then(|leaf| leaf.parse::<u64>().ok()) else { continue };
            if row.text(0)? == "restore" {
                self.restores.push(leaf);
            } else if self.thinned.is_none_or(|(before, _)| before < leaf) {
                self.thinned = row.time(2).ok().map(|at| (leaf, at));
            }
        }
        Ok(())
    }

    async fn read_checkpoints(&mut self, conn: &mut Conn<'_>, evidence: &Evidence) -> Result<()> {
        let known = verifiers(&evidence.keys)?;
        let origins: Vec<&str> = evidence.keys.iter().filter_map(|key| key.split('+').next()).map(str::trim).collect();
        let (mut after, mut next) = (i64::MIN, 1);
        loop {
            let rows = conn.fetch(CHECKPOINTS, &values![after, AT_A_TIME]).await?;
            let Some(last) = rows.last() else { break };
            if evidence.keys.is_empty() {
                return Err(StoreError::Seal(
                    "checkpoints are judged by the public key: give it, as `samsyn seal key` printed it".into(),
                ));
            }
            after = last.int(0)?;
            for row in rows {
                let number = row.int(0)?;
                let number = u64::try_from(number).unwrap_or(0);
                if number > next {
                    self.wrong(None, What::CheckpointsMissing(next, number));
                }
                next = next.max(number + 1);
                let source = Source::Stored(number);
                let note = row.text(3).unwrap_or_default();
                match open(&note, &known) {
                    Err(_) => self.wrong(None, What::Checkpoint(source, CheckpointFault::Signature)),
                    Ok(said) => {
                        let columns = (row.int(1).ok(), row.time(2).ok());
                        if columns != (Some(int(said.size)), said.at) || number == 0 {
                            self.wrong(None, What::Checkpoint(source.clone(), CheckpointFault::Columns));
                        }
                        self.stored.insert(said.size, said.root);
                        self.anchor(said, source, &origins);
                    }
                }
            }
        }
        for (file, note) in &evidence.witness {
            let source = Source::Witness(file.clone());
            match open(note, &known) {
                Err(_) => self.wrong(None, What::Checkpoint(source, CheckpointFault::Signature)),
                Ok(said) => self.anchor(said, source, &origins),
            }
        }
        self.judge_thinning();
        Ok(())
    }

    /// A checkpoint that was signed five years before the thinning, and covers all that went, proves that it was time.
    fn judge_thinning(&mut self) {
        let Some((below, when)) = self.thinned else { return };
        let old = |said: &Said| said.at.is_some_and(|at| when.as_microsecond() - at.as_microsecond() >= FIVE_YEARS);
        if !self.anchors.range(below..).flat_map(|(_, anchors)| anchors).any(|anchor| old(&anchor.said)) {
            self.wrong(None, What::ThinnedEarly);
        }
    }

    fn anchor(&mut self, said: Said, source: Source, origins: &[&str]) {
        if !origins.contains(&said.origin.as_str()) {
            return self.wrong(None, What::Checkpoint(source, CheckpointFault::Origin(said.origin)));
        }
        self.anchors.entry(said.size).or_default().push(Anchor { said, source });
    }

    /// The rows of the history and the log that the leaves of a batch name, by leaf.
    async fn rows_of(&self, conn: &mut Conn<'_>, after: i64, until: i64) -> Result<HashMap<i64, (Of, Row)>> {
        let mut there = HashMap::with_capacity(usize::try_from(AT_A_TIME).unwrap_or(0));
        for (of, sql) in [(Of::Event, EVENTS), (Of::Line, LINES)] {
            for row in conn.fetch(sql, &values![after, until]).await? {
                there.insert(row.int(0)?, (of, row));
            }
        }
        Ok(there)
    }

    fn batch(&mut self, rows: &[Row], there: &mut HashMap<i64, (Of, Row)>) -> Result<()> {
        let hashes: Vec<Vec<Hash>> =
            rows.iter().map(|row| row.bytes(5).map(|bytes| split(&bytes)).unwrap_or_default()).collect();
        for (at, row) in rows.iter().enumerate() {
            let number = row.int(0)?;
            let leaf = number.unsigned_abs();
            if leaf != self.walk.size {
                self.wrong(Some(self.walk.size), What::LeavesMissing(leaf));
                self.skip_to(leaf);
            }
            let (Ok(form), Ok(line), Ok(plan), Ok(seq)) = (row.int(1), row.text(2), row.text(3), row.int(4)) else {
                self.wrong(Some(leaf), What::Leaf);
                self.skip_to(leaf + 1);
                continue;
            };
            if !line.is_empty() && (!plan.is_empty() || seq != 0) {
                self.wrong(Some(leaf), What::Leaf);
            }
            let name = SealedRow::named(line, plan, seq);
            let next = rows.get(at + 1).filter(|next| next.int(0).is_ok_and(|next| next == number + 1));
            let next = next.map(|_| hashes[at + 1].as_slice());
            self.leaf(leaf, form, name, there.remove(&number), (&hashes[at], next));
        }
        Ok(())
    }

    fn leaf(
        &mut self,
        leaf: u64,
        form: i64,
        name: SealedRow,
        row: Option<(Of, Row)>,
        hashes: (&[Hash], Option<&[Hash]>),
    ) {
        if self.after_good.is_none() {
            self.after_good = Some(name.clone());
        }
        let read = row.map(|(of, row)| of.values(form, &row, 1).map(|values| (of, of.hash(form, &values), values)));
        let (stored, next) = hashes;
        let anchor = self.anchors.get(&(leaf + 1)).and_then(|anchors| anchors.first()).map(|anchor| anchor.said.root);
        let hash = read.as_ref().and_then(|read| read.as_ref().ok()).map(|(_, hash, _)| *hash);
        let faults = self.walk.take(&Leaf { row: hash, stored, next, anchor });
        if let Some(first) = faults.hashes {
            self.wrong(Some(leaf), What::Hashes(first));
        }
        match read {
            None => self.absent(leaf, name),
            Some(Err(_)) => {
                self.seen[usize::from(matches!(name, SealedRow::Line { .. }))] += 1;
                self.wrong(Some(leaf), What::Row(name, RowFault::Unreadable));
            }
            Some(Ok((of, _, values))) => {
                self.seen[usize::from(of == Of::Line)] += 1;
                if faults.row {
                    if let (Some(sealed), true) = (stored.first(), self.changed.len() < COMPARED) {
                        self.changed.push(Changed { at: self.found.wrong.len(), of, form, values, sealed: *sealed });
                    }
                    self.wrong(Some(leaf), What::Row(name, RowFault::Changed));
                } else if of == Of::Event {
                    self.found.events += 1;
                } else {
                    self.found.lines += 1;
                }
            }
        }
        self.judge_roots(leaf + 1);
    }

    fn absent(&mut self, leaf: u64, name: SealedRow) {
        let thinned = matches!(name, SealedRow::Line { .. }) && self.thinned.is_some_and(|(below, _)| leaf < below);
        if thinned {
            self.found.thinned += 1;
        } else {
            self.wrong(Some(leaf), What::Row(name, RowFault::Deleted));
        }
    }

    fn skip_to(&mut self, leaf: u64) {
        let jumped: u64 = self.anchors.range(self.walk.size + 1..leaf).map(|(_, anchors)| anchors.len() as u64).sum();
        self.found.unjudged += jumped;
        self.walk.skip_to(leaf);
        self.judge_roots(leaf);
    }

    /// Compare the common hash of the leaves so far with the checkpoints of that size.
    fn judge_roots(&mut self, size: u64) {
        let Some(anchors) = self.anchors.remove(&size) else { return };
        let Some(root) = self.walk.root() else {
            self.found.unjudged += anchors.len() as u64;
            return;
        };
        for Anchor { said, source } in anchors {
            let at_witness = matches!(source, Source::Witness(_));
            if said.root == root {
                if at_witness {
                    self.found.witnessed += 1;
                    if self.stored.get(&size) != Some(&root) {
                        self.wrong(None, What::Checkpoint(source, CheckpointFault::NotStored));
                    }
                } else {
                    self.found.checkpoints += 1;
                }
                (self.good, self.after_good) = (size, None);
            } else if at_witness && self.restores.iter().any(|to| *to < size) {
                self.given_up(size);
            } else if !std::mem::replace(&mut self.rewritten[usize::from(at_witness)], true) {
                let first = self.after_good.clone();
                let fault = CheckpointFault::Rewritten { from: self.good, to: size, first };
                self.wrong(Some(self.good), What::Checkpoint(source, fault));
            } else {
                self.found.more += 1;
            }
        }
    }

    fn given_up(&mut self, size: u64) {
        self.found.given_up.0 += 1;
        self.found.given_up.1 = self.found.given_up.1.max(size);
    }

    /// Checkpoints of more leaves than there are.
    fn beyond(&mut self) {
        let left = self.walk.size;
        for (signed, anchors) in std::mem::take(&mut self.anchors).split_off(&(left + 1)) {
            for Anchor { source, .. } in anchors {
                if matches!(source, Source::Witness(_)) && self.restores.iter().any(|to| *to < signed) {
                    self.given_up(signed);
                } else {
                    self.wrong(Some(left), What::Checkpoint(source, CheckpointFault::Truncated { left, signed }));
                }
            }
        }
    }
}

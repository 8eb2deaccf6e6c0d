//! The tree computed again, leaf by leaf, from nothing but what is given: which leaf is not what was sealed, and which
//! checkpoint is not of these leaves. No input or output.

use tlog_tiles::{Hash, node_hash};

use crate::seal::tree::stored_with;

/// The tree's right edge: complete subtrees, the largest first. A hash that cannot be known any more is none.
#[derive(Debug, Default)]
pub(crate) struct Walk {
    /// How many leaves were taken.
    pub size: u64,
    edge: Vec<(u32, Option<Hash>)>,
}

/// What a leaf looks like.
pub(crate) struct Leaf<'a> {
    /// The hash of the row as it is now; none when the row is not there or cannot be read.
    pub row: Option<Hash>,
    /// The hashes stored with the leaf.
    pub stored: &'a [Hash],
    /// The hashes stored with the next leaf, where that one is known.
    pub next: Option<&'a [Hash]>,
    /// What a checkpoint says is the common hash up to this leaf, where there is one.
    pub anchor: Option<Hash>,
}

/// What is wrong with a leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Faults {
    /// The row is not what was sealed.
    pub row: bool,
    /// The hashes stored with the leaf are not those of the tree: the first leaf that the lowest wrong one is of. Where that is
    /// an earlier leaf, either the hash was changed, or a leaf from there on is not the one that was sealed there.
    pub hashes: Option<u64>,
}

impl Walk {
    /// Take the next leaf. Where the row and the stored hash do not fit, the tree above says which of them was changed.
    pub fn take(&mut self, leaf: &Leaf<'_>) -> Faults {
        let n = self.size;
        let mut faults = Faults { row: false, hashes: (leaf.stored.len() != stored_with(n)).then_some(n) };
        let stored = leaf.stored.first().copied();
        let mut hash = match (leaf.row, stored) {
            (Some(row), Some(stored)) if row != stored => {
                faults.row = !self.fits(row, leaf) || self.fits(stored, leaf);
                faults.hashes = faults.hashes.or((!faults.row).then_some(n));
                Some(if faults.row { stored } else { row })
            }
            (row, stored) => row.or(stored),
        };
        for level in 1..=n.trailing_ones() {
            let left = self.edge.pop().and_then(|(_, hash)| hash);
            let kept = leaf.stored.get(level as usize).copied();
            hash = match (left, hash) {
                (Some(left), Some(right)) => {
                    let both = node_hash(left, right);
                    if kept != Some(both) {
                        faults.hashes = faults.hashes.or(Some(n + 1 - (1 << level)));
                    }
                    Some(both)
                }
                // Something below is lost; what was stored of it goes on.
                _ => kept,
            };
        }
        self.edge.push((n.trailing_ones(), hash));
        self.size = n + 1;
        faults
    }

    /// Whether the tree above would be right if the leaf's hash were this one.
    fn fits(&self, hash: Hash, leaf: &Leaf<'_>) -> bool {
        if self.size % 2 == 1 {
            let left = self.edge.last().and_then(|(_, left)| *left);
            return left.is_some_and(|left| leaf.stored.get(1) == Some(&node_hash(left, hash)));
        }
        match (leaf.next, leaf.anchor) {
            (Some([right, both, ..]), _) => node_hash(hash, *right) == *both,
            (_, Some(root)) => self.root_with(Some(hash)) == Some(root),
            _ => false,
        }
    }

    /// Leaves up to `next` are not there.
    pub fn skip_to(&mut self, next: u64) {
        let (mut edge, mut from) = (Vec::new(), 0);
        while from < next {
            let level = (next - from).ilog2();
            let known =
                self.edge.get(edge.len()).filter(|(known, _)| *known == level && from + (1 << level) <= self.size);
            edge.push((level, known.and_then(|(_, hash)| *hash)));
            from += 1 << level;
        }
        (self.edge, self.size) = (edge, next);
    }

    /// The common hash of the leaves so far; none when it cannot be known any more. There must be a leaf.
    pub fn root(&self) -> Option<Hash> {
        self.root_with(None)
    }

    fn root_with(&self, last: Option<Hash>) -> Option<Hash> {
        let mut below = last;
        for (at, (_, hash)) in self.edge.iter().rev().enumerate() {
            let hash = (*hash)?;
            below = match below {
                Some(right) => Some(node_hash(hash, right)),
                None if at == 0 => Some(hash),
                None => return None,
            };
        }
        below
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::tree::Hashes;
    use tlog_tiles::{record_hash, stored_hashes_for_record_hash, tree_hash};

    fn log(count: u64) -> (Vec<Vec<Hash>>, Vec<Hash>) {
        let (mut hashes, mut rows, mut roots) = (Hashes::default(), Vec::new(), Vec::new());
        for leaf in 0..count {
            let new = stored_hashes_for_record_hash(leaf, record_hash(&leaf.to_be_bytes()), &hashes).unwrap();
            hashes.add(leaf, &new);
            roots.push(tree_hash(leaf + 1, &hashes).unwrap());
            rows.push(new);
        }
        (rows, roots)
    }

    /// Faults by leaf, and whether the last root is the right one.
    fn judged(stored: &[Vec<Hash>], rows: &[Hash], roots: &[Hash]) -> (Vec<(usize, Faults)>, bool) {
        let (mut walk, mut found) = (Walk::default(), Vec::new());
        let last = rows.len() - 1;
        for (at, row) in rows.iter().enumerate() {
            let next = stored.get(at + 1).map(Vec::as_slice);
            let anchor = (at == last).then(|| roots[at]);
            let faults = walk.take(&Leaf { row: Some(*row), stored: &stored[at], next, anchor });
            if faults != Faults::default() {
                found.push((at, faults));
            }
        }
        (found, walk.root() == Some(roots[last]))
    }

    #[test]
    fn whichever_was_changed_is_told_from_the_other() {
        for count in 1..=19_u64 {
            let (stored, roots) = log(count);
            let rows: Vec<Hash> = stored.iter().map(|hashes| hashes[0]).collect();
            assert_eq!(judged(&stored, &rows, &roots), (vec![], true));
            for at in 0..rows.len() {
                let mut changed = rows.clone();
                changed[at] = record_hash(b"other");
                assert_eq!(judged(&stored, &changed, &roots), (vec![(at, Faults { row: true, hashes: None })], true));
                for level in 0..stored[at].len() {
                    let mut changed = stored.clone();
                    changed[at][level].0[5] ^= 1;
                    let (found, root) = judged(&changed, &rows, &roots);
                    let first = (at + 1 - (1 << level)) as u64;
                    assert!(
                        root && found.contains(&(at, Faults { row: false, hashes: Some(first) })),
                        "{count} {at} {level} {found:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn leaves_that_took_each_others_place_whole_are_found_to_within_one() {
        let (stored, roots) = log(32);
        for one in (0..32_usize).step_by(2) {
            // Even leaves store one hash each, so that nothing but the tree above tells.
            for two in (one + 2..32).step_by(2) {
                let mut changed = stored.clone();
                changed.swap(one, two);
                let rows: Vec<Hash> = changed.iter().map(|hashes| hashes[0]).collect();
                let (found, root) = judged(&changed, &rows, &roots);
                assert!(!root);
                for at in [one, two] {
                    let named = found.iter().find(|(leaf, _)| *leaf == at + 1).and_then(|(_, faults)| faults.hashes);
                    assert_eq!(named, Some(at as u64), "{one} {two}: {found:?}");
                }
            }
        }
    }

    #[test]
    fn who_computes_all_anew_is_betrayed_by_the_root_alone() {
        let (_, roots) = log(19);
        let mut hashes = Hashes::default();
        let (mut stored, mut rows) = (Vec::new(), Vec::new());
        for leaf in 0..19_u64 {
            let row = if leaf == 7 { record_hash(b"other") } else { record_hash(&leaf.to_be_bytes()) };
            let new = stored_hashes_for_record_hash(leaf, row, &hashes).unwrap();
            hashes.add(leaf, &new);
            stored.push(new);
            rows.push(row);
        }
        let (found, root) = judged(&stored, &rows, &roots);
        assert_eq!((found, root), (vec![], false));
    }

    #[test]
    fn leaves_that_are_lost_leave_what_can_still_be_known() {
        let (stored, roots) = log(32);
        for (from, to) in [(0, 1), (5, 6), (6, 7), (8, 12), (15, 17), (31, 32)] {
            let mut walk = Walk::default();
            let mut known = 0;
            for (at, hashes) in stored.iter().enumerate() {
                if at == from {
                    walk.skip_to(to as u64);
                }
                if (from..to).contains(&at) {
                    continue;
                }
                let faults = walk.take(&Leaf { row: Some(hashes[0]), stored: hashes, next: None, anchor: None });
                assert_eq!(faults, Faults::default(), "{from} {at}");
                if let Some(root) = walk.root() {
                    assert_eq!(root, roots[at]);
                    known += 1;
                }
            }
            assert!(known >= from, "{known} roots known, {from} leaves before");
        }
    }
}

//! What is judged when every leaf was read: rows that were exchanged, and rows that no leaf names.

use super::{Changed, Judging};
use crate::error::{Result, StoreError};
use crate::seal::leaf::Of;
use crate::seal::sql::{COUNTS, STRAY_EVENTS, STRAY_LINES, STRAY_QUEUE};
use crate::seal::wrong::{RowFault, SealedRow, What, Wrong};
use crate::sql::{Conn, Row};

impl Judging {
    /// Two changed rows that carry each other's values were exchanged.
    pub(super) fn swaps(&mut self) {
        let key = |of: Of| if of == Of::Event { 2 } else { 1 };
        let under = |key_of: &Changed, values_of: &Changed| {
            let key = key(key_of.of);
            let values = [&key_of.values[..key], &values_of.values[key..]].concat();
            key_of.of.hash(key_of.form, &values) == key_of.sealed
        };
        let hash = |row: &Changed| row.of.hash(row.form, &row.values);
        for (n, one) in self.changed.iter().enumerate() {
            for two in self.changed[n + 1..].iter().filter(|two| two.of == one.of) {
                let exchanged = under(one, two) && under(two, one);
                let leaves = hash(one) == two.sealed && hash(two) == one.sealed;
                if !exchanged && !leaves {
                    continue;
                }
                let name = |wrong: &Wrong| match &wrong.what {
                    What::Row(name, _) => Some(name.clone()),
                    _ => None,
                };
                let names =
                    self.found.wrong.get(one.at).and_then(name).zip(self.found.wrong.get(two.at).and_then(name));
                if let Some((first, second)) = names {
                    self.found.wrong[one.at].what = What::Row(first.clone(), RowFault::Swapped(second.clone()));
                    self.found.wrong[two.at].what = What::Row(second, RowFault::Swapped(first));
                }
            }
        }
    }

    /// Rows that no leaf names and that do not wait for one. Looked for only when the numbers do not come out even.
    pub(super) async fn strays(&mut self, conn: &mut Conn<'_>) -> Result<()> {
        let counts = conn.fetch(COUNTS, &[]).await?.into_iter().next().ok_or(StoreError::NotFound)?;
        let count = |at: usize| counts.int(at).map(i64::unsigned_abs);
        let (waiting, queued) = (count(2)? + count(3)?, count(4)?);
        self.found.waiting = waiting;
        if count(0)? != self.seen[0] + count(2)? {
            for row in conn.fetch(STRAY_EVENTS, &[]).await? {
                let name = SealedRow::Event { plan: shown(&row, 0), seq: row.int(1).unwrap_or(0) };
                self.wrong(None, What::Stray(name));
            }
        }
        if count(1)? != self.seen[1] + count(3)? {
            for row in conn.fetch(STRAY_LINES, &[]).await? {
                self.wrong(None, What::Stray(SealedRow::Line { id: shown(&row, 0) }));
            }
        }
        if queued != waiting {
            for row in conn.fetch(STRAY_QUEUE, &[]).await? {
                let name = SealedRow::named(shown(&row, 0), shown(&row, 1), row.int(2).unwrap_or(0));
                self.wrong(None, What::Queue(name));
            }
        }
        Ok(())
    }
}

/// A key as it can be shown, also when it is no text any more.
fn shown(row: &Row, at: usize) -> String {
    row.text(at).unwrap_or_else(|_| "(unreadable)".to_owned())
}

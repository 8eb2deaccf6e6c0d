//! A full recount of the figures, from all stories and answers, to compare with what is kept up as things happen.

use std::collections::{BTreeMap, BTreeSet};

use samsyn_domain::evaluation::Answers;
use samsyn_domain::figures::counts_of;
use samsyn_domain::ids::PlanId;

use crate::error::Result;
use crate::figures::{Key, keyed, of_answers};
use crate::sql::values;

/// What all stories and answers that can be read add to the figures.
#[derive(Default)]
pub(crate) struct Sums {
    all: BTreeMap<Key, i64>,
    /// How many stories could be folded.
    pub folded: u64,
}

impl Sums {
    /// Adds what a story amounts to.
    pub fn add(&mut self, counts: BTreeMap<Key, i64>) {
        for (key, n) in counts {
            *self.all.entry(key).or_insert(0) += n;
        }
    }

    /// Of a story that cannot be read it is told; what its row adds is then taken for right, so that no sum is called wrong for it too.
    pub async fn believe(&mut self, conn: &mut crate::sql::Conn<'_>, plan: PlanId) -> Result<()> {
        let row = conn.fetch(crate::figures::OF_PLAN, &values![plan.0]).await?;
        self.add(row.first().map(crate::figures::read).transpose()?.unwrap_or_default());
        Ok(())
    }

    /// Adds what was answered in a quarter.
    pub fn answered(&mut self, answers: &Answers, quarter: &str) {
        let counts = counts_of(answers, jiff::civil::Date::ZERO);
        let rows = keyed(&counts, "").into_iter();
        self.add(rows.map(|((figure, _, unit, value), n)| ((figure, quarter.to_owned(), unit, value), n)).collect());
    }

    /// The rows of the figures that say something else. Of answers in plans that were disposed of nothing tells any more: there
    /// may then be more than are counted, never fewer.
    pub fn wrong(&self, stored: &BTreeMap<Key, (i64, i64)>, disposed: u64) -> Vec<String> {
        let keys: BTreeSet<_> = self.all.keys().chain(stored.keys()).collect();
        let wrong = keys.into_iter().filter(|key| {
            let (n, kept) = stored.get(*key).copied().unwrap_or_default();
            let counted = self.all.get(*key).copied().unwrap_or_default();
            if of_answers(key) && disposed > 0 { n < counted } else { n - kept != counted }
        });
        wrong.map(|(figure, quarter, _, value)| format!("figures: {figure} {quarter} {value}")).collect()
    }
}

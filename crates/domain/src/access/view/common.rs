//! What several people may all see: a view narrowed further, for a screen that more than one of them looks at.

use super::PlanView;
use crate::ids::No;

impl PlanView {
    /// Keeps what the other view shows too. `None`: the other sees nothing of the plan, so no row is left.
    pub(crate) fn keep_common(&mut self, other: Option<&Self>) {
        let before = self.row_count();
        let other = other.map(|view| &view.plan);
        let plan = &mut self.plan;
        macro_rules! common {
            ($($rows:ident),+) => { $({
                let theirs: Vec<No> = other.iter().flat_map(|plan| plan.$rows.iter().map(|row| row.no)).collect();
                plan.$rows.retain(|row| theirs.contains(&row.no));
            })+ };
        }
        common!(questions, avoid, needs, goals, measures, disagreements, notes, stays, expectations, asks);
        for need in &mut plan.needs {
            let theirs = other.and_then(|plan| plan.need(need.no));
            if theirs.is_none_or(|need| need.own_words.is_none()) {
                need.own_words = None;
            }
            need.views.retain(|view| theirs.is_some_and(|need| need.views.contains(view)));
        }
        // On a screen for all stands nothing that somebody prepared for themselves, and no consent.
        plan.preparations.clear();
        plan.consents.clear();
        plan.messages.clear();
        plan.childs_views.clear();
        self.sees_consents = false;
        self.hidden += before - self.row_count();
    }

    fn row_count(&self) -> usize {
        let plan = &self.plan;
        plan.questions.len()
            + plan.avoid.len()
            + plan.needs.iter().map(|n| usize::from(n.own_words.is_some()) + n.views.len()).sum::<usize>()
            + plan.goals.len()
            + plan.measures.len()
            + plan.disagreements.len()
            + plan.notes.len()
            + plan.stays.len()
            + plan.expectations.len()
            + plan.asks.len()
    }
}

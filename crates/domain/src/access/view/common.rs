//! What several people may all see: a view narrowed further, for a screen that more than one of them looks at.

use super::PlanView;
use crate::ids::No;
use crate::plan::state::View;

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
            // The same words of the same one; what a place is called may be kept from the other.
            let same = |a: &View, b: &View| a.by.staff == b.by.staff && a.words == b.words;
            need.views.retain(|view| theirs.is_some_and(|need| need.views.iter().any(|other| same(view, other))));
        }
        // What is blank to the other within a row is blank here too.
        for question in &mut plan.questions {
            let theirs = other.and_then(|plan| plan.questions.iter().find(|theirs| theirs.no == question.no));
            question.answer = question.answer.take().filter(|_| theirs.is_some_and(|theirs| theirs.answer.is_some()));
        }
        for ask in &mut plan.asks {
            let theirs = other.and_then(|plan| plan.asks.iter().find(|other| other.no == ask.no));
            ask.answer = ask.answer.take().filter(|_| theirs.is_some_and(|ask| ask.answer.is_some()));
        }
        for measure in &mut plan.measures {
            let Some(theirs) = other.and_then(|plan| plan.measure(measure.no)) else { continue };
            for (ours, theirs) in measure.lives.iter_mut().zip(&theirs.lives) {
                ours.words.clone_from(&theirs.words);
            }
            for (ours, theirs) in measure.happened.iter_mut().zip(&theirs.happened) {
                ours.words = ours.words.take().filter(|_| theirs.words.is_some());
            }
        }
        // On a screen for all stands nothing that somebody prepared for themselves, and no consent.
        plan.preparations.clear();
        plan.consents.clear();
        plan.messages.clear();
        plan.childs_views.clear();
        self.sees_consents = false;
        self.hidden += before - self.row_count();
    }

    /// For a paper that `maker` makes for whoever this view is of: nothing that the maker may not see, nor what somebody prepared
    /// for themselves. Until when consent holds stays where both may know it.
    pub(crate) fn for_paper(mut self, maker: &Self) -> Self {
        let consents = (self.sees_consents && maker.sees_consents).then(|| std::mem::take(&mut self.plan.consents));
        self.keep_common(Some(maker));
        if let Some(consents) = consents {
            self.plan.consents = consents;
            self.sees_consents = true;
        }
        self
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

//! What it costs to judge and to narrow: `may` for every row of a plan of twelve measures and forty rows beside them.

use jiff::Timestamp;
use samsyn_domain::access::narrow;
use samsyn_domain::people::{FamilyMember, Who};
use samsyn_domain::plan::{Event, Fact, Plan};
use samsyn_domain::words::Words;

use crate::figures::{Budget, Table, median};
use crate::machine::cpu_seconds;
use crate::{Fault, seed};

/// Rows beside the measures.
const ROWS: usize = 40;
const TIMES: u32 = 2000;
const ROUNDS: usize = 9;

/// Measure, and add the figure: that of the costliest of the eight who take part.
pub fn measure(table: &mut Table) -> Result<(), Fault> {
    let now = Timestamp::now();
    let today = now.to_zoned(jiff::tz::TimeZone::UTC).date();
    let (id, facts) = seed::twelve_measures(now)?;
    let mut plan = Plan::fold(id, &facts).ok_or("no story")?;
    while rows(&plan) < ROWS {
        let words = Words::parse(&format!("Mål nummer {}: somna lugnt och vakna utvilad.", rows(&plan)), "words");
        let words = words.map_err(|e| format!("{e:?}"))?;
        let need = plan.needs.get(plan.goals.len() % plan.needs.len().max(1)).map(|need| (need.no, need.kind));
        let (need, kind) = need.ok_or("no need")?;
        let event = Event::GoalAdded { no: plan.next_no(), need: Some(need), kind, words };
        plan = plan.evolve(&Fact { at: now, by: Who::Family(FamilyMember::Person), event });
    }
    let mut most: f64 = 0.0;
    for actor in seed::eight() {
        let round = || {
            let before = cpu_seconds("self");
            for _ in 0..TIMES {
                std::hint::black_box(narrow(std::hint::black_box(&plan), &actor, today, now).is_ok());
            }
            (cpu_seconds("self") - before) / f64::from(TIMES) * 1e6
        };
        most = most.max(median((0..ROUNDS).map(|_| round())));
    }
    let what = format!("`may` and narrowing, {} measures and {ROWS} other rows: processor time", plan.measures.len());
    table.alone(&what, most, "µs", Budget::AtMost(50.0));
    Ok(())
}

fn rows(plan: &Plan) -> usize {
    let views: usize = plan.needs.iter().map(|need| 1 + need.views.len()).sum();
    let answers: usize = plan.preparations.iter().map(|preparation| preparation.answers.len()).sum();
    let others = plan.questions.len() + plan.avoid.len() + plan.goals.len() + plan.disagreements.len();
    views + answers + others + plan.notes.len()
}

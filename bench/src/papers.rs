//! Processor time of the two-page plan on paper, once warm, with other words each time.

use samsyn_paper::PlanPaper;

use crate::Fault;
use crate::figures::{Budget, Table, median};
use crate::machine::cpu_seconds;

#[path = "../../crates/paper/tests/families/mod.rs"]
mod families;

const WARM_UP: u32 = 5;
const PAPERS: u32 = 60;

/// Measure, and add the figure.
pub fn measure(table: &mut Table) -> Result<(), Fault> {
    let pages = samsyn_paper::plan_proof(&another(0))?.pages.len();
    if pages != 2 {
        return Err(format!("the sample plan has {pages} pages, not two").into());
    }
    let mut costs = Vec::new();
    for number in 1..=WARM_UP + PAPERS {
        let paper = another(number);
        let before = cpu_seconds("self");
        samsyn_paper::plan(&paper)?;
        if number > WARM_UP {
            costs.push((cpu_seconds("self") - before) * 1e3);
        }
    }
    table.alone(
        "two-page plan on paper, new words each time: processor time",
        median(costs),
        "ms",
        Budget::AtMost(60.0),
    );
    Ok(())
}

/// A plan that shares no sentence with another number's.
fn another(number: u32) -> PlanPaper {
    let mut paper = families::elin_plan();
    let differ = |text: &mut String| *text = format!("{number} {text}");
    for measure in paper.measures.iter_mut().chain(&mut paper.family_measures).chain(&mut paper.other_measures) {
        let fields = [
            &mut measure.what,
            &mut measure.who,
            &mut measure.unit,
            &mut measure.when,
            &mut measure.notice,
            &mut measure.if_not,
            &mut measure.status,
        ];
        fields.into_iter().for_each(differ);
    }
    for need in &mut paper.needs {
        differ(&mut need.area);
        need.own_words.iter_mut().for_each(differ);
        need.professionals.iter_mut().for_each(|said| differ(&mut said.words));
    }
    paper.questions.iter_mut().for_each(differ);
    paper.goals.iter_mut().for_each(|goal| differ(&mut goal.words));
    paper.participants.iter_mut().for_each(|one| differ(&mut one.name));
    paper
}

//! Nothing that people write can stop the print: signs from all of Unicode, in a fixed order of chance.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at the first fault")]

mod families;

use families::elin_plan;
use samsyn_paper::{plan, plan_proof};

/// A linear congruential generator (Knuth's constants): the same signs in every run.
fn next(state: &mut u64) -> u32 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    u32::try_from(*state >> 33).unwrap()
}

fn words(state: &mut u64) -> String {
    let ranges = [(0, 0x250), (0x250, 0x1000), (0x590, 0x900), (0x1000, 0x3000), (0x3000, 0x1_0000), (0, 0x11_0000)];
    (0..40)
        .filter_map(|_| {
            let (low, high) = ranges[next(state) as usize % ranges.len()];
            char::from_u32(low + next(state) % (high - low))
        })
        .collect()
}

#[test]
fn any_signs_at_all_come_out_on_paper() {
    let mut state = 2027;
    for round in 0..25 {
        let mut paper = elin_plan();
        paper.measures.truncate(2);
        paper.needs.truncate(1);
        paper.title = words(&mut state);
        paper.questions = vec![words(&mut state), words(&mut state)];
        paper.measures[0].what = words(&mut state);
        paper.measures[0].who = words(&mut state);
        paper.measures[1].notice = words(&mut state);
        paper.needs[0].own_words = vec![words(&mut state)];
        paper.disagreements[0].sides[0].words = words(&mut state);
        let proof = plan_proof(&paper).unwrap();
        assert_eq!((proof.outside, proof.warnings), (vec![], vec![]), "round {round}");
        if let Err(samsyn_paper::PaperError::Typesetting(faults)) = plan(&paper) {
            panic!("round {round}: {:?}", faults.lines_with_personal_words());
        }
    }
}

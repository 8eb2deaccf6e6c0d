//! A server prints for months: what one paper said must not stay in memory. Alone in its file, so that no other
//! test's memory is counted.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at the first fault")]

mod families;

use families::elin_plan;
use samsyn_paper::plan;

/// Resident memory of this process in bytes (pages of 4 KiB), on Linux.
fn resident() -> u64 {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap();
    statm.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() * 4096
}

/// Measured over 200 plans: 1 MiB grown; 98 MiB if nothing is forgotten.
#[test]
fn two_hundred_different_plans_do_not_fill_the_memory() {
    let mut paper = elin_plan();
    paper.measures.truncate(2);
    paper.needs.clear();
    paper.participants.clear();
    let mut print = |round: u32| {
        for measure in &mut paper.measures {
            measure.notice = format!("Omgång {round}: Lisa möter vid grinden, dag {}.", measure.number);
        }
        plan(&paper).unwrap();
    };
    (0..20).for_each(&mut print);
    let warm = resident();
    (20..220).for_each(&mut print);
    let grown = resident().saturating_sub(warm) / (1024 * 1024);
    println!("{grown} MiB grown over 200 plans, {} MiB when warm", warm / (1024 * 1024));
    assert!(grown < 30, "memory grew by {grown} MiB over 200 plans");
}

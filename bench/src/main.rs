//! `just bench`: what Samsyn costs, each figure beside a bare limit measured in the same run on the same machine.
//!
//! The service under load is the real binary, `samsyn serve`, in a process of its own with SQLite on disk; so is the bare
//! axum "hello" it is compared with. The client is the same for both: one thread in this process (`client.rs`).
//! Rounds of what is compared alternate, and medians are told, so that a machine with other work disturbs both alike.
#![allow(clippy::disallowed_methods, reason = "a benchmark measures time and draws ids; nothing it makes is kept")]

mod acts;
mod bare;
mod client;
mod dashboard;
mod figures;
mod live;
mod looks;
mod machine;
mod memory;
mod narrowing;
mod papers;
mod seal;
mod seed;
mod service;
mod start;
mod time;
mod worklist;

use std::path::PathBuf;
use std::time::Instant;

use figures::Table;

/// Why the benchmark stopped.
type Fault = Box<dyn std::error::Error + Send + Sync>;

fn main() -> Result<(), Fault> {
    let mut arguments = std::env::args().skip(1);
    let first = arguments.next();
    if let Some(served) = first.as_deref().and_then(bare::serve) {
        return served;
    }
    let only: Vec<String> = first.into_iter().chain(arguments).collect();
    let wanted = |name: &str| only.is_empty() || only.iter().any(|only| only == name);
    let folder = folder()?;
    println!("{}", machine::describe());
    let began = Instant::now();
    let mut table = Table::default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    if wanted("looks") {
        runtime.block_on(looks::measure(&folder.join("looks"), &mut table))?;
    }
    if wanted("acts") {
        runtime.block_on(acts::measure(&folder.join("acts"), &mut table))?;
    }
    if wanted("narrowing") {
        narrowing::measure(&mut table)?;
    }
    if wanted("time") {
        time::measure(&mut table)?;
    }
    if wanted("worklist") || wanted("start") {
        let stored = runtime.block_on(worklist::measure(&folder.join("worklist"), &mut table))?;
        runtime.block_on(start::measure(&stored, &mut table))?;
    }
    if wanted("dashboard") {
        runtime.block_on(dashboard::measure(&folder.join("dashboard"), &mut table))?;
    }
    if wanted("seal") {
        runtime.block_on(seal::measure(&folder.join("seal"), &mut table))?;
    }
    if wanted("live") {
        runtime.block_on(live::measure(&folder.join("live"), &mut table))?;
    }
    if wanted("papers") {
        papers::measure(&mut table)?;
    }
    if wanted("memory") {
        runtime.block_on(memory::measure(&folder.join("memory"), &mut table))?;
    }
    let _ = std::fs::remove_dir_all(&folder);
    println!("\n{table}\n{:.0} s in all", began.elapsed().as_secs_f64());
    Ok(())
}

/// A folder beside this program, so that it lies on a disk and not in memory; emptied first.
fn folder() -> Result<PathBuf, Fault> {
    let folder = std::env::current_exe()?.with_file_name("samsyn-bench-data");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

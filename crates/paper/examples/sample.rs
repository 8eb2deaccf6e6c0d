//! Writes sample papers: `cargo run -p samsyn-paper --example sample -- FOLDER`.
//!
//! With a second argument N it also sets N different plans and tells the CPU time of each.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "an example stops at the first fault")]

#[path = "../tests/families/mod.rs"]
mod families;

use std::{env, fs, path::Path};

fn main() {
    let folder = env::args().nth(1).expect("a folder to write to");
    let folder = Path::new(&folder);
    fs::create_dir_all(folder).unwrap();
    let write = |name: &str, pdf: Result<Vec<u8>, samsyn_paper::PaperError>| {
        let pdf = match pdf {
            Ok(pdf) => pdf,
            Err(samsyn_paper::PaperError::Typesetting(faults)) => {
                panic!("{name}: {:?}", faults.lines_with_personal_words())
            }
            Err(fault) => panic!("{name}: {fault}"),
        };
        println!("{name}: {} bytes", pdf.len());
        fs::write(folder.join(name), pdf).unwrap();
    };
    write("plan-six.pdf", samsyn_paper::plan(&families::elin_plan()));
    write("plan-full.pdf", samsyn_paper::plan(&families::full_plan()));
    write("plan-thirty.pdf", samsyn_paper::plan(&families::thirty_measures()));
    write("plan-arabic.pdf", samsyn_paper::plan(&families::haddad_plan()));
    write("plan-easy.pdf", samsyn_paper::easy(&families::elin_easy()));
    write("child.pdf", samsyn_paper::child(&families::elin_child()));
    write("letter.pdf", samsyn_paper::letter(&families::elin_letter()));
    for proof in [
        samsyn_paper::plan_proof(&families::elin_plan()),
        samsyn_paper::plan_proof(&families::thirty_measures()),
        samsyn_paper::plan_proof(&families::haddad_plan()),
        samsyn_paper::letter_proof(&families::elin_letter()),
    ] {
        let proof = proof.unwrap();
        println!("{} pages, outside {:?}, warnings {:?}", proof.pages.len(), proof.outside, proof.warnings);
    }
    if let Some(count) = env::args().nth(2).and_then(|count| count.parse::<u32>().ok()) {
        measure(count);
    }
}

/// Prints `count` plans that share no sentence, then the last of them again and again.
fn measure(count: u32) {
    let mut paper = families::elin_plan();
    let before = cpu_seconds();
    for round in 0..count {
        paper = another_plan(round);
        samsyn_paper::plan(&paper).unwrap();
    }
    tell("new content", before, count);
    println!("{} pages", samsyn_paper::plan_proof(&paper).unwrap().pages.len());
    let before = cpu_seconds();
    for _ in 0..count {
        samsyn_paper::plan(&paper).unwrap();
    }
    tell("same content", before, count);
    let mut easy = families::elin_easy();
    let before = cpu_seconds();
    for round in 0..count {
        easy = easy_plan(round);
        samsyn_paper::easy(&easy).unwrap();
    }
    tell("in easy Swedish, new content", before, count);
    println!("{} pages", samsyn_paper::easy_proof(&easy).unwrap().pages.len());
}

fn tell(what: &str, before: f64, count: u32) {
    let each = (cpu_seconds() - before) * 1000.0 / f64::from(count);
    println!("CPU per plan, warm, {what}: {each:.1} ms");
}

fn another_plan(round: u32) -> samsyn_paper::PlanPaper {
    let mut paper = families::elin_plan();
    let differ = |text: &mut String| *text = format!("{round} {text}");
    for measure in paper.measures.iter_mut().chain(&mut paper.family_measures).chain(&mut paper.other_measures) {
        let fields = [&mut measure.what, &mut measure.who, &mut measure.unit, &mut measure.when];
        fields.into_iter().for_each(differ);
        [&mut measure.notice, &mut measure.if_not, &mut measure.status].into_iter().for_each(differ);
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

fn easy_plan(round: u32) -> samsyn_paper::EasyPaper {
    let mut paper = families::elin_easy();
    let differ = |text: &mut String| *text = format!("{round} {text}");
    for measure in &mut paper.measures {
        measure.sentences.iter_mut().for_each(differ);
        [&mut measure.what, &mut measure.notice, &mut measure.if_not].into_iter().for_each(differ);
    }
    for need in &mut paper.needs {
        need.own_words.iter_mut().for_each(differ);
        need.professionals.iter_mut().for_each(|said| differ(&mut said.words));
    }
    paper.goals.iter_mut().for_each(differ);
    paper.participants.iter_mut().for_each(|one| differ(&mut one.name));
    paper
}

/// User and system time of this process, by Linux's hundredths of a second; 0 elsewhere.
fn cpu_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| after_name.get(at).and_then(|ticks| ticks.parse::<f64>().ok()).unwrap_or_default();
    (ticks(11) + ticks(12)) / 100.0
}

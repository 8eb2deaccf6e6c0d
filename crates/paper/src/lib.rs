//! Paper: a filled-in struct in, PDF bytes out.
//!
//! Four papers exist: the plan ([`plan`]), the same in easy Swedish ([`easy`]) and for the child whom it is about ([`child`]), and the
//! call to a meeting as a letter ([`letter`]). Each comes out as one file that is both PDF/A-3a (ISO 19005-3, kept for thirty years) and PDF/UA-1 (ISO 14289-1, read aloud).
//!
//! This crate knows nothing of rules, permissions, languages or time. The caller has already asked who may see
//! what, translated every label and written every date as words. What it does not hand over cannot be printed.
//! Rendering reads no file, no network and no clock: the same struct gives the same bytes.
//!
//! It is work for the processor alone; in an async program call it from a thread that may block.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod call_letter;
mod child_paper;
mod easy_paper;
mod error;
mod plain;
mod plan_paper;
mod press;
mod proof;
mod world;

pub use call_letter::{CallLetter, LetterLabels};
pub use child_paper::{Answered, ChildLabels, ChildMeasure, ChildPaper, Picture};
pub use easy_paper::{EasyDisagreement, EasyLabels, EasyMeasure, EasyPaper};
pub use error::{PaperError, TypesettingError};
pub use plain::unprintable;
pub use plan_paper::{Contact, Disagreement, Goal, Measure, Need, Participant, PlanLabels, PlanPaper, Said};
pub use proof::Proof;

use press::{Sheet, Template};

/// Which way a text runs. `Ltr` for Swedish and English, `Rtl` for Arabic, Dari, Persian, Sorani and Yiddish.
///
/// It is the direction of the labels; text that people wrote finds its own, string by string.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Dir {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

/// Prints a plan.
///
/// Gives the bytes of one PDF file. Errors: [`PaperError`], when the language, the date or the identifier is
/// unusable; nothing that people wrote can make it fail.
pub fn plan(paper: &PlanPaper) -> Result<Vec<u8>, PaperError> {
    press::pdf(&sheet_of_plan(paper)?)
}

/// Prints the call (kallelse), or the invitation, as a letter for a window envelope.
///
/// Gives the bytes of one PDF file. Errors as for [`plan`].
pub fn letter(letter: &CallLetter) -> Result<Vec<u8>, PaperError> {
    press::pdf(&sheet_of_letter(letter)?)
}

/// Prints the plan for the child whom it is about.
///
/// Gives the bytes of one PDF file. Errors as for [`plan`].
pub fn child(paper: &ChildPaper) -> Result<Vec<u8>, PaperError> {
    press::pdf(&sheet_of_child(paper)?)
}

/// Prints the plan in few words and big letters.
///
/// Gives the bytes of one PDF file. Errors as for [`plan`].
pub fn easy(paper: &EasyPaper) -> Result<Vec<u8>, PaperError> {
    press::pdf(&sheet_of_easy(paper)?)
}

/// Sets the plan in few words without writing a PDF, for tests. Errors as for [`plan`].
pub fn easy_proof(paper: &EasyPaper) -> Result<Proof, PaperError> {
    press::proof(&sheet_of_easy(paper)?)
}

/// Sets the child's paper without writing a PDF, for tests. Errors as for [`plan`].
pub fn child_proof(paper: &ChildPaper) -> Result<Proof, PaperError> {
    press::proof(&sheet_of_child(paper)?)
}

/// Sets the plan without writing a PDF, for tests: the words page by page, and whatever fell off the paper.
///
/// Errors as for [`plan`].
pub fn plan_proof(paper: &PlanPaper) -> Result<Proof, PaperError> {
    press::proof(&sheet_of_plan(paper)?)
}

/// Sets the letter without writing a PDF, for tests. Errors as for [`plan`].
pub fn letter_proof(letter: &CallLetter) -> Result<Proof, PaperError> {
    press::proof(&sheet_of_letter(letter)?)
}

fn sheet_of_plan(paper: &PlanPaper) -> Result<Sheet, PaperError> {
    Sheet::new(Template::Plan, paper, &paper.lang, &paper.identifier, paper.date, &paper.attachment)
}

fn sheet_of_child(paper: &ChildPaper) -> Result<Sheet, PaperError> {
    Sheet::new(Template::Child, paper, &paper.lang, &paper.identifier, paper.date, &[])
}

fn sheet_of_easy(paper: &EasyPaper) -> Result<Sheet, PaperError> {
    Sheet::new(Template::Easy, paper, &paper.lang, &paper.identifier, paper.date, &paper.attachment)
}

fn sheet_of_letter(letter: &CallLetter) -> Result<Sheet, PaperError> {
    Sheet::new(Template::Letter, letter, &letter.lang, &letter.identifier, letter.date, &[])
}

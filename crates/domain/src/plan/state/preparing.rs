//! The person's questions, and what each prepared.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::meeting::TakePart;
use crate::ids::No;
use crate::people::{StaffRef, Who};
use crate::words::{Line, Words};

/// One of the person's own questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Row number.
    pub no: No,
    /// In the person's own words.
    pub words: Words,
    /// Who wrote it down.
    pub by: Who,
}

/// Something that is not to be raised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Avoid {
    /// Row number.
    pub no: No,
    /// In the person's own words.
    pub words: Words,
    /// Who wrote it down.
    pub by: Who,
}

/// Who may see a prepared answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeenBy {
    /// Only the one who wrote it.
    #[default]
    OnlyMe,
    /// And the person's own supporters.
    MySupporter,
    /// Everybody whom consent covers.
    Everybody,
}

/// One prepared answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Key of the question in `web/text/*/questions.ftl`.
    pub question: Line,
    /// In their own words.
    pub words: Words,
    /// Who may see it.
    pub seen_by: SeenBy,
}

/// What one participant prepared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preparation {
    /// Whose it is.
    pub of: Who,
    /// The member of staff who wrote it down after a talk, if not typed by the one it is of.
    pub written_by: Option<StaffRef>,
    /// When last changed.
    pub at: Timestamp,
    /// How they want to take part.
    pub take_part: Option<TakePart>,
    /// At most so many people in the room.
    pub most_people: Option<u8>,
    /// The answers.
    pub answers: Vec<Answer>,
    /// Set when they chose not to prepare.
    pub waived: bool,
    /// The supporters at the time, by row number: those whom "the one I chose" meant when it was ticked.
    pub supporters: Vec<No>,
}

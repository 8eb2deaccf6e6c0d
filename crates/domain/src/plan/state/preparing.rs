//! The person's questions, and what each prepared.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::meeting::TakePart;
use crate::ids::{MediaId, No};
use crate::information::InfoKind;
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
    /// What the meeting answered; none until then, and when the question is said differently.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<QuestionAnswer>,
    /// What it says in Swedish, where it was asked in another language; none when the question is said differently. It never
    /// takes the place of the person's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translation: Option<Translation>,
}

/// What a question says in another language than the person's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Translation {
    /// The translation.
    pub words: Words,
    /// Who translated it: an interpreter, as a rule.
    pub translator: Line,
    /// Who wrote it down.
    pub by: Who,
}

/// What a meeting answered a question of the person's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionAnswer {
    /// The answer.
    pub words: Words,
    /// The kind of information it is: not everybody who may know of the question may know of that.
    pub kind: InfoKind,
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

/// A member of staff wrote it down after a talk: who told it, and on which day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// Who wrote it down.
    pub by: StaffRef,
    /// Who told it.
    pub told_by: Line,
    /// The day of the talk.
    pub on: Date,
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
    /// Who wrote it down after a talk, if not the one it is of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub noted: Option<Noted>,
    /// The supporters whom "the one I chose" meant, by row number; `None` in older answers: those of the whole preparation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen: Option<Vec<No>>,
}

/// What kind of answer it is that is not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaKind {
    /// A drawing, or a photo of one.
    Drawing,
    /// A voice note.
    Voice,
}

/// What somebody wrote beside a drawing or a voice note, for those who cannot see or hear it. It never takes its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transcript {
    /// What it shows or says.
    pub words: Words,
    /// Who wrote that.
    pub by: Who,
    /// When.
    pub at: Timestamp,
}

/// A drawing or a voice note, kept as it was given. The file itself lies in the store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Media {
    /// The file.
    pub media: MediaId,
    /// Which question it answers.
    pub question: Line,
    /// What it is.
    pub kind: MediaKind,
    /// Who may see it.
    pub seen_by: SeenBy,
    /// The supporters whom "the one I chose" meant.
    pub chosen: Vec<No>,
    /// Who laid it there after a talk, if not the one it is of.
    pub noted: Option<Noted>,
    /// When it came.
    pub at: Timestamp,
    /// What others wrote beside it.
    pub transcripts: Vec<Transcript>,
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
    /// Drawings and voice notes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<Media>,
}

impl Preparation {
    /// Whether the one it is of has answered with their own hands: then nobody else writes in it.
    pub fn is_typed(&self) -> bool {
        !self.waived && self.written_by.is_none()
    }
}

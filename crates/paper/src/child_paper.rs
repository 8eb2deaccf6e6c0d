//! What stands on the child's own paper. Every text is already translated and formatted; an empty one is left out.

use crate::{Contact, Dir, Said};
use serde::Serialize;

/// The plan for the child whom it is about: big letters, few words, its own question first. An empty string, or an empty list, leaves
/// its line or its section out. It carries no data: what is not printed is not in the file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ChildPaper {
    /// BCP 47 language of the labels: `sv`, `en`. Easy Swedish passes `sv`.
    pub lang: String,
    /// Direction of the labels.
    pub dir: Dir,
    /// Title in the file's metadata; neutral.
    pub document_title: String,
    /// A stable, unique name of this paper. Only a hash of it reaches the file.
    pub identifier: String,
    /// Year, month (1 to 12) and day of the version; the file's own date.
    pub date: (i32, u8, u8),
    /// Every heading and label.
    pub labels: ChildLabels,
    /// "Hej Elin! Här är din plan."
    pub title: String,
    /// The child's own questions with what the meeting answered.
    pub questions: Vec<Answered>,
    /// Where the child wants to get, in its own words.
    pub goals: Vec<String>,
    /// What will happen: what the child does, what others do.
    pub measures: Vec<ChildMeasure>,
    /// What the grown-ups do not agree on: each side's own sentence.
    pub disagreements: Vec<Vec<Said>>,
    /// Whom one can always ask.
    pub contact: Contact,
    /// When everybody meets again.
    pub next_meeting: String,
    /// A line at the foot of every page.
    pub footer: String,
}

/// A question and its answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Answered {
    /// The question, word for word.
    pub words: String,
    /// What it says where it is in another language, and who translated it.
    pub translation: String,
    /// The answer; a sentence that there is none yet, where there is none.
    pub answer: String,
}

/// Which of our own pictures stands beside a measure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Picture {
    /// Somebody grown up does it.
    #[default]
    Adult,
    /// Somebody at school does it.
    School,
    /// Somebody at home, or the child, does it.
    Home,
}

/// One thing that will happen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ChildMeasure {
    /// "Det här gör du": a heading before it, where what others do begins; empty elsewhere.
    pub heading: String,
    /// The picture beside it.
    pub picture: Picture,
    /// "Lugn start varje dag".
    pub what: String,
    /// "Lisa gör det. Senast 24 april."
    pub who: String,
    /// How the child will notice it.
    pub notice: String,
    /// "Lisa har inte sagt ja än." Empty when there is a yes.
    pub unconfirmed: String,
    /// Where it stands and what became of it, a line each: "Klar 4 mars", why not, what the family said.
    pub stands: Vec<String>,
    /// Whether the three faces stand there, to draw a ring around one: not when the child has said it, or nothing will come of it.
    pub asks: bool,
}

/// The words around it, without colons.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ChildLabels {
    /// "Du frågade".
    pub asked: String,
    /// "Svaret".
    pub answer: String,
    /// "Dit vill du".
    pub goals: String,
    /// "Det här ska hända".
    pub measures: String,
    /// "Så märker du det".
    pub notice: String,
    /// "Blev det så? Ringa in."
    pub happened: String,
    /// The three faces' own words: yes, partly, no.
    pub faces: [String; 3],
    /// "Det här tycker vi olika om".
    pub disagreements: String,
    /// "Den här personen kan du fråga".
    pub contact: String,
    /// "Ring".
    pub phone: String,
    /// "Vi ses igen".
    pub next_meeting: String,
    /// "Sida {page} av {pages}".
    pub page: String,
    /// Printed last if a sign had to be replaced.
    pub unprintable: String,
}

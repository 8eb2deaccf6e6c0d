//! What stands on the plan in easy Swedish. Every text is already translated and formatted; an empty one is left out.

use crate::{Answered, Contact, Dir, Need, Participant, Said};
use serde::Serialize;

/// The plan in few words and big letters, in an order of its own: the person's question, what happens, what to do if it does not,
/// whom to call; then what else a plan holds. An empty string, or an empty list, leaves its line or its section out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct EasyPaper {
    /// BCP 47 language of the labels. Easy Swedish passes `sv`.
    pub lang: String,
    /// Direction of the labels.
    pub dir: Dir,
    /// Title in the file's metadata; neutral.
    pub document_title: String,
    /// A stable, unique name of this paper. Only a hash of it reaches the file.
    pub identifier: String,
    /// Year, month (1 to 12) and day of the version; the file's own date.
    pub date: (i32, u8, u8),
    /// The same plan as JSON (UTF-8), byte for byte attached as `plan.json`. Empty: nothing is attached.
    #[serde(skip)]
    pub attachment: Vec<u8>,
    /// Every heading and label.
    pub labels: EasyLabels,
    /// "Plan för Elin".
    pub title: String,
    /// "Plan nummer 2. Klar 3 mars 2027".
    pub version_line: String,
    /// The person's own questions, each with its answer or a sentence that there is none.
    pub questions: Vec<Answered>,
    /// Where the person wants to get, in their own words.
    pub goals: Vec<String>,
    /// What happens.
    pub measures: Vec<EasyMeasure>,
    /// Whom to call.
    pub contact: Contact,
    /// "Ring Anna Ek om något inte blir som planen säger."
    pub call: String,
    /// When everybody meets again.
    pub next_meeting: String,
    /// What is not agreed on.
    pub disagreements: Vec<EasyDisagreement>,
    /// What is needed, in each one's own words.
    pub needs: Vec<Need>,
    /// Short sentences on consent and on who answers for the plan, one to a line.
    pub rules: Vec<String>,
    /// Who takes part.
    pub participants: Vec<Participant>,
    /// A line at the foot of every page.
    pub footer: String,
}

/// One thing that happens.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct EasyMeasure {
    /// A heading before it, where what others do begins; empty elsewhere.
    pub heading: String,
    /// Its number in the plan. 0 prints no number.
    pub number: u32,
    /// "Lugn start varje dag".
    pub what: String,
    /// Short sentences, one to a line: who does it, from when, until when, how it stands.
    pub sentences: Vec<String>,
    /// How the person will notice it.
    pub notice: String,
    /// What happens if it fails.
    pub if_not: String,
    /// "Omar har inte sagt ja än." In a frame; empty when there is a yes.
    pub unconfirmed: String,
}

/// Something not agreed on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct EasyDisagreement {
    /// Each side in its own sentence.
    pub sides: Vec<Said>,
    /// What happens now, one sentence to a line.
    pub next: Vec<String>,
}

/// The words around it, without colons.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct EasyLabels {
    /// "Det här vill Elin veta".
    pub questions: String,
    /// "Svar".
    pub answer: String,
    /// "Det här vill Elin".
    pub goals: String,
    /// "Det här händer".
    pub measures: String,
    /// "Så märker Elin det".
    pub notice: String,
    /// "Om det inte går".
    pub if_not: String,
    /// "Ring om det inte blir så".
    pub call: String,
    /// "Ring".
    pub phone: String,
    /// "Vi ses igen".
    pub next_meeting: String,
    /// "Det vi tycker olika om".
    pub disagreements: String,
    /// "Därför gör vi det här".
    pub needs: String,
    /// "Elin säger".
    pub own_words: String,
    /// "Bra att veta".
    pub rules: String,
    /// "De här är med".
    pub participants: String,
    /// "Sida {page} av {pages}".
    pub page: String,
    /// Printed last if a sign had to be replaced.
    pub unprintable: String,
    /// Describes the attachment to readers of the file.
    pub attachment: String,
}

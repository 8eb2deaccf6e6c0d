//! What stands on a plan. Every text is already translated and formatted; an empty one is left out.

use crate::Dir;
use serde::Serialize;

/// A plan, ready to print. An empty string, or an empty list, leaves its line or its section out.
///
/// What the person does not want raised has no field here, so it cannot be printed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PlanPaper {
    /// BCP 47 language of the labels: `sv`, `en`, `ar`. Easy Swedish passes `sv`.
    pub lang: String,
    /// Direction of the labels.
    pub dir: Dir,
    /// Title in the file's metadata. Neutral: it shows in lists of files, so no name and no plan kind.
    pub document_title: String,
    /// A stable, unique name of this version of the plan. Only a hash of it reaches the file.
    pub identifier: String,
    /// Year, month (1 to 12) and day when this version was fixed; the file's own date.
    pub date: (i32, u8, u8),
    /// The same plan as JSON (UTF-8), byte for byte attached as `plan.json`. Empty: nothing is attached.
    #[serde(skip)]
    pub attachment: Vec<u8>,
    /// Every heading and label.
    pub labels: PlanLabels,
    /// The large heading: "Elins plan".
    pub title: String,
    /// "Version 2, fastställd 3 mars 2027".
    pub version_line: String,
    /// Who holds the plan together.
    pub holder: Contact,
    /// The principal with overall responsibility: "Exempelkommun, socialtjänsten".
    pub principal: String,
    /// When everybody meets again.
    pub next_meeting: String,
    /// The person's own questions, word for word.
    pub questions: Vec<String>,
    /// What each says where it is in another language, and who translated it; empty where it is not.
    pub translations: Vec<String>,
    /// What the meeting answered them, in the same order; an empty one where nothing is answered or may be shown.
    pub answers: Vec<String>,
    /// Where the person wants to get.
    pub goals: Vec<Goal>,
    /// What is needed, by life area.
    pub needs: Vec<Need>,
    /// Who does what: the principals' measures.
    pub measures: Vec<Measure>,
    /// What the family does; its section shows the count.
    pub family_measures: Vec<Measure>,
    /// What others do (neither kommun nor region nor family).
    pub other_measures: Vec<Measure>,
    /// What its owner said no to: nobody does it.
    pub declined_measures: Vec<Measure>,
    /// What is not agreed upon, in each side's own words.
    pub disagreements: Vec<Disagreement>,
    /// "Samtycket gäller till 14 april. Du kan ångra dig när du vill."
    pub consent: String,
    /// Who took part.
    pub participants: Vec<Participant>,
    /// A line at the foot of every page.
    pub footer: String,
}

/// Somebody to turn to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// "Anna Ek".
    pub name: String,
    /// "Socialtjänsten, Exempelkommun".
    pub unit: String,
    /// "010-123 45 67", always printed left to right.
    pub phone: String,
}

/// A goal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Goal {
    /// In the person's words.
    pub words: String,
    /// How and when it is looked at: "Vi tittar på det 14 april". May be empty.
    pub follow_up: String,
}

/// A need in one area of life. The person's words stand apart from the professionals'.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Need {
    /// "Skolan".
    pub area: String,
    /// The person's own words; printed as a quotation.
    pub own_words: Vec<String>,
    /// What the professionals wrote, each with a name or unit.
    pub professionals: Vec<Said>,
}

/// Somebody's words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Said {
    /// "BUP" or "Mamma".
    pub who: String,
    /// The words.
    pub words: String,
}

/// One thing that somebody does.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Measure {
    /// Its number in the plan. 0 prints no number.
    pub number: u32,
    /// "Lugn start varje dag".
    pub what: String,
    /// "Lisa Berg".
    pub who: String,
    /// "Björkskolan".
    pub unit: String,
    /// "4 mars till 14 april" or "Senast 3 april".
    pub when: String,
    /// How the person will notice it.
    pub notice: String,
    /// What happens if it fails.
    pub if_not: String,
    /// "Lisa sa ja 3 mars".
    pub status: String,
    /// No yes has come: the label `unconfirmed` is printed in a frame, in words.
    pub unconfirmed: bool,
}

/// Something not agreed upon.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Disagreement {
    /// What it is about: "När behandlingen börjar". May be empty.
    pub about: String,
    /// Each side in its own sentence.
    pub sides: Vec<Said>,
    /// The next step.
    pub next_step: String,
    /// Who takes it.
    pub owner: String,
    /// By when.
    pub date: String,
}

/// Somebody who took part.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Participant {
    /// "Lisa Berg".
    pub name: String,
    /// "Lärare, Björkskolan", or "Mamma".
    pub role: String,
}

/// The words around the plan, without colons. The template adds punctuation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PlanLabels {
    /// "Håller ihop planen".
    pub holder: String,
    /// "Ring".
    pub phone: String,
    /// "Har det samlade ansvaret".
    pub principal: String,
    /// "Vi ses igen".
    pub next_meeting: String,
    /// "Det här undrar Elin".
    pub questions: String,
    /// "Svar".
    pub answer: String,
    /// "Dit vill Elin".
    pub goals: String,
    /// "Det här behövs".
    pub needs: String,
    /// Column: "Område".
    pub area: String,
    /// Column: "Med Elins ord".
    pub own_words: String,
    /// Column: "Med våra ord".
    pub professionals: String,
    /// "Vem gör vad".
    pub measures: String,
    /// "Det familjen gör", without the count.
    pub family_measures: String,
    /// "Det andra gör".
    pub other_measures: String,
    /// "Det här fick nej", without the count.
    pub declined_measures: String,
    /// Column: "Nr".
    pub number: String,
    /// Column: "Vad".
    pub what: String,
    /// Column: "Vem".
    pub who: String,
    /// Column: "När".
    pub when: String,
    /// "Så märker Elin det".
    pub notice: String,
    /// "Om det inte går".
    pub if_not: String,
    /// "Inte bekräftat".
    pub unconfirmed: String,
    /// "Det vi inte är överens om".
    pub disagreements: String,
    /// "Nästa steg".
    pub next_step: String,
    /// "Samtycke".
    pub consent: String,
    /// "De här var med".
    pub participants: String,
    /// "Sida {page} av {pages}"; both marks are filled in by the template.
    pub page: String,
    /// Printed last if a sign had to be replaced: "Tecken som inte kan skrivas ut visas som □."
    pub unprintable: String,
    /// Describes the attachment to readers of the file: "Planen i maskinläsbar form".
    pub attachment: String,
}

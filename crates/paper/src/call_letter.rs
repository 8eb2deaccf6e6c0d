//! What stands in a call (kallelse) or an invitation on paper.

use crate::{Contact, Dir};
use serde::Serialize;

/// A call as a letter. An empty string, or an empty list, leaves its part out.
///
/// Only `addressee` shows in the window of the envelope. It takes whatever lines the caller gives: for somebody
/// with protected identity that is a name alone, or nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CallLetter {
    /// BCP 47 language of the labels and the letter.
    pub lang: String,
    /// Direction of the labels.
    pub dir: Dir,
    /// Title in the file's metadata; neutral.
    pub document_title: String,
    /// A stable, unique name of this letter. Only a hash of it reaches the file.
    pub identifier: String,
    /// Year, month (1 to 12) and day of the letter; the file's own date.
    pub date: (i32, u8, u8),
    /// Every label.
    pub labels: LetterLabels,
    /// Neutral sender, a line each: "Exempelkommun". Never a unit that tells why.
    pub sender: Vec<String>,
    /// Lines for the window of the envelope.
    pub addressee: Vec<String>,
    /// "Exempelstad den 3 mars 2027".
    pub place_and_date: String,
    /// "Kallelse till möte".
    pub heading: String,
    /// First paragraph: "Hej! Vi behöver dig på ett möte." May be empty.
    pub opening: String,
    /// Why the meeting is held.
    pub why: String,
    /// The person's own question, word for word. Several are printed as several quotations.
    pub questions: Vec<String>,
    /// What is expected of the one called, one thing a line.
    pub expected: Vec<String>,
    /// Which mandate is needed.
    pub mandate: String,
    /// "Onsdag 14 april 2027 klockan 14.00".
    pub when: String,
    /// "Björkskolan, rum 3" or a link in words.
    pub place: String,
    /// "60 minuter".
    pub length: String,
    /// "Senast 20 mars".
    pub answer_by: String,
    /// How to answer.
    pub how_to_answer: String,
    /// Whom to phone.
    pub phone_to: Contact,
    /// Closing words: "Vänliga hälsningar". Printed above the signature.
    pub closing: String,
    /// Who sends it, a line each: "Anna Ek", "Socialtjänsten".
    pub signature: Vec<String>,
    /// A line at the foot of every page.
    pub footer: String,
}

/// The words around the letter, without colons.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct LetterLabels {
    /// "Därför ses vi".
    pub why: String,
    /// "Elins fråga".
    pub question: String,
    /// "Det här förväntas av dig".
    pub expected: String,
    /// "Mandat du behöver ha med dig".
    pub mandate: String,
    /// Above time, place and answer: "Mötet".
    pub meeting: String,
    /// "När".
    pub when: String,
    /// "Var".
    pub place: String,
    /// "Hur länge".
    pub length: String,
    /// "Svara senast".
    pub answer_by: String,
    /// "Så svarar du".
    pub how_to_answer: String,
    /// "Frågor? Ring".
    pub phone_to: String,
    /// "Sida {page} av {pages}".
    pub page: String,
    /// Printed last if a sign had to be replaced.
    pub unprintable: String,
}

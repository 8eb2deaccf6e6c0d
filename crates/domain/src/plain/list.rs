//! The words and acronyms of an installation's list, found in a text; and acronyms that nobody has explained.

use std::collections::HashMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::cut::{Piece, pieces};

/// A word or acronym of the field, with what one can write instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlainWord {
    /// The word, or several that stand together ("med anledning av"). With two capital letters it is an acronym, which is
    /// found only when it is written so.
    pub word: String,
    /// Its other forms ("insatser").
    #[serde(default)]
    pub forms: Vec<String>,
    /// What one can write instead, in Swedish. Empty: everybody knows it, and it is never marked.
    pub plain: String,
}

/// A list made ready to be looked up in: the forms by their first word (acronyms as they are, others in small letters).
struct Lexicon<'l> {
    forms: HashMap<String, Vec<(usize, Vec<String>)>>,
    list: &'l [PlainWord],
}

impl<'l> Lexicon<'l> {
    fn of(list: &'l [PlainWord]) -> Self {
        let mut forms: HashMap<String, Vec<(usize, Vec<String>)>> = HashMap::new();
        for (at, entry) in list.iter().enumerate() {
            for form in std::iter::once(&entry.word).chain(&entry.forms) {
                let low = if is_acronym(form) { form.clone() } else { form.to_lowercase() };
                let mut words = low.split_whitespace().map(str::to_owned);
                if let Some(first) = words.next() {
                    forms.entry(first).or_default().push((at, words.collect()));
                }
            }
        }
        Self { forms, list }
    }

    /// Whether an acronym stands in the list.
    fn knows(&self, acronym: &str) -> bool {
        self.forms.contains_key(acronym)
    }

    /// The longest form that these words begin with: its entry, how many words it takes, and where it stands in the text.
    fn stands(&self, words: &[Piece<'_>]) -> Option<(&'l PlainWord, usize, Range<usize>)> {
        let first = words.first()?;
        for part in parts(first.text).filter(|part| is_acronym(part)) {
            if let Some((at, _)) = self.forms.get(part).and_then(|forms| forms.first()) {
                let from = first.from + first.text.find(part)?;
                return Some((self.list.get(*at)?, 1, from..from + part.len()));
            }
        }
        let low = first.text.to_lowercase();
        // What is in capitals in the list is an acronym, whatever else is written so.
        let forms = self.forms.get(&low)?.iter().filter(|(_, rest)| follows(words, rest));
        let (at, rest) = forms.max_by_key(|(_, rest)| rest.len())?;
        let last = words.get(rest.len())?;
        Some((self.list.get(*at)?, rest.len() + 1, first.from..last.from + last.text.len()))
    }
}

/// Whether the words after the first are these. No phrase stands across the end of a sentence.
fn follows(words: &[Piece<'_>], rest: &[String]) -> bool {
    words.len() > rest.len()
        && rest
            .iter()
            .zip(words.iter().zip(&words[1..]))
            .all(|(wanted, (before, here))| !before.ends && here.text.to_lowercase() == *wanted)
}

/// A word of the list that stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark<'a> {
    /// As it was written the first time.
    pub found: &'a str,
    /// What one can write instead.
    pub plain: &'a str,
}

/// The words of the list that stand in a text, each once, in the order of the text. Of two that begin at the same place, the
/// one with more words.
pub fn marks<'a>(text: &'a str, list: &'a [PlainWord]) -> Vec<Mark<'a>> {
    let (words, lexicon) = (pieces(text), Lexicon::of(list));
    let (mut found, mut seen): (Vec<Mark<'a>>, Vec<&PlainWord>) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < words.len() {
        let Some((entry, many, place)) = lexicon.stands(&words[at..]) else {
            at += 1;
            continue;
        };
        if !entry.plain.is_empty() && !seen.contains(&entry) {
            seen.push(entry);
            found.push(Mark { found: text.get(place).unwrap_or_default(), plain: &entry.plain });
        }
        at += many;
    }
    found
}

/// Acronyms that do not stand in the list, each once, in the order of the text. None where most words are in capitals.
pub fn unknown<'a>(text: &'a str, list: &[PlainWord]) -> Vec<&'a str> {
    let (words, lexicon) = (pieces(text), Lexicon::of(list));
    let shouted = words.iter().filter(|word| word.text.chars().filter(|c| c.is_alphabetic()).count() > 1);
    let (mut loud, mut all) = (0, 0);
    for word in shouted {
        all += 1;
        loud += usize::from(!word.text.chars().any(char::is_lowercase));
    }
    if loud > 3 && 2 * loud > all {
        return Vec::new();
    }
    let mut found = Vec::new();
    for part in words.iter().flat_map(|word| parts(word.text)).filter(|part| is_acronym(part)) {
        if !lexicon.knows(part) && !found.contains(&part) {
            found.push(part);
        }
    }
    found
}

/// The parts of a word that can be an acronym: "BUP:s", "LSS-handläggare".
fn parts(word: &str) -> impl Iterator<Item = &str> {
    word.split(['-', ':', '\u{2011}'])
}

/// Two capital letters or more among at most six letters, and nothing but letters.
fn is_acronym(word: &str) -> bool {
    let letters = word.chars().count();
    word.chars().all(char::is_alphabetic) && letters <= 6 && word.chars().filter(|c| c.is_uppercase()).count() >= 2
}

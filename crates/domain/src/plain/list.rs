//! The words and acronyms of an installation's list, found in a text; and acronyms that nobody has explained.

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

impl PlainWord {
    fn all(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.word.as_str()).chain(self.forms.iter().map(String::as_str))
    }
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
    let words = pieces(text);
    let (mut found, mut seen): (Vec<Mark<'a>>, Vec<&PlainWord>) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < words.len() {
        let here = list.iter().filter_map(|entry| Some((entry, longest(text, &words[at..], entry)?)));
        let Some((entry, (many, written))) = here.max_by_key(|(_, (many, _))| *many) else {
            at += 1;
            continue;
        };
        if !entry.plain.is_empty() && !seen.contains(&entry) {
            seen.push(entry);
            found.push(Mark { found: written, plain: &entry.plain });
        }
        at += many;
    }
    found
}

/// How many words the longest form takes that stands first among these, and those words as written.
fn longest<'a>(text: &'a str, words: &[Piece<'a>], entry: &PlainWord) -> Option<(usize, &'a str)> {
    entry.all().filter_map(|form| stands(text, words, form)).max_by_key(|(many, _)| *many)
}

fn stands<'a>(text: &'a str, words: &[Piece<'a>], form: &str) -> Option<(usize, &'a str)> {
    let first = words.first()?;
    if is_acronym(form) {
        return parts(first.text).find(|part| *part == form).map(|part| (1, part));
    }
    let mut many = 0;
    for wanted in form.split_whitespace() {
        // No word of several stands across the end of a sentence.
        let here = words.get(many).filter(|_| many == 0 || !words[many - 1].ends)?;
        if here.text.to_lowercase() != wanted.to_lowercase() {
            return None;
        }
        many += 1;
    }
    let last = words.get(many.checked_sub(1)?)?;
    Some((many, text.get(first.from..last.from + last.text.len())?))
}

/// Acronyms that do not stand in the list, each once, in the order of the text. None where most words are in capitals.
pub fn unknown<'a>(text: &'a str, list: &[PlainWord]) -> Vec<&'a str> {
    let words = pieces(text);
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
        let known = list.iter().any(|entry| entry.all().any(|form| form == part));
        if !known && !found.contains(&part) {
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

//! A text cut into words, each told whether a sentence ends after it.
//!
//! A sentence ends at a full stop, question mark, exclamation mark or line break. It does not end
//! - inside a word: "14.30", "2027-03-01", "t.ex", "sip.example";
//! - after an abbreviation ("t.ex.", "kl. 14", "dvs.") or a single letter ("Anna B. Ek", "t. ex."), unless the abbreviation
//!   is one that often comes last ("m.m.", "osv.", "kr.") and a capital letter follows;
//! - after figures that begin a line ("1. Ring mamma") or stand before a small letter ("den 3. mars");
//! - after a question inside quotation marks that goes on with a small letter ("”Vill du?” frågade hon").

/// Abbreviations after which a sentence goes on, without their last full stop.
const GOES_ON: [&str; 18] = [
    "kl", "ca", "dvs", "tel", "nr", "resp", "enl", "jfr", "bl", "inkl", "exkl", "ang", "avd", "dr", "leg", "prof",
    "tf", "t.ex",
];
/// Abbreviations that often come last in a sentence.
const COMES_LAST: [&str; 21] = [
    "m.m", "mm", "osv", "etc", "m.fl", "mfl", "o.s.v", "o.d", "e.d", "o.dyl", "kr", "st", "mån", "tim", "sek", "max",
    "min", "kap", "ev", "obs", "mvh",
];

/// A word where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    /// Where it begins in the text, in bytes.
    pub from: usize,
    /// As written, without the full stop after it.
    pub text: &'a str,
    /// Whether a sentence ends after it.
    pub ends: bool,
}

/// The words of a text in order.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let (mut all, mut from) = (Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let words = words(line);
        for (at, (begin, end)) in words.iter().copied().enumerate() {
            let next = words.get(at + 1).copied();
            let ends = next.is_none_or(|(next, _)| {
                ends(&line[begin..end], &line[end..next], line[next..].chars().next(), at == 0)
            });
            all.push(Piece { from: from + begin, text: &line[begin..end], ends });
        }
        from += line.len();
    }
    all
}

/// Where the words of a line begin and end, in bytes.
fn words(line: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let chars: Vec<(usize, char)> = line.char_indices().collect();
    let mut at = 0;
    while at < chars.len() {
        let (begin, first) = chars[at];
        at += 1;
        if !first.is_alphanumeric() {
            continue;
        }
        // How many letters stand since the last joint.
        let mut run = 1;
        while let Some((_, c)) = chars.get(at).copied() {
            let next = chars.get(at + 1).map(|(_, next)| *next).filter(|next| next.is_alphanumeric());
            if c.is_alphanumeric() || is_mark(c) {
                run += 1;
            } else if next.is_some_and(|next| joins(chars[at - 1].1, c, next, run)) {
                run = 0;
            } else {
                break;
            }
            at += 1;
        }
        found.push((begin, chars.get(at).map_or(line.len(), |(end, _)| *end)));
    }
    found
}

/// Signs that belong to the letter before them: accents written apart, a soft hyphen.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}')
}

/// Whether a sign between two letters or figures keeps them one word.
fn joins(before: char, sign: char, after: char, run: usize) -> bool {
    match sign {
        '-' | '\u{2011}' | '\'' | '’' | '@' | '_' => true,
        ':' => before.is_alphanumeric(),
        // "t.ex", "14.30", "B.U.P"; not "hem.Sedan", where a space was forgotten.
        '.' => before.is_numeric() || !after.is_uppercase() || run == 1,
        ',' => before.is_numeric() && after.is_numeric(),
        _ => false,
    }
}

/// Whether a sentence ends between a word and the next one in the line.
fn ends(word: &str, gap: &str, next: Option<char>, first: bool) -> bool {
    let goes_on = next.is_some_and(char::is_lowercase);
    if gap.contains(['!', '?']) {
        return !(goes_on && gap.contains(['”', '"', '»', '’', ')']));
    }
    if gap.contains('…') || gap.contains("...") {
        return !goes_on;
    }
    if !gap.contains('.') {
        return false;
    }
    if !gap.starts_with('.') {
        // "(ring först)." and "”Hej”.": nothing that is abbreviated.
        return true;
    }
    let low = word.to_lowercase();
    if COMES_LAST.contains(&low.as_str()) {
        return next.is_some_and(char::is_uppercase);
    }
    if word.chars().all(char::is_numeric) {
        return !first && !goes_on;
    }
    let inside = low.contains('.') && low.split('.').all(|part| part.chars().count() <= 4) && !has_digit(word);
    !(inside || low.chars().count() == 1 || GOES_ON.contains(&low.as_str()))
}

fn has_digit(word: &str) -> bool {
    word.chars().any(char::is_numeric)
}

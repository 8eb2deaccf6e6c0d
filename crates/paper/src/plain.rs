//! People's words made safe to set: nothing in them may steer the page, and every sign gets a picture.

use crate::world::PRESS;
use serde_json::Value;

/// Stands in for a sign that no font of ours can draw.
const STAND_IN: char = '□';
/// A run without spaces longer than this gets places where it may break, so that it stays on the paper.
const LONGEST_RUN: usize = 30;
const BREAK_EVERY: usize = 10;
const MAY_BREAK: char = '\u{200B}';

/// The signs in `text` that cannot be printed with our fonts, each once, in order of appearance.
///
/// They come out as □ on paper. Say so where the text is written, or hand the paper out another way: our fonts
/// have no Ethiopic (Tigrinya, Amharic), Chinese, Japanese or Korean letters.
pub fn unprintable(text: &str) -> Vec<char> {
    let mut found = Vec::new();
    for sign in text.chars() {
        if matches!(fate(sign), Fate::Replace) && !found.contains(&sign) {
            found.push(sign);
        }
    }
    found
}

/// Makes every string in `value` plain, keys aside. True if some sign was replaced by □.
pub(crate) fn make_plain(value: &mut Value) -> bool {
    match value {
        Value::String(text) => {
            let (plain, replaced) = plain(text);
            *text = plain;
            replaced
        }
        Value::Array(items) => items.iter_mut().fold(false, |any, item| make_plain(item) | any),
        Value::Object(fields) => fields.iter_mut().fold(false, |any, (_, field)| make_plain(field) | any),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

enum Fate {
    Keep,
    Space,
    Newline,
    Drop,
    Replace,
}

/// What becomes of one sign. Signs that turn the direction of everything after them are dropped: each string
/// finds its own direction, and a name must not be able to turn the line it stands on.
fn fate(sign: char) -> Fate {
    match sign {
        '\n' | '\u{2028}' | '\u{2029}' | '\u{85}' => Fate::Newline,
        '\t' => Fate::Space,
        '\u{200C}'..='\u{200F}' => Fate::Keep,
        '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{200B}' | '\u{FEFF}' | '\u{AD}' | '\u{61C}' => {
            Fate::Drop
        }
        '\u{FE00}'..='\u{FE0F}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}' => Fate::Drop,
        sign if sign.is_control() => Fate::Drop,
        // A private sign means nothing to a reader thirty years from now; PDF/A-3a refuses it.
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' => Fate::Replace,
        sign if PRESS.covers(sign) => Fate::Keep,
        sign if sign.is_whitespace() => Fate::Space,
        _ => Fate::Replace,
    }
}

fn plain(text: &str) -> (String, bool) {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut replaced = false;
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match fate(sign) {
            Fate::Keep => out.push(sign),
            Fate::Space => out.push(' '),
            Fate::Newline => out.push('\n'),
            Fate::Drop => {}
            Fate::Replace => {
                replaced = true;
                out.push(STAND_IN);
            }
        }
    }
    (steady_numbers(&breakable(out.trim())), replaced)
}

/// A left-to-right mark before each number among right-to-left words: without it "010-123 45 67" is set as
/// "67 45 123-010", for each group of digits counts as a word of its own.
fn steady_numbers(text: &str) -> String {
    if !text.chars().any(runs_left) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut in_number = false;
    for sign in text.chars() {
        let starts = sign.is_ascii_digit() || sign == '+';
        if starts && !in_number {
            out.push('\u{200E}');
        }
        in_number = starts || (in_number && !sign.is_alphabetic());
        out.push(sign);
    }
    out
}

/// Letters of the scripts that run from right to left and that our fonts draw: Hebrew, Arabic, `NKo`.
fn runs_left(sign: char) -> bool {
    sign.is_alphabetic() && matches!(sign, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}')
}

/// Lets runs without any space break. Breaks never fall before a combining mark.
fn breakable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for run in text.split_inclusive(char::is_whitespace) {
        if run.chars().count() <= LONGEST_RUN {
            out.push_str(run);
            continue;
        }
        let mut since = 0;
        for sign in run.chars() {
            if since >= BREAK_EVERY && !is_mark(sign) && !sign.is_whitespace() {
                out.push(MAY_BREAK);
                since = 0;
            }
            out.push(sign);
            since += 1;
        }
    }
    out
}

fn is_mark(sign: char) -> bool {
    matches!(sign, '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5C7}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}'
        | '\u{670}' | '\u{1AB0}'..='\u{1AFF}' | '\u{200C}' | '\u{200D}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_stays_as_it_was_written() {
        let text = r#"#panic() *x* $y$ ] \ "q" -- // <a> @b"#;
        assert_eq!(plain(text), (text.to_owned(), false));
    }

    #[test]
    fn signs_that_steer_are_dropped() {
        assert_eq!(plain("a\u{202E}b\u{0}c\u{7}d\u{FEFF}\r\ne\tf\u{2066}g").0, "abcd\ne fg");
    }

    #[test]
    fn signs_without_a_picture_become_boxes_and_are_told() {
        assert_eq!(plain("ሰላም 你 \u{E000}"), ("□□□ □ □".to_owned(), true));
        assert_eq!(unprintable("你好你 hej 😊 سلام"), vec!['你', '好']);
    }

    #[test]
    fn numbers_among_arabic_words_keep_their_order() {
        assert_eq!(plain("اتصل 010-123 45 67 غدًا 3").0, "اتصل \u{200E}010-123 45 67 غدًا \u{200E}3");
        assert_eq!(plain("Ring 010-123 45 67").0, "Ring 010-123 45 67");
    }

    #[test]
    fn a_long_run_may_break_and_loses_nothing() {
        let run = "å".repeat(75);
        let set = plain(&run).0;
        assert_eq!(set.matches(MAY_BREAK).count(), 7);
        assert_eq!(set.replace(MAY_BREAK, ""), run);
        assert_eq!(plain("Barn- och ungdomspsykiatrimottagningen").0, "Barn- och ungdomspsykiatrimottagningen");
    }
}

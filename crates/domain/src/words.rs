//! Text that people wrote: trimmed, not empty, of bounded length, without control characters. It never changes, so that
//! copies share it: a look copies a whole plan before it is narrowed.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::plan::refusal::{Refusal, Why};

macro_rules! text {
    ($(#[$doc:meta])* $name:ident, $max:literal, $lines:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(|text| Self(text.into()))
            }
        }

        impl $name {
            /// The most characters (Unicode scalar values) it holds.
            pub const MAX: usize = $max;

            /// Takes what was typed in the form field `at`.
            ///
            /// # Errors
            /// [`Why::Empty`], [`Why::TooLong`] or [`Why::BrokenText`], each at that field.
            pub fn parse(typed: &str, at: &'static str) -> Result<Self, Refusal> {
                let text = typed.replace("\r\n", "\n");
                let text = text.trim();
                if !says_something(text) {
                    return Err(Refusal::at(at, Why::Empty));
                }
                let length = text.chars().count();
                if length > Self::MAX {
                    return Err(Refusal::at(at, Why::TooLong { max: Self::MAX, got: length }));
                }
                if text.chars().any(|c| c == '\u{FFFD}' || (c.is_control() && !($lines && (c == '\n' || c == '\t')))) {
                    return Err(Refusal::at(at, Why::BrokenText));
                }
                Ok(Self(text.into()))
            }

            /// As [`Self::parse`], but nothing typed is `None` and no fault.
            ///
            /// # Errors
            /// [`Why::TooLong`] or [`Why::BrokenText`].
            pub fn optional(typed: &str, at: &'static str) -> Result<Option<Self>, Refusal> {
                if says_something(typed) { Self::parse(typed, at).map(Some) } else { Ok(None) }
            }

            /// The text itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

/// Whether a reader sees anything of it: a row of invisible characters would be a heading without words on paper.
fn says_something(text: &str) -> bool {
    text.chars().any(|c| !c.is_whitespace() && !invisible(c))
}

/// Characters that are drawn as nothing (Unicode's `Default_Ignorable_Code_Point`), and U+2800, a Braille pattern without dots.
fn invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

text! {
    /// One line: a name, a title, a place, a phone number.
    Line, 200, false
}
text! {
    /// Sentences in somebody's own words.
    Words, 4000, true
}

impl Words {
    /// What stands where words are kept back from somebody: nothing.
    pub(crate) fn kept_back() -> Self {
        Self("".into())
    }
}

impl Line {
    /// A line that the code itself holds, such as a fixture's name: short, trimmed and without control characters.
    pub(crate) fn fixed(text: &str) -> Self {
        Self(text.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_trimmed_and_bounded() {
        assert_eq!(Words::parse("  Hej\r\ndu ", "w").unwrap().as_str(), "Hej\ndu");
        assert_eq!(Words::parse(" \n ", "w").unwrap_err().why, Why::Empty);
        assert_eq!(Line::parse("a\nb", "l").unwrap_err().why, Why::BrokenText);
        assert_eq!(Line::parse("a\u{0}b", "l").unwrap_err().why, Why::BrokenText);
        let long = "å".repeat(4001);
        assert_eq!(Words::parse(&long, "w").unwrap_err().why, Why::TooLong { max: 4000, got: 4001 });
        assert!(Words::parse(&"å".repeat(4000), "w").is_ok());
        assert_eq!(Words::optional("  ", "w").unwrap(), None);
        for nothing in ["\u{200B}", "\u{2060} \u{FEFF}", "\u{202E}\n\u{AD}", "\u{E0020}"] {
            assert_eq!(Words::parse(nothing, "w").unwrap_err().why, Why::Empty, "{nothing:?}");
            assert_eq!(Line::optional(nothing, "l").unwrap(), None, "{nothing:?}");
        }
        // What joins and turns letters stays within words, as Persian and families of emoji need it.
        for words in ["می\u{200C}خواهم", "\u{1F468}\u{200D}\u{1F467}", "\u{200F}יוסף"] {
            assert_eq!(Line::parse(words, "l").unwrap().as_str(), words);
        }
    }
}

//! Plain language: how hard a Swedish text is to read, and which words of a list stand in it. A measure and a hint, never
//! a lock: LIX says nothing of whether words are understood (`participation.md` 6.2).
//!
//! LIX = words per sentence + per cent of words with more than six letters (Björnsson 1968).

mod cut;
mod list;
#[cfg(test)]
mod tests;

pub use list::{Mark, PlainWord, marks, unknown};

use cut::pieces;

/// How hard a text is to read, as counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Words: figures, dates and times count as one each, as does "t.ex.".
    pub words: usize,
    /// Sentences: at least one where there is a word.
    pub sentences: usize,
    /// Words with more than six letters.
    pub long: usize,
    /// Words in the longest sentence.
    pub longest: usize,
}

impl Reading {
    /// Counts a text. A line of its own (a heading, an item of a list) is a sentence of its own.
    pub fn of(text: &str) -> Self {
        let (mut read, mut run) = (Self::default(), 0);
        for piece in pieces(text) {
            run += 1;
            read.words += 1;
            read.long += usize::from(piece.text.chars().filter(|c| c.is_alphabetic()).count() > 6);
            if piece.ends {
                read.sentences += 1;
                read.longest = read.longest.max(run);
                run = 0;
            }
        }
        read
    }

    /// LIX, rounded; 0 without words.
    pub fn lix(&self) -> usize {
        if self.words == 0 {
            return 0;
        }
        // Over the common denominator, so that nothing is lost before it is rounded.
        let (over, under) = (self.words * self.words + 100 * self.long * self.sentences, self.sentences * self.words);
        (2 * over + under) / (2 * under)
    }

    /// How hard that is.
    pub fn level(&self) -> Level {
        match self.lix() {
            0..30 => Level::VeryEasy,
            30..40 => Level::Easy,
            40..50 => Level::Medium,
            50..60 => Level::Hard,
            _ => Level::VeryHard,
        }
    }
}

/// How hard a LIX is (`participation.md` 6.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Below 30.
    VeryEasy,
    /// 30 to 39.
    Easy,
    /// 40 to 49.
    Medium,
    /// 50 to 59: as authorities write.
    Hard,
    /// 60 and above.
    VeryHard,
}

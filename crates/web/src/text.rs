//! Every sentence people read, as one typed method per message of `text/<language>/*.ftl`.
//!
//! `t.msg_save()` is a `&'static str` (resolved once at start, an array look-up after that);
//! `t.msg_days_left(3)` formats and gives a `String`. Arguments are wrapped in bidi isolates, so that an
//! Arabic name inside a Swedish sentence keeps its place; [`plain`] takes the marks away where text is
//! copied into another system.

#[expect(
    clippy::all,
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    reason = "written by build.rs; the build has proved that each key is there and `every_message_is_used` finds idle ones"
)]
mod generated {
    use super::Text;

    include!(concat!(env!("OUT_DIR"), "/l10n.rs"));
    include!(concat!(env!("OUT_DIR"), "/text.rs"));

    /// The texts of one language live as long as the program: three languages, read a million times.
    fn leak(text: String) -> &'static str {
        Box::leak(text.into_boxed_str())
    }

    impl Text {
        pub(crate) fn load(language: L10n) -> Self {
            let fixed = Box::new(fixed(&language.load()));
            // Nine of ten take no argument: what they say is in `fixed`, and is not kept once more as it was written.
            let messages =
                L10nLanguage::new(language, formatted(language.as_ref())).unwrap_or_else(|_| language.load());
            Self { fixed, messages }
        }
    }

    pub(super) type Fixed = Box<[&'static str; FIXED]>;
}

pub use generated::{L10n, L10nLanguage};

/// All messages of one language. `Send + Sync`; got from [`crate::Language::text`], never made by a page.
pub struct Text {
    fixed: generated::Fixed,
    messages: L10nLanguage,
}

impl std::ops::Deref for Text {
    type Target = L10nLanguage;

    /// Messages with arguments, by way of the generated type.
    fn deref(&self) -> &L10nLanguage {
        &self.messages
    }
}

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Text")
    }
}

/// What a page holds to speak: `t.msg_…()`.
pub type T = &'static Text;

/// `text` without the bidi isolates (U+2066 to U+2069) that surround arguments, and without embeddings and overrides (U+202A to
/// U+202E), which would turn the words around them: for mail subjects, file names,
/// and what is copied to a record elsewhere.
pub fn plain(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}' | '\u{202A}'..='\u{202E}')).collect()
}

#[cfg(test)]
mod plain_test;
#[cfg(test)]
mod tests;

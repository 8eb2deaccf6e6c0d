//! A table that becomes a list of cards where the screen is narrow; each cell then repeats its label.

use std::borrow::Borrow;

use askama::Template;
use askama::filters::HtmlSafe;

use super::{Tag, Words, own};

/// A table: `Table::new(caption, [columns]).row([cells])`.
#[derive(Debug, Template)]
#[template(path = "parts/table/table.html")]
pub struct Table<'a> {
    caption: Words<'a>,
    columns: Vec<&'a str>,
    rows: Vec<Vec<Cell<'a>>>,
    show_caption: bool,
}

/// What stands in a cell.
#[derive(Debug, Clone)]
pub enum Cell<'a> {
    /// Words of ours.
    Text(Words<'a>),
    /// A key of ours, in parts that a low line ends: it may break after one, and nowhere else.
    Key(Words<'a>),
    /// Words of a person: their direction, line breaks kept.
    Own(Words<'a>),
    /// A link; the first one in a row is where the row leads.
    Link(Words<'a>, Words<'a>),
    /// A status.
    Tag(Tag<'a>),
    /// Nothing: a dash that is not read out.
    None,
}

impl HtmlSafe for Table<'_> {}

impl<'a> Table<'a> {
    /// A table; the caption is read out, and drawn with [`Table::show_caption`].
    pub fn new(caption: impl Into<Words<'a>>, columns: impl IntoIterator<Item: Borrow<&'a str>>) -> Self {
        Table { caption: caption.into(), columns: own(columns), rows: Vec::new(), show_caption: false }
    }

    /// Adds a row; the first cell is its heading.
    #[must_use]
    pub fn row(mut self, cells: impl IntoIterator<Item: Borrow<Cell<'a>>>) -> Self {
        self.rows.push(own(cells));
        self
    }

    /// Draws the caption above the table.
    #[must_use]
    pub fn show_caption(mut self) -> Self {
        self.show_caption = true;
        self
    }

    fn label(&self, column: usize) -> &str {
        self.columns.get(column).copied().unwrap_or_default()
    }
}

impl<'a> Cell<'a> {
    /// A key of ours.
    pub fn key(words: impl Into<Words<'a>>) -> Self {
        Cell::Key(words.into())
    }

    /// Words of ours.
    pub fn text(words: impl Into<Words<'a>>) -> Self {
        Cell::Text(words.into())
    }

    /// A person's own words, or a name.
    pub fn own(words: impl Into<Words<'a>>) -> Self {
        Cell::Own(words.into())
    }

    /// A link: address and words.
    pub fn link(href: impl Into<Words<'a>>, words: impl Into<Words<'a>>) -> Self {
        Cell::Link(href.into(), words.into())
    }
}

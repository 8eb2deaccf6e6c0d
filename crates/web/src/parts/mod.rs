//! The parts pages are made of, one folder each: a small struct and its HTML, which escapes by itself.
//!
//! A part is an expression in a template, so the compiler checks it, and nothing needs `|safe` (forbidden):
//!
//! ```html
//! {% extends "parts/frame/frame.html" %}
//! {% block lead %}{{ form.problems([("what", t.msg_what()), ("by", t.msg_by())]) }}{% endblock %}
//! {% block main %}
//! <form method="post" data-enhance>
//!   {{ form.input("what", t.msg_what()).hint(t.msg_what_hint()) }}
//!   {{ form.date_input("by", t.msg_by()) }}
//!   {{ form.radios("answer", t.msg_answer(), [Choice::new("yes", t.msg_yes()), Choice::new("no", t.msg_no())]) }}
//!   <button>{{ t.msg_save() }}</button>
//! </form>
//! {{ Tag::waiting(t.msg_waits_for_omar()) }}
//! {% endblock %}
//! ```
//! with `struct Add { page: Page, t: T, form: Form }`, `#[derive(Template)] #[template(path = "pages/action/add.html")]`
//! and `use crate::parts::prelude::*;` beside it. `crates/web/examples/gallery.rs` shows every part.
//!
//! What is only a class in `site.css` (`.stack`, `.row`, `.card`, `.panel`, `.action`, `.steps`, `.split`, `.quiet`,
//! `.button`) is written as plain HTML; `gallery.html` has each of them.

pub mod choices;
pub mod days;
pub mod empty;
pub mod field;
pub mod frame;
pub mod notice;
pub mod plain;
pub mod problems;
pub mod quote;
pub mod rows;
pub mod stamp;
pub mod table;
pub mod tag;
pub mod tasks;
pub mod timeline;

pub use choices::{Choice, Choices};
pub use days::Days;
pub use empty::Empty;
pub use field::{Area, Input};
pub use frame::{Audience, Page, Visit};
pub use notice::Notice;
pub use plain::Plain;
pub use problems::Problems;
pub use quote::Quote;
pub use rows::{Row, Rows};
pub use table::{Cell, Table};
pub use tag::Tag;
pub use tasks::{Task, Tasks};
pub use timeline::{Moment, Timeline};

/// Every part, for pages: `use crate::parts::prelude::*;`.
pub mod prelude {
    pub use super::{
        Area, Audience, Cell, Choice, Choices, Days, Empty, Input, Moment, Notice, Page, Plain, Problems, Quote, Row,
        Rows, Table, Tag, Task, Tasks, Timeline, Visit, Words,
    };
}

/// A text that a part borrows (a message, a field of the page) or owns (a message with arguments).
pub type Words<'a> = std::borrow::Cow<'a, str>;

/// The items of a list, which a template hands over borrowed and Rust code owned.
fn own<T: Clone>(items: impl IntoIterator<Item: std::borrow::Borrow<T>>) -> Vec<T> {
    items.into_iter().map(|item| std::borrow::Borrow::borrow(&item).clone()).collect()
}

//! Days left as dots: time that a child can see.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::text::T;

/// More days than this are told in words alone.
const MOST_DOTS: u32 = 14;

/// Days until something: words, and up to fourteen dots with the day itself last.
#[derive(Debug, Template)]
#[template(path = "parts/days/days.html")]
pub struct Days {
    t: T,
    left: u32,
}

impl HtmlSafe for Days {}

impl Days {
    /// `left` whole days; 0 is today.
    pub fn left(t: T, left: u32) -> Self {
        Days { t, left }
    }

    fn dots(&self) -> u32 {
        if self.left <= MOST_DOTS { self.left } else { 0 }
    }
}

//! To prepare for the meeting: the same questions on paper and screen, a child's one by one, each other's on one page.

pub mod describe;
pub mod draw_of;
pub mod how;
pub mod lay;
pub mod media;
pub mod paper;
pub mod preview;
pub mod question;
pub mod questions;
pub mod readers;
pub mod shared;
pub mod start;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_media;
#[cfg(test)]
mod tests_readers;
pub mod whose;
pub mod write;

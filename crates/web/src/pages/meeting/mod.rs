//! The meeting: what is ready before it, and one page for the room.

pub mod attendance;
pub mod readiness;
pub mod room;
#[cfg(test)]
mod tests;

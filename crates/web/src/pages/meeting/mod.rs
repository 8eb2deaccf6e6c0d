//! The meeting: one page for the room.

pub mod attendance;
pub mod room;

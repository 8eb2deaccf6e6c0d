//! The start page: what waits for staff, and for a family or a child where their plan stands.

mod home;
mod now;
pub mod see;

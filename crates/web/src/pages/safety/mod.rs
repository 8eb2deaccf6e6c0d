//! Everyday safety: leaving the page, and how somebody wants to be reached.

pub mod see;

//! About the house itself, for anybody.

pub mod accessibility;

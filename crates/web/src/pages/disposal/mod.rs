//! Disposal (gallring), for whoever decides about it for an authority: what is due, what is held, what is gone. No word of any plan.

pub mod decide;
pub mod list;
pub mod receipts;
#[cfg(test)]
mod tests;

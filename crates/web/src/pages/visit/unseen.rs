//! What a page says where somebody else may hold the key: that what is kept is not shown again, and how one goes on to change it.

use samsyn_domain::access::{PlanView, Reach};

use crate::me::Me;

/// Whoever holds the plan together, to be rung by somebody who cannot come in on their own.
pub struct Ring {
    /// Their name.
    pub name: String,
    /// The number as it is read.
    pub phone: String,
    /// The number as it is dialled.
    pub dial: String,
}

impl Ring {
    /// Of this plan; `None` while nobody holds it together.
    pub fn of(view: &PlanView) -> Option<Self> {
        let coordinator = view.coordinator.as_ref()?;
        let phone = coordinator.phone.to_string();
        let dial = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        Some(Self { name: coordinator.staff.name.to_string(), phone, dial })
    }
}

/// What is said before somebody writes in this session of what it will not show again; nothing in a session of their own.
pub fn lent(me: &Me) -> Option<&'static str> {
    match me.actor.reach {
        Reach::Whole => None,
        Reach::Visit(_) => Some(me.t().msg_unseen_code()),
        Reach::Together(_) => Some(me.t().msg_prepare_together()),
    }
}

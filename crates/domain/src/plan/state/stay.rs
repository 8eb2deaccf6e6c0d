//! A stay in hospital that is to end with going home to measures by both principals (lag 2017:612).

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use crate::ids::No;
use crate::people::{StaffRef, UnitRef};

/// A moment, and what clocks in Sweden showed then: hours are counted on the first, days and noon on the second. Whoever
/// makes it sees to it that they are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Clocked {
    /// The moment.
    pub at: Timestamp,
    /// Swedish civil time.
    pub local: DateTime,
}

/// A stay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stay {
    /// Row number.
    pub no: No,
    /// The ward.
    pub ward: UnitRef,
    /// When the person was admitted.
    pub admitted: Clocked,
    /// When they are expected to go home (2 kap. 2 §).
    pub leaves: Date,
    /// When the municipality and the open care were told of the admission (inskrivningsmeddelande, 2 kap. 1 §).
    pub told: Option<Clocked>,
    /// The permanent care contact (fast vårdkontakt, 2 kap. 5 §), who sends the call.
    pub contact: Option<StaffRef>,
    /// When it was told that the person is ready to go home (underrättelse om utskrivningsklar, 3 kap. 1 §).
    pub ready: Option<Clocked>,
    /// The day they went home.
    pub home: Option<Date>,
}

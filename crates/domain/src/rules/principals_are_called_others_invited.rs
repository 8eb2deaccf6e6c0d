//! Source: HSL 16 kap. 4 §; SoL (2025:400) 10 kap. 8 §; for schools by local agreement (vardsamverkan.se) [S].

use crate::information::Settings;
use crate::people::PrincipalKind;
use crate::plan::refusal::{Refusal, Why};
use crate::plan::state::Summons;

/// Whether a unit of such a principal is called or invited.
pub fn summons(kind: PrincipalKind, settings: &Settings) -> Summons {
    match kind {
        PrincipalKind::Kommun | PrincipalKind::Region => Summons::Called,
        PrincipalKind::School if settings.school_is_called => Summons::Called,
        PrincipalKind::School | PrincipalKind::Other => Summons::Invited,
    }
}

/// A principal that is called passes the call on or comes; only the invited may decline.
///
/// # Errors
/// [`Why::CalledCannotDecline`] at the field `answer`.
pub fn may_decline(summons: Summons) -> Result<(), Refusal> {
    match summons {
        Summons::Invited => Ok(()),
        Summons::Called => Err(Refusal::at("answer", Why::CalledCannotDecline)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_who_is_called() {
        let plain = Settings::default();
        let agreed = Settings { school_is_called: true, ..Settings::default() };
        for (kind, without, with) in [
            (PrincipalKind::Kommun, Summons::Called, Summons::Called),
            (PrincipalKind::Region, Summons::Called, Summons::Called),
            (PrincipalKind::School, Summons::Invited, Summons::Called),
            (PrincipalKind::Other, Summons::Invited, Summons::Invited),
        ] {
            assert_eq!(summons(kind, &plain), without, "{kind:?}");
            assert_eq!(summons(kind, &agreed), with, "{kind:?}");
        }
        assert!(may_decline(Summons::Invited).is_ok());
        assert_eq!(may_decline(Summons::Called).unwrap_err().why, Why::CalledCannotDecline);
    }
}

//! What happens in a plan right now, in one sentence for the family.

use samsyn_domain::plan::state::Stage;

use crate::text::T;

/// The sentence for where a plan stands.
pub(super) fn sentence(t: T, stage: Stage) -> &'static str {
    match stage {
        Stage::Proposed => t.msg_now_proposed(),
        Stage::Refused => t.msg_now_refused(),
        Stage::Assessed => t.msg_now_assessed(),
        Stage::Declined => t.msg_now_declined(),
        Stage::InConflict => t.msg_now_in_conflict(),
        Stage::Consented => t.msg_now_consented(),
        Stage::Preparing => t.msg_now_preparing(),
        Stage::Called => t.msg_now_called(),
        Stage::Meeting => t.msg_now_meeting(),
        Stage::Draft => t.msg_now_draft(),
        Stage::Agreed => t.msg_now_agreed(),
        Stage::Active => t.msg_now_active(),
        Stage::FollowUp => t.msg_now_follow_up(),
        Stage::Revision => t.msg_now_revision(),
        Stage::Closed => t.msg_now_closed(),
    }
}

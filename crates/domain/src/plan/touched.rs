//! Whether what somebody wants to change has changed since they read it. In a meeting many write at once: another row that was
//! written meanwhile is no reason to send anybody back.

use crate::plan::command::Command;
use crate::plan::event::Event;
use crate::plan::state::Row;

/// The one row that a command changes, where a fact about another row is none of its business. `None`: the command is about
/// the plan as a whole, and anything that happened since counts.
pub fn row_of(command: &Command) -> Option<Row> {
    use Command as C;
    Some(match command {
        C::ChangeMeasure { no, .. }
        | C::DropMeasure { no }
        | C::TakeMeasure { no }
        | C::DeclineMeasure { no, .. }
        | C::HearYes { no }
        | C::LiveWith { no, .. }
        | C::StartMeasure { no }
        | C::FinishMeasure { no }
        | C::UnfinishMeasure { no }
        | C::MissMeasure { no, .. } => Row::Measure(*no),
        C::SayNeed { no, .. } | C::ViewNeed { no, .. } | C::DropNeed { no } => Row::Need(*no),
        C::RewordGoal { no, .. } | C::DropGoal { no } => Row::Goal(*no),
        C::TakeNextStep { no } | C::SettleDisagreement { no, .. } => Row::Disagreement(*no),
        _ => return None,
    })
}

/// Whether a fact changes that row, or where the plan stands, so that whoever wants to change the row should read again.
pub fn touches(event: &Event, row: Row) -> bool {
    use Event as E;
    match event {
        E::MeasureChanged { no, .. }
        | E::MeasureDropped { no }
        | E::MeasureTaken { no }
        | E::MeasureDeclined { no, .. }
        | E::MeasureStarted { no }
        | E::MeasureDone { no }
        | E::MeasureDoneTakenBack { no }
        | E::MeasureNotDone { no, .. } => row == Row::Measure(*no),
        E::NeedInOwnWords { no, .. } | E::NeedViewed { no, .. } | E::NeedDropped { no } => row == Row::Need(*no),
        E::GoalReworded { no, .. } | E::GoalDropped { no } => row == Row::Goal(*no),
        E::NextStepTaken { no } | E::DisagreementSettled { no, .. } => row == Row::Disagreement(*no),
        // Rows that come, notes and what is said of a row beside its words.
        E::MeasureProposed { .. }
        | E::NeedAdded { .. }
        | E::GoalAdded { .. }
        | E::DisagreementWritten { .. }
        | E::NoteTaken { .. }
        | E::NoteUsed { .. }
        | E::AttendanceNoted { .. }
        | E::YesHeard { .. }
        | E::LivedWith { .. }
        | E::MeasureJudged { .. }
        | E::QuestionAsked { .. }
        | E::QuestionAnswered { .. }
        | E::QuestionTranslated { .. }
        | E::AvoidAsked { .. }
        | E::OthersSaid { .. } => false,
        // A step of the plan, a consent, somebody who comes or goes: read again.
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::No;

    #[test]
    fn another_row_is_none_of_its_business() {
        let mine = Row::Measure(No(7));
        let table = [
            (Event::MeasureTaken { no: No(7) }, true),
            (Event::MeasureTaken { no: No(8) }, false),
            (Event::NeedDropped { no: No(7) }, false),
            (Event::LivedWith { no: No(7), of: crate::plan::state::Attendee::Party(No(2)), words: None }, false),
            (Event::MeetingEnded { no: No(1) }, true),
            (Event::ConsentCompleted, true),
        ];
        for (event, touched) in table {
            assert_eq!(touches(&event, mine), touched, "{event:?}");
        }
        assert_eq!(row_of(&Command::TakeMeasure { no: No(7) }), Some(mine));
        assert_eq!(row_of(&Command::Agree { follow_up: None }), None);
    }
}

//! What one may not see is not there, for what is asked of it either.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::wildcard_imports, reason = "test helpers")]

mod support;

use samsyn_domain::access::narrow;
use samsyn_domain::families::*;
use samsyn_domain::ids::No;
use samsyn_domain::information::InfoKind;
use samsyn_domain::plan::Command as C;
use samsyn_domain::plan::command::{AskReply, MeasureDraft, PreparationOf};
use samsyn_domain::plan::state::{Attendee, Handed, Owner, Successor};
use support::{Tale, at_work, given};

/// The row of the unit whose one this is.
fn party_of(tale: &Tale, staff: &samsyn_domain::people::StaffRef) -> No {
    tale.plan.current_parties().find(|party| party.unit.unit == staff.unit.unit).unwrap().no
}

/// Every command that names a row, with this number.
fn naming(no: No, tale: &Tale) -> Vec<C> {
    let words = || "Ord.".to_owned();
    let owner = Owner::Staff(eva_lund());
    let by = tale.today().checked_add(jiff::ToSpan::days(30)).unwrap();
    let draft = MeasureDraft {
        what: words(),
        owner: owner.clone(),
        from: None,
        by,
        notice: words(),
        otherwise: words(),
        coordinating: false,
        waits_for: None,
    };
    let sides = vec![("a".to_owned(), words()), ("b".to_owned(), words())];
    vec![
        C::SayNeed { no, words: words() },
        C::ViewNeed { no, words: words() },
        C::AddGoal { need: Some(no), words: words() },
        C::RewordGoal { no, words: words() },
        C::ProposeMeasure { need: Some(no), kind: None, draft: draft.clone(), note: None },
        C::ProposeMeasure {
            need: None,
            kind: None,
            draft: MeasureDraft { waits_for: Some(no), ..draft.clone() },
            note: None,
        },
        C::ChangeMeasure { no, draft },
        C::DropMeasure { no },
        C::TakeMeasure { no },
        C::DeclineMeasure { no, reason: words() },
        C::LiveWith { no, of: Attendee::Party(party_of(tale, &eva_lund())), words: Some(words()) },
        C::WriteDisagreement {
            kind: InfoKind::OwnWords,
            sides,
            next_step: words(),
            owner,
            by,
            note: None,
            about: Some(no),
        },
        C::TakeNextStep { no },
        C::OfferHandover { what: Handed::Measure(no), to: Successor::Staff(eva_lund()), words: words() },
        C::DropAvoid { no },
        C::AnswerAsk { no, of: PreparationOf::Me, reply: AskReply::Yes },
    ]
}

#[test]
fn a_row_that_one_may_not_see_is_answered_as_one_that_is_not_there() {
    let tale = given(Family::Elin, Milestone::Draft);
    let eva = at_work(&eva_lund());
    let view = narrow(&tale.plan, &eva, tale.today(), tale.now).unwrap();
    let there = tale.plan.row_numbers().into_iter().chain(tale.plan.asks.iter().map(|ask| ask.no));
    let asks = |no: &No| view.asks.iter().any(|ask| ask.no == *no);
    let hidden: Vec<No> = there.filter(|no| !view.row_numbers().contains(no) && !asks(no)).collect();
    let kinds = [tale.plan.needs.len(), tale.plan.goals.len(), tale.plan.measures.len()];
    assert!(hidden.len() > 4 && kinds.iter().all(|n| *n > 0), "{hidden:?}");
    let nowhere = No(900);
    let mut refused = 0;
    for no in hidden {
        for (command, none) in naming(no, &tale).into_iter().zip(naming(nowhere, &tale)) {
            let shown = format!("{command:?}");
            let answer = |command| match tale.clone().act(&eva, command) {
                Ok(events) => format!("stored {events:?}"),
                Err(stopped) => format!("{stopped:?}").replace(&format!("No({})", no.0), "No(900)"),
            };
            let (answered, as_none) = (answer(command), answer(none));
            assert_eq!(answered, as_none, "{shown}");
            assert!(!answered.starts_with("stored"), "{shown}");
            refused += 1;
        }
    }
    assert!(refused > 50, "{refused}");
    // What she sees she writes in as before.
    let seen = *view.measures.iter().map(|m| &m.no).next().unwrap();
    let party = party_of(&tale, &eva_lund());
    let cannot = C::LiveWith { no: seen, of: Attendee::Party(party), words: Some("Vi hinner inte.".into()) };
    tale.when(&eva, cannot).then(&["lived_with"]);
}

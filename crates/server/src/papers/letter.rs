//! A call or an invitation, filled in as a letter.

use jiff::civil::Date;
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::No;
use samsyn_domain::plan::state::Summons;
use samsyn_paper as paper;
use samsyn_web::{Language, names};

use super::{dir, lang, parts, words};

/// Fills in the letter to a party; `None` when there is no such party or no meeting yet.
pub(super) fn fill(view: &PlanView, party: No, language: Language, day: Date) -> Option<paper::CallLetter> {
    let (t, dates) = (language.text(), language.dates());
    let party = view.party(party)?;
    let meeting = view.next_meeting().or(view.meetings.last())?;
    let coordinator = view.coordinator.as_ref();
    let sender = coordinator.map_or(&view.proposal.to, |c| &c.staff.unit);
    let called = party.summons == Summons::Called;
    Some(paper::CallLetter {
        lang: lang(language),
        dir: dir(language),
        document_title: words(t.msg_paper_letter_title()),
        identifier: format!("{}:{}:{}", view.id, view.revision, party.no),
        date: parts(day),
        labels: labels(view, language),
        // The principal alone: a unit's name on an envelope would tell why.
        sender: vec![sender.principal_name.to_string()],
        addressee: vec![party.unit.name.to_string(), party.unit.principal_name.to_string()],
        place_and_date: dates.date(day),
        heading: words(if called { t.msg_paper_letter_call() } else { t.msg_paper_letter_invitation() }),
        opening: words(if called { t.msg_paper_letter_called() } else { t.msg_paper_letter_invited() }),
        why: view.proposal.reason.as_ref().map(ToString::to_string).unwrap_or_default(),
        questions: view.questions.iter().map(|q| q.words.to_string()).collect(),
        expected: party.expected.as_str().lines().map(ToOwned::to_owned).collect(),
        mandate: party.mandate.as_ref().map(ToString::to_string).unwrap_or_default(),
        when: dates.weekday_moment(meeting.starts),
        place: meeting.place.as_ref().map(ToString::to_string).unwrap_or_default(),
        length: words(t.msg_paper_minutes(i64::from(meeting.minutes))),
        answer_by: dates.date(meeting.answer_by),
        how_to_answer: words(t.msg_paper_letter_answer()),
        phone_to: coordinator
            .map(|c| paper::Contact {
                name: c.staff.name.to_string(),
                unit: c.staff.unit.name.to_string(),
                phone: c.phone.to_string(),
            })
            .unwrap_or_default(),
        closing: words(t.msg_paper_letter_closing()),
        signature: coordinator
            .map(|c| vec![c.staff.name.to_string(), c.staff.unit.name.to_string()])
            .unwrap_or_default(),
        footer: words(t.msg_paper_footer()),
    })
}

fn labels(view: &PlanView, language: Language) -> paper::LetterLabels {
    let t = language.text();
    paper::LetterLabels {
        why: words(t.msg_paper_letter_why()),
        question: words(t.msg_paper_letter_question(names::first(view.person.name.as_str()))),
        expected: words(t.msg_paper_letter_expected()),
        mandate: words(t.msg_paper_letter_mandate()),
        meeting: words(t.msg_paper_letter_meeting()),
        when: words(t.msg_paper_when()),
        place: words(t.msg_paper_letter_place()),
        length: words(t.msg_paper_letter_length()),
        answer_by: words(t.msg_paper_letter_answer_by()),
        how_to_answer: words(t.msg_paper_letter_how()),
        phone_to: words(t.msg_paper_letter_phone()),
        page: words(t.msg_paper_page()).replace("PAGE", "{page}").replace("ALL", "{pages}"),
        unprintable: words(t.msg_paper_unprintable()),
    }
}

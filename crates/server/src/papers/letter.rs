//! A call or an invitation, filled in as a letter.

use jiff::civil::{Date, DateTime};
use samsyn_domain::access::PlanView;
use samsyn_domain::plan::state::{Attendee, Meeting, Summons};
use samsyn_paper as paper;
use samsyn_store::Addressee;
use samsyn_web::{Language, names};
use uuid::Uuid;

use super::{dir, lang, parts, words};

/// A letter to somebody who takes part: a call or an invitation, for the family that there is a meeting, or that it was moved.
pub(crate) struct LetterTo<'a> {
    /// What it may hold.
    pub view: &'a PlanView,
    /// To whom.
    pub to: Attendee,
    /// Whether it tells of another time or place.
    pub moved: bool,
}

/// Who the letter is to, and what is asked of them alone.
struct Asked {
    addressee: Vec<String>,
    heading: String,
    opening: String,
    expected: Vec<String>,
    mandate: String,
}

impl LetterTo<'_> {
    /// Fills it in; `None` when there is nobody there or no meeting yet.
    pub(crate) fn fill(&self, language: Language, day: Date) -> Option<paper::CallLetter> {
        let (view, t, dates) = (self.view, language.text(), language.dates());
        let asked = self.asked(language)?;
        let meeting = view.next_meeting().or(view.meetings.last())?;
        let coordinator = view.coordinator.as_ref();
        let sender = coordinator.map_or(&view.proposal.to, |c| &c.staff.unit);
        let to_unit = matches!(self.to, Attendee::Party(_));
        Some(paper::CallLetter {
            // The principal alone: a unit's name on an envelope would tell why.
            sender: vec![sender.principal_name.to_string()],
            addressee: asked.addressee,
            heading: asked.heading,
            opening: asked.opening,
            // The family knows why, and a letter may lie open in a kitchen.
            why: view.proposal.reason.as_ref().filter(|_| to_unit).map(ToString::to_string).unwrap_or_default(),
            questions: view.questions.iter().filter(|_| to_unit).map(|q| q.words.to_string()).collect(),
            expected: asked.expected,
            mandate: asked.mandate,
            when: dates.weekday_moment(meeting.starts),
            place: meeting.place.as_ref().map(ToString::to_string).unwrap_or_default(),
            length: length(meeting, language),
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
            ..empty(
                language,
                day,
                format!("{}:{}:{:?}", view.id, view.revision, self.to),
                names::first(view.person.name.as_str()),
            )
        })
    }

    fn asked(&self, language: Language) -> Option<Asked> {
        let (view, t) = (self.view, language.text());
        let mut asked = match self.to {
            Attendee::Party(no) => {
                let party = view.party(no)?;
                let called = party.summons == Summons::Called;
                Asked {
                    addressee: vec![party.unit.name.to_string(), party.unit.principal_name.to_string()],
                    heading: words(if called { t.msg_paper_letter_call() } else { t.msg_paper_letter_invitation() }),
                    opening: words(if called { t.msg_paper_letter_called() } else { t.msg_paper_letter_invited() }),
                    expected: party.expected.as_str().lines().map(ToOwned::to_owned).collect(),
                    mandate: party.mandate.as_ref().map(ToString::to_string).unwrap_or_default(),
                }
            }
            Attendee::Family(member) => Asked {
                addressee: vec![view.family_name(member)?.to_string()],
                heading: words(t.msg_paper_letter_invitation()),
                opening: words(t.msg_paper_letter_yours()),
                expected: Vec::new(),
                mandate: String::new(),
            },
        };
        if self.moved {
            asked.heading = words(t.msg_paper_letter_moved());
            asked.opening = words(t.msg_paper_letter_moved_lead());
        }
        Some(asked)
    }
}

/// How long the meeting is, and that there is an interpreter, which is why it takes longer.
fn length(meeting: &Meeting, language: Language) -> String {
    let t = language.text();
    let minutes = words(t.msg_paper_minutes(i64::from(meeting.minutes)));
    match &meeting.interpreter {
        Some(spoken) => format!("{minutes}. {}", words(t.msg_call_interpreter_now(spoken.as_str()))),
        None => minutes,
    }
}

/// The letter that takes a meeting back: the time, and nothing of whom or what it was about.
pub(crate) fn taken_back(
    id: Uuid,
    to: &Addressee,
    starts: DateTime,
    language: Language,
    day: Date,
) -> paper::CallLetter {
    let (t, dates) = (language.text(), language.dates());
    let addressee = match to {
        Addressee::Function { name, .. } => vec![name.clone()],
        Addressee::Person { .. } => Vec::new(),
    };
    paper::CallLetter {
        addressee,
        heading: words(t.msg_paper_letter_back()),
        opening: words(t.msg_paper_letter_back_lead(dates.weekday_moment(starts))),
        ..empty(language, day, id.to_string(), "")
    }
}

/// A letter in which nothing stands yet.
fn empty(language: Language, day: Date, identifier: String, first_name: &str) -> paper::CallLetter {
    let t = language.text();
    paper::CallLetter {
        lang: lang(language),
        dir: dir(language),
        document_title: words(t.msg_paper_letter_title()),
        identifier,
        date: parts(day),
        labels: labels(first_name, language),
        place_and_date: language.dates().date(day),
        footer: words(t.msg_paper_footer()),
        ..paper::CallLetter::default()
    }
}

fn labels(first_name: &str, language: Language) -> paper::LetterLabels {
    let t = language.text();
    paper::LetterLabels {
        why: words(t.msg_paper_letter_why()),
        question: words(t.msg_paper_letter_question(first_name)),
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

//! The plan for the child whom it is about: its own question and the answer first, then what will happen, in few words.

use jiff::civil::Date;
use samsyn_domain::access::PlanView;
use samsyn_domain::people::{FamilyMember, PrincipalKind, Who};
use samsyn_domain::plan::state::{Coordinator, DidIt, Disagreement, Measure, MeasureState, Owner, Plan};
use samsyn_paper as paper;
use samsyn_web::names::translated;
use samsyn_web::{Language, T, names, standing};

use super::plan::contact;
use super::{day_of, dir, lang, parts, under_headings, words};

/// Fills it in; `None` when the plan is not about a child.
pub(super) fn fill(view: &PlanView, language: Language, day: Date) -> Option<paper::ChildPaper> {
    let (t, dates, plan): (_, _, &Plan) = (language.text(), language.dates(), view);
    if plan.of_age {
        return None;
    }
    let version = plan.version();
    let answered = |question: &samsyn_domain::plan::state::Question| paper::Answered {
        words: question.words.to_string(),
        translation: translated(t, question).map(words).unwrap_or_default(),
        answer: match &question.answer {
            Some(answer) => answer.words.to_string(),
            // Answered, and not for this reader: that there is none would be untrue.
            None if view.has_answer(question.no) => String::new(),
            None => words(t.msg_child_no_answer()),
        },
    };
    let child = Who::Family(FamilyMember::Person);
    let meets = plan.next_meeting().map(|meeting| meeting.starts);
    let follows = version.map(|v| v.follow_up).filter(|_| !plan.stage.ended());
    Some(paper::ChildPaper {
        lang: lang(language),
        dir: dir(language),
        document_title: words(t.msg_paper_document_title()),
        identifier: format!("{}:{}:child", plan.id, plan.revision),
        date: parts(version.map_or(day, |v| v.day)),
        labels: labels(language),
        title: words(t.msg_child_title(names::first(plan.person.name.as_str()))),
        questions: plan.questions.iter().map(answered).collect(),
        goals: plan.goals.iter().map(|goal| goal.words.to_string()).collect(),
        measures: under_headings(standing::sections(language, plan, Some(&child)))
            .map(|(heading, m)| measure(plan, (heading, m), language))
            .collect(),
        disagreements: plan.disagreements.iter().map(|row| sides(t, row)).collect(),
        contact: plan.coordinator.as_ref().map(|holder| of(plan, holder)).unwrap_or_default(),
        next_meeting: meets.or(follows).map(|at| dates.weekday_moment(at)).unwrap_or_default(),
        footer: words(t.msg_child_footer()),
    })
}

/// Whom one can always ask; while the identity is protected without where they work.
fn of(plan: &Plan, holder: &Coordinator) -> paper::Contact {
    let contact = contact(holder);
    if plan.protected { paper::Contact { unit: String::new(), ..contact } } else { contact }
}

/// Where it stands and what became of it, as the page says it.
fn stands(plan: &Plan, measure: &Measure, language: Language) -> Vec<String> {
    let (t, first) = (language.text(), names::owner_first(plan, &measure.owner));
    let state = Some(standing::words(language, &first, &measure.state, day_of)).filter(|_| measure.state.confirmed());
    let why = standing::why(&measure.state).map(|why| format!("”{why}”"));
    let judged = standing::judged(language, plan, measure).map(|h| {
        let said = h.words.map(|words| format!(": ”{words}”")).unwrap_or_default();
        format!("{} {} ({}){said}", t.msg_plan_did_it(), h.answer, h.by)
    });
    state.map(String::from).into_iter().chain(why).chain(judged).map(words).collect()
}

fn measure(plan: &Plan, (heading, measure): (&str, &Measure), language: Language) -> paper::ChildMeasure {
    let (t, dates) = (language.text(), language.dates());
    let first = names::owner_first(plan, &measure.owner);
    let who = match &measure.owner {
        Owner::Family(FamilyMember::Person) => t.msg_child_you_do_it().to_owned(),
        _ => t.msg_child_does_it(first.as_str()),
    };
    let when = match measure.from {
        Some(from) => t.msg_paper_from_to(dates.short(from), dates.date(measure.by)),
        None => t.msg_paper_by(dates.date(measure.by)),
    };
    paper::ChildMeasure {
        picture: match &measure.owner {
            Owner::Family(_) => paper::Picture::Home,
            Owner::Staff(staff) if staff.unit.kind == PrincipalKind::School => paper::Picture::School,
            Owner::Staff(_) => paper::Picture::Adult,
        },
        what: measure.what.to_string(),
        who: words(format!("{who} {when}.")),
        notice: measure.notice.to_string(),
        unconfirmed: match &measure.state {
            MeasureState::Proposed => words(t.msg_child_no_yes(first)),
            _ => String::new(),
        },
        stands: stands(plan, measure, language),
        // The child's own answer stands there instead; what was declined will not be.
        asks: !measure.happened.iter().any(|h| h.by == FamilyMember::Person)
            && !matches!(measure.state, MeasureState::Declined { .. }),
        heading: words(heading),
    }
}

fn sides(t: T, row: &Disagreement) -> Vec<paper::Said> {
    let said = |side: &samsyn_domain::plan::state::Side| paper::Said {
        who: side.who.to_string(),
        words: side.words.to_string(),
    };
    let settled =
        row.settled.iter().map(|how| paper::Said { who: words(t.msg_plan_settled()), words: how.to_string() });
    row.sides.iter().map(said).chain(settled).collect()
}

fn labels(language: Language) -> paper::ChildLabels {
    let t = language.text();
    paper::ChildLabels {
        asked: words(t.msg_child_asked()),
        answer: words(t.msg_paper_answer()),
        goals: words(t.msg_child_goals()),
        measures: words(t.msg_child_measures()),
        notice: words(t.msg_child_notice()),
        happened: words(t.msg_child_happened()),
        faces: [DidIt::Yes, DidIt::Partly, DidIt::No].map(|answer| words(names::did_it(language, answer))),
        disagreements: words(t.msg_child_disagreements()),
        contact: words(t.msg_child_contact()),
        phone: words(t.msg_paper_phone()),
        next_meeting: words(t.msg_paper_next_meeting()),
        page: words(t.msg_paper_page()).replace("PAGE", "{page}").replace("ALL", "{pages}"),
        unprintable: words(t.msg_paper_unprintable()),
    }
}

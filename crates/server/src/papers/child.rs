//! The plan for the child whom it is about: its own question and the answer first, then what will happen, in few words.

use jiff::civil::Date;
use samsyn_domain::access::PlanView;
use samsyn_domain::people::{FamilyMember, PrincipalKind};
use samsyn_domain::plan::state::{DidIt, Disagreement, Measure, MeasureState, Owner, Plan};
use samsyn_paper as paper;
use samsyn_web::{Language, names};

use super::plan::contact;
use super::{dir, lang, parts, words};

/// Fills it in; `None` when the plan is not about a child.
pub(super) fn fill(view: &PlanView, language: Language, day: Date) -> Option<paper::ChildPaper> {
    let (t, dates, plan): (_, _, &Plan) = (language.text(), language.dates(), view);
    if plan.of_age {
        return None;
    }
    let version = plan.version();
    let answered = |question: &samsyn_domain::plan::state::Question| paper::Answered {
        words: question.words.to_string(),
        answer: question.answer.as_ref().map_or_else(|| words(t.msg_child_no_answer()), |a| a.words.to_string()),
    };
    // What did not come to be is no promise; the child's own doing comes last.
    let told = |m: &&Measure| !matches!(m.state, MeasureState::Declined { .. } | MeasureState::NotDone { .. });
    let mut measures: Vec<&Measure> = plan.measures.iter().filter(told).collect();
    measures.sort_by_key(|m| (matches!(m.owner, Owner::Family(_)), m.number));
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
        measures: measures.into_iter().map(|m| measure(plan, m, language)).collect(),
        disagreements: plan.disagreements.iter().filter(|d| d.settled.is_none()).map(sides).collect(),
        contact: plan.coordinator.as_ref().map(contact).unwrap_or_default(),
        next_meeting: version.map(|v| dates.weekday_moment(v.follow_up)).unwrap_or_default(),
        footer: words(t.msg_child_footer()),
    })
}

fn measure(plan: &Plan, measure: &Measure, language: Language) -> paper::ChildMeasure {
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
        unconfirmed: if measure.state.confirmed() { String::new() } else { words(t.msg_child_no_yes(first)) },
    }
}

fn sides(row: &Disagreement) -> Vec<paper::Said> {
    let said = |side: &samsyn_domain::plan::state::Side| paper::Said {
        who: side.who.to_string(),
        words: side.words.to_string(),
    };
    row.sides.iter().map(said).collect()
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

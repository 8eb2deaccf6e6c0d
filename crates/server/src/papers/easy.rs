//! The plan in easy Swedish: the person's question, what happens, what if it does not, whom to call; one fact to a sentence.

use jiff::civil::Date;
use samsyn_domain::access::PlanView;
use samsyn_domain::information::Settings;
use samsyn_domain::plan::state::{Disagreement, Measure, MeasureState, Owner, Plan};
use samsyn_paper as paper;
use samsyn_web::app::NoPaper;
use samsyn_web::names::translated;
use samsyn_web::{Language, names, standing};

use super::plan::{consent, contact, data, need, participants};
use super::{dir, lang, parts, under_headings, words};

/// Fills in the plan.
///
/// # Errors
/// When the plan cannot be written as JSON to be attached.
pub(super) fn fill(
    view: &PlanView,
    language: Language,
    day: Date,
    settings: &Settings,
) -> Result<paper::EasyPaper, NoPaper> {
    let (t, dates, plan): (_, _, &Plan) = (language.text(), language.dates(), view);
    let version = plan.version();
    let answered = |question: &samsyn_domain::plan::state::Question| paper::Answered {
        words: question.words.to_string(),
        translation: translated(t, question).map(words).unwrap_or_default(),
        answer: match &question.answer {
            Some(answer) => answer.words.to_string(),
            // Answered, and not for this reader: nothing is said of it, as in the usual plan.
            None if view.has_answer(question.no) => String::new(),
            None => words(t.msg_easy_no_answer()),
        },
    };
    let holder = plan.coordinator.as_ref().map(contact).unwrap_or_default();
    Ok(paper::EasyPaper {
        lang: lang(language),
        dir: dir(language),
        document_title: words(t.msg_paper_document_title()),
        identifier: format!("{}:{}:easy", plan.id, plan.revision),
        date: parts(version.map_or(day, |v| v.day)),
        attachment: data(plan)?,
        labels: labels(plan, language),
        title: words(t.msg_paper_title(names::first(plan.person.name.as_str()))),
        version_line: words(match version {
            Some(version) => t.msg_paper_version(i64::from(version.version), dates.date(version.day)),
            None => t.msg_paper_no_version(dates.date(day)),
        }),
        questions: plan.questions.iter().map(answered).collect(),
        goals: plan.goals.iter().map(|goal| goal.words.to_string()).collect(),
        measures: under_headings(standing::sections(language, plan, view.me()))
            .map(|(heading, m)| paper::EasyMeasure { heading: words(heading), ..measure(plan, m, language) })
            .collect(),
        call: if holder.name.is_empty() { String::new() } else { words(t.msg_easy_call(holder.name.as_str())) },
        contact: holder,
        next_meeting: version.map(|v| dates.weekday_moment(v.follow_up)).unwrap_or_default(),
        disagreements: plan.disagreements.iter().map(|d| disagreement(plan, d, language)).collect(),
        needs: plan.needs.iter().map(|n| need(n, language, settings)).collect(),
        rules: rules(plan, language, day),
        participants: participants(plan, language),
        footer: words(t.msg_paper_footer()),
    })
}

fn measure(plan: &Plan, measure: &Measure, language: Language) -> paper::EasyMeasure {
    let (t, dates) = (language.text(), language.dates());
    let first = names::owner_first(plan, &measure.owner);
    let who = match &measure.owner {
        Owner::Staff(staff) => t.msg_easy_does_it_from(staff.name.as_str(), staff.unit.name.as_str()),
        Owner::Family(_) => t.msg_child_does_it(first.as_str()),
    };
    let from = measure.from.map(|from| t.msg_easy_from(dates.short(from)));
    let stands = match &measure.state {
        MeasureState::Taken { .. } => t.msg_easy_said_yes(first.as_str()),
        MeasureState::Ongoing { .. } => t.msg_easy_ongoing().to_owned(),
        MeasureState::Done { .. } => t.msg_easy_done().to_owned(),
        MeasureState::Declined { reason } => t.msg_paper_said_no(first.as_str(), reason.as_str()),
        MeasureState::NotDone { why } => t.msg_paper_not_done(why.as_str()),
        MeasureState::Proposed => String::new(),
    };
    let happened = measure
        .happened
        .iter()
        .map(|h| t.msg_paper_happened(names::first(&names::member(plan, h.by)), names::did_it(language, h.answer)));
    let done = matches!(measure.state, MeasureState::Done { .. });
    let over = done || matches!(measure.state, MeasureState::NotDone { .. } | MeasureState::Declined { .. });
    // What was declined nobody does, at no time.
    let does = [Some(who), from, Some(t.msg_easy_by(dates.date(measure.by)))].into_iter().flatten();
    let sentences = does.filter(|_| !measure.state.declined()).chain([stands]);
    paper::EasyMeasure {
        heading: String::new(),
        number: measure.number,
        what: measure.what.to_string(),
        sentences: sentences.chain(happened).filter(|words| !words.is_empty()).map(words).collect(),
        // Of what is over nobody needs to notice it, and what to do instead is left where it was not done.
        notice: if over { String::new() } else { measure.notice.to_string() },
        if_not: if done { String::new() } else { measure.otherwise.to_string() },
        unconfirmed: match &measure.state {
            MeasureState::Proposed => words(t.msg_child_no_yes(first)),
            _ => String::new(),
        },
    }
}

fn disagreement(plan: &Plan, row: &Disagreement, language: Language) -> paper::EasyDisagreement {
    let t = language.text();
    let next = match &row.settled {
        Some(how) => vec![words(t.msg_paper_settled(how.as_str()))],
        None => vec![
            row.next_step.to_string(),
            words(t.msg_child_does_it(names::owner_first(plan, &row.owner))),
            words(t.msg_easy_by(language.dates().date(row.by))),
        ],
    };
    let said = |side: &samsyn_domain::plan::state::Side| paper::Said {
        who: side.who.to_string(),
        words: side.words.to_string(),
    };
    paper::EasyDisagreement { sides: row.sides.iter().map(said).collect(), next }
}

/// Who answers for the plan, what was consented to, and that there is a longer plan: a sentence each.
fn rules(plan: &Plan, language: Language, day: Date) -> Vec<String> {
    let t = language.text();
    let holds = plan.coordinator.as_ref().map(|c| t.msg_easy_holds(c.staff.name.as_str()));
    let leads = plan.lead.as_ref().map(|unit| t.msg_easy_leads(unit.name.as_str(), unit.principal_name.as_str()));
    let consent = consent(plan, language, day);
    let known = [holds, leads, Some(consent), Some(t.msg_easy_longer().to_owned())].into_iter().flatten();
    known.map(words).filter(|words| !words.is_empty()).collect()
}

fn labels(plan: &Plan, language: Language) -> paper::EasyLabels {
    let t = language.text();
    let name = names::first(plan.person.name.as_str());
    paper::EasyLabels {
        questions: words(t.msg_paper_questions(name)),
        answer: words(t.msg_paper_answer()),
        goals: words(t.msg_paper_goals(name)),
        measures: words(t.msg_child_measures()),
        notice: words(t.msg_paper_notice(name)),
        if_not: words(t.msg_paper_if_not()),
        call: words(t.msg_easy_call_title()),
        phone: words(t.msg_paper_phone()),
        next_meeting: words(t.msg_paper_next_meeting()),
        disagreements: words(t.msg_paper_disagreements()),
        needs: words(t.msg_easy_needs()),
        own_words: words(t.msg_paper_own_words(name)),
        rules: words(t.msg_easy_rules()),
        participants: words(t.msg_paper_participants()),
        page: words(t.msg_paper_page()).replace("PAGE", "{page}").replace("ALL", "{pages}"),
        unprintable: words(t.msg_paper_unprintable()),
        attachment: words(t.msg_paper_attachment()),
    }
}

//! A plan, filled in for print.

use jiff::civil::Date;
use samsyn_domain::access::PlanView;
use samsyn_domain::information::Settings;
use samsyn_domain::people::{FamilyMember, Standing, Supporter};
use samsyn_domain::plan::state::{CallAnswer, Consent, Disagreement, Measure, MeasureState, Need, Owner, Plan};
use samsyn_domain::rules::plan_names_measures_by_others::by_others;
use samsyn_paper as paper;
use samsyn_web::app::NoPaper;
use samsyn_web::names::translated;
use samsyn_web::{Language, names};

use super::{day_of, dir, lang, parts, words};

/// Fills in the plan.
///
/// # Errors
/// When the plan cannot be written as JSON to be attached.
pub(super) fn fill(
    view: &PlanView,
    language: Language,
    day: Date,
    settings: &Settings,
) -> Result<paper::PlanPaper, NoPaper> {
    let t = language.text();
    let dates = language.dates();
    let plan: &Plan = view;
    let version = plan.version();
    let attachment = data(plan)?;
    let of = |wanted: fn(&Measure) -> bool| -> Vec<paper::Measure> {
        plan.measures.iter().filter(|m| !m.state.declined() && wanted(m)).map(|m| measure(plan, m, language)).collect()
    };
    Ok(paper::PlanPaper {
        lang: lang(language),
        dir: dir(language),
        document_title: words(t.msg_paper_document_title()),
        identifier: format!("{}:{}", plan.id, plan.revision),
        date: parts(version.map_or(day, |v| v.day)),
        attachment,
        labels: labels(plan, language),
        title: words(t.msg_paper_title(plan.person.name.as_str())),
        version_line: words(match version {
            Some(version) => t.msg_paper_version(i64::from(version.version), dates.date(version.day)),
            None => t.msg_paper_no_version(dates.date(day)),
        }),
        holder: plan.coordinator.as_ref().map(contact).unwrap_or_default(),
        principal: plan.lead.as_ref().map(|unit| format!("{}, {}", unit.principal_name, unit.name)).unwrap_or_default(),
        next_meeting: version.map(|v| dates.moment(v.follow_up)).unwrap_or_default(),
        questions: plan.questions.iter().map(|q| q.words.to_string()).collect(),
        translations: plan.questions.iter().map(|q| translated(t, q).map(words).unwrap_or_default()).collect(),
        answers: plan
            .questions
            .iter()
            .map(|q| q.answer.as_ref().map(|answer| answer.words.to_string()).unwrap_or_default())
            .collect(),
        goals: plan
            .goals
            .iter()
            .map(|goal| paper::Goal { words: goal.words.to_string(), follow_up: String::new() })
            .collect(),
        needs: plan.needs.iter().map(|n| need(n, language, settings)).collect(),
        measures: of(|m| !by_others(m)),
        family_measures: of(|m| matches!(m.owner, Owner::Family(_))),
        other_measures: of(|m| by_others(m) && matches!(m.owner, Owner::Staff(_))),
        declined_measures: plan.declined().map(|m| measure(plan, m, language)).collect(),
        disagreements: plan.disagreements.iter().map(|d| disagreement(plan, d, language)).collect(),
        consent: consent(plan, language, day),
        participants: participants(plan, language),
        footer: words(t.msg_paper_footer()),
    })
}

/// The plan as data, to be attached.
///
/// # Errors
/// When it cannot be written as JSON.
pub(super) fn data(plan: &Plan) -> Result<Vec<u8>, NoPaper> {
    serde_json::to_vec(plan).map_err(|_| NoPaper("the plan could not be written as data"))
}

pub(super) fn contact(coordinator: &samsyn_domain::plan::state::Coordinator) -> paper::Contact {
    paper::Contact {
        name: coordinator.staff.name.to_string(),
        unit: names::unit(&coordinator.staff.unit).to_owned(),
        phone: coordinator.phone.to_string(),
    }
}

pub(super) fn need(need: &Need, language: Language, settings: &Settings) -> paper::Need {
    let area = settings.area(need.area.as_str()).map_or(need.area.as_str(), |area| names::area(language, area));
    paper::Need {
        area: area.to_owned(),
        own_words: need.own_words.iter().map(ToString::to_string).collect(),
        professionals: need
            .views
            .iter()
            .map(|view| paper::Said { who: view.by.unit.name.to_string(), words: view.words.to_string() })
            .collect(),
    }
}

fn measure(plan: &Plan, measure: &Measure, language: Language) -> paper::Measure {
    let (t, dates) = (language.text(), language.dates());
    let (who, unit) = match &measure.owner {
        Owner::Staff(staff) => (staff.name.to_string(), staff.unit.name.to_string()),
        Owner::Family(member) => (names::member(plan, *member), String::new()),
    };
    let when = match measure.from {
        Some(from) => t.msg_paper_from_to(dates.short(from), dates.date(measure.by)),
        None => t.msg_paper_by(dates.date(measure.by)),
    };
    let first = names::owner_first(plan, &measure.owner);
    let status = match &measure.state {
        MeasureState::Taken { at } | MeasureState::Ongoing { taken: at } => {
            t.msg_paper_said_yes(first, dates.short(day_of(*at)))
        }
        MeasureState::Declined { reason } => t.msg_paper_said_no(first, reason.as_str()),
        MeasureState::NotDone { why } => t.msg_paper_not_done(why.as_str()),
        MeasureState::Done { .. } => format!("{}.", names::measure_state(language, &measure.state)),
        MeasureState::Proposed => String::new(),
    };
    let happened = measure.happened.iter().map(|h| {
        let said = names::did_it(language, h.answer);
        t.msg_paper_happened(names::member(plan, h.by), said)
    });
    let status = std::iter::once(status).chain(happened).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    paper::Measure {
        number: measure.number,
        what: measure.what.to_string(),
        who,
        unit,
        when: words(when),
        notice: measure.notice.to_string(),
        if_not: measure.otherwise.to_string(),
        status: words(status),
        unconfirmed: measure.state == MeasureState::Proposed,
    }
}

fn disagreement(plan: &Plan, row: &Disagreement, language: Language) -> paper::Disagreement {
    let next_step = match &row.settled {
        Some(how) => words(language.text().msg_paper_settled(how.as_str())),
        None => row.next_step.to_string(),
    };
    paper::Disagreement {
        about: String::new(),
        sides: row
            .sides
            .iter()
            .map(|side| paper::Said { who: side.who.to_string(), words: side.words.to_string() })
            .collect(),
        next_step,
        owner: names::owner(plan, &row.owner),
        date: language.dates().date(row.by),
    }
}

/// Until when consent holds: the day of the one that ends first among those that hold now.
pub(super) fn consent(plan: &Plan, language: Language, day: Date) -> String {
    let t = language.text();
    match plan.consents.iter().filter(|c: &&Consent| c.holds(day)).map(|c| c.to).min() {
        Some(to) => words(t.msg_paper_consent(language.dates().date(to))),
        None => String::new(),
    }
}

/// Whether a supporter is there as a party too, and so is named already.
fn comes(plan: &Plan, supporter: &Supporter) -> bool {
    plan.current_parties()
        .any(|party| matches!(&party.answer, CallAnswer::Coming { who, .. } if supporter.staff == Some(who.staff)))
}

pub(super) fn participants(plan: &Plan, language: Language) -> Vec<paper::Participant> {
    let family = plan
        .current_representatives()
        .filter(|r| r.standing != Standing::NotAsked)
        .map(|r| (r.name.to_string(), names::mandate(language, r.mandate).to_owned()))
        .chain(
            plan.current_supporters().filter(|s| !comes(plan, s)).map(|s| (s.name.to_string(), s.relation.to_string())),
        );
    let parties = plan.current_parties().map(|party| match &party.answer {
        CallAnswer::Coming { who, .. } => {
            let title = who.title.as_ref().map(|title| format!("{title}, ")).unwrap_or_default();
            (who.name.to_string(), format!("{title}{}", who.unit.name))
        }
        _ => (party.unit.name.to_string(), names::summons(language, party.summons).to_owned()),
    });
    let person = (names::member(plan, FamilyMember::Person), String::new());
    std::iter::once(person).chain(family).chain(parties).map(|(name, role)| paper::Participant { name, role }).collect()
}

fn labels(plan: &Plan, language: Language) -> paper::PlanLabels {
    let t = language.text();
    let name = names::first(plan.person.name.as_str());
    paper::PlanLabels {
        holder: words(t.msg_paper_holder()),
        phone: words(t.msg_paper_phone()),
        principal: words(t.msg_paper_principal()),
        next_meeting: words(t.msg_paper_next_meeting()),
        questions: words(t.msg_paper_questions(name)),
        answer: words(t.msg_paper_answer()),
        goals: words(t.msg_paper_goals(name)),
        needs: words(t.msg_paper_needs()),
        area: words(t.msg_paper_area()),
        own_words: words(t.msg_paper_own_words(name)),
        professionals: words(t.msg_paper_professionals()),
        measures: words(t.msg_paper_measures()),
        family_measures: words(t.msg_paper_family_measures()),
        other_measures: words(t.msg_paper_other_measures()),
        declined_measures: words(t.msg_plan_got_a_no()),
        number: words(t.msg_paper_number()),
        what: words(t.msg_paper_what()),
        who: words(t.msg_paper_who()),
        when: words(t.msg_paper_when()),
        notice: words(t.msg_paper_notice(name)),
        if_not: words(t.msg_paper_if_not()),
        unconfirmed: words(t.msg_paper_unconfirmed()),
        disagreements: words(t.msg_paper_disagreements()),
        next_step: words(t.msg_paper_next_step()),
        consent: words(t.msg_paper_consent_label()),
        participants: words(t.msg_paper_participants()),
        page: words(t.msg_paper_page()).replace("PAGE", "{page}").replace("ALL", "{pages}"),
        unprintable: words(t.msg_paper_unprintable()),
        attachment: words(t.msg_paper_attachment()),
    }
}

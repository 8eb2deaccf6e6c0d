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
    let state = Some(standing::words(language, &first, &measure.state, day_of))
        .filter(|_| measure.state != MeasureState::Proposed);
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
        // What was declined nobody does, at no time: where it stands says so.
        who: if measure.state.declined() { String::new() } else { words(format!("{who} {when}.")) },
        notice: if measure.state.declined() { String::new() } else { measure.notice.to_string() },
        unconfirmed: match &measure.state {
            MeasureState::Proposed => words(t.msg_child_no_yes(first)),
            _ => String::new(),
        },
        stands: stands(plan, measure, language),
        // The child's own answer stands there instead; what was declined will not be.
        asks: !measure.happened.iter().any(|h| h.by == FamilyMember::Person) && !measure.state.declined(),
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

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]
mod tests {
    use samsyn_domain::families::{Family, Milestone, story};
    use samsyn_domain::plan::state::{Happened, MeasureState};

    use super::*;
    use crate::papers::as_the_person;

    fn told(family: Family) -> Plan {
        let (id, facts) = story(family, Milestone::Told, "2026-11-22T09:00:00Z".parse().unwrap()).unwrap();
        Plan::fold(id, &facts).unwrap()
    }

    fn paper(plan: &Plan) -> paper::ChildPaper {
        let (day, now) = (jiff::civil::date(2026, 11, 22), "2026-11-22T09:00:00Z".parse().unwrap());
        fill(&as_the_person(plan, day, now).unwrap(), Language::Sv, day).unwrap()
    }

    #[test]
    fn it_says_where_each_measure_stands_and_what_became_of_it() {
        let mut plan = told(Family::Elin);
        let sheet = paper(&plan);
        let of = |sheet: &paper::ChildPaper, what: &str| {
            sheet.measures.iter().find(|m| m.what.contains(what)).unwrap_or_else(|| panic!("{what}")).clone()
        };
        assert_eq!(sheet.measures.len(), plan.measures.len(), "also what came to nothing, as on the page");
        let [doctor, relief] = ["Undersöka magen", "Avlösning"].map(|what| of(&sheet, what));
        assert!(doctor.stands[0].starts_with("Klar "), "{:?}", doctor.stands);
        assert!(relief.stands[0] == "Blev inte av" && relief.stands[1].contains("intyg"), "{:?}", relief.stands);
        assert!(relief.stands[2].starts_with("Blev det så? Nej (Sara"), "{:?}", relief.stands);
        assert!(sheet.questions[0].answer.contains("slöjdsalens dörr"), "the newest answer");
        let headings: Vec<&str> = sheet.measures.iter().map(|m| m.heading.as_str()).filter(|h| !h.is_empty()).collect();
        assert_eq!(headings, ["Det här gör du", "Det här gör de som hjälper till"]);
        // When it changes, the paper changes.
        let hers = plan.measures.iter_mut().find(|m| matches!(m.owner, Owner::Family(_))).unwrap();
        let before = of(&sheet, "Elin provar");
        assert!(before.asks);
        hers.state = MeasureState::Done { at: "2026-11-20T09:00:00Z".parse().unwrap() };
        let (by, at) = (FamilyMember::Person, "2026-11-21T09:00:00Z".parse().unwrap());
        hers.happened.push(Happened { by, answer: DidIt::Yes, words: None, at, written_by: None });
        let after = of(&paper(&plan), "Elin provar");
        assert!(after.stands.contains(&"Klar 20 november".to_owned()) && after.stands != before.stands);
        assert!(after.stands.iter().any(|line| line.starts_with("Blev det så? Ja (Elin")) && !after.asks);
        // What its owner said no to stands last, as that, with no day and no question.
        let reason = samsyn_domain::words::Words::parse("Ingen tid.", "reason").unwrap();
        let declined = plan.measures.iter_mut().find(|m| m.what.as_str().contains("Avlösning")).unwrap();
        (declined.state, declined.happened) = (MeasureState::Declined { reason }, Vec::new());
        let sheet = paper(&plan);
        let last = sheet.measures.last().unwrap();
        assert_eq!((last.heading.as_str(), last.who.as_str(), last.asks), ("Det här fick nej", "", false));
        assert!(last.what.contains("Avlösning") && last.stands[0].ends_with("sa nej"), "{:?}", last.stands);
        assert_eq!(last.stands[1], "”Ingen tid.”");
        plan.questions[0].answer = None;
        assert!(paper(&plan).questions[0].answer.contains("inget svar"));
    }

    #[test]
    fn a_protected_childs_paper_names_whom_to_ask_and_no_place() {
        let sheet = paper(&told(Family::Noel));
        assert_eq!((sheet.contact.name.as_str(), sheet.contact.unit.as_str()), ("Ylva Kron", ""));
        assert!(!format!("{sheet:?}").contains("Tallmo"));
    }
}

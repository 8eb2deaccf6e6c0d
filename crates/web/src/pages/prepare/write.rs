//! Prepare for the meeting: one's own answers, or those of a member of the family, written down after a talk. A child's own are
//! asked one by one (`start.rs`, `question.rs`).

use askama::Template;
use axum::extract::Path;
use axum::http::HeaderMap;
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::PlanId;
use samsyn_domain::people::FamilyMember;
use samsyn_domain::plan::Command;
use samsyn_domain::plan::command::{AnswerDraft, How};
use samsyn_domain::plan::state::Preparation;
use samsyn_domain::words::Words as Said;
use samsyn_store::Surface;

use crate::error::Error;
use crate::form::{FieldError, Form};
use crate::me::{Answer, Done, Me};
use crate::pages::consent;
use crate::pages::visit::unseen::{Ring, lent};
use crate::parts::stamp::Stamp;
use crate::parts::{Audience, Choice, Notice, Page, Quote};
use crate::text::T;
use crate::{names, refused, show};

use super::questions::{FACE, FACES, Question, Set, bare, face_of, face_words, say};
use super::shared::{Shared, hidden, shared};
use super::start;
use super::whose::{MOST, TAKE_PART, Whose, key_of, may_prepare, of, others};

/// The page.
#[derive(Template)]
#[template(path = "pages/prepare/write.html")]
#[expect(clippy::struct_excessive_bools, reason = "each says whether one part of the page is shown")]
struct Write {
    page: Page,
    t: T,
    form: Form,
    plan: PlanId,
    whose: String,
    paper: String,
    draw: String,
    lead: &'static str,
    asked: Vec<(String, Option<String>)>,
    waived: bool,
    open: bool,
    shut: String,
    family: bool,
    child: bool,
    lines: Vec<Line>,
    faces: Vec<Choice<'static>>,
    seen: Vec<Choice<'static>>,
    readers: Vec<String>,
    take_part: Vec<Choice<'static>>,
    others: Vec<(String, String)>,
    shared: Vec<Shared>,
    hidden: bool,
    unseen: bool,
    lent: Option<&'static str>,
    keeps_any: bool,
    ring: Option<Ring>,
    stamp: Stamp,
}

/// A question as the form asks it.
struct Line {
    words: String,
    section: String,
    name: String,
    face_name: String,
    seen: String,
    face: bool,
    /// Whether it is answered and not shown here, so that its box is left out.
    kept: bool,
    /// What was written in a box that should have been left out.
    typed: String,
}

impl Write {
    fn of(me: &Me, view: &PlanView, whose: &Whose, form: Form) -> Self {
        let t = me.t();
        let child = whose.set == Set::Child && whose.member.is_none();
        let title = if child { t.msg_prepare_title_child() } else { t.msg_prepare_title() };
        let mut page = me.plan_page(title, view).of(&form);
        if child {
            page = page.for_whom(Audience::Child);
        }
        let written = whose.written(view);
        let typed = whose.typed(view);
        let now = may_prepare(view);
        let shut = match typed {
            Some(member) => t.msg_prepare_typed(names::member(view, member)),
            None => t.msg_prepare_not_now().to_owned(),
        };
        let paper = format!("/plans/{}/preparation", view.id);
        Self {
            page,
            t,
            plan: view.id,
            whose: whose.member.map(|member| names::member(view, member)).unwrap_or_default(),
            paper: whose.member.map_or_else(|| paper.clone(), |member| format!("{paper}/{}", consent::key(member))),
            draw: whose
                .member
                .filter(|_| whose.set == Set::Child)
                .map(|member| format!("/plans/{}/prepare/{}/draw", view.id, consent::key(member)))
                .unwrap_or_default(),
            lead: lead(t, whose),
            asked: view.questions.iter().map(|q| (q.words.to_string(), names::translated(t, q))).collect(),
            waived: written.is_some_and(|preparation| preparation.waived) && whose.member.is_none(),
            open: now && typed.is_none(),
            shut,
            family: whose.set != Set::Work,
            child: whose.set == Set::Child,
            lines: whose.questions(view).iter().map(|question| line(t, view, whose, question, &form)).collect(),
            faces: face_choices(t, true),
            seen: whose.seen_choices(me, view),
            readers: super::readers::lines(me, view, &whose.of),
            take_part: take_part_choices(me),
            others: if now && whose.member.is_none() { others(view) } else { Vec::new() },
            shared: shared(me, view, &whose.of),
            hidden: hidden(view),
            unseen: whose.member.is_some(),
            lent: lent(me),
            keeps_any: whose.keeps_any(view),
            ring: Ring::of(view),
            stamp: me.adding(),
            form,
        }
    }

    fn labels(&self) -> Vec<(&str, &str)> {
        let t = self.t;
        let answers = self.lines.iter().map(|line| (line.name.as_str(), line.words.as_str()));
        let others = [
            ("told_by", t.msg_prepare_told_by()),
            ("told_on", t.msg_prepare_told_on()),
            ("most_people", t.msg_prepare_most_people()),
            ("take_part", t.msg_prepare_take_part()),
        ];
        answers.chain(others).collect()
    }
}

/// The faces to choose among, with or without their pictures.
pub(super) fn face_choices(t: T, pictures: bool) -> Vec<Choice<'static>> {
    let choice = |(value, asset)| {
        let choice = Choice::new(value, face_words(t, value).unwrap_or(value));
        if pictures { choice.picture(asset) } else { choice }
    };
    FACES.into_iter().map(choice).collect()
}

/// The ways to take part.
pub(super) fn take_part_choices(me: &Me) -> Vec<Choice<'static>> {
    TAKE_PART.iter().map(|(key, how)| Choice::new(*key, names::take_part(me.language(), *how))).collect()
}

fn lead(t: T, whose: &Whose) -> &'static str {
    match (whose.member, whose.set) {
        (Some(_), _) => t.msg_prepare_of_lead(),
        (None, Set::Child) => t.msg_prepare_lead_child(),
        (None, Set::Person | Set::Near) => t.msg_prepare_lead_family(),
        (None, Set::Work) => t.msg_prepare_lead_work(),
    }
}

fn line(t: T, view: &PlanView, whose: &Whose, question: &Question, form: &Form) -> Line {
    let kept = whose.keeps(view, question.key);
    Line {
        kept,
        typed: if kept { form.value(&format!("answer-{}", question.key)).to_owned() } else { String::new() },
        words: say(t, question.key).to_owned(),
        section: format!("question-{}", question.key),
        name: format!("answer-{}", question.key),
        face_name: format!("answer-{}{FACE}", question.key),
        seen: format!("seen-{}", question.key),
        face: question.face,
    }
}

/// What stands in the form at first: what was written before, each with who may see it.
fn first(me: &Me, view: &PlanView, whose: &Whose) -> Form {
    let mut form = me.form();
    for question in whose.questions(view) {
        form.set(&format!("seen-{}", question.key), key_of(whose.seen()));
    }
    if let Some(member) = whose.member {
        form.set("told_by", names::member(view, member));
        form.set("told_on", me.today.to_string());
    }
    let Some(written) = whose.written(view) else {
        return form;
    };
    for answer in &written.answers {
        let key = answer.question.as_str();
        let words = answer.words.as_str();
        let said = if key.ends_with(FACE) { face_of(words).unwrap_or_default() } else { words };
        form.set(&format!("answer-{key}"), said);
        form.set(&format!("seen-{}", bare(key)), key_of(answer.seen_by));
    }
    fill_how(&mut form, written);
    form
}

/// How somebody takes part, as the form shows it at first.
pub(super) fn fill_how(form: &mut Form, written: &Preparation) {
    if let Some((key, _)) = TAKE_PART.iter().find(|(_, how)| Some(*how) == written.take_part) {
        form.set("take_part", *key);
    }
    if let Some(most) = written.most_people {
        form.set("most_people", most.to_string());
    }
}

/// `GET /plans/{plan}/prepare`: a child begins here with its questions, everybody else has theirs on one page.
pub async fn get(me: Me, headers: HeaderMap, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let whose = Whose::of(&view, None)?;
    if whose.set == Set::Child {
        return Ok(start::shown(&me, &headers, &view, &whose));
    }
    let form = first(&me, &view, &whose);
    Ok(show(&Write::of(&me, &view, &whose, form)))
}

/// `GET /plans/{plan}/prepare/{member}`: for a member of the family, after a talk.
pub async fn get_of(me: Me, Path((plan, key)): Path<(PlanId, String)>) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let whose = Whose::of(&view, Some(consent::member(&key).ok_or(Error::NotFound)?))?;
    let form = first(&me, &view, &whose);
    Ok(show(&Write::of(&me, &view, &whose, form)))
}

/// `POST /plans/{plan}/prepare`: also a child's choice of pictures, cards or words.
pub async fn post(me: Me, Path(plan): Path<PlanId>, form: Form) -> Answer {
    if let Some(chosen) = start::chosen(&me, plan, &form) {
        me.look(plan, Surface::Page).await?;
        return Ok(chosen);
    }
    kept(&me, plan, None, form).await
}

/// `POST /plans/{plan}/prepare/{member}`
pub async fn post_of(me: Me, Path((plan, key)): Path<(PlanId, String)>, form: Form) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let member = consent::member(&key).ok_or(Error::NotFound)?;
    Whose::of(&view, Some(member))?;
    kept(&me, plan, Some(member), form).await
}

async fn kept(me: &Me, plan: PlanId, member: Option<FamilyMember>, mut form: Form) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let whose = Whose::of(&view, member)?;
    let Some(command) = command(me, &view, &whose, &mut form) else {
        return Ok(refused(&Write::of(me, &view, &whose, form)));
    };
    match me.act(plan, &mut form, command).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/prepare"))),
        Done::Refused(view) => {
            say_which(me, &view, &whose, &mut form);
            Ok(refused(&Write::of(me, &view, &whose, form)))
        }
    }
}

fn command(me: &Me, view: &PlanView, whose: &Whose, form: &mut Form) -> Option<Command> {
    let on = match whose.member {
        Some(_) if !form.pressed("waive") => form.date("told_on", me.today).ok()?,
        _ => me.today,
    };
    let told_by = if form.pressed("waive") { "–" } else { form.value("told_by") };
    let of = of(whose.member, told_by, on);
    if form.pressed("waive") {
        return Some(Command::WaivePreparation { of });
    }
    let answers = answers(me, view, whose, form);
    let how = how(form);
    if strange(view, whose, form) {
        form.fail("", FieldError::Because(me.t().msg_refusal_stale().to_owned()));
    }
    (!form.is_refused()).then_some(Command::PrepareMore { of, how: Some(how), answers })
}

/// Names each answer that was sent for a box that holds something unseen: nothing is written over it.
fn say_which(me: &Me, view: &PlanView, whose: &Whose, form: &mut Form) {
    for question in whose.questions(view).iter().filter(|question| whose.keeps(view, question.key)) {
        let field = format!("answer-{}", question.key);
        if !form.value(&field).trim().is_empty() {
            form.fail(&field, FieldError::Because(me.t().msg_unseen_not_saved().to_owned()));
        }
    }
}

/// How somebody wants to take part, as it was sent; what cannot be read is told beside its field.
pub(super) fn how(form: &mut Form) -> How {
    let most_people = match form.value("most_people").trim() {
        "" => None,
        _ => form.number("most_people", MOST).ok().and_then(|most| u8::try_from(most).ok()),
    };
    let take_part = TAKE_PART.iter().find(|(key, _)| *key == form.value("take_part")).map(|(_, how)| *how);
    if take_part.is_none() && !form.value("take_part").is_empty() {
        form.fail("take_part", FieldError::UnknownChoice);
    }
    How { take_part, most_people }
}

/// Whether the form is not the one on the page: an answer to a question that is not asked here, or no question at all.
/// What is written takes the place of what was there, so such a form must not be taken for an empty one.
fn strange(view: &PlanView, whose: &Whose, form: &Form) -> bool {
    let asked = |key: &str| whose.questions(view).iter().any(|question| question.key == bare(key));
    let mut sent = form.keys().filter_map(|key| key.strip_prefix("answer-")).peekable();
    let any_box = whose.questions(view).iter().any(|question| !whose.keeps(view, question.key));
    (any_box && sent.peek().is_none()) || !sent.all(asked)
}

/// The answers as they were sent. One that is empty takes away what stood in its place.
fn answers(me: &Me, view: &PlanView, whose: &Whose, form: &mut Form) -> Vec<AnswerDraft> {
    let mut answers = Vec::new();
    for question in whose.questions(view) {
        let key = question.key;
        if whose.keeps(view, key) && !form.pressed(&format!("answer-{key}")) {
            continue;
        }
        let seen_by = whose.seen_in(form, &format!("seen-{key}"));
        if question.face {
            let words = face_sent(me.t(), form, &format!("answer-{key}{FACE}"));
            answers.push(AnswerDraft { question: format!("{key}{FACE}"), words, seen_by });
        }
        if let Ok(words) = form.text_or_empty(&format!("answer-{key}"), Said::MAX) {
            answers.push(AnswerDraft { question: key.to_owned(), words, seen_by });
        }
    }
    only_over_what_is_seen(whose.written(view), answers)
}

/// The face that was chosen, in words; empty when none was.
pub(super) fn face_sent(t: T, form: &mut Form, field: &str) -> String {
    let chosen = form.value(field).to_owned();
    let words = face_words(t, &chosen);
    if words.is_none() && !chosen.is_empty() {
        form.fail(field, FieldError::UnknownChoice);
    }
    words.unwrap_or_default().to_owned()
}

/// Without the empty answers in whose place nothing stands that the one who writes sees: they take nothing away unseen.
pub(super) fn only_over_what_is_seen(written: Option<&Preparation>, mut answers: Vec<AnswerDraft>) -> Vec<AnswerDraft> {
    let seen = |key: &str| written.is_some_and(|p| p.answers.iter().any(|answer| answer.question.as_str() == key));
    answers.retain(|draft| !draft.words.trim().is_empty() || seen(&draft.question));
    answers
}

//! One question to a child: by faces, cards or words; who may see it; and the way on.

use askama::Template;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::Command;
use samsyn_domain::plan::command::{AnswerDraft, PreparationOf};
use samsyn_domain::words::Words as Said;
use samsyn_store::Surface;

use crate::error::Error;
use crate::form::{FieldError, Form};
use crate::me::{Answer, Done, Me};
use crate::pages::visit::unseen::{Ring, lent};
use crate::parts::stamp::Stamp;
use crate::parts::{Audience, Choice, Notice, Page, Quote};
use crate::text::T;
use crate::{refused, show};

use super::questions::{
    CARDS, FACE, Question, TOPICS, Version, face_of, face_words, say, topic_words, topics_of, topics_said,
};
use super::shared::{Shown, shown};
use super::start::{Switch, remember, switches, version};
use super::whose::{Whose, key_of, may_prepare, noted};
use super::write::{face_choices, face_sent, only_over_what_is_seen};

/// The page.
#[derive(Template)]
#[template(path = "pages/prepare/question.html")]
#[expect(clippy::struct_excessive_bools, reason = "each says whether one part of the page is shown")]
struct Ask {
    page: Page,
    t: T,
    form: Form,
    names: Names,
    words: &'static str,
    progress: String,
    versions: Vec<Switch>,
    face: bool,
    faces: Vec<Choice<'static>>,
    cards: Vec<Choice<'static>>,
    folded: bool,
    seen: Vec<Choice<'static>>,
    readers: Vec<String>,
    media: Vec<Shown>,
    noted: Vec<String>,
    answered: bool,
    room: bool,
    open: bool,
    lent: Option<&'static str>,
    here: String,
    /// Whether it is answered and not shown here, so that nothing is asked.
    kept: bool,
    typed: String,
    ring: Option<Ring>,
    next: String,
    stamp: Stamp,
}

/// What the fields of one question are called.
struct Names {
    face: String,
    cards: String,
    words: String,
    seen: String,
}

impl Names {
    fn of(key: &str) -> Self {
        let words = format!("answer-{key}");
        Self { face: format!("{words}{FACE}"), cards: format!("{words}{CARDS}"), words, seen: format!("seen-{key}") }
    }
}

/// A child's question on its way: which, the how-manieth, and in which version.
struct Asked {
    question: Question,
    at: usize,
    all: usize,
    version: Version,
    next: String,
}

impl Asked {
    fn of(me: &Me, headers: &HeaderMap, view: &PlanView, whose: &Whose, key: &str) -> Result<Self, Error> {
        let all = whose.questions(view);
        let at = all.iter().position(|question| question.key == key).ok_or(Error::NotFound)?;
        let next = all.get(at + 1).map_or_else(
            || format!("/plans/{}/take-part", view.id),
            |next| format!("/plans/{}/prepare/question/{}", view.id, next.key),
        );
        Ok(Self { question: all[at], at, all: all.len(), version: version(me, headers, view), next })
    }
}

/// The question that a child is asked under this key.
///
/// # Errors
/// [`Error::NotFound`] for another key, and for everybody who is not the child.
pub(super) fn asked(view: &PlanView, key: &str) -> Result<Question, Error> {
    let questions = Whose::child(view)?.questions(view);
    questions.into_iter().find(|question| question.key == key).ok_or(Error::NotFound)
}

impl Ask {
    fn of(me: &Me, view: &PlanView, whose: &Whose, asked: &Asked, form: Form) -> Self {
        let (t, key) = (me.t(), asked.question.key);
        let page = me.plan_page(t.msg_prepare_title_child(), view).for_whom(Audience::Child);
        let mut page = page.of(&form).back(format!("/plans/{}/prepare", view.id));
        // The form is not fetched again while somebody answers: the plan's news wait until they go on.
        page.live = None;
        let pictures = asked.version == Version::Pictures;
        let card = |(value, asset)| {
            let choice = Choice::new(value, topic_words(t, value).unwrap_or(value));
            if pictures { choice.picture(asset) } else { choice }
        };
        let written = whose.written(view);
        let mine =
            written.into_iter().flat_map(|p| &p.answers).filter(|a| super::questions::bare(a.question.as_str()) == key);
        let by: Vec<String> =
            mine.clone().map(|answer| noted(me, answer.noted.as_ref())).filter(|n| !n.is_empty()).collect();
        let media = written.into_iter().flat_map(|p| &p.media);
        Self {
            page,
            t,
            names: Names::of(key),
            words: known(t, key),
            progress: t.msg_prepare_progress(asked.at + 1, asked.all),
            versions: switches(t, asked.version),
            face: asked.question.face,
            faces: face_choices(t, asked.version != Version::Text),
            cards: if asked.version == Version::Text { Vec::new() } else { TOPICS.into_iter().map(card).collect() },
            folded: pictures && form.value(&format!("answer-{key}")).is_empty(),
            seen: whose.seen_choices(me, view),
            readers: super::readers::lines(me, view, &whose.of),
            room: super::media::has_room(written),
            media: media.filter(|m| m.question.as_str() == key).map(|m| shown(me, view, m)).collect(),
            noted: by,
            answered: mine.count() > 0,
            open: may_prepare(view),
            lent: lent(me),
            here: format!("/plans/{}/prepare/question/{key}", view.id),
            kept: whose.keeps(view, key),
            typed: form.value(&format!("answer-{key}")).to_owned(),
            ring: Ring::of(view),
            next: asked.next.clone(),
            stamp: me.adding(),
            form,
        }
    }

    fn labels(&self) -> [(&str, &str); 3] {
        let names = &self.names;
        [names.face.as_str(), names.cards.as_str(), names.words.as_str()].map(|name| (name, self.words))
    }
}

/// The words of a question that is known here.
fn known(t: T, key: &'static str) -> &'static str {
    say(t, key)
}

/// What stands in the form at first.
fn first(me: &Me, view: &PlanView, whose: &Whose, question: Question) -> Form {
    let (mut form, key) = (me.form(), question.key);
    form.set(&format!("seen-{key}"), key_of(whose.seen()));
    let answers = whose.written(view).map(|p| p.answers.as_slice()).unwrap_or_default();
    for answer in answers {
        let Some(part) = answer.question.as_str().strip_prefix(key) else { continue };
        match part {
            FACE => form.set(&format!("answer-{key}{FACE}"), face_of(answer.words.as_str()).unwrap_or_default()),
            CARDS => {
                for topic in topics_of(answer.words.as_str()) {
                    form.add(&format!("answer-{key}{CARDS}"), topic.as_bytes());
                }
            }
            "" => form.set(&format!("answer-{key}"), answer.words.as_str()),
            _ => continue,
        }
        form.set(&format!("seen-{key}"), key_of(answer.seen_by));
    }
    form
}

/// `GET /plans/{plan}/prepare/question/{key}`
pub async fn get(me: Me, headers: HeaderMap, Path((plan, key)): Path<(PlanId, String)>) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let whose = Whose::child(&view)?;
    let asked = Asked::of(&me, &headers, &view, &whose, &key)?;
    let form = first(&me, &view, &whose, asked.question);
    Ok(show(&Ask::of(&me, &view, &whose, &asked, form)))
}

/// `POST /plans/{plan}/prepare/question/{key}`: kept, and on to where the pressed button leads.
pub async fn post(me: Me, headers: HeaderMap, Path((plan, key)): Path<(PlanId, String)>, mut form: Form) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let whose = Whose::child(&view)?;
    let asked = Asked::of(&me, &headers, &view, &whose, &key)?;
    let answers = read(&me, &view, &whose, asked.question, &mut form);
    if form.is_refused() {
        return Ok(refused(&Ask::of(&me, &view, &whose, &asked, form)));
    }
    if form.value("kept").is_empty() && !changes(&view, &whose, &answers) {
        // The same sent twice is stored all the same; an empty page that is left is not.
        let stands = answers.iter().any(|draft| !draft.words.is_empty()) || form.value("then") == "clear";
        return Ok(onward(&me, plan, &asked, &form, stands));
    }
    let command = Command::PrepareMore { of: PreparationOf::Me, how: None, answers };
    match me.act(plan, &mut form, command).await? {
        Done::Stored => Ok(onward(&me, plan, &asked, &form, true)),
        Done::Refused(view) => Ok(refused(&Ask::of(&me, &view, &whose, &asked, form))),
    }
}

/// Where the pressed button leads: to draw, to speak, to the same question in another version, or to the next.
fn onward(me: &Me, plan: PlanId, asked: &Asked, form: &Form, stored: bool) -> Response {
    let here = format!("/plans/{plan}/prepare/question/{}", asked.question.key);
    let to = match (form.value("then"), Version::of_key(form.value("version"))) {
        ("draw" | "voice", _) => format!("{here}/{}", form.value("then")),
        ("clear", _) | (_, Some(_)) => here,
        _ => asked.next.clone(),
    };
    let response = if stored { me.saved(to) } else { Redirect::to(&to).into_response() };
    remember(me, form.value("version"), response)
}

/// The parts of the answer as they were sent: a face, cards, words. What is empty takes away what stood in its place.
fn read(me: &Me, view: &PlanView, whose: &Whose, question: Question, form: &mut Form) -> Vec<AnswerDraft> {
    let (t, key) = (me.t(), question.key);
    let seen_by = whose.seen_in(form, &format!("seen-{key}"));
    let clear = form.value("then") == "clear";
    let (face, cards) = (format!("{key}{FACE}"), format!("{key}{CARDS}"));
    if !form.pressed(&format!("answer-{key}")) {
        // Not the form on the page: it must not be taken for one where all was emptied.
        form.fail("", FieldError::Because(t.msg_refusal_stale().to_owned()));
    }
    let mut answers = Vec::new();
    let mut add = |question: &str, words: String| {
        let words = if clear { String::new() } else { words };
        answers.push(AnswerDraft { question: question.to_owned(), words, seen_by });
    };
    let chosen = face_sent(t, form, &format!("answer-{face}"));
    let unsure = form.pressed("unsure").then(|| face_words(t, "dont-know").unwrap_or_default().to_owned());
    if question.face || clear {
        add(&face, chosen);
    } else {
        add(&face, unsure.unwrap_or_default());
    }
    if form.pressed("cards") || clear {
        add(&cards, topics_said(t, &form.list(&format!("answer-{cards}"))));
    }
    if let Ok(words) = form.text_or_empty(&format!("answer-{key}"), Said::MAX) {
        add(key, words);
    }
    only_over_what_is_seen(whose.written(view), answers)
}

/// Whether what was sent is anything else than what stands there: going on without an answer is nothing that happened.
fn changes(view: &PlanView, whose: &Whose, answers: &[AnswerDraft]) -> bool {
    let written = whose.written(view).map(|p| p.answers.as_slice()).unwrap_or_default();
    let same = |draft: &AnswerDraft| {
        let before = written.iter().find(|answer| answer.question.as_str() == draft.question);
        before.is_some_and(|answer| answer.words.as_str() == draft.words && answer.seen_by == draft.seen_by)
    };
    !answers.iter().all(same)
}

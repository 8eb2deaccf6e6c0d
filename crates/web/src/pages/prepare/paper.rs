//! The questions on paper: with one's own answers, or blank for a pen.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::PlanId;
use samsyn_store::Surface;

use crate::error::Error;
use crate::me::{Answer, Me};
use crate::names;
use crate::pages::consent;
use crate::parts::{Page, Quote};
use crate::show;
use crate::text::T;

use super::questions::{FACES, Set, TOPICS, face_words, say, topic_words};
use super::shared::{Shown, Told, shown, told};
use super::whose::{SEEN, TAKE_PART, Whose};

/// The key of a blank form for oneself.
const BLANK: &str = "blank";

/// The page.
#[derive(Template)]
#[template(path = "pages/prepare/paper.html")]
struct Paper {
    page: Page,
    t: T,
    plan: PlanId,
    whose: String,
    asked: Vec<String>,
    lines: Vec<Line>,
    faces: Vec<(&'static str, &'static str)>,
    cards: Vec<(&'static str, &'static str)>,
    seen: Vec<&'static str>,
    take_part: Vec<&'static str>,
    chosen: String,
    most: String,
    family: bool,
    filled: bool,
}

/// A question on paper.
struct Line {
    words: String,
    face: bool,
    answers: Vec<Told>,
    media: Vec<Shown>,
}

impl Paper {
    fn of(me: &Me, view: &PlanView, whose: &Whose, filled: bool) -> Self {
        let (t, language) = (me.t(), me.language());
        let written = whose.written(view).filter(|_| filled);
        let child = whose.set == Set::Child;
        let mut answers = written.map(|p| told(me, p)).unwrap_or_default();
        let mut page = me.plan_page(t.msg_prepare_title(), view).back(format!("/plans/{}/prepare", view.id));
        page.live = None;
        let media = |key: &str| {
            let all = written.into_iter().flat_map(|p| &p.media);
            all.filter(|m| m.question.as_str() == key).map(|m| shown(me, view, m)).collect()
        };
        let line = |question: &super::questions::Question| Line {
            words: say(t, question.key).to_owned(),
            face: question.face,
            answers: answers.extract_if(.., |told| told.key == question.key).collect(),
            media: media(question.key),
        };
        let lines = whose.questions(view).iter().map(line).collect();
        let chosen = written.and_then(|p| p.take_part).map(|how| names::take_part(language, how).to_owned());
        Self {
            page,
            t,
            plan: view.id,
            whose: names::who(view, &whose.of, language),
            asked: view.questions.iter().map(|question| question.words.to_string()).collect(),
            lines,
            faces: FACES.into_iter().map(|(value, asset)| (asset, face_words(t, value).unwrap_or(value))).collect(),
            cards: TOPICS
                .into_iter()
                .filter(|_| child)
                .map(|(value, asset)| (asset, topic_words(t, value).unwrap_or(value)))
                .collect(),
            seen: SEEN.iter().map(|(_, seen)| names::seen_by(language, *seen)).collect(),
            take_part: TAKE_PART.iter().map(|(_, how)| names::take_part(language, *how)).collect(),
            chosen: chosen.unwrap_or_default(),
            most: written.and_then(|p| p.most_people).map(|most| most.to_string()).unwrap_or_default(),
            family: whose.set != Set::Work,
            filled,
        }
    }
}

/// `GET /plans/{plan}/preparation`: one's own, with what is answered.
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let whose = Whose::of(&view, None)?;
    Ok(show(&Paper::of(&me, &view, &whose, true)))
}

/// `GET /plans/{plan}/preparation/{member}`: blank, for a pen; one's own, or that of a member of the family for those who carry
/// the plan on.
pub async fn get_of(me: Me, Path((plan, key)): Path<(PlanId, String)>) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let member = if key == BLANK { None } else { Some(consent::member(&key).ok_or(Error::NotFound)?) };
    let whose = Whose::of(&view, member)?;
    Ok(show(&Paper::of(&me, &view, &whose, false)))
}

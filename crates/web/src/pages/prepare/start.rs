//! Where a child begins: its questions with what is answered, in pictures, cards or words.

use askama::Template;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::PlanId;

use crate::form::Form;
use crate::me::Me;
use crate::pages::visit::unseen::lent;
use crate::parts::stamp::Stamp;
use crate::parts::{Audience, Notice, Page, Quote};
use crate::show;
use crate::text::T;

use super::questions::{Version, say};
use super::shared::{Shared, Shown, Told, hidden, one, shared, told};
use super::whose::{Whose, may_prepare};

/// The cookie that remembers the chosen version. It holds nothing about a person.
const COOKIE: &str = "questions";

/// The page.
#[derive(Template)]
#[template(path = "pages/prepare/start.html")]
#[expect(clippy::struct_excessive_bools, reason = "each says whether one part of the page is shown")]
struct Start {
    page: Page,
    t: T,
    plan: PlanId,
    asked: Vec<String>,
    versions: Vec<Switch>,
    lines: Vec<Line>,
    first: &'static str,
    begun: bool,
    take_part: String,
    waived: bool,
    open: bool,
    lent: Option<&'static str>,
    keeps_any: bool,
    shared: Vec<Shared>,
    hidden: bool,
    stamp: Stamp,
}

/// One of the three versions, to switch to.
pub struct Switch {
    /// What the form sends.
    pub key: &'static str,
    /// What it is called.
    pub words: &'static str,
    /// Whether it is the one shown.
    pub current: bool,
}

/// A question with what is answered.
struct Line {
    key: &'static str,
    words: String,
    answers: Vec<Told>,
    media: Vec<Shown>,
    /// Whether it is answered and not shown here.
    kept: bool,
}

impl Line {
    fn answered(&self) -> bool {
        self.kept || !self.answers.is_empty() || !self.media.is_empty()
    }
}

/// The version that was chosen on this device; until then by age.
pub fn version(me: &Me, headers: &HeaderMap, view: &PlanView) -> Version {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let chosen = pairs.find(|(name, _)| *name == COOKIE).and_then(|(_, value)| Version::of_key(value));
    chosen.unwrap_or_else(|| Version::at_first(view.person.born.map(|born| years(born, me.today))))
}

/// Whole years from a birth to a day.
fn years(born: Date, today: Date) -> i16 {
    let before = (today.month(), today.day()) < (born.month(), born.day());
    today.year() - born.year() - i16::from(before)
}

/// The three versions, to switch among.
pub fn switches(t: T, now: Version) -> Vec<Switch> {
    let switch =
        |(key, version): (&'static str, Version)| Switch { key, words: version.say(t), current: version == now };
    Version::ALL.into_iter().map(switch).collect()
}

/// Remembers the version on an answer.
pub fn remember(me: &Me, key: &str, mut response: Response) -> Response {
    if Version::of_key(key).is_some() {
        let secure = if me.app.https { "; Secure" } else { "" };
        let cookie = format!("{COOKIE}={key}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly{secure}");
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response
}

/// The answer to a press on one of the versions.
pub fn chosen(me: &Me, plan: PlanId, form: &Form) -> Option<Response> {
    let key = form.value("version");
    Version::of_key(key)?;
    Some(remember(me, key, Redirect::to(&format!("/plans/{plan}/prepare")).into_response()))
}

/// The page.
pub fn shown(me: &Me, headers: &HeaderMap, view: &PlanView, whose: &Whose) -> Response {
    let (t, written) = (me.t(), whose.written(view));
    let page = me.plan_page(t.msg_prepare_title_child(), view).for_whom(Audience::Child);
    let mut answers = written.map(|p| told(me, p)).unwrap_or_default();
    let mut line = |question: &super::questions::Question| Line {
        key: question.key,
        kept: whose.keeps(view, question.key),
        words: say(t, question.key).to_owned(),
        answers: answers.extract_if(.., |told| told.key == question.key).collect(),
        media: written
            .into_iter()
            .flat_map(|p| &p.media)
            .filter(|media| media.question.as_str() == question.key)
            .map(|media| super::shared::shown(me, view, media))
            .collect(),
    };
    let lines: Vec<Line> = whose.questions(view).iter().map(&mut line).collect();
    let mine = written.map(|p| one(me, view, p));
    let first = lines.iter().find(|line| !line.answered());
    show(&Start {
        page,
        t,
        plan: view.id,
        asked: view.questions.iter().map(|question| question.words.to_string()).collect(),
        versions: switches(t, version(me, headers, view)),
        first: first.map_or("home", |line| line.key),
        begun: lines.iter().any(Line::answered),
        lines,
        take_part: mine.map(|mine| mine.take_part).unwrap_or_default(),
        waived: written.is_some_and(|preparation| preparation.waived),
        open: may_prepare(view),
        lent: lent(me),
        keeps_any: whose.keeps_any(view),
        shared: shared(me, view, &whose.of),
        hidden: hidden(view),
        stamp: me.adding(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn years_are_whole() {
        assert_eq!(years(date(2017, 5, 4), date(2026, 5, 3)), 8);
        assert_eq!(years(date(2017, 5, 4), date(2026, 5, 4)), 9);
    }
}

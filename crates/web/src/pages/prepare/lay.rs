//! Draw, or speak, for one question: on the page itself where scripts run, else as a file from the device.

use askama::Template;
use axum::extract::Path;
use axum::http::HeaderValue;
use axum::response::Response;
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::command::PreparationOf;
use samsyn_domain::plan::state::{MediaKind, SeenBy};
use samsyn_store::Surface;

use crate::form::Form;
use crate::headers::MAY_RECORD;
use crate::me::{Answer, Done, Me};
use crate::parts::stamp::Stamp;
use crate::parts::{Audience, Choice, Notice, Page};
use crate::text::T;
use crate::upload::{MAX_MEGABYTES, Upload};
use crate::voice::SECONDS;
use crate::{refused, show};

use super::media::{file_of, has_room, hold_to_room, lay};
use super::question::asked;
use super::questions::{Question, bare, say};
use super::whose::{Whose, key_of, may_prepare};

/// What a browser offers first when a drawing is chosen.
pub(super) const PICTURES: &str = "image/png,image/jpeg";
/// What a browser offers first when a voice is chosen.
const VOICES: &str = "audio/*";

/// The colours to draw with: value in the form, and class of its dot.
const COLOURS: [(&str, &str); 5] =
    [("#2b2622", "black"), ("#a3261d", "red"), ("#1b4fa0", "blue"), ("#1f6536", "green"), ("#c98a00", "yellow")];

/// The page.
#[derive(Template)]
#[template(path = "pages/prepare/lay.html")]
struct Lay {
    page: Page,
    t: T,
    form: Form,
    words: String,
    drawing: bool,
    accept: &'static str,
    colours: Vec<(&'static str, &'static str, &'static str)>,
    seconds: u32,
    seen: Vec<Choice<'static>>,
    open: bool,
    room: bool,
    stamp: Stamp,
}

impl Lay {
    fn of(me: &Me, view: &PlanView, whose: &Whose, (question, kind): (Question, MediaKind), form: Form) -> Self {
        let t = me.t();
        let mut page = me.plan_page(t.msg_prepare_title_child(), view).for_whom(Audience::Child).of(&form);
        page = page.back(format!("/plans/{}/prepare/question/{}", view.id, question.key));
        // A page that fetched itself again would take the sheet, or the voice, away.
        page.live = None;
        let names = [
            t.msg_colour_black(),
            t.msg_colour_red(),
            t.msg_colour_blue(),
            t.msg_colour_green(),
            t.msg_colour_yellow(),
        ];
        let drawing = kind == MediaKind::Drawing;
        Self {
            page,
            t,
            words: say(t, question.key).to_owned(),
            drawing,
            accept: if drawing { PICTURES } else { VOICES },
            colours: COLOURS.into_iter().zip(names).map(|((value, class), name)| (value, class, name)).collect(),
            seconds: SECONDS,
            seen: whose.seen_choices(me, view),
            open: may_prepare(view),
            room: has_room(whose.written(view)),
            stamp: me.adding(),
            form,
        }
    }

    fn labels(&self) -> [(&str, &str); 1] {
        let t = self.t;
        [("file", if self.drawing { t.msg_lay_picture() } else { t.msg_lay_voice() })]
    }
}

/// `GET /plans/{plan}/prepare/question/{key}/draw`
pub async fn get_drawing(me: Me, Path((plan, key)): Path<(PlanId, String)>) -> Answer {
    first(&me, plan, &key, MediaKind::Drawing).await
}

/// `GET /plans/{plan}/prepare/question/{key}/voice`
pub async fn get_voice(me: Me, Path((plan, key)): Path<(PlanId, String)>) -> Answer {
    Ok(may_record(first(&me, plan, &key, MediaKind::Voice).await?))
}

/// `POST /plans/{plan}/prepare/question/{key}/draw`
pub async fn post_drawing(me: Me, Path((plan, key)): Path<(PlanId, String)>, upload: Upload) -> Answer {
    laid(&me, plan, &key, MediaKind::Drawing, upload).await
}

/// `POST /plans/{plan}/prepare/question/{key}/voice`
pub async fn post_voice(me: Me, Path((plan, key)): Path<(PlanId, String)>, upload: Upload) -> Answer {
    Ok(may_record(laid(&me, plan, &key, MediaKind::Voice, upload).await?))
}

/// The one page that may listen, when somebody presses and their browser has asked them.
fn may_record(mut response: Response) -> Response {
    for (name, value) in MAY_RECORD {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

async fn first(me: &Me, plan: PlanId, key: &str, kind: MediaKind) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let (whose, question) = (Whose::child(&view)?, asked(&view, key)?);
    let mut form = me.form();
    form.set("seen", key_of(seen_of(&view, &whose, question)));
    Ok(show(&Lay::of(me, &view, &whose, (question, kind), form)))
}

/// Who may see the answer in words may see the drawing, unless they choose otherwise.
fn seen_of(view: &PlanView, whose: &Whose, question: Question) -> SeenBy {
    let answers = whose.written(view).into_iter().flat_map(|p| &p.answers);
    let mut same = answers.filter(|answer| bare(answer.question.as_str()) == question.key);
    same.next().map_or(whose.seen(), |answer| answer.seen_by)
}

async fn laid(me: &Me, plan: PlanId, key: &str, kind: MediaKind, upload: Upload) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let (whose, question) = (Whose::child(&view)?, asked(&view, key)?);
    let Upload { mut form, sent } = upload;
    hold_to_room(me, whose.written(&view), &mut form);
    let file = if form.is_refused() { None } else { file_of(me, &mut form, sent, kind).await? };
    let Some(file) = file else {
        return Ok(refused(&Lay::of(me, &view, &whose, (question, kind), form)));
    };
    let seen_by = whose.seen_in(&form, "seen");
    match lay(me, plan, &mut form, file, (PreparationOf::Me, question.key, kind, seen_by)).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/prepare/question/{}", question.key))),
        Done::Refused(view) => Ok(refused(&Lay::of(me, &view, &whose, (question, kind), form))),
    }
}

//! A drawing or a voice note by itself: what others wrote beside it, and, for the one it is of, who may see it and to take it away.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::{MediaId, PlanId};
use samsyn_domain::plan::state::{Media, MediaKind};
use samsyn_domain::plan::{Command, same_participant};
use samsyn_store::Surface;

use crate::error::Error;
use crate::form::Form;
use crate::me::{Answer, Done, Me};
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Page, Quote};
use crate::text::T;
use crate::{names, refused, show};

use super::media::{id_of, seen};
use super::shared::{Shown, shown};
use super::whose::{SEEN, Whose, key_of, noted};

/// The page.
#[derive(Template)]
#[template(path = "pages/prepare/describe.html")]
struct Describe {
    page: Page,
    t: T,
    form: Form,
    media: Shown,
    of: String,
    noted: String,
    mine: bool,
    writes: bool,
    seen: Vec<Choice<'static>>,
    stamp: Stamp,
}

impl Describe {
    fn of(me: &Me, view: &PlanView, id: MediaId, form: Form) -> Result<Self, Error> {
        let (t, language) = (me.t(), me.language());
        let (preparation, one) = view.media(id).ok_or(Error::NotFound)?;
        let title = if one.kind == MediaKind::Drawing { t.msg_media_drawing() } else { t.msg_media_voice() };
        let mut page = me.plan_page(title, view).back(back(view, one)).of(&form);
        page.live = None;
        let mine = view.me().is_some_and(|who| same_participant(who, &preparation.of));
        let whose = Whose::of(view, None)?;
        Ok(Self {
            page,
            t,
            media: shown(me, view, one),
            of: names::who(view, &preparation.of, language),
            noted: noted(me, one.noted.as_ref()),
            mine,
            writes: me.actor.reach == samsyn_domain::access::Reach::Whole,
            seen: whose.seen_choices(me, view),
            stamp: me.adding(),
            form,
        })
    }
}

fn back(view: &PlanView, one: &Media) -> String {
    let child = Whose::child(view).is_ok();
    let question = if child { format!("/question/{}", one.question) } else { String::new() };
    format!("/plans/{}/prepare{question}", view.id)
}

/// `GET /plans/{plan}/media/{media}/words`
pub async fn get(me: Me, Path((plan, key)): Path<(PlanId, String)>) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let id = id_of(&key);
    let mut form = me.form();
    if let Some((_, one)) = view.media(id) {
        form.set("seen", key_of(one.seen_by));
    }
    Ok(show(&Describe::of(&me, &view, id, form)?))
}

/// `POST /plans/{plan}/media/{media}/words`: the button pressed says what.
pub async fn post(me: Me, Path((plan, key)): Path<(PlanId, String)>, mut form: Form) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let media = id_of(&key);
    seen(&view, media)?;
    let here = format!("/plans/{plan}/media/{key}/words");
    let to = match form.value("do") {
        "remove" => view.media(media).map_or(here, |(_, one)| back(&view, one)),
        _ => here,
    };
    let command = command(media, &form);
    match me.act(plan, &mut form, command).await? {
        Done::Stored => Ok(me.saved(to)),
        Done::Refused(view) => Ok(refused(&Describe::of(&me, &view, media, form)?)),
    }
}

fn command(media: MediaId, form: &Form) -> Command {
    let seen_by =
        SEEN.iter().find(|(key, _)| *key == form.value("seen")).map_or_else(Default::default, |(_, seen)| *seen);
    match form.value("do") {
        "remove" => Command::RemoveMedia { media },
        "show" => Command::ShowMedia { media, seen_by },
        _ => Command::DescribeMedia { media, words: form.value("words").to_owned() },
    }
}

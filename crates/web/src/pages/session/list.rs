//! One's sessions: where one is signed in, and ending one or all of them.

use askama::Template;
use axum::response::{IntoResponse, Redirect};
use samsyn_store::Session;

use super::{forget, is_gone};
use crate::app::App;
use crate::error::Error;
use crate::form::Form;
use crate::language::Language;
use crate::me::{Answer, Me, trouble};
use crate::parts::{Notice, Page, Tag};
use crate::show;
use crate::text::T;

#[derive(Template)]
#[template(path = "pages/session/list.html")]
struct List {
    page: Page,
    t: T,
    sessions: Vec<One>,
    minutes: i64,
    gone: bool,
    staff: bool,
}

/// A session as the page shows it.
struct One {
    id: String,
    how: String,
    begun: String,
    seen: String,
    this: bool,
}

/// How somebody signed in, in words.
fn how(app: &App, language: Language, method: &str) -> String {
    let t = language.text();
    match (app.providers.find(method), method) {
        (Some(provider), _) => provider.name(language).to_owned(),
        (None, "code") => t.msg_sessions_by_code().to_owned(),
        (None, "together") => t.msg_sessions_by_together().to_owned(),
        (None, "demo") => t.msg_sessions_by_demo().to_owned(),
        (None, "link") => t.msg_sessions_by_link().to_owned(),
        _ => t.msg_sessions_by_other().to_owned(),
    }
}

impl List {
    async fn of(me: &Me, gone: bool) -> Result<Self, Error> {
        let sessions = me.app.store.sessions_of(me.actor.account, me.now).await.map_err(|error| trouble(&error))?;
        let when = |at: jiff::Timestamp| me.language().dates().moment(at.to_zoned(me.app.zone.clone()).datetime());
        let one = |session: Session| One {
            how: how(&me.app, me.language(), &session.method),
            begun: when(session.created),
            seen: when(session.seen),
            this: session.id == me.session,
            id: session.id,
        };
        let rest = if me.actor.staff().is_some() { me.app.stays.staff } else { me.app.stays.family };
        Ok(Self {
            page: me.page(me.t().msg_sessions_title()),
            t: me.t(),
            sessions: sessions.into_iter().rev().map(one).collect(),
            minutes: rest.as_mins(),
            gone,
            staff: me.actor.staff().is_some(),
        })
    }
}

/// `GET /sessions`
pub async fn get(me: Me) -> Answer {
    Ok(show(&List::of(&me, false).await?))
}

/// `POST /sessions`: ends one, or all of them.
pub async fn post(me: Me, form: Form) -> Answer {
    if form.pressed("all") {
        me.app.store.end_sessions_of(me.actor.account).await.map_err(|error| trouble(&error))?;
        return Ok(forget(Redirect::to("/sign-in?everywhere=1").into_response()));
    }
    let id = form.value("session");
    match me.app.store.end_own_session(me.actor.account, id).await {
        Ok(()) if id == me.session => Ok(forget(Redirect::to("/sign-in").into_response())),
        Ok(()) => Ok(me.saved("/sessions")),
        // It had ended by itself, or is not this one's: either way there is nothing to end.
        Err(error) if is_gone(&error) => Ok(crate::refused(&List::of(&me, true).await?)),
        Err(error) => Err(trouble(&error)),
    }
}

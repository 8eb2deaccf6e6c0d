//! What one had typed when one's session had run out: shown again in its own form, or removed.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use samsyn_domain::access::Reach;
use samsyn_store::Draft;
use uuid::Uuid;

use super::kept::NOT_TYPED;
use crate::error::Error;
use crate::form::Form;
use crate::me::{Answer, Me, trouble};
use crate::parts::{Empty, Page};
use crate::show;
use crate::text::T;

#[derive(Template)]
#[template(path = "pages/session/drafts.html")]
struct Drafts {
    page: Page,
    t: T,
    list: Vec<Line>,
    /// Something waits, and is not shown here.
    elsewhere: bool,
}

/// A draft as the page shows it.
struct Line {
    id: Uuid,
    to: String,
    when: String,
    fields: Vec<(String, String)>,
    begins: String,
}

/// Characters of what was typed that are shown, to know it by.
const BEGINS: usize = 120;

impl Line {
    fn of(me: &Me, draft: Draft) -> Option<Self> {
        let form = Form::parse(me.language(), &draft.body).ok()?;
        let own = |key: &str| !matches!(key, "kept");
        let fields: Vec<(String, String)> =
            form.fields().filter(|(key, _)| own(key)).map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
        let typed = fields.iter().filter(|(key, _)| !NOT_TYPED.contains(&key.as_str()));
        let longest = typed.map(|(_, value)| value.trim()).max_by_key(|value| value.chars().count());
        let begins = longest.unwrap_or_default().chars().take(BEGINS).collect();
        let when = me.language().dates().moment(draft.written.to_zoned(me.app.zone.clone()).datetime());
        Some(Self { id: draft.id, to: draft.path, when, fields, begins })
    }
}

/// What waits was written for one's own eyes: it is read on one's own, not where somebody else may hold the key.
fn reached(me: &Me) -> bool {
    me.actor.reach == Reach::Whole
}

/// `GET /drafts`
pub async fn get(me: Me) -> Answer {
    let drafts = me.app.store.drafts_of(me.actor.account, me.now).await.map_err(|error| trouble(&error))?;
    let elsewhere = !drafts.is_empty() && !reached(&me);
    let list = drafts.into_iter().filter(|_| reached(&me)).filter_map(|draft| Line::of(&me, draft)).collect();
    Ok(show(&Drafts { page: me.page(me.t().msg_drafts_title()), t: me.t(), list, elsewhere }))
}

/// `POST /drafts/{draft}`: it is not wanted.
pub async fn post(me: Me, Path(draft): Path<Uuid>) -> Answer {
    let found = me.app.store.draft(me.actor.account, draft, me.now).await.map_err(|error| trouble(&error))?;
    if found.is_none() || !reached(&me) {
        return Err(Error::NotFound);
    }
    me.app.store.drop_draft(me.actor.account, draft).await.map_err(|error| trouble(&error))?;
    Ok(Redirect::to("/drafts").into_response())
}

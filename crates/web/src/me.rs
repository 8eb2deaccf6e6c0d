//! Whoever is signed in, and what a handler does on their behalf: look, act, answer.

use std::sync::{Arc, OnceLock};

use axum::extract::{FromRequestParts, MatchedPath};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use jiff::civil::Date;
use samsyn_domain::access::{Actor, Deed, Hat, PlanView, Reach};
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::{Command, Moment, Plan, Refusal};
use samsyn_store::{ActError, Ask, Asking, Change, LookError, MediaFile, Scan, Surface};
use uuid::Uuid;

use crate::app::App;
use crate::error::Error;
use crate::form::{FieldError, Form};
use crate::frame::Help;
use crate::language::Language;
use crate::parts::plain;
use crate::parts::stamp::Stamp;
use crate::parts::{Audience, Page, Visit};
use crate::reach::reaches;
use crate::refusals;
use crate::text::T;

/// The cookie that holds the session's token.
pub const COOKIE: &str = "session";

/// What a handler answers.
pub type Answer = Result<Response, Error>;

/// The one who is signed in, in one visit. A visit without a session goes to the sign-in page.
#[derive(Clone)]
pub struct Me {
    /// Who acts.
    pub actor: Actor,
    /// The visit.
    pub visit: Visit,
    /// The house.
    pub app: App,
    /// The time of the visit: one for all that it does.
    pub now: Timestamp,
    /// That day, in Sweden.
    pub today: Date,
    /// Whether a page that is open already fetches itself again (`assets/live.js`): told in the log as still viewing. It
    /// opens nothing: each such look is judged and logged as any other.
    pub again: bool,
    /// The id of the session, which does not open it.
    pub session: String,
    /// The draft that this visit takes up again.
    kept: Arc<OnceLock<Uuid>>,
}

/// The header by which an open page says that it fetches itself again.
const AGAIN: &str = "samsyn-still";

/// A file that belongs to what is done.
pub enum Beside {
    /// A scanned paper.
    Scan(Scan),
    /// A drawing or a voice note.
    Media(MediaFile),
}

/// What came of an act.
pub enum Done {
    /// It is stored.
    Stored,
    /// It was refused, or the plan had changed: the plan as it is now; the form holds what was typed and what is wrong.
    Refused(Box<PlanView>),
}

impl Me {
    /// The same visit, told in the log as still viewing.
    #[must_use]
    pub fn again(self) -> Self {
        Self { again: true, ..self }
    }

    /// The texts to speak with.
    pub fn t(&self) -> T {
        self.visit.t
    }

    /// The language to speak.
    pub fn language(&self) -> Language {
        self.visit.language
    }

    /// An empty form.
    pub fn form(&self) -> Form {
        Form::new(self.language())
    }

    /// The moment at which this visit's acts are judged.
    pub fn moment(&self) -> Moment<'_> {
        Moment { now: self.now, today: self.today, settings: &self.app.settings }
    }

    /// Looks at a plan; the look is logged before the answer.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none, or none for this one.
    pub async fn look(&self, plan: PlanId, surface: Surface) -> Result<PlanView, Error> {
        let moment = self.moment();
        let asking = self.asking(surface, &moment);
        let view = if self.again {
            self.app.store.look_on(&asking, plan).await
        } else {
            self.app.store.look(&asking, plan).await
        };
        view.map_err(not_seen)
    }

    /// Whether this one may hear, now, that a plan has changed: the session is open, and the plan may still be known of.
    pub async fn hears(&self, plan: PlanId) -> bool {
        let now = self.app.now();
        let moment = Moment { now, today: self.app.day(now), settings: &self.app.settings };
        let (store, asking) = (&self.app.store, Asking { actor: &self.actor, surface: Surface::Page, moment: &moment });
        store.session_lives(&self.session, now).await.unwrap_or(false)
            && store.may_know_of(&asking, plan).await.unwrap_or(false)
    }

    /// Opens a page of the installation to those who have this duty; logged, with whom or what it is about.
    ///
    /// # Errors
    /// [`Error::NotFound`] for everybody else.
    pub async fn on_duty(&self, hat: Hat, action: &str, about: Option<uuid::Uuid>) -> Result<(), Error> {
        let moment = self.moment();
        self.app.store.on_duty(&self.asking(Surface::Page, &moment), hat, action, about).await.map_err(not_seen)
    }

    /// Changes the directory; the change and its line in the log are stored together.
    ///
    /// # Errors
    /// As [`samsyn_store::Store::keep`].
    pub async fn keep(&self, change: Change<'_>) -> Result<(), samsyn_store::StoreError> {
        let moment = self.moment();
        self.app.store.keep(&self.asking(Surface::Page, &moment), change).await
    }

    /// Looks at a plan and draws a page of it while the look goes into the log; the page is handed out when it is there.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none, or none for this one.
    pub async fn look_and<T: Send>(
        &self,
        plan: PlanId,
        surface: Surface,
        draw: impl FnOnce(&PlanView) -> T + Send,
    ) -> Result<T, Error> {
        let moment = self.moment();
        self.app.store.look_and(&self.asking(surface, &moment), (plan, self.again), draw).await.map_err(not_seen)
    }

    /// Looks at an agreed version as it was written; the look is logged before the answer.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none, or none for this one.
    pub async fn look_at_version(&self, plan: PlanId, version: u32, surface: Surface) -> Result<PlanView, Error> {
        let moment = self.moment();
        self.app.store.look_at_version(&self.asking(surface, &moment), plan, version).await.map_err(not_seen)
    }

    /// The version before what a look gave, for the same one.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the plan is there no more for this one.
    pub async fn version_before(&self, view: &PlanView) -> Result<Option<(u32, PlanView)>, Error> {
        let moment = self.moment();
        self.app.store.version_before(&self.asking(Surface::Page, &moment), view).await.map_err(not_seen)
    }

    /// Looks at a plan in order to do one of these deeds: for a page that is a form. Whoever may do none of them is told that
    /// there is nothing there, and the attempt is logged.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such plan for this one, or nothing that they may do here.
    pub async fn look_to(
        &self,
        plan: PlanId,
        deeds: impl for<'p> Fn(&'p Plan) -> Vec<Deed<'p>> + Send,
    ) -> Result<PlanView, Error> {
        let moment = self.moment();
        self.app.store.look_to(&self.asking(Surface::Page, &moment), (plan, self.again), deeds).await.map_err(not_seen)
    }

    /// Who asks at the store's doors, through what, and when.
    pub fn asking<'a>(&'a self, surface: Surface, moment: &'a Moment<'a>) -> Asking<'a> {
        Asking { actor: &self.actor, surface, moment }
    }

    /// Acts on a plan. Refusals are written into the form, beside their fields.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such plan for this one, or they may not do this.
    pub async fn act(&self, plan: PlanId, form: &mut Form, command: Command) -> Result<Done, Error> {
        self.act_with(plan, form, command, None).await
    }

    /// As [`Me::act`], with a file that belongs to what is done.
    ///
    /// # Errors
    /// As [`Me::act`].
    pub async fn act_with(
        &self,
        plan: PlanId,
        form: &mut Form,
        command: Command,
        beside: Option<Beside>,
    ) -> Result<Done, Error> {
        // A revision that cannot be read is none that the plan has: told as stale, not taken for a form without one.
        let seen = form.value("revision");
        let expected = (!seen.is_empty()).then(|| seen.parse().unwrap_or(u64::MAX));
        let submit = form.value("act").parse().ok();
        let moment = self.moment();
        if self.takes_up(form) {
            return self.show_again(plan, form).await;
        }
        let ask = Ask { plan, expected, submit, command };
        let asking = self.asking(Surface::Page, &moment);
        let acted = match beside {
            Some(Beside::Scan(scan)) => self.app.store.act_with_scan(&asking, ask, scan).await,
            Some(Beside::Media(file)) => self.app.store.act_with_media(&asking, ask, file).await,
            None => self.app.store.act(&asking, ask).await,
        };
        match acted {
            Ok(_) => {
                self.drop_kept().await?;
                Ok(Done::Stored)
            }
            Err(ActError::Refused(refusals)) => {
                for refusal in &refusals {
                    form.fail(refusal.at, FieldError::Because(self.says(refusal)));
                }
                Ok(Done::Refused(Box::new(self.look(plan, Surface::Page).await?)))
            }
            Err(ActError::Stale(view)) => {
                form.fail("", FieldError::Because(self.t().msg_refusal_stale().to_owned()));
                form.set("revision", view.revision.to_string());
                Ok(Done::Refused(view))
            }
            Err(ActError::NotFound) => Err(Error::NotFound),
            Err(ActError::Store(error)) => Err(trouble(&error)),
        }
    }

    /// A refusal in words; the paragraph it rests on is for those who work with it.
    pub(crate) fn says(&self, refusal: &Refusal) -> String {
        match self.actor.staff() {
            Some(_) => refusals::say(refusal, self.language()),
            None => refusals::why(&refusal.why, self.language()),
        }
    }

    /// Whether a form was typed before the session ran out, and is to be shown again before it is judged.
    pub(crate) fn takes_up(&self, form: &Form) -> bool {
        let (show, id) = match form.value("kept").strip_prefix("show:") {
            Some(id) => (true, id),
            None => (false, form.value("kept")),
        };
        let Ok(id) = id.parse() else { return false };
        let _ = self.kept.set(id);
        show
    }

    /// What was typed before the session ran out, in its form again, to be read and sent; others may have changed the plan.
    async fn show_again(&self, plan: PlanId, form: &mut Form) -> Result<Done, Error> {
        let view = self.look(plan, Surface::Page).await?;
        let stale = !form.value("revision").is_empty() && form.value("revision") != view.revision.to_string();
        let (here, changed) = (self.t().msg_drafts_here(), self.t().msg_refusal_stale());
        let words = if stale { format!("{here} {changed}") } else { here.to_owned() };
        form.shown_again(words);
        form.set("revision", view.revision.to_string());
        Ok(Done::Refused(Box::new(view)))
    }

    /// The plan as it is now, when somebody at work asks of a form only how easy its texts are to read: nothing is stored.
    /// That others have changed the plan meanwhile is told, since the page that is shown holds the plan as it is now.
    ///
    /// # Errors
    /// As [`Me::look`].
    pub async fn reads_over(&self, plan: PlanId, form: &mut Form) -> Result<Option<PlanView>, Error> {
        if self.actor.staff().is_none() || !form.pressed(plain::BUTTON) {
            return Ok(None);
        }
        self.takes_up(form);
        let view = self.look(plan, Surface::Page).await?;
        let seen = form.value("revision");
        if !seen.is_empty() && seen != view.revision.to_string() {
            form.fail("", FieldError::Because(self.t().msg_refusal_stale().to_owned()));
        }
        Ok(Some(view))
    }

    /// The draft that this visit takes up again.
    pub(crate) fn kept(&self) -> Option<Uuid> {
        self.kept.get().copied()
    }

    /// What was typed is stored, so its draft goes.
    pub(crate) async fn drop_kept(&self) -> Result<(), Error> {
        let Some(draft) = self.kept.get() else { return Ok(()) };
        self.app.store.drop_draft(self.actor.account, *draft).await.map_err(|error| trouble(&error))
    }

    /// Whether this session reaches a page, by its pattern in `routes.rs`: nobody is shown a way that is closed.
    pub fn may_go(&self, pattern: &str) -> bool {
        reaches(self.actor.reach, &Method::GET, pattern)
    }

    /// Goes to an address after something was stored; the page there says so.
    pub fn saved(&self, to: impl AsRef<str>) -> Response {
        let to = to.as_ref();
        let (path, anchor) = to.split_once('#').map_or((to, None), |(path, anchor)| (path, Some(anchor)));
        let mark = if path.contains('?') { '&' } else { '?' };
        let anchor = anchor.map_or_else(String::new, |anchor| format!("#{anchor}"));
        Redirect::to(&format!("{path}{mark}saved=1{anchor}")).into_response()
    }

    /// A page with this title, for this one: who, where to, and "saved" after something was stored.
    pub fn page(&self, title: impl Into<String>) -> Page {
        let t = self.t();
        let staff = self.actor.staff().is_some();
        let audience = if staff { Audience::Professional } else { Audience::Family };
        let mut page = self.visit.page(title).for_whom(audience).who(self.actor.name.to_string());
        page = page.link("/", t.msg_menu_start());
        page.reach = match self.actor.reach {
            Reach::Whole => None,
            Reach::Visit(_) => Some((t.msg_reach_visit(), t.msg_reach_end_visit())),
            Reach::Together(_) => Some((t.msg_reach_together(), t.msg_reach_give_back())),
        };
        page.reads = staff.then(|| self.app.settings.clone());
        page.sessions = self.actor.reach == Reach::Whole;
        if self.may_go("/measures") {
            page = page.link("/measures", t.msg_menu_measures());
        }
        if staff {
            page = page.link("/plans/new", t.msg_menu_new_plan());
        } else if self.may_go("/safety") {
            page = page.link("/safety", t.msg_menu_safety());
        }
        if self.actor.wears(Hat::Administrator) {
            page = page.link("/directory", t.msg_menu_directory());
        }
        if self.visit.path.split_once('?').is_some_and(|(_, query)| query.split('&').any(|pair| pair == "saved=1")) {
            page = page.saved(t.msg_saved());
        }
        page
    }

    /// For families, the help on a page about a plan is whoever holds that plan together.
    pub fn helped(&self, mut page: Page, view: &PlanView) -> Page {
        if let (None, Some(holds)) = (self.actor.staff(), &view.coordinator) {
            page.help = Some(Help { name: holds.staff.name.to_string(), phone: holds.phone.to_string() });
        }
        page
    }

    /// What stands after this name in the address: `?end=3`.
    pub fn asked(&self, key: &str) -> Option<&str> {
        let (_, query) = self.visit.path.split_once('?')?;
        query.split('&').filter_map(|pair| pair.split_once('=')).find(|(name, _)| *name == key).map(|(_, value)| value)
    }

    /// A page about a plan: kept fresh while others act, with a way back to it.
    pub fn plan_page(&self, title: impl Into<String>, view: &PlanView) -> Page {
        let page = self.helped(self.page(title), view);
        // A child on their own plan gets larger words and fewer things.
        let child = view.place().person && !view.of_age;
        let page = if child { page.for_whom(Audience::Child) } else { page };
        // Those who work with it come from its list of steps, the family from the plan itself.
        let from = if self.actor.staff().is_some() { "/steps" } else { "" };
        page.back(format!("/plans/{}{from}", view.id)).live(format!("/live/plans/{}", view.id), view.revision)
    }

    /// The stamp of a form that adds something to a plan.
    pub fn adding(&self) -> Stamp {
        Stamp::adding(self.app.new_id()).kept(self.kept())
    }

    /// The stamp of a form that changes what stands in a plan.
    pub fn changing(&self, view: &PlanView) -> Stamp {
        Stamp::changing(self.app.new_id(), view.revision).kept(self.kept())
    }
}

/// What a look that gave nothing is to the one who visits.
pub(crate) fn not_seen(error: LookError) -> Error {
    match error {
        LookError::NotFound => Error::NotFound,
        LookError::Store(error) => trouble(&error),
    }
}

/// What a fault of the store is to the one who visits. Nothing of its words is shown or logged: it may quote a person.
pub(crate) fn trouble(error: &samsyn_store::StoreError) -> Error {
    match error {
        samsyn_store::StoreError::NotFound => Error::NotFound,
        samsyn_store::StoreError::Closing => Error::Unavailable,
        _ => Error::internal("the store did not answer"),
    }
}

/// The session's token, from its cookie.
pub fn token(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE)
        .map(|(_, value)| value.to_owned())
}

impl FromRequestParts<App> for Me {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let (visit, now) = (Visit::of(parts), app.now());
        // A page that fetches itself again is nobody's doing: it does not keep a session alive.
        let by_itself = parts.headers.contains_key(AGAIN) || parts.uri.path().starts_with("/live/");
        let stay = (!by_itself).then(|| app.stays.at(parts.uri.path()));
        let token = token(&parts.headers);
        let signed = match &token {
            Some(token) => app.store.signed_in(token.as_bytes(), now, stay.as_ref()).await,
            None => Ok(None),
        };
        let signed = match signed {
            Ok(Some(signed)) => signed,
            Ok(None) => return Err(to_sign_in(parts, token)),
            Err(error) => return Err(trouble(&error).into_response()),
        };
        let (actor, session) = (signed.actor, signed.session.id);
        let (today, kept) = (app.day(now), Arc::default());
        let again = parts.headers.contains_key(AGAIN);
        let me = Self { actor, visit, now, today, app: app.clone(), again, session, kept };
        let pattern = parts.extensions.get::<MatchedPath>().map_or("", MatchedPath::as_str);
        if reaches(me.actor.reach, &parts.method, pattern) {
            return Ok(me);
        }
        let (plan, moment) = (crate::reach::plan_in(parts.uri.path()), me.moment());
        let denied = app.store.deny_beyond_reach::<()>(&me.asking(Surface::Page, &moment), plan).await;
        Err(denied.map_or_else(not_seen, |()| Error::NotFound).into_response())
    }
}

/// Says on an answer whose session it was that has run out, so that what was typed can be kept (`pages/session/kept.rs`).
#[derive(Clone)]
pub(crate) struct RanOut(pub String);

/// A visit without a session: to the sign-in page, and back afterwards when it was a look.
fn to_sign_in(parts: &Parts, token: Option<String>) -> Response {
    let path = parts.uri.path();
    if parts.method == Method::GET && path != "/" && !path.starts_with("/live/") {
        return Redirect::to(&format!("/sign-in?next={path}")).into_response();
    }
    let mut response = Redirect::to("/sign-in").into_response();
    if let Some(token) = token.filter(|_| parts.method == Method::POST) {
        response.extensions_mut().insert(RanOut(token));
    }
    response
}

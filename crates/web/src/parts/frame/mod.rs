//! The frame around every page: skip link, header, "Lämna sidan", languages, one `h1`, help, footer.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use samsyn_domain::information::Settings;

use crate::form::Form;
use crate::frame::{Frame, Help};
use crate::language::Language;
use crate::text::T;

/// For whom a page is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Audience {
    /// Nobody in particular: sign-in, errors, the accessibility statement.
    #[default]
    Public,
    /// The person the plan is about: large, few things at a time, "Lämna sidan".
    Child,
    /// Family and others near: "Lämna sidan".
    Family,
    /// People at work.
    Professional,
    /// The shared screen in the meeting room: wide, no side tracks.
    Room,
}

impl Audience {
    /// The class on `body`.
    pub fn class(self) -> &'static str {
        match self {
            Audience::Public => "public",
            Audience::Child => "child",
            Audience::Family => "family",
            Audience::Professional => "work",
            Audience::Room => "room",
        }
    }

    /// Whether the page carries the quick way out.
    pub fn can_leave(self) -> bool {
        matches!(self, Audience::Child | Audience::Family)
    }
}

/// A link in the header.
#[derive(Debug, Clone)]
pub struct Link {
    /// Where to.
    pub href: String,
    /// Its words.
    pub label: String,
}

/// What the frame around one page shows. A page's struct holds it as `page`.
#[derive(Debug, Clone)]
pub struct Page {
    /// The page's texts.
    pub t: T,
    /// The page's language.
    pub language: Language,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// `<title>` and, unless the block `h1` says otherwise, the heading. No personal words: it stays in the history.
    pub title: String,
    /// The address, path and query, that the language switch comes back to.
    pub path: String,
    /// For whom.
    pub audience: Audience,
    /// The name of the one who is signed in.
    pub who: Option<String>,
    /// Links in the header; the one whose address is this page's is marked as current.
    pub menu: Vec<Link>,
    /// The way back, above the heading.
    pub back: Option<Link>,
    /// What was just done: "Sparat".
    pub saved: Option<String>,
    /// Whether a form on the page was refused.
    pub refused: bool,
    /// The address of the event stream, and the revision this page shows.
    pub live: Option<(String, u64)>,
    /// For a page of the room: the room's revision that it shows.
    pub room: Option<u64>,
    /// In a limited session: how far it reaches, and what its end is called.
    pub reach: Option<(&'static str, &'static str)>,
    /// Whether there is a page with one's sessions.
    pub sessions: bool,
    /// For those at work: what the installation marks in what they write (`parts/plain`).
    pub reads: Option<Arc<Settings>>,
    /// Whom to call.
    pub help: Option<Help>,
    /// The neutral site that "Lämna sidan" goes to.
    pub exit: String,
}

impl Page {
    /// For whom the page is.
    #[must_use]
    pub fn for_whom(mut self, audience: Audience) -> Self {
        self.audience = audience;
        self
    }

    /// Who is signed in.
    #[must_use]
    pub fn who(mut self, name: impl Into<String>) -> Self {
        self.who = Some(name.into());
        self
    }

    /// Adds a link to the header.
    #[must_use]
    pub fn link(mut self, href: impl Into<String>, label: impl Into<String>) -> Self {
        self.menu.push(Link { href: href.into(), label: label.into() });
        self
    }

    /// The way back.
    #[must_use]
    pub fn back(mut self, href: impl Into<String>) -> Self {
        self.back = Some(Link { href: href.into(), label: self.t.msg_back().to_owned() });
        self
    }

    /// Says what was just done, above the heading.
    #[must_use]
    pub fn saved(mut self, words: impl Into<String>) -> Self {
        self.saved = Some(words.into());
        self
    }

    /// Marks the title when the form was refused.
    #[must_use]
    pub fn of(mut self, form: &Form) -> Self {
        self.refused = form.is_refused() && !form.is_shown_again();
        self
    }

    /// Keeps the page fresh: the stream's address, and the revision of the plan that this page shows.
    #[must_use]
    pub fn live(mut self, stream: impl Into<String>, revision: u64) -> Self {
        self.live = Some((stream.into(), revision));
        self
    }

    /// Keeps a page of the room fresh too: the room's revision that this page shows.
    #[must_use]
    pub fn room(mut self, revision: u64) -> Self {
        self.live = self.live.map(|(stream, plan)| (format!("{stream}?room=1"), plan));
        self.room = Some(revision);
        self
    }
}

/// One visit: language, texts and address of the request. An extractor that cannot fail.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The language to speak.
    pub language: Language,
    /// Its texts.
    pub t: T,
    /// Path and query.
    pub path: String,
    frame: Arc<Frame>,
}

impl Visit {
    /// A page with this title: `visit.page(t.msg_title()).for_whom(Audience::Family)`.
    pub fn page(&self, title: impl Into<String>) -> Page {
        Page {
            t: self.t,
            language: self.language,
            dir: self.language.dir(),
            title: title.into(),
            path: self.path.clone(),
            audience: Audience::Public,
            who: None,
            menu: Vec::new(),
            back: None,
            saved: None,
            refused: false,
            live: None,
            room: None,
            reach: None,
            sessions: false,
            reads: None,
            help: self.frame.help.clone(),
            exit: self.frame.exit.clone(),
        }
    }

    /// The neutral site that leaving ends on.
    pub fn exit(&self) -> &str {
        &self.frame.exit
    }

    /// Whether the visitor came by https.
    pub fn https(&self) -> bool {
        self.frame.https
    }

    /// The same visit outside a request: tests, samples, screenshots.
    pub fn sample(language: Language) -> Self {
        Visit { language, t: language.text(), path: "/".to_owned(), frame: Arc::new(Frame::sample()) }
    }

    /// Reads a visit from a request's head.
    pub fn of(parts: &Parts) -> Self {
        let language = Language::of(&parts.headers);
        let frame = parts.extensions.get::<Arc<Frame>>().cloned().unwrap_or_default();
        let path = parts.uri.path_and_query().map_or("/", axum::http::uri::PathAndQuery::as_str).to_owned();
        Visit { language, t: language.text(), path, frame }
    }
}

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Visit::of(parts))
    }
}

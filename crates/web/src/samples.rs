//! A house with all the families in it, and visits by those who belong there: for tests of pages.
#![allow(clippy::missing_panics_doc, reason = "a test that cannot go on shall stop")]

use std::collections::BTreeSet;
use std::num::NonZeroU32;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use jiff::{SignedDuration, Timestamp};
use samsyn_domain::access::{Actor, Identity};
use samsyn_domain::families::{Family, Milestone, story, uuid_of};
use samsyn_domain::information::Settings;
use samsyn_domain::people::{PersonRef, StaffRef};
use samsyn_store::{Chance, DirectoryFiles, Holder, KeysAt, Opening, Store};
use tower::ServiceExt;

use crate::app::{App, NoPaper, SignIn, Stays};
use crate::language::Language;
use crate::limits::Limits;
use crate::providers::Providers;
use crate::{Frame, Signals};

/// The time at which all tests of pages happen: a Sunday, 10.00 in Sweden.
pub fn now() -> Timestamp {
    "2026-11-22T09:00:00Z".parse().unwrap()
}

/// The house.
pub struct House {
    /// What handlers know of it.
    pub app: App,
    router: Router,
}

/// What came back.
pub struct Came {
    /// The status.
    pub status: StatusCode,
    /// Where to, when it was a redirect.
    pub location: String,
    /// The body.
    pub html: String,
    /// The cookies that it sets.
    pub cookies: Vec<String>,
}

/// Chance that counts: the same at every run, and never twice the same.
fn chance() -> Chance {
    let next = AtomicU64::new(1);
    Arc::new(move || {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&next.fetch_add(1, Ordering::Relaxed).to_le_bytes());
        bytes
    })
}

impl House {
    /// A house of this name with every family's story told to its end. The name must be the test's own.
    pub async fn open(name: &str) -> Self {
        Self::upto(name, Milestone::Told).await
    }

    /// A house where the stories are told so far.
    pub async fn upto(name: &str, milestone: Milestone) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let folder = root.join("target/web-tests").join(name);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let url = format!("sqlite:{}", folder.join("samsyn.db").display());
        let next = AtomicU64::new(1);
        let new_id = Arc::new(move || uuid::Uuid::from_u128(u128::from(next.fetch_add(1, Ordering::Relaxed))));
        let store = Store::open(Opening { url: &url, new_id, now: now(), keys: KeysAt::in_folder(&folder, chance()) })
            .await
            .unwrap();
        let files = DirectoryFiles::read(&root.join("data/sample")).unwrap();
        let today = now().to_zoned(jiff::tz::TimeZone::UTC).date();
        store.import_with_ids(&files, today, now(), uuid_of).await.unwrap();
        for family in Family::ALL {
            let (plan, facts) = story(family, milestone, now()).unwrap();
            store.adopt(plan, &facts, samsyn_domain::information::Clocks::default(), now()).await.unwrap();
        }
        for named in store.named_accounts().await.unwrap() {
            let ends = now() + SignedDuration::from_hours(12);
            let account = named.account.id;
            store.begin_session(account.to_string().as_bytes(), account, "test", now(), ends).await.unwrap();
        }
        let app = app(store);
        Self { router: crate::routes::routes(app.clone(), Frame::sample()), app }
    }

    /// The cookie of somebody who is signed in.
    pub async fn cookie(&self, actor: &Actor) -> String {
        let holder = match &actor.identity {
            Identity::Person(person) => Holder::Person(*person),
            Identity::Staff(staff) => Holder::Staff(staff.staff),
            Identity::Clock => panic!("a clock does not visit"),
        };
        let account = self.app.store.account_of(holder).await.unwrap().unwrap();
        format!("session={}", account.id)
    }

    async fn send(&self, request: Request<Body>) -> Came {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let location = response.headers().get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned());
        let cookies = response.headers().get_all(header::SET_COOKIE).iter();
        let cookies = cookies.map(|cookie| cookie.to_str().unwrap().to_owned()).collect();
        let bytes = to_bytes(response.into_body(), 1 << 22).await.unwrap();
        let html = String::from_utf8(bytes.to_vec()).unwrap();
        Came { status, location: location.unwrap_or_default(), html, cookies }
    }

    /// Fetches a page as somebody in a language.
    pub async fn get(&self, actor: &Actor, language: Language, path: &str) -> Came {
        let cookie = format!("{}; lang={}", self.cookie(actor).await, language.tag());
        self.send(Request::get(path).header(header::COOKIE, cookie).body(Body::empty()).unwrap()).await
    }

    /// Sets what the installation decides.
    pub fn set(&mut self, settings: Settings) {
        self.app.settings = Arc::new(settings);
        self.router = crate::routes::routes(self.app.clone(), Frame::sample());
    }

    /// Fetches a page as an open page does that fetches itself again, in Swedish.
    pub async fn get_again(&self, actor: &Actor, path: &str) -> Came {
        let cookie = format!("{}; lang=sv", self.cookie(actor).await);
        let request = Request::get(path).header(header::COOKIE, cookie).header("samsyn-still", "1");
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// Changes what handlers know of the house.
    pub fn change(&mut self, change: impl FnOnce(&mut App)) {
        change(&mut self.app);
        self.router = crate::routes::routes(self.app.clone(), Frame::sample());
    }

    /// Fetches a page with these cookies, in Swedish.
    pub async fn visit(&self, path: &str, cookies: &str) -> Came {
        self.visit_in(path, cookies, Language::Sv).await
    }

    /// Fetches a page with these cookies.
    pub async fn visit_in(&self, path: &str, cookies: &str, language: Language) -> Came {
        let cookies = format!("{cookies}; lang={}", language.tag());
        self.send(Request::get(path).header(header::COOKIE, cookies).body(Body::empty()).unwrap()).await
    }

    /// Sends a form with these cookies.
    pub async fn send_form(&self, path: &str, form: &str, cookies: &str) -> Came {
        let request = Request::post(path)
            .header(header::COOKIE, format!("{cookies}; lang=sv"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form.to_owned()));
        self.send(request.unwrap()).await
    }

    /// Sends a form as somebody, in Swedish.
    pub async fn post(&self, actor: &Actor, path: &str, form: &str) -> Came {
        let request = Request::post(path)
            .header(header::COOKIE, format!("{}; lang=sv", self.cookie(actor).await))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form.to_owned()));
        self.send(request.unwrap()).await
    }

    /// Sends a form with a file in the field `scan`, as somebody, in Swedish.
    pub async fn upload(&self, actor: &Actor, path: &str, fields: &[(&str, &str)], file: &[u8]) -> Came {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(
                format!("--line\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
            );
        }
        let head = "--line\r\nContent-Disposition: form-data; name=\"scan\"; filename=\"a.png\"\r\n\
            Content-Type: image/png\r\n\r\n";
        body.extend(head.bytes());
        body.extend(file);
        body.extend(b"\r\n--line--\r\n");
        let request = Request::post(path)
            .header(header::COOKIE, format!("{}; lang=sv", self.cookie(actor).await))
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=line")
            .body(Body::from(body));
        self.send(request.unwrap()).await
    }

    /// Fetches what is no text.
    pub async fn bytes(&self, actor: &Actor, path: &str) -> (StatusCode, axum::http::HeaderMap, Vec<u8>) {
        let cookie = format!("{}; lang=sv", self.cookie(actor).await);
        let request = Request::get(path).header(header::COOKIE, cookie).body(Body::empty()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        (status, headers, to_bytes(response.into_body(), 1 << 24).await.unwrap().to_vec())
    }

    /// A house of other rules.
    pub async fn ruled(name: &str, milestone: Milestone, settings: Settings) -> Self {
        let mut house = Self::upto(name, milestone).await;
        house.app.settings = Arc::new(settings);
        house.router = crate::routes::routes(house.app.clone(), Frame::sample());
        house
    }

    /// Fetches a page in every language, checks what every page must hold, and gives the three.
    pub async fn everywhere(&self, actor: &Actor, path: &str) -> Vec<String> {
        let mut pages = Vec::new();
        for language in Language::ALL {
            let came = self.get(actor, language, path).await;
            assert_eq!(came.status, StatusCode::OK, "{path} {language:?}");
            sound(path, &came.html);
            assert!(came.html.contains(&format!("<html lang=\"{}\"", language.tag())), "{path}");
            pages.push(came.html);
        }
        pages
    }
}

/// A member of staff who is signed in.
pub fn staff(staff: &StaffRef) -> Actor {
    samsyn_domain::families::staff_actor(staff)
}

/// Somebody in private life who is signed in.
pub fn person(person: &PersonRef) -> Actor {
    samsyn_domain::families::person_actor(person)
}

/// What every page must hold: one heading, unique ids, references that lead somewhere, no text that was not filled in.
pub fn sound(name: &str, html: &str) {
    assert_eq!(html.matches("<h1").count(), 1, "{name}: one heading");
    assert!(!html.contains("{$") && !html.contains("{ $"), "{name}: a text was not filled in");
    let after = |mark: &str| -> Vec<String> {
        html.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
    };
    let ids = after(" id=\"");
    let unique: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len(), "{name}: an id is there twice: {ids:?}");
    let lists =
        [after(" aria-describedby=\""), after(" aria-labelledby=\""), after(" for=\""), after("href=\"#")].concat();
    for id in lists.iter().flat_map(|list| list.split(' ')) {
        assert!(unique.iter().any(|known| *known == id), "{name}: nothing has the id {id}");
    }
}

fn app(store: Store) -> App {
    let drawn = AtomicU64::new(1);
    App {
        store: Arc::new(store),
        settings: Arc::new(Settings::default()),
        disposal: Arc::default(),
        signals: Signals::new(),
        clock: Arc::new(now),
        chance: Arc::new(move || {
            let mut bytes = [7; 32];
            bytes[..8].copy_from_slice(&drawn.fetch_add(1, Ordering::Relaxed).to_le_bytes());
            bytes
        }),
        papers: Arc::new(|_, _, _, _| Err(NoPaper("no paper in tests of pages"))),
        send_link: Arc::new(|_| Box::pin(async { true })),
        digital_post: true,
        busy: Arc::new(|calendars, _| Box::pin(async move { calendars.iter().map(|_| Ok(Vec::new())).collect() })),
        sign_in: SignIn::ChoosePerson,
        providers: Providers::none(),
        stays: Stays::default(),
        proxies: Arc::new([]),
        limits: Arc::new(Limits::new(NonZeroU32::new(100).unwrap())),
        zone: jiff::tz::TimeZone::fixed(jiff::tz::Offset::constant(1)),
        https: false,
        public_url: "https://sip.example".into(),
    }
}

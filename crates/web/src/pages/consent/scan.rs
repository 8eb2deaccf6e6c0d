//! Lay the picture of a paper to consents that were given on it, or to a decision of the board; and show it.

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use samsyn_domain::access::{Deed, PlanView};
use samsyn_domain::ids::{No, PlanId, ScanId};
use samsyn_domain::plan::Command;
use samsyn_domain::plan::state::{Form as Given, Scope};
use samsyn_store::{Scan, ScanKind, Surface};

use crate::error::Error;
use crate::form::{FieldError, Form};
use crate::me::{Answer, Beside, Done, Me, not_seen};
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Page};
use crate::scan::{NotAScan, written_anew};
use crate::text::T;
use crate::upload::{MAX_MEGABYTES, Sent, Upload};
use crate::{names, refused, show};

/// What a browser offers first when a file is chosen.
const ACCEPT: &str = "image/png,image/jpeg";

/// The page.
#[derive(Template)]
#[template(path = "pages/consent/scan.html")]
struct Lay {
    page: Page,
    t: T,
    form: Form,
    rows: Vec<Choice<'static>>,
    stamp: Stamp,
}

impl Lay {
    fn of(me: &Me, view: &PlanView, form: Form) -> Self {
        let page = me.plan_page(me.t().msg_scan_title(), view).back(format!("/plans/{}/consent", view.id));
        Self { page: page.of(&form), t: me.t(), rows: rows(me, view), stamp: me.adding(), form }
    }
}

/// The consents that were given on paper and hold, without a picture of it.
pub fn unscanned(view: &PlanView) -> Vec<No> {
    let bare = view.consents.iter().filter(|c| c.form == Given::Paper && c.open() && c.scan.is_none());
    bare.map(|consent| consent.no).collect()
}

/// What a paper may say: each consent given on paper, each decision.
fn rows(me: &Me, view: &PlanView) -> Vec<Choice<'static>> {
    let t = me.t();
    let consents = view.consents.iter().filter(|c| c.form == Given::Paper && c.open()).map(|consent| {
        let what = match &consent.scope {
            Scope::Plan => t.msg_consent_plan_yes().to_owned(),
            Scope::Disclosure { to, .. } => names::recipient(view, to),
        };
        Choice::new(consent.no.to_string(), what).hint(t.msg_consent_by(names::member(view, consent.by)))
    });
    let decisions = view.decisions.iter().map(|decision| {
        Choice::new(decision.no.to_string(), t.msg_scan_decision(me.language().dates().date(decision.on)))
    });
    consents.chain(decisions).collect()
}

/// `GET /plans/{plan}/consent/scan`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look_to(plan, |_| vec![Deed::Hold]).await?;
    let mut form = me.form();
    for no in unscanned(&view) {
        form.add("rows", no.to_string().as_bytes());
    }
    Ok(show(&Lay::of(&me, &view, form)))
}

/// `POST /plans/{plan}/consent/scan`
pub async fn post(me: Me, Path(plan): Path<PlanId>, upload: Upload) -> Answer {
    let view = me.look_to(plan, |_| vec![Deed::Hold]).await?;
    let Upload { mut form, sent } = upload;
    let scan = picture(&me, &mut form, sent).await?;
    let rows: Vec<No> = form.choices("rows").unwrap_or_default();
    let (Some(scan), false) = (scan, form.is_refused()) else {
        return Ok(refused(&Lay::of(&me, &view, form)));
    };
    let command = Command::AttachScan { scan: scan.id, rows };
    match me.act_with(plan, &mut form, command, Some(Beside::Scan(scan))).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/consent"))),
        Done::Refused(view) => Ok(refused(&Lay::of(&me, &view, form))),
    }
}

/// The picture that came, written anew; `None` with the reason beside the field.
async fn picture(me: &Me, form: &mut Form, sent: Sent) -> Result<Option<Scan>, Error> {
    let t = me.t();
    let file = match sent {
        Sent::File(file) => file,
        Sent::Nothing => {
            form.fail("scan", FieldError::Because(t.msg_scan_no_file().to_owned()));
            return Ok(None);
        }
        Sent::TooLarge => {
            form.fail("scan", FieldError::Because(t.msg_scan_too_large(MAX_MEGABYTES)));
            return Ok(None);
        }
    };
    let written = me.app.limits.read(move || written_anew(&file)).await.map_err(|_| Error::Unavailable)?;
    match written.ok_or_else(|| Error::internal("the picture's task stopped"))? {
        // The submit names the picture: the same form sent twice is one act with one picture.
        Ok((kind, bytes)) => {
            let id = form.value("act").parse().unwrap_or_else(|_| me.app.new_id());
            Ok(Some(Scan { id: ScanId(id), kind, bytes }))
        }
        Err(not) => {
            let why = match not {
                NotAScan::Pdf => t.msg_scan_pdf(),
                NotAScan::NoPicture => t.msg_scan_no_picture(),
                NotAScan::TooManyDots => t.msg_scan_too_many_dots(),
            };
            form.fail("scan", FieldError::Because(why.to_owned()));
            Ok(None)
        }
    }
}

/// `GET /plans/{plan}/consent/scans/{no}`: the picture, for those who see what it belongs to.
pub async fn see(me: Me, Path((plan, id)): Path<(PlanId, String)>) -> Answer {
    // What cannot be an id is nobody's picture; it is asked for all the same, so that the attempt is logged.
    let id = ScanId(id.parse().unwrap_or_else(|_| uuid::Uuid::nil()));
    let moment = me.moment();
    let scan = me.app.store.scan(&me.asking(Surface::Page, &moment), plan, id).await.map_err(not_seen)?;
    Ok(shown(scan))
}

/// A picture alone: of one media type, never guessed, never kept, and nothing in it may act.
fn shown(scan: Scan) -> Response {
    let name = match scan.kind {
        ScanKind::Png => "inline; filename=\"paper.png\"",
        ScanKind::Jpeg => "inline; filename=\"paper.jpg\"",
    };
    let mut response = scan.bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(scan.kind.media_type()));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static(name));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

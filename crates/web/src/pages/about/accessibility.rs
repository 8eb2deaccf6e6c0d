//! The accessibility statement (lagen 2018:1937 om tillgänglighet till digital offentlig service, 13 §).

use askama::Template;

use crate::me::Answer;
use crate::parts::{Page, Visit};
use crate::show;
use crate::text::T;

#[derive(Template)]
#[template(path = "pages/about/accessibility.html")]
struct Accessibility {
    page: Page,
    t: T,
}

/// `GET /accessibility`
///
/// # Errors
/// None; the type is that of every handler.
pub async fn get(visit: Visit) -> Answer {
    Ok(show(&Accessibility { page: visit.page(visit.t.msg_access_title()), t: visit.t }))
}

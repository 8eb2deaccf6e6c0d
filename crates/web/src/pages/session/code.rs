//! Signing in by a visit code: once, for one plan. Guessing is limited by address and by how the code begins.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use samsyn_domain::access::Reach;
use samsyn_store::Limited;

use super::{begin_limited, is_gone};
use crate::address::Address;
use crate::app::App;
use crate::error::Error;
use crate::form::{FieldError, Form};
use crate::me::{Answer, trouble};
use crate::pages::visit::code::{GROUP, plain};
use crate::parts::{Page, Visit};
use crate::text::T;
use crate::{refused, show};

#[derive(Template)]
#[template(path = "pages/session/code.html")]
struct Code {
    page: Page,
    t: T,
    form: Form,
}

impl Code {
    fn of(visit: &Visit, form: Form) -> Self {
        Self { page: visit.page(visit.t.msg_sign_in_code_title()).of(&form), t: visit.t, form }
    }
}

/// `GET /sign-in/code`
pub async fn get(visit: Visit) -> Answer {
    Ok(show(&Code::of(&visit, Form::new(visit.language))))
}

/// `POST /sign-in/code`
pub async fn post(State(app): State<App>, visit: Visit, from: Address, headers: HeaderMap, mut form: Form) -> Answer {
    let Ok(typed) = form.text("code", 100) else {
        return Ok(refused(&Code::of(&visit, form)));
    };
    let Some(code) = plain(&typed) else {
        form.fail("code", FieldError::Because(visit.t.msg_sign_in_code_form().to_owned()));
        return Ok(refused(&Code::of(&visit, form)));
    };
    if !app.limits.code(&code[..GROUP], &from) {
        return Err(Error::TooMany);
    }
    match app.store.use_visit_code(&code, &app.moment(app.now())).await {
        Ok((account, plan, origin)) => {
            let limited = Limited { reach: Reach::Visit(plan), origin };
            begin_limited(&app, &headers, account, "code", limited, "/").await
        }
        Err(error) if is_gone(&error) => {
            app.store.note_refused_sign_in("visit_code", app.now()).await.map_err(|error| trouble(&error))?;
            // Used, withdrawn, too old or never made: told alike, so that nobody learns which codes there are.
            form.fail("code", FieldError::Because(visit.t.msg_sign_in_code_over().to_owned()));
            Ok(refused(&Code::of(&visit, form)))
        }
        Err(error) => Err(trouble(&error)),
    }
}

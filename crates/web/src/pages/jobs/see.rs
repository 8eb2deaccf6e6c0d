//! Jobs that were tried and given up: what, when, why; and the button that tries again. No job says whom it is about.

use askama::Template;
use jiff::Timestamp;
use samsyn_domain::access::Hat;
use samsyn_store::{Failed, StoreError};
use uuid::Uuid;

use crate::form::{FieldError, Form};
use crate::me::{Answer, Me, trouble};
use crate::parts::{Empty, Page, Tag};
use crate::text::T;
use crate::{refused, show};

#[derive(Template)]
#[template(path = "pages/jobs/see.html")]
struct Jobs {
    page: Page,
    t: T,
    form: Form,
    waiting: u64,
    inbox: String,
    given_up: Vec<Line>,
}

/// A job: its id, what it is, when it was given up, how often it was tried, what the program wrote.
struct Line {
    id: Uuid,
    what: &'static str,
    when: String,
    tries: String,
    error: String,
}

fn what(t: T, kind: &str) -> &'static str {
    match kind {
        "notify" | "tell" => t.msg_jobs_notice(),
        "test" => t.msg_jobs_test(),
        "remind" => t.msg_jobs_reminder(),
        "spot_check" => t.msg_jobs_spot_check(),
        "witness" => t.msg_jobs_witness(),
        "calendars" => t.msg_jobs_calendars(),
        "drop" => t.msg_jobs_drop(),
        "turn_of_age" | "weigh_consents" | "note_silence" => t.msg_jobs_clock(),
        _ => t.msg_jobs_other(),
    }
}

fn moment(me: &Me, at: Timestamp) -> String {
    let (dates, at) = (me.language().dates(), at.to_zoned(me.app.zone.clone()).datetime());
    format!("{} {}", dates.short(at.date()), dates.time(at.time()))
}

fn line(me: &Me, job: &Failed) -> Line {
    let t = me.t();
    Line {
        id: job.id,
        what: what(t, &job.kind),
        when: moment(me, job.at),
        tries: t.msg_jobs_tries(usize::try_from(job.attempts).unwrap_or_default()),
        error: job.error.clone(),
    }
}

impl Jobs {
    async fn of(me: &Me, form: Form) -> Result<Self, StoreError> {
        let (counts, failed) = tokio::try_join!(me.app.store.job_counts(), me.app.store.failed_jobs())?;
        let unread = me.app.store.inbox_unread().await?;
        let inbox = unread.map(|at| me.t().msg_jobs_inbox(moment(me, at))).unwrap_or_default();
        let page = me.page(me.t().msg_jobs_title());
        let given_up = failed.iter().map(|job| line(me, job)).collect();
        Ok(Self { page: page.of(&form), t: me.t(), waiting: counts.waiting, inbox, given_up, form })
    }
}

/// `GET /jobs`
pub async fn get(me: Me) -> Answer {
    me.on_duty(Hat::Administrator, "jobs", None).await?;
    Ok(show(&Jobs::of(&me, me.form()).await.map_err(|error| trouble(&error))?))
}

/// `POST /jobs`: tries the job again that `job` names.
pub async fn post(me: Me, mut form: Form) -> Answer {
    let job = form.value("job").parse::<Uuid>().ok();
    me.on_duty(Hat::Administrator, "job_again", job).await?;
    let tried = match job {
        Some(job) => me.app.store.run_job_again(job, me.now).await,
        None => Err(StoreError::NotFound),
    };
    match tried {
        Ok(()) => Ok(me.saved("/jobs")),
        Err(StoreError::Conflict(_) | StoreError::NotFound) => {
            form.fail("", FieldError::Because(me.t().msg_jobs_gone().to_owned()));
            Ok(refused(&Jobs::of(&me, form).await.map_err(|error| trouble(&error))?))
        }
        Err(error) => Err(trouble(&error)),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use samsyn_domain::families;

    use crate::Language;
    use crate::samples::{House, now, staff};

    #[tokio::test]
    async fn what_was_given_up_is_shown_to_administrators_and_tried_again() {
        let house = House::open("jobs").await;
        let admin = staff(&families::tomas_vik());
        assert!(house.everywhere(&admin, "/jobs").await[0].contains("Inget har misslyckats"));
        let store = &house.app.store;
        for (well, told) in [(false, true), (true, false)] {
            store.note_inbox(well, now()).await.unwrap();
            let page = house.get(&admin, Language::Sv, "/jobs").await.html;
            let line = page.lines().find(|line| line.contains("Brevlådan för svar går inte att läsa sedan"));
            assert_eq!(line.is_some_and(|line| line.contains("22 nov")), told, "{line:?}");
        }
        for one in [families::sara().person, families::greta().person] {
            store.send_test_notice(one, now()).await.unwrap();
        }
        let mut given_up = Vec::new();
        for job in store.claim_jobs(2, now()).await.unwrap() {
            store.job_given_up(&job, "the mail server did not take it", now()).await.unwrap();
            given_up.push(job.id);
        }
        assert_eq!(given_up.len(), 2);
        let page = &house.everywhere(&admin, "/jobs").await[0];
        for part in ["Ett provmeddelande", "the mail server did not take it", &given_up[0].to_string()] {
            assert!(page.contains(part), "{part}");
        }
        for name in ["Elin", "Jonas", "Omar"] {
            assert!(!page.contains(name), "{name}");
        }
        let again = house.post(&admin, "/jobs", &format!("job={}", given_up[0])).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER);
        let page = house.get(&admin, Language::Sv, "/jobs").await.html;
        assert!(!page.contains(&given_up[0].to_string()) && page.contains(&given_up[1].to_string()));
        for job in [given_up[0].to_string(), "x".to_owned()] {
            let twice = house.post(&admin, "/jobs", &format!("job={job}")).await;
            assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(twice.html.contains("redan körts"), "{job}");
        }
        let omar = staff(&families::omar_ali());
        assert_eq!(house.get(&omar, Language::Sv, "/jobs").await.status, StatusCode::NOT_FOUND);
        let denied = house.post(&omar, "/jobs", &format!("job={}", given_up[1])).await;
        assert_eq!(denied.status, StatusCode::NOT_FOUND);
        assert_eq!(store.failed_jobs().await.unwrap().len(), 1);
    }
}

//! What somebody may see of a plan, as paper: words and dates are filled in here, `samsyn-paper` sets them.

mod child;
mod easy;
pub(crate) mod letter;
mod plan;

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use samsyn_domain::access::{Actor, Identity, PlanView, Reach, narrow};
use samsyn_domain::ids::AccountId;
use samsyn_domain::information::Settings;
use samsyn_domain::plan::Plan;
use samsyn_domain::plan::state::{Attendee, Measure};
use samsyn_paper::Dir;
use samsyn_web::Language;
use samsyn_web::app::{NoPaper, PaperOf};
use samsyn_web::text::plain;
use uuid::Uuid;

use self::letter::LetterTo;
use crate::Fault;
use crate::wiring::sweden;

/// Makes a paper: PDF bytes.
///
/// # Errors
/// [`NoPaper`] when there is no such paper in this plan, or it could not be set.
pub fn make(
    view: &PlanView,
    of: PaperOf,
    language: Language,
    day: Date,
    settings: &Settings,
) -> Result<Vec<u8>, NoPaper> {
    match of {
        PaperOf::Plan if language == Language::SvSimple => {
            samsyn_paper::easy(&easy::fill(view, language, day, settings)?)
                .map_err(|_| NoPaper("the plan in easy Swedish could not be set"))
        }
        PaperOf::Plan => samsyn_paper::plan(&plan::fill(view, language, day, settings)?)
            .map_err(|_| NoPaper("the plan could not be set")),
        PaperOf::Child => {
            let paper = child::fill(view, language, day).ok_or(NoPaper("the plan is not about a child"))?;
            samsyn_paper::child(&paper).map_err(|_| NoPaper("the child's paper could not be set"))
        }
        PaperOf::Letter(party) => {
            let to = Attendee::Party(party);
            let letter = LetterTo { view, to, moved: false }.fill(language, day).ok_or(NoPaper("no such letter"))?;
            samsyn_paper::letter(&letter).map_err(|_| NoPaper("the letter could not be set"))
        }
    }
}

/// The plan as the person themselves sees it.
///
/// # Errors
/// When the person is cut off from their own plan, which no rule allows.
pub fn as_the_person(plan: &Plan, today: Date, now: jiff::Timestamp) -> Result<PlanView, Fault> {
    let actor = Actor {
        account: AccountId(Uuid::nil()),
        name: plan.person.name.clone(),
        identity: Identity::Person(plan.person.person),
        hats: BTreeSet::new(),
        reach: Reach::Whole,
    };
    narrow(plan, &actor, today, now).map_err(|why| format!("the person may not see this plan: {}", why.key()).into())
}

/// The language of the labels, as paper wants it: easy Swedish is Swedish to a screen reader.
fn lang(language: Language) -> String {
    match language {
        Language::Sv | Language::SvSimple => "sv".to_owned(),
        Language::En => "en".to_owned(),
    }
}

fn dir(language: Language) -> Dir {
    if language.dir() == "rtl" { Dir::Rtl } else { Dir::Ltr }
}

/// Year, month and day, as paper wants them.
fn parts(day: Date) -> (i32, u8, u8) {
    let small = |number: i8| u8::try_from(number).unwrap_or(1);
    (i32::from(day.year()), small(day.month()), small(day.day()))
}

/// A text without the marks that only screens need.
fn words(text: impl AsRef<str>) -> String {
    plain(text.as_ref())
}

/// The day of a moment, in Sweden.
fn day_of(at: Timestamp) -> Date {
    at.to_zoned(sweden().unwrap_or(TimeZone::UTC)).date()
}

/// The measures one after the other, each with the heading that it begins, or none.
fn under_headings<'a>(
    sections: Vec<(&'static str, Vec<&'a Measure>)>,
) -> impl Iterator<Item = (&'static str, &'a Measure)> {
    let headed = |(title, all): (&'static str, Vec<&'a Measure>)| {
        let headings = std::iter::once(title).chain(std::iter::repeat(""));
        headings.zip(all).collect::<Vec<_>>()
    };
    sections.into_iter().flat_map(headed)
}

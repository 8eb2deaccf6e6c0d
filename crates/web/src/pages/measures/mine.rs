//! My measures across all plans, each with its buttons.

use askama::Template;
use axum::extract::Query;
use jiff::civil::Date;
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::plan::waiting::Task as Todo;
use samsyn_store::{Surface, WaitingRow};

use crate::me::{Answer, Me, trouble};
use crate::pages::worklist::see::{address, due};
use crate::parts::stamp::Stamp;
use crate::parts::{Empty, Page, Tag};
use crate::show;
use crate::text::T;

#[derive(Template)]
#[template(path = "pages/measures/mine.html")]
struct Mine {
    page: Page,
    t: T,
    asked: Vec<Asked>,
    rows: Vec<Measure>,
    done: Option<(String, u32)>,
    stamp: Stamp,
}

/// What was just said to be done, so that it can be taken back.
#[derive(serde::Deserialize)]
pub struct JustDone {
    plan: Option<PlanId>,
    done: Option<No>,
}

/// What may be said about it here.
#[derive(PartialEq)]
enum Can {
    YesOrNo,
    Begin,
    End,
}

/// An offer to take something over.
struct Asked {
    to: String,
    label: String,
    due: Option<Tag<'static>>,
}

struct Measure {
    form: String,
    whole: String,
    no: u32,
    label: String,
    words: String,
    can: Can,
    due: Option<Tag<'static>>,
    stamp: Stamp,
}

fn row(me: &Me, row: WaitingRow) -> Option<Measure> {
    let can = match row.task {
        Todo::AnswerMeasure => Can::YesOrNo,
        Todo::DoMeasure => Can::Begin,
        Todo::FinishMeasure => Can::End,
        _ => return None,
    };
    let no = row.row?;
    let form = format!("/plans/{}/measures", row.plan);
    Some(Measure {
        whole: format!("{form}#measure-{no}"),
        form,
        no: no.0,
        label: row.label,
        words: row.words.unwrap_or_default(),
        can,
        due: row.due.map(|day: Date| due(me, day)),
        stamp: me.adding(),
    })
}

/// `GET /measures`
pub async fn get(me: Me, Query(just): Query<JustDone>) -> Answer {
    let moment = me.moment();
    let list = me.app.store.worklist(&me.asking(Surface::Page, &moment)).await.map_err(|e| trouble(&e))?;
    let asks = |waiting: &WaitingRow| Asked {
        to: address(waiting),
        label: waiting.label.clone(),
        due: waiting.due.map(|day: Date| due(&me, day)),
    };
    let asked = list.mine.iter().filter(|row| row.task == Todo::AnswerHandover).map(asks).collect();
    let rows = list.mine.into_iter().filter_map(|waiting| row(&me, waiting)).collect();
    let page = me.page(me.t().msg_menu_measures()).back("/");
    let done = just.plan.zip(just.done).map(|(plan, no)| (format!("/plans/{plan}/measures"), no.0));
    let stamp = me.adding();
    Ok(show(&Mine { page, t: me.t(), asked, rows, done, stamp }))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use samsyn_domain::families;

    use crate::samples::{House, person, staff};

    #[tokio::test]
    async fn my_measures_are_answered_with_one_press() {
        let house = House::open("measures-mine").await;
        let omar = staff(&families::omar_ali());
        let page = house.everywhere(&omar, "/measures").await.remove(0);
        let card = page.split("<article").nth(1).unwrap();
        let after = |mark: &str| card.split(mark).nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
        let (to, no) = (after("action=\""), after("name=\"no\" value=\""));
        let came = house.post(&omar, &to, &format!("what=take&no={no}&back=list")).await;
        assert_eq!((came.status, came.location.as_str()), (StatusCode::SEE_OTHER, "/measures?saved=1"));
        let after = house.everywhere(&omar, "/measures").await.remove(0);
        assert!(after.contains("value=\"finish\""));
        let none = house.everywhere(&person(&families::johan()), "/measures").await.remove(0);
        assert!(none.contains("class=\"empty\""));
    }
}

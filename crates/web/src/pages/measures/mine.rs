//! My measures across all plans, each with its buttons.

use askama::Template;
use jiff::SignedDuration;
use jiff::civil::Date;
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::plan::state::MeasureState;
use samsyn_domain::plan::waiting::Task as Todo;
use samsyn_store::{Surface, WaitingRow};

use crate::error::Error;
use crate::me::{Answer, Me, trouble};
use crate::pages::plan::measure::mine;
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

/// So long it is said that it was just now.
const JUST: SignedDuration = SignedDuration::from_mins(10);

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

/// The measure that the one who looks said just now to be done, so that it can be taken back. The address only says where to look:
/// the plan says whether it is so.
async fn just_done(me: &Me) -> Result<Option<(String, u32)>, Error> {
    let plan = me.asked("plan").and_then(|plan| plan.parse::<PlanId>().ok());
    let no = me.asked("done").and_then(|no| no.parse::<No>().ok());
    let Some((plan, no)) = plan.zip(no) else { return Ok(None) };
    let view = match me.look(plan, Surface::Page).await {
        Err(Error::NotFound) => return Ok(None),
        view => view?,
    };
    let said = |at| at <= me.now && me.now.duration_since(at) <= JUST;
    let so = view.measure(no).is_some_and(|measure| {
        mine(view.me(), measure) && matches!(measure.state, MeasureState::Done { at } if said(at))
    });
    Ok((so && !view.stage.ended()).then(|| (format!("/plans/{plan}/measures"), no.0)))
}

/// `GET /measures`
pub async fn get(me: Me) -> Answer {
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
    let done = just_done(&me).await?;
    let stamp = me.adding();
    Ok(show(&Mine { page, t: me.t(), asked, rows, done, stamp }))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use samsyn_domain::families;

    use crate::samples::{House, person, staff};

    #[tokio::test]
    async fn nothing_is_said_to_be_done_because_an_address_says_so() {
        use samsyn_domain::families::{Family, Milestone, story};
        let house = House::upto("measures-forged", Milestone::Active).await;
        let (plan, facts) = story(Family::Elin, Milestone::Active, crate::samples::now()).unwrap();
        let plan = samsyn_domain::plan::Plan::fold(plan, &facts).unwrap();
        let (lisa, omar) = (staff(&families::lisa_berg()), staff(&families::omar_ali()));
        let undo = async |who, query: &str| {
            let came = house.get(who, crate::Language::Sv, &format!("/measures{query}")).await;
            assert_eq!(came.status, StatusCode::OK, "{query}");
            came.html.contains("value=\"unfinish\"")
        };
        let hers = |m: &&samsyn_domain::plan::state::Measure| {
            m.owner == samsyn_domain::plan::state::Owner::Staff(families::lisa_berg())
        };
        let no = plan.measures.iter().find(hers).unwrap().no;
        for measure in &plan.measures {
            assert!(!undo(&lisa, &format!("?plan={}&done={}", plan.id, measure.no)).await, "it is not done");
        }
        for query in ["?plan=x&done=1", "?done=abc", "?plan=", "?done=1&done=2", "?plan=%00&done=-1", "?&&="] {
            assert!(!undo(&lisa, query).await, "{query}");
        }
        let elsewhere = format!("?plan={}&done={no}", Family::Tova.plan());
        assert!(!undo(&lisa, &elsewhere).await, "a plan that she may not see");
        let path = format!("/plans/{}/measures", plan.id);
        let came = house.post(&lisa, &path, &format!("what=finish&no={no}&back=list")).await;
        assert_eq!(came.status, StatusCode::SEE_OTHER);
        let query = format!("?plan={}&done={no}", plan.id);
        assert!(undo(&lisa, &query).await, "she said so just now");
        assert!(!undo(&omar, &query).await, "it is not his");
    }

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

//! The measures of a plan, each with what the one who looks may say: yes, no, begun, done, and "did it happen?".

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::people::Who;
use samsyn_domain::plan::Command;
use samsyn_domain::plan::state::{DidIt, Measure, MeasureState};
use samsyn_store::Surface;

use crate::error::Error;
use crate::form::{FieldError, Form};
use crate::me::{Answer, Done, Me};
use crate::pages::plan::measure::{Row, hands_on, mine};
use crate::pages::plan::see::{child, judges};
use crate::parts::stamp::Stamp;
use crate::parts::{Audience, Empty, Page, Tag};
use crate::text::T;
use crate::{names, refused, show};

#[derive(Template)]
#[template(path = "pages/measures/answer.html")]
struct Measures<'a> {
    page: Page,
    t: T,
    form: Form,
    plan: PlanId,
    name: &'a str,
    rows: Vec<Answerable<'a>>,
    notice: String,
    adding: Stamp,
    changing: Stamp,
}

/// A measure with what may be said about it here.
struct Answerable<'a> {
    m: Row<'a>,
    can: Can,
    judge: bool,
    hands_on: bool,
    /// Whether this is the row whose answer was refused: its fields hold what was typed.
    open: bool,
}

/// What the owner may say now.
#[derive(PartialEq)]
enum Can {
    Nothing,
    YesOrNo,
    Yes,
    Begin,
    End,
    Undo,
}

impl<'a> Measures<'a> {
    fn of(me: &'a Me, view: &'a PlanView, form: Form) -> Self {
        let t = me.t();
        let refused: Option<No> = form.value("no").parse().ok().filter(|_| form.is_refused());
        let judge = judges(view);
        let row = |m: &'a Measure| Answerable {
            m: Row::of(me, view, m),
            can: if view.stage.ended() { Can::Nothing } else { can(view.me(), m) },
            judge: judge && !matches!(m.state, MeasureState::Proposed | MeasureState::Declined { .. }),
            hands_on: hands_on(me, view, m),
            open: refused == Some(m.no),
        };
        let mut rows: Vec<_> = view.measures.iter().map(row).collect();
        // What one can answer comes first; the plan's own order within.
        rows.sort_by_key(|row| matches!(row.can, Can::Nothing | Can::Undo) && !row.judge);
        let page = me.plan_page(t.msg_measures_title(), view).back(format!("/plans/{}", view.id)).of(&form);
        Self {
            page: if child(view) { page.for_whom(Audience::Child) } else { page },
            t,
            plan: view.id,
            name: view.person.name.as_str(),
            rows,
            notice: t.msg_plan_notice(names::first(view.person.name.as_str())),
            adding: me.adding(),
            changing: me.changing(view),
            form,
        }
    }
}

fn can(me: Option<&Who>, measure: &Measure) -> Can {
    if !mine(me, measure) {
        return Can::Nothing;
    }
    match measure.state {
        MeasureState::Proposed => Can::YesOrNo,
        MeasureState::Declined { .. } => Can::Yes,
        MeasureState::Taken { .. } => Can::Begin,
        MeasureState::Ongoing { .. } => Can::End,
        MeasureState::Done { .. } => Can::Undo,
        MeasureState::NotDone { .. } => Can::Nothing,
    }
}

/// `GET /plans/{plan}/measures`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    Ok(show(&Measures::of(&me, &view, me.form())))
}

/// `POST /plans/{plan}/measures`: the button pressed says what, `no` says about which.
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let Ok(no) = form.choice::<No>("no") else {
        return Err(Error::Unreadable);
    };
    // Only the family's answer needs to know who answers.
    let by = match form.value("what") {
        "judge" => me.look(plan, Surface::Page).await?.me().cloned(),
        _ => None,
    };
    let Some(command) = command(&form, no, by.as_ref()) else {
        form.fail("", FieldError::NotChosen);
        let view = me.look(plan, Surface::Page).await?;
        return Ok(refused(&Measures::of(&me, &view, form)));
    };
    let list = form.value("back") == "list";
    let finished = matches!(command, Command::FinishMeasure { .. });
    match me.act(plan, &mut form, command).await? {
        Done::Stored if list && finished => Ok(me.saved(format!("/measures?plan={plan}&done={no}"))),
        Done::Stored if list => Ok(me.saved("/measures")),
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/measures#measure-{no}"))),
        Done::Refused(view) => Ok(refused(&Measures::of(&me, &view, form))),
    }
}

fn command(form: &Form, no: No, by: Option<&Who>) -> Option<Command> {
    let text = |key: &str| form.value(key).to_owned();
    match form.value("what") {
        "take" => Some(Command::TakeMeasure { no }),
        "decline" => Some(Command::DeclineMeasure { no, reason: text("reason") }),
        "start" => Some(Command::StartMeasure { no }),
        "finish" => Some(Command::FinishMeasure { no }),
        "unfinish" => Some(Command::UnfinishMeasure { no }),
        "miss" => Some(Command::MissMeasure { no, why: text("why") }),
        "judge" => {
            let answer = match form.value("answer") {
                "yes" => DidIt::Yes,
                "partly" => DidIt::Partly,
                "no" => DidIt::No,
                _ => return None,
            };
            let Who::Family(by) = by? else { return None };
            Some(Command::JudgeMeasure { no, by: *by, answer, words: text("words") })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use samsyn_domain::families::{self, Family, Milestone};
    use samsyn_domain::plan::Plan;
    use samsyn_domain::plan::state::Owner;

    use crate::Language;
    use crate::samples::{House, now, person, sound, staff};

    /// The number of Omar's measure, which he has not answered.
    fn omars() -> u32 {
        let (plan, facts) = families::story(Family::Elin, Milestone::Told, now()).unwrap();
        let plan = Plan::fold(plan, &facts).unwrap();
        let omar = families::omar_ali().staff;
        plan.measures.iter().find(|m| matches!(&m.owner, Owner::Staff(s) if s.staff == omar)).unwrap().no.0
    }

    #[tokio::test]
    async fn the_measures_are_drawn_for_each_in_every_language() {
        let house = House::open("measures-answer").await;
        let path = format!("/plans/{}/measures", Family::Elin.plan());
        let omar = &house.everywhere(&staff(&families::omar_ali()), &path).await[0];
        assert!(omar.contains("value=\"take\"") && omar.contains("name=\"reason\""));
        let mother = &house.everywhere(&person(&families::sara()), &path).await[0];
        assert!(mother.contains("Blev det så?") && !mother.contains("value=\"take\""));
        house.everywhere(&person(&families::elin()), &path).await;
    }

    #[tokio::test]
    async fn a_no_without_a_reason_is_told_at_its_own_row() {
        let house = House::open("measures-no").await;
        let (omar, no) = (staff(&families::omar_ali()), omars());
        let path = format!("/plans/{}/measures", Family::Elin.plan());
        let came = house.post(&omar, &path, &format!("what=decline&no={no}&reason=++")).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
        sound(&path, &came.html);
        assert!(came.html.contains("href=\"#reason\"") && came.html.contains("id=\"reason-error\""));
        let came = house.post(&omar, &path, &format!("what=decline&no={no}&reason=Vi+saknar+remiss.")).await;
        assert_eq!((came.status, came.location), (StatusCode::SEE_OTHER, format!("{path}?saved=1#measure-{no}")));
        let page = house.get(&omar, Language::Sv, &path).await.html;
        assert!(page.contains("Omar sa nej") && page.contains("Vi saknar remiss."));
    }

    #[tokio::test]
    async fn nobody_answers_for_another_and_the_family_says_what_became_of_it() {
        let house = House::open("measures-judge").await;
        let (path, no) = (format!("/plans/{}/measures", Family::Elin.plan()), omars());
        let came = house.post(&staff(&families::anna_ek()), &path, &format!("what=take&no={no}")).await;
        assert_eq!(came.status, StatusCode::NOT_FOUND);
        // Of health: the school does not see it, so it is not there.
        for no in [no, 900_u32] {
            let came = house.post(&staff(&families::lisa_berg()), &path, &format!("what=take&no={no}")).await;
            assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(came.html.contains(Language::Sv.text().msg_refusal_no_such_row()), "{}", came.html);
        }
        let mother = person(&families::sara());
        let came =
            house.post(&mother, &path, &format!("what=judge&no={no}&answer=partly&words=Lite+b%C3%A4ttre.")).await;
        assert_eq!(came.status, StatusCode::SEE_OTHER);
        assert!(house.get(&mother, Language::Sv, &path).await.html.contains("Lite bättre."));
    }

    #[tokio::test]
    async fn done_by_mistake_is_undone_where_it_was_pressed() {
        let house = House::upto("measures-undo", Milestone::Active).await;
        let (plan, facts) = families::story(Family::Elin, Milestone::Active, now()).unwrap();
        let plan = Plan::fold(plan, &facts).unwrap();
        let lisa = families::lisa_berg();
        let hers = |m: &&samsyn_domain::plan::state::Measure| m.owner == Owner::Staff(lisa.clone());
        let no = plan.measures.iter().find(hers).unwrap().no;
        let (lisa, path) = (staff(&lisa), format!("/plans/{}/measures", plan.id));
        let came = house.post(&lisa, &path, &format!("what=finish&no={no}&back=list")).await;
        let undo = format!("/measures?plan={}&done={no}&saved=1", plan.id);
        assert_eq!((came.status, came.location.as_str()), (StatusCode::SEE_OTHER, undo.as_str()));
        let after = house.get(&lisa, Language::Sv, &undo).await.html;
        assert!(after.contains("value=\"unfinish\"") && after.contains(">Ångra"), "{after}");
        let page = house.everywhere(&lisa, &path).await.remove(0);
        assert!(page.contains("value=\"unfinish\""));
        let mother = house.get(&person(&families::sara()), Language::Sv, &path).await.html;
        assert!(!mother.contains("value=\"unfinish\""), "it is hers");
        let came = house.post(&lisa, &path, &format!("what=unfinish&no={no}&back=list")).await;
        assert_eq!((came.status, came.location.as_str()), (StatusCode::SEE_OTHER, "/measures?saved=1"));
        assert!(house.get(&lisa, Language::Sv, "/measures").await.html.contains("value=\"finish\""));
        let history = house.get(&lisa, Language::Sv, &format!("/plans/{}/history", plan.id)).await.html;
        assert!(history.contains("Ångrade att en insats var klar."));
    }
}

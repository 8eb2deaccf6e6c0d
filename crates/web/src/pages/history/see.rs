//! The history of a plan, day by day, newest first. Names and acts; what was written stands in the plan itself.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::PlanView;
use samsyn_domain::access::view::HistoryLine;
use samsyn_domain::ids::PlanId;
use samsyn_store::Surface;

use super::sentence::sentence;
use crate::me::{Answer, Me, not_seen};
use crate::pages::plan::see::child;
use crate::parts::{Audience, Empty, Moment, Page, Timeline};
use crate::text::T;
use crate::{names, show};

#[derive(Template)]
#[template(path = "pages/history/see.html")]
struct History<'a> {
    page: Page,
    t: T,
    name: &'a str,
    days: Vec<(String, Timeline<'static>)>,
}

impl<'a> History<'a> {
    fn of(me: &Me, view: &'a PlanView, lines: &[HistoryLine]) -> Self {
        let t = me.t();
        let page = me.plan_page(t.msg_history_title(), view).back(format!("/plans/{}", view.id));
        Self {
            page: if child(view) { page.for_whom(Audience::Child) } else { page },
            t,
            name: view.person.name.as_str(),
            days: days(me, view, lines),
        }
    }
}

/// The lines grouped by day in Sweden, both newest first.
fn days(me: &Me, view: &PlanView, lines: &[HistoryLine]) -> Vec<(String, Timeline<'static>)> {
    let (language, dates) = (me.language(), me.language().dates());
    let mut days: Vec<(jiff::civil::Date, Vec<Moment<'static>>)> = Vec::new();
    for line in lines.iter().rev() {
        let at = line.fact.at.to_zoned(me.app.zone.clone()).datetime();
        let who = names::who(view, &line.fact.by, language);
        let moment = Moment::new(dates.clock(at.time()), sentence(view, &line.fact.event, language)).who(who);
        match days.last_mut() {
            Some((day, moments)) if *day == at.date() => moments.push(moment),
            _ => days.push((at.date(), vec![moment])),
        }
    }
    days.into_iter().map(|(day, moments)| (dates.date(day), Timeline::new(moments))).collect()
}

/// `GET /plans/{plan}/history`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let moment = me.moment();
    let lines = me.app.store.history(&me.asking(Surface::Page, &moment), plan).await.map_err(not_seen)?;
    Ok(show(&History::of(&me, &view, &lines)))
}

#[cfg(test)]
mod tests {
    use samsyn_domain::families::{self, Family};

    use crate::samples::{House, person, staff};

    #[tokio::test]
    async fn the_history_is_told_in_every_language() {
        let house = House::open("history").await;
        let path = format!("/plans/{}/history", Family::Elin.plan());
        let mother = crate::text::plain(&house.everywhere(&person(&families::sara()), &path).await[0]);
        for part in
            ["Fastställde planen som version 1.", "samtyckte till planen.", "Sa ja till en insats.", "Lisa Berg, "]
        {
            assert!(mother.contains(part), "{part}");
        }
        assert!(!mother.contains("ont i magen"), "names and acts, not contents");
        let doctor = &house.everywhere(&staff(&families::per_nilsson()), &path).await[0];
        assert!(!doctor.contains("samtyckte"), "consents are not a called unit's to see");
        for (family, somebody) in
            [(Family::Jonas, families::jonas()), (Family::Tova, families::petra()), (Family::Yusuf, families::rana())]
        {
            house.everywhere(&person(&somebody), &format!("/plans/{}/history", family.plan())).await;
        }
    }
}

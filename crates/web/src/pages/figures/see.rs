//! How many plans stand where. Groups under five are hidden, and so is what would give them away.

use askama::Template;
use samsyn_domain::access::Hat;

use crate::me::{Answer, Me, trouble};
use crate::parts::{Cell, Page, Table};
use crate::text::T;
use crate::{names, show};

/// The smallest group that is told (domain.md 5: figures from five on).
const SMALLEST: u64 = 5;

#[derive(Template)]
#[template(path = "pages/figures/see.html")]
struct See<'a> {
    page: Page,
    t: T,
    table: Table<'a>,
    total: Option<u64>,
}

/// `GET /figures`: for development leaders alone.
pub async fn get(me: Me) -> Answer {
    me.on_duty(Hat::DevelopmentLeader, "figures", None).await?;
    let t = me.t();
    let stages = me.app.store.stages().await.map_err(|error| trouble(&error))?;
    let counts: Vec<u64> = stages.iter().map(|(_, count)| *count).collect();
    let told = told(&counts);
    let table = Table::new(t.msg_figures_title(), [t.msg_figures_stage(), t.msg_figures_count()]);
    let table = stages.iter().zip(&told).fold(table, |table, ((stage, _), told)| {
        let count = told.map_or_else(|| t.msg_figures_few().to_owned(), |count| count.to_string());
        table.row([Cell::text(names::stage(me.language(), *stage)), Cell::text(count)])
    });
    let sum = counts.iter().sum();
    let total = (sum >= SMALLEST).then_some(sum);
    Ok(show(&See { page: me.page(t.msg_figures_title()).back("/"), t, table, total }))
}

/// Which groups are told. One hidden group alone could be had from the total, so the smallest of the others is hidden
/// with it.
fn told(counts: &[u64]) -> Vec<Option<u64>> {
    let mut told: Vec<Option<u64>> = counts.iter().map(|count| (*count >= SMALLEST).then_some(*count)).collect();
    if told.iter().filter(|count| count.is_none()).count() == 1
        && let Some(smallest) = told.iter().flatten().min().copied()
        && let Some(place) = told.iter().position(|count| *count == Some(smallest))
    {
        told[place] = None;
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;
    use crate::samples::{House, staff};

    #[test]
    fn a_small_group_cannot_be_had_by_subtraction() {
        assert_eq!(told(&[9, 5, 7]), [Some(9), Some(5), Some(7)]);
        assert_eq!(told(&[9, 3, 7]), [Some(9), None, None]);
        assert_eq!(told(&[9, 3, 1]), [Some(9), None, None]);
        assert_eq!(told(&[3]), [None]);
        assert_eq!(told(&[]), []);
    }

    #[tokio::test]
    async fn development_leaders_see_figures_and_nobody_else_does() {
        let house = House::open("figures").await;
        let leader = staff(&samsyn_domain::families::kerstin_dahl());
        let came = house.get(&leader, Language::Sv, "/figures").await;
        assert_eq!(came.status, 200);
        assert!(!came.html.contains("Elin"));
        let other = staff(&samsyn_domain::families::anna_ek());
        assert_eq!(house.get(&other, Language::Sv, "/figures").await.status, 404);
    }
}

//! The development leader's view: six figures with their trend, where plans stand and stay, units side by side, and what was answered
//! after meetings. Nobody is ranked, and no group under five is shown.

use std::collections::BTreeMap;

use askama::Template;
use samsyn_domain::access::Hat;
use samsyn_domain::evaluation::Asked;
use samsyn_domain::figures::{Figure, SMALLEST};
use samsyn_domain::ids::UnitId;
use samsyn_domain::plan::state::Stage;
use samsyn_store::Surface;

use super::chart::Chart;
use super::told::{Figures, Point, told_of};
use super::words;
use crate::error::Error;
use crate::me::{Answer, Me, trouble};
use crate::parts::{Cell, Page, Quote, Table};
use crate::text::T;
use crate::{names, show};

#[derive(Template)]
#[template(path = "pages/figures/see.html")]
struct See<'a> {
    page: Page,
    t: T,
    half: String,
    six: Vec<Six<'a>>,
    units: Option<Table<'a>>,
    steps: Table<'a>,
    total: Option<u64>,
    forms: Vec<(&'static str, Table<'a>)>,
    words: Vec<String>,
}

/// One of the six: the half-year in large, the trend as a chart and as a table.
struct Six<'a> {
    name: &'static str,
    meaning: &'static str,
    now: String,
    n: Option<String>,
    chart: Chart,
    table: Table<'a>,
}

impl See<'_> {
    fn of(me: &Me, told: &Figures, standing: &[(Stage, u64)], names: &BTreeMap<UnitId, String>) -> Self {
        let t = me.t();
        let sum = standing.iter().map(|(_, count)| count).sum();
        Self {
            page: me.page(t.msg_figures_title()).back("/"),
            t,
            half: words::half(t, told.half),
            six: told.six.iter().enumerate().map(|(at, _)| six(me, told, at)).collect(),
            units: units(me, told, names),
            steps: steps(me, told, standing),
            total: (sum >= SMALLEST).then_some(sum),
            forms: Asked::ALL.into_iter().map(|asked| (words::form(t, asked), said(me, told, asked))).collect(),
            words: Vec::new(),
        }
    }
}

fn six<'a>(me: &Me, told: &Figures, at: usize) -> Six<'a> {
    let (t, trend) = (me.t(), &told.six[at]);
    let (figure, name) = (trend.figure, words::name(me.language(), trend.figure));
    let points = told.quarters.iter().zip(&trend.quarters);
    let said = |(quarter, point): (&_, &Point)| {
        format!("{}: {}", words::quarter(t, *quarter), words::value(t, figure, *point))
    };
    let spoken: Vec<_> = points.clone().map(said).collect();
    let short: Vec<_> = points
        .clone()
        .map(|(quarter, point)| (format!("{}/{:02}", quarter.no(), quarter.year() % 100), *point))
        .collect();
    let highest = trend.quarters.iter().filter_map(|point| match point {
        Point::Told { value, .. } => Some(*value),
        _ => None,
    });
    let (most, unit) = if figure.is_median() { (highest.max().unwrap_or(1).max(1), "") } else { (100, " %") };
    let columns = [t.msg_figures_column_quarter(), t.msg_figures_column_value(), t.msg_figures_column_n()];
    let table = points.fold(Table::new(name, columns), |table, (quarter, point)| {
        table.row([
            Cell::text(words::quarter(t, *quarter)),
            Cell::text(words::value(t, figure, *point)),
            Cell::text(words::n(*point)),
        ])
    });
    Six {
        name,
        meaning: words::meaning(t, figure),
        now: words::value(t, figure, trend.half),
        n: matches!(trend.half, Point::Told { .. }).then(|| t.msg_figures_of(words::n(trend.half))),
        chart: Chart::new(format!("chart-{at}"), name.to_owned(), spoken.join(". "), &short, most, unit),
        table,
    }
}

/// Units by name: nobody is first.
fn units<'a>(me: &Me, told: &Figures, names: &BTreeMap<UnitId, String>) -> Option<Table<'a>> {
    let t = me.t();
    let six = Figure::SIX.map(|figure| words::name(me.language(), figure));
    let table = Table::new(t.msg_figures_units(), [t.msg_figures_column_unit()].into_iter().chain(six));
    let mut rows: Vec<_> = told.units.iter().filter_map(|row| Some((names.get(&row.unit)?.clone(), row))).collect();
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    let cell = |(figure, point): (Figure, Point)| match point {
        Point::Told { n, .. } => Cell::text(t.msg_figures_cell(words::value(t, figure, point), n.to_string())),
        Point::Few | Point::Nothing => Cell::text(words::value(t, figure, point)),
    };
    let any = !rows.is_empty();
    let table = rows.into_iter().fold(table, |table, (name, row)| {
        let cells = Figure::SIX.into_iter().zip(row.points).map(cell);
        table.row([Cell::own(name)].into_iter().chain(cells))
    });
    any.then_some(table)
}

/// Where plans stand now, and how long those stood in a step who left it.
fn steps<'a>(me: &Me, told: &Figures, standing: &[(Stage, u64)]) -> Table<'a> {
    let t = me.t();
    let counts: Vec<u64> = Stage::ALL
        .iter()
        .map(|stage| standing.iter().find(|(of, _)| of == stage).map_or(0, |(_, count)| *count))
        .collect();
    let columns = [
        t.msg_figures_stage(),
        t.msg_figures_column_left(),
        t.msg_figures_column_days(),
        t.msg_figures_column_standing(),
    ];
    let rows = told.steps.iter().zip(told_of(&counts));
    rows.fold(Table::new(t.msg_figures_steps(), columns), |table, (step, now)| {
        // None and a few look alike: with the whole known, the number of steps that are not empty would tell of each.
        let now = now.map_or_else(|| t.msg_figures_few().to_owned(), |now| now.to_string());
        table.row([
            Cell::text(names::stage(me.language(), step.stage)),
            Cell::text(words::n(step.left)),
            Cell::text(words::value(t, Figure::Step(step.stage), step.left)),
            Cell::text(now),
        ])
    })
}

fn said<'a>(me: &Me, told: &Figures, asked: Asked) -> Table<'a> {
    let t = me.t();
    let of_form = |figure: &Figure| match figure {
        Figure::Said(key) => asked.statements().contains(key),
        Figure::Number(key) => asked.numbers().iter().any(|(of, _)| of == key),
        _ => false,
    };
    let columns = [t.msg_figures_column_item(), t.msg_figures_column_agree(), t.msg_figures_column_n()];
    let rows = told.said.iter().filter(|(figure, _)| of_form(figure));
    rows.fold(Table::new(words::form(t, asked), columns), |table, (figure, point)| {
        table.row([
            Cell::text(words::name(me.language(), *figure)),
            Cell::text(words::value(t, *figure, *point)),
            Cell::text(words::n(*point)),
        ])
    })
}

/// What is told today, for whoever wears the hat; the look, or its denial, is logged.
pub(super) async fn told(me: &Me) -> Result<Figures, Error> {
    me.on_duty(Hat::DevelopmentLeader, "figures", None).await?;
    Figures::read(&me.app.store, me.today).await.map_err(|error| trouble(&error))
}

/// What units are called now.
pub(super) async fn unit_names(me: &Me) -> Result<BTreeMap<UnitId, String>, Error> {
    let units = me.app.store.units().await.map_err(|error| trouble(&error))?;
    Ok(units.into_iter().map(|unit| (unit.id, unit.name)).collect())
}

/// `GET /figures`: for development leaders alone.
pub async fn get(me: Me) -> Answer {
    let told = told(&me).await?;
    let names = unit_names(&me).await?;
    let stages = me.app.store.stages().await.map_err(|error| trouble(&error))?;
    let moment = me.moment();
    let asking = me.asking(Surface::Page, &moment);
    let span = (told.half[0], told.half[1]);
    let released = me.app.store.released_words(&asking, span).await.map_err(|error| trouble(&error))?;
    Ok(show(&See { words: released, ..See::of(&me, &told, &stages, &names) }))
}

#[cfg(test)]
mod tests {
    use crate::Language;
    use crate::samples::{House, staff};

    #[tokio::test]
    async fn development_leaders_see_figures_and_nobody_else_does() {
        let house = House::open("figures").await;
        let leader = staff(&samsyn_domain::families::kerstin_dahl());
        for path in ["/figures", "/figures/dictionary"] {
            for html in house.everywhere(&leader, path).await {
                assert!(!html.contains("Elin"), "{path}");
            }
        }
        let page = house.get(&leader, Language::Sv, "/figures").await.html;
        assert_eq!(page.matches("role=\"img\"").count(), 6);
        assert!(page.contains("Visas inte"), "six families are too few for most");
        // Where plans stand now: no step is told apart as empty, for with the whole known the others would be one each.
        let t = Language::Sv.text();
        let steps = page.split_once(t.msg_figures_column_standing()).unwrap().1.split("</table>").next().unwrap();
        let standing = steps.split("</tr>").filter_map(|row| row.rsplit_once("<td")?.1.split_once('>'));
        let standing: Vec<_> = standing.map(|(_, cell)| cell.split('<').next().unwrap().trim()).collect();
        assert_eq!(standing, vec![t.msg_figures_few(); samsyn_domain::plan::state::Stage::ALL.len()]);
        let other = staff(&samsyn_domain::families::anna_ek());
        for path in ["/figures", "/figures/dictionary", "/figures/figures.csv", "/figures/figures.parquet"] {
            assert_eq!(house.get(&other, Language::Sv, path).await.status, 404, "{path}");
        }
        let (status, headers, csv) = house.bytes(&leader, "/figures/figures.csv").await;
        assert_eq!(
            (status, headers["content-type"].to_str().unwrap()),
            (200.try_into().unwrap(), "text/csv; charset=utf-8")
        );
        let csv = String::from_utf8(csv).unwrap();
        assert!(csv.starts_with("\u{feff}figure,period,begins,ends,group,shown,value,counted_in,n\r\n"), "{csv}");
        assert!(csv.lines().count() > 6 * 9, "{csv}");
        assert!(
            csv.lines()
                .skip(1)
                .all(|line| line.split(',').nth(8).is_some_and(|n| n.is_empty() || n.parse::<u64>().unwrap() >= 5))
        );
    }
}

//! The figures to take home: what the page tells and nothing else, a row for each.

use std::collections::BTreeMap;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use samsyn_domain::figures::Figure;
use samsyn_domain::ids::UnitId;

use super::see::{told, unit_names};
use super::told::{Figures, Point};
use crate::me::{Answer, Me};

/// One row of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    figure: String,
    period: String,
    group: String,
    point: Point,
    counted_in: &'static str,
}

/// All rows: the trends by quarter, the half-year, its units, its steps, its answers.
pub(super) fn rows(told: &Figures, names: &BTreeMap<UnitId, String>) -> Vec<Row> {
    let half = format!("{}H{}", told.half[0].year(), if told.half[0].no() == 1 { 1 } else { 2 });
    let row = |figure: Figure, period: String, group: &str, point: Point| Row {
        figure: figure.key(),
        period,
        group: group.to_owned(),
        point,
        counted_in: match figure {
            Figure::DaysToMeeting | Figure::Step(_) => "median_days",
            Figure::Number("hours_a_week") => "median_hours",
            Figure::Number(_) => "median_minutes",
            _ => "percent",
        },
    };
    let mut rows = Vec::new();
    for trend in &told.six {
        let quarters = told.quarters.iter().zip(&trend.quarters);
        rows.extend(quarters.map(|(quarter, point)| row(trend.figure, quarter.to_string(), "", *point)));
        rows.push(row(trend.figure, half.clone(), "", trend.half));
    }
    for unit in &told.units {
        let Some(name) = names.get(&unit.unit) else { continue };
        let points = Figure::SIX.into_iter().zip(unit.points);
        rows.extend(points.map(|(figure, point)| row(figure, half.clone(), name, point)));
    }
    rows.extend(told.steps.iter().map(|step| row(Figure::Step(step.stage), half.clone(), "", step.left)));
    rows.extend(told.said.iter().map(|(figure, point)| row(*figure, half.clone(), "", *point)));
    rows
}

/// A cell of a CSV file (RFC 4180). A name that a spreadsheet would take for a formula is told as text.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r', ';']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

fn csv(rows: &[Row]) -> String {
    // The byte order mark tells spreadsheets that it is UTF-8.
    let mut text = String::from("\u{feff}figure,period,group,shown,value,counted_in,n\r\n");
    for row in rows {
        let (shown, value, n) = match row.point {
            Point::Told { value, n } => ("yes", value.to_string(), n.to_string()),
            Point::Few => ("too_few", String::new(), String::new()),
            Point::Nothing => ("none", String::new(), String::new()),
        };
        let cells = [row.figure.as_str(), &row.period, &cell(&row.group), shown, &value, row.counted_in, &n];
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

/// `GET /figures/figures.csv`
pub async fn get(me: Me) -> Answer {
    let told = told(&me).await?;
    Ok(file("text/csv; charset=utf-8", "figures.csv", csv(&rows(&told, &unit_names(&me).await?)).into_bytes()))
}

fn file(kind: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_become_a_formula_or_another_column() {
        assert_eq!(cell("Solvik"), "Solvik");
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("Barn, unga \"Solvik\""), "\"Barn, unga \"\"Solvik\"\"\"");
    }
}

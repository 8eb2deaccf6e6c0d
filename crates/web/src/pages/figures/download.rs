//! The figures to take home, as CSV and as Parquet: what the page tells and nothing else, a row for each.

use std::collections::BTreeMap;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use samsyn_domain::figures::Figure;
use samsyn_domain::ids::UnitId;

use super::parquet::parquet;
use super::see::{told, unit_names};
use super::told::{Figures, Point};
use crate::error::Error;
use crate::me::{Answer, Me};

/// The columns, as the data dictionary tells them.
pub(super) const COLUMNS: [&str; 9] =
    ["figure", "period", "begins", "ends", "group", "shown", "value", "counted_in", "n"];

/// One row of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) figure: String,
    pub(super) period: String,
    pub(super) days: [Date; 2],
    pub(super) group: String,
    pub(super) point: Point,
    pub(super) counted_in: &'static str,
}

impl Row {
    /// Whether there is a value, and if not, why.
    pub(super) fn shown(&self) -> &'static str {
        match self.point {
            Point::Told { .. } => "yes",
            Point::Few => "too_few",
            Point::Nothing => "none",
        }
    }

    /// The value, and of how many; neither where it is not shown.
    pub(super) fn counts(&self) -> (Option<u32>, Option<u64>) {
        match self.point {
            Point::Told { value, n } => (Some(value), Some(n)),
            Point::Few | Point::Nothing => (None, None),
        }
    }
}

/// All rows: the trends by quarter, the half-year, its units, its steps, its answers.
pub(super) fn rows(told: &Figures, names: &BTreeMap<UnitId, String>) -> Vec<Row> {
    let half = format!("{}H{}", told.half[0].year(), if told.half[0].no() == 1 { 1 } else { 2 });
    let half = (half, [told.half[0].first_day(), told.half[1].last_day()]);
    let row = |figure: Figure, (period, days): (String, [Date; 2]), group: &str, point: Point| Row {
        figure: figure.key(),
        period,
        days,
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
        rows.extend(quarters.map(|(quarter, point)| {
            let days = [quarter.first_day(), quarter.last_day()];
            row(trend.figure, (quarter.to_string(), days), "", *point)
        }));
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

pub(super) fn csv(rows: &[Row]) -> String {
    // The byte order mark tells spreadsheets that it is UTF-8.
    let mut text = String::from("\u{feff}");
    text.push_str(&COLUMNS.join(","));
    text.push_str("\r\n");
    for row in rows {
        let (value, n) = row.counts();
        let told = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
        let [begins, ends] = row.days.map(|day| day.to_string());
        let cells = [
            row.figure.as_str(),
            &row.period,
            &begins,
            &ends,
            &cell(&row.group),
            row.shown(),
            &told(value.map(u64::from)),
            row.counted_in,
            &told(n),
        ];
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

/// `GET /figures/figures.parquet`
pub async fn get_parquet(me: Me) -> Answer {
    let rows = rows(&told(&me).await?, &unit_names(&me).await?);
    let bytes = parquet(&rows, me.t()).map_err(|_| Error::internal("the figures could not be written as Parquet"))?;
    Ok(file("application/vnd.apache.parquet", "figures.parquet", bytes))
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
        for formula in ["=1+1", "+46 70", "-2+3", "@SUM(A1)", "\t=1", "\r=1"] {
            let told = cell(formula);
            let first = told.trim_start_matches('"').chars().next().unwrap();
            assert_eq!(first, '\'', "{formula:?} is told as {told:?}");
        }
        assert_eq!(cell("=HYPERLINK(\"http://x\";1)"), "\"'=HYPERLINK(\"\"http://x\"\";1)\"");
        assert_eq!(cell("Barn, unga \"Solvik\""), "\"Barn, unga \"\"Solvik\"\"\"");
    }
}

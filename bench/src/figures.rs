//! The table that is printed: each figure beside its limit, its ratio and its budget.

use std::fmt;

/// One line of the table.
struct Figure {
    what: String,
    measured: String,
    limit: String,
    ratio: String,
    budget: String,
    met: Option<bool>,
}

/// All figures of a run, printed as Markdown.
#[derive(Default)]
pub struct Table(Vec<Figure>);

/// What a figure must keep to.
#[derive(Clone, Copy)]
pub enum Budget {
    /// At least this.
    AtLeast(f64),
    /// At most this.
    AtMost(f64),
    /// Told, not judged.
    None,
}

impl Budget {
    fn met(self, value: f64) -> Option<bool> {
        match self {
            Self::AtLeast(least) => Some(value >= least),
            Self::AtMost(most) => Some(value <= most),
            Self::None => None,
        }
    }

    fn words(self, unit: &str) -> String {
        match self {
            Self::AtLeast(least) => format!("≥ {least}{unit}"),
            Self::AtMost(most) => format!("≤ {most}{unit}"),
            Self::None => "–".to_owned(),
        }
    }
}

impl Table {
    /// A ratio against a bare limit of the same run.
    pub fn ratio(&mut self, what: &str, measured: String, limit: String, ratio: f64, budget: Budget) {
        self.add(what, measured, limit, format!("{ratio:.2}"), budget.words(""), budget.met(ratio));
    }

    /// A figure that is judged by itself; its ratio is to the budget.
    pub fn alone(&mut self, what: &str, value: f64, unit: &str, budget: Budget) {
        let ratio = match budget {
            Budget::AtLeast(bound) | Budget::AtMost(bound) => format!("{:.2}", value / bound),
            Budget::None => "–".to_owned(),
        };
        let words = budget.words(&format!(" {unit}"));
        self.add(what, format!("{value:.1} {unit}"), words.clone(), ratio, words, budget.met(value));
    }

    fn add(&mut self, what: &str, measured: String, limit: String, ratio: String, budget: String, met: Option<bool>) {
        let figure = Figure { what: what.to_owned(), measured, limit, ratio, budget, met };
        println!("{figure}");
        self.0.push(figure);
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, measured, limit, ratio, budget, met } = self;
        let met = match met {
            Some(true) => "yes",
            Some(false) => "NO",
            None => "–",
        };
        write!(f, "| {what} | {measured} | {limit} | {ratio} | {budget} | {met} |")
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| What | Measured | Bare limit | Ratio | Budget | Met |\n|---|---|---|---|---|---|")?;
        self.0.iter().try_for_each(|figure| writeln!(f, "{figure}"))
    }
}

/// The middle one; 0 of nothing.
pub fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// A count as a float: counts here are far below 2 to the power of 52.
#[expect(clippy::cast_precision_loss, reason = "counts here are far below 2 to the power of 52")]
pub fn float(count: u64) -> f64 {
    count as f64
}

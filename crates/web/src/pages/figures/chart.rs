//! A trend as a chart of our own: bars by quarter, drawn here as SVG. The same stands in words for those who do not see it, and in a
//! table below.

use askama::Template;
use askama::filters::HtmlSafe;

use super::told::Point;

/// The width and height of a chart, in its own units.
const SIZE: (u32, u32) = (340, 150);
/// Above the bars, for their values.
const HEAD: u32 = 22;
/// Below the bars, for the quarters.
const FOOT: u32 = 24;

/// A chart.
#[derive(Debug, Template)]
#[template(path = "pages/figures/chart.html")]
pub struct Chart {
    id: String,
    title: String,
    words: String,
    bars: Vec<Bar>,
    size: (u32, u32),
    floor: u32,
}

#[derive(Debug, PartialEq, Eq)]
struct Bar {
    x: u32,
    y: u32,
    width: u32,
    height: u32,
    middle: u32,
    value: String,
    label: String,
    told: bool,
}

impl HtmlSafe for Chart {}

impl Chart {
    /// A chart of these points; `most` is the value of a full bar, `words` say the same as the bars.
    pub fn new(id: String, title: String, words: String, points: &[(String, Point)], most: u32, unit: &str) -> Self {
        let (width, height) = SIZE;
        let each = width / u32::try_from(points.len().max(1)).unwrap_or(1);
        let room = height - HEAD - FOOT;
        let bar = |(at, (label, point)): (usize, &(String, Point))| {
            let left = each * u32::try_from(at).unwrap_or(0);
            let tall = match point {
                Point::Told { value, .. } => (room * (*value).min(most) / most.max(1)).max(2),
                Point::Few | Point::Nothing => 0,
            };
            Bar {
                x: left + each / 8,
                y: HEAD + room - tall,
                width: each - each / 4,
                height: tall,
                middle: left + each / 2,
                value: match point {
                    Point::Told { value, .. } => format!("{value}{unit}"),
                    Point::Few => "·".to_owned(),
                    Point::Nothing => String::new(),
                },
                label: label.clone(),
                told: matches!(point, Point::Told { .. }),
            }
        };
        let bars = points.iter().enumerate().map(bar).collect();
        Self { id, title, words, bars, size: SIZE, floor: HEAD + room }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stand_on_the_floor_and_stay_within_the_chart() {
        let told = |value| ("1".to_owned(), Point::Told { value, n: 9 });
        let points = [told(0), told(100), told(50), ("2".into(), Point::Few), told(900)];
        let chart = Chart::new("a".into(), "T".into(), "W".into(), &points, 100, " %");
        for bar in &chart.bars {
            assert!(bar.y >= HEAD && bar.y + bar.height <= chart.floor && bar.x + bar.width <= SIZE.0, "{bar:?}");
        }
        assert_eq!(chart.bars[0].height, 2, "nought is seen too");
        assert_eq!((chart.bars[1].height, chart.bars[3].height), (SIZE.1 - HEAD - FOOT, 0));
        assert_eq!(chart.bars[2].value, "50 %");
        assert!(chart.to_string().contains("role=\"img\""));
    }
}

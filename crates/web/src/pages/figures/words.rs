//! What a figure is called, what it means, and its values in words.

use samsyn_domain::evaluation::Asked;
use samsyn_domain::figures::{Figure, Quarter};

use super::told::Point;
use crate::Language;
use crate::names;
use crate::pages::evaluation::words::{number, statement};
use crate::text::T;

/// What it is called.
pub fn name(language: Language, figure: Figure) -> &'static str {
    let t = language.text();
    match figure {
        Figure::DaysToMeeting => t.msg_figures_days_to_meeting(),
        Figure::ChildAsked => t.msg_figures_child_asked(),
        Figure::AsksAnswered => t.msg_figures_asks_answered(),
        Figure::YesInTime => t.msg_figures_yes_in_time(),
        Figure::DoneInTime => t.msg_figures_done_in_time(),
        Figure::ItHappened => t.msg_figures_it_happened(),
        Figure::Step(stage) => names::stage(language, stage),
        Figure::Said(key) => statement(t, key),
        Figure::Number(key) => number(t, key),
    }
}

/// What it means: what is counted, and of what.
pub fn meaning(t: T, figure: Figure) -> &'static str {
    match figure {
        Figure::DaysToMeeting => t.msg_figures_days_to_meeting_means(),
        Figure::ChildAsked => t.msg_figures_child_asked_means(),
        Figure::AsksAnswered => t.msg_figures_asks_answered_means(),
        Figure::YesInTime => t.msg_figures_yes_in_time_means(),
        Figure::DoneInTime => t.msg_figures_done_in_time_means(),
        Figure::ItHappened => t.msg_figures_it_happened_means(),
        Figure::Step(_) => t.msg_figures_step_means(),
        Figure::Said(_) => t.msg_figures_said_means(),
        Figure::Number(_) => t.msg_figures_number_means(),
    }
}

/// What its value is counted in.
pub fn unit(t: T, figure: Figure) -> &'static str {
    match figure {
        Figure::DaysToMeeting | Figure::Step(_) => t.msg_figures_in_days(),
        Figure::Number("hours_a_week") => t.msg_figures_in_hours(),
        Figure::Number(_) => t.msg_figures_in_minutes(),
        _ => t.msg_figures_in_percent(),
    }
}

/// Whose questions: the heading of their answers.
pub fn form(t: T, asked: Asked) -> &'static str {
    match asked {
        Asked::Child => t.msg_figures_form_child(),
        Asked::Adult => t.msg_figures_form_adult(),
        Asked::Professional => t.msg_figures_form_professional(),
        Asked::FollowUp => t.msg_figures_form_follow_up(),
    }
}

/// A value in words: "45 %", "21 dagar"; or that it is not shown.
pub fn value(t: T, figure: Figure, point: Point) -> String {
    match point {
        Point::Told { value, .. } => format!("{value} {}", unit(t, figure)),
        Point::Few => t.msg_figures_few().to_owned(),
        Point::Nothing => "–".to_owned(),
    }
}

/// Of how many.
pub fn n(point: Point) -> String {
    match point {
        Point::Told { n, .. } => n.to_string(),
        Point::Few | Point::Nothing => "–".to_owned(),
    }
}

/// A quarter as one says it.
pub fn quarter(t: T, quarter: Quarter) -> String {
    t.msg_figures_quarter(quarter.no().to_string(), quarter.year().to_string())
}

/// The half-year of two quarters.
pub fn half(t: T, half: [Quarter; 2]) -> String {
    let year = half[0].year().to_string();
    if half[0].no() == 1 { t.msg_figures_first_half(year) } else { t.msg_figures_second_half(year) }
}

//! What each figure means, and what stands in the columns of the file taken home.

use askama::Template;
use samsyn_domain::access::Hat;
use samsyn_domain::figures::Figure;

use super::download::COLUMNS;
use super::words;
use crate::me::{Answer, Me};
use crate::parts::{Cell, Page, Table};
use crate::show;
use crate::text::T;

#[derive(Template)]
#[template(path = "pages/figures/dictionary.html")]
struct Dictionary<'a> {
    page: Page,
    t: T,
    version: String,
    columns: Table<'a>,
    figures: Table<'a>,
}

/// Which dictionary a file was written by: counted up when a column, a figure or a meaning changes.
pub(super) const VERSION: u32 = 2;

/// The columns of the file in their order, with what each means.
pub(super) fn columns(t: T) -> [(&'static str, &'static str); COLUMNS.len()] {
    let meanings = [
        t.msg_figures_means_figure(),
        t.msg_figures_means_period(),
        t.msg_figures_means_begins(),
        t.msg_figures_means_ends(),
        t.msg_figures_means_group(),
        t.msg_figures_means_shown(),
        t.msg_figures_means_value(),
        t.msg_figures_means_counted_in(),
        t.msg_figures_means_n(),
    ];
    std::array::from_fn(|at| (COLUMNS[at], meanings[at]))
}

/// `GET /figures/dictionary`
pub async fn get(me: Me) -> Answer {
    me.on_duty(Hat::DevelopmentLeader, "figures", None).await?;
    let t = me.t();
    let heads = [t.msg_figures_column_column(), t.msg_figures_column_meaning()];
    let table = Table::new(t.msg_figures_columns(), heads);
    let columns =
        columns(t).into_iter().fold(table, |table, (name, meaning)| table.row([Cell::key(name), Cell::text(meaning)]));
    let heads = [t.msg_figures_column_key(), t.msg_figures_column_name(), t.msg_figures_column_meaning()];
    let figures = Figure::all().fold(Table::new(t.msg_figures_all(), heads), |table, figure| {
        let name = words::name(me.language(), figure);
        table.row([Cell::key(figure.key()), Cell::text(name), Cell::text(words::meaning(t, figure))])
    });
    let page = me.page(t.msg_figures_dictionary_title()).back("/figures");
    Ok(show(&Dictionary { page, t, version: t.msg_figures_dictionary_version(VERSION.to_string()), columns, figures }))
}

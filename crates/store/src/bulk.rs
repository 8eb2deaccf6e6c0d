//! Rows of the same table that arrive together are inserted together.
//!
//! A group of waiting acts becomes a handful of statements. Their texts have a fixed number of rows, so that each is
//! prepared once. The text is one for both databases but for how a place for a value is written: SQLite looks a numbered place
//! up by its name, each among all of them, which for sixteen rows of the log is a good part of what they cost.

use std::sync::LazyLock;

use crate::error::Result;
use crate::sql::{Conn, Value};

/// The numbers of rows that there are statements for: each small one, so that a small group is one statement.
const SIZES: [usize; 18] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 32, 64];

/// The tables written in bulk, in the order in which a group writes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Table {
    Plans,
    Events,
    Readers,
    Waiting,
    Deviations,
    PlanFigures,
    Figures,
    Jobs,
    AccessLog,
    Unsealed,
    Leaves,
}

impl Table {
    pub const ALL: [Self; 11] = [
        Self::Plans,
        Self::Events,
        Self::Readers,
        Self::Waiting,
        Self::Deviations,
        Self::PlanFigures,
        Self::Figures,
        Self::Jobs,
        Self::AccessLog,
        Self::Unsealed,
        Self::Leaves,
    ];

    /// The start of the statement, its number of columns, and what happens when the row is there already.
    const fn parts(self) -> (&'static str, usize, &'static str) {
        match self {
            Self::Plans => (
                "insert into plans (plan, revision, stage, next_meeting, label, state, state_revision, codec, key_id, created_at, updated_at) values ",
                11,
                // A row without a state leaves the one that is there: SQLite then writes one page of eight.
                " on conflict (plan) do update set revision = excluded.revision, stage = excluded.stage, next_meeting = excluded.next_meeting, \
                 label = excluded.label, state = case when excluded.state_revision is null then plans.state else excluded.state end, \
                 state_revision = coalesce(excluded.state_revision, plans.state_revision, plans.revision), \
                 codec = excluded.codec, key_id = excluded.key_id, updated_at = excluded.updated_at",
            ),
            Self::Events => (
                "insert into events (plan, seq, at, account, unit, kind, body, codec, key_id, act_key) values ",
                10,
                "",
            ),
            Self::Readers => (
                "insert into plan_readers (plan, subject_kind, subject_id, role, from_day, to_day) values ",
                6,
                " on conflict (plan, subject_kind, subject_id, role, from_day) do update set to_day = excluded.to_day",
            ),
            Self::Waiting => (
                "insert into waiting (plan, row_no, subject_kind, subject_id, task, item, due, words, codec, key_id) values ",
                10,
                " on conflict (plan, row_no) do update set subject_kind = excluded.subject_kind, subject_id = excluded.subject_id, \
                 task = excluded.task, item = excluded.item, due = excluded.due, words = excluded.words, codec = excluded.codec, key_id = excluded.key_id",
            ),
            Self::Deviations => (
                "insert into deviations (plan, row_no, unit, about, kind, item, number, staff, since) values ",
                9,
                " on conflict (plan, row_no) do update set unit = excluded.unit, about = excluded.about, kind = excluded.kind, \
                 item = excluded.item, number = excluded.number, staff = excluded.staff, since = excluded.since",
            ),
            Self::PlanFigures => (
                "insert into plan_figures (plan, unit, counts) values ",
                3,
                " on conflict (plan) do update set unit = excluded.unit, counts = excluded.counts",
            ),
            // What is written is what to add.
            Self::Figures => (
                "insert into figures (figure, quarter, unit, value, n, kept) values ",
                6,
                " on conflict (figure, quarter, unit, value) do update set n = figures.n + excluded.n, kept = figures.kept + excluded.kept",
            ),
            Self::Jobs => (
                "insert into jobs (job, plan, kind, body, dedupe, run_at, attempts, leased_until) values ",
                8,
                " on conflict (dedupe) do nothing",
            ),
            Self::AccessLog => (
                "insert into access_log (id, plan, at, account, actor_kind, actor_id, unit, action, surface, purpose, outcome, reason, about) values ",
                13,
                "",
            ),
            Self::Unsealed => ("insert into unsealed (line, plan, seq) values ", 3, ""),
            Self::Leaves => ("insert into leaves (leaf, form, line, plan, seq, hashes) values ", 6, ""),
        }
    }

    /// The statement for the number of rows at that place in `SIZES`.
    fn text(self, size: usize, places: Places) -> &'static str {
        static TEXTS: LazyLock<Vec<Vec<[String; 2]>>> = LazyLock::new(|| {
            let both = |table: &Table, rows| [Places::Numbered, Places::InTurn].map(|places| table.build(rows, places));
            Table::ALL.iter().map(|table| SIZES.iter().map(|rows| both(table, *rows)).collect()).collect()
        });
        &TEXTS[self as usize][size][places as usize]
    }

    fn build(self, rows: usize, places: Places) -> String {
        let (start, columns, end) = self.parts();
        let place = |number: usize| match places {
            Places::Numbered => format!("${number}"),
            Places::InTurn => "?".to_owned(),
        };
        let row = |r: usize| {
            let holes: Vec<_> = (1..=columns).map(|c| place(r * columns + c)).collect();
            format!("({})", holes.join(", "))
        };
        format!("{start}{}{end}", (0..rows).map(row).collect::<Vec<_>>().join(", "))
    }

    /// Insert the rows, in few statements.
    pub async fn insert(self, conn: &mut Conn<'_>, rows: &[&Vec<Value>]) -> Result<()> {
        let places = if matches!(conn, Conn::Sqlite(_)) { Places::InTurn } else { Places::Numbered };
        let mut left = rows;
        while !left.is_empty() {
            let size = SIZES.partition_point(|size| *size <= left.len()) - 1;
            let (now, later) = left.split_at(SIZES[size]);
            conn.execute(self.text(size, places), now.iter().flat_map(|row| row.iter())).await?;
            left = later;
        }
        Ok(())
    }

    /// Every statement this table can send, for the test that prepares them all.
    pub fn statements(self) -> Vec<&'static str> {
        (0..SIZES.len()).map(|size| self.text(size, Places::Numbered)).collect()
    }
}

/// How the places for values are written.
#[derive(Debug, Clone, Copy)]
enum Places {
    /// `$1`, as both databases read it.
    Numbered,
    /// `?`, as SQLite alone does.
    InTurn,
}

/// Lines of the log, and that they are to be sealed, as one text for SQLite with the transaction around it: the connection's
/// thread is then woken once for all of it, not four times. `None` for a number of lines that no text is there for.
pub(crate) fn whole_log(lines: usize) -> Option<&'static str> {
    static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let text = |size| {
            let [lines, queued] = [Table::AccessLog, Table::Unsealed].map(|table| table.text(size, Places::InTurn));
            format!("begin immediate; {lines}; {queued}; commit")
        };
        (0..SIZES.len()).map(text).collect()
    });
    let size = SIZES.iter().position(|rows| *rows == lines)?;
    TEXTS.get(size).map(String::as_str)
}

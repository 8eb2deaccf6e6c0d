//! One writer groups what waits into one transaction.
//!
//! A durable commit costs a flush of the disk, whatever it holds; so acts and log lines that wait together are committed
//! together (SQLite: everything; PostgreSQL: the log lines, while each act has a transaction of its own on the pool).
//! The group is first tried as a whole. If anything in it fails, it is undone and done again with a savepoint around each
//! part, so that only the part that failed is lost. Nobody is answered before the commit.

use tokio::sync::{mpsc, oneshot};

use crate::bulk::Table;
use crate::db::Pool;
use crate::error::{Result, StoreError};
use crate::sql::{Conn, Expect, Row, Statement, Value};

/// The most parts in one transaction.
const GROUP: usize = 256;
/// How many may wait before those who come next wait in line.
const QUEUE: usize = 4096;
/// How often a transaction is tried again that PostgreSQL could not put in order with others.
const TRIES: usize = 5;

/// Something that is written whole or not at all.
#[derive(Debug, Default)]
pub(crate) struct Unit {
    /// Rows of the tables that are written in bulk.
    pub rows: Vec<(Table, Vec<Value>)>,
    /// Other statements, done after the rows, in order.
    pub statements: Vec<Statement>,
}

/// The rows that each `returning` statement of a unit gave, in order.
pub(crate) type Returned = Vec<Vec<Row>>;

struct Waiting {
    unit: Unit,
    answer: oneshot::Sender<Result<Returned>>,
}

/// Lines of the log on their way to the disk, or still in hand because the queue was full.
pub(crate) enum Begun {
    Sent(oneshot::Receiver<Result<Returned>>),
    Kept(Unit),
}

/// The way to write.
#[derive(Clone)]
pub(crate) struct Writer {
    grouped: mpsc::Sender<Waiting>,
    /// PostgreSQL's pool, for what is not grouped.
    pool: Option<sqlx::PgPool>,
}

impl Writer {
    /// Start the task that writes. It ends when the last `Writer` is dropped and all that waited is answered.
    pub fn start(pool: &Pool, sqlite: Option<sqlx::SqliteConnection>) -> (Self, tokio::task::JoinHandle<()>) {
        let (grouped, queue) = mpsc::channel(QUEUE);
        match (pool, sqlite) {
            (Pool::Postgres(pool), _) => {
                let task = tokio::spawn(serve(queue, Connection::Postgres(pool.clone())));
                (Self { grouped, pool: Some(pool.clone()) }, task)
            }
            (Pool::Sqlite(_), writer) => {
                let task = tokio::spawn(async move {
                    if let Some(writer) = writer {
                        serve(queue, Connection::Sqlite(Box::new(writer))).await;
                    }
                });
                (Self { grouped, pool: None }, task)
            }
        }
    }

    /// Write a unit durably.
    ///
    /// # Errors
    /// `Conflict` when a row was there already or an expected change did not happen; nothing is then written.
    pub async fn write(&self, unit: Unit) -> Result<Returned> {
        match &self.pool {
            Some(pool)
                if !unit.rows.iter().all(|(table, _)| *table == Table::AccessLog) || !unit.statements.is_empty() =>
            {
                alone(pool, &unit).await
            }
            _ => self.grouped(unit).await,
        }
    }

    /// Write statements durably, as one unit.
    pub async fn run(&self, statements: Vec<Statement>) -> Result<Returned> {
        self.write(Unit { rows: Vec::new(), statements }).await
    }

    /// Begin to write a unit that holds nothing but lines of the log, without waiting: other work goes on meanwhile.
    pub fn begin_log(&self, unit: Unit) -> Begun {
        let (answer, answered) = oneshot::channel();
        match self.grouped.try_send(Waiting { unit, answer }) {
            Ok(()) => Begun::Sent(answered),
            Err(mpsc::error::TrySendError::Full(waiting) | mpsc::error::TrySendError::Closed(waiting)) => {
                Begun::Kept(waiting.unit)
            }
        }
    }

    /// Wait until what was begun is durable.
    pub async fn finish_log(&self, begun: Begun) -> Result<()> {
        match begun {
            Begun::Sent(answered) => answered.await.map_err(|_| StoreError::Closing)?.map(drop),
            Begun::Kept(unit) => self.grouped(unit).await.map(drop),
        }
    }

    async fn grouped(&self, unit: Unit) -> Result<Returned> {
        let (answer, answered) = oneshot::channel();
        self.grouped.send(Waiting { unit, answer }).await.map_err(|_| StoreError::Closing)?;
        answered.await.map_err(|_| StoreError::Closing)?
    }
}

/// The connection on which groups are written.
enum Connection {
    Sqlite(Box<sqlx::SqliteConnection>),
    Postgres(sqlx::PgPool),
}

async fn serve(mut queue: mpsc::Receiver<Waiting>, mut connection: Connection) {
    let mut group = Vec::with_capacity(GROUP);
    while queue.recv_many(&mut group, GROUP).await > 0 {
        gather(&mut queue, &mut group).await;
        let units: Vec<&Unit> = group.iter().map(|waiting| &waiting.unit).collect();
        let results = write_group(&mut connection, &units).await;
        for (waiting, result) in group.drain(..).zip(results) {
            // Whoever asked may have gone away; what was written stays written.
            let _ = waiting.answer.send(result);
        }
    }
    if let Connection::Sqlite(writer) = connection {
        let _ = sqlx::Connection::close(*writer).await;
    }
}

/// Let those who were just answered ask again before the disk is flushed: else the first of them would have a flush to itself
/// while the others wait for the next.
async fn gather(queue: &mut mpsc::Receiver<Waiting>, group: &mut Vec<Waiting>) {
    loop {
        let before = group.len();
        tokio::task::yield_now().await;
        while group.len() < GROUP
            && let Ok(waiting) = queue.try_recv()
        {
            group.push(waiting);
        }
        if group.len() == before || group.len() >= GROUP {
            return;
        }
    }
}

/// Lines of the log alone, on SQLite, in one go. `false`: they are something else, or it failed and is undone; the longer way
/// then says which part of it cannot be written.
async fn log_alone(conn: &mut sqlx::SqliteConnection, units: &[&Unit]) -> bool {
    let lines: Vec<_> = units.iter().flat_map(|unit| &unit.rows).collect();
    let alone =
        units.iter().all(|unit| unit.statements.is_empty()) && lines.iter().all(|(of, _)| *of == Table::AccessLog);
    let Some(text) = crate::bulk::whole_log(lines.len()).filter(|_| alone) else { return false };
    let queued: Vec<_> = lines.iter().filter_map(|(of, row)| crate::seal::sequence::queue_row(*of, row)).collect();
    let values = lines.iter().flat_map(|(_, row)| row).chain(queued.iter().flatten());
    let mut conn = Conn::Sqlite(conn);
    if conn.execute(text, values).await.is_ok() {
        return true;
    }
    // It fails too when nothing was begun: then there is nothing to undo.
    let _ = conn.execute("rollback", &[]).await;
    false
}

/// One result for each unit. A failure of the transaction itself is told to all of them.
async fn write_group(connection: &mut Connection, units: &[&Unit]) -> Vec<Result<Returned>> {
    if let Connection::Sqlite(conn) = connection
        && log_alone(conn, units).await
    {
        return units.iter().map(|_| Ok(Returned::new())).collect();
    }
    let outcome = match connection {
        Connection::Sqlite(conn) => in_transaction(&mut Conn::Sqlite(conn), units).await,
        Connection::Postgres(pool) => match pool.acquire().await {
            Ok(mut conn) => in_transaction(&mut Conn::Postgres(&mut conn), units).await,
            Err(error) => Err(error.into()),
        },
    };
    outcome.unwrap_or_else(|error| {
        tracing::error!(%error, parts = units.len(), "a group could not be written");
        let told = error.to_string();
        units.iter().map(|_| Err(StoreError::Database(sqlx::Error::Protocol(told.clone())))).collect()
    })
}

async fn in_transaction(conn: &mut Conn<'_>, units: &[&Unit]) -> Result<Vec<Result<Returned>>> {
    begin(conn).await?;
    let results = if let Ok(returned) = together(conn, units).await {
        returned.into_iter().map(Ok).collect()
    } else {
        conn.execute("rollback", &[]).await?;
        begin(conn).await?;
        match apart(conn, units).await {
            Ok(results) => results,
            Err(error) => return undo(conn, error).await,
        }
    };
    match conn.execute("commit", &[]).await {
        Ok(_) => Ok(results),
        Err(error) => undo(conn, error).await,
    }
}

async fn undo<T>(conn: &mut Conn<'_>, error: StoreError) -> Result<T> {
    // After some errors the database has rolled back by itself; then this one fails, and the first error is what counts.
    let _ = conn.execute("rollback", &[]).await;
    Err(error)
}

async fn begin(conn: &mut Conn<'_>) -> Result<()> {
    conn.execute(if matches!(conn, Conn::Sqlite(_)) { "begin immediate" } else { "begin" }, &[]).await.map(drop)
}

/// All units at once: their rows in bulk, table by table, then their statements. What is to be sealed is queued here, so that
/// no row of the history or the log can be written without it.
async fn together(conn: &mut Conn<'_>, units: &[&Unit]) -> Result<Vec<Returned>> {
    let all = || units.iter().flat_map(|unit| &unit.rows);
    let queued: Vec<_> = all().filter_map(|(table, row)| crate::seal::sequence::queue_row(*table, row)).collect();
    for table in Table::ALL {
        let own = all().filter(|(of, _)| *of == table).map(|(_, row)| row);
        let rows: Vec<&Vec<Value>> = if table == Table::Unsealed { queued.iter().collect() } else { own.collect() };
        table.insert(conn, &rows).await?;
    }
    let mut all = Vec::with_capacity(units.len());
    for unit in units {
        let mut returned = Vec::new();
        for statement in &unit.statements {
            returned.extend(run_one(conn, statement).await?);
        }
        all.push(returned);
    }
    Ok(all)
}

async fn run_one(conn: &mut Conn<'_>, statement: &Statement) -> Result<Option<Vec<Row>>> {
    if statement.expect == Expect::Rows {
        return conn.fetch(statement.sql, &statement.values).await.map(Some);
    }
    let changed = conn.execute(statement.sql, &statement.values).await?;
    if statement.expect == Expect::Changed && changed == 0 {
        return Err(StoreError::Conflict("the row is not as expected".into()));
    }
    Ok(None)
}

/// Each unit within a savepoint of its own.
async fn apart(conn: &mut Conn<'_>, units: &[&Unit]) -> Result<Vec<Result<Returned>>> {
    let mut results = Vec::with_capacity(units.len());
    for unit in units {
        conn.execute("savepoint part", &[]).await?;
        let result = together(conn, &[unit]).await.map(|mut returned| returned.pop().unwrap_or_default());
        conn.execute(if result.is_ok() { "release savepoint part" } else { "rollback to savepoint part" }, &[]).await?;
        results.push(result);
    }
    Ok(results)
}

/// One unit in a transaction of its own on PostgreSQL's pool, tried again when PostgreSQL could not put it in order.
async fn alone(pool: &sqlx::PgPool, unit: &Unit) -> Result<Returned> {
    let mut tries = 1;
    loop {
        match once(pool, unit).await {
            Err(error) if error.is_transient() && tries < TRIES => tries += 1,
            result => return result,
        }
    }
}

async fn once(pool: &sqlx::PgPool, unit: &Unit) -> Result<Returned> {
    let mut transaction = pool.begin().await?;
    let mut returned = together(&mut Conn::Postgres(&mut transaction), &[unit]).await?;
    transaction.commit().await?;
    Ok(returned.pop().unwrap_or_default())
}

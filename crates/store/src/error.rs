//! What can go wrong in the store, apart from what the rules say no to.

/// A failure of the store. None of its texts holds a personal word: they name tables, columns, files and ids.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or could not be reached.
    #[error("the database failed: {0}")]
    Database(#[source] sqlx::Error),
    /// A row that had to be unique, or to be as expected, was not: somebody else was first.
    #[error("somebody else was first: {0}")]
    Conflict(String),
    /// There is no such row.
    #[error("not found")]
    NotFound,
    /// What is stored cannot be read.
    #[error("cannot read {what}: {why}")]
    Unreadable {
        /// The table and key.
        what: String,
        /// What the reader said.
        why: String,
    },
    /// The address of the database cannot be used; the text says what to write instead.
    #[error("{0}")]
    Address(String),
    /// Another process has the database open.
    #[error("another process has {0} open; stop it first, or use PostgreSQL for several processes")]
    Locked(String),
    /// The database's migrations are not those of this program.
    #[error("migrations: {0}")]
    Migration(String),
    /// The writer has stopped, because the store is being closed.
    #[error("the store is closing")]
    Closing,
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which file.
        path: String,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The keys cannot be used; the text says why and what to do. Nothing was changed.
    #[error("keys: {0}")]
    Keys(String),
    /// The seal is not as it was left; the text says what is missing. Nothing is then added to it.
    #[error("the seal: {0}")]
    Seal(String),
    /// A backup cannot be made, read or restored; the text says why and what to do.
    #[error("backup: {0}")]
    Backup(String),
}

/// What the store's functions return.
pub type Result<T> = std::result::Result<T, StoreError>;

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        if let sqlx::Error::Database(inner) = &error
            && (inner.is_unique_violation() || inner.is_foreign_key_violation())
        {
            return Self::Conflict(inner.message().to_owned());
        }
        Self::Database(error)
    }
}

impl StoreError {
    /// An unreadable row.
    pub(crate) fn unreadable(what: impl Into<String>, why: impl std::fmt::Display) -> Self {
        Self::Unreadable { what: what.into(), why: why.to_string() }
    }

    /// Whether the same transaction may succeed when tried again: PostgreSQL's serialization failures and deadlocks.
    pub(crate) fn is_transient(&self) -> bool {
        let Self::Database(sqlx::Error::Database(inner)) = self else {
            return false;
        };
        matches!(inner.code().as_deref(), Some("40001" | "40P01"))
    }
}

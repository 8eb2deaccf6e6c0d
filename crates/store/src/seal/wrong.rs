//! What a verification of the seal finds, in words for whoever runs it. Ids and numbers, no personal words.

use std::fmt;

/// A row of the history or the log, by its key as it is stored: after tampering that may be any text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SealedRow {
    /// An event.
    Event {
        /// Its plan.
        plan: String,
        /// Its number in the story.
        seq: i64,
    },
    /// A line of the access log.
    Line {
        /// Its id.
        id: String,
    },
}

impl SealedRow {
    /// The row that the columns line, plan and seq name.
    pub(crate) fn named(line: String, plan: String, seq: i64) -> Self {
        if line.is_empty() { Self::Event { plan, seq } } else { Self::Line { id: line } }
    }
}

impl fmt::Display for SealedRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Event { plan, seq } => write!(f, "events, plan {}, seq {seq}", plan.escape_debug()),
            Self::Line { id } => write!(f, "access_log, id {}", id.escape_debug()),
        }
    }
}

/// What happened to a row that has a leaf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowFault {
    /// Its values are not those that were sealed.
    Changed,
    /// Its values and those of the other were exchanged.
    Swapped(SealedRow),
    /// It is not there.
    Deleted,
    /// It cannot be read at all.
    Unreadable,
}

/// Where a checkpoint was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// In the database, by its number.
    Stored(u64),
    /// At a witness, by the name of its file.
    Witness(String),
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stored(number) => write!(f, "checkpoints, number {number}"),
            Self::Witness(file) => write!(f, "witness, file {}", file.escape_debug()),
        }
    }
}

/// What is wrong with a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckpointFault {
    /// It is no checkpoint, or its signature is not of a key that was given.
    Signature,
    /// Its columns do not say what was signed.
    Columns,
    /// It is of another log.
    Origin(String),
    /// The leaves up to there are not those that were signed; those up to the first number still are.
    Rewritten {
        /// The highest leaf count that a checkpoint still confirms.
        from: u64,
        /// The leaf count that was signed.
        to: u64,
        /// The row at the first leaf that may have been changed.
        first: Option<SealedRow>,
    },
    /// There are fewer leaves than were signed: the end of the log was cut off.
    Truncated {
        /// How many there are.
        left: u64,
        /// How many were signed.
        signed: u64,
    },
    /// The witness has it and the database has not.
    NotStored,
}

/// Something that is not as it was sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A row of the history or the log.
    Row(SealedRow, RowFault),
    /// The hashes stored with a leaf, or its number. Where the first leaf they are of is an earlier one, a leaf from that one on
    /// may be another than the one that was sealed there.
    Hashes(u64),
    /// A row of `leaves` that cannot be read, or names two rows.
    Leaf,
    /// Rows of `leaves`, from the leaf on up to the one before this.
    LeavesMissing(u64),
    /// A row that has no leaf and does not wait for one: written by something else than this program.
    Stray(SealedRow),
    /// A row of `unsealed` that names a row which is not there: deleted before it was sealed.
    Queue(SealedRow),
    /// Lines were thinned out, and no checkpoint of five years before covers them.
    ThinnedEarly,
    /// A checkpoint.
    Checkpoint(Source, CheckpointFault),
    /// Rows of `checkpoints`, from the first number to before the second.
    CheckpointsMissing(u64, u64),
}

/// Something that is not as it was sealed, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The leaf, where it is about one.
    pub leaf: Option<u64>,
    /// What.
    pub what: What,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(leaf) = self.leaf {
            write!(f, "leaf {leaf}: ")?;
        }
        match &self.what {
            What::Row(row, RowFault::Changed) => write!(f, "{row}: changed since it was sealed"),
            What::Row(row, RowFault::Swapped(other)) => write!(f, "{row}: exchanged with ({other})"),
            What::Row(row, RowFault::Deleted) => write!(f, "{row}: deleted"),
            What::Row(row, RowFault::Unreadable) => write!(f, "{row}: changed so that it cannot be read"),
            What::Hashes(first) if self.leaf == Some(*first) => f.write_str("leaves: the stored hashes were changed"),
            What::Hashes(first) => {
                write!(f, "leaves: the stored hashes were changed, or one of leaf {first} to this took another's place")
            }
            What::Leaf => f.write_str("leaves: the row cannot be read, or names two rows"),
            What::LeavesMissing(to) => write!(f, "leaves: rows deleted, up to leaf {}", to.saturating_sub(1)),
            What::Stray(row) => write!(f, "{row}: added past the seal; it has no leaf and waits for none"),
            What::Queue(row) => write!(f, "{row}: deleted before it was sealed (unsealed still names it)"),
            What::ThinnedEarly => {
                f.write_str("access_log: lines thinned out that no checkpoint of five years before covers")
            }
            What::Checkpoint(source, fault) => write!(f, "{source}: {fault}"),
            What::CheckpointsMissing(from, to) => write!(f, "checkpoints: rows deleted, number {from} to {}", to - 1),
        }
    }
}

impl fmt::Display for CheckpointFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Signature => f.write_str("not signed by a known key, or changed since it was signed"),
            Self::Columns => f.write_str("its columns do not say what was signed"),
            Self::Origin(origin) => write!(f, "it is of another log: {}", origin.escape_debug()),
            Self::Rewritten { from, to, first } => {
                write!(f, "the log was rewritten: leaves {from} to {} are not those that were signed", to - 1)?;
                first.as_ref().map_or(Ok(()), |row| write!(f, "; the first of them is {row}"))
            }
            Self::Truncated { left, signed } => {
                write!(f, "the log was cut off: {signed} leaves were signed and {left} are left")
            }
            Self::NotStored => f.write_str("the database no longer has this checkpoint"),
        }
    }
}

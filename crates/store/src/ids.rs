//! Ids of log lines, jobs and rows: made by a source that is handed in, because the store draws no chance.

use std::sync::Arc;

use uuid::Uuid;

/// Gives a new id at each call. The binary hands in UUIDs of version 7 (RFC 9562: ordered by time, so that new rows lie together);
/// tests hand in a counter.
pub type NewId = Arc<dyn Fn() -> Uuid + Send + Sync>;

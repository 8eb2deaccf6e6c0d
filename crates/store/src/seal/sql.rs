//! The statements of the seal.

/// One more than the highest leaf.
pub(crate) const SIZE: &str = "select coalesce(max(leaf), -1) + 1 from leaves";
pub(crate) const HASHES: &str = "select hashes from leaves where leaf = $1";
// Both take rows in the order of the queue's key, so that a long queue is never sorted. Ids of lines are ordered by time.
pub(crate) const QUEUED_EVENTS: &str = "select e.plan, e.seq, e.at, e.account, e.unit, e.kind, e.body, e.codec, e.key_id, e.act_key \
    from unsealed u join events e on e.plan = u.plan and e.seq = u.seq where u.line = '' order by u.line, u.plan, u.seq limit $1";
pub(crate) const QUEUED_LINES: &str = "select l.id, l.plan, l.at, l.account, l.actor_kind, l.actor_id, l.unit, l.action, l.surface, l.purpose, l.outcome, l.reason, l.about \
    from unsealed u join access_log l on l.id = u.line where u.line > '' order by u.line limit $1";
pub(crate) const SEALED: &str =
    "delete from unsealed where (line, plan, seq) in (select line, plan, seq from leaves where leaf >= $1)";

pub(crate) const LAST: &str = "select checkpoint, size, note from checkpoints order by checkpoint desc limit 1";
pub(crate) const NOTE: &str = "select note from checkpoints where checkpoint = $1";
pub(crate) const OF_SIZE: &str = "select note from checkpoints where size = $1";
pub(crate) const ADD: &str = "insert into checkpoints (checkpoint, size, at, note) values ($1, $2, $3, $4)";
pub(crate) const CHECKPOINTS: &str =
    "select checkpoint, size, at, note from checkpoints where checkpoint > $1 order by checkpoint limit $2";

pub(crate) const LEAVES: &str =
    "select leaf, form, line, plan, seq, hashes from leaves where leaf > $1 order by leaf limit $2";
pub(crate) const EVENTS: &str = "select f.leaf, e.plan, e.seq, e.at, e.account, e.unit, e.kind, e.body, e.codec, e.key_id, e.act_key \
    from leaves f join events e on e.plan = f.plan and e.seq = f.seq where f.leaf > $1 and f.leaf <= $2 and f.line = ''";
pub(crate) const LINES: &str = "select f.leaf, l.id, l.plan, l.at, l.account, l.actor_kind, l.actor_id, l.unit, l.action, l.surface, l.purpose, l.outcome, l.reason, l.about \
    from leaves f join access_log l on l.id = f.line where f.leaf > $1 and f.leaf <= $2 and f.line > ''";
pub(crate) const COUNTS: &str = "select (select count(*) from events), (select count(*) from access_log), \
    (select count(*) from unsealed u join events e on e.plan = u.plan and e.seq = u.seq where u.line = ''), \
    (select count(*) from unsealed u join access_log l on l.id = u.line where u.line > ''), (select count(*) from unsealed)";
pub(crate) const STRAY_EVENTS: &str = "select e.plan, e.seq from events e \
    left join unsealed u on u.line = '' and u.plan = e.plan and u.seq = e.seq \
    left join leaves f on f.line = '' and f.plan = e.plan and f.seq = e.seq \
    where u.seq is null and f.seq is null order by e.plan, e.seq limit 1000";
pub(crate) const STRAY_LINES: &str = "select l.id from access_log l left join unsealed u on u.line = l.id left join leaves f on f.line = l.id \
    where u.line is null and f.line is null order by l.id limit 1000";
pub(crate) const STRAY_QUEUE: &str = "select u.line, u.plan, u.seq from unsealed u left join events e on u.line = '' and e.plan = u.plan and e.seq = u.seq \
    left join access_log l on u.line > '' and l.id = u.line where e.plan is null and l.id is null order by u.line, u.plan, u.seq limit 1000";
pub(crate) const MARKS: &str = "select action, reason, at from access_log where action in ('thin', 'restore') and actor_kind = 'operator' order by at, id";
pub(crate) const LEAF_OF_EVENT: &str =
    "select leaf, form from leaves where line = '' and plan = $1 and seq = $2 order by leaf limit 1";
pub(crate) const LEAF_OF_LINE: &str = "select leaf, form from leaves where line = $1 order by leaf limit 1";

/// How many leaves the last checkpoint before a time covers.
pub(crate) const COVERED: &str = "select coalesce(max(size), 0) from checkpoints where at < $1";
// What operators did to the log as a whole stays, however old.
pub(crate) const THINNED: &str = "select count(*) from access_log where action not in ('thin', 'restore') \
    and id in (select line from leaves where leaf < $1 and line > '')";
pub(crate) const THIN: &str = "delete from access_log where action not in ('thin', 'restore') \
    and id in (select line from leaves where leaf < $1 and line > '')";
pub(crate) const RESTORED: &str = "insert into access_log (id, at, actor_kind, action, surface, outcome, reason) \
    values ($1, $2, 'operator', 'restore', 'command', 'allowed', $3)";
pub(crate) const RESTORED_QUEUE: &str = "insert into unsealed (line, plan, seq) values ($1, '', 0)";

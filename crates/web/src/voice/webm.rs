//! `WebM`: elements of EBML (RFC 8794), each an id, a size and what it holds; sound lies in blocks with times (RFC 9559).

use super::NotAVoice::{self, Broken, MovingPictures};
use super::number;

/// Elements that hold elements: entered, whatever size they say; a recorder does not know it when it begins.
const HOLDING: [u64; 7] = [0x1853_8067, 0x1549_A966, 0x1654_AE6B, 0xAE, 0x1F43_B675, 0xA0, 0x1A45_DFA3];
const DOC_TYPE: u64 = 0x4282;
const TIMESTAMP_SCALE: u64 = 0x002A_D7B1;
const TRACK_TYPE: u64 = 0x83;
const CLUSTER_TIMESTAMP: u64 = 0xE7;
const SIMPLE_BLOCK: u64 = 0xA3;
const BLOCK: u64 = 0xA1;
/// Files that ride along: a voice note has none.
const ATTACHMENTS: u64 = 0x1941_A469;
/// The kind of track that is sound.
const SOUND: u64 = 2;

/// When its last block begins, in milliseconds.
pub(super) fn milliseconds(file: &[u8]) -> Result<u64, NotAVoice> {
    let (mut rest, mut tracks, mut blocks) = (file, 0, 0_u32);
    let (mut scale, mut cluster, mut last, mut web) = (1_000_000_u64, 0_u64, 0_u64, false);
    while !rest.is_empty() {
        let (id, after) = id(rest).ok_or(Broken)?;
        let (size, after) = size(after).ok_or(Broken)?;
        if HOLDING.contains(&id) {
            rest = after;
            continue;
        }
        let length = size.and_then(|size| usize::try_from(size).ok()).ok_or(Broken)?;
        let (held, after) = after.split_at_checked(length).ok_or(Broken)?;
        rest = after;
        match id {
            DOC_TYPE => web = held == b"webm",
            TIMESTAMP_SCALE => scale = number(held).ok_or(Broken)?,
            TRACK_TYPE if number(held) == Some(SOUND) => tracks += 1,
            TRACK_TYPE => return Err(MovingPictures),
            CLUSTER_TIMESTAMP => cluster = number(held).ok_or(Broken)?,
            SIMPLE_BLOCK | BLOCK => {
                last = last.max(cluster.saturating_add(within_cluster(held).ok_or(Broken)?));
                blocks += 1;
            }
            ATTACHMENTS => return Err(Broken),
            _ => {}
        }
    }
    if !web || tracks != 1 || blocks == 0 {
        return Err(Broken);
    }
    u64::try_from(u128::from(last) * u128::from(scale) / 1_000_000).map_err(|_| Broken)
}

/// An element's id, with the mark of its length, and what comes after.
fn id(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let length = usize::try_from(bytes.first()?.leading_zeros()).ok()? + 1;
    let (id, rest) = bytes.split_at_checked(length).filter(|_| length <= 4)?;
    Some((number(id)?, rest))
}

/// An element's size, `None` where it does not say it, and what comes after.
fn size(bytes: &[u8]) -> Option<(Option<u64>, &[u8])> {
    let length = usize::try_from(bytes.first()?.leading_zeros()).ok()? + 1;
    let (size, rest) = bytes.split_at_checked(length).filter(|_| length <= 8)?;
    let most = (1_u64 << (7 * length)) - 1;
    let size = number(size)? & most;
    Some(((size != most).then_some(size), rest))
}

/// A block's time within its cluster: after the number of its track, two bytes with a sign; what lies before counts as nothing.
fn within_cluster(block: &[u8]) -> Option<u64> {
    let (_, rest) = size(block)?;
    let time = i16::from_be_bytes(rest.get(..2)?.try_into().ok()?);
    Some(u64::try_from(time).unwrap_or(0))
}

//! Ogg: pages in a row, each with how far the sound has come (RFC 3533); Opus (RFC 7845) or Vorbis in it.

use super::NotAVoice::{self, Broken, MovingPictures};
use super::at_rate;

/// How far its last page comes, in milliseconds.
pub(super) fn milliseconds(file: &[u8]) -> Result<u64, NotAVoice> {
    let (mut rest, mut stream, mut rate, mut last) = (file, None, 0, 0_u64);
    while !rest.is_empty() {
        let (head, after) = rest.split_at_checked(27).filter(|(head, _)| head.starts_with(b"OggS\0")).ok_or(Broken)?;
        let (lengths, after) = after.split_at_checked(usize::from(head[26])).ok_or(Broken)?;
        let length = lengths.iter().map(|length| usize::from(*length)).sum();
        let (sound, after) = after.split_at_checked(length).ok_or(Broken)?;
        rest = after;
        let serial = &head[14..18];
        if head[5] & 2 != 0 {
            // A second stream beside the sound is pictures, or something that nobody asked for.
            if stream.replace(serial).is_some() {
                return Err(MovingPictures);
            }
            rate = rate_of(sound).ok_or(if sound.starts_with(b"\x80theora") { MovingPictures } else { Broken })?;
        }
        if stream != Some(serial) {
            return Err(Broken);
        }
        let come = u64::from_le_bytes(head[6..14].try_into().map_err(|_| Broken)?);
        // All ones: no packet ends on this page.
        if come != u64::MAX {
            last = last.max(come);
        }
    }
    if last == 0 { Err(Broken) } else { at_rate(last, rate).ok_or(Broken) }
}

/// Ticks a second, from the first packet of a stream of sound.
fn rate_of(packet: &[u8]) -> Option<u64> {
    if packet.starts_with(b"OpusHead") {
        return Some(48_000);
    }
    let rate = packet.strip_prefix(b"\x01vorbis")?.get(5..9)?;
    Some(u64::from(u32::from_le_bytes(rate.try_into().ok()?)))
}

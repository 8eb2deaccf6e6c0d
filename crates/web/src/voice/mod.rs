//! A voice note: its container is walked from its first byte to its last before it is kept, so that what is stored is sound, at
//! most two minutes of it, and no film. The sound itself is kept as it was given.
//!
//! Walked here and not by a crate: symphonia is under MPL-2.0 (`deny.toml`), and the smaller ones set aside as much memory as a
//! header claims. These walkers set nothing aside: they look at slices of what came.

mod mp4;
mod ogg;
mod webm;

use samsyn_store::MediaType;

/// How long a voice note may be, in seconds; told before one is recorded.
pub const SECONDS: u32 = 120;
/// What a recorder may run over, in milliseconds.
const OVER: u64 = 2_000;

/// Why something is no voice note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAVoice {
    /// None of the kinds that are kept.
    Unknown,
    /// One of them, but it ends too early, holds nothing, or holds something else.
    Broken,
    /// A film.
    MovingPictures,
    /// More than two minutes.
    TooLong,
}

/// What kind of voice note it is, when it is one.
///
/// # Errors
/// [`NotAVoice`].
pub fn voice_of(file: &[u8]) -> Result<MediaType, NotAVoice> {
    // By its first bytes alone, whatever it calls itself.
    let (kind, milliseconds) = if file.starts_with(&[0x1A, 0x45, 0xDF, 0xA3]) {
        (MediaType::WebM, webm::milliseconds(file)?)
    } else if file.starts_with(b"OggS") {
        (MediaType::Ogg, ogg::milliseconds(file)?)
    } else if file.get(4..8) == Some(b"ftyp") {
        (MediaType::Mp4, mp4::milliseconds(file)?)
    } else {
        return Err(NotAVoice::Unknown);
    };
    if milliseconds > u64::from(SECONDS) * 1_000 + OVER { Err(NotAVoice::TooLong) } else { Ok(kind) }
}

/// A number of up to eight bytes, the highest first.
fn number(bytes: &[u8]) -> Option<u64> {
    (bytes.len() <= 8).then(|| bytes.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
}

/// Ticks at so many a second, as milliseconds.
fn at_rate(ticks: u64, rate: u64) -> Option<u64> {
    u64::try_from(u128::from(ticks) * 1_000 / u128::from(rate.max(1))).ok().filter(|_| rate > 0)
}

#[cfg(test)]
pub(crate) mod tests;

//! MPEG-4: boxes in boxes, each a size and a name (ISO/IEC 14496-12); the sound's length stands in tables, or in each fragment.

use super::NotAVoice::{self, Broken, MovingPictures};
use super::{at_rate, number};

/// What is known of the track while the boxes are walked.
#[derive(Default)]
struct Found {
    sound: u32,
    samples: bool,
    rate: u64,
    said: u64,
    counted: u64,
    each: u64,
    each_here: u64,
    fragments: u64,
}

/// How long the sound is, in milliseconds.
pub(super) fn milliseconds(file: &[u8]) -> Result<u64, NotAVoice> {
    let mut found = Found::default();
    walk(file, &mut found, 0)?;
    if found.sound != 1 || !found.samples {
        return Err(Broken);
    }
    at_rate(found.said.max(found.counted).max(found.fragments), found.rate).ok_or(Broken)
}

fn walk(mut rest: &[u8], found: &mut Found, depth: u8) -> Result<(), NotAVoice> {
    while !rest.is_empty() {
        let (name, held, after) = one(rest).ok_or(Broken)?;
        rest = after;
        match &name {
            b"moov" | b"trak" | b"mdia" | b"minf" | b"stbl" | b"mvex" | b"moof" | b"traf" if depth < 6 => {
                walk(held, found, depth + 1)?;
            }
            _ => read(name, held, found)?,
        }
    }
    Ok(())
}

/// A box: its name, what it holds, and what comes after it.
fn one(bytes: &[u8]) -> Option<([u8; 4], &[u8], &[u8])> {
    let name = bytes.get(4..8)?.try_into().ok()?;
    let (head, size) = match number(bytes.get(..4)?)? {
        0 => (8, u64::try_from(bytes.len()).ok()?),
        1 => (16, number(bytes.get(8..16)?)?),
        size => (8, size),
    };
    let (whole, after) = bytes.split_at_checked(usize::try_from(size).ok()?)?;
    Some((name, whole.get(head..)?, after))
}

fn read(name: [u8; 4], held: &[u8], found: &mut Found) -> Result<(), NotAVoice> {
    let at = |from: usize, to: usize| held.get(from..to).and_then(number).ok_or(Broken);
    match &name {
        b"hdlr" => match held.get(8..12).ok_or(Broken)? {
            b"soun" => found.sound += 1,
            b"vide" | b"auxv" | b"pict" => return Err(MovingPictures),
            _ => {}
        },
        // The table of the track that is sound comes after its handler is named, or before: the first of them is taken.
        b"mdhd" if found.rate == 0 => {
            let long = at(0, 1)? == 1;
            found.rate = if long { at(20, 24)? } else { at(12, 16)? };
            let said = if long { at(24, 32)? } else { at(16, 20)? };
            // All ones: not known.
            found.said = if said == u64::from(u32::MAX) || said == u64::MAX { 0 } else { said };
        }
        b"stts" => {
            for row in held.get(8..).ok_or(Broken)?.chunks_exact(8) {
                let ticks = number(&row[..4]).zip(number(&row[4..])).map_or(0, |(count, each)| count * each);
                found.counted = found.counted.saturating_add(ticks);
            }
        }
        b"trex" => found.each = at(12, 16)?,
        b"tfhd" => {
            let flags = at(1, 4)?;
            let from = 8 + if flags & 1 == 0 { 0 } else { 8 } + if flags & 2 == 0 { 0 } else { 4 };
            found.each_here = if flags & 8 == 0 { found.each } else { at(from, from + 4)? };
        }
        b"trun" => found.fragments = found.fragments.saturating_add(ticks_of(held, found.each_here).ok_or(Broken)?),
        b"mdat" => found.samples |= !held.is_empty(),
        _ => {}
    }
    Ok(())
}

/// How many ticks the samples of one run are together.
fn ticks_of(run: &[u8], each: u64) -> Option<u64> {
    let (flags, count) = (number(run.get(1..4)?)?, number(run.get(4..8)?)?);
    if flags & 0x100 == 0 {
        return count.checked_mul(each);
    }
    let head = 8 + if flags & 1 == 0 { 0 } else { 4 } + if flags & 4 == 0 { 0 } else { 4 };
    let row = 4 * usize::try_from((flags & 0xF00).count_ones()).ok()?;
    let rows = run.get(head..)?.chunks_exact(row).take(usize::try_from(count).ok()?);
    Some(rows.filter_map(|row| number(&row[..4])).fold(0, u64::saturating_add))
}

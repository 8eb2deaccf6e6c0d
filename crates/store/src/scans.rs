//! Scanned papers: written in the transaction of the act that names them, seen by those who see what they belong to.

use samsyn_domain::access::PlanView;
use samsyn_domain::ids::{PlanId, ScanId};

use crate::Store;
use crate::act::{ActError, Acted, Ask};
use crate::error::{Result, StoreError};
use crate::keys::sealed_columns;
use crate::look::{Asking, LookError};
use crate::sql::{Statement, values};
use crate::stamps::SCANS;

pub(crate) const ADD: &str = "insert into scans (scan, plan, kind, bytes, codec, key_id, made_at, account, stamp) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
pub(crate) const ONE: &str = "select kind, codec, bytes from scans where plan = $1 and scan = $2";

/// What kind of picture it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScanKind {
    /// PNG (ISO/IEC 15948).
    Png,
    /// JPEG (ISO/IEC 10918-1).
    Jpeg,
}

impl ScanKind {
    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }
}

/// A picture, written anew when it came so that it holds nothing but a picture.
#[derive(Clone, PartialEq, Eq)]
pub struct Scan {
    /// Its id.
    pub id: ScanId,
    /// What kind.
    pub kind: ScanKind,
    /// The file.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Scan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Scan({}, {} bytes)", self.id, self.bytes.len())
    }
}

impl Store {
    /// Do something in a plan that a picture belongs to: both are stored, or neither.
    ///
    /// # Errors
    /// As [`Store::act`].
    pub async fn act_with_scan(
        &self,
        asking: &Asking<'_>,
        ask: Ask,
        scan: Scan,
    ) -> std::result::Result<Acted, ActError> {
        let cipher = self.keys.of_plan(ask.plan).await?;
        let (codec, key) = sealed_columns(&cipher);
        let kind = scan.kind.media_type();
        let row = values![
            scan.id.0,
            ask.plan.0,
            kind,
            cipher.hide("scans", scan.id, kind, &scan.bytes)?,
            codec,
            key,
            asking.moment.now,
            crate::events::account(asking.actor),
        ];
        self.act_and(asking, ask, vec![Statement::new(ADD, self.keys.stamped(&SCANS, row, None))]).await
    }

    /// A picture that belongs to something this actor sees in the plan. The look, or its denial, is logged.
    ///
    /// # Errors
    /// [`LookError::NotFound`] when there is none for this actor.
    pub async fn scan(&self, asking: &Asking<'_>, plan: PlanId, scan: ScanId) -> std::result::Result<Scan, LookError> {
        let (_, view) = self.look_as(asking, plan, "scan").await?;
        if !names(&view, scan) {
            return self.denied(asking, plan, "scan", "not_their_part").await;
        }
        match self.read_scan(plan, scan).await? {
            Some(scan) => Ok(scan),
            None => self.denied(asking, plan, "scan", "unknown").await,
        }
    }

    async fn read_scan(&self, plan: PlanId, scan: ScanId) -> Result<Option<Scan>> {
        let Some(row) = self.pool.first(ONE, &values![plan.0, scan.0]).await? else {
            return Ok(None);
        };
        let media_type = row.text(0)?;
        let kind = match media_type.as_str() {
            "image/png" => ScanKind::Png,
            "image/jpeg" => ScanKind::Jpeg,
            other => return Err(StoreError::unreadable("scans.kind", format!("{other} is no picture"))),
        };
        let cipher = self.keys.of_plan(plan).await?;
        let bytes = cipher.reveal("scans", scan, &media_type, row.int(1)?, row.bytes(2)?)?;
        Ok(Some(Scan { id: scan, kind, bytes }))
    }
}

/// Whether what is shown of a plan names this picture.
fn names(view: &PlanView, scan: ScanId) -> bool {
    let consents = view.consents.iter().filter_map(|consent| consent.scan);
    let decisions = view.decisions.iter().filter_map(|decision| decision.scan);
    consents.chain(decisions).any(|named| named == scan)
}

//! Letters put where a forwarder takes them: secure digital communication (SDK) for units, digital post for people. Samsyn speaks
//! neither AS4 nor SOAP (decision 0029): it lays a PDF and a small description of it in a folder, whole, and each once.

mod description;
mod lying;

use std::path::PathBuf;
use std::sync::Arc;

use samsyn_domain::ids::No;
use samsyn_domain::plan::Command;
use samsyn_domain::plan::state::{Attendee, Letter};
use samsyn_store::{Addressee, Claimed, LetterOut, LetterWords};
use samsyn_web::Language;
use serde::{Deserialize, Serialize};

use self::description::{describe, kind};
use self::lying::Lying;
use crate::papers::letter::LetterTo;
use crate::worker::{Done, NotDone, Worker, next_safe};

/// Where letters are dropped. Without a folder, none are on that way.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Drops {
    /// The folder that the forwarder to secure digital communication takes from.
    pub sdk: Option<PathBuf>,
    /// The folder that the forwarder of digital post takes from.
    pub digital_post: Option<PathBuf>,
}

impl Drops {
    fn folder(&self, to: Attendee) -> Option<&PathBuf> {
        match to {
            Attendee::Party(_) => self.sdk.as_ref(),
            Attendee::Family(_) => self.digital_post.as_ref(),
        }
    }
}

impl Worker {
    /// Drops a letter: written under other names, noted in the plan under the gate of the call, and only then named so that the
    /// forwarder sees it. Killed anywhere, the next attempt goes on from there: a name that is gone was given.
    pub(crate) async fn drop_letter(
        &self,
        job: &Claimed,
        (to, letter, meeting): (Attendee, Letter, No),
    ) -> Result<Done<'_>, NotDone> {
        let plan = job.plan.ok_or("the job names no plan")?;
        let Some(folder) = self.drops.folder(to) else { return Ok(Done::Now) };
        let lying = Arc::new(Lying::new(folder, job.id));
        if !job.doubtful {
            let now = self.app.now();
            let found = self.app.store.letter(plan, (to, letter, meeting), (self.app.day(now), now)).await;
            let Some(out) = found.map_err(|_| "the plan could not be read")? else {
                lying.forget();
                return Ok(Done::Now);
            };
            if let Addressee::Person { hours, .. } = &out.to
                && let Some(at) = next_safe(&now.to_zoned(self.app.zone.clone()), *hours)
            {
                return Ok(Done::Later(at));
            }
            self.lay(job, (to, letter), out, &lying).await?;
            self.app.store.handing_over(job, now).await.map_err(|_| "the hand-over could not be noted")?;
        }
        if !self.clock_says(job, Command::DropLetter { to, letter, meeting }).await? {
            lying.forget();
            return Ok(Done::Now);
        }
        let name = move || lying.name();
        tokio::task::spawn_blocking(name).await.map_err(|_| "the letter's task stopped")?.map(|()| Done::Now)
    }

    /// Makes the letter and its description, and lays them in the folder under names that the forwarder lets be.
    async fn lay(
        &self,
        job: &Claimed,
        (to, letter): (Attendee, Letter),
        out: LetterOut,
        lying: &Arc<Lying>,
    ) -> Result<(), NotDone> {
        let (id, now) = (job.id, self.app.now());
        let day = self.app.day(now);
        let language = match &out.to {
            Addressee::Person { language, .. } => language.as_deref().and_then(Language::from_tag),
            Addressee::Function { .. } => None,
        }
        .unwrap_or_default();
        let lying = Arc::clone(lying);
        let write = move || {
            let filled = match &out.words {
                LetterWords::View(view) => LetterTo { view, to, moved: letter == Letter::Moved }.fill(language, day),
                LetterWords::TakenBack(starts) => {
                    Some(crate::papers::letter::taken_back(id, &out.to, *starts, language, day))
                }
            };
            let filled = filled.ok_or("the plan has no such letter")?;
            let pdf = samsyn_paper::letter(&filled).map_err(|_| "the letter could not be set")?;
            let words = describe(id, &out, (kind(letter), language), &pdf, now);
            lying.lay(&pdf, &words)
        };
        tokio::task::spawn_blocking(write).await.map_err(|_| "the letter's task stopped")?
    }
}

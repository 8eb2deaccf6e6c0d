//! `samsyn paper PLAN`: the whole plan on paper, for whoever it is about.

use std::path::Path;

use samsyn_domain::ids::PlanId;
use samsyn_store::LookError;
use samsyn_web::Language;
use samsyn_web::app::PaperOf;

use crate::Fault;
use crate::config::Config;
use crate::outside::Clock;
use crate::{papers, wiring};

/// Writes the plan, as the person themselves sees it, to a PDF file; with `child` the version made for a child.
pub async fn run(config: &Config, plan: PlanId, language: &str, child: bool, out: &Path) -> Result<(), Fault> {
    let language = Language::from_tag(language).ok_or("the languages are sv, sv-simple and en")?;
    let clock = Clock::default();
    let today = clock.now().to_zoned(wiring::sweden()?).date();
    let store = wiring::open_store(config, &clock).await?;
    let exported = store.export(plan, clock.now()).await;
    store.close().await;
    let whole = match exported {
        Ok((whole, _)) => whole,
        Err(LookError::NotFound) => return Err("there is no plan with that id".into()),
        Err(error) => return Err(error.into()),
    };
    let view = papers::as_the_person(&whole, today, clock.now())?;
    let of = if child { PaperOf::Child } else { PaperOf::Plan };
    let bytes = papers::make(&view, of, language, today, &config.rules).map_err(|no| no.0)?;
    std::fs::write(out, bytes).map_err(|error| format!("{}: {error}", out.display()).into())
}

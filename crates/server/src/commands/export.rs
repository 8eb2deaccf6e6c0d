//! `samsyn export PLAN`: one plan, whole, with its story, as JSON that can be read in thirty years.

use std::path::Path;

use samsyn_domain::ids::PlanId;
use samsyn_store::LookError;
use serde_json::json;

use crate::Fault;
use crate::config::Config;
use crate::outside::Clock;
use crate::wiring;

/// Writes the plan to the file, or to the terminal.
pub async fn run(config: &Config, plan: PlanId, out: Option<&Path>) -> Result<(), Fault> {
    let clock = Clock::default();
    let store = wiring::open_store(config, &clock).await?;
    let exported = store.export(plan, clock.now()).await;
    store.close().await;
    let (state, facts) = match exported {
        Ok(exported) => exported,
        Err(LookError::NotFound) => return Err("there is no plan with that id".into()),
        Err(error) => return Err(error.into()),
    };
    let whole = json!({ "samsyn": 1, "exported": clock.now(), "plan": state, "story": facts });
    let text = serde_json::to_string_pretty(&whole)?;
    if let Some(file) = out {
        return std::fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()).into());
    }
    println!("{text}");
    Ok(())
}

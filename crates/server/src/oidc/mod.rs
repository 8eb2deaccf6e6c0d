//! Signing in at identity providers with `OpenID Connect`: the protocol and the network. The pages are in
//! `web/src/pages/session`, and know a provider as `web/src/providers.rs` says.

mod checks;
mod client;
pub mod config;
mod http;
mod jose;
mod presets;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

use samsyn_web::providers::{Fault as NotSignedIn, Provider, Providers};
use serde_json::json;

use crate::Fault;
use crate::config::Config;
use crate::outside::Clock;
use crate::wiring::sweden;
use checks::Refused;
use client::{Client, Proof};
use config::{ClientAuth, ProviderSettings, safe};
use http::Http;
use jose::OwnKey;

/// The identity providers of the configuration. Nothing is asked of them yet: one that is down stops nobody's start.
///
/// # Errors
/// When a key, a secret or a certificate cannot be read; says which file.
pub fn providers(config: &Config, clock: &Clock) -> Result<Providers, Fault> {
    let mut clients = BTreeMap::new();
    let (mut list, mut keys) = (Vec::new(), Vec::new());
    for settings in &config.sign_in.providers {
        let client =
            client(config, settings, clock).map_err(|why| format!("sign_in, provider {}: {why}", settings.id))?;
        if let Proof::Key(key, _) = &client.proof {
            keys.push(key.public());
        }
        let (names, sv) = (&settings.name, settings.name.sv.clone());
        let or = |name: &Option<String>| name.clone().unwrap_or_else(|| sv.clone());
        list.push(Provider { id: settings.id.clone(), names: [sv.clone(), or(&names.sv_simple), or(&names.en)] });
        clients.insert(settings.id.clone(), Arc::new(client));
    }
    let clients = Arc::new(clients);
    let takers = Arc::clone(&clients);
    Ok(Providers {
        list: list.into(),
        ask: Arc::new(move |id, bound, language| {
            let client = clients.get(&id).cloned();
            Box::pin(off_the_loop(client, move |client| client.ask(&bound, language)))
        }),
        take: Arc::new(move |id, bound, returned| {
            let client = takers.get(&id).cloned();
            Box::pin(off_the_loop(client, move |client| client.take(&bound, &returned)))
        }),
        keys: json!({ "keys": keys }).to_string().into(),
    })
}

/// Asks on a thread that may wait. Why it did not go is logged in a fixed sentence: nothing of the answer.
async fn off_the_loop<T: Send + 'static>(
    client: Option<Arc<Client>>,
    asked: impl FnOnce(&Client) -> Result<T, Refused> + Send + 'static,
) -> Result<T, NotSignedIn> {
    let Some(client) = client else { return Err(NotSignedIn::Mixed) };
    let provider = client.id.clone();
    let done = tokio::task::spawn_blocking(move || asked(&client)).await;
    match done {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(Refused(fault, why))) => {
            tracing::warn!(provider, fault = fault.key(), why, "nobody was signed in");
            Err(fault)
        }
        Err(_) => Err(NotSignedIn::Away),
    }
}

fn file(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// A provider with its preset filled in and its files read.
fn client(config: &Config, settings: &ProviderSettings, clock: &Clock) -> Result<Client, String> {
    let authorities = settings.ca_file.as_deref().map(file).transpose()?;
    let here = settings.issuer.starts_with("http://") && safe(&settings.issuer);
    let preset = settings.preset;
    Ok(Client {
        id: settings.id.clone(),
        issuer: settings.issuer.clone(),
        our_id: settings.client_id.clone(),
        proof: proof(settings)?,
        redirect: format!("{}/sign-in/callback/{}", config.public_url, settings.id),
        scopes: settings.scopes.clone().unwrap_or_else(|| preset.scopes()).join(" "),
        acr: settings.acr.clone().unwrap_or_else(|| preset.acr()),
        userinfo: settings.userinfo.unwrap_or_else(|| preset.userinfo()),
        claims: preset.claims().over(&settings.claims),
        http: Http::new(settings.seconds, authorities.as_deref(), here)?,
        clock: clock.clone(),
        zone: sweden().map_err(|fault| fault.to_string())?,
        known: Mutex::new(None),
    })
}

fn proof(settings: &ProviderSettings) -> Result<Proof, String> {
    match (settings.auth(), &settings.key_file, &settings.secret_file, &settings.secret) {
        (ClientAuth::PrivateKeyJwt, Some(path), ..) => {
            let key = OwnKey::read(&file(path)?, settings.key_id.clone());
            let key = key.map_err(|why| format!("{}: {why}", path.display()))?;
            Ok(Proof::Key(key, settings.assertion_audience))
        }
        (ClientAuth::Secret, _, _, Some(secret)) => Ok(Proof::Secret(secret.clone())),
        (ClientAuth::Secret, _, Some(path), None) => {
            let secret = String::from_utf8(file(path)?).map_err(|_| format!("{}: not UTF-8", path.display()))?;
            Ok(Proof::Secret(secret.trim().to_owned()))
        }
        _ => Err("it lacks a key or a secret".to_owned()),
    }
}

//! Asking a provider over the network: never longer than allowed, never a large answer, never on to another address.

use std::time::Duration;

use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;
use samsyn_web::providers::Fault;
use ureq::Agent;
use ureq::http::Response;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

use super::checks::Refused;
use super::config::safe;

/// The largest answer that is read, in bytes.
const LARGEST: u64 = 256 * 1024;

/// A way to ask one provider. Blocking: call it off the event loop.
#[derive(Clone, Debug)]
pub struct Http(Agent);

/// What a provider answered.
pub struct Answered {
    /// The HTTP status.
    pub status: u16,
    /// The media type.
    pub kind: String,
    /// The body.
    pub body: String,
}

impl Http {
    /// `seconds` bounds each question with its answer, connecting included. `authorities` are those of one's own, in PEM.
    pub fn new(seconds: u64, authorities: Option<&[u8]>, here: bool) -> Result<Self, &'static str> {
        let roots = match authorities {
            None => RootCerts::WebPki,
            Some(pem) => {
                let read = CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>();
                let read = read.ok().filter(|all| !all.is_empty()).ok_or("ca_file holds no certificate in PEM")?;
                RootCerts::new_with_certs(
                    &read.iter().map(|der| Certificate::from_der(der).to_owned()).collect::<Vec<_>>(),
                )
            }
        };
        let config = Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(seconds)))
            .max_redirects(0)
            .http_status_as_error(false)
            .user_agent("samsyn")
            .tls_config(TlsConfig::builder().root_certs(roots).build());
        // A provider on this machine is not asked through the proxy of the house.
        let config = if here { config.proxy(None) } else { config };
        Ok(Self(config.build().into()))
    }

    /// Fetches something public, or with an access token.
    pub fn get(&self, address: &str, token: Option<&str>) -> Result<Answered, Refused> {
        let mut request = self.0.get(allowed(address)?).header("accept", "application/json, application/jwt");
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        read(request.call())
    }

    /// Sends a form.
    pub fn post(&self, address: &str, form: &str, authorization: Option<&str>) -> Result<Answered, Refused> {
        let mut request = self.0.post(allowed(address)?).header("accept", "application/json");
        request = request.header("content-type", "application/x-www-form-urlencoded");
        if let Some(authorization) = authorization {
            request = request.header("authorization", authorization);
        }
        read(request.send(form))
    }
}

/// An address that the provider itself named must be as safe as its own.
fn allowed(address: &str) -> Result<&str, Refused> {
    if safe(address) { Ok(address) } else { Err(Refused(Fault::Away, "an address of the provider is not https")) }
}

fn read(response: Result<Response<ureq::Body>, ureq::Error>) -> Result<Answered, Refused> {
    let mut response = response.map_err(|error| match error {
        ureq::Error::Timeout(_) => Refused(Fault::Away, "the provider is slow"),
        _ => Refused(Fault::Away, "the provider cannot be reached"),
    })?;
    let kind =
        response.headers().get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default().to_owned();
    let status = response.status().as_u16();
    let body = response.body_mut().with_config().limit(LARGEST).read_to_string();
    let body = body.map_err(|_| Refused(Fault::Away, "the provider's answer broke off, or is too large"))?;
    if status >= 500 {
        return Err(Refused(Fault::Away, "the provider answered with a fault of its own"));
    }
    Ok(Answered { status, kind, body })
}

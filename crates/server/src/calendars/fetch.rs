//! HTTP for calendars: bounded in time and size; redirects are followed by hand, few, and never in a circle; addresses of the
//! house's own network are not asked unless the installation allows it, whatever name leads there (CWE-918).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use samsyn_store::Calendar;
use samsyn_web::calendars::CalendarFault;
use ureq::config::Config;
use ureq::http::{Request, Response, Uri};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body};

use super::Calendars;

/// How many times an address may lead on to another.
const REDIRECTS: usize = 4;

/// A way to read calendars. Blocking: call it off the event loop.
#[derive(Clone, Debug)]
pub struct Http {
    agent: Agent,
    largest: u64,
}

/// What a server answered.
pub struct Answered {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub body: String,
}

/// Looks names up and leaves out what lies inside.
#[derive(Debug)]
struct Outside {
    inside: bool,
    names: DefaultResolver,
}

/// What the resolver's error is told by, through the library.
const INSIDE: &str = "an address of an inner network";

impl Resolver for Outside {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.names.resolve(uri, config, timeout)?;
        if !self.inside && found.iter().any(|address| is_inside(address.ip())) {
            return Err(ureq::Error::Io(std::io::Error::new(std::io::ErrorKind::PermissionDenied, INSIDE)));
        }
        Ok(found)
    }
}

/// Whether an address is of this machine, of a private network, or of no network at all (RFC 6890 and its IPv6 kin).
pub fn is_inside(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => v4_inside(ip),
        IpAddr::V6(ip) => {
            if let Some(ip) = ip.to_ipv4_mapped().or_else(|| translated(ip)) {
                v4_inside(ip)
            } else {
                let first = ip.segments()[0];
                ip.is_loopback()
                    || ip.is_unspecified()
                    || ip.is_multicast()
                    || first & 0xfe00 == 0xfc00
                    || first & 0xffc0 == 0xfe80
                    || first & 0xffc0 == 0xfec0
            }
        }
    }
}

fn v4_inside(ip: Ipv4Addr) -> bool {
    let [a, b, ..] = ip.octets();
    ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_unspecified()
        || ip.is_broadcast()
        || ip.is_multicast()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && ip.octets()[2] == 0)
        || (a == 198 && (18..20).contains(&b))
}

/// The IPv4 address inside one that is translated (`64:ff9b::/96`, RFC 6052) or tunnelled (`2002::/16`, RFC 3056).
fn translated(ip: Ipv6Addr) -> Option<Ipv4Addr> {
    let s = ip.segments();
    let v4 = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match s {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => Some(v4(high, low)),
        _ => None,
    }
}

impl Http {
    /// As the configuration says.
    pub fn new(settings: &Calendars) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(settings.seconds)))
            .max_redirects(0)
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .user_agent("samsyn");
        // What may be asked inside is asked from here; a proxy of the house decides for what lies outside.
        let config = if settings.inside { config.proxy(None) } else { config };
        let names = Outside { inside: settings.inside, names: DefaultResolver::default() };
        let agent = Agent::with_parts(config.build(), DefaultConnector::default(), names);
        Self { agent, largest: settings.largest }
    }

    /// The file at a calendar's address.
    pub fn file(&self, calendar: &Calendar) -> Result<String, CalendarFault> {
        let answered = self.ask(calendar, "GET", &[], "")?;
        match answered.status {
            200..=299 => Ok(answered.body),
            _ => Err(CalendarFault::Away),
        }
    }

    /// Asks, and follows where it leads. User name and password go to the machine that they are for, and to no other.
    pub fn ask(
        &self,
        calendar: &Calendar,
        method: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Result<Answered, CalendarFault> {
        let first: Uri = calendar.address.parse().map_err(|_| CalendarFault::Away)?;
        let mut at = first.clone();
        let mut seen = Vec::new();
        loop {
            if seen.contains(&at) || seen.len() > REDIRECTS {
                return Err(CalendarFault::Wandering);
            }
            seen.push(at.clone());
            let mut request = Request::builder().method(method).uri(&at);
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            if let Some(user) = calendar.user.as_ref().filter(|_| same_place(&first, &at)) {
                let word = format!("{user}:{}", calendar.password.as_deref().unwrap_or_default());
                request = request.header("authorization", format!("Basic {}", STANDARD.encode(word)));
            }
            let response = if body.is_empty() {
                self.agent.run(request.body(()).map_err(|_| CalendarFault::Away)?)
            } else {
                self.agent.run(request.body(body.to_owned()).map_err(|_| CalendarFault::Away)?)
            };
            let response = response.map_err(|error| fault(&error))?;
            match response.status().as_u16() {
                301..=303 | 307 | 308 => at = next(&at, &response)?,
                401 | 403 => return Err(CalendarFault::Denied),
                status => return Ok(Answered { status, body: self.read(response)? }),
            }
        }
    }

    fn read(&self, mut response: Response<Body>) -> Result<String, CalendarFault> {
        let said = response.headers().get("content-length").and_then(|n| n.to_str().ok()?.parse::<u64>().ok());
        if said.is_some_and(|length| length > self.largest) {
            return Err(CalendarFault::TooLarge);
        }
        let bytes =
            response.body_mut().with_config().limit(self.largest).read_to_vec().map_err(|error| fault(&error))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

fn same_place(one: &Uri, other: &Uri) -> bool {
    one.scheme() == other.scheme() && one.authority() == other.authority()
}

/// Where a redirect leads: a whole address, or a path on the same machine.
fn next(at: &Uri, response: &Response<Body>) -> Result<Uri, CalendarFault> {
    let to = response.headers().get("location").and_then(|to| to.to_str().ok()).ok_or(CalendarFault::Away)?;
    let whole = match (to.starts_with("https://") || to.starts_with("http://"), at.scheme_str(), at.authority()) {
        (true, ..) => to.to_owned(),
        (false, Some(scheme), Some(authority)) if to.starts_with('/') && !to.starts_with("//") => {
            format!("{scheme}://{authority}{to}")
        }
        _ => return Err(CalendarFault::Wandering),
    };
    whole.parse().map_err(|_| CalendarFault::Wandering)
}

fn fault(error: &ureq::Error) -> CalendarFault {
    match error {
        ureq::Error::Timeout(_) => CalendarFault::Slow,
        ureq::Error::BodyExceedsLimit(_) => CalendarFault::TooLarge,
        ureq::Error::Io(inner) if inner.kind() == std::io::ErrorKind::PermissionDenied => CalendarFault::Inside,
        ureq::Error::Io(inner) if inner.kind() == std::io::ErrorKind::TimedOut => CalendarFault::Slow,
        _ => CalendarFault::Away,
    }
}

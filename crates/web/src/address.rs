//! From where somebody asks: for limits alone. It is neither stored nor logged.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;

use crate::app::App;

/// The address of the one who asks, as a key: a whole IPv4 address, or the network of an IPv6 one. `None` when only the reverse
/// proxy's own address is known: everybody would share one limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(pub Option<String>);

impl FromRequestParts<App> for Address {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
        Ok(Self(peer.and_then(|peer| of(peer, &parts.headers, &app.proxies)).map(key)))
    }
}

/// A proxy on this machine, or one that the configuration names, is believed about whom it speaks for: the last address of
/// `X-Forwarded-For`, which that proxy wrote itself.
fn of(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> Option<IpAddr> {
    if !peer.is_loopback() && !proxies.contains(&peer) {
        return Some(peer);
    }
    let last = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
    last.rsplit(',').next()?.trim().parse().ok()
}

/// Somebody with IPv6 has a whole network of 64 bits to ask from.
fn key(address: IpAddr) -> String {
    match address {
        IpAddr::V4(four) => four.to_string(),
        IpAddr::V6(six) => match six.to_ipv4_mapped() {
            Some(four) => four.to_string(),
            None => format!("{:x?}", &six.segments()[..4]),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(peer: &str, forwarded: &[&str], proxies: &[&str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        let proxies: Vec<IpAddr> = proxies.iter().map(|proxy| proxy.parse().unwrap()).collect();
        of(peer.parse().unwrap(), &headers, &proxies).map(key)
    }

    #[test]
    fn only_our_own_proxy_is_believed() {
        assert_eq!(asked("198.51.100.7", &["203.0.113.9"], &[]).as_deref(), Some("198.51.100.7"));
        assert_eq!(asked("127.0.0.1", &["1.1.1.1, 203.0.113.9"], &[]).as_deref(), Some("203.0.113.9"));
        assert_eq!(asked("10.0.0.2", &["203.0.113.9"], &["10.0.0.2"]).as_deref(), Some("203.0.113.9"));
        assert_eq!(asked("127.0.0.1", &["1.1.1.1", "203.0.113.9"], &[]).as_deref(), Some("203.0.113.9"));
        assert_eq!(asked("127.0.0.1", &["forged"], &[]), None);
        assert_eq!(asked("127.0.0.1", &[], &[]), None);
    }

    #[test]
    fn a_network_of_ipv6_is_one() {
        let first = asked("2001:db8:1:2::1", &[], &[]);
        assert_eq!(first, asked("2001:db8:1:2:ffff::9", &[], &[]));
        assert_ne!(first, asked("2001:db8:1:3::1", &[], &[]));
        assert_eq!(asked("::ffff:203.0.113.9", &[], &[]).as_deref(), Some("203.0.113.9"));
    }
}

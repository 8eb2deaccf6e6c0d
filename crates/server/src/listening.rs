//! Serves connections, and waits for nobody for ever: `axum::serve` sets no time in which a request's head, or its body, must come, so
//! that a few hundred slow clients hold every socket there is.

use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, HttpBody as _};
use axum::http::Request;
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower::{Service as _, ServiceExt as _};
use tower_http::timeout::DeadlineBody;

/// How long a client may take.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For the head of a request; also how long a connection may rest between two.
    pub head: Duration,
    /// For a body as large as a form is, [`FORM`], and for one that does not say how large it is, from when its head was read.
    pub form: Duration,
    /// For a larger one. The largest there is, a scanned paper, takes three minutes on a slow mobile line (10 megabytes at half a
    /// megabit a second).
    pub file: Duration,
}

/// What the pages are served with.
pub const PATIENCE: Patience =
    Patience { head: Duration::from_secs(30), form: Duration::from_secs(30), file: Duration::from_mins(5) };

/// The largest form there is with words alone, in bytes: what is more is a file.
const FORM: u64 = 1 << 20;

/// How long a system that has no more sockets to give is left alone.
const BREATH: Duration = Duration::from_secs(1);

/// Serves until `stop` is done and what was going on has ended.
pub async fn serve(listener: TcpListener, pages: Router, patience: Patience, stop: impl Future<Output = ()>) {
    let mut make = pages.into_make_service_with_connect_info::<SocketAddr>();
    let (stopping, stopped) = watch::channel(false);
    let mut stop = pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let Ok((stream, from)) = accepted else {
            tokio::time::sleep(BREATH).await;
            continue;
        };
        let Ok(service) = make.call(from).await;
        let service = service.map_request(move |request: Request<Incoming>| request.map(|body| within(body, patience)));
        let mut stopped = stopped.clone();
        tokio::spawn(async move {
            let mut builder = Builder::new(TokioExecutor::new()).http1_only();
            builder.http1().timer(TokioTimer::new()).header_read_timeout(patience.head);
            let service = TowerToHyperService::new(service);
            let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
            // How a connection ends is the client's business: nothing is told.
            tokio::select! {
                _ = connection.as_mut() => return,
                _ = stopped.wait_for(|stopping| *stopping) => connection.as_mut().graceful_shutdown(),
            }
            let _ = connection.await;
        });
    }
    drop((listener, stopped));
    let _ = stopping.send(true);
    // Each connection holds a receiver until it ends.
    stopping.closed().await;
}

/// A body that must come whole in time; what has none needs no clock.
fn within(body: Incoming, patience: Patience) -> Body {
    let time = if body.size_hint().exact().is_some_and(|bytes| bytes > FORM) { patience.file } else { patience.form };
    if body.is_end_stream() { Body::empty() } else { Body::new(DeadlineBody::new(time, body)) }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use axum::routing::post;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;
    use tokio::sync::oneshot;

    use super::*;

    const SHORT: Patience =
        Patience { head: Duration::from_millis(300), form: Duration::from_millis(600), file: Duration::from_mins(1) };

    /// A house that tells how many bytes came; its address, and what stops it.
    async fn house() -> (SocketAddr, oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let slow = || async {
            tokio::time::sleep(Duration::from_secs(1)).await;
            "done"
        };
        let count = |body: axum::body::Bytes| async move { body.len().to_string() };
        let pages = Router::new().route("/", post(count)).route("/slow", post(slow));
        let served = tokio::spawn(serve(listener, pages, SHORT, async {
            let _ = stopped.await;
        }));
        (address, stop, served)
    }

    /// What a client is answered that sends these parts, resting before each.
    async fn answered(address: SocketAddr, parts: &[&str], rest: Duration) -> (String, Duration) {
        let (began, mut stream) = (Instant::now(), TcpStream::connect(address).await.unwrap());
        for part in parts {
            if stream.write_all(part.as_bytes()).await.is_err() {
                break;
            }
            tokio::time::sleep(rest).await;
        }
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        (String::from_utf8_lossy(&answer).into_owned(), began.elapsed())
    }

    const HEAD: &str = "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\nconnection: close\r\n\r\n";

    #[tokio::test]
    async fn who_sends_in_time_is_answered() {
        let (address, _stop, _served) = house().await;
        let (answer, _) = answered(address, &[HEAD, "ab", "cd"], Duration::from_millis(50)).await;
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with('4'), "{answer}");
    }

    #[tokio::test]
    async fn a_head_that_does_not_come_is_not_waited_for() {
        let (address, _stop, _served) = house().await;
        for parts in
            [&["POST / HT"][..], &[""], &["POST / HTTP/1.1\r\n", "host: x\r\n", "a: b\r\n", "c: d\r\n", "e: f\r\n"]]
        {
            let (answer, took) = answered(address, parts, Duration::from_millis(100)).await;
            assert!(!answer.contains("200"), "{answer}");
            assert!(took >= SHORT.head && took < Duration::from_secs(3), "{took:?}");
        }
    }

    #[tokio::test]
    async fn a_body_that_trickles_is_not_waited_for() {
        let (address, _stop, _served) = house().await;
        let (answer, took) = answered(address, &[HEAD, "a", "b", "c"], Duration::from_millis(250)).await;
        assert!(!answer.contains("200"), "{answer}");
        assert!(took < Duration::from_secs(3), "{took:?}");
        let (answer, took) = answered(address, &[HEAD], Duration::ZERO).await;
        assert!(answer.starts_with("HTTP/1.1 4"), "{answer}");
        assert!(took >= SHORT.form && took < Duration::from_secs(3), "{took:?}");
    }

    #[tokio::test]
    async fn a_file_may_take_longer_than_a_form() {
        let (address, _stop, _served) = house().await;
        let rest = "a".repeat(usize::try_from(FORM).unwrap());
        let head = HEAD.replace("length: 4", &format!("length: {}", rest.len() + 1));
        let (answer, took) = answered(address, &[&head, "a", &rest], Duration::from_millis(400)).await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(took > SHORT.form, "{took:?}");
        let (answer, _) = answered(
            address,
            &[&HEAD.replace("content-length: 4", "transfer-encoding: chunked"), "1\r\na"],
            Duration::ZERO,
        )
        .await;
        assert!(answer.starts_with("HTTP/1.1 4"), "one that does not say how large it is: {answer}");
    }

    #[tokio::test]
    async fn what_takes_the_house_long_is_finished_also_when_it_stops() {
        let (address, stop, served) = house().await;
        let slow = HEAD.replace("POST / ", "POST /slow ").replace("length: 4", "length: 0");
        let asked = tokio::spawn(async move { answered(address, &[&slow], Duration::ZERO).await });
        tokio::time::sleep(Duration::from_millis(200)).await;
        stop.send(()).unwrap();
        let (answer, _) = asked.await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("done"), "{answer}");
        served.await.unwrap();
        assert!(TcpStream::connect(address).await.is_err(), "nobody else comes in");
    }
}

use futures_util::{FutureExt, StreamExt};

use super::*;

const A: Uuid = Uuid::from_u128(1);
const B: Uuid = Uuid::from_u128(2);

#[tokio::test]
async fn a_page_hears_of_its_own_plan_only_and_of_the_newest_revision() {
    let signals = Signals::new();
    let mut page = signals.subscribe(A, 3);
    signals.publish(B, 9);
    assert!(page.next().now_or_never().is_none());
    signals.publish(A, 3);
    assert!(page.next().now_or_never().is_none(), "the page shows that one already");
    signals.publish(A, 4);
    signals.publish(A, 6);
    signals.publish(A, 5);
    assert_eq!(page.next().await, Some(6));
    assert!(page.next().now_or_never().is_none());
}

#[tokio::test]
async fn one_that_comes_late_is_told_what_it_missed() {
    let signals = Signals::new();
    let _early = signals.subscribe(A, 1);
    signals.publish(A, 7);
    assert_eq!(signals.subscribe(A, 5).next().now_or_never(), Some(Some(7)));
    assert_eq!(signals.subscribe(A, 7).next().now_or_never(), None);
}

#[tokio::test]
async fn one_account_has_so_many_pages_of_a_plan_open_and_no_more() {
    let (signals, me, other) = (Signals::new(), Uuid::from_u128(8), Uuid::from_u128(9));
    let mut pages: Vec<_> = (0..PAGES_AT_ONCE).map(|_| signals.subscribe_as(A, me).unwrap()).collect();
    assert!(signals.subscribe_as(A, me).is_none(), "one too many");
    let _ = (signals.subscribe_as(A, other).unwrap(), signals.subscribe_as(B, me).unwrap());
    pages.pop();
    pages.push(signals.subscribe_as(A, me).unwrap());
    assert!(signals.subscribe_as(A, me).is_none(), "the place that was left is taken");
    drop(pages);
    assert!(signals.hub().open.is_empty(), "and nothing is kept of who was here");
}

#[tokio::test]
async fn the_last_to_leave_puts_out_the_light() {
    let signals = Signals::new();
    let (one, two) = (signals.subscribe(A, 0), signals.subscribe(A, 0));
    let other = signals.subscribe(B, 0);
    assert_eq!((signals.plans(), signals.pages()), (2, 3));
    drop(one);
    assert_eq!((signals.plans(), signals.pages()), (2, 2));
    drop(two.stream());
    drop(other);
    assert_eq!((signals.plans(), signals.pages()), (0, 0));
    signals.publish(A, 1);
    assert_eq!(signals.plans(), 0, "a signal nobody hears leaves nothing behind");
}

#[tokio::test]
async fn leaving_from_many_threads_at_once_leaves_nothing_behind() {
    let signals = Signals::new();
    let pages: Vec<_> = (0..5000).map(|n| signals.subscribe(if n % 2 == 0 { A } else { B }, 0)).collect();
    assert_eq!((signals.plans(), signals.pages()), (2, 5000));
    let leaving: Vec<_> = pages.into_iter().map(|page| tokio::task::spawn_blocking(|| drop(page))).collect();
    for task in leaving {
        task.await.unwrap();
    }
    assert_eq!(signals.plans(), 0);
}

#[tokio::test]
async fn closing_ends_every_stream_and_those_that_come_after() {
    let signals = Signals::new();
    let open = tokio::spawn(signals.subscribe(A, 0).stream().collect::<Vec<_>>());
    tokio::task::yield_now().await;
    signals.close();
    assert_eq!(open.await.unwrap(), [0_u64; 0]);
    assert_eq!(signals.subscribe(A, 0).stream().collect::<Vec<_>>().await, [0_u64; 0]);
    assert_eq!(signals.plans(), 0);
}

#[tokio::test]
async fn the_answer_is_an_event_stream_that_begins_with_the_current_revision() {
    let signals = Signals::new();
    let response = events(signals.subscribe(A, 4), 4, None, || async { true });
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    assert_eq!(response.headers()["x-accel-buffering"], "no");
    signals.publish(A, 5);
    let mut body = response.into_body().into_data_stream();
    let mut text = String::new();
    for _ in 0..2 {
        text.push_str(std::str::from_utf8(&body.next().await.unwrap().unwrap()).unwrap());
    }
    assert_eq!(text, "event: changed\ndata: 4\n\nevent: changed\ndata: 5\n\n");
    signals.close();
    assert!(body.next().await.is_none());
}

#[tokio::test]
async fn whoever_may_not_hear_is_told_to_look_again_and_no_revision() {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    let (signals, may) = (Signals::new(), Arc::new(AtomicBool::new(true)));
    let hears = Arc::clone(&may);
    let response = events(signals.subscribe(A, 4), 4, None, move || {
        let may = hears.load(Ordering::Relaxed);
        async move { may }
    });
    let mut body = response.into_body().into_data_stream();
    let mut next = async || body.next().await.map(|text| String::from_utf8(text.unwrap().to_vec()).unwrap());
    assert_eq!(next().await.as_deref(), Some("event: changed\ndata: 4\n\n"));
    signals.publish(A, 5);
    assert_eq!(next().await.as_deref(), Some("event: changed\ndata: 5\n\n"));
    may.store(false, Ordering::Relaxed);
    signals.publish(A, 6);
    assert_eq!(next().await.as_deref(), Some("event: gone\ndata: 1\n\n"));
    may.store(true, Ordering::Relaxed);
    signals.publish(A, 7);
    assert_eq!(next().await, None);
}

/// Five thousand pages that wait must weigh little (`bench/src/live.rs` measures the whole).
#[test]
#[expect(clippy::large_stack_arrays, reason = "how much room a future holds is what is asked")]
fn a_page_that_waits_holds_no_room_for_what_asking_takes() {
    let asking = || async {
        let much = [0_u8; 20_000];
        tokio::task::yield_now().await;
        much.iter().all(|byte| *byte == 0)
    };
    assert!(std::mem::size_of_val(&asking()) > 20_000);
    let waiting = told(Signals::new().subscribe(A, 0), 1, None, asking);
    let size = std::mem::size_of_val(&waiting);
    assert!(size < 1000, "{size} bytes");
}

//! Letting go of what is large: to free what a hundred thousand offers came to takes longer than a frame, and a thread of
//! its own does it.
//!
//! Owns that thread. It knows nothing of what it is given.

use std::sync::LazyLock;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant};

/// So long it is held: the frames of that time draw what stands in its place. Before them the window still holds parts of
/// it, and would be the last to do so.
const HELD: Duration = Duration::from_millis(250);
/// So much is held at once. What comes when there is more is let go where it is: a person does not change so much.
const MOST_HELD: usize = 4_096;

type Order = (Instant, Box<dyn Send>);

/// None where the system gives no thread.
static ORDERS: LazyLock<Option<SyncSender<Order>>> = LazyLock::new(|| {
    let (send, orders) = sync_channel(MOST_HELD);
    let thread = std::thread::Builder::new().name("letting go".to_owned());
    thread.spawn(move || carry_out(&orders)).ok().map(|_| send)
});

/// Lets go of something a moment later, on another thread.
pub(crate) fn let_go(value: impl Send + 'static) {
    if let Some(orders) = &*ORDERS {
        // Refused, it comes back and is let go here.
        drop(orders.try_send((Instant::now(), Box::new(value))));
    }
}

fn carry_out(orders: &Receiver<Order>) {
    for (since, value) in orders {
        std::thread::sleep(HELD.saturating_sub(since.elapsed()));
        drop(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;
    use std::thread::{ThreadId, current};

    /// Tells which thread lets go of it.
    struct Told(std::sync::mpsc::Sender<ThreadId>);

    impl Drop for Told {
        fn drop(&mut self) {
            let _ = self.0.send(current().id());
        }
    }

    #[test]
    fn another_thread_lets_go_after_a_moment() {
        let (told, by) = channel();
        let start = Instant::now();
        let_go(Told(told));
        let by = by.recv_timeout(Duration::from_mins(1)).expect("it is let go");
        assert_ne!(by, current().id());
        assert!(start.elapsed() >= HELD);
    }
}

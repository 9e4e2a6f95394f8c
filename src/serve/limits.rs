//! How much is let in: connections at once, how long one may say nothing, and calls a second.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Sleep;

/// So long after the last byte that was written to it, or after it was opened, a connection has sent its next request whole
/// and taken the answer. One that drips would hold its place for ever.
const LONGEST_SILENCE: Duration = Duration::from_secs(30);

/// How many connections there may be at once. Further ones wait in the queue of the system.
#[derive(Debug, Clone)]
pub(super) struct Limits(Arc<Semaphore>);

/// A place of a connection, free again when it goes.
#[derive(Debug)]
pub(super) struct Place(#[expect(dead_code, reason = "it is held")] Option<OwnedSemaphorePermit>);

impl Limits {
    pub(super) fn new(connections: usize) -> Self {
        Self(Arc::new(Semaphore::new(connections.clamp(1, Semaphore::MAX_PERMITS))))
    }

    /// Waits for a place.
    pub(super) async fn place(&self) -> Place {
        // It is never closed.
        Place(Arc::clone(&self.0).acquire_owned().await.ok())
    }
}

/// A connection that is given up when it says nothing for too long.
pub(super) struct Guarded {
    stream: TcpStream,
    /// When something was written last, or it was opened.
    last: Instant,
    alarm: Pin<Box<Sleep>>,
    _place: Place,
}

impl Guarded {
    pub(super) fn new(stream: TcpStream, place: Place) -> Self {
        let alarm = Box::pin(tokio::time::sleep(LONGEST_SILENCE));
        Self { stream, last: Instant::now(), alarm, _place: place }
    }

    /// What waits for the other side, unless that has taken too long.
    fn waiting<T>(&mut self, context: &mut Context<'_>) -> Poll<io::Result<T>> {
        while self.alarm.as_mut().poll(context).is_ready() {
            let end = self.last + LONGEST_SILENCE;
            if end <= Instant::now() {
                return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
            }
            self.alarm.as_mut().reset(end.into());
        }
        Poll::Pending
    }

    fn written(
        &mut self,
        context: &mut Context<'_>,
        written: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        if written.is_pending() {
            return self.waiting(context);
        }
        self.last = Instant::now();
        written
    }
}

impl AsyncRead for Guarded {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        match Pin::new(&mut self.stream).poll_read(context, buffer) {
            Poll::Pending => self.waiting(context),
            read @ Poll::Ready(_) => read,
        }
    }
}

impl AsyncWrite for Guarded {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.written(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, bytes);
        self.written(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

/// Calls a second: a bucket with room for those of one, which fills as time goes by.
#[derive(Debug)]
pub(super) struct Bucket {
    rate: f64,
    left: f64,
    filled: Option<Instant>,
}

impl Bucket {
    pub(super) fn new(rate: u32) -> Self {
        let rate = f64::from(rate.max(1));
        Self { rate, left: rate, filled: None }
    }

    /// Takes so many calls out of it, where there is room: a page of more calls than a second has is let in when the bucket is
    /// full, and leaves it in debt.
    pub(super) fn take(&mut self, calls: usize, now: Instant) -> bool {
        let passed = self.filled.map_or(Duration::ZERO, |filled| now.saturating_duration_since(filled));
        self.left = (self.left + passed.as_secs_f64() * self.rate).min(self.rate);
        self.filled = Some(now);
        #[expect(clippy::cast_precision_loss, reason = "a page has thousands at most")]
        let calls = calls as f64;
        if self.left < calls.min(self.rate) {
            return false;
        }
        self.left -= calls;
        true
    }

    /// After how many seconds another try is worth it.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is a few seconds")]
    pub(super) fn seconds_until(&self, calls: usize) -> u64 {
        #[expect(clippy::cast_precision_loss, reason = "a page has thousands at most")]
        let missing = (calls as f64).min(self.rate) - self.left;
        (missing / self.rate).ceil().max(1.0) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_lets_in_what_it_holds_and_fills_as_time_goes_by() {
        let mut bucket = Bucket::new(10);
        let begun = Instant::now();
        let at = |millis| begun + Duration::from_millis(millis);
        assert!((0..10).all(|_| bucket.take(1, at(0))));
        assert!(!bucket.take(1, at(50)));
        assert_eq!(bucket.seconds_until(1), 1);
        assert!(bucket.take(1, at(150)));
        assert!(!bucket.take(1, at(150)));
        assert!(bucket.take(10, at(5_000)), "no more than a second's calls are saved up");
        assert!(!bucket.take(1, at(5_000)));
        assert!(bucket.take(25, at(9_000)), "a large page is let in once");
        assert!(!bucket.take(1, at(10_000)));
        assert!(bucket.take(1, at(11_000)));
    }
}

//! The server: its thread, from its start to its end.

use super::desk::{Desk, Served};
use super::doors::Doors;
use super::error::ServeError;
use super::http;
use super::limits::{Bucket, Limits};
use super::listen::{self, Listening};
use super::options::Options;
use super::shared::{Listener, Shared, locked};
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use tokio::sync::oneshot;

/// How long a connection may take over what it has begun when the server ends.
const LAST_ANSWERS: Duration = Duration::from_secs(1);

/// Starts servers.
#[derive(Debug)]
pub struct Server;

impl Server {
    /// Serves from now on, on a thread of its own, until what it gives back is stopped or let go of. The calls that are
    /// answered are told to `seen`.
    ///
    /// # Errors
    /// The address is one that other machines reach, and nobody said so; or it cannot be listened on.
    pub fn start(options: &Options, served: Served, seen: Option<Listener>) -> Result<Running, ServeError> {
        let sockets = listen::bind(options)?;
        let limits = Limits::new(options.connections);
        let address = sockets.address;
        let shared = Arc::new(Shared {
            desk: Mutex::new(Desk::new(served)),
            next: Mutex::default(),
            has_next: AtomicBool::new(false),
            bucket: Mutex::new(Bucket::new(options.rate)),
            doors: Doors::new(&options.hosts, &options.origins),
            language: options.language,
            seen,
        });
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .build()
            .map_err(|error| ServeError::listening(address, &error))?;
        let listening = {
            let _entered = runtime.enter();
            sockets.listen(&limits).map_err(|error| ServeError::listening(address, &error))?
        };
        let (stop, stopped) = oneshot::channel();
        let served = Arc::clone(&shared);
        let serve = move || runtime.block_on(serve(listening, served, stopped));
        let thread = thread::Builder::new()
            .name("serve".to_owned())
            .spawn(serve)
            .map_err(|error| ServeError::listening(address, &error))?;
        Ok(Running { address, shared, stop: Some(stop), thread: Some(thread) })
    }
}

/// Answers on all sockets until it is told to stop; what was begun has a moment to end then.
async fn serve(listening: Vec<Listening>, shared: Arc<Shared>, stopped: oneshot::Receiver<()>) {
    let router = http::router(shared);
    let mut ends = Vec::new();
    let mut serving = Vec::new();
    for socket in listening {
        let (end, ended) = oneshot::channel::<()>();
        ends.push(end);
        let serve = axum::serve(socket, router.clone()).with_graceful_shutdown(async {
            let _ = ended.await;
        });
        serving.push(tokio::spawn(serve.into_future()));
    }
    let _ = stopped.await;
    drop(ends);
    for serving in serving {
        let _ = tokio::time::timeout(LAST_ANSWERS, serving).await;
    }
}

/// A server that runs, until it is stopped or let go of.
pub struct Running {
    address: SocketAddr,
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl fmt::Debug for Running {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Running").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Running {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address of its page, as a browser takes it.
    pub fn url(&self) -> String {
        let ip = match self.address.ip() {
            IpAddr::V4(any) if any.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(any) if any.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
            ip => ip,
        };
        format!("http://{}/", SocketAddr::new(ip, self.address.port()))
    }

    /// Serves something else from the next call on. Waits for no call. What was to be served next, and no call came for, comes
    /// back: it may be large.
    pub fn show(&self, served: Served) -> Option<Served> {
        let before = locked(&self.shared.next).replace(Desk::new(served));
        self.shared.has_next.store(true, Ordering::Release);
        before.map(Desk::into_served)
    }

    /// Answers nothing that is not begun yet. Waits for nothing; whoever lets go of it then waits until it has ended.
    pub fn begin_to_stop(&mut self) {
        self.stop = None;
    }

    /// Ends it, and waits until it has ended.
    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        self.stop = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::warn!("the server ended in a panic");
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

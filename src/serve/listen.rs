//! The sockets of a server: which addresses it listens on, and each connection with its bounds.

use super::error::ServeError;
use super::limits::{Guarded, Limits};
use super::options::Options;
use axum::serve::Listener;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;
use tokio::net::TcpListener;

/// After a connection could not be taken, the next one is waited for so long: the system has no room for it.
const AFTER_FAILURE: Duration = Duration::from_millis(100);

/// Sockets that are bound.
pub(super) struct Sockets {
    /// The address of the first.
    pub(super) address: SocketAddr,
    sockets: Vec<std::net::TcpListener>,
}

/// Binds what the options say. This machine's own address is two where it has both kinds: browsers take either for
/// `localhost`.
pub(super) fn bind(options: &Options) -> Result<Sockets, ServeError> {
    let ip = options.address.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    if !ip.is_loopback() && !options.expose {
        return Err(ServeError::exposed(ip));
    }
    let wanted = SocketAddr::new(ip, options.port);
    let failed = |error: io::Error| ServeError::listening(wanted, &error);
    let first = std::net::TcpListener::bind(wanted).map_err(failed)?;
    let address = first.local_addr().map_err(failed)?;
    let mut sockets = vec![first];
    if options.address.is_none() {
        sockets.extend(std::net::TcpListener::bind((Ipv6Addr::LOCALHOST, address.port())));
    }
    for socket in &sockets {
        socket.set_nonblocking(true).map_err(failed)?;
    }
    Ok(Sockets { address, sockets })
}

impl Sockets {
    /// Listens on them, within a runtime.
    pub(super) fn listen(self, limits: &Limits) -> io::Result<Vec<Listening>> {
        let listen =
            |socket| Ok(Listening { socket: TcpListener::from_std(socket)?, limits: limits.clone() });
        self.sockets.into_iter().map(listen).collect()
    }
}

/// A socket that is listened on.
pub(super) struct Listening {
    socket: TcpListener,
    limits: Limits,
}

impl Listener for Listening {
    type Io = Guarded;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Guarded, SocketAddr) {
        loop {
            let place = self.limits.place().await;
            match self.socket.accept().await {
                Ok((stream, address)) => {
                    // Answers are small, and written in one piece: waiting for more to send only delays them.
                    let _ = stream.set_nodelay(true);
                    return (Guarded::new(stream, place), address);
                }
                Err(error) => {
                    tracing::debug!("a connection was not taken: {error}");
                    tokio::time::sleep(AFTER_FAILURE).await;
                }
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.socket.local_addr()
    }
}

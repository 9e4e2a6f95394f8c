//! Why nothing can be served. Owns the sentences of it.

use crate::text::Message;
use std::io;
use std::net::{IpAddr, SocketAddr};

/// Why nothing can be served.
#[derive(Debug, Clone, PartialEq)]
pub struct ServeError {
    /// What is wrong, in a sentence.
    pub message: Message,
}

impl ServeError {
    /// Other machines reach that address, and nobody said that they may.
    pub(super) fn exposed(address: IpAddr) -> Self {
        Self { message: Message::new("serve-exposed").with("address", address.to_string()) }
    }

    /// The address cannot be listened on.
    pub(super) fn listening(address: SocketAddr, error: &io::Error) -> Self {
        let message = if error.kind() == io::ErrorKind::AddrInUse {
            Message::new("serve-port-taken").with("port", address.port().to_string())
        } else {
            Message::new("serve-failed")
                .with("address", address.to_string())
                .with("detail", error.to_string())
        };
        Self { message }
    }
}

//! Decisions for a site over HTTP, on this machine only unless told otherwise.
//!
//! Owns the server: its thread, its sockets, what it lets in and how much of it, and the pages and the script it gives out.
//! What calls are answered with is [`crate::site`]'s. Reads no file: what is served is handed over, and exchanged whole.

mod desk;
mod doors;
mod error;
mod http;
mod limits;
mod listen;
mod options;
mod overview;
mod server;
mod shared;

pub use desk::{Seen, Served};
pub use error::ServeError;
pub use options::{Options, USUAL_PORT, USUAL_RATE};
pub use overview::snippet;
pub use server::{Running, Server};
pub use shared::Listener;

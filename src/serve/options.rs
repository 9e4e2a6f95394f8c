//! Where and how it is served, unless told otherwise on this machine only.

use crate::text::Language;
use std::net::IpAddr;

/// The port unless another is chosen: VITR on the keys of a telephone.
pub const USUAL_PORT: u16 = 8487;

/// Calls a second that are answered unless another bound is chosen: far above what one page in the making asks for, and what
/// one processor does.
pub const USUAL_RATE: u32 = 100_000;

/// Connections that are open at once unless another bound is chosen: browsers open six for a page.
const USUAL_CONNECTIONS: usize = 256;

/// Where and how it is served.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// The port; one that is free where it is 0.
    pub port: u16,
    /// The address; this machine's own where there is none.
    pub address: Option<IpAddr>,
    /// Whether the address may be one that other machines reach.
    pub expose: bool,
    /// Calls a second that are answered.
    pub rate: u32,
    /// Connections that are open at once.
    pub connections: usize,
    /// Names of this machine under which it may be called, besides `localhost` and addresses.
    pub hosts: Vec<String>,
    /// Origins whose pages may read the answers, besides those on this machine. `null` stands for files and sandboxed frames.
    pub origins: Vec<String>,
    /// The language of the page for people.
    pub language: Language,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            port: USUAL_PORT,
            address: None,
            expose: false,
            rate: USUAL_RATE,
            connections: USUAL_CONNECTIONS,
            hosts: Vec::new(),
            origins: Vec::new(),
            language: Language::default(),
        }
    }
}

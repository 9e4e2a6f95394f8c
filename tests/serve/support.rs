//! What the tests of serving share: a server of the sample catalog, and requests as they stand on the wire.

use serde_json::Value;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;
use vitrine::contacts::Population;
use vitrine::engine::Plan;
use vitrine::serve::{Listener, Options, Running, Served, Server};
use vitrine::storage;

pub(crate) const NEOBANK: &str = "catalogs/neobank.catalog.ron";

/// Anna's page: two placements, one of them for somebody else's offers.
pub(crate) const PAGE: &str = r#"{"page": [
  {"space": "recipient/web_best", "identity": ["anna.moreau@mail.example"], "call_data": {"language": "en"}, "count": 2, "at": "2026-11-21T10:00"},
  {"space": "recipient/web_partner", "call_data": {"language": "en"}}
], "no_offer_twice": true}"#;
pub(crate) const CALL: &str = r#"{"space": "recipient/web_best", "identity": ["anna.moreau@mail.example"], "call_data": {"language": "en"}, "count": 2, "at": "2026-11-21T10:00"}"#;

pub(crate) fn served() -> Served {
    let loaded = storage::load(Path::new(NEOBANK)).expect("the sample catalog");
    Served { plan: Arc::new(Plan::new(&loaded.catalog)), contacts: Box::new(Population::of(&loaded.catalog)) }
}

/// A server of the sample catalog on a free port.
pub(crate) fn start(options: Options, seen: Option<Listener>) -> Running {
    Server::start(&Options { port: 0, ..options }, served(), seen).expect("a free port")
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Reply {
    fn of(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
        Self { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    pub(crate) fn error(&self) -> String {
        self.json()["error"].as_str().unwrap_or_else(|| panic!("no error in {self:?}")).to_owned()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let line = self.head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")));
        line.map(str::trim)
    }
}

/// Sends bytes, and reads until the other side has said all.
pub(crate) fn raw(address: SocketAddr, bytes: &[u8]) -> Reply {
    exchange(address, bytes, Duration::from_secs(20))
}

/// The same for what the server lets wait.
pub(crate) fn raw_slowly(address: SocketAddr, bytes: &[u8]) -> Reply {
    exchange(address, bytes, Duration::from_mins(2))
}

fn exchange(address: SocketAddr, bytes: &[u8], longest: Duration) -> Reply {
    let mut stream = TcpStream::connect(address).expect("the server listens");
    stream.set_read_timeout(Some(longest)).expect("a timeout");
    // One that refuses does not read to the end.
    let _ = stream.write_all(bytes);
    let mut read = Vec::new();
    let mut buffer = vec![0; 65536];
    while let Ok(count @ 1..) = stream.read(&mut buffer) {
        read.extend_from_slice(&buffer[..count]);
    }
    Reply::of(&read)
}

/// One request with headers besides those that each has.
pub(crate) fn request(address: SocketAddr, line: &str, headers: &[&str], body: &str) -> Reply {
    let mut text = format!("{line} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
    if !headers.iter().any(|header| header.starts_with("Host:")) {
        text.push_str("Host: localhost\r\n");
    }
    for header in headers {
        text.push_str(header);
        text.push_str("\r\n");
    }
    raw(address, format!("{text}\r\n{body}").as_bytes())
}

pub(crate) fn decide(address: SocketAddr, body: &str) -> Reply {
    request(address, "POST /decide", &["Content-Type: application/json"], body)
}

/// The program, in English.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vitrine"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("LC_ALL", "en_US.UTF-8");
    command
}

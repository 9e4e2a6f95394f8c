//! How many calls a second `vitrine serve` answers on one thread, and how long one waits for its answer.
//!
//! `cargo run --release --example serve_load -- [CATALOG [SECONDS [CONNECTIONS]]]`
//!
//! Serves the catalog on a free port of this machine, and sends its scenarios' calls over some connections that stay open,
//! each the next when the one before is answered. The server has one thread; the senders have another.

#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts are printed as people read them"
)]

use std::error::Error;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use vitrine::contacts::Population;
use vitrine::engine::Plan;
use vitrine::model::Catalog;
use vitrine::serve::{Options, Served, Server};

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().unwrap_or_else(|| "catalogs/neobank.catalog.ron".to_owned());
    let seconds = arguments.next().map_or(Ok(5), |text| text.parse())?;
    let connections = arguments.next().map_or(Ok(8), |text| text.parse::<usize>())?;

    let loaded = vitrine::storage::load(Path::new(&path)).map_err(|_| format!("{path} is no catalog"))?;
    let catalog = loaded.catalog;
    let requests = Arc::new(requests(&catalog)?);
    let served = Served { plan: Arc::new(Plan::new(&catalog)), contacts: Box::new(Population::of(&catalog)) };
    let running = Server::start(&Options { port: 0, rate: u32::MAX, ..Options::default() }, served, None)?;

    let end = Instant::now() + Duration::from_secs(seconds);
    let senders = (0..connections).map(|number| {
        let (requests, address) = (Arc::clone(&requests), running.address());
        std::thread::Builder::new().spawn(move || send(address, &requests, number, end))
    });
    let senders: Vec<_> = senders.collect::<Result<_, _>>()?;
    let begun = Instant::now();
    let mut waits = Vec::new();
    for sender in senders {
        waits.extend(sender.join().map_err(|_| "a sender ended in a panic")??);
    }
    let passed = begun.elapsed().as_secs_f64();
    waits.sort_unstable();
    let at = |part: f64| waits[((waits.len() - 1) as f64 * part) as usize].as_secs_f64() * 1e3;
    println!(
        "{:.0} calls/s over {connections} connections; median {:.3} ms, 99 % within {:.3} ms",
        waits.len() as f64 / passed,
        at(0.5),
        at(0.99)
    );
    Ok(())
}

/// The calls of the scenarios, as they stand on the wire.
fn requests(catalog: &Catalog) -> Outcome<Vec<Vec<u8>>> {
    let calls = catalog.scenarios.iter().map(|scenario| {
        let call = serde_json::to_string(&scenario.call)?;
        let head = "POST /decide?no_excluded HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json";
        Ok(format!("{head}\r\nContent-Length: {}\r\n\r\n{call}", call.len()).into_bytes())
    });
    calls.collect()
}

/// Sends calls one after another until it is time, and says how long each waited for its answer.
fn send(address: SocketAddr, requests: &[Vec<u8>], first: usize, end: Instant) -> Outcome<Vec<Duration>> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    let (mut waits, mut buffer) = (Vec::new(), vec![0; 256 * 1024]);
    for request in requests.iter().cycle().skip(first) {
        let begun = Instant::now();
        if begun > end {
            break;
        }
        stream.write_all(request)?;
        read_answer(&mut stream, &mut buffer)?;
        waits.push(begun.elapsed());
    }
    Ok(waits)
}

fn read_answer(stream: &mut TcpStream, buffer: &mut [u8]) -> Outcome<()> {
    let mut read = 0;
    loop {
        let count = stream.read(&mut buffer[read..])?;
        if count == 0 {
            return Err("the server closed the connection".into());
        }
        read += count;
        let Some(head) = buffer[..read].windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let text = std::str::from_utf8(&buffer[..head])?;
        if !text.starts_with("HTTP/1.1 200") {
            return Err(text.to_owned().into());
        }
        let length = text.lines().find_map(|line| line.strip_prefix("content-length: "));
        let length: usize = length.ok_or("an answer without a length")?.parse()?;
        if read >= head + 4 + length {
            return Ok(());
        }
    }
}

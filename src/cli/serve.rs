//! `vitrine serve`: decisions of a catalog for a site in the making, until a signal ends it.
//!
//! Owns the arguments and the following of the file: one that is no catalog any more is told, and what was served stays.

use super::console::{Complaint, Console, Failure, Outcome};
use super::contacts::ContactFlags;
use super::input::{Expected, whole};
use super::signals;
use crate::engine::Plan;
use crate::serve::{Options, Running, ServeError, Served, Server, USUAL_PORT, USUAL_RATE};
use crate::storage::{self, Stamp};
use crate::text::Message;
use std::io::Write as _;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

/// Between two looks at the file.
const BETWEEN_LOOKS: Duration = Duration::from_millis(250);

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long, value_name = "N", value_parser = whole(0..=u16::MAX), default_value_t = USUAL_PORT)]
    port: u16,
    #[arg(long, value_name = "IP", value_parser = address, requires = "expose")]
    address: Option<IpAddr>,
    #[arg(long)]
    expose: bool,
    #[arg(long, value_name = "NAME")]
    allow_host: Vec<String>,
    #[arg(long, value_name = "ORIGIN")]
    allow_origin: Vec<String>,
    #[arg(long, value_name = "N", value_parser = whole(1..=u32::MAX), default_value_t = USUAL_RATE)]
    rate: u32,
    #[command(flatten)]
    contacts: ContactFlags,
}

fn address(text: &str) -> Result<IpAddr, Expected> {
    text.parse().map_err(|_| Expected::new("serve-expected-address"))
}

impl Arguments {
    /// Reads the file: what is to be served, and what the file was like.
    fn served(&self) -> Result<(Served, Stamp), Failure> {
        let name = self.file.display().to_string();
        let loaded = storage::load(&self.file).map_err(|error| Failure::of_load(&name, error))?;
        let (catalog, stamp) = (loaded.catalog, loaded.stamp);
        Ok((Served { contacts: self.contacts.open(&catalog)?, plan: Arc::new(Plan::new(&catalog)) }, stamp))
    }

    fn options(&self, console: &Console) -> Options {
        Options {
            port: self.port,
            address: self.address,
            expose: self.expose,
            rate: self.rate,
            hosts: self.allow_host.clone(),
            origins: self.allow_origin.clone(),
            language: console.language,
            ..Options::default()
        }
    }
}

impl From<ServeError> for Failure {
    fn from(error: ServeError) -> Self {
        error.message.into()
    }
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Outcome, Failure> {
    let ending = signals::ending();
    let (served, mut stamp) = arguments.served()?;
    let running = Server::start(&arguments.options(console), served, None)?;
    let file = arguments.file.display().to_string();
    tell(console, &Message::new("serve-serving").with("file", &file).with("address", running.url()))?;
    loop {
        match ending.recv_timeout(BETWEEN_LOOKS) {
            Err(RecvTimeoutError::Timeout) => {}
            Ok(()) => break,
            // Nobody tells of signals here: they end the program as they always do.
            Err(RecvTimeoutError::Disconnected) => std::thread::sleep(BETWEEN_LOOKS),
        }
        if let Some(changed) = storage::changed_since(&arguments.file, &stamp) {
            stamp = follow(arguments, &running, changed, console)?;
        }
    }
    running.stop();
    tell(console, &Message::new("serve-ended"))?;
    Ok(Outcome::Fine)
}

/// Serves the file as it is now. Where it is no catalog, it is told why with the places, and what was served before stays.
fn follow(
    arguments: &Arguments,
    running: &Running,
    changed: Stamp,
    console: &mut Console,
) -> Result<Stamp, Failure> {
    let file = arguments.file.display().to_string();
    match arguments.served() {
        Ok((served, stamp)) => {
            drop(running.show(served));
            tell(console, &Message::new("serve-followed").with("file", file))?;
            Ok(stamp)
        }
        Err(Failure(complaints)) => {
            for complaint in &complaints {
                console.complain(complaint);
            }
            let kept = Message::new("serve-kept").with("file", file);
            console.complain(&Complaint { place: None, message: kept });
            Ok(changed)
        }
    }
}

/// A line that is there at once: whoever waits for the address reads it from a pipe.
fn tell(console: &mut Console, message: &Message) -> Result<(), Failure> {
    let line = console.say(message);
    console.line(&line)?;
    Ok(console.out().flush()?)
}

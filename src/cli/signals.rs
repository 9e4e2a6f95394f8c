//! What happens when a signal ends the program: what is temporary goes first, and who serves ends properly.

#[cfg(feature = "serve")]
use std::sync::mpsc::{Receiver, Sender, channel};
#[cfg(feature = "serve")]
use std::sync::{Mutex, PoisonError};

/// Who is told of the first signal, and ends by itself then.
#[cfg(feature = "serve")]
static ENDING: Mutex<Option<Sender<()>>> = Mutex::new(None);

/// Tells of the first signal that would end the program, which is left to whoever asked. A second one ends it.
#[cfg(feature = "serve")]
pub(super) fn ending() -> Receiver<()> {
    let (told, ending) = channel();
    ENDING.lock().unwrap_or_else(PoisonError::into_inner).replace(told);
    ending
}

/// Whether somebody ends the program for a signal.
#[cfg(all(feature = "serve", unix))]
fn is_left_to_somebody() -> bool {
    let told = ENDING.lock().unwrap_or_else(PoisonError::into_inner).take();
    told.is_some_and(|told| told.send(()).is_ok())
}

#[cfg(all(not(feature = "serve"), unix))]
fn is_left_to_somebody() -> bool {
    false
}

/// Waits for SIGHUP, SIGINT and SIGTERM on a thread of its own. One that was ignored when the program started, as
/// under `nohup`, stays ignored. Where the system gives none, they end the program as they always do, and the next save
/// sweeps what is left.
#[cfg(unix)]
pub(super) fn await_them() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    let ignored = ignored();
    let awaited = [SIGHUP, SIGINT, SIGTERM].into_iter().filter(|signal| ignored >> (signal - 1) & 1 == 0);
    let Ok(mut signals) = Signals::new(awaited) else { return };
    let wait = move || {
        for signal in signals.forever() {
            if is_left_to_somebody() {
                continue;
            }
            crate::storage::remove_temporary();
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    };
    if let Err(error) = std::thread::Builder::new().name("signals".to_owned()).spawn(wait) {
        tracing::warn!("signals are not awaited: {error}");
    }
}

/// The signals that are ignored, a bit each, as Linux lists them. Other systems say it only to unsafe code, which this
/// program has none of: none there.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default()
}

/// Elsewhere there are none.
#[cfg(not(unix))]
pub(super) fn await_them() {}

//! What happens when a signal ends the program: what is temporary goes first.

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

//! What happens when SIGINT or SIGTERM ends the program: what is temporary goes first.

/// Waits for the signals on a thread of its own. Where the system gives none, they end the program as they always do,
/// and the next save sweeps what is left.
#[cfg(unix)]
pub(super) fn await_them() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
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

/// Elsewhere there are none.
#[cfg(not(unix))]
pub(super) fn await_them() {}

//! `vitrine [FILE]`: opens the editor. Owns nothing but the way there.

use super::console::{Console, Failure, Outcome};
use std::path::PathBuf;

/// Opens the window, and returns when it is closed.
#[cfg(feature = "gui")]
pub(super) fn run(file: Option<PathBuf>, _console: &mut Console) -> Result<Outcome, Failure> {
    match crate::ui::run(file) {
        Ok(()) => Ok(Outcome::Fine),
        Err(detail) => Err(crate::text::Message::new("cli-no-window").with("detail", detail).into()),
    }
}

/// Says that this build has no window.
#[cfg(not(feature = "gui"))]
pub(super) fn run(_file: Option<PathBuf>, _console: &mut Console) -> Result<Outcome, Failure> {
    Err(crate::text::Message::new("cli-no-editor").into())
}
